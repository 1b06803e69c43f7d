"""The extract for the tertial report: `tertialrapport`."""

from pathlib import Path
from typing import Annotated

import typer

from tui.commands.database import Database, opened
from tui.commands.documents import usual_folder
from tui.commands.output import say
from tui.commands.refusal import Refused, refusing

_SUFFIXES = (".docx", ".md")


def tertial_report(
    period: Annotated[
        str, typer.Option("--periode", metavar="TEKST", help="Perioden: «2. tertial».")
    ],
    year: Annotated[
        int,
        typer.Option(
            "--år", "--aar", metavar="ÅR", min=1900, max=2199, help="Året samtalene ble holdt."
        ),
    ],
    unit: Annotated[
        str, typer.Option("--enhet", metavar="TEKST", help="Bare samtalene i denne enheten.")
    ] = "",
    target: Annotated[
        Path | None,
        typer.Option(
            "--til", metavar="FIL", help="Fila, .docx eller .md; ellers i dokumentene dine."
        ),
    ] = None,
    database: Database = None,
) -> None:
    """Write what the talks of a period have marked for the report, and print the path."""
    from exports.files import FileRefused  # noqa: PLC0415 - `--help` answers at once
    from exports.report import (  # noqa: PLC0415 - as above
        NothingToReport,
        Period,
        report,
        usual_place,
        write_report,
    )

    if target is not None and target.suffix.lower() not in _SUFFIXES:
        raise Refused(f"«{target.name}» må slutte på .docx eller .md.")
    with opened(database) as run, refusing(NothingToReport), refusing(FileRefused):
        workplace = run.workplace
        wanted = Period(period.strip(), year, unit.strip())
        document = report(workplace.archive, wanted, workplace.settings.municipality)
        path = target or usual_place(usual_folder(workplace.documents), wanted)
        say(str(write_report(document, path)))
