"""The small screens that ask for one thing and give back a typed answer. They know nobody.

Push one with a callback (`push_screen(Ask(...), callback)`) or from a worker: a message handler
that waits for the answer holds the line of keys that the dialog needs (`tui.key_order`).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, repeat
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from screens.widgets.capture import (
    Captured,
    CaptureLine,
    DraftFailed,
    EmptySubmitted,
    Pasted,
    TooLong,
)
from screens.widgets.drafts import UNSAVED, Draft
from screens.widgets.suggest import SuggestLine, whole
from store.database import Error
from store.finding import shortened
from store.text import clean

__all__ = ["Ask", "Choose", "Confirm", "Tell"]

_Answer = TypeVar("_Answer")


class _Dialog(ModalScreen[_Answer]):
    """A box in the middle of the screen behind it."""

    CSS_PATH = "dialogs.tcss"


class Ask(_Dialog[bool]):
    """Asks for one line; gives back whether it was answered.

    What is typed is kept at every key, also when the dialog is left, and stands here the next
    time. What stands already is no draft: whoever empties the line or puts it back has nothing
    half written.

    Args:
        heading: What is asked for.
        draft: Where the half-written answer is kept.
        save: Writes an answer; False when it was refused, which the screen has then said. The
            answer stands in the line then.
        value: What stands already.
        placeholder: What an empty line means, or an example.
        check: Says what is wrong with an answer in a Norwegian sentence, or "". An answer it
            complains of is not given. Without it any answer will do, an empty one too.
        suggestions: What the line could become.
        proposed: Whether what stands already is only proposed; what is typed then replaces it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Legg bort", id="dialog.cancel"),
    ]

    def __init__(
        self,
        heading: str,
        draft: Draft,
        *,
        save: Callable[[str], bool],
        value: str = "",
        placeholder: str = "",
        check: Callable[[str], str] | None = None,
        suggestions: Callable[[str], Sequence[str]] = lambda _typed: (),
        proposed: bool = False,
    ) -> None:
        super().__init__()
        self._heading = heading
        self._draft = draft
        self._proposed = proposed
        self._save = save
        self._suggestions = suggestions
        self._value = clean(value)
        self._placeholder = clean(placeholder)
        self._check = check

    def compose(self) -> ComposeResult:
        """The heading, the line, what is wrong with it, and the keys."""
        with Vertical(id="dialog"):
            yield Static(_content(self._heading), id="heading")
            kept = clean(self._draft.text)
            yield SuggestLine(
                self._suggestions,
                whole,
                save_draft=self._keep,
                draft=kept or self._value,
                placeholder=self._placeholder,
                id="answer",
            )
            if kept:
                stands = f" I møtet står «{shortened(self._value)}»." if self._value else ""
                yield Static(_content(f"Halvskrevet fra sist.{stands}"), id="stands")
            yield Static(id="complaint")
            yield Static("Enter lagre   Esc legg bort", id="keys")

    def on_mount(self) -> None:
        """The next key goes into the line."""
        self._line.focus()
        if self._proposed and self._line.value == self._value:
            self._line.select_all()

    @property
    def _line(self) -> CaptureLine:
        return self.query_one(CaptureLine)

    def _keep(self, text: str) -> None:
        self._draft.keep("" if text == self._value else text)

    @on(Input.Changed)
    def _show_complaint(self, event: Input.Changed) -> None:
        event.stop()
        self._complain(self._complaint_about(event.value.strip()) if event.value else "")

    @on(Captured)
    def _give(self, message: Captured) -> None:
        message.stop()
        if not self._is_given(message.text):
            message.line.give_back(message.raw)

    @on(EmptySubmitted)
    def _give_nothing(self, message: EmptySubmitted) -> None:
        message.stop()
        self._is_given("")

    def _is_given(self, answer: str) -> bool:
        if complaint := self._complaint_about(answer):
            self._complain(complaint)
            return False
        if not self._save(answer):
            return False
        with suppress(Error, OSError):  # at worst what is written now shows up once more
            self._draft.keep("")
        self.dismiss(True)
        return True

    @on(Pasted)
    def _paste_as_one_line(self, message: Pasted) -> None:
        message.stop()
        message.line.give_back(" ".join(message.lines))

    @on(DraftFailed)
    def _say_unsaved(self, message: DraftFailed) -> None:
        message.stop()
        self._complain(UNSAVED)

    @on(TooLong)
    def _refuse_long(self, message: TooLong) -> None:
        message.stop()
        self._complain("Teksten er for lang: høyst 100 000 tegn.")

    def action_leave(self) -> None:
        """Leave it unanswered; a text that is kept nowhere else must stand where it is."""
        if self._line.keep_draft():
            self.dismiss(False)
        else:
            self._complain(UNSAVED)

    def _complaint_about(self, answer: str) -> str:
        return self._check(answer) if self._check else ""

    def _complain(self, complaint: str) -> None:
        self.query_one("#complaint", Static).update(_content(f"! {complaint}" if complaint else ""))


