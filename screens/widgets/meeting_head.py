"""The line over a meeting: what it is, where, when, and how long it has gone on."""

from datetime import datetime

from textual.content import Content
from textual.widgets import Static

from store.meeting import Meeting
from store.norwegian_dates import day_and_date
from store.text import clean
from store.vocabulary import Status
from store.withheld import HIDDEN


class MeetingHead(Static):
    """One line: kind and title to the left, place and time to the right."""

    DEFAULT_CSS = """
    MeetingHead { height: 1; padding: 0 1; text-wrap: nowrap; }
    MeetingHead.-exempting { background: $warning 30%; }
    """

    def show(self, meeting: Meeting, now: datetime, *, shows_exempt: bool) -> None:
        """Show the meeting's head as it is now.

        Args:
            meeting: The meeting.
            now: The time.
            shows_exempt: Whether exempt texts are shown, the title of an exempt meeting too.
        """
        head = meeting.head
        title = HIDDEN if head.exempt and not shows_exempt else head.title
        left = " · ".join(clean(part) for part in (meeting.kind.title, title) if part)
        if shows_exempt:
            left = f"VISER UNNTATT TEKST · {left}"
        if self.has_class("-exempting"):
            left = f"DET SOM SKRIVES, ER UNNTATT · {left}"
        unit = clean(head.unit)
        parts = (unit, day_and_date(meeting.sitting.date), how_long(meeting, now))
        right = " · ".join(part for part in parts if part)
        room = self.size.width - len(right) - 1
        if len(left) > room:
            right = right.removeprefix(f"{unit} · ")
            room = self.size.width - len(right) - 1
        if len(left) > room:
            left = left[: max(0, room - 1)] + "…"
        gap = " " * max(1, self.size.width - len(left) - len(right))
        self.update(Content.assemble((left, "bold"), gap, (right, "dim")))


def how_long(meeting: Meeting, now: datetime) -> str:
    """«0:42» while the meeting goes on, otherwise its status."""
    start, status = meeting.sitting.start, meeting.head.status
    if status is not Status.RUNNING or meeting.sitting.date != now.date() or not start:
        return str(status)
    hours, minutes = (int(part) for part in start.split(":"))
    passed = now.hour * 60 + now.minute - hours * 60 - minutes
    return f"{passed // 60}:{passed % 60:02}" if passed >= 0 else str(status)
