"""Dates and times of day as Norwegians write them, and Norwegian public holidays.

Pure: what «today» is always comes in as an argument. How a frist is understood builds on this
and stands in `store.deadline`.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache

from store.text import clean

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
LONGEST_TYPED = 200
"""Characters; what is longer is no date, and is refused before it is read."""
FIRST_YEAR, LAST_YEAR = 1900, 2199

_WEEKDAY_SPELLINGS = (
    "mandag måndag man mån",
    "tirsdag tysdag tir tirs tys",
    "onsdag ons",
    "torsdag tosdag tor tors",
    "fredag fre",
    "lørdag laurdag lør lau",
    "søndag sundag søn sun sø",
)
_MONTH_SPELLINGS = (
    *("januar jan", "februar feb febr", "mars mar", "april apr", "mai", "juni jun"),
    *("juli jul", "august aug", "september sep sept", "oktober okt oct", "november nov"),
    "desember des dec",
)
WEEKDAY_NUMBERS: Mapping[str, int] = {
    spelling: number
    for number, spellings in enumerate(_WEEKDAY_SPELLINGS)
    for spelling in spellings.split()
}
"""Each spelling of a weekday, bokmål, nynorsk and short, as `date.weekday()` counts it."""
MONTH_NUMBERS: Mapping[str, int] = {
    spelling: number
    for number, spellings in enumerate(_MONTH_SPELLINGS, start=1)
    for spelling in spellings.split()
}


def _one_of(words: Mapping[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


WEEKDAY = rf"(?P<weekday>{_one_of(WEEKDAY_NUMBERS)})(?:en)?\.?"
"""A pattern for any spelling of a weekday: «fredag», «fredagen», «fre.»."""
_WEEKDAY_AFTER = WEEKDAY.replace("weekday", "weekday_after")
MONTH = rf"(?P<month>{_one_of(MONTH_NUMBERS)})\.?"

_NUMERIC = re.compile(
    r"(?P<day>[0-9]{1,2})\s?[./,-]\s?(?P<month>[0-9]{1,2})\.?"
    r"(?:\s?[./, -]-?\s?(?P<year>[0-9]{4}|[0-9]{2}))?\.?"
)
_NAMED = re.compile(
    rf"(?P<day>[0-9]{{1,2}}|første)\.?\s?(?:i\s)?{MONTH}"
    r"(?:[ ,-]*(?P<year>[0-9]{4}|[0-9]{2}))?\.?"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})[./-](?P<month>[0-9]{1,2})[./-](?P<day>[0-9]{1,2})(?:t[0-9:.+z-]*)?"
)
_SIX_DIGITS = re.compile(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{2})")
# «20122026» is no year-first date, since there is no month 20.
_EIGHT_DIGITS = re.compile(r"(?P<year>20[0-9]{2})(?P<month>0[0-9]|1[0-2])(?P<day>[0-9]{2})")
_EIGHT_DIGITS_DAY_FIRST = re.compile(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4})")
_WRITTEN = (
    *(_YEAR_FIRST, _NUMERIC, _NAMED),
    *(_SIX_DIGITS, _EIGHT_DIGITS, _EIGHT_DIGITS_DAY_FIRST),
)
_WITH_WEEKDAY = re.compile(
    rf"(?:{WEEKDAY}\s(?:den\s)?)?(?P<rest>.+?)(?:\s{_WEEKDAY_AFTER})?(?:\s(?:uke|veke)\s(?P<week>[0-9]{{1,2}}))?"
)
_RELATIVE = {
    **{"i dag": 0, "idag": 0},
    **{"i morgen": 1, "imorgen": 1, "i morgon": 1, "i morra": 1, "imorra": 1},
    **{"i overmorgen": 2, "overmorgen": 2, "i overimorgen": 2, "overimorgen": 2},
    **{"i overmorgon": 2, "i går": -1},
}
_TIME = re.compile(
    r"(?:kl|klokka|klokken)?\.?\s?(?P<hour>[0-9]{1,2})(?:[.:,]?(?P<minute>[0-9]{2}))?"
)


class DateRefused(ValueError):
    """A date that does not exist or cannot be read; `str()` is a Norwegian sentence."""


class TimeRefused(ValueError):
    """A time of day that does not exist or cannot be read; `str()` is a Norwegian sentence."""


def numeric(day: date) -> str:
    """Show a date as «11.12.2026»."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def short(day: date) -> str:
    """Show a date as «fre 11.12»."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day:02}.{day.month:02}"


def day_and_date(day: date) -> str:
    """Show a date as «fre 11.12.2026»."""
    return f"{WEEKDAYS[day.weekday()][:3]} {numeric(day)}"


def show(day: date) -> str:
    """Show a date as «fre 11.12.2026 (uke 50)», the form of every frist."""
    return f"{day_and_date(day)} (uke {day.isocalendar().week})"


def prose(day: date) -> str:
    """Show a date as «11. desember 2026», the form of running text."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def clock(moment: time) -> str:
    """Show a time of day as «kl. 09.00»."""
    return f"kl. {moment.hour:02}.{moment.minute:02}"


