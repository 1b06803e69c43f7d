"""The backups of a database: made by themselves when something changed, checked, and rotated.

They lie in a folder beside the database, so that they follow it when it is opened with `--db`,
and so that two databases never share them. What stands in the name is when it was made.
"""

import errno
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from store import meetings
from store.copying import TEMPORARY_PREFIX, TEMPORARY_SUFFIX, Unusable, whole_copy, why_not
from store.database import Archive, Clock, Connection, Error, connect, connect_unchanging
from store.meetings import MeetingLine
from store.new_file import give_name, sync_folder

LAST = 10
"""How many of the newest are kept, however close they stand."""

DAYS = 30
"""How many days are kept, by the newest copy of each."""

MONTHS = 24
"""How many months are kept, by the newest copy of each. What is found missing is found by the time
the meeting is held again, a year later; older copies would only keep what was to be deleted."""

_REPLACED = "erstattet-"
_NAME = re.compile(rf"({_REPLACED})?(\d{{4}}-\d\d-\d\d-\d{{6}})(?:-(\d+))?\.db")
_STAMP = "%Y-%m-%d-%H%M%S"
_SECONDS_UNTIL_ABANDONED = 3600
"""No copy takes so long: what has its temporary name then was left by a program that was killed."""


class BackupFailed(Exception):
    """No backup was made; `str()` is one Norwegian sentence. The database is as it was."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy.

    Attributes:
        path: The file.
        at: When it was made, by the local clock.
        number: Tells those of one second apart; 1 is the first.
        size: Bytes.
        is_replaced: Whether it is what a restored copy took the place of. Such a one is never
            rotated away.
    """

    path: Path
    at: datetime
    number: int
    size: int
    is_replaced: bool = False


