"""Figures as people type them, and how they have changed. Pure: values in, values out."""

import re
from decimal import Decimal

_FIGURE = re.compile(r"-?[0-9]{1,12}([.,][0-9]{1,4})?")


class NotAFigure(ValueError):
    """The text is no figure; `str()` is a Norwegian sentence."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"«{typed}» er ikke et tall. Skriv for eksempel 12 eller 7,4.")


def read(typed: str) -> Decimal:
    """A figure as typed: «1 250», «7,4», «7.4 %», «-3».

    Raises:
        NotAFigure: When it is none.
    """
    bare = re.sub(r"[\s\u00a0%]", "", typed).replace("−", "-")
    if not _FIGURE.fullmatch(bare):
        raise NotAFigure(typed.strip())
    return Decimal(bare.replace(",", "."))


def change(value: str, last_year: str) -> str:
    """How much it has changed since last year: «+0,6», «−12», «0»; "" where one is not written."""
    if not value or not last_year:
        return ""
    difference = read(value) - read(last_year)
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    return f"{sign}{abs(difference)}".replace(".", ",")
