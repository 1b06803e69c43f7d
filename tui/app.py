"""The app: shows the first screen, and goes from screen to screen as they ask.

LATER: what the home screen does not need is imported when it is first asked for. All screens and
exports together take as long to import as a first paint.
"""

from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.events import Event
from textual.screen import Screen

from screens.home import HomeScreen
from screens.requests import (
    EraseForGood,
    Helpful,
    Leavable,
    LeaveMeeting,
    NewMeeting,
    NextTheme,
    OpenMeeting,
    OpenProtocol,
    RestoreBackup,
    ShowBackups,
    ShowDemo,
    ShowDetails,
    ShowErasing,
    ShowRegister,
    ShowSearch,
    WriteDocument,
    WriteReport,
)
from screens.workplace import Workplace
from store import drafts, meetings
from store.database import Error, is_locked
from store.drafts import Bookmark
from store.durability import refuses_writes, tells_of_damage, tells_of_disk
from store.meetings import NoSuchMeeting
from store.opening import Refused, why_unread
from tui.closed_file import ClosedFile
from tui.composition import Run, compose_demo
from tui.palette import ActiveCommands, commands
from tui.paperwork import Paperwork, Task
from tui.safekeeping import Safekeeping
from tui.shield import ShieldedApp
from tui.theme import DARK, THEMES

_LOOKS = tuple(theme.name for theme in THEMES)


