"""What can be done to a captured point."""

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from store.definitions import PointsDefinition
from store.edits import Add, Change, Edit, Remove, Together, change_places, each
from store.meeting import Meeting
from store.rows import AnswerRow, ColumnStatusRow, DecisionRow, DeviationRow, NoteRow
from store.sections import Point
from store.task_rows import TaskRow
from store.vocabulary import Light


def add(meeting: Meeting, section: str, column: str, text: str) -> Edit:
    """A new point, last in its column."""
    note = NoteRow(meeting=meeting.uid, section=section, column=column, text=text)
    return Add(note, ("meeting", "section", "column"))


def change_text(note: NoteRow, text: str) -> Edit:
    """Correct a point's words."""
    return Change(note, replace(note, text=text))


def add_deviation(note: NoteRow) -> Edit:
    """Make an avvik of a point; what is exempt of the one is exempt of the other."""
    row = DeviationRow(meeting=note.meeting, about=note.uid, text=note.text, exempt=note.exempt)
    return Add(row, ("meeting",))


def set_answers(meeting: Meeting, point: Point, answered: Collection[str]) -> Edit | None:
    """Say which points a point answers.

    Args:
        meeting: As it stands.
        point: The answering point.
        answered: uids of what it answers, all of them.

    Returns:
        The edit, or None when it answers these already.
    """
    notes = {row.uid: row for row in meeting.notes}
    changed = sorted({note.uid for note in point.answers} ^ set(answered))
    edits = [toggle_answer(meeting, point.note, notes[uid]) for uid in changed if uid in notes]
    return each(edits) if edits else None


def toggle_answer(meeting: Meeting, answer: NoteRow, point: NoteRow) -> Edit:
    """Say that `answer` answers `point`, or take it back."""
    for row in meeting.answers:
        if row.answer == answer.uid and row.point == point.uid:
            return Remove((row,))
    row = AnswerRow(meeting=meeting.uid, answer=answer.uid, point=point.uid)
    return Add(row, ("answer",))


def move(points: Sequence[Point], note: NoteRow, step: int) -> Edit | None:
    """Let the point change places with its neighbour: −1 up, 1 down. None at the end."""
    return change_places([point.note for point in points], note, step)


def move_to_column(meeting: Meeting, note: NoteRow, column: str) -> Edit:
    """Move a point to another column of its section, last; links that make no sense there go."""
    definition = meeting.kind.section(note.section)
    columns = definition.columns if isinstance(definition, PointsDefinition) else ()
    answered_from = {each_column.key: each_column.answers for each_column in columns}
    column_of = {row.uid: row.column for row in meeting.notes} | {note.uid: column}
    links = tuple(
        row
        for row in _links(meeting, note)
        if column_of[row.point] not in answered_from.get(column_of[row.answer], ())
    )
    there = [row for row in meeting.notes if (row.section, row.column) == (note.section, column)]
    last = max((row.position for row in there), default=0)
    return Together((Remove(links), Change(note, replace(note, column=column, position=last + 1))))


def remove(meeting: Meeting, note: NoteRow) -> Edit:
    """Delete a point with its links. Tasks, decisions and deviations about it stay."""
    hanging: tuple[TaskRow | DecisionRow | DeviationRow, ...] = (
        *meeting.tasks,
        *meeting.decisions,
        *meeting.deviations,
    )
    freed = tuple(Change(row, replace(row, about="")) for row in hanging if row.about == note.uid)
    return Together((*freed, Remove((*_links(meeting, note), note))))


def _links(meeting: Meeting, note: NoteRow) -> tuple[AnswerRow, ...]:
    return tuple(row for row in meeting.answers if note.uid in (row.answer, row.point))


def set_status(meeting: Meeting, section: str, column: str, status: Light) -> Edit:
    """Say how it stands with a column."""
    for row in meeting.column_statuses:
        if (row.section, row.column) == (section, column):
            return Change(row, replace(row, status=status))
    return Add(ColumnStatusRow(meeting=meeting.uid, section=section, column=column, status=status))


def toggle_reported(note: NoteRow) -> Edit:
    """Mark a point for the report that the meetings are the ground for, or take the mark off."""
    return Change(note, replace(note, reported=not note.reported))
