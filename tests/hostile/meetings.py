"""Meetings in which every field that somebody can write in holds a hostile text of its own."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from exports import package
from store import kind, meetings
from store.merge_contents import collect
from store.vocabulary import Status
from tests.conftest import open_file
from tests.exports.rich_meetings import fill_negotiation
from tests.exports.room import Room
from tests.exports.test_formats import FILLED
from tests.hostile.fields import Packed, Place, places, put, rows_of, written_over
from tests.hostile.texts import hostile_texts, long_texts

KINDS: dict[str, Callable[[Room], None]] = {**FILLED, "forhandling": fill_negotiation}
BASIS = "hjemmel-fra-en-annen"
WORDS_OF_A_KIND = 40
"""How many texts a definition is given; they are used over again."""


@dataclass(frozen=True, slots=True)
class HostileMeeting:
    """A meeting on its way in.

    Attributes:
        kind: The kind's id.
        texts: One for each of `places` of its package, in order.
        basis: The name of the legal basis that all that can be exempt is exempt by; None where
            nothing is.
        words: What the definition says instead of its own words; empty for those.
        running: Whether it is being held; otherwise it is as its filling left it.
    """

    kind: str
    texts: tuple[str, ...]
    basis: str | None = None
    words: tuple[str, ...] = ()
    running: bool = False

    @property
    def looks(self) -> tuple[str, bool, bool]:
        """What decides which of its texts a document prints."""
        return self.kind, self.basis is not None, self.running

    def packed(self, name: str = "uid") -> Packed:
        """The package as somebody else could have written it.

        Args:
            name: What its uids begin with; two meetings in one file must not share any.
        """
        made: Packed = json.loads(json.dumps(base(self.kind)).replace('"uid-', f'"{name}-'))
        for place, text in zip(places(made), self.texts, strict=True):
            put(made, place, f"{text}\ntema" if place.field == "title" else text)
        if self.basis is not None:
            made["legal_bases"].append({"uid": BASIS, "rev": 1, "name": self.basis})
            _exempt_everything(made)
        if self.words:
            _speak(made, self.words)
        if self.running:
            made["meeting"]["status"] = Status.RUNNING
        return made


def _exempt_everything(made: Packed) -> None:
    for rows in made["rows"].values():
        for row in rows:
            if "exempt" in row:
                row["exempt"] = BASIS


def _speak(made: Packed, words: tuple[str, ...]) -> None:
    """Let the kind say hostile words; a number tells those apart of which none may stand twice."""
    count = 0

    def next_word() -> str:
        nonlocal count
        count += 1
        return f"{words[count % len(words)]}\n{count}"

    made["meeting"]["definition"] = written_over(made["meeting"]["definition"], next_word)


@cache
def base(kind_id: str) -> Packed:
    """The package of a meeting with at least one of each row that its kind can hold."""
    with TemporaryDirectory() as folder:
        archive = open_file(Path(folder) / "møter.db")
        plan = meetings.Plan(
            kind=kind.load().by_id[kind_id],
            title="Tema",
            date=date(2026, 11, 24),
            participants=("Enhetsleder", "Verneombud"),
        )
        room = Room(archive, meetings.plan(archive, plan))
        KINDS[kind_id](room)
        made = package.write(package.pack(room.meeting, collect(archive, room.uid)))
        archive.close()
    read: Packed = json.loads(made)
    return read


def marked(looks: tuple[str, bool, bool]) -> tuple[HostileMeeting, dict[Place, str]]:
    """A meeting with another harmless word in each field, and which word stands where."""
    kind_id, exempt, running = looks
    words = {place: f"merke{number}x" for number, place in enumerate(places(base(kind_id)))}
    made = HostileMeeting(
        kind_id, tuple(words.values()), basis="Hjemmel" if exempt else None, running=running
    )
    return made, words


def live_in_every_field(kind_id: str, *, running: bool) -> HostileMeeting:
    """A meeting whose every text holds an escape, a C1 control, a bidi override and markup."""
    count = len(list(places(base(kind_id))))
    texts = (f"[/]{number}\x1b[2J\x84x\u202e[b]" for number in range(count))
    return HostileMeeting(kind_id, tuple(texts), running=running)


@st.composite
def hostile_meetings(draw: st.DrawFn) -> HostileMeeting:
    """A meeting of any kind; now and then exempt, of a hostile kind, or with a text of 100 kB."""
    kind_id = draw(st.sampled_from(sorted(KINDS)))
    count = len(list(places(base(kind_id))))
    texts = draw(st.lists(hostile_texts(), min_size=count, max_size=count))
    basis = draw(st.none() | hostile_texts()) if draw(st.integers(0, 3)) == 3 else None
    words: list[str] = []
    if draw(st.integers(0, 5)) == 5:
        words = draw(st.lists(hostile_texts(), min_size=1, max_size=WORDS_OF_A_KIND))
    if draw(st.integers(0, 49)) == 49:
        texts[draw(st.integers(0, count - 1))] = draw(long_texts())
    return HostileMeeting(kind_id, tuple(texts), basis, tuple(words), draw(st.booleans()))


def number_of_texts(meeting: HostileMeeting) -> int:
    return len(meeting.texts) + len(meeting.words) + (meeting.basis is not None)


def tables_held() -> set[str]:
    """The tables of which some kind's meeting has a row."""
    return {
        table
        for kind_id in KINDS
        for table in ("meeting", *base(kind_id)["rows"])
        if rows_of(base(kind_id), table)
    }
