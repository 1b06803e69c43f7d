"""Where the parties stand in a sak: a digit for each, straight down those who are there."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from screens.sections import item_purposes
from screens.sections.editor import Desk, Editor
from screens.sections.item_purposes import Purpose
from screens.widgets.row_list import RowList
from store import attendance, draft_places, item_edits, parties
from store.definitions import Party, Stop
from store.edits import Refused
from store.meeting import Meeting
from store.sections import ItemEntry
from store.text import clean

_NOT_THERE = "{party} {why}; standpunktet er ført likevel. Ctrl+O retter oppmøtet."


class StancesEditor(Editor):
    """The half of a sak's editor that hears the parties.

    Attributes:
        rows: The rows of the sak on the screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            str(digit),
            f"stand({digit})",
            str(stance).capitalize(),
            id=f"item.{digit}",
            show=False,
        )
        for digit, stance in enumerate(parties.STANCES, start=1)
    ]

    def __init__(self, desk: Desk, meeting: Meeting, stop: Stop) -> None:
        super().__init__(desk, meeting, stop)
        self.rows = RowList(id="rows")

    @property
    def entry(self) -> ItemEntry | None:
        """The sak on the screen."""
        raise NotImplementedError

    def write(self, purpose: Purpose) -> None:
        """Open the box for something on the sak."""
        raise NotImplementedError

    def action_stand(self, digit: int) -> None:
        """The party under the cursor takes a stand, and the cursor goes to the next.

        From another row the digit is for the first party that is there and has said nothing yet.

        Args:
            digit: 1 for the first of `parties.STANCES`.
        """
        entry, party = self.entry, self._party()
        if entry is None or party is None or self.rows.chosen == "":
            return
        stance = parties.STANCES[digit - 1]
        self.rows.choose(_row_of(party))
        try:
            edit = item_edits.take_stand(self.meeting, entry, party, stance)
        except Refused as refusal:
            self.desk.refuse(str(refusal))
            return
        if edit is not None and not self.desk.act("Standpunkt", edit):
            return
        self._remark_on_absence(party)
        if stance in parties.WANTS_WORDS:
            self.word(party.name)
        else:
            self.go_to_next_party()

    def _remark_on_absence(self, party: Party) -> None:
        """Say that nobody was there to say it; it can still be what the party means."""
        entry = self.entry
        row = item_edits.position_of(entry, party.name) if entry else None
        if not entry or not row or not self._attendance_is_written:
            return
        if why := attendance.why_not_there(self.meeting, entry.item, row):
            self.desk.refuse(_NOT_THERE.format(party=clean(party.name), why=why))

    def go_to_next_party(self) -> None:
        """Stand on the next party that somebody speaks for, or on what comes after the parties."""
        self.rows.action_cursor_down()
        while (party := self._party_at(self.rows.chosen)) and not self._is_there(party):
            self.rows.action_cursor_down()

    def _party(self) -> Party | None:
        """Whom a digit is for."""
        entry, chosen = self.entry, self.rows.chosen
        if entry is None:
            return None
        if chosen.startswith(f"{draft_places.POSITION}/"):
            return self._party_at(chosen)
        silent = (
            party
            for party in parties.heard(self.meeting)
            if self._is_there(party) and not item_edits.position_of(entry, party.name)
        )
        return next(silent, None)

    def _party_at(self, row: str) -> Party | None:
        heard = parties.heard(self.meeting)
        return next((party for party in heard if _row_of(party) == row), None)

    def _is_there(self, party: Party) -> bool:
        """Whether somebody speaks for it; for all of them while no attendance is written."""
        is_present = parties.is_present(self.meeting, party.name)
        return is_present or not self._attendance_is_written

    @property
    def _attendance_is_written(self) -> bool:
        heard = parties.heard(self.meeting)
        return any(parties.is_present(self.meeting, party.name) for party in heard)

    def word(self, party: str) -> None:
        """Open the line for a party's words, once it has taken a stand.

        Args:
            party: Its name.
        """
        entry = self.entry
        if entry and item_edits.position_of(entry, party):
            self.write(item_purposes.of_position(party))
        else:
            self.desk.refuse("Velg standpunktet først, med et tall. Enter gir begrunnelsen.")


def _row_of(party: Party) -> str:
    return f"{draft_places.POSITION}/{party.name}"
