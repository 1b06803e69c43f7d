"""Search in every meeting: words at the top, and below them where they stand, the newest first."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from screens.requests import OpenMeeting
from screens.widgets.capture import Captured, CaptureLine, EmptySubmitted, Left, Pasted
from screens.widgets.steady_footer import SteadyFooter
from screens.widgets.window_list import Look, WindowList
from screens.workplace import Workplace
from store.norwegian_dates import numeric
from store.search import LIMIT, Hit, search
from store.text import clean

_HOW = "Skriv ett eller flere ord. Det siste kan være begynnelsen på et ord."
_NOT_IN_IT = "Det som er unntatt offentlighet, er ikke med i søket."
_LETTERS_A_WORD = 8


class SearchScreen(Screen[None]):
    """A line to type in, and the hits, which follow at every key. Enter goes to one.

    Args:
        workplace: The open file and the user's choices.
    """

    CSS_PATH = "search.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Gå dit", id="search.open"),
        Binding("escape", "leave", "Til forsiden", id="search.leave"),
    ]
    help_heading = "Søk"
    help_text = f"{_HOW} Pil ned går til treffene. {_NOT_IN_IT}"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._hits: Sequence[Hit] = ()

    def compose(self) -> ComposeResult:
        """The line, how many hits there are, and the hits."""
        yield Static("SØK I ALLE MØTER", id="head")
        yield CaptureLine(save_draft=None, placeholder="Ord å lete etter", id="words")
        yield Static(_HOW, id="found")
        yield WindowList(Look(_height, _lines), id="hits")
        yield SteadyFooter()

    def on_mount(self) -> None:
        """The next key goes into the line."""
        self._line.focus()

    def on_screen_resume(self) -> None:
        """Something may have been written in a meeting since."""
        self._search()

    @property
    def _line(self) -> CaptureLine:
        return self.query_one("#words", CaptureLine)

    @property
    def _list(self) -> WindowList[Hit]:
        return self.query_one("#hits", WindowList)

    @on(Input.Changed)
    def _search_anew(self) -> None:
        self._list.cursor = 0
        self._search()

    def _search(self) -> None:
        around = max(8, self.size.width // _LETTERS_A_WORD)
        self._hits = search(self._workplace.archive, self._line.value, around=around)
        self._list.show(len(self._hits), lambda first, size: self._hits[first : first + size])
        self.query_one("#found", Static).update(Content(self._said))

    @property
    def _said(self) -> str:
        """How many hits there are, or what to do."""
        if not self._line.value.strip():
            return _HOW
        if not self._hits:
            return f"Ingen treff. Prøv færre eller andre ord. {_NOT_IN_IT}"
        if len(self._hits) == LIMIT:
            return f"De {LIMIT} nyeste treffene. Skriv flere ord for å finne fram."
        return f"{len(self._hits)} treff, de nyeste først."

    # The keys

    @on(Captured)
    def _enter(self, message: Captured) -> None:
        """Enter goes to the hits; the words stay."""
        message.line.give_back(message.raw)
        self._search()
        self._go_to_hits()

    @on(EmptySubmitted)
    def _enter_nothing(self, message: EmptySubmitted) -> None:
        message.stop()

    @on(Pasted)
    def _paste_as_one_line(self, message: Pasted) -> None:
        message.line.give_back(" ".join(message.lines))

    @on(Left)
    def _leave_line(self, message: Left) -> None:
        if message.direction == "down":
            self._go_to_hits()

    def _go_to_hits(self) -> None:
        if self._hits:
            self._list.focus()

    @on(WindowList.Edge)
    def _leave_list(self, message: WindowList.Edge) -> None:
        if message.direction == "up":
            self._line.focus()

    def action_open(self) -> None:
        """Go to the meeting, to where in it the words stand."""
        hit = self._list.chosen
        if hit is not None:
            self.post_message(OpenMeeting(hit.meeting, hit.place.stop, hit.place.row))

    def action_leave(self) -> None:
        """Go home."""
        self.dismiss(None)


def _height(_width: int) -> int:
    return 2


def _lines(hit: Hit, width: int, here: bool) -> Sequence[Content]:
    """The place and the meeting, and under them the text with its words marked."""
    where = " · ".join(clean(each) for each in (hit.place.name, hit.kind, hit.title) if each)
    mark = "▸" if here else " "
    first = Content.assemble((f"{mark} {numeric(hit.held)}  ", "bold"), where)
    pieces = ((clean(text), "bold underline" if is_word else "") for text, is_word in hit.text)
    below = Content.assemble(" " * 14, *pieces)
    return [each.truncate(width, ellipsis=True) for each in (first, below)]
