"""Erases meetings with everything that was captured in them.

What later meetings took over is theirs: a task that was followed up there goes on standing there,
as their own minutes do. What an erased meeting said of another meeting's task keeps its status and
frist, so that no task is open again; its words go.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from store.database import Connection
from store.erasing.erasure import HEADS, Concerned, Found, concerned
from store.erasing.exemptions import keep_exempt, remember_exempt_tasks
from store.erasing.wording import counted
from store.rows import CONTENT, MeetingRow
from store.task_rows import FollowUpRow

if TYPE_CHECKING:
    from store.tables import Tables

_OWN = tuple(row for row in CONTENT if row is not FollowUpRow)
_MEETINGS = "SELECT uid FROM erased_meeting"
_ROWS = "SELECT uid FROM erased_row"
_ONLY_THEIRS = (
    f"task IN ({_ROWS}) AND (meeting IS NULL OR meeting IN ({_MEETINGS})"
    " OR meeting NOT IN (SELECT uid FROM meeting))"
)
"""Follow-ups of an erased task that no meeting which stays has said."""


def held_before(
    connection: Connection, day: date, kinds: Iterable[str] | None = None
) -> tuple[str, ...]:
    """The uids of the meetings whose last sitting was before a day.

    Args:
        connection: To the file.
        day: The first day that is kept.
        kinds: Ids of the kinds of meeting; None for all.
    """
    found = connection.execute(
        "SELECT meeting.uid, kind FROM meeting JOIN sitting ON sitting.meeting = meeting.uid"
        " GROUP BY meeting.uid HAVING max(sitting.date) < ? ORDER BY min(sitting.date)",
        (day.isoformat(),),
    ).fetchall()
    wanted = None if kinds is None else set(kinds)
    return tuple(str(uid) for uid, kind in found if wanted is None or kind in wanted)


@dataclass(frozen=True, slots=True)
class WholeMeetings:
    """Meetings that are erased.

    Attributes:
        uids: Theirs.
    """

    uids: Sequence[str]

    @property
    def label(self) -> str:
        """«Slettet 3 møter for godt»."""
        return f"Slettet {counted(len(self.uids), 'møte', 'møter')} for godt"

    @property
    def is_looked_for_in_copies(self) -> bool:
        """A meeting is chosen where it is seen."""
        return False

    def what(self, found: Found) -> str:
        """«møtet», «3 møter»."""
        return "møtet" if len(found.meetings) == 1 else f"{len(found.meetings)} møter"

    def said_of(self, found: Found) -> Iterator[str]:
        """How many meetings, and what of theirs is promised or taken over."""
        if not found.meetings:
            yield "Ingen av møtene er i databasen."
            return
        it = "det" if len(found.meetings) == 1 else "dem"
        meetings = counted(len(found.meetings), "møte", "møter")
        yield f"{meetings} slettes med alt som er skrevet i {it}."
        if still_open := sum(each.open_tasks for each in found.meetings):
            yield f"{counted(still_open, 'oppgave', 'oppgaver')} som ikke er gjort, går med."
        if found.left:
            left = counted(found.left, "oppgave", "oppgaver")
            yield f"{left} står også i senere møter, og blir stående der."

    def amount(self, concerned: Concerned) -> str:  # noqa: ARG002 - the protocol's signature
        """All of it."""
        return "alt"

    def without(self, text: str) -> str:
        """The same: it is of no meeting."""
        return text

    def find(self, connection: Connection) -> Found:
        """The meetings that are there, and what of theirs goes on standing elsewhere."""
        there = [_concerned(connection, uid) for uid in self.uids]
        (left,) = connection.execute(
            "WITH gone (uid) AS (SELECT value FROM json_each(?)) SELECT count(*) FROM carried"
            " WHERE from_meeting IN (SELECT uid FROM gone)"
            " AND meeting NOT IN (SELECT uid FROM gone)",
            (json.dumps(list(self.uids)),),
        ).fetchone()
        found = [each for each in there if each is not None]
        return Found(tuple(sorted(found, key=lambda each: (each.date, each.number))), left=left)

    def take_out(self, tables: "Tables") -> int:
        """Take them out; only a tombstone by uid stays, so that no package brings them back."""
        before = tables.conn.total_changes
        _gather(tables, self.uids)
        remember_exempt_tasks(tables, _MEETINGS)
        _bury(tables)
        _forget_follow_ups(tables)
        _forget_journal(tables)
        _forget_drafts(tables)
        for row in _OWN:
            tables.execute(f'DELETE FROM "{row.table}" WHERE meeting IN ({_MEETINGS})')
        (there,) = tables.execute(
            f"SELECT count(*) FROM meeting WHERE uid IN ({_MEETINGS})"
        ).fetchone()
        tables.execute(f'DELETE FROM "{MeetingRow.table}" WHERE uid IN ({_MEETINGS})')
        tables.execute(f"DELETE FROM searched WHERE meeting IN ({_MEETINGS})")
        keep_exempt(tables)
        for name in ("erased_meeting", "erased_row"):
            tables.execute(f"DROP TABLE temp.{name}")
        return tables.conn.total_changes - before if there else 0


def _concerned(connection: Connection, uid: str) -> Concerned | None:
    head = connection.execute(f"{HEADS} WHERE uid = ?", (uid,)).fetchone()
    if head is None:
        return None
    rows = sum(_count(connection, row.table, "meeting = ?", uid) for row in _OWN)
    still_open = _count(connection, "task_state", "meeting = ? AND is_open", uid)
    return concerned(head, rows, still_open)


def _count(connection: Connection, table: str, where: str, uid: str) -> int:
    sql = f'SELECT count(*) FROM "{table}" WHERE {where}'
    return int(connection.execute(sql, (uid,)).fetchone()[0])


def _gather(tables: "Tables", uids: Sequence[str]) -> None:
    """Name the meetings, and the rows of theirs that are there or in the journal, once."""
    tables.execute("PRAGMA temp_store=MEMORY")  # nothing of it reaches a file
    for name in ("erased_meeting", "erased_row"):
        tables.execute(f"CREATE TEMP TABLE {name} (uid TEXT PRIMARY KEY)")
    tables.conn.executemany(
        "INSERT OR IGNORE INTO erased_meeting VALUES (?)", [(uid,) for uid in uids]
    )
    for row in _OWN:
        tables.execute(
            "INSERT OR IGNORE INTO erased_row"
            f' SELECT uid FROM "{row.table}" WHERE meeting IN ({_MEETINGS})'
        )
    own = ", ".join(f"'{row.table}'" for row in _OWN)
    tables.execute(  # what was deleted before: its words are in the journal
        "INSERT OR IGNORE INTO erased_row SELECT row_uid FROM change"
        " JOIN action ON action.id = change.action"
        f" WHERE action.meeting IN ({_MEETINGS}) AND table_name IN ({own})"
    )


def _bury(tables: "Tables") -> None:
    theirs = f"meeting IN ({_MEETINGS}) OR said_in IN ({_MEETINGS})"
    tables.execute(f"DELETE FROM tombstone WHERE {theirs}")
    tables.execute(
        "INSERT OR REPLACE INTO tombstone (uid, table_name, meeting, rev)"
        f" SELECT uid, '{MeetingRow.table}', uid, rev + 1 FROM meeting WHERE uid IN ({_MEETINGS})"
    )


def _forget_follow_ups(tables: "Tables") -> None:
    tables.execute(
        f"INSERT OR IGNORE INTO erased_row SELECT uid FROM follow_up WHERE {_ONLY_THEIRS}"
    )
    tables.execute(f"DELETE FROM follow_up WHERE {_ONLY_THEIRS}")
    tables.execute(
        "UPDATE follow_up SET meeting = NULL, remark = '', rev = rev + 1"
        f" WHERE meeting IN ({_MEETINGS})"
    )


def _forget_journal(tables: "Tables") -> None:
    """Every change of their acts, every change of their rows, and the acts that are left empty."""
    acts = f"SELECT id FROM action WHERE meeting IN ({_MEETINGS})"
    emptied = f"SELECT DISTINCT action FROM change WHERE row_uid IN ({_ROWS})"
    tables.execute(f"CREATE TEMP TABLE emptied AS {emptied}")
    tables.execute(
        f"DELETE FROM change WHERE action IN ({acts}) OR row_uid IN ({_ROWS})"
        f" OR row_uid IN ({_MEETINGS})"
    )
    tables.execute(
        f"DELETE FROM action WHERE meeting IN ({_MEETINGS}) OR (id IN (SELECT action FROM emptied)"
        " AND NOT EXISTS (SELECT 1 FROM change WHERE change.action = action.id))"
    )
    tables.execute("DROP TABLE temp.emptied")


def _forget_drafts(tables: "Tables") -> None:
    for table in ("draft", "bookmark", "under_way"):
        tables.execute(f"DELETE FROM {table} WHERE meeting IN ({_MEETINGS})")
    # Outside of any meeting a place names the meeting before, or the task.
    tables.execute(
        "DELETE FROM draft WHERE meeting = '' AND EXISTS (SELECT 1 FROM"
        f" ({_MEETINGS} UNION ALL {_ROWS}) AS gone WHERE instr(place, gone.uid) > 0)"
    )
