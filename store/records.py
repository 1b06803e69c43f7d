"""Database records as the frozen rows that they are."""

from typing import TypeVar

import msgspec

from store.database import Archive
from store.row import Row

R = TypeVar("R", bound=Row)


def as_row(row_type: type[R], record: object) -> R:
    """A database record as its frozen type."""
    values = dict(record)  # type: ignore[call-overload]  # the driver's row type has no stubs
    values.pop("id", None)
    return msgspec.convert(values, row_type, strict=False)


def select(
    archive: Archive, row_type: type[R], where: str, *values: object, order: str = "position, uid"
) -> tuple[R, ...]:
    """The rows of a table that a condition picks.

    Args:
        archive: The open file.
        row_type: Which table.
        where: SQL, with a `?` for each value.
        values: They stand for the question marks.
        order: SQL.
    """
    found = archive.connection.execute(
        f'SELECT * FROM "{row_type.table}" WHERE {where} ORDER BY {order}', values
    ).fetchall()
    return tuple(as_row(row_type, record) for record in found)
