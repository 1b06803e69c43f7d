"""Asks what is to be written of a meeting: by the dialog, or the minutes at once."""

from screens.dialogs import Choose
from screens.meeting_desk import MeetingDesk
from screens.requests import WriteDocument
from store.exemption import is_exempt

_VERSIONS = (
    ("intern", "Intern utgave, med det som er unntatt"),
    ("offentlig", "Offentlig utgave, uten det som er unntatt"),
)


def choose(screen: MeetingDesk) -> None:
    """Ask which document is written, in which version and format.

    Args:
        screen: The meeting screen.
    """
    # No screen needs the documents before they are asked for.
    from screens.document_choice import DocumentScreen  # noqa: PLC0415 - see above

    def chosen(wanted: WriteDocument | None) -> None:
        if wanted:
            screen.post_message(wanted)

    screen.app.push_screen(DocumentScreen(screen), chosen)


def write_minutes(screen: MeetingDesk) -> None:
    """Write the minutes; where something is exempt, the version that is asked for.

    Args:
        screen: The meeting screen.
    """
    meeting = screen.whole_meeting
    if not is_exempt(meeting):
        screen.post_message(WriteDocument(meeting.uid))
        return

    def chosen(version: str | None) -> None:
        if version:
            screen.post_message(WriteDocument(meeting.uid, public=version == "offentlig"))

    screen.app.push_screen(Choose("HVILKEN UTGAVE?", _VERSIONS), chosen)
