"""What somebody types in a meeting, key by key, and what must stand in the file after each.

`Standing` is what the file must hold: the entries in the order they were made, the half-written
texts, the stop, and which line is open over the talk. A kill leaves the file as one of the keys
left it; which one, the screen and the file tell.
"""

import random
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from tests.tui.pty_terminal import ENTER, F8

F2, F3, F7 = "\x1bOQ", "\x1bOR", "\x1b[18~"
CTRL_Y, CTRL_Z = "\x19", "\x1a"

LONGEST_LEFT = 25
"""Of what is left in a line; what is longer is finished, so that the screen shows it whole."""

_NUMBERED = re.compile(r"[ ▸]*\d+ +")

Rows = list[str]
"""The lines of the screen."""


@dataclass(frozen=True)
class Stop:
    """A stop of a meeting, as the screen tells it from the others.

    Attributes:
        key: What the bookmark calls it.
        heading: Stands over the talk.
        prompt: Stands before the line; "" where the stop has none that stays open.
    """

    key: str
    heading: str
    prompt: str


@dataclass(frozen=True)
class Kind:
    """A kind of meeting that is typed in.

    Attributes:
        key: Begins one from home.
        planned: What the form says when it is open.
        stops: Those that are gone to, in order from the first.
    """

    key: str
    planned: str
    stops: tuple[Stop, ...]


WHEEL = Kind(
    "h",
    "Fagområde",
    (
        Stop("identifiser", "HVA KAN GÅ GALT?", "Ny risiko"),
        Stop("vurder", "HVOR GALT KAN DET GÅ?", ""),
    ),
)
EVALUATION = Kind(
    "e",
    "Evaluering",
    (
        Stop("fakta", "HVA SKJEDDE? TIDER OG TALL", "Fakta:"),
        Stop("bra", "HVA GJORDE VI BRA?", "Bra:"),
        Stop("bedre", "HVA KUNNE/BURDE VÆRT GJORT BEDRE?", "Bedre:"),
        Stop("neste", "HVORDAN GJØR VI DET BEDRE NESTE GANG?", "Neste gang:"),
    ),
)
KINDS = (WHEEL, EVALUATION)


@dataclass(frozen=True)
class Standing:
    """What the file holds.

    Attributes:
        entries: Texts of the acts that stand, in the order they were done.
        drafts: The half-written texts, by a name for where they stand: a stop's key, «beslutning»,
            «hva», «ansvar» or «frist».
        stop: Key of the stop that one is at.
        line: Which line is open over the talk: «beslutning», «oppgave» or "".
    """

    entries: tuple[str, ...]
    drafts: tuple[tuple[str, str], ...]
    stop: str
    line: str = ""

    def draft(self, where: str) -> str:
        return dict(self.drafts).get(where, "")

    @property
    def with_what_is_said(self) -> "Standing":
        """Without an open line that is empty: it is open again where the program ended between the
        saving of what was in it and its closing."""
        fields = {"beslutning": ("beslutning",), "oppgave": ("hva", "ansvar", "frist")}
        is_written_in = any(map(self.draft, fields.get(self.line, ())))
        return self if is_written_in else replace(self, line="")

    def with_draft(self, where: str, text: str) -> "Standing":
        others = {**dict(self.drafts), where: text}
        return replace(self, drafts=tuple(sorted(each for each in others.items() if each[1])))


@dataclass(frozen=True)
class Key:
    """One key.

    Attributes:
        sent: What the terminal sends for it.
        after: What the file holds when it is done.
        is_painted: Whether the screen says that it was done, which it can say of nothing else.
            None where the screen can not.
    """

    sent: str
    after: Standing
    is_painted: Callable[[Rows], bool] | None = None


