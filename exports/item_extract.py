"""The extract of each sak («saksutskrift»), on a page of its own, for the case it belongs to."""

from exports import items_form
from exports.outline import Block, Facts, Heading, PageBreak, Paragraph
from exports.source import Source
from exports.wording import Wording
from store.norwegian_dates import show
from store.sections import ItemEntry, all_items

TITLE = "Saksutskrift"
_NO_ITEMS = "Møtet har ingen saker."


def blocks(source: Source, wording: Wording) -> tuple[Block, ...]:
    """All but the title: a sak to a page, each with what tells where it was taken up."""
    found: list[Block] = []
    for entry in all_items(source.meeting):
        found += [*([PageBreak()] if found else []), *_extract(source, wording, entry)]
    return tuple(found) or (Paragraph(_NO_ITEMS),)


def _extract(source: Source, wording: Wording, entry: ItemEntry) -> list[Block]:
    meeting = source.meeting
    rows = (
        ("Kommune", source.municipality),
        ("Møte", meeting.head.title or meeting.kind.title),
        ("Enhet", meeting.head.unit),
        ("Dato", show(meeting.first_day)),
        ("Arkivsak", meeting.head.case_number),
        ("Status", f"{meeting.head.status.capitalize()}, versjon {meeting.head.version}"),
    )
    return [
        Heading(2, f"{TITLE}, sak {entry.label.rstrip('.')}"),
        Facts.of_what_is_said(rows, "Hvor saken ble behandlet"),
        *items_form.item(wording, entry),
    ]
