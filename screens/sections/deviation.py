"""What can be changed about an avvik or hendelse: its kind, its number, its cause."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from textual.app import App

from screens.dialogs import Ask, Choose
from screens.sections.editor import Desk
from store.edits import Change, Remove
from store.rows import Cause, DeviationKind, DeviationRow


class DeviationDialog:
    """Asks what is to be changed, then for its new value.

    Args:
        app: Shows the dialogs.
        desk: Writes.
        current: Gives the row as it stands now; None when it is gone.
    """

    def __init__(
        self, app: App[Any], desk: Desk, current: Callable[[], DeviationRow | None]
    ) -> None:
        self._app = app
        self._desk = desk
        self._current = current

    def open(self) -> None:
        """Ask what is to be changed."""
        row = self._current()
        if row is None:
            return
        is_deviation = row.kind is DeviationKind.DEVIATION
        number = row.number or "ikke satt"
        options = (
            ("slag", "Gjør om til hendelse" if is_deviation else "Gjør om til avvik"),
            ("nummer", f"Nummer i avvikssystemet ({number})"),
            ("fjern", "Ikke avvik likevel" if is_deviation else "Ikke hendelse likevel"),
            ("årsak", "Årsakstype (settes etter møtet)"),
        )
        heading = "AVVIK" if is_deviation else "HENDELSE"
        self._app.push_screen(Choose(heading, options), self._chosen)

    def _chosen(self, what: str | None) -> None:
        row = self._current()
        if row is None:
            return
        match what:
            case "slag":
                self._change(row, kind=_other(row.kind))
            case "nummer":
                self._app.push_screen(Ask("Nummer i avvikssystemet", row.number), self._number)
            case "fjern":
                self._desk.act("Tok bort avvik", Remove((row,)))
            case "årsak":
                causes = [(str(cause), str(cause) or "ikke avklart") for cause in Cause]
                self._app.push_screen(Choose("ÅRSAKSTYPE", causes), self._cause)

    def _number(self, number: str | None) -> None:
        row = self._current()
        if row is not None and number is not None:
            self._change(row, number=number)

    def _cause(self, cause: str | None) -> None:
        row = self._current()
        if row is not None and cause is not None:
            self._change(row, cause=Cause(cause))

    def _change(self, row: DeviationRow, **values: object) -> None:
        self._desk.act("Endret avvik", Change(row, replace(row, **values)), afterwards=True)


def _other(kind: DeviationKind) -> DeviationKind:
    return DeviationKind.EVENT if kind is DeviationKind.DEVIATION else DeviationKind.DEVIATION
