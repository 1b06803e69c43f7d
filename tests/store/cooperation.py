"""A samarbeidsmøte as a test lives it through: the store's own edits on a real file."""

from datetime import date

from msgspec.structs import replace

from store import agenda_edits, head_edits, item_edits, kind, meetings, parties
from store.database import Archive
from store.definitions import Party
from store.edits import Edit
from store.journal import action
from store.meeting import Meeting
from store.rows import AttendanceRow
from store.sections import ItemEntry, all_items
from store.vocabulary import ItemText, ItemType, Outcome, Presence, Stance

DAY = date(2026, 11, 24)
PEOPLE = {
    "Kommunedirektør": "Arbeidsgiver",
    "HTV Fagforbundet": "Fagforbundet",
    "HTV Utdanningsforbundet": "Utdanningsforbundet",
    "Hovedverneombud": "Hovedverneombud",
}


class Table:
    """A samarbeidsmøte at which employer and unions sit."""

    def __init__(self, archive: Archive, day: date = DAY, unit: str = "Kommunen") -> None:
        self.archive = archive
        self.uid = meetings.plan(
            archive,
            meetings.Plan(
                kind=kind.load().by_id["samarbeid"],
                title=f"Samarbeidsmøte {day.isoformat()}",
                date=day,
                unit=unit,
                participants=tuple(PEOPLE),
            ),
        )

    @property
    def meeting(self) -> Meeting:
        return meetings.load(self.archive, self.uid)

    @property
    def entries(self) -> tuple[ItemEntry, ...]:
        return all_items(self.meeting)

    def entry(self, place: int = 1) -> ItemEntry:
        return self.entries[place - 1]

    @property
    def labels(self) -> list[str]:
        return [entry.label for entry in self.entries]

    def act(self, edit: Edit | None) -> None:
        assert edit is not None
        with action(self.archive, self.uid, "Prøve") as writer:
            edit.apply(writer)

    def add(self, *titles: str, item_type: ItemType = ItemType.DISCUSSION) -> None:
        for title in titles:
            self.act(agenda_edits.add(self.meeting, "saker", title, item_type))

    def fix(self) -> None:
        self.act(agenda_edits.fix(self.meeting))

    def party(self, name: str) -> Party:
        return next(party for party in parties.of(self.meeting) if party.name == name)

    def stand(self, party: str, stance: Stance, text: str = "", place: int = 1) -> None:
        entry = self.entry(place)
        self.act(item_edits.take_stand(self.meeting, entry, self.party(party), stance))
        if text:
            row = item_edits.position_of(self.entry(place), party)
            assert row is not None
            self.act(item_edits.word_position(row, text))

    def say(self, column: ItemText, text: str, place: int = 1) -> None:
        self.act(item_edits.set_text(self.entry(place), column, text))

    def end(self, outcome: Outcome, place: int = 1) -> None:
        self.act(item_edits.set_outcome(self.entry(place).item, outcome))

    def attend(self, name: str, **said: str | Presence) -> None:
        meeting = self.meeting
        who = next(person for person in meeting.participants if person.name == name)
        none = AttendanceRow(meeting="", sitting="", participant="")
        wanted = replace(none, **said)
        self.act(head_edits.set_attendance(meeting, meeting.sitting, who, wanted))
