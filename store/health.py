"""How the database stands, in words: what it holds, what keeps it, and where it lies."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from store import byte_size, placement
from store.backups import Backup, Backups, count_meetings
from store.copying import Unusable, check
from store.database import Archive, Clock, Error
from store.norwegian_dates import clock as time_shown
from store.norwegian_dates import day_and_date
from store.opening import SCHEMA_VERSION, Refused, open_archive
from store.placement import Place
from store.rows import JOURNALED
from store.searched import is_true

STALE_AFTER = timedelta(days=7)
"""How long what is written may stand in no copy: the program makes one each time it is used."""

LEAST_FREE = 50_000_000
"""Bytes that a meeting, its documents and a copy find room in."""

_TIMES_ITS_SIZE = 3
"""Room for the file to grow, for a copy, and for the copy that is being made."""

_FETCH = "Hent en sikkerhetskopi med «referat gjenopprett FIL»."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        about: What, in a word.
        said: How it stands; where it is wrong, what to do too.
        is_wrong: Whether somebody must do something.
    """

    about: str
    said: str
    is_wrong: bool = False


def examine(database: Path, place: Place, backups: Backups, clock: Clock) -> Iterator[Finding]:
    """Look at everything, also where the database can not be opened.

    An index or a trigger that is missing is made anew: it holds nothing that is not in the rows.

    Args:
        database: The file, which must be there.
        place: Where it lies.
        backups: Its copies.
        clock: The time now.
    """
    try:
        archive = open_archive(
            database, clock=clock, new_uid=str, who="", place=place, only_to_read=True
        )
    except Refused as refusal:
        yield Finding("Databasen", str(refusal), is_wrong=True)
        yield _copies(backups, is_due=False)
    else:
        with closing(archive):
            yield from _inside(archive)
            yield _copies(backups, is_due=_is_due(archive, backups))
    yield _space(database)
    risk = placement.warning(database, place)
    yield Finding("Sted", risk or f"Databasen ligger {place}.", is_wrong=bool(risk))


# What it holds


def _inside(archive: Archive) -> Iterator[Finding]:
    for about, look in (
        ("Databasen", _size),
        ("Innhold", _content),
        ("Journal", _journal),
        ("Søk", _index),
    ):
        try:
            yield look(about, archive)
        except Error:
            yield Finding(about, f"Kan ikke leses; databasen er skadet. {_FETCH}", is_wrong=True)
    yield Finding("Skjema", f"Versjon {SCHEMA_VERSION}, den som programmet bruker.")


def _size(about: str, archive: Archive) -> Finding:
    (meetings,) = archive.connection.execute("SELECT count(*) FROM meeting").fetchone()
    size = byte_size.shown(archive.path.stat().st_size)
    return Finding(about, f"{archive.path.absolute()}, {size}, {_meetings(meetings)}.")


def _content(about: str, archive: Archive) -> Finding:
    (verdict,) = archive.connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        return Finding(about, f"Skadet. {_FETCH}", is_wrong=True)
    astray = len(archive.connection.execute("PRAGMA foreign_key_check").fetchall())
    if astray:
        return Finding(about, f"{astray} linjer hører til noe som er borte. {_FETCH}", True)
    return Finding(about, "Helt; alt er lest gjennom uten feil.")


def _journal(about: str, archive: Archive) -> Finding:
    read = archive.connection.execute
    there = {name for (name,) in read("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    missing = [row.table for row in JOURNALED if not _triggers(row.table) <= there]
    if missing:
        said = f"Førte ikke endringer i {len(missing)} tabeller, så de kan ikke angres; "
        return Finding(about, said + _renewed(archive), is_wrong=True)
    (acts,) = read("SELECT count(*) FROM action").fetchone()
    return Finding(about, f"Fører hver endring; {acts} handlinger så langt.")


def _triggers(table: str) -> set[str]:
    return {f"journal_{table}_{event}" for event in ("insert", "update", "delete")}


def _index(about: str, archive: Archive) -> Finding:
    if not is_true(archive.connection):
        said = "Indeksen stemte ikke med det som er skrevet; "
        return Finding(about, said + _renewed(archive), is_wrong=True)
    return Finding(about, "Indeksen stemmer med det som er skrevet.")


def _renewed(archive: Archive) -> str:
    from store.migrations import migrate  # noqa: PLC0415 - sqlite-utils; only for what is wrong

    try:
        migrate(archive.connection, SCHEMA_VERSION)
    except Error:
        return "skriv «referat sjekk» igjen der databasen kan skrives, så rettes det."
    return "det er rettet nå."


# What keeps it


def _is_due(archive: Archive, backups: Backups) -> bool:
    try:
        return not backups.hold(archive.connection)
    except Error:
        return False  # told of already


def _copies(backups: Backups, *, is_due: bool) -> Finding:
    there = [each for each in backups.all() if not each.is_replaced]
    whole = next((each for each in there if _is_whole(each)), None)
    if whole is None:
        return _no_copy(there, is_due=is_due)
    newest = (
        f"Den nyeste er fra {day_and_date(whole.at.date())} {time_shown(whole.at.time())}, "
        f"med {_meetings(count_meetings(whole) or 0)}: {whole.path}"
    )
    if whole is not there[0]:
        damaged = f"{there[0].path} er skadet; slett den, og skriv «referat kopi». "
        return Finding("Kopier", damaged + newest, is_wrong=True)
    if is_due and backups.now() - whole.at > STALE_AFTER:
        return Finding("Kopier", f"Skriv «referat kopi»; mye er nytt. {newest}", is_wrong=True)
    return Finding("Kopier", f"{len(there)} i alt. {newest}")


def _no_copy(there: list[Backup], *, is_due: bool) -> Finding:
    if there:
        said = f"Alle {len(there)} er skadet. Skriv «referat kopi», og slett dem."
        return Finding("Kopier", said, is_wrong=True)
    if is_due:
        return Finding("Kopier", "Ingen ennå. Skriv «referat kopi».", is_wrong=True)
    return Finding("Kopier", "Ingen. Den første lages når noe er skrevet.")


def _is_whole(backup: Backup) -> bool:
    try:
        check(backup.path)
    except Unusable:
        return False
    return True


# Where it lies


def _space(database: Path) -> Finding:
    try:
        free, size = shutil.disk_usage(database.parent).free, database.stat().st_size
    except OSError:
        return Finding("Plass", "Systemet svarer ikke på hvor mye som er ledig.")
    if free < max(LEAST_FREE, _TIMES_ITS_SIZE * size):
        said = f"Bare {byte_size.shown(free)} ledig der databasen ligger. Rydd plass på disken."
        return Finding("Plass", said, is_wrong=True)
    return Finding("Plass", f"{byte_size.shown(free)} ledig der databasen ligger.")


def _meetings(number: int) -> str:
    return f"{number} møte" if number == 1 else f"{number} møter"
