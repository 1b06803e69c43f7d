"""What can be changed about an avvik or hendelse: its kind, its number, its cause."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from textual.app import App

from screens.dialogs import Ask, Choose
from screens.sections.editor import Desk
from screens.task_text import is_hidden
from screens.widgets.drafts import Draft
from store.draft_places import of_deviation_number
from store.edits import Change, Remove
from store.journal import LOCKED, Locked
from store.rows import DeviationRow
from store.text import clean
from store.vocabulary import Cause, DeviationKind, Status


class DeviationDialog:
    """Asks what is to be changed, then for its new value.

    The cause is set after the meeting and never asked for on the wall (handbook, chapter 8):
    until the meeting is closed it stands last and says so, afterwards it stands first.

    Args:
        app: Shows the dialogs.
        desk: Writes.
        current: Gives the row as it stands now; None when it is gone.
        status: The meeting's.
    """

    def __init__(
        self,
        app: App[Any],
        desk: Desk,
        current: Callable[[], DeviationRow | None],
        status: Status = Status.RUNNING,
    ) -> None:
        self._app = app
        self._desk = desk
        self._current = current
        self._status = status

    def open(self) -> None:
        """Ask what is to be changed."""
        row = self._current()
        if row is None:
            return
        if self._status is Status.APPROVED:
            self._desk.refuse(str(Locked(self._status)))
            return
        options = _afterwards(row) if self._status in LOCKED else _in_the_meeting(row)
        self._app.push_screen(Choose(str(row.kind).upper(), options), self._chosen)

    def _chosen(self, what: str | None) -> None:
        row = self._current()
        if row is None:
            return
        match what:
            case "slag":
                self._change(row, kind=_other(row.kind))
            case "nummer":
                self.ask_number()
            case "fjern":
                self._desk.act("Tok bort avvik", Remove((row,)))
            case "årsak":
                causes = [(str(cause), str(cause) or "ikke avklart") for cause in Cause]
                self._app.push_screen(Choose("ÅRSAKSTYPE", causes), self._cause)

    def ask_number(self) -> None:
        """Ask for its number in the municipality's own system."""
        row = self._current()
        if row is None:
            return
        draft = Draft(self._desk, of_deviation_number(row.uid))
        self._app.push_screen(
            Ask("Nummer i avvikssystemet", draft, save=self._save_number, value=row.number)
        )

    def _save_number(self, number: str) -> bool:
        row = self._current()
        if row is None:
            self._desk.refuse("Avviket er borte. Nummeret står her; Esc legger det bort.")
            return False
        return self._change(row, draft=of_deviation_number(row.uid), number=number)

    def _cause(self, cause: str | None) -> None:
        row = self._current()
        if row is not None and cause is not None:
            self._change(row, cause=Cause(cause))

    def _change(self, row: DeviationRow, draft: str = "", **values: object) -> bool:
        """Change the row. Returns whether it is now as it was asked to be."""
        after = replace(row, **values)
        return after == row or self._desk.act(
            "Endret avvik", Change(row, after), draft=draft, afterwards=True
        )


def named(row: DeviationRow) -> str:
    """«Avvik nr. 118», never with its cause."""
    word = str(row.kind).capitalize()
    return f"{word} nr. {clean(row.number)}" if row.number else word


def cause_shown(row: DeviationRow, status: Status) -> str:
    """The cause, once the meeting is closed; on the wall only whether it is set.

    Args:
        row: The avvik or hendelse.
        status: The meeting's.
    """
    if row.cause is Cause.UNKNOWN:
        return "årsak ikke satt"
    return str(row.cause) if status in LOCKED and not is_hidden(row.text) else "årsak satt"


def _in_the_meeting(row: DeviationRow) -> tuple[tuple[str, str], ...]:
    return (
        _kind(row),
        _number(row),
        ("fjern", f"Ikke {row.kind} likevel"),
        ("årsak", "Årsakstype (settes etter møtet)"),
    )


def _afterwards(row: DeviationRow) -> tuple[tuple[str, str], ...]:
    """What is not content of the closed minutes."""
    return ("årsak", f"Årsakstype ({row.cause or 'ikke satt'})"), _number(row), _kind(row)


def _kind(row: DeviationRow) -> tuple[str, str]:
    return "slag", f"Gjør om til {_other(row.kind)}"


def _number(row: DeviationRow) -> tuple[str, str]:
    return "nummer", f"Nummer i avvikssystemet ({row.number or 'ikke satt'})"


def _other(kind: DeviationKind) -> DeviationKind:
    return DeviationKind.EVENT if kind is DeviationKind.DEVIATION else DeviationKind.DEVIATION
