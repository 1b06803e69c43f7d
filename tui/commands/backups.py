"""The copies of the database: `kopi` and `gjenopprett`."""

from pathlib import Path
from typing import Annotated

import typer

from tui.commands.database import Database, existing, opened, usual
from tui.commands.output import say
from tui.commands.refusal import refusing


def copy(
    file: Annotated[
        Path | None,
        typer.Option("--til", metavar="FIL", help="Hva kopien skal hete; ellers blant de andre."),
    ] = None,
    database: Database = None,
) -> None:
    """Write a checked copy of the database as it is now, and print its path."""
    from store.backups import BackupFailed  # noqa: PLC0415 - `--help` answers at once
    from store.copying import CopyRefused, write_copy  # noqa: PLC0415 - as above

    with (
        opened(existing(database), only_to_read=True) as run,
        refusing(BackupFailed, CopyRefused),
    ):
        connection, backups = run.workplace.archive.connection, run.workplace.backups
        if file is not None:
            write_copy(connection, file)
            say(str(file))
        elif backups is not None:
            say(str(backups.make(connection).path))


def restore(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Kopien; se «referat sjekk».")],
    database: Database = None,
) -> None:
    """Put a copy in the place of the database, and say where what it replaced is kept."""
    from store import restoring  # noqa: PLC0415 - `--help` answers at once
    from store.backups import Backups  # noqa: PLC0415 - as above
    from tui.composition import now  # noqa: PLC0415 - as above

    path = usual(database)
    with refusing(restoring.RestoreRefused):
        kept = restoring.restore(file, Backups(path, now))
    say(f"Databasen {path} er gjenopprettet fra {file}.")
    if kept is not None:
        say(f"Slik den var før, ligger den i {kept}.")
