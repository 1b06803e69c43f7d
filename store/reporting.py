"""The meetings of a period that a report is drawn from."""

from store.database import Archive
from store.definitions import PointsDefinition
from store.meeting import Meeting
from store.meetings import load
from store.vocabulary import Status


def meetings_of(archive: Archive, period: str, year: int, unit: str = "") -> tuple[Meeting, ...]:
    """The meetings that were held for a period and have points for a report, by unit and day.

    Args:
        archive: The open file.
        period: As it stands in a field of the head: «2. tertial».
        year: The year in which they were held.
        unit: Only this unit's; "" for all.
    """
    found = archive.connection.execute(
        "SELECT DISTINCT meeting.uid FROM meeting"
        " JOIN sitting ON sitting.meeting = meeting.uid AND sitting.position = 1"
        " JOIN head_value ON head_value.meeting = meeting.uid"
        " WHERE lower(head_value.text) = lower(?) AND status <> ? AND date BETWEEN ? AND ?",
        (period, Status.PLANNED, f"{year}-01-01", f"{year}-12-31"),
    ).fetchall()
    meetings = [load(archive, str(record[0])) for record in found]
    wanted = [
        meeting
        for meeting in meetings
        if has_report(meeting) and unit.casefold() in ("", meeting.head.unit.casefold())
    ]
    return tuple(sorted(wanted, key=lambda each: (each.head.unit.casefold(), each.first_day)))


def has_report(meeting: Meeting) -> bool:
    """Whether points of the meeting can be marked for a report."""
    sections = meeting.kind.sections
    return any(isinstance(each, PointsDefinition) and each.report for each in sections)
