"""What a screen asks for: frozen values that can apply themselves inside an action.

The editors make them from what they show; the meeting screen opens the action and runs them, and
knows none of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from msgspec.structs import replace

from store.journal import Writer
from store.row import InMeeting, Row


class Refused(Exception):
    """What was asked for can not be done as the file is; `str()` is a Norwegian sentence."""


class Edit(Protocol):
    """Something to be done to a meeting."""

    def apply(self, writer: Writer) -> None:
        """Write it.

        Raises:
            store.journal.Conflict: When a row was changed by somebody else since it was shown.
            Refused: When the file as it is does not allow it.
        """


@dataclass(frozen=True, slots=True)
class Add:
    """A new row.

    Attributes:
        row: The row.
        among: The fields that rows of one list share; it is written last among them. Empty when
            the row knows its position.
    """

    row: Row
    among: tuple[str, ...] = ("meeting",)

    def apply(self, writer: Writer) -> None:
        """Write the row."""
        if self.among:
            writer.add_last(self.row, *self.among)
        else:
            writer.add(self.row)


@dataclass(frozen=True, slots=True)
class Change:
    """A row from what was shown to what it becomes."""

    before: Row
    after: Row

    def apply(self, writer: Writer) -> None:
        """Write the columns that differ."""
        writer.change(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Remove:
    """Rows to delete, those that point at others first."""

    rows: tuple[Row, ...]

    def apply(self, writer: Writer) -> None:
        """Delete the rows."""
        for row in self.rows:
            writer.remove(row)


@dataclass(frozen=True, slots=True)
class Together:
    """Several edits as one act: one line of history, one step of undo."""

    edits: tuple[Edit, ...]

    def apply(self, writer: Writer) -> None:
        """Apply them in order."""
        for edit in self.edits:
            edit.apply(writer)


def each(edits: list[Edit]) -> Edit:
    """One edit of many."""
    return edits[0] if len(edits) == 1 else Together(tuple(edits))


def in_order(rows: Sequence[InMeeting]) -> Edit:
    """Let each row stand where it stands among these, counted from 1."""
    return Together(
        tuple(
            Change(row, replace(row, position=position))
            for position, row in enumerate(rows, start=1)
            if row.position != position
        )
    )


def change_places(rows: Sequence[InMeeting], row: InMeeting, step: int) -> Edit | None:
    """Let a row change places with its neighbour.

    Args:
        rows: The list that it stands in, in order.
        row: The one to move, as its `uid` finds it.
        step: −1 up, 1 down.

    Returns:
        The edit, or None when it stands at the end.
    """
    order = list(rows)
    place = next(index for index, other in enumerate(order) if other.uid == row.uid)
    if not 0 <= place + step < len(order):
        return None
    order[place], order[place + step] = order[place + step], order[place]
    return in_order(order)
