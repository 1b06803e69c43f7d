"""The matrix's geometry and the surface it is drawn on: cells, the way between two, characters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size, clamp
from textual.style import Style

from store.risk import Scale

GUTTER: Final = 3
"""Columns before the first cell: the mark «▸», the step, a space."""
AROUND: Final = 3
"""Lines that are no cells: the two axis names and the steps of consequence."""
WIDEST: Final = 16
TALLEST: Final = 3
HELD: Final = "\N{NO-BREAK SPACE}"
"""A blank that belongs to a label, so that an arrow is not drawn through it."""
PLAIN: Final = Style()
STRONG: Final = Style(bold=True)


class Place(NamedTuple):
    """A cell of the matrix; both are steps from 1."""

    likelihood: int
    consequence: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the cells lie; (0, 0) is the widget's upper left corner.

    Neighbours share a column of `pitch`: the border and the arrow are drawn there.
    """

    rows: int
    columns: int
    pitch: int
    tall: int

    @classmethod
    def within(cls, size: Size, scale: Scale) -> "Grid":
        """The largest grid of a scale that a size has room for."""
        rows, columns = len(scale.likelihood), len(scale.consequence)
        pitch = clamp((size.width - GUTTER - 1) // columns, 2, WIDEST)
        tall = clamp((size.height - AROUND) // rows, 1, TALLEST)
        return cls(rows, columns, pitch, tall)

    @property
    def room(self) -> int:
        """Columns inside a cell."""
        return self.pitch - 1

    @property
    def bottom(self) -> int:
        """The first line below the cells."""
        return 1 + self.rows * self.tall

    def has(self, place: Place) -> bool:
        """Whether a place is on the scale; an imported figure may not be."""
        return 1 <= place.likelihood <= self.rows and 1 <= place.consequence <= self.columns

    def left(self, place: Place) -> int:
        """The border column before a cell."""
        return GUTTER + (place.consequence - 1) * self.pitch

    def right(self, place: Place) -> int:
        """The border column after a cell."""
        return self.left(place) + self.pitch

    def first(self, place: Place) -> int:
        """A cell's upper line; the highest likelihood is on top."""
        return 1 + (self.rows - place.likelihood) * self.tall

    def last(self, place: Place) -> int:
        """A cell's lower line."""
        return self.first(place) + self.tall - 1


class Mark(NamedTuple):
    """One character of the arrow."""

    x: int
    y: int
    character: str


def arrow(grid: Grid, start: Place, end: Place) -> Iterator[Mark]:
    """The way from one cell to another: along the row, then up or down beside the column."""
    if start == end:
        return
    leftward = end.consequence < start.consequence
    leave = grid.left(start) if leftward else grid.right(start)
    turn = grid.left(end) if end.consequence > start.consequence else grid.right(end)
    level = grid.last(start)
    if start.likelihood == end.likelihood:
        yield from (Mark(x, level, "─") for x in _between(leave, turn))
        yield Mark(turn, level, "◀" if leftward else "▶")
        return
    down = end.likelihood < start.likelihood
    if start.consequence == end.consequence:
        level = grid.last(start) if down else grid.first(start)
        corner = "│"
    else:
        yield from (Mark(x, level, "─") for x in _between(leave, turn))
        corner = {(True, True): "┌", (True, False): "└", (False, True): "┐"}.get(
            (leftward, down), "┘"
        )
    yield Mark(turn, level, corner)
    goal = grid.first(end) if down else grid.last(end)
    yield from (Mark(turn, y, "│") for y in _between(level, goal) if y != level)
    yield Mark(turn, goal, "▼" if down else "▲")


def _between(start: int, end: int) -> range:
    """From `start` towards `end`, without `end`."""
    return range(start, end, 1 if end > start else -1)


class Canvas:
    """Characters with their styles, drawn on by position; what falls outside is dropped."""

    def __init__(self, width: int, height: int) -> None:
        self._width = width
        self._characters = [[" "] * width for _ in range(height)]
        self._styles = [[PLAIN] * width for _ in range(height)]

    def write(self, x: int, y: int, text: str, style: Style) -> None:
        """Write a text over what is there; a wide character takes two columns."""
        for character in text:
            columns = cell_len(character)
            if not 0 <= y < len(self._characters) or x < 0 or x + columns > self._width:
                return
            if columns:
                self._characters[y][x : x + columns] = [character] + [""] * (columns - 1)
                self._styles[y][x : x + columns] = [style] * columns
            x += columns

    def thread(self, mark: Mark) -> None:
        """Draw a mark where it is blank or on a border, in the style that stands there."""
        if not (0 <= mark.y < len(self._characters) and 0 <= mark.x < self._width):
            return
        if self._characters[mark.y][mark.x] in " ┏┓┗┛┃[]":
            self._characters[mark.y][mark.x] = mark.character
            self._styles[mark.y][mark.x] += STRONG

    def content(self) -> Content:
        """What is drawn, as lines."""
        return Content("\n").join(
            self._line(characters, styles)
            for characters, styles in zip(self._characters, self._styles, strict=True)
        )

    @staticmethod
    def _line(characters: Sequence[str], styles: Sequence[Style]) -> Content:
        runs = groupby(zip(characters, styles, strict=True), key=lambda cell: cell[1])
        return Content.assemble(
            *(
                ("".join(character for character, _ in run).replace(HELD, " "), style)
                for style, run in runs
            )
        )
