"""What an export is made from: frozen values, so that it can be written in a thread of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from store import exemption, meetings, merge
from store.database import Archive
from store.meeting import Meeting
from store.merge import Beside
from store.norwegian_dates import prose
from store.settings import Settings

_DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Source:
    """One meeting on its way out.

    Attributes:
        meeting: The meeting.
        beside: What a package holds beside the meeting's own rows.
        municipality: Whose documents they are; may be empty.
        previous: The meeting that this one goes on from, in words; empty when there is none here.
        public: Whether exempt values have been replaced by ones without content.
        addresses: E-mail addresses by role or name.
    """

    meeting: Meeting
    beside: Beside
    municipality: str = ""
    previous: str = ""
    public: bool = False
    addresses: Mapping[str, str] = field(default_factory=dict)


def source(
    archive: Archive, uid: str, settings: Settings = _DEFAULTS, *, public: bool = False
) -> Source:
    """Read what the exports need; the connection is not used again.

    Args:
        archive: The open file.
        uid: The meeting's.
        settings: Whose documents they are, and where people are reached.
        public: For the version that anybody may see.

    Raises:
        store.meetings.NoSuchMeeting: When there is no such meeting.
    """
    meeting = meetings.load(archive, uid)
    beside = merge.collect(archive, uid)
    internal = Source(
        meeting,
        beside,
        settings.municipality,
        _previous(archive, meeting.head.previous),
        addresses=settings.addresses,
    )
    return for_the_public(internal) if public else internal


def for_the_public(internal: Source) -> Source:
    """The same without what is exempt: no format, made later, can leak what it never gets."""
    bases = {row.uid: row.name for row in internal.beside.legal_bases}
    told = exemption.public(internal.meeting, bases)
    previous = "" if internal.meeting.head.exempt else internal.previous
    return replace(internal, meeting=told, previous=previous, public=True)


def _previous(archive: Archive, uid: str) -> str:
    """«Legemidler, 24. november 2026»; a meeting from another file may not have come along.

    The title of an exempt meeting is told in no other meeting's document.
    """
    if not uid:
        return ""
    try:
        meeting = meetings.load(archive, uid)
    except meetings.NoSuchMeeting:
        return ""
    title = meeting.kind.title if meeting.head.exempt else meeting.head.title
    return f"{title}, {prose(meeting.first_day)}"
