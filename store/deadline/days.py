"""Frists that name one day: by its date, its weekday, its distance or its name."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from store.deadline.answer import Deadline, ask, on, refuse
from store.deadline.wording import NUMBER, YEAR, count, said_year
from store.norwegian_dates import (
    WEEKDAY,
    WEEKDAY_NUMBERS,
    DateRefused,
    easter_sunday,
    find_written_date,
    is_working_day,
    lacks_year,
    last_working_day_before,
    next_weekday,
    read_date,
    read_relative_day,
    refuse_other_weekday,
)

_ALSO_TODAY = {
    *("i kveld", "i ettermiddag", "i formiddag", "i løpet av dagen", "i laupet av dagen"),
    *("innen dagens slutt", "dagens slutt", "utgangen av dagen", "ved dagens slutt"),
}


def today_or_tomorrow(text: str, base: date) -> Deadline | None:
    """«i dag», «i morgen», «i overmorgen», «i kveld»: counted from the sitting's own day."""
    day = base if text in _ALSO_TODAY else read_relative_day(text, base)
    return on(day) if day else None


def written_date(text: str, base: date) -> Deadline | None:
    """«15.12», «1. des», «1/12-26», «fredag 11.12», «fre 11.12.2026 (uke 50)»."""
    day = read_date(text, base)
    if day is None:
        return None
    return on(day, counted_from=base) if lacks_year(text) else on(day)


def range_of_dates(text: str, base: date) -> Deadline | None:
    """«15.-17. desember», «14.12 til 18.12»: the last of them."""
    found = re.fullmatch(r"(?P<first>[^-]+?)\s?(?:-| til )\s?(?P<last>[^-]+)", text)
    last = read_date(found["last"], base) if found else None
    if found is None or last is None:
        return None
    if re.fullmatch(r"[0-9]{1,2}\.?", found["first"]):
        first = date(last.year, last.month, 1) + timedelta(int(found["first"].rstrip(".")) - 1)
    else:
        written = find_written_date(found["first"])
        if written is None:
            return None
        first = read_date(found["first"], base) or base
        if written.year is None and first <= last:
            return on(last, counted_from=base)
    if first >= last:
        return refuse("Den siste dagen er ikke etter den første. Skriv for eksempel 15.-17.12.")
    return on(last)


def bare_weekday(text: str, base: date) -> Deadline | None:
    """«fredag», «førstkommende fredag»: the next one, the meeting's own day not counted."""
    found = re.fullmatch(
        rf"(?:(?:først)?kommende |komande |nærmeste |denne |nå |nå på )?{WEEKDAY}"
        r"(?: (?:først)?kommende| som kommer)?",
        text,
    )
    return on(next_weekday(WEEKDAY_NUMBERS[found["weekday"]], base)) if found else None


def day_of_month(text: str, base: date) -> Deadline | None:
    """«den 15.»: the first day of that number on or after the base; «15. mars» is a date."""
    found = re.fullmatch(
        rf"(?:{WEEKDAY} )?(?:(?:den )?(?P<day>[0-9]{{1,2}})\.|den (?P<bare>[0-9]{{1,2}}))", text
    )
    if found is None:
        return None
    number = int(found["day"] or found["bare"])
    if not 1 <= number <= 31:
        raise DateRefused(f"Ingen måned har en {number}. dag. Skriv for eksempel 15.12.")
    day = first_day_of_number(number, base)
    refuse_other_weekday(day, found["weekday"])
    return on(day)


def first_day_of_number(number: int, base: date) -> date:
    """Find the first day on or after `base` that is the `number`th (1 to 31) of its month."""
    day = base
    while day.day != number:
        day += timedelta(days=1)
    return day


_DAY, _WEEK, _MONTH, _YEAR, _WORKING_DAY = range(5)
_UNITS = {
    **dict.fromkeys(("dag", "dager", "dagar", "dg", "d", "døgn"), _DAY),
    **dict.fromkeys(("uke", "uker", "veke", "veker", "vike", "vikur", "uka"), _WEEK),
    **dict.fromkeys(("måned", "måneder", "månad", "månader", "mnd", "mnd.", "mnder"), _MONTH),
    **dict.fromkeys(("år",), _YEAR),
    **dict.fromkeys(("virkedag", "virkedager", "arbeidsdag", "arbeidsdager"), _WORKING_DAY),
    **dict.fromkeys(("arbeidsdagar", "virkedagar", "yrkedag", "yrkedagar"), _WORKING_DAY),
}
UNIT = rf"(?:{'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))})"
_HALF_YEAR = re.compile(r"(?:om )?(?:et|eit|ett|1/2|1⁄2) ?(?:halvt år|halvår|år)")
_YEAR_AND_A_HALF = re.compile(r"(?:om )?(?:halvannet|halvtanna|halvanna) år")


