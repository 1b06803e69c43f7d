"""Undo and redo, read from the journal: per meeting, without limit, over restarts.

The task register undoes its own acts, which belong to no meeting.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from store import series
from store.database import Archive, IntegrityError
from store.journal import ActionKind, Writer, action


class NothingToUndo(Exception):
    """There is no act to take back, or none to repeat; `str()` is a Norwegian sentence."""


class UndoRefused(Exception):
    """Something has changed since; `str()` is a Norwegian sentence. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back or repeated."""

    label: str


Turn = Callable[[Archive, str | None], Undone]
"""`undo` or `redo`."""

_OF_PLACE = """action.meeting IS :meeting AND action.kind = 'do' AND (:meeting IS NOT NULL OR
    EXISTS (SELECT 1 FROM change WHERE change.action = action.id AND table_name = 'follow_up'))"""
"""The acts of a meeting; without one, those of the task register and no other."""


def undo(archive: Archive, meeting: str | None) -> Undone:
    """Take back the newest act that stands.

    Args:
        archive: The open file.
        meeting: uid of the meeting whose act it is; None for the task register.

    Raises:
        NothingToUndo: When there is none.
        UndoRefused: When rows were changed since in another way.
        Locked: When the meeting is closed.
    """
    found = archive.connection.execute(
        f"SELECT id, label FROM action WHERE {_OF_PLACE} AND undone_by IS NULL"
        " ORDER BY id DESC LIMIT 1",
        {"meeting": meeting},
    ).fetchone()
    if found is None:
        here = "i dette møtet" if meeting else "i oppgavelista"
        raise NothingToUndo(f"Det er ikke noe å angre {here}.")
    _reverse(archive, meeting, found["id"], found["label"], ActionKind.UNDO)
    return Undone(found["label"])


def redo(archive: Archive, meeting: str | None) -> Undone:
    """Repeat the act that was taken back last, if nothing new was done since.

    Args:
        archive: The open file.
        meeting: uid of the meeting whose act it is; None for the task register.

    Raises:
        NothingToUndo: When there is none.
        UndoRefused: When rows were changed since in another way.
        Locked: When the meeting is closed.
    """
    found = archive.connection.execute(
        f"SELECT id, label, undone_by FROM action WHERE {_OF_PLACE}"
        " AND undone_by > coalesce((SELECT max(id) FROM action"
        f" WHERE {_OF_PLACE} AND undone_by IS NULL), 0)"
        " ORDER BY undone_by DESC LIMIT 1",
        {"meeting": meeting},
    ).fetchone()
    if found is None:
        raise NothingToUndo("Det er ikke noe å gjøre om.")
    _repeat(archive, meeting, found["id"], found["undone_by"], found["label"])
    return Undone(found["label"])


def _reverse(
    archive: Archive, meeting: str | None, done: int, label: str, kind: ActionKind
) -> None:
    try:
        with action(archive, meeting, label, kind=kind, target=done) as writer:
            _take_all_back(writer, _changes(archive, done))
            archive.connection.execute(
                "UPDATE action SET undone_by = ? WHERE id = ?", (archive.current_action, done)
            )
    except IntegrityError as error:
        raise UndoRefused(
            "Dette kan ikke angres, for et annet møte bygger på det. Endre det for hånd."
        ) from error


def _repeat(archive: Archive, meeting: str | None, done: int, undone_by: int, label: str) -> None:
    try:
        with action(archive, meeting, label, kind=ActionKind.REDO, target=done) as writer:
            _take_all_back(writer, _changes(archive, undone_by))
            archive.connection.execute("UPDATE action SET undone_by = NULL WHERE id = ?", (done,))
    except IntegrityError as error:
        raise UndoRefused("Dette kan ikke gjøres om. Skriv det inn på nytt.") from error


def _changes(archive: Archive, done: int) -> list[Any]:  # rows of the driver's own type
    return list(
        archive.connection.execute(
            "SELECT table_name, row_uid, before, after FROM change WHERE action = ?"
            " ORDER BY id DESC",
            (done,),
        )
    )


def _take_all_back(writer: Writer, changes: list[Any]) -> None:
    with giving_no_number_twice(writer):
        for change in changes:
            _take_back(writer, change)


@contextmanager
def giving_no_number_twice(writer: Writer) -> Iterator[None]:
    """Bring rows back, unless a sak's number that was given away meanwhile would be there twice.

    Raises:
        UndoRefused: When it would.
    """
    archive, meeting = writer.archive, writer.meeting or ""
    before = series.shared_numbers(archive, meeting)
    yield
    taken = [each for each in series.shared_numbers(archive, meeting) if each not in before]
    if taken:
        raise UndoRefused(
            f"Nummer {taken[0]} er gitt til en annen sak siden. Sett nye numre på sakslista."
        )


def _take_back(writer: Writer, change: Any) -> None:  # a row of the driver's own type
    table, uid = change["table_name"], change["row_uid"]
    before = json.loads(change["before"]) if change["before"] else None
    after = json.loads(change["after"]) if change["after"] else None
    now = writer.archive.connection.execute(
        f'SELECT * FROM "{table}" WHERE uid = ?', (uid,)
    ).fetchone()
    if after is None:
        bring_back(writer, table, uid, before or {}, exists=now is not None)
        return
    if now is None or any(now[name] != value for name, value in after.items()):
        raise UndoRefused("Dette er endret siden, og kan ikke angres. Endre det for hånd.")
    if before is None:
        writer.delete(table, uid, now["rev"])
    else:
        writer.update(table, uid, now["rev"], before)


def bring_back(
    writer: Writer, table: str, uid: str, image: dict[str, Any], *, exists: bool = False
) -> None:
    """Write a deleted row again, one version after its tombstone.

    Args:
        writer: Of the act that does it.
        table: The row's table.
        uid: The row's.
        image: All its columns but the version, as they were.
        exists: Whether there is such a row already.

    Raises:
        UndoRefused: When there is.
    """
    if exists:
        raise UndoRefused("Linja finnes allerede igjen, og kan ikke hentes tilbake.")
    (rev,) = writer.archive.connection.execute(
        "SELECT coalesce(max(rev), 0) + 1 FROM tombstone WHERE uid = ?", (uid,)
    ).fetchone()
    writer.insert(table, {**image, "rev": rev})
