"""Full text over every meeting, the newest first; whatever is typed is an answer or nothing.

What is exempt is passed by as if it were not there: a hit without its text would still tell, on a
shared screen, which meeting a word was said in.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from store import kind as kinds
from store.database import Archive, Record
from store.found_places import Place, place_of
from store.kind import Kind
from store.text import clean

LIMIT = 100
"""How many hits are given."""

_NEWEST = 1000
"""How many of the newest texts that hold the words are looked at."""

_MOST_WORDS = 32
_BEGIN, _END = "\x02", "\x03"

_BETWEEN_TEXTS = re.compile(r"\n+")

_IN_WORDS = ("L", "N", "Co")
"""The categories of signs that the index makes words of."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that holds the words.

    Attributes:
        meeting: uid of its meeting.
        number: The meeting's number in this file.
        held: The meeting's first day.
        kind: What the meeting's kind is called where there is little room.
        title: What the meeting is called.
        place: Where in the meeting it stands.
        text: What stands around the words, in pieces: what it says, and whether it was searched.
    """

    meeting: str
    number: int
    held: date
    kind: str
    title: str
    place: Place
    text: tuple[tuple[str, bool], ...]


_FOUND = """
    SELECT searched.row, source, searched.meeting, meeting.id AS number, title,
        definition, sitting.date AS held, found.shown
    FROM (SELECT rowid AS id, snippet(search, 0, :begin, :end, '…', :around) AS shown
        FROM search WHERE search MATCH :words ORDER BY rowid DESC LIMIT :newest) AS found
    CROSS JOIN searched ON searched.id = found.id
    CROSS JOIN meeting ON meeting.uid = searched.meeting
    CROSS JOIN sitting ON sitting.meeting = meeting.uid AND sitting.position = 1
    WHERE meeting.exempt = '' AND NOT EXISTS (
        WITH RECURSIVE over(row, parent, exempt) AS (
            SELECT searched.row, searched.parent, searched.exempt
            UNION SELECT up.row, up.parent, up.exempt
            FROM over JOIN searched AS up ON up.row = over.parent)
        SELECT 1 FROM over WHERE exempt <> ''
        UNION ALL SELECT 1 FROM over JOIN carried ON carried.task IN (over.row, over.parent)
            WHERE carried.exempt <> ''
        UNION ALL SELECT 1 FROM follow_up JOIN meeting AS said_in ON said_in.uid = follow_up.meeting
            WHERE follow_up.uid = searched.row AND said_in.exempt <> '')
    ORDER BY held DESC, number DESC, searched.id LIMIT :limit"""


def search(
    archive: Archive, typed: str, *, around: int = 16, limit: int = LIMIT
) -> tuple[Hit, ...]:
    """The texts that hold every word, the last one as the beginning of a word.

    Args:
        archive: The open file.
        typed: Anything a person types; what is no word counts for nothing.
        around: How many words of the text are given.
        limit: How many hits at most.
    """
    words = _as_query(typed)
    if not words:
        return ()
    marks = {"begin": _BEGIN, "end": _END, "around": around}
    found = archive.connection.execute(
        _FOUND, {"words": words, "newest": _NEWEST, "limit": limit, **marks}
    ).fetchall()
    return tuple(_hit(archive, record) for record in found)


def _as_query(typed: str) -> str:
    """The words in the index's own language: each in quotes, so that none of it is an order."""
    words = [word for word in clean(typed).split() if any(map(_is_in_word, word))][:_MOST_WORDS]
    quoted = ['"{}"'.format(word.replace('"', '""')) for word in words]
    return f"{' '.join(quoted)}*" if quoted else ""


def _is_in_word(sign: str) -> bool:
    return unicodedata.category(sign).startswith(_IN_WORDS)


def _hit(archive: Archive, record: Record) -> Hit:
    kind = _decoded(record["definition"])
    return Hit(
        meeting=record["meeting"],
        number=record["number"],
        held=date.fromisoformat(record["held"]),
        kind=kind.short,
        title=record["title"],
        place=place_of(archive, kind, record["source"], record["row"]),
        text=tuple(_pieces(record["shown"])),
    )


@lru_cache(maxsize=64)
def _decoded(definition: str) -> Kind:
    """Most meetings of a file are held with one of a few definitions."""
    return kinds.decode(definition)


def _pieces(marked: str) -> Iterator[tuple[str, bool]]:
    """What was marked and what stands between; the texts of a row stand after each other."""
    in_line = _BETWEEN_TEXTS.sub(" · ", marked.strip("\n"))
    for place, piece in enumerate(in_line.split(_BEGIN)):
        searched, end, rest = piece.partition(_END)
        if place and end:
            yield clean(searched), True
        between = rest if place and end else piece
        if between:
            yield clean(between), False
