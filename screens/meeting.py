"""The meeting: its head, its stops, the editor of the stop one is at, and what was agreed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.screen import Screen
from textual.widgets import Footer

from screens import closing
from screens.agreed_capture import AgreedCapture
from screens.dialogs import Choose
from screens.requests import LeaveMeeting, NextTheme, ShowDetails, WriteMinutes
from screens.sections import editor_for
from screens.sections.editor import Editor
from screens.widgets.agreed import AgreedLine, AgreedPane
from screens.widgets.capture import CaptureLine, DraftFailed, TooLong
from screens.widgets.drafts import UNSAVED
from screens.widgets.meeting_head import MeetingHead
from screens.widgets.stops import Stop as ShownStop
from screens.widgets.stops import Stops
from screens.workplace import Workplace
from screens.writing import PLACE_UNSAVED, Act, refusal_of, turn, write
from store import drafts, meetings, series, undo
from store.agreed_edits import Where
from store.definitions import Stop
from store.drafts import Bookmark
from store.edits import Edit
from store.meeting import Meeting
from store.progress import progress
from store.rows import Status
from store.text import has_national_id

_NOT_WHEN_LOCKED = frozenset({"decision", "task", "break_off", "undo", "redo"})

AGREED_COLUMNS = 36
"""How wide the pane is; it becomes one line where the editor would get too little beside it."""


class MeetingScreen(Screen[None]):
    """A meeting under way. It is the `Desk` of the editor that stands in it."""

    CSS_PATH = "meeting.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "decision", "Beslutning", id="meeting.decision"),
        Binding("f3", "task", "Oppgave", id="meeting.task"),
        Binding("f7", "back", "Forrige", id="meeting.back", show=False),
        Binding("f8", "forward", "Neste", id="meeting.forward"),
        Binding("ctrl+r", "minutes", "Skriv referatet", id="meeting.minutes", show=False),
        Binding(
            "ctrl+o", "details", "Møteopplysninger og deltakere", id="meeting.details", show=False
        ),
        Binding("ctrl+g", "go_to_stop", "Gå til stoppunkt", id="meeting.stop", show=False),
        Binding(
            "ctrl+t", "new_theme", "Nytt tema, samme deltakere", id="meeting.theme", show=False
        ),
        Binding("ctrl+l", "close_meeting", "Avslutt møtet", id="meeting.close", show=False),
        Binding(
            "ctrl+n",
            "break_off",
            "Avbryt, fortsett en annen dag",
            id="meeting.break_off",
            show=False,
        ),
        Binding("ctrl+z", "undo", "Angre", id="meeting.undo", show=False),
        Binding("ctrl+y", "redo", "Gjør om", id="meeting.redo", show=False),
        Binding("escape", "leave", "Til forsiden", id="meeting.leave", show=False),
    ]

    def __init__(self, workplace: Workplace, uid: str) -> None:
        """Show a meeting, where one was in it.

        Raises:
            store.meetings.NoSuchMeeting: When there is none.
        """
        super().__init__()
        self.workplace = workplace
        self._archive = workplace.archive
        self.meeting = meetings.load(self._archive, uid)
        self._noted = drafts.bookmark(self._archive, uid) or Bookmark("")
        self.stop = self.meeting.kind.stop(self._noted.stop)
        self._has_warned = False

    # What is on the screen

    def compose(self) -> ComposeResult:
        """The head and the stops on top, the talk in the middle, what is typed below it."""
        yield MeetingHead(id="head")
        yield Stops(id="stops")
        with Horizontal(id="body"):
            yield Container(id="talk")
            yield AgreedPane(self.meeting)
        yield AgreedLine(self.meeting)
        yield AgreedCapture(self, lambda: self.meeting, self._focus_editor)
        yield Footer(show_command_palette=False, compact=True)

    async def on_mount(self) -> None:
        """Open where one was, with what stood in the boxes."""
        self._note_place(lambda: drafts.mark_opened(self._archive, self.meeting.uid))
        await self._show_stop(self.stop, self._noted.row)
        if not self.meeting.locked:
            await self.query_one(AgreedCapture).open_again()
        self.set_interval(30, self._show_head)
        if self.meeting.head.status is Status.BROKEN_OFF:
            self.go_on()

    def on_resize(self) -> None:
        """What stands beside the talk becomes one line where there is no room for it."""
        self._lay_out()
        self.call_after_refresh(self._show_head)

    def on_screen_resume(self) -> None:
        """Another screen may have changed the head."""
        self._reload()

    @property
    def editor(self) -> Editor | None:
        """The editor of the stop that one is at; None while it is being changed."""
        return next(iter(self.query(Editor)), None)

    def _lay_out(self) -> None:
        editor = self.editor
        needed = AGREED_COLUMNS + (editor.wanted_columns if editor else 0)
        room = self.app.size.width >= needed
        self.query_one(AgreedPane).display = room
        self.query_one(AgreedLine).display = not room

    async def _show_stop(self, stop: Stop, row: str = "") -> None:
        self.stop = stop
        talk = self.query_one("#talk")
        await talk.remove_children()
        editor = editor_for(self.meeting.kind, stop)(self, self.meeting, stop)
        await talk.mount(editor)
        self._lay_out()
        self._show_frame()
        editor.take_focus()
        if row:
            editor.choose(row)

    def _show_frame(self) -> None:
        self._show_head()
        stops = self.query_one(Stops)
        stops.stops = tuple(
            ShownStop(number, stop.heading, stop.short, *_counts(self.meeting, stop))
            for number, stop in enumerate(self.meeting.kind.stops, start=1)
        )
        stops.current = self.meeting.kind.stops.index(self.stop) + 1
        self.query_one(AgreedPane).show(self.meeting)
        self.query_one(AgreedLine).show(self.meeting)

    def _show_head(self) -> None:
        self.query_one(MeetingHead).show(self.meeting, self._archive.clock())

    def _reload(self) -> None:
        self.meeting = meetings.load(self._archive, self.meeting.uid)
        if self.editor:
            self.editor.show(self.meeting)
            self._show_frame()

    def _focus_editor(self) -> None:
        if self.editor:
            self.editor.take_focus()

    # The desk: what the editor may ask for

    @property
    def names(self) -> Sequence[str]:
        """Participants, then known roles, then everybody who was named before."""
        there = (participant.name for participant in self.meeting.participants)
        return tuple(dict.fromkeys((*there, *self.meeting.kind.roles, *self._known_names)))

    @cached_property
    def _known_names(self) -> Sequence[str]:
        roles = self.workplace.settings.known_roles
        return (*roles, *meetings.known_names(self._archive))

    @property
    def aliases(self) -> Mapping[str, str]:
        """Short forms and what they stand for."""
        return self.workplace.settings.known_aliases

    @cached_property
    def last_meeting(self) -> Meeting | None:
        """The meeting of the series before this one, where there is one."""
        head, day = self.meeting.head, self.meeting.first_day
        last = series.last_meeting(self._archive, head.kind, head.series, day, but=head.uid)
        return meetings.load(self._archive, last) if last else None

    @property
    def today(self) -> date:
        """The day by the program's clock."""
        return self.workplace.today

    def act(
        self, label: str, edit: Edit | None, *, draft: str = "", afterwards: bool = False
    ) -> bool:
        """Run an edit as one named act, then show the meeting as it became."""
        if edit is None:
            return False
        refusal = write(self._archive, self.meeting, Act(label, edit, draft, afterwards))
        if refusal:
            self.refuse(refusal)
        self._reload()
        self._note(self._here)
        return not refusal

    def draft(self, place: str) -> str:
        """What stood in a box when the program last ended."""
        return drafts.text(self._archive, self.meeting.uid, place)

    def save_draft(self, place: str, text: str) -> None:
        """Keep what stands in a box, and warn when it holds a fødselsnummer."""
        drafts.save(self._archive, self.meeting.uid, place, text)
        self._note(self._here)
        holds_number = has_national_id(text)
        if holds_number and not self._has_warned:
            self.refuse("Dette ser ut som et fødselsnummer. Ta det bort: skjermen deles.")
        self._has_warned = holds_number

    def say(self, sentence: str) -> None:
        """Show one sentence, calmly."""
        self.notify(sentence, markup=False)

    def refuse(self, sentence: str) -> None:
        """Show why something was not done."""
        self.notify(sentence, severity="warning", markup=False, timeout=8)

    def capture_decision(self, text: str = "") -> None:
        """Open the decision line, on what the cursor stands on."""
        self.run_worker(self.query_one(AgreedCapture).open_decision(self._where(), text))

    def capture_task(self, text: str = "") -> None:
        """Open the task line, on what the cursor stands on."""
        self.run_worker(self.query_one(AgreedCapture).open_task(self._where(), text))

    def edit_agreed(self, uid: str) -> None:
        """Open the line that a decision or a task is corrected in."""
        self.run_worker(self.query_one(AgreedCapture).edit(uid))

    @property
    def _here(self) -> Bookmark:
        if (editor := self.editor) and editor.is_attached:
            return Bookmark(self.stop.key, editor.about)
        return self._noted

    def _where(self) -> Where:
        return Where(self._here.stop, self._here.row)

    # The keys

    @property
    def help_heading(self) -> str:
        """The question that the room is answering."""
        return self.stop.heading

    @property
    def help_text(self) -> str:
        """What the stop is for."""
        return self.stop.help

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - the framework's signature
        """A closed meeting takes no entries; the same key that closes it opens it again."""
        return not (self.meeting.locked and action in _NOT_WHEN_LOCKED)

    async def action_decision(self) -> None:
        """Capture a decision."""
        await self.query_one(AgreedCapture).open_decision(self._where())

    async def action_task(self) -> None:
        """Capture a task on what the cursor stands on."""
        await self.query_one(AgreedCapture).open_task(self._where())

    async def action_back(self) -> None:
        """Go to the stop before."""
        await self._step(-1)

    async def action_forward(self) -> None:
        """Go to the next stop."""
        await self._step(1)

    async def _step(self, step: int) -> None:
        if self.editor and self.is_kept("#talk CaptureLine") and self.editor.step(step):
            return
        stops = self.meeting.kind.stops
        place = stops.index(self.stop) + step
        if 0 <= place < len(stops):
            await self.go_to(stops[place])

    async def go_to(self, stop: Stop, row: str = "") -> None:
        """Go to a stop; the row that one stood on is kept where it is seen there too."""
        if not self.is_kept("#talk CaptureLine"):
            return
        here = row or (self.editor.carried if self.editor else "")
        self._note(Bookmark(stop.key, here))
        await self._show_stop(stop, here)
        if row and self.editor:  # somebody asked for this very row: the keys act on it
            self.editor.choose(row)
            self.editor.take_focus()

    async def on_stops_chosen(self, message: Stops.Chosen) -> None:
        """A stop was clicked."""
        await self.go_to(self.meeting.kind.stops[message.number - 1])

    def action_go_to_stop(self) -> None:
        """Choose a stop."""
        stops = self.meeting.kind.stops

        async def chosen(key: str | None) -> None:
            if key:
                await self.go_to(self.meeting.kind.stop(key))

        self.app.push_screen(
            Choose("Gå til stoppunkt", [(stop.key, stop.heading) for stop in stops]), chosen
        )

    def action_undo(self) -> None:
        """Take back the newest act."""
        self._turn(undo.undo, "Angret")

    def action_redo(self) -> None:
        """Repeat the act that was taken back."""
        self._turn(undo.redo, "Gjorde om")

    def _turn(self, how: undo.Turn, said: str) -> None:
        done, sentence = turn(self._archive, self.meeting.uid, how)
        if done:
            self._reload()
            self.say(f"{said}: {sentence}")
        else:
            self.refuse(sentence)

    def action_details(self, place: str = "") -> None:
        """See and change the head, the participants and the sittings."""
        self.post_message(ShowDetails(self.meeting.uid, place))

    def action_minutes(self) -> None:
        """Write the document."""
        self.post_message(WriteMinutes(self.meeting.uid))

    def action_new_theme(self) -> None:
        """Start the next walk with the same participants."""
        self.post_message(NextTheme(self.meeting.uid))

    @work
    async def action_close_meeting(self) -> None:
        """Check, read back and close; or reopen a closed meeting."""
        await (closing.reopen(self) if self.meeting.locked else closing.close(self))

    @work
    async def action_break_off(self) -> None:
        """Stop before it is done, to go on another day."""
        await closing.break_off(self)

    @work
    async def go_on(self) -> None:
        """Ask whether a broken-off meeting goes on now."""
        await closing.go_on(self)

    def show_again(self) -> None:
        """Show the meeting anew after a step in its life."""
        self._reload()
        self.run_worker(self._show_stop(self.stop), exclusive=True)

    def action_leave(self) -> None:
        """Go home; everything is kept."""
        if self.is_kept():
            self.remember_place()
            self.post_message(LeaveMeeting())

    def is_kept(self, lines: str = "CaptureLine") -> bool:
        """Whether every text being written is in the file; one that is not stays on the screen."""
        if all(line.keep_draft() for line in self.query(lines).results(CaptureLine)):
            return True
        self.refuse(UNSAVED)
        return False

    def remember_place(self) -> None:
        """The meeting is left in good order, and opens here the next time."""
        self._note_place(lambda: drafts.leave(self._archive, self.meeting.uid, self._here))

    def _note(self, here: Bookmark) -> None:
        """Where one goes or writes is where the meeting opens after an unclean end."""
        if here != self._noted:
            self._noted = here
            self._note_place(lambda: drafts.set_bookmark(self._archive, self.meeting.uid, here))

    def _note_place(self, note: Callable[[], None]) -> None:
        """Write where one is; a file that cannot be written now stops nobody from going there."""
        if refusal_of(note):
            self.refuse(PLACE_UNSAVED)

    # What a box says of itself

    def on_draft_failed(self, _message: DraftFailed) -> None:
        """The text stands in the box, and is tried again at the next key."""
        self.refuse("Kladden kunne ikke lagres akkurat nå. Teksten står her; prøver igjen.")

    def on_too_long(self, _message: TooLong) -> None:
        """The change was not made."""
        self.refuse("Teksten er for lang: høyst 100 000 tegn. Del den i flere linjer.")


def _counts(meeting: Meeting, stop: Stop) -> tuple[int, int]:
    counted = progress(meeting, stop)
    return counted.done, counted.total
