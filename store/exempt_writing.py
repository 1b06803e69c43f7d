"""What can be written while «det som skrives, er unntatt» is on, and stays out of public versions.

Most rows bear an exemption of their own. Of the others, some say nothing by themselves, and some
are exempt with what they belong to; what is neither must not be written so, or it would be public.
"""

from typing import Final

from store.database import Connection
from store.row import Row
from store.rows import (
    AnswerRow,
    AttendanceRow,
    CauseRow,
    ColumnStatusRow,
    ControlRow,
    EstimateRow,
    StatusChangeRow,
)
from store.task_rows import FollowUpRow, ResponsibleRow

_SAY_NOTHING: Final = (AnswerRow, AttendanceRow, ColumnStatusRow, EstimateRow, StatusChangeRow)
"""Links, marks and figures without names, and the steps of the meeting's life."""

_BELONGING: Final = {
    CauseRow: ("SELECT exempt FROM risk WHERE uid = ?", "risk"),
    ControlRow: ("SELECT exempt FROM risk WHERE uid = ?", "risk"),
    ResponsibleRow: ("SELECT exempt FROM task WHERE uid = ?", "task"),
    FollowUpRow: (
        "SELECT max(exempt) FROM (SELECT uid AS task, exempt FROM task"
        " UNION ALL SELECT task, exempt FROM carried) WHERE task = ?",
        "task",
    ),
}
"""Whether what a row belongs to is exempt, and the field that names it."""


def may_be_written_as_exempt(connection: Connection, row: Row) -> bool:
    """Whether a row without an exemption of its own stays out of public versions all the same.

    Args:
        connection: To the file.
        row: As it is to be written.
    """
    if isinstance(row, _SAY_NOTHING):
        return True
    if isinstance(row, FollowUpRow) and not (row.remark or row.deadline):
        return True
    if (belonging := _BELONGING.get(type(row))) is None:
        return False
    sql, field = belonging
    found = connection.execute(sql, (getattr(row, field),)).fetchone()
    return bool(found and found[0])
