"""What a row has been in a file, read back out of the journal.

A `rev` counts versions and does not say whose they are. What a file's journal holds of a row does:
a version that stood there was seen there before what stands there now.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from store import kind as kinds
from store.database import Archive
from store.records import as_row
from store.row import Row
from store.rows import MeetingRow

IMPORT_LABEL = "Importert møte"
"""What the history calls it that a meeting was taken in."""

_CHANGES = "SELECT before, after FROM change WHERE row_uid = ? ORDER BY id DESC"

_CAME_IN = """
    SELECT EXISTS (SELECT 1 FROM change JOIN action ON action.id = change.action
        WHERE row_uid = :uid AND label = :label),
    EXISTS (SELECT 1 FROM change WHERE row_uid = :uid AND before IS NULL)"""


class RowVersions:
    """Tells what the rows of a file have been.

    What was erased from the journal is not known any more, and is told as not having been.

    Args:
        archive: The open file.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def held(self, row: Row) -> bool:
        """Whether the row ever stood in the file as it is here, whatever its rev.

        Args:
            row: One version of a row.
        """
        wanted = msgspec.structs.replace(row, rev=0)
        return any(wanted == each for each in self._versions(type(row), row.uid))

    def has_deleted(self, uid: str) -> bool:
        """Whether the row was ever deleted in the file.

        Args:
            uid: The row's.
        """
        return any(after is None for _, after in self._changes(uid))

    def are_all_known(self, uid: str) -> bool:
        """Whether every version of the row up to that in the file was written in the file.

        Args:
            uid: The row's.
        """
        came_in, began = self._archive.connection.execute(
            _CAME_IN, {"uid": uid, "label": IMPORT_LABEL}
        ).fetchone()
        return bool(began and not came_in)

    def _changes(self, uid: str) -> list[tuple[str | None, str | None]]:
        found = self._archive.connection.execute(_CHANGES, (uid,)).fetchall()
        return [(record["before"], record["after"]) for record in found]

    def _versions(self, row_type: type[Row], uid: str) -> Iterator[Row]:
        """The row as it is and as it was, the newest first, each with rev 0."""
        record = self._archive.connection.execute(
            f'SELECT * FROM "{row_type.table}" WHERE uid = ?', (uid,)
        ).fetchone()
        now = dict(record) if record else None
        if now is not None:
            yield from _as_row(row_type, now)
        for before, after in self._changes(uid):
            if before is None:  # the act that made it, before which it was not there
                now = None
            elif after is None or now is not None:
                now = {**(now or {}), **_image(before)}
                yield from _as_row(row_type, now)


def _image(text: str) -> dict[str, Any]:
    """The columns; none where the journal, which may be another's, holds no such thing."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _as_row(row_type: type[Row], values: Mapping[str, Any]) -> Iterator[Row]:
    """The row; nothing where an older program or an erasure left less than a whole one."""
    try:
        yield canonical(msgspec.structs.replace(as_row(row_type, values), rev=0))
    except (msgspec.ValidationError, kinds.Refused):
        return


def canonical(row: Row) -> Row:
    """The row, a head with its kind as we write it now; an older program may have said less.

    Args:
        row: Any row.

    Raises:
        store.kind.Refused: When a head's kind can not be read.
    """
    if not isinstance(row, MeetingRow):
        return row
    definition = kinds.encode(kinds.decode(row.definition))
    return msgspec.structs.replace(row, definition=definition)
