"""Opens the app from the command line: `referat --db FIL`, and `demo`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from tui.commands.database import Database, DatabaseBefore
from tui.commands.output import say
from tui.commands.refusal import Refused, refusing


def open_without_command(context: typer.Context, database: DatabaseBefore = None) -> None:
    """Open the app where no command was given."""
    if context.invoked_subcommand is None:
        from tui.opening import open_app  # noqa: PLC0415 - `--help` must not import Textual

        raise typer.Exit(open_app(database))


def demo(
    file: Annotated[
        Path | None,
        typer.Option("--til", metavar="FIL", help="Skriv bare demodatabasen til denne fila."),
    ] = None,
    database: Database = None,  # noqa: ARG001 - every command takes --db; the demo is its own
) -> None:
    """Open the app on a fresh demo file, or only write one."""
    if file is None:
        from tui.opening import open_app  # noqa: PLC0415 - `--help` must not import Textual

        raise typer.Exit(open_app(demo=True))
    _write(file)
    say(str(file))


def _write(file: Path) -> None:
    from store.database import Error  # noqa: PLC0415 - `--help` answers at once
    from store.opening import Refused as OpeningRefused  # noqa: PLC0415 - as above
    from tui.composition import write_demo  # noqa: PLC0415 - as above

    if os.path.lexists(file):
        raise Refused(f"{file} finnes fra før og er ikke endret. Velg et annet navn.")
    if not file.parent.is_dir():
        raise Refused(f"Mappen {file.parent} finnes ikke. Lag den først, eller velg en annen.")
    try:
        with refusing(OpeningRefused):
            write_demo(file)
    except Error as error:
        raise Refused(f"{file} kunne ikke skrives. Velg en annen mappe, og prøv igjen.") from error
