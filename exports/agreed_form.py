"""What the meeting agreed on, and the deviations that it found."""

from exports.outline import Block, Cell, Column, Heading, Item, Numbered, Paragraph, Run, Table
from exports.wording import UNSAID, Wording, counted, stacked
from store.check import is_placed
from store.rows import DecisionRow, DeviationRow
from store.task_rows import TaskRow
from store.withheld import Withheld

_DEVIATION_COLUMNS = (
    Column("Hva", 4.4),
    Column("Slag", 1.2),
    Column("Gjelder", 1.4),
    Column("Årsakstype", 1.6),
    Column("Nr. i avvikssystemet", 2.4),
)
# «man 30.11.2026 (uke 49)» is to stand on one line.
_TASK_COLUMNS = (
    Column("Nr.", 0.5, "center"),
    Column("Oppgave", 4.8),
    Column("Ansvar", 2.9),
    Column("Frist", 2.75),
)
_TASK_COLUMNS_WITH_STATUS = (
    Column("Nr.", 0.5, "center"),
    Column("Oppgave", 3.8),
    Column("Ansvar", 2.5),
    Column("Frist", 2.95),
    Column("Status", 2.0),
)


def summary(wording: Wording) -> str:
    """«3 beslutninger og 11 oppgaver. 2 oppgaver mangler ansvar eller frist.»; "" of nothing."""
    meeting = wording.meeting
    if not meeting.decisions and not meeting.tasks:
        return ""
    decisions = counted(len(meeting.decisions), "beslutning", "beslutninger")
    tasks = counted(len(meeting.tasks), "oppgave", "oppgaver")
    unplaced = sum(
        meeting.state_of(task).open and not is_placed(meeting, task)
        for task in meeting.tasks
        if not isinstance(task.text, Withheld)
    )
    lacking = counted(unplaced, "oppgave", "oppgaver")
    missing = f" {lacking} mangler ansvar eller frist." if unplaced else ""
    return f"{decisions} og {tasks}.{missing}"


def decisions(wording: Wording) -> tuple[Block, ...]:
    """The decisions in the order in which they were made."""
    rows = wording.meeting.decisions
    if not rows:
        return (Heading(2, "Beslutninger"), Paragraph("Ingen beslutninger."))
    return (Heading(2, "Beslutninger"), Numbered(tuple(_decision(wording, row) for row in rows)))


def _decision(wording: Wording, row: DecisionRow) -> Item:
    return _with_place(wording, wording.words_of(row), row.about)


def _with_place(wording: Wording, text: str, about: str) -> tuple[Run, ...]:
    """The words, and under them what they hang on: «Gjelder: Risiko 3»."""
    place = wording.leading_to([about])
    return stacked([Run(text), *([(Run("Gjelder: ", italic=True), *place)] if place else [])])


def tasks(wording: Wording) -> tuple[Block, ...]:
    """The tasks by frist, and what became of them where anything is said of that."""
    if not wording.tasks:
        return (Heading(2, "Oppgaver"), Paragraph("Ingen oppgaver."))
    followed = any(task.uid in wording.meeting.newest_follow_up for task in wording.tasks)
    columns = _TASK_COLUMNS_WITH_STATUS if followed else _TASK_COLUMNS
    rows = tuple(_task(wording, task)[: len(columns)] for task in wording.tasks)
    done = "hva, hvem, når og hva som er gjort" if followed else "hva, hvem og når"
    table = Table(columns, rows, "Oppgaver", f"En rad for hver oppgave, etter frist: {done}.")
    return (Heading(2, "Oppgaver"), table)


def _task(wording: Wording, task: TaskRow) -> tuple[Cell | str, ...]:
    return (
        Cell(runs=(Run(str(wording.number(task)), anchor=task.uid),)),
        Cell(runs=_with_place(wording, wording.words_of(task), task.about)),
        wording.responsible(task),
        wording.deadline(task),
        wording.status(task),
    )


def deviations(wording: Wording) -> tuple[Block, ...]:
    """The deviations and events; a cause is a type of failure, and never a person."""
    if not wording.meeting.deviations:
        return ()
    title = "Avvik og hendelser"
    rows = tuple(_deviation(wording, row) for row in wording.meeting.deviations)
    description = "En rad for hvert avvik og hver hendelse."
    return (Heading(2, title), Table(_DEVIATION_COLUMNS, rows, title, description))


def _deviation(wording: Wording, row: DeviationRow) -> tuple[Cell | str, ...]:
    place = wording.place(row.about)
    return (
        wording.marked(row.text, row.exempt),
        row.kind.capitalize(),
        Cell(runs=(Run(place, to=row.about),)) if place else UNSAID,
        row.cause.capitalize() or "Ikke satt",
        row.number or UNSAID,
    )
