"""What a kind file is made of: its sections with their parameters, its stops, its head fields.

Parameters belong to the section, since several stops may show the same rows: the wheel's five
stops are views of one section of risks.
"""

from typing import Literal

import msgspec

from store.risk import DEFAULT_SCALE, Scale


class Definition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every part of a kind file obeys: unknown fields are refused."""


class RisksDefinition(Definition, frozen=True, tag_field="type", tag="risks"):
    """A section of risks, judged on `scale`."""

    key: str
    scale: Scale = DEFAULT_SCALE


class Column(Definition, frozen=True):
    """One of the lists of a section of points.

    Attributes:
        key: Stands in the rows.
        heading: Short, over the list.
        question: What the room is answering.
        answers: Keys of the columns whose points a point here can answer.
        deviation: Whether a point can be made an avvik.
        becomes_task: Whether a point is expected to become a task.
        light: Whether the room says how it stands with it: grønn, gul, rød.
        needs_plan: Whether an avvik here needs a task that closes it («plan for lukking»).
    """

    key: str
    heading: str
    question: str
    answers: tuple[str, ...] = ()
    deviation: bool = False
    becomes_task: bool = False
    light: bool = False
    needs_plan: bool = False


class PointsDefinition(Definition, frozen=True, tag_field="type", tag="points"):
    """A section of points, captured line by line in one or more columns.

    Attributes:
        beside: What stands beside the column one works in: the section's other columns, or what
            was said in the same column last time.
        titles: What stands over each column in the minutes: the question, or the short heading.
        report: What the report is called that points can be marked for: «Til tertialrapporten»;
            empty when there is none.
    """

    key: str
    heading: str
    columns: tuple[Column, ...]
    beside: Literal["columns", "last_time"] = "columns"
    titles: Literal["question", "heading"] = "question"
    report: str = ""


class Figure(Definition, frozen=True):
    """A figure that runs through the year.

    Attributes:
        key: Stands in the rows.
        label: What it counts: «Overtid».
        unit: What it is counted in: «timer», «%».
    """

    key: str
    label: str
    unit: str = ""


class FiguresDefinition(Definition, frozen=True, tag_field="type", tag="figures"):
    """A section of figures, each with last year's beside it.

    Attributes:
        period: Key of the field of the head that names the period: last year's figures are
            proposed from the meeting of the series that was held for the same one.
    """

    key: str
    heading: str
    figures: tuple[Figure, ...]
    period: str = ""


class ItemsDefinition(Definition, frozen=True, tag_field="type", tag="items"):
    """A section of numbered saker.

    Attributes:
        bases: Laws and agreements to suggest as a sak's grunnlag.
        statement_days: How many days after the meeting a protokolltilførsel can be delivered.
    """

    key: str
    heading: str
    bases: tuple[str, ...] = ()
    statement_days: int = 7


class SinceLastDefinition(Definition, frozen=True, tag_field="type", tag="since_last"):
    """What the last meeting of the series agreed on. Its rows are the tasks carried from there."""

    key: str
    heading: str


class FollowUpDefinition(Definition, frozen=True, tag_field="type", tag="follow_up"):
    """The closing section: tasks by frist, what is missing, the next meeting. It has no rows."""

    key: str


SectionDefinition = (
    RisksDefinition
    | PointsDefinition
    | FiguresDefinition
    | ItemsDefinition
    | SinceLastDefinition
    | FollowUpDefinition
)


class Stop(Definition, frozen=True):
    """One station of the meeting: a section seen from one side.

    Attributes:
        key: Names the stop in the meeting's rows.
        section: Key of the section that it shows.
        view: Which of the section's editors shows it; for points, a column's key.
        heading: The question the room is answering.
        short: The heading where there is little room.
        help: One or two sentences for the one who leads.
        number: What it is numbered as, in a kind that numbers some of its stops by itself, as the
            themes of a talk; the others then have none. Else a stop's number is its place.
    """

    key: str
    section: str
    view: str
    heading: str
    short: str
    help: str = ""
    number: int | None = None


class HeadField(Definition, frozen=True):
    """A field of the head that the kind has of its own, such as level or period.

    Attributes:
        key: Stands in the rows.
        label: What it is called.
        choices: What it can hold; empty when it holds any text.
        lasting: Whether the next meeting of the series has the same, as long as nobody says
            otherwise.
    """

    key: str
    label: str
    choices: tuple[str, ...] = ()
    lasting: bool = False


class Party(Definition, frozen=True):
    """One of those who meet as parties.

    Attributes:
        name: As in the rows and on the screen: «Arbeidsgiver».
        employer: Whether it is the side that presents the saker and decides.
        signs: Whether it signs; hovedverneombud gives an «uttalelse» and does not.
        roles: Who usually speaks for it, besides those whose name or role holds its own.
    """

    name: str
    employer: bool = False
    signs: bool = True
    roles: tuple[str, ...] = ()


class ServiceField(Definition, frozen=True):
    """A field of service («tjenesteområde») that meetings of the kind can be about.

    Attributes:
        name: «Helse og omsorg».
        basis: The legal ground that it has besides the kind's own, or empty.
    """

    name: str
    basis: str = ""


RISK_VIEWS = ("identify", "assess", "controls", "residual")
"""The wheel's stops 1–4."""

ITEM_VIEWS = ("agenda", "items")
"""The list of saker, and one sak at a time."""


def views_of(section: SectionDefinition) -> tuple[str, ...]:
    """The views that a section of this type can be shown in."""
    match section:
        case RisksDefinition():
            return RISK_VIEWS
        case PointsDefinition():
            return tuple(column.key for column in section.columns)
        case FiguresDefinition():
            return ("figures",)
        case ItemsDefinition():
            return ITEM_VIEWS
        case SinceLastDefinition():
            return ("since_last",)
        case FollowUpDefinition():
            return ("follow_up",)
