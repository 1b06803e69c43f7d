"""Meetings of one kind for one unit form a series; the next one begins with what the last left.

A series is named by the meeting's kind and a text, so that two machines agree on it without
having met. The numbers of saker are counted in it.
"""

from datetime import date

from store import item_numbers
from store.database import Archive
from store.deadline import DeadlineKind
from store.rows import MeetingRow
from store.task_states import NEWEST_FIRST
from store.vocabulary import Status

_IN_SERIES = "(meeting.uid = :uid OR kind = :kind AND series = :series AND series <> '')"
"""A meeting of the series; one without a series is alone in it."""


def name_of(unit: str) -> str:
    """The name of the series of a unit's meetings; "" for no unit, which has none."""
    return " ".join(unit.casefold().split())


def field_of_service(archive: Archive, unit: str) -> str:
    """The field of service of the unit's latest meeting of any kind; "" where none is known."""
    found = archive.connection.execute(
        "SELECT field_of_service FROM meeting JOIN sitting"
        " ON sitting.meeting = meeting.uid AND sitting.position = 1"
        " WHERE unit = ? AND unit > '' AND exempt = '' AND field_of_service > ''"
        " ORDER BY sitting.date DESC, meeting.id DESC LIMIT 1",
        (unit,),
    ).fetchone()
    return str(found[0]) if found else ""


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


def next_days(archive: Archive, meeting: str) -> dict[str, date]:
    """The day of each «neste møte» that was said of a meeting's task in a later one.

    «Neste møte» is then the one after that, and not the one after the meeting itself.

    Args:
        archive: The open file.
        meeting: uid of the meeting whose tasks they are.
    """
    found = archive.connection.execute(
        "SELECT state.task, due FROM task_state AS state WHERE meeting = ? AND due IS NOT NULL"
        f" AND deadline_kind = '{DeadlineKind.NEXT_MEETING}'"
        " AND (SELECT moved.meeting FROM follow_up AS moved WHERE moved.task = state.task"
        f"  AND deadline_kind <> '' ORDER BY {NEWEST_FIRST} LIMIT 1) <> state.meeting",
        (meeting,),
    ).fetchall()
    return {task: date.fromisoformat(due) for task, due in found}


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


def year_before(archive: Archive, head: MeetingRow, field: str, day: date) -> str | None:
    """Uid of the meeting of the series that was held for the same period a year earlier.

    Args:
        archive: The open file.
        head: The meeting's head.
        field: Key of the field of the head that names the period.
        day: The meeting's day.
    """
    found = archive.connection.execute(
        "SELECT meeting.uid FROM meeting JOIN sitting ON sitting.meeting = meeting.uid"
        " JOIN head_value AS period ON period.meeting = meeting.uid AND period.field = :field"
        " WHERE kind = :kind AND series = :series AND series <> '' AND status <> :planned"
        " AND period.text = (SELECT text FROM head_value"
        "  WHERE meeting = :uid AND field = :field AND text <> '')"
        " AND date BETWEEN :from AND :to ORDER BY date DESC, meeting.id DESC LIMIT 1",
        {
            "field": field,
            "kind": head.kind,
            "series": head.series,
            "planned": Status.PLANNED,
            "uid": head.uid,
            "from": f"{day.year - 1}-01-01",
            "to": f"{day.year - 1}-12-31",
        },
    ).fetchone()
    return str(found[0]) if found else None


def next_number(archive: Archive, head: MeetingRow, year: int) -> int:
    """The number that the series' next sak of a year gets: one more than its highest."""
    (highest,) = archive.connection.execute(
        f"SELECT max(number) FROM item JOIN meeting ON meeting.uid = item.meeting"
        f" WHERE year = :year AND {_IN_SERIES}",
        {"year": year, "kind": head.kind, "series": head.series, "uid": head.uid},
    ).fetchone()
    return (highest or 0) + 1


def holder_of(
    archive: Archive, head: MeetingRow, number: int, year: int, *, but: str
) -> tuple[str, date] | None:
    """The meeting of the series, by title and day, whose sak has a number of a year.

    The title of an exempt meeting is "".

    Args:
        archive: The open file.
        head: Of a meeting of the series.
        number: The number.
        year: Its year.
        but: uid of the sak that is to have it.
    """
    found = archive.connection.execute(
        f"SELECT iif(meeting.exempt = '', meeting.title, ''), sitting.date FROM item"
        f" JOIN meeting ON meeting.uid = item.meeting"
        f" JOIN sitting ON sitting.meeting = meeting.uid AND sitting.position = 1"
        f" WHERE number = :number AND year = :year AND item.uid <> :but AND {_IN_SERIES}",
        {
            "number": number,
            "year": year,
            "but": but,
            "kind": head.kind,
            "series": head.series,
            "uid": head.uid,
        },
    ).fetchone()
    return (str(found[0]), date.fromisoformat(found[1])) if found else None


def shared_numbers(archive: Archive, meeting: str) -> tuple[str, ...]:
    """Numbers that a sak of a meeting has in common with another sak of the series: «34/26».

    None is ever given twice; they can meet when packages come from two machines.

    Args:
        archive: The open file.
        meeting: uid of the meeting.
    """
    found = archive.connection.execute(
        "SELECT DISTINCT item.year, item.number FROM item"
        " JOIN meeting ON meeting.uid = item.meeting"
        " JOIN item AS other"
        "  ON (other.year, other.number) = (item.year, item.number) AND other.uid <> item.uid"
        " JOIN meeting AS holder ON holder.uid = other.meeting"
        " WHERE item.meeting = :meeting AND (holder.uid = meeting.uid OR holder.series <> ''"
        "  AND (holder.kind, holder.series) = (meeting.kind, meeting.series))"
        " ORDER BY item.year, item.number",
        {"meeting": meeting},
    ).fetchall()
    return tuple(item_numbers.shown(number, year) for year, number in found)
