"""What earlier meetings of the series agreed on, and what is said of it in this one."""

from exports.outline import Block, Cell, Column, Heading, Paragraph, Run, Table
from exports.wording import MISSING, UNSAID, Wording, stacked
from store.definitions import SinceLastDefinition
from store.norwegian_dates import numeric
from store.sections import CarriedTask, SinceLast, carried_tasks
from store.vocabulary import Status
from store.withheld import Withheld

# «man 30.11.2026 (uke 49)» is to stand on one line.
_COLUMNS = (
    Column("Oppgave", 2.9),
    Column("Ansvar", 1.9),
    Column("Frist", 2.9),
    Column("Status", 1.4),
    Column("Merknad", 2.4),
)
_COLUMNS_WITHOUT_REMARKS = (
    Column("Oppgave", 4.2),
    Column("Ansvar", 2.8),
    Column("Frist", 2.8),
    Column("Status", 1.6),
)


def form(wording: Wording, section: SinceLast) -> tuple[Block, ...]:
    """The carried tasks as a table; it is said when there are none."""
    heading = section.definition.heading
    if not section.tasks:
        return (Heading(2, heading), Paragraph("Ingen åpne oppgaver fra tidligere møter."))
    return _table(wording, heading, section.tasks)


def from_before(wording: Wording) -> tuple[Block, ...]:
    """The carried tasks of a kind that has no section for them; nothing where there are none."""
    kind = wording.meeting.kind
    has_own = any(isinstance(each, SinceLastDefinition) for each in kind.sections)
    # A protocol is signed, and has nothing in it that was not spoken of.
    tasks = tuple(task for task in carried_tasks(wording.meeting) if kind.agreed_first or task.said)
    return () if has_own or not tasks else _table(wording, "Oppfølging fra tidligere møter", tasks)


def open_before(wording: Wording) -> tuple[Block, ...]:
    """What earlier meetings left and is still open; nothing where there is nothing."""
    tasks = tuple(task for task in carried_tasks(wording.meeting) if task.state.open)
    title = "Åpne oppgaver fra tidligere møter"
    return _table(wording, title, tasks, is_spoken_of=False) if tasks else ()


def _table(
    wording: Wording, heading: str, tasks: tuple[CarriedTask, ...], *, is_spoken_of: bool = True
) -> tuple[Block, ...]:
    """The tasks; where the meeting was to speak of them, those that it did not are marked."""
    rows = tuple(_row(wording, task, is_spoken_of) for task in tasks)
    # A column that nobody has said anything in only makes the others narrow.
    remarked = any(row[-1] != UNSAID for row in rows)
    columns = _COLUMNS if remarked else _COLUMNS_WITHOUT_REMARKS
    rows = tuple(row[: len(columns)] for row in rows)
    description = "En rad for hver oppgave som var åpen da møtet begynte, med status nå."
    return (Heading(2, heading), Table(columns, rows, heading, description))


def _row(wording: Wording, task: CarriedTask, is_spoken_of: bool) -> tuple[Cell | str, ...]:
    row, state = task.row, task.state
    # Exempted where it arose after it was carried here, it is no less so.
    exempt = row.exempt or wording.meeting.exempt_elsewhere.get(row.uid, "")
    is_held = wording.meeting.head.status is not Status.PLANNED
    unsaid = "\n(ikke omtalt)" if is_spoken_of and is_held and not task.said else ""
    if isinstance(row.text, Withheld):
        return (row.text, UNSAID, UNSAID, UNSAID, UNSAID)
    origin = " ".join(part for part in (numeric(row.from_date), row.from_title) if part)
    now = wording.when(state.deadline_kind, state.deadline_date, state.deadline)
    agreed = wording.when(row.deadline_kind, row.deadline_date, row.deadline)
    return (
        Cell(
            runs=stacked(
                [
                    Run(wording.marked(row.text, exempt)),
                    Run(f"Fra {origin}", italic=True),
                ]
            )
        ),
        row.responsible or MISSING,
        wording.moved(now, agreed),
        f"{state.status.capitalize()}{unsaid}",
        (state.remark if task.said else "") or UNSAID,
    )
