"""Loads meetings, lists them, and makes new ones."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

import msgspec

from store import kind as kinds
from store.database import Archive
from store.journal import ActionKind, Writer, action
from store.kind import Kind
from store.meeting import Meeting
from store.rows import (
    AnswerRow,
    AttendanceRow,
    CauseRow,
    ControlRow,
    DecisionRow,
    DeviationRow,
    EstimateRow,
    FollowUpRow,
    MeetingRow,
    NoteRow,
    ParticipantRow,
    ResponsibleRow,
    RiskRow,
    Row,
    SittingRow,
    Status,
    StatusChangeRow,
    TaskRow,
)

R = TypeVar("R", bound=Row)


class NoSuchMeeting(LookupError):
    """There is no such meeting; `str()` is a Norwegian sentence."""

    def __init__(self, what: object) -> None:
        super().__init__(f"Møte {what} finnes ikke. Skriv «referat liste» for å se møtene.")


def as_row(row_type: type[R], record: object) -> R:
    """A database record as its frozen type."""
    values = dict(record)  # type: ignore[call-overload]  # the driver's row type has no stubs
    values.pop("id", None)
    return msgspec.convert(values, row_type, strict=False)


def load(archive: Archive, uid: str) -> Meeting:
    """The whole meeting.

    Raises:
        NoSuchMeeting: When no meeting has this uid.
    """
    record = archive.connection.execute("SELECT * FROM meeting WHERE uid = ?", (uid,)).fetchone()
    if record is None:
        raise NoSuchMeeting(uid)
    head = as_row(MeetingRow, record)

    def all_of(row_type: type[R]) -> tuple[R, ...]:
        return _rows(archive, row_type, uid)

    return Meeting(
        number=record["id"],
        kind=kinds.decode(head.definition),
        head=head,
        saved=_saved(archive, uid),
        sittings=all_of(SittingRow),
        participants=all_of(ParticipantRow),
        attendance=all_of(AttendanceRow),
        status_changes=all_of(StatusChangeRow),
        notes=all_of(NoteRow),
        answers=all_of(AnswerRow),
        risks=all_of(RiskRow),
        causes=all_of(CauseRow),
        controls=all_of(ControlRow),
        estimates=all_of(EstimateRow),
        deviations=all_of(DeviationRow),
        decisions=all_of(DecisionRow),
        tasks=all_of(TaskRow),
        responsibles=all_of(ResponsibleRow),
        follow_ups=_follow_ups(archive, uid),
    )


def _saved(archive: Archive, uid: str) -> datetime:
    (at,) = archive.connection.execute(
        "SELECT at FROM action WHERE meeting = ? ORDER BY id DESC LIMIT 1", (uid,)
    ).fetchone()
    return datetime.fromisoformat(at).replace(tzinfo=None)


def _rows(archive: Archive, row_type: type[R], meeting: str) -> tuple[R, ...]:
    found = archive.connection.execute(
        f'SELECT * FROM "{row_type.table}" WHERE meeting = ? ORDER BY position, uid', (meeting,)
    ).fetchall()
    return tuple(as_row(row_type, record) for record in found)


def _follow_ups(archive: Archive, meeting: str) -> tuple[FollowUpRow, ...]:
    found = archive.connection.execute(
        "SELECT * FROM follow_up WHERE meeting = :meeting OR task IN"
        " (SELECT uid FROM task WHERE meeting = :meeting) ORDER BY said_on, position, uid",
        {"meeting": meeting},
    ).fetchall()
    return tuple(as_row(FollowUpRow, record) for record in found)


def uid_of(archive: Archive, number: int) -> str:
    """The uid of the meeting with this number.

    Raises:
        NoSuchMeeting: When there is none.
    """
    found = archive.connection.execute("SELECT uid FROM meeting WHERE id = ?", (number,)).fetchone()
    if found is None:
        raise NoSuchMeeting(number)
    return str(found[0])


class MeetingLine(msgspec.Struct, frozen=True):
    """One meeting in a list."""

    uid: str
    number: int
    kind: str
    title: str
    unit: str
    status: Status
    date: date
    exempt: str


_LINE = (
    "SELECT meeting.uid, meeting.id AS number, kind, title, unit, status, exempt,"
    " sitting.date FROM sitting JOIN meeting ON meeting.uid = sitting.meeting"
    " WHERE sitting.position = 1"
)


def recent(archive: Archive, limit: int = 50) -> tuple[MeetingLine, ...]:
    """The newest meetings first, and the planned ones that come soonest.

    A year that is planned to its end does not push out what was held last week.
    """
    newest = f"{_LINE} AND status <> ? ORDER BY sitting.date DESC, number DESC LIMIT ?"
    soonest = f"{_LINE} AND status = ? ORDER BY sitting.date, number LIMIT ?"
    found = (
        *_lines(archive, soonest, Status.PLANNED, limit),
        *_lines(archive, newest, Status.PLANNED, limit),
    )
    return tuple(sorted(found, key=lambda line: (line.date, line.number), reverse=True))


def under_way(archive: Archive) -> tuple[MeetingLine, ...]:
    """The meetings that were begun and not closed, the newest first."""
    return _lines(
        archive,
        f"{_LINE} AND status IN (?, ?) ORDER BY sitting.date DESC, number DESC LIMIT 20",
        Status.RUNNING,
        Status.BROKEN_OFF,
    )


def _lines(archive: Archive, sql: str, *values: object) -> tuple[MeetingLine, ...]:
    found = archive.connection.execute(sql, values).fetchall()
    return tuple(msgspec.convert(dict(record), MeetingLine, strict=False) for record in found)


class DueTask(msgspec.Struct, frozen=True):
    """An open task with a day, for the home screen; `exempt` ones hide their text."""

    uid: str
    meeting: str
    text: str
    responsible: str
    due: date
    exempt: str


def due(archive: Archive, until: date, limit: int = 200) -> tuple[DueTask, ...]:
    """Open tasks with a frist up to and including a day, the earliest first."""
    found = archive.connection.execute(
        "SELECT task.uid, task.meeting, text, responsible, task.exempt || meeting.exempt AS exempt,"
        " CASE WHEN moved.id IS NULL THEN task.deadline_date ELSE moved.deadline_date END AS due"
        " FROM task JOIN meeting ON meeting.uid = task.meeting"
        " LEFT JOIN follow_up AS newest ON newest.id = (SELECT id FROM follow_up"
        "  WHERE task = task.uid ORDER BY said_on DESC, position DESC LIMIT 1)"
        " LEFT JOIN follow_up AS moved ON moved.id = (SELECT id FROM follow_up"
        "  WHERE task = task.uid AND deadline_kind <> ''"
        "  ORDER BY said_on DESC, position DESC LIMIT 1)"
        " WHERE task.uid IN (SELECT uid FROM task WHERE deadline_date <= :until"
        "  UNION SELECT task FROM follow_up WHERE deadline_date <= :until)"
        " AND due <= :until"
        " AND coalesce(newest.status, 'ikke startet') IN ('ikke startet', 'pågår')"
        " ORDER BY due, task.id LIMIT :limit",
        {"until": until.isoformat(), "limit": limit},
    ).fetchall()
    return tuple(msgspec.convert(dict(record), DueTask) for record in found)


NEWEST_NAMES = 2000
"""How many of the newest names are read to suggest from: a large file must not slow a key."""


def known_names(archive: Archive) -> tuple[str, ...]:
    """Who has lately taken part or had a task, those named most first, to suggest from."""
    found = archive.connection.execute(
        "SELECT name FROM (SELECT name FROM participant ORDER BY id DESC LIMIT :newest)"
        " UNION ALL"
        " SELECT name FROM (SELECT name FROM responsible ORDER BY id DESC LIMIT :newest)",
        {"newest": NEWEST_NAMES},
    ).fetchall()
    return tuple(name for name, _count in Counter(str(row[0]) for row in found).most_common())


def known_units(archive: Archive) -> tuple[str, ...]:
    """The units that have had meetings, those with most first."""
    found = archive.connection.execute(
        "SELECT unit FROM meeting WHERE unit <> '' GROUP BY unit ORDER BY count(*) DESC LIMIT 200"
    ).fetchall()
    return tuple(str(record[0]) for record in found)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of a meeting before it begins. `start` and `end` are «HH:MM» or empty."""

    kind: Kind
    title: str
    date: date
    unit: str = ""
    place: str = ""
    start: str = ""
    end: str = ""
    chair: str = ""
    secretary: str = ""
    reason: str = ""
    participants: Sequence[str] = ()
    previous: str = ""


def plan(archive: Archive, new: Plan) -> str:
    """Make a planned meeting. Returns its uid."""
    uid = archive.new_uid()
    with action(archive, uid, "Nytt møte", kind=ActionKind.STEP) as writer:
        head = MeetingRow(
            uid=uid,
            kind=new.kind.id,
            definition=kinds.encode(new.kind),
            title=new.title,
            unit=new.unit,
            place=new.place,
            chair=new.chair,
            secretary=new.secretary,
            reason=new.reason,
            previous=new.previous,
        )
        writer.add(head)
        writer.add_last(
            SittingRow(meeting=uid, date=new.date, start=new.start, end=new.end), "meeting"
        )
        _add_participants(writer, uid, new.participants)
        _first_status(writer, uid)
    return uid


def _add_participants(writer: Writer, meeting: str, names: Sequence[str]) -> None:
    for name in dict.fromkeys(names):
        writer.add_last(ParticipantRow(meeting=meeting, name=name), "meeting")


def _first_status(writer: Writer, meeting: str) -> None:
    at = writer.archive.clock().replace(tzinfo=None).isoformat(timespec="seconds")
    writer.add_last(StatusChangeRow(meeting=meeting, status=Status.PLANNED, at=at), "meeting")
