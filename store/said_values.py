"""What a column holds, in Norwegian words: a name for a uid, a heading for a key, «ja» for 1."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from store.column_words import WORDS
from store.database import Archive
from store.definitions import FiguresDefinition, PointsDefinition
from store.exemption import hides
from store.kind import Kind
from store.meeting import Meeting
from store.norwegian_dates import clock, numeric
from store.row import Row, column_types
from store.rows import JOURNALED, LegalBasisRow, MeetingRow
from store.withheld import mark

TYPES: Mapping[str, type[Row]] = {row_type.table: row_type for row_type in JOURNALED}
"""The type of row by its table."""

_POINTERS = frozenset(
    {
        *("about", "risk", "item", "task", "answer", "point", "sitting", "participant"),
        *("exempt", "previous", "protocol", "approves", "carried_from", "from_meeting"),
    }
)
"""Columns that hold the uid of another row, or "". A point's «answer» is one."""

_CLOCK_TIMES = frozenset({"start", "end", "said_at"})

_LONGEST_NAME = 80


class SaidValues:
    """Says what the columns of a meeting's rows hold.

    Args:
        archive: The open file.
        meeting: The meeting, with its exempt texts.
        is_hidden: Whether the words of a row are hidden, by its uid.
    """

    def __init__(
        self, archive: Archive, meeting: Meeting, is_hidden: Callable[[str], bool]
    ) -> None:
        self._archive = archive
        self._headings = _headings(meeting.kind)
        self._is_hidden = is_hidden
        self._names: dict[str, str] = {}

    def said(self, row_type: type[Row], uid: str, column: str, value: Any) -> str:
        """A value in words; "" for none. Words that are hidden become `store.withheld.Withheld`.

        Args:
            row_type: The type of row.
            uid: The row's.
            column: The column.
            value: As the journal or the file has it.
        """
        if value is None or value == "":
            return ""
        if hides(row_type, column) and self._is_hidden(uid):
            return mark()
        if column in _POINTERS:
            return self.name(str(value))
        return self._headings.get((row_type.table, column, value)) or _plain(
            column_types(row_type)[column], column, value
        )

    def name(self, uid: str) -> str:
        """What the row with this uid is known by, as it is or last was; "" for one not here."""
        if uid not in self._names:
            self._names[uid] = ""  # a row that is known by one that is known by it
            self._names[uid] = self._find_name(uid)
        return self._names[uid]

    def _find_name(self, uid: str) -> str:
        table = self._archive.connection.execute(
            "SELECT table_name FROM change WHERE row_uid = ? LIMIT 1", (uid,)
        ).fetchone()
        row_type = TYPES[table[0]] if table else LegalBasisRow  # the standard ones came with it
        row = self._row(row_type, uid)
        column = WORDS[row_type].known_by
        name = self.said(row_type, uid, column, row.get(column))
        return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]} …"

    def _row(self, row_type: type[Row], uid: str) -> Mapping[str, Any]:
        ask = self._archive.connection.execute
        there = ask(f'SELECT * FROM "{row_type.table}" WHERE uid = ?', (uid,)).fetchone()
        if there is not None:
            return dict(there)
        last = ask(
            "SELECT before FROM change WHERE row_uid = ? AND after IS NULL"
            " ORDER BY id DESC LIMIT 1",
            (uid,),
        ).fetchone()
        found: Mapping[str, Any] = json.loads(last[0]) if last and last[0] else {}
        return found


def _plain(column_type: Any, column: str, value: Any) -> str:
    if column_type is bool:
        return "ja" if value else "nei"
    if column_type in (date, date | None):
        return numeric(date.fromisoformat(value))
    if column in _CLOCK_TIMES:
        return clock(time.fromisoformat(value))
    if column == "at":
        moment = datetime.fromisoformat(value)
        return f"{numeric(moment.date())} {clock(moment.time())}"
    if column == "deadline_kind":
        return str(value).replace("_", " ")
    return str(value)


def _headings(kind: Kind) -> Mapping[tuple[str, str, Any], str]:
    """What the keys of the meeting's own kind stand for, by table, column and key."""
    found = {(table, "stop", stop.key): stop.heading for table in _ARISE for stop in kind.stops}
    found[MeetingRow.table, "kind", kind.id] = kind.title
    found |= {("head_value", "field", field.key): field.label for field in kind.head_fields}
    for section in kind.sections:
        if isinstance(section, PointsDefinition):
            for column in section.columns:
                found["note", "column", column.key] = column.heading
                found["column_status", "column", column.key] = column.heading
        elif isinstance(section, FiguresDefinition):
            found |= {("figure", "figure", each.key): each.label for each in section.figures}
    return found


_ARISE = ("decision", "task")
"""Tables whose rows tell at which stop they arose."""
