"""What was done in a meeting, read from the journal: who, when, what, before and after.

A meeting can have any number of changes. Their numbers are read at once and the changes
themselves a page at a time; what is hidden on the screen has been replaced before it leaves here.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from store.bringing_back import ENTRIES
from store.column_words import WORDS, word_of
from store.database import Archive, Record
from store.exempt_history import EverExempt
from store.journal import ActionKind
from store.meeting import Meeting
from store.row import Row
from store.said_values import TYPES, SaidValues

_OF_MEETING = "FROM action JOIN change ON change.action = action.id WHERE action.meeting = :meeting"

_ALL = f"SELECT change.id {_OF_MEETING} ORDER BY change.id DESC"

_HUNG_ON = ", ".join(
    f"json_extract(change.before, '$.{column}')"
    for column in ("about", "risk", "item", "task", "answer", "point", "participant")
)

_DELETED = f"""
    SELECT change.id {_OF_MEETING} AND change.after IS NULL
        AND table_name IN ({", ".join(f"'{entry.table}'" for entry in ENTRIES)})
        AND EXISTS (SELECT 1 FROM tombstone WHERE tombstone.uid = change.row_uid)
        AND change.id = (SELECT max(id) FROM change AS newest
            WHERE newest.row_uid = change.row_uid)
        AND NOT EXISTS (SELECT 1 FROM change AS above
            WHERE above.row_uid IN ({_HUNG_ON}) AND +above.action = change.action
                AND above.after IS NULL)
    ORDER BY change.id DESC"""
"""What is deleted now; what went with the row that it hung on is not told by itself.

The plus keeps the index by action out of it: one act can have deleted thousands of rows.
"""

_HANGING = f"""
    SELECT DISTINCT change.row_uid,
        json_extract(coalesce(change.after, change.before), '$.about', '$.risk', '$.item', '$.task')
    {_OF_MEETING}"""

_PAGE = """
    SELECT change.id, table_name, row_uid, before, after, who, at, label, kind,
        EXISTS (SELECT 1 FROM tombstone WHERE tombstone.uid = row_uid) AS is_gone
    FROM change JOIN action ON action.id = change.action
    WHERE change.id IN (SELECT value FROM json_each(?)) ORDER BY change.id DESC"""

_SAID_OF = {ActionKind.UNDO: "Angret: ", ActionKind.REDO: "Gjorde om: "}


class How(Enum):
    """What became of a row."""

    ADDED = "ny"
    CHANGED = "endret"
    DELETED = "slettet"


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """A column that differs.

    Attributes:
        label: What it is called.
        before: What it held, in words; "" for nothing.
        after: What it holds since.
    """

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row, as one act changed it.

    Attributes:
        at: When, local time.
        who: Who did it.
        what: What the act is called.
        how: What became of the row.
        row: What such a row is called: «Risiko».
        uid: The row's.
        name: What the row is known by, as it is or last was.
        columns: What differs.
        is_gone: Whether the row is deleted now.
        is_hidden: Whether words of it are hidden.
    """

    at: datetime
    who: str
    what: str
    how: How
    row: str
    uid: str
    name: str
    columns: tuple[ColumnChange, ...]
    is_gone: bool
    is_hidden: bool


