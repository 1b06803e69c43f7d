"""The notice of a meeting («innkalling»): when and where, who is called, and what comes up."""

from collections.abc import Iterator

from exports import items_form, since_last_form
from exports.outline import Block, Column, Facts, Heading, Numbered, Paragraph, Table
from exports.parties_form import by_party
from exports.source import Source
from exports.wording import Wording
from store.meeting import Meeting
from store.norwegian_dates import show
from store.sections import all_items

TITLE = "Innkalling"
_ITEM_COLUMNS = (Column("Sak", 0.9), Column("Tittel", 4.6), Column("Gjelder", 1.6))
_CHAIR = "Meld forfall til {chair} så snart som mulig."
_NO_CHAIR = "Meld forfall så snart som mulig, så vara kan kalles inn."


def blocks(source: Source, wording: Wording) -> tuple[Block, ...]:
    """All but the title."""
    meeting = source.meeting
    chair = meeting.head.chair
    return (
        _facts(source),
        Paragraph(_CHAIR.format(chair=chair) if chair else _NO_CHAIR),
        *_agenda(meeting),
        *_background(wording),
        *since_last_form.open_before(wording),
    )


def _facts(source: Source) -> Facts:
    meeting = source.meeting
    head, kind, sitting = meeting.head, meeting.kind, meeting.sitting
    hours = "–".join(time.replace(":", ".") for time in (sitting.start, sitting.end) if time)
    when = ", ".join(part for part in (show(sitting.date), hours and f"kl. {hours}") if part)
    rows = (
        ("Kommune", source.municipality),
        ("Møte", kind.title),
        (kind.theme_label, head.title),
        ("Enhet", head.unit),
        ("Tid", when),
        (kind.place_label, head.place),
        ("Møteleder", head.chair),
        ("Referent", head.secretary),
        *_called(meeting),
        ("Papirer sendt ut", show(head.papers_sent) if head.papers_sent else ""),
        ("Arkivsak", head.case_number),
    )
    return Facts.of_what_is_said(rows, "Om møtet")


def _called(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """Who is called, party by party where there are parties."""
    if not meeting.kind.parties:
        yield "Innkalt", ", ".join(who.name for who in meeting.participants)
        return
    for party, there in by_party(meeting):
        yield party, ", ".join(who.name for who in there)


def _agenda(meeting: Meeting) -> tuple[Block, ...]:
    """The saker; for a kind without saker, the questions that the meeting goes through."""
    entries = all_items(meeting)
    if not entries:
        steps = tuple(stop.heading for stop in meeting.kind.stops)
        return (Heading(2, "Slik går vi fram"), Numbered(steps))
    rows = tuple((entry.label, entry.item.text, str(entry.item.type)) for entry in entries)
    description = "En rad for hver sak: nummeret, tittelen og hva saken er til."
    return (Heading(2, "Saksliste"), Table(_ITEM_COLUMNS, rows, "Saksliste", description))


def _background(wording: Wording) -> tuple[Block, ...]:
    """What was written of the saker beforehand."""
    found: list[Block] = []
    for entry in all_items(wording.meeting):
        if texts := items_form.texts(wording, entry):
            found += [Heading(3, f"Sak {entry.label} {entry.item.text}"), *texts]
    return (Heading(2, "Til sakene"), *found) if found else ()
