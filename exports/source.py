"""What an export is made from: frozen values, so that it can be written in a thread of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from msgspec.structs import replace as with_fields

from store import exemption, legal_bases, meetings, merge_contents, series, series_tasks
from store.database import Archive
from store.meeting import Meeting
from store.merge_contents import Beside
from store.norwegian_dates import prose
from store.responsible import expanded
from store.series_tasks import SeriesTask
from store.settings import Settings

_DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Source:
    """One meeting on its way out.

    Attributes:
        meeting: The meeting.
        beside: What a package holds beside the meeting's own rows.
        municipality: Whose documents they are; may be empty.
        bases: Names of the file's legal bases by uid; another meeting can exempt what is told here.
        previous: The meeting that this one goes on from, in words; empty when there is none here.
        agreed_in: uid of the meeting that agreed on this one as its next; empty where none did.
        public: Whether exempt values have been replaced by ones without content.
        addresses: E-mail addresses by role or name.
        series: The tasks of the meeting's series, where they were asked for.
    """

    meeting: Meeting
    beside: Beside
    bases: Mapping[str, str] = field(default_factory=dict)
    municipality: str = ""
    previous: str = ""
    agreed_in: str = ""
    public: bool = False
    addresses: Mapping[str, str] = field(default_factory=dict)
    series: tuple[SeriesTask, ...] = ()

    @property
    def holds_exempt(self) -> bool:
        """Whether anything of it is exempt from public access."""
        return exemption.is_exempt(self.meeting) or any(
            task.exempt or task.silent for task in self.series
        )


def source(
    archive: Archive,
    uid: str,
    settings: Settings = _DEFAULTS,
    *,
    public: bool = False,
    of_series: bool = False,
) -> Source:
    """Read what the exports need; the connection is not used again.

    Args:
        archive: The open file.
        uid: The meeting's.
        settings: Whose documents they are, and where people are reached.
        public: For the version that anybody may see.
        of_series: With the tasks of the whole series.

    Raises:
        store.meetings.NoSuchMeeting: When there is no such meeting.
    """
    meeting = meetings.load(archive, uid)
    beside = merge_contents.collect(archive, uid)
    previous = _previous(archive, meeting.head.previous)
    internal = Source(
        meeting,
        beside,
        bases={row.uid: row.name for row in legal_bases.load(archive)},
        municipality=settings.municipality,
        previous=_named(previous) if previous else "",
        agreed_in=_agreed_in(archive, meeting),
        addresses=_by_full_name(settings),
        series=series_tasks.tasks(archive, meeting) if of_series else (),
    )
    return for_the_public(internal) if public else internal


def _by_full_name(settings: Settings) -> dict[str, str]:
    """The addresses by names as they stand in meetings: «HTV Delta» is written out there."""
    aliases = settings.known_aliases
    return {expanded(name, aliases): address for name, address in settings.addresses.items()}


def for_the_public(internal: Source) -> Source:
    """The same without what is exempt: no format, made later, can leak what it never gets."""
    told = exemption.public(internal.meeting, internal.bases)
    previous = "" if internal.meeting.head.exempt else internal.previous
    tasks = () if internal.meeting.head.exempt else series_tasks.public(internal.series)
    return replace(internal, meeting=told, previous=previous, series=tasks, public=True)


def for_the_screen(internal: Source) -> Source:
    """The internal version as a shared screen may show it before somebody asks for more."""
    return replace(for_the_public(internal), public=False)


def _previous(archive: Archive, uid: str) -> Meeting | None:
    """The meeting that another goes on from; one from another file may not have come along."""
    try:
        return meetings.load(archive, uid) if uid else None
    except meetings.NoSuchMeeting:
        return None


def _named(meeting: Meeting) -> str:
    """«Legemidler, 24. november 2026».

    The title of an exempt meeting is told in no other meeting's document.
    """
    title = meeting.kind.title if meeting.head.exempt else meeting.head.title
    return f"{title}, {prose(meeting.first_day)}"


def _agreed_in(archive: Archive, meeting: Meeting) -> str:
    """The meeting before it in the series, where this is the first one after that."""
    head, day = meeting.head, meeting.first_day
    uid = series.last_meeting(archive, head.kind, head.series, day, but=head.uid)
    if not uid:
        return ""
    before = with_fields(head, uid=uid)  # as far as the series is concerned
    return uid if series.next_day(archive, before) == day else ""
