"""The answers a reader of frists can give."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from store.norwegian_dates import numeric, show
from store.text import clean

# Nobody says «1. november» in late November and means a year from now without saying so.
_LONG_WAIT_DAYS = 270


class DeadlineKind(StrEnum):
    """What sort of frist it is; the values are the words of the command line and the database."""

    DATE = "dato"
    AMBIGUOUS = "tvetydig"
    ONGOING = "løpende"
    SOONEST = "snarest"
    NEXT_MEETING = "neste_møte"
    REPEATED = "gjentas"
    MISSING = "mangler"
    REFUSED = "avvist"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One day that an ambiguous frist could mean.

    Attributes:
        date: The day.
        shown: The day as «fre 27.11.2026 (uke 48)».
    """

    date: date
    shown: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A frist: what was typed beside what it was taken to mean.

    Attributes:
        typed: Exactly what the person typed, with its clock time if there was one.
        kind: What sort of frist it is.
        date: The day; None for every kind but DATE.
        shown: The day as «fre 11.12.2026 (uke 50)», a word for the kinds without a day, and for
            REFUSED the sentence that says why.
        warnings: Norwegian sentences; the frist is kept as it is all the same.
        candidates: The days to choose from when the kind is AMBIGUOUS, earliest first.
    """

    typed: str
    kind: DeadlineKind
    date: date | None
    shown: str
    warnings: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()


Reader = Callable[[str, date], Deadline | None]
"""Reads one way of saying a frist. Gets plain text and the base; None where it is another way.

A `DateRefused` that it raises becomes a refusal with that sentence. What was typed, and the
warnings that hold for every day, are filled in by `store.deadline.reading.understand`.
"""


def on(day: date, *, counted_from: date | None = None) -> Deadline:
    """Answer with one day.

    Args:
        day: The day that was meant.
        counted_from: The base, where no year was said: a long wait is then remarked on.
    """
    remark: tuple[str, ...] = ()
    if counted_from is not None and (day - counted_from).days > _LONG_WAIT_DAYS:
        remark = (f"Året er ikke nevnt, og fristen blir først {numeric(day)}.",)
    return Deadline("", DeadlineKind.DATE, day, show(day), remark)


def ask(days: Iterable[date], base: date) -> Deadline:
    """Answer with the days it could mean; those that are past only where all of them are."""
    all_days = sorted(set(days))
    still_ahead = [day for day in all_days if day >= base]
    candidates = tuple(Candidate(day, show(day)) for day in still_ahead or all_days)
    return Deadline("", DeadlineKind.AMBIGUOUS, None, "flere mulige dager", (), candidates)


def refuse(sentence: str) -> Deadline:
    """Answer that it cannot be a frist, and why."""
    return Deadline("", DeadlineKind.REFUSED, None, sentence)


def of_kind(kind: DeadlineKind, shown: str) -> Deadline:
    """Answer with a frist that has no day."""
    return Deadline("", kind, None, shown)


def in_words(kind: str, day: date | None, typed: str) -> str:
    """A frist as lists show it: «fre 11.12.2026 (uke 50)», or what was said where it has no day.

    Args:
        kind: One of `DeadlineKind`.
        day: The day that counts, where there is one.
        typed: What was said.
    """
    if day is not None:
        return show(day)
    if kind == DeadlineKind.MISSING:
        return "ingen frist"
    return clean(typed) or kind.replace("_", " ")
