"""The history of a meeting: who, when, what, before and after, and what was deleted brought back.

What is exempt is hidden here as long as the meeting behind hides it.
"""

from collections.abc import Sequence
from enum import Enum
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from screens import history_lines
from screens.meeting_desk import MeetingDesk
from screens.widgets.steady_footer import SteadyFooter
from screens.widgets.window_list import Look, WindowList
from store import undo
from store.bringing_back import BringBack
from store.history import History, RowChange
from store.journal import Hidden
from store.text import clean

_ONE_LINE = 1


class _Scope(Enum):
    """Which changes are shown."""

    ALL = "Alt som er gjort, det nyeste først"
    ENTRY = "{name} – og det som henger på"
    DELETED = "Det som er slettet og ikke er hentet tilbake"


class HistoryScreen(Screen[None]):
    """Every change in a meeting, a line each, and the one under the cursor in full.

    Args:
        behind: The meeting screen.
        row: uid of the row that one stood on there, or "".
    """

    CSS_PATH = "history.tcss"
    # The base's annotation is no class variable to mypy, though it is read as one.
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]]] = [  # type: ignore[misc]
        (0, "-narrow"),
        (130, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "chosen_entry", "Bare denne linja", id="history.chosen"),
        Binding("a", "everything", "Alt", id="history.all", show=False),
        Binding("l", "entry", "Linja du sto på", id="history.entry", show=False),
        Binding("s", "deleted", "Slettet", id="history.deleted", show=False),
        Binding("h", "restore", "Hent tilbake", id="history.restore"),
        Binding("ctrl+z", "undo", "Angre", id="history.undo", show=False),
        Binding("ctrl+y", "redo", "Gjør om", id="history.redo", show=False),
        Binding(
            "ctrl+b",
            "show_exempt",
            "Vis eller skjul unntatt tekst",
            id="history.exempt",
            show=False,
        ),
        Binding("escape,ctrl+k", "leave", "Til møtet", id="history.leave"),
    ]
    hides_exempt: ClassVar[bool] = True
    help_heading = "Historikk"
    help_text = (
        "Alt som er gjort i møtet, det nyeste først: når, hvem og hva. Endringen under markøren "
        "vises i sin helhet; Tab går dit når den er lang. Det som er slettet, kan hentes tilbake."
    )

    def __init__(self, behind: MeetingDesk, row: str) -> None:
        super().__init__()
        self._behind = behind
        self._row = row
        self._scope = _Scope.ALL
        self._entry = ""
        self._history = self._read_anew()
        self._numbers: Sequence[int] = ()

    def _read_anew(self) -> History:
        behind = self._behind
        return History(behind.archive, behind.whole_meeting, shows_exempt=behind.shows_exempt)

    # What is on the screen

    def compose(self) -> ComposeResult:
        """How many changes there are, which are shown, the list, and the chosen one in full."""
        yield Static(id="head")
        yield Static(id="scopes")
        yield Static(id="scope")
        with Container(id="both"):
            yield Static(id="empty")
            yield WindowList(Look(lambda _width: _ONE_LINE, history_lines.lines), id="changes")
            with VerticalScroll(id="chosen"):
                yield Static(id="in-full")
        yield SteadyFooter()

    def on_mount(self) -> None:
        """Read what is in sight before the first paint, and follow what the meeting shows."""
        self._behind.exempt_shown.subscribe(self, lambda _shown: self._show())
        self._behind.others_wrote.subscribe(self, lambda _none: self._catch_up())
        self._show()
        self._list.focus()

    @property
    def _list(self) -> WindowList[RowChange]:
        return self.query_one("#changes", WindowList)

    def _show(self) -> None:
        self._history = history = self._read_anew()
        self._numbers = numbers = self._find(history)
        self._list.show(
            len(numbers), lambda first, size: history.read(numbers[first : first + size])
        )
        self._list.display = self.query_one("#chosen").display = bool(numbers)
        empty = self.query_one("#empty", Static)
        empty.display = not numbers
        empty.update(
            "Ingenting er slettet." if self._scope is _Scope.DELETED else "Ingenting er gjort ennå."
        )
        self._show_head(len(numbers))
        self._show_chosen()  # at once: a text may have become exempt

    def _catch_up(self) -> None:
        """Show what others did too; the newest stays in sight, else the cursor on its change."""
        place = self._list.cursor
        stood_on = self._numbers[place] if place < len(self._numbers) else None
        self._show()
        if place and stood_on in self._numbers:
            self._list.cursor = self._numbers.index(stood_on)

    def _find(self, history: History) -> Sequence[int]:
        match self._scope:
            case _Scope.ALL:
                return history.everything()
            case _Scope.ENTRY:
                return history.of_entry(self._entry)
            case _Scope.DELETED:
                return history.deleted()

    def _show_head(self, count: int) -> None:
        changes = "1 endring" if count == 1 else f"{_grouped(count)} endringer"
        exempt = "   VISER UNNTATT TEKST" if self._behind.shows_exempt else ""
        head = Content.assemble(("HISTORIKK", "bold $primary"), f"   {changes}", (exempt, "bold"))
        self.query_one("#head", Static).update(head)
        self.query_one("#scopes", Static).update(self._scopes)
        said = self._scope.value.format(name=clean(self._history.name(self._entry)))
        self.query_one("#scope", Static).update(Content(said))

    @property
    def _scopes(self) -> Content:
        """What can be shown, each with its key; what is shown stands out."""
        is_mine = self._scope is _Scope.ENTRY and self._entry == self._row
        shown = (
            ("a", "Alt", self._scope is _Scope.ALL),
            ("l", "Linja du sto på", is_mine),
            ("s", "Slettet", self._scope is _Scope.DELETED),
        )
        return Content("   ").join(
            Content.assemble((f"{key} ", "bold $primary"), (label, "bold reverse" if here else ""))
            for key, label, here in shown
        )

    @on(WindowList.Moved)
    def _show_chosen(self) -> None:
        change = self._list.chosen
        self.query_one("#in-full", Static).update(history_lines.in_full(change) if change else "")
        self.query_one("#chosen").scroll_home(animate=False)

    # Which changes are shown

    def _show_only(self, scope: _Scope, entry: str = "") -> None:
        self._scope, self._entry = scope, entry
        self._list.cursor = 0
        self._show()
        self._list.focus()

    def action_everything(self) -> None:
        """Show all changes."""
        self._show_only(_Scope.ALL)

    def action_deleted(self) -> None:
        """Show what was deleted and still is."""
        self._show_only(_Scope.DELETED)

    def action_entry(self) -> None:
        """Show the changes of the row that one stood on in the meeting."""
        if self._row:
            self._show_only(_Scope.ENTRY, self._row)
        else:
            self._behind.refuse(
                "Du sto ikke på noen linje i møtet. Velg en endring her, og trykk Enter."
            )

    def action_chosen_entry(self) -> None:
        """Show the changes of the row that the chosen change was done to."""
        change = self._list.chosen
        if change is not None:
            self._show_only(_Scope.ENTRY, change.uid)

    def action_show_exempt(self) -> None:
        """Show what is exempt for a minute, or hide it, here and in the meeting behind."""
        self._behind.show_exempt(not self._behind.shows_exempt)

    # What is done from here

    def action_restore(self) -> None:
        """Bring back the row that the chosen change was done to, with what hung on it."""
        change = self._list.chosen
        if change is not None and change.is_hidden:
            self._behind.refuse(str(Hidden()))
        elif change is not None:
            self._restore(change)

    def _restore(self, change: RowChange) -> None:
        if self._behind.act(f"Hentet tilbake {change.row.lower()}", BringBack(change.uid)):
            self._behind.say(f"{change.row} er hentet tilbake. Ctrl+Z angrer.")
            self._show()

    def action_undo(self) -> None:
        """Take back the newest act of the meeting."""
        self._behind.undo_or_redo(undo.undo, "Angret")
        self._show()

    def action_redo(self) -> None:
        """Repeat the act that was taken back."""
        self._behind.undo_or_redo(undo.redo, "Gjorde om")
        self._show()

    def action_leave(self) -> None:
        """Go back to where one was in the meeting."""
        self.dismiss(None)


def _grouped(count: int) -> str:
    """«10 000», as numbers are written."""
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")
