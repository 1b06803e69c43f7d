"""Brings back what was deleted, from the journal, as a new act that can itself be undone."""

import json
from dataclasses import dataclass
from typing import Any

from store import undo
from store.database import Archive, IntegrityError
from store.edits import Refused
from store.journal import Writer
from store.row import Row
from store.rows import CONTENT, AnswerRow, ApprovalRow, StatusChangeRow
from store.task_rows import ResponsibleRow

ENTRIES: tuple[type[Row], ...] = tuple(
    row_type
    for row_type in CONTENT
    # Steps in the meeting's life; and what only comes back with what it is a part of.
    if row_type not in (StatusChangeRow, ApprovalRow, ResponsibleRow, AnswerRow)
)
"""The types of row that can be brought back by themselves."""

_HANGS_BY = ("about", "risk", "item", "task", "answer", "point", "participant", "sitting")
"""Columns with the uid of what a row hangs on, or ""."""


@dataclass(frozen=True, slots=True)
class BringBack:
    """A deleted row, with what hung on it and was deleted or set loose by the same act.

    Attributes:
        uid: The row's.
    """

    uid: str

    def apply(self, writer: Writer) -> None:
        """Write it again.

        Raises:
            Refused: When it is there, or what it hung on is not, or something has its place.
            store.undo.UndoRefused: When its number was given to another sak.
        """
        deleted = _newest_change(writer.archive, self.uid)
        if deleted is None or deleted["after"] is not None:
            raise Refused("Linja er ikke slettet, så det er ikke noe å hente tilbake.")
        if deleted["table_name"] not in {entry.table for entry in ENTRIES}:
            raise Refused("Dette kan ikke hentes tilbake for seg selv. Gjør det på nytt i møtet.")
        together = _done_together(writer.archive, deleted["action"])
        rows = _with_hanging(writer.archive, self.uid, together)
        with undo.giving_no_number_twice(writer):
            try:
                for change in rows:
                    image = json.loads(change["before"])
                    undo.bring_back(writer, change["table_name"], change["row_uid"], image)
            except IntegrityError as error:
                raise Refused(
                    "Noe annet har tatt plassen siden. Ta det bort først, eller skriv det på nytt."
                ) from error
        _hang_again(writer, {change["row_uid"] for change in rows}, together)


def _newest_change(archive: Archive, uid: str) -> Any:  # a row of the driver's own type
    return archive.connection.execute(
        "SELECT * FROM change WHERE row_uid = ? ORDER BY id DESC LIMIT 1", (uid,)
    ).fetchone()


def _done_together(archive: Archive, done: int) -> list[Any]:  # rows of the driver's own type
    """What one act changed, the last first: what hangs on a row is deleted before it."""
    return archive.connection.execute(
        "SELECT * FROM change WHERE action = ? ORDER BY id DESC", (done,)
    ).fetchall()


def _with_hanging(archive: Archive, uid: str, together: list[Any]) -> list[Any]:
    """The changes that deleted a row and what hung on it, in the order to bring them back.

    Raises:
        Refused: When what the row itself hung on is deleted too.
    """
    found: dict[str, Any] = {}
    for change in together:
        if change["after"] is not None:
            continue
        hangs_on = set(_hangs_on(change))
        hangs_here = change["row_uid"] == uid or not hangs_on.isdisjoint(found)
        if hangs_here and not any(_is_deleted(archive, each) for each in hangs_on - {*found}):
            found[change["row_uid"]] = change
    if uid not in found:
        raise Refused("Det som dette hang på, er også slettet. Hent tilbake det først.")
    return [*found.values()]


def _hangs_on(change: Any) -> list[str]:
    image = json.loads(change["before"])
    return [image[column] for column in _HANGS_BY if image.get(column)]


def _is_deleted(archive: Archive, uid: str) -> bool:
    found = archive.connection.execute("SELECT 1 FROM tombstone WHERE uid = ?", (uid,)).fetchone()
    return found is not None


def _hang_again(writer: Writer, restored: set[str], together: list[Any]) -> None:
    """What the same act let hang on something else hangs here again, unless moved since."""
    for change in together:
        if change["before"] is None or change["after"] is None:
            continue
        before, after = json.loads(change["before"]), json.loads(change["after"])
        moved = [name for name in _HANGS_BY if before.get(name) in restored]
        now = writer.archive.connection.execute(
            f'SELECT * FROM "{change["table_name"]}" WHERE uid = ?', (change["row_uid"],)
        ).fetchone()
        if moved and now is not None and all(now[name] == after[name] for name in moved):
            back = {name: before[name] for name in moved}
            writer.update(change["table_name"], change["row_uid"], now["rev"], back)
