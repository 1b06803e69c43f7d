"""What is said of an erasure, before and after it, on the screen and by the command."""

from collections.abc import Iterator

from store.erasing.erasure import Concerned, Found
from store.erasing.everywhere import Erased
from store.withheld import ERASED

_STAYS = "Dokumenter, pakker og kopier som ligger andre steder, blir ikke rørt; slett dem der."
_FOR_GOOD = "Det kan ikke angres."


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def what_goes(found: Found, copies: int, *, is_person: bool) -> Iterator[str]:
    """Norwegian sentences on what would go, what stays, and that it is for good.

    Args:
        found: What is in the database.
        copies: How many backups there are.
        is_person: Whether it is a name that goes, and not the meetings.
    """
    meetings = _counted(len(found.meetings), "møte", "møter")
    if is_person:
        places = sum(each.amount for each in found.meetings)
        yield (
            f"Navnet står {_counted(places, 'sted', 'steder')} i {meetings}, historikken medregnet."
            if found.meetings
            else "Navnet står ikke i noe møte i databasen."
        )
        if found.elsewhere:
            yield f"Det står også {_counted(found.elsewhere, 'sted', 'steder')} utenfor møtene."
        yield f"Der navnet står, vil det stå «{ERASED}». Omtale uten navn blir stående."
    else:
        yield (
            f"{meetings} slettes med alt som er skrevet i {_it(found)}."
            if found.meetings
            else ("Ingen av møtene er i databasen.")
        )
        if still_open := sum(each.open_tasks for each in found.meetings):
            yield f"{_counted(still_open, 'oppgave', 'oppgaver')} som ikke er gjort, går med."
        if found.left:
            left = _counted(found.left, "oppgave", "oppgaver")
            yield f"{left} står også i senere møter, og blir stående der."
    if copies:
        yield f"Det samme gjøres i {_counted(copies, 'sikkerhetskopi', 'sikkerhetskopier')}."
    yield f"{_STAYS} {_FOR_GOOD}"


def _it(found: Found) -> str:
    return "det" if len(found.meetings) == 1 else "dem"


def amount(concerned: Concerned, *, is_person: bool) -> str:
    """How much of one meeting goes: «3 steder», «alt»."""
    return _counted(concerned.amount, "sted", "steder") if is_person else "alt"


def what_went(erased: Erased) -> str:
    """One Norwegian sentence on what was done."""
    copies = f"{_counted(erased.copies, 'sikkerhetskopi', 'sikkerhetskopier')}"
    if not erased.in_database and not erased.copies:
        done = "Det var ingenting å slette"
    elif not erased.in_database:
        done = f"Slettet for godt i {copies}; i databasen var det ingenting"
    elif not erased.copies:
        done = "Slettet for godt i databasen; i sikkerhetskopiene var det ingenting"
    else:
        done = f"Slettet for godt i databasen og i {copies}"
    if not erased.removed:
        return f"{done}."
    removed = _counted(erased.removed, "skadet kopi", "skadde kopier")
    return f"{done}; {removed} som ikke kunne leses, er fjernet."