class Backups:
    """The copies of one database.

    Args:
        database: The file, which need not be there.
        clock: The time now.

    Attributes:
        database: The file.
        folder: Where the copies lie.
        turn: Held by whoever makes a copy or puts one back: a copy that is being made would look
            like another program that has the file open.
    """

    def __init__(self, database: Path, clock: Clock) -> None:
        self.database = Path(os.path.realpath(database))
        self.folder = self.database.with_name(f"{self.database.name}-sikkerhetskopier")
        self._clock = clock
        self.turn = threading.RLock()

    def all(self) -> tuple[Backup, ...]:
        """Every copy that lies there, the newest first; none where the folder can not be read."""
        try:
            found = [_backup(path) for path in self.folder.iterdir()]
        except OSError:
            return ()
        there = [each for each in found if each is not None]
        return tuple(sorted(there, key=lambda each: (each.at, each.number), reverse=True))

    def make(self, source: Connection | None = None) -> Backup:
        """Make a copy of the database as it is now, and take away those that are too many.

        Args:
            source: The connection to read through; None for one of its own, in any thread.

        Raises:
            BackupFailed: When it could not be made.
        """
        with self._failing():
            if source is not None:
                return self._make(source)
            with closing(self._connect()) as own:
                return self._make(own)

    def make_if_changed(self) -> Backup | None:
        """Make a copy unless one holds the same already, or there is nothing to keep.

        Raises:
            BackupFailed: When it could not be made.
        """
        with self._failing(), closing(self._connect()) as source:
            return None if self.hold(source) else self._make(source)

    def hold(self, source: Connection) -> bool:
        """Whether a copy holds all that the database does, or there is nothing to keep.

        Args:
            source: A connection to the database.

        Raises:
            Error: When it can not be read.
        """
        now = _state(source)
        return now == _NOTHING or any(_state_of(each) == now for each in self.all())

    def now(self) -> datetime:
        """The time by the local clock, as it is told of copies."""
        return self._clock().replace(tzinfo=None)

    def keep_replaced(self, source: Connection) -> Path:
        """Make a copy of what a restored one is about to take the place of.

        Args:
            source: A connection to it.

        Raises:
            store.copying.Unusable: When it is not whole.
            Error: When it can not be read, or the disk is full.
            OSError: When the folder can not be written in.
        """
        self.lay_folder()
        with whole_copy(source, self.folder) as copy:
            return self._give_name(copy, _REPLACED)

    def set_replaced_aside(self, file: Path) -> Path:
        """Give a file that is too damaged to be copied a name among those that were replaced.

        It may go on under its own name too. Returns the new name.

        Raises:
            OSError: When the folder can not be written in.
        """
        self.lay_folder()
        return self._give_name(file, _REPLACED)

    def lay_folder(self) -> None:
        """Make the folder where it is missing, for its owner only where the disk knows owners.

        Raises:
            OSError: When it can not be made.
        """
        self.database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        if sys.platform != "win32":
            with suppress(OSError):  # a memory stick refuses it
                self.folder.chmod(0o700)
        for left in self.folder.glob(f"{TEMPORARY_PREFIX}*{TEMPORARY_SUFFIX}*"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > _SECONDS_UNTIL_ABANDONED:
                    left.unlink()

    def _connect(self) -> Connection:
        if not self.database.exists():  # or an empty one would be made
            raise FileNotFoundError(errno.ENOENT, "no database", str(self.database))
        return connect(self.database)

    def _make(self, source: Connection) -> Backup:
        self.lay_folder()
        with whole_copy(source, self.folder) as copy:
            made = _backup(self._give_name(copy))
        assert made is not None  # it was just given such a name
        self._rotate(made)
        return made

    def _give_name(self, file: Path, prefix: str = "") -> Path:
        """Name it by the time; another window's copy of the same second keeps its own."""
        stamp = f"{prefix}{self._clock():{_STAMP}}"
        for number in count(1):
            name = self.folder / (f"{stamp}.db" if number == 1 else f"{stamp}-{number}.db")
            with suppress(FileExistsError):
                give_name(file, name)
                break
        sync_folder(self.folder)
        return name

    def _rotate(self, made: Backup) -> None:
        own = [each for each in self.all() if not each.is_replaced]
        for each in set(own) - kept(own) - {made}:  # a clock set back makes it the oldest
            with suppress(OSError):  # the next one tries again
                each.path.unlink()

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            with self.turn:
                yield
        except (Unusable, Error, OSError) as error:
            raise BackupFailed(
                f"Sikkerhetskopien ble ikke laget i {self.folder}: {why_not(error)}. "
                "«referat sjekk» viser hvordan det står til."
            ) from error


def kept(backups: Sequence[Backup]) -> set[Backup]:
    """Those that are kept: the last ones, and the newest of each day and of each month.

    Days and months without a copy do not count, so that neither a long leave nor a clock that
    once stood wrong empties the folder.

    Args:
        backups: The newest first.
    """
    daily = _first_of_each(backups, lambda each: each.at.date())
    monthly = _first_of_each(backups, lambda each: (each.at.year, each.at.month))
    return {*backups[:LAST], *daily[:DAYS], *monthly[:MONTHS]}


def count_meetings(backup: Backup) -> int | None:
    """How many meetings a copy holds; None where it can not be read."""
    try:
        with opened(backup) as archive:
            (number,) = archive.connection.execute("SELECT count(*) FROM meeting").fetchone()
    except Error:
        return None
    return int(number)


def meetings_in(backup: Backup, limit: int) -> tuple[MeetingLine, ...] | None:
    """The newest meetings of a copy, as a list shows them; None where it can not be read."""
    try:
        with opened(backup) as archive:
            return meetings.recent(archive, limit)[:limit]
    except Error:
        return None


@contextmanager
def opened(backup: Backup) -> Iterator[Archive]:
    """A copy, to read in.

    Raises:
        Error: When it can not be read.
    """
    with closing(connect_unchanging(backup.path)) as connection:
        yield Archive(backup.path, connection, lambda: backup.at, str, "")


def _backup(path: Path) -> Backup | None:
    """What lies under a name; None where it is no copy of ours, or is gone."""
    name = _NAME.fullmatch(path.name)
    if name is None:
        return None
    try:
        at, size = datetime.strptime(name[2], _STAMP), path.stat().st_size  # noqa: DTZ007 - local, as it is shown
    except (ValueError, OSError):
        return None
    return Backup(path, at, int(name[3] or 1), size, is_replaced=bool(name[1]))


_State = tuple[Any, ...]

_NOTHING: _State = (None, ())


def _state(connection: Connection) -> _State:
    """What tells whether anything was written since: the newest act, and what is half written.

    The act's own words are in it too, for numbers are used again where an old copy was restored.
    """
    act = connection.execute(
        "SELECT action.*, (SELECT max(id) FROM change) FROM action ORDER BY id DESC LIMIT 1"
    ).fetchone()
    drafts = connection.execute("SELECT meeting, place, text FROM draft ORDER BY 1, 2").fetchall()
    return tuple(act) if act else None, tuple(map(tuple, drafts))


def _state_of(backup: Backup) -> _State | None:
    try:
        with opened(backup) as archive:
            return _state(archive.connection)
    except Error:
        return None


def _first_of_each(backups: Iterable[Backup], key: Callable[[Backup], Hashable]) -> list[Backup]:
    first: dict[Hashable, Backup] = {}
    for each in backups:
        first.setdefault(key(each), each)
    return list(first.values())
