"""The list of risks that the wheel's stops 1–4 share: one widget, drawn line by line.

What stands in it is a frozen value that the stop's editor makes; a row that has not changed is not
laid out again, so that two hundred risks cost no more per key than two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.sections.risk_rows import (
    GAP,
    Cell,
    Column,
    ListRow,
    columns_width,
    wrapped,
)
from screens.widgets.levels import level_styles

MARK = "▸"
"""Stands before the chosen risk, so that it is not told by colour alone."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text in one style; `style` is a component class or «level-N»."""

    text: str
    style: str


_Laid = tuple[tuple[_Piece, ...], ...]


class RiskList(ScrollView, can_focus=True):
    """The risks, one of them chosen.

    Args:
        levels: How many levels the scale has, which decides their colours.
    """

    DEFAULT_CSS = """
    RiskList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        background: transparent;
    }
    RiskList > .risk-list--text { color: $foreground; }
    RiskList > .risk-list--number { color: $text-muted; }
    RiskList > .risk-list--cell { color: $foreground; }
    RiskList > .risk-list--below { color: $text-muted; }
    RiskList > .risk-list--control { color: $text-success; }
    RiskList > .risk-list--task { color: $text-primary; }
    RiskList > .risk-list--warning { color: $text-warning; text-style: bold; }
    RiskList > .risk-list--awaited { text-style: reverse; }
    RiskList > .risk-list--chosen { background: $panel; text-style: bold; }
    RiskList:focus > .risk-list--chosen { background: $primary 25%; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"risk-list--{name}"
        for name in (
            "text",
            "number",
            "cell",
            "below",
            "control",
            "task",
            "warning",
            "awaited",
            "chosen",
        )
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Risikoen over", id="risks.up", show=False),
        Binding("down", "step(1)", "Risikoen under", id="risks.down", show=False),
        Binding("pageup", "page(-1)", "Side opp", id="risks.page_up", show=False),
        Binding("pagedown", "page(1)", "Side ned", id="risks.page_down", show=False),
        Binding("home", "end(0)", "Første risiko", id="risks.first", show=False),
        Binding("end", "end(-1)", "Siste risiko", id="risks.last", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """Another risk was chosen, by key or by click."""

        risks: "RiskList"
        uid: str

    @dataclass
    class Edge(Message):
        """An arrow wants out of the list."""

        risks: "RiskList"
        direction: Literal["up", "down"]

    def __init__(self, levels: int) -> None:
        super().__init__(id="risks")
        self._levels = levels
        self._rows: tuple[ListRow, ...] = ()
        self._columns: tuple[Column, ...] = ()
        self._most_lines = 1
        self._chosen = ""
        self._laid: dict[ListRow, _Laid] = {}
        self._drawn: list[tuple[int, int]] = []
        self._first: list[int] = []
        self._empty = ""

    # What it shows

    @property
    def rows(self) -> tuple[ListRow, ...]:
        """The risks in the order shown."""
        return self._rows

    @property
    def chosen(self) -> str:
        """The uid of the chosen risk, or "" when there is none."""
        return self._chosen

    @property
    def place(self) -> int:
        """The chosen risk's place in the list, from 0; −1 when there is none."""
        return next((i for i, row in enumerate(self._rows) if row.uid == self._chosen), -1)

    def show(
        self,
        rows: Sequence[ListRow],
        columns: Sequence[Column] = (),
        *,
        most_lines: int = 1,
        empty: str = "",
    ) -> None:
        """Show the risks as they have become; where the chosen one is gone, its neighbour is.

        Args:
            rows: In the order to show.
            columns: To the right of the texts.
            most_lines: How many lines a risk's own text may take.
            empty: What stands there while there are no risks.
        """
        if (tuple(rows), tuple(columns), most_lines) == (
            self._rows,
            self._columns,
            self._most_lines,
        ) and rows:
            return
        place = self.place
        if (tuple(columns), most_lines) != (self._columns, self._most_lines):
            self._laid.clear()
        self._rows, self._columns = tuple(rows), tuple(columns)
        self._most_lines, self._empty = most_lines, empty
        if self.place < 0:
            near = min(max(place, 0), len(self._rows) - 1)
            self._chosen = self._rows[near].uid if self._rows else ""
        self._lay_out()

    def choose(self, uid: str) -> bool:
        """Choose a risk and bring it into sight.

        Returns:
            Whether it is in the list.
        """
        if not any(row.uid == uid for row in self._rows):
            return False
        self._chosen = uid
        self._bring_into_sight()
        self.refresh()
        return True

    def neighbour(self, step: int) -> str:
        """The uid of the risk so many places from the chosen one, or "" past the ends."""
        place = self.place + step
        return self._rows[place].uid if self._rows and 0 <= place < len(self._rows) else ""

    # Laying out

    @property
    def _room(self) -> int:
        """Cells of a line; before the first layout a usual width stands in."""
        return self.scrollable_content_region.width or 80

    @property
    def _indent(self) -> int:
        """Cells before the texts: the mark, the number, a space."""
        return len(MARK) + max(2, len(str(len(self._rows)))) + 1

    def _lay_out(self) -> None:
        kept: dict[ListRow, _Laid] = {}
        self._drawn, self._first = [], []
        for index, row in enumerate(self._rows):
            laid = self._laid.get(row) or self._lay(row)
            kept[row] = laid
            self._first.append(len(self._drawn))
            self._drawn += [(index, line) for line in range(len(laid))]
        self._laid = kept
        self.virtual_size = Size(self._room, max(1, len(self._drawn)))
        self._bring_into_sight()
        self.refresh()

    def _lay(self, row: ListRow) -> _Laid:
        indent = self._indent
        room = self._room - indent - columns_width(self._columns) - 1
        texts = wrapped(row.text, room, self._most_lines, self._room - indent - 1)
        number = str(row.number).rjust(indent - len(MARK) - 1) + " "
        first = (
            _Piece(number, "number"),
            _Piece(set_cell_size(texts[0], room) + " ", "text"),
            *self._cells(row),
        )
        rest = ((_Piece(" " * (indent - len(MARK)) + text, "text"),) for text in texts[1:])
        return (first, *rest, *self._lines_below(row))

    def _cells(self, row: ListRow) -> Iterator[_Piece]:
        for column, cell in zip(self._columns, row.cells, strict=True):
            yield _Piece(" " * GAP, "cell")
            style = "cell" if cell.rank is None else f"level-{cell.rank}"
            yield _Piece(set_cell_size(cell.text, column.width), _style_of(cell, style))

    def _lines_below(self, row: ListRow) -> Iterator[tuple[_Piece, ...]]:
        indent = " " * (self._indent - len(MARK))
        for below in row.below:
            lead = cell_len(below.lead)
            texts = wrapped(below.text, self._room - self._indent - lead - 1, 2)
            for line, text in enumerate(texts):
                before = below.lead if line == 0 else " " * lead
                yield (_Piece(f"{indent}{before}{text}", below.style),)

    def on_resize(self) -> None:
        """Lay out anew for another width."""
        self._laid.clear()
        self._lay_out()

    def _bring_into_sight(self) -> None:
        place = self.place
        if place < 0 or not self._first:
            return
        first = self._first[place]
        after = self._first[place + 1] if place + 1 < len(self._first) else len(self._drawn)
        # Of a risk taller than the window, its own text is what must be seen.
        height = min(after - first, max(1, self.scrollable_content_region.height))
        self.scroll_to_region(Region(0, first, 1, height), animate=False, force=True, x_axis=False)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        line = self.scroll_offset.y + y
        width = self.size.width
        base = self.rich_style
        if line >= len(self._drawn):
            text = self._empty if not self._rows and line == 0 else ""
            style = base + self._component("below")
            return Strip([Segment(text, style)]).adjust_cell_length(width, base)
        index, part = self._drawn[line]
        row = self._rows[index]
        is_chosen = row.uid == self._chosen
        if is_chosen and part == 0:
            base = self.get_component_rich_style("risk-list--chosen")
        mark = MARK if is_chosen and part == 0 else " " * len(MARK)
        segments = [Segment(mark, base)]
        for piece in self._laid[row][part]:
            segments.append(Segment(piece.text, base + self._component(piece.style)))
        return Strip(segments).adjust_cell_length(width, base)

    def _component(self, name: str) -> Style:
        if name.startswith("level-"):
            rank = int(name.removeprefix("level-"))
            return level_styles(self.app.theme_variables, self._levels)[rank].rich_style
        return self.get_component_rich_style(f"risk-list--{name}", partial=True)

    # Keys and mouse

    def action_step(self, step: int) -> None:
        """Choose the neighbour; past an end, say that the arrow wants out."""
        uid = self.neighbour(step)
        if uid:
            self._choose_and_tell(uid)
        else:
            self.post_message(self.Edge(self, "up" if step < 0 else "down"))

    def action_page(self, pages: int) -> None:
        """Go a window up or down."""
        if not self._rows:
            return
        height = max(1, self.scrollable_content_region.height - 1)
        aim = self._first[max(self.place, 0)] + pages * height
        aim = min(max(aim, 0), len(self._drawn) - 1)
        self._choose_and_tell(self._rows[self._drawn[aim][0]].uid)

    def action_end(self, place: int) -> None:
        """Go to the first or the last risk."""
        if self._rows:
            self._choose_and_tell(self._rows[place].uid)

    def on_click(self, event: Click) -> None:
        """Choose the risk under the mouse."""
        line = self.scroll_offset.y + event.y
        if 0 <= line < len(self._drawn):
            self._choose_and_tell(self._rows[self._drawn[line][0]].uid)

    def _choose_and_tell(self, uid: str) -> None:
        if uid != self._chosen:
            self.choose(uid)
            self.post_message(self.Chosen(self, uid))


def _style_of(cell: Cell, style: str) -> str:
    return "awaited" if cell.awaited else style
