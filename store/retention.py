"""Which meetings are older than the municipality keeps them. It only proposes: people erase.

How long minutes are to be kept follows from the municipality's own plan for its archive and from
personopplysningsloven. The program knows neither, so that nothing is proposed before the settings
say how many years.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from store.database import Connection
from store.erasing.whole_meetings import held_before
from store.norwegian_dates import DateRefused, parse_date
from store.settings import EVERY_KIND

_AGE = re.compile(r"(\d{1,4})\s*(år|måneder|måned|mnd\.?)", re.IGNORECASE)
_MONTHS_IN_A_YEAR = 12


def months_before(day: date, months: int) -> date:
    """The same day some months before, or the last of that month.

    Args:
        day: The day.
        months: How many; the calendar begins in year 1.
    """
    year, month = divmod(day.year * _MONTHS_IN_A_YEAR + day.month - 1 - months, _MONTHS_IN_A_YEAR)
    if year < 1:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def first_day_kept(typed: str, today: date) -> date:
    """The first day that is kept of «5 år», «18 måneder» or a date.

    Args:
        typed: As typed.
        today: The day from which an age is counted back.

    Raises:
        store.norwegian_dates.DateRefused: It is neither, or a day to come.
    """
    age = _AGE.fullmatch(typed.strip())
    if age is None:
        day = parse_date(typed, today)
    else:
        of_a_unit = _MONTHS_IN_A_YEAR if age[2].lower() == "år" else 1
        day = months_before(today, int(age[1]) * of_a_unit)
    if day > today:
        raise DateRefused(f"«{typed[:80]}» er ikke en dag som har vært. Skriv 5 år, eller en dato.")
    return day


def older_than_kept(
    connection: Connection, kept: Mapping[str, int], today: date
) -> tuple[str, ...]:
    """The uids of the meetings that are older than their kind is kept.

    Args:
        connection: To the file.
        kept: Years by the kind's id; «alle» for the kinds that are not named.
        today: The day from which the years are counted back.
    """
    found: list[str] = []
    if kept:
        for (kind,) in connection.execute("SELECT DISTINCT kind FROM meeting").fetchall():
            years = kept.get(kind, kept.get(EVERY_KIND))
            if years is not None:
                day = months_before(today, years * _MONTHS_IN_A_YEAR)
                found.extend(held_before(connection, day, [kind]))
    return tuple(found)


def proposal(connection: Connection, kept: Mapping[str, int], today: date) -> str:
    """One Norwegian sentence on the meetings that are older than they are kept; "" for none.

    Args:
        connection: To the file.
        kept: Years by the kind's id; «alle» for the kinds that are not named.
        today: The day from which the years are counted back.
    """
    number = len(older_than_kept(connection, kept, today))
    if not number:
        return ""
    meetings = "1 møte er" if number == 1 else f"{number} møter er"
    return (
        f"{meetings} eldre enn oppbevaringstiden i innstillingene. "
        "Del på forsiden viser hva som kan slettes."
    )
