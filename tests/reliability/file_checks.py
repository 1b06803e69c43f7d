"""What the file says of itself after a kill, read beside the program or from a copy of it."""

import itertools
import json
from collections.abc import Callable, Iterable
from pathlib import Path

from store import database, searched, undo
from store.database import Archive, Connection
from store.row import Row
from store.rows import JOURNALED
from tests.conftest import fixed_clock
from tests.reliability.meeting_keys import Standing

TEXTS = ("risk", "cause", "note", "decision", "task", "control", "item")
"""The tables whose new rows are entries that somebody typed."""

Fold = dict[tuple[str, str], dict[str, object]]
"""Rows by table and uid, with the columns that the journal keeps."""


def standing(path: Path, first: str) -> Standing:
    """What stands in the newest meeting of the file.

    Args:
        path: The file.
        first: Key of the stop that a meeting opens at where nobody has been yet.
    """
    connection = database.connect(path)
    try:
        return _standing(connection, first)
    finally:
        connection.close()


def _standing(connection: Connection, first: str) -> Standing:
    (meeting,) = connection.execute("SELECT uid FROM meeting ORDER BY id DESC LIMIT 1").fetchone()
    entries = connection.execute(
        "SELECT json_extract(after, '$.text') FROM change JOIN action ON action.id = action"
        " WHERE meeting = ? AND kind = 'do' AND undone_by IS NULL AND before IS NULL"
        f" AND table_name IN {TEXTS} ORDER BY change.id",
        (meeting,),
    )
    drafts = dict(connection.execute("SELECT place, text FROM draft WHERE meeting = ?", (meeting,)))
    opened = drafts.pop("åpen", "")
    place = connection.execute("SELECT stop FROM bookmark WHERE meeting = ?", (meeting,)).fetchone()
    return Standing(
        tuple(text for (text,) in entries.fetchall()),
        tuple(sorted((_named(place), text) for place, text in drafts.items())),
        place[0] if place else first,
        opened.partition("|")[0],
    )


def _named(place: str) -> str:
    """What `meeting_keys` calls the place of a draft."""
    first, *_, last = place.split("/")
    if first == "beslutning":
        return first
    return {"ny": "identifiser"}.get(last, last)


def complaints(path: Path, typed: Iterable[str]) -> list[str]:
    """What is wrong with the file; nothing is written in it.

    Args:
        path: The file, which the program may have open.
        typed: Every entry that must be in it.
    """
    memory = _copy(path)
    rows = [row for row in JOURNALED if row.table != "legal_basis"]
    now = _rows(memory, rows)
    checks: dict[str, Callable[[], object]] = {
        "integrity_check": lambda: _all(memory, "PRAGMA integrity_check") != [("ok",)],
        "foreign_key_check": lambda: _all(memory, "PRAGMA foreign_key_check"),
        "an entry is there twice": lambda: _twice(now),
        "an acknowledged entry is missing": lambda: set(typed) - _texts(now),
        "the journal and the rows differ": lambda: _differ(_fold(memory), now),
        "the search index and the rows differ": lambda: _index_differs(memory),
        "an action without a change": lambda: _all(
            memory, "SELECT id FROM action WHERE id NOT IN (SELECT action FROM change)"
        ),
        "undoing everything does not give the start": lambda: _start_differs(memory, rows),
    }
    try:
        return [f"{name}: {found!r}"[:400] for name, check in checks.items() if (found := check())]
    finally:
        memory.close()


def _copy(path: Path) -> Connection:
    source, memory = database.connect(path), database.connect(Path(":memory:"))
    source.backup(memory)
    source.close()
    return memory


def _all(connection: Connection, sql: str) -> list[tuple[object, ...]]:
    return [tuple(record) for record in connection.execute(sql).fetchall()]


def _rows(connection: Connection, types: Iterable[type[Row]]) -> Fold:
    """Every row, without what the journal does not keep."""
    return {
        (row.table, record["uid"]): {
            name: value for name, value in dict(record).items() if name not in {"id", "rev"}
        }
        for row in types
        for record in connection.execute(f'SELECT * FROM "{row.table}"').fetchall()
    }


def _texts(rows: Fold) -> set[object]:
    return {row["text"] for (table, _uid), row in rows.items() if table in TEXTS}


def _twice(rows: Fold) -> list[object]:
    texts = [row["text"] for (table, _uid), row in rows.items() if table in TEXTS]
    return [text for text in texts if texts.count(text) > 1]


def _fold(connection: Connection, *kinds: str) -> Fold:
    """The rows as the journal alone tells them; of some kinds of acts, or of all."""
    rows: Fold = {}
    for change in connection.execute(
        "SELECT table_name, row_uid, before, after, kind FROM change"
        " JOIN action ON action.id = action ORDER BY change.id"
    ).fetchall():
        if kinds and change["kind"] not in kinds:
            continue
        key = change["table_name"], change["row_uid"]
        if change["after"] is None:
            del rows[key]
        else:
            rows[key] = {**rows.get(key, {}), **json.loads(change["after"])}
    return rows


def _differ(one: Fold, other: Fold) -> list[object]:
    return [key for key in one.keys() | other.keys() if one.get(key) != other.get(key)]


def _index_differs(connection: Connection) -> list[object]:
    """What is searched and what would be if it were made anew; FTS5 says itself what is broken."""
    sql = "SELECT row, source, meeting, parent, exempt, text FROM searched ORDER BY row"
    connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    before = _all(connection, sql)
    with archive_of(connection).tables.atomic():
        searched.install(archive_of(connection).tables)
    after = _all(connection, sql)
    return [entry for entry in before if entry not in after] + [
        entry for entry in after if entry not in before
    ]


def archive_of(connection: Connection) -> Archive:
    numbers = itertools.count()
    return Archive(
        Path(":memory:"), connection, fixed_clock, lambda: f"ny-{next(numbers)}", "Prøve"
    )


def _start_differs(connection: Connection, rows: list[type[Row]]) -> list[object]:
    """Undo every act of the meeting; what can not be undone (its planning) must remain alone."""
    archive = archive_of(connection)
    for (meeting,) in _all(connection, "SELECT uid FROM meeting"):
        try:
            while True:
                undo.undo(archive, str(meeting))
        except undo.NothingToUndo:
            continue
    return _differ(_fold(connection, "step"), _rows(connection, rows))
