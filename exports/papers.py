"""The documents that can be made of one meeting. `PAPERS` lists them for screens and commands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from exports import action_plan, notice
from exports.minutes import exemption, minutes
from exports.outline import Block, Document, Heading
from exports.source import Source
from exports.wording import Wording
from store.norwegian_dates import prose


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a meeting.

    Attributes:
        label: What it is called.
        definite: The same in «… er skrevet».
        about: What the file's name says beside the meeting's; "" for the minutes.
        make: Makes it.
    """

    label: str
    definite: str
    about: str
    make: Callable[[Source], Document]


def _notice(source: Source) -> Document:
    return _document(source, notice.TITLE, notice.blocks)


def _action_plan(source: Source) -> Document:
    return _document(source, action_plan.TITLE, action_plan.blocks)


def _document(
    source: Source, name: str, blocks: Callable[[Source, Wording], tuple[Block, ...]]
) -> Document:
    """A document beside the minutes: it is nobody's to approve, so it is no draft."""
    meeting = source.meeting
    wording = Wording(meeting, {row.uid: row.name for row in source.beside.legal_bases})
    title = f"{name}: {meeting.head.title or meeting.kind.title}"
    title += " – offentlig utgave" if source.public else ""
    whole = source.public and bool(meeting.head.exempt)
    return Document(
        title=title,
        subject=f"{name}, {meeting.kind.short.lower()}, {prose(meeting.first_day)}",
        author=source.municipality or meeting.head.unit or "referat",
        keywords=tuple(word for word in (name, meeting.kind.short, meeting.head.unit) if word),
        identifier=meeting.uid,
        version=str(meeting.head.version),
        saved=meeting.saved,
        draft=False,
        blocks=(
            Heading(1, title),
            *exemption(source, wording),
            *(() if whole else blocks(source, wording)),
        ),
        footer=" · ".join(part for part in (source.municipality, meeting.kind.basis) if part),
    )


MINUTES = "referat"
PAPERS: Mapping[str, Paper] = {
    MINUTES: Paper("Referat", "Referatet", "", minutes),
    "innkalling": Paper("Innkalling", "Innkallingen", "innkalling", _notice),
    "handlingsplan": Paper("Handlingsplan", "Handlingsplanen", "handlingsplan", _action_plan),
}
"""Every document by the name that the command line takes."""
