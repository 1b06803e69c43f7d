"""The notice of a meeting («innkalling»): when and where, who is called, and what comes up."""

from collections.abc import Iterator
from datetime import time

from exports import items_form, since_last_form
from exports.head_form import archived, hours, question
from exports.outline import (
    Block,
    Bullets,
    Column,
    Facts,
    Heading,
    Item,
    Numbered,
    Paragraph,
    Run,
    Table,
)
from exports.parties_form import by_party
from exports.source import Source
from exports.wording import Wording, counted, listed
from store.meeting import Meeting
from store.norwegian_dates import show
from store.rows import SittingRow
from store.sections import ItemEntry, all_items

TITLE = "Innkalling"
_ITEM_COLUMNS = (Column("Sak", 0.9), Column("Tittel", 4.6), Column("Gjelder", 1.6))
_CHAIR = "Meld forfall til {chair} så snart som mulig."
_NO_CHAIR = "Meld forfall så snart som mulig, så vara kan kalles inn."


def blocks(source: Source, wording: Wording) -> tuple[Block, ...]:
    """All but the title."""
    meeting = source.meeting
    chair = meeting.head.chair
    before = since_last_form.open_before(wording)
    return (
        Paragraph(meeting.kind.purpose, "lead"),
        _facts(source),
        Paragraph(_CHAIR.format(chair=chair) if chair else _NO_CHAIR),
        *_agenda(wording),
        *_papers(meeting, carries=bool(before)),
        *_background(wording),
        *before,
    )


def _facts(source: Source) -> Facts:
    meeting = source.meeting
    head, kind = meeting.head, meeting.kind
    rows = (
        ("Kommune", source.municipality),
        # «Forhandlingsprotokoll» is what comes of the meeting.
        ("Møte", kind.short if kind.title.endswith(kind.minutes.lower()) else kind.title),
        (kind.theme_label, head.title),
        (question(kind.reason_label), head.reason),
        ("Enhet", head.unit),
        ("Tid", _when(meeting.sitting)),
        (kind.place_label, head.place),
        *((field.label, meeting.said_in_head(field.key)) for field in kind.head_fields),
        ("Møteleder", head.chair),
        ("Referent", head.secretary),
        *_called(meeting),
        ("Papirer sendt ut", show(head.papers_sent) if head.papers_sent else ""),
        ("Arkiv", " · ".join(archived(source, of_minutes=False))),
    )
    return Facts.of_what_is_said(rows, "Om møtet")


def _when(sitting: SittingRow) -> str:
    """«tir 24.11.2026 (uke 48), kl. 09.00–11.30 (2 timer og 30 minutter)»."""
    when = ", ".join(part for part in (show(sitting.date), hours(sitting)) if part)
    minutes = _minutes(sitting)
    long = (
        counted(minutes // 60, "time", "timer") if minutes >= 60 else "",
        counted(minutes % 60, "minutt", "minutter") if minutes % 60 else "",
    )
    said = " og ".join(part for part in long if part)
    return f"{when} ({said})" if minutes > 0 else when


def _minutes(sitting: SittingRow) -> int:
    """How long it is to last; 0 where that is not set."""
    if not (sitting.start and sitting.end):
        return 0
    start, end = (time.fromisoformat(each) for each in (sitting.start, sitting.end))
    return (end.hour - start.hour) * 60 + end.minute - start.minute


def _called(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """Who is called, party by party where there are parties."""
    if not meeting.kind.parties:
        yield "Innkalt", ", ".join(who.name for who in meeting.participants)
        return
    for party, there in by_party(meeting):
        yield party, ", ".join(who.name for who in there)


def _agenda(wording: Wording) -> tuple[Block, ...]:
    """The saker; for a kind without saker, the questions that the meeting goes through."""
    meeting = wording.meeting
    entries = all_items(meeting)
    if not entries:
        steps = tuple(stop.heading for stop in meeting.kind.stops)
        return (Heading(2, "Slik går vi fram"), Numbered(steps))
    rows = tuple(_item(wording, entry) for entry in entries)
    description = "En rad for hver sak: nummeret, tittelen og hva saken er til."
    return (Heading(2, "Saksliste"), Table(_ITEM_COLUMNS, rows, "Saksliste", description))


def _item(wording: Wording, entry: ItemEntry) -> tuple[str, str, str]:
    return (entry.label, wording.words_of(entry.item), entry.item.type.capitalize())


def _papers(meeting: Meeting, *, carries: bool) -> tuple[Block, ...]:
    """What there is to read beforehand: what comes along, and what stands below.

    Args:
        meeting: The meeting.
        carries: Whether open tasks of earlier meetings stand below.
    """
    items: list[Item] = []
    for entry in all_items(meeting):
        number = Run(f"Sak {entry.label.rstrip('.')}", to=entry.item.uid)
        if entry.item.approves:
            items.append((number, Run(": referatet som skal godkjennes, ligger ved")))
        if told := items_form.written_beforehand(entry):
            items.append((number, Run(f": {listed([label.lower() for label in told])}")))
    if carries:
        items.append("Åpne oppgaver fra tidligere møter")
    return (Heading(2, "Papirer til møtet"), Bullets(tuple(items))) if items else ()


def _background(wording: Wording) -> tuple[Block, ...]:
    """What was written of the saker beforehand."""
    found: list[Block] = []
    for entry in all_items(wording.meeting):
        if texts := items_form.texts(wording, entry):
            title = f"Sak {entry.label} {entry.item.text}"
            found += [Heading(3, title, anchor=entry.item.uid), *texts]
    return (Heading(2, "Til sakene"), *found) if found else ()
