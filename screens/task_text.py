"""How a task's ansvar and frist stand on the screen, wherever it is shown."""

from store.deadline import in_words
from store.meeting import Meeting, TaskState
from store.task_rows import TaskRow
from store.text import clean
from store.withheld import Withheld

LONGEST_IN_LIST = 600
"""How many characters of a text a list shows; the whole stands in its own box."""


def in_list(text: str) -> str:
    """A row's text as a list on the shared screen shows it, as stored or withheld."""
    shown = clean(text)
    return shown if len(shown) <= LONGEST_IN_LIST else f"{shown[:LONGEST_IN_LIST]} …"


def is_hidden(text: str) -> bool:
    """Whether a text stands for one that is exempt, and has not been asked for."""
    return isinstance(text, Withheld)


def responsible_shown(meeting: Meeting, task: TaskRow) -> str:
    """Who has the task, the responsible first; «ingen ansvarlig» when nobody has."""
    names = meeting.names_of.get(task.uid, ())
    return clean(", ".join(names)) or "ingen ansvarlig"


def deadline_shown(state: TaskState) -> str:
    """The frist that stands: «fre 11.12.2026 (uke 50)», or what was said where it has no day."""
    return in_words(state.deadline_kind, state.deadline_date, state.deadline)
