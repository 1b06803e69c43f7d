"""What can be erased, as the file and its copies are asked for it."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from store.database import Connection
from store.vocabulary import Status

if TYPE_CHECKING:
    from store.tables import Tables


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


class Erasure(Protocol):
    """Something that is to be erased."""

    @property
    def label(self) -> str:
        """What the database remembers of it, in Norwegian: what was done, nothing of what went."""

    def without(self, text: str) -> str:
        """A text of the program's own, as it may stand afterwards."""

    def find(self, connection: Connection) -> Found:
        """What would go; nothing is written."""

    def take_out(self, tables: "Tables") -> int:
        """Take it out of every table, inside a transaction that no trigger follows.

        Returns:
            How many rows were taken out or rewritten.
        """
