"""The order in which a meeting's tasks stand, on the screen and in the minutes."""

from store.deadline import sort_key
from store.meeting import Meeting
from store.task_rows import TaskRow


def by_deadline(meeting: Meeting) -> tuple[TaskRow, ...]:
    """The meeting's tasks by the frist that stands, those without one last."""

    def key(task: TaskRow) -> tuple[int, int]:
        state = meeting.state_of(task)
        return sort_key(state.deadline_kind, state.deadline_date, meeting.next_day)

    return tuple(sorted(meeting.tasks, key=key))
