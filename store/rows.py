"""Everything that is captured, as one frozen type per table.

A field's name is its column's name. Rows point at each other by `uid`, never by a local number,
so that a package from another machine can be taken in as it is. The schema itself stands in
`store/migrations.py`; a test holds the two together.
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar

import msgspec


class Status(StrEnum):
    """Where a meeting is in its life; the value is the word on the screen."""

    PLANNED = "planlagt"
    RUNNING = "pågår"
    BROKEN_OFF = "avbrutt"
    CLOSED = "avsluttet"
    SENT = "sendt ut"
    APPROVED = "godkjent"


class Presence(StrEnum):
    """How a participant took part in a sitting."""

    PRESENT = "til stede"
    DIGITAL = "digitalt"
    ABSENT = "forfall"


class Enough(StrEnum):
    """The answer to the wheel's fourth question, «Er det nok?»."""

    UNANSWERED = ""
    YES = "ja"
    NO = "nei"


class SettledBy(StrEnum):
    """How the room came to a risk's figures, where it was not by agreement."""

    AGREEMENT = ""
    CHAIR = "avgjort av leder"
    DISSENT = "med dissens"


class Measure(StrEnum):
    """What a participant's own figure is a figure for."""

    LIKELIHOOD = "sannsynlighet"
    CONSEQUENCE = "konsekvens"


class DeviationKind(StrEnum):
    """A deviation from a procedure, or an event that is none."""

    DEVIATION = "avvik"
    EVENT = "hendelse"


class Cause(StrEnum):
    """Why a deviation came to be (handbook, chapter 8); set afterwards, never on the wall."""

    UNKNOWN = ""
    SYSTEM = "systemfeil"
    PROCEDURE = "prosedyrefeil"
    HUMAN = "menneskelig feil"


class TaskStatus(StrEnum):
    """What became of a task."""

    NOT_STARTED = "ikke startet"
    UNDER_WAY = "pågår"
    DONE = "utført"
    EFFECT_CHECKED = "effekt kontrollert"
    DROPPED = "utgår"


class ItemType(StrEnum):
    """What a sak is for. A drøfting is no negotiation: views are heard, and one side decides."""

    APPROVAL = "godkjenning"
    INFORMATION = "informasjon"
    DISCUSSION = "drøfting"
    NEGOTIATION = "forhandling"
    OTHER = "eventuelt"


class Outcome(StrEnum):
    """How a sak ended; a negotiation has none here, since it has a protocol of its own."""

    OPEN = ""
    APPROVED = "godkjent"
    APPROVED_CORRECTED = "godkjent med rettelse"
    NOTED = "tatt til orientering"
    AGREEMENT = "drøftet – enighet"
    DISAGREEMENT = "drøftet – uenighet"
    SETTLED = "avtalt"
    POSTPONED = "utsatt"


class ItemText(StrEnum):
    """The texts of a sak; each is a note about it, in the column of this name."""

    BACKGROUND = "bakgrunn"
    BASIS = "grunnlag"
    PROPOSAL = "forslag"
    CORRECTION = "rettelse"
    CONCLUSION = "konklusjon"
    EMPLOYERS_DECISION = "beslutning"


class Stance(StrEnum):
    """Where a party stands in a sak; hovedverneombud is no party and gives an «uttalelse».

    Nothing is said only where the position is withheld.
    """

    UNSAID = ""
    AGREES = "enig"
    DISAGREES = "uenig"
    AGREES_IF = "enig under forutsetning av"
    RESERVES = "tar forbehold"
    ASKS_TO_POSTPONE = "ber om utsettelse"
    NO_REMARKS = "ingen merknader"
    NOT_CONCERNED = "ikke berørt"
    STATEMENT = "uttalelse"


class Light(StrEnum):
    """How it stands with a theme; the word is shown wherever the colour is."""

    UNSET = ""
    GREEN = "grønn"
    YELLOW = "gul"
    RED = "rød"


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every row has.

    Attributes:
        uid: Names the row on every machine; empty until it is written.
        rev: Counts the row's versions; a write that names an old one is a conflict.
    """

    table: ClassVar[str] = ""
    uid: str = ""
    rev: int = 0


class MeetingRow(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A meeting's head.

    Attributes:
        kind: The kind's id.
        definition: The kind as it was when the meeting was made, as canonical JSON.
        series: Names, with the kind, the meetings that this one is one of; see `store.series`.
        reason: Why this theme was chosen (4V, or in the room's own words).
        previous: uid of the meeting that this one goes on from.
        next_assessment: When the risks are judged again, for all without a date of their own.
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
    version: int = 1
    previous: str = ""
    exempt: str = ""


class InMeeting(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row that belongs to a meeting.

    Attributes:
        meeting: uid of the meeting.
        position: Order among its like, lowest first; equal positions are ordered by uid.
    """

    meeting: str
    position: int = 0


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


class ItemRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sak. What is said in it are notes, positions, statements, decisions and tasks about it.

    Attributes:
        text: Its title.
        number: Its number in the series' year, once the agenda is fixed: 34 of «34/26».
        year: The year of the number.
        outcome: How it ended.
        decided_on: When the employer decided, where that came after the meeting.
        statement_offered: Whether a party that disagrees was asked for a protokolltilførsel.
        protocol: uid of the meeting that holds the negotiation's own protocol.
        approves: uid of the meeting whose minutes this sak approves.
        carried_from: uid of the sak of an earlier meeting that this one goes on with.
    """

    table: ClassVar[str] = "item"
    section: str
    text: str
    type: ItemType = ItemType.INFORMATION
    number: int | None = None
    year: int | None = None
    outcome: Outcome = Outcome.OPEN
    decided_on: date | None = None
    statement_offered: bool = False
    protocol: str = ""
    approves: str = ""
    carried_from: str = ""
    exempt: str = ""


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


class PositionRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a party stands in a sak, in its own words; `said_at` is «HH:MM» or empty."""

    table: ClassVar[str] = "standpoint"
    item: str
    party: str
    stance: Stance
    text: str = ""
    said_at: str = ""
    exempt: str = ""


class StatementRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A protokolltilførsel: announced in the meeting, delivered by a deadline, kept verbatim.

    Attributes:
        senders: The parties that give it, one a line.
        text: Verbatim, with its paragraphs; empty until it is delivered.
        due: Until when it can be delivered.
        delivered: When it was.
        reply: The employer's remark to it.
    """

    table: ClassVar[str] = "statement"
    item: str
    senders: str
    text: str = ""
    due: date | None = None
    delivered: date | None = None
    reply: str = ""
    exempt: str = ""


class RemarkRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A remark to the minutes, received after the meeting.

    Attributes:
        about: uid of the sak that it concerns, or empty.
        after_approval: Whether the minutes were approved when it came; it then stands outside
            what was approved, and is never changed.
    """

    table: ClassVar[str] = "remark"
    about: str = ""
    sender: str
    text: str
    received: date
    after_approval: bool = False
    exempt: str = ""


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


class TaskRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was agreed to be done. What became of it are `FollowUpRow`s.

    Attributes:
        sitting: The sitting in which it was said; a frist counts from its date.
        about: uid of the risk, note, sak or deviation that it hangs on, or empty.
        responsible: As typed; the names it was taken to mean are `ResponsibleRow`s.
        deadline: As typed.
        deadline_kind: What `store.deadline` took it to mean.
        deadline_date: The day, for the kinds that have one.
    """

    table: ClassVar[str] = "task"
    sitting: str
    stop: str
    about: str = ""
    text: str
    responsible: str = ""
    deadline: str = ""
    deadline_kind: str = "mangler"
    deadline_date: date | None = None
    exempt: str = ""


class ResponsibleRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One name on a task; the lowest position is responsible, the others take part."""

    table: ClassVar[str] = "responsible"
    task: str
    name: str


class FollowUpRow(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was later said of a task; the newest row is the task's state.

    Attributes:
        meeting: Where it was said, which may be a later meeting; None for the task register.
        deadline_kind: Empty when the frist was left as it was.
    """

    table: ClassVar[str] = "follow_up"
    task: str
    meeting: str | None = None
    position: int = 0
    said_on: date
    status: TaskStatus
    remark: str = ""
    deadline: str = ""
    deadline_kind: str = ""
    deadline_date: date | None = None


class CarriedRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A task of an earlier meeting of the series, as it stood when this meeting began.

    What is said of it here is a `FollowUpRow`; this is what the talk begins with, and what the
    minutes can print without the other meeting.

    Attributes:
        task: uid of the task, which belongs to another meeting.
        from_meeting: uid of that meeting.
        from_title: What it is called.
        from_date: When it was held.
        responsible: The names, the responsible first, with commas.
        status: The task's state when this meeting began; the fields after it too.
    """

    table: ClassVar[str] = "carried"
    task: str
    from_meeting: str
    from_title: str
    from_date: date
    text: str
    responsible: str = ""
    deadline: str = ""
    deadline_kind: str = "mangler"
    deadline_date: date | None = None
    status: TaskStatus = TaskStatus.NOT_STARTED
    remark: str = ""
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
