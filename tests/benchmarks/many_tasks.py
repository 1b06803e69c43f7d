"""Fills a file with open tasks, fast: the rows are as the program writes them."""

from datetime import timedelta

import msgspec

from store import kind
from store.database import Archive
from store.journal import ActionKind, action
from store.row import Row
from store.rows import MeetingRow, SittingRow
from store.task_rows import ResponsibleRow, TaskRow
from store.vocabulary import Status
from tests.benchmarks.many_meetings import DAY

A_MEETING = 50
"""How many tasks each meeting gave."""

NAMES, UNITS, DAYS = 300, 40, 900


def fill_with_tasks(archive: Archive, count: int) -> None:
    """Write closed evaluations with open tasks, whose frists lie before and after today."""
    definition = kind.encode(kind.load().by_id["evaluering"])
    with action(archive, None, "Fylt", kind=ActionKind.STEP) as writer:
        for number in range(count):
            rows = _meeting(definition, number // A_MEETING) if number % A_MEETING == 0 else []
            for row in (*rows, *_task(number)):
                values = msgspec.to_builtins(row)
                names = ", ".join(f'"{name}"' for name in values)
                marks = ", ".join(f":{name}" for name in values)
                writer.archive.connection.execute(
                    f'INSERT INTO "{row.table}" ({names}) VALUES ({marks})', values
                )


def _meeting(definition: str, number: int) -> list[Row]:
    uid = f"m{number:06d}"
    head = MeetingRow(
        uid=uid,
        rev=1,
        kind="evaluering",
        definition=definition,
        title=f"Hendelse {number}",
        unit=f"Enhet {number % UNITS}",
        status=Status.CLOSED,
    )
    day = DAY - timedelta(days=number // 4)
    return [head, SittingRow(uid=f"{uid}s", rev=1, meeting=uid, position=1, date=day)]


def _task(number: int) -> list[Row]:
    meeting, name = f"m{number // A_MEETING:06d}", f"Rolle {number % NAMES}"
    task = TaskRow(
        uid=f"t{number:06d}",
        rev=1,
        meeting=meeting,
        position=number % A_MEETING + 1,
        sitting=f"{meeting}s",
        stop="neste",
        text=f"Noe som skal gjøres, nummer {number}",
        responsible=name,
        deadline="på en dag",
        deadline_kind="dato",
        deadline_date=DAY + timedelta(days=(number * 7919) % DAYS - DAYS // 3),
    )
    said = ResponsibleRow(
        uid=f"{task.uid}n", rev=1, meeting=meeting, position=1, task=task.uid, name=name
    )
    return [task, said]
