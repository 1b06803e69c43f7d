"""Every write happens inside a named action, and the journal records what it changed.

Generated triggers write one `change` row for each row written, with the changed columns before
and after. That one record gives undo, redo, history and audit. A write outside an action fails,
also when another program tries: the triggers call a function that only `Archive` has.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from store.belonging import WrongMeeting, refuse_other_meetings_row, stands_outside
from store.database import Archive
from store.exempt_writing import may_be_written_as_exempt
from store.row import Row
from store.rows import JOURNALED
from store.vocabulary import Status
from store.withheld import Withheld

if TYPE_CHECKING:
    from store.tables import Tables

R = TypeVar("R", bound=Row)

LOCKED = (Status.CLOSED, Status.SENT, Status.APPROVED)
"""A meeting with one of these is only read."""


class ActionKind(StrEnum):
    """What an action is to undo: `DO` can be undone; `STEP` (making, closing, import) can not."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    STEP = "step"


class Conflict(Exception):
    """Somebody else changed the row since it was read; `str()` is a Norwegian sentence."""

    def __init__(self) -> None:
        super().__init__(
            "Linja er endret i et annet vindu siden du leste den. "
            "Se den nye teksten, og prøv igjen."
        )


class Locked(Exception):
    """The meeting is only read; `str()` is a Norwegian sentence."""

    def __init__(self, status: Status) -> None:
        super().__init__(
            "Referatet er godkjent og låst. Gjenåpne med begrunnelse."
            if status is Status.APPROVED
            else f"Møtet er {status} og kan bare leses. Gjenåpne det før du endrer noe."
        )


class Hidden(Exception):
    """What was to be written was hidden on the screen; `str()` is a Norwegian sentence."""

    def __init__(self) -> None:
        super().__init__("Teksten er unntatt offentlighet og skjult. Vis den før du endrer noe.")


class CannotExempt(Exception):
    """What is written can not be exempt by itself; `str()` is a Norwegian sentence."""

    def __init__(self) -> None:
        super().__init__(
            "Dette kan ikke unntas for seg selv. Slå av unntaket med Ctrl+E, "
            "eller unnta først det som det hører til."
        )


_SAY_NOTHING = frozenset({"position", "number", "year"})
"""What can be changed of a row whose words are hidden: its place, and a sak's number."""


def _exempt_of(before: Row, after: Row) -> tuple[str, ...]:
    changed = getattr(before, "exempt", "") != getattr(after, "exempt", "")
    return ("exempt",) if changed else ()


def _refuse_hidden(row: Row) -> None:
    if any(isinstance(getattr(row, name), Withheld) for name in row.__struct_fields__):
        raise Hidden


