"""A list of captured rows: the cursor stays on its row when the list is shown anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from screens.widgets.hanging import Hanging


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the list.

    Attributes:
        shown: What it looks like; `plain` tells whether it has changed.
        uid: The row's; "" for a heading, which the cursor passes by.
    """

    shown: Hanging | Content
    uid: str = ""


class RowList(OptionList):
    """Rows to move among with the arrows. A click chooses a row, Enter opens it.

    Args:
        id: The widget's id.
        classes: The widget's style classes.
    """

    DEFAULT_CSS = """
    RowList, RowList:focus {
        height: 1fr;
        border: none;
        padding: 0;
        background: transparent;
        background-tint: transparent;
        scrollbar-size-vertical: 1;
    }
    RowList > .option-list--option { padding: 0 1 0 0; }
    RowList > .option-list--option-disabled { color: $foreground; text-style: none; }
    RowList > .option-list--option-hover { background: $panel; }
    RowList > .option-list--option-highlighted { background: transparent; text-style: bold; }
    RowList:focus > .option-list--option-highlighted {
        color: $foreground;
        background: $primary 22%;
        text-style: bold;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Åpne", id="rows.open", show=False),
    ]

    @dataclass
    class Opened(Message):
        """Enter was pressed on a row."""

        rows: "RowList"
        uid: str

    @dataclass
    class Edge(Message):
        """An arrow wants out of the list."""

        rows: "RowList"
        direction: Literal["up", "down"]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self._shown: tuple[Line, ...] = ()

    @property
    def chosen(self) -> str:
        """The uid of the row under the cursor, or ""."""
        option = self.highlighted_option
        return (option.id or "") if option else ""

    def show(self, lines: Sequence[Line], *, newest: bool = False) -> None:
        """Show the list as it has become; where the cursor's row is gone, its neighbour is chosen.

        Args:
            lines: All of them, in order.
            newest: Bring the last line into sight when the cursor stands nowhere.
        """
        if _readable(lines) == _readable(self._shown):
            return
        chosen, place = self.chosen, self.highlighted
        # What looks as before is kept, since it remembers how it is wrapped.
        before = dict(zip(_readable(self._shown), self._shown, strict=True))
        kept = zip(_readable(lines), lines, strict=True)
        self._shown = tuple(before.get(key, line) for key, line in kept)
        self.set_options(
            Option(line.shown, id=line.uid or None, disabled=not line.uid) for line in self._shown
        )
        if chosen and not self.choose(chosen) and place is not None:
            self._choose_near(place)
        if newest and not self.chosen:
            self.call_after_refresh(self.scroll_end, animate=False)

    def choose(self, uid: str) -> bool:
        """Put the cursor on a row, and bring it into sight.

        Returns:
            Whether the row is in the list.
        """
        for index, option in enumerate(self.options):
            if uid and option.id == uid:
                self.highlighted = index
                self.call_after_refresh(self.scroll_to_highlight)
                return True
        return False

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Bring the cursor's row into sight, and the heading over the first one with it."""
        if self.highlighted and not any(line.uid for line in self._shown[: self.highlighted]):
            self.scroll_home(animate=False, immediate=True)
        else:
            super().scroll_to_highlight(top)

    def _choose_near(self, place: int) -> None:
        rows = [index for index, option in enumerate(self.options) if option.id]
        self.highlighted = min(rows, key=lambda index: abs(index - place), default=None)

    def action_cursor_up(self) -> None:
        """Go up a row; the first is the list's edge."""
        before = self.highlighted
        super().action_cursor_up()
        if before is not None and (self.highlighted is None or self.highlighted >= before):
            self.highlighted = before
            self.post_message(self.Edge(self, "up"))

    def action_cursor_down(self) -> None:
        """Go down a row; the last is the list's edge."""
        before = self.highlighted
        super().action_cursor_down()
        if before is not None and (self.highlighted is None or self.highlighted <= before):
            self.highlighted = before
            self.post_message(self.Edge(self, "down"))

    def action_select(self) -> None:
        """A click only chooses."""

    def action_open(self) -> None:
        """Say that the row is opened."""
        if self.chosen:
            self.post_message(self.Opened(self, self.chosen))


def _readable(lines: Sequence[Line]) -> list[tuple[str, str]]:
    return [(line.uid, line.shown.plain) for line in lines]
