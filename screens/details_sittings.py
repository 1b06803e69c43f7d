"""The page with the meeting's sittings: the day and the hours of each."""

from collections.abc import Callable
from dataclasses import astuple
from functools import partial

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.widgets.drafts import Keeper
from screens.widgets.field import Field
from screens.widgets.when import PARTS, TypedHours, When, shown_time
from store.draft_places import SITTING, of_sitting, of_sitting_field
from store.edits import Change, Edit
from store.meeting import Meeting
from store.norwegian_dates import numeric
from store.rows import SittingRow

_MORE = "Et møte som avbrytes, får en ny økt når det fortsetter."


class SittingsPage(VerticalScroll, can_focus=False):
    """A row for each stretch that the meeting was held in.

    Args:
        meeting: As it stands.
        act: Runs a labelled edit, forgetting a draft; whether it was written.
        keeper: Keeps what stands in a field.
    """

    def __init__(
        self, meeting: Meeting, act: Callable[[str, Edit, str], bool], keeper: Keeper
    ) -> None:
        super().__init__(id="sittings-page")
        self._meeting = meeting
        self._act = act
        self._keeper = keeper
        self._rows = {
            sitting.uid: self._row(f"okt-{place}", sitting)
            for place, sitting in enumerate(meeting.sittings, start=1)
        }
        for row in self._rows.values():
            for field in (row.day, row.start, row.end):
                field.line.disabled = meeting.locked

    def _row(self, name: str, sitting: SittingRow) -> When:
        stands = _typed(sitting)
        if not self._meeting.locked:
            places = (of_sitting_field(sitting.uid, part) for part in PARTS)
            both = zip(map(self._keeper.draft, places), astuple(stands), strict=True)
            stands = TypedHours(*(half or whole for half, whole in both))
        return When(name, stands, sitting.date, partial(self._keep, sitting.uid))

    def _keep(self, uid: str, part: str, text: str) -> None:
        """Keep what stands in a field; what is written already is no draft."""
        sitting = next(each for each in self._meeting.sittings if each.uid == uid)
        is_same = text == astuple(_typed(sitting))[PARTS.index(part)]
        self._keeper.save_draft(of_sitting_field(uid, part), "" if is_same else text)

    def compose(self) -> ComposeResult:
        """A heading and a row for each sitting."""
        for place, row in enumerate(self._rows.values(), start=1):
            yield Static(f"Økt {place}", classes="heading")
            yield row
        yield Static(Content(_MORE), classes="more")

    def take_focus(self) -> None:
        """Stand ready in the newest sitting."""
        self.screen.set_focus(
            None if self._meeting.locked else self._rows[self._meeting.sitting.uid].day.line
        )

    def holds(self, place: str) -> bool:
        """Whether a draft's place is one of the fields here."""
        return place.startswith(f"{SITTING}/")

    def go_to(self, place: str) -> None:
        """Stand in the field with a draft's place."""
        _, uid, part = place.split("/")
        row = self._rows[uid]
        (row.day, row.start, row.end)[PARTS.index(part)].line.focus()

    def show(self, meeting: Meeting) -> None:
        """Show the sittings as they have become; a text that is being written stays."""
        before = {sitting.uid: sitting for sitting in self._meeting.sittings}
        self._meeting = meeting
        for sitting in meeting.sittings:
            row, old = self._rows.get(sitting.uid), before.get(sitting.uid)
            if row is not None and old != sitting:
                _set(row, _typed(sitting))

    def finish(self) -> bool:
        """Write what has not been written. Returns whether nothing is left unwritten.

        Whoever wants to leave and can not is told why, and stands where it is to be mended.
        """
        is_written = all(tuple(self._write(sitting) for sitting in self._meeting.sittings))
        wrong = next((row for row in self._rows.values() if row.complaint), None)
        if wrong is not None:
            self.notify(wrong.complaint, severity="warning", markup=False, timeout=8)
            wrong.wrong_field.line.focus()
        return is_written

    def on_field_entered(self, message: Field.Entered) -> None:
        """Enter writes the row and goes to the next field, but not away from what is wrong."""
        message.stop()
        if self._write_row_of(message.field):
            self.screen.focus_next()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A field that is left is written."""
        field = next((each for each in event.widget.ancestors if isinstance(each, Field)), None)
        if field is not None:
            self._write_row_of(field)

    def _write_row_of(self, field: Field) -> bool:
        """Write the row. Returns whether nothing is wrong with the field itself."""
        for sitting in self._meeting.sittings:
            row = self._rows.get(sitting.uid)
            if row is not None and field in (row.day, row.start, row.end):
                return self._write(sitting) or row.wrong_field is not field
        return True

    def _write(self, sitting: SittingRow) -> bool:
        row = self._rows.get(sitting.uid)
        if row is None or self._meeting.locked:
            return True
        if not row.check():
            return False
        hours = row.hours
        after = replace(sitting, date=hours.day, start=hours.start, end=hours.end)
        edit, place = Change(sitting, after), of_sitting(sitting.uid)
        return after == sitting or self._act("Endret dato og tid", edit, place)


def _typed(sitting: SittingRow) -> TypedHours:
    return TypedHours(numeric(sitting.date), shown_time(sitting.start), shown_time(sitting.end))


def _set(row: When, typed: TypedHours) -> None:
    row.day.set_text(typed.day)
    row.start.set_text(typed.start)
    row.end.set_text(typed.end)
