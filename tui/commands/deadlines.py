"""How a frist is understood: `frist`."""

from typing import TYPE_CHECKING, Annotated

import typer

from tui.commands.database import Database
from tui.commands.meetings import AsJson
from tui.commands.output import say, say_json
from tui.commands.refusal import Refused, refusing

if TYPE_CHECKING:
    from store.deadline import Deadline


def understand_deadline(
    words: Annotated[
        list[str], typer.Argument(metavar="FRIST", help="Fristen slik folk sier den: «uke 50».")
    ],
    base: Annotated[
        str, typer.Option("--fra", metavar="DATO", help="Møtets dato, som fristen regnes fra.")
    ],
    as_json: AsJson = False,
    database: Database = None,  # noqa: ARG001 - every command takes --db
) -> None:
    """Print what a frist is taken to mean."""
    from store.deadline import DeadlineKind, understand  # noqa: PLC0415 - `--help` answers at once
    from store.norwegian_dates import DateRefused, parse_date  # noqa: PLC0415 - as above
    from tui.composition import now  # noqa: PLC0415 - as above

    with refusing(DateRefused):
        counted_from = parse_date(base, now().date())
    deadline = understand(" ".join(words), counted_from)
    if as_json:
        say_json(_as_json(deadline))
    elif deadline.kind is DeadlineKind.REFUSED:
        raise Refused(deadline.shown)
    else:
        candidates = (f"  {candidate.shown}" for candidate in deadline.candidates)
        warnings = (f"Obs: {warning}" for warning in deadline.warnings)
        say("\n".join([deadline.shown, *candidates, *warnings]))


def _as_json(deadline: "Deadline") -> dict[str, object]:
    return {
        "kind": deadline.kind.value,
        "date": deadline.date.isoformat() if deadline.date else None,
        "shown": deadline.shown,
        "warnings": list(deadline.warnings),
        "candidates": [
            {"date": candidate.date.isoformat(), "shown": candidate.shown}
            for candidate in deadline.candidates
        ],
    }
