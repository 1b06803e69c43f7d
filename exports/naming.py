"""What the file of a meeting's document is called, on the disk and as an attachment."""

from exports.files import file_name
from exports.order import Order


def name_of(order: Order, suffix: str, about: str, *, titled: bool = True) -> str:
    """«2026-11-24 Samarbeid – Skole – Høstens saker – innkalling (offentlig).docx».

    Args:
        order: What the file holds.
        suffix: The file's ending.
        about: What of the meeting it holds; "" for the minutes and for the whole.
        titled: Whether the meeting's title is told; no for a name that outsiders see of a meeting
            that is exempt.
    """
    meeting, source = order.source.meeting, order.source
    head = meeting.head
    said = (head.title if titled else "", about)
    title = " – ".join(part for part in said if part)
    title = f"{title} (offentlig)" if source.public else title
    return file_name(meeting.first_day, meeting.kind.short, head.unit, title, suffix)
