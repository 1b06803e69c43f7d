"""The meeting's details on three pages: the head, the participants, and the sittings."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from screens.details_head import HeadPage
from screens.details_people import PeoplePage
from screens.details_sittings import SittingsPage
from screens.widgets.capture import CaptureLine, DraftFailed, TooLong
from screens.widgets.drafts import UNSAVED
from screens.widgets.steady_footer import SteadyFooter
from screens.workplace import Workplace
from screens.writing import turn, why_not_written
from store import drafts, meetings, undo
from store.database import Error
from store.edits import Edit, Refused
from store.journal import Conflict, Locked, action
from store.text import clean
from store.vocabulary import Status

_APPROVED = "Referatet er godkjent og låst. Gjenåpne med begrunnelse."


class DetailsScreen(Screen[None]):
    """Shows and changes what is known of a meeting besides what is said in it.

    A field is written when it is left or Enter is pressed: one act, one step of undo.

    Args:
        workplace: The open file.
        uid: The meeting's.
        place: The box to stand in that holds a draft (`store.draft_places`), or "".

    Raises:
        store.meetings.NoSuchMeeting: When there is none.
    """

    AUTO_FOCUS = ""  # each page takes the focus itself
    CSS_PATH = "details.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "page(-1)", "Forrige", id="details.back"),
        Binding("f8", "page(1)", "Neste", id="details.forward"),
        Binding("ctrl+z", "undo", "Angre", id="details.undo", show=False),
        Binding("ctrl+y", "redo", "Gjør om", id="details.redo", show=False),
        Binding("escape,ctrl+o", "leave", "Til møtet", id="details.leave"),
    ]

    def __init__(self, workplace: Workplace, uid: str, place: str = "") -> None:
        super().__init__()
        self._workplace = workplace
        self._archive = workplace.archive
        self._meeting = meetings.load(workplace.archive, uid)
        meeting, known = self._meeting, workplace.settings.known_roles
        names = (*meetings.known_names(workplace.archive), *meeting.kind.roles, *known)
        self._head = HeadPage(
            meeting,
            self.act,
            keeper=self,
            names=tuple(dict.fromkeys(names)),
            units=meetings.known_units(workplace.archive),
        )
        self._people = PeoplePage(
            meeting,
            self.act,
            keeper=self,
            names=tuple(dict.fromkeys(names)),
            aliases=workplace.settings.known_aliases,
        )
        self._sittings = SittingsPage(meeting, self.act, self)
        self._pages: tuple[HeadPage | PeoplePage | SittingsPage, ...]
        self._pages = (self._head, self._people, self._sittings)
        self._first_place = place
        self._page = self._page_with(place)

    def compose(self) -> ComposeResult:
        """What the meeting is, which page this is, and the page."""
        yield Static(id="head")
        yield Static(id="pages")
        yield Static(id="locked")
        yield from self._pages
        yield SteadyFooter()

    def on_mount(self) -> None:
        """Stand ready in the first field, or in the box that was asked for."""
        self._show_frame()
        self._show_page()
        if self._first_place:
            self._pages[self._page].go_to(self._first_place)

    def _page_with(self, place: str) -> int:
        """The page that has a box; the first one where none has."""
        return next((at for at, page in enumerate(self._pages) if page.holds(place)), 0)

    def _show_frame(self) -> None:
        head = self._meeting.head
        title = " · ".join((clean(self._meeting.kind.title), clean(head.title)))
        self.query_one("#head", Static).update(Content.styled(title, "bold"))
        locked = self.query_one("#locked", Static)
        locked.display = self._meeting.locked
        approved = head.status is Status.APPROVED
        locked.update(Content(_APPROVED if approved else str(Locked(head.status))))

    def _show_page(self) -> None:
        for place, page in enumerate(self._pages):
            page.display = place == self._page
        names = ("Opplysninger", f"Deltakere {len(self._meeting.participants)}", "Dato og tid")
        parts = [
            Content.styled(f" {'●' if place == self._page else '○'} {name} ", style)
            for place, name in enumerate(names)
            for style in ("bold $primary" if place == self._page else "$text-muted",)
        ]
        self.query_one("#pages", Static).update(Content("  ").join(parts))
        self._pages[self._page].take_focus()

    # What the pages ask for

    def act(self, label: str, edit: Edit, draft: str = "") -> bool:
        """Run an edit as one named act, then show the meeting as it became.

        Args:
            label: What history and undo call it.
            edit: What is to be done.
            draft: The field whose draft became this.

        Returns:
            Whether it was written. When not, the reason stands on the screen.
        """
        try:
            with action(self._archive, self._meeting.uid, label) as writer:
                edit.apply(writer)
                if draft:
                    writer.drop_draft(draft)
        except (Conflict, Locked, Refused) as refusal:
            self._refuse(str(refusal))
            self._reload()
            return False
        except Error as error:
            self._refuse(why_not_written(error))
            return False
        self._reload()
        return True

    def _reload(self) -> None:
        self._meeting = meetings.load(self._archive, self._meeting.uid)
        for page in self._pages:
            page.show(self._meeting)
        self._show_frame()

    def draft(self, place: str) -> str:
        """What stood in a field when the program last ended."""
        return drafts.text(self._archive, self._meeting.uid, place)

    def save_draft(self, place: str, text: str) -> None:
        """Keep what stands in a field."""
        drafts.save(self._archive, self._meeting.uid, place, text)

    # The keys

    def action_page(self, step: int) -> None:
        """Go to the page before or after."""
        self._page = (self._page + step) % len(self._pages)
        self._show_page()

    def action_undo(self) -> None:
        """Take back the newest act of the meeting."""
        self._turn(undo.undo, "Angret")

    def action_redo(self) -> None:
        """Repeat the act that was taken back."""
        self._turn(undo.redo, "Gjorde om")

    def _turn(self, how: undo.Turn, said: str) -> None:
        done, sentence = turn(self._archive, self._meeting.uid, how)
        if done:
            self._reload()
            self.notify(f"{said}: {sentence}", markup=False)
        else:
            self._refuse(sentence)

    def action_leave(self) -> None:
        """Write the field one stands in, and go back to the meeting."""
        if self._meeting.locked or (self._pages[self._page].finish() and self._is_kept()):
            self.dismiss(None)

    def _is_kept(self) -> bool:
        """Whether every text being written is in the file; one that is not stays on the screen."""
        is_kept = all(line.keep_draft() for line in self.query(CaptureLine))
        if not is_kept:
            self._refuse(UNSAVED)
        return is_kept

    # What can go wrong

    def _refuse(self, sentence: str) -> None:
        self.notify(sentence, severity="warning", markup=False, timeout=8)

    def on_draft_failed(self, _message: DraftFailed) -> None:
        """The text stands in its field, and is tried again."""
        self._refuse("Kladden kunne ikke lagres akkurat nå. Teksten står her; prøver igjen.")

    def on_too_long(self, _message: TooLong) -> None:
        """The change was not made."""
        self._refuse("Teksten er for lang: høyst 100 000 tegn.")
