"""What the list of risks is given to show, and the line of headings over it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widget import Widget

GAP = 1
"""Cells between two columns."""

SCROLLBAR = 1
"""Cells that the list always keeps for its scrollbar, so that nothing moves when it appears."""


@dataclass(frozen=True, slots=True)
class Column:
    """One of the columns to the right of the risks' texts; `width` is in cells."""

    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column.

    Attributes:
        text: Short; it is cut where it has no room.
        rank: The place of the level whose colour it has, 0 for the lowest; None for no level.
        awaited: Whether the next key goes here.
    """

    text: str
    rank: int | None = None
    awaited: bool = False


@dataclass(frozen=True, slots=True)
class Below:
    """A line under a risk.

    Attributes:
        lead: What stands before the text, and what its other lines are indented by.
        text: As captured.
        style: One of the list's component classes, without «risk-list--».
    """

    lead: str
    text: str
    style: Literal["below", "control", "task", "warning"] = "below"


@dataclass(frozen=True, slots=True)
class ListRow:
    """A risk as the list shows it; the text is clean already."""

    uid: str
    number: int
    text: str
    cells: tuple[Cell, ...] = ()
    below: tuple[Below, ...] = ()


def columns_width(columns: Sequence[Column]) -> int:
    """Cells that the columns take, with the gap before each."""
    return sum(column.width + GAP for column in columns)


def wrapped(text: str, width: int, most: int, wider: int = 0) -> list[str]:
    """A text on at most so many lines, the last ended by «…» where more was said.

    Args:
        text: The text.
        width: Cells of the first line.
        most: How many lines.
        wider: Cells of the lines after the first, where they have more room.
    """
    if wider and most > 1:
        first = wrapped(text, width, len(text[:width]) + 1)[0]
        rest = text[len(first) :].strip()
        return [first, *wrapped(rest, wider, most - 1)] if rest else [first]
    width = max(width, 4)
    # A text can be 100 kB; what has no room is not laid out.
    lines = [line.plain.rstrip() for line in Content(text[: width * (most + 1)]).wrap(width)]
    if len(lines) <= most:
        return lines or [""]
    shown = lines[: most - 1]
    return [*shown, Content(" ".join(lines[most - 1 :])).truncate(width, ellipsis=True).plain]


class ColumnHeadings(Widget):
    """The line over the list: what to remember here, and the names of the columns."""

    DEFAULT_CSS = """
    ColumnHeadings { height: 1; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__(id="columns")
        self._caption = Content()
        self._columns: tuple[Column, ...] = ()

    def show(self, caption: Content, columns: Sequence[Column]) -> None:
        """Show what stands over the list now."""
        if (caption, tuple(columns)) != (self._caption, self._columns):
            self._caption, self._columns = caption, tuple(columns)
            self.refresh()

    def render(self) -> Content:
        """The caption to the left, each column's name over its column."""
        names = "".join(
            " " * GAP + set_cell_size(column.heading, column.width) for column in self._columns
        )
        room = max(0, self.size.width - SCROLLBAR - cell_len(names))
        caption = self._caption.truncate(max(room - 1, 0), ellipsis=True)
        return Content.assemble(caption.pad_right(room - caption.cell_length), (names, "bold"))
