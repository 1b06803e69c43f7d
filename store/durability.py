"""How the file is written, so that what was acknowledged outlives a power cut; and whether it can.

WAL with FULL, or a rollback journal with EXTRA: SQLite's own default loses the last act. WAL
shares memory between programs, which machines on a network do not, and what lies in its log is
missing from a copy of the file.
"""

import contextlib
from pathlib import Path

from store.database import VERSION, Connection, Error, connect, connect_unchanging, waiting
from store.placement import Place

FIRST_SAFE_WAL = (3, 51, 3)
"""Earlier releases of SQLite can corrupt a WAL file that two connections reset."""

_REFUSED_WRITES = ("readonly database", "unable to open database file")
"""What SQLite says of a file that can only be read, or whose journal can not be made."""

_DAMAGE = ("malformed", "not a database", "no such table")
"""What SQLite says of a file whose content is wrong."""

_DISK = ("disk is full", "disk I/O error")
"""What it says where there is no room, or no answer."""


class InUse(Exception):
    """Another program has the file open, and would share its log with us; it must close first."""


def bears_wal(place: Place) -> bool:
    """Whether WAL is safe there, with the driver's SQLite."""
    return place is Place.LOCAL and VERSION >= FIRST_SAFE_WAL


def make_durable(connection: Connection, place: Place) -> None:
    """Choose how the file is written; one that another program holds open keeps its way.

    Args:
        connection: To a file that can be written.
        place: Where the file lies.
    """
    wanted = "wal" if bears_wal(place) else "delete"
    if _journal_mode(connection) != wanted:  # asking for what it is costs a write of its own
        with waiting(connection, 0), contextlib.suppress(Error):
            connection.execute(f"PRAGMA journal_mode={wanted}")
    mode = _journal_mode(connection)
    connection.execute(f"PRAGMA synchronous={'FULL' if mode == 'wal' else 'EXTRA'}")


def leave_wal(path: Path) -> None:
    """Take a file out of WAL without the memory that a network does not share.

    A file that can only be read is left as it is.

    Raises:
        InUse: When another program has it open.
        Error: When it is damaged.
    """
    connection = connect(path)
    try:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("PRAGMA journal_mode=DELETE")
    except Error as error:
        if "locked" in str(error):
            raise InUse from error
        if not refuses_writes(error):
            raise
    finally:
        connection.close()


def _journal_mode(connection: Connection) -> str:
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def is_protected(path: Path) -> bool:
    """Whether the file itself refuses writes; its folder may, or may not.

    Asked before SQLite is: beside a protected WAL file it makes files that are protected too, and
    would stop the user who has taken the protection away.
    """
    try:
        path.open("r+b").close()
    except OSError:
        return True
    return False


def takes_writes(connection: Connection) -> bool:
    """Whether a write would be taken: a file that can only be read opens like any other."""
    try:
        with waiting(connection, 0):
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            connection.execute("BEGIN IMMEDIATE")
            try:
                connection.execute(f"PRAGMA user_version={version}")
            finally:
                connection.execute("ROLLBACK")
    except Error as error:
        return not refuses_writes(error)
    return True


def refuses_writes(error: Error) -> bool:
    """Whether SQLite's error says that the file or its folder can only be read."""
    return any(said in str(error) for said in _REFUSED_WRITES)


def tells_of_damage(error: Error) -> bool:
    """Whether SQLite's error says that what is in the file is wrong."""
    return any(said in str(error) for said in _DAMAGE)


def tells_of_disk(error: Error) -> bool:
    """Whether SQLite's error says that the disk is full, or does not answer.

    On a full disk a file can not even be opened: there is no room for what lies beside it.
    """
    return any(said in str(error) for said in _DISK)


def connect_for_reading(path: Path, *, in_wal: bool) -> Connection:
    """A connection to a file that can not be written.

    WAL wants to write beside the file even to read it. Where no log lies there, nobody has the
    file open, and it can be read without.

    Raises:
        Error: When the file can not be opened.
    """
    log = path.with_name(f"{path.name}-wal")
    if in_wal and not (log.exists() and log.stat().st_size):
        return connect_unchanging(path)
    return connect(path)
