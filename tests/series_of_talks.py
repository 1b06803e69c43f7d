"""Meetings in series, for tests on every floor."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from store import agreed_edits, deadline, kind, lifecycle, meetings, responsible
from store.agreed_edits import Where
from store.database import Archive
from store.edits import Add, Edit
from store.journal import action
from store.meeting import Meeting
from store.rows import HeadValueRow
from store.task_rows import TaskRow

SPRING = date(2026, 5, 19)
AUTUMN = date(2026, 9, 15)
TODAY = date(2026, 11, 24)


@dataclass
class Talks:
    """Talks of one unit in one file."""

    archive: Archive

    def plan(
        self, day: date = TODAY, unit: str = "Skole", kind_id: str = "ros", **said: Any
    ) -> Meeting:
        """A meeting that is planned."""
        said.setdefault("title", "Samtale")
        said.setdefault("participants", ("Assisterende kommunedirektør", "Enhetsleder"))
        plan = meetings.Plan(kind=kind.load().by_id[kind_id], date=day, unit=unit, **said)
        return meetings.load(self.archive, meetings.plan(self.archive, plan))

    def begin(self, day: date = TODAY, *, period: str = "", **said: Any) -> Meeting:
        """A meeting under way."""
        meeting = self.plan(day, **said)
        lifecycle.start(self.archive, meeting)
        if period:
            row = HeadValueRow(meeting=meeting.uid, field="periode", text=period)
            self.do(meeting, Add(row))
        return self.now(meeting)

    def close(self, meeting: Meeting) -> Meeting:
        """It is over."""
        lifecycle.close(self.archive, self.now(meeting))
        return self.now(meeting)

    def now(self, meeting: Meeting) -> Meeting:
        """The meeting as it has become."""
        return meetings.load(self.archive, meeting.uid)

    def do(self, meeting: Meeting, edit: Edit | None) -> Meeting:
        """Do something in a meeting."""
        assert edit is not None
        with action(self.archive, meeting.uid, "Prøve", while_locked=True) as writer:
            edit.apply(writer)
        return self.now(meeting)

    def agree(
        self,
        meeting: Meeting,
        text: str,
        frist: str = "",
        stop: str = "oppfolging",
        about: str = "",
    ) -> TaskRow:
        """A task of «Enhetsleder»."""
        who = responsible.understand("Enhetsleder", (), {}, ())
        when = deadline.understand(frist, meeting.sitting.date)
        edit = agreed_edits.add_task(meeting, Where(stop, about), text, who, when)
        return self.do(meeting, edit).tasks[-1]
