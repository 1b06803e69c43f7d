"""The documents that can be made of one meeting. `PAPERS` lists them for screens and commands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from exports import action_plan, item_extract, notice, signature_page
from exports.frame import framed
from exports.minutes import minutes
from exports.order import MINUTES, Order
from exports.outline import Block, Document
from exports.source import Source
from exports.wording import Wording
from store.meeting import Meeting
from store.sections import all_items


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a meeting.

    Attributes:
        label: What it is called.
        definite: The same in «… er skrevet».
        about: What the file's name says beside the meeting's; "" for the minutes.
        make: Makes it.
        is_offered: Whether it makes sense for a meeting.
    """

    label: str
    definite: str
    about: str
    make: Callable[[Source], Document]
    is_offered: Callable[[Meeting], bool] = lambda _meeting: True


def _notice(source: Source) -> Document:
    return _document(source, notice.TITLE, notice.blocks)


def _action_plan(source: Source) -> Document:
    return _document(source, action_plan.TITLE, action_plan.blocks)


def _item_extracts(source: Source) -> Document:
    return _document(source, item_extract.TITLE, item_extract.blocks, of_minutes=True)


def _signature_page(source: Source) -> Document:
    return _document(source, signature_page.TITLE, signature_page.blocks, of_minutes=True)


def _has_items(meeting: Meeting) -> bool:
    return bool(all_items(meeting))


def _has_parties(meeting: Meeting) -> bool:
    return bool(meeting.kind.parties)


def _document(
    source: Source,
    name: str,
    blocks: Callable[[Source, Wording], tuple[Block, ...]],
    *,
    of_minutes: bool = False,
) -> Document:
    """A document beside the minutes.

    Args:
        source: The meeting.
        name: What the document is.
        blocks: Makes its contents.
        of_minutes: Whether it says what the minutes say.
    """
    head, kind = source.meeting.head, source.meeting.kind
    is_all_withheld = source.public and bool(head.exempt)
    return framed(
        source,
        name,
        f"{name}: {head.title or kind.title}",
        () if is_all_withheld else blocks(source, Wording.of(source)),
        of_minutes=of_minutes,
    )


PAPERS: Mapping[str, Paper] = {
    MINUTES: Paper("Referat", "Referatet", "", minutes),
    "innkalling": Paper("Innkalling", "Innkallingen", "innkalling", _notice),
    "handlingsplan": Paper("Handlingsplan", "Handlingsplanen", "handlingsplan", _action_plan),
    "saksutskrift": Paper(
        "Saksutskrifter", "Saksutskriftene", "saksutskrift", _item_extracts, _has_items
    ),
    "underskrifter": Paper(
        "Side for underskrifter", "Siden", "underskrifter", _signature_page, _has_parties
    ),
}
"""Every document by the name that the command line takes."""


def document(order: Order) -> Document:
    """The document that was asked for."""
    return PAPERS[order.paper].make(order.source)
