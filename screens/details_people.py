"""The page with the participants, and how each took part in a sitting."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from screens.participant_questions import OF_PARTICIPANT, ParticipantQuestions
from screens.widgets.capture import Left
from screens.widgets.drafts import Draft, Keeper
from screens.widgets.field import Field, FieldHelp
from screens.widgets.hanging import Hanging
from store import head_edits, parties, responsible
from store.draft_places import NEW_PARTICIPANT, PARTICIPANT
from store.edits import Change, Edit, each
from store.meeting import Meeting
from store.norwegian_dates import day_and_date
from store.rows import AttendanceRow, ParticipantRow, SittingRow
from store.text import clean
from store.vocabulary import Presence

_KEYS = (
    "Mellomrom oppmøte · k kom · g gikk · v vara for · b bare med på\n"
    "e navn · r rolle · p part · Del slett · + ny"
)


class PeoplePage(Vertical):
    """The participants in a list, with a line to name new ones in.

    Args:
        meeting: As it stands.
        act: Runs a labelled edit, forgetting a draft; whether it was written.
        keeper: Keeps what stands in a field.
        names: Known names and roles.
        aliases: Short forms and what they stand for.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus", "new", "Ny", id="people.new"),
        Binding("space", "presence", "Oppmøte", id="people.presence"),
        Binding("k", "ask('came')", "Kom", id="people.came", show=False),
        Binding("g", "ask('left')", "Gikk", id="people.left", show=False),
        Binding("v", "ask('substitute_for')", "Vara", id="people.substitute", show=False),
        Binding("b", "ask('only_for')", "Bare med på", id="people.only_for", show=False),
        Binding("e,enter", "ask('name')", "Navn", id="people.name", show=False),
        Binding("r", "ask('role')", "Rolle", id="people.role", show=False),
        Binding("p", "ask('party')", "Part", id="people.party", show=False),
        Binding("delete", "remove", "Slett", id="people.remove"),
        Binding("left", "sitting(-1)", "Forrige økt", id="people.sitting_back", show=False),
        Binding("right", "sitting(1)", "Neste økt", id="people.sitting_on", show=False),
    ]

    def __init__(
        self,
        meeting: Meeting,
        act: Callable[[str, Edit, str], bool],
        *,
        keeper: Keeper,
        names: Sequence[str],
        aliases: Mapping[str, str],
    ) -> None:
        super().__init__(id="people-page")
        self._meeting = meeting
        self._act = act
        self._keeper = keeper
        self._names = names
        self._aliases = aliases
        self._sitting_place = len(meeting.sittings) - 1
        self._rows: tuple[ParticipantRow | str, ...] = ()
        self._list = OptionList(compact=True, markup=False, id="participants")
        self._new = Field(
            "ny-deltaker",
            "Ny deltaker",
            "" if meeting.locked else keeper.draft(NEW_PARTICIPANT),
            FieldHelp(suggestions=self._suggest, complete=responsible.complete),
            save_draft=Draft(keeper, NEW_PARTICIPANT).keep,
        )
        self._new.takes_lines = True
        self._new.display = not meeting.locked

    def compose(self) -> ComposeResult:
        """Which sitting it is, the list, and the line for a new one."""
        yield Static(id="sitting")
        yield self._list
        yield Static(Content(_KEYS), id="people-keys")
        yield self._new

    def on_mount(self) -> None:
        """Show who is there."""
        self.show(self._meeting)

    def take_focus(self) -> None:
        """Stand in the list, or in the line where the list is empty."""
        (self._list if self._meeting.participants else self._new.line).focus()

    def holds(self, place: str) -> bool:
        """Whether a draft's place is the line here, or something about a participant."""
        return place == NEW_PARTICIPANT or place.startswith(f"{PARTICIPANT}/")

    def go_to(self, place: str) -> None:
        """Stand in the line, or open the dialog, with a draft's place."""
        if place == NEW_PARTICIPANT:
            self._new.line.focus()
            return
        _, uid, column, *sitting = place.split("/")
        sittings = [each.uid for each in self._meeting.sittings]
        self._sitting_place = sittings.index(sitting[0]) if sitting else self._sitting_place
        self.show(self._meeting)
        self._stand_near(uid, 0)
        self.action_ask(column)

    def show(self, meeting: Meeting) -> None:
        """Show the participants as they have become; the cursor stays where it is."""
        self._meeting = meeting
        here, place = self._chosen, self._list.highlighted
        self._rows = _by_party(meeting)
        self._list.clear_options()
        self._list.add_options([self._option(row) for row in self._rows])
        self._stand_near(here.uid if here else "", place or 0)
        sitting, count = self._sitting, len(meeting.sittings)
        which = f"   økt {self._sitting_place + 1} av {count}, ← → bytter" if count > 1 else ""
        heading = f"Oppmøte {day_and_date(sitting.date)}{which}"
        self.query_one("#sitting", Static).update(Content(heading))

    def finish(self) -> bool:
        """Nothing is left unwritten here but the line, which has its draft."""
        return True

    @property
    def _sitting(self) -> SittingRow:
        return self._meeting.sittings[self._sitting_place]

    @property
    def _chosen(self) -> ParticipantRow | None:
        place = self._list.highlighted
        row = self._rows[place] if place is not None and place < len(self._rows) else None
        return row if isinstance(row, ParticipantRow) else None

    def _option(self, row: ParticipantRow | str) -> Option:
        if isinstance(row, ParticipantRow):
            line = self._line(row)
            return Option(Hanging(Content(), line, 2) if self._meeting.kind.parties else line)
        return Option(Content.styled(clean(row), "bold $primary"), disabled=True)

    def _stand_near(self, uid: str, place: int) -> None:
        """Put the cursor on a participant; where they are gone, on the one nearest."""
        rows = {
            index: row.uid
            for index, row in enumerate(self._rows)
            if isinstance(row, ParticipantRow)
        }
        same = [index for index, each_uid in rows.items() if each_uid == uid]
        near = min(rows, key=lambda index: abs(index - place), default=None)
        self._list.highlighted = same[0] if same else near

    def _attendance(self, participant: ParticipantRow) -> AttendanceRow:
        """How somebody took part; one who has no row was there throughout."""
        key = (self._sitting.uid, participant.uid)
        none = AttendanceRow(meeting="", sitting="", participant="")
        return self._meeting.attendance_at.get(key, none)

    def _line(self, participant: ParticipantRow) -> Content:
        attendance = self._attendance(participant)
        # Where the parties are headings, a party is not said twice.
        party = "" if self._meeting.kind.parties else participant.party
        who = ", ".join(filter(None, (participant.role, party)))
        name = Content(clean(participant.name))
        if who:
            name += Content.styled(f"  {clean(who)}", "$text-muted")
        return name.truncate(40, ellipsis=True).pad_right(
            max(0, 42 - min(40, name.cell_length))
        ) + Content(clean(said_of(attendance)))

    # The keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - the framework's signature
        """A closed meeting is only read."""
        return not self._meeting.locked or action in ("sitting",)

    def action_new(self) -> None:
        """Go to the line for a new participant."""
        self._new.line.focus()

    def action_presence(self) -> None:
        """Go from present to digital to absent, and round again."""
        who = self._chosen
        if who is None:
            return
        now, steps = self._attendance(who), tuple(Presence)
        presence = steps[(steps.index(now.presence) + 1) % len(steps)]
        self._set_attendance(who, replace(now, presence=presence))

    def _set_attendance(self, who: ParticipantRow, wanted: AttendanceRow, draft: str = "") -> bool:
        edit = head_edits.set_attendance(self._meeting, self._sitting, who, wanted)
        return self._act("Endret oppmøte", edit, draft)

    def action_ask(self, column: str) -> None:
        """Ask for one thing about the chosen participant.

        Args:
            column: A column of the participant's row, or of the attendance row.
        """
        who = self._chosen
        if who is None:
            return
        uid, now = who.uid, self._attendance(who)
        ParticipantQuestions(
            self.app,
            self._meeting,
            who,
            now,
            self._sitting.uid,
            lambda answer, place: self._save(uid, column, answer, place),
            self._keeper,
            self._refuse,
        ).ask(column)

    def _save(self, uid: str, column: str, answer: str, draft: str) -> bool:
        """Write an answer on the participant as they stand now. Returns whether it was written."""
        who = next((each for each in self._meeting.participants if each.uid == uid), None)
        if who is None:
            self._refuse("Deltakeren er tatt av lista. Svaret står her; Esc legger det bort.")
            return False
        if column in OF_PARTICIPANT:
            edit = Change(who, replace(who, **{column: answer}))
            return self._act(OF_PARTICIPANT[column], edit, draft)
        return self._set_attendance(who, replace(self._attendance(who), **{column: answer}), draft)

    def _refuse(self, sentence: str) -> None:
        self.notify(sentence, severity="warning", markup=False)

    def action_remove(self) -> None:
        """Take the chosen participant off the list; undo brings them back."""
        who = self._chosen
        if who is not None and self._act(
            "Slettet deltaker", head_edits.remove_participant(self._meeting, who), ""
        ):
            self.notify("Deltakeren er tatt av lista. Ctrl+Z angrer.", markup=False)

    def action_sitting(self, step: int) -> None:
        """Show the attendance of the sitting before or after."""
        self._sitting_place = (self._sitting_place + step) % len(self._meeting.sittings)
        self.show(self._meeting)

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Enter on a participant changes the name."""
        message.stop()
        if not self._meeting.locked:
            self.action_ask("name")

    # New ones

    def _suggest(self, typed: str) -> Sequence[str]:
        there = {participant.name for participant in self._meeting.participants}
        found = responsible.suggest(typed, self._names, self._aliases)
        return [name for name in found if name not in there]

    def on_field_entered(self, message: Field.Entered) -> None:
        """Enter puts those named on the list."""
        message.stop()
        if not message.field.text:
            self._list.focus()
            return
        typed = responsible.understand(message.field.text, self._names, self._aliases)
        if self._add(typed.names):
            message.field.set_text("")

    def on_field_lines(self, message: Field.Lines) -> None:
        """Each pasted line is a participant."""
        message.stop()
        if self._add(message.lines):
            message.field.set_text("")

    def _add(self, names: Sequence[str]) -> bool:
        there = {participant.name.casefold() for participant in self._meeting.participants}
        new = [name for name in dict.fromkeys(names) if name.casefold() not in there]
        if not new:
            sentence = "De står på lista allerede." if names else "Skriv et navn eller en rolle."
            self._new.complain(sentence)
            return False
        kind = self._meeting.kind
        edits = [
            head_edits.add_participant(self._meeting, name, party=parties.party_of(kind, name))
            for name in new
        ]
        return self._act("Ny deltaker", each(edits), NEW_PARTICIPANT)

    def on_left(self, message: Left) -> None:
        """The arrows lead from the line into the list."""
        message.stop()
        self._list.focus()


def _by_party(meeting: Meeting) -> tuple[ParticipantRow | str, ...]:
    """The participants; where the kind has parties each under its party, those without one last."""
    if not meeting.kind.parties:
        return meeting.participants
    found: list[ParticipantRow | str] = []
    for party in parties.of(meeting):
        if there := parties.members(meeting, party.name):
            found += [party.name, *there]
    others = [who for who in meeting.participants if not who.party]
    if others:
        found += ["Andre", *others]
    return tuple(found)


def said_of(attendance: AttendanceRow) -> str:
    """«digitalt, kom kl. 09.30, vara for HTV»."""
    parts = (
        ("kom", attendance.came),
        ("gikk", attendance.left),
        ("vara for", attendance.substitute_for),
        ("bare med på", attendance.only_for),
    )
    return ", ".join(
        (str(attendance.presence), *(f"{word} {said}" for word, said in parts if said))
    )
