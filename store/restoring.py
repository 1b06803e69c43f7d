"""Puts a copy in the place of the database, and keeps what it replaces.

SQLite writes the copy into the file that is there, as one transaction and alone: a power cut or a
kill in the middle leaves the file as it was, and no log of before is played over what was
restored. Only a file that is too damaged for that is set aside, and another takes its name.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from store.backups import Backups
from store.copying import (
    Damaged,
    Foreign,
    Newer,
    Unusable,
    pour,
    whole_copy,
    why_not,
)
from store.database import Connection, Error, connect, connect_unchanging
from store.durability import (
    connect_for_reading,
    is_protected,
    refuses_writes,
    tells_of_damage,
)
from store.file_header import read_header
from store.new_file import give_name, sync_folder
from store.opening import SCHEMA_VERSION
from store.system_errors import reason

LOGS = ("-wal", "-shm", "-journal")


class RestoreRefused(Exception):
    """Nothing was restored; `str()` is one Norwegian sentence. The database is as it was."""


def restore(source: Path, backups: Backups) -> Path | None:
    """Put a copy in the place of the database.

    Args:
        source: The copy, which stays as it is.
        backups: Of the database, which nobody may have open; in this program too.

    Returns:
        Where what was there before is kept; None where there was nothing.

    Raises:
        RestoreRefused: When the copy is not whole or not ours, when the database is in use or can
            not be written.
    """
    with backups.turn, _read(source, backups.database) as original:
        try:
            backups.lay_folder()
            # What is put in is what was checked, whatever becomes of the file it was read from.
            with whole_copy(original, backups.folder) as copy:
                return _put(copy, backups)
        except (Unusable, Error) as error:
            raise RestoreRefused(_why_not_read(source, error)) from error
        except OSError as error:
            raise RestoreRefused(_unchanged(backups.database, reason(error))) from error


def _unchanged(database: Path, why: str) -> str:
    return f"Databasen {database} kunne ikke gjenopprettes, og er som den var: {why}."


# The copy


@contextmanager
def _read(source: Path, database: Path) -> Iterator[Connection]:
    try:
        if database.exists() and source.samefile(database):
            raise RestoreRefused(f"{source} er databasen selv. Velg en kopi av den.")
        if source.is_dir():
            raise RestoreRefused(f"{source} er en mappe. Skriv navnet på en sikkerhetskopi.")
        header = read_header(source)
    except OSError as error:
        raise RestoreRefused(f"{source} kan ikke leses: {reason(error)}.") from error
    if not header.is_ours:
        raise RestoreRefused(f"{source} {Foreign()}. Velg en sikkerhetskopi.")
    with closing(connect_for_reading(source, in_wal=header.in_wal)) as connection:
        yield connection


def _why_not_read(source: Path, error: Unusable | Error) -> str:
    if isinstance(error, Newer):
        return f"{source} {error}. Oppdater programmet først."
    if "disk is full" in str(error):
        return f"{source} kunne ikke leses inn: {why_not(error)}. Databasen er som den var."
    return f"{source} {Damaged()}. Velg en annen sikkerhetskopi; databasen er som den var."


# The database


def _put(copy: Path, backups: Backups) -> Path | None:
    """Every way that it can fail is told of the database, and not of the copy."""
    database = backups.database
    if database.exists():
        return _replace(database, copy, backups)
    _set_logs_aside(database, backups.folder / f"uten-database-{database.name}")
    give_name(copy, database)
    sync_folder(database.parent)
    return None


def _replace(database: Path, copy: Path, backups: Backups) -> Path:
    if _is_beyond_sqlite(database):  # which would throw away the log of such a file
        return _put_in_place_of_damaged(database, copy, backups)
    try:
        with closing(connect(database)) as live:
            take_alone(live)
            kept = backups.keep_replaced(live)
            _put_in(copy, live)
            return kept
    except Unusable:
        return _put_in_place_of_damaged(database, copy, backups)
    except Error as error:
        if tells_of_damage(error):
            return _put_in_place_of_damaged(database, copy, backups)
        raise RestoreRefused(_refusal(database, error)) from error


def _is_beyond_sqlite(database: Path) -> bool:
    """Whether it is no database any more; one that is not to be replaced is refused untouched."""
    if is_protected(database):
        raise RestoreRefused(_only_read(database))
    header = read_header(database)
    if header.is_database and not header.is_ours:
        raise RestoreRefused(f"{database} {Foreign()}, og blir ikke erstattet. Velg en annen fil.")
    if header.is_ours and header.version > SCHEMA_VERSION:
        raise RestoreRefused(f"Databasen {database} {Newer()}. Oppdater programmet først.")
    return not header.is_database


def _only_read(database: Path) -> str:
    return f"Databasen {database} kan bare leses; flytt den til en mappe du kan skrive i."


def _refusal(database: Path, error: Error) -> str:
    if "locked" in str(error):
        return f"Databasen {database} er åpen i et annet program; lukk den der, og prøv igjen."
    if refuses_writes(error):
        return _only_read(database)
    return _unchanged(database, why_not(error))


def take_alone(live: Connection) -> None:
    """Lock the file for all others until the connection is closed, with no log beside it.

    Args:
        live: To the file.

    Raises:
        Error: «locked» when another program has it open.
    """
    live.execute("PRAGMA locking_mode=EXCLUSIVE")
    live.execute("PRAGMA journal_mode=DELETE")
    live.execute("PRAGMA synchronous=EXTRA")
    live.execute("BEGIN EXCLUSIVE")
    live.execute("COMMIT")


def _put_in(copy: Path, live: Connection) -> None:
    with closing(connect_unchanging(copy)) as source:
        pour(source, live)
    live.execute("PRAGMA locking_mode=NORMAL")
    live.execute("SELECT 1 FROM sqlite_master").fetchone()  # the lock, and its journal, go here


def _put_in_place_of_damaged(database: Path, copy: Path, backups: Backups) -> Path:
    """A file has the database's name all the while, where a disk can link; its log goes too."""
    kept = backups.set_replaced_aside(database)
    _set_logs_aside(database, kept)
    copy.replace(database)
    sync_folder(database.parent)
    return kept


def _set_logs_aside(database: Path, kept: Path) -> None:
    """A log that lay there would be played over what was restored."""
    for ending in LOGS:
        log = database.with_name(f"{database.name}{ending}")
        if log.exists():
            log.replace(kept.with_name(f"{kept.name}{ending}"))
