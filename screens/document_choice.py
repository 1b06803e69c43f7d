"""One dialog for what is written of a meeting: which document, version and format, as it will read.

What is exempt from public access is seen in the preview only as long as the meeting behind it
shows it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import OptionList, Static

from exports import FORMATS, Format
from exports.order import EXTRACTS, MINUTES, NOTICE, Order
from exports.papers import PAPERS, document, paper
from exports.source import Source, for_the_public, for_the_screen, source
from screens.meeting_desk import MeetingDesk
from screens.preview_lines import laid_out, laid_out_text
from screens.requests import WriteDocument
from screens.widgets.choice_list import ChoiceList
from screens.widgets.preview import Preview
from store.sections import all_items
from store.settings import LastDocument
from store.vocabulary import Status

_INTERNAL, _PUBLIC = "intern", "offentlig"
_VERSIONS = ((_INTERNAL, "Intern"), (_PUBLIC, "Offentlig"))
_SAID_OF = {
    _INTERNAL: "INTERN UTGAVE, med det som er unntatt.",
    _PUBLIC: "OFFENTLIG UTGAVE, uten det som er unntatt.",
}
_ROOM_FOR_A_SENTENCE = 40
_HIDDEN_HERE = "Skjult her til Ctrl+B viser det."
_WHOLLY_HIDDEN = "Hele møtet er unntatt, og vises ikke her før Ctrl+B viser det."
_DATA = "{label}: rader fra møtet, og ikke et dokument. Valget av dokument gjelder ikke her."


class DocumentScreen(ModalScreen[WriteDocument | None]):
    """Asks what is to be written, and shows it; None when nothing is.

    The document it begins with follows the meeting: one that is planned is called, one that was
    held has minutes. Format and version are those of the last time, since they follow the people
    who get the documents.

    Args:
        behind: The meeting screen.
    """

    CSS_PATH = "document_choice.tcss"
    # The base's annotation is no class variable to mypy, though it is read as one.
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]]] = [  # type: ignore[misc]
        (0, "-narrow"),
        (120, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "Skriv", id="document.write", priority=True),
        Binding("escape", "leave", "Avbryt", id="dialog.cancel"),
        Binding("left", "app.focus_previous", priority=True, show=False),
        Binding("right", "app.focus_next", priority=True, show=False),
        Binding("pagedown", "turn(1)", "Bla ned", id="document.down", priority=True),
        Binding("pageup", "turn(-1)", "Bla opp", id="document.up", priority=True),
        Binding("ctrl+b", "show_exempt", "Vis eller skjul unntatt tekst", id="document.exempt"),
    ]

    @dataclass
    class LaidOut(Message):
        """The lines of a preview are there."""

        turn: int
        """Which of the previews that were asked for."""

        lines: Sequence[Strip]

    def __init__(self, behind: MeetingDesk) -> None:
        super().__init__()
        self._behind = behind
        self._meeting = behind.whole_meeting
        self._last = behind.workplace.last_documents.of(self._meeting.kind.id)
        self._sources: dict[bool, Source] = {}
        self._turn = 0
        self._papers, self._items = ChoiceList(id="papers"), ChoiceList(id="items")
        self._versions, self._formats = ChoiceList(id="versions"), ChoiceList(id="formats")
        self._preview = Preview(self._show_preview, id="preview")

    # What is on the screen

    def compose(self) -> ComposeResult:
        """The choices, what they come to, and the keys."""
        with Vertical(id="dialog"):
            yield Static("HVA SKAL SKRIVES?", id="heading")
            with Container(id="both"):
                with Container(id="choices"):
                    yield from self._choice("DOKUMENT", self._papers)
                    with Container(id="middle"):
                        yield from self._choice("UTGAVE", self._versions)
                        yield from self._choice("SAK", self._items)
                    yield from self._choice("FORMAT", self._formats)
                with Vertical(id="side"):
                    yield Static(id="says")
                    yield self._preview
            yield Static(
                "Enter skriver   Tab neste liste   1–9 ↑ ↓ velger   PgDn blar   Esc avbryt",
                id="keys",
            )

    @staticmethod
    def _choice(heading: str, choices: ChoiceList) -> ComposeResult:
        with Vertical(classes="choice", id=f"of-{choices.id}"):
            yield Static(heading, classes="over")
            yield choices

    hides_exempt: ClassVar[bool] = True

    def on_mount(self) -> None:
        """Begin with what is likely, and follow what the meeting behind shows."""
        meeting = self._meeting
        self._papers.offer(
            [
                (name, paper(name, meeting.kind).label)
                for name, each in PAPERS.items()
                if each.is_offered(meeting)
            ],
            NOTICE if meeting.head.status is Status.PLANNED else MINUTES,
        )
        self._formats.offer(
            [(name, each.label) for name, each in FORMATS.items()], self._last.format
        )
        self._versions.offer(_VERSIONS, _PUBLIC if self._last.public else _INTERNAL)
        self._offer_items()
        self._behind.exempt_shown.subscribe(self, self._follow)
        self._preview.show(laid_out_text("Lager forhåndsvisningen …", _ROOM_FOR_A_SENTENCE))
        self._show()
        (self._formats if self._format.holds_data else self._papers).focus()

    def _offer_items(self) -> None:
        """Each sak by its title, as far as the meeting behind shows it."""
        entries = [
            (each.item.uid, f"{each.label} {each.item.text}")
            for each in all_items(self._behind.meeting)
        ]
        self._items.offer([("", "Alle saker"), *entries], self._items.chosen)

    def _follow(self, shows_exempt: bool) -> None:
        if not shows_exempt:
            self._preview.show(())  # at once, and not when the next one has been laid out
        self._offer_items()
        self._show()

    # What is chosen

    @property
    def _format(self) -> Format:
        return FORMATS[self._formats.chosen]

    @property
    def _paper(self) -> str:
        return MINUTES if self._format.holds_data else self._papers.chosen

    @property
    def _item(self) -> str:
        return self._items.chosen if self._paper == EXTRACTS else ""

    @property
    def _source(self) -> Source:
        of_series = PAPERS[self._paper].of_series
        if of_series not in self._sources:
            workplace = self._behind.workplace
            self._sources[of_series] = source(
                workplace.archive, self._meeting.uid, workplace.settings, of_series=of_series
            )
        return self._sources[of_series]

    @property
    def _version(self) -> str:
        """The version; "" where there is only one, since nothing is exempt."""
        return self._versions.chosen if self._source.holds_exempt else ""

    @on(OptionList.OptionHighlighted)
    def _choose(self, message: OptionList.OptionHighlighted) -> None:
        message.stop()
        self._show()

    def _show(self) -> None:
        if not self._formats.chosen:  # the lists are still being filled
            return
        holds_data = self._format.holds_data
        self._papers.disabled = holds_data
        self.query_one("#of-papers").set_class(holds_data, "-unused")
        self.query_one("#of-items").display = self._paper == EXTRACTS
        self.query_one("#of-versions").display = bool(self._version)
        says = self.query_one("#says", Static)
        hidden = [_HIDDEN_HERE] if self._hides_something else []
        says.update(" ".join([_SAID_OF.get(self._version, "FORHÅNDSVISNING"), *hidden]))
        says.set_class(self._version == _INTERNAL, "-internal")
        self._show_preview()

    @property
    def _hides_something(self) -> bool:
        return (
            self._version == _INTERNAL
            and not self._behind.shows_exempt
            and not self._format.holds_data
        )

    def _show_preview(self) -> None:
        """Show what will be written; it is laid out in a thread, from frozen values."""
        self._turn += 1
        width, sentence = self._preview.columns, ""
        if not width:
            return  # it says so when it has got one
        if self._format.holds_data:
            sentence = _DATA.format(label=self._format.label)
        elif self._hides_something and self._meeting.head.exempt:
            sentence = _WHOLLY_HIDDEN
        if sentence:
            self._preview.show(laid_out_text(sentence, width))
            return
        take_out = for_the_public if self._version == _PUBLIC else for_the_screen
        is_taken_out = self._version == _PUBLIC or self._hides_something
        order = Order(self._source, self._paper, self._item)
        lay_out = partial(self._lay_out, self._turn, order, take_out if is_taken_out else None)
        self.run_worker(partial(lay_out, width), thread=True, exclusive=True, group="preview")

    def _lay_out(
        self, turn: int, order: Order, take_out: Callable[[Source], Source] | None, width: int
    ) -> None:
        if take_out:
            order = replace(order, source=take_out(order.source))
        self.post_message(self.LaidOut(turn, laid_out(document(order), width)))

    @on(LaidOut)
    def _show_lines(self, message: LaidOut) -> None:
        message.stop()
        if message.turn == self._turn:  # another may have been asked for meanwhile
            self._preview.show(message.lines)

    # The keys

    def action_write(self) -> None:
        """Write what is chosen, and begin with it the next time."""
        is_public = self._version == _PUBLIC
        choice = LastDocument(
            format=self._formats.chosen, public=is_public if self._version else self._last.public
        )
        self._behind.workplace.last_documents.remember(self._meeting.kind.id, choice)
        self.dismiss(
            WriteDocument(
                self._meeting.uid,
                public=is_public,
                paper=self._paper,
                item=self._item,
                format=self._formats.chosen,
            )
        )

    def action_leave(self) -> None:
        """Write nothing."""
        self.dismiss(None)

    def action_turn(self, step: int) -> None:
        """Turn a page of the preview.

        Args:
            step: 1 down, −1 up.
        """
        self._preview.turn(step)

    def action_show_exempt(self) -> None:
        """Show what is exempt for a minute, or hide it, here and in the meeting behind."""
        self._behind.show_exempt(not self._behind.shows_exempt)