class History:
    """The history of one meeting, as its screen may show it.

    Args:
        archive: The open file.
        meeting: The meeting, with its exempt texts.
        shows_exempt: Whether exempt texts have been asked for.
    """

    def __init__(self, archive: Archive, meeting: Meeting, *, shows_exempt: bool) -> None:
        self._archive = archive
        self._meeting = meeting
        ever_exempt = EverExempt(archive, meeting)
        self._is_hidden = (lambda _uid: False) if shows_exempt else ever_exempt.holds
        self._values = SaidValues(archive, meeting, self._is_hidden)

    def everything(self) -> Sequence[int]:
        """The numbers of all changes, newest first."""
        return self._numbers(_ALL)

    def deleted(self) -> Sequence[int]:
        """The numbers of the changes by which something was deleted that still is."""
        return self._numbers(_DELETED)

    def of_entry(self, uid: str) -> Sequence[int]:
        """The numbers of the changes of one row and of what hangs on it, or ever did.

        Args:
            uid: The row's.
        """
        of_it = json.dumps(sorted(self._with_hanging(uid)))
        of_rows = "AND change.row_uid IN (SELECT value FROM json_each(:uids))"
        return self._numbers(
            f"SELECT change.id {_OF_MEETING} {of_rows} ORDER BY change.id DESC", uids=of_it
        )

    def _numbers(self, sql: str, **values: str) -> Sequence[int]:
        found = self._archive.connection.execute(sql, {"meeting": self._meeting.uid, **values})
        return [number for (number,) in found.fetchall()]

    def _with_hanging(self, uid: str) -> set[str]:
        below: defaultdict[str, set[str]] = defaultdict(set)
        rows = self._archive.connection.execute(_HANGING, {"meeting": self._meeting.uid})
        for row, pointers in rows.fetchall():
            for pointer in filter(None, json.loads(pointers)):
                below[pointer].add(row)
        # What is said of a task that was carried names the task, which is another meeting's.
        carried = {row.uid: row.task for row in self._meeting.carried}
        found, wanted = set[str](), [uid, *filter(None, [carried.get(uid)])]
        while wanted:
            each = wanted.pop()
            if each not in found:
                found.add(each)
                wanted.extend(below[each])
        return found

    def read(self, numbers: Sequence[int]) -> Sequence[RowChange]:
        """The changes with these numbers, newest first.

        Args:
            numbers: A page of them.
        """
        found = self._archive.connection.execute(_PAGE, (json.dumps(numbers),))
        return [self._change(record) for record in found.fetchall()]

    def name(self, uid: str) -> str:
        """What a row is called and known by: «Risiko: Feil dose»; "" for one that is not known.

        Args:
            uid: The row's.
        """
        table = self._archive.connection.execute(
            "SELECT table_name FROM change WHERE row_uid = ? LIMIT 1", (uid,)
        ).fetchone()
        return f"{WORDS[TYPES[table[0]]].row}: {self._values.name(uid)}" if table else ""

    def _change(self, record: Record) -> RowChange:
        row_type, uid = TYPES[record["table_name"]], record["row_uid"]
        said = _SAID_OF.get(ActionKind(record["kind"]), "")
        return RowChange(
            at=datetime.fromisoformat(record["at"]),
            who=record["who"],
            what=f"{said}{record['label']}",
            how=_how(record),
            row=WORDS[row_type].row,
            uid=uid,
            name=self._values.name(uid),
            columns=tuple(self._columns(row_type, uid, record)),
            is_gone=bool(record["is_gone"]),
            is_hidden=self._is_hidden(uid),
        )

    def _columns(self, row_type: type[Row], uid: str, record: Record) -> list[ColumnChange]:
        before, after = _image(record["before"]), _image(record["after"])
        is_whole = not (before and after)
        shown = []
        for column in row_type.__struct_fields__:
            label = word_of(row_type, column)
            values = [image.get(column) for image in (before, after)]
            if label is None or (is_whole and not _says_something(column, *values)):
                continue
            if column in before or column in after:
                told = (self._values.said(row_type, uid, column, each) for each in values)
                shown.append(ColumnChange(label, *told))
        return shown


def _image(text: str | None) -> Mapping[str, Any]:
    image: Mapping[str, Any] = json.loads(text) if text else {}
    return image


def _how(record: Record) -> How:
    if record["before"] is None:
        return How.ADDED
    return How.DELETED if record["after"] is None else How.CHANGED


def _says_something(column: str, before: Any, after: Any) -> bool:
    """Whether a column of a row that came or went tells more than that nobody said anything."""
    return column != "position" and bool(before or after)
