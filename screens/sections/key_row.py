"""The row under the risks that says what the keys do."""

from textual.content import Content
from textual.widgets import Static


class KeyRow(Static):
    """One row; where no line stands over it, it draws the rule that the line would have drawn."""

    DEFAULT_CSS = """
    KeyRow {
        height: 2; border-top: solid $primary; color: $text-muted;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    KeyRow.under-line { height: 1; border: none; }
    """

    def __init__(self) -> None:
        super().__init__(id="hint")
        self._shown = ""

    def show(self, keys: str, *, under_line: bool) -> None:
        """Say what the keys do; nothing takes no room.

        Args:
            keys: «Enter lagrer · Esc tilbake».
            under_line: Whether the capture line stands over the row.
        """
        self.display = bool(keys)
        self.set_class(under_line, "under-line")
        if keys != self._shown:  # a text that is set anew lays out the whole screen
            self._shown = keys
            self.update(Content(keys))
