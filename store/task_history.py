"""The life of one task: what was agreed, and what was said of it since, and where."""

from datetime import date

import msgspec

from store.database import Archive
from store.exempt_tasks import basis_of


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One time that something was said of a task.

    Attributes:
        day: When.
        status: Its status; "" where it was agreed on.
        remark: Free text.
        deadline: As typed, where a frist was said.
        deadline_kind: One of `store.deadline.DeadlineKind`; "" when the frist stood as it was.
        deadline_date: The day, for the kinds that have one.
        where: What the meeting is called; "" for the task register, or a meeting elsewhere.
        exempt: uid of the legal basis of the meeting or the task, or "".
    """

    day: date
    status: str
    remark: str
    deadline: str
    deadline_kind: str
    deadline_date: date | None
    where: str
    exempt: str


_AGREED = f"""
    SELECT sitting.date AS day, '' AS status, '' AS remark, deadline, deadline_kind, deadline_date,
        title AS "where", {basis_of(":task")} AS exempt
    FROM task JOIN meeting ON meeting.uid = task.meeting JOIN sitting ON sitting.uid = task.sitting
    WHERE task.uid = :task"""

_SAID = f"""
    SELECT said_on AS day, follow_up.status, remark, follow_up.deadline, follow_up.deadline_kind,
        follow_up.deadline_date, coalesce(title, '') AS "where",
        coalesce(nullif({basis_of(":task")}, ''), meeting.exempt, '') AS exempt
    FROM follow_up LEFT JOIN meeting ON meeting.uid = follow_up.meeting
    WHERE follow_up.task = :task ORDER BY said_on, follow_up.position, follow_up.uid"""


def history(archive: Archive, task: str) -> tuple[Told, ...]:
    """Everything that was said of a task, the oldest first.

    Args:
        archive: The open file.
        task: Its uid; one that belongs to a meeting in another file begins with what was said here.
    """
    found = [
        record
        for sql in (_AGREED, _SAID)
        for record in archive.connection.execute(sql, {"task": task}).fetchall()
    ]
    return tuple(msgspec.convert(dict(record), Told, strict=False) for record in found)
