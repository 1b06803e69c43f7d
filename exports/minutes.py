"""The minutes («referat») of a meeting as an outline, the same for every file format.

The first page is for the one who reads no more: what the meeting was, where it ended, what was
decided and who does what. Then what was said, and last the forms that need pages on their side.
"""

from dataclasses import replace
from datetime import datetime

from exports import agreed_form, head_form, parties_form, sections
from exports.frame import framed
from exports.outline import Block, Bullets, Document, Heading, Landscape, Paragraph
from exports.source import Source
from exports.wording import Wording
from store.approval import as_approved
from store.meeting import Meeting
from store.norwegian_dates import clock, prose
from store.rows import StatusChangeRow
from store.sections import fill
from store.vocabulary import Status


def minutes(source: Source) -> Document:
    """The whole document, marked as a draft until the meeting is approved."""
    if source.meeting.head.status is Status.APPROVED:
        source = replace(source, meeting=as_approved(source.meeting))
    meeting = source.meeting
    head, kind = meeting.head, meeting.kind
    wording = Wording.of(source)
    return framed(
        source,
        kind.minutes,
        _title(kind.title, head.title),
        _blocks(source, wording),
        of_minutes=True,
        fingerprint=_fingerprint(meeting),
    )


def _fingerprint(meeting: Meeting) -> str:
    """What `referat sjekk` compares with, in the foot of every page of approved minutes."""
    if meeting.head.status is not Status.APPROVED or not meeting.approvals:
        return ""
    return f"SHA-256 {meeting.approvals[-1].fingerprint}"


def _title(kind: str, title: str) -> str:
    """«Samarbeidsmøte: Høstens saker»; «Samarbeidsmøte nr. 8» is not said twice."""
    if not title or title.casefold().startswith(kind.casefold()):
        return title or kind
    return f"{kind}: {title}"


def _blocks(source: Source, wording: Wording) -> tuple[Block, ...]:
    """All but the title. Pages on their side come last, so that none is left half empty."""
    meeting = source.meeting
    if source.public and meeting.head.exempt:
        return (head_form.facts(source, wording),)
    has_parties = bool(meeting.kind.parties)
    contents = [
        block
        for definition in meeting.kind.sections
        for block in sections.blocks(wording, fill(meeting, definition))
    ]
    upright = [block for block in contents if not isinstance(block, Landscape)]
    agreed = _agreed(wording)
    return (
        head_form.facts(source, wording, parties_form.facts(meeting) if has_parties else ()),
        *((*_summary(wording), *agreed, *upright) if meeting.kind.agreed_first else upright),
        *(() if meeting.kind.agreed_first else agreed),
        *agreed_form.deviations(wording),
        *parties_form.remarks(wording),
        *(parties_form if has_parties else head_form).participants(meeting),
        *_reopenings(meeting),
        *(parties_form.signatures(meeting) if has_parties else ()),
        *(block for block in contents if isinstance(block, Landscape)),
    )


def _summary(wording: Wording) -> tuple[Block, ...]:
    meeting = wording.meeting
    if meeting.head.status is Status.PLANNED:
        return ()
    agreed = agreed_form.summary(wording)
    found: list[Block] = [Paragraph(agreed)] if agreed else []
    found += [
        block
        for definition in meeting.kind.sections
        for block in sections.summary(wording, fill(meeting, definition))
    ]
    return (Heading(2, "Sammendrag"), *found) if found else ()


def _agreed(wording: Wording) -> tuple[Block, ...]:
    """The decisions, the tasks and the next meeting; before the meeting, that it is to come."""
    meeting = wording.meeting
    if meeting.head.status is Status.PLANNED and not (meeting.decisions or meeting.tasks):
        return (Paragraph(_NOT_HELD, "note"),)
    # Where they are not what the meeting was for, that there are none is not worth a heading.
    always = meeting.kind.agreed_first
    has_next = bool(head_form.next_meeting(meeting))
    return (
        *(agreed_form.decisions(wording) if always or meeting.decisions else ()),
        *(agreed_form.tasks(wording) if always or meeting.tasks else ()),
        *(_next_meeting(meeting) if always or has_next else ()),
    )


_NOT_HELD = "Møtet er planlagt og ikke holdt ennå."


def _next_meeting(meeting: Meeting) -> tuple[Block, ...]:
    head, said = meeting.head, head_form.next_meeting(meeting)
    if not head.next_meeting:
        said = ". ".join(part for part in ("Ikke avtalt", said) if part)
    text = said if head.next_meeting_note else f"{said}."
    return (Heading(2, "Neste møte"), Paragraph(text))


def _reopenings(meeting: Meeting) -> tuple[Block, ...]:
    """A closed meeting that was opened again says when and why; each time is a new version."""
    reopened = [row for row in meeting.status_changes if row.reason]
    if not reopened:
        return ()
    items = [_reopening(version, row) for version, row in enumerate(reopened, start=2)]
    return (Heading(2, "Gjenåpnet"), Bullets(tuple(items)))


def _reopening(version: int, row: StatusChangeRow) -> str:
    at = datetime.fromisoformat(row.at)
    return f"Versjon {version}: {prose(at.date())} {clock(at.time())}. Begrunnelse: {row.reason}"
