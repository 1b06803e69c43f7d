"""What every editor is, and what it may ask of the meeting screen around it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar, Protocol

from textual.widget import Widget

from screens.around import Around
from store.definitions import Stop
from store.edits import Edit
from store.journal import Locked
from store.meeting import Meeting


class Desk(Protocol):
    """The meeting screen, as an editor sees it.

    An act is a call and not a message: digits typed straight down a list come faster than
    messages travel, and the second must see what the first one wrote.
    """

    @property
    def names(self) -> Sequence[str]:
        """Participants, then known roles: what ansvar and «godtatt av» are suggested from."""

    @property
    def aliases(self) -> Mapping[str, str]:
        """Short forms and what they stand for."""

    @property
    def today(self) -> date:
        """The day by the program's clock."""

    @property
    def last_meeting(self) -> Meeting | None:
        """The meeting of the series before this one, where there is one."""

    @property
    def around(self) -> Around:
        """What lies around the meeting in the file: its series and its unit."""

    def act(
        self, label: str, edit: Edit | None, *, draft: str = "", afterwards: bool = False
    ) -> bool:
        """Run an edit as one named act, then show the meeting as it became.

        Args:
            label: What history and undo call it; never captured text.
            edit: What is to be done; None does nothing.
            draft: The box whose draft became this.
            afterwards: Whether it may be done to a meeting that is closed and not yet approved.

        Returns:
            Whether it was written. When not, the reason stands on the screen.
        """

    def catch_up(self) -> None:
        """Show what another window or program has written since the meeting was read."""

    def draft(self, place: str) -> str:
        """What stood in a box when the program last ended."""

    def save_draft(self, place: str, text: str) -> None:
        """Keep what stands in a box.

        Raises:
            store.database.Error: When it can not be written now.
        """

    def say(self, sentence: str) -> None:
        """Show one sentence, calmly."""

    def refuse(self, sentence: str) -> None:
        """Show why something was not done."""

    def capture_decision(self, text: str = "") -> None:
        """Open the decision line in the same way as `capture_task`."""

    def capture_task(self, text: str = "") -> None:
        """Open the task line, on what the cursor stands on, with a text to begin from."""

    def edit_agreed(self, uid: str) -> None:
        """Open the line that a decision or a task is corrected in."""


class Editor(Widget):
    """One view of a section. It shows a frozen meeting, and asks the desk for what is to be done.

    Attributes:
        meeting: As last shown.
        stop: The stop that it is mounted for.
        wanted_columns: How wide it must be before something may stand beside it.
    """

    wanted_columns: ClassVar[int] = 64

    def __init__(self, desk: Desk, meeting: Meeting, stop: Stop) -> None:
        super().__init__(id="editor")
        self.desk = desk
        self.meeting = meeting
        self.stop = stop

    def show(self, meeting: Meeting) -> None:
        """Show the meeting as it has become; the cursor stays on its row."""
        raise NotImplementedError

    @property
    def about(self) -> str:
        """The uid of the row that the cursor stands on, or ""."""
        raise NotImplementedError

    @property
    def exemptable(self) -> str:
        """The uid of the row that is exempted when that is asked for; "" for none."""
        return self.about

    @property
    def carried(self) -> str:
        """The uid of the row to stand on at the next stop, or "" to begin where it begins."""
        return self.about

    def refused_as_locked(self) -> bool:
        """Say that a closed meeting is only read. Returns whether it is."""
        if self.meeting.locked:
            self.desk.refuse(str(Locked(self.meeting.head.status)))
        return self.meeting.locked

    def step(self, step: int) -> bool:
        """Go to what comes next within the stop, such as the next sak; or the one before.

        Args:
            step: −1 back, 1 forward.

        Returns:
            Whether there was such a thing; when not, the key goes to another stop.
        """
        del step
        return False

    def choose(self, uid: str) -> None:
        """Put the cursor on a row; one that is gone leaves it where it is."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the focus where the next thing is typed."""
        raise NotImplementedError

    def open_again(self, place: str) -> None:
        """Open the dialog with a draft's place, on the row that the cursor stands on.

        A line is open already, and has the focus.
        """
