"""What a meeting screen has of the file: it reads, it writes, it keeps drafts, and it hides.

Texts that are exempt from public access are hidden on a shared screen: the screen gets a meeting
in which they are replaced, until somebody asks to see them.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property

from textual.events import DescendantFocus
from textual.screen import ModalScreen, Screen
from textual.signal import Signal
from textual.timer import Timer

from screens.around import Around
from screens.requests import HidesExempt
from screens.widgets.capture import CaptureLine
from screens.workplace import Workplace
from screens.writing import PLACE_UNSAVED, Act, refusal_of, turn, why_not_written, write
from store import draft_places, drafts, meetings, series, undo
from store.database import Error
from store.drafts import Bookmark
from store.edits import Edit
from store.exemption import hidden, is_exempt
from store.meeting import Meeting
from store.others_writes import OthersWrites
from store.text import has_national_id

SECONDS_SHOWN = 60
"""How long exempt texts are shown before they are hidden again; where the whole meeting is exempt,
since something was last written in it."""


SECONDS_BETWEEN_LOOKS = 0.2
"""How often it is looked for what another window has written."""


class MeetingDesk(Screen[None]):
    """The half of a meeting screen that its editors and dialogs lean on.

    Args:
        workplace: The open file.
        uid: The meeting's.

    Attributes:
        meeting: As it is shown: without its exempt texts, until they are asked for.
        shows_exempt: Whether they have been asked for.
        exempt_shown: Tells a dialog over the meeting when that changes.
        others_wrote: Tells it when another window or program has done something.

    Raises:
        store.meetings.NoSuchMeeting: When there is none.
    """

    def __init__(self, workplace: Workplace, uid: str) -> None:
        super().__init__()
        self.workplace = workplace
        self.archive = workplace.archive
        self.shows_exempt = False
        self.exempt_shown = Signal[bool](self, "exempt_shown")
        self.others_wrote = Signal[None](self, "others_wrote")
        self.meeting = self._shown(meetings.load(self.archive, uid))
        self._noted = drafts.bookmark(self.archive, uid) or Bookmark("")
        self.around = Around(self.archive, lambda: self.meeting)
        self._others = OthersWrites(self.archive)
        self._has_warned = False
        self._hiding: Timer | None = None

    def look_for_others(self) -> None:
        """Look for what others write, as long as the meeting is open."""
        self.set_interval(SECONDS_BETWEEN_LOOKS, self.catch_up)

    def repeat(self, seconds: float, show: Callable[[], None]) -> None:
        """Show something anew each so many seconds, when the file can be read."""

        def try_to_show() -> None:
            with suppress(Error):  # whoever needs the file is told
                show()

        self.set_interval(seconds, try_to_show)

    def show_meeting(self) -> None:
        """Show the meeting as it has become."""
        raise NotImplementedError

    @property
    def here(self) -> Bookmark:
        """Where the cursor stands."""
        raise NotImplementedError

    # What is read

    def reload(self) -> None:
        """Read the meeting anew, and show it; one that can not be read stands as it was."""
        try:
            self.meeting = self._shown(meetings.load(self.archive, self.meeting.uid))
            self.show_meeting()
        except Error as error:
            self.refuse(why_not_written(error))

    def catch_up(self) -> None:
        """Read the meeting anew where another window or program has done something."""
        if self._others.came():
            self.reload()
            self.others_wrote.publish(None)

    def _shown(self, meeting: Meeting) -> Meeting:
        return meeting if self.shows_exempt else hidden(meeting)

    @property
    def whole_meeting(self) -> Meeting:
        """The meeting with its exempt texts, for what hides them by itself."""
        return meetings.load(self.archive, self.meeting.uid)

    @property
    def last_meeting(self) -> Meeting | None:
        """The meeting of the series before this one, where there is one."""
        last = self._last_meeting
        return self._shown(last) if last else None

    @cached_property
    def _last_meeting(self) -> Meeting | None:
        head, day = self.meeting.head, self.meeting.first_day
        last = series.last_meeting(self.archive, head.kind, head.series, day, but=head.uid)
        return meetings.load(self.archive, last) if last else None

    @property
    def names(self) -> Sequence[str]:
        """Participants, then known roles, then everybody who was named before."""
        there = (participant.name for participant in self.meeting.participants)
        return tuple(dict.fromkeys((*there, *self.meeting.kind.roles, *self._known_names)))

    @cached_property
    def _known_names(self) -> Sequence[str]:
        roles = self.workplace.settings.known_roles
        return (*roles, *meetings.known_names(self.archive))

    @property
    def aliases(self) -> Mapping[str, str]:
        """Short forms and what they stand for."""
        return self.workplace.settings.known_aliases

    @property
    def today(self) -> date:
        """The day by the program's clock."""
        return self.workplace.today

    def show_exempt(self, wanted: bool) -> None:
        """Show the exempt texts for a while, or hide them.

        Args:
            wanted: Whether they are shown.
        """
        if self._hiding is not None:
            self._hiding.stop()
            self._hiding = None
        if wanted:
            self._hiding = self.set_timer(SECONDS_SHOWN, lambda: self.show_exempt(False))
        if wanted != self.shows_exempt:
            self.shows_exempt = wanted
            self.reload()
            self.exempt_shown.publish(wanted)
        if not wanted:
            self._close_what_still_shows()

    def _close_what_still_shows(self) -> None:
        """Close the dialogs over the meeting: they may quote what is hidden now.

        What was being written in one is kept, and stands there when it is opened again.
        """
        if self not in self.app.screen_stack or not is_exempt(self.whole_meeting):
            return
        over = self.app.screen_stack[self.app.screen_stack.index(self) + 1 :]
        for screen in reversed(over):
            if not isinstance(screen, ModalScreen) or isinstance(screen, HidesExempt):
                return
            screen.dismiss(None)
            self.say("Unntatt tekst er skjult igjen, og det som lå over møtet, er lukket.")

    def _show_on(self) -> None:
        """Where everything is exempt, the room sees what it writes as long as it writes."""
        if self._hiding is not None and self.meeting.head.exempt:
            self._hiding.reset()

    def write_exempt(self, basis: str) -> None:
        """Exempt what is written from now on by this basis, and hide it; "" for no longer."""
        self.save_draft(draft_places.EXEMPTING, basis)
        self.show_meeting()

    @property
    def _hides_typing(self) -> bool:
        """Whether what is typed is exempt and not to be seen."""
        return bool(self.exempting or (self.meeting.head.exempt and not self.shows_exempt))

    def hide_typing(self) -> None:
        """Let the open lines show what is typed, or dots for it."""
        hides = self._hides_typing
        for line in self.query(CaptureLine):
            line.password = hides

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """What is opened while that lasts hides what is typed in it too, in all its lines."""
        if isinstance(event.widget, CaptureLine):
            self.hide_typing()

    # What is written

    def act(
        self, label: str, edit: Edit | None, *, draft: str = "", afterwards: bool = False
    ) -> bool:
        """Run an edit as one named act, then show the meeting as it became."""
        if edit is None:
            return False
        try:
            wanted = Act(label, edit, draft, afterwards, self.exempting)
            refusal = write(self.archive, self.meeting, wanted)
        except Error as error:
            refusal = why_not_written(error)
        if refusal:
            self.refuse(refusal)
        self.reload()
        self.note(self.here)
        self._show_on()
        return not refusal

    def undo_or_redo(self, how: undo.Turn, said: str) -> None:
        """Take back the newest act, or repeat the one that was taken back, and say which.

        Args:
            how: `undo.undo` or `undo.redo`.
            said: What is said before its name.
        """
        done, sentence = turn(self.archive, self.meeting.uid, how)
        if done:
            self.reload()
            self.say(f"{said}: {sentence}")
        else:
            self.refuse(sentence)

    @property
    def exempting(self) -> str:
        """Uid of the legal basis that what is written now is exempt by; "" for none."""
        return self.draft(draft_places.EXEMPTING)

    # What is half written, and where one was

    def draft(self, place: str) -> str:
        """What stood in a box when the program last ended."""
        return drafts.text(self.archive, self.meeting.uid, place)

    def save_draft(self, place: str, text: str) -> None:
        """Keep what stands in a box, and warn when it holds a fødselsnummer."""
        drafts.save(self.archive, self.meeting.uid, place, text)
        self.note(self.here)
        self._show_on()
        holds_number = has_national_id(text)
        if holds_number and not self._has_warned:
            self.refuse("Dette ser ut som et fødselsnummer. Ta det bort: skjermen deles.")
        self._has_warned = holds_number

    def note(self, here: Bookmark) -> None:
        """Where one goes or writes is where the meeting opens after an unclean end."""
        if here != self._noted:
            self._noted = here
            self.note_place(lambda: drafts.set_bookmark(self.archive, self.meeting.uid, here))

    def note_place(self, note: Callable[[], None]) -> None:
        """Write where one is; a file that cannot be written now stops nobody from going there."""
        if refusal_of(note):
            self.refuse(PLACE_UNSAVED)

    def remember_place(self) -> None:
        """The meeting is left in good order, and opens here the next time."""
        self.note_place(lambda: drafts.leave(self.archive, self.meeting.uid, self.here))

    # What is said

    def say(self, sentence: str) -> None:
        """Show one sentence, calmly."""
        self.notify(sentence, markup=False)

    def refuse(self, sentence: str) -> None:
        """Show why something was not done."""
        self.notify(sentence, severity="warning", markup=False, timeout=8)
