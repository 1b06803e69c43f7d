"""What is said in a sak: its texts, where the parties stand, and how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from msgspec.structs import replace

from store import parties
from store.definitions import Party
from store.edits import Add, Change, Edit, Refused, Remove, each
from store.item_rows import ItemRow, PositionRow
from store.journal import Writer
from store.meeting import Meeting
from store.rows import NoteRow
from store.sections import ItemEntry
from store.vocabulary import ItemText, ItemType, Outcome, Stance

OUTCOMES: Final[Mapping[ItemType, tuple[Outcome, ...]]] = {
    ItemType.APPROVAL: (Outcome.APPROVED, Outcome.APPROVED_CORRECTED, Outcome.POSTPONED),
    ItemType.INFORMATION: (Outcome.NOTED, Outcome.SETTLED, Outcome.POSTPONED),
    ItemType.DISCUSSION: (Outcome.AGREEMENT, Outcome.DISAGREEMENT, Outcome.POSTPONED),
    ItemType.NEGOTIATION: (),
    ItemType.OTHER: (Outcome.NOTED, Outcome.SETTLED, Outcome.POSTPONED),
}
"""How a sak of each type can end. A negotiation ends in a protocol of its own."""


def text_of(entry: ItemEntry, column: ItemText) -> str:
    """One of the sak's texts, with its lines; "" when it is not written."""
    notes = entry.notes.get(column, ())
    # One that is hidden stays what it is; joined, it would look like words.
    return notes[0].text if len(notes) == 1 else "\n".join(note.text for note in notes)


def set_text(entry: ItemEntry, column: ItemText, text: str) -> Edit | None:
    """Write one of the sak's texts, or take it away with ""; None when nothing changes."""
    before = entry.notes.get(column, ())
    if text == text_of(entry, column):
        return None
    if not text:
        return Remove(before)
    if not before:
        item = entry.item
        note = NoteRow(
            meeting=item.meeting, section=item.section, column=column, about=item.uid, text=text
        )
        return Add(note, ("about", "column"))
    edits: list[Edit] = [Change(before[0], replace(before[0], text=text))]
    return each([*edits, Remove(before[1:])] if before[1:] else edits)


def set_outcome(item: ItemRow, outcome: Outcome) -> Edit:
    """Say how the sak ended, or take it back.

    Raises:
        Refused: When a sak of its type can not end so.
    """
    if item.type is ItemType.NEGOTIATION and outcome is not Outcome.OPEN:
        raise Refused("En forhandling får egen protokoll og ikke noe utfall her.")
    if outcome not in (Outcome.OPEN, *OUTCOMES[item.type]):
        raise Refused(f"En sak av typen {item.type} kan ikke ende med «{outcome}».")
    return Change(item, replace(item, outcome=outcome))


def set_decided_on(item: ItemRow, day: date | None) -> Edit | None:
    """When the employer decided, where that came after the meeting."""
    return Change(item, replace(item, decided_on=day)) if day != item.decided_on else None


@dataclass(frozen=True, slots=True)
class TakeStand:
    """Where a party stands; the clock tells when, in a sitting that is held today."""

    row: PositionRow
    before: PositionRow | None
    sitting: date

    def apply(self, writer: Writer) -> None:
        """Write the position."""
        now = writer.archive.clock()
        said_at = f"{now:%H:%M}" if self.sitting == now.date() else ""
        row = replace(self.row, said_at=said_at)
        if self.before is None:
            writer.add_last(row, "item")
        else:
            writer.change(self.before, row)


def position_of(entry: ItemEntry, party: str) -> PositionRow | None:
    """What the party said, if it did."""
    wanted = party.casefold()
    return next((row for row in entry.positions if row.party.casefold() == wanted), None)


def take_stand(meeting: Meeting, entry: ItemEntry, party: Party, stance: Stance) -> Edit | None:
    """Say where a party stands; its words, when it has said any, are kept.

    Raises:
        Refused: When it is nothing that the party can say.
    """
    if stance not in parties.stances(party):
        raise Refused(_not_for(party))
    before = position_of(entry, party.name)
    if before is None:
        row = PositionRow(meeting=meeting.uid, item=entry.item.uid, party=party.name, stance=stance)
    elif before.stance is stance:
        return None
    else:
        row = replace(before, stance=stance)
    return TakeStand(row, before, meeting.sitting.date)


def _not_for(party: Party) -> str:
    if party.signs:
        return f"{party.name} er part og gir ikke uttalelse. Velg et standpunkt."
    return f"{party.name} er ikke part og gir en uttalelse, ikke et standpunkt."


def word_position(position: PositionRow, text: str) -> Edit:
    """The party's own words."""
    return Change(position, replace(position, text=text))


def withdraw(position: PositionRow) -> Edit:
    """The party has said nothing after all."""
    return Remove((position,))
