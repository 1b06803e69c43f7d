"""A text that is only read, of any length: a line is drawn when it comes into sight."""

from collections.abc import Callable, Sequence

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Preview(ScrollView, can_focus=False):
    """Lines that were laid out beforehand. The keys that turn its pages are the screen's.

    Args:
        resized: Called when the lines must be laid out anew, in another width.
        id: The widget's id.
    """

    DEFAULT_CSS = """
    Preview { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """

    def __init__(self, resized: Callable[[], None], *, id: str) -> None:
        super().__init__(id=id)
        self._resized = resized
        self._lines: Sequence[Strip] = ()
        self._width = 0

    @property
    def columns(self) -> int:
        """How many cells a line can be wide, a scrollbar beside it; 0 before it is laid out."""
        return max(0, self.container_size.width - self.styles.scrollbar_size_vertical - 1)

    def show(self, lines: Sequence[Strip]) -> None:
        """Show other lines from the first one.

        Args:
            lines: As wide as `columns`, or narrower.
        """
        self._lines = lines
        self.virtual_size = Size(self.columns, len(lines))
        self.scroll_to(y=0, animate=False, immediate=True)
        self.refresh()

    def on_resize(self) -> None:
        """Ask for lines that fit."""
        if self.columns != self._width:
            self._width = self.columns
            self._resized()

    def render_line(self, y: int) -> Strip:
        """The line that stands there."""
        place, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        line = self._lines[place] if place < len(self._lines) else Strip([])
        return line.apply_style(self.rich_style).crop_extend(0, width, self.rich_style)

    def turn(self, step: int) -> None:
        """Turn a page.

        Args:
            step: 1 down, −1 up.
        """
        page = max(1, self.scrollable_content_region.height - 1)
        self.scroll_relative(y=step * page, animate=False)
