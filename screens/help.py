"""What the keys do here, and what the stop is for."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static


class HelpScreen(ModalScreen[None]):
    """The keys that act on the screen behind it; any of the closing keys goes back.

    Args:
        heading: What the screen behind is.
        text: What it is for; may be empty.
        keys: (key, what it does).
    """

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen VerticalScroll {
        width: 90%; max-width: 90; height: auto; max-height: 90%;
        border: round $primary; background: $surface; padding: 1 2;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,enter,q", "close", "Lukk", id="help.close"),
    ]

    def __init__(self, heading: str, text: str, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._heading = heading
        self._text = text
        self._keys = keys

    def compose(self) -> ComposeResult:
        """One text that scrolls."""
        width = max((len(key) for key, _what in self._keys), default=0)
        lines = [Content.styled(self._heading, "bold")]
        if self._text:
            lines += [Content(""), Content(self._text)]
        lines.append(Content(""))
        for key, what in self._keys:
            lines.append(Content.assemble((key.rjust(width), "bold"), f"  {what}"))
        lines += [
            Content(""),
            Content.styled("Esc lukker. F9 viser alle valg og søker i dem.", "dim"),
        ]
        with VerticalScroll():
            yield Static(Content("\n").join(lines))

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
