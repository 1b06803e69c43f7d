"""The option `--db`, and the file that a command works on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tui.commands.output import remark
from tui.commands.refusal import Refused, refusing

if TYPE_CHECKING:
    from tui.composition import Run

_HELP = "Databasen; uten valget brukes REFERAT_DB, eller fila i datamappen din."


def _last_said(context: typer.Context, path: Path | None) -> Path | None:
    """The file named after the command, or else before it, or else in REFERAT_DB."""
    said_before = context.find_root().params.get("database")
    return path or (said_before if isinstance(said_before, Path) else None)


Database = Annotated[
    Path | None, typer.Option("--db", metavar="FIL", help=_HELP, callback=_last_said)
]
"""`--db` after a command."""

DatabaseBefore = Annotated[
    Path | None, typer.Option("--db", metavar="FIL", help=_HELP, envvar="REFERAT_DB")
]
"""`--db` before the command."""


def existing(database: Path | None) -> Path:
    """The file that a command works on, where it must not be made for it.

    Args:
        database: The file; None for the one in the user's data folder.

    Raises:
        Refused: When there is none.
    """
    from store.system_errors import reason  # noqa: PLC0415 - `--help` needs no file

    path = usual(database)
    try:
        path.stat()
    except FileNotFoundError as error:
        raise Refused(
            f"Databasen {path} finnes ikke ennå. Den lages når programmet åpnes."
        ) from error
    except OSError as error:
        raise Refused(f"Databasen {path} kan ikke leses: {reason(error)}.") from error
    return path


def usual(database: Path | None) -> Path:
    """The file that a command works on: the named one, or the one in the user's data folder."""
    from tui import locations  # noqa: PLC0415 - `--help` needs no file

    return database or locations.locations().database


@contextmanager
def opened(database: Path | None, *, only_to_read: bool = False) -> Iterator["Run"]:
    """Open the file for one command, and close it.

    Args:
        database: The file; None for the one in the user's data folder.
        only_to_read: Whether the command changes nothing, so that a file that can not be written
            will do.

    Raises:
        Refused: When it can not be used, or fails while it is.
    """
    from store import opening  # noqa: PLC0415 - `--help` needs no file
    from store.database import Error  # noqa: PLC0415 - as above
    from tui.composition import compose  # noqa: PLC0415 - as above

    with refusing(opening.Refused):
        run = compose(database, only_to_read=only_to_read)
    archive = run.workplace.archive
    try:
        for mistake in run.mistakes:
            remark(f"Advarsel: {mistake}")
        yield run
    except Error as error:
        raise Refused(
            f"Databasen {archive.path} kunne ikke leses eller skrives nå: den er i bruk, "
            "skrivebeskyttet eller skadet, eller disken er full. Prøv igjen om litt."
        ) from error
    finally:
        archive.close()
