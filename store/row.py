"""What every row has, and every row of a meeting."""

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar

import msgspec


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every row has.

    Attributes:
        uid: Names the row on every machine; empty until it is written.
        rev: Counts the row's versions; a write that names an old one is a conflict.
    """

    table: ClassVar[str] = ""
    uid: str = ""
    rev: int = 0


class InMeeting(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row that belongs to a meeting.

    Attributes:
        meeting: uid of the meeting.
        position: Order among its like, lowest first; equal positions are ordered by uid.
    """

    meeting: str
    position: int = 0


@cache
def column_types(row_type: type[Row]) -> Mapping[str, Any]:
    """The type of each column: `str`, `bool`, `date | None`.

    Args:
        row_type: The type of row.
    """
    return {field.name: field.type for field in msgspec.structs.fields(row_type)}
