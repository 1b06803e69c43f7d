"""What `eksport` is asked for: which document of which meetings, checked before any is written."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.commands.output import remark
from tui.commands.refusal import Refused, refusing

if TYPE_CHECKING:
    from exports.order import Order
    from screens.workplace import Workplace
    from store.database import Archive
    from store.meeting import Meeting


class Asked(NamedTuple):
    """One document of one meeting.

    Attributes:
        meeting: uid of the meeting.
        paper: One of `exports.papers.PAPERS`.
        item: uid of the only sak of an extract, or "" for all.
    """

    meeting: str
    paper: str
    item: str


def asked_for(
    archive: "Archive", uids: Sequence[str], paper: str, number: str, *, every: bool
) -> list[Asked]:
    """The documents that can be written.

    Args:
        archive: The open file.
        uids: Of the meetings.
        paper: One of `exports.papers.PAPERS`.
        number: Of the only sak that is asked for, as typed; "" for all.
        every: Whether all meetings were asked for: those that have nothing for the document are
            passed by then.

    Raises:
        Refused: A meeting that was named has nothing for the document, or has no such sak.
    """
    from exports.order import EXTRACTS, MINUTES  # noqa: PLC0415 - `--help` answers at once
    from exports.papers import PAPERS  # noqa: PLC0415 - as above
    from store import meetings  # noqa: PLC0415 - as above

    if number and paper != EXTRACTS:
        raise Refused(f"--sak gjelder bare med --dokument {EXTRACTS}.")
    if paper == MINUTES:
        return [Asked(uid, paper, "") for uid in uids]
    found: list[Asked] = []
    for uid in uids:
        meeting = meetings.load(archive, uid)
        if refusal := PAPERS[paper].refusal(meeting):
            if not every:
                raise Refused(refusal)
        else:
            found.append(Asked(uid, paper, _item(meeting, number) if number else ""))
    if uids and not found:
        remark(f"Ingen av møtene har {PAPERS[paper].label.lower()} å skrive.")
    return found


def reader(
    workplace: "Workplace", template: Path | None, *, public: bool
) -> "Callable[[Asked], Order]":
    """What reads a document's meeting; one at a time, so that a thousand are never held at once.

    Args:
        workplace: The open file and the settings.
        template: The Word template that was named; None for that of the settings.
        public: For the version that anybody may see.

    Raises:
        Refused: The template that was named can not be used.
    """
    from exports.order import Order  # noqa: PLC0415 - `--help` answers at once
    from exports.papers import PAPERS  # noqa: PLC0415 - as above
    from exports.source import source  # noqa: PLC0415 - as above
    from exports.template import TemplateRefused, read_template  # noqa: PLC0415 - as above
    from exports.writing import on_template  # noqa: PLC0415 - as above

    archive, settings = workplace.archive, workplace.settings
    with refusing(TemplateRefused):
        named = read_template(template) if template else None
    told: set[str] = set()

    def order_of(asked: Asked) -> Order:
        of_series = PAPERS[asked.paper].of_series
        meeting = source(archive, asked.meeting, settings, public=public, of_series=of_series)
        order = Order(meeting, asked.paper, asked.item)
        if named:
            return replace(order, template=named)
        ready, refusal = on_template(order, workplace.template_for(meeting.meeting.kind.id))
        if refusal and refusal not in told:
            told.add(refusal)
            remark(refusal)
        return ready

    return order_of


def _item(meeting: "Meeting", typed: str) -> str:
    """The uid of the sak with a number."""
    from store import item_numbers  # noqa: PLC0415 - `--help` answers at once
    from store.sections import all_items  # noqa: PLC0415 - as above

    with refusing(ValueError):
        wanted = item_numbers.read(typed[:80], meeting.first_day.year)
    entries = [entry for entry in all_items(meeting) if entry.item.number is not None]
    for entry in entries:
        if (entry.item.number, entry.item.year) == wanted:
            return entry.item.uid
    there = ", ".join(entry.label for entry in entries)
    known = f"velg blant {there}" if there else "sakene der har ikke fått numre ennå"
    raise Refused(f"Møte {meeting.number} har ingen sak {item_numbers.shown(*wanted)}; {known}.")
