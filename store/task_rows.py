"""A task, who has it, and what became of it."""

from datetime import date
from typing import ClassVar

from store.row import InMeeting, Row
from store.vocabulary import TaskStatus


class TaskRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was agreed to be done. What became of it are `FollowUpRow`s.

    Attributes:
        sitting: The sitting in which it was said; a frist counts from its date.
        about: uid of the risk, note, sak or deviation that it hangs on, or empty.
        responsible: As typed; the names it was taken to mean are `ResponsibleRow`s.
        deadline: As typed.
        deadline_kind: What `store.deadline` took it to mean.
        deadline_date: The day, for the kinds that have one.
    """

    table: ClassVar[str] = "task"
    sitting: str
    stop: str
    about: str = ""
    text: str
    responsible: str = ""
    deadline: str = ""
    deadline_kind: str = "mangler"
    deadline_date: date | None = None
    exempt: str = ""


class ResponsibleRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One name on a task; the lowest position is responsible, the others take part."""

    table: ClassVar[str] = "responsible"
    task: str
    name: str


class CarriedRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A task of an earlier meeting of the series, as it stood when this meeting began.

    What is said of it here is a `FollowUpRow`; this is what the talk begins with, and what the
    minutes can print without the other meeting.

    Attributes:
        task: uid of the task, which belongs to another meeting.
        from_meeting: uid of that meeting.
        from_title: What it is called.
        from_date: When it was held.
        responsible: The names, the responsible first, with commas.
        status: The task's state when this meeting began; the fields after it too.
    """

    table: ClassVar[str] = "carried"
    task: str
    from_meeting: str
    from_title: str
    from_date: date
    text: str
    responsible: str = ""
    deadline: str = ""
    deadline_kind: str = "mangler"
    deadline_date: date | None = None
    status: TaskStatus = TaskStatus.NOT_STARTED
    remark: str = ""
    exempt: str = ""


class FollowUpRow(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was later said of a task; the newest row is the task's state.

    Attributes:
        meeting: Where it was said, which may be a later meeting; None for the task register.
        deadline_kind: Empty when the frist was left as it was.
    """

    table: ClassVar[str] = "follow_up"
    task: str
    meeting: str | None = None
    position: int = 0
    said_on: date
    status: TaskStatus
    remark: str = ""
    deadline: str = ""
    deadline_kind: str = ""
    deadline_date: date | None = None
