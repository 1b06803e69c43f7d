"""The page with the meeting's head: each field is one act when it is left."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import ClassVar

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Checkbox

from screens.widgets.drafts import Keeper
from screens.widgets.field import Field, FieldHelp
from screens.widgets.own_head import chosen, own_field
from screens.widgets.suggest import among
from screens.widgets.tick_box import TickBox
from store import head_edits
from store.definitions import HeadField
from store.draft_places import of_head, of_own_head
from store.edits import Change, Edit
from store.meeting import Meeting
from store.norwegian_dates import day_and_date, numeric, parse_date
from store.rows import MeetingRow

Act = Callable[[str, Edit, str], bool]
"""Runs a labelled edit, forgetting a draft; whether it was written."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A field that holds a day, and how long before the meeting it may lie without its year."""

    days_before: int = 0


_FIELDS: Mapping[str, tuple[str, _Dated | None]] = {
    "title": ("", None),
    "reason": ("", None),
    "unit": ("Enhet", None),
    "field_of_service": ("Tjenesteområde", None),
    "place": ("", None),
    "chair": ("Møteleder", None),
    "secretary": ("Referent", None),
    "papers_sent": ("Papirer sendt", _Dated(days_before=180)),
    "remarks_due": ("Frist for merknader", _Dated()),
    "next_meeting": ("Neste møte", _Dated()),
    "next_meeting_note": ("Om neste møte", None),
    "case_number": ("Arkivsak", None),
    "journal_number": ("Journalpost", None),
    "access_code": ("Tilgangskode", None),
}
"""Columns of the head in the order in which they are asked for; labels that the kind decides are
empty."""


def _required(typed: str) -> str:
    if not typed:
        raise ValueError("Skriv hva møtet handler om.")
    return ""


