"""Meetings of one kind for one unit form a series; the next one begins with what the last left.

A series is named by the meeting's kind and a text, so that two machines agree on it without
having met. The numbers of saker are counted in it.
"""

from datetime import date

from store.database import Archive
from store.rows import MeetingRow, Status


def name_of(unit: str) -> str:
    """The name of the series of a unit's meetings; "" for no unit, which has none."""
    return " ".join(unit.casefold().split())


def next_day(archive: Archive, head: MeetingRow) -> date | None:
    """The day of the first meeting of the series after this one, where there is one."""
    if not head.series:
        return None
    (day,) = archive.connection.execute(
        "SELECT min(sitting.date) FROM meeting JOIN sitting ON sitting.meeting = meeting.uid"
        " WHERE kind = :kind AND series = :series AND meeting.uid <> :uid"
        " AND sitting.date > (SELECT max(date) FROM sitting WHERE meeting = :uid)",
        {"kind": head.kind, "series": head.series, "uid": head.uid},
    ).fetchone()
    return date.fromisoformat(day) if day else None


def last_meeting(
    archive: Archive, kind: str, series: str, before: date, *, but: str = ""
) -> str | None:
    """Uid of the newest meeting of the series that was begun, up to and including a day.

    Args:
        archive: The open file.
        kind: The kind's id.
        series: The series' name; "" has no meetings.
        before: The day of the one that comes next.
        but: uid of the one that comes next, where it is in the file already.
    """
    found = archive.connection.execute(
        "SELECT meeting.uid FROM meeting JOIN sitting ON sitting.meeting = meeting.uid"
        " WHERE kind = ? AND series = ? AND series <> '' AND status <> ? AND date <= ?"
        " AND meeting.uid <> ? ORDER BY date DESC, meeting.id DESC LIMIT 1",
        (kind, series, Status.PLANNED, before.isoformat(), but),
    ).fetchone()
    return str(found[0]) if found else None


def next_number(archive: Archive, kind: str, series: str, year: int) -> int:
    """The number that the series' next sak of a year gets: one more than its highest."""
    (highest,) = archive.connection.execute(
        "SELECT max(number) FROM item JOIN meeting ON meeting.uid = item.meeting"
        " WHERE kind = ? AND series = ? AND year = ?",
        (kind, series, year),
    ).fetchone()
    return (highest or 0) + 1
