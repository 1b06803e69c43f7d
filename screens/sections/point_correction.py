"""Corrects a point's words, kept at every key like what is written in a line."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.app import App

from screens.dialogs import Ask
from screens.sections.editor import Desk
from store import point_edits
from store.sections import Point


class PointCorrection:
    """Asks for the words, and asks again with what was typed where they could not be written.

    Args:
        app: Shows the dialog.
        desk: Writes.
        place: The draft that holds what is being typed.
        current: Gives the point as it stands now; None when it is gone.
    """

    def __init__(
        self, app: App[Any], desk: Desk, place: str, current: Callable[[], Point | None]
    ) -> None:
        self._app = app
        self._desk = desk
        self._place = place
        self._current = current

    def open(self) -> None:
        """Ask."""
        point = self._current()
        if point is None:
            return
        value = self._desk.draft(self._place) or point.note.text
        keep = partial(self._desk.save_draft, self._place)
        question = Ask("Rediger punktet", value, check=_not_empty, save_draft=keep)
        self._app.push_screen(question, self._write)

    def _write(self, text: str | None) -> None:
        point = self._current()
        if text is None or point is None:
            self._desk.save_draft(self._place, "")
            return
        edit = point_edits.change_text(point.note, text)
        if not self._desk.act("Endret punkt", edit, draft=self._place):
            self.open()


def _not_empty(text: str) -> str:
    return "" if text else "Et punkt kan ikke være tomt. Skriv noe, eller slett det med Del."
