"""The order in which the ways of saying a frist are tried, and the warnings a day draws."""

import re
from dataclasses import replace
from datetime import date, timedelta

from store.deadline import days, periods, vague, weeks, without_day
from store.deadline.answer import Deadline, DeadlineKind, Reader, ask, refuse
from store.deadline.wording import simpler_forms, with_absolute_periods, without_clock
from store.norwegian_dates import (
    LONGEST_TYPED,
    WEEKDAYS,
    DateRefused,
    last_working_day_before,
    numeric,
    plain,
    public_holiday,
)
from store.text import clean

# First come the kinds without a day, whose wording may hold a date («årlig innen 1. mars»).
_WITHOUT_DAY: tuple[Reader, ...] = (
    without_day.kind_in_one_word,
    without_day.repeated,
    without_day.another_meeting,
)
# Then what names one day, and last what asks. A text is taken by the first reader that knows it.
_WITH_DAY: tuple[Reader, ...] = (
    days.today_or_tomorrow,
    days.written_date,
    days.range_of_dates,
    weeks.numbered_week,
    weeks.iso_week,
    weeks.this_or_next_week,
    weeks.weekday_in_some_weeks,
    days.bare_weekday,
    days.in_a_while,
    days.named_day,
    days.day_of_month,
    periods.nth_weekday_of_month,
    periods.end_of_month,
    periods.start_or_middle_of_month,
    periods.end_of_year,
    periods.numbered_period,
    periods.this_or_next_period,
    vague.next_friday,
    vague.whole_month,
    vague.start_of_month,
    vague.whole_year,
    vague.four_digits,
    vague.bare_number,
    vague.season_or_holiday,
    vague.weekend,
    vague.part_of_week,
    vague.about_so_long,
    vague.nearness_only,
)
_QUOTED_CHARACTERS = 40


def understand(typed: str, base: date, *, next_meeting: date | None = None) -> Deadline:
    """Read a frist as people say it.

    The rules are the section «Frist» of the project's domain description. Weekends, public
    holidays and days before the meeting are not moved, only warned about.

    Args:
        typed: Anything at all; no text raises.
        base: The date of the sitting in which it was said, within 1900 to 2199.
        next_meeting: The date of the series' next meeting, where it is known.

    Returns:
        The frist, with `typed` exactly as it came.
    """
    try:
        answer = _read(typed, base)
    except DateRefused as refused:
        answer = refuse(str(refused))
    if answer.kind is DeadlineKind.NEXT_MEETING:
        answer = replace(answer, shown=without_day.next_meeting_shown(next_meeting))
    if answer.date is not None:
        answer = replace(answer, warnings=(*_warnings(answer.date, base), *answer.warnings))
    return replace(answer, typed=typed)


def _read(typed: str, base: date) -> Deadline:
    if len(typed) > LONGEST_TYPED:
        return refuse(f"Fristen er på over {LONGEST_TYPED} tegn. Skriv bare selve fristen.")
    text = plain(typed)
    if not text and typed.strip():
        return _not_understood(typed, base)
    if answer := _first_answer(_WITHOUT_DAY, text.rstrip(".") or text, base):
        return answer
    text = with_absolute_periods(without_clock(text), base)
    return _with_day(text, base) or _not_understood(typed, base)


def _with_day(text: str, base: date) -> Deadline | None:
    for form in simpler_forms(text):
        if answer := _first_answer(_WITH_DAY, form, base):
            return answer
        if answer := _before(form, base) or _about(form, base) or _several(form, base):
            return answer
    return None


def _first_answer(readers: tuple[Reader, ...], text: str, base: date) -> Deadline | None:
    return next((answer for read in readers if (answer := read(text, base))), None)


def _single(text: str, base: date) -> Deadline | None:
    """Read a part of a frist, for the readers that put two meanings side by side."""
    for form in simpler_forms(text):
        if answer := _first_answer(_WITH_DAY, form, base):
            return answer
    return None


def _before(text: str, base: date) -> Deadline | None:
    """«før 15.12», «før uke 50», «før mars»: strictly the working day before, or that day."""
    inner = _single(text.removeprefix("før "), base) if text.startswith("før ") else None
    if inner is None or inner.kind is DeadlineKind.REFUSED:
        return inner
    said = inner.date or inner.candidates[0].date
    # The whole of a week is before its Friday.
    is_week = re.match(r"før (?:uke|veke|neste uke|neste veke)", text) is not None
    first = said - timedelta(days=said.weekday()) if is_week else said
    return ask([last_working_day_before(first), said], base)


def _about(text: str, base: date) -> Deadline | None:
    """«ca. 1. desember»: that day, or the Friday of its week."""
    found = re.fullmatch(r"(?:ca\.?|cirka|rundt|omkring|omtrent|om lag) (?P<rest>.+)", text)
    inner = _single(found["rest"], base) if found else None
    if inner is None or inner.date is None:
        return inner
    return ask([inner.date, inner.date + timedelta(days=(4 - inner.date.weekday()) % 7)], base)


def _several(text: str, base: date) -> Deadline | None:
    """«torsdag eller fredag» asks; «15.12 og 20.12» is two frists."""
    parts = re.split(r" (?:eller|og) |(?<=[a-zæøå])/(?=[a-zæøå])| / ", text)
    if not 2 <= len(parts) <= 4:
        return None
    found = [answer.date for part in parts if (answer := _single(part, base)) and answer.date]
    if len(found) < len(parts):
        return None
    if " og " in text:
        return refuse("Fristen nevner flere dager. Skriv én av dem, eller lag en oppgave for hver.")
    return ask(found, base)


def _not_understood(typed: str, base: date) -> Deadline:
    quoted = " ".join(clean(typed).split())
    if len(quoted) > _QUOTED_CHARACTERS:
        quoted = quoted[:_QUOTED_CHARACTERS] + "…"
    return refuse(
        f"Fristen «{quoted}» ble ikke forstått. "
        f"Skriv for eksempel {numeric(base)[:5]}, uke 50, fredag, om 14 dager eller løpende."
    )


def _warnings(day: date, base: date) -> tuple[str, ...]:
    found = []
    if day.weekday() >= 5:
        found.append(f"{numeric(day)} er en {WEEKDAYS[day.weekday()]}.")
    if holiday := public_holiday(day):
        found.append(f"{numeric(day)} er {holiday}.")
    if day < base:
        found.append("Fristen er før møtet.")
    return tuple(found)
