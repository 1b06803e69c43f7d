"""What was said in a column of a section of points: in this meeting, and in the one before."""

from dataclasses import dataclass
from datetime import date

from store.meeting import Meeting, TaskState
from store.rows import DecisionRow, NoteRow
from store.sections import FilledColumn, Point, carried_tasks
from store.task_rows import TaskRow
from store.vocabulary import DeviationKind, Light


@dataclass(frozen=True, slots=True)
class TaskThen:
    """A task of last time with its state of today."""

    task: TaskRow
    state: TaskState


@dataclass(frozen=True, slots=True)
class LastTime:
    """A column as it was in the last meeting.

    Attributes:
        day: When that was.
        hidden: Whether that whole meeting is exempt from public access.
    """

    day: date
    status: Light
    notes: tuple[NoteRow, ...]
    decisions: tuple[DecisionRow, ...]
    tasks: tuple[TaskThen, ...]
    hidden: bool


def said_in(meeting: Meeting, section: str, column: str) -> tuple[NoteRow, ...]:
    """The points of a column, in their order."""
    return tuple(row for row in meeting.notes if (row.section, row.column) == (section, column))


def arose_in(
    meeting: Meeting, section: str, column: str
) -> tuple[tuple[DecisionRow, ...], tuple[TaskRow, ...]]:
    """The decisions and tasks that arose at a column: at its stop, or on one of its points."""
    stops = {
        stop.key for stop in meeting.kind.stops if (stop.section, stop.view) == (section, column)
    }
    notes = {note.uid for note in said_in(meeting, section, column)}
    here = notes | {row.uid for row in meeting.deviations if row.about in notes}

    def belongs(row: DecisionRow | TaskRow) -> bool:
        return row.about in here if row.about else row.stop in stops

    return (
        tuple(row for row in meeting.decisions if belongs(row)),
        tuple(row for row in meeting.tasks if belongs(row)),
    )


def is_spoken_of(meeting: Meeting, section: str, column: FilledColumn) -> bool:
    """Whether anything was said of a column: its status, a point, a decision or a task."""
    decisions, tasks = arose_in(meeting, section, column.column.key)
    return bool(column.status or column.points or decisions or tasks)


def lacks_plan(column: FilledColumn, point: Point) -> bool:
    """Whether a point is an avvik with no task that closes it, where the column wants one."""
    is_deviation = any(row.kind is DeviationKind.DEVIATION for row in point.deviations)
    return column.column.needs_plan and is_deviation and not point.tasks


def last_time(meeting: Meeting, last: Meeting | None, section: str, column: str) -> LastTime | None:
    """The same column last time; None when there is no last time or it had no such column.

    Args:
        meeting: The one under way: what it says of the tasks counts.
        last: The meeting of the series before it.
        section: Key of the section.
        column: Key of the column.
    """
    if last is None or all(each.key != section for each in last.kind.sections):
        return None
    decisions, tasks = arose_in(last, section, column)
    said_here = {task.row.task: task.state for task in carried_tasks(meeting) if task.said}
    return LastTime(
        last.first_day,
        last.status_of(section, column),
        said_in(last, section, column),
        decisions,
        tuple(TaskThen(row, said_here.get(row.uid) or last.state_of(row)) for row in tasks),
        bool(last.head.exempt),
    )
