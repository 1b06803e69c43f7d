"""Erases in the database and in all its copies.

The copies come first, so that whoever is stopped in the middle still finds what is to be erased,
and begins again. Each file is rewritten whole: what was deleted leaves no bytes in it. What the
disk itself keeps of files that were replaced is for its encryption to guard.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from store.backups import Backup, Backups
from store.copying import (
    TEMPORARY_PREFIX,
    Damaged,
    Unusable,
    check,
    whole_copy,
    why_not,
)
from store.database import Connection, Error, connect, connect_unchanging
from store.durability import is_protected, leave_wal, tells_of_damage
from store.erasing.erasure import Erased, Erasure, Told
from store.file_header import read_header
from store.migrations import unrecorded
from store.new_file import sync_file, sync_folder
from store.restoring import LOGS, take_alone


class EraseRefused(Exception):
    """It is not erased, or not everywhere; `str()` is one Norwegian sentence."""


def erase(
    erasure: Erasure, backups: Backups, who: str, told: Told = lambda _done, _of: None
) -> Erased:
    """Erase it in the database and in every copy of it.

    Args:
        erasure: What.
        backups: Of the database, which nobody may have open; in this program too.
        who: Whose act the database remembers it as.
        told: How far it has come.

    Raises:
        EraseRefused: When the database is in use, or a file can not be written. What was done
            until then is done; the same can be asked for again.
    """
    done, database = Erased(), backups.database
    if is_protected(database):
        raise EraseRefused(f"Databasen {database} kan bare leses, og ingenting er slettet.")
    with backups.turn, _refusing(database), closing(connect(database)) as live:
        take_alone(live)
        _remove_leavings(backups)
        copies = backups.all()
        for number, copy in enumerate(copies):
            told(number, len(copies) + 1)
            _erase_in_copy(erasure, copy, backups, done)
        told(len(copies), len(copies) + 1)
        done.in_database = bool(_erase_in(erasure, live))
        if done.in_database or done.copies:
            _remember(live, erasure, who, backups)
        told(len(copies) + 1, len(copies) + 1)
    return done


@contextmanager
def _refusing(database: Path) -> Iterator[None]:
    try:
        yield
    except (Unusable, Error, OSError) as error:
        if isinstance(error, Error) and "locked" in str(error):
            why = f"Databasen {database} er åpen i et annet program; lukk den der, og prøv igjen."
        else:
            why = (
                f"Slettingen ble ikke fullført: {why_not(error)}. Prøv igjen; det som gjenstår, "
                "blir slettet da."
            )
        raise EraseRefused(why) from error


def _remove_leavings(backups: Backups) -> None:
    """Copies that a program left half made, and logs of files that were too damaged to copy."""
    for left in backups.folder.glob("*"):
        if left.name.startswith(TEMPORARY_PREFIX) or left.name.endswith(LOGS):
            left.unlink()


def _erase_in_copy(erasure: Erasure, copy: Backup, backups: Backups, done: Erased) -> None:
    try:
        if _rewrite(erasure, copy.path):
            done.copies += 1
    except Damaged:
        copy.path.unlink()
        done.removed += 1
    except Unusable as unusable:
        raise EraseRefused(
            f"Kopien {copy.path} {unusable}; flytt den ut av mappen, og prøv igjen."
        ) from unusable
    sync_folder(backups.folder)


def _rewrite(erasure: Erasure, path: Path) -> bool:
    """Let the same copy without what is erased take a copy's name, where something is.

    Raises:
        Unusable: When the copy is not whole.
    """
    if not read_header(path).is_database:
        raise Damaged
    with (
        _telling_of_damage(),
        closing(connect_unchanging(path)) as source,
        whole_copy(source, path.parent) as new,
    ):
        with closing(connect(new)) as connection:
            taken = _erase_in(erasure, connection)
        if taken:
            leave_wal(new)
            check(new)
            sync_file(new)
            new.replace(path)
        return bool(taken)


@contextmanager
def _telling_of_damage() -> Iterator[None]:
    try:
        yield
    except Error as error:
        if tells_of_damage(error):
            raise Damaged from error
        raise


def _erase_in(erasure: Erasure, connection: Connection) -> int:
    """Take it out of one file, and rewrite the file without what was deleted."""
    connection.execute("PRAGMA secure_delete=ON")
    with unrecorded(connection) as tables:
        taken = erasure.take_out(tables)
    if taken:
        connection.execute("VACUUM")
    return taken


def _remember(live: Connection, erasure: Erasure, who: str, backups: Backups) -> None:
    """That something was erased, by whom and when; nothing of what."""
    live.execute(
        "INSERT INTO action (meeting, who, at, label, kind) VALUES (NULL, ?, ?, ?, 'step')",
        (erasure.without(who), backups.now().isoformat(timespec="seconds"), erasure.label),
    )