class Writer:
    """Writes rows; exists only inside an action.

    Every way of writing raises `store.belonging.WrongMeeting` for a row of another meeting than
    the action's: an error in the program.

    Attributes:
        archive: The open file.
        meeting: uid of the meeting that the action belongs to, or None.
        exempt_new: uid of the legal basis that new rows are exempted by, where they can be and are
            not already; "" for none.
    """

    def __init__(
        self, archive: Archive, meeting: str | None, *, after_approval: bool = False
    ) -> None:
        self.archive = archive
        self.meeting = meeting
        self.exempt_new = ""
        self._after_approval = after_approval
        self._tables = archive.tables

    def add(self, row: R) -> R:
        """Write a new row; one without uid is given one. Returns it as written.

        Raises:
            Hidden: When a text in it stands for one that is hidden.
            Locked: When the minutes are approved, for all but follow-ups and remarks.
        """
        _refuse_hidden(row)
        row = msgspec.structs.replace(row, uid=row.uid or self.archive.new_uid(), rev=row.rev or 1)
        if self.exempt_new:
            row = self._exempted(row)
        self.insert(row.table, msgspec.to_builtins(row))
        return row

    def _exempted(self, row: R) -> R:
        """The row as it is written while what is written is exempt.

        Raises:
            CannotExempt: When it can not be exempt by itself, and what it belongs to is not.
        """
        if "exempt" in row.__struct_fields__:
            already = getattr(row, "exempt", "")
            return msgspec.structs.replace(row, exempt=already or self.exempt_new)
        if not may_be_written_as_exempt(self.archive.connection, row):
            raise CannotExempt
        return row

    def insert(self, table: str, values: dict[str, Any]) -> None:
        """Write a new row by all its columns."""
        if self._after_approval and not stands_outside(self.meeting, table, values):
            raise Locked(Status.APPROVED)
        self._refuse_other_meetings(table, values)
        self._tables.table(table).insert(values)

    def add_last(self, row: R, *among: str) -> R:
        """Write a new row after its like.

        Args:
            row: The row, with a `position` that will be set.
            among: The fields that rows of one list share: «section», «risk».
        """
        values = {name: getattr(row, name) for name in among}
        where = " AND ".join(f'"{name}" = :{name}' for name in values) or "1"
        (last,) = self.archive.connection.execute(
            f'SELECT max(position) FROM "{row.table}" WHERE {where}', values
        ).fetchone()
        return self.add(msgspec.structs.replace(row, position=(last or 0) + 1))

    def change(self, before: R, after: R) -> None:
        """Write what differs between two versions of a row.

        Raises:
            Conflict: When the file no longer holds the version `before`.
            Hidden: When what was shown is hidden; its place among others can be changed.
        """
        names = [
            name
            for name in before.__struct_fields__
            if name != "rev" and getattr(before, name) != getattr(after, name)
        ]
        if not _SAY_NOTHING.issuperset(names):
            _refuse_hidden(before)
            _refuse_hidden(after)
        if self.exempt_new and any(type(getattr(after, name)) is str for name in names):
            after = self._exempted(after)
            names = [*dict.fromkeys((*names, *_exempt_of(before, after)))]
        new = msgspec.to_builtins(after, enc_hook=str)
        changed = {name: new[name] for name in names}
        if changed:
            old = msgspec.to_builtins(before, enc_hook=str)
            was = {f"_was_{name}": old[name] for name in changed}  # an import keeps the rev
            self.update(before.table, before.uid, before.rev, changed, **was)

    def update(self, table: str, uid: str, rev: int, values: dict[str, Any], **was: Any) -> None:
        """Set columns of one version of a row, which becomes the next; `_was_text` is its text.

        Raises:
            Conflict: When the file no longer holds that version.
        """
        self._refuse_approved()
        self._refuse_other_meetings_in_file(table, uid, values)
        sets = ", ".join(f'"{name}" = :{name}' for name in values)
        as_read = "".join(f' AND "{name.removeprefix("_was_")}" IS :{name}' for name in was)
        cursor = self.archive.connection.execute(
            f'UPDATE "{table}" SET {sets}, rev = rev + 1 WHERE uid = :_uid AND rev = :_rev'
            f"{as_read}",
            {**values, **was, "_uid": uid, "_rev": rev},
        )
        if cursor.rowcount != 1:
            raise Conflict

    def remove(self, row: Row) -> None:
        """Delete a row; a tombstone remembers its uid and rev.

        Raises:
            Conflict: When the file no longer holds this version.
            Hidden: When what was shown is hidden.
        """
        _refuse_hidden(row)
        self.delete(row.table, row.uid, row.rev)

    def delete(self, table: str, uid: str, rev: int) -> None:
        """Delete one version of a row; a tombstone remembers its uid and rev.

        Raises:
            Conflict: When the file no longer holds that version.
        """
        self._refuse_approved()
        self._refuse_other_meetings_in_file(table, uid)
        cursor = self.archive.connection.execute(
            f'DELETE FROM "{table}" WHERE uid = ? AND rev = ?', (uid, rev)
        )
        if cursor.rowcount != 1:
            raise Conflict

    def replace(self, row: Row) -> None:
        """Make a row what another file has it to be, its rev too; for taking a meeting in."""
        values = msgspec.to_builtins(row)
        self._refuse_other_meetings_in_file(row.table, row.uid, values)
        sets = ", ".join(f'"{name}" = :{name}' for name in values if name != "uid")
        self.archive.connection.execute(f'UPDATE "{row.table}" SET {sets} WHERE uid = :uid', values)

    def bury(self, meeting: str, table: str, uid: str, rev: int) -> None:
        """Remember a deletion that was made in another file, by that file's rev."""
        if meeting != self.meeting:
            raise WrongMeeting(table, uid, self.meeting)
        self.archive.connection.execute(
            "INSERT INTO tombstone (uid, table_name, meeting, rev) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (uid) DO UPDATE SET rev = excluded.rev,"
            " meeting = coalesce(meeting, excluded.meeting)",
            (uid, table, meeting, rev),
        )

    def drop_draft(self, place: str) -> None:
        """Forget a text that was being typed, and the fields under its place.

        The action makes what it became.
        """
        self.archive.connection.execute(
            "DELETE FROM draft WHERE meeting = :meeting"
            " AND (place = :place OR substr(place, 1, length(:place) + 1) = :place || '/')",
            {"meeting": self.meeting or "", "place": place},
        )

    def _refuse_approved(self) -> None:
        """What was approved is never changed, and what came afterwards neither."""
        if self._after_approval:
            raise Locked(Status.APPROVED)

    def _refuse_other_meetings_in_file(
        self, table: str, uid: str, values: Mapping[str, Any] | None = None
    ) -> None:
        """Look at the row as the file has it and as it will be; none there is the caller's case."""
        now = self.archive.connection.execute(
            f'SELECT * FROM "{table}" WHERE uid = ?', (uid,)
        ).fetchone()
        if now:
            self._refuse_other_meetings(table, dict(now))
            self._refuse_other_meetings(table, {**dict(now), **(values or {})})

    def _refuse_other_meetings(self, table: str, row: Mapping[str, Any]) -> None:
        refuse_other_meetings_row(self.archive.connection, self.meeting, table, row)


