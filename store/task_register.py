"""The task register: the tasks of all meetings in the order of their frist.

`task_state` has what is listed and sorted by; what is shown of a row is read for the rows in
sight only. Of what is exempt from public access nothing leaves here but that it is there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from store.database import Archive
from store.deadline import Deadline, DeadlineKind, in_words
from store.deadline.order import RANKS
from store.exempt_tasks import basis_of, basis_of_what_was_said
from store.journal import Conflict, action
from store.meeting import OPEN
from store.norwegian_order import sort_key
from store.series import name_of
from store.task_rows import FollowUpRow
from store.vocabulary import TaskStatus

ANY_STATUS: tuple[TaskStatus, ...] = ()
"""Of a `Filter`: every task, whatever became of it."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which tasks are listed.

    Attributes:
        names: Who has them, as `names_like` gives them; None for whoever it is. A task that is
            exempt is nobody's here: a name that finds it would tell whose it is.
        units: As `units_like` gives them; None for all.
        kind: The id of the kind of meeting; "" for all.
        statuses: What has become of them; `ANY_STATUS` for all.
        overdue_on: Only open ones whose day is before this one; None for all.
    """

    names: tuple[str, ...] | None = None
    units: tuple[str, ...] | None = None
    kind: str = ""
    statuses: tuple[TaskStatus, ...] = OPEN
    overdue_on: date | None = None


class RegisteredTask(msgspec.Struct, frozen=True):
    """A task as it stands, and where it arose. The texts of what is exempt are empty.

    Attributes:
        uid: The task's.
        meeting: uid of the meeting where it arose.
        number: That meeting's number in this file.
        held: That meeting's first day.
        title: What the meeting is called.
        kind: The id of its kind.
        stop: Key of the stop where it arose.
        about: uid of the row that it hangs on there, or "".
        responsible: Its names, the responsible first, with commas.
        deadline: As typed; the kind says enough of an exempt one.
        deadline_kind: One of `store.deadline.DeadlineKind`.
        due: The day that counts, also of the «neste møte» that has got one.
        exempt: Whether it is exempt, itself or with its meeting.
    """

    uid: str
    meeting: str
    number: int
    held: date
    title: str
    kind: str
    unit: str
    stop: str
    about: str
    text: str
    responsible: str
    status: TaskStatus
    is_open: bool
    remark: str
    deadline: str
    deadline_kind: str
    due: date | None
    exempt: bool

    def is_overdue(self, today: date) -> bool:
        """Whether somebody should have done it before today."""
        return self.is_open and self.due is not None and self.due < today


def deadline_shown(task: RegisteredTask) -> str:
    """The day that counts: «fre 11.12.2026 (uke 50)», or what was said where there is none."""
    return in_words(task.deadline_kind, task.due, task.deadline)


def count(archive: Archive, wanted: Filter) -> int:
    """How many tasks the filter lets through."""
    where, values = _condition(wanted)
    (found,) = archive.connection.execute(
        f"SELECT count(*) FROM task_state AS state WHERE {where}", values
    ).fetchone()
    return int(found)


_SHOWN = f"""
    SELECT task.uid, task.meeting, origin.id AS number, sitting.date AS held,
        iif(origin.exempt = '', origin.title, '') AS title, state.kind, state.unit,
        task.stop, task.about, iif(hidden, '', task.text) AS text,
        iif(hidden, '', coalesce((SELECT group_concat(name, ', ') FROM (SELECT name
            FROM responsible WHERE task = task.uid ORDER BY position)), '')) AS responsible,
        state.status, state.is_open, iif(silent, '', state.remark) AS remark,
        iif(silent, '', state.deadline) AS deadline, state.deadline_kind, state.due,
        hidden AS exempt
    FROM (SELECT uid, hidden,
        hidden OR {basis_of_what_was_said("listed.uid")} <> '' AS silent FROM (
        SELECT uid, {basis_of("listed.uid")} <> '' AS hidden FROM (
            SELECT state.task AS uid FROM task_state AS state WHERE {{where}}
            ORDER BY state.sort {{direction}}, state.task {{direction}}
            LIMIT :limit OFFSET :skipped) AS listed) AS listed) AS picked
    JOIN task ON task.uid = picked.uid
    JOIN task_state AS state ON state.task = picked.uid
    JOIN meeting AS origin ON origin.uid = task.meeting
    JOIN sitting ON sitting.meeting = origin.uid AND sitting.position = 1
    ORDER BY state.sort, state.task"""


def window(
    archive: Archive, wanted: Filter, first: int, size: int, total: int
) -> tuple[RegisteredTask, ...]:
    """Some of the tasks that the filter lets through, by frist.

    Args:
        archive: The open file.
        wanted: The filter.
        first: Place of the first one; 0 is the soonest.
        size: How many.
        total: What `count` gave. The window is reached from the nearer end.
    """
    where, values = _condition(wanted)
    limit = max(0, min(size, total - first))
    from_end = first > total // 2
    sql = _SHOWN.format(where=where, direction="DESC" if from_end else "ASC")
    values |= {"limit": limit, "skipped": total - first - limit if from_end else first}
    found = archive.connection.execute(sql, values).fetchall()
    return tuple(msgspec.convert(dict(record), RegisteredTask, strict=False) for record in found)


def _condition(wanted: Filter) -> tuple[str, dict[str, object]]:
    """The SQL that a row of `state` meets, and its values; each part has an index."""
    parts: list[str] = []
    values: dict[str, object] = {}
    if wanted.statuses == OPEN:
        parts.append("state.is_open")
    elif wanted.statuses:
        parts.append(f"state.status IN ({_marks('status', wanted.statuses, values)})")
    if wanted.overdue_on is not None:
        dated = f"{RANKS[DeadlineKind.DATE]}|"
        values |= {"dated": dated, "today": f"{dated}{wanted.overdue_on.isoformat()}"}
        parts.append("state.is_open AND state.sort >= :dated AND state.sort < :today")
    if wanted.kind:
        values["kind"] = wanted.kind
        parts.append("state.kind = :kind")
    if wanted.units is not None:
        parts.append(f"state.unit IN ({_marks('unit', wanted.units, values)})")
    if wanted.names is not None:
        parts.append(f"state.task IN ({_OF_NAMES.format(_marks('name', wanted.names, values))})")
    return " AND ".join(parts) or "1", values


def _marks(name: str, chosen: Sequence[str], values: dict[str, object]) -> str:
    values |= {f"{name}{place}": str(each) for place, each in enumerate(chosen)}
    return ", ".join(f":{name}{place}" for place in range(len(chosen)))


_OF_NAMES = f"""SELECT responsible.task FROM responsible
    WHERE responsible.name IN ({{}}) AND {basis_of("responsible.task")} = ''"""

_EACH_ONCE = """WITH RECURSIVE each(value) AS (SELECT min({column}) FROM {table}
    UNION ALL SELECT (SELECT min({column}) FROM {table} WHERE {column} > each.value)
    FROM each WHERE each.value IS NOT NULL) SELECT value FROM each WHERE value <> ''"""
"""The different values of a column, from one step in its index to the next."""


def names(archive: Archive) -> tuple[str, ...]:
    """Everybody who has a task that is not exempt, in Norwegian order."""
    has_one = f"EXISTS ({_OF_NAMES.format('each.value')})"
    each = _EACH_ONCE.format(column="name", table="responsible")
    found = archive.connection.execute(f"{each} AND {has_one}").fetchall()
    return tuple(sorted((str(record[0]) for record in found), key=sort_key))


def units(archive: Archive) -> tuple[str, ...]:
    """Every unit whose meetings gave a task, in Norwegian order."""
    found = archive.connection.execute(_EACH_ONCE.format(column="unit", table="task_state"))
    return tuple(sorted((str(record[0]) for record in found.fetchall()), key=sort_key))


def names_like(archive: Archive, typed: str, aliases: Mapping[str, str]) -> tuple[str, ...]:
    """Whom a person means by a name: those who are called it, or else whose names hold it.

    Args:
        archive: The open file.
        typed: A name, a part of one, or a short form.
        aliases: Short forms, and what they stand for.
    """
    said = name_of(typed)
    in_full = {name_of(short): long for short, long in aliases.items()}
    return _like(in_full.get(said, typed), names(archive))


def units_like(archive: Archive, typed: str) -> tuple[str, ...]:
    """Which units a person means: those that are called it, or else whose names hold it."""
    return _like(typed, units(archive))


def _like(typed: str, known: Sequence[str]) -> tuple[str, ...]:
    said = name_of(typed)
    same = tuple(each for each in known if name_of(each) == said)
    return same or tuple(each for each in known if said in name_of(each))


def follow_up(
    archive: Archive,
    task: str,
    status: TaskStatus,
    *,
    remark: str = "",
    deadline: Deadline | None = None,
) -> None:
    """Say in the register what has become of a task; no meeting changes by it.

    Args:
        archive: The open file.
        task: The task's uid.
        status: Its status now.
        remark: Free text.
        deadline: A new frist, or None when it stands.

    Raises:
        Conflict: When the task is gone.
    """
    row = FollowUpRow(
        task=task,
        said_on=archive.clock().date(),
        status=status,
        remark=remark,
        deadline=deadline.typed if deadline else "",
        deadline_kind=str(deadline.kind) if deadline else "",
        deadline_date=deadline.date if deadline else None,
    )
    with action(archive, None, "Ny status på oppgave") as writer:
        is_there = "SELECT 1 FROM task WHERE uid = ?"
        if archive.connection.execute(is_there, (task,)).fetchone() is None:
            raise Conflict
        writer.add_last(row, "task")
