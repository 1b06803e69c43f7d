"""How a task of the register stands on the screen: in one line, or in two where it is narrow."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from screens.task_text import in_list
from store.norwegian_dates import numeric
from store.task_register import RegisteredTask, deadline_shown
from store.text import clean
from store.withheld import HIDDEN

BROAD = 130
"""Cells from which a task stands in one line."""

_WORD, _FRIST, _RESPONSIBLE, _UNIT, _STATUS = 14, 25, 26, 18, 19


def height(width: int) -> int:
    """How many lines a task takes."""
    return 1 if width >= BROAD else 2


def lines(task: RegisteredTask, today: date, width: int, here: bool) -> Sequence[Content]:
    """The task's lines; what is over its frist has a sign and the word.

    Args:
        task: The task.
        today: By the program's clock.
        width: Cells that there are.
        here: Whether the cursor stands on it.
    """
    late = task.is_overdue(today)
    mark = Content.styled(f"{'▸' if here else ' '}{'!' if late else ' '} ", "bold")
    frist = Content.styled(deadline_shown(task), "bold" if late else "")
    word = Content.styled("over fristen" if late else "", "bold")
    draw = _in_one if width >= BROAD else _in_two
    return draw(task, width - mark.cell_length, mark, frist, word)


def _in_one(
    task: RegisteredTask, room: int, mark: Content, frist: Content, word: Content
) -> Sequence[Content]:
    unit = _UNIT + (room - BROAD) // 4
    text = room - _WORD - _FRIST - _RESPONSIBLE - unit - _STATUS
    columns = (
        (word, _WORD),
        (frist, _FRIST),
        (Content(text_shown(task)), text),
        (Content(responsible_shown(task)), _RESPONSIBLE),
        (Content(clean(task.unit)), unit),
        (Content(str(task.status)), _STATUS),
    )
    return [mark + Content("").join(_fitted(text, width) for text, width in columns)]


def _in_two(
    task: RegisteredTask, room: int, mark: Content, frist: Content, word: Content
) -> Sequence[Content]:
    rest = max(2, room - _FRIST)
    said = (str(task.status), responsible_shown(task), clean(task.unit))
    below = Content.styled(" · ".join(filter(None, said)), "$text-muted")
    return [
        mark + _fitted(frist, _FRIST) + _fitted(Content(text_shown(task)), rest),
        Content(" " * mark.cell_length) + _fitted(word, _FRIST) + _fitted(below, rest),
    ]


def _fitted(text: Content, width: int) -> Content:
    """Cut or filled to a column with a space after it."""
    return text.truncate(max(1, width - 1), ellipsis=True, pad=True).pad_right(1)


def text_shown(task: RegisteredTask) -> str:
    """What is to be done, as a list on the shared screen shows it."""
    return HIDDEN if task.exempt else in_list(task.text)


def responsible_shown(task: RegisteredTask) -> str:
    """Who has it, the responsible first; nothing of an exempt one."""
    return "" if task.exempt else clean(task.responsible) or "ingen ansvarlig"


def origin_shown(task: RegisteredTask, kind: str) -> str:
    """Where it arose: «Internkontroll · Turer · tir 24.11.2026».

    Args:
        task: The task.
        kind: What its kind of meeting is called.
    """
    return f"{clean(kind)} · {clean(task.title) or HIDDEN} · {numeric(task.held)}"
