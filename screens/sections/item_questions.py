"""What is asked in a dialog about a sak: who gives a protokolltilførsel, and when things came."""

from collections.abc import Callable
from datetime import date
from typing import Any

from textual.app import App

from screens.dialogs import Ask, Choose
from screens.sections import item_purposes
from screens.sections.editor import Desk
from screens.sections.item_purposes import At, Purpose
from screens.widgets.drafts import Draft
from store import agenda_edits, draft_places, item_edits, parties, responsible, statement_edits
from store.edits import Edit, Refused
from store.item_rows import StatementRow
from store.journal import Locked
from store.norwegian_dates import numeric, parse_date
from store.text import clean
from store.vocabulary import ItemText, ItemType, Outcome, Stance

_NEW = "ny"


class ItemQuestions:
    """Asks, and writes the answer on the sak as it then is.

    Args:
        app: Shows the dialogs.
        desk: Writes.
        at: Where a sak stands now, given its uid; None when it is gone.
        write: Opens the box for a text.
    """

    def __init__(
        self,
        app: App[Any],
        desk: Desk,
        at: Callable[[str], At | None],
        write: Callable[[Purpose], None],
    ) -> None:
        self._app = app
        self._desk = desk
        self._at = at
        self._write = write

    # How it ends, and what it is for

    def outcome(self, uid: str) -> None:
        """Choose how the sak ended; disagreement asks for protokolltilførsel at once."""
        at = self._at(uid)
        if at is None:
            return
        outcomes = item_edits.OUTCOMES[at.entry.item.type]
        if not outcomes:
            self._desk.refuse("En forhandling får egen protokoll. S starter den.")
            return

        def chosen(word: str | None) -> None:
            now = self._at(uid)
            if word is None or now is None:
                return
            self._desk.act("Utfall", item_edits.set_outcome(now.entry.item, Outcome(word)))
            after = self._at(uid)
            if after and statement_edits.is_asked_for(after.entry):
                self.announce(uid)

        options = [(str(each), str(each).capitalize()) for each in outcomes]
        if at.entry.item.outcome is not Outcome.OPEN:
            options.append(("", "Ikke avgjort likevel"))
        self._app.push_screen(Choose("UTFALL", options), chosen)

    def item_type(self, uid: str) -> None:
        """Choose what the sak is for."""

        def chosen(word: str | None) -> None:
            now = self._at(uid)
            if not word or now is None:
                return
            try:
                edit = agenda_edits.change_type(now.entry.item, ItemType(word))
            except Refused as refusal:
                self._desk.refuse(str(refusal))
            else:
                self._desk.act("Sakstype", edit)

        options = [(str(each), str(each).capitalize()) for each in ItemType]
        self._app.push_screen(Choose("SAKSTYPE", options), chosen)

    # Protokolltilførsel

    def announce(self, uid: str) -> None:
        """Ask who will give one; those who disagree stand there already."""
        at = self._at(uid)
        if at is None or self._refused_as_locked(at):
            return
        disagree = [row.party for row in at.entry.positions if row.stance is Stance.DISAGREES]
        due = numeric(statement_edits.due(at.meeting, at.entry.item))

        def announce(typed: str) -> bool:
            now = self._at(uid)
            if now is None:
                return self._is_gone()
            known = [party.name for party in parties.of(now.meeting)]
            senders = responsible.understand(typed, known=known).names
            try:
                edit = statement_edits.announce(now.meeting, now.entry.item, senders)
            except Refused as refusal:
                self._desk.refuse(str(refusal))
                return False
            label = "Varslet protokolltilførsel" if senders else "Spurte om protokolltilførsel"
            done = self._desk.act(label, edit)
            if done and senders:
                self._desk.say(f"Protokolltilførsel er varslet. Frist {due}.")
            return done

        self._app.push_screen(
            Ask(
                f"Hvem gir protokolltilførsel? Frist {due}.",
                self._draft(at, draft_places.SENDERS),
                save=announce,
                value=" og ".join(disagree),
                placeholder="Tom linje: ingen ønsker det",
            )
        )

    def _draft(self, at: At, what: str) -> Draft:
        """Where a half-written answer about the sak is kept."""
        item = at.entry.item
        return Draft(self._desk, draft_places.of_item(item.section, item.uid, what))

    def _is_gone(self) -> bool:
        self._desk.refuse("Saken er slettet. Svaret står her; Esc legger det bort.")
        return False

    def statements(self, uid: str) -> None:
        """Choose one that was announced, or announce one."""
        at = self._at(uid)
        if at is None:
            return
        if not at.entry.statements:
            self.announce(uid)
            return

        def chosen(which: str | None) -> None:
            if which == _NEW:
                self.announce(uid)
            elif which:
                self.about_statement(uid, which)

        options = [(row.uid, f"Fra {_senders(row)}") for row in at.entry.statements]
        if not at.meeting.locked:
            options.append((_NEW, "Varsle en til"))
        self._app.push_screen(Choose("PROTOKOLLTILFØRSEL", options), chosen)

    def about_statement(self, uid: str, statement: str) -> None:
        """Choose what is to be done with one."""
        found = self._statement(uid, statement)
        if found is None:
            return

        def chosen(what: str | None) -> None:
            row = self._statement(uid, statement)
            if row and what:
                self._change_statement(uid, row, what)

        options = [("tekst", "Teksten, ordrett"), ("merknad", "Arbeidsgivers merknad")]
        options.append(("frist", "Frist"))
        if found.delivered:
            options.append(("levert", "Dato den kom"))
        options.append(("bort", "Ta den bort"))
        self._app.push_screen(Choose(f"FRA {_senders(found).upper()}", options), chosen)

    def _change_statement(self, uid: str, row: StatementRow, what: str) -> None:
        match what:
            case "tekst":
                self._write(item_purposes.of_statement(row.uid))
            case "merknad":
                self._write(item_purposes.of_reply(row.uid))
            case "frist":
                self._ask_due(uid, row)
            case "levert":
                self._ask_delivered(uid, row)
            case "bort":
                self._desk.act("Tok bort protokolltilførsel", statement_edits.retract(row))

    def _ask_due(self, uid: str, row: StatementRow) -> None:
        change = statement_edits.move_due
        self._ask_day(uid, row, "Frist for protokolltilførselen", draft_places.DUE, row.due, change)

    def _ask_delivered(self, uid: str, row: StatementRow) -> None:
        change = statement_edits.move_delivered
        self._ask_day(
            uid, row, "Når kom protokolltilførselen?", draft_places.DELIVERED, row.delivered, change
        )

    def _ask_day(
        self,
        uid: str,
        row: StatementRow,
        question: str,
        what: str,
        day: date | None,
        change: Callable[[StatementRow, date], Edit],
    ) -> None:
        before = day or self._desk.today
        at = self._at(uid)
        if at is None:
            return

        def answered(typed: str) -> bool:
            now = self._statement(uid, row.uid)
            if now is None:
                return self._is_gone()
            edit = change(now, parse_date(typed, before))
            return self._desk.act("Dato for protokolltilførsel", edit, afterwards=True)

        self._app.push_screen(
            Ask(
                question,
                self._draft(at, f"{what}/{row.uid}"),
                save=answered,
                value=numeric(before),
                proposed=True,
                check=lambda typed: _no_day(typed, before),
            )
        )

    def _statement(self, uid: str, statement: str) -> StatementRow | None:
        at = self._at(uid)
        return item_purposes.statement(at.entry, statement) if at else None

    # What a text leads to

    def after(self, purpose: Purpose, uid: str) -> None:
        """A text that came later is asked its day."""
        at = self._at(uid)
        if at is None:
            return
        kind, _, rest = purpose.key.partition("/")
        row = self._statement(uid, rest) if kind == draft_places.STATEMENT else None
        if row and row.delivered:
            self._ask_delivered(uid, row)
        elif purpose.key == ItemText.EMPLOYERS_DECISION and at.entry.notes.get(purpose.key):
            self._ask_decided(uid)

    def _ask_decided(self, uid: str) -> None:
        at = self._at(uid)
        if at is None:
            return
        before = at.entry.item.decided_on or at.today

        def answered(typed: str) -> bool:
            now = self._at(uid)
            if now is None:
                return self._is_gone()
            day = parse_date(typed, before) if typed else None
            edit = item_edits.set_decided_on(now.entry.item, day)
            label = "Dato for arbeidsgivers beslutning"
            return edit is None or self._desk.act(label, edit, afterwards=True)

        self._app.push_screen(
            Ask(
                "Når besluttet arbeidsgiver?",
                self._draft(at, draft_places.DECIDED),
                save=answered,
                value=numeric(before),
                proposed=True,
                placeholder="Tom linje: i møtet",
                check=lambda typed: _no_day(typed, before) if typed else "",
            )
        )

    # Remarks after the meeting

    def remark(self, uid: str) -> None:
        """Ask who sent it and what it is to, then open the box for its words."""
        at = self._at(uid)
        if at is None:
            return
        if not at.meeting.locked:
            self._desk.refuse("Merknader kommer etter at møtet er avsluttet. Skriv i saken nå.")
            return

        sender = ""

        def sent_by(typed: str) -> bool:
            nonlocal sender
            sender = typed
            return True

        def chosen(what: str | None) -> None:
            if what:
                self._write(item_purposes.of_remark(sender, what == "hele"))

        def ask_about_what(answered: bool | None) -> None:
            if not answered:
                return
            options = (("saken", "Til denne saken"), ("hele", "Til hele referatet"))
            self._app.push_screen(Choose("HVA GJELDER MERKNADEN?", options), chosen)

        check = "Skriv hvem merknaden er fra."
        self._app.push_screen(
            Ask(
                "Hvem er merknaden fra?",
                self._draft(at, draft_places.SENDER),
                save=sent_by,
                check=lambda text: "" if text else check,
            ),
            ask_about_what,
        )

    # What stands half written

    def open_again(self, uid: str, what: str) -> None:
        """Ask again for what stands half written.

        Args:
            uid: The sak's.
            what: The part of the draft's place after the sak.
        """
        kind, _, statement = what.partition("/")
        row = self._statement(uid, statement)
        match kind:
            case draft_places.SENDERS:
                self.announce(uid)
            case draft_places.SENDER:
                self.remark(uid)
            case draft_places.DECIDED:
                self._ask_decided(uid)
            case draft_places.DUE if row:
                self._ask_due(uid, row)
            case draft_places.DELIVERED if row:
                self._ask_delivered(uid, row)

    def _refused_as_locked(self, at: At) -> bool:
        if at.meeting.locked:
            self._desk.refuse(str(Locked(at.meeting.head.status)))
        return at.meeting.locked


def _senders(row: StatementRow) -> str:
    return clean(" og ".join(row.senders.splitlines()))


def _no_day(typed: str, near: date) -> str:
    try:
        parse_date(typed, near)
    except ValueError as error:
        return str(error)
    return ""
