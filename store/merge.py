"""Takes a meeting in from another file, row by row: by uid, the newer rev wins.

The rules are those of `docs/format.md`. What will be written is worked out first, on values, and
judged as a whole; only then is it written, in one action, so that an import is whole or nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from store import kind as kinds
from store import meetings, series
from store.belonging import stands_outside
from store.database import Archive, IntegrityError
from store.item_rows import RemarkRow
from store.journal import LOCKED, ActionKind, Writer, action
from store.merge_refused import MergeRefused, refuse_misfits, refuse_unlike_approved
from store.records import as_row, select
from store.row import Row
from store.rows import CONTENT, JOURNALED, LegalBasisRow, MeetingRow
from store.task_rows import FollowUpRow, TaskRow


class Tombstone(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left of a deleted row: nothing of what it said.

    Attributes:
        uid: The row's.
        table: The table that it stood in.
        rev: One more than the row's last.
    """

    uid: str
    table: str
    rev: int


@dataclass(frozen=True, slots=True)
class Beside:
    """What a package holds beside the meeting's own rows.

    Attributes:
        tombstones: Of the meeting's deleted rows, by uid.
        legal_bases: Those that the meeting's exemptions name, by uid.
    """

    tombstones: tuple[Tombstone, ...] = ()
    legal_bases: tuple[LegalBasisRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """A meeting on its way in; `rows` are its rows of every type in `store.rows.CONTENT`."""

    head: MeetingRow
    rows: tuple[Row, ...]
    beside: Beside = Beside()


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, in numbers of rows.

    Attributes:
        meeting: uid of the meeting.
        title: Its title as it stands here now.
        exempt: Whether the whole meeting is, so that the title is not for everybody.
        first_time: Whether the meeting was not here before.
        new: Written for the first time.
        newer: Changed here, because the package had a newer version.
        deleted: Deleted here, because they are deleted in the package.
        same: Alike.
        older: Left, because the version here (or its deletion) is the newer one.
        conflicts: Changed in both places since they were alike; left as they are here.
        shared_numbers: Numbers that saker of the meeting share with others of its series.
    """

    meeting: str
    title: str
    exempt: bool
    first_time: bool
    new: int
    newer: int
    deleted: int
    same: int
    older: int
    conflicts: int
    shared_numbers: tuple[str, ...] = ()

    def sentence(self) -> str:
        """What happened, in Norwegian: «Nytt møte: 34 rader.», «Uendret.»."""
        if self.first_time:
            return f"Nytt møte: {_counted(self.new, 'rad', 'rader')}."
        parts = (
            (self.new, "ny", "nye"),
            (self.newer, "endret", "endret"),
            (self.deleted, "slettet", "slettet"),
        )
        said = ", ".join(_counted(count, one, many) for count, one, many in parts if count)
        first = f"Oppdatert: {said}." if said else "Uendret."
        return " ".join((first, *self._left()))

    def _left(self) -> tuple[str, ...]:
        if not self.conflicts:
            return ()
        rows = _counted(self.conflicts, "rad", "rader")
        return (f"{rows} er endret både her og i pakken, og står her som før.",)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def collect(archive: Archive, uid: str) -> Beside:
    """What a package needs that `store.meeting.Meeting` does not hold.

    Args:
        archive: The open file.
        uid: The meeting's.
    """
    bases = _bases(archive)
    used = _bases_in_use(archive, uid)
    return Beside(
        tuple(_tombstones(archive, uid).values()),
        tuple(bases[each] for each in sorted(used & bases.keys())),
    )


def _bases_in_use(archive: Archive, meeting: str) -> set[str]:
    tables = [row.table for row in CONTENT if "exempt" in row.__struct_fields__]
    selects = " UNION ".join(
        f'SELECT exempt FROM "{table}" WHERE meeting = :meeting' for table in tables
    )
    found = archive.connection.execute(
        f"SELECT exempt FROM meeting WHERE uid = :meeting UNION {selects}", {"meeting": meeting}
    ).fetchall()
    return {str(record[0]) for record in found}


def _bases(archive: Archive) -> dict[str, LegalBasisRow]:
    return {row.uid: row for row in select(archive, LegalBasisRow, "1", order="uid")}


def _tombstones(archive: Archive, meeting: str) -> dict[str, Tombstone]:
    found = archive.connection.execute(
        'SELECT uid, table_name AS "table", rev FROM tombstone'
        " WHERE meeting = :meeting OR said_in = :meeting ORDER BY uid",
        {"meeting": meeting},
    ).fetchall()
    return {record["uid"]: msgspec.convert(dict(record), Tombstone) for record in found}


@dataclass(frozen=True, slots=True)
class _Here:
    """What this file knows of the meeting; rows by uid, the head among them."""

    rows: Mapping[str, Row]
    tombstones: Mapping[str, Tombstone]
    bases: Mapping[str, LegalBasisRow]


@dataclass(slots=True)
class _Outcome:
    """What is to be written, and what is not."""

    new: list[Row] = field(default_factory=list)
    newer: list[Row] = field(default_factory=list)
    deleted: list[Row] = field(default_factory=list)
    buried: list[Tombstone] = field(default_factory=list)
    same: int = 0
    older: int = 0
    conflicts: int = 0

    @property
    def written(self) -> list[Row]:
        """Every row that will be another than it was."""
        return [*self.new, *self.newer, *self.deleted]


def merge(archive: Archive, coming: Contents) -> Report:
    """Take a meeting in: all of it that is newer than what is here, or nothing.

    A meeting that is closed here is not changed, but for what was later said of its tasks.

    Args:
        archive: The open file.
        coming: The meeting; its own rows point at one another as they should.

    Raises:
        MergeRefused: The meeting is locked here, or the two would not fit together.
    """
    uid = coming.head.uid
    label = "Importert møte"
    try:
        with action(archive, uid, label, kind=ActionKind.STEP, while_locked=True) as writer:
            here = _here(archive, coming)
            outcome = _weigh(here, coming)
            _refuse_locked(here, uid, outcome)
            after = _after(here, outcome)
            refuse_misfits(after, {**here.bases, **_by_uid(coming.beside.legal_bases)})
            _write(writer, outcome, here, coming)
            if not _is_locked(here.rows.get(uid)):
                refuse_unlike_approved(meetings.load(archive, uid), first_time=uid not in here.rows)
            numbers = series.shared_numbers(archive, uid)
    except IntegrityError as error:
        raise MergeRefused(
            "Møtet passer ikke sammen med det som står her fra før, og er ikke tatt inn."
        ) from error
    return _report(here, after, outcome, numbers)


def _report(
    here: _Here, after: Mapping[str, Row], outcome: _Outcome, numbers: tuple[str, ...]
) -> Report:
    (head,) = (row for row in after.values() if isinstance(row, MeetingRow))
    return Report(
        meeting=head.uid,
        title=head.title,
        exempt=bool(head.exempt),
        first_time=head.uid not in here.rows,
        new=len(outcome.new),
        newer=len(outcome.newer),
        deleted=len(outcome.deleted),
        same=outcome.same,
        older=outcome.older,
        conflicts=outcome.conflicts,
        shared_numbers=numbers,
    )


def _by_uid(bases: Iterable[LegalBasisRow]) -> dict[str, LegalBasisRow]:
    return {basis.uid: basis for basis in bases}


def _here(archive: Archive, coming: Contents) -> _Here:
    meeting = coming.head.uid
    rows: dict[str, Row] = {}
    for record in _select(archive, "SELECT * FROM meeting WHERE uid = ?", meeting):
        rows[meeting] = _canonical(as_row(MeetingRow, record))
    for row_type in CONTENT:
        where, values = "meeting = ?", [meeting]
        if row_type is FollowUpRow:
            # A later meeting may have come first, with what it said of this one's tasks.
            where += " OR task IN (SELECT uid FROM task WHERE meeting = ?)"
            where += " OR task IN (SELECT value FROM json_each(?))"
            tasks = [row.uid for row in coming.rows if isinstance(row, TaskRow)]
            values += [meeting, msgspec.json.encode(tasks).decode()]
        rows |= {row.uid: row for row in select(archive, row_type, where, *values)}
    _refuse_strangers(archive, coming, rows)
    return _Here(rows, _tombstones(archive, meeting), _bases(archive))


def _select(archive: Archive, sql: str, *values: str) -> list[Mapping[str, object]]:
    return [dict(record) for record in archive.connection.execute(sql, values).fetchall()]


def _canonical(head: MeetingRow) -> MeetingRow:
    """The head with its kind written as we write it now; an older program may have said less."""
    definition = kinds.encode(kinds.decode(head.definition))
    return msgspec.structs.replace(head, definition=definition)


def _refuse_strangers(archive: Archive, coming: Contents, rows: Mapping[str, Row]) -> None:
    """A row's uid that is taken here by something else would be two things at once."""
    for row_type in JOURNALED:
        mine = [row.uid for row in (coming.head, *coming.rows) if type(row) is row_type]
        found = _select(
            archive,
            f'SELECT uid FROM "{row_type.table}" WHERE uid IN (SELECT value FROM json_each(?))',
            msgspec.json.encode(mine).decode(),
        )
        taken = {record["uid"] for record in found}
        if any(uid in taken and uid not in rows for uid in mine) or any(
            uid in rows and type(rows[uid]) is not row_type for uid in mine
        ):
            raise MergeRefused(
                "Møtet er ikke tatt inn, fordi en rad i pakken finnes her fra før, i et annet møte."
            )


def _weigh(here: _Here, coming: Contents) -> _Outcome:
    """Decide for each row and tombstone which side is the newer."""
    outcome = _Outcome()
    for row in (coming.head, *coming.rows):
        _weigh_row(here, row, outcome)
    for tombstone in coming.beside.tombstones:
        _weigh_tombstone(here, tombstone, outcome)
    return outcome


def _weigh_row(here: _Here, row: Row, outcome: _Outcome) -> None:
    mine: Row | Tombstone | None = here.rows.get(row.uid) or here.tombstones.get(row.uid)
    if mine is None:
        outcome.new.append(row)
    elif row.rev > mine.rev:
        (outcome.newer if isinstance(mine, Row) else outcome.new).append(row)
    elif row.rev < mine.rev:
        outcome.older += 1
    elif row == mine:
        outcome.same += 1
    else:
        outcome.conflicts += 1


def _weigh_tombstone(here: _Here, tombstone: Tombstone, outcome: _Outcome) -> None:
    row = here.rows.get(tombstone.uid)
    grave = here.tombstones.get(tombstone.uid)
    if row is None:
        if grave is None or grave.rev < tombstone.rev:
            outcome.buried.append(tombstone)
    elif tombstone.rev > row.rev:
        outcome.deleted.append(row)
        outcome.buried.append(tombstone)
    elif tombstone.rev < row.rev:
        outcome.older += 1
    else:
        outcome.conflicts += 1


def _is_locked(head: Row | None) -> bool:
    return isinstance(head, MeetingRow) and head.status in LOCKED


def _refuse_locked(here: _Here, meeting: str, outcome: _Outcome) -> None:
    """What was agreed stands in a closed meeting; what became of its tasks goes on.

    A remark after approval is added, never changed and never taken away.
    """
    head = here.rows.get(meeting)
    if not isinstance(head, MeetingRow) or not _is_locked(head):
        return
    changed = [*outcome.newer, *outcome.deleted]
    as_they_were = [here.rows[row.uid] for row in changed]
    if any(isinstance(row, RemarkRow) for row in changed) or not all(
        stands_outside(meeting, row.table, msgspec.to_builtins(row))
        for row in (*outcome.written, *as_they_were)
    ):
        raise MergeRefused(
            f"Møtet er {head.status} her og kan bare leses, og pakken har noe annet. "
            "Gjenåpne møtet med begrunnelse før du importerer."
        )


def _after(here: _Here, outcome: _Outcome) -> dict[str, Row]:
    """The meeting's rows as they will be."""
    after = {**here.rows, **{row.uid: row for row in (*outcome.new, *outcome.newer)}}
    for row in outcome.deleted:
        del after[row.uid]
    return after


def _write(writer: Writer, outcome: _Outcome, here: _Here, coming: Contents) -> None:
    """Deletions first, so that what takes a deleted row's place finds it free.

    A row goes after those that point at it: of a task that something was said of, none is deleted.
    """
    for row in sorted(outcome.deleted, key=lambda row: -JOURNALED.index(type(row))):
        writer.remove(row)
    for row in outcome.newer:
        writer.replace(row)
    for row in outcome.new:
        writer.add(row)
    for tombstone in outcome.buried:
        writer.bury(coming.head.uid, tombstone.table, tombstone.uid, tombstone.rev)
    for basis in coming.beside.legal_bases:
        mine = here.bases.get(basis.uid)
        if mine is None:
            writer.add(basis)
        elif basis.rev > mine.rev:
            writer.replace(basis)
