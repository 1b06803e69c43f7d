"""What can be erased, as the file and its copies are asked for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from store.database import Connection, Record
from store.vocabulary import Status

if TYPE_CHECKING:
    from store.tables import Tables

Told = Callable[[int, int], None]
"""Is told how many files are done, and of how many."""

HEADS = """SELECT uid, id, kind, title, exempt, status,
    (SELECT min(date) FROM sitting WHERE sitting.meeting = meeting.uid) AS first FROM meeting"""
"""The meetings, as `concerned` reads them."""


@dataclass(frozen=True, slots=True)
class Concerned:
    """A meeting that something is taken out of.

    Attributes:
        number: The meeting's.
        kind: Id of its kind.
        title: As typed.
        exempt: uid of the legal basis that exempts the whole, and its title; "" for none.
        date: Of its first sitting.
        status: How far it has come.
        amount: How many rows, or how many places, go.
        open_tasks: How many tasks that are not done go.
    """

    number: int
    kind: str
    title: str
    exempt: str
    date: date
    status: Status
    amount: int
    open_tasks: int = 0


def concerned(head: Record, amount: int, open_tasks: int = 0) -> Concerned:
    """A meeting by its record of `HEADS`.

    Args:
        head: The record.
        amount: How much goes.
        open_tasks: How many tasks that are not done go.
    """
    return Concerned(
        number=head["id"],
        kind=head["kind"],
        title=head["title"],
        exempt=head["exempt"],
        date=date.fromisoformat(head["first"]),
        status=Status(head["status"]),
        amount=amount,
        open_tasks=open_tasks,
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What would go.

    Attributes:
        meetings: Those concerned, the oldest first.
        elsewhere: How many places outside of any meeting.
        left: How many tasks also stand in later meetings that are not erased, and stay there.
    """

    meetings: tuple[Concerned, ...]
    elsewhere: int = 0
    left: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether nothing in the database would go; a copy can hold something all the same."""
        return not self.meetings and not self.elsewhere


@dataclass(slots=True)
class Erased:
    """What was done.

    Attributes:
        in_database: Whether something was taken out of the database.
        copies: How many copies something was taken out of.
        removed: How many copies were damaged, and were removed since they could not be read.
    """

    in_database: bool = False
    copies: int = 0
    removed: int = 0


class Erasure(Protocol):
    """Something that is to be erased. What it says of itself is Norwegian."""

    @property
    def label(self) -> str:
        """What the database remembers of it: what was done, nothing of what went."""

    @property
    def is_looked_for_in_copies(self) -> bool:
        """Whether a copy can hold it though the database does not."""

    def what(self, found: Found) -> str:
        """What it is, in a question: «navnet», «3 møter»."""

    def said_of(self, found: Found) -> Iterator[str]:
        """Sentences on what would go, and what of it stays."""

    def amount(self, concerned: Concerned) -> str:
        """How much of one meeting goes: «3 steder», «alt»."""

    def without(self, text: str) -> str:
        """A text of the program's own, as it may stand afterwards."""

    def find(self, connection: Connection) -> Found:
        """What would go; nothing is written."""

    def take_out(self, tables: "Tables") -> int:
        """Take it out of every table, inside a transaction that no trigger follows.

        Returns:
            How many rows were taken out or rewritten.
        """
