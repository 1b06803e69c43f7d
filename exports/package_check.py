"""Judges what a package says, beyond the types of its fields: whether it is a meeting of ours.

What is wrong is told in one Norwegian sentence that names the place as it stands in the file.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from store import figures
from store.deadline import DeadlineKind
from store.decoding import shown
from store.definitions import (
    FiguresDefinition,
    ItemsDefinition,
    PointsDefinition,
    RisksDefinition,
    SectionDefinition,
)
from store.item_rows import ItemRow, PositionRow
from store.kind import Kind
from store.merge_contents import Contents, Tombstone
from store.references import dangling, double
from store.risk import CONSEQUENCE_TYPES, Scale
from store.row import InMeeting, Row
from store.rows import (
    CONTENT,
    ApprovalRow,
    ColumnStatusRow,
    EstimateRow,
    FigureRow,
    HeadValueRow,
    LegalBasisRow,
    MeetingRow,
    NoteRow,
    RiskRow,
    SittingRow,
    StatusChangeRow,
)
from store.task_rows import CarriedRow, FollowUpRow, TaskRow
from store.text import MAX_TEXT, clean
from store.vocabulary import ItemText, ItemType, Measure, Outcome


class PackageRefused(ValueError):
    """A package that can not be used; `str()` is one Norwegian sentence. Nothing was written."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Pakken kan ikke brukes: {why}.")


LARGEST_NUMBER = 2**31
"""No count, position or score of ours comes near it; SQLite and JavaScript can both hold it."""

_ONE_LINE = frozenset(
    ("title", "unit", "place", "chair", "secretary", "name", "role", "party", "came", "left")
)
"""Fields whose text stands on one line; the others may hold line breaks."""

_AS_THEY_ARE = frozenset(("content", "fingerprint"))
"""Texts of ours that are proven by a fingerprint: cleaning them would change what was approved."""

_UID = re.compile(r"[0-9A-Za-z._-]{1,64}")
_CLOCK_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}")


