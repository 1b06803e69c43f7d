"""A list in which the row that the cursor stands on is what is chosen."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from store.text import clean

_DIGITS = 9


class ChoiceList(OptionList):
    """Choices with their digits; the chosen one is marked, also where the list has no focus.

    What is chosen changes with the cursor, which `OptionList.OptionHighlighted` tells.

    Args:
        id: The widget's id.
    """

    DEFAULT_CSS = """
    ChoiceList, ChoiceList:focus {
        height: auto;
        border: none;
        padding: 0;
        background: transparent;
        scrollbar-size-vertical: 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    ChoiceList > .option-list--option-highlighted { text-style: bold; background: transparent; }
    ChoiceList:focus > .option-list--option-highlighted {
        text-style: bold;
        color: $background;
        background: $primary;
    }
    ChoiceList:disabled > .option-list--option-highlighted { text-style: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(digit), f"take({digit})", show=False) for digit in range(1, _DIGITS + 1)
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(compact=True, markup=False, id=id)
        self._choices: tuple[tuple[str, str], ...] = ()
        self._marked: int | None = None

    def offer(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer other choices.

        Args:
            choices: What is given back, and what the screen says, for each.
            chosen: What is chosen of these; the first where it is not among them.
        """
        self._choices = tuple(choices)
        keys = [key for key, _label in choices]
        self._marked = None
        self.set_options(Option(self._shown(place)) for place in range(len(choices)))
        if keys:
            self.highlighted = keys.index(chosen) if chosen in keys else 0

    @property
    def chosen(self) -> str:
        """What is given back for the row that the cursor stands on; "" in an empty list."""
        if self.highlighted is None or self.highlighted >= len(self._choices):
            return ""
        return self._choices[self.highlighted][0]

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the mark with the cursor."""
        super().watch_highlighted(highlighted)
        before, self._marked = self._marked, highlighted
        for place in {before, highlighted} - {None}:
            if place is not None and place < len(self._choices):
                self.replace_option_prompt_at_index(place, self._shown(place))

    def _shown(self, place: int) -> Content:
        mark = "▸" if place == self._marked else " "
        digit = str(place + 1) if place < _DIGITS else " "
        return Content.assemble(mark, (f"{digit} ", "bold"), clean(self._choices[place][1]))

    def action_take(self, digit: int) -> None:
        """Choose by digit; one that stands at no choice does nothing.

        Args:
            digit: 1 for the first.
        """
        if digit <= len(self._choices):
            self.highlighted = digit - 1
