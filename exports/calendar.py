"""The meeting and its deadlines for a calendar (iCalendar).

A frist is an event of a whole day that takes no time, since Outlook takes no to-dos. Each event has
the uid of its row: a file that is opened again moves what is in the calendar already.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from icalendar import Calendar, Event

from exports.clean_text import clean_text
from exports.source import Source
from exports.wording import Wording
from exports.world_time import in_utc
from store.meeting import Meeting
from store.rows import SittingRow
from store.withheld import Withheld

_PRODUCT = "-//referat//referat//NO"
_USUAL_LENGTH = timedelta(hours=1)
"""How long a sitting is shown whose end nobody said."""


def write(source: Source) -> bytes:
    """The sittings, the next meeting and the open tasks with a day, as a calendar file."""
    meeting = source.meeting
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in (*_sittings(source), *_next_meeting(source), *_deadlines(source)):
        event.add("dtstamp", in_utc(meeting.saved))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(uid: str, summary: str, *said: str) -> Event:
    event = Event()
    event.add("uid", f"{uid}@referat")
    event.add("summary", " ".join(clean_text(summary).split()))
    if description := "\n".join(clean_text(each) for each in said if each):
        event.add("description", description)
    return event


def _all_day(event: Event, day: date) -> Event:
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _name(meeting: Meeting) -> str:
    return ": ".join(part for part in (meeting.kind.short, meeting.head.title) if part)


def _sittings(source: Source) -> Iterator[Event]:
    meeting = source.meeting
    for place, sitting in enumerate(meeting.sittings):
        is_agreed = place == 0 and source.agreed_in
        uid = _next_after(source.agreed_in) if is_agreed else sitting.uid
        event = _event(uid, _name(meeting), meeting.head.unit)
        if meeting.head.place:
            event.add("location", clean_text(meeting.head.place))
        if not sitting.start:
            yield _all_day(event, sitting.date)
            continue
        start, end = _hours(sitting)
        event.add("dtstart", in_utc(start))
        event.add("dtend", in_utc(end))
        yield event


def _hours(sitting: SittingRow) -> tuple[datetime, datetime]:
    start = datetime.combine(sitting.date, time.fromisoformat(sitting.start))
    if not sitting.end:
        return start, start + _USUAL_LENGTH
    end = datetime.combine(sitting.date, time.fromisoformat(sitting.end))
    return start, end if end > start else end + timedelta(days=1)


def _next_meeting(source: Source) -> Iterator[Event]:
    """The day that was agreed here, or the one that it has got since.

    The file of that meeting, where it is planned, holds the same event with its hours.
    """
    meeting = source.meeting
    if meeting.head.next_meeting:
        event = _event(_next_after(meeting.uid), f"Neste møte: {_name(meeting)}")
        yield _all_day(event, meeting.next_in_series or meeting.head.next_meeting)


def _next_after(uid: str) -> str:
    return f"neste-{uid}"


def _deadlines(source: Source) -> Iterator[Event]:
    meeting = source.meeting
    wording = Wording.of(source)
    for task in meeting.tasks:
        day = wording.day(task)
        if day is None or isinstance(task.text, Withheld) or not meeting.state_of(task).open:
            continue
        names = meeting.names_of.get(task.uid, ())
        summary = f"Frist: {task.text}" + (f" ({names[0]})" if names else "")
        said = (wording.marked(task.text, task.exempt), ", ".join(names), _name(meeting))
        event = _event(task.uid, summary, *said)
        yield _all_day(event, day)
