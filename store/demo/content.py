"""What is said in the demo's meetings, as it stands in the TOML files of this folder.

The files know no date. They count days from the day that the demo is made, and write a frist with
`{dato 3}` (a day of the week near three days ahead, as «27.11»), `{uke 2}` (two weeks ahead, as
«uke 50»), `{måned 1}` (next month's name), `{år}` and `{arkivår}`.
"""

import re
from datetime import date, timedelta
from importlib.resources import files

import msgspec

from store import deadline
from store.deadline import Deadline, DeadlineKind
from store.norwegian_dates import MONTHS
from store.vocabulary import (
    Cause,
    DeviationKind,
    Enough,
    ItemText,
    ItemType,
    Light,
    Outcome,
    SettledBy,
    Stance,
    Status,
    TaskStatus,
)

_PLACE = re.compile(r"\{(?P<what>dato|uke|måned|år|arkivår)(?: (?P<ahead>-?[0-9]+))?\}")


class _Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every part of a demo file obeys: unknown fields are refused."""


class ToldFollowUp(_Told, frozen=True):
    """What was later said of a task; `day` counts from the day that the demo is made."""

    day: int
    status: TaskStatus
    remark: str = ""
    deadline: str = ""


class ToldTask(_Told, frozen=True):
    """A task as it was said; `stop` is needed where it hangs on nothing."""

    text: str
    responsible: str = ""
    deadline: str = ""
    stop: str = "oppfolging"
    follow_ups: tuple[ToldFollowUp, ...] = ()


class ToldDeviation(_Told, frozen=True):
    """A deviation or event."""

    text: str
    kind: DeviationKind = DeviationKind.DEVIATION
    cause: Cause = Cause.UNKNOWN
    number: str = ""


class ToldRisk(_Told, frozen=True):
    """A risk.

    Attributes:
        v: The four V's that it is marked with, in lower case.
        estimates: The participants' own figures, for likelihood and consequence.
        before: Likelihood and consequence as if no control were there.
        after: The same with the controls.
        next_assessment: Days ahead, where it has a date of its own.
    """

    text: str
    v: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    types: str = ""
    estimates: tuple[str, str] | None = None
    before: tuple[int, int] | None = None
    settled_by: SettledBy = SettledBy.AGREEMENT
    dissent: str = ""
    controls: tuple[str, ...] = ()
    after: tuple[int, int] | None = None
    enough: Enough = Enough.UNANSWERED
    accepted_by: str = ""
    remark: str = ""
    next_assessment: int | None = None
    legal: str = ""
    procedure: str = ""
    deviation: ToldDeviation | None = None
    tasks: tuple[ToldTask, ...] = ()


class ToldPoint(_Told, frozen=True):
    """A point of an evaluation.

    Attributes:
        answers: Numbers, from 1, of the «bedre» points that it answers.
        answers_good: Numbers of the «bra» points that it answers.
    """

    text: str
    answers: tuple[int, ...] = ()
    answers_good: tuple[int, ...] = ()
    deviation: ToldDeviation | None = None
    tasks: tuple[ToldTask, ...] = ()


class ToldPosition(_Told, frozen=True):
    """Where a party stood in a sak."""

    party: str
    stance: Stance
    text: str = ""


class ToldStatement(_Told, frozen=True):
    """A protokolltilførsel; `delivered` counts days from the day that the demo is made."""

    senders: tuple[str, ...]
    text: str = ""
    delivered: int = 0
    reply: str = ""


class ToldRemark(_Told, frozen=True):
    """A remark that came after the meeting."""

    sender: str
    text: str
    day: int


class ToldItem(_Told, frozen=True):
    """A sak.

    Attributes:
        carried: Whether the agenda began with it, such as the approval of the last minutes.
        texts: Its texts, by which text they are.
        statement: None when nobody was asked for one.
        decided: Days ahead, where the employer's decision came later.
    """

    text: str = ""
    type: ItemType = ItemType.INFORMATION
    carried: bool = False
    texts: dict[ItemText, str] = {}
    positions: tuple[ToldPosition, ...] = ()
    outcome: Outcome = Outcome.OPEN
    statement: ToldStatement | None = None
    decisions: tuple[str, ...] = ()
    decided: int | None = None
    tasks: tuple[ToldTask, ...] = ()
    remarks: tuple[ToldRemark, ...] = ()


class ToldDecision(_Told, frozen=True):
    """A decision and the stop where it was made."""

    stop: str
    text: str


class ToldReportedPoint(_Told, frozen=True):
    """A point of a talk; `reported` marks it for the report."""

    text: str
    reported: bool = False
    deviation: ToldDeviation | None = None
    tasks: tuple[ToldTask, ...] = ()


class ToldTheme(_Told, frozen=True):
    """What was said of a theme."""

    status: Light = Light.UNSET
    points: tuple[ToldReportedPoint, ...] = ()
    decisions: tuple[str, ...] = ()
    tasks: tuple[ToldTask, ...] = ()


class ToldSinceLast(_Told, frozen=True):
    """What was said of the task from last time whose text begins like this."""

    task: str
    status: TaskStatus
    remark: str = ""
    deadline: str = ""


class ToldTalk(_Told, frozen=True):
    """What only a talk holds.

    Attributes:
        figures: This year's, and last year's, by the figure's key.
        themes: By the theme's key.
    """

    since_last: tuple[ToldSinceLast, ...] = ()
    figures: dict[str, tuple[str, str]] = {}
    themes: dict[str, ToldTheme] = {}


class ToldSitting(_Told, frozen=True):
    """One stretch of the meeting; who is not named was there throughout."""

    day: int
    start: str
    end: str = ""
    absent: tuple[str, ...] = ()
    digital: tuple[str, ...] = ()
    came: dict[str, str] = {}
    left: dict[str, str] = {}
    substitute_for: dict[str, str] = {}


class ToldMeeting(_Told, frozen=True):
    """A meeting.

    Attributes:
        status: How far it has come.
        goes_on_at: The stop that the second sitting begins at.
        stands_at: The stop where one was, in a meeting under way.
        stands_on: The number of the risk where one was, from 1.
        facts: The lines of the facts' column, by its key.
        head_values: What the fields of the head hold that the kind has of its own.
    """

    kind: str
    title: str
    unit: str
    place: str
    chair: str
    secretary: str
    participants: tuple[str, ...]
    sittings: tuple[ToldSitting, ...]
    status: Status = Status.PLANNED
    reason: str = ""
    safety_representative: bool = False
    papers_sent: int | None = None
    remarks_due: int | None = None
    next_meeting: int | None = None
    next_meeting_note: str = ""
    next_assessment: int | None = None
    case_number: str = ""
    journal_number: str = ""
    access_code: str = ""
    field_of_service: str = ""
    goes_on_at: str = ""
    stands_at: str = ""
    stands_on: int = 1
    risks: tuple[ToldRisk, ...] = ()
    facts: dict[str, tuple[str, ...]] = {}
    good: tuple[ToldPoint, ...] = ()
    better: tuple[ToldPoint, ...] = ()
    next: tuple[ToldPoint, ...] = ()
    items: tuple[ToldItem, ...] = ()
    decisions: tuple[ToldDecision, ...] = ()
    tasks: tuple[ToldTask, ...] = ()
    head_values: dict[str, str] = {}
    talk: ToldTalk = ToldTalk()


def working_day(today: date, ahead: int) -> date:
    """The day so many days from `today`; a Saturday gives the Friday, a Sunday the Monday."""
    day = today + timedelta(days=ahead)
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def settled(typed: str, base: date) -> Deadline:
    """A frist as it was said; where it asks, the room chose the last day that it could mean."""
    read = deadline.understand(typed, base)
    if read.kind is not DeadlineKind.AMBIGUOUS or not read.candidates:
        return read
    chosen = deadline.understand(read.candidates[-1].date.isoformat(), base)
    return Deadline(typed, chosen.kind, chosen.date, chosen.shown, chosen.warnings)


def read(today: date) -> tuple[ToldMeeting, ...]:
    """Every meeting of the demo, in the order of the files' names."""
    sources = sorted(files("store").joinpath("demo").iterdir(), key=lambda each: each.name)
    return tuple(
        msgspec.toml.decode(_dated(source.read_text("utf-8"), today), type=ToldMeeting)
        for source in sources
        if source.name.endswith(".toml")
    )


def _dated(text: str, today: date) -> str:
    return _PLACE.sub(lambda found: _said(found["what"], int(found["ahead"] or 0), today), text)


def _said(what: str, ahead: int, today: date) -> str:
    """A day as people say it."""
    match what:
        case "dato":
            day = working_day(today, ahead)
            return f"{day.day}.{day.month}"
        case "uke":
            return f"uke {(today + timedelta(weeks=ahead)).isocalendar().week}"
        case "måned":
            return MONTHS[(today.month - 1 + ahead) % 12]
        case _:
            return f"{today.year}" if what == "år" else f"{today.year % 100:02}"
