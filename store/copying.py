"""Makes whole copies of a database, also while it is written in, and knows whether a file is one.

SQLite copies itself: what was last written may lie in its log, where a plain copy of the file
does not find it. A copy gets its name when it has been checked and is on the disk.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from store.database import Connection, Error, connect, connect_unchanging
from store.durability import leave_wal, refuses_writes, tells_of_damage
from store.file_header import APPLICATION_ID
from store.new_file import give_name, sync_file, sync_folder
from store.opening import SCHEMA_VERSION
from store.system_errors import reason

TEMPORARY_PREFIX, TEMPORARY_SUFFIX = ".kopi-", ".ny"
"""What a copy is called until it is whole."""

_EVERYTHING = -1
"""All pages in one step: a copy in several begins anew each time the file is written in."""


class Unusable(Exception):
    """A file is no whole database of ours; `str()` is the end of a Norwegian sentence."""


class Damaged(Unusable):
    """It was ours."""

    def __init__(self) -> None:
        super().__init__("er skadet")


class Foreign(Unusable):
    """It is something else."""

    def __init__(self) -> None:
        super().__init__("er ikke en referat-database")


class Newer(Unusable):
    """A newer release wrote it."""

    def __init__(self) -> None:
        super().__init__("er laget av en nyere versjon av referat")


class CopyRefused(Exception):
    """No copy was written; `str()` is one Norwegian sentence."""


@contextmanager
def whole_copy(source: Connection, folder: Path) -> Iterator[Path]:
    """A checked copy, for the block to give a name; under the temporary one it is gone after it.

    Args:
        source: A connection to what is copied, in no transaction.
        folder: Where the copy is made.

    Raises:
        Unusable: When what was copied is not whole.
        Error: When it can not be read, or the disk is full.
        OSError: When the folder can not be written in.
    """
    handle, name = tempfile.mkstemp(TEMPORARY_SUFFIX, TEMPORARY_PREFIX, folder)
    os.close(handle)  # mkstemp makes it readable for its owner only, and SQLite's files follow it
    temporary = Path(name)
    try:
        with closing(connect(temporary)) as target:
            target.execute("PRAGMA journal_mode=OFF")  # half a copy is thrown away
            target.execute("PRAGMA synchronous=OFF")
            pour(source, target)
        leave_wal(temporary)  # so that it is one file, and can be read where nothing can be written
        check(temporary)
        sync_file(temporary)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def write_copy(source: Connection, file: Path) -> None:
    """Write a checked copy where the user wants it; nothing that is there is written over.

    Args:
        source: A connection to what is copied, in no transaction.
        file: What the copy is to be called.

    Raises:
        CopyRefused: When it can not be.
    """
    try:
        _refuse_taken(file)
        with whole_copy(source, file.parent) as copy:
            give_name(copy, file)
        sync_folder(file.parent)
    except (Unusable, Error, OSError) as error:
        raise CopyRefused(f"{file} ble ikke skrevet: {why_not(error)}.") from error


def _refuse_taken(file: Path) -> None:
    if file.is_dir():
        raise CopyRefused(f"{file} er en mappe. Skriv navnet på en fil etter --til.")
    if os.path.lexists(file):
        raise CopyRefused(f"{file} finnes fra før og er ikke endret. Velg et annet navn.")
    if not file.parent.is_dir():
        raise CopyRefused(f"Mappen {file.parent} finnes ikke. Lag den først, eller velg en annen.")


def pour(source: Connection, target: Connection) -> None:
    """Let everything in one database take the place of everything in another, or nothing.

    Args:
        source: In no transaction. What others write meanwhile is not in the copy.
        target: In no transaction either.

    Raises:
        Error: When one can not be read, or the other not written.
    """
    try:
        source.execute("BEGIN")
        # Reading begins here, within the usual wait: `backup` would wait for a lock for ever.
        source.execute("SELECT 1 FROM sqlite_master").fetchone()
        source.backup(target, pages=_EVERYTHING)
    finally:
        if source.in_transaction:
            source.execute("ROLLBACK")


def check(path: Path) -> None:
    """Read all of a file that nobody writes in.

    Args:
        path: A database that is not in WAL.

    Raises:
        Unusable: When it is not a whole database of ours.
    """
    try:
        with closing(connect_unchanging(path)) as connection:
            refuse_unsound(connection)
    except Error as error:
        raise Damaged from error


def refuse_unsound(connection: Connection) -> None:
    """Read all of a database, by SQLite's own check and by what every file of ours has.

    Raises:
        Unusable: When it is not a whole database of ours.
        Error: When it can not be read.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise Foreign
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise Newer
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise Damaged
    connection.execute("SELECT 1 FROM meeting").fetchone()


def why_not(error: Unusable | Error | OSError) -> str:
    """Say why a copy could not be made, as the end of a sentence: «…: disken er full».

    Args:
        error: What stopped it.
    """
    if isinstance(error, OSError):
        return reason(error)
    if isinstance(error, Unusable):
        return f"databasen {error}"
    if "disk is full" in str(error):
        return "disken er full"
    if "locked" in str(error):
        return "et annet program skriver i databasen"
    if refuses_writes(error):
        return "mappen kan ikke skrives i"
    if tells_of_damage(error):
        return f"databasen {Damaged()}"
    return "disken er full eller svarer ikke"
