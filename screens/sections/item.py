"""One sak at a time, large on the screen: what it is about, where the parties stand, its end."""

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList, Static

from screens.requests import OpenProtocol
from screens.sections import item_purposes, item_rows
from screens.sections.editor import Desk
from screens.sections.item_box import ItemBox
from screens.sections.item_purposes import At, Purpose
from screens.sections.item_questions import ItemQuestions
from screens.sections.item_stances import StancesEditor
from screens.task_text import in_list
from screens.widgets.row_list import RowList
from store import draft_places, item_edits, sections, statement_edits
from store.definitions import ItemsDefinition, Stop
from store.edits import Edit
from store.journal import Locked
from store.meeting import Meeting
from store.sections import ItemEntry
from store.text import clean
from store.vocabulary import ItemText, ItemType, Outcome, Status

TEXT_KEYS: Final = {
    "b": ItemText.BACKGROUND,
    "l": ItemText.BASIS,
    "f": ItemText.PROPOSAL,
    "r": ItemText.CORRECTION,
    "k": ItemText.CONCLUSION,
    "a": ItemText.EMPLOYERS_DECISION,
}
ROOM_FOR_AIR: Final = 34
"""Lines from which the sak's parts stand apart."""
_SHOWN = (ItemText.CONCLUSION,)
"""The texts whose key stands at the foot of the screen; the others stand over it."""


