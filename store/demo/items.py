"""Lives the saker of the demo's meetings through, with the same edits as the screens."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from store import agenda_edits, agreed_edits, item_edits, parties, statement_edits
from store.agreed_edits import Where
from store.demo.content import ToldItem, ToldRemark, ToldStatement, ToldTask
from store.edits import Edit, Together
from store.meeting import Meeting
from store.sections import ItemEntry, all_items
from store.vocabulary import ItemText, Outcome

_SECTION = "saker"
_STOP = "saker"

Later = tuple[date, str, Edit]
"""The day, what history calls it, and what was done then; run before the next is asked for."""


class PlayedItems:
    """The saker of one meeting.

    Args:
        told: The saker as they are told.
        meeting: The meeting as it stands.
        act: Runs an edit as one act.
        task: Makes a task.
    """

    def __init__(
        self,
        told: Sequence[ToldItem],
        meeting: Callable[[], Meeting],
        act: Callable[[str, Edit | None], None],
        task: Callable[[Where, ToldTask], None],
    ) -> None:
        self._told = told
        self._meeting = meeting
        self._act = act
        self._task = task

    def set_up(self) -> None:
        """Write the agenda before the meeting."""
        for told in self._told:
            if not told.carried:
                edit = agenda_edits.add(self._meeting(), _SECTION, told.text, told.type)
                self._act("Ny sak", edit)
        for place, told in enumerate(self._told):
            for column in (ItemText.BACKGROUND, ItemText.BASIS, ItemText.PROPOSAL):
                self._write(place, column, told)

    def talk(self) -> None:
        """Fix the agenda, and go through the saker in their order."""
        self._act("Fastsatte sakslista", agenda_edits.fix(self._meeting()))
        for place, told in enumerate(self._told):
            self._hear(place, told)
            for column in (ItemText.CORRECTION, ItemText.CONCLUSION):
                self._write(place, column, told)
            if told.decided is None:
                self._write(place, ItemText.EMPLOYERS_DECISION, told)
            self._end(place, told)

    def _entry(self, place: int) -> ItemEntry:
        return all_items(self._meeting())[place]

    def _write(self, place: int, column: ItemText, told: ToldItem) -> None:
        if text := told.texts.get(column):
            self._act("Tekst i sak", item_edits.set_text(self._entry(place), column, text))

    def _hear(self, place: int, told: ToldItem) -> None:
        for said in told.positions:
            meeting, entry = self._meeting(), self._entry(place)
            party = next(each for each in parties.heard(meeting) if each.name == said.party)
            self._act("Standpunkt", item_edits.take_stand(meeting, entry, party, said.stance))
            row = item_edits.position_of(self._entry(place), said.party)
            if said.text and row:
                self._act("Begrunnelse", item_edits.word_position(row, said.text))

    def _end(self, place: int, told: ToldItem) -> None:
        if told.outcome is not Outcome.OPEN:
            item = self._entry(place).item
            self._act("Utfall", item_edits.set_outcome(item, told.outcome))
        if told.statement:
            item, senders = self._entry(place).item, told.statement.senders
            edit = statement_edits.announce(self._meeting(), item, senders)
            self._act("Varslet protokolltilførsel", edit)
        where = Where(_STOP, self._entry(place).item.uid)
        for decision in told.decisions:
            self._act("Beslutning", agreed_edits.add_decision(self._meeting(), where, decision))
        for task in told.tasks:
            self._task(where, task)

    # After the meeting

    def afterwards(self, day: Callable[[int], date]) -> Iterator[Later]:
        """What came later, sak by sak.

        Args:
            day: The day so many days from the one that the demo is made on.
        """
        for place, told in enumerate(self._told):
            if told.statement and told.statement.text:
                came = day(told.statement.delivered)
                yield came, "Protokolltilførsel", self._deliver(place, told.statement, came)
                if told.statement.reply:
                    yield came, "Arbeidsgivers merknad", self._reply(place, told.statement)
            if told.decided is not None:
                decided = day(told.decided)
                yield decided, "Arbeidsgivers beslutning", self._decide(place, told, decided)
            for remark in told.remarks:
                received = day(remark.day)
                yield received, "Merknad", self._remark(place, remark, received)

    def _deliver(self, place: int, told: ToldStatement, day: date) -> Edit:
        (row,) = self._entry(place).statements
        return statement_edits.deliver(row, told.text, day)

    def _reply(self, place: int, told: ToldStatement) -> Edit:
        (row,) = self._entry(place).statements
        return statement_edits.reply(row, told.reply)

    def _decide(self, place: int, told: ToldItem, day: date) -> Edit:
        entry, column = self._entry(place), ItemText.EMPLOYERS_DECISION
        edits = (
            item_edits.set_text(entry, column, told.texts[column]),
            item_edits.set_decided_on(entry.item, day),
        )
        return Together(tuple(edit for edit in edits if edit is not None))

    def _remark(self, place: int, told: ToldRemark, day: date) -> Edit:
        about = self._entry(place).item.uid
        return statement_edits.add_remark(self._meeting(), about, told.sender, told.text, day)
