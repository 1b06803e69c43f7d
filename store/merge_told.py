"""Tells of versions that met, in Norwegian: which row, which column, what stands and what stood.

What is exempt from public access, or ever was, in either file, is told of without its words.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from store.column_words import WORDS, word_of
from store.database import Archive
from store.exempt_history import EverExempt
from store.meeting import Meeting
from store.merge_contents import Contents
from store.merge_weighing import Clash
from store.row import Row
from store.said_values import SaidValues
from store.task_rows import CarriedRow
from store.withheld import EXEMPT

_POINTERS = ("about", "risk", "item", "task", "answer", "point")
"""Fields that name the row that a row hangs on."""

_LONGEST = 1000
"""The most characters of a text that are told; the history has all of them."""

_ERASED = "der et navn er slettet for godt"

_DELETED_THERE = "er endret her og slettet i fila; den er nå slettet"
_BACK = "er slettet her og endret i fila; den står her igjen"
_STILL_DELETED = "er slettet her og endret i fila; den er fortsatt slettet"
_STILL_HERE = "er slettet i fila og endret her; den står fortsatt"


def told(
    archive: Archive, meeting: Meeting, coming: Contents, clashes: Iterable[Clash]
) -> tuple[str, ...]:
    """A sentence for each column that differs, and for each deletion that met a change.

    Args:
        archive: The open file, in which all has been written.
        meeting: As it is now.
        coming: As it came.
        clashes: What met.
    """
    ever_exempt, exempt_there = EverExempt(archive, meeting), _exempt_there(coming)

    def is_hidden(uid: str) -> bool:
        return ever_exempt.holds(uid) or exempt_there(uid)

    values = SaidValues(archive, meeting, is_hidden)
    return tuple(
        sentence for clash in clashes for sentence in _Telling(values, is_hidden, clash).sentences()
    )


def _exempt_there(coming: Contents) -> Callable[[str], bool]:
    """Whether a row is exempt in the other file, by itself or by what it hangs on."""
    # What is said of a carried task names the task, which is another meeting's.
    carried = {row.task: row for row in coming.rows if isinstance(row, CarriedRow)}
    rows: Mapping[str, Row] = {**carried, **{row.uid: row for row in coming.rows}}

    def is_exempt(uid: str) -> bool:
        row = rows.get(uid)
        if coming.head.exempt or row is None:
            return bool(coming.head.exempt)
        if getattr(row, "exempt", "") or isinstance(row, CarriedRow):
            return bool(getattr(row, "exempt", ""))
        above = (getattr(row, name, "") for name in _POINTERS)
        return any(map(is_exempt, filter(None, above)))

    return is_exempt


class _Telling:
    """The sentences of one clash."""

    def __init__(self, values: SaidValues, is_hidden: Callable[[str], bool], clash: Clash) -> None:
        self._values = values
        self._clash = clash
        self._is_exempt = is_hidden(clash.mine.uid)
        self._is_hidden = self._is_exempt or clash.is_of_erased

    def sentences(self) -> Iterator[str]:
        mine, theirs, is_taken = self._clash.mine, self._clash.theirs, self._clash.is_taken
        if isinstance(mine, Row) and isinstance(theirs, Row):
            yield from self._of_columns(mine, theirs)
        elif isinstance(mine, Row):
            yield self._of_deletion(mine, _DELETED_THERE if is_taken else _STILL_HERE)
        elif isinstance(theirs, Row):
            yield self._of_deletion(theirs, _BACK if is_taken else _STILL_DELETED)

    def _of_columns(self, mine: Row, theirs: Row) -> Iterator[str]:
        stands, gone = (theirs, mine) if self._clash.is_taken else (mine, theirs)
        whose = "det som sto i fila" if self._clash.is_taken else "det som sto her"
        first = self._named(stands)
        differing = [] if self._is_hidden else list(self._differing(stands, gone))
        if not differing:
            yield f"{first} er ulik her og i fila; her står nå {whose}.{_warning(stands, gone)}"
        for label, now, other in differing:
            if self._clash.is_taken:
                yield f"{first}, {label}: her står nå {now} fra fila; før sto {other}."
            else:
                yield f"{first}, {label}: her står fortsatt {now}; i fila sto {other}."

    def _differing(self, stands: Row, gone: Row) -> Iterator[tuple[str, str, str]]:
        for column in stands.__struct_fields__:
            label = word_of(type(stands), column)
            if label and getattr(stands, column) != getattr(gone, column):
                yield label, self._said(stands, column), self._said(gone, column)

    def _of_deletion(self, row: Row, how: str) -> str:
        words = "" if self._is_hidden else ", ".join(self._words(row))
        return f"{self._named(row)} {how}.{f' Det sto: {words}.' if words else ''}"

    def _words(self, row: Row) -> Iterator[str]:
        """What a row says, but for its place and what nobody has said anything in."""
        for column in row.__struct_fields__:
            label = word_of(type(row), column)
            if label and column != "position" and getattr(row, column):
                yield f"{label} {self._said(row, column)}"

    def _named(self, row: Row) -> str:
        """«Konflikt: Risiko «Feil dose»», by the version that is told of."""
        doubt = "Konflikt" if self._clash.is_certain else "Mulig konflikt"
        words = WORDS[type(row)]
        if self._is_hidden:
            return f"{doubt}: {words.row} ({EXEMPT if self._is_exempt else _ERASED})"
        name = self._said(row, words.known_by)
        return f"{doubt}: {words.row}{f' {name}' if name else ''}"

    def _said(self, row: Row, column: str) -> str:
        value: Any = msgspec.to_builtins(row)[column]
        text = self._values.said(type(row), row.uid, column, value)
        return _quoted(text) if text else "ingenting"


def _warning(stands: Row, gone: Row) -> str:
    """An exemption that somebody set and that does not stand would else show in public."""
    was, is_exempt = (bool(getattr(row, "exempt", "")) for row in (gone, stands))
    if not was or is_exempt:
        return ""
    return " Den er ikke unntatt lenger; sett unntaket på igjen om det skal gjelde."


def _quoted(text: str) -> str:
    """A text on one line, as long as it can be told."""
    left_out = len(text) - _LONGEST
    shown = " / ".join(text[:_LONGEST].splitlines())
    return f"«{shown} … ({left_out} tegn til)»" if left_out > 0 else f"«{shown}»"
