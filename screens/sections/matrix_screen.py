"""The matrix alone on the screen."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from screens.widgets.matrix import Matrix, MatrixRisk
from store.risk import Scale


class MatrixScreen(ModalScreen[None]):
    """Where the risks lie, as large as there is room for; any key goes back.

    Args:
        heading: The question of the stop.
        risks: In the order of their numbers.
        chosen: The number of the risk that the room is at.
        scale: The meeting's.
        residual: Whether it is shown with the controls in place.
    """

    DEFAULT_CSS: ClassVar[str] = """
    MatrixScreen { background: $background; }
    MatrixScreen #heading { height: 1; text-style: bold; color: $primary; margin: 0 0 1 0; }
    MatrixScreen Matrix { height: 1fr; width: 1fr; }
    MatrixScreen Vertical { padding: 0 2; }
    """

    def __init__(
        self,
        heading: str,
        risks: tuple[MatrixRisk, ...],
        chosen: int | None,
        scale: Scale,
        *,
        residual: bool,
    ) -> None:
        super().__init__()
        self._heading = heading
        self._matrix = Matrix()
        self._matrix.set_reactive(Matrix.scale, scale)
        self._matrix.set_reactive(Matrix.risks, risks)
        self._matrix.set_reactive(Matrix.chosen, chosen)
        self._matrix.set_reactive(Matrix.residual, residual)

    def compose(self) -> ComposeResult:
        """The question and the matrix."""
        with Vertical():
            way_back = ("   en tast går tilbake", "dim")
            yield Static(Content.assemble(self._heading.upper(), way_back), id="heading")
            yield self._matrix

    def on_key(self, event: events.Key) -> None:
        """Any key goes back."""
        event.stop()
        self.dismiss(None)

    def on_click(self) -> None:
        """So does a click."""
        self.dismiss(None)
