"""Keeps on disk what stands in a box that somebody writes in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from store import drafts
from store.database import Archive, Error

UNSAVED = "Teksten i linja er ikke lagret ennå. Vent litt, og prøv igjen."
"""Why a line with a text that the file could not take stays on the screen."""

_SECONDS_BETWEEN_TRIES = 1.0


@dataclass
class DraftFailed(Message):
    """A draft could not be saved; posted once, and the saving is tried again until it succeeds."""

    line: Widget
    """The box that was written in; it still holds the text."""

    error: Exception
    """What the store said."""

    @property
    def control(self) -> Widget:
        """The box, for handlers with a selector."""
        return self.line


class Keeper(Protocol):
    """Keeps the drafts of one meeting."""

    def draft(self, place: str) -> str:
        """What stood in a box when the program last ended, or nothing."""

    def save_draft(self, place: str, text: str) -> None:
        """Keep what stands in a box; an empty text forgets it.

        Raises:
            store.database.Error: When it can not be written now.
        """


@dataclass(frozen=True, slots=True)
class OutsideMeetings:
    """Keeps the drafts of what belongs to no meeting."""

    archive: Archive

    def draft(self, place: str) -> str:
        """What stood in a box when the program last ended, or nothing."""
        return drafts.text(self.archive, "", place)

    def save_draft(self, place: str, text: str) -> None:
        """Keep what stands in a box; an empty text forgets it."""
        drafts.save(self.archive, "", place, text)


class KeptNowhere:
    """Keeps no draft: for what is asked for and must not be written down."""

    def draft(self, place: str) -> str:  # noqa: ARG002 - the protocol's signature
        """Nothing."""
        return ""

    def save_draft(self, place: str, text: str) -> None:
        """Keep nothing."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The kept text of one box.

    Attributes:
        keeper: Where it is kept.
        place: Which box; see `store.draft_places`.
    """

    keeper: Keeper
    place: str

    @property
    def text(self) -> str:
        """What was typed and not finished, or nothing."""
        return self.keeper.draft(self.place)

    def keep(self, text: str) -> None:
        """Keep a text; an empty one forgets it.

        Raises:
            store.database.Error: When it can not be written now.
        """
        self.keeper.save_draft(self.place, text)


class DraftSaver:
    """Saves a box's text at every change, and again each second after a failure.

    A delay between change and save would lose the newest text in a power cut, so there is none.

    Args:
        box: Who says that a save failed.
        save: Keeps a text, an empty one being no draft; raises `store.database.Error` or
            OSError where that fails. None where drafts are not kept.
    """

    def __init__(self, box: Widget, save: Callable[[str], None] | None) -> None:
        self._box = box
        self._save = save
        self._unsaved: str | None = None
        self._retry: Timer | None = None

    @property
    def is_saved(self) -> bool:
        """Whether the newest text is kept."""
        return self._unsaved is None

    def save(self, text: str) -> None:
        """Keep a text now, or as soon as it can be done."""
        self._unsaved = text
        self.try_again()

    def try_again(self) -> None:
        """Keep the text that is still to be kept."""
        if self._unsaved is None:
            return
        try:
            if self._save is not None:
                self._save(self._unsaved)
        except (Error, OSError) as error:
            if self._retry is None:
                self._box.post_message(DraftFailed(self._box, error))
                self._retry = self._box.set_interval(_SECONDS_BETWEEN_TRIES, self.try_again)
            return
        self.forget()

    def forget(self) -> None:
        """Save no more of what was written: the text has become something else."""
        self._unsaved = None
        if self._retry is not None:
            self._retry.stop()
            self._retry = None
