"""What is said in a meeting of the tasks that it took over from its series."""

from datetime import date

from msgspec.structs import replace

from store.deadline import Deadline
from store.edits import Add, Change, Edit
from store.meeting import Meeting
from store.sections import CarriedTask
from store.task_rows import FollowUpRow
from store.vocabulary import TaskStatus


def say(
    meeting: Meeting,
    task: CarriedTask,
    said_on: date,
    *,
    status: TaskStatus | None = None,
    remark: str | None = None,
    deadline: Deadline | None = None,
) -> Edit | None:
    """Say something of a carried task; what is not said anew stands.

    What the same meeting said of it the same day is put right: the history has one line for each
    time that people talked of it. In a closed meeting what comes later is a line of its own.

    Args:
        meeting: Where it is said.
        task: As it stands there.
        said_on: The day.
        status: Its status now.
        remark: Free text; "" takes an earlier one of this meeting away.
        deadline: A new frist.

    Returns:
        The edit, or None when that was said already.
    """
    newest = task.said[-1] if task.said else None
    before = newest if newest and newest.said_on == said_on and not meeting.locked else None
    after = before or _begun(meeting, task, said_on)
    after = replace(
        after,
        status=after.status if status is None else status,
        remark=after.remark if remark is None else remark,
        **(_moved(deadline) if deadline else {}),
    )
    if before is None:
        return Add(after, ("task",))
    return Change(before, after) if after != before else None


def _begun(meeting: Meeting, task: CarriedTask, said_on: date) -> FollowUpRow:
    """A line of its own, which says what stands."""
    return FollowUpRow(
        task=task.row.task,
        meeting=meeting.uid,
        said_on=said_on,
        status=task.state.status,
        remark=task.said[-1].remark if task.said else "",
    )


def _moved(deadline: Deadline) -> dict[str, object]:
    return {
        "deadline": deadline.typed,
        "deadline_kind": str(deadline.kind),
        "deadline_date": deadline.date,
    }
