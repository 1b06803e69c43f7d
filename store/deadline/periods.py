"""Frists that name one day through a period: its end, its middle, its last Friday."""

import re
from calendar import monthrange
from datetime import date, timedelta

from store.deadline.answer import Deadline, on, refuse
from store.deadline.wording import END_OF, ORDINAL, YEAR, ordinal, said_year
from store.norwegian_dates import (
    MONTH,
    MONTH_NUMBERS,
    MONTHS,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    is_working_day,
    last_working_day_before,
)


def last_day_of_month(year: int, month: int) -> date:
    """Give a month's last day."""
    return date(year, month, monthrange(year, month)[1])


def year_of_month(month: int, said: int | None, base: date) -> int:
    """Give the year that was said, or that of the first such month not wholly past."""
    return said or base.year + (month < base.month)


def end_of_month(text: str, base: date) -> Deadline | None:
    """«innen utgangen av mars», «ultimo mars», «månedsskiftet mars/april»: its last day."""
    found = re.fullmatch(
        rf"(?:{END_OF}|siste dag(?:en)? i |(?:måneds|månads)skiftet ){MONTH}"
        rf"(?:/(?:{'|'.join(MONTH_NUMBERS)}))?{YEAR}?",
        text,
    )
    if found is None:
        return None
    month = MONTH_NUMBERS[found["month"]]
    said = said_year(found["year"])
    return on(last_day_of_month(year_of_month(month, said, base), month))


def start_or_middle_of_month(text: str, base: date) -> Deadline | None:
    """«primo mai» is the 1st, «medio mai» and «midten av mai» the 15th."""
    found = re.fullmatch(rf"(?P<part>primo|medio|midten av) {MONTH}{YEAR}?", text)
    if found is None:
        return None
    day, month = (1 if found["part"] == "primo" else 15), MONTH_NUMBERS[found["month"]]
    said = said_year(found["year"])
    if said is None:
        said = base.year + (date(base.year, month, day) < base)
    return on(date(said, month, day))


def end_of_year(text: str, _base: date) -> Deadline | None:
    """«innen utgangen av 2027», «utgangen av året» (rewritten to its year): 31 December."""
    found = re.fullmatch(rf"(?:{END_OF})(?P<year>[0-9]{{4}})", text)
    year = said_year(found["year"]) if found else None
    return on(date(year, 12, 31)) if year else None


_MONTHS_IN = {"kvartal": 3, "tertial": 4, "halvår": 6}
_LETTERS = {"q": "kvartal", "k": "kvartal", "t": "tertial", "h": "halvår"}
_NUMBERED = re.compile(
    rf"(?:{END_OF})?(?:(?P<number>{ORDINAL}) ?(?P<period>kvartal|tertial|halvår)(?:et)?"
    rf"|(?P<letter>[qkth]) ?(?P<digit>[0-9])){YEAR}?"
)
_RELATIVE = re.compile(
    rf"(?:{END_OF})?(?P<which>neste|dette|inneværende)? ?"
    r"(?P<period>kvartal|tertial|halvår)(?:et)?(?P<ending>s (?:utgang|slutt))?"
)


def numbered_period(text: str, base: date) -> Deadline | None:
    """«1. kvartal», «1. tertial», «andre halvår 2027», «Q1»: the last day, also if under way."""
    found = _NUMBERED.fullmatch(text)
    if found is None:
        return None
    number = ordinal(found["number"] or found["digit"])
    period = found["period"] or _LETTERS[found["letter"]]
    length = _MONTHS_IN[period]
    if not 1 <= number <= 12 // length:
        return refuse(f"Det finnes ikke noe {number}. {period}: et år har {12 // length}.")
    year = said_year(found["year"])
    last = last_day_of_month(year or base.year, number * length)
    return on(last if year or last >= base else last_day_of_month(base.year + 1, number * length))


def this_or_next_period(text: str, base: date) -> Deadline | None:
    """«utgangen av kvartalet», «inneværende tertial», «neste halvår»: the last day."""
    found = _RELATIVE.fullmatch(text)
    if found is None or text in _MONTHS_IN:
        return None
    length = _MONTHS_IN[found["period"]]
    index = (base.month - 1) // length + (1 if found["which"] == "neste" else 0)
    year, month = divmod(base.year * 12 + (index + 1) * length - 1, 12)
    return on(last_day_of_month(year, month + 1))


_NTH = re.compile(
    rf"(?P<which>siste|{ORDINAL}) "
    rf"(?:{WEEKDAY}|(?P<working>arbeidsdag|virkedag|yrkedag)(?:en)?) (?:i|av) {MONTH}{YEAR}?"
)


def nth_weekday_of_month(text: str, base: date) -> Deadline | None:
    """«siste fredag i november», «første mandag i mars», «siste arbeidsdag i måneden»."""
    found = _NTH.fullmatch(text)
    if found is None:
        return None
    month, year = MONTH_NUMBERS[found["month"]], said_year(found["year"])
    weekday = None if found["working"] else WEEKDAY_NUMBERS[found["weekday"]]
    position = 0 if found["which"] == "siste" else ordinal(found["which"])
    day = _nth(position, weekday, year or base.year, month)
    if year is None and day is not None and day < base:
        day = _nth(position, weekday, base.year + 1, month)
    if day is None:
        return refuse(f"Det er ikke så mange slike dager i {MONTHS[month - 1]}. Skriv datoen.")
    return on(day)


def _nth(position: int, weekday: int | None, year: int, month: int) -> date | None:
    """Find the first, second … such day in a month; position 0 is the last one."""
    last = last_day_of_month(year, month)
    if weekday is None and position == 0:
        return last_working_day_before(last + timedelta(days=1))
    days = [last.replace(day=number) for number in range(1, last.day + 1)]
    fitting = [
        day
        for day in days
        if (is_working_day(day) if weekday is None else day.weekday() == weekday)
    ]
    if position > len(fitting):
        return None
    return fitting[position - 1]
