"""A list of any length: only the rows in sight are read and drawn.

Fifty thousand rows are shown as fast as fifty: the list knows how many there are, and asks for a
block of them when a line of it is to be drawn.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Literal, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

R = TypeVar("R")

BLOCK = 64
"""How many rows are read at once."""

_MOST_BLOCKS = 16


@dataclass(frozen=True, slots=True)
class Look(Generic[R]):
    """How the rows are drawn.

    Attributes:
        height: How many lines each row takes in a list that is so many cells wide.
        draw: A row's lines; whether the cursor stands on it is the last argument.
    """

    height: Callable[[int], int]
    draw: Callable[[R, int, bool], Sequence[Content]]


class WindowList(ScrollView, Generic[R], can_focus=True):
    """Rows to move among with the arrows; a click chooses one. What opens it is the screen's.

    Args:
        look: How the rows are drawn.
        id: The widget's id.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"window-list--cursor"}
    DEFAULT_CSS = """
    WindowList {
        height: 1fr;
        overflow-x: hidden;
        text-wrap: nowrap;
        scrollbar-size-vertical: 1;
    }
    WindowList > .window-list--cursor { text-style: bold; }
    WindowList:focus > .window-list--cursor { background: $primary 22%; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Opp", id="rows.up", show=False),
        Binding("down", "move(1)", "Ned", id="rows.down", show=False),
        Binding("pageup", "page(-1)", "Side opp", id="rows.page_up", show=False),
        Binding("pagedown", "page(1)", "Side ned", id="rows.page_down", show=False),
        Binding("home", "go(0)", "Først", id="rows.first", show=False),
        Binding("end", "go(-1)", "Sist", id="rows.last", show=False),
    ]

    cursor: reactive[int] = reactive(0)
    """Which row the cursor stands on; 0 is the first."""

    @dataclass
    class Moved(Message):
        """The cursor stands on another row, or on a row that has become another."""

        rows: "WindowList[Any]"

    @dataclass
    class Edge(Message):
        """An arrow wants out of the list."""

        rows: "WindowList[Any]"
        direction: Literal["up", "down"]

    def __init__(self, look: Look[R], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._look = look
        self._total = 0
        self._read: Callable[[int, int], Sequence[R]] = lambda _first, _size: ()
        self._blocks: dict[int, Sequence[R]] = {}
        self._drawn: dict[tuple[int, bool], Sequence[Content]] = {}

    def show(self, total: int, read: Callable[[int, int], Sequence[R]]) -> None:
        """Show other rows, or the same ones as they have become; the cursor keeps its place.

        Args:
            total: How many there are.
            read: Gives the rows from a place, at most so many.
        """
        self._total, self._read = total, read
        self._blocks.clear()
        self.cursor = max(0, min(self.cursor, total - 1))
        self._lay_out()
        self.post_message(self.Moved(self))

    @property
    def chosen(self) -> R | None:
        """The row under the cursor."""
        return self.row_at(self.cursor)

    def row_at(self, place: int) -> R | None:
        """The row at a place; None where there is none any more."""
        number, inside = divmod(place, BLOCK)
        if not 0 <= place < self._total:
            return None
        if number not in self._blocks:
            if len(self._blocks) >= _MOST_BLOCKS:
                del self._blocks[next(iter(self._blocks))]
            self._blocks[number] = self._read(number * BLOCK, BLOCK)
        block = self._blocks[number]
        return block[inside] if inside < len(block) else None

    # What is on the screen

    @property
    def _columns(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _lines(self) -> int:
        return self._look.height(self._columns)

    def on_resize(self) -> None:
        """A row can take another number of lines in another width."""
        self._lay_out()

    def _lay_out(self) -> None:
        self._drawn.clear()
        self.virtual_size = Size(self._columns, self._total * self._lines)
        self._bring_into_sight()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the row that stands there."""
        place, line = divmod(y + self.scroll_offset.y, self._lines)
        width, here = self._columns, place == self.cursor
        if (place, here) not in self._drawn:
            row = self.row_at(place)
            lines = () if row is None else self._look.draw(row, width, here)
            self._drawn[place, here] = lines
        lines = self._drawn[place, here]
        if line >= len(lines):
            return Strip.blank(width, self.rich_style)
        mark = ("window-list--cursor",) if here else ()
        style = self.get_visual_style(*mark)
        return Visual.to_strips(self, lines[line], width, 1, style, pad=True)[0]

    def watch_cursor(self) -> None:
        """Bring the cursor's row into sight."""
        self._bring_into_sight()
        self.refresh()
        self.post_message(self.Moved(self))

    def _bring_into_sight(self) -> None:
        top, height = self.cursor * self._lines, self.scrollable_content_region.height
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True)
        elif height and top + self._lines > self.scroll_offset.y + height:
            self.scroll_to(y=top + self._lines - height, animate=False, immediate=True)

    # The keys

    def action_move(self, step: int) -> None:
        """Go up or down a row; the first and the last are the list's edges.

        Args:
            step: -1 or 1.
        """
        place = self.cursor + step
        if 0 <= place < self._total:
            self.cursor = place
        else:
            self.post_message(self.Edge(self, "up" if step < 0 else "down"))

    def action_page(self, step: int) -> None:
        """Go up or down as many rows as are in sight.

        Args:
            step: -1 or 1.
        """
        page = max(1, self.scrollable_content_region.height // self._lines - 1)
        self._go(self.cursor + step * page)

    def action_go(self, place: int) -> None:
        """Go to the first row, or the last.

        Args:
            place: 0 for the first, -1 for the last.
        """
        self._go(place % self._total if self._total else 0)

    def _go(self, place: int) -> None:
        self.cursor = max(0, min(place, self._total - 1))

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None:
            place = (offset.y + self.scroll_offset.y) // self._lines
            if place < self._total:
                self.cursor = place
