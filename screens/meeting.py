"""The meeting: its head, its stops, the editor of the stop one is at, and what was agreed."""

from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal

from screens import closing, documents, exempting
from screens.agreed_capture import AgreedCapture
from screens.dialogs import Choose
from screens.history import HistoryScreen
from screens.meeting_desk import MeetingDesk
from screens.requests import LeaveMeeting, NextTheme, ShowDetails
from screens.sections import editor_for
from screens.sections.editor import Editor
from screens.widgets.agreed import AgreedLine, AgreedPane
from screens.widgets.capture import CaptureLine, CaptureText, DraftFailed, TooLong
from screens.widgets.drafts import UNSAVED
from screens.widgets.meeting_head import MeetingHead
from screens.widgets.steady_footer import SteadyFooter
from screens.widgets.stops import Stop as ShownStop
from screens.widgets.stops import Stops
from screens.workplace import Workplace
from store import drafts, undo
from store.agreed_edits import Where
from store.definitions import Stop
from store.drafts import Bookmark
from store.journal import Locked
from store.meeting import Meeting
from store.progress import progress
from store.vocabulary import Status

_NOT_WHEN_LOCKED = frozenset({"decision", "task", "break_off", "undo", "redo", "exempt"})

AGREED_COLUMNS = 36
"""How wide the pane is; it becomes one line where the editor would get too little beside it."""


