"""What leaves: `eksport`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tui.commands.asked_for import asked_for, reader
from tui.commands.database import Database, opened
from tui.commands.many_files import write_files
from tui.commands.numbers import check_number, uid_of
from tui.commands.output import remark
from tui.commands.refusal import Refused, refusing

if TYPE_CHECKING:
    from store.database import Archive


FormatNames = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="FORMAT,…",
        help="docx, pdf, eml (e-postutkast), md, json, csv (oppgaver), risiko (csv), xlsx eller "
        "ics, eller flere.",
    ),
]
TemplateFile = Annotated[
    Path | None,
    typer.Option("--mal", metavar="FIL", help="Kommunens egen Word-mal; ellers innstillingenes."),
]
PaperName = Annotated[
    str,
    typer.Option(
        "--dokument",
        metavar="DOKUMENT",
        help="referat, innkalling, handlingsplan, serieplan (handlingsplan for hele møteserien), "
        "saksutskrift eller underskrifter.",
    ),
]
ItemNumber = Annotated[
    str,
    typer.Option(
        "--sak", metavar="NR", help="Bare denne saken, som 34/26; med --dokument saksutskrift."
    ),
]


def export(
    numbers: Annotated[
        list[str] | None, typer.Argument(metavar="NR…", help="Møtenes numre.")
    ] = None,
    all_meetings: Annotated[bool, typer.Option("--alle", help="Alle møtene i databasen.")] = False,
    folder: Annotated[
        Path | None,
        typer.Option("--til", metavar="MAPPE", help="Hvor filene skal; ellers i dokumentene dine."),
    ] = None,
    formats: FormatNames = "docx",
    paper: PaperName = "referat",
    item: ItemNumber = "",
    template: TemplateFile = None,
    public: Annotated[
        bool, typer.Option("--offentlig", help="Utgaven uten det som er unntatt offentlighet.")
    ] = False,
    database: Database = None,
) -> None:
    """Write the documents of one or more meetings and print each path."""
    from exports.files import FileRefused, refuse_impossible_folder  # noqa: PLC0415 - `--help` answers at once
    from exports.writing import refuse_unsuited  # noqa: PLC0415 - as above

    if bool(numbers) == all_meetings:
        raise typer.BadParameter("Skriv enten møtenes numre eller --alle.")
    for number in numbers or ():
        check_number(number)
    names, wanted = _formats(formats), _paper(paper)
    with opened(database, only_to_read=True) as run:
        uids = _chosen(run.workplace.archive, numbers or [])
        asked = asked_for(run.workplace.archive, uids, wanted, item, every=all_meetings)
        target = folder or usual_folder(run.workplace.documents)
        with refusing(FileRefused):
            refuse_impossible_folder(target)
            for name in names:
                refuse_unsuited(wanted, name)
        order_of = reader(run.workplace, template, public=public)
        write_files(asked, order_of, target, names)


def _formats(typed: str) -> list[str]:
    from exports import FORMATS  # noqa: PLC0415 - `--help` answers at once

    names = list(dict.fromkeys(name.strip().lower() for name in typed.split(",")))
    for name in names:
        if name not in FORMATS:
            raise Refused(f"Formatet «{name[:80]}» finnes ikke. Velg blant {', '.join(FORMATS)}.")
    return names


def _paper(typed: str) -> str:
    from exports.papers import PAPERS  # noqa: PLC0415 - `--help` answers at once

    name = typed.strip().lower()
    if name not in PAPERS:
        raise Refused(f"Dokumentet «{name[:80]}» finnes ikke. Velg blant {', '.join(PAPERS)}.")
    return name


def _chosen(archive: "Archive", numbers: Sequence[str]) -> list[str]:
    """The meetings' uids: all before anything is written, and each one once."""
    from store import meetings  # noqa: PLC0415 - `--help` answers at once

    if numbers:
        return list(dict.fromkeys(uid_of(archive, number) for number in numbers))
    every = meetings.recent(archive, limit=sys.maxsize)
    if not every:
        remark("Ingen møter å eksportere.")
    return [line.uid for line in sorted(every, key=lambda line: line.number)]


def usual_folder(folder: Path) -> Path:
    """The user's folder for documents, made where it is missing.

    Raises:
        Refused: When it can not be made.
    """
    from store.system_errors import reason  # noqa: PLC0415 - `--help` answers at once

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"Mappen {folder} kan ikke lages: {reason(error)}.") from error
    return folder
