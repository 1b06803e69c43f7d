"""`sjekk NR`: whether a meeting still is what was approved; `sjekk`: how the database stands."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.database import Database, opened
from tui.commands.health import tell_health
from tui.commands.numbers import OptionalNumber, uid_of
from tui.commands.output import say
from tui.commands.refusal import Refused

if TYPE_CHECKING:
    from store.approval import Verdict


def check(number: OptionalNumber = None, database: Database = None) -> None:
    """Tell how one meeting stands, or the whole database; exit 1 when it is not well."""
    if number is None:
        tell_health(database)
    else:
        _check_meeting(number, database)


def _check_meeting(number: str, database: Path | None) -> None:
    """Tell whether a meeting has changed since it was approved; exit 1 when it has."""
    from store import meetings  # noqa: PLC0415 - `--help` answers at once
    from store.approval import verdict  # noqa: PLC0415 - as above

    with opened(database) as run:
        archive = run.workplace.archive
        meeting = meetings.load(archive, uid_of(archive, number))
        say(_sentence(number, verdict(meeting)))


def _sentence(number: str, found: "Verdict") -> str:
    from store.norwegian_dates import numeric  # noqa: PLC0415 - as above

    if found.approval is None:
        raise Refused(f"Møte {number} er ikke godkjent, så det er ikke noe å sammenligne med.")
    when = numeric(datetime.fromisoformat(found.approval.at).date())
    if not found.is_unchanged:
        raise Refused(
            f"Møte {number} er endret siden det ble godkjent {when}. "
            "Bruk dokumentet fra godkjenningen, eller gjenåpne møtet og godkjenn på nytt."
        )
    return (
        f"Møte {number} er uendret siden det ble godkjent {when}.\n"
        f"SHA-256 {found.approval.fingerprint}"
    )
