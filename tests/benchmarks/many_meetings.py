"""Fills a file with finished meetings, fast: the rows are as the program writes them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

import msgspec

from store import kind
from store.database import Archive
from store.journal import ActionKind, action
from store.row import Row
from store.rows import MeetingRow, RiskRow, SittingRow
from store.task_rows import ResponsibleRow, TaskRow
from store.vocabulary import Status

RISKS, TASKS, DAY = 10, 5, date(2026, 11, 20)
AT_A_TIME = 200


def fill(archive: Archive, count: int) -> None:
    """Write closed wheels with risks and open tasks, a few a day back in time.

    Only for a file that is thrown away: nothing waits for the disk.
    """
    archive.connection.execute("PRAGMA synchronous=OFF")
    definition = kind.encode(kind.load().by_id["internkontroll"])
    for first in range(0, count, AT_A_TIME):
        with archive.tables.atomic():
            for number in range(first, min(first + AT_A_TIME, count)):
                _write(archive, definition, number)


def _write(archive: Archive, definition: str, number: int) -> None:
    uid = f"m{number:06d}"
    with action(archive, uid, "Fylt", kind=ActionKind.STEP) as writer:
        for rows in _meeting(uid, definition, number, DAY - timedelta(days=number // 4)):
            values = [msgspec.to_builtins(row) for row in rows]
            writer.archive.connection.executemany(_insert(type(rows[0])), values)


@cache
def _insert(row_type: type[Row]) -> str:
    """What inserts rows of a type. Faster than the store's own way, which looks the table up."""
    names = row_type.__struct_fields__
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join(f":{name}" for name in names)
    return f'INSERT INTO "{row_type.table}" ({columns}) VALUES ({marks})'


def _meeting(uid: str, definition: str, number: int, day: date) -> Iterator[Sequence[Row]]:
    """Its rows, those of one table together."""
    yield [
        MeetingRow(
            uid=uid,
            rev=1,
            kind="internkontroll",
            definition=definition,
            title=f"Fagområde {number}",
            unit=f"Enhet {number % 40}",
            status=Status.CLOSED,
        )
    ]
    yield [SittingRow(uid=f"{uid}s", rev=1, meeting=uid, position=1, date=day)]
    yield [_risk(uid, place) for place in range(1, RISKS + 1)]
    tasks = [_task(uid, place, day) for place in range(1, TASKS + 1)]
    yield tasks
    yield [
        ResponsibleRow(
            uid=f"{task.uid}n", rev=1, meeting=uid, position=1, task=task.uid, name="Enhetsleder"
        )
        for task in tasks
    ]


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


def _task(meeting: str, place: int, day: date) -> TaskRow:
    return TaskRow(
        uid=f"{meeting}t{place}",
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
    )
