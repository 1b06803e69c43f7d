"""Corrects a point's words."""

from collections.abc import Callable
from typing import Any

from textual.app import App

from screens.sections.correction import Correction
from screens.sections.editor import Desk
from store import point_edits
from store.edits import Edit
from store.sections import Point


def correct(app: App[Any], desk: Desk, place: str, current: Callable[[], Point | None]) -> None:
    """Ask for a point's words.

    Args:
        app: Shows the dialog.
        desk: Writes.
        place: The draft that holds what is being typed.
        current: Gives the point as it stands now; None when it is gone.
    """

    def words() -> str | None:
        point = current()
        return point.note.text if point else None

    def change(text: str) -> Edit | None:
        point = current()
        return point_edits.change_text(point.note, text) if point else None

    Correction(
        app,
        desk,
        place,
        heading="Rediger punktet",
        label="Endret punkt",
        current=words,
        edit=change,
        check=_not_empty,
    ).open()


def _not_empty(text: str) -> str:
    return "" if text else "Et punkt kan ikke være tomt. Skriv noe, eller slett det med Del."
