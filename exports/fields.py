"""What a document says of its meeting field by field, for whoever has a place for a field.

The municipality's own template names them, «{{tittel}}»; our own foot is made of some of them.
"""

from exports.head_form import approved, hours, next_meeting
from exports.outline import DRAFT_MARK
from exports.source import Source
from exports.wording import listed
from store.meeting import Meeting
from store.norwegian_dates import prose
from store.vocabulary import Status

Fields = tuple[tuple[str, str], ...]
"""(name, value), in the order in which they are listed for people."""


def fields(
    source: Source, name: str, title: str, *, of_minutes: bool, fingerprint: str = ""
) -> Fields:
    """Every field there is; one that nothing is said of is "".

    Args:
        source: The meeting.
        name: What the document is: «Referat».
        title: Its title.
        of_minutes: Whether it says what the minutes say; another has not their number in the
            journal, nor their version, and is nobody's to approve.
        fingerprint: Of what was approved.
    """
    of_theirs = _of_minutes(source.meeting, fingerprint)
    return (
        ("tittel", title),
        ("dokument", name),
        *_of_meeting(source),
        *(of_theirs if of_minutes else tuple((field, "") for field, _ in of_theirs)),
    )


def _of_meeting(source: Source) -> Fields:
    meeting = source.meeting
    head, kind = meeting.head, meeting.kind
    return (
        ("møtetype", kind.title),
        ("dato", listed([prose(sitting.date) for sitting in meeting.sittings])),
        ("tid", listed([said for sitting in meeting.sittings if (said := hours(sitting))])),
        ("sted", head.place),
        ("enhet", head.unit),
        ("kommune", source.municipality),
        ("møteleder", head.chair),
        ("referent", head.secretary),
        ("arkivsak", head.case_number),
        ("status", head.status.capitalize()),
        # It is a code for the internal version: the public one is anybody's.
        ("tilgangskode", "" if source.public else head.access_code),
        ("tjenesteområde", head.field_of_service),
        ("grunnlag", " · ".join(kind.bases_in(head.field_of_service))),
        ("neste_møte", next_meeting(meeting)),
    )


def _of_minutes(meeting: Meeting, fingerprint: str) -> Fields:
    head = meeting.head
    return (
        ("journalpost", head.journal_number),
        ("versjon", str(head.version)),
        ("godkjent", approved(meeting)),
        ("fingeravtrykk", fingerprint),
        ("utkast", "" if head.status is Status.APPROVED else DRAFT_MARK),
    )
