"""Takes a meeting in from another file, row by row.

The rules are those of `docs/format.md`, and which of two versions stands is told in
`store.merge_weighing`. What will be written is worked out first, on values, and judged as a whole;
only then is it written, in one action, so that an import is whole or nothing.

The version that does not stand is kept in the meeting's history, so that its words are lost
nowhere, and the same file taken in again tells nothing.
"""

import contextlib
from collections.abc import Mapping

import msgspec

from store import meetings, series
from store.belonging import stands_outside
from store.database import Archive, IntegrityError
from store.item_rows import RemarkRow
from store.journal import LOCKED, ActionKind, Writer, action
from store.merge_contents import Contents, bases_by_uid, tombstones
from store.merge_refused import (
    MergeRefused,
    refuse_misfits,
    refuse_unlike_approved,
    refuse_unlike_closed,
)
from store.merge_report import Report
from store.merge_told import told
from store.merge_weighing import Clash, Here, Outcome, weigh
from store.records import as_row, select
from store.references import ONLY_ONE
from store.row import Row
from store.row_versions import IMPORT_LABEL, RowVersions, canonical
from store.rows import CONTENT, JOURNALED, LegalBasisRow, MeetingRow
from store.task_rows import FollowUpRow, TaskRow


class _OnlyTried(Exception):
    """Takes back what was written, when all of it has been judged."""


def merge(archive: Archive, coming: Contents, *, only_try: bool = False) -> Report:
    """Take a meeting in: all of it that is newer than what is here, or nothing.

    A meeting that is closed here is not changed, but for what was later said of its tasks.

    Args:
        archive: The open file.
        coming: The meeting; its own rows point at one another as they should.
        only_try: Whether nothing is to be written, and only told what would be.

    Raises:
        MergeRefused: The meeting is locked here, or the two would not fit together.
    """
    uid = coming.head.uid
    kind = ActionKind.STEP
    report: Report | None = None
    try:
        with (
            contextlib.suppress(_OnlyTried),
            action(archive, uid, IMPORT_LABEL, kind=kind, while_locked=True) as writer,
        ):
            report = _take_in(writer, coming)
            if only_try:
                raise _OnlyTried
    except IntegrityError as error:
        raise MergeRefused(
            "Møtet passer ikke sammen med det som står her fra før, og er ikke tatt inn."
        ) from error
    assert report is not None
    return report


def _take_in(writer: Writer, coming: Contents) -> Report:
    archive, uid = writer.archive, coming.head.uid
    here = _here(archive, coming)
    outcome = weigh(here, coming)
    is_locked = _is_locked(here.rows.get(uid))
    _refuse_locked(here, uid, outcome)
    after = _after(here, outcome)
    refuse_misfits(after, {**here.bases, **{row.uid: row for row in outcome.bases}})
    if not is_locked:
        for clash in outcome.clashes:
            _keep_in_history(writer, uid, clash)
    _write(writer, outcome, uid)
    meeting = meetings.load(archive, uid)
    if not is_locked:
        refuse_unlike_approved(meeting, first_time=uid not in here.rows)
        refuse_unlike_closed(coming, after)
    return Report(
        meeting=uid,
        number=meeting.number,
        title=meeting.head.title,
        exempt=bool(meeting.head.exempt),
        first_time=uid not in here.rows,
        new=len(outcome.new),
        newer=len(outcome.newer),
        deleted=len(outcome.deleted),
        same=outcome.same,
        older=outcome.older,
        clashes=told(archive, meeting, coming, outcome.clashes),
        shared_numbers=series.shared_numbers(archive, uid),
    )


def _here(archive: Archive, coming: Contents) -> Here:
    meeting = coming.head.uid
    rows: dict[str, Row] = {}
    for record in _select(archive, "SELECT * FROM meeting WHERE uid = ?", meeting):
        rows[meeting] = canonical(as_row(MeetingRow, record))
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
    graves = tombstones(archive, meeting, (row.uid for row in coming.rows))
    if any(each.uid == meeting for each in graves):
        raise MergeRefused("Møtet er slettet for godt her, og er derfor ikke tatt inn igjen.")
    return Here(
        rows, {each.uid: each for each in graves}, bases_by_uid(archive), RowVersions(archive)
    )


def _select(archive: Archive, sql: str, *values: str) -> list[Mapping[str, object]]:
    return [dict(record) for record in archive.connection.execute(sql, values).fetchall()]


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
                "Møtet er ikke tatt inn, fordi en rad i fila finnes her fra før, i et annet møte."
            )


def _is_locked(head: Row | None) -> bool:
    return isinstance(head, MeetingRow) and head.status in LOCKED


def _refuse_locked(here: Here, meeting: str, outcome: Outcome) -> None:
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
            f"Møtet er {head.status} her og kan bare leses, og i fila står noe annet. "
            "Gjenåpne møtet med begrunnelse før du importerer."
        )


def _after(here: Here, outcome: Outcome) -> dict[str, Row]:
    """The meeting's rows as they will be."""
    after = {**here.rows, **{row.uid: row for row in (*outcome.new, *outcome.newer)}}
    for row in outcome.deleted:
        del after[row.uid]
    return after


def _keep_in_history(writer: Writer, meeting: str, clash: Clash) -> None:
    """Let the version that does not stand have stood a moment, where the journal sees it.

    What is here and is replaced has stood, but for a deletion that came from elsewhere. Where only
    one row can say a thing, another may say it here, and what came is then only told.
    """
    mine, theirs = clash.mine, clash.theirs
    if clash.is_of_erased or (isinstance(theirs, Row) and type(theirs) in ONLY_ONE):
        return
    if isinstance(mine, Row) and not clash.is_taken:
        if isinstance(theirs, Row):
            writer.replace(theirs)
            writer.replace(mine)
        else:
            writer.remove(mine)
            writer.add(mine)
    elif isinstance(theirs, Row) and not isinstance(mine, Row):
        writer.add(theirs)
        writer.remove(theirs)
        writer.bury(meeting, mine.table, mine.uid, mine.rev)


def _write(writer: Writer, outcome: Outcome, meeting: str) -> None:
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
        writer.bury(meeting, tombstone.table, tombstone.uid, tombstone.rev)
    known = {row.uid for row in select(writer.archive, LegalBasisRow, "1", order="uid")}
    for basis in outcome.bases:
        (writer.replace if basis.uid in known else writer.add)(basis)
