"""Erases a person: the name, wherever it stands, becomes a mark that says nothing.

It is taken out of every text that people typed, also of what was approved, of the journal's images
and of what is half written, so that undo and history show the mark too. A description without the
name is not known again: the user reads the meetings that are shown.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from store.database import Connection
from store.erasing.approved import rewrite_approvals, rewritten
from store.erasing.erasure import HEADS, Concerned, Found, concerned
from store.erasing.wording import counted
from store.erasing.words import WORDS
from store.rows import ApprovalRow
from store.withheld import ERASED

if TYPE_CHECKING:
    from store.tables import Tables

_FEWEST = 3
"""Letters in a name: a shorter one is also an ending, a word or an initial of others."""

_APPROVED = ("content", "fingerprint")

_OUTSIDE = (("action", ("who",)), ("draft", ("place", "text")))
"""Tables that are no rows of a meeting, and where a name can stand in them. A draft's place can
name a party, or who sent a remark."""


class NameRefused(Exception):
    """No name that can be looked for; `str()` is one Norwegian sentence."""


@dataclass(frozen=True)
class Person:
    """A person who is erased.

    Attributes:
        names: The ways in which the name is written. Capitals and spaces do not count, and a
            genitive s may follow. A name is also found as a part of one with a hyphen.

    Raises:
        NameRefused: There is none, or one is too short to be told from other words.
    """

    names: Sequence[str]

    def __post_init__(self) -> None:
        for name in self.names or ("",):
            if sum(map(str.isalpha, name)) < _FEWEST:
                raise NameRefused(
                    f"«{name[:80]}» er for kort til å letes etter. Skriv hele navnet."
                )

    @property
    def label(self) -> str:
        """Without the name."""
        return "Slettet en person for godt"

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # The longest first, so that a first name alone does not leave the surname standing.
        each = [r"\s+".join(map(re.escape, name.split())) for name in self.names]
        longest_first = "|".join(sorted(each, key=len, reverse=True))
        return re.compile(rf"(?<!\w)(?:{longest_first})(?='?s?(?!\w))", re.IGNORECASE)

    def without(self, text: str) -> str:
        """A text with the mark where the name stood."""
        return self._pattern.sub(ERASED, text)

    # What would go

    @property
    def is_looked_for_in_copies(self) -> bool:
        """What was changed since still has the name there."""
        return True

    def what(self, found: Found) -> str:  # noqa: ARG002 - the protocol's signature
        """«navnet»: it is said on a wall."""
        return "navnet"

    def said_of(self, found: Found) -> Iterator[str]:
        """Where the name stands, and what stands there afterwards."""
        places = counted(sum(each.amount for each in found.meetings), "sted", "steder")
        meetings = counted(len(found.meetings), "møte", "møter")
        yield (
            f"Navnet står {places} i {meetings}, historikken medregnet."
            if found.meetings
            else "Navnet står ikke i noe møte i databasen."
        )
        if found.elsewhere:
            yield f"Det står også {counted(found.elsewhere, 'sted', 'steder')} utenfor møtene."
        yield f"Der navnet står, vil det stå «{ERASED}». Omtale uten navn blir stående."

    def amount(self, concerned: Concerned) -> str:
        """«3 steder»."""
        return counted(concerned.amount, "sted", "steder")

    def find(self, connection: Connection) -> Found:
        """The meetings where the name stands, with their journal, and how often elsewhere."""
        places: Counter[str] = Counter()
        for meeting, texts in _all_texts(connection):
            places[meeting] += sum(len(self._pattern.findall(text)) for text in texts)
        heads = {head["uid"]: head for head in connection.execute(HEADS)}
        there = [concerned(heads[uid], n) for uid, n in places.items() if n and uid in heads]
        return Found(
            tuple(sorted(there, key=lambda each: (each.date, each.number))),
            elsewhere=sum(number for uid, number in places.items() if uid not in heads),
        )

    # Taking it out

    def take_out(self, tables: "Tables") -> int:
        """Put the mark everywhere, and give what was approved its new fingerprint."""
        changed = 0
        for table, columns in (*WORDS.items(), *_OUTSIDE):
            changed += self._rewrite(tables, table, columns)
        return (
            changed
            + rewrite_approvals(tables, self._without_in_row)
            + self._rewrite_journal(tables)
        )

    def _rewrite(self, tables: "Tables", table: str, columns: Sequence[str]) -> int:
        """Rewrite some columns; a row of a meeting becomes a new version, as after any change."""
        names = ", ".join(f'"{name}"' for name in columns)
        counted = ", rev = rev + 1" if table in WORDS else ""
        changed = 0
        for record in tables.execute(f'SELECT rowid, {names} FROM "{table}"').fetchall():
            new = {
                name: after
                for name in columns
                if (after := self.without(record[name])) != record[name]
            }
            if new:
                sets = ", ".join(f'"{name}" = ?' for name in new)
                tables.execute(
                    f'UPDATE "{table}" SET {sets}{counted} WHERE rowid = ?',
                    (*new.values(), record[0]),
                )
                changed += 1
        return changed

    def _rewrite_journal(self, tables: "Tables") -> int:
        changed = 0
        found = tables.execute("SELECT id, table_name, before, after FROM change").fetchall()
        for number, table, *images in found:
            new = [self._without_in_image(table, image) for image in images]
            if new != images:
                tables.execute(
                    "UPDATE change SET before = ?, after = ? WHERE id = ?", (*new, number)
                )
                changed += 1
        return changed

    def _without_in_image(self, table: str, image: str | None) -> str | None:
        """A journal's image of a row, which holds the approved content and its fingerprint too."""
        if image is None:
            return None
        values: dict[str, Any] = msgspec.json.decode(image)
        new = self._without_in_row(table, values)
        if table == ApprovalRow.table and "content" in values:
            mark = values.get("fingerprint", "")
            approved = rewritten(values["content"], mark, self._without_in_row)
            new |= {name: each for name, each in zip(_APPROVED, approved, strict=True) if each}
        return image if new == values else msgspec.json.encode(new).decode()

    def _without_in_row(self, table: str, values: Mapping[str, Any]) -> dict[str, Any]:
        words = WORDS.get(table, ())
        return {
            name: self.without(value) if name in words and isinstance(value, str) else value
            for name, value in values.items()
        }


def _all_texts(connection: Connection) -> Iterator[tuple[str, Sequence[str]]]:
    """Every text that a name is looked for in, with the meeting that it belongs to, or "".

    What was approved repeats the rows, and is rewritten with them; it is not counted.
    """
    for table, columns in WORDS.items():
        meeting = {"meeting": "uid", "legal_basis": "''"}.get(table, "coalesce(meeting, '')")
        names = ", ".join(f'"{name}"' for name in columns)
        for owner, *texts in connection.execute(f'SELECT {meeting}, {names} FROM "{table}"'):
            yield owner, texts
    for owner, *texts in connection.execute(
        "SELECT coalesce(meeting, ''), who FROM action UNION ALL SELECT meeting, text FROM draft"
    ):
        yield owner, texts
    for owner, table, *images in connection.execute(
        "SELECT coalesce(meeting, ''), table_name, coalesce(before, '{}'), coalesce(after, '{}')"
        " FROM change JOIN action ON action.id = change.action"
    ):
        for image in map(msgspec.json.decode, images):
            yield owner, [image[name] for name in WORDS.get(table, ()) if image.get(name)]
