"""The aggregate: one meeting with everything that was captured in it, frozen.

A screen shows it, an export is built from it, a check reads it. Nothing here can write; what is
to be done is a value from `store.edits`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeVar

from store.item_rows import ItemRow, PositionRow, RemarkRow, StatementRow
from store.journal import LOCKED
from store.kind import Kind
from store.row import Row
from store.rows import (
    AnswerRow,
    ApprovalRow,
    AttendanceRow,
    CauseRow,
    ColumnStatusRow,
    ControlRow,
    DecisionRow,
    DeviationRow,
    EstimateRow,
    FigureRow,
    HeadValueRow,
    MeetingRow,
    NoteRow,
    ParticipantRow,
    RiskRow,
    SittingRow,
    StatusChangeRow,
)
from store.task_rows import CarriedRow, FollowUpRow, ResponsibleRow, TaskRow
from store.vocabulary import Light, Presence, TaskStatus

T = TypeVar("T")

OPEN = (TaskStatus.NOT_STARTED, TaskStatus.UNDER_WAY)
"""The statuses of a task that somebody still has to do something about."""


@dataclass(frozen=True, slots=True)
class TaskState:
    """What became of a task, as its newest follow-up tells.

    Attributes:
        status: «ikke startet» when nothing was said.
        remark: The newest remark.
        deadline: As typed; the task's own until a follow-up moved it.
        deadline_kind: One of `store.deadline.DeadlineKind`.
        deadline_date: The day, for the kinds that have one.
    """

    status: TaskStatus
    remark: str
    deadline: str
    deadline_kind: str
    deadline_date: date | None

    @property
    def open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.status in OPEN


@dataclass(frozen=True)
class Meeting:
    """A meeting as it stands in the file.

    Attributes:
        number: Its number in this file, for the command line; another file may give another.
        kind: The definition it is held with.
        head: Title, place, roles and dates.
        saved: When it was last written to, local time.
        next_in_series: The day of the series' next meeting, where one is planned.
        next_days: The day of the «neste møte» that a later meeting gave a task as its frist, by
            the task's uid.
        exempt_elsewhere: Bases of what other meetings exempt; see `store.exempt_tasks`.
        follow_ups: Of this meeting's tasks, and those said in this meeting of others', oldest
            first (`store.task_states.OLDEST_FIRST`).
    """

    number: int
    kind: Kind
    head: MeetingRow
    saved: datetime
    next_in_series: date | None = None
    next_days: Mapping[str, date] = field(default_factory=dict)
    exempt_elsewhere: Mapping[str, str] = field(default_factory=dict)
    head_values: tuple[HeadValueRow, ...] = ()
    sittings: tuple[SittingRow, ...] = ()
    participants: tuple[ParticipantRow, ...] = ()
    attendance: tuple[AttendanceRow, ...] = ()
    status_changes: tuple[StatusChangeRow, ...] = ()
    items: tuple[ItemRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    answers: tuple[AnswerRow, ...] = ()
    column_statuses: tuple[ColumnStatusRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    positions: tuple[PositionRow, ...] = ()
    statements: tuple[StatementRow, ...] = ()
    risks: tuple[RiskRow, ...] = ()
    causes: tuple[CauseRow, ...] = ()
    controls: tuple[ControlRow, ...] = ()
    estimates: tuple[EstimateRow, ...] = ()
    deviations: tuple[DeviationRow, ...] = ()
    decisions: tuple[DecisionRow, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    responsibles: tuple[ResponsibleRow, ...] = ()
    carried: tuple[CarriedRow, ...] = ()
    follow_ups: tuple[FollowUpRow, ...] = ()
    remarks: tuple[RemarkRow, ...] = ()
    approvals: tuple[ApprovalRow, ...] = ()

    @property
    def uid(self) -> str:
        """The meeting's name on every machine."""
        return self.head.uid

    @property
    def locked(self) -> bool:
        """Whether it is only read."""
        return self.head.status in LOCKED

    @cached_property
    def sitting(self) -> SittingRow:
        """The sitting under way, which is the last one; a frist counts from its date.

        Raises:
            LookupError: When the meeting has none, which no meeting made here is without.
        """
        if not self.sittings:
            raise LookupError("a meeting without a sitting")
        return self.sittings[-1]

    @property
    def first_day(self) -> date:
        """The day of the meeting: of its first sitting."""
        return self.sittings[0].date

    @property
    def next_day(self) -> date | None:
        """The day of the next meeting: as agreed here, or as it is planned in the series."""
        return self.head.next_meeting or self.next_in_series

    @property
    def remarks_due(self) -> date | None:
        """Until when remarks can come: as agreed, or as many days as the kind gives them."""
        if self.head.remarks_due or not self.kind.remark_days or not self.sittings:
            return self.head.remarks_due
        return self.sitting.date + timedelta(days=self.kind.remark_days)

    def said_in_head(self, field: str) -> str:
        """What a field of the kind's own in the head holds, or ""."""
        return next((row.text for row in self.head_values if row.field == field), "")

    def status_of(self, section: str, column: str) -> Light:
        """How it stands with a column of a section of points."""
        return next(
            (
                row.status
                for row in self.column_statuses
                if (row.section, row.column) == (section, column)
            ),
            Light.UNSET,
        )

    @cached_property
    def notes_about(self) -> Mapping[str, tuple[NoteRow, ...]]:
        """The texts of a sak by its uid; notes about nothing are under ""."""
        return _grouped((row.about, row) for row in self.notes)

    @cached_property
    def positions_in(self) -> Mapping[str, tuple[PositionRow, ...]]:
        """The parties' positions by the sak's uid."""
        return _grouped((row.item, row) for row in self.positions)

    @cached_property
    def statements_in(self) -> Mapping[str, tuple[StatementRow, ...]]:
        """Protokolltilførsler by the sak's uid."""
        return _grouped((row.item, row) for row in self.statements)

    @cached_property
    def remarks_about(self) -> Mapping[str, tuple[RemarkRow, ...]]:
        """Remarks by the sak's uid; those to the whole are under ""."""
        return _grouped((row.about, row) for row in self.remarks)

    @cached_property
    def decisions_about(self) -> Mapping[str, tuple[DecisionRow, ...]]:
        """Decisions by the uid of what they hang on; those that hang on nothing are under ""."""
        return _grouped((row.about, row) for row in self.decisions)

    @cached_property
    def causes_of(self) -> Mapping[str, tuple[CauseRow, ...]]:
        """Causes by the risk's uid."""
        return _grouped((row.risk, row) for row in self.causes)

    @cached_property
    def controls_of(self) -> Mapping[str, tuple[ControlRow, ...]]:
        """Controls by the risk's uid."""
        return _grouped((row.risk, row) for row in self.controls)

    @cached_property
    def estimates_of(self) -> Mapping[str, tuple[EstimateRow, ...]]:
        """The participants' own figures by the risk's uid."""
        return _grouped((row.risk, row) for row in self.estimates)

    @cached_property
    def deviations_about(self) -> Mapping[str, tuple[DeviationRow, ...]]:
        """Deviations by the uid of what they hang on."""
        return _grouped((row.about, row) for row in self.deviations)

    @cached_property
    def tasks_about(self) -> Mapping[str, tuple[TaskRow, ...]]:
        """Tasks by the uid of what they hang on; those that hang on nothing are under ""."""
        return _grouped((row.about, row) for row in self.tasks)

    @cached_property
    def answered_by(self) -> Mapping[str, tuple[AnswerRow, ...]]:
        """Answers by the uid of the answering note."""
        return _grouped((row.answer, row) for row in self.answers)

    @cached_property
    def names_of(self) -> Mapping[str, tuple[str, ...]]:
        """Who has a task, by its uid; the first is responsible."""
        return _grouped((row.task, row.name) for row in self.responsibles)

    @cached_property
    def attendance_at(self) -> Mapping[tuple[str, str], AttendanceRow]:
        """Attendance by (sitting, participant); who is not in it was there throughout."""
        return {(row.sitting, row.participant): row for row in self.attendance}

    @cached_property
    def absent(self) -> tuple[str, ...]:
        """Names of those who are not at the sitting under way."""
        return tuple(
            participant.name
            for participant in self.participants
            if (row := self.attendance_at.get((self.sitting.uid, participant.uid)))
            and row.presence is Presence.ABSENT
        )

    @cached_property
    def newest_follow_up(self) -> Mapping[str, FollowUpRow]:
        """What was last said of a task, by its uid."""
        return {row.task: row for row in self.follow_ups}

    def state_of(self, task: TaskRow) -> TaskState:
        """What became of the task."""
        newest = self.newest_follow_up.get(task.uid)
        moved = [row for row in self.follow_ups if row.task == task.uid and row.deadline_kind]
        last = moved[-1] if moved else task
        return TaskState(
            status=newest.status if newest else TaskStatus.NOT_STARTED,
            remark=newest.remark if newest else "",
            deadline=last.deadline,
            deadline_kind=last.deadline_kind,
            deadline_date=last.deadline_date or self.next_days.get(task.uid),
        )


FIELD_OF: Mapping[type[Row], str] = {
    HeadValueRow: "head_values",
    SittingRow: "sittings",
    ParticipantRow: "participants",
    AttendanceRow: "attendance",
    StatusChangeRow: "status_changes",
    ItemRow: "items",
    NoteRow: "notes",
    AnswerRow: "answers",
    ColumnStatusRow: "column_statuses",
    FigureRow: "figures",
    PositionRow: "positions",
    StatementRow: "statements",
    RiskRow: "risks",
    CauseRow: "causes",
    ControlRow: "controls",
    EstimateRow: "estimates",
    DeviationRow: "deviations",
    DecisionRow: "decisions",
    TaskRow: "tasks",
    ResponsibleRow: "responsibles",
    CarriedRow: "carried",
    FollowUpRow: "follow_ups",
    RemarkRow: "remarks",
    ApprovalRow: "approvals",
}
"""Where a meeting holds its rows of each type of `store.rows.CONTENT`."""


def _grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