class ReferatApp(ShieldedApp):
    """The program on the screen.

    Args:
        run: Paths and choices of this run.
        workplace: The file to open on, which may be a demo.
    """

    COMMANDS: ClassVar[set[Any]] = {ActiveCommands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_help", "Hjelp", id="app.help", priority=True),
        Binding("f9,ctrl+p", "command_palette", "Mer", id="app.palette"),
        Binding(
            "f12", "open_written", "Åpne filen som sist ble skrevet", id="app.open", show=False
        ),
        Binding("ctrl+s", "next_look", "Bytt utseende", id="app.look", show=False),
    ]

    def __init__(self, run: Run, workplace: Workplace) -> None:
        super().__init__(
            crash_folder=run.places.crashes,
            kitty_protocol=workplace.settings.kitty_protocol,
            theme_name=workplace.settings.theme if workplace.settings.theme in _LOOKS else DARK,
        )
        self._run = run
        self._workplace = workplace
        workplace.archive.is_on_screen = True
        self._paperwork = Paperwork(self)
        self._safekeeping = Safekeeping(self, workplace.backups)
        self._closed_file = ClosedFile(self, self._move_to)

    def get_default_screen(self) -> Screen[Any]:
        """Home lies under everything: no other screen is painted before it."""
        home = HomeScreen(self._workplace)
        self._load_screen_css(home)  # Textual forgets that the first screen can have a sheet
        return home

    def close_file(self) -> None:
        """Close the file that was last shown, so that all of it lies in the one file."""
        self._workplace.archive.close()

    def keep_before_the_end(self) -> None:
        """Make the copy that is made at the close, where the program is not let to it."""
        self._safekeeping.keep_at_the_end()

    def why_stopped(self, error: BaseException | None) -> str:
        """A file that is damaged, full or gone is no error in the program."""
        foreseen = (tells_of_damage, tells_of_disk, refuses_writes, is_locked)
        if isinstance(error, Error) and any(tells(error) for tells in foreseen):
            return why_unread(self._workplace.archive.path, error)
        return ""

    def on_mount(self) -> None:
        """Open at home; after an unclean end, in the meeting that was on the screen."""
        left = drafts.left_open(self._workplace.archive)
        if left:
            self._open(left)
        if self._run.mistakes:
            self.notify("\n".join(self._run.mistakes), severity="warning", timeout=15)
        self._propose_erasing()
        self.call_after_refresh(self._safekeeping.begin)

    def _propose_erasing(self) -> None:
        """Say where the settings keep meetings for a time that is over; nothing is done."""
        workplace = self._workplace
        if workplace.settings.retention and not workplace.demo:
            from store.retention import proposal  # noqa: PLC0415 - see LATER

            kept, today = workplace.settings.retention, workplace.today
            sentence = proposal(workplace.archive.connection, kept, today)
            if sentence:
                self.notify(sentence, timeout=15)

    def _open(self, uid: str, place: Bookmark | None = None) -> None:
        from screens.meeting import MeetingScreen  # noqa: PLC0415 - see LATER

        try:
            self.push_screen(MeetingScreen(self._workplace, uid, place))
        except NoSuchMeeting as refusal:
            drafts.mark_left(self._workplace.archive, uid)
            self.notify(str(refusal), severity="warning")

    # What the screens ask for

    @on(OpenMeeting)
    def _open_meeting(self, message: OpenMeeting) -> None:
        place = Bookmark(message.at_stop, message.at_row) if message.at_stop else None
        self._open(message.uid, place)

    @on(ShowRegister)
    def _show_register(self) -> None:
        from screens.register import RegisterScreen  # noqa: PLC0415 - see LATER

        self.push_screen(RegisterScreen(self._workplace))

    @on(ShowSearch)
    def _show_search(self) -> None:
        from screens.search import SearchScreen  # noqa: PLC0415 - see LATER

        self.push_screen(SearchScreen(self._workplace))

    @on(ShowBackups)
    def _show_backups(self) -> None:
        from screens.backups import BackupsScreen  # noqa: PLC0415 - see LATER

        if self._workplace.backups is None:
            self.notify("Demoen har ingen sikkerhetskopier.")
        else:
            self.push_screen(BackupsScreen(self._workplace, self._workplace.backups))

    @on(RestoreBackup)
    def _restore_backup(self, message: RestoreBackup) -> None:
        self._closed_file.let(
            self._workplace,
            "Gjenoppretter fra kopien …",
            lambda _told: self._safekeeping.put_back(message.path, message.made),
        )

    @on(ShowErasing)
    def _show_erasing(self, message: ShowErasing) -> None:
        from screens.erasing import ErasingScreen  # noqa: PLC0415 - see LATER

        if self._workplace.backups is None:
            self.notify("Demoen er oppdiktet; der er det ingenting å slette.")
        else:
            self.push_screen(ErasingScreen(self._workplace, message.meeting))

    @on(EraseForGood)
    def _erase_for_good(self, message: EraseForGood) -> None:
        who = self._workplace.archive.who
        self._closed_file.let(
            self._workplace,
            "Sletter for godt, også i sikkerhetskopiene …",
            lambda told: self._safekeeping.erase(message.erasure, who, told),
        )

    def _move_to(self, workplace: Workplace) -> None:
        """Show another file's meetings at home, which lies under what is shown now."""
        self._workplace = workplace
        workplace.archive.is_on_screen = True
        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen):
                screen.move_to(workplace)

    @on(OpenProtocol)
    def _open_protocol(self, message: OpenProtocol) -> None:
        """The protocol lies over the meeting that it came from, which one comes back to."""
        from screens.writing import refusal_of  # noqa: PLC0415 - see LATER
        from store import protocols  # noqa: PLC0415 - see LATER

        archive, kinds = self._workplace.archive, self._workplace.kinds.by_id
        meeting = meetings.load(archive, message.meeting)
        item = next(row for row in meeting.items if row.uid == message.item)
        refusal = refusal_of(lambda: self._open(protocols.start(archive, kinds, meeting, item)))
        if refusal:
            self.notify(refusal, severity="warning", markup=False)

    @on(NewMeeting)
    def _plan_new(self, message: NewMeeting) -> None:
        self._plan(message.kind_id, None)

    @on(ShowDemo)
    def _go_to_demo(self) -> None:
        try:
            self._move_to(compose_demo(self._run))
        except Refused as refusal:
            self.notify(str(refusal), severity="warning")

    @on(LeaveMeeting)
    def _leave_meeting(self) -> None:
        self.pop_screen()

    @on(NextTheme)
    def _plan_next(self, message: NextTheme) -> None:
        self._plan("", message.uid)

    @on(ShowDetails)
    def _show_details(self, message: ShowDetails) -> None:
        from screens.details import DetailsScreen  # noqa: PLC0415 - see LATER

        self.push_screen(DetailsScreen(self._workplace, message.uid, message.place))

    @on(WriteDocument)
    def _write_document(self, message: WriteDocument) -> None:
        from exports.order import Order  # noqa: PLC0415 - see LATER
        from exports.papers import PAPERS  # noqa: PLC0415 - see LATER
        from exports.source import source  # noqa: PLC0415 - see LATER

        workplace = self._workplace
        meeting = source(
            *(workplace.archive, message.uid, workplace.settings),
            public=message.public,
            of_series=PAPERS[message.paper].of_series,
        )
        order = Order(meeting, message.paper, message.item)
        template = workplace.template_for(meeting.meeting.kind.id)
        self._paperwork.write(order, message.format, workplace.documents, template)

    def _plan(self, kind_id: str, previous: str | None) -> None:
        """Plan a meeting of a kind, or the next one after another with its participants."""
        from screens.plan import PlanScreen  # noqa: PLC0415 - see LATER

        before = meetings.load(self._workplace.archive, previous) if previous else None

        def planned(uid: str | None) -> None:
            if uid is None:
                return
            if before is not None:
                if isinstance(self.screen, Leavable):
                    self.screen.remember_place()
                self.pop_screen()
            self.call_later(self._open, uid)

        kind = before.kind.id if before else kind_id
        self.push_screen(PlanScreen(self._workplace, kind, before), planned)

    @on(WriteReport)
    def _write_report(self, message: WriteReport) -> None:
        from exports.report import (  # noqa: PLC0415 - see LATER
            NothingToReport,
            period_of,
            report,
            usual_place,
            write_report,
        )

        archive, settings = self._workplace.archive, self._workplace.settings
        try:
            period = period_of(meetings.load(archive, message.uid))
            document = report(archive, period, settings.municipality)
        except NothingToReport as refusal:
            self.notify(str(refusal), severity="warning", markup=False, timeout=10)
            return
        task = Task("Uttrekket", self._workplace.documents)
        place = usual_place(task.folder, period)
        self._paperwork.put_down(task, lambda: write_report(document, place))

    async def _deliver(self, event: Event) -> None:
        """Handle a key whose turn it is, on a file where every act before it has ended."""
        if not self._closed_file.is_working:
            self._workplace.archive.end_what_was_left()
        await super()._deliver(event)

    # Keys that act everywhere

    def get_key_display(self, binding: Binding) -> str:
        """«Ctrl+R» and «F8», as they stand on the keyboard."""
        if binding.key_display:
            return binding.key_display
        key = binding.key.partition(",")[0]
        return "+".join(_KEY_NAMES.get(part, part.capitalize()) for part in key.split("+"))

    def action_show_help(self) -> None:
        """Show what the keys do here."""
        from screens.help import HelpScreen  # noqa: PLC0415 - see LATER

        if isinstance(self.screen, HelpScreen):
            self.pop_screen()
            return
        keys = [(each.key, each.description) for each in commands(self, self.screen)]
        heading, text = "Taster", ""
        if isinstance(self.screen, Helpful):
            heading, text = self.screen.help_heading, self.screen.help_text
        self.push_screen(HelpScreen(heading, text, keys))

    def action_command_palette(self) -> None:
        """Show everything that can be done here, to search in."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="Hva vil du gjøre?"))

    def action_next_look(self) -> None:
        """Go from light to dark to projector, and remember it."""
        place = _LOOKS.index(self.theme) if self.theme in _LOOKS else -1
        self.theme = _LOOKS[(place + 1) % len(_LOOKS)]
        refusal = self._workplace.save_theme(self.theme)
        if refusal:
            self.notify(refusal, severity="warning")
        else:
            self.notify(f"Utseende: {self.theme}")

    def action_open_written(self) -> None:
        """Open the newest written file with the system's own program."""
        self._paperwork.open_newest()

    def action_ask_quit(self) -> None:
        """Ask, and leave in good order."""
        from screens.dialogs import Confirm  # noqa: PLC0415 - see LATER

        def answered(leave: bool | None) -> None:
            if leave:
                for screen in self.screen_stack:
                    if isinstance(screen, Leavable):
                        screen.remember_place()
                self.exit()

        if self._closed_file.is_working:
            self.notify("Vent til fila er åpen igjen; det tar ikke lang tid.", severity="warning")
            return
        kept = "Alt er lagret" if self._all_is_kept() else "Teksten i linja er ikke lagret"
        question = Confirm(f"Avslutte programmet? {kept}.", yes="Avslutt", no="Bli her")
        if not isinstance(self.screen, Confirm):
            self.push_screen(question, answered)

    def _all_is_kept(self) -> bool:
        from screens.widgets.capture import CaptureLine, CaptureText  # noqa: PLC0415 - see LATER

        for screen in self.screen_stack:
            boxes = (*screen.query(CaptureLine), *screen.query(CaptureText))
            if not all(box.keep_draft() for box in boxes):
                return False
        return True


_KEY_NAMES = {
    "escape": "Esc",
    "ctrl": "Ctrl",
    "enter": "Enter",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "backspace": "⌫",
    "space": "Mellomrom",
    "delete": "Del",
    "plus": "+",
    "minus": "-",
    "question_mark": "?",
    "shift": "Shift",
}
"""What stands on a Norwegian keyboard; one-letter keys are shown in capitals."""
