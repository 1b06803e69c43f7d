"""A meeting on its way from one file to another: its rows, and what goes beside them."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from store.database import Archive
from store.records import select
from store.row import Row
from store.row_versions import RowVersions
from store.rows import CONTENT, LegalBasisRow, MeetingRow


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
    """A meeting on its way in.

    Attributes:
        head: The meeting's own row.
        rows: Its rows of every type in `store.rows.CONTENT`.
        beside: What is not in the meeting.
        versions_there: What its rows have been in the file that it comes from; None for a package,
            which does not tell.
    """

    head: MeetingRow
    rows: tuple[Row, ...]
    beside: Beside = Beside()
    versions_there: RowVersions | None = None


def collect(archive: Archive, uid: str) -> Beside:
    """What a package needs that `store.meeting.Meeting` does not hold.

    Args:
        archive: The open file.
        uid: The meeting's.
    """
    bases = bases_by_uid(archive)
    used = _bases_in_use(archive, uid)
    return Beside(
        tuple(tombstones(archive, uid)),
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


def bases_by_uid(archive: Archive) -> dict[str, LegalBasisRow]:
    """Every legal basis of the file.

    Args:
        archive: The open file.
    """
    return {row.uid: row for row in select(archive, LegalBasisRow, "1", order="uid")}


def tombstones(archive: Archive, meeting: str, uids: Iterable[str] = ()) -> list[Tombstone]:
    """What is left of deleted rows, by uid.

    Args:
        archive: The open file.
        meeting: uid of the meeting that they were in; a follow-up is in two.
        uids: Those of other rows to look for, whichever meeting they were in.
    """
    found = archive.connection.execute(
        'SELECT uid, table_name AS "table", rev FROM tombstone'
        " WHERE meeting = :meeting OR said_in = :meeting"
        " OR uid IN (SELECT value FROM json_each(:uids)) ORDER BY uid",
        {"meeting": meeting, "uids": msgspec.json.encode(list(uids)).decode()},
    ).fetchall()
    return [msgspec.convert(dict(record), Tombstone) for record in found]