class HeadPage(VerticalScroll, can_focus=False):
    """Everything that the head of the minutes is made from.

    Args:
        meeting: As it stands.
        act: Runs an edit.
        keeper: Keeps what stands in a field.
        names: Known names and roles.
        units: Known units.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(
        self,
        meeting: Meeting,
        act: Act,
        *,
        keeper: Keeper,
        names: Sequence[str],
        units: Sequence[str],
    ) -> None:
        super().__init__(id="head-page")
        self._meeting = meeting
        self._act = act
        self._keeper = keeper
        self._suggested = {
            "unit": among(units),
            "field_of_service": among([each.name for each in meeting.kind.service_fields]),
            "chair": among(names),
            "secretary": among(names),
        }
        self._fields = {
            column: self._field(column)
            for column in _FIELDS
            if column != "reason" or meeting.kind.reason_label or meeting.head.reason
        }
        self._own = {
            f"eget-{place}": (field, self._own_field(f"eget-{place}", field))
            for place, field in enumerate(meeting.kind.head_fields)
        }
        self._representative = TickBox(
            "Verneombud deltok",
            meeting.head.safety_representative,
            compact=True,
            disabled=meeting.locked,
            id="safety-representative",
        )

    def _field(self, column: str) -> Field:
        kind = self._meeting.kind
        label, dated = _FIELDS[column]
        own = {
            "title": kind.theme_label,
            "reason": kind.reason_label.partition(" (")[0] or "Begrunnelse",
            "place": kind.place_label,
        }
        field = Field(
            column,
            label or own[column],
            self._begin(column),
            self._help(column, dated),
            save_draft=None if self._meeting.locked else partial(self._keep, column),
        )
        field.line.disabled = self._meeting.locked
        return field

    def _begin(self, column: str) -> str:
        """What a field holds to begin with; a closed meeting shows only what is written."""
        kept = "" if self._meeting.locked else self._keeper.draft(of_head(column))
        return kept or _shown(self._meeting.head, column)

    def _own_field(self, name: str, field: HeadField) -> Field:
        """A field that the kind has of its own."""
        kept = "" if self._meeting.locked else self._keeper.draft(of_own_head(field.key))
        text = kept or self._meeting.said_in_head(field.key)
        save = None if self._meeting.locked else partial(self._keep_own, field.key)
        line = own_field(name, field, text, save)
        line.line.disabled = self._meeting.locked
        return line

    def _keep_own(self, key: str, text: str) -> None:
        is_same = text == self._meeting.said_in_head(key)
        self._keeper.save_draft(of_own_head(key), "" if is_same else text)

    def _help(self, column: str, dated: _Dated | None) -> FieldHelp:
        if column == "title":
            return FieldHelp(_required)
        if dated is None:
            return FieldHelp(suggestions=self._suggested.get(column, lambda _typed: ()))
        return FieldHelp(
            lambda typed: day_and_date(self._read_day(typed, dated)) if typed else "",
            placeholder="" if self._meeting.locked else "dato",
        )

    def _read_day(self, typed: str, dated: _Dated) -> date:
        return parse_date(typed, self._meeting.sitting.date - timedelta(days=dated.days_before))

    def _keep(self, column: str, text: str) -> None:
        is_same = text == _shown(self._meeting.head, column)
        self._keeper.save_draft(of_head(column), "" if is_same else text)

    def compose(self) -> ComposeResult:
        """The fields, and whether the safety representative took part."""
        yield from self._fields.values()
        yield from (line for _field, line in self._own.values())
        yield self._representative

    def take_focus(self) -> None:
        """Stand ready in the title."""
        self.screen.set_focus(None if self._meeting.locked else self._fields["title"].line)

    def holds(self, place: str) -> bool:
        """Whether a draft's place is one of the fields here."""
        return place in self._places

    def go_to(self, place: str) -> None:
        """Stand in the field with a draft's place."""
        self._places[place].line.focus()

    @property
    def _places(self) -> Mapping[str, Field]:
        own = {of_own_head(field.key): line for field, line in self._own.values()}
        return {of_head(column): field for column, field in self._fields.items()} | own

    def show(self, meeting: Meeting) -> None:
        """Show the meeting as it has become; a text that is being written stays."""
        old_meeting, self._meeting = self._meeting, meeting
        self._show_own(old_meeting)
        before = old_meeting.head
        for column, field in self._fields.items():
            old, new = _shown(before, column), _shown(meeting.head, column)
            if old != new and (field.text == old or not field.line.has_focus):
                field.set_text(new)
        with self.prevent(Checkbox.Changed):
            self._representative.value = meeting.head.safety_representative

    def _show_own(self, before: Meeting) -> None:
        for own, line in self._own.values():
            old, new = before.said_in_head(own.key), self._meeting.said_in_head(own.key)
            if old != new and (line.text == old or not line.line.has_focus):
                line.set_text(new)

    def finish(self) -> bool:
        """Write what has not been written. Returns whether nothing is left unwritten."""
        return all(tuple(self._write(column) for column in (*self._fields, *self._own)))

    def on_field_entered(self, message: Field.Entered) -> None:
        """Enter writes the field and goes to the next."""
        message.stop()
        if self._write(message.field.key):
            self.screen.focus_next()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A field that is left is written."""
        own = {name: line for name, (_field, line) in self._own.items()}
        for column, field in (self._fields | own).items():
            if field.line is event.widget:
                self._write(column)

    def on_checkbox_changed(self, message: Checkbox.Changed) -> None:
        """The tick is written at once."""
        message.stop()
        head = self._meeting.head
        after = replace(head, safety_representative=message.value)
        self._act("Endret verneombud", Change(head, after), "")

    def _write_own(self, name: str) -> bool:
        field, line = self._own[name]
        if self._meeting.locked or not line.check():
            return self._meeting.locked
        text = chosen(field, line.text)
        edit = head_edits.set_value(self._meeting, field.key, text)
        if edit is None or self._act(f"Endret {field.label.lower()}", edit, of_own_head(field.key)):
            line.set_text(text)
            return True
        return False

    def _write(self, column: str) -> bool:
        if column in self._own:
            return self._write_own(column)
        field, head = self._fields[column], self._meeting.head
        if self._meeting.locked or field.text == _shown(head, column):
            field.complain("")
            return True
        if not field.check():
            return False
        dated = _FIELDS[column][1]
        value: object = field.text
        if dated is not None:
            value = self._read_day(field.text, dated) if field.text else None
        label = f"Endret {_LABELS.get(column, _FIELDS[column][0].lower())}"
        done = self._act(label, Change(head, replace(head, **{column: value})), of_head(column))
        if done:
            field.set_text(_shown(self._meeting.head, column))
        return done


_LABELS = {"title": "tittel", "reason": "begrunnelse", "place": "sted"}


def _shown(head: MeetingRow, column: str) -> str:
    value = getattr(head, column)
    return numeric(value) if isinstance(value, date) else value or ""
