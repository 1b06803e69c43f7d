"""What can be erased for good: chosen here, shown with all that will go, and asked about."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from screens.dialogs import Ask, Confirm
from screens.meeting_line import meeting_line
from screens.requests import EraseForGood
from screens.widgets.drafts import Draft, KeptNowhere
from screens.widgets.steady_footer import SteadyFooter
from screens.widgets.window_list import Look, WindowList
from screens.workplace import Workplace
from store.erasing import wording
from store.erasing.erasure import Concerned, Erasure, Found
from store.erasing.person import NameRefused, Person
from store.erasing.whole_meetings import WholeMeetings, held_before
from store.norwegian_dates import DateRefused
from store.retention import first_day_kept, older_than_kept
from store.text import clean

_BEFORE = (
    "Velg hva som skal slettes. Alt som går, vises her før noe blir slettet, og så blir du spurt. "
    "Det slettes i databasen, i historikken, i søket og i sikkerhetskopiene."
)
_NOTHING_PROPOSED = (
    "Innstillingene sier ikke hvor lenge møter oppbevares. Skriv antall år under [retention], "
    "eller velg e."
)


class ErasingScreen(Screen[None]):
    """Four ways to choose, and what would go.

    Args:
        workplace: The open file, its copies and the settings.
        meeting: uid of the meeting that was stood on, or "".
    """

    CSS_PATH = "erasing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "choose_meeting", "Møtet", id="erasing.meeting"),
        Binding("p", "choose_person", "En person", id="erasing.person"),
        Binding("e", "choose_older", "Eldre enn", id="erasing.older"),
        Binding("o", "choose_proposed", "Utløpte", id="erasing.proposed"),
        Binding("s", "erase", "Slett", id="erasing.erase"),
        Binding("escape", "leave", "Forsiden", id="erasing.leave"),
    ]
    help_heading = "Slett for godt"
    help_text = (
        "Møter, eller navnet på en person, tas ut av databasen og av alle sikkerhetskopiene, og "
        "kan ikke hentes tilbake. Dokumenter og pakker som er skrevet, blir ikke rørt."
    )

    def __init__(self, workplace: Workplace, meeting: str) -> None:
        super().__init__()
        self._workplace = workplace
        self._meeting = meeting
        self._erasure: Erasure | None = None
        self._found = Found(())

    # What is on the screen

    def compose(self) -> ComposeResult:
        """What will go in sentences, and the meetings that it goes from."""
        yield Static(Content.styled("SLETT FOR GODT", "bold $primary"), id="head")
        yield Static(Content(_BEFORE), id="about")
        yield WindowList(Look(_height, self._drawn), id="meetings")
        yield SteadyFooter()

    def on_mount(self) -> None:
        """The list stands empty until something is chosen."""
        self._list.display = False

    @property
    def _list(self) -> WindowList[Concerned]:
        return self.query_one("#meetings", WindowList)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - the framework's signature
        """A meeting can be chosen when one was stood on, and nothing is erased unseen."""
        if action == "choose_meeting":
            return bool(self._meeting)
        if action == "erase":
            return self._erasure is not None
        return True

    def _show(self, erasure: Erasure) -> None:
        found = erasure.find(self._workplace.archive.connection)
        backups = self._workplace.backups
        copies = len(backups.all()) if backups else 0
        goes = not found.is_nothing or (erasure.is_looked_for_in_copies and copies)
        self._erasure, self._found = erasure if goes else None, found
        said = wording.what_goes(erasure, found, copies)
        self.query_one("#about", Static).update(Content("\n".join(said)))
        rows, meetings = self._list, found.meetings
        rows.display = bool(meetings)
        rows.show(len(meetings), lambda first, size: meetings[first : first + size])
        if meetings:
            rows.cursor = 0
            rows.focus()
        self.refresh_bindings()

    def _drawn(self, meeting: Concerned, width: int, here: bool) -> Sequence[Content]:
        amount = self._erasure.amount(meeting) if self._erasure else ""
        right = f"  {meeting.status}  {amount:>10}"
        return [meeting_line(self._workplace.kinds, meeting, right, width, here=here)]

    # What is chosen

    def action_choose_meeting(self) -> None:
        """The one that was stood on at home."""
        self._show(WholeMeetings((self._meeting,)))

    def action_choose_person(self) -> None:
        """Ask for the name."""

        def check(typed: str) -> str:
            try:
                _person(typed)
            except NameRefused as refusal:
                return str(refusal)
            return ""

        self._ask(
            "Navnet som skal tas ut overalt; flere skrivemåter med komma mellom",
            check,
            lambda typed: self._show(_person(typed)),
        )

    def action_choose_older(self) -> None:
        """Ask for the age."""
        connection, today = self._workplace.archive.connection, self._workplace.today

        def check(typed: str) -> str:
            try:
                first_day_kept(typed, today)
            except DateRefused as refusal:
                return str(refusal)
            return ""

        def show(typed: str) -> None:
            self._show(WholeMeetings(held_before(connection, first_day_kept(typed, today))))

        self._ask("Møter som er eldre enn (5 år, 18 måneder, 1.1.2020)", check, show)

    def action_choose_proposed(self) -> None:
        """What is older than the settings keep."""
        workplace, kept = self._workplace, self._workplace.settings.retention
        if not kept:
            self.notify(_NOTHING_PROPOSED, severity="warning", markup=False, timeout=10)
            return
        uids = older_than_kept(workplace.archive.connection, kept, workplace.today)
        self._show(WholeMeetings(uids))

    def _ask(self, heading: str, check: Callable[[str], str], show: Callable[[str], None]) -> None:
        def saved(typed: str) -> bool:
            show(typed)
            return True

        # A name that is to be erased is written down nowhere.
        self.app.push_screen(Ask(heading, Draft(KeptNowhere(), ""), save=saved, check=check))

    # What is done

    def action_erase(self) -> None:
        """Ask, and let the app do it."""
        erasure = self._erasure
        if erasure is None:
            return
        what = erasure.what(self._found)

        def answered(is_wanted: bool | None) -> None:
            if is_wanted:
                self.post_message(EraseForGood(erasure))

        question = f"Slette {what} for godt, også i sikkerhetskopiene? Det kan ikke angres."
        self.app.push_screen(Confirm(question, yes="Slett for godt", no="La være"), answered)

    def action_leave(self) -> None:
        """Go home."""
        self.dismiss(None)


def _person(typed: str) -> Person:
    return Person(tuple(name.strip() for name in clean(typed).split(",") if name.strip()))


def _height(_width: int) -> int:
    return 1
