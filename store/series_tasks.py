"""The tasks of all the meetings of a series, as they stand now: for a plan that is shared.

Tasks that are exempt are read with their words, and `public` takes these away.
"""

from collections.abc import Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from store.database import Archive
from store.exempt_tasks import basis_of, basis_of_what_was_said
from store.meeting import Meeting
from store.series import last_meeting
from store.task_states import NEWEST_FIRST
from store.vocabulary import TaskStatus
from store.withheld import mark


class SeriesTask(msgspec.Struct, frozen=True):
    """A task as it stands, and the meeting where it arose.

    Attributes:
        uid: The task's.
        held: The first day of the meeting where it arose.
        title: What that meeting is called; "" where it is exempt as a whole.
        names: Who has it, the responsible first.
        status: What has become of it; None where that is withheld.
        is_open: Whether somebody still has to do something about it, as far as is told.
        said_on: The day when something was last said of it.
        deadline: As typed.
        deadline_kind: One of `store.deadline.DeadlineKind`; "" where the frist is withheld.
        due: The day that counts, also of the «neste møte» that has got one.
        exempt: uid of the legal basis that the task is exempt by, or "".
        basis: That basis' name.
        silent: uid of the basis that what was said of it is exempt by, or "".
    """

    uid: str
    held: date
    title: str
    text: str
    names: tuple[str, ...]
    status: TaskStatus | None
    is_open: bool
    said_on: date | None
    remark: str
    deadline: str
    deadline_kind: str
    due: date | None
    exempt: str
    basis: str
    silent: str


_NEWEST_WORD = f"(SELECT said_on FROM follow_up WHERE task = state.task ORDER BY {NEWEST_FIRST})"

_TASKS = f"""
    SELECT state.task AS uid, sitting.date AS held,
        iif(origin.exempt = '', origin.title, '') AS title, task.text, state.status,
        state.is_open, {_NEWEST_WORD} AS said_on, state.remark, state.deadline,
        state.deadline_kind, state.due, {basis_of("state.task")} AS exempt,
        {basis_of_what_was_said("state.task")} AS silent
    FROM task_state AS state {{index}}
    JOIN task ON task.uid = state.task
    JOIN meeting AS origin ON origin.uid = state.meeting
    JOIN sitting ON sitting.meeting = origin.uid AND sitting.position = 1
    WHERE {{where}}
    ORDER BY state.sort, state.task"""

_OPEN = _TASKS.format(
    index="INDEXED BY task_state_open_by_series",
    where="state.is_open AND state.kind = :kind AND state.series = :series",
)
_LATELY_CLOSED = _TASKS.format(
    index="",
    where="NOT state.is_open AND state.meeting IN"
    " (SELECT uid FROM meeting WHERE kind = :kind AND series = :series)"
    f" AND {_NEWEST_WORD} > :since",
)
_NAMES = "SELECT name FROM responsible WHERE task = ? ORDER BY position"
_BASIS = "SELECT name FROM legal_basis WHERE uid = ?"


def tasks(archive: Archive, meeting: Meeting) -> tuple[SeriesTask, ...]:
    """The open tasks of a meeting's series, by frist, then those closed since its last meeting.

    Args:
        archive: The open file.
        meeting: One of the series; one without a series has none.
    """
    head = meeting.head
    if not head.series:
        return ()
    last = last_meeting(archive, head.kind, head.series, meeting.first_day, but=head.uid)
    since = archive.connection.execute(
        "SELECT coalesce(max(date), '') FROM sitting WHERE meeting = ?", (last,)
    ).fetchone()
    values = {"kind": head.kind, "series": head.series, "since": since[0]}
    return tuple(
        _task(archive, dict(record))
        for sql in (_OPEN, _LATELY_CLOSED)
        for record in archive.connection.execute(sql, values).fetchall()
    )


def _task(archive: Archive, record: dict[str, object]) -> SeriesTask:
    ask = archive.connection.execute
    names = tuple(str(name) for (name,) in ask(_NAMES, (record["uid"],)))
    basis = next((name for (name,) in ask(_BASIS, (record["exempt"],))), "")
    return msgspec.convert({**record, "names": names, "basis": basis}, SeriesTask, strict=False)


def public(series: Sequence[SeriesTask]) -> tuple[SeriesTask, ...]:
    """The tasks as anybody may see them: what is taken out tells nothing by its place either."""
    told = [task for task in series if not (task.exempt or task.silent)]
    silent = [_unspoken(task) for task in series if task.silent and not task.exempt]
    withheld = [_withheld(task) for task in series if task.exempt]
    return (*told, *sorted(silent, key=_by_day), *sorted(withheld, key=_by_day))


def _unspoken(task: SeriesTask) -> SeriesTask:
    """The task without what was said of it in a meeting that is exempt."""
    nothing = {"remark": "", "deadline": "", "deadline_kind": "", "due": None}
    return replace(task, status=None, said_on=None, is_open=True, **nothing)


def _withheld(task: SeriesTask) -> SeriesTask:
    return replace(_unspoken(task), text=mark(task.basis), names=())


def _by_day(task: SeriesTask) -> tuple[date, str]:
    return task.held, task.uid
