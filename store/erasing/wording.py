"""What is said of every erasure, before and after it, on the screen and by the command."""

from collections.abc import Iterator

from store.erasing.erasure import Erased, Erasure, Found

_STAYS = "Dokumenter, pakker og kopier som ligger andre steder, blir ikke rørt; slett dem der."
_FOR_GOOD = "Det kan ikke angres."


def counted(number: int, one: str, many: str) -> str:
    """«1 møte», «3 møter»."""
    return f"{number} {one if number == 1 else many}"


def what_goes(erasure: Erasure, found: Found, copies: int) -> Iterator[str]:
    """Norwegian sentences on what would go, what stays, and that it is for good.

    Args:
        erasure: What is to be erased.
        found: What is in the database of it.
        copies: How many backups there are.
    """
    yield from erasure.said_of(found)
    if copies:
        yield f"Det samme gjøres i {counted(copies, 'sikkerhetskopi', 'sikkerhetskopier')}."
    yield f"{_STAYS} {_FOR_GOOD}"


def what_went(erased: Erased) -> str:
    """One Norwegian sentence on what was done."""
    copies = counted(erased.copies, "sikkerhetskopi", "sikkerhetskopier")
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
    removed = counted(erased.removed, "skadet kopi", "skadde kopier")
    return f"{done}; {removed} som ikke kunne leses, er fjernet."
