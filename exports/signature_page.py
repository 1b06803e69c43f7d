"""A page to sign on, for those who sign at another table than the one they met at."""

from exports import parties_form
from exports.outline import Block, Facts, Paragraph
from exports.source import Source
from exports.wording import Wording
from store.norwegian_dates import show

TITLE = "Underskrifter"
_NOBODY = "Ingen av dem som var til stede, undertegner for en part."


def blocks(source: Source, wording: Wording) -> tuple[Block, ...]:
    """All but the title: what is signed, and a line for each party."""
    meeting = wording.meeting
    rows = (
        ("Kommune", source.municipality),
        ("Gjelder", f"{meeting.kind.minutes} fra {meeting.head.title or meeting.kind.title}"),
        ("Enhet", meeting.head.unit),
        ("Dato", show(meeting.first_day)),
        ("Versjon", str(meeting.head.version)),
    )
    told = Facts.of_what_is_said(rows, "Hva som undertegnes")
    return (told, *(parties_form.signatures(meeting) or (Paragraph(_NOBODY),)))
