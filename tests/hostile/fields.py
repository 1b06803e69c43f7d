"""Every text that a meeting can hold: which fields they are, and how another is put in each.

The list is what is left of the rows' own fields when those that are no free text are taken away, so
a new field is tried from the day it stands in `store.rows`.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from store.row import Row, column_types
from store.rows import CONTENT, MeetingRow

Packed = dict[str, Any]
"""A package as plain JSON."""

NO_FREE_TEXT: Final[dict[str, frozenset[str]]] = {
    table: frozenset(names.split())
    for table, names in {
        "": "uid meeting exempt",
        "meeting": "kind definition previous",
        "head_value": "field",
        "sitting": "start end",
        "attendance": "sitting participant",
        "status_change": "at",
        "item": "section protocol approves carried_from",
        "note": "section column about",
        "answer": "answer point",
        "column_status": "section column",
        "figure": "section figure value last_year",
        "standpoint": "item said_at",
        "statement": "item",
        "risk": "section consequence_types",
        "cause": "risk",
        "control": "risk",
        "estimate": "risk figures",
        "deviation": "about",
        "decision": "sitting stop about",
        "task": "sitting stop about deadline_kind",
        "responsible": "task",
        "carried": "task from_meeting deadline_kind",
        "follow_up": "task deadline_kind",
        "remark": "about",
        "approval": "at content fingerprint",
    }.items()
}
"""What names a row or a part of the kind, is a time or a figure, or is proven by a fingerprint."""

KEYS_OF_A_KIND: Final = frozenset(
    (
        *("id", "key", "type", "section", "view", "answers", "start_key", "beside", "titles"),
        *("period", "word", "colour_name"),
    )
)
"""What in a definition is no free text; a scale refuses a word that can not be shown."""


class Place(NamedTuple):
    """Where a text stands in a package: `rows.risk[0].text` is `("risk", 0, "text")`."""

    table: str
    index: int
    field: str


def text_fields(row_type: type[Row]) -> tuple[str, ...]:
    """The fields of a type of row that hold what somebody wrote."""
    fixed = NO_FREE_TEXT[""] | NO_FREE_TEXT.get(row_type.table, frozenset())
    return tuple(
        name for name, type_ in column_types(row_type).items() if type_ is str and name not in fixed
    )


def all_text_fields() -> set[tuple[str, str]]:
    return {(each.table, name) for each in (MeetingRow, *CONTENT) for name in text_fields(each)}


def places(package: Packed) -> Iterator[Place]:
    """Every place of a text in a package, in the order of the tables."""
    for row_type in (MeetingRow, *CONTENT):
        for index, _row in enumerate(rows_of(package, row_type.table)):
            for field in text_fields(row_type):
                yield Place(row_type.table, index, field)


def rows_of(package: Packed, table: str) -> list[dict[str, Any]]:
    return [package["meeting"]] if table == "meeting" else package["rows"][table]


def put(package: Packed, place: Place, text: str) -> None:
    rows_of(package, place.table)[place.index][place.field] = text


def as_json_can_hold(text: str) -> str:
    """The text without halves of pairs: no JSON of ours holds one, and a whole pair is a letter."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def written_over(definition: Any, next_text: Callable[[], str], field: str = "") -> Any:
    """A kind with hostile words, each told apart by a number, since some may stand only once."""
    if isinstance(definition, dict):
        return {
            name: each if name in KEYS_OF_A_KIND else written_over(each, next_text, name)
            for name, each in definition.items()
        }
    if isinstance(definition, list):
        return [written_over(each, next_text, field) for each in definition]
    if isinstance(definition, str) and field != "explanation":
        return next_text()
    return definition