class Confirm(_Dialog[bool]):
    """Asks for a yes or a no. Enter and Esc give the safe answer, which is no.

    Args:
        sentence: What is to happen, as a question.
        yes: What the button that does it says.
        no: What the button that leaves it says.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "answer(True)", "Ja", id="dialog.yes"),
        Binding("n,escape", "answer(False)", "Nei", id="dialog.no"),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, sentence: str, yes: str = "Ja", no: str = "Nei") -> None:
        super().__init__()
        self._sentence = sentence
        self._yes = yes
        self._no = no

    def compose(self) -> ComposeResult:
        """The question and its two answers."""
        with Vertical(id="dialog"):
            yield Static(_content(self._sentence), id="question")
            with Horizontal(id="answers"):
                yield Button(_keyed("n", self._no), id="no", compact=True)
                yield Button(_keyed("j", self._yes), id="yes", compact=True)
            yield Static("Enter velger det som er merket", id="keys")

    def on_mount(self) -> None:
        """Enter presses the safe one."""
        self.query_one("#no").focus()

    @on(Button.Pressed)
    def _press(self, message: Button.Pressed) -> None:
        message.stop()
        self.dismiss(message.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """Give the answer.

        Args:
            answer: Yes or no.
        """
        self.dismiss(answer)


class Choose(_Dialog[str | None]):
    """Asks for one of several; None when none was chosen.

    Args:
        heading: What is chosen.
        options: What is given back, and what the screen says, for each. The first nine have
            their digit as key.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Avbryt", id="dialog.cancel"),
        *(Binding(str(digit), f"take({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(self, heading: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._heading = heading
        self._options = tuple(options)

    def compose(self) -> ComposeResult:
        """The heading, the choices, and the keys."""
        with Vertical(id="dialog"):
            yield Static(_content(self._heading), id="heading")
            yield OptionList(
                *(Option(_keyed(key, label)) for key, (_, label) in self._keyed_options()),
                compact=True,
                markup=False,
            )
            yield Static("1–9 eller piler og Enter   Esc avbryt", id="keys")

    def on_mount(self) -> None:
        """The arrows move in the list."""
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _select(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.dismiss(self._options[message.option_index][0])

    def _keyed_options(self) -> Iterator[tuple[str, tuple[str, str]]]:
        keys = chain("123456789", repeat(" "))
        return zip(keys, self._options, strict=False)

    def action_take(self, digit: int) -> None:
        """Choose by digit; one that stands at no choice does nothing.

        Args:
            digit: 1 for the first.
        """
        if digit <= len(self._options):
            self.dismiss(self._options[digit - 1][0])

    def action_cancel(self) -> None:
        """Choose none."""
        self.dismiss(None)


class Tell(_Dialog[None]):
    """Shows a text until it has been read.

    Args:
        heading: What it is about.
        text: One or more lines.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape", "close", "Lukk", id="dialog.close"),
    ]

    def __init__(self, heading: str, text: str) -> None:
        super().__init__()
        self._heading = heading
        self._text = text

    def compose(self) -> ComposeResult:
        """The heading, the text, and the key."""
        with Vertical(id="dialog"):
            yield Static(_content(self._heading), id="heading")
            with VerticalScroll(id="text"):
                yield Static(_content(self._text))
            yield Static("Enter lukker   piler blar", id="keys")

    def on_mount(self) -> None:
        """The arrows move in the text."""
        self.query_one("#text").focus()

    def action_close(self) -> None:
        """It has been read."""
        self.dismiss(None)


def _content(text: str) -> Content:
    """Anything as plain text: what a user wrote is never markup."""
    return Content(clean(text, lines=True))


def _keyed(key: str, label: str) -> Content:
    return Content.assemble((f"{key}  ", "bold"), clean(label))
