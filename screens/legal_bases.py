"""The list of legal bases (hjemler) that something can be exempt from public access by."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from screens.dialogs import Ask
from screens.widgets.drafts import Draft, OutsideMeetings
from screens.widgets.row_list import Line, RowList
from screens.writing import refusal_of
from store import draft_places, legal_bases
from store.database import Archive
from store.rows import LegalBasisRow
from store.text import clean

_KEYS = Content.from_markup(
    "[b]+[/b] ny   [b]e[/b] endre   [b]o[/b] omfang   [b]t[/b] ta ut av bruk   "
    "[b]Del[/b] slett   [b]Esc[/b] lukk"
)


class LegalBasesScreen(ModalScreen[None]):
    """Shows and changes the list.

    Args:
        archive: The open file.
    """

    DEFAULT_CSS = """
    LegalBasesScreen { align: center middle; }
    LegalBasesScreen #page { width: 72; max-width: 96%; height: 20; max-height: 96%;
        padding: 1 2; background: $surface; border: round $primary; }
    LegalBasesScreen #heading { text-style: bold; color: $primary; }
    LegalBasesScreen #about { color: $text-muted; margin-bottom: 1; }
    LegalBasesScreen #sentence { height: auto; color: $warning; }
    LegalBasesScreen #keys { height: auto; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus", "new", "Ny hjemmel", id="bases.new"),
        Binding("e", "rename", "Endre", id="bases.rename"),
        Binding("o", "scope", "Omfang", id="bases.scope"),
        Binding("t", "retire", "Ta ut av bruk", id="bases.retire"),
        Binding("delete", "remove", "Slett", id="bases.remove"),
        Binding("escape", "close", "Lukk", id="bases.close"),
    ]

    def __init__(self, archive: Archive) -> None:
        super().__init__()
        self._archive = archive

    def compose(self) -> ComposeResult:
        """What the list is for, the list, and the keys."""
        with Vertical(id="page"):
            yield Static("HJEMLER FOR UNNTAK FRA OFFENTLIGHET", id="heading")
            yield Static("Lista tilbys når noe unntas. Loven endres: rett den her.", id="about")
            yield RowList(id="bases")
            yield Static(id="sentence")
            yield Static(_KEYS, id="keys")

    def on_mount(self) -> None:
        """Stand on the first."""
        self._show()
        rows = self.query_one(RowList)
        rows.action_first()
        rows.focus()

    def _show(self) -> None:
        self.query_one(RowList).show([_line(row) for row in legal_bases.load(self._archive)])

    @property
    def _chosen(self) -> LegalBasisRow | None:
        uid = self.query_one(RowList).chosen
        return next((row for row in legal_bases.load(self._archive) if row.uid == uid), None)

    def _do(self, act: Callable[[], object]) -> bool:
        """Do it, or say why it could not be done. Returns whether it was."""
        try:
            refusal = refusal_of(act)
        except legal_bases.BasisRefused as refused:
            refusal = str(refused)
        said = Content(f"! {clean(refusal)}" if refusal else "")
        self.query_one("#sentence", Static).update(said)
        self._show()
        return not refusal

    def action_new(self) -> None:
        """Ask what the new one is called."""
        self.app.push_screen(
            Ask(
                "NY HJEMMEL",
                Draft(OutsideMeetings(self._archive), draft_places.of_legal_basis("")),
                save=lambda name: self._do(lambda: legal_bases.add(self._archive, name)),
                placeholder="For eksempel offl. § 14",
                check=lambda name: self._complaint(name, ""),
            )
        )

    def action_rename(self) -> None:
        """Ask what it is to be called."""
        basis = self._chosen
        if basis is None:
            return
        self.app.push_screen(
            Ask(
                "ENDRE HJEMMEL",
                Draft(OutsideMeetings(self._archive), draft_places.of_legal_basis(basis.uid)),
                save=lambda name: self._do(lambda: legal_bases.rename(self._archive, basis, name)),
                value=basis.name,
                check=lambda name: self._complaint(name, basis.uid),
            )
        )

    def _complaint(self, name: str, uid: str) -> str:
        return legal_bases.complaint(self._archive, name, uid)

    @on(RowList.Opened)
    def _open(self, message: RowList.Opened) -> None:
        message.stop()
        self.action_rename()

    def action_scope(self) -> None:
        """Whether it exempts a whole document, or pieces of information."""
        if basis := self._chosen:
            whole = not basis.whole_document
            self._do(lambda: legal_bases.change(self._archive, basis, whole_document=whole))

    def action_retire(self) -> None:
        """Offer it no longer, or again."""
        if basis := self._chosen:
            retired = not basis.retired
            self._do(lambda: legal_bases.change(self._archive, basis, retired=retired))

    def action_remove(self) -> None:
        """Delete one that nothing is exempt by."""
        if basis := self._chosen:
            self._do(lambda: legal_bases.remove(self._archive, basis))

    def action_close(self) -> None:
        """Leave the list."""
        self.dismiss(None)


def _line(row: LegalBasisRow) -> Line:
    scope = "hele dokumentet" if row.whole_document else "opplysninger"
    state = " · ute av bruk" if row.retired else ""
    return Line(Content.assemble(clean(row.name), (f"  {scope}{state}", "$text-muted")), row.uid)
