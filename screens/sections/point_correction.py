"""Corrects a point's words, kept at every key like what is written in a line."""

from collections.abc import Callable
from typing import Any

from textual.app import App

from screens.dialogs import Ask
from screens.sections.editor import Desk
from screens.widgets.drafts import Draft
from store import point_edits
from store.sections import Point


class PointCorrection:
    """Asks for the words.

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
        text, draft = point.note.text, Draft(self._desk, self._place)
        self._app.push_screen(
            Ask("Rediger punktet", draft, save=self._save, value=text, check=_not_empty)
        )

    def _save(self, text: str) -> bool:
        point = self._current()
        if point is None:
            self._desk.refuse("Punktet er slettet. Teksten står her; Esc legger den bort.")
            return False
        edit = point_edits.change_text(point.note, text)
        return self._desk.act("Endret punkt", edit, draft=self._place)


def _not_empty(text: str) -> str:
    return "" if text else "Et punkt kan ikke være tomt. Skriv noe, eller slett det med Del."
