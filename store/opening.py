"""Opens the file that everything is kept in, or says why it can not be opened."""

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from store.database import VERSION, Archive, Clock, Connection, Error, connect
from store.new_file import give_name
from store.system_errors import reason

APPLICATION_ID = 0x52464D54
"""«RFMT» in the file's header: tells our files from other programs'."""

SCHEMA_VERSION = 1
"""How many migrations `store/migrations.py` holds; kept in the file's `user_version`."""

FIRST_SAFE_WAL = (3, 51, 3)
"""Earlier releases of SQLite can corrupt a WAL file that two connections reset."""

_HEADER = b"SQLite format 3\x00"


class Refused(Exception):
    """The file can not be used; `str()` is one Norwegian sentence. The file is untouched."""


def open_archive(path: Path, *, clock: Clock, new_uid: Callable[[], str], who: str) -> Archive:
    """Open the file, making it or bringing its schema up to date where needed.

    Raises:
        Refused: When it is not ours, too new, damaged, or can not be reached.
    """
    try:
        if not path.exists():
            _make(path)
        _refuse_foreign(path)
        archive = Archive(path, _connect(path), clock, new_uid, who)
        _bring_up_to_date(archive)
    except OSError as error:
        raise Refused(
            f"Databasen {path} kan ikke åpnes ({reason(error)}). Velg en annen fil med --db."
        ) from error
    except Error as error:
        raise Refused(
            f"Databasen {path} kan ikke leses. Den kan være skadet eller låst; prøv igjen, "
            "eller hent en sikkerhetskopi."
        ) from error
    return archive


def _connect(path: Path) -> Connection:
    connection = connect(path)
    connection.execute(f"PRAGMA synchronous={'FULL' if _wal_is_safe() else 'EXTRA'}")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")
    return connection


def _wal_is_safe() -> bool:
    return VERSION >= FIRST_SAFE_WAL


def _make(path: Path) -> None:
    """Make a whole new file beside its place, and give it its name when it is done."""
    from store.migrations import migrate  # noqa: PLC0415 - sqlite-utils; only for a new file

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".ny")
    os.close(handle)  # mkstemp makes it readable for its owner only, and SQLite's files follow it
    new = Path(name)
    try:
        connection = _connect(new)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        migrate(connection, SCHEMA_VERSION)
        connection.execute(f"PRAGMA journal_mode={'WAL' if _wal_is_safe() else 'DELETE'}")
        connection.close()
        with contextlib.suppress(FileExistsError):  # the file of another window is as good
            give_name(new, path)
    finally:
        new.unlink(missing_ok=True)


def _refuse_foreign(path: Path) -> None:
    if path.is_dir():
        raise Refused(f"{path} er en mappe. Skriv navnet på en fil etter --db.")
    with path.open("rb") as file:
        header = file.read(100)
    if not header:
        raise Refused(f"{path} er tom. Slett den, eller hent en sikkerhetskopi.")
    if not header.startswith(_HEADER) or int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise Refused(f"{path} er ikke en referat-database. Velg en annen fil med --db.")


def _bring_up_to_date(archive: Archive) -> None:
    version = int(archive.connection.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA_VERSION:
        archive.close()
        raise Refused(
            f"{archive.path} er laget av en nyere versjon av referat. Oppdater programmet først."
        )
    if version < SCHEMA_VERSION:
        from store.migrations import migrate  # noqa: PLC0415 - sqlite-utils; only for an old file

        migrate(archive.connection, SCHEMA_VERSION)
