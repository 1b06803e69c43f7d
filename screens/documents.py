"""Asks which of the meeting's documents is written, and in which version."""

from typing import Any, Protocol

from textual.app import App
from textual.message import Message

from exports.order import MINUTES
from screens.dialogs import Choose
from screens.requests import WriteMinutes
from store.exemption import is_exempt
from store.meeting import Meeting

_VERSIONS = (
    ("intern", "Intern utgave, med det som er unntatt"),
    ("offentlig", "Offentlig utgave, uten det som er unntatt"),
)


class Written(Protocol):
    """The meeting screen, as these questions see it."""

    @property
    def app(self) -> App[Any]:
        """The app that shows the dialogs."""

    @property
    def whole_meeting(self) -> Meeting:
        """The meeting with its exempt texts."""

    def post_message(self, message: Message) -> bool:
        """Ask the app for something."""


def choose(screen: Written) -> None:
    """Ask which document, then which version."""
    from exports.papers import PAPERS, paper  # noqa: PLC0415 - no screen needs it before it is asked for

    def chosen(name: str | None) -> None:
        if name:
            write(screen, name)

    meeting = screen.whole_meeting
    offered = [name for name, each in PAPERS.items() if each.is_offered(meeting)]
    options = [(name, paper(name, meeting.kind).label) for name in offered]
    screen.app.push_screen(Choose("HVILKET DOKUMENT?", options), chosen)


def write(screen: Written, paper: str = MINUTES) -> None:
    """Write a document; where something is exempt, the version that is asked for.

    Args:
        screen: The meeting screen.
        paper: One of `exports.papers.PAPERS`.
    """
    meeting = screen.whole_meeting
    uid = meeting.uid
    if not is_exempt(meeting):
        screen.post_message(WriteMinutes(uid, paper=paper))
        return

    def chosen(version: str | None) -> None:
        if version:
            screen.post_message(WriteMinutes(uid, public=version == "offentlig", paper=paper))

    screen.app.push_screen(Choose("HVILKEN UTGAVE?", _VERSIONS), chosen)
