"""The extract of each sak («saksutskrift»), on a page of its own, for the case it belongs to."""

from exports import head_form, items_form, parties_form
from exports.outline import Block, Facts, Heading, PageBreak, Paragraph
from exports.source import Source
from exports.wording import Wording
from store.meeting import Meeting
from store.sections import ItemEntry, all_items

TITLE = "Saksutskrift"
_NO_ITEMS = "Møtet har ingen saker."


def chosen(meeting: Meeting, item: str) -> tuple[ItemEntry, ...]:
    """The saker that are asked for.

    Args:
        meeting: The meeting.
        item: uid of the only one, or "" for all.
    """
    return tuple(entry for entry in all_items(meeting) if item in ("", entry.item.uid))


def called(entry: ItemEntry) -> str:
    """What a sak is called where it stands by itself: «sak 34/26»."""
    return f"sak {entry.label.rstrip('.')}"


def blocks(source: Source, wording: Wording, item: str = "") -> tuple[Block, ...]:
    """All but the title: a sak to a page, each with what tells where it was taken up.

    Args:
        source: The meeting.
        wording: Its words.
        item: uid of the only sak, or "" for all.
    """
    found: list[Block] = []
    for entry in chosen(source.meeting, item):
        found += [*([PageBreak()] if found else []), *_extract(source, wording, entry)]
    return tuple(found) or (Paragraph(_NO_ITEMS),)


def _extract(source: Source, wording: Wording, entry: ItemEntry) -> list[Block]:
    meeting, has_parties = source.meeting, bool(source.meeting.kind.parties)
    rows = (
        ("Kommune", source.municipality),
        ("Møte", meeting.head.title or meeting.kind.title),
        ("Enhet", meeting.head.unit),
        ("Dato", "\n".join(head_form.when(meeting, sitting) for sitting in meeting.sittings)),
        (meeting.kind.place_label, meeting.head.place),
        ("Møteleder", meeting.head.chair),
        *(parties_form.facts(meeting) if has_parties else head_form.who_was_there(meeting)),
        ("Arkivsak", meeting.head.case_number),
        ("Status", f"{meeting.head.status.capitalize()}, versjon {meeting.head.version}"),
    )
    return [
        Heading(2, f"{TITLE}, {called(entry)}"),
        Facts.of_what_is_said(rows, "Hvor saken ble behandlet"),
        *items_form.item(wording, entry),
    ]
