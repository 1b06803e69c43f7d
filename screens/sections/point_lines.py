"""What a captured point looks like in its column: its text, and what hangs on it."""

from collections.abc import Iterable, Mapping

from textual.content import Content

from screens.sections.deviation import cause_shown, named
from screens.task_text import deadline_shown, in_list, is_hidden, responsible_shown
from screens.widgets.hanging import Hanging
from screens.widgets.row_list import Line
from store.column_talk import lacks_plan
from store.meeting import Meeting
from store.norwegian_dates import short
from store.rows import NoteRow
from store.sections import FilledColumn, Point, Points
from store.task_rows import TaskRow
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


class PointLines:
    """The entries of a section's columns.

    Args:
        meeting: As it stands.
        points: The section.
    """

    def __init__(self, meeting: Meeting, points: Points) -> None:
        self._meeting = meeting
        self._report = clean(points.definition.report)
        self._where = places(points)

    def of(self, column: FilledColumn) -> list[Line]:
        """The points of one column."""
        return [Line(self._line(column, point), point.note.uid) for point in column.points]

    def _line(self, column: FilledColumn, point: Point) -> Hanging:
        text = in_list(point.note.text)
        below = [(f"\n{line}", style) for line, style in self._below(column, point)]
        mark = Content.assemble((f"{point.number:>2}", _BESIDE))
        return Hanging(mark, Content.assemble(text, *below), _INDENT)

    def _below(self, column: FilledColumn, point: Point) -> Iterable[tuple[str, str]]:
        """Each line under the point, and its style."""
        if point.answers:
            yield f"↳ svarer på {_places(point.answers, self._where)}", _BESIDE
        if point.answered_by:
            yield f"→ {_places(point.answered_by, self._where)}", _BESIDE
        yield from self._deviations(column, point)
        yield from ((_task(self._meeting, task), _BESIDE) for task in point.tasks)
        if point.note.reported:
            yield f"» {self._report}", "$success"

    def _deviations(self, column: FilledColumn, point: Point) -> Iterable[tuple[str, str]]:
        for row in point.deviations:
            cause = f" · {cause_shown(row, self._meeting.head.status)}"
            yield f"! {named(row)}{cause if column.column.needs_plan else ''}", "$warning"
        if lacks_plan(column, point):
            yield "! mangler plan for lukking: T lager en oppgave", "bold $warning"


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
