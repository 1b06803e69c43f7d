"""Erasing for good: `slett`."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from store.withheld import HIDDEN
from tui.commands.database import Database, existing, opened
from tui.commands.meetings import as_columns
from tui.commands.numbers import check_number, uid_of
from tui.commands.output import remark, say
from tui.commands.refusal import Refused, refusing

if TYPE_CHECKING:
    from store.erasing.erasure import Erasure, Found, Told
    from tui.composition import Run

_WORD = "slett"
_NOTHING_CHOSEN = (
    "Ingenting er slettet. Skriv numrene på møtene, --person NAVN eller --eldre-enn «5 år»; "
    "se «referat slett --help»."
)
_NO_NAME = "Navnet står ikke i databasen, og den har ingen sikkerhetskopier."
_NO_MEETINGS = "Ingen møter er så gamle."


def _check_numbers(_context: typer.Context, typed: list[str] | None) -> list[str]:
    for each in typed or ():
        check_number(each)
    return typed or []


Numbers = Annotated[
    list[str] | None,
    typer.Argument(metavar="NR…", help="Møtene; se «referat liste».", callback=_check_numbers),
]


def erase(
    numbers: Numbers = None,
    person: Annotated[
        list[str] | None,
        typer.Option("--person", metavar="NAVN", help="Et navn som tas ut overalt; kan gjentas."),
    ] = None,
    older: Annotated[
        str,
        typer.Option("--eldre-enn", metavar="TID", help="Møter eldre enn «5 år» eller en dato."),
    ] = "",
    kind: Annotated[
        str, typer.Option("--type", metavar="TYPE", help="Bare denne møtetypen, med --eldre-enn.")
    ] = "",
    sure: Annotated[bool, typer.Option("--ja", help="Slett uten å spørre.")] = False,
    database: Database = None,
) -> None:
    """Show what would go, ask, and erase it in the database and its copies."""
    from store.backups import Backups  # noqa: PLC0415 - `--help` answers at once
    from store.erasing import everywhere, wording  # noqa: PLC0415 - as above
    from tui.composition import now  # noqa: PLC0415 - as above

    path = existing(database)
    backups = Backups(path, now)
    with opened(path, only_to_read=True) as run:
        erasure = _chosen(run, numbers or [], person or [], older, kind)
        found = erasure.find(run.workplace.archive.connection)
        who, settings = run.workplace.archive.who, run.places.settings
    copies = len(backups.all())
    if found.is_nothing and not (erasure.is_looked_for_in_copies and copies):
        say(f"{_NO_NAME if person else _NO_MEETINGS} Ingenting er slettet.")
        return
    for line in _shown(erasure, found, copies):
        say(line)
    _ask(sure)
    with refusing(everywhere.EraseRefused), _bar(copies + 1) as told:
        erased = everywhere.erase(erasure, backups, who, told)
    say(wording.what_went(erased))
    _tell_of_settings(settings, erasure)


def _chosen(
    run: "Run", numbers: Sequence[str], names: Sequence[str], older: str, kind: str
) -> "Erasure":
    from store.erasing.person import NameRefused, Person  # noqa: PLC0415 - `--help` is quick
    from store.erasing.whole_meetings import WholeMeetings  # noqa: PLC0415 - as above
    from store.text import clean  # noqa: PLC0415 - as above

    if sum(map(bool, (numbers, names, older))) > 1:
        raise Refused("Velg én ting om gangen: møter etter nummer, --person eller --eldre-enn.")
    if kind and not older:
        raise Refused("--type gjelder bare sammen med --eldre-enn.")
    if names:
        with refusing(NameRefused):
            return Person(tuple(clean(name) for name in names))
    if older:
        return WholeMeetings(_older(run, older, kind))
    if numbers:
        archive = run.workplace.archive
        return WholeMeetings(tuple(dict.fromkeys(uid_of(archive, each) for each in numbers)))
    return WholeMeetings(_proposed(run))


def _older(run: "Run", older: str, kind: str) -> Sequence[str]:
    from store.erasing.whole_meetings import held_before  # noqa: PLC0415 - `--help` is quick
    from store.norwegian_dates import DateRefused  # noqa: PLC0415 - as above
    from store.retention import first_day_kept  # noqa: PLC0415 - as above

    workplace = run.workplace
    with refusing(DateRefused):
        day = first_day_kept(older, workplace.today)
    return held_before(workplace.archive.connection, day, [kind] if kind else None)


def _proposed(run: "Run") -> Sequence[str]:
    """What the settings propose; without them somebody must choose."""
    from store.retention import older_than_kept  # noqa: PLC0415 - `--help` is quick

    workplace = run.workplace
    if not workplace.settings.retention:
        raise Refused(_NOTHING_CHOSEN)
    kept = workplace.settings.retention
    return older_than_kept(workplace.archive.connection, kept, workplace.today)


def _shown(erasure: "Erasure", found: "Found", copies: int) -> Iterator[str]:
    from store.erasing import wording  # noqa: PLC0415 - `--help` answers at once
    from store.norwegian_dates import numeric  # noqa: PLC0415 - as above

    rows: list[tuple[str, ...]] = [
        (
            str(each.number),
            numeric(each.date),
            each.status,
            each.kind,
            HIDDEN if each.exempt else each.title,
            erasure.amount(each),
        )
        for each in found.meetings
    ]
    yield from as_columns(rows)
    yield from wording.what_goes(erasure, found, copies)


def _ask(sure: bool) -> None:
    """Go on only where somebody has said so.

    Raises:
        Refused: Nobody has.
    """
    if sure:
        return
    if not sys.stdin.isatty():
        raise Refused("Ingenting er slettet. Skriv --ja for å slette uten å bli spurt.")
    answer = typer.prompt(f"Skriv {_WORD} for å slette", default="", show_default=False)
    if answer.strip().lower() != _WORD:
        raise Refused("Ingenting er slettet.")


@contextmanager
def _bar(files: int) -> Iterator["Told"]:
    """A progress bar where somebody looks; it is told how many files are done."""
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    with typer.progressbar(length=files, label="Sletter", file=sys.stderr) as bar:
        yield lambda done, _of: bar.update(done - bar.pos)


def _tell_of_settings(settings: Path, erasure: "Erasure") -> None:
    if not settings.is_file():
        return
    text = settings.read_text("utf-8", errors="replace")
    if erasure.without(text) != text:
        remark(f"Navnet står også i innstillingene i {settings}. Ta det ut der.")
