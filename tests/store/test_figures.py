"""Figures as people type them."""

from decimal import Decimal

import pytest

from store.figures import NotAFigure, change, read


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("12", "12"),
        ("7,4", "7.4"),
        ("7.4 %", "7.4"),
        ("1 250", "1250"),
        ("1\u00a0250,5", "1250.5"),
        ("-3", "-3"),
        ("−3", "-3"),
        (" 0 ", "0"),
    ],
)
def test_a_figure_is_read_as_people_type_it(typed: str, figure: str) -> None:
    assert read(typed) == Decimal(figure)


@pytest.mark.parametrize("typed", ["", "mye", "7,4,1", "1e9", "4/5", "∞", "٣"])
def test_what_is_no_figure_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(NotAFigure, match=r"Skriv for eksempel 12 eller 7,4"):
        read(typed)


@pytest.mark.parametrize(
    ("value", "last_year", "told"),
    [
        ("7,4", "6,8", "+0,6"),
        ("1 250", "1 310", "−60"),
        ("3", "3", "0"),
        ("92 %", "91,5 %", "+0,5"),
        ("", "3", ""),
        ("3", "", ""),
    ],
)
def test_the_change_since_last_year_has_its_sign(value: str, last_year: str, told: str) -> None:
    assert change(value, last_year) == told
