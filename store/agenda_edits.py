"""The agenda: which saker there are, in which order, and their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from store import item_numbers, series
from store.edits import Change, Edit, Refused, Remove, Together, change_places
from store.item_edits import OUTCOMES
from store.item_rows import ItemRow
from store.journal import Writer
from store.meeting import Meeting
from store.norwegian_dates import numeric
from store.rows import DecisionRow, DeviationRow, MeetingRow
from store.sections import ItemEntry
from store.task_rows import TaskRow
from store.vocabulary import ItemType, Outcome

IS_FIXED: Final = (
    "Sakslista er fastsatt, og sakene har fått nummer. Nummeret kan rettes, men ikke rekkefølgen."
)


def is_fixed(meeting: Meeting) -> bool:
    """Whether the saker have got their numbers; a late sak is then numbered when it is added."""
    return any(item.number is not None for item in meeting.items)


@dataclass(frozen=True, slots=True)
class AddItem:
    """A new sak, last on the agenda.

    Attributes:
        numbered_in: The year in which it gets the series' next number; None while the agenda is
            not fixed.
    """

    head: MeetingRow
    item: ItemRow
    numbered_in: int | None

    def apply(self, writer: Writer) -> None:
        """Write the sak."""
        item, year = self.item, self.numbered_in
        if year is not None:
            number = series.next_number(writer.archive, self.head, year)
            item = replace(item, number=number, year=year)
        writer.add_last(item, "meeting")


_BEGINNINGS: Final = {
    "godkjenning": ItemType.APPROVAL,
    "drøft": ItemType.DISCUSSION,
    "forhandling": ItemType.NEGOTIATION,
    "eventuelt": ItemType.OTHER,
}


def likely_type(title: str) -> ItemType:
    """What a sak is for, as its title begins; most are for information."""
    begins = title.casefold()
    found = (each for word, each in _BEGINNINGS.items() if begins.startswith(word))
    return next(found, ItemType.INFORMATION)


def add(meeting: Meeting, section: str, text: str, item_type: ItemType) -> Edit:
    """A new sak, last on the agenda."""
    item = ItemRow(meeting=meeting.uid, section=section, text=text, type=item_type)
    return AddItem(meeting.head, item, meeting.first_day.year if is_fixed(meeting) else None)


@dataclass(frozen=True, slots=True)
class FixAgenda:
    """The saker get the series' next numbers, in the agenda's order."""

    head: MeetingRow
    year: int
    items: tuple[ItemRow, ...]

    def apply(self, writer: Writer) -> None:
        """Write the numbers."""
        number = series.next_number(writer.archive, self.head, self.year)
        for place, item in enumerate(self.items):
            writer.change(item, replace(item, number=number + place, year=self.year))


def fix(meeting: Meeting) -> Edit | None:
    """Fix the agenda; None when every sak has its number."""
    waiting = tuple(item for item in meeting.items if item.number is None)
    return FixAgenda(meeting.head, meeting.first_day.year, waiting) if waiting else None


@dataclass(frozen=True, slots=True)
class SetNumber:
    """A number that is corrected by hand; no two saker of the series' year can have one."""

    head: MeetingRow
    item: ItemRow
    number: int
    year: int

    def apply(self, writer: Writer) -> None:
        """Write the number.

        Raises:
            Refused: When another sak has it.
        """
        holder = series.holder_of(
            writer.archive, self.head, self.number, self.year, but=self.item.uid
        )
        if holder:
            title, day = holder
            label = item_numbers.shown(self.number, self.year)
            where = f"«{title}»" if title else "et møte som er unntatt offentlighet,"
            raise Refused(
                f"Nummer {label} er brukt i {where} {numeric(day)}. Velg et annet nummer."
            )
        writer.change(self.item, replace(self.item, number=self.number, year=self.year))


def set_number(meeting: Meeting, item: ItemRow, typed: str) -> Edit:
    """Correct a sak's number.

    Raises:
        ValueError: When what was typed is no number; the text is a Norwegian sentence.
    """
    number, year = item_numbers.read(typed, item.year or meeting.first_day.year)
    return SetNumber(meeting.head, item, number, year)


def change_title(item: ItemRow, text: str) -> Edit:
    """Correct a sak's title."""
    return Change(item, replace(item, text=text))


def change_type(item: ItemRow, item_type: ItemType) -> Edit:
    """Say what a sak is for. An outcome that the new type does not have is taken away.

    Raises:
        Refused: When a protocol of a negotiation was started from it.
    """
    if item.protocol and item_type is not ItemType.NEGOTIATION:
        raise Refused("Saken har en forhandlingsprotokoll, så den må være en forhandling.")
    kept = item.outcome if item.outcome in OUTCOMES[item_type] else Outcome.OPEN
    return Change(item, replace(item, type=item_type, outcome=kept))


def move(entries: Sequence[ItemEntry], item: ItemRow, step: int) -> Edit | None:
    """Let the sak change places with its neighbour: −1 up, 1 down. None at the end.

    Raises:
        Refused: When the agenda is fixed.
    """
    if any(entry.item.number is not None for entry in entries):
        raise Refused(IS_FIXED)
    return change_places([entry.item for entry in entries], item, step)


def remove(entry: ItemEntry) -> Edit:
    """Delete a sak with what was said in it. Decisions, tasks and deviations about it stay.

    Raises:
        Refused: When a protocol of a negotiation was started from it.
    """
    if entry.item.protocol:
        raise Refused("Saken har en forhandlingsprotokoll og kan ikke slettes.")
    hanging: tuple[TaskRow | DecisionRow | DeviationRow, ...] = (
        *entry.tasks,
        *entry.decisions,
        *entry.deviations,
    )
    freed = tuple(Change(row, replace(row, about="")) for row in hanging)
    notes = tuple(note for lines in entry.notes.values() for note in lines)
    said = (*notes, *entry.positions, *entry.statements, *entry.remarks)
    return Together((*freed, Remove((*said, entry.item))))
