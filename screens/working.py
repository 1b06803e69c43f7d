"""Says what the program does while no key is taken, and how far it has come."""

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static


class WorkingScreen(ModalScreen[None]):
    """Lies over everything while the file is closed; whoever showed it takes it away.

    Args:
        says: What is done, as a Norwegian sentence.
    """

    DEFAULT_CSS = """
    WorkingScreen {
        align: center middle;
        background: $background 60%;

        #working {
            width: 72;
            max-width: 92%;
            height: auto;
            padding: 1 3;
            background: $panel;
            border-left: thick $primary;
        }
    }
    """

    def __init__(self, says: str) -> None:
        super().__init__()
        self._says = says

    def compose(self) -> ComposeResult:
        """The sentence, and the number of files when there are several."""
        yield Static(Content(self._says), id="working")

    def tell(self, done: int, of: int) -> None:
        """Show how far it has come.

        Args:
            done: How many files are done.
            of: How many there are.
        """
        part = f"Fil {min(done + 1, of)} av {of}" if of > 1 else ""
        self.query_one("#working", Static).update(Content(f"{self._says}\n{part}".rstrip()))
