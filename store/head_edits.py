"""A meeting's participants, and how each took part."""

from msgspec.structs import replace

from store.edits import Add, Change, Edit, Remove
from store.meeting import Meeting
from store.rows import AttendanceRow, HeadValueRow, ParticipantRow, SittingRow


def add_participant(meeting: Meeting, name: str, role: str = "", party: str = "") -> Edit:
    """Somebody who takes part."""
    return Add(ParticipantRow(meeting=meeting.uid, name=name, role=role, party=party))


def remove_participant(meeting: Meeting, participant: ParticipantRow) -> Edit:
    """Take somebody off the list, with their attendance."""
    was = tuple(row for row in meeting.attendance if row.participant == participant.uid)
    return Remove((*was, participant))


def set_attendance(
    meeting: Meeting, sitting: SittingRow, participant: ParticipantRow, wanted: AttendanceRow
) -> Edit:
    """How somebody took part in a sitting.

    Args:
        meeting: The meeting.
        sitting: Which sitting.
        participant: Who.
        wanted: What it becomes; its uid and what it points at are set here.
    """
    old = meeting.attendance_at.get((sitting.uid, participant.uid))
    if old is not None:
        return Change(old, replace(wanted, **_identity(old)))
    return Add(
        replace(wanted, meeting=meeting.uid, sitting=sitting.uid, participant=participant.uid),
        ("sitting",),
    )


def _identity(row: AttendanceRow) -> dict[str, object]:
    names = ("uid", "rev", "meeting", "position", "sitting", "participant")
    return {name: getattr(row, name) for name in names}


def set_value(meeting: Meeting, field: str, text: str) -> Edit | None:
    """What a field of the head holds that the kind has of its own; "" takes it away.

    Args:
        meeting: As it stands.
        field: Key of the field.
        text: What it holds now.

    Returns:
        The edit, or None when it holds that already.
    """
    for row in meeting.head_values:
        if row.field == field:
            if row.text == text:
                return None
            return Change(row, replace(row, text=text)) if text else Remove((row,))
    return Add(HeadValueRow(meeting=meeting.uid, field=field, text=text)) if text else None
