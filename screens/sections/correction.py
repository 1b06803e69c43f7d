"""Corrects a row's words, kept at every key like what is written in a line."""

from collections.abc import Callable
from typing import Any

from textual.app import App

from screens.dialogs import Ask
from screens.sections.begun_words import BegunWords
from screens.sections.editor import Desk
from screens.widgets.drafts import Draft
from store.edits import Edit


class Correction:
    """Asks for the words.

    Args:
        app: Shows the dialog.
        desk: Writes.
        place: The draft that holds what is being typed.
        heading: What is asked for.
        label: What history calls it.
        current: Gives the words as they stand now; None when the row is gone.
        edit: What other words ask for.
        check: Says in a sentence why some words will not do, or "".
    """

    def __init__(
        self,
        app: App[Any],
        desk: Desk,
        place: str,
        *,
        heading: str,
        label: str,
        current: Callable[[], str | None],
        edit: Callable[[str], Edit | None],
        check: Callable[[str], str],
    ) -> None:
        self._app = app
        self._desk = desk
        self._place = place
        self._heading = heading
        self._label = label
        self._current = current
        self._edit = edit
        self._check = check
        self._begun = BegunWords(desk, current)

    def open(self) -> None:
        """Ask."""
        words = self._current()
        if words is None:
            return
        draft = Draft(self._desk, self._place)
        self._app.push_screen(
            Ask(self._heading, draft, save=self._save, value=words, check=self._check)
        )

    def _save(self, text: str) -> bool:
        self._desk.catch_up()
        if self._current() is None:
            self._desk.refuse("Linja er slettet. Teksten står her; Esc legger den bort.")
            return False
        if self._begun.are_others_by_now(text):
            return False
        edit = self._edit(text)
        return edit is None or self._desk.act(self._label, edit, draft=self._place)
