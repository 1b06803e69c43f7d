"""What names no day, or has two correct meanings: it asks, and is never settled silently."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from store.deadline.answer import Deadline, ask, refuse
from store.deadline.days import UNIT, after, first_day_of_number
from store.deadline.periods import last_day_of_month, year_of_month
from store.deadline.wording import NUMBER, YEAR, count, said_year
from store.norwegian_dates import (
    MONTH,
    MONTH_NUMBERS,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    WrittenDate,
    easter_sunday,
    first_occurrence,
    is_working_day,
    last_working_day_before,
    next_weekday,
)

_WEEK = timedelta(weeks=1)


def next_friday(text: str, base: date) -> Deadline | None:
    """«neste fredag»: the coming one, or the one after."""
    found = re.fullmatch(rf"neste {WEEKDAY}", text)
    if found is None:
        return None
    coming = next_weekday(WEEKDAY_NUMBERS[found["weekday"]], base)
    return ask([coming, coming + _WEEK], base)


def whole_month(text: str, base: date) -> Deadline | None:
    """«mars», «mars 2027», «12.2026»: the first, the middle or the last day."""
    found = re.fullmatch(rf"(?:tidlig i |sent i |seint i )?{MONTH}{YEAR}?", text)
    if found is None:
        found = re.fullmatch(r"(?P<month>0?[1-9]|1[0-2])[./-](?P<year>20[0-9]{2})", text)
    if found is None:
        found = re.fullmatch(r"(?P<year>20[0-9]{2})-(?P<month>0[1-9]|1[0-2])", text)
    if found is None:
        return None
    month = MONTH_NUMBERS.get(found["month"]) or int(found["month"])
    days = _days_of_month(month, said_year(found["year"]), base)
    # «mai 27» is a month in 2027, or the 27th.
    if found["year"] and len(found["year"]) == 2 and 1 <= int(found["year"]) <= 28:
        year = base.year + (date(base.year, month, int(found["year"])) < base)
        days.append(date(year, month, int(found["year"])))
    return ask(days, base)


def _days_of_month(month: int, said: int | None, base: date) -> list[date]:
    year = year_of_month(month, said, base)
    return [date(year, month, 1), date(year, month, 15), last_day_of_month(year, month)]


def start_of_month(text: str, base: date) -> Deadline | None:
    """«begynnelsen av mars»: one of its first days."""
    found = re.fullmatch(rf"(?:begynnelsen|byrjinga|starten) (?:av|på) {MONTH}{YEAR}?", text)
    if found is None:
        return None
    first = _days_of_month(MONTH_NUMBERS[found["month"]], said_year(found["year"]), base)[0]
    if first + timedelta(days=9) < base:
        first = first.replace(year=first.year + 1)
    return ask([first, first.replace(day=5), first.replace(day=10)], base)


def whole_year(text: str, base: date) -> Deadline | None:
    """«2027»: the middle or the end of it, or its first working day."""
    found = re.fullmatch(r"(?:året )?(?P<year>20[0-9]{2}|21[0-9]{2})", text)
    if found is None:
        return None
    year = int(found["year"])
    days = [_first_working_day_from(date(year, 1, 1)), date(year, 6, 30), date(year, 12, 31)]
    if found["year"][:2] == "20" and 1 <= int(found["year"][2:]) <= 12:
        # «2012» is perhaps 20 December, typed without a sign.
        days += _four_digits(found["year"], base)
    return ask(days, base)


def four_digits(text: str, base: date) -> Deadline | None:
    """«1512»: perhaps 15 December, perhaps a time of day."""
    days = _four_digits(text, base) if re.fullmatch("[0-9]{4}", text) else []
    return ask(days, base) if days else None


def _four_digits(text: str, base: date) -> list[date]:
    day, month = int(text[:2]), int(text[2:])
    if not (1 <= month <= 12 and 1 <= day <= last_day_of_month(base.year, month).day):
        return []
    return [first_occurrence(WrittenDate(day, month, None), base)]


def bare_number(text: str, base: date) -> Deadline | None:
    """«15»: a day of the month, or a week."""
    if not re.fullmatch("[0-9]{1,2}", text) or not 1 <= int(text) <= 52:
        return None
    number = int(text)
    year = base.isocalendar().year
    friday = date.fromisocalendar(year, number, 5)
    days = [friday if friday >= base else date.fromisocalendar(year + 1, number, 5)]
    if number <= 31:
        days.append(first_day_of_number(number, base))
    return ask(days, base)


def _first_working_day_from(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def _friday_of_week(year: int, week: int) -> date:
    return date.fromisocalendar(year, week, 5)


def _monday_of_week(year: int, week: int) -> date:
    return date.fromisocalendar(year, week, 1)


def _friday_before(day: date) -> date:
    return day - timedelta(days=(day.weekday() - 5) % 7 + 1)


def _months(first: int, last: int) -> Callable[[int], list[date]]:
    """Give the first day, the 15th in the middle, and the last day of a season."""
    middle = (first + last) // 2
    return lambda year: [
        *(date(year, first, 1), date(year, middle, 15), last_day_of_month(year, last))
    ]


def _winter(year: int) -> list[date]:
    return [date(year - 1, 12, 1), date(year, 1, 15), last_day_of_month(year, 2)]


def _after_easter(year: int) -> list[date]:
    tuesday = easter_sunday(year) + timedelta(days=2)
    return [tuesday, tuesday + timedelta(days=3)]


def _around_christmas(year: int) -> list[date]:
    return [last_working_day_before(date(year, 12, 24)), date(year, 12, 24)]


def _after_christmas(year: int) -> list[date]:
    return [_first_working_day_from(date(year, 12, 27)), _after_new_year(year + 1)[0]]


def _after_new_year(year: int) -> list[date]:
    return [_first_working_day_from(date(year, 1, 2)), date(year, 1, 15), date(year, 1, 31)]


_IN = r"(?:i |til |i løpet av |innen )?"
_HOLIDAY = r"(?:ferie(?:n)?)"
# School holidays are set by each county, so the weeks in use are what is offered.
_LOCAL: tuple[tuple[str, Callable[[int], list[date]]], ...] = (
    (rf"{_IN}(?:vår|våren|vårsemesteret)", _months(3, 5)),
    (rf"{_IN}(?:sommer|sommeren|sommaren)", _months(6, 8)),
    (rf"{_IN}(?:høst|høsten|haust|hausten|høstsemesteret)", _months(9, 11)),
    (rf"{_IN}(?:vinter|vinteren)", _winter),
    (
        r"(?:før |innen )?(?:sommeren|sommaren|sommer|sommerferien|sommarferien|ferien|fellesferien"
        r"|skoleslutt|skuleslutt)",
        lambda year: [date(year, 6, 1), _friday_before(date(year, 6, 23)), date(year, 6, 30)],
    ),
    (
        r"(?:etter (?:sommeren|sommaren|sommer|sommerferien|ferien|fellesferien)"
        r"|(?:(?:før|innen|til|ved) )?(?:skolestart|skulestart))",
        lambda year: [_first_working_day_from(date(year, 8, 15)), date(year, 8, 31)],
    ),
    (
        rf"(?:(?:før|innen|til) )?(?:høst|haust){_HOLIDAY}",
        lambda year: [_friday_of_week(year, 39), _friday_of_week(year, 40)],
    ),
    (
        rf"etter (?:høst|haust){_HOLIDAY}",
        lambda year: [_monday_of_week(year, 41), _monday_of_week(year, 42)],
    ),
    (
        rf"(?:(?:før|innen|til) )?vinter{_HOLIDAY}",
        lambda year: [_friday_of_week(year, week) for week in (7, 8, 9)],
    ),
    (
        rf"etter vinter{_HOLIDAY}",
        lambda year: [_monday_of_week(year, week) for week in (8, 9, 10)],
    ),
    (r"(?:innen |til |i )?(?:jul|jula|julen|juleferien)", _around_christmas),
    (r"(?:i )?romjul(?:a|en)?", lambda year: [date(year, 12, 28), date(year, 12, 30)]),
    (r"(?:innen |til |før )?nyttår", lambda year: [date(year, 12, 30), date(year, 12, 31)]),
    (r"(?:etter|over|på) (?:nyttår|nyåret|årsskiftet)|nyåret", _after_new_year),
    (r"etter (?:jul|jula|julen|juleferien)", _after_christmas),
    (
        r"(?:innen |til |i )?(?:påske|påska|påsken|påskeferien)",
        lambda year: [easter_sunday(year) + timedelta(days=days) for days in (-4, 2)],
    ),
    (r"etter (?:påske|påska|påsken|påskeferien)", _after_easter),
)


def season_or_holiday(text: str, base: date) -> Deadline | None:
    """«våren 2027», «før sommeren», «før høstferien», «etter jul»: local, or no day at all."""
    for pattern, days_in in _LOCAL:
        if found := re.fullmatch(rf"(?:{pattern}){YEAR}?", text):
            year = said_year(found["year"])
            if year is None:
                year = base.year if max(days_in(base.year)) >= base else base.year + 1
                # In November «til høsten» is not the autumn that is passing.
                if text.startswith("til ") and min(days_in(year)) < base:
                    year += 1
            return ask(days_in(year), base)
    return None


def weekend(text: str, base: date) -> Deadline | None:
    """«helga», «før helga», «over helga»: the Friday before, the Sunday, or the Monday after."""
    found = re.fullmatch(r"(?:(?P<side>før|innen|til|i|etter|over) )?(?:helg|helga|helgen)", text)
    if found is None:
        return None
    monday = next_weekday(0, base)
    if found["side"] in ("etter", "over"):
        return ask([monday, monday + timedelta(days=4)], base)
    return ask([monday - timedelta(days=3), monday - timedelta(days=1)], base)


def part_of_week(text: str, base: date) -> Deadline | None:
    """«begynnelsen av uke 50», «midten av uke 50»: one of two days."""
    found = re.fullmatch(
        r"(?P<part>begynnelsen|starten|midten|tidlig|midt) (?:av|på|i) (?:uke|veke) "
        rf"(?P<week>[0-9]{{1,2}}){YEAR}?",
        text,
    )
    if found is None or not 1 <= int(found["week"]) <= 52:
        return None
    week, year = int(found["week"]), said_year(found["year"])
    monday = _monday_of_week(year or base.isocalendar().year, week)
    if year is None and monday + timedelta(days=4) < base:
        monday = _monday_of_week(base.isocalendar().year + 1, week)
    days = (2, 3) if found["part"].startswith("mid") else (0, 1)
    return ask([monday + timedelta(days=number) for number in days], base)


_SEVERAL = {"et par": (2, 3), "eit par": (2, 3), "noen": (2, 3, 4), "nokre": (2, 3, 4)}


def about_so_long(text: str, base: date) -> Deadline | None:
    """«om et par uker», «om 3-4 uker», «om ei ukes tid»: each whole number of them."""
    found = re.fullmatch(
        rf"(?:om )?(?:(?P<words>{'|'.join(_SEVERAL)})"
        rf"|(?P<low>{NUMBER})(?:-| til | eller )(?P<high>{NUMBER})) (?P<unit>{UNIT})",
        text,
    )
    if found and found["words"]:
        return ask(
            [after(base, number, found["unit"]) for number in _SEVERAL[found["words"]]], base
        )
    if found:
        return ask([after(base, count(found[end]), found["unit"]) for end in ("low", "high")], base)
    found = re.fullmatch(
        rf"om (?P<count>{NUMBER}) (?P<unit>uke|veke|måned|månad|dag|år)(?:er|ar)?s tid", text
    )
    if found is None:
        return None
    day = after(base, count(found["count"]), found["unit"])
    return ask([day, day + timedelta(days=(4 - day.weekday()) % 7)], base)


def nearness_only(text: str, _base: date) -> Deadline | None:
    """«snart», «senere»: no frist, and nothing to choose from."""
    if re.fullmatch(r"snart|om kort tid|senere|seinere|etter hvert|etterhvert|på sikt", text):
        return refuse(f"«{text}» er ingen frist. Skriv for eksempel uke 50, snarest eller løpende.")
    return None
