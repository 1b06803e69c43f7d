"""How an age is read, and which meetings are older than they are kept."""

from datetime import date

import pytest

from store.norwegian_dates import DateRefused
from store.retention import first_day_kept, months_before

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("5 år", date(2021, 11, 24)),
        ("1 år", date(2025, 11, 24)),
        ("18 måneder", date(2025, 5, 24)),
        ("1 måned", date(2026, 10, 24)),
        ("6 mnd", date(2026, 5, 24)),
        (" 2  ÅR ", date(2024, 11, 24)),
        ("9999 år", date.min),
        ("1.1.2020", date(2020, 1, 1)),
    ],
)
def test_an_age_is_counted_back_from_today(typed: str, day: date) -> None:
    assert first_day_kept(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "år", "-1 år", "5", "fem år", "25.11.2026"])
def test_what_is_no_age_is_refused(typed: str) -> None:
    with pytest.raises(DateRefused):
        first_day_kept(typed, TODAY)


def test_a_day_that_the_month_lacks_is_its_last() -> None:
    assert months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
