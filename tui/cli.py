"""The command line: what `referat` does when it is given a word.

Exit codes: 0 done, 1 refused with one Norwegian sentence on stderr, 2 wrong usage.
"""

import errno
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import typer
from typer.main import get_command

from tui.commands import (
    app,
    approvals,
    backups,
    deadlines,
    documents,
    erasing,
    kinds,
    meetings,
    report,
    search,
    taking_in,
    tasks,
    templates,
)
from tui.commands.many_files import STOPPED
from tui.commands.output import is_broken_pipe, prepare_streams, remark
from tui.commands.refusal import Refused
from tui.norwegian_typer import NorwegianCommand, NorwegianGroup, explain

_ABOUT = (
    "Leder møter og internkontroll på felles skjerm, og går derfra med referatet. "
    "Uten kommando åpnes programmet."
)


def _group(about: str, callback: Callable[..., None]) -> typer.Typer:
    return typer.Typer(
        cls=NorwegianGroup,
        help=about,
        callback=callback,
        invoke_without_command=True,
        add_completion=False,
        rich_markup_mode=None,
    )


def _add(
    group: typer.Typer, name: str, act: Callable[..., None], about: str, **settings: bool
) -> None:
    group.command(name, cls=NorwegianCommand, help=about, context_settings=settings)(act)


referat = _group(_ABOUT, app.open_without_command)
_add(referat, "demo", app.demo, "Åpner programmet på en oppdiktet kommune.")
_typer = _group("Viser møtetypene.", kinds.list_kinds)
_add(_typer, "sjekk", kinds.check, "Sjekker en fil som beskriver en møtetype.")
referat.add_typer(_typer, name="typer")
_add(referat, "ny", meetings.new, "Planlegger et møte og svarer med nummeret.")
_add(referat, "liste", meetings.list_meetings, "Viser møtene, de nyeste først.")
_add(
    referat, "vis", meetings.show, "Viser ett møte som tekst, også det som er unntatt offentlighet."
)
_add(referat, "eksport", documents.export, "Skriver referater og svarer med filnavnene.")
_add(
    referat,
    "tertialrapport",
    report.tertial_report,
    "Trekker ut det samtalene i en periode har merket til rapporten.",
)
_templates = _group("Viser feltene som en Word-mal kan ha.", templates.list_fields)
_add(_templates, "sjekk", templates.check, "Sjekker kommunens egen Word-mal.")
referat.add_typer(_templates, name="mal")
_add(referat, "importer", taking_in.take_in, "Tar inn møter fra pakker og andre databaser.")
_add(referat, "kopi", backups.copy, "Skriver en sikkerhetskopi og svarer med filnavnet.")
_add(referat, "gjenopprett", backups.restore, "Setter en sikkerhetskopi i stedet for databasen.")
_add(referat, "slett", erasing.erase, "Sletter møter eller et navn for godt, også i kopiene.")
_add(
    *(referat, "sjekk", approvals.check),
    "Forteller hvordan databasen står til, eller om et godkjent møte er endret.",
)
_add(referat, "oppgaver", tasks.list_tasks, "Viser oppgavene fra alle møter, etter frist.")
_add(
    *(referat, "sok", search.find, "Leter etter ord i alle møter, de nyeste først."),
    ignore_unknown_options=True,  # «-foo» is a word like any other
)
_add(referat, "frist", deadlines.understand_deadline, "Viser hvordan en frist blir forstått.")


def run_command_line() -> NoReturn:
    """Do what the command line says, and end with its exit code."""
    prepare_streams()
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says.

    Args:
        arguments: The words after `referat`.

    Returns:
        The exit code.
    """
    try:
        code: Any = get_command(referat).main(
            arguments, prog_name="referat", standalone_mode=False
        )  # what a command returns, or the code that it ended with
    except Refused as refusal:
        remark(str(refusal))
        return 1
    except typer.TyperException as error:
        explain(error)
        return error.exit_code
    except typer.Abort:
        return STOPPED
    except Exception as error:  # whatever it is, no traceback reaches the user
        return _fail(error)
    return code if isinstance(code, int) else 0


def _fail(error: Exception) -> int:
    if isinstance(error, OSError) and is_broken_pipe(error):
        return 1  # nobody is there to read a sentence
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        remark("Kommandoen stoppet fordi disken er full. Rydd plass, og prøv igjen.")
        return 1
    from tui.crash_report import where_reported  # noqa: PLC0415 - only after a crash
    from tui.locations import locations  # noqa: PLC0415 - as above

    report = where_reported(locations().crashes, error)
    remark(f"Kommandoen stoppet på grunn av en feil i programmet ({report}).")
    return 1
