"""A meeting's sections, filled: one frozen type per section type.

What a screen shows and a document prints is read from here, so that both number and group the
same things in the same way.
"""

from dataclasses import dataclass

from store.kind import (
    Column,
    FollowUpDefinition,
    PointsDefinition,
    RisksDefinition,
    SectionDefinition,
)
from store.meeting import Meeting
from store.risk import Scale, score
from store.rows import (
    CauseRow,
    ControlRow,
    DeviationRow,
    Enough,
    EstimateRow,
    NoteRow,
    RiskRow,
    TaskRow,
)


@dataclass(frozen=True, slots=True)
class RiskEntry:
    """A risk with what hangs on it; `number` is its place in the list, from 1."""

    number: int
    risk: RiskRow
    scale: Scale
    causes: tuple[CauseRow, ...]
    controls: tuple[ControlRow, ...]
    estimates: tuple[EstimateRow, ...]
    deviations: tuple[DeviationRow, ...]
    tasks: tuple[TaskRow, ...]

    @property
    def score(self) -> int | None:
        """Sannsynlighet × konsekvens as if no control were in place."""
        return score(self.risk.likelihood, self.risk.consequence)

    @property
    def residual_score(self) -> int | None:
        """Sannsynlighet × konsekvens with today's controls."""
        return score(self.risk.residual_likelihood, self.risk.residual_consequence)

    @property
    def marked(self) -> bool:
        """Whether it has any of the four V's."""
        risk = self.risk
        return risk.important or risk.common or risk.difficult or risk.varying

    @property
    def worse_after(self) -> bool:
        """Whether the residual is higher than before, which somebody must explain or mend."""
        before, after = self.score, self.residual_score
        return before is not None and after is not None and after > before

    @property
    def red_accepted_without_remark(self) -> bool:
        """Whether the highest level was answered «ja» with nothing said of why."""
        after = self.residual_score
        return (
            after is not None
            and self.scale.is_highest(after)
            and self.risk.enough is Enough.YES
            and not self.risk.remark
        )

    @property
    def no_without_task(self) -> bool:
        """Whether «nei» was answered and nothing agreed on."""
        return self.risk.enough is Enough.NO and not self.tasks


@dataclass(frozen=True, slots=True)
class Risks:
    """A filled section of risks."""

    definition: RisksDefinition
    entries: tuple[RiskEntry, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A captured line with what hangs on it.

    Attributes:
        number: Its place in its column, from 1.
        answers: The points that it answers.
        answered_by: The points that answer it.
    """

    number: int
    note: NoteRow
    answers: tuple[NoteRow, ...]
    answered_by: tuple[NoteRow, ...]
    deviations: tuple[DeviationRow, ...]
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class FilledColumn:
    """One list of a section of points."""

    column: Column
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A filled section of points."""

    definition: PointsDefinition
    columns: tuple[FilledColumn, ...]

    def column(self, key: str) -> FilledColumn:
        """The column with this key.

        Raises:
            KeyError: When the section has none.
        """
        for column in self.columns:
            if column.column.key == key:
                return column
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The closing section: it has no rows of its own, and shows the whole meeting's tasks."""

    definition: FollowUpDefinition
    tasks: tuple[TaskRow, ...]


Section = Risks | Points | FollowUp


def fill(meeting: Meeting, definition: SectionDefinition) -> Section:
    """The section with the meeting's rows in it."""
    match definition:
        case RisksDefinition():
            return risks(meeting, definition)
        case PointsDefinition():
            return points(meeting, definition)
        case FollowUpDefinition():
            return FollowUp(definition, meeting.tasks)


def risks(meeting: Meeting, definition: RisksDefinition) -> Risks:
    """The section's risks, in their order."""
    mine = [row for row in meeting.risks if row.section == definition.key]
    return Risks(
        definition,
        tuple(
            RiskEntry(
                number,
                risk,
                definition.scale,
                meeting.causes_of.get(risk.uid, ()),
                meeting.controls_of.get(risk.uid, ()),
                meeting.estimates_of.get(risk.uid, ()),
                meeting.deviations_about.get(risk.uid, ()),
                meeting.tasks_about.get(risk.uid, ()),
            )
            for number, risk in enumerate(mine, start=1)
        ),
    )


def all_risks(meeting: Meeting) -> tuple[RiskEntry, ...]:
    """The risks of every section of risks that the meeting has."""
    return tuple(
        entry
        for definition in meeting.kind.sections
        if isinstance(definition, RisksDefinition)
        for entry in risks(meeting, definition).entries
    )


def points(meeting: Meeting, definition: PointsDefinition) -> Points:
    """The section's columns with their points, in their order."""
    return Points(
        definition,
        tuple(
            FilledColumn(column, _points_in(meeting, definition.key, column.key))
            for column in definition.columns
        ),
    )


def _points_in(meeting: Meeting, section: str, column: str) -> tuple[Point, ...]:
    notes = {row.uid: row for row in meeting.notes}
    mine = [row for row in meeting.notes if row.section == section and row.column == column]
    return tuple(
        Point(
            number,
            note,
            tuple(notes[row.point] for row in meeting.answered_by.get(note.uid, ())),
            tuple(notes[row.answer] for row in meeting.answers if row.point == note.uid),
            meeting.deviations_about.get(note.uid, ()),
            meeting.tasks_about.get(note.uid, ()),
        )
        for number, note in enumerate(mine, start=1)
    )
