"""Decisions and tasks: what was agreed, and what became of it."""

from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from store.deadline import Deadline
from store.edits import Add, Change, Edit, Remove, Together
from store.journal import Writer
from store.meeting import Meeting
from store.responsible import Responsible
from store.rows import DecisionRow
from store.task_rows import FollowUpRow, ResponsibleRow, TaskRow
from store.vocabulary import TaskStatus


@dataclass(frozen=True, slots=True)
class Where:
    """Where in the meeting something arose.

    Attributes:
        stop: Key of the stop.
        about: uid of the risk or note that the cursor stood on, or "".
    """

    stop: str
    about: str = ""


def add_decision(meeting: Meeting, where: Where, text: str) -> Edit:
    """A decision, said in the sitting under way."""
    return Add(
        DecisionRow(
            meeting=meeting.uid,
            sitting=meeting.sitting.uid,
            stop=where.stop,
            about=where.about,
            text=text,
        )
    )


@dataclass(frozen=True, slots=True)
class AddTask:
    """A task with the names that its ansvar was taken to mean."""

    task: TaskRow
    names: tuple[str, ...]

    def apply(self, writer: Writer) -> None:
        """Write the task and one row for each name."""
        task = writer.add_last(self.task, "meeting")
        _write_names(writer, task, self.names)


def add_task(
    meeting: Meeting, where: Where, text: str, responsible: Responsible, deadline: Deadline
) -> Edit:
    """A task, said in the sitting under way."""
    task = TaskRow(
        meeting=meeting.uid,
        sitting=meeting.sitting.uid,
        stop=where.stop,
        about=where.about,
        text=text,
    )
    return AddTask(replace(task, **_as_said(responsible, deadline)), responsible.names)


@dataclass(frozen=True, slots=True)
class ChangeTask:
    """A task said otherwise."""

    before: TaskRow
    after: TaskRow
    old_names: tuple[ResponsibleRow, ...]
    names: tuple[str, ...]

    def apply(self, writer: Writer) -> None:
        """Write the task, and its names anew where they differ."""
        writer.change(self.before, self.after)
        if tuple(row.name for row in self.old_names) != self.names:
            for row in self.old_names:
                writer.remove(row)
            _write_names(writer, self.after, self.names)


def change_task(
    meeting: Meeting, task: TaskRow, text: str, responsible: Responsible, deadline: Deadline
) -> Edit:
    """Correct a task; it keeps its place in the meeting."""
    after = replace(task, text=text, **_as_said(responsible, deadline))
    return ChangeTask(task, after, _names(meeting, task), responsible.names)


def is_followed_up_elsewhere(meeting: Meeting, task: TaskRow) -> bool:
    """Whether something was said of the task outside this meeting; it can not be deleted then."""
    return any(row.task == task.uid and row.meeting != meeting.uid for row in meeting.follow_ups)


def remove_task(meeting: Meeting, task: TaskRow) -> Edit:
    """Delete a task with its names and what was said of it; see `is_followed_up_elsewhere`."""
    said = tuple(row for row in meeting.follow_ups if row.task == task.uid)
    return Remove((*said, *_names(meeting, task), task))


def task_to_decision(meeting: Meeting, task: TaskRow) -> Edit:
    """Make a task a decision; ansvar and frist, which a decision has not, stand in its text."""
    agreed = (task.responsible, task.deadline)
    text = " – ".join((task.text, *(part for part in agreed if part)))
    decision = DecisionRow(
        meeting=task.meeting,
        sitting=task.sitting,
        stop=task.stop,
        about=task.about,
        text=text,
        exempt=task.exempt,
    )
    return Together((remove_task(meeting, task), Add(decision)))


def decision_to_task(decision: DecisionRow) -> Edit:
    """Make a decision a task, without ansvar and frist until somebody says them."""
    task = TaskRow(
        meeting=decision.meeting,
        sitting=decision.sitting,
        stop=decision.stop,
        about=decision.about,
        text=decision.text,
        exempt=decision.exempt,
    )
    return Together((Remove((decision,)), AddTask(task, ())))


def follow_up(
    meeting: Meeting,
    task: TaskRow,
    status: TaskStatus,
    *,
    said_on: date,
    remark: str = "",
    deadline: Deadline | None = None,
) -> Edit:
    """What was said of a task in this meeting; the task as agreed is left as it was.

    Args:
        meeting: Where it is said.
        task: The task.
        status: Its status now.
        said_on: The day.
        remark: Free text.
        deadline: A new frist, or None when it stands.
    """
    row = FollowUpRow(
        task=task.uid,
        meeting=meeting.uid,
        said_on=said_on,
        status=status,
        remark=remark,
        deadline=deadline.typed if deadline else "",
        deadline_kind=str(deadline.kind) if deadline else "",
        deadline_date=deadline.date if deadline else None,
    )
    return Add(row, ("task",))


def change_decision(decision: DecisionRow, text: str) -> Edit:
    """Correct a decision's words."""
    return Change(decision, replace(decision, text=text))


def _as_said(responsible: Responsible, deadline: Deadline) -> dict[str, object]:
    return {
        "responsible": responsible.typed,
        "deadline": deadline.typed,
        "deadline_kind": str(deadline.kind),
        "deadline_date": deadline.date,
    }


def _names(meeting: Meeting, task: TaskRow) -> tuple[ResponsibleRow, ...]:
    return tuple(row for row in meeting.responsibles if row.task == task.uid)


def _write_names(writer: Writer, task: TaskRow, names: tuple[str, ...]) -> None:
    for name in names:
        writer.add_last(ResponsibleRow(meeting=task.meeting, task=task.uid, name=name), "task")
