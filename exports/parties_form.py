"""The parties of the meeting: who spoke for each, what came in afterwards, and who signs."""

from exports import head_form
from exports.outline import Block, Column, Heading, Paragraph, Run, Signatures, Table
from exports.wording import Wording
from store import parties
from store.item_rows import RemarkRow
from store.meeting import Meeting
from store.norwegian_dates import numeric
from store.rows import AttendanceRow, ParticipantRow
from store.vocabulary import Presence, Status

_OTHERS = "Andre"


def by_party(meeting: Meeting) -> tuple[tuple[str, tuple[ParticipantRow, ...]], ...]:
    """Each party with those who speak for it, and last those who speak for none.

    A party of the kind's that nobody was called for has no part in this meeting.
    """
    found = [(party.name, parties.members(meeting, party.name)) for party in parties.of(meeting)]
    others = tuple(who for who in meeting.participants if not who.party)
    return tuple((name, there) for name, there in (*found, (_OTHERS, others)) if there)


def facts(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    """A row for each party: who was there, whom they were vara for, and who had forfall."""
    return tuple(
        (party, ", ".join(_named(meeting, who) for who in there))
        for party, there in by_party(meeting)
    )


def _named(meeting: Meeting, who: ParticipantRow) -> str:
    rows = [meeting.attendance_at.get((sitting.uid, who.uid)) for sitting in meeting.sittings]
    is_told_here = len(rows) == 1
    said = [word for row in rows if row for word in _in_brackets(row, is_told_here=is_told_here)]
    return f"{who.name} ({', '.join(dict.fromkeys(said))})" if said else who.name


def _in_brackets(row: AttendanceRow, *, is_told_here: bool) -> list[str]:
    """The presence and vara; of several sittings the table tells who came and left when."""
    presence = [] if row.presence is Presence.PRESENT else [str(row.presence)]
    vara = [f"vara for {row.substitute_for}"] if row.substitute_for else []
    return [*presence, *(head_form.in_part(row) if is_told_here else vara)]


def participants(meeting: Meeting) -> tuple[Block, ...]:
    """Who was there, party by party and sitting by sitting; nothing where the head says it all."""
    if not meeting.participants:
        return (Heading(2, "Deltakere"), Paragraph("Ingen deltakere er ført opp."))
    if len(meeting.sittings) == 1 and not any(who.role for who in meeting.participants):
        return ()
    columns = (
        Column("Part", 2.2),
        Column("Deltaker", 3.0),
        *(Column(head_form.attendance_heading(meeting, each), 2.8) for each in meeting.sittings),
    )
    rows = tuple(
        (
            party,
            ", ".join(part for part in (who.name, who.role) if part),
            *head_form.attendances(meeting, who),
        )
        for party, there in by_party(meeting)
        for who in there
    )
    description = "En rad for hver deltaker, part for part, med oppmøtet i hver økt."
    return (Heading(2, "Deltakere"), Table(columns, rows, "Partene og deltakerne", description))


def remarks(wording: Wording) -> tuple[Block, ...]:
    """The remarks to the whole that came after the meeting."""
    rows = wording.meeting.remarks_about.get("", ())
    if not rows:
        return ()
    return (Heading(2, "Merknader til referatet"), *(remark(wording, row) for row in rows))


def remark(wording: Wording, row: RemarkRow) -> Paragraph:
    """A remark, with when it came and from whom."""
    when = "mottatt etter godkjenning " if row.after_approval else "mottatt "
    label = f"Merknad {when}{numeric(row.received)} fra {row.sender}: "
    return Paragraph(runs=(Run(label, bold=True), Run(wording.marked(row.text, row.exempt))))


def signatures(meeting: Meeting) -> tuple[Block, ...]:
    """A line for each party that was there and signs."""
    signing = tuple(
        party.name
        for party in parties.of(meeting)
        if party.signs
        and any(head_form.took_part(meeting, who) for who in parties.members(meeting, party.name))
    )
    if not signing or meeting.head.status is Status.PLANNED:
        return ()
    return (Heading(2, "Underskrifter"), Signatures(signing))