def plain(typed: str) -> str:
    """Bring what was typed to one form, so that the rules need to know one only.

    Composed and lower case, full-width digits as digits, every dash a hyphen, no invisible
    characters, no brackets or guillemets, one space between words.
    """
    text = unicodedata.normalize("NFKC", clean(typed)).lower()
    text = re.sub(r"[‐‑‒–—−]", "-", text)
    text = re.sub(r"[()«»\"!;]|,(?=\s|$)", " ", text)
    return " ".join(text.split())


def public_holiday(day: date) -> str | None:
    """Name the Norwegian public holiday that falls on a day.

    Returns:
        The name, in lower case («andre påskedag»), or None on every other day. Sundays that are
        nothing more are no holidays here.
    """
    return _public_holidays(day.year).get(day)


@lru_cache(maxsize=16)
def _public_holidays(year: int) -> Mapping[date, str]:
    from holidays.countries.norway import Norway  # noqa: PLC0415 - a slow import, needed by a frist only

    # The language is named, or the machine's own would decide the names.
    found = Norway(years=year, language="no")
    return {day: name.lower().replace("; ", " og ") for day, name in found.items()}


def is_working_day(day: date) -> bool:
    """Tell whether a day is Monday to Friday and no public holiday."""
    return day.weekday() < 5 and public_holiday(day) is None


def last_working_day_before(day: date) -> date:
    """Find the nearest working day that is earlier than `day`."""
    day -= timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def easter_sunday(year: int) -> date:
    """Reckon første påskedag by the Gregorian rule (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    offset = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * offset) // 433
    month = (h + offset - 7 * m + 90) // 25
    return date(year, month, (h + offset - 7 * m + 33 * month + 19) % 32)


def next_weekday(weekday: int, base: date) -> date:
    """Find the first such weekday after `base`, whose own day is not counted."""
    return base + timedelta(days=(weekday - base.weekday() - 1) % 7 + 1)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it stands on the paper: perhaps without a year, perhaps impossible."""

    day: int
    month: int
    year: int | None


def find_written_date(text: str) -> WrittenDate | None:
    """Read «15.12», «1/12-26», «1. des», «151226», «20261215», «2026-12-15» and their kin.

    Args:
        text: The whole of it, as `plain` leaves it.

    Returns:
        None where the text has another form. A two-digit year is 20xx.
    """
    for pattern in _WRITTEN:
        if found := pattern.fullmatch(text):
            return WrittenDate(
                day=1 if found["day"] == "første" else int(found["day"]),
                month=MONTH_NUMBERS.get(found["month"]) or int(found["month"]),
                year=full_year(found["year"]) if found["year"] else None,
            )
    return None


def full_year(digits: str) -> int:
    """Read a year of four digits, or of two, which is 20xx."""
    return int(digits) + (2000 if len(digits) == 2 else 0)


def first_occurrence(written: WrittenDate, base: date) -> date:
    """Find the day: with a year that one, without it the first on or after `base`.

    Raises:
        DateRefused: The date does not exist, or lies outside `FIRST_YEAR` to `LAST_YEAR`.
    """
    if not 1 <= written.month <= 12:
        raise DateRefused(
            f"Det finnes ingen måned nummer {written.month}. Skriv dagen først, "
            f"for eksempel {numeric(base)}."
        )
    if written.year is not None and not FIRST_YEAR <= written.year <= LAST_YEAR:
        raise DateRefused(
            f"Året {written.year} kan ikke stemme. Skriv for eksempel {numeric(base)}."
        )
    # Eight years hold a 29 February, also around 2100.
    years = range(base.year, base.year + 9) if written.year is None else (written.year,)
    for year in years:
        try:
            day = date(year, written.month, written.day)
        except ValueError:
            continue
        if written.year is not None or day >= base:
            return day
    year_too = f" {written.year}" if (written.day, written.month) == (29, 2) else ""
    raise DateRefused(
        f"{written.day}. {MONTHS[written.month - 1]}{year_too} finnes ikke. "
        f"Skriv for eksempel {numeric(base)}."
    )


