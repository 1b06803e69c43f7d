"""Where `referat` begins. The plain start opens the app without the command line's library."""

import sys
from pathlib import Path


def main() -> None:
    """Open the app, or do what the command line says."""
    database = _plain_start(sys.argv[1:])
    if database is None:
        from tui.cli import run_command_line  # noqa: PLC0415 - typer: a fifth of a first paint

        run_command_line()
    else:
        from tui.opening import open_app  # noqa: PLC0415 - `--help` must not import Textual

        sys.exit(open_app(Path(database) if database else None))


def _plain_start(arguments: list[str]) -> str | None:
    """The file to open («» for the usual one), or None when there is a command to do."""
    match arguments:
        case []:
            return ""
        case ["--db", path]:
            return path
        case [word] if word.startswith("--db="):
            return word.removeprefix("--db=")
    return None
