"""Corrects one decision or task while everyone watches, over the read-back."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from screens.agreed_capture import AgreedCapture
from screens.sections.editor import Desk
from store.meeting import Meeting


class CorrectScreen(ModalScreen[None]):
    """The line of a decision or task, alone on the screen.

    Args:
        desk: What writes.
        meeting: Gives the meeting as it stands now.
        uid: Of the decision or task.
    """

    DEFAULT_CSS = """
    CorrectScreen { align: center middle; }
    CorrectScreen AgreedCapture { width: 90%; border: round $primary; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, desk: Desk, meeting: Callable[[], Meeting], uid: str) -> None:
        super().__init__()
        self._desk = desk
        self._meeting = meeting
        self._uid = uid

    def compose(self) -> ComposeResult:
        """The same lines as in the meeting."""
        yield AgreedCapture(self._desk, self._meeting, self._done)

    def _done(self) -> None:
        self.dismiss(None)

    async def on_mount(self) -> None:
        """Open the line of what is corrected."""
        await self.query_one(AgreedCapture).edit(self._uid)