def read_date(text: str, base: date) -> date | None:
    """Read a text that names one day by its date, with or without its weekday and its week.

    Args:
        text: As `plain` leaves it.
        base: What a date without a year is counted from.

    Returns:
        None where the text has another form.

    Raises:
        DateRefused: The date does not exist, or is another weekday or week than what is written.
    """
    parts = _WITH_WEEKDAY.fullmatch(text)
    written = find_written_date(parts["rest"]) if parts else None
    if parts is None or written is None:
        return None
    day = first_occurrence(written, base)
    refuse_other_weekday(day, parts["weekday"] or parts["weekday_after"])
    week = day.isocalendar().week
    if parts["week"] and int(parts["week"]) != week:
        raise DateRefused(
            f"{numeric(day)} er i uke {week}, ikke i uke {parts['week']}. Rett uka eller datoen."
        )
    return day


def lacks_year(text: str) -> bool:
    """Tell whether a text that `read_date` reads leaves the year out."""
    parts = _WITH_WEEKDAY.fullmatch(text)
    written = find_written_date(parts["rest"]) if parts else None
    return written is not None and written.year is None


def refuse_other_weekday(day: date, spelling: str | None) -> None:
    """Hold a day against the weekday that was written beside it, if one was.

    Raises:
        DateRefused: It is another weekday; the sentence says which.
    """
    if spelling and WEEKDAY_NUMBERS[spelling] != day.weekday():
        raise DateRefused(
            f"{numeric(day)} er en {WEEKDAYS[day.weekday()]}, "
            f"ikke en {WEEKDAYS[WEEKDAY_NUMBERS[spelling]]}. Rett dagen eller datoen."
        )


def read_relative_day(text: str, base: date) -> date | None:
    """Read «i dag», «i morgen», «i overmorgen», «i går»; None for anything else."""
    return base + timedelta(days=_RELATIVE[text]) if text in _RELATIVE else None


def parse_date(typed: str, near: date) -> date:
    """Read the date in a form's field, such as the meeting's own.

    Args:
        typed: «24.11.2026», «24.11», «24/11», «241126», «24. nov», ISO, «i morgen», «fredag» …
        near: The day to count from. A date without a year is its first occurrence on or after
            this day, as for a frist; a weekday is the next one, this day not counted.

    Raises:
        DateRefused: It names no day that exists.
    """
    example = f"Skriv for eksempel {numeric(near)}."
    if len(typed) > LONGEST_TYPED:
        raise DateRefused(f"Dette er for langt til å være en dato. {example}")
    text = plain(typed)
    if not text:
        raise DateRefused(f"Datoen mangler. {example}")
    day = read_relative_day(text, near) or read_date(text, near)
    if day is None and (found := re.fullmatch(WEEKDAY, text)):
        day = next_weekday(WEEKDAY_NUMBERS[found["weekday"]], near)
    if day is None:
        raise DateRefused(f"«{clean(typed).strip()}» er ikke en dato. {example}")
    return day


def parse_time(typed: str) -> time:
    """Read a time of day: «9», «09.00», «9:30», «0930», «kl 9», «kl. 09.30».

    Raises:
        TimeRefused: It is no time between 00.00 and 23.59.
    """
    example = "Skriv for eksempel 09.30."
    if len(typed) > LONGEST_TYPED:
        raise TimeRefused(f"Dette er for langt til å være et klokkeslett. {example}")
    text = plain(typed)
    if not text:
        raise TimeRefused(f"Klokkeslettet mangler. {example}")
    found = _TIME.fullmatch(text)
    if found is None:
        raise TimeRefused(f"«{clean(typed).strip()}» er ikke et klokkeslett. {example}")
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if hour > 23 or minute > 59:
        raise TimeRefused(f"Klokka {hour:02}.{minute:02} finnes ikke. {example}")
    return time(hour, minute)
