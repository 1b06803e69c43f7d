"""A new meeting in one screen: what it is about, where and when, and who is there."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from screens.widgets.capture import CaptureLine, DraftFailed, TooLong
from screens.widgets.drafts import UNSAVED
from screens.widgets.field import Field, FieldHelp
from screens.widgets.own_head import chosen, own_field
from screens.widgets.steady_footer import SteadyFooter
from screens.widgets.suggest import among
from screens.widgets.when import TypedHours, When, shown_time
from screens.workplace import Workplace
from screens.writing import why_not_written
from store import draft_places, drafts, meetings, responsible
from store.brought import Brought, brought
from store.database import Error
from store.definitions import HeadField
from store.kind import Kind
from store.meeting import Meeting
from store.norwegian_dates import DateRefused, numeric, parse_date
from store.text import clean

_NO_TITLE = "Skriv hva møtet handler om."
_PEOPLE = "deltakere"
_PARTS = (
    *("tittel", "grunn", "enhet", "sted", "dato", "fra", "til", "leder", "referent", "deltaker"),
    _PEOPLE,
)
_NO_PEOPLE = "Ingen ennå. Skriv navn eller rolle, og Enter etter hver."


class PlanScreen(Screen[str | None]):
    """Plans a meeting, and gives back its uid; None when it was left.

    What is typed is kept as drafts until the meeting is made, also when the screen is left.

    Args:
        workplace: The open file and the kinds.
        kind_id: The kind to begin with; it can be changed.
        previous: A meeting whose unit, place, roles and participants go on («Nytt tema, samme
            deltakere»).
    """

    CSS_PATH = "plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8,ctrl+s", "start", "Start", id="plan.start", key_display="Ctrl+S"),
        Binding("ctrl+right", "kind(1)", "Møtetype", id="plan.kind", priority=True),
        Binding("ctrl+left", "kind(-1)", "Forrige møtetype", show=False, priority=True),
        Binding("escape,f7", "leave", "Tilbake", id="plan.leave"),
    ]

    def __init__(self, workplace: Workplace, kind_id: str, previous: Meeting | None = None) -> None:
        super().__init__()
        self._workplace = workplace
        self._previous = previous
        kinds = tuple(workplace.kinds.by_id.values())
        self._kind = workplace.kinds.by_id.get(kind_id) or kinds[0]
        self._defaults = self._known_before()
        self._people = self._people_before()
        self._names = self._known_names()
        units = among(meetings.known_units(workplace.archive))
        one = FieldHelp(suggestions=among(self._names))
        self._title = self._field("tittel", self._kind.theme_label)
        self._reason = self._field("grunn", "")
        self._unit = self._field("enhet", "Enhet", FieldHelp(suggestions=units))
        self._place = self._field("sted", self._kind.place_label)
        self._chair = self._field("leder", "Møteleder", one)
        self._secretary = self._field("referent", "Referent", one)
        self._participant = self._field("deltaker", "Deltakere", self._help_with_people())
        self._participant.takes_lines = True
        own = [(kind, field) for kind in kinds for field in kind.head_fields]
        self._own = {
            (kind.id, field.key): self._own_field(place, kind, field)
            for place, (kind, field) in enumerate(own)
        }
        self._brought: Brought | None = None
        self._proposed_people: list[str] = []
        self._when = self._when_fields()

    # What is known before anything is typed

    def _known_before(self) -> dict[str, str]:
        before = self._previous
        known = {
            "dato": numeric(self._workplace.today),
            "fra": shown_time(f"{nearest_half_hour(self._workplace.archive.clock()):%H:%M}"),
        }
        if before is not None:
            head = before.head
            known |= {
                "enhet": head.unit,
                "sted": head.place,
                "leder": head.chair,
                "referent": head.secretary,
                _PEOPLE: "\n".join(each.name for each in before.participants),
            }
        return known

    def _people_before(self) -> list[str]:
        return [name for name in self._text(_PEOPLE).split("\n") if name]

    def _known_names(self) -> tuple[str, ...]:
        known = meetings.known_names(self._workplace.archive)
        roles = self._workplace.settings.known_roles
        return tuple(dict.fromkeys((*known, *self._kind.roles, *roles)))

    def _help_with_people(self) -> FieldHelp:
        return FieldHelp(
            suggestions=self._suggest_people,
            complete=responsible.complete,
            placeholder="Navn eller rolle, flere med komma mellom",
        )

    def _suggest_people(self, typed: str) -> Sequence[str]:
        aliases = self._workplace.settings.known_aliases
        found = responsible.suggest(typed, self._names, aliases)
        return [name for name in found if name not in self._people]

    # Drafts

    def _place_of(self, part: str) -> str:
        """Where a part's draft is kept; each «Nytt tema» has drafts of its own."""
        return draft_places.of_plan(part, self._previous.uid if self._previous else "")

    def _text(self, part: str) -> str:
        kept = drafts.text(self._workplace.archive, "", self._place_of(part))
        return kept or self._defaults.get(part, "")

    def _save(self, part: str, text: str) -> None:
        """Keep what was typed; what stood there by itself is found again by itself."""
        kept = "" if text == self._defaults.get(part, "") else text
        drafts.save(self._workplace.archive, "", self._place_of(part), kept)

    def _field(self, part: str, label: str, help_: FieldHelp | None = None) -> Field:
        text = self._text(part)
        field = Field(part, label, text, help_, save_draft=lambda text: self._save(part, text))
        field.proposal = self._defaults.get(part, "")
        return field

    def _when_fields(self) -> When:
        typed = TypedHours(*(self._text(part) for part in ("dato", "fra", "til")))
        when = When("plan", typed, self._workplace.today, self._save)
        when.day.proposal, when.start.proposal = self._defaults["dato"], self._defaults["fra"]
        return when

    def _own_field(self, place: int, kind: Kind, field: HeadField) -> Field:
        part = f"{kind.id}/{field.key}"
        return own_field(
            f"eget-{place}", field, self._text(part), lambda text: self._save(part, text)
        )

    # What is on the screen

    def compose(self) -> ComposeResult:
        """The kind on top, then the fields in the order in which they are said."""
        yield Static(id="kind")
        yield Static(id="purpose")
        with VerticalScroll(id="form", can_focus=False):
            yield self._title
            yield self._reason
            yield self._unit
            yield Static(id="brought")
            yield from self._own.values()
            yield self._place
            yield self._when
            yield self._chair
            yield self._secretary
            yield self._participant
            yield Static(id="people")
        yield SteadyFooter()

    def on_mount(self) -> None:
        """Stand ready in the first field that has nothing."""
        self._show_kind()
        self._show_people()
        self._title.line.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """The unit and the day tell which series the meeting is one of."""
        if event.input in (self._unit.line, self._when.day.line):
            self._look_back()

    def _look_back(self) -> None:
        """Tell what the meeting takes over, and propose what was so the last time."""
        try:
            day = parse_date(self._when.day.text, self._workplace.today)
        except DateRefused:
            return
        found = brought(self._workplace.archive, self._kind, self._unit.text, day)
        shown = self.query_one("#brought", Static)
        shown.display = found is not None
        shown.update(Content(found.sentence if found else ""))
        if found is not None and found != self._brought:
            self._propose(found)
        self._brought = found

    def _propose(self, found: Brought) -> None:
        """What nobody has typed is as it was the last time."""
        own = {
            self._own[self._kind.id, field]: text
            for field, text in found.values.items()
            if (self._kind.id, field) in self._own
        }
        head = {
            self._place: found.head.place,
            self._chair: found.head.chair,
            self._secretary: found.head.secretary,
        }
        for field, text in (own | head).items():
            if not field.text:
                field.propose(text)
        if self._people in ([], self._proposed_people):
            self._people, self._proposed_people = [], list(found.participants)
            self._add_people(found.participants)

    def _show_kind(self) -> None:
        kind = self._kind
        head = Content.assemble((f"NYTT MØTE · {clean(kind.title)}".upper(), "bold"))
        self.query_one("#kind", Static).update(head)
        self.query_one("#purpose", Static).update(Content(clean(kind.purpose)))
        self._title.rename(kind.theme_label, FieldHelp())
        self._place.rename(kind.place_label, FieldHelp())
        label, _, example = kind.reason_label.partition(" (")
        self._reason.rename(label, FieldHelp(placeholder=example.rstrip(")")))
        self._reason.display = bool(kind.reason_label)
        self._names = self._known_names()
        for (kind_id, _field), line in self._own.items():
            line.display = kind_id == kind.id
        self._look_back()

    def _show_people(self) -> None:
        shown = " · ".join(clean(name) for name in self._people)
        people = Content(shown) if shown else Content.styled(_NO_PEOPLE, "$text-muted")
        self.query_one("#people", Static).update(people)

    # The keys

    def action_kind(self, step: int) -> None:
        """Make it a meeting of another kind; what is typed stays."""
        kinds = tuple(self._workplace.kinds.by_id.values())
        place = next((at for at, each in enumerate(kinds) if each.id == self._kind.id), 0)
        self._kind = kinds[(place + step) % len(kinds)]
        self._show_kind()

    def on_field_entered(self, message: Field.Entered) -> None:
        """Enter goes to the next field; in the last one it takes a participant."""
        message.stop()
        if message.field is self._participant:
            self._take_participant()
        else:
            self.focus_next()

    def on_field_lines(self, message: Field.Lines) -> None:
        """Each pasted line is a participant."""
        message.stop()
        if self._add_people(message.lines):
            message.field.set_text("")

    def _take_participant(self) -> None:
        typed = self._participant.text
        if not typed:
            self.notify("Ctrl+S starter møtet.", markup=False)
            return
        aliases = self._workplace.settings.known_aliases
        if self._add_people(responsible.understand(typed, self._names, aliases).names):
            self._participant.set_text("")

    def _add_people(self, names: Sequence[str]) -> bool:
        """Put names on the list and keep it. Returns whether it was kept."""
        people = list(dict.fromkeys((*self._people, *names)))
        try:
            self._save(_PEOPLE, "\n".join(people))
        except Error as error:
            self._warn(why_not_written(error))
            return False
        self._people = people
        self._show_people()
        return True

    def on_key(self, event: events.Key) -> None:
        """Backspace in the empty line takes the last participant back into it."""
        here = self.focused is self._participant.line and not self._participant.line.value
        if event.key == "backspace" and here and self._people:
            event.stop()
            event.prevent_default()
            last = self._people.pop()
            if self._add_people(()):
                self._participant.set_text(last)

    def action_leave(self) -> None:
        """Go back; what was typed stands here the next time."""
        if all(line.keep_draft() for line in self.query(CaptureLine)):
            self.dismiss(None)
        else:
            self._warn(UNSAVED)

    def action_start(self) -> None:
        """Make the meeting, or say in each field what is wrong with it."""
        if not self._check():
            return
        if self._participant.text:
            self._take_participant()
            if self._participant.text:  # it could not be kept, which the screen has said
                return
        try:
            uid = meetings.plan(self._workplace.archive, self._planned())
        except Error as error:
            self._warn(why_not_written(error))
        else:
            self._forget_drafts()
            self.dismiss(uid)

    def _forget_drafts(self) -> None:
        """The meeting is made; a draft that cannot be deleted now only shows up once more."""
        try:
            for part in (*_PARTS, *("/".join(key) for key in self._own)):
                drafts.save(self._workplace.archive, "", self._place_of(part), "")
        except Error:
            self._warn("Møtet er laget, men kladden ble ikke slettet. Den vises neste gang.")

    def _check(self) -> bool:
        self._title.complain("" if self._title.text else _NO_TITLE)
        is_right = self._when.check()
        wrong = [field for field in self._own.values() if field.display and not field.check()]
        if not self._title.text:
            self._title.line.focus()
        elif not is_right:
            self._when.wrong_field.line.focus()
        elif wrong:
            wrong[0].line.focus()
        return is_right and bool(self._title.text) and not wrong

    def _planned(self) -> meetings.Plan:
        hours = self._when.hours
        scale = self._workplace.settings.scale
        return meetings.Plan(
            kind=self._kind.with_scale(scale) if scale else self._kind,
            title=self._title.text,
            date=hours.day,
            unit=self._unit.text,
            place=self._place.text,
            start=hours.start,
            end=hours.end,
            chair=self._chair.text,
            secretary=self._secretary.text,
            reason=self._reason.text if self._kind.reason_label else "",
            participants=tuple(self._people),
            previous=self._previous.uid if self._previous else "",
            head_values={
                field.key: chosen(field, self._own[self._kind.id, field.key].text)
                for field in self._kind.head_fields
            },
        )

    # What can go wrong

    def on_draft_failed(self, _message: DraftFailed) -> None:
        """The text stands in its field, and is tried again."""
        self._warn("Kladden kunne ikke lagres akkurat nå. Teksten står her; prøver igjen.")

    def on_too_long(self, _message: TooLong) -> None:
        """The change was not made."""
        self._warn("Teksten er for lang: høyst 100 000 tegn.")

    def _warn(self, sentence: str) -> None:
        self.notify(sentence, severity="warning", markup=False, timeout=8)


def nearest_half_hour(now: datetime) -> datetime:
    """The half-hour that is nearest: a meeting planned at 8.50 begins at 9."""
    passed = timedelta(minutes=now.minute % 30, seconds=now.second, microseconds=now.microsecond)
    rounded_up = passed >= timedelta(minutes=15)
    return now - passed + (timedelta(minutes=30) if rounded_up else timedelta())