class ItemEditor(StancesEditor):
    """One sak of the agenda, in rows; F7 and F8 go to the sak before and after."""

    DEFAULT_CSS = """
    ItemEditor { layout: vertical; padding: 0 1; }
    ItemEditor #item-head { height: auto; margin-bottom: 1; }
    ItemEditor #item-title { width: 1fr; height: auto; max-height: 3; text-style: bold; }
    ItemEditor #item-type { width: auto; height: 1; padding-left: 2; color: $primary;
        text-style: bold; }
    ItemEditor #guide { height: 1; color: $text-muted; text-wrap: nowrap;
        text-overflow: ellipsis; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                key,
                f"write('{column.name}')",
                item_purposes.LABELS[column],
                id=f"item.{column.name.lower()}",
                show=column in _SHOWN,
            )
            for key, column in TEXT_KEYS.items()
        ),
        Binding("u", "outcome", "Utfall", id="item.outcome"),
        Binding("p", "statement", "Protokolltilførsel", id="item.statement"),
        Binding("m", "remark", "Merknad etter møtet", id="item.remark", show=False),
        Binding("s", "protocol", "Forhandlingsprotokoll", id="item.protocol", show=False),
        Binding("y", "type", "Sakstype", id="item.type", show=False),
        Binding("t", "task", "Oppgave", id="item.task", show=False),
        Binding("e", "edit", "Rediger", id="item.edit", show=False),
        Binding("delete,backspace", "take_back", "Ta bort", id="item.take_back", show=False),
    ]

    def __init__(self, desk: Desk, meeting: Meeting, stop: Stop) -> None:
        super().__init__(desk, meeting, stop)
        definition = meeting.kind.section(stop.section)
        assert isinstance(definition, ItemsDefinition)
        self._definition = definition
        self._entries = sections.items(meeting, definition).entries
        waiting = (entry for entry in self._entries if not entry.is_concluded)
        begin = next(waiting, self._entries[0] if self._entries else None)
        self._uid = begin.item.uid if begin else ""
        self._box = ItemBox(desk, definition.key, at=self._at, done=self._written)

    # What is on the screen

    def compose(self) -> ComposeResult:
        """The sak's number, title and type, its rows, what the keys do, and the box."""
        with Horizontal(id="item-head"):
            yield Static(id="item-title")
            yield Static(id="item-type")
        yield self.rows
        yield Static(id="guide")
        yield self._box

    def on_mount(self) -> None:
        """Show what there is, and the box that was open."""
        self.show(self.meeting)
        key, uid = self._box.kept_open()
        purpose = item_purposes.by_key(key, self.meeting, self._definition.key) if key else None
        if purpose and self._entry_with(uid) and self._may(purpose):
            self._go_to(uid)
            self._box.open(purpose, uid)
            self._show_guide()

    def show(self, meeting: Meeting) -> None:
        """Show the meeting as it has become; the cursor stays on its row."""
        place = self._place
        self.meeting = meeting
        self._entries = sections.items(meeting, self._definition).entries
        if self._entries and self.entry is None:
            near = min(max(place, 0), len(self._entries) - 1)
            self._uid = self._entries[near].item.uid
        if self.children:
            if self._box.put_away_if_hidden():
                self.take_focus()
            self._show_sak()

    def _show_sak(self) -> None:
        entry = self.entry
        title, item_type = (
            self.query_one("#item-title", Static),
            self.query_one("#item-type", Static),
        )
        if entry is None:
            title.update("Ingen saker ennå. F7: skriv dem på sakslista.")
            item_type.update("")
            self.rows.show([])
            return
        words = in_list(entry.item.text)
        title.update(Content(f"{entry.label}  {words}"))
        where = f"{self._place + 1} av {len(self._entries)}"
        item_type.update(Content(f"{entry.item.type.upper()}  {where}"))
        airy = self.size.height >= ROOM_FOR_AIR
        self.rows.show(item_rows.rows(self.meeting, entry, airy=airy))
        if not self.rows.chosen:
            self.rows.action_first()
        self._show_guide()

    def _show_guide(self) -> None:
        self.query_one("#guide").display = not self._box.purpose
        if entry := self.entry:
            words = item_rows.guide(self.meeting, entry, self.rows.chosen)
            self.query_one("#guide", Static).update(Content(clean(words)))

    def on_resize(self) -> None:
        """The sak's parts stand apart where there is room."""
        self._show_sak()

    @on(OptionList.OptionHighlighted)
    def _guide_on_another_row(self, message: OptionList.OptionHighlighted) -> None:
        message.stop()
        self._show_guide()

    @property
    def _place(self) -> int:
        uids = [entry.item.uid for entry in self._entries]
        return uids.index(self._uid) if self._uid in uids else -1

    @property
    def entry(self) -> ItemEntry | None:
        """The sak on the screen."""
        return self._entry_with(self._uid)

    def _entry_with(self, uid: str) -> ItemEntry | None:
        return next((entry for entry in self._entries if entry.item.uid == uid), None)

    def _at(self, uid: str) -> At | None:
        entry = self._entry_with(uid)
        return At(self.meeting, entry, self.desk.today) if entry else None

    @property
    def about(self) -> str:
        """The uid of the sak on the screen, or ""."""
        return self._uid

    @property
    def exemptable(self) -> str:
        """What the cursor stands on: a text, a position, what was agreed; else the whole sak."""
        return item_rows.row_at(self.entry, self.rows.chosen) if self.entry else ""

    def choose(self, uid: str) -> None:
        """Show a sak, or the sak that a decision or a task is about."""
        holder = next((each for each in self._entries if uid in item_rows.uids(each)), None)
        if holder:
            self._go_to(holder.item.uid)
            self.rows.choose(item_rows.key_of(holder, uid))

    def take_focus(self) -> None:
        """Stand ready in the box where one is open, otherwise in the rows."""
        if self._box.purpose:
            self._box.take_focus()
        else:  # at once, or it would come after a box that is opened next
            self.screen.set_focus(self.rows)

    def open_again(self, place: str) -> None:
        """Open the box or the dialog that stands half written on the sak."""
        what = place.removeprefix(draft_places.of_item(self._definition.key, self._uid, ""))
        purpose = item_purposes.by_key(what, self.meeting, self._definition.key)
        if purpose:
            self.write(purpose)
        else:
            self._questions.open_again(self._uid, what)

    def step(self, step: int) -> bool:
        """Go to the sak before or after; a half-written text stays as its draft."""
        place = self._place + step
        if not 0 <= place < len(self._entries):
            return False
        self._go_to(self._entries[place].item.uid)
        self.take_focus()
        return True

    def _go_to(self, uid: str) -> None:
        if uid != self._uid:
            if self._box.purpose:
                self._box.put_away()
            self._uid = uid
            self.rows.show([])
        self._show_sak()

    # Writing

    def _may(self, purpose: Purpose) -> bool:
        approved = self.meeting.head.status is Status.APPROVED
        late = purpose.after_approval if approved else purpose.afterwards
        return late or not self.meeting.locked

    def write(self, purpose: Purpose) -> None:
        """Open the box for something on the sak."""
        if not self._may(purpose):
            self.desk.refuse(str(Locked(self.meeting.head.status)))
        elif self.entry:
            self.rows.choose(purpose.key)
            self._box.open(purpose, self._uid)
            self._show_guide()

    def _written(self, purpose: Purpose, changed: bool) -> None:
        """Stand where it was written; a party's words lead on to the next party."""
        self.take_focus()
        self._show_guide()
        self.rows.choose(purpose.key)
        if purpose.key.startswith(f"{draft_places.POSITION}/"):
            self.go_to_next_party()
        elif changed:
            self._questions.after(purpose, self._uid)

    @property
    def _questions(self) -> ItemQuestions:
        return ItemQuestions(self.app, self.desk, self._at, self.write)

    def action_write(self, name: str) -> None:
        """Open the box for one of the sak's texts.

        Args:
            name: Of an `ItemText`.
        """
        self.write(item_purposes.of_text(ItemText[name], self.meeting, self._definition.key))

    @on(RowList.Opened)
    def _open(self, message: RowList.Opened) -> None:
        message.stop()
        self.action_edit()

    def action_edit(self) -> None:
        """Open what the cursor stands on."""
        entry, key = self.entry, self.rows.chosen
        kind, _, rest = key.partition("/")
        if entry is None:
            return
        match kind:
            case draft_places.POSITION:
                self.word(rest)
            case draft_places.STATEMENT:
                self._questions.about_statement(self._uid, rest)
            case item_rows.OUTCOME:
                self.action_outcome()
            case item_rows.PROTOCOL:
                self.action_protocol()
            case _:
                self._edit_row(entry, key)

    def _edit_row(self, entry: ItemEntry, key: str) -> None:
        if key in {row.uid for row in (*entry.decisions, *entry.tasks)}:
            self.desk.edit_agreed(key)
        elif key in tuple(ItemText):
            self.action_write(ItemText(key).name)

    # How it ends

    def action_outcome(self) -> None:
        """Choose how the sak ended; disagreement asks for protokolltilførsel at once."""
        if self.entry and not self.refused_as_locked():
            self._questions.outcome(self._uid)

    def action_type(self) -> None:
        """Choose what the sak is for."""
        if self.entry and not self.refused_as_locked():
            self._questions.item_type(self._uid)

    def action_statement(self) -> None:
        """Announce a protokolltilførsel, or write down one that has come."""
        if self.entry:
            self._questions.statements(self._uid)

    def action_remark(self) -> None:
        """Write down a remark that came after the meeting."""
        if self.entry:
            self._questions.remark(self._uid)

    def action_protocol(self) -> None:
        """Start the negotiation's own protocol, or open it."""
        if (entry := self.entry) is None:
            return
        if entry.item.type is not ItemType.NEGOTIATION:
            self.desk.refuse("Bare en forhandling har egen protokoll. Y endrer sakstypen.")
        elif entry.item.protocol or not self.refused_as_locked():
            self.post_message(OpenProtocol(self.meeting.uid, entry.item.uid))

    def action_task(self) -> None:
        """Open the task line on the sak."""
        if self.entry:
            self.desk.capture_task()

    def action_take_back(self) -> None:
        """Take away what the cursor stands on; undo brings it back."""
        entry, key = self.entry, self.rows.chosen
        kind, _, rest = key.partition("/")
        if entry is None:
            return
        if kind == draft_places.POSITION:
            row = item_edits.position_of(entry, rest)
            self._take("Trakk standpunkt", item_edits.withdraw(row) if row else None)
        elif kind == draft_places.STATEMENT and (said := item_purposes.statement(entry, rest)):
            self._take("Tok bort protokolltilførsel", statement_edits.retract(said))
        elif key == item_rows.OUTCOME:
            self._take("Utfall", item_edits.set_outcome(entry.item, Outcome.OPEN))
        elif key in tuple(ItemText):
            self._take("Tok bort tekst", item_edits.set_text(entry, ItemText(key), ""))

    def _take(self, label: str, edit: Edit | None) -> None:
        if self.desk.act(label, edit):
            self.desk.say("Tatt bort. Ctrl+Z henter det tilbake.")
