"""The number of a sak: how it is shown, «34/26», and how it is read."""

import re

_WRITTEN = re.compile(r"(?:sak\s+)?(\d{1,5})(?:\s*/\s*(\d{4}|\d{2}))?", re.IGNORECASE | re.ASCII)


def shown(number: int, year: int) -> str:
    """«34/26»."""
    return f"{number}/{year % 100:02d}"


def read(typed: str, year: int) -> tuple[int, int]:
    """The number and its year.

    Args:
        typed: «36», «36/26» or «sak 36/26».
        year: What is meant where none is written.

    Raises:
        ValueError: With a Norwegian sentence.
    """
    found = _WRITTEN.fullmatch(typed.strip())
    if found is None or int(found[1]) == 0:
        raise ValueError(f"«{typed}» er ikke et saksnummer. Skriv det som 34 eller 34/26.")
    written = found[2]
    if not written:
        return int(found[1]), year
    return int(found[1]), int(written) if len(written) == 4 else 2000 + int(written)
