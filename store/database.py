"""The driver, and an open file of meetings.

The home screen is read on the plain connection; sqlite-utils, which takes as long to import as a
first paint, wraps that connection when something is first written. `store.opening` makes it.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    import sqlite3  # pysqlite3 is the same module, and has no types of its own

    from store.tables import Tables
else:
    try:
        from pysqlite3 import dbapi2 as sqlite3
    except ImportError:  # no wheel for this platform: pyproject.toml tells which
        import sqlite3

VERSION: tuple[int, ...] = sqlite3.sqlite_version_info
"""The driver's SQLite."""

_ONLY_READ = "mode=ro"
"""Nothing is written in the file, and no empty one is made where there is none."""

BUSY_MILLISECONDS = 2000
"""How long a write waits for another program's write."""

BRIEF_MILLISECONDS = 60
"""How long it waits while somebody looks at the screen, which stands still meanwhile. The caller
keeps the text, and tries again at the next key."""

Clock = Callable[[], datetime]
"""The local time now, with its zone."""

Error = sqlite3.Error
"""What any statement can raise."""

IntegrityError = sqlite3.IntegrityError
"""What a statement raises that would leave a row pointing at nothing."""

Connection = sqlite3.Connection
"""The driver's connection."""

Record = sqlite3.Row
"""A row as the driver gives it, by column name."""


def connect(path: Path) -> Connection:
    """A connection whose transactions are begun and ended by us alone.

    Raises:
        Error: When the file can not be opened.
    """
    return _connect(str(path), uri=False)


def connect_unchanging(path: Path) -> Connection:
    """A connection for reading that needs to write nothing beside the file, as WAL else does.

    Args:
        path: The file, which nobody may be writing in.

    Raises:
        Error: When the file can not be opened.
    """
    return _connect(f"{_address(path)}?{_ONLY_READ}&immutable=1", uri=True)


def connect_only_to_read(path: Path) -> Connection:
    """A connection that leaves the file and its log as they are, while others write in it.

    Args:
        path: The file.

    Raises:
        Error: When the file can not be opened.
    """
    return _connect(f"{_address(path)}?{_ONLY_READ}", uri=True)


def _address(path: Path) -> str:
    there = path.absolute().as_posix()
    # Also a share's path (//server/…) must follow the three slashes of a place without a server.
    return f"file://{'' if there[0] == '/' else '/'}{quote(there)}"


def _connect(name: str, *, uri: bool) -> Connection:
    connection = sqlite3.connect(
        name, isolation_level=None, timeout=BUSY_MILLISECONDS / 1000, uri=uri
    )
    connection.row_factory = sqlite3.Row
    return connection


@contextmanager
def waiting(connection: Connection, milliseconds: int) -> Iterator[Connection]:
    """The connection, while it waits this long for another program's write."""
    (before,) = connection.execute("PRAGMA busy_timeout").fetchone()
    try:
        connection.execute(f"PRAGMA busy_timeout={milliseconds}")
        yield connection
    finally:
        connection.execute(f"PRAGMA busy_timeout={before}")


class FileGone(Error):
    """The open file was moved, deleted or replaced: what is written in it, nobody will find."""


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another that gets its name; None where there is none to tell.

    SQLite looks at the same where there is no WAL. On Windows nobody can take away a file that it
    has open.
    """
    if sys.platform == "win32":
        return None
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def is_locked(error: Error) -> bool:
    """Whether SQLite's error says that another program writes in the file."""
    return "locked" in str(error)


class Archive:
    """An open file of meetings, and what a write needs to know.

    Attributes:
        path: Where the file lies.
        connection: For reading; every write goes through `store.journal` or `store.drafts`.
        clock: The time now.
        new_uid: A new uid at each call.
        who: Whose acts the journal records.
        is_on_screen: Whether somebody looks at a screen that stands still while a write waits.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        clock: Clock,
        new_uid: Callable[[], str],
        who: str,
    ) -> None:
        self.path = path
        self.connection = connection
        self.clock = clock
        self.new_uid = new_uid
        self.who = who
        self.is_on_screen = False
        self.current_action: int | None = None
        self._waited_in_vain = False
        self._opened = _identity(path)
        connection.create_function("current_action", 0, lambda: self.current_action)

    @cached_property
    def tables(self) -> "Tables":
        """The same connection for writing."""
        from store.tables import Tables  # noqa: PLC0415 - half a first paint; see the module

        return Tables(self.connection)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside is the file as it was at one moment, whatever others write."""
        if self.connection.in_transaction:
            yield
            return
        try:
            self.connection.execute("BEGIN")  # inside: what strikes as it returns must end it too
            yield
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")  # nothing was written

    def turn(self) -> AbstractContextManager[Connection]:
        """The connection, for a write that waits as long as there is time for.

        Raises:
            FileGone: When the file is there no more.
        """
        self._refuse_if_gone()
        return self.brief_turn() if self.is_on_screen else nullcontext(self.connection)

    @contextmanager
    def brief_turn(self) -> Iterator[Connection]:
        """The connection, for a write that waits only a moment for another program's.

        After a wait in vain the next ones are only tried, until one is taken: a key can lead to
        several, and the screen stands still for all of them together.

        Raises:
            FileGone: When the file is there no more.
        """
        self._refuse_if_gone()
        with waiting(self.connection, 0 if self._waited_in_vain else BRIEF_MILLISECONDS):
            try:
                yield self.connection
            except Error as error:
                self._waited_in_vain = is_locked(error)
                raise
            self._waited_in_vain = False

    def _refuse_if_gone(self) -> None:
        if self._opened != _identity(self.path):
            raise FileGone

    def end_what_was_left(self) -> None:
        """Take back a transaction that nobody will end; what is written later would be lost in it.

        Only for a moment when nothing can be in the middle of a write: between two keys.
        """
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")
            self.current_action = None

    def close(self) -> None:
        """Close the file; the write-ahead log is emptied into it."""
        self.connection.close()