class Typist:
    """Types at random, and knows what comes of it.

    Args:
        chance: Decides what is typed.
        kind: Of the meeting.
        standing: What the file holds, with no line open over the talk.
        mark: A word that no other round uses; each entry begins with it.
    """

    def __init__(self, chance: random.Random, kind: Kind, standing: Standing, mark: str) -> None:
        self._chance = chance
        self._kind = kind
        self.standing = standing
        self._mark = mark
        self._count = 0
        self._undone = ""

    @property
    def _stop(self) -> Stop:
        return next(stop for stop in self._kind.stops if stop.key == self.standing.stop)

    def keys(self) -> Iterator[Key]:
        """Keys without end."""
        while True:
            does = [self._move, self._decide, self._assign]
            if self._stop.prompt:
                does += [self._enter] * 4
            if self._undone:
                does.append(self._redo)
            if self.standing.entries:
                does.append(self._undo)
            yield from self._chance.choice(does)()

    def _words(self) -> str:
        self._count += 1
        letters = "".join(self._chance.choices(string.ascii_lowercase + "æøå  ", k=9))
        return f"{self._mark}{self._count} {' '.join(letters.split())}"

    def _letters(self, where: str, text: str, prompt: str, first: str = "") -> Iterator[Key]:
        """The letters of a text, behind what stands there already; `first` opens its field."""
        for place, letter in enumerate(text):
            whole = self.standing.draft(where) + letter
            self.standing = self.standing.with_draft(where, whole)
            # Of a space behind a text the screen says nothing.
            is_unique = text.startswith(self._mark) and place > len(self._mark) and letter != " "
            yield Key(
                letter if place else first + letter,
                self.standing,
                partial(stands, text=whole, prompt=prompt) if is_unique else None,
            )

    def _made(self, *drafts: str) -> str:
        """The entry that the first of some half-written texts becomes."""
        text = self.standing.draft(drafts[0]).strip()
        for where in drafts:
            self.standing = self.standing.with_draft(where, "")
        self.standing = replace(self.standing, entries=(*self.standing.entries, text), line="")
        self._undone = ""
        return text

    def _enter(self) -> Iterator[Key]:
        where, prompt = self._stop.key, self._stop.prompt
        if len(self.standing.draft(where)) < LONGEST_LEFT:
            yield from self._letters(where, self._words(), prompt)
            if self._chance.random() < 0.15:  # left half written
                return
        text = self._made(where)
        yield Key(ENTER, self.standing, partial(listed, text=text))

    def _decide(self) -> Iterator[Key]:
        self.standing = replace(self.standing, line="beslutning")
        yield Key(F2, self.standing)
        yield from self._letters("beslutning", self._words(), "")
        text = self._made("beslutning")
        yield Key(ENTER, self.standing, partial(is_newest, text=text))

    def _assign(self) -> Iterator[Key]:
        self.standing = replace(self.standing, line="oppgave")
        yield Key(F3, self.standing)
        yield from self._letters("hva", self._words(), "Hva ")
        yield from self._letters("ansvar", "Enhetsleder", "Ansvar ", first=ENTER)
        yield from self._letters("frist", "15.12", "", first=ENTER)
        text = self._made("hva", "ansvar", "frist")
        yield Key(ENTER, self.standing, partial(is_newest, text=text))

    def _move(self) -> Iterator[Key]:
        stops = self._kind.stops
        place = stops.index(self._stop)
        step = 1 if place == 0 else -1 if place == len(stops) - 1 else self._chance.choice((1, -1))
        there = stops[place + step]
        self.standing = replace(self.standing, stop=there.key)
        yield Key(F8 if step > 0 else F7, self.standing)

    def _undo(self) -> Iterator[Key]:
        *others, self._undone = self.standing.entries
        self.standing = replace(self.standing, entries=tuple(others))
        yield Key(CTRL_Z, self.standing)

    def _redo(self) -> Iterator[Key]:
        self.standing = replace(self.standing, entries=(*self.standing.entries, self._undone))
        self._undone = ""
        yield Key(CTRL_Y, self.standing)


def stands(rows: Rows, text: str, prompt: str) -> bool:
    """Whether a text stands in a line behind its prompt."""
    text = text.rstrip()
    lines = (row.lstrip() for row in rows)
    return any(
        line.removeprefix(prompt).lstrip().startswith(text)
        for line in lines
        if line.startswith(prompt)
    )


def listed(rows: Rows, text: str) -> bool:
    """Whether an entry stands in the list, behind its number."""
    numbered = ((row, _NUMBERED.match(row)) for row in rows)
    return any(row[number.end() :].startswith(text) for row, number in numbered if number)


def is_newest(rows: Rows, text: str) -> bool:
    """Whether it is what was agreed on last."""
    return any(f"sist: {text}" in row for row in rows)
