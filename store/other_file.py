"""Reads the database of somebody else, who may have it open, without changing it.

It is copied to a place of its own, read through, and brought up to date there. The file is not
trusted: what is not a plain table of ours is not read.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from store import opening
from store.copying import Damaged, Foreign, Newer, Unusable, whole_copy, why_not
from store.database import Archive, Connection, Error, connect, connect_only_to_read
from store.durability import connect_for_reading, refuses_writes
from store.file_header import read_header
from store.rows import JOURNALED
from store.system_errors import reason

LARGEST = 2_000_000_000
"""Bytes; ten thousand meetings are a tenth of it."""

_READ = ("action", "change", "tombstone", *(row.table for row in JOURNALED))


class OtherFileRefused(Exception):
    """The file can not be read; `str()` is one Norwegian sentence. It is as it was."""


def is_database(path: Path) -> bool:
    """Whether the file is SQLite's, ours or not.

    Args:
        path: A file that this program does not have open.

    Raises:
        OSError: When it can not be read.
    """
    return path.is_file() and read_header(path).is_database  # of a pipe every byte counts


@contextmanager
def copy_of(path: Path, own: Archive) -> Iterator[Archive]:
    """A copy of another database, of today's schema, that is gone after the block.

    Args:
        path: The file, which this program does not have open; another may.
        own: This program's file.

    Raises:
        OtherFileRefused: When it is not ours, too new, too large, damaged, or locked.
    """
    with TemporaryDirectory(prefix="referat-", ignore_cleanup_errors=True) as folder:
        archive = _opened(path, Path(folder), own)
        try:
            yield archive
        finally:
            archive.close()


def _opened(path: Path, folder: Path, own: Archive) -> Archive:
    try:
        _refuse_unfit(path)
        copy = _copied(path, folder)
        _renew(copy)
        archive = opening.open_archive(copy, clock=own.clock, new_uid=own.new_uid, who=own.who)
        if _columns(archive.connection) != _columns(own.connection):
            archive.close()
            raise Foreign
    except (Unusable, Error, OSError, RuntimeError, opening.Refused) as error:
        raise OtherFileRefused(_why_refused(path, error)) from error
    return archive


def _why_refused(path: Path, error: Exception) -> str:
    if isinstance(error, Newer):
        return f"{path} {error}. Oppdater programmet først."
    if isinstance(error, Foreign):
        return f"{path} {error}. Velg en pakke eller en database fra referat."
    if isinstance(error, OSError):
        return f"{path} kan ikke leses: {reason(error)}."
    if isinstance(error, Error) and "locked" in str(error):
        return f"{path} er i bruk i et annet program; lukk den der, og prøv igjen."
    if isinstance(error, Error) and why_not(error) == "disken er full":
        return f"{path} kan ikke kopieres for å leses: disken er full. Rydd plass, og prøv igjen."
    if isinstance(error, _TooLarge):
        return f"{path} er større enn {LARGEST // 1_000_000_000} GB. Be om møtene som pakker."
    return f"{path} {Damaged()}. Be om en sikkerhetskopi, eller om møtene som pakker."


class _TooLarge(Unusable):
    def __init__(self) -> None:
        super().__init__("er for stor")


def _refuse_unfit(path: Path) -> None:
    if not read_header(path).is_ours:
        raise Foreign
    if sum(each.stat().st_size for each in _with_logs(path)) > LARGEST:
        raise _TooLarge


def _with_logs(path: Path) -> list[Path]:
    logs = [path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-journal")]
    return [path, *(log for log in logs if log.exists())]


def _copied(path: Path, folder: Path) -> Path:
    """A whole copy in the folder, of what is committed in the file now."""
    try:
        with closing(_only_to_read(path)) as source:
            return _poured(source, folder)
    except Error as error:
        if not refuses_writes(error):
            raise
    # What a killed program left undone must be mended to be read: in a copy, and not in the file.
    raw = folder / "rest.db"
    for each in _with_logs(path):
        shutil.copyfile(each, raw.with_name(each.name.replace(path.name, raw.name, 1)))
    with closing(connect(raw)) as source:
        return _poured(source, folder)


def _only_to_read(path: Path) -> Connection:
    """A connection that neither empties the log into the file, nor takes it away."""
    in_wal = read_header(path).in_wal
    if in_wal and not path.with_name(f"{path.name}-wal").exists():
        return connect_for_reading(path, in_wal=in_wal)
    return connect_only_to_read(path)


def _poured(source: Connection, folder: Path) -> Path:
    _refuse_views(source)
    target = folder / "kopi.db"
    with whole_copy(source, folder) as copy:
        copy.replace(target)
    return target


def _refuse_views(source: Connection) -> None:
    """A view in a table's place can be made so that it is never read to its end."""
    found = source.execute(
        "SELECT 1 FROM sqlite_master WHERE (type = 'view' OR sql LIKE 'CREATE VIRTUAL%')"
        " AND lower(name) IN (SELECT value FROM json_each(?))",
        (_names(),),
    ).fetchone()
    if found:
        raise Foreign


def _names() -> str:
    return "[" + ",".join(f'"{name}"' for name in _READ) + "]"


def _renew(copy: Path) -> None:
    """Bring the copy up to date; its triggers and views are another's, and are not run."""
    from store.migrations import migrate  # noqa: PLC0415 - sqlite-utils; only for what comes in

    with closing(connect(copy)) as connection:
        found = connection.execute(
            "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')"
        )
        for kind, name in found.fetchall():
            quoted = name.replace('"', '""')
            connection.execute(f'DROP {kind} IF EXISTS "{quoted}"')
        migrate(connection, opening.SCHEMA_VERSION)


def _columns(connection: Connection) -> set[tuple[str, str, str, int]]:
    """Every column that is read, with its type and whether it is made of others."""
    found = connection.execute(
        "SELECT tables.value, columns.name, columns.type, columns.hidden"
        " FROM json_each(?) AS tables, pragma_table_xinfo(tables.value) AS columns",
        (_names(),),
    )
    return {tuple(record) for record in found.fetchall()}
