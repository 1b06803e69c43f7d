"""What is missing of the saker before a meeting is closed."""

from collections.abc import Iterator

from store import attendance, item_edits, parties, statement_edits
from store.definitions import ItemsDefinition
from store.finding import Finding
from store.meeting import Meeting
from store.sections import ItemEntry, items
from store.vocabulary import ItemText, ItemType, Outcome, Stance
from store.withheld import EXEMPT


def findings(meeting: Meeting) -> Iterator[Finding]:
    """Sak by sak: what it lacks, and positions of those who were not there."""
    for definition in meeting.kind.sections:
        if not isinstance(definition, ItemsDefinition):
            continue
        agenda = meeting.kind.stop_showing(definition.key, "agenda").key
        talk = meeting.kind.stop_showing(definition.key, "items").key
        for entry in items(meeting, definition).entries:
            name = f"Sak {entry.label.rstrip('.')}"
            if entry.item.number is None:
                yield Finding(f"{name} har ikke fått nummer", agenda, entry.item.uid)
            for text in (*_ending(entry), *_statements(entry)):
                yield Finding(f"{name} {text}", talk, entry.item.uid)
            for text, row in _parties(entry):
                yield Finding(f"{name} {text}", talk, row)
            for text, row in _not_there(meeting, entry):
                yield Finding(f"{text} i sak {entry.label}", talk, row)
        yield from _doubles(meeting, definition, agenda)


def _ending(entry: ItemEntry) -> Iterator[str]:
    item = entry.item
    if item.type is ItemType.NEGOTIATION:
        if not item.protocol:
            yield "er en forhandling uten protokoll"
        return
    if item.outcome is Outcome.OPEN:
        yield "har ikke noe utfall"
    if _is_held_discussion(entry) and not item_edits.text_of(entry, ItemText.CONCLUSION):
        yield "er en drøfting uten konklusjon"
    yield from _correction(entry)
    if item.outcome is Outcome.POSTPONED and entry.decisions:
        yield "er utsatt, men har en beslutning"
    elif entry.decisions and not entry.tasks:
        yield "har en beslutning, men ingen som skal følge den opp"


def _correction(entry: ItemEntry) -> Iterator[str]:
    is_written = bool(item_edits.text_of(entry, ItemText.CORRECTION))
    if entry.item.outcome is Outcome.APPROVED_CORRECTED and not is_written:
        yield "er godkjent med rettelse, men rettelsen er ikke skrevet"
    if entry.item.outcome is Outcome.APPROVED and is_written:
        yield "er godkjent uten rettelse, men har en rettelse"


def _parties(entry: ItemEntry) -> Iterator[tuple[str, str]]:
    """What the positions lack, and the uid of the row that it is mended in."""
    if _is_held_discussion(entry) and not entry.positions:
        yield "er en drøfting uten standpunkt fra partene", entry.item.uid
    for row in entry.positions:
        if row.stance is Stance.DISAGREES and entry.item.outcome is Outcome.AGREEMENT:
            who = EXEMPT if row.exempt else f"{row.party} er uenig"
            yield f"endte i enighet, men {who}", row.uid
        if row.stance in parties.WANTS_WORDS and not row.text:
            said = EXEMPT if row.exempt else f"«{row.stance}»"
            yield f"har {said} fra {row.party}, men ikke hva det går ut på", row.uid


def _is_held_discussion(entry: ItemEntry) -> bool:
    item = entry.item
    return item.type is ItemType.DISCUSSION and item.outcome is not Outcome.POSTPONED


def _statements(entry: ItemEntry) -> Iterator[str]:
    if statement_edits.is_asked_for(entry):
        yield "endte i uenighet, men ingen er spurt om protokolltilførsel"


def _not_there(meeting: Meeting, entry: ItemEntry) -> Iterator[tuple[str, str]]:
    for row in entry.positions:
        if why := attendance.why_not_there(meeting, entry.item, row):
            yield f"{row.party} {why}, men har standpunkt", row.uid


def _doubles(meeting: Meeting, definition: ItemsDefinition, stop: str) -> Iterator[Finding]:
    """Numbers can meet when packages are taken in from two machines."""
    seen: set[str] = set()
    for entry in items(meeting, definition).entries:
        if entry.label in seen:
            yield Finding(f"To saker har nummer {entry.label}", stop, entry.item.uid)
        seen.add(entry.label)
