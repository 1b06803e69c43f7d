"""The line that a decision is captured in, from any stop."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from screens.widgets.capture import Captured, CaptureLine, EmptySubmitted, Pasted


class DecisionLine(Vertical):
    """One line; Enter saves it, Esc puts it away as a draft.

    Args:
        heading: What it is, and what it hangs on.
        save: Writes the decision; False when it was refused, which the screen has then said.
        close: Puts the line away and gives the focus back.
        save_draft: Keeps what stands in the line.
        text: What stands in it to begin with.
    """

    DEFAULT_CSS = """
    DecisionLine { height: auto; padding: 0 1; background: $panel; }
    DecisionLine Static { height: auto; }
    DecisionLine Input:focus { border: none; }
    DecisionLine Input { border: none; height: 1; padding: 0; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "put_away", "Legg bort", id="capture.put_away"),
    ]

    def __init__(
        self,
        heading: str,
        *,
        save: Callable[[str], bool],
        close: Callable[[], None],
        save_draft: Callable[[str], None],
        text: str = "",
    ) -> None:
        super().__init__()
        self._heading = heading
        self._save = save
        self._close = close
        self._line = CaptureLine(
            save_draft=save_draft,
            draft=text,
            placeholder="Hva ble bestemt?",
            id="decision-text",
        )

    def compose(self) -> ComposeResult:
        """The heading over the line."""
        yield Static(Content.styled(self._heading, "bold"))
        yield self._line

    def take_focus(self) -> None:
        """Stand ready in the line."""
        self._line.focus()

    def on_captured(self, message: Captured) -> None:
        """Save the decision and put the line away."""
        message.stop()
        if self._save(message.text):
            self._close()
        else:
            self._line.give_back(message.raw)

    def on_pasted(self, message: Pasted) -> None:
        """Several pasted lines are one decision: it is one text that was agreed on."""
        message.stop()
        self._line.give_back(" ".join(message.lines))

    def on_empty_submitted(self, message: EmptySubmitted) -> None:
        """Nothing was said: put the line away."""
        message.stop()
        self._close()

    def action_put_away(self) -> None:
        """Keep what stands there as a draft, and go back to the talk."""
        self._close()