def in_a_while(text: str, base: date) -> Deadline | None:
    """«om 14 dager», «om ei uke», «om en måned», «om et halvt år», «innen 10 virkedager»."""
    if text in ("om et år", "om ett år", "om eit år", "et år", "ett år", "eit år"):
        return on(after(base, 1, "år"))
    if _HALF_YEAR.fullmatch(text):
        return on(add_months(base, 6))
    if _YEAR_AND_A_HALF.fullmatch(text):
        return on(add_months(base, 18))
    found = re.fullmatch(rf"(?:om )?(?P<count>{NUMBER}) ?(?P<unit>{UNIT})", text)
    return on(after(base, count(found["count"]), found["unit"])) if found else None


def after(base: date, number: int, unit: str) -> date:
    """Reckon the day `number` days, weeks, months, years or working days after the base.

    Raises:
        DateRefused: It is further off than anybody plans.
    """
    kind = _UNITS[unit]
    if number > {_DAY: 3660, _WEEK: 520, _MONTH: 120, _YEAR: 10, _WORKING_DAY: 500}[kind]:
        raise DateRefused("Fristen er mer enn ti år fram. Skriv datoen, for eksempel 15.12.2030.")
    if kind == _WORKING_DAY:
        return _working_days_after(base, number)
    if kind in (_MONTH, _YEAR):
        return add_months(base, number * (12 if kind == _YEAR else 1))
    return base + timedelta(days=number * (7 if kind == _WEEK else 1))


def _working_days_after(base: date, number: int) -> date:
    day = base
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


def add_months(base: date, months: int) -> date:
    """Go forward in months, to the month's last day where the day does not exist there."""
    year, month = divmod(base.year * 12 + base.month - 1 + months, 12)
    return date(year, month + 1, min(base.day, monthrange(year, month + 1)[1]))


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter_sunday(year) + timedelta(days=days)


def _every(day: int, month: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


_NAMED_DAYS: Mapping[str, Callable[[int], date]] = {
    r"(?:1\.|første) ?nyttårsdag|nyttårsdag(?:en)?": _every(1, 1),
    r"palmesøndag": _from_easter(-7),
    r"skjærtorsdag": _from_easter(-3),
    r"langfredag": _from_easter(-2),
    r"påskea?ften|påskeaftan": _from_easter(-1),
    r"(?:1\.?|første) ?påskedag": _from_easter(0),
    r"(?:2\.?|andre|annen) ?påskedag": _from_easter(1),
    r"arbeidernes dag|arbeidarane sin dag": _every(1, 5),
    r"grunnlovsdag(?:en)?|nasjonaldag(?:en)?": _every(17, 5),
    r"kristi himmelfart(?:s ?dag)?|kristi himmelfartsdag": _from_easter(39),
    r"pinsea?ften": _from_easter(48),
    r"(?:1\.?|første) ?pinsedag|pinse": _from_easter(49),
    r"(?:2\.?|andre|annen) ?pinsedag": _from_easter(50),
    r"sankthans(?:aften)?|st\.? ?hans(?:aften)?|jonsok(?:aften)?": _every(23, 6),
    r"luciadagen|lucia": _every(13, 12),
    r"(?:lille|litle) ?(?:julaften|julekveld|julekvelden)": _every(23, 12),
    r"julaften|julekveld|julekvelden|julaftan": _every(24, 12),
    r"(?:1\.?|første) ?juledag": _every(25, 12),
    r"(?:2\.?|andre|annen) ?juledag": _every(26, 12),
    r"nyttårsaften|nyttårskvelden|årsskiftet(?: 20[0-9]{2}/(?:20)?[0-9]{2})?": _every(31, 12),
    r"før (?:jul|jula|julen|juleferien|julaften)": lambda year: last_working_day_before(
        date(year, 12, 24)
    ),
    # The Wednesday before skjærtorsdag, as the municipality counts it.
    r"før (?:påske|påska|påsken|påskeferien)": _from_easter(-4),
    r"før årsskiftet": _every(31, 12),
}


def named_day(text: str, base: date) -> Deadline | None:
    """«julaften», «skjærtorsdag 2027», «årsskiftet», «før jul», «før påske»."""
    for pattern, day_in in _NAMED_DAYS.items():
        if found := re.fullmatch(rf"(?:{pattern}){YEAR}?", text):
            year = said_year(found["year"])
            if year is not None:
                return on(day_in(year))
            return on(first_on_or_after(base, day_in))
    return None


def first_on_or_after(base: date, day_in: Callable[[int], date]) -> date:
    """Find a yearly day's first occurrence on or after the base."""
    this_year = day_in(base.year)
    return this_year if this_year >= base else day_in(base.year + 1)


def several_days(days: list[date], base: date) -> Deadline:
    """Answer with the one day there is, or ask which of them."""
    return on(days[0]) if len(set(days)) == 1 else ask(days, base)
