"""Opens the file that everything is kept in, or says why it can not be opened."""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from store.database import Archive, Clock, Connection, Error, connect, is_locked
from store.durability import (
    InUse,
    bears_wal,
    connect_for_reading,
    is_protected,
    leave_wal,
    make_durable,
    takes_writes,
    tells_of_damage,
    tells_of_disk,
)
from store.file_header import APPLICATION_ID, Header, read_header
from store.new_file import give_name
from store.placement import Place
from store.system_errors import reason

SCHEMA_VERSION = 1
"""How many migrations `store/migrations.py` holds; kept in the file's `user_version`."""


_FETCH_COPY = (
    "«referat sjekk» viser sikkerhetskopiene, og «referat gjenopprett FIL» henter en av dem."
)


class Refused(Exception):
    """The file can not be used; `str()` is one Norwegian sentence. The file is untouched."""


def open_archive(
    path: Path,
    *,
    clock: Clock,
    new_uid: Callable[[], str],
    who: str,
    place: Place = Place.LOCAL,
    only_to_read: bool = False,
) -> Archive:
    """Open the file, making it or bringing its schema up to date where needed.

    Args:
        path: The file.
        clock: The time now.
        new_uid: A new uid at each call.
        who: Whose acts the journal records.
        place: Where the file lies, which decides how it is written.
        only_to_read: Whether a file that can not be written will do.

    Raises:
        Refused: When it is not ours, too new, damaged, only to be read, or can not be reached.
    """
    try:
        if not path.exists():
            _make(path, place)
        archive = Archive(path, _connect(path, place, only_to_read), clock, new_uid, who)
    except OSError as error:
        raise Refused(
            f"Databasen {path} kan ikke åpnes ({reason(error)}). Velg en annen fil med --db."
        ) from error
    except Error as error:
        raise Refused(why_unread(path, error)) from error
    return archive


def why_unread(path: Path, error: Error) -> str:
    """Why SQLite could not read the file, and what to do: one Norwegian sentence or two."""
    if tells_of_disk(error):
        return (
            f"Databasen {path} kan ikke åpnes: disken er full eller svarer ikke. "
            "Rydd plass, og prøv igjen."
        )
    if is_locked(error):
        return f"Databasen {path} er låst av et annet program; lukk det, og prøv igjen."
    why = " og er skadet" if tells_of_damage(error) else "; prøv igjen"
    return f"Databasen {path} kan ikke leses{why}. {_FETCH_COPY}"


def _connect(path: Path, place: Place, only_to_read: bool) -> Connection:
    in_wal = _header(path).in_wal
    connection = _to_write(path, place, in_wal)
    if connection is None and only_to_read:
        connection = _to_read(path, in_wal)
    if connection is None:
        raise Refused(
            f"Databasen {path} kan bare leses; flytt den til en mappe du kan skrive i, eller "
            "bruk «referat liste», «vis» og «eksport», som ikke endrer den."
        )
    return connection


def _to_write(path: Path, place: Place, in_wal: bool) -> Connection | None:
    """A connection to a file of this version's schema; None where it can only be read."""
    if is_protected(path):
        return None
    if in_wal and not bears_wal(place):
        _take_out_of_wal(path)
    connection = connect(path)
    with _closed_if_refused(connection):
        writable = takes_writes(connection)
        if writable:
            _prepare(connection, place)
            _bring_up_to_date(connection, path)
    if writable:
        return connection
    connection.close()
    return None


def _to_read(path: Path, in_wal: bool) -> Connection:
    connection = connect_for_reading(path, in_wal=in_wal)
    with _closed_if_refused(connection):
        if _version(connection, path) < SCHEMA_VERSION:
            raise Refused(
                f"Databasen {path} kan bare leses, og er for gammel til å vises uendret; "
                "flytt den til en mappe du kan skrive i."
            )
    return connection


@contextlib.contextmanager
def _closed_if_refused(connection: Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _take_out_of_wal(path: Path) -> None:
    try:
        leave_wal(path)
    except InUse as error:
        raise Refused(
            f"Databasen {path} er åpen i et annet program; lukk den der, og prøv igjen."
        ) from error


def _prepare(connection: Connection, place: Place) -> None:
    make_durable(connection, place)
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")


def _make(path: Path, place: Place) -> None:
    """Make a whole new file beside its place, and give it its name when it is done."""
    from store.migrations import migrate  # noqa: PLC0415 - sqlite-utils; only for a new file

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".ny")
    os.close(handle)  # mkstemp makes it readable for its owner only, and SQLite's files follow it
    new = Path(name)
    try:
        connection = connect(new)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        _prepare(connection, place)
        migrate(connection, SCHEMA_VERSION)
        connection.close()
        with contextlib.suppress(FileExistsError):  # the file of another window is as good
            give_name(new, path)
    finally:
        new.unlink(missing_ok=True)


def _header(path: Path) -> Header:
    """The file's first bytes, read; a file that is not ours is refused."""
    if path.is_dir():
        raise Refused(f"{path} er en mappe. Skriv navnet på en fil etter --db.")
    if not path.is_file():  # to read from a pipe would wait for ever
        raise Refused(f"{path} er ikke en vanlig fil. Velg en annen fil med --db.")
    header = read_header(path)
    if header.is_empty:
        raise Refused(f"{path} er tom. {_FETCH_COPY}")
    if not header.is_ours:
        raise Refused(f"{path} er ikke en referat-database. Velg en annen fil med --db.")
    return header


def _bring_up_to_date(connection: Connection, path: Path) -> None:
    if _version(connection, path) < SCHEMA_VERSION:
        from store.migrations import migrate  # noqa: PLC0415 - sqlite-utils; only for an old file

        migrate(connection, SCHEMA_VERSION)


def _version(connection: Connection, path: Path) -> int:
    """The version of the file's schema; a newer program's is refused."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA_VERSION:
        raise Refused(f"{path} er laget av en nyere versjon av referat. Oppdater programmet først.")
    return version
