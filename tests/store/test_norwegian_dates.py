from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.norwegian_dates import (
    DateRefused,
    TimeRefused,
    clock,
    day_and_date,
    easter_sunday,
    is_working_day,
    last_working_day_before,
    parse_date,
    parse_time,
    prose,
    public_holiday,
    short,
    show,
)

TUESDAY = date(2026, 11, 24)
FRIDAY = date(2026, 12, 11)
_THIS_CENTURY = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def test_the_forms_in_which_a_date_is_shown() -> None:
    assert show(FRIDAY) == "fre 11.12.2026 (uke 50)"
    assert short(FRIDAY) == "fre 11.12"
    assert day_and_date(FRIDAY) == "fre 11.12.2026"
    assert prose(date(2026, 5, 1)) == "1. mai 2026"
    assert clock(time(9, 0)) == "kl. 09.00"


def test_a_week_belongs_to_its_iso_year() -> None:
    assert show(date(2027, 1, 1)) == "fre 01.01.2027 (uke 53)"
    assert show(date(2024, 12, 30)) == "man 30.12.2024 (uke 1)"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("24.11.2026", TUESDAY),
        ("24.11.26", TUESDAY),
        ("24.11", TUESDAY),
        ("24/11", TUESDAY),
        ("24,11", TUESDAY),
        ("241126", TUESDAY),
        ("20261124", TUESDAY),
        ("24112026", TUESDAY),
        ("2026-11-24", TUESDAY),
        ("24. nov", TUESDAY),
        ("24. november 2026", TUESDAY),
        ("  24.  Nov.  ", TUESDAY),
        ("２４.１１", TUESDAY),
        ("tirsdag 24.11", TUESDAY),
        ("i dag", TUESDAY),
        ("i morgen", date(2026, 11, 25)),
        ("I går", date(2026, 11, 23)),
        ("fredag", date(2026, 11, 27)),
        ("tirsdag", date(2026, 12, 1)),
        ("ma\u030andag", date(2026, 11, 30)),
        ("23.11", date(2027, 11, 23)),
        ("29.2", date(2028, 2, 29)),
        ("24.11.2025", date(2025, 11, 24)),
    ],
)
def test_what_can_be_typed_in_a_date_field(typed: str, expected: date) -> None:
    assert parse_date(typed, TUESDAY) == expected


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Datoen mangler. Skriv for eksempel 24.11.2026."),
        ("30.2", "30. februar finnes ikke. Skriv for eksempel 24.11.2026."),
        ("29.2.2027", "29. februar 2027 finnes ikke. Skriv for eksempel 24.11.2026."),
        ("0.11", "0. november finnes ikke. Skriv for eksempel 24.11.2026."),
        (
            "11/24",
            "Det finnes ingen måned nummer 24. Skriv dagen først, for eksempel 24.11.2026.",
        ),
        ("24.11.3026", "Året 3026 kan ikke stemme. Skriv for eksempel 24.11.2026."),
        (
            "mandag 24.11",
            "24.11.2026 er en tirsdag, ikke en mandag. Rett dagen eller datoen.",
        ),
        (
            "24.11 (uke 49)",
            "24.11.2026 er i uke 48, ikke i uke 49. Rett uka eller datoen.",
        ),
        ("bløtkake", "«bløtkake» er ikke en dato. Skriv for eksempel 24.11.2026."),
        ("1" * 201, "Dette er for langt til å være en dato. Skriv for eksempel 24.11.2026."),
    ],
)
def test_a_refused_date_says_why_and_what_to_do(typed: str, sentence: str) -> None:
    with pytest.raises(DateRefused) as refused:
        parse_date(typed, TUESDAY)
    assert str(refused.value) == sentence


@given(st.text())
def test_a_date_field_gives_a_date_or_a_sentence(typed: str) -> None:
    try:
        answer = f"{parse_date(typed, TUESDAY)}."
    except DateRefused as refused:
        answer = str(refused)
    assert answer.endswith(".")


@given(_THIS_CENTURY, _THIS_CENTURY)
def test_every_shown_form_with_a_year_is_read_back(day: date, near: date) -> None:
    for form in (show(day), day_and_date(day), prose(day), day.isoformat(), f"{day:%d%m%y}"):
        assert parse_date(form, near) == day


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9", time(9)),
        ("09.00", time(9)),
        ("9:30", time(9, 30)),
        ("0930", time(9, 30)),
        ("930", time(9, 30)),
        ("kl 9", time(9)),
        ("kl. 09.30", time(9, 30)),
        ("Klokka 13", time(13)),
        ("00.00", time(0)),
        ("２３.５９", time(23, 59)),
    ],
)
def test_what_can_be_typed_as_a_time(typed: str, expected: time) -> None:
    assert parse_time(typed) == expected


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Klokkeslettet mangler. Skriv for eksempel 09.30."),
        ("24.00", "Klokka 24.00 finnes ikke. Skriv for eksempel 09.30."),
        ("9.60", "Klokka 09.60 finnes ikke. Skriv for eksempel 09.30."),
        ("ni", "«ni» er ikke et klokkeslett. Skriv for eksempel 09.30."),
        ("1" * 201, "Dette er for langt til å være et klokkeslett. Skriv for eksempel 09.30."),
    ],
)
def test_a_refused_time_says_why_and_what_to_do(typed: str, sentence: str) -> None:
    with pytest.raises(TimeRefused) as refused:
        parse_time(typed)
    assert str(refused.value) == sentence


@given(st.times())
def test_a_shown_time_is_read_back(moment: time) -> None:
    assert parse_time(clock(moment)) == moment.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "første nyttårsdag"),
        (date(2026, 4, 2), "skjærtorsdag"),
        (date(2026, 4, 3), "langfredag"),
        (date(2026, 4, 6), "andre påskedag"),
        (date(2026, 5, 14), "kristi himmelfartsdag"),
        (date(2027, 5, 17), "andre pinsedag og grunnlovsdag"),
        (date(2026, 12, 25), "første juledag"),
        (date(2026, 12, 24), None),
        (date(2026, 11, 29), None),
    ],
)
def test_public_holidays_have_norwegian_names(day: date, name: str | None) -> None:
    assert public_holiday(day) == name


def test_holiday_names_do_not_follow_the_language_of_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGUAGE", "en_US")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert public_holiday(date(2041, 12, 26)) == "andre juledag"


@pytest.mark.parametrize("year", range(1950, 2100, 7))
def test_easter_agrees_with_the_calendar_of_holidays(year: int) -> None:
    assert "første påskedag" in (public_holiday(easter_sunday(year)) or "")


def test_the_working_day_before_goes_past_weekends_and_holidays() -> None:
    assert last_working_day_before(date(2026, 11, 30)) == date(2026, 11, 27)
    assert last_working_day_before(date(2026, 4, 7)) == date(2026, 4, 1)
    assert not is_working_day(date(2026, 5, 1))
