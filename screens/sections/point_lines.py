"""What a captured point looks like in its column: its text, and what hangs on it."""

from collections.abc import Iterable, Mapping

from textual.content import Content

from screens.sections.deviation import named
from screens.task_text import deadline_shown, in_list, is_hidden, responsible_shown
from screens.widgets.hanging import Hanging
from store.meeting import Meeting
from store.norwegian_dates import short
from store.rows import NoteRow, TaskRow
from store.sections import Point, Points
from store.text import clean
from store.withheld import EXEMPT

_INDENT = 4
_BESIDE = "$text-muted"


def places(points: Points) -> Mapping[str, tuple[str, int]]:
    """Each point's column and number, by its uid: («Bedre», 2)."""
    return {
        point.note.uid: (clean(column.column.heading), point.number)
        for column in points.columns
        for point in column.points
    }


def point_line(meeting: Meeting, point: Point, where: Mapping[str, tuple[str, int]]) -> Hanging:
    """A point as one entry of its column.

    Args:
        meeting: As it stands.
        point: The point.
        where: `places` of its section, to name the points that it is tied to.
    """
    text = in_list(point.note.text)
    below = [(f"\n{line}", style) for line, style in _below(meeting, point, where)]
    mark = Content.assemble((f"{point.number:>2}", _BESIDE))
    return Hanging(mark, Content.assemble(text, *below), _INDENT)


def _below(
    meeting: Meeting, point: Point, where: Mapping[str, tuple[str, int]]
) -> Iterable[tuple[str, str]]:
    """Each line under the point, and its style."""
    if point.answers:
        yield f"↳ svarer på {_places(point.answers, where)}", _BESIDE
    if point.answered_by:
        yield f"→ {_places(point.answered_by, where)}", _BESIDE
    yield from ((f"! {named(row)}", "$warning") for row in point.deviations)
    yield from ((_task(meeting, task), _BESIDE) for task in point.tasks)


def _places(notes: Iterable[NoteRow], where: Mapping[str, tuple[str, int]]) -> str:
    """«Bedre 2, 3 og Bra 1»."""
    numbers: dict[str, list[int]] = {}
    for note in notes:
        heading, number = where[note.uid]
        numbers.setdefault(heading, []).append(number)
    return " og ".join(
        f"{heading} {', '.join(str(each) for each in sorted(mine))}"
        for heading, mine in numbers.items()
    )


def _task(meeting: Meeting, task: TaskRow) -> str:
    if is_hidden(task.text):
        return f"□ Oppgave ({EXEMPT})"
    state = meeting.state_of(task)
    box = "□" if state.open else "■"
    day = state.deadline_date
    deadline = short(day) if day is not None else deadline_shown(state)
    return f"{box} Oppgave: {responsible_shown(meeting, task)} · {deadline}"
