"""What comes in: `importer`, of packages and of other databases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from store.withheld import EXEMPT
from tui.commands.database import Database, opened
from tui.commands.output import remark, say
from tui.commands.refusal import Refused

if TYPE_CHECKING:
    from store.database import Archive
    from store.merge_report import Report

OnlyTry = Annotated[
    bool, typer.Option("--prøv", help="Fortell bare hva som ville skje; ingenting blir skrevet.")
]


@dataclass(slots=True)
class _Tally:
    """What came of the meetings so far."""

    reports: "list[Report]" = field(default_factory=list)
    refused: int = 0

    def sentence(self) -> str:
        """«Til sammen 5 møter: 2 tatt inn, 1 oppdatert, 1 uendret, 1 avvist; 3 konflikter.»."""
        first = sum(each.first_time for each in self.reports)
        changed = sum(each.is_changed and not each.first_time for each in self.reports)
        counted = (
            (first, "tatt inn"),
            (changed, "oppdatert"),
            (len(self.reports) - first - changed, "uendret"),
            (self.refused, "avvist"),
        )
        parts = ", ".join(f"{count} {word}" for count, word in counted if count)
        clashes = sum(len(each.clashes) for each in self.reports)
        told = f"; {clashes} {'konflikt' if clashes == 1 else 'konflikter'}" if clashes else ""
        return f"Til sammen {len(self.reports) + self.refused} møter: {parts}{told}."


def take_in(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FIL…", help="Møtepakker fra «eksport --format json», eller databaser."
        ),
    ],
    only_try: OnlyTry = False,
    database: Database = None,
) -> None:
    """Take meetings in, each whole or not at all, and say what came of it."""
    tally = _Tally()
    with opened(database) as run:
        for name in _matching(files):
            for outcome in _outcomes(run.workplace.archive, Path(name), only_try=only_try):
                _tell(Path(name), outcome, tally, only_try=only_try)
    if len(tally.reports) + tally.refused > 1:
        say(tally.sentence())
    if only_try:
        say("Dette var en prøve, og ingenting er skrevet.")
    if tally.refused:
        raise typer.Exit(1)


def _matching(names: Sequence[str]) -> Iterator[str]:
    """The files; Windows leaves it to the program to find those that «*.json» stands for."""
    import glob  # noqa: PLC0415 - `--help` answers at once

    for name in names:
        # Path.glob raises at some patterns, and what was typed may be any.
        found = [] if Path(name).exists() else sorted(glob.glob(name))  # noqa: PTH207 - see above
        yield from found or [name]


def _tell(path: Path, outcome: "Report | Refused", tally: _Tally, *, only_try: bool) -> None:
    if isinstance(outcome, Refused):
        tally.refused += 1
        remark(str(outcome))
        return
    tally.reports.append(outcome)
    which = "et nytt møte" if only_try and outcome.first_time else f"møte {outcome.number}"
    title = f" ({EXEMPT})" if outcome.exempt else f", «{outcome.title}»,"
    numbers = ", ".join(outcome.shared_numbers)
    twice = f"; nummer {numbers} er brukt på mer enn én sak, så rett det ene på sakslista"
    became = outcome.sentence(only_try=only_try)
    say(f"{path.name}: {which}{title} {became}{twice if numbers else ''}.")
    for sentence in outcome.clashes:
        say(f"  {sentence}")


def _outcomes(archive: "Archive", path: Path, *, only_try: bool) -> "Iterator[Report | Refused]":
    """What came of each meeting of a file; of the file, where it can not be read at all."""
    from exports.package_check import PackageRefused  # noqa: PLC0415 - `--help` answers at once
    from store.other_file import OtherFileRefused, is_database  # noqa: PLC0415 - as above
    from store.system_errors import reason  # noqa: PLC0415 - as above

    try:
        # To open and close one's own file here would let go of SQLite's locks on it.
        if path.exists() and path.samefile(archive.path):
            yield Refused(f"{path} er databasen selv. Velg en annen fil.")
        elif is_database(path):
            yield from _of_database(archive, path, only_try=only_try)
        else:
            yield _of_package(archive, path, only_try=only_try)
    except OSError as error:
        yield Refused(f"{path} kan ikke leses: {reason(error)}.")
    except PackageRefused as refusal:
        yield Refused(f"{str(refusal).rstrip('.')}.")
    except OtherFileRefused as refusal:
        yield Refused(str(refusal))


def _of_package(archive: "Archive", path: Path, *, only_try: bool) -> "Report":
    from exports.package import LARGEST, import_package  # noqa: PLC0415 - `--help` answers at once

    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    return import_package(archive, content, path.name, only_try=only_try)


def _of_database(archive: "Archive", path: Path, *, only_try: bool) -> "Iterator[Report | Refused]":
    from exports import other_database  # noqa: PLC0415 - `--help` answers at once
    from exports.package_check import PackageRefused  # noqa: PLC0415 - as above
    from store.other_file import copy_of  # noqa: PLC0415 - as above

    with copy_of(path, archive) as copy:
        found = other_database.meetings_in(copy)
        if not found:
            say(f"{path.name}: det er ingen møter i databasen.")
        for number, uid in found:
            try:
                name = f"{path.name}, møte {number}"
                yield other_database.import_meeting(archive, copy, uid, name, only_try=only_try)
            except PackageRefused as refusal:
                yield Refused(f"{str(refusal).rstrip('.')}.")
