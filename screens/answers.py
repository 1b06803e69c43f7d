"""Asks which points a «neste gang» point answers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from screens.widgets.hanging import Hanging


@dataclass(frozen=True, slots=True)
class Answerable:
    """A point that can be answered.

    Attributes:
        uid: The note's.
        name: «Bedre 2».
        text: As it may be shown, cleaned.
    """

    uid: str
    name: str
    text: str


class AnswersScreen(ModalScreen[frozenset[str] | None]):
    """Marks the points that are answered; gives back their uids, or None when it was left.

    Args:
        answer: The answering point's text, as it may be shown.
        points: What can be answered, in order.
        chosen: uids of those that are answered already.
    """

    CSS_PATH = "answers.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Avbryt", id="answers.cancel"),
        Binding("enter", "close", "Ferdig", id="answers.close", priority=True),
        Binding("space", "mark", "Merk", id="answers.mark"),
        *(Binding(str(digit), f"mark_number({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(self, answer: str, points: Sequence[Answerable], chosen: Collection[str]) -> None:
        super().__init__()
        self._answer = answer
        self._points = tuple(points)
        self._chosen = set(chosen)

    def compose(self) -> ComposeResult:
        """The question, the points, and the keys."""
        with Vertical(id="dialog"):
            yield Static("HVA SVARER DETTE PÅ?", id="heading")
            yield Static(Content(self._answer), id="answer")
            yield OptionList(
                *(Option(self._line(index)) for index in range(len(self._points))), compact=True
            )
            yield Static("1–9 eller mellomrom merker   Enter ferdig   Esc avbryt", id="keys")

    def on_mount(self) -> None:
        """The arrows move in the list."""
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """A click marks a point; Enter never comes here."""
        message.stop()
        self._toggle(message.option_index)

    def action_mark(self) -> None:
        """Mark the point under the cursor, or take the mark away."""
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self._toggle(highlighted)

    def action_mark_number(self, number: int) -> None:
        """Mark a point by its digit; one that stands at no point does nothing.

        Args:
            number: 1 for the first.
        """
        if number <= len(self._points):
            self.query_one(OptionList).highlighted = number - 1
            self._toggle(number - 1)

    def action_close(self) -> None:
        """Give the marked ones back."""
        self.dismiss(frozenset(self._chosen))

    def action_cancel(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)

    def _toggle(self, index: int) -> None:
        self._chosen ^= {self._points[index].uid}
        self.query_one(OptionList).replace_option_prompt_at_index(index, self._line(index))

    def _line(self, index: int) -> Hanging:
        point = self._points[index]
        key = str(index + 1) if index < 9 else " "
        box = "[x]" if point.uid in self._chosen else "[ ]"
        mark = Content.assemble((f"{key} ", "bold"), box)
        return Hanging(mark, Content.assemble((f"{point.name}  ", "bold"), point.text), 6)
