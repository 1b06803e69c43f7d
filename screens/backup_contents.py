"""What is in a backup: its meetings by title, as home shows them."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from screens.meeting_line import meeting_line
from screens.widgets.steady_footer import SteadyFooter
from screens.widgets.window_list import Look, WindowList
from screens.workplace import Workplace
from store.backups import Backup, meetings_in
from store.meetings import MeetingLine
from store.norwegian_dates import clock, day_and_date

MOST = 500
"""How many of the newest are shown: enough to know a copy again by."""


class BackupContentsScreen(Screen[None]):
    """The meetings of one copy, the newest first; a title that is exempt is hidden.

    Args:
        workplace: The kinds' names.
        backup: The copy.
        total: How many meetings it holds.
    """

    CSS_PATH = "backups.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "leave", "Tilbake", id="backup_contents.leave"),
    ]
    help_heading = "Innholdet i en sikkerhetskopi"
    help_text = "Møtene i kopien. Den leses bare; gjenopprett den fra lista over kopier."

    def __init__(self, workplace: Workplace, backup: Backup, total: int) -> None:
        super().__init__()
        self._workplace = workplace
        self._backup = backup
        self._total = total

    def compose(self) -> ComposeResult:
        """Which copy it is, how many meetings, and these."""
        at = self._backup.at
        made = f"{day_and_date(at.date())} {clock(at.time())}"
        head = Content.assemble(("KOPIEN FRA ", "bold $primary"), (made, "bold $primary"))
        yield Static(head, id="head")
        yield Static(id="about")
        yield WindowList(Look(_height, self._drawn), id="meetings")
        yield SteadyFooter()

    def on_mount(self) -> None:
        """Read the newest; a copy that was lost meanwhile shows none."""
        found = meetings_in(self._backup, MOST) or ()
        rows = self.query_one("#meetings", WindowList)
        rows.show(len(found), lambda first, size: found[first : first + size])
        rows.focus()
        self.query_one("#about", Static).update(Content(self._said(len(found))))

    def _said(self, shown: int) -> str:
        if not shown:
            return "Ingen møter."
        if shown < self._total:
            return f"{self._total} møter; de {shown} nyeste:"
        return "1 møte:" if shown == 1 else f"{shown} møter, de nyeste først:"

    def _drawn(self, line: MeetingLine, width: int, here: bool) -> Sequence[Content]:
        return [meeting_line(self._workplace.kinds, line, f"  {line.status}", width, here=here)]

    def action_leave(self) -> None:
        """Go back to the copies."""
        self.dismiss(None)


def _height(_width: int) -> int:
    return 1
