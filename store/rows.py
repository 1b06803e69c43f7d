"""Everything that is captured, as one frozen type per table.

A field's name is its column's name. Rows point at each other by `uid`, never by a local number,
so that a package from another machine can be taken in as it is. The schema itself stands in
`store/migrations.py`; a test holds the two together.
"""

from datetime import date
from typing import ClassVar

from store.item_rows import ItemRow, PositionRow, RemarkRow, StatementRow
from store.row import InMeeting, Row
from store.task_rows import CarriedRow, FollowUpRow, ResponsibleRow, TaskRow
from store.vocabulary import (
    Cause,
    DeviationKind,
    Enough,
    Light,
    Measure,
    Presence,
    SettledBy,
    Status,
)


class MeetingRow(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A meeting's head.

    Attributes:
        kind: The kind's id.
        definition: The kind as it was when the meeting was made, as canonical JSON.
        series: Names, with the kind, the meetings that this one is one of; see `store.series`.
        reason: Why this theme was chosen (4V, or in the room's own words).
        previous: uid of the meeting that this one goes on from.
        next_assessment: When the risks are judged again, for all without a date of their own.
        access_code: The archive system's code for who may read the minutes, as its people write it.
        field_of_service: The field («tjenesteområde») that the meeting is about; where the kind
            knows it, its legal ground is printed.
        exempt: uid of the legal basis that exempts the whole meeting, or empty.
    """

    table: ClassVar[str] = "meeting"
    kind: str
    definition: str
    title: str
    series: str = ""
    unit: str = ""
    place: str = ""
    chair: str = ""
    secretary: str = ""
    reason: str = ""
    status: Status = Status.PLANNED
    safety_representative: bool = False
    papers_sent: date | None = None
    next_meeting: date | None = None
    next_meeting_note: str = ""
    next_assessment: date | None = None
    remarks_due: date | None = None
    case_number: str = ""
    journal_number: str = ""
    access_code: str = ""
    field_of_service: str = ""
    version: int = 1
    previous: str = ""
    exempt: str = ""


class HeadValueRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a field of the head holds that the kind has of its own, such as level and period."""

    table: ClassVar[str] = "head_value"
    field: str
    text: str


class SittingRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One stretch of a meeting; `start` and `end` are «HH:MM» or empty."""

    table: ClassVar[str] = "sitting"
    date: date
    start: str = ""
    end: str = ""


class ParticipantRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who takes part; `name` may be a role, `party` is whom they speak for."""

    table: ClassVar[str] = "participant"
    name: str
    role: str = ""
    party: str = ""


class AttendanceRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one participant took part in one sitting; no row means present throughout.

    Attributes:
        came: When they came, as said: «kl. 09.30» or «etter sak 34/26».
        left: When they left, in the same way.
        substitute_for: Whom they stood in for.
        only_for: What they were there for, when not for the whole.
    """

    table: ClassVar[str] = "attendance"
    sitting: str
    participant: str
    presence: Presence = Presence.PRESENT
    came: str = ""
    left: str = ""
    substitute_for: str = ""
    only_for: str = ""


class StatusChangeRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step in the meeting's life.

    Attributes:
        status: What it became.
        at: ISO local time.
        reason: Asked for on reopening.
        missing: What the check found and the room closed with knowingly, a sentence a line.
    """

    table: ClassVar[str] = "status_change"
    status: Status
    at: str
    reason: str = ""
    missing: str = ""


class NoteRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A captured line.

    Attributes:
        section: A key of the kind's definition.
        column: A key of the section's definition; in a section of saker, an `ItemText`.
        about: uid of the sak that it is a text of, or empty.
        reported: Whether it goes into the report that the talks are the ground for.
    """

    table: ClassVar[str] = "note"
    section: str
    column: str
    about: str = ""
    text: str
    reported: bool = False
    exempt: str = ""


class ColumnStatusRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How it stands with one column of a section of points, such as a theme of a talk."""

    table: ClassVar[str] = "column_status"
    section: str
    column: str
    status: Light


class FigureRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A figure that runs through the year, and last year's; as typed, «7,4», or empty."""

    table: ClassVar[str] = "figure"
    section: str
    figure: str
    value: str = ""
    last_year: str = ""


class AnswerRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The note `answer` («neste gang») answers the note `point` («bedre» or «bra»)."""

    table: ClassVar[str] = "answer"
    answer: str
    point: str


class RiskRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that can go wrong, with what stops 1, 2 and 4 say of it.

    Attributes:
        important: Marked «Viktig»; the three after it are the other V's.
        likelihood: Step on the scale as if no control were in place, 1 lowest.
        consequence_types: The letters of its types of consequence, in order: «ac».
        settled_by: How the figures were settled where people disagreed.
        dissent: What those who disagreed wanted written down.
        residual_likelihood: Step with today's controls in place.
        next_assessment: When this one is judged again, where it differs from the meeting's.
    """

    table: ClassVar[str] = "risk"
    section: str
    text: str
    important: bool = False
    common: bool = False
    difficult: bool = False
    varying: bool = False
    likelihood: int | None = None
    consequence: int | None = None
    consequence_types: str = ""
    settled_by: SettledBy = SettledBy.AGREEMENT
    dissent: str = ""
    residual_likelihood: int | None = None
    residual_consequence: int | None = None
    enough: Enough = Enough.UNANSWERED
    accepted_by: str = ""
    remark: str = ""
    next_assessment: date | None = None
    legal_requirement: str = ""
    procedure: str = ""
    exempt: str = ""


class CauseRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a risk could come about."""

    table: ClassVar[str] = "cause"
    risk: str
    text: str


class ControlRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A control that is already in place («er gjort»); what must be done is a task."""

    table: ClassVar[str] = "control"
    risk: str
    text: str


class EstimateRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The participants' own figures for one measure of one risk, without names: «2325»."""

    table: ClassVar[str] = "estimate"
    risk: str
    measure: Measure
    residual: bool = False
    figures: str


class DeviationRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A deviation or event; `about` is the uid of the risk, note or sak that it hangs on.

    `number` is its number in the municipality's own deviation system.
    """

    table: ClassVar[str] = "deviation"
    about: str
    text: str
    kind: DeviationKind = DeviationKind.DEVIATION
    cause: Cause = Cause.UNKNOWN
    number: str = ""
    exempt: str = ""


class DecisionRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was decided; `stop` and `about` tell where in the meeting it arose."""

    table: ClassVar[str] = "decision"
    sitting: str
    stop: str
    about: str = ""
    text: str
    exempt: str = ""


class ApprovalRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was approved, kept as it was.

    Attributes:
        at: When, ISO local time.
        approved_by: Who, as said: a role, or «sak 34/26».
        format: Which way of writing `content` is; see `store.approval`.
        content: The approved content.
        fingerprint: SHA-256 of the content's bytes, in hexadecimal.
    """

    table: ClassVar[str] = "approval"
    at: str
    approved_by: str = ""
    format: int
    content: str
    fingerprint: str


class LegalBasisRow(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A legal basis for exemption from public access (hjemmel).

    Attributes:
        whole_document: Its scope: a whole document, or pieces of information.
        retired: Whether it is no longer offered; what was exempted by it stays exempt.
    """

    table: ClassVar[str] = "legal_basis"
    name: str
    whole_document: bool = False
    retired: bool = False


CONTENT: tuple[type[Row], ...] = (
    HeadValueRow,
    SittingRow,
    ParticipantRow,
    AttendanceRow,
    StatusChangeRow,
    ItemRow,
    NoteRow,
    AnswerRow,
    ColumnStatusRow,
    FigureRow,
    PositionRow,
    StatementRow,
    RiskRow,
    CauseRow,
    ControlRow,
    EstimateRow,
    DeviationRow,
    DecisionRow,
    TaskRow,
    ResponsibleRow,
    CarriedRow,
    FollowUpRow,
    RemarkRow,
    ApprovalRow,
)
"""Every type of row that belongs to a meeting, each after those that it points at."""

JOURNALED: tuple[type[Row], ...] = (MeetingRow, *CONTENT, LegalBasisRow)
"""Every type of row whose writes the journal records."""
