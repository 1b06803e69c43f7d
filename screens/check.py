"""The check before a meeting is closed: what is missing, and the way to it."""

from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from screens.widgets.hanging import Hanging
from screens.widgets.row_list import Line, RowList
from store.finding import Finding
from store.meeting import Meeting
from store.text import clean

_INDENT = 3

CheckAnswer = Finding | Literal["close"] | None
"""Where to go; to close; or None to go on as before."""


class CheckScreen(ModalScreen[CheckAnswer]):
    """Lists what is missing. Enter goes there, `a` closes all the same.

    Args:
        meeting: The meeting that is to be closed.
        findings: What is missing of it.
    """

    CSS_PATH = "check.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "close_meeting", "Avslutt", id="check.close"),
        Binding("enter", "enter", "Gå dit", id="check.enter"),
        Binding("escape", "cancel", "Tilbake", id="check.cancel"),
    ]

    def __init__(self, meeting: Meeting, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self._meeting = meeting
        self._findings = findings

    def compose(self) -> ComposeResult:
        """What is missing, under the keys."""
        with Vertical(id="page"):
            with Horizontal(id="top"):
                yield Static("FØR VI AVSLUTTER", id="heading")
                yield Static(self._summary, id="summary")
            if self._findings:
                yield RowList(id="findings")
            else:
                yield Static("✓ Alt er på plass", id="all-there")
            yield Static(self._keys, id="keys")

    @property
    def _summary(self) -> str:
        count = len(self._findings)
        if not count:
            return ""
        return "1 mangel" if count == 1 else f"{count} mangler"

    @property
    def _keys(self) -> Content:
        if not self._findings:
            return Content.from_markup("[b]Enter[/b] avslutt møtet   [b]Esc[/b] tilbake")
        return Content.from_markup(
            "[b]Enter[/b] går dit   [b]a[/b] avslutt med mangler   [b]Esc[/b] tilbake"
        )

    def on_mount(self) -> None:
        """The first thing that is missing is under the cursor."""
        for rows in self.query(RowList):
            rows.show([*self._lines()])
            rows.action_first()
            rows.focus()

    def _lines(self) -> list[Line]:
        """The findings, under the name of the stop that they are mended at."""
        lines, stop = [], None
        for index, finding in enumerate(self._findings):
            if finding.stop != stop:
                stop = finding.stop
                lines.append(Line(Content.styled(self._stop_name(stop), "$text-muted")))
            text = Content(clean(finding.text))
            lines.append(
                Line(Hanging(Content.styled("!", "bold $warning"), text, _INDENT), str(index))
            )
        return lines

    def _stop_name(self, key: str) -> str:
        return clean(self._meeting.kind.stop(key).heading) if key else "Møteopplysninger"

    @on(RowList.Opened)
    def _open(self, message: RowList.Opened) -> None:
        message.stop()
        self.dismiss(self._findings[int(message.uid)])

    def action_enter(self) -> None:
        """With nothing missing, Enter closes the meeting."""
        if not self._findings:
            self.dismiss("close")

    def action_close_meeting(self) -> None:
        """Close the meeting as it is."""
        self.dismiss("close")

    def action_cancel(self) -> None:
        """Go on with the meeting."""
        self.dismiss(None)
