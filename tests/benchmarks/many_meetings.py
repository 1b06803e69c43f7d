"""Fills a file with finished meetings, fast: the rows are as the program writes them."""

from datetime import date, timedelta

import msgspec

from store import kind
from store.database import Archive
from store.journal import ActionKind, Writer, action
from store.rows import MeetingRow, ResponsibleRow, RiskRow, Row, SittingRow, Status, TaskRow

RISKS, TASKS, DAY = 10, 5, date(2026, 11, 20)


def fill(archive: Archive, count: int) -> None:
    """Write closed wheels with risks and open tasks, a few a day back in time."""
    wheel = kind.load().by_id["internkontroll"]
    definition = kind.encode(wheel)
    with action(archive, None, "Fylt", kind=ActionKind.STEP) as writer:
        for number in range(count):
            day = DAY - timedelta(days=number // 4)
            _write(writer, definition, number, day)


def _write(writer: Writer, definition: str, number: int, day: date) -> None:
    uid = f"m{number:06d}"
    rows: list[Row] = [
        MeetingRow(
            uid=uid,
            rev=1,
            kind="internkontroll",
            definition=definition,
            title=f"Fagområde {number}",
            unit=f"Enhet {number % 40}",
            status=Status.CLOSED,
        ),
        SittingRow(uid=f"{uid}s", rev=1, meeting=uid, position=1, date=day),
    ]
    for place in range(1, RISKS + 1):
        rows.append(_risk(uid, place))
    for place in range(1, TASKS + 1):
        rows += _task(uid, place, day)
    for row in rows:
        values = msgspec.to_builtins(row)
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join(f":{name}" for name in values)
        writer.archive.connection.execute(
            f'INSERT INTO "{row.table}" ({names}) VALUES ({marks})', values
        )


def _risk(meeting: str, place: int) -> RiskRow:
    return RiskRow(
        uid=f"{meeting}r{place}",
        rev=1,
        meeting=meeting,
        position=place,
        section="risikoer",
        text=f"Noe som kan gå galt på dette fagområdet, nummer {place}",
        likelihood=place % 5 + 1,
        consequence=place % 4 + 1,
    )


def _task(meeting: str, place: int, day: date) -> list[Row]:
    uid = f"{meeting}t{place}"
    return [
        TaskRow(
            uid=uid,
            rev=1,
            meeting=meeting,
            position=place,
            sitting=f"{meeting}s",
            stop="tiltak",
            text=f"Et tiltak som noen skal gjøre, nummer {place}",
            responsible="Enhetsleder",
            deadline="om 30 dager",
            deadline_kind="dato",
            deadline_date=day + timedelta(days=30),
        ),
        ResponsibleRow(
            uid=f"{uid}n", rev=1, meeting=meeting, position=1, task=uid, name="Enhetsleder"
        ),
    ]
