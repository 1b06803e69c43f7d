"""Asks for one thing about a participant; what is answered can be relied on."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec.structs import replace
from textual.app import App

from screens.dialogs import Ask, Choose
from screens.widgets.drafts import Draft, Keeper
from store import attendance, parties
from store.draft_places import of_participant
from store.meeting import Meeting
from store.rows import AttendanceRow, ParticipantRow
from store.text import clean

OF_PARTICIPANT: Final[Mapping[str, str]] = {
    "name": "Endret navn på deltaker",
    "role": "Endret rolle",
    "party": "Endret part",
}
"""The columns of the participant's own row, and what history calls a change of each. The other
columns that are asked for are those of the attendance."""

_ASKED = {
    "name": "Navn eller rolle",
    "role": "Rolle i møtet",
    "party": "Hvem taler deltakeren for?",
    "came": "Når kom deltakeren?",
    "left": "Når gikk deltakeren?",
    "substitute_for": "Hvem er deltakeren vara for?",
    "only_for": "Hva er deltakeren bare med på?",
}
_EXAMPLES = {"came": "kl. 09.30", "left": "kl. 11.00", "only_for": "sak 2"}
_TIMES = ("came", "left")
_OTHER = "annen"


class ParticipantQuestions:
    """Asks about one participant of one sitting.

    Args:
        app: Shows the dialogs.
        meeting: As it stands.
        who: The participant.
        row: How they took part.
        sitting: uid of the sitting.
        take: Writes the answer and forgets the draft at a place; "" takes back what was said.
            False when it was refused.
        keeper: Keeps what is half written.
        refuse: Says why there is nothing to ask.
    """

    def __init__(
        self,
        app: App[Any],
        meeting: Meeting,
        who: ParticipantRow,
        row: AttendanceRow,
        sitting: str,
        take: Callable[[str, str], bool],
        keeper: Keeper,
        refuse: Callable[[str], None],
    ) -> None:
        self._app = app
        self._meeting = meeting
        self._who = who
        self._row = row
        self._sitting = sitting
        self._take = take
        self._keeper = keeper
        self._refuse = refuse

    def ask(self, column: str) -> None:
        """Ask for one column; a party and a «vara for» are chosen, the others are written."""
        if column == "substitute_for":
            self._choose_absent()
        elif column == "party" and self._meeting.kind.parties:
            self._choose_party()
        else:
            self._write(column)

    def _write(self, column: str) -> None:
        now = getattr(self._who if column in OF_PARTICIPANT else self._row, column)
        place = of_participant(self._who.uid, column, self._sitting_of(column))
        self._app.push_screen(
            Ask(
                f"{_ASKED[column]} · {self._who.name}",
                Draft(self._keeper, place),
                save=lambda typed: self._take(self._understood(column, typed), place),
                value=now,
                placeholder=self._example(column),
                check=lambda typed: self._complaint(column, typed),
            )
        )

    def _sitting_of(self, column: str) -> str:
        return "" if column in OF_PARTICIPANT else self._sitting

    def _example(self, column: str) -> str:
        also = " eller etter sak 2" if column in _TIMES and self._meeting.items else ""
        return _EXAMPLES.get(column, "") + also

    def _understood(self, column: str, typed: str) -> str:
        if column in _TIMES and typed:
            return attendance.read(self._meeting, typed).said
        return typed

    def _complaint(self, column: str, typed: str) -> str:
        if column == "name":
            return self._complaint_about_name(typed)
        if column not in _TIMES or not typed:
            return ""
        try:
            wanted = replace(self._row, **{column: self._understood(column, typed)})
            name = self._who.name
            attendance.refuse_backwards(self._meeting, name, wanted.came, wanted.left)
        except ValueError as error:
            return str(error)
        return ""

    def _complaint_about_name(self, name: str) -> str:
        if not name:
            return "Skriv et navn eller en rolle."
        others = (other for other in self._meeting.participants if other is not self._who)
        taken = {other.name.casefold() for other in others}
        return f"{name} står på lista allerede." if name.casefold() in taken else ""

    def _choose_party(self) -> None:
        names = [party.name for party in parties.of(self._meeting)]
        options = [(name, clean(name)) for name in names]
        options += [(_OTHER, "En annen part …"), ("", "Ingen part")]

        def chosen(name: str | None) -> None:
            if name == _OTHER:
                self._write("party")
            else:
                self._take_name(name)

        self._choose("party", options, chosen)

    def _choose_absent(self) -> None:
        """Only somebody on the list can have a vara; those of the same party stand first."""
        others = [other for other in self._meeting.participants if other.uid != self._who.uid]
        if not others:
            self._refuse("Det er ingen å være vara for. Sett den som har forfall på lista først.")
            return
        others.sort(key=lambda other: other.party != self._who.party)
        options = [(other.name, clean(other.name)) for other in others]
        if self._row.substitute_for:
            options.append(("", "Ikke vara likevel"))
        self._choose("substitute_for", options, self._take_name)

    def _take_name(self, name: str | None) -> None:
        if name is not None:
            self._take(name, "")

    def _choose(
        self,
        column: str,
        options: list[tuple[str, str]],
        chosen: Callable[[str | None], None],
    ) -> None:
        heading = f"{_ASKED[column]} · {self._who.name}"
        self._app.push_screen(Choose(heading, options), chosen)
