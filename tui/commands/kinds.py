"""The meeting kinds: `typer` and `typer sjekk`."""

from pathlib import Path
from typing import Annotated

import typer

from tui.commands.database import Database, opened
from tui.commands.meetings import AsJson
from tui.commands.output import say, say_json
from tui.commands.refusal import refusing


def list_kinds(context: typer.Context, as_json: AsJson = False, database: Database = None) -> None:
    """Print the kinds that a new meeting can be of; what is wrong with a file is remarked."""
    if context.invoked_subcommand:
        return
    with opened(database, only_to_read=True) as run:
        found = list(run.workplace.kinds.by_id.values())
    if as_json:
        say_json([{"id": k.id, "title": k.title, "purpose": k.purpose} for k in found])
    else:
        width = max(len(kind.id) for kind in found)
        say("\n".join(f"{kind.id:{width}}  {kind.title}. {kind.purpose}" for kind in found))


def check(
    file: Annotated[
        Path, typer.Argument(metavar="FIL", help="En TOML-fil som beskriver en møtetype.")
    ],
    database: Database = None,  # noqa: ARG001 - every command takes --db
) -> None:
    """Tell whether a kind file can be used, or what is wrong with it and where."""
    from store import kind  # noqa: PLC0415 - `--help` answers at once

    with refusing(kind.Refused):
        found = kind.read_file(file)
    stops = ", ".join(stop.short for stop in found.stops)
    say(f"{file.name} er i orden: «{found.title}» ({found.id}) med stoppunktene {stops}.")
