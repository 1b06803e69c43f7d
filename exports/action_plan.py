"""The action plan («handlingsplan»): what is still to be done, by frist and by who has it."""

from collections import defaultdict

from exports import agreed_form, since_last_form
from exports.outline import Block, Bullets, Facts, Heading, Paragraph
from exports.source import Source
from exports.wording import Wording
from store.norwegian_dates import show
from store.task_rows import TaskRow
from store.withheld import Withheld

TITLE = "Handlingsplan"
_NOBODY = "Uten ansvarlig"


def blocks(source: Source, wording: Wording) -> tuple[Block, ...]:
    """All but the title."""
    meeting = source.meeting
    head = meeting.head
    rows = (
        ("Kommune", source.municipality),
        ("Enhet", head.unit),
        ("Fra", f"{meeting.kind.title} {show(meeting.first_day)}"),
        (meeting.kind.theme_label, head.title),
        ("Arkivsak", head.case_number),
    )
    return (
        Facts.of_what_is_said(rows, "Om planen"),
        *agreed_form.tasks(wording),
        *_by_responsible(wording),
        *since_last_form.open_before(wording),
    )


def _by_responsible(wording: Wording) -> tuple[Block, ...]:
    """The open tasks once more, each under the one who is responsible."""
    meeting = wording.meeting
    groups: defaultdict[str, list[TaskRow]] = defaultdict(list)
    withheld = [task for task in wording.tasks if isinstance(task.text, Withheld)]
    for task in wording.tasks:
        if meeting.state_of(task).open and task not in withheld:
            groups[next(iter(meeting.names_of.get(task.uid, ())), _NOBODY)].append(task)
    if not groups:
        # Whether one that is withheld is open is not told.
        return (Paragraph("Ingen oppgaver er åpne."),) if wording.tasks and not withheld else ()
    found: list[Block] = [Heading(2, "Hvem gjør hva")]
    for name in sorted(groups, key=lambda name: (name == _NOBODY, name.casefold())):
        found += [Heading(3, name), Bullets(tuple(_line(wording, each) for each in groups[name]))]
    return tuple(found)


def _line(wording: Wording, task: TaskRow) -> str:
    words = wording.marked(task.text, task.exempt)
    frist = wording.deadline(task).partition("\n")[0]
    return f"{words} (nr. {wording.number(task)}). Frist: {frist}"
