"""What screens ask of the app. It answers by showing another screen, which they do not know.

They stand here and not with the screens, so that the app can open at home before the meeting
screen is imported.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual.message import Message

from exports.order import MINUTES

if TYPE_CHECKING:
    from store.erasing.erasure import Erasure


@runtime_checkable
class Leavable(Protocol):
    """A screen that keeps something for the next time when the program is left."""

    def remember_place(self) -> None:
        """The program is left in good order."""


@runtime_checkable
class Helpful(Protocol):
    """A screen that has something to say of itself."""

    @property
    def help_heading(self) -> str:
        """What it is."""

    @property
    def help_text(self) -> str:
        """What it is for."""


@runtime_checkable
class HidesExempt(Protocol):
    """A screen over a meeting that hides what is exempt by itself; any other is then closed."""

    hides_exempt: ClassVar[bool]
    """That it does."""


@dataclass
class OpenMeeting(Message):
    """A meeting is to be opened."""

    uid: str
    """The meeting's."""

    at_stop: str = ""
    """Key of the stop to open at; "" for where one was."""

    at_row: str = ""
    """uid of the row to stand on there, or ""."""


@dataclass
class NewMeeting(Message):
    """A new meeting is to be planned."""

    kind_id: str
    """Of which kind."""


class ShowRegister(Message):
    """The task register was asked for."""


class ShowSearch(Message):
    """The search was asked for."""


class ShowBackups(Message):
    """The backups of the database were asked for."""


@dataclass
class RestoreBackup(Message):
    """A backup is to take the database's place."""

    path: Path
    """The copy."""

    made: str
    """When it was made, as the screen says it."""


class ShowDemo(Message):
    """The demo municipality is to be shown."""


@dataclass
class ShowErasing(Message):
    """What can be erased for good was asked for."""

    meeting: str
    """uid of the meeting that was stood on, or ""."""


@dataclass
class EraseForGood(Message):
    """Something is to be erased, as somebody has said yes to."""

    erasure: "Erasure"
    """What."""


@dataclass
class OpenProtocol(Message):
    """A negotiation's own protocol is to be started, or opened."""

    meeting: str
    """uid of the meeting where the sak stands."""

    item: str
    """uid of the sak."""


class LeaveMeeting(Message):
    """The meeting was left in good order."""


@dataclass
class NextTheme(Message):
    """«Nytt tema, samme deltakere» was asked for."""

    uid: str
    """Of the meeting whose participants go on."""


@dataclass
class ShowDetails(Message):
    """The meeting's head, participants and sittings were asked for."""

    uid: str
    """The meeting's."""

    place: str
    """The box to stand in that holds a draft, or ""."""


@dataclass
class WriteDocument(Message):
    """A document was asked for."""

    uid: str
    """The meeting's."""

    public: bool = False
    """Whether without what is exempt from public access."""

    paper: str = MINUTES
    """One of `exports.papers.PAPERS`."""

    item: str = ""
    """uid of the one sak that an extract is of; "" for all."""

    format: str = "docx"
    """One of `exports.FORMATS`."""


@dataclass
class WriteReport(Message):
    """What the meetings of a period have marked for the report was asked for."""

    uid: str
    """Of the meeting whose period it is."""