@contextmanager
def action(
    archive: Archive,
    meeting: str | None,
    label: str,
    *,
    kind: ActionKind = ActionKind.DO,
    target: int | None = None,
    while_locked: bool = False,
) -> Iterator[Writer]:
    """One act of the user: everything in it is written, or nothing.

    Args:
        archive: The open file.
        meeting: uid of the meeting whose act it is; None for none.
        label: What the history and the undo message call it, in Norwegian. Never captured text,
            which may be exempt.
        kind: Whether it can be undone.
        target: The action that an undo or redo concerns.
        while_locked: For the steps that a closed meeting does allow. In an approved one such an
            act can only add follow-ups and remarks, but for the steps of its life and an import.

    Raises:
        Locked: When the meeting is closed.
        Conflict: When a row was changed by somebody else.
    """
    with archive.turn(), archive.tables.atomic():
        status = status_of(archive, meeting)
        if status in LOCKED and not while_locked:
            raise Locked(status)
        after_approval = status is Status.APPROVED and kind is not ActionKind.STEP
        archive.connection.execute("PRAGMA defer_foreign_keys=ON")
        try:
            archive.current_action = _record(archive, meeting, label, kind, target)
            yield Writer(archive, meeting, after_approval=after_approval)
            _forget_if_empty(archive)
        finally:
            archive.current_action = None


def _record(
    archive: Archive, meeting: str | None, label: str, kind: ActionKind, target: int | None
) -> int | None:
    return archive.connection.execute(
        "INSERT INTO action (meeting, who, at, label, kind, target) VALUES (?,?,?,?,?,?)",
        (meeting, archive.who, archive.clock().isoformat(timespec="seconds"), label, kind, target),
    ).lastrowid


def status_of(archive: Archive, meeting: str | None) -> Status | None:
    """How far a meeting has come as the file has it now; None when there is none."""
    found = archive.connection.execute(
        "SELECT status FROM meeting WHERE uid = ?", (meeting,)
    ).fetchone()
    return Status(found[0]) if found else None


def _forget_if_empty(archive: Archive) -> None:
    """An action that changed nothing would be an undo that does nothing."""
    archive.connection.execute(
        "DELETE FROM action WHERE id = :id"
        " AND NOT EXISTS (SELECT 1 FROM change WHERE action = :id)",
        {"id": archive.current_action},
    )


def install(db: "Tables") -> None:
    """Make the triggers for every journaled table anew, from the columns that it has now."""
    for row in JOURNALED:
        columns = [
            column.name
            for column in db.table(row.table).columns
            if column.name not in ("id", "rev")
        ]
        for event, body in _trigger_bodies(row.table, columns).items():
            name = f"journal_{row.table}_{event.lower()}"
            db.execute(f'DROP TRIGGER IF EXISTS "{name}"')
            db.execute(f'CREATE TRIGGER "{name}" AFTER {event} ON "{row.table}" BEGIN {body} END')


_MEETING_OF = {
    "meeting": "old.uid",
    # It goes with its task's package, and with that of the meeting where it was said.
    "follow_up": "(SELECT meeting FROM task WHERE uid = old.task)",
    "legal_basis": "NULL",
}
"""The meeting that a deleted row's tombstone belongs to, where it is not `old.meeting`."""


def _trigger_bodies(table: str, columns: list[str]) -> dict[str, str]:
    record = "INSERT INTO change (action, table_name, row_uid, before, after)"
    meeting = _MEETING_OF.get(table, "old.meeting")
    said_in = "old.meeting" if table == "follow_up" else "NULL"
    differs = " OR ".join(f'old."{name}" IS NOT new."{name}"' for name in columns)
    return {
        "INSERT": f"{record} VALUES (current_action(), '{table}', new.uid, NULL,"
        f" {_image('new', columns)}); DELETE FROM tombstone WHERE uid = new.uid;",
        "UPDATE": f"{record} SELECT current_action(), '{table}', new.uid,"
        f" {_difference('old', columns)}, {_difference('new', columns)} WHERE {differs};",
        "DELETE": f"{record} VALUES (current_action(), '{table}', old.uid,"
        f" {_image('old', columns)}, NULL);"
        f" INSERT OR REPLACE INTO tombstone (uid, table_name, meeting, said_in, rev)"
        f" VALUES (old.uid, '{table}', {meeting}, {said_in}, old.rev + 1);",
    }


def _image(side: str, columns: list[str]) -> str:
    pairs = ", ".join(f"'{name}', {side}.\"{name}\"" for name in columns)
    return f"json_object({pairs})"


def _difference(side: str, columns: list[str]) -> str:
    pairs = " UNION ALL ".join(
        f"SELECT '{name}' AS name, {side}.\"{name}\" AS value"
        f' WHERE old."{name}" IS NOT new."{name}"'
        for name in columns
    )
    return f"(SELECT json_group_object(name, value) FROM ({pairs}))"
