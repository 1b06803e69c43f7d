"""A filled section as outline blocks: each section type has its function here."""

from exports import figures_form, items_form, points_form, risk_form, since_last_form, themes_form
from exports.outline import Block
from exports.wording import Wording
from store.sections import Figures, FollowUp, Items, Points, Risks, Section, SinceLast


def blocks(wording: Wording, section: Section) -> tuple[Block, ...]:
    """What the minutes say of a section; nothing for one that has nothing to say."""
    match section:
        case Risks():
            return risk_form.form(wording, section)
        case Points() if section.definition.beside == "last_time":
            return themes_form.form(wording, section)
        case Points():
            return points_form.form(wording, section)
        case Figures():
            return figures_form.form(section)
        case Items():
            return items_form.form(wording, section)
        case SinceLast():
            return since_last_form.form(wording, section)
        case FollowUp():
            return (*since_last_form.from_before(wording), *risk_form.carried_over(wording))


def summary(wording: Wording, section: Section) -> tuple[Block, ...]:
    """What a leader should see of a section on the first page; nothing where a glance says it."""
    match section:
        case Risks():
            return risk_form.summary(wording, section)
        case Points() if section.definition.beside == "last_time":
            return themes_form.summary(section)
        case Points():
            return points_form.summary(section)
        case Items():
            return items_form.summary(wording, section)
        case Figures() | SinceLast() | FollowUp():
            return ()