def tidy(value: Any, place: str = "", field: str = "") -> Any:
    """The same JSON with every text as `store.text.clean` leaves it.

    Args:
        value: What a JSON decoder gives, or what is to be written as JSON.
        place: Where it stands, for the refusal.
        field: The name that it stands under.

    Raises:
        PackageRefused: A text is too long, or a number too large.
    """
    if isinstance(value, dict):
        return {
            key: tidy(each, f"{place}.{key}" if place else key, key) for key, each in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [tidy(each, f"{place}[{index}]", field) for index, each in enumerate(value)]
    if isinstance(value, str):
        if field in _AS_THEY_ARE:
            return value
        if len(value) > MAX_TEXT:
            raise PackageRefused(f"teksten i {shown(place)} er lengre enn {MAX_TEXT} tegn")
        return clean(value, lines=field not in _ONE_LINE)
    if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
        raise PackageRefused(f"tallet i {shown(place)} er for stort")
    return value


def check(kind: Kind, contents: Contents) -> None:
    """Refuse what has the right types and still is no meeting.

    Args:
        kind: The meeting's own definition.
        contents: The whole package.

    Raises:
        PackageRefused: Naming the first place that is wrong.
    """
    _check_identities(contents)
    if contents.head.kind != kind.id:
        raise PackageRefused("«meeting.kind» er en annen møtetype enn «meeting.definition.id»")
    if not contents.head.title.strip():
        raise PackageRefused("«meeting.title» er tom")
    sittings = [row for row in contents.rows if isinstance(row, SittingRow)]
    if not any(row.position == 1 for row in sittings):
        raise PackageRefused("«rows.sitting» har ingen økt med plass 1")
    for row, place in _places(contents):
        _check_row(kind, contents.head, row, place)
    _check_pointers(contents)


def _places(contents: Contents) -> Iterator[tuple[Row, str]]:
    """Every row with the place where it stands in the file."""
    counts: dict[str, int] = {}
    for row in contents.rows:
        index = counts.get(row.table, 0)
        counts[row.table] = index + 1
        yield row, f"rows.{row.table}[{index}]"


def _check_identities(contents: Contents) -> None:
    """Every row and tombstone has a uid of its own and a rev."""
    tables = {row.table for row in CONTENT}
    seen: set[str] = set()
    for each, place in _identified(contents):
        if not _UID.fullmatch(each.uid):
            raise PackageRefused(f"«uid» mangler eller er ugyldig i {shown(place)}")
        if each.rev < 1:
            raise PackageRefused(f"«rev» i {shown(place)} skal være 1 eller mer")
        if each.uid in seen:
            raise PackageRefused(f"«uid» i {shown(place)} er brukt av noe annet i pakken")
        if isinstance(each, Tombstone) and each.table not in tables:
            raise PackageRefused(f"«table» i {shown(place)} er ukjent for denne versjonen")
        seen.add(each.uid)


def _identified(contents: Contents) -> Iterator[tuple[Row | Tombstone, str]]:
    yield contents.head, "meeting"
    yield from _places(contents)
    yield from _numbered("tombstones", contents.beside.tombstones)
    yield from _numbered("legal_bases", contents.beside.legal_bases)


def _numbered(
    name: str, values: Iterable[Tombstone | LegalBasisRow]
) -> Iterator[tuple[Tombstone | LegalBasisRow, str]]:
    for index, value in enumerate(values):
        yield value, f"{name}[{index}]"


def _check_row(kind: Kind, head: MeetingRow, row: Row, place: str) -> None:
    if isinstance(row, InMeeting) and row.meeting != head.uid:
        raise PackageRefused(f"{shown(place)} hører til et annet møte")
    wrong = ""
    if by_itself := _BY_ITSELF.get(type(row)):
        wrong = by_itself(row)
    elif by_kind := _BY_KIND.get(type(row)):
        wrong = by_kind(kind, row)
    if wrong:
        raise PackageRefused(f"verdien i {shown(f'{place}.{wrong}')} kan ikke stå der")


def _note(kind: Kind, row: NoteRow) -> str:
    section = _section(kind, row.section)
    if isinstance(section, PointsDefinition):
        known = any(row.column == each.key for each in section.columns)
        return "about" if row.about else "" if known else "column"
    if isinstance(section, ItemsDefinition):
        return "" if row.column in set(ItemText) and row.about else "column"
    return "section"


def _section(kind: Kind, key: str) -> SectionDefinition | None:
    return next((section for section in kind.sections if section.key == key), None)


def _item(kind: Kind, row: ItemRow) -> str:
    if not isinstance(_section(kind, row.section), ItemsDefinition):
        return "section"
    if (row.number is None) != (row.year is None) or (row.number is not None and row.number < 1):
        return "number"
    ended = row.type is ItemType.NEGOTIATION and row.outcome is not Outcome.OPEN
    return "outcome" if ended else ""


def _column_status(kind: Kind, row: ColumnStatusRow) -> str:
    section = _section(kind, row.section)
    if not isinstance(section, PointsDefinition):
        return "section"
    return "" if any(row.column == each.key for each in section.columns) else "column"


def _figure(kind: Kind, row: FigureRow) -> str:
    section = _section(kind, row.section)
    if not isinstance(section, FiguresDefinition):
        return "section"
    if all(row.figure != each.key for each in section.figures):
        return "figure"
    return next((name for name in ("value", "last_year") if not _is_figure(getattr(row, name))), "")


def _is_figure(typed: str) -> bool:
    try:
        if typed:
            figures.read(typed)
    except figures.NotAFigure:
        return False
    return True


def _head_value(kind: Kind, row: HeadValueRow) -> str:
    return "" if any(row.field == each.key for each in kind.head_fields) else "field"


def _risk(kind: Kind, row: RiskRow) -> str:
    scale = _scale(kind, row.section)
    if scale is None:
        return "section"
    likely, grave = len(scale.likelihood), len(scale.consequence)
    figures = {
        "likelihood": likely,
        "consequence": grave,
        "residual_likelihood": likely,
        "residual_consequence": grave,
    }
    for name, steps in figures.items():
        value = getattr(row, name)
        if value is not None and not 1 <= value <= steps:
            return name
    letters = "".join(each.letter for each in CONSEQUENCE_TYPES)
    in_order = "".join(each for each in letters if each in row.consequence_types)
    return "" if row.consequence_types == in_order else "consequence_types"


def _scale(kind: Kind, section: str) -> Scale | None:
    for each in kind.sections:
        if isinstance(each, RisksDefinition) and each.key == section:
            return each.scale
    return None


def _estimate(kind: Kind, row: EstimateRow) -> str:
    scales = [each.scale for each in kind.sections if isinstance(each, RisksDefinition)]
    likely = row.measure is Measure.LIKELIHOOD
    steps = max(
        (len(each.likelihood if likely else each.consequence) for each in scales), default=0
    )
    allowed = {str(step) for step in range(1, steps + 1)}
    return "" if row.figures and set(row.figures) <= allowed else "figures"


def _sitting(row: SittingRow) -> str:
    for name in ("start", "end"):
        if (value := getattr(row, name)) and not _CLOCK_TIME.fullmatch(value):
            return name
    return ""


def _position(row: PositionRow) -> str:
    return "" if not row.said_at or _CLOCK_TIME.fullmatch(row.said_at) else "said_at"


def _approval(row: ApprovalRow) -> str:
    """What was approved is not read here; it must only be what it says that it is."""
    if not _MOMENT.fullmatch(row.at):
        return "at"
    content = row.content.encode("utf-8", "surrogatepass")
    return "" if hashlib.sha256(content).hexdigest() == row.fingerprint else "fingerprint"


def _status_change(row: StatusChangeRow) -> str:
    return "" if _MOMENT.fullmatch(row.at) else "at"


def _deadline(row: TaskRow | CarriedRow | FollowUpRow) -> str:
    kept = {str(each) for each in DeadlineKind}
    if isinstance(row, FollowUpRow):
        kept.add("")
    if row.deadline_kind not in kept:
        return "deadline_kind"
    dated = row.deadline_kind == DeadlineKind.DATE
    return "" if dated == (row.deadline_date is not None) else "deadline_date"


_BY_ITSELF: dict[type[Row], Callable[[Any], str]] = {
    SittingRow: _sitting,
    StatusChangeRow: _status_change,
    PositionRow: _position,
    ApprovalRow: _approval,
    TaskRow: _deadline,
    CarriedRow: _deadline,
    FollowUpRow: _deadline,
}
"""For a type, what gives the name of a row's first field that is wrong, or nothing."""

_BY_KIND: dict[type[Row], Callable[[Kind, Any], str]] = {
    HeadValueRow: _head_value,
    ItemRow: _item,
    NoteRow: _note,
    ColumnStatusRow: _column_status,
    FigureRow: _figure,
    RiskRow: _risk,
    EstimateRow: _estimate,
}
"""The same, for those that the meeting's kind has a say in."""


def _check_pointers(contents: Contents) -> None:
    places = dict(
        zip(map(id, contents.rows), (place for _, place in _places(contents)), strict=True)
    )
    if found := dangling(contents.head, contents.rows, contents.beside.legal_bases):
        place = places.get(id(found.row), "meeting")
        raise PackageRefused(f"{shown(f'{place}.{found.field}')} viser til en rad som ikke er med")
    if twice := double(contents.rows):
        raise PackageRefused(f"{shown(places[id(twice)])} sier det samme som en annen rad")
