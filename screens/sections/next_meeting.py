"""Asks when the room meets again, and for a note to it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec.structs import replace
from textual.app import App

from screens.dialogs import Ask
from screens.sections.editor import Desk
from screens.widgets.drafts import Draft
from store.draft_places import NEXT_MEETING_DAY, NEXT_MEETING_NOTE
from store.edits import Change
from store.meeting import Meeting
from store.norwegian_dates import DateRefused, numeric, parse_date


class NextMeetingDialog:
    """The day, then the note.

    Args:
        app: Shows the dialogs.
        desk: Writes.
        current: Gives the meeting as it stands now.
    """

    def __init__(self, app: App[Any], desk: Desk, current: Callable[[], Meeting]) -> None:
        self._app = app
        self._desk = desk
        self._current = current

    def open(self) -> None:
        """Ask for the day; an answer leads to the note."""
        day = self._current().head.next_meeting
        ask = Ask(
            "NESTE MØTE",
            Draft(self._desk, NEXT_MEETING_DAY),
            save=self._save_day,
            value=numeric(day) if day else "",
            placeholder="Dato, for eksempel 15.12 eller fredag. Tom: ikke avtalt",
            check=self._complaint_about_day,
        )
        self._app.push_screen(ask, lambda answered: self.open_note() if answered else None)

    def open_note(self) -> None:
        """Ask for the note."""
        ask = Ask(
            "MERKNAD TIL NESTE MØTE",
            Draft(self._desk, NEXT_MEETING_NOTE),
            save=self._save_note,
            value=self._current().head.next_meeting_note,
            placeholder="Klokkeslett, sted, tema",
        )
        self._app.push_screen(ask)

    def _complaint_about_day(self, typed: str) -> str:
        try:
            self._read_day(typed)
        except DateRefused as refusal:
            return str(refusal)
        return ""

    def _read_day(self, typed: str) -> date | None:
        return parse_date(typed, self._current().sitting.date) if typed.strip() else None

    def _save_day(self, typed: str) -> bool:
        return self._change("Neste møte", NEXT_MEETING_DAY, next_meeting=self._read_day(typed))

    def _save_note(self, note: str) -> bool:
        return self._change("Merknad til neste møte", NEXT_MEETING_NOTE, next_meeting_note=note)

    def _change(self, label: str, place: str, **values: object) -> bool:
        head = self._current().head
        after = replace(head, **values)
        return after == head or self._desk.act(label, Change(head, after), draft=place)
