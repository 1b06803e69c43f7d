"""Loads meetings, lists them, and makes new ones."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

import msgspec

from store import carry_over, parties, series
from store import kind as kinds
from store.database import Archive
from store.exempt_tasks import basis_of, exempt_elsewhere
from store.journal import ActionKind, Writer, action
from store.kind import Kind
from store.meeting import FIELD_OF, Meeting
from store.records import as_row, select
from store.row import Row
from store.rows import HeadValueRow, MeetingRow, ParticipantRow, SittingRow, StatusChangeRow
from store.task_rows import FollowUpRow
from store.task_states import OLDEST_FIRST
from store.vocabulary import Status

R = TypeVar("R", bound=Row)


class NoSuchMeeting(LookupError):
    """There is no such meeting; `str()` is a Norwegian sentence."""

    def __init__(self, what: object) -> None:
        super().__init__(f"Møte {what} finnes ikke. Skriv «referat liste» for å se møtene.")


def load(archive: Archive, uid: str) -> Meeting:
    """The whole meeting, as it stood at one moment.

    Raises:
        NoSuchMeeting: When no meeting has this uid.
    """
    with archive.snapshot():
        return _load(archive, uid)


def _load(archive: Archive, uid: str) -> Meeting:
    record = archive.connection.execute("SELECT * FROM meeting WHERE uid = ?", (uid,)).fetchone()
    if record is None:
        raise NoSuchMeeting(uid)
    head = as_row(MeetingRow, record)

    # By name, since the types of the fields are those of `FIELD_OF`, which a test holds together.
    rows: dict[str, Any] = {
        field: _rows(archive, row_type, uid) for row_type, field in FIELD_OF.items()
    }
    return Meeting(
        number=record["id"],
        kind=kinds.decode(head.definition),
        head=head,
        saved=_saved(archive, uid),
        next_in_series=series.next_day(archive, head),
        next_days=series.next_days(archive, uid),
        exempt_elsewhere=exempt_elsewhere(archive, uid),
        **rows,
    )


def _saved(archive: Archive, uid: str) -> datetime:
    (at,) = archive.connection.execute(
        "SELECT at FROM action WHERE meeting = ? ORDER BY id DESC LIMIT 1", (uid,)
    ).fetchone()
    return datetime.fromisoformat(at).replace(tzinfo=None)


def _rows(archive: Archive, row_type: type[R], meeting: str) -> tuple[R, ...]:
    if row_type is FollowUpRow:
        where = "meeting = ? OR task IN (SELECT uid FROM task WHERE meeting = ?)"
        return select(archive, row_type, where, meeting, meeting, order=OLDEST_FIRST)
    return select(archive, row_type, "meeting = ?", meeting)


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


_COLUMNS = (
    "SELECT meeting.uid, meeting.id AS number, kind, title, unit, status, exempt, sitting.date"
)
_FIRST_SITTING = "ON meeting.uid = sitting.meeting WHERE sitting.position = 1"
_FEW = f"{_COLUMNS} FROM meeting JOIN sitting {_FIRST_SITTING}"
_BY_DATE = f"{_COLUMNS} FROM sitting INDEXED BY sitting_by_date CROSS JOIN meeting {_FIRST_SITTING}"
"""Walks the days one by one, so that a limit ends it: a cross join is read from the left."""


def recent(archive: Archive, limit: int = 50) -> tuple[MeetingLine, ...]:
    """The newest meetings first, and the planned ones that come soonest.

    A year that is planned to its end does not push out what was held last week.
    """
    newest = f"{_BY_DATE} AND status <> ? ORDER BY sitting.date DESC, number DESC LIMIT ?"
    soonest = f"{_FEW} AND status = ? ORDER BY sitting.date, number LIMIT ?"
    found = (
        *_lines(archive, soonest, Status.PLANNED, limit),
        *_lines(archive, newest, Status.PLANNED, limit),
    )
    return tuple(sorted(found, key=lambda line: (line.date, line.number), reverse=True))


def under_way(archive: Archive) -> tuple[MeetingLine, ...]:
    """The meetings that were begun and not closed, the newest first."""
    return _lines(
        archive,
        f"{_FEW} AND status IN (?, ?) ORDER BY sitting.date DESC, number DESC LIMIT 20",
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
        "SELECT task.uid, task.meeting, text, responsible, due,"
        f" {basis_of('task_state.task')} AS exempt"
        " FROM task_state JOIN task ON task.uid = task_state.task"
        " WHERE is_open AND due IS NOT NULL AND due <= :until"
        " ORDER BY due, task.id LIMIT :limit",
        {"until": until.isoformat(), "limit": limit},
    ).fetchall()
    return tuple(msgspec.convert(dict(record), DueTask) for record in found)


NEWEST_NAMES = 2000
"""How many of the newest names are read to suggest from: a large file must not slow a key."""


def known_names(archive: Archive) -> tuple[str, ...]:
    """Who has lately taken part or had a task, those named most first, to suggest from.

    Who was in a meeting or had a task that is exempt is suggested to nobody for that.
    """
    found = archive.connection.execute(
        "SELECT name FROM (SELECT name FROM participant JOIN meeting"
        "  ON meeting.uid = participant.meeting AND meeting.exempt = ''"
        "  ORDER BY participant.id DESC LIMIT :newest)"
        " UNION ALL"
        " SELECT name FROM (SELECT name, task FROM responsible ORDER BY id DESC LIMIT :newest)"
        f" AS named WHERE {basis_of('named.task')} = ''",
        {"newest": NEWEST_NAMES},
    ).fetchall()
    return tuple(name for name, _count in Counter(str(row[0]) for row in found).most_common())


def known_units(archive: Archive) -> tuple[str, ...]:
    """The units that have had meetings, those with most first."""
    found = archive.connection.execute(
        "SELECT unit FROM meeting WHERE unit > '' AND exempt = ''"
        " GROUP BY unit ORDER BY count(*) DESC LIMIT 200"
    ).fetchall()
    return tuple(str(record[0]) for record in found)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of a meeting before it begins. `start` and `end` are «HH:MM» or empty.

    Attributes:
        head_values: What the fields of the head hold that the kind has of its own, by their key.
    """

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
    head_values: Mapping[str, str] = field(default_factory=dict)