class MeetingScreen(MeetingDesk):
    """A meeting under way. It is the `Desk` of the editor that stands in it."""

    CSS_PATH = "meeting.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "decision", "Beslutning", id="meeting.decision"),
        Binding("f3", "task", "Oppgave", id="meeting.task"),
        Binding("f7", "back", "Forrige", id="meeting.back", show=False),
        Binding("f8", "forward", "Neste", id="meeting.forward"),
        Binding("ctrl+r", "minutes", "Skriv referatet", id="meeting.minutes", show=False),
        Binding("f10", "documents", "Velg dokument", id="meeting.documents", show=False),
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
        Binding(
            "ctrl+e",
            "exempt",
            "Unnta fra offentlighet",
            id="meeting.exempt",
            show=False,
            priority=True,
        ),
        Binding(
            "ctrl+b",
            "show_exempt",
            "Vis eller skjul unntatt tekst",
            id="meeting.show_exempt",
            show=False,
        ),
        Binding("ctrl+k", "history", "Historikk", id="meeting.history", show=False, priority=True),
        Binding("ctrl+z", "undo", "Angre", id="meeting.undo", show=False),
        Binding("ctrl+y", "redo", "Gjør om", id="meeting.redo", show=False),
        Binding("escape", "leave", "Til forsiden", id="meeting.leave", show=False),
    ]

    _KEYS_WHILE_OPEN: ClassVar[frozenset[str]] = frozenset(
        binding.key
        for binding in BINDINGS
        if isinstance(binding, Binding) and binding.action in _NOT_WHEN_LOCKED
    )

    def __init__(self, workplace: Workplace, uid: str, place: Bookmark | None = None) -> None:
        """Show a meeting at a place in it, or where one was.

        Raises:
            store.meetings.NoSuchMeeting: When there is none.
        """
        super().__init__(workplace, uid)
        self._sent_to = place
        self._editor: Editor | None = None
        self.stop = self.meeting.kind.stop((place or self._noted).stop)

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
        yield SteadyFooter()

    async def on_mount(self) -> None:
        """Open where one was, with what stood in the boxes."""
        self.note_place(lambda: drafts.mark_opened(self.archive, self.meeting.uid))
        if self._sent_to:
            await self.go_to(self.stop, self._sent_to.row)
        else:
            await self._show_stop(self.stop, self._noted.row)
        if not self.meeting.locked:
            await self.query_one(AgreedCapture).open_again()
        self.repeat(30, self._show_head)
        self.look_for_others()
        if self.meeting.head.status is Status.BROKEN_OFF:
            self.go_on()

    def on_resize(self) -> None:
        """What stands beside the talk becomes one line where there is no room for it."""
        self._lay_out()
        self.call_after_refresh(self._show_head)

    def on_screen_resume(self) -> None:
        """Another screen may have changed the head."""
        self.reload()

    @property
    def editor(self) -> Editor | None:
        """The editor of the stop that one is at; None while it is being changed."""
        return self._editor

    def _lay_out(self) -> None:
        editor = self.editor
        needed = AGREED_COLUMNS + (editor.wanted_columns if editor else 0)
        room = self.app.size.width >= needed
        self.query_one(AgreedPane).display = room
        self.query_one(AgreedLine).display = not room

    async def _show_stop(self, stop: Stop, row: str = "") -> None:
        self.stop = stop
        self._editor = None
        talk = self.query_one("#talk")
        await talk.remove_children()
        editor = editor_for(self.meeting.kind, stop)(self, self.meeting, stop)
        await talk.mount(editor)
        self._editor = editor
        self._lay_out()
        self._show_frame()
        editor.take_focus()
        if row:
            editor.choose(row)

    def _show_frame(self) -> None:
        self._show_head()
        stops = self.query_one(Stops)
        stops.stops = tuple(
            ShownStop(
                place,
                self.meeting.kind.number_of(stop),
                stop.heading,
                stop.short,
                *_counts(self.meeting, stop),
            )
            for place, stop in enumerate(self.meeting.kind.stops, start=1)
        )
        stops.current = self.meeting.kind.stops.index(self.stop) + 1
        self.query_one(AgreedPane).show(self.meeting)
        self.query_one(AgreedLine).show(self.meeting)

    def _show_head(self) -> None:
        head = self.query_one(MeetingHead)
        head.set_class(bool(self.exempting), "-exempting")
        head.show(self.meeting, self.archive.clock(), shows_exempt=self.shows_exempt)

    def show_meeting(self) -> None:
        """Show the meeting as it has become."""
        if self.editor:
            self.editor.show(self.meeting)
            self.query_one(AgreedCapture).put_away_if_hidden()
            self.hide_typing()
            self._show_frame()

    def catch_up(self) -> None:
        """Show what another window has written; the cursor stays on its row."""
        if editor := self.editor:
            chosen = editor.about
            super().catch_up()
            if chosen and editor.about != chosen:
                editor.choose(chosen)

    def _focus_editor(self) -> None:
        if self.editor:
            self.editor.take_focus()

    # The desk: the lines for what is agreed

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
    def here(self) -> Bookmark:
        """Where the cursor stands; between two stops, where it stood."""
        if (editor := self.editor) and editor.is_mounted:
            return Bookmark(self.stop.key, editor.about)
        return self._noted

    def _where(self) -> Where:
        return Where(self.here.stop, self.here.row)

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

    def on_key(self, event: events.Key) -> None:
        """A key that a closed meeting does not offer says why."""
        if self.meeting.locked and event.key in self._KEYS_WHILE_OPEN:
            self.refuse(str(Locked(self.meeting.head.status)))

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
        if self.editor and self.is_kept("#talk") and self.editor.step(step):
            return
        stops = self.meeting.kind.stops
        place = stops.index(self.stop) + step
        if 0 <= place < len(stops):
            await self.go_to(stops[place])

    async def go_to(self, stop: Stop, row: str = "") -> None:
        """Go to a stop; the row that one stood on is kept where it is seen there too."""
        if not self.is_kept("#talk"):
            return
        if not self.meeting.head.exempt:  # where all is exempt, the room could not work on
            self.show_exempt(False)
        here = row or (self.editor.carried if self.editor else "")
        self.note(Bookmark(stop.key, here))
        await self._show_stop(stop, here)
        if row and self.editor:  # somebody asked for this very row: the keys act on it
            self.editor.choose(row)
            self.editor.take_focus()

    async def on_stops_chosen(self, message: Stops.Chosen) -> None:
        """A stop was clicked."""
        await self.go_to(self.meeting.kind.stops[message.place - 1])

    def action_go_to_stop(self) -> None:
        """Choose a stop."""
        stops = self.meeting.kind.stops

        async def chosen(key: str | None) -> None:
            if key:
                await self.go_to(self.meeting.kind.stop(key))

        self.app.push_screen(
            Choose("Gå til stoppunkt", [(stop.key, stop.heading) for stop in stops]), chosen
        )

    def action_exempt(self) -> None:
        """Exempt what is being written, or else what the cursor stands on."""
        if isinstance(self.focused, CaptureLine | CaptureText):
            exempting.exempt_writing(self)
        else:
            exempting.exempt_row(self, self.editor.exemptable if self.editor else "")

    def action_show_exempt(self) -> None:
        """Show the texts that are exempt, for a minute or until the stop changes; or hide them."""
        self.show_exempt(not self.shows_exempt)

    def action_undo(self) -> None:
        """Take back the newest act."""
        self.undo_or_redo(undo.undo, "Angret")

    def action_redo(self) -> None:
        """Repeat the act that was taken back."""
        self.undo_or_redo(undo.redo, "Gjorde om")

    def action_history(self) -> None:
        """Show who did what and when, and what was deleted."""
        row = (self.editor.exemptable or self.editor.about) if self.editor else ""
        self.app.push_screen(HistoryScreen(self, row))

    def action_details(self, place: str = "") -> None:
        """See and change the head, the participants and the sittings."""
        self.post_message(ShowDetails(self.meeting.uid, place))

    def action_minutes(self) -> None:
        """Write the minutes; where something is exempt, the version that is asked for."""
        documents.write_minutes(self)

    def action_documents(self) -> None:
        """Choose what is written of the meeting, and see how it will read."""
        documents.choose(self)

    def action_new_theme(self) -> None:
        """Start the next walk with the same participants."""
        self.post_message(NextTheme(self.meeting.uid))

    @work
    async def action_close_meeting(self) -> None:
        """Check, read back and close; what can be done to a closed meeting is offered instead."""
        await (closing.go_further(self) if self.meeting.locked else closing.close(self))

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
        here = self.here.row
        self.reload()
        self.run_worker(self._show_stop(self.stop, here), exclusive=True)

    def action_leave(self) -> None:
        """Go home; everything is kept."""
        if self.is_kept():
            self.remember_place()
            self.post_message(LeaveMeeting())

    def is_kept(self, room: str = "") -> bool:
        """Whether every text being written is in the file; one that is not stays on the screen."""
        boxes: tuple[CaptureLine | CaptureText, ...] = (
            *self.query(f"{room} CaptureLine").results(CaptureLine),
            *self.query(f"{room} CaptureText").results(CaptureText),
        )
        if all(box.keep_draft() for box in boxes):
            return True
        self.refuse(UNSAVED)
        return False

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
