"""A negotiation's own protocol: a meeting of its own kind, started from the sak."""

from collections.abc import Mapping

from msgspec.structs import replace

from store import meetings, parties
from store.database import Archive
from store.item_rows import ItemRow
from store.journal import ActionKind, Writer, action
from store.kind import Kind
from store.meeting import Meeting
from store.rows import AttendanceRow, ParticipantRow

KIND = "forhandling"
"""The id of the kind that a protocol is."""


def start(archive: Archive, kinds: Mapping[str, Kind], meeting: Meeting, item: ItemRow) -> str:
    """Plan the protocol with the sak's title and those who speak for its parties.

    Returns:
        uid of the protocol's meeting; of the one there is, where it was started before.

    Raises:
        store.journal.Locked: When the meeting is closed.
    """
    if item.protocol:
        return item.protocol
    head, there = meeting.head, _negotiating(meeting)
    plan = meetings.Plan(
        kind=kinds[KIND],
        title=item.text,
        date=meeting.sitting.date,
        unit=head.unit,
        place=head.place,
        chair=head.chair,
        secretary=head.secretary,
        participants=tuple(there),
        previous=meeting.uid,
    )
    with archive.tables.atomic():
        uid = meetings.plan(archive, plan)
        new = meetings.load(archive, uid)
        with action(archive, uid, "Partene i forhandlingen", kind=ActionKind.STEP) as writer:
            writer.change(new.head, replace(new.head, exempt=item.exempt or head.exempt))
            for who in new.participants:
                known = there[who.name]
                writer.change(who, replace(who, role=known.role, party=known.party))
                row = meeting.attendance_at.get((meeting.sitting.uid, known.uid))
                if row is not None:
                    _attends_as(writer, new, who, row)
        with action(archive, meeting.uid, "Startet protokoll", kind=ActionKind.STEP) as writer:
            writer.change(item, replace(item, protocol=uid))
    return uid


def _attends_as(writer: Writer, new: Meeting, who: ParticipantRow, row: AttendanceRow) -> None:
    """Whoever had forfall, or was vara, in the meeting has it in the negotiation too.

    When somebody came and left is about the meeting's saker, and is left out.
    """
    there = AttendanceRow(
        meeting=new.uid,
        sitting=new.sitting.uid,
        participant=who.uid,
        presence=row.presence,
        substitute_for=row.substitute_for,
    )
    writer.add_last(there, "sitting")


def _negotiating(meeting: Meeting) -> Mapping[str, ParticipantRow]:
    """Those who speak for a party that signs, by name."""
    signing = {party.name.casefold() for party in parties.of(meeting) if party.signs}
    return {who.name: who for who in meeting.participants if who.party.casefold() in signing}
