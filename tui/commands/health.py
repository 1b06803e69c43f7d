"""`sjekk` without a number: how the database stands."""

from pathlib import Path

from tui.commands.database import existing
from tui.commands.output import say
from tui.commands.refusal import Refused


def tell_health(database: Path | None) -> None:
    """Say how everything stands, line by line.

    Args:
        database: The file; None for the one in the user's data folder.

    Raises:
        Refused: When something is wrong, or there is no database.
    """
    from store.backups import Backups  # noqa: PLC0415 - `--help` answers at once
    from store.health import examine  # noqa: PLC0415 - as above
    from store.placement import where_lies  # noqa: PLC0415 - as above
    from tui.composition import now  # noqa: PLC0415 - as above

    path = existing(database)
    wrong = 0
    for finding in examine(path, where_lies(path), Backups(path, now), now):
        wrong += finding.is_wrong
        say(f"{'!' if finding.is_wrong else ' '} {f'{finding.about}:':11}{finding.said}")
    if wrong:
        things = "1 ting er" if wrong == 1 else f"{wrong} ting er"
        raise Refused(f"{things} ikke i orden; se linjene med utropstegn.")
    say("Alt er i orden.")
