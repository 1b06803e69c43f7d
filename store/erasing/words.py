"""Which columns hold what people said or typed, where a name can stand.

Everything else is a uid, a date, a figure or a word of ours. A test holds every text column to be
of the one sort or the other.
"""

from collections.abc import Mapping

from store.row import Row, column_types
from store.rows import (
    ApprovalRow,
    AttendanceRow,
    LegalBasisRow,
    MeetingRow,
    StatusChangeRow,
)
from store.searched import SOURCES
from store.task_rows import CarriedRow, FollowUpRow, ResponsibleRow, TaskRow

_NOT_SEARCHED: dict[type[Row], tuple[str, ...]] = {
    MeetingRow: ("series",),
    AttendanceRow: ("came", "left"),
    StatusChangeRow: ("missing",),
    TaskRow: ("deadline",),
    ResponsibleRow: ("name",),
    CarriedRow: ("from_title", "text", "responsible", "deadline", "remark"),
    FollowUpRow: ("deadline",),
    ApprovalRow: ("approved_by",),
    LegalBasisRow: ("name",),
}


def _with_words(row: type[Row]) -> tuple[str, ...]:
    """The searched ones too, but for a choice among our words, which is searched by its own."""
    searched = SOURCES[row].texts if row in SOURCES else ()
    types = column_types(row)
    return tuple(name for name in (*searched, *_NOT_SEARCHED.get(row, ())) if types[name] is str)


WORDS: Mapping[str, tuple[str, ...]] = {
    row.table: _with_words(row) for row in dict.fromkeys((*SOURCES, *_NOT_SEARCHED))
}
"""The columns with people's words, by table."""

NO_WORDS = frozenset(
    {
        *("uid", "meeting", "kind", "section", "stop", "column", "field", "figure", "about"),
        *("sitting", "participant", "answer", "point", "item", "risk", "task", "from_meeting"),
        *("previous", "protocol", "approves", "carried_from", "exempt"),
        *("at", "start", "end", "said_at", "deadline_kind", "consequence_types", "figures"),
        "fingerprint",
        "content",  # an approval's: read as what it is, see `store.erasing.person`
        "definition",  # the kind's own file, that the user keeps
    }
)
"""Text columns that never hold a name."""