def plan(archive: Archive, new: Plan) -> str:
    """Make a planned meeting, with what its series left to it. Returns its uid."""
    uid = archive.new_uid()
    with action(archive, uid, "Nytt møte", kind=ActionKind.STEP) as writer:
        head = MeetingRow(
            uid=uid,
            kind=new.kind.id,
            definition=kinds.encode(new.kind),
            title=new.title,
            series=series.name_of(new.unit),
            unit=new.unit,
            place=new.place,
            chair=new.chair,
            secretary=new.secretary,
            reason=new.reason,
            previous=new.previous,
            field_of_service=series.field_of_service(archive, new.unit),
        )
        head = writer.add(head)
        for key, text in new.head_values.items():
            if text:
                writer.add_last(HeadValueRow(meeting=uid, field=key, text=text), "meeting")
        writer.add_last(
            SittingRow(meeting=uid, date=new.date, start=new.start, end=new.end), "meeting"
        )
        last = series.last_meeting(archive, head.kind, head.series, new.date)
        _add_participants(writer, uid, new, last)
        _first_status(writer, uid)
        carry_over.carry_tasks(writer, head, new.date)
        if last:
            carry_over.carry_items(writer, new.kind, head, last)
    return uid


def _add_participants(writer: Writer, meeting: str, new: Plan, last: str | None) -> None:
    """Those who were there last time have the role that they had, and speak for the same."""
    before = carry_over.participants_of(writer.archive, last) if last else {}
    for name in dict.fromkeys(new.participants):
        usual = ParticipantRow(meeting=meeting, name=name, party=parties.party_of(new.kind, name))
        known = before.get(name, usual)
        row = ParticipantRow(meeting=meeting, name=name, role=known.role, party=known.party)
        writer.add_last(row, "meeting")


def _first_status(writer: Writer, meeting: str) -> None:
    at = writer.archive.clock().replace(tzinfo=None).isoformat(timespec="seconds")
    writer.add_last(StatusChangeRow(meeting=meeting, status=Status.PLANNED, at=at), "meeting")
