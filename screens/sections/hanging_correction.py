"""Corrects what hangs on a risk: a cause, a control, a deviation."""

from collections.abc import Callable
from typing import Any

from textual.app import App

from screens.dialogs import Choose
from screens.sections.deviation import DeviationDialog
from screens.sections.editor import Desk
from screens.sections.risk_capture import Purpose, correction_of, hanging, word_for
from screens.task_text import in_list
from store.meeting import Meeting
from store.rows import DeviationRow
from store.sections import RiskEntry


class HangingCorrection:
    """Asks what is to be corrected, and opens what it is corrected in.

    Args:
        app: Shows the dialogs.
        desk: Writes.
        entry: The risk.
        meeting: Gives the meeting as it stands now.
        write: Opens the risks' line for a correction.
    """

    def __init__(
        self,
        app: App[Any],
        desk: Desk,
        entry: RiskEntry,
        meeting: Callable[[], Meeting],
        *,
        write: Callable[[Purpose], None],
    ) -> None:
        self._app = app
        self._desk = desk
        self._rows = hanging(entry)
        self._meeting = meeting
        self._write = write

    def open(self) -> None:
        """Ask which."""
        if not self._rows:
            self._desk.refuse("Det henger ingen årsak, kontroll eller avvik på risikoen.")
            return
        options = [
            (row.uid, f"{word_for(row).capitalize()}: {in_list(row.text)}") for row in self._rows
        ]
        self._app.push_screen(Choose("Hva skal rettes?", options), self._correct)

    def _correct(self, uid: str | None) -> None:
        row = next((each for each in self._rows if each.uid == uid), None)
        if isinstance(row, DeviationRow):
            self._correct_deviation(row)
        elif row:
            self._write(correction_of(row))

    def _correct_deviation(self, row: DeviationRow) -> None:
        def chosen(what: str | None) -> None:
            if what == "tekst":
                self._write(correction_of(row))
            elif what:
                self._open_deviation(row.uid)

        options = (("tekst", "Rett teksten"), ("resten", "Slag, nummer eller årsakstype"))
        self._app.push_screen(Choose(str(row.kind).upper(), options), chosen)

    def _open_deviation(self, uid: str) -> None:
        def current() -> DeviationRow | None:
            return next((row for row in self._meeting().deviations if row.uid == uid), None)

        DeviationDialog(self._app, self._desk, current, self._meeting().head.status).open()
