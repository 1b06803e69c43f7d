"""Which rows point at which, and which may stand only once.

The database holds the same rules; they stand here too because what comes from another machine is
judged before anything is written, and then in words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.item_rows import ItemRow, PositionRow, RemarkRow, StatementRow
from store.row import Row
from store.rows import (
    AnswerRow,
    AttendanceRow,
    CauseRow,
    ColumnStatusRow,
    ControlRow,
    DecisionRow,
    DeviationRow,
    EstimateRow,
    FigureRow,
    HeadValueRow,
    LegalBasisRow,
    MeetingRow,
    NoteRow,
    ParticipantRow,
    RiskRow,
    SittingRow,
)
from store.task_rows import CarriedRow, FollowUpRow, ResponsibleRow, TaskRow

POINTERS: dict[type[Row], dict[str, type[Row]]] = {
    AttendanceRow: {"sitting": SittingRow, "participant": ParticipantRow},
    AnswerRow: {"answer": NoteRow, "point": NoteRow},
    CauseRow: {"risk": RiskRow},
    ControlRow: {"risk": RiskRow},
    EstimateRow: {"risk": RiskRow},
    DecisionRow: {"sitting": SittingRow},
    TaskRow: {"sitting": SittingRow},
    ResponsibleRow: {"task": TaskRow},
    PositionRow: {"item": ItemRow},
    StatementRow: {"item": ItemRow},
}
"""Fields that hold the uid of another row of the same meeting, and never nothing."""

ONLY_ONE: dict[type[Row], tuple[str, ...]] = {
    AttendanceRow: ("sitting", "participant"),
    AnswerRow: ("answer", "point"),
    EstimateRow: ("risk", "measure", "residual"),
    HeadValueRow: ("meeting", "field"),
    ColumnStatusRow: ("meeting", "section", "column"),
    FigureRow: ("meeting", "section", "figure"),
    PositionRow: ("item", "party"),
    CarriedRow: ("meeting", "task"),
}
"""The fields that no two rows of a table have alike."""

_TOPICS = (RiskRow, NoteRow, ItemRow)

HANGING: dict[type[Row], tuple[type[Row], ...]] = {
    NoteRow: (ItemRow,),
    DeviationRow: _TOPICS,
    DecisionRow: (*_TOPICS, DeviationRow),
    TaskRow: (*_TOPICS, DeviationRow),
    RemarkRow: (ItemRow,),
}
"""Rows whose `about` is empty or the uid of another row, and which types that one can have."""


@dataclass(frozen=True, slots=True)
class Dangling:
    """A row that points at a row that is not there."""

    row: Row
    field: str


def dangling(
    head: MeetingRow, rows: Sequence[Row], bases: Iterable[LegalBasisRow]
) -> Dangling | None:
    """The first row of a meeting that points at nothing.

    Args:
        head: The meeting's head.
        rows: Everything else that is in it.
        bases: The legal bases that an exemption can name.
    """
    uids: dict[type[Row], set[str]] = {}
    for row in rows:
        uids.setdefault(type(row), set()).add(row.uid)
    known_bases = {basis.uid for basis in bases}
    for row in (head, *rows):
        for field, target in POINTERS.get(type(row), {}).items():
            if getattr(row, field) not in uids.get(target, ()):
                return Dangling(row, field)
        if (about := getattr(row, "about", "")) and not any(
            about in uids.get(target, ()) for target in HANGING[type(row)]
        ):
            return Dangling(row, "about")
        if isinstance(row, FollowUpRow) and not _is_of(head, row, uids.get(TaskRow, set())):
            return Dangling(row, "task")
        if (basis := getattr(row, "exempt", "")) and basis not in known_bases:
            return Dangling(row, "exempt")
    return None


def _is_of(head: MeetingRow, row: FollowUpRow, tasks: set[str]) -> bool:
    """A follow-up is of the meeting whose task it is of, and of the one where it was said."""
    return row.task in tasks or row.meeting == head.uid


def double(rows: Iterable[Row]) -> Row | None:
    """The first row that says again what another one says, where only one may."""
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        if fields := ONLY_ONE.get(type(row)):
            key = (row.table, *(getattr(row, field) for field in fields))
            if key in seen:
                return row
            seen.add(key)
    return None
