"""The wheel's stops on one line, always in sight: how far each has come, and where the room is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

QUARTERS: Final = "○◔◑◕●"


@dataclass(frozen=True, slots=True)
class Stop:
    """What the line shows of a stop.

    Attributes:
        place: On the wheel, from 1.
        number: What it is numbered as; None for one without a number.
        short: The heading where there is little room; a stop without a number keeps it longest.
        done: How many are finished at this stop, of `total`.
    """

    place: int
    number: int | None
    heading: str
    short: str
    done: int
    total: int

    @property
    def mark(self) -> str:
        """A circle, filled by quarters; full and empty mean all and none."""
        if self.total <= 0 or self.done <= 0:
            return QUARTERS[0]
        if self.done >= self.total:
            return QUARTERS[-1]
        return QUARTERS[min(3, max(1, round(4 * self.done / self.total)))]

    @property
    def count(self) -> str:
        """«9/12», «12» when all are finished, and nothing where there is nothing to do yet."""
        if self.total <= 0:
            return ""
        return str(self.total) if self.done >= self.total else f"{self.done}/{self.total}"


@dataclass(frozen=True, slots=True)
class Piece:
    """One stop as it stands on the line: its text from the column `start`."""

    place: int
    start: int
    text: str

    @property
    def end(self) -> int:
        """The first column after it."""
        return self.start + cell_len(self.text)


def laid_out(stops: Sequence[Stop], current: int | None, width: int) -> tuple[Piece, ...]:
    """The stops on a line of a width, with as much of each as there is room for.

    The current one keeps its heading longest; where nothing else is left, it alone is shown.
    """
    for texts in _candidates(stops, current):
        pieces = _placed(stops, texts)
        if not pieces or pieces[-1].end <= width:
            return pieces
    here = next((stop for stop in stops if stop.place == current), stops[0])
    text = _text(here, here.short, here.count, here.place == current)
    if cell_len(text) > width:
        text = f"{set_cell_size(text, width - 1)}…" if width > 0 else ""
    return (Piece(here.place, 0, text),)


def _candidates(stops: Sequence[Stop], current: int | None) -> Iterator[list[str]]:
    """The line's texts, from the widest form to the narrowest."""
    for here_full, others, counted in (
        (True, "heading", True),
        (True, "short", True),
        (False, "short", True),
        (False, "short", False),
        (True, "", True),
        (False, "", True),
        (True, "", False),
        (False, "", False),
    ):
        texts = []
        for stop in stops:
            if stop.place == current:
                words = stop.heading if here_full else stop.short
                texts.append(_text(stop, words, stop.count, True))
            else:
                bare = stop.short if stop.number is None else ""
                words = {"heading": stop.heading, "short": stop.short}.get(others, bare)
                texts.append(_text(stop, words, stop.count if counted else "", False))
        yield texts


def _text(stop: Stop, words: str, count: str, here: bool) -> str:
    shown = "".join(character for character in words if character.isprintable())
    parts = (stop.mark, "" if stop.number is None else str(stop.number), shown, count)
    return f"{'▸' if here else ' '}{' '.join(part for part in parts if part)} "


def _placed(stops: Sequence[Stop], texts: Sequence[str]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    start = 0
    for stop, text in zip(stops, texts, strict=True):
        pieces.append(Piece(stop.place, start, text))
        start = pieces[-1].end
    return tuple(pieces)


class Stops(Widget):
    """The line of stops; the current one has «▸» and is bold and reversed."""

    DEFAULT_CSS: ClassVar[str] = "Stops { height: 1; text-wrap: nowrap; }"

    stops: reactive[tuple[Stop, ...]] = reactive(())
    """The stops, in the wheel's order."""
    current: reactive[int | None] = reactive(None)
    """The place of the stop that the room is at."""

    @dataclass
    class Chosen(Message):
        """A stop was clicked.

        Attributes:
            place: On the wheel, from 1.
        """

        place: int

    def render(self) -> Content:
        """Draw the line; headings are text, never markup."""
        return Content.assemble(
            *(
                (piece.text, "bold reverse" if piece.place == self.current else "")
                for piece in self._pieces
            )
        )

    def on_click(self, event: events.Click) -> None:
        """Tell which stop was clicked, if any."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for piece in self._pieces:
            if piece.start <= offset.x < piece.end:
                self.post_message(self.Chosen(piece.place))

    @property
    def _pieces(self) -> tuple[Piece, ...]:
        return laid_out(self.stops, self.current, self.size.width)
