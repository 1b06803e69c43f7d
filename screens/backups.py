"""The backups of the database: what lies there, what is in one, a new one, and one put back."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from screens.backup_contents import BackupContentsScreen
from screens.dialogs import Confirm
from screens.requests import RestoreBackup
from screens.widgets.steady_footer import SteadyFooter
from screens.widgets.window_list import Look, WindowList
from screens.workplace import Workplace
from store import byte_size
from store.backups import Backup, BackupFailed, Backups, count_meetings
from store.norwegian_dates import clock, day_and_date
from store.text import clean

_SAYS = (
    "En kopi lages av seg selv når programmet starter og avsluttes, hvis noe er skrevet siden sist."
)
_UNREADABLE = "Kopien er skadet og kan ikke brukes. Velg en annen, eller slett fila."
_ASKS = (
    "Gjenopprette kopien fra {when}, med {meetings}? Det som er skrevet etter det, blir borte fra "
    "møtene. Databasen som den er nå, blir tatt vare på her i lista."
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A copy in the list; `meetings` is None for one that can not be read."""

    backup: Backup
    meetings: int | None


class BackupsScreen(Screen[None]):
    """All copies, the newest first. They are read and made in threads.

    Args:
        workplace: The kinds' names, for what is in a copy.
        backups: The copies.
    """

    CSS_PATH = "backups.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Vis innhold", id="backups.open"),
        Binding("n", "make", "Lag en nå", id="backups.make"),
        Binding("g", "restore", "Gjenopprett", id="backups.restore"),
        Binding("escape", "leave", "Til forsiden", id="backups.leave"),
    ]
    help_heading = "Sikkerhetskopier"
    help_text = f"{_SAYS} Gjenopprett setter den valgte i stedet for databasen."

    @dataclass
    class Read(Message):
        """The copies were read."""

        lines: Sequence[_Line]

    @dataclass
    class Made(Message):
        """A copy was made, or could not be."""

        sentence: str
        is_refusal: bool

    def __init__(self, workplace: Workplace, backups: Backups) -> None:
        super().__init__()
        self._workplace = workplace
        self._backups = backups

    # What is on the screen

    def compose(self) -> ComposeResult:
        """How many there are, where they lie, and the list."""
        yield Static(id="head")
        # The name alone: the whole path often holds the user's own name, and this is a wall.
        folder = clean(self._backups.folder.name)
        yield Static(Content(f"{_SAYS} De ligger ved siden av databasen, i {folder}."), id="about")
        yield Static(Content("Leser …"), id="empty")
        yield WindowList(Look(_height, _drawn), id="copies")
        yield SteadyFooter()

    def on_mount(self) -> None:
        """Read what lies there, which can take a while on a slow disk."""
        self._list.display = False
        self._show_head("")
        self._read_anew()

    @property
    def _list(self) -> WindowList[_Line]:
        return self.query_one("#copies", WindowList)

    def _read_anew(self) -> None:
        # A folder that is lost while it is read must not end a meeting.
        self.run_worker(
            self._read, thread=True, exclusive=True, group="reading", exit_on_error=False
        )

    def _read(self) -> None:
        found = [_Line(each, count_meetings(each)) for each in self._backups.all()]
        self.post_message(self.Read(found))

    @on(Read)
    def _show(self, message: Read) -> None:
        message.stop()
        lines, rows = message.lines, self._list
        rows.show(len(lines), lambda first, size: lines[first : first + size])
        rows.display = bool(lines)
        empty = self.query_one("#empty", Static)
        empty.display = not lines
        empty.update(Content("Ingen kopier ennå. n lager den første."))
        self._show_head(f"   {len(lines)}")
        if lines:
            rows.focus()

    def _show_head(self, how_many: str) -> None:
        head = Content.assemble(("SIKKERHETSKOPIER", "bold $primary"), how_many)
        self.query_one("#head", Static).update(head)

    # The keys

    def action_open(self) -> None:
        """Show the meetings in the chosen copy."""
        line = self._list.chosen
        if line is None:
            return
        if line.meetings is None:
            self._say(_UNREADABLE, is_refusal=True)
        else:
            screen = BackupContentsScreen(self._workplace, line.backup, line.meetings)
            self.app.push_screen(screen)

    def action_make(self) -> None:
        """Make a copy of the database as it is now."""
        self._say("Lager en kopi …")
        self.run_worker(self._make, thread=True, group="making", exit_on_error=False)

    def _make(self) -> None:
        try:
            made = self._backups.make()
        except BackupFailed as failed:
            self.post_message(self.Made(str(failed), is_refusal=True))
        else:
            size = byte_size.shown(made.size)
            self.post_message(self.Made(f"Kopien er laget og lest gjennom: {size}.", False))

    @on(Made)
    def _tell(self, message: Made) -> None:
        message.stop()
        self._say(message.sentence, is_refusal=message.is_refusal)
        self._list.cursor = 0
        self._read_anew()

    def action_restore(self) -> None:
        """Ask, and let the chosen copy take the database's place."""
        line = self._list.chosen
        if line is None:
            return
        if line.meetings is None:
            self._say(_UNREADABLE, is_refusal=True)
            return
        asks = _ASKS.format(when=when(line.backup), meetings=in_words(line.meetings))
        question = Confirm(asks, yes="Gjenopprett", no="La være")
        self.app.push_screen(question, partial(self._answer, line.backup))

    def _answer(self, backup: Backup, is_wanted: bool | None) -> None:
        if is_wanted:
            self._say("Gjenoppretter …")
            self.post_message(RestoreBackup(backup.path, when(backup)))

    def _say(self, sentence: str, *, is_refusal: bool = False) -> None:
        self.notify(
            sentence,
            severity="warning" if is_refusal else "information",
            markup=False,
            timeout=8,
        )

    def action_leave(self) -> None:
        """Go home."""
        self.dismiss(None)


def when(backup: Backup) -> str:
    """When a copy was made: «tir 24.11.2026 kl. 09.00»."""
    return f"{day_and_date(backup.at.date())} {clock(backup.at.time())}"


def in_words(meetings: int) -> str:
    """«1 møte», «13 møter»."""
    return f"{meetings} møte" if meetings == 1 else f"{meetings} møter"


def _height(_width: int) -> int:
    return 1


def _drawn(line: _Line, width: int, here: bool) -> Sequence[Content]:
    backup, number = line.backup, line.meetings
    shown = Content.assemble(
        (f"{'▸' if here else ' '} {when(backup)}", "bold"),
        f"{byte_size.shown(backup.size):>10}",
        ("   skadet" if number is None else f"{in_words(number):>13}", "bold" if here else ""),
        ("   det som ble erstattet" if backup.is_replaced else "", "$text-muted"),
    )
    return [shown.truncate(width, ellipsis=True)]
