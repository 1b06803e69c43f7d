"""The rules for frist, as tables: what is said on the left, what it means on the right."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.deadline import DeadlineKind, understand
from store.norwegian_dates import parse_date

TUESDAY = date(2026, 11, 24)
_THIS_CENTURY = st.dates(date(2000, 1, 1), date(2098, 12, 31))


def shown(typed: str, base: date = TUESDAY) -> str:
    """Read a frist that must be a day without a remark."""
    found = understand(typed, base)
    assert (found.kind, found.warnings) == (DeadlineKind.DATE, ()), found.shown
    return found.shown


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        *(("15.12", "tir 15.12.2026 (uke 51)"), ("15.12.", "tir 15.12.2026 (uke 51)")),
        *(("15/12", "tir 15.12.2026 (uke 51)"), ("15,12", "tir 15.12.2026 (uke 51)")),
        *(("15. des.", "tir 15.12.2026 (uke 51)"), ("15des", "tir 15.12.2026 (uke 51)")),
        *(("1. des", "tir 01.12.2026 (uke 49)"), ("innen 1. desember", "tir 01.12.2026 (uke 49)")),
        *(("første desember", "tir 01.12.2026 (uke 49)"), ("1/12-26", "tir 01.12.2026 (uke 49)")),
        ("15.desember 2026", "tir 15.12.2026 (uke 51)"),
        ("151226", "tir 15.12.2026 (uke 51)"),
        ("20261215", "tir 15.12.2026 (uke 51)"),
        ("2026-12-15", "tir 15.12.2026 (uke 51)"),
        ("Innen 15.12.2026.", "tir 15.12.2026 (uke 51)"),
        ("senest den 15. desember", "tir 15.12.2026 (uke 51)"),
        ("snarest, senest 15.12", "tir 15.12.2026 (uke 51)"),
        ("fredag 11.12", "fre 11.12.2026 (uke 50)"),
        ("fre. den 11. desember", "fre 11.12.2026 (uke 50)"),
        ("11.12 (fredag)", "fre 11.12.2026 (uke 50)"),
        ("24.11", "tir 24.11.2026 (uke 48)"),
        ("15. mars neste år", "man 15.03.2027 (uke 11)"),
        ("den 15.", "tir 15.12.2026 (uke 51)"),
        ("15. neste måned", "tir 15.12.2026 (uke 51)"),
        ("15.-17. des", "tor 17.12.2026 (uke 51)"),
        ("14.12 til 18.12", "fre 18.12.2026 (uke 51)"),
    ],
)
def test_a_written_date(typed: str, expected: str) -> None:
    assert shown(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("fredag", "fre 27.11.2026 (uke 48)"),
        ("på fredag", "fre 27.11.2026 (uke 48)"),
        ("innen fredag", "fre 27.11.2026 (uke 48)"),
        ("til fredag", "fre 27.11.2026 (uke 48)"),
        ("førstkommende fredag", "fre 27.11.2026 (uke 48)"),
        ("fredag ettermiddag", "fre 27.11.2026 (uke 48)"),
        ("tirsdag", "tir 01.12.2026 (uke 49)"),
        ("måndag", "man 30.11.2026 (uke 49)"),
        ("i dag", "tir 24.11.2026 (uke 48)"),
        ("i morgen", "ons 25.11.2026 (uke 48)"),
        ("i morgon", "ons 25.11.2026 (uke 48)"),
        ("i overmorgen", "tor 26.11.2026 (uke 48)"),
    ],
)
def test_a_bare_weekday_is_the_next_one_and_never_the_meetings_own(
    typed: str, expected: str
) -> None:
    assert shown(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("uke 50", "fre 11.12.2026 (uke 50)"),
        ("uke50", "fre 11.12.2026 (uke 50)"),
        ("veke 50", "fre 11.12.2026 (uke 50)"),
        ("innen utgangen av uke 50", "fre 11.12.2026 (uke 50)"),
        ("i løpet av uke 50", "fre 11.12.2026 (uke 50)"),
        ("uke 48", "fre 27.11.2026 (uke 48)"),
        ("uke 2", "fre 15.01.2027 (uke 2)"),
        ("i uke 3", "fre 22.01.2027 (uke 3)"),
        ("uke 2 2027", "fre 15.01.2027 (uke 2)"),
        ("uke 50/2027", "fre 17.12.2027 (uke 50)"),
        ("onsdag i uke 49", "ons 02.12.2026 (uke 49)"),
        ("onsdag uke 49", "ons 02.12.2026 (uke 49)"),
        ("uke 49, onsdag", "ons 02.12.2026 (uke 49)"),
        ("2026-W50", "fre 11.12.2026 (uke 50)"),
        ("neste uke", "fre 04.12.2026 (uke 49)"),
        ("til uka", "fre 04.12.2026 (uke 49)"),
        ("onsdag neste uke", "ons 02.12.2026 (uke 49)"),
        ("denne uka", "fre 27.11.2026 (uke 48)"),
        ("utgangen av uka", "fre 27.11.2026 (uke 48)"),
    ],
)
def test_a_week_is_its_friday_unless_a_day_is_named(typed: str, expected: str) -> None:
    assert shown(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("uke 50-51", "fre 18.12.2026 (uke 51)"),
        ("uke 50–51", "fre 18.12.2026 (uke 51)"),
        ("uke 50 og 51", "fre 18.12.2026 (uke 51)"),
        ("uke 51-2", "fre 15.01.2027 (uke 2)"),
        ("uke 51-2 2026", "fre 15.01.2027 (uke 2)"),
    ],
)
def test_a_range_of_weeks_means_its_last_friday(typed: str, expected: str) -> None:
    assert shown(typed) == expected


def test_week_53_is_taken_only_where_the_year_has_it() -> None:
    assert understand("uke 53", TUESDAY).date == date(2027, 1, 1)
    assert understand("uke 53", date(2027, 1, 1)).date == date(2027, 1, 1)
    assert understand("uke 53 2026", date(2025, 3, 3)).date == date(2027, 1, 1)
    refused = understand("uke 53", date(2027, 2, 1))
    assert refused.kind is DeadlineKind.REFUSED
    assert refused.shown == "2027 har ikke uke 53. Skriv for eksempel uke 52 eller uke 1."


def test_at_new_year_a_week_belongs_to_its_iso_year() -> None:
    saturday_of_week_53 = date(2027, 1, 2)
    assert shown("uke 1", saturday_of_week_53) == "fre 08.01.2027 (uke 1)"
    assert shown("neste uke", saturday_of_week_53) == "fre 08.01.2027 (uke 1)"
    assert shown("uke 1", date(2025, 12, 29)) == "fre 02.01.2026 (uke 1)"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("om 14 dager", "tir 08.12.2026 (uke 50)"),
        ("om fjorten dagar", "tir 08.12.2026 (uke 50)"),
        ("innen 14 dager", "tir 08.12.2026 (uke 50)"),
        ("14 dager fra i dag", "tir 08.12.2026 (uke 50)"),
        ("om to uker", "tir 08.12.2026 (uke 50)"),
        ("om ei uke", "tir 01.12.2026 (uke 49)"),
        ("ei uke", "tir 01.12.2026 (uke 49)"),
        ("tre veker", "tir 15.12.2026 (uke 51)"),
        ("om en måned", "tor 24.12.2026 (uke 52)"),
        ("om 3 mnd", "ons 24.02.2027 (uke 8)"),
        ("om et år", "ons 24.11.2027 (uke 47)"),
        ("om halvannet år", "ons 24.05.2028 (uke 21)"),
        ("om 10 virkedager", "tir 08.12.2026 (uke 50)"),
        ("fredag om to uker", "fre 11.12.2026 (uke 50)"),
    ],
)
def test_a_while_is_counted_from_the_sitting(typed: str, expected: str) -> None:
    assert shown(typed) == expected


def test_a_month_ends_where_the_day_does_not_exist() -> None:
    assert understand("om en måned", date(2027, 1, 31)).date == date(2027, 2, 28)
    assert understand("om et år", date(2028, 2, 29)).date == date(2029, 2, 28)
    assert understand("om et halvt år", date(2026, 8, 31)).date == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("innen utgangen av mars", "ons 31.03.2027 (uke 13)"),
        ("ultimo mars", "ons 31.03.2027 (uke 13)"),
        ("månedsskiftet mars/april", "ons 31.03.2027 (uke 13)"),
        ("utgangen av måneden", "man 30.11.2026 (uke 49)"),
        ("utgangen av november", "man 30.11.2026 (uke 49)"),
        ("utgangen av februar 2028", "tir 29.02.2028 (uke 9)"),
        ("medio mars", "man 15.03.2027 (uke 11)"),
        ("utgangen av året", "tor 31.12.2026 (uke 53)"),
        ("årets slutt", "tor 31.12.2026 (uke 53)"),
        ("innen utgangen av 2027", "fre 31.12.2027 (uke 52)"),
        ("årsskiftet", "tor 31.12.2026 (uke 53)"),
        ("årsskiftet 2026/2027", "tor 31.12.2026 (uke 53)"),
        ("før årsskiftet", "tor 31.12.2026 (uke 53)"),
        ("før jul", "ons 23.12.2026 (uke 52)"),
        ("før påske", "ons 24.03.2027 (uke 12)"),
        ("julaften", "tor 24.12.2026 (uke 52)"),
        ("1. kvartal", "ons 31.03.2027 (uke 13)"),
        ("4. kvartal", "tor 31.12.2026 (uke 53)"),
        ("innen utgangen av første kvartal", "ons 31.03.2027 (uke 13)"),
        ("1. tertial", "fre 30.04.2027 (uke 17)"),
        ("3. tertial", "tor 31.12.2026 (uke 53)"),
        ("2. tertial 2027", "tir 31.08.2027 (uke 35)"),
        ("1. halvår", "ons 30.06.2027 (uke 26)"),
        ("inneværende tertial", "tor 31.12.2026 (uke 53)"),
        ("neste tertial", "fre 30.04.2027 (uke 17)"),
        ("siste fredag i november", "fre 27.11.2026 (uke 48)"),
        ("første mandag i januar", "man 04.01.2027 (uke 1)"),
        ("siste arbeidsdag i januar", "fre 29.01.2027 (uke 4)"),
    ],
)
def test_the_end_of_a_period_and_the_named_days(typed: str, expected: str) -> None:
    assert shown(typed) == expected


def test_before_christmas_is_the_last_working_day_before_julaften() -> None:
    # In 2028 julaften is a Sunday.
    assert shown("før jul", date(2028, 11, 1)) == "fre 22.12.2028 (uke 51)"
    assert understand("før jul", date(2026, 12, 24)).date == date(2027, 12, 23)


def test_a_date_without_a_year_is_its_first_occurrence_on_or_after_the_meeting() -> None:
    assert understand("1.1", date(2026, 12, 31)).date == date(2027, 1, 1)
    assert understand("31.12", date(2026, 12, 31)).date == date(2026, 12, 31)
    assert understand("29.2", date(2027, 11, 1)).date == date(2028, 2, 29)


@pytest.mark.parametrize(
    "typed",
    ["11.12 kl 10", "fredag 11.12 kl. 09.00", "uke 50 kl 12", "11.12 12:00", "11.12 kl 8-9"],
)
def test_a_clock_time_changes_no_date_and_stays_in_what_was_typed(typed: str) -> None:
    found = understand(typed, TUESDAY)
    assert found.shown == "fre 11.12.2026 (uke 50)"
    assert found.typed == typed


@pytest.mark.parametrize(
    ("typed", "warnings"),
    [
        ("12.12", ("12.12.2026 er en lørdag.",)),
        ("17.5", ("17.05.2027 er andre pinsedag og grunnlovsdag.",)),
        ("25.12", ("25.12.2026 er første juledag.",)),
        ("1. påskedag", ("28.03.2027 er en søndag.", "28.03.2027 er første påskedag.")),
        ("23.11.2026", ("Fristen er før møtet.",)),
        ("23.11", ("Året er ikke nevnt, og fristen blir først 23.11.2027.",)),
        ("24.11", ()),
    ],
)
def test_a_frist_that_is_doubtful_is_not_moved_but_warned_about(
    typed: str, warnings: tuple[str, ...]
) -> None:
    assert understand(typed, TUESDAY).warnings == warnings


@given(_THIS_CENTURY, _THIS_CENTURY)
def test_a_shown_date_is_read_back_as_itself(day: date, base: date) -> None:
    typed = f"{day:%d.%m.%Y}"
    found = understand(typed, base)
    assert (found.date, understand(found.shown, base).date) == (day, day)
    assert parse_date(found.shown, base) == day


@given(_THIS_CENTURY, st.integers(1, 52))
def test_a_week_without_a_year_is_never_past_and_never_over_a_year_away(
    base: date, week: int
) -> None:
    day = understand(f"uke {week}", base).date
    assert day is not None
    assert day.isocalendar()[1:] == (week, 5)
    assert 0 <= (day - base).days <= 53 * 7


def test_letters_and_digits_are_read_however_they_are_encoded() -> None:
    assert shown(unicodedata.normalize("NFD", "måndag")) == "man 30.11.2026 (uke 49)"
    assert shown("uke\u00a0５０") == "fre 11.12.2026 (uke 50)"
