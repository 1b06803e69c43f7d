"""What of a meeting's history is hidden: the words of all that is exempt now, or ever was.

A text that was exempt and is no longer may have been corrected before it was shown to all, so an
exemption once made hides the row's whole history. As everywhere, it holds for what hangs on the
row, and did at any time.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from store.database import Archive
from store.exempt_tasks import basis_of
from store.meeting import Meeting
from store.task_rows import TaskRow

_MARKS = """
    SELECT DISTINCT json_extract(image, '$.exempt') AS exempt,
        json_extract(image, '$.meeting') AS meeting, json_extract(image, '$.about') AS about,
        json_extract(image, '$.risk') AS risk, json_extract(image, '$.item') AS item,
        json_extract(image, '$.task') AS task, table_name
    FROM (SELECT before AS image, table_name FROM change
            WHERE row_uid = :uid AND before IS NOT NULL
        UNION ALL SELECT after, table_name FROM change
            WHERE row_uid = :uid AND after IS NOT NULL)"""

_CARRIED = """
    SELECT DISTINCT row_uid, json_extract(coalesce(after, before), '$.task') AS task
    FROM action JOIN change ON change.action = action.id
    WHERE action.meeting = :meeting AND table_name = 'carried' AND task IS NOT NULL"""


class EverExempt:
    """Tells of each row of a meeting whether it is exempt, or once was.

    Args:
        archive: The open file.
        meeting: The meeting, with its exempt texts.
    """

    def __init__(self, archive: Archive, meeting: Meeting) -> None:
        self._archive = archive
        self._meeting = meeting
        self._known: dict[str, bool] = {}

    def holds(self, uid: str) -> bool:
        """Whether a row is, by itself, by what it hangs on, or with its whole meeting.

        Args:
            uid: The row's, or a meeting's.
        """
        if uid not in self._known:
            self._known[uid] = False  # rows that hang on each other come to an end
            self._known[uid] = self._find(uid)
        return self._known[uid]

    def _find(self, uid: str) -> bool:
        if uid in self._meeting.exempt_elsewhere:
            return True
        marks = self._archive.connection.execute(_MARKS, {"uid": uid}).fetchall()
        if any(mark["exempt"] for mark in marks):
            return True
        above = {mark[name] for mark in marks for name in ("meeting", "about", "risk", "item")}
        tasks = {mark["task"] for mark in marks if mark["task"]}
        if any(mark["table_name"] == TaskRow.table for mark in marks):
            tasks.add(uid)
        return any(self.holds(each) for each in above if each) or any(map(self._task, tasks))

    def _task(self, task: str) -> bool:
        """A task is exempt where another meeting says so too, and so is what was carried of it."""
        if any(self.holds(each) for each in (task, *self._carried.get(task, ()))):
            return True
        (basis,) = self._archive.connection.execute(
            f"SELECT {basis_of(':task')}", {"task": task}
        ).fetchone()
        return bool(basis)

    @cached_property
    def _carried(self) -> Mapping[str, list[str]]:
        """What was ever carried of a task into this meeting, by the task's uid."""
        found = self._archive.connection.execute(_CARRIED, {"meeting": self._meeting.uid})
        carried: defaultdict[str, list[str]] = defaultdict(list)
        for row in found.fetchall():
            carried[row["task"]].append(row["row_uid"])
        return carried
