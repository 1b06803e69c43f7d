"""An editor that is a list of rows with a line below it, in which the next row is written."""

from collections.abc import Sequence

from textual import on
from textual.events import DescendantFocus

from screens.dialogs import Confirm
from screens.sections.editor import Desk, Editor
from screens.widgets.capture import Captured, CaptureLine, Left, Pasted
from screens.widgets.row_list import RowList
from store.definitions import Stop
from store.meeting import Meeting

ASK_ABOVE = 10
"""How many pasted lines become rows without a question."""


class LineBelowList(Editor):
    """Goes between the list and its line, and takes what the line gives."""

    DEFAULT_CSS = """
    LineBelowList { layout: vertical; padding: 0 1; }
    LineBelowList #question { text-style: bold; color: $primary; }
    LineBelowList #help { height: auto; color: $text-muted; margin-bottom: 1; }
    LineBelowList #writing { height: 2; border-top: solid $primary; }
    LineBelowList #prompt { width: auto; height: 1; text-style: bold; color: $primary; }
    LineBelowList #capture, LineBelowList #capture:focus {
        width: 1fr; height: 1; border: none; padding: 0 0 0 1; background: transparent;
    }
    """

    def __init__(self, desk: Desk, meeting: Meeting, stop: Stop) -> None:
        super().__init__(desk, meeting, stop)
        self._is_sent_to_list = False
        self._was_in_line = False

    @property
    def _list(self) -> RowList:
        raise NotImplementedError

    @property
    def _line(self) -> CaptureLine:
        return self.query_one("#capture", CaptureLine)

    @property
    def _rows_in_words(self) -> str:
        """What several rows are called: «punkter»."""
        raise NotImplementedError

    def _write(self, texts: Sequence[str], raw: str) -> None:
        """Make a row of each text; `raw` is given back to the line when they can not be written."""
        raise NotImplementedError

    @property
    def about(self) -> str:
        """The uid of the row that the cursor stands on, or ""."""
        return self._list.chosen

    def choose(self, uid: str) -> None:
        """Put the cursor on a row; it has the focus when the focus is taken next."""
        self._is_sent_to_list = self._list.choose(uid)

    def take_focus(self) -> None:
        """The line, where the next thing is typed, unless a row was chosen from outside.

        A text that stands half written in the line is gone on with. A closed meeting is only
        looked at.
        """
        to_list = self._is_sent_to_list and not self._line.value
        self._is_sent_to_list = False
        (self._list if to_list or self.meeting.locked else self._line).focus()

    @on(DescendantFocus)
    def _stay_where_it_went(self, event: DescendantFocus) -> None:
        """Whoever goes from the line to the list has a row for its keys to act on."""
        self._is_sent_to_list = False
        if event.widget is self._line:
            self._was_in_line = True
        elif event.widget is self._list and self._was_in_line and not self._list.chosen:
            self._list.action_last()

    @on(Captured)
    def _add(self, message: Captured) -> None:
        message.stop()
        self._write([message.text], message.raw)

    @on(Pasted)
    def _add_many(self, message: Pasted) -> None:
        message.stop()
        lines, raw = list(message.lines), "\n".join(message.lines)
        if len(lines) <= ASK_ABOVE:
            self._write(lines, raw)
            return

        def answer(yes: bool | None) -> None:
            if yes:
                self._write(lines, raw)
            else:
                self._line.give_back(raw)

        rows = self._rows_in_words
        question = f"Lage {len(lines)} {rows} av de {len(lines)} linjene?"
        self.app.push_screen(Confirm(question, yes=f"Lag {rows}", no="Legg dem på linja"), answer)

    @on(Left)
    def _to_list(self, message: Left) -> None:
        message.stop()
        if message.direction == "up" and self._list.option_count:
            self._list.focus()

    @on(RowList.Edge)
    def _to_line(self, message: RowList.Edge) -> None:
        message.stop()
        if message.direction == "down":
            self.take_focus()

    def action_new(self) -> None:
        """Go to the line."""
        self.take_focus()
