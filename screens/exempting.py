"""Exempts what is chosen, or what is being written, from public access; and shows it when asked."""

from collections.abc import Mapping
from typing import Any, Final, Protocol

from textual.app import App

from screens.dialogs import Choose, Confirm
from screens.legal_bases import LegalBasesScreen
from store import legal_bases
from store.database import Archive
from store.edits import Edit
from store.item_rows import ItemRow, PositionRow, RemarkRow, StatementRow
from store.legal_bases import Exempt
from store.meeting import FIELD_OF, Meeting
from store.row import Row
from store.rows import DecisionRow, DeviationRow, LegalBasisRow, NoteRow, RiskRow
from store.task_rows import CarriedRow, TaskRow
from store.withheld import HIDDEN

_LIFT = "opphev"
_LIST = "hjemler"
_OPENLY = "åpent"
_WHOLE = "hele:"
"""Stands before the basis that the whole meeting is to be exempt by."""


class Exempting(Protocol):
    """The meeting screen, as these acts see it."""

    archive: Archive
    meeting: Meeting

    @property
    def app(self) -> App[Any]:
        """The app that shows the dialogs."""

    @property
    def exempting(self) -> str:
        """Uid of the basis that what is written now is exempt by, or ""."""

    def act(self, label: str, edit: Edit | None) -> bool:
        """Run an edit as one named act."""

    def write_exempt(self, basis: str) -> None:
        """Exempt what is written from now on by this basis, and hide it; "" for no longer."""

    def say(self, sentence: str) -> None:
        """Show one sentence."""

    def refuse(self, sentence: str) -> None:
        """Show why something was not done."""


def exempt_writing(screen: Exempting) -> None:
    """Exempt what is written from now on, before it is typed; or no longer."""
    if screen.exempting:
        _write_openly(screen)
        return

    def chosen(basis: str | None) -> None:
        if basis == _LIST:
            screen.app.push_screen(LegalBasesScreen(screen.archive))
        elif basis:
            screen.write_exempt(basis)
            screen.say("Det som skrives nå, er unntatt og skjult. Ctrl+E slår det av.")

    _ask(screen, "UNNTA DET SOM SKRIVES NÅ", _bases(screen, whole_document=False), chosen)


def _write_openly(screen: Exempting) -> None:
    screen.write_exempt("")
    screen.say("Det som skrives nå, er ikke lenger unntatt.")


def exempt_row(screen: Exempting, uid: str) -> None:
    """Exempt the row under the cursor, lift its exemption, or exempt the whole meeting."""
    row = _row_with(screen.meeting, uid)
    options = _for_writing(screen) + _for_row(screen, row) + _for_meeting(screen)

    def chosen(answer: str | None) -> None:
        if answer == _LIST:
            screen.app.push_screen(LegalBasesScreen(screen.archive))
        elif answer == _OPENLY:
            _write_openly(screen)
        elif answer and answer.startswith(_WHOLE):
            _ask_about_meeting(screen, answer.removeprefix(_WHOLE))
        elif answer and row is not None:
            basis = "" if answer == _LIFT else answer
            label = HIDDEN if basis else "Opphevet unntak"
            screen.act(label, Exempt(row, basis))

    _ask(screen, _heading(row), options, chosen)


def _ask(screen: Exempting, heading: str, options: list[tuple[str, str]], chosen: Any) -> None:
    every = [*options, (_LIST, "Endre lista over hjemler …")]
    screen.app.push_screen(Choose(heading, every), chosen)


def _bases(screen: Exempting, *, whole_document: bool) -> list[tuple[str, str]]:
    rows: tuple[LegalBasisRow, ...] = legal_bases.load(screen.archive, retired=False)
    return [(row.uid, row.name) for row in rows if row.whole_document is whole_document]


def _for_writing(screen: Exempting) -> list[tuple[str, str]]:
    """Where what is written is exempt, that it no longer is comes first."""
    return [(_OPENLY, "Det som skrives fra nå, er ikke lenger unntatt")] if screen.exempting else []


def _for_row(screen: Exempting, row: Row | None) -> list[tuple[str, str]]:
    if row is None:
        return []
    if getattr(row, "exempt", ""):
        return [(_LIFT, "Opphev unntaket for det som er valgt")]
    return _bases(screen, whole_document=False)


def _for_meeting(screen: Exempting) -> list[tuple[str, str]]:
    if screen.meeting.head.exempt:
        return [(_WHOLE, "Opphev unntaket for hele møtet")]
    return [
        (f"{_WHOLE}{uid}", f"Hele møtet: {name}")
        for uid, name in _bases(screen, whole_document=True)
    ]


def _heading(row: Row | None) -> str:
    """What the exemption is for, so that nobody exempts another thing than they mean."""
    words = str(getattr(row, "text", ""))
    what = _CALLED.get(type(row), "") if row is not None else ""
    return f"UNNTAK FRA OFFENTLIGHET · {what}: {words[:40]}" if what else "UNNTAK FRA OFFENTLIGHET"


_CALLED: Final[Mapping[type[Row], str]] = {
    ItemRow: "hele saken",
    NoteRow: "teksten",
    PositionRow: "standpunktet",
    StatementRow: "protokolltilførselen",
    RemarkRow: "merknaden",
    RiskRow: "risikoen",
    DeviationRow: "avviket",
    DecisionRow: "beslutningen",
    TaskRow: "oppgaven",
    CarriedRow: "oppgaven",
}
"""What each row that can be exempt is called over the question."""


def _ask_about_meeting(screen: Exempting, basis: str) -> None:
    """Ask once more: the whole meeting is more than what the cursor stands on."""

    def answered(yes: bool | None) -> None:
        if yes:
            _exempt_meeting(screen, basis)

    question = "Unnta hele møtet fra offentlighet?" if basis else "Oppheve unntaket for hele møtet?"
    screen.app.push_screen(Confirm(question), answered)


def _exempt_meeting(screen: Exempting, basis: str) -> None:
    head = screen.meeting.head
    label = f"{HIDDEN}: hele møtet" if basis else "Opphevet unntak for hele møtet"
    screen.act(label, Exempt(head, basis))


def _row_with(meeting: Meeting, uid: str) -> Row | None:
    """The row of the meeting that has this uid and can be exempt; None for none."""
    return next(
        (
            row
            for row_type, field in FIELD_OF.items()
            if "exempt" in row_type.__struct_fields__
            for row in getattr(meeting, field)
            if uid and row.uid == uid
        ),
        None,
    )
