"""Whose rows are whose: an act in one meeting must not write in another, which may be locked.

No user can cause such a write, so it is an error in the program that tells of it.
"""

from collections.abc import Mapping

from store.database import Connection
from store.item_rows import RemarkRow
from store.rows import MeetingRow
from store.task_rows import FollowUpRow


class WrongMeeting(RuntimeError):
    """The program tried to write a row of another meeting than the action's; nothing is written."""

    def __init__(self, table: str, uid: str, meeting: str | None) -> None:
        super().__init__(f"{table} {uid} is not a row of {meeting}, whose action writes it")


def refuse_other_meetings_row(
    connection: Connection, meeting: str | None, table: str, row: Mapping[str, object]
) -> None:
    """Let a row pass that the meeting's action may write.

    A meeting's rows are its own. A follow-up is written by the meeting where it was said, and
    goes with the meeting of its task. What belongs to no meeting, anybody may write.

    Args:
        connection: To the file.
        meeting: uid of the action's meeting, or None.
        table: The row's table.
        row: All its columns, as they are or will be.

    Raises:
        WrongMeeting: When it is another meeting's.
    """
    if table == MeetingRow.table:
        ours = row["uid"] == meeting
    elif table == FollowUpRow.table:
        ours = meeting in (row["meeting"], _meeting_of_task(connection, row["task"]))
    else:
        ours = row.get("meeting", meeting) == meeting
    if not ours:
        raise WrongMeeting(table, str(row["uid"]), meeting)


def stands_outside(meeting: str | None, table: str, row: Mapping[str, object]) -> bool:
    """Whether a row stands outside the minutes: later follow-ups, and remarks after approval.

    Args:
        meeting: uid of the meeting whose minutes they are.
        table: The row's table.
        row: Its columns.
    """
    if table == FollowUpRow.table:
        return row["meeting"] != meeting
    return table == RemarkRow.table and bool(row["after_approval"])


def _meeting_of_task(connection: Connection, task: object) -> object:
    """Its meeting, also when the same action has just deleted the task."""
    found = connection.execute(
        "SELECT meeting FROM task WHERE uid = :task"
        " UNION ALL SELECT meeting FROM tombstone WHERE uid = :task",
        {"task": task},
    ).fetchone()
    return found["meeting"] if found else ""
