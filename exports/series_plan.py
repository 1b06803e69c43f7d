"""The action plan of a whole series: what its meetings left to be done, by frist and by name."""

from dataclasses import replace

from exports.outline import Block, Cell, Column, Facts, Heading, Paragraph, Run, Table
from exports.source import Source
from exports.who_does_what import Share, by_name
from exports.wording import MISSING, UNSAID, Wording, stacked
from store.norwegian_dates import numeric, show
from store.series_tasks import SeriesTask
from store.withheld import Withheld

TITLE = "Handlingsplan for serien"
_COLUMNS = (
    Column("Oppgave", 4.0),
    Column("Ansvar", 2.4),
    Column("Frist", 2.95),
    Column("Status", 2.2),
)


def blocks(source: Source, wording: Wording) -> tuple[Block, ...]:
    """All but the title."""
    head, kind = source.meeting.head, source.meeting.kind
    # What other meetings exempt they may exempt on a ground that this one has no use for.
    bases = {task.exempt: task.basis for task in source.series if task.exempt}
    wording = replace(wording, bases={**wording.bases, **bases})
    still_open = tuple(task for task in source.series if task.is_open)
    closed = tuple(task for task in source.series if not task.is_open)
    rows = (
        ("Kommune", source.municipality),
        ("Enhet", head.unit),
        ("Gjelder", f"Alle møter av typen {kind.short.lower()} i enheten"),
        ("Skrevet til", f"{head.title or kind.title}, {show(source.meeting.first_day)}"),
    )
    return (
        Facts.of_what_is_said(rows, "Om planen"),
        *_table(wording, "Åpne oppgaver", still_open),
        *by_name(_share(wording, task) for task in still_open if _is_told(task)),
        *(_table(wording, "Lukket siden forrige møte", closed) if closed else ()),
    )


def _is_told(task: SeriesTask) -> bool:
    return not isinstance(task.text, Withheld)


def _table(wording: Wording, heading: str, tasks: tuple[SeriesTask, ...]) -> tuple[Block, ...]:
    if not tasks:
        return (Heading(2, heading), Paragraph("Ingen oppgaver er åpne."))
    rows = tuple(_row(wording, task) for task in tasks)
    description = "En rad for hver oppgave, etter frist: hva, hvem, når og hva som er gjort."
    return (Heading(2, heading), Table(_COLUMNS, rows, heading, description))


def _row(wording: Wording, task: SeriesTask) -> tuple[Cell | str, ...]:
    if not _is_told(task):
        return (task.text, UNSAID, UNSAID, UNSAID)
    origin = " ".join(part for part in (numeric(task.held), task.title) if part)
    words = Run(wording.marked(task.text, task.exempt))
    others = f"\nMedvirkende: {', '.join(task.names[1:])}" if task.names[1:] else ""
    return (
        Cell(runs=stacked([words, Run(f"Fra {origin}", italic=True)])),
        (task.names[0] if task.names else MISSING) + others,
        _deadline(wording, task),
        _status(task),
    )


def _deadline(wording: Wording, task: SeriesTask) -> str:
    if not task.deadline_kind:
        return UNSAID
    return wording.when(task.deadline_kind, task.due, task.deadline)


def _status(task: SeriesTask) -> str:
    if task.status is None:
        return UNSAID
    said_on = f" ({numeric(task.said_on)})" if task.said_on else ""
    remark = f"\n{task.remark}" if task.remark else ""
    return f"{task.status.capitalize()}{said_on}{remark}"


def _share(wording: Wording, task: SeriesTask) -> Share:
    words = wording.marked(task.text, task.exempt)
    return Share(task.names, f"{words} (fra {numeric(task.held)})", _deadline(wording, task))
