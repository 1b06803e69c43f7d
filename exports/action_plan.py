"""The action plan («handlingsplan»): what is still to be done, by frist and by who has it."""

from exports import agreed_form, since_last_form
from exports.outline import Block, Facts, Paragraph
from exports.source import Source
from exports.who_does_what import Share, by_name
from exports.wording import Wording
from store.norwegian_dates import show
from store.task_rows import TaskRow
from store.withheld import Withheld

TITLE = "Handlingsplan"


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
    """The open tasks under those who have them."""
    withheld = [task for task in wording.tasks if isinstance(task.text, Withheld)]
    found = by_name(
        _share(wording, task)
        for task in wording.tasks
        if wording.meeting.state_of(task).open and task not in withheld
    )
    # Whether one that is withheld is open is not told.
    all_done = bool(wording.tasks) and not found and not withheld
    return (Paragraph("Ingen oppgaver er åpne."),) if all_done else found


def _share(wording: Wording, task: TaskRow) -> Share:
    words = wording.words_of(task)
    return Share(
        names=wording.meeting.names_of.get(task.uid, ()),
        task=f"{words} (nr. {wording.number(task)})",
        deadline=wording.deadline(task).partition("\n")[0],
    )
