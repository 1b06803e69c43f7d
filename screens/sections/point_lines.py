"""What a captured point looks like in its column: its text, and what hangs on it."""

from collections.abc import Iterable, Mapping

from textual.content import Content

from screens.task_text import deadline_shown, in_list, responsible_shown
from screens.widgets.hanging import Hanging
from store.meeting import Meeting
from store.rows import DeviationKind, DeviationRow, NoteRow, TaskRow
from store.sections import Point, Points
from store.text import clean

_INDENT = 4
_BESIDE = "$text-muted"


def places(points: Points) -> Mapping[str, tuple[str, int]]:
    """Each point's column and number, by its uid: («Bedre», 2)."""
    return {
        point.note.uid: (column.column.heading, point.number)
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
    text = in_list(point.note.text, point.note.exempt)
    below = [(f"\n{line}", _BESIDE) for line in _below(meeting, point, where)]
    mark = Content.assemble((f"{point.number:>2}", _BESIDE))
    return Hanging(mark, Content.assemble(text, *below), _INDENT)


def _below(meeting: Meeting, point: Point, where: Mapping[str, tuple[str, int]]) -> Iterable[str]:
    if point.answers:
        yield f"↳ svarer på {_named(point.answers, where)}"
    if point.answered_by:
        yield f"→ {_named(point.answered_by, where)}"
    yield from (_deviation(row) for row in point.deviations)
    yield from (_task(meeting, task) for task in point.tasks)


def _named(notes: Iterable[NoteRow], where: Mapping[str, tuple[str, int]]) -> str:
    """«Bedre 2, 3 og Bra 1»."""
    numbers: dict[str, list[int]] = {}
    for note in notes:
        heading, number = where[note.uid]
        numbers.setdefault(heading, []).append(number)
    return " og ".join(
        f"{heading} {', '.join(str(each) for each in sorted(mine))}"
        for heading, mine in numbers.items()
    )


def _deviation(row: DeviationRow) -> str:
    """Never with its cause, which is set after the meeting and not on the wall."""
    word = "Avvik" if row.kind is DeviationKind.DEVIATION else "Hendelse"
    return f"! {word} nr. {clean(row.number)}" if row.number else f"! {word}"


def _task(meeting: Meeting, task: TaskRow) -> str:
    if task.exempt:
        return "□ Oppgave (unntatt offentlighet)"
    state = meeting.state_of(task)
    box = "□" if state.open else "■"
    return f"{box} Oppgave: {responsible_shown(meeting, task)} · {deadline_shown(state)}"
