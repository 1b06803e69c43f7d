"""The agenda: one sak a line, in the order in which they come up."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from screens.dialogs import Ask
from screens.sections.correction import Correction
from screens.sections.editor import Desk
from screens.sections.line_below_list import LineBelowList
from screens.task_text import in_list
from screens.widgets.capture import CaptureLine
from screens.widgets.drafts import Draft
from screens.widgets.hanging import Hanging
from screens.widgets.row_list import Line, RowList
from store import agenda_edits, draft_places, item_numbers, sections
from store.definitions import ItemsDefinition, Stop
from store.edits import Edit, Refused, each
from store.meeting import Meeting
from store.sections import ItemEntry
from store.text import clean
from store.vocabulary import ItemType

TYPE_KEYS: Final[Mapping[str, ItemType]] = {
    "g": ItemType.APPROVAL,
    "i": ItemType.INFORMATION,
    "d": ItemType.DISCUSSION,
    "f": ItemType.NEGOTIATION,
    "v": ItemType.OTHER,
}

_NUMBER_WIDTH = 8
_TYPE_WIDTH = 14


class AgendaEditor(LineBelowList):
    """The saker, and the line that the next one is written in."""

    DEFAULT_CSS = """
    AgendaEditor #question { height: auto; }
    AgendaEditor #types { height: auto; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                key,
                f"type('{item_type.name}')",
                item_type.capitalize(),
                id=f"agenda.{key}",
                show=False,
            )
            for key, item_type in TYPE_KEYS.items()
        ),
        Binding("f5,s", "fix", "Fastsett sakslista", id="agenda.fix"),
        Binding("n", "number", "Rett nummer", id="agenda.number", show=False),
        Binding("t", "task", "Oppgave", id="agenda.task", show=False),
        Binding("e", "edit", "Rediger", id="agenda.edit", show=False),
        Binding("delete", "delete", "Slett", id="agenda.delete", show=False),
        Binding("plus", "new", "Ny", id="agenda.new", show=False),
        Binding("ctrl+up", "move(-1)", "Flytt opp", id="agenda.up", show=False),
        Binding("ctrl+down", "move(1)", "Flytt ned", id="agenda.down", show=False),
    ]

    def __init__(self, desk: Desk, meeting: Meeting, stop: Stop) -> None:
        super().__init__(desk, meeting, stop)
        definition = meeting.kind.section(stop.section)
        assert isinstance(definition, ItemsDefinition)
        self._definition = definition
        self._place = draft_places.of_new(definition.key, stop.view)
        self._entries = sections.items(meeting, definition).entries

    # What is on the screen

    def compose(self) -> ComposeResult:
        """The question, the saker, what their types are called, and the line to write in."""
        yield Static(Content(clean(self.stop.heading).upper()), id="question")
        yield Static(Content(clean(self.stop.help)), id="help")
        yield RowList()
        yield Static(Content(_types_in_words()), id="types")
        with Horizontal(id="writing"):
            yield Static("Ny sak:", id="prompt")
            yield CaptureLine(
                save_draft=lambda text: self.desk.save_draft(self._place, text),
                draft=self.desk.draft(self._place),
                placeholder="Én sak per linje",
                id="capture",
            )

    def on_mount(self) -> None:
        """Show what there is."""
        self.show(self.meeting)

    def show(self, meeting: Meeting) -> None:
        """Show the meeting as it has become; a sak that is new is chosen."""
        before = {entry.item.uid for entry in self._entries}
        self.meeting = meeting
        self._entries = sections.items(meeting, self._definition).entries
        if not self.children:
            return
        lines = [Line(_line(entry), entry.item.uid) for entry in self._entries]
        self._list.show(lines, newest=True)
        for part in ("#writing", "#types"):
            self.query_one(part).display = not meeting.locked
        new = [entry.item.uid for entry in self._entries if entry.item.uid not in before]
        if new:
            self._list.choose(new[-1])

    @property
    def _list(self) -> RowList:
        return self.query_one(RowList)

    @property
    def _rows_in_words(self) -> str:
        return "saker"

    @property
    def carried(self) -> str:
        """The talk begins with its first sak, unless one was chosen in the list."""
        return self.about if self._list.has_focus else ""

    @property
    def _entry(self) -> ItemEntry | None:
        return self._entry_with(self.about)

    def _entry_with(self, uid: str) -> ItemEntry | None:
        return next((entry for entry in self._entries if entry.item.uid == uid), None)

    # Writing

    def _write(self, texts: Sequence[str], raw: str) -> None:
        edits = [
            agenda_edits.add(
                self.meeting, self._definition.key, text, agenda_edits.likely_type(text)
            )
            for text in texts
        ]
        label = "Ny sak" if len(texts) == 1 else f"{len(texts)} nye saker"
        if not self.desk.act(label, each(edits), draft=self._place):
            self._line.give_back(raw)
        elif agenda_edits.is_fixed(self.meeting):
            first, last = self._entries[-len(texts)].label, self._entries[-1].label
            numbers = f"Saken har fått nummer {last}."
            if len(texts) > 1:
                numbers = f"Sakene har fått nummer {first} til {last}."
            self.desk.say(numbers)

    # Acts on the sak under the cursor

    def _change(self, label: str, make: Callable[[ItemEntry], Edit | None]) -> bool:
        """Do something to the sak; why it can not be done is said."""
        if (entry := self._entry) is None:
            return False
        try:
            return self.desk.act(label, make(entry))
        except Refused as refusal:
            self.desk.refuse(str(refusal))
            return False

    def action_type(self, name: str) -> None:
        """Say what the sak is for, and go to the next: a key for each, straight down the list.

        Args:
            name: Of an `ItemType`.
        """
        item_type = ItemType[name]
        if self._change(
            f"Sakstype {item_type}", lambda entry: agenda_edits.change_type(entry.item, item_type)
        ):
            places = [entry.item.uid for entry in self._entries]
            below = places[places.index(self.about) + 1 :]
            self._list.choose(below[0] if below else self.about)

    def action_move(self, step: int) -> None:
        """Let the sak change places with its neighbour.

        Args:
            step: −1 up, 1 down.
        """
        self._change(
            "Flyttet sak", lambda entry: agenda_edits.move(self._entries, entry.item, step)
        )

    def action_delete(self) -> None:
        """Delete the sak; undo brings it back."""
        entry = self._entry
        if entry and self._change("Slettet sak", agenda_edits.remove):
            self.desk.say("Saken er slettet. Ctrl+Z henter den tilbake.")
            if not self._entries:
                self.take_focus()

    def action_task(self) -> None:
        """Open the task line on the sak."""
        if self._entry:
            self.desk.capture_task()

    def action_fix(self) -> None:
        """Give the saker their numbers, and say which."""
        if not self._entries:
            self.desk.refuse("Det er ingen saker på lista ennå. Skriv den første.")
        elif self.desk.act("Fastsatte sakslista", agenda_edits.fix(self.meeting)):
            first, last = self._entries[0].label, self._entries[-1].label
            numbers = f"nummer {first}" if first == last else f"nummer {first} til {last}"
            self._list.choose(self._entries[0].item.uid)  # where the talk begins
            self.desk.say(f"Sakslista er fastsatt: {numbers}.")
        elif not self.meeting.locked:
            self.desk.say("Sakslista er fastsatt. En ny sak får neste nummer.")

    def action_number(self) -> None:
        """Correct the sak's number by hand."""
        entry = self._entry
        if entry is None or self.refused_as_locked():
            return
        if entry.item.number is None:
            self.desk.refuse("Saken får nummer når sakslista fastsettes.")
            return
        uid, year = entry.item.uid, entry.item.year or self.meeting.first_day.year

        def write(typed: str) -> bool:
            now = self._entry_with(uid)
            if now is None:
                self.desk.refuse("Saken er slettet. Nummeret står her; Esc legger det bort.")
                return False
            edit = agenda_edits.set_number(self.meeting, now.item, typed)
            return edit is None or self.desk.act("Rettet saksnummer", edit)

        self.app.push_screen(
            Ask(
                "Saksnummer",
                Draft(self.desk, self._number_place(uid)),
                save=write,
                value=entry.label,
                check=lambda typed: _complaint(typed, year),
            )
        )

    @on(RowList.Opened)
    def _open(self, message: RowList.Opened) -> None:
        message.stop()
        self.action_edit()

    def action_edit(self) -> None:
        """Correct the sak's title."""
        entry = self._entry
        if entry is None or self.refused_as_locked():
            return
        uid = entry.item.uid

        def change(text: str) -> Edit | None:
            now = self._entry_with(uid)
            return agenda_edits.change_title(now.item, text) if now else None

        def current() -> str | None:
            now = self._entry_with(uid)
            return now.item.text if now else None

        Correction(
            self.app,
            self.desk,
            draft_places.of_correction(self._definition.key, uid),
            heading="Hva gjelder saken?",
            label="Endret sak",
            current=current,
            edit=change,
            check=lambda text: "" if text else "En sak må ha en tittel. Del sletter den.",
        ).open()

    # What stands half written

    def _number_place(self, uid: str) -> str:
        return draft_places.of_item(self._definition.key, uid, draft_places.NUMBER)

    def open_again(self, place: str) -> None:
        """Stand in the line, or ask again for the sak's title or number."""
        if place == self._place:
            self._line.focus()
        elif place == self._number_place(self.about):
            self.action_number()
        elif place == draft_places.of_correction(self._definition.key, self.about):
            self.action_edit()


def _line(entry: ItemEntry) -> Hanging:
    item = entry.item
    mark = Content.assemble(
        (entry.label.ljust(_NUMBER_WIDTH), "bold"),
        (item.type.ljust(_TYPE_WIDTH), "$text-muted"),
    )
    body = Content(in_list(item.text))
    if item.carried_from:
        body = Content.assemble(body, ("  fra forrige møte", "$text-muted"))
    return Hanging(mark, body, _NUMBER_WIDTH + _TYPE_WIDTH)


def _types_in_words() -> str:
    return " · ".join(f"{key} {item_type}" for key, item_type in TYPE_KEYS.items())


def _complaint(typed: str, year: int) -> str:
    try:
        item_numbers.read(typed, year)
    except ValueError as error:
        return str(error)
    return ""
