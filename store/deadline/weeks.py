"""Frists that name a week: by its ISO number, or as this one or the next."""

import re
from datetime import date, timedelta

from store.deadline.answer import Deadline, on, refuse
from store.deadline.days import several_days
from store.deadline.wording import NUMBER, count, said_year
from store.norwegian_dates import WEEKDAY, WEEKDAY_NUMBERS, DateRefused, next_weekday

_FRIDAY = 4
_WEEKDAY_OF = rf"(?:{WEEKDAY} ?(?:(?:i|den) )*)?"
_WEEKDAY_AFTER = rf"(?: {WEEKDAY.replace('weekday', 'weekday_after')})?"
_END_OF_WEEK = r"(?:(?:utgangen|utgongen|slutten|utløpet) av )?"
_WEEK_WORD = r"(?:(?:uke|uka|uken|veke|veka|vike|vika|vk|u)(?: ?nr)?\.?)"
_NUMBERED = re.compile(
    rf"{_END_OF_WEEK}{_WEEKDAY_OF}(?:{_WEEK_WORD}|ukene|vekene)\.? ?(?P<first>[0-9]{{1,2}})\.?"
    rf"(?:\s?(?:-|/| og | til )\s?(?:{_WEEK_WORD} ?)?(?P<last>[0-9]{{1,2}}))?"
    rf"(?:(?:[ ,/]|-(?=[0-9]{{4}}))+(?:i )?(?P<year>20[0-9]{{2}}))?{_WEEKDAY_AFTER}"
)
_ISO = re.compile(r"(?P<year>[0-9]{4})-?w(?P<first>[0-9]{2})(?:-?(?P<day>[1-7]))?")
_LONGEST_RANGE_WEEKS = 26


def numbered_week(text: str, base: date) -> Deadline | None:
    """«uke 50» (its Friday), «onsdag i uke 49», «uke 50-51» (the last Friday), «uke 2 2027»."""
    found = _NUMBERED.fullmatch(text)
    if found is None:
        return None
    year = said_year(found["year"])
    spelling = found["weekday"] or found["weekday_after"]
    weekday = WEEKDAY_NUMBERS[spelling] if spelling else _FRIDAY
    first = int(found["first"])
    if found["last"] is None:
        day = _day_of_week(first, weekday, year, base)
        return on(day) if year else on(day, counted_from=base)
    if spelling:
        return refuse("En ukedag og flere uker er ikke én frist. Skriv for eksempel onsdag uke 49.")
    return _range(first, int(found["last"]), year, base)


def _range(first: int, last: int, year: int | None, base: date) -> Deadline:
    _refuse_unless_a_week(first)
    _refuse_unless_a_week(last)
    # A range such as 51-2 goes over New Year.
    if (last - first) % 52 > _LONGEST_RANGE_WEEKS or first == last:
        return refuse(f"Uke {first} til {last} går baklengs. Skriv for eksempel uke 50-51.")
    if year is not None and last < first:
        year += 1
    day = _day_of_week(last, _FRIDAY, year, base)
    return on(day) if year else on(day, counted_from=base)


def iso_week(text: str, _base: date) -> Deadline | None:
    """«2026-W50», «2026-W50-3»: ISO 8601's own way of writing a week."""
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    weekday = int(found["day"]) - 1 if found["day"] else _FRIDAY
    return on(_day_of_week(int(found["first"]), weekday, said_year(found["year"]), _base))


def _refuse_unless_a_week(number: int) -> None:
    if not 1 <= number <= 53:
        raise DateRefused(f"Uke {number} finnes ikke. Et år har 52 eller 53 uker.")


def _day_of_week(number: int, weekday: int, year: int | None, base: date) -> date:
    """Find the day in a week; without a year the first such week whose day is not past."""
    _refuse_unless_a_week(number)
    this_year = base.isocalendar().year
    if number == 53:
        return _day_of_week_53(weekday, year or this_year)
    if year is not None:
        return date.fromisocalendar(year, number, weekday + 1)
    day = date.fromisocalendar(this_year, number, weekday + 1)
    return day if day >= base else date.fromisocalendar(this_year + 1, number, weekday + 1)


def _day_of_week_53(weekday: int, year: int) -> date:
    # 28 December always lies in a year's last week.
    if date(year, 12, 28).isocalendar().week != 53:
        raise DateRefused(f"{year} har ikke uke 53. Skriv for eksempel uke 52 eller uke 1.")
    return date.fromisocalendar(year, 53, weekday + 1)


_NAMED_WEEK = re.compile(
    rf"{_END_OF_WEEK}{_WEEKDAY_OF}"
    r"(?P<which>neste (?:uke|veke|vike)|til (?:uka|uken|veka|vika)|uka etter|veka etter"
    r"|(?:(?:denne|inneværende|i) )?(?:uke|uka|uken|veka|veke))"
    rf"{_WEEKDAY_AFTER}"
)


def this_or_next_week(text: str, base: date) -> Deadline | None:
    """«neste uke» (its Friday), «onsdag neste uke», «denne uka», «utgangen av uka»."""
    found = _NAMED_WEEK.fullmatch(text)
    if found is None or text in ("uke", "veke"):
        return None
    spelling = found["weekday"] or found["weekday_after"]
    weekday = WEEKDAY_NUMBERS[spelling] if spelling else _FRIDAY
    is_next = re.match("neste|til|.+etter", found["which"]) is not None
    monday = base - timedelta(days=base.weekday())
    return on(monday + timedelta(days=weekday + (7 if is_next else 0)))


def weekday_in_some_weeks(text: str, base: date) -> Deadline | None:
    """«fredag om to uker»: that week's Friday or the coming one plus two weeks, if they differ."""
    found = re.fullmatch(
        rf"{WEEKDAY} om (?P<count>{NUMBER}) ?(?P<unit>uke|uker|veke|veker|dager|dagar)", text
    )
    if found is None:
        return None
    number = count(found["count"])
    weeks, rest = (number, 0) if found["unit"][0] in "uv" else divmod(number, 7)
    if rest or weeks > 520:
        return refuse("Ukedagen passer ikke med tida. Skriv for eksempel fredag om to uker.")
    weekday = WEEKDAY_NUMBERS[found["weekday"]]
    in_that_week = base + timedelta(days=weekday - base.weekday(), weeks=weeks)
    counted_on = next_weekday(weekday, base) + timedelta(weeks=weeks)
    return several_days([in_that_week, counted_on], base)
