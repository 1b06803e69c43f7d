"""The order in which a meeting's tasks stand, and the numbers that they have."""

from collections.abc import Mapping

from store.deadline import sort_key
from store.meeting import Meeting
from store.task_rows import TaskRow


def by_deadline(meeting: Meeting) -> tuple[TaskRow, ...]:
    """The meeting's tasks by the frist that stands, those without one last."""

    def key(task: TaskRow) -> tuple[int, int]:
        state = meeting.state_of(task)
        day = state.deadline_date
        return sort_key(state.deadline_kind, day, day or meeting.next_day)

    return tuple(sorted(meeting.tasks, key=key))


def numbers(meeting: Meeting) -> Mapping[str, int]:
    """Each task's number, from 1, by its uid: its place among those agreed on.

    A frist that moves changes the order in which tasks stand, and no number.
    """
    return {task.uid: number for number, task in enumerate(meeting.tasks, start=1)}
