"""The documents that can be made of one meeting. `PAPERS` lists them for screens and commands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from exports import action_plan, item_extract, notice, series_plan, signature_page
from exports.frame import framed
from exports.minutes import minutes
from exports.order import EXTRACTS, MINUTES, NOTICE, Order
from exports.outline import Block, Document
from exports.source import Source, for_the_public
from exports.wording import Wording
from store.kind import Kind
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
        lacks: What a meeting has none of that it makes no sense for.
        of_series: Whether the source must hold the tasks of the whole series.
    """

    label: str
    definite: str
    about: str
    make: Callable[[Order], Document]
    is_offered: Callable[[Meeting], bool] = lambda _meeting: True
    lacks: str = ""
    of_series: bool = False

    def refusal(self, meeting: Meeting) -> str:
        """Why it is not written of a meeting, in one Norwegian sentence; "" where it is."""
        if self.is_offered(meeting):
            return ""
        return (
            f"{self.label} kan ikke skrives, for møte {meeting.number} har ingen {self.lacks}; "
            "velg et annet dokument."
        )


def _minutes(order: Order) -> Document:
    return minutes(order.source)


def _notice(order: Order) -> Document:
    return _document(order.source, notice.TITLE, notice.blocks)


def _action_plan(order: Order) -> Document:
    return _document(order.source, action_plan.TITLE, action_plan.blocks)


def _series_plan(order: Order) -> Document:
    meeting = order.source.meeting
    of = ", ".join(part for part in (meeting.kind.title, meeting.head.unit) if part)
    return _document(order.source, series_plan.TITLE, series_plan.blocks, title=of)


def _item_extracts(order: Order) -> Document:
    blocks = partial(item_extract.blocks, item=order.item)
    return _document(order.source, item_extract.TITLE, blocks, of_minutes=True)


def _signature_page(order: Order) -> Document:
    return _document(order.source, signature_page.TITLE, signature_page.blocks, of_minutes=True)


def _has_items(meeting: Meeting) -> bool:
    return bool(all_items(meeting))


def _has_series(meeting: Meeting) -> bool:
    return bool(meeting.head.series)


def _has_parties(meeting: Meeting) -> bool:
    return bool(meeting.kind.parties)


def _document(
    source: Source,
    name: str,
    blocks: Callable[[Source, Wording], tuple[Block, ...]],
    *,
    title: str = "",
    of_minutes: bool = False,
) -> Document:
    """A document beside the minutes, which may hold nothing of what is exempt in the meeting.

    Args:
        source: The meeting.
        name: What the document is.
        blocks: Makes its contents.
        title: What it is of; "" for the meeting.
        of_minutes: Whether it says what the minutes say.
    """
    head, kind = source.meeting.head, source.meeting.kind
    is_all_withheld = source.public and bool(head.exempt)

    def made_of(version: Source) -> tuple[Block, ...]:
        return blocks(version, Wording.of(version))

    contents = () if is_all_withheld else made_of(source)
    holds_exempt = source.holds_exempt and (
        bool(head.exempt) or contents != made_of(for_the_public(source))
    )
    return framed(
        source,
        name,
        f"{name}: {title or head.title or kind.title}",
        contents,
        of_minutes=of_minutes,
        holds_exempt=holds_exempt,
    )


PAPERS: Mapping[str, Paper] = {
    MINUTES: Paper("Referat", "Referatet", "", _minutes),
    NOTICE: Paper("Innkalling", "Innkallingen", "innkalling", _notice),
    "handlingsplan": Paper("Handlingsplan", "Handlingsplanen", "handlingsplan", _action_plan),
    "serieplan": Paper(
        *(series_plan.TITLE, "Handlingsplanen for serien", "handlingsplan for serien"),
        _series_plan,
        _has_series,
        lacks="enhet, og står derfor ikke i noen serie",
        of_series=True,
    ),
    EXTRACTS: Paper(
        *("Saksutskrifter", "Saksutskriftene", "saksutskrift", _item_extracts),
        _has_items,
        lacks="saker",
    ),
    "underskrifter": Paper(
        *("Side for underskrifter", "Siden", "underskrifter", _signature_page),
        _has_parties,
        lacks="parter",
    ),
}
"""Every document by the name that the command line takes."""


def paper(name: str, kind: Kind) -> Paper:
    """A document as a kind of meeting calls it: the minutes of a negotiation are a protocol.

    Args:
        name: One of `PAPERS`.
        kind: The meeting's.
    """
    found = PAPERS[name]
    if name != MINUTES or kind.minutes == found.label:
        return found
    return replace(
        found, label=kind.minutes, definite=kind.minutes_definite, about=kind.minutes.lower()
    )


def document(order: Order) -> Document:
    """The document that was asked for."""
    return PAPERS[order.paper].make(order)


def about(order: Order) -> str:
    """What the file's name says beside the meeting's; "" for the minutes."""
    said = paper(order.paper, order.source.meeting.kind).about
    chosen = item_extract.chosen(order.source.meeting, order.item) if order.item else ()
    names = [item_extract.called(entry).replace("/", "-") for entry in chosen]
    return " ".join((said, *names))
