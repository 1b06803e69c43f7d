"""A meeting's sections, filled: one frozen type per section type.

What a screen shows and a document prints is read from here, so that both number and group the
same things in the same way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from store import item_numbers
from store.definitions import (
    Column,
    Figure,
    FiguresDefinition,
    FollowUpDefinition,
    ItemsDefinition,
    PointsDefinition,
    RisksDefinition,
    SectionDefinition,
    SinceLastDefinition,
)
from store.item_rows import ItemRow, PositionRow, RemarkRow, StatementRow
from store.meeting import Meeting, TaskState
from store.risk import Scale, score
from store.rows import (
    CauseRow,
    ControlRow,
    DecisionRow,
    DeviationRow,
    EstimateRow,
    FigureRow,
    NoteRow,
    RiskRow,
)
from store.task_rows import CarriedRow, FollowUpRow, TaskRow
from store.vocabulary import Enough, Light, Outcome
from store.withheld import Withheld


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
    def is_withheld(self) -> bool:
        """Whether everything that it says was taken out, which is not to say that it is lacking."""
        return isinstance(self.risk.text, Withheld)

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
        tasks: About it, or about its avvik.
    """

    number: int
    note: NoteRow
    answers: tuple[NoteRow, ...]
    answered_by: tuple[NoteRow, ...]
    deviations: tuple[DeviationRow, ...]
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class FilledColumn:
    """One list of a section of points; `status` is unset where the column asks for none."""

    column: Column
    points: tuple[Point, ...]
    status: Light = Light.UNSET


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
class FilledFigure:
    """A figure with what was written of it; no row while nothing was."""

    figure: Figure
    row: FigureRow | None


@dataclass(frozen=True, slots=True)
class Figures:
    """A filled section of figures."""

    definition: FiguresDefinition
    figures: tuple[FilledFigure, ...]


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """A sak with what was said in it.

    Attributes:
        place: Its place on the agenda, from 1.
        item: The sak.
        notes: Its texts, by which text they are; lines in their order.
    """

    place: int
    item: ItemRow
    notes: Mapping[str, tuple[NoteRow, ...]]
    positions: tuple[PositionRow, ...]
    statements: tuple[StatementRow, ...]
    decisions: tuple[DecisionRow, ...]
    tasks: tuple[TaskRow, ...]
    deviations: tuple[DeviationRow, ...]
    remarks: tuple[RemarkRow, ...]

    @property
    def label(self) -> str:
        """«34/26», or «3.» while the agenda is not fixed."""
        item = self.item
        if item.number is None or item.year is None:
            return f"{self.place}."
        return item_numbers.shown(item.number, item.year)

    @property
    def is_concluded(self) -> bool:
        """Whether the sak has ended here: by its outcome, or in a protocol of its own."""
        return self.item.outcome is not Outcome.OPEN or bool(self.item.protocol)


@dataclass(frozen=True, slots=True)
class Items:
    """A filled section of saker, in the agenda's order."""

    definition: ItemsDefinition
    entries: tuple[ItemEntry, ...]


@dataclass(frozen=True, slots=True)
class CarriedTask:
    """A task from an earlier meeting: as it stood when this one began, and what is said of it.

    Attributes:
        row: As it stood.
        said: What was said of it in this meeting, the newest last.
    """

    row: CarriedRow
    said: tuple[FollowUpRow, ...]

    @property
    def state(self) -> TaskState:
        """How it stands now, after what was said of it here."""
        row = self.row
        moved = [each for each in self.said if each.deadline_kind]
        last = moved[-1] if moved else row
        newest = self.said[-1] if self.said else row
        return TaskState(
            status=newest.status,
            remark=newest.remark,
            deadline=last.deadline,
            deadline_kind=last.deadline_kind,
            deadline_date=last.deadline_date,
        )


@dataclass(frozen=True, slots=True)
class SinceLast:
    """What earlier meetings of the series agreed on and was open when this one began."""

    definition: SinceLastDefinition
    tasks: tuple[CarriedTask, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The closing section: it has no rows of its own, and shows the whole meeting's tasks."""

    definition: FollowUpDefinition
    tasks: tuple[TaskRow, ...]


Section = Risks | Points | Figures | Items | SinceLast | FollowUp


def fill(meeting: Meeting, definition: SectionDefinition) -> Section:
    """The section with the meeting's rows in it."""
    match definition:
        case RisksDefinition():
            return risks(meeting, definition)
        case PointsDefinition():
            return points(meeting, definition)
        case FiguresDefinition():
            return figures(meeting, definition)
        case ItemsDefinition():
            return items(meeting, definition)
        case SinceLastDefinition():
            return SinceLast(definition, carried_tasks(meeting))
        case FollowUpDefinition():
            return FollowUp(definition, meeting.tasks)


def figures(meeting: Meeting, definition: FiguresDefinition) -> Figures:
    """The section's figures in the kind's order, written or not."""
    rows = {row.figure: row for row in meeting.figures if row.section == definition.key}
    return Figures(
        definition,
        tuple(FilledFigure(figure, rows.get(figure.key)) for figure in definition.figures),
    )


def items(meeting: Meeting, definition: ItemsDefinition) -> Items:
    """The section's saker, in the agenda's order."""
    mine = [row for row in meeting.items if row.section == definition.key]
    return Items(
        definition,
        tuple(
            ItemEntry(
                place,
                item,
                _by_column(meeting.notes_about.get(item.uid, ())),
                meeting.positions_in.get(item.uid, ()),
                meeting.statements_in.get(item.uid, ()),
                meeting.decisions_about.get(item.uid, ()),
                meeting.tasks_about.get(item.uid, ()),
                meeting.deviations_about.get(item.uid, ()),
                meeting.remarks_about.get(item.uid, ()),
            )
            for place, item in enumerate(mine, start=1)
        ),
    )


def _by_column(notes: Iterable[NoteRow]) -> Mapping[str, tuple[NoteRow, ...]]:
    found: dict[str, tuple[NoteRow, ...]] = {}
    for note in notes:
        found[note.column] = (*found.get(note.column, ()), note)
    return found


def all_items(meeting: Meeting) -> tuple[ItemEntry, ...]:
    """The saker of every section of saker that the meeting has."""
    return tuple(
        entry
        for definition in meeting.kind.sections
        if isinstance(definition, ItemsDefinition)
        for entry in items(meeting, definition).entries
    )


def carried_tasks(meeting: Meeting) -> tuple[CarriedTask, ...]:
    """The tasks that the meeting took over from its series, with what is said of them here."""
    return tuple(
        CarriedTask(
            row,
            tuple(
                said
                for said in meeting.follow_ups
                if said.task == row.task and said.meeting == meeting.uid
            ),
        )
        for row in meeting.carried
    )


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
            FilledColumn(
                column,
                _points_in(meeting, definition.key, column.key),
                meeting.status_of(definition.key, column.key),
            )
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
            tuple(
                task
                for row in (note, *meeting.deviations_about.get(note.uid, ()))
                for task in meeting.tasks_about.get(row.uid, ())
            ),
        )
        for number, note in enumerate(mine, start=1)
    )
