"""What has become of every task, worked out by the database itself as rows are written.

A task and its follow-ups say it all; `task_state` repeats it in one row a task, with indexes, so
that fifty thousand open tasks are listed as fast as fifty. Nobody writes it but the triggers
made here, and no package holds it.
"""

from typing import TYPE_CHECKING

from store.deadline import DeadlineKind
from store.deadline.order import RANKS
from store.meeting import OPEN
from store.vocabulary import TaskStatus

if TYPE_CHECKING:
    from store.tables import Tables

_SAID = ("said_on", "position", "uid")
OLDEST_FIRST = ", ".join(_SAID)
"""The order, in SQL, in which things were said of a task; the last one counts."""

COLUMNS = """task TEXT PRIMARY KEY, meeting TEXT NOT NULL, kind TEXT NOT NULL,
    series TEXT NOT NULL, unit TEXT NOT NULL, status TEXT NOT NULL, is_open INTEGER NOT NULL,
    remark TEXT NOT NULL, deadline TEXT NOT NULL, deadline_kind TEXT NOT NULL,
    deadline_date TEXT, due TEXT, sort TEXT NOT NULL"""
"""Of the table. `due` is the day that counts: also that of the «neste møte» that has got one.
`sort` puts tasks in the order of `store.deadline.sort_key`."""

INDEXES = (
    "CREATE INDEX task_state_open ON task_state (sort, task) WHERE is_open",
    "CREATE INDEX task_state_open_by_unit ON task_state (unit, sort, task) WHERE is_open",
    "CREATE INDEX task_state_open_by_kind ON task_state (kind, sort, task) WHERE is_open",
    "CREATE INDEX task_state_by_sort ON task_state (sort, task)",
    "CREATE INDEX task_state_by_unit ON task_state (unit, sort, task)",
    "CREATE INDEX task_state_by_status ON task_state (status, sort, task)",
    "CREATE INDEX task_state_open_by_series ON task_state (kind, series, sort) WHERE is_open",
    "CREATE INDEX task_state_due ON task_state (due, task) WHERE is_open AND due IS NOT NULL",
    "CREATE INDEX task_state_by_meeting ON task_state (meeting)",
    "CREATE INDEX task_state_waiting ON task_state (kind, series)"
    f" WHERE deadline_kind = '{DeadlineKind.NEXT_MEETING}'",
)

_NEWEST = "SELECT id FROM follow_up WHERE task = task.uid{which} ORDER BY {newest_first} LIMIT 1"
NEWEST_FIRST = ", ".join(f"{column} DESC" for column in _SAID)
"""The same order from its other end."""

_NEXT_MEETING_DAY = """coalesce(said_in.next_meeting, (
    SELECT min(sitting.date) FROM meeting AS later JOIN sitting ON sitting.meeting = later.uid
    WHERE later.kind = said_in.kind AND later.series = said_in.series AND said_in.series <> ''
    AND sitting.date > (SELECT max(date) FROM sitting WHERE meeting = said_in.uid)))"""
"""The day of the first meeting of the series after the one where «neste møte» was said."""

_TOLD = f"""
    SELECT task.uid AS task, task.meeting, meeting.kind, meeting.series, meeting.unit,
        coalesce(newest.status, '{TaskStatus.NOT_STARTED}') AS status,
        coalesce(newest.remark, '') AS remark,
        iif(moved.id IS NULL, task.deadline, moved.deadline) AS deadline,
        iif(moved.id IS NULL, task.deadline_kind, moved.deadline_kind) AS deadline_kind,
        iif(moved.id IS NULL, task.deadline_date, moved.deadline_date) AS deadline_date,
        coalesce(moved.meeting, task.meeting) AS said_in
    FROM task JOIN meeting ON meeting.uid = task.meeting
    LEFT JOIN follow_up AS newest
        ON newest.id = ({_NEWEST.format(which="", newest_first=NEWEST_FIRST)})
    LEFT JOIN follow_up AS moved ON moved.id =
        ({_NEWEST.format(which=" AND deadline_kind <> ''", newest_first=NEWEST_FIRST)})"""


def install(db: "Tables") -> None:
    """Make the view and the triggers anew, and work out every task's state once."""
    db.execute("DROP VIEW IF EXISTS task_state_now")
    db.execute(f"CREATE VIEW task_state_now AS {_now()}")
    for name, event, body in _triggers():
        db.execute(f'DROP TRIGGER IF EXISTS "{name}"')
        db.execute(f'CREATE TRIGGER "{name}" AFTER {event} BEGIN {body} END')
    db.execute("DELETE FROM task_state")
    db.execute(_work_out("1"))


def _now() -> str:
    is_open = ", ".join(f"'{status}'" for status in OPEN)
    ranks = " ".join(f"WHEN '{kind}' THEN {rank}" for kind, rank in RANKS.items())
    due = (
        f"CASE deadline_kind WHEN '{DeadlineKind.DATE}' THEN deadline_date"
        f" WHEN '{DeadlineKind.NEXT_MEETING}' THEN {_NEXT_MEETING_DAY} END"
    )
    dated = RANKS[DeadlineKind.DATE]
    return f"""
        SELECT task, meeting, kind, series, unit, status, status IN ({is_open}) AS is_open,
            remark, deadline, deadline_kind, deadline_date, due,
            iif(due IS NULL, CASE deadline_kind {ranks} END || '|', {dated} || '|' || due) AS sort
        FROM (SELECT told.*, {due} AS due FROM ({_TOLD}) AS told
            LEFT JOIN meeting AS said_in ON said_in.uid = told.said_in)"""


def _work_out(which: str) -> str:
    return f"INSERT OR REPLACE INTO task_state SELECT * FROM task_state_now WHERE {which};"


def _triggers() -> list[tuple[str, str, str]]:
    """Name, event and body; whatever a state is worked out from works it out again."""
    waiting = (
        "task IN (SELECT task FROM task_state WHERE (kind, series) ="
        " (SELECT kind, series FROM meeting WHERE uid = {row}.meeting)"
        f" AND deadline_kind = '{DeadlineKind.NEXT_MEETING}')"
    )
    of_meeting = (
        "meeting = new.uid OR task IN (SELECT task FROM task_state WHERE kind = new.kind"
        " AND series IN (old.series, new.series)"
        f" AND deadline_kind = '{DeadlineKind.NEXT_MEETING}')"
    )
    heads = "UPDATE OF kind, series, unit, next_meeting ON meeting"
    spoken_of = "SELECT RAISE(ABORT, 'something was said of this task')"
    triggers = [
        (
            "state_task_spoken_of",
            "DELETE ON task WHEN EXISTS (SELECT 1 FROM follow_up WHERE task = old.uid)",
            f"{spoken_of};",
        ),
        ("state_task_delete", "DELETE ON task", "DELETE FROM task_state WHERE task = old.uid;"),
        ("state_meeting_update", heads, _work_out(of_meeting)),
    ]
    for event, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
        name = event.lower()
        if event != "DELETE":
            triggers.append((f"state_task_{name}", f"{event} ON task", _work_out("task = new.uid")))
        said = _work_out(f"task = {row}.task")
        triggers.append((f"state_follow_up_{name}", f"{event} ON follow_up", said))
        held = _work_out(waiting.format(row=row))
        triggers.append((f"state_sitting_{name}", f"{event} ON sitting", held))
    return triggers
