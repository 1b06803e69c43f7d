"""What an export is made from: frozen values, so that it can be written in a thread of its own."""

from dataclasses import dataclass

from store import meetings, merge
from store.database import Archive
from store.meeting import Meeting
from store.merge import Beside
from store.norwegian_dates import prose


@dataclass(frozen=True, slots=True)
class Source:
    """One meeting on its way out.

    Attributes:
        meeting: The meeting.
        beside: What a package holds beside the meeting's own rows.
        municipality: Whose documents they are; may be empty.
        previous: The meeting that this one goes on from, in words; empty when there is none here.
    """

    meeting: Meeting
    beside: Beside
    municipality: str = ""
    previous: str = ""


def source(archive: Archive, uid: str, municipality: str) -> Source:
    """Read what the exports need; the connection is not used again.

    Raises:
        store.meetings.NoSuchMeeting: When there is no such meeting.
    """
    meeting = meetings.load(archive, uid)
    beside = merge.collect(archive, uid)
    return Source(meeting, beside, municipality, _previous(archive, meeting.head.previous))


def _previous(archive: Archive, uid: str) -> str:
    """«Legemidler, 24. november 2026»; a meeting from another file may not have come along."""
    if not uid:
        return ""
    try:
        meeting = meetings.load(archive, uid)
    except meetings.NoSuchMeeting:
        return ""
    title = meeting.head.title or meeting.kind.title
    return f"{title}, {prose(meeting.first_day)}"
