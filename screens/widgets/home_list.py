"""One of the home screen's lists: a heading, rows, and the cursor when it stands here."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

BROAD = 66
"""Columns from which a row's second line stands in its first."""


@dataclass(frozen=True, slots=True)
class HomeRow:
    """One thing that can be opened.

    Attributes:
        key: Names it over a refresh.
        left: What stands first, such as a date; the same width in every row looks calm.
        text: What it is, cut where there is no room.
        right: What stands last in the line, never cut.
        below: A second line, or nothing. Where the list is broad it stands last in the first.
        important: Whether it stands out.
    """

    key: str
    left: str
    text: str
    right: str = ""
    below: str = ""
    important: bool = False


class HomeList(Widget):
    """Rows in a window that follows the cursor. It paints itself whole, to be on the wall fast.

    Args:
        heading: Over the list.
        empty: The sentence for a list without rows.
        id: The widget's id.
    """

    DEFAULT_CSS = """
    HomeList { width: 1fr; height: auto; }
    """

    rows: reactive[Sequence[HomeRow]] = reactive[Sequence[HomeRow]]((), layout=True)
    """What can be opened."""

    cursor: reactive[int | None] = reactive[int | None](None)
    """Which row the cursor stands on, when it stands in this list."""

    note: reactive[str] = reactive("", layout=True)
    """A line under the heading."""

    @dataclass
    class Clicked(Message):
        """A row was clicked."""

        list_: "HomeList"
        """Where."""

        place: int
        """Which row; 0 is the first."""

    def __init__(self, heading: str, empty: str, *, id: str) -> None:
        super().__init__(id=id)
        self._heading = heading
        self._empty = empty
        self._first = 0

    @property
    def _head(self) -> list[Content]:
        head = [Content.styled(f" {self._heading}", "bold $primary")] if self._heading else []
        return head + ([Content.styled(f" {self.note}", "bold")] if self.note else [])

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002 - the framework's signature
        """As many lines as the rows need."""
        each = 1 if width >= BROAD else 2
        needed = sum(each if row.below else 1 for row in self.rows)
        return len(self._head) + (needed or 1)

    def render(self) -> Content:
        """The rows that there is room for, the cursor's among them."""
        lines = self._head
        if not self.rows:
            return Content("\n").join([*lines, Content.styled(f" {self._empty}", "$text-muted")])
        for place in self._window(self.content_size.height - len(lines)):
            lines += self._lines(place)
        return Content("\n").join(lines[: max(1, self.content_size.height)])

    def _window(self, room: int) -> range:
        """The rows in sight; it moves only when the cursor leaves it."""
        if self.cursor is not None:
            self._first = min(self._first, self.cursor)
            while self._height(self._first, self.cursor + 1) > room and self._first < self.cursor:
                self._first += 1
        self._first = min(self._first, len(self.rows) - 1)
        last = self._first
        while last < len(self.rows) and self._height(self._first, last) < room:
            last += 1
        return range(self._first, last)

    def _height(self, first: int, end: int) -> int:
        return sum(self._lines_of(row) for row in self.rows[first:end])

    @property
    def _is_broad(self) -> bool:
        return self.content_size.width >= BROAD

    def _lines_of(self, row: HomeRow) -> int:
        return 2 if row.below and not self._is_broad else 1

    def _lines(self, place: int) -> list[Content]:
        row, here = self.rows[place], place == self.cursor
        width = self.content_size.width
        style = "bold" if here or row.important else ""
        left = Content.styled(f"{'▸' if here else ' '}{row.left}", style)
        last = row.below if row.below and self._is_broad else row.right
        right = Content.styled(f"  {last}" if last else "", "$text-muted")
        right = right.truncate(width // 2, ellipsis=True)
        room = max(1, width - left.cell_length - right.cell_length)
        text = Content.styled(row.text, style).truncate(room, ellipsis=True)
        lines = [left + text.pad_right(room - text.cell_length) + right]
        if self._lines_of(row) > 1:
            indent = " " * left.cell_length
            below = Content.assemble(indent, (row.below, "$text-muted"))
            lines.append(below.truncate(width, ellipsis=True))
        return [_marked(line, width) for line in lines] if here else lines

    def on_click(self, event: events.Click) -> None:
        """Say which row was clicked."""
        offset = event.get_content_offset(self)
        if offset is None or not self.rows:
            return
        line = offset.y - len(self._head)
        for place in self._window(self.content_size.height - len(self._head)):
            if 0 <= line < self._lines_of(self.rows[place]):
                self.post_message(self.Clicked(self, place))
                return
            line -= self._lines_of(self.rows[place])


def _marked(line: Content, width: int) -> Content:
    """The line under the cursor, the whole width of the list."""
    return Content(line.plain).truncate(width, pad=True).stylize("bold $background on $primary")
