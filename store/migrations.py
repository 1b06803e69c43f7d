"""The schema, step by step. A migration that has been released is never changed."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database, Migrations

from store import journal, searched, task_states
from store.database import Connection
from store.tables import Tables

steps = Migrations("referat")

_ID = "id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL"
_IN_MEETING = f"{_ID}, meeting TEXT NOT NULL REFERENCES meeting(uid), position INTEGER NOT NULL"
_EXEMPT = "exempt TEXT NOT NULL"

_TABLES = {
    "meeting": f"""{_ID},
        kind TEXT NOT NULL, definition TEXT NOT NULL, title TEXT NOT NULL, series TEXT NOT NULL,
        unit TEXT NOT NULL, place TEXT NOT NULL, chair TEXT NOT NULL, secretary TEXT NOT NULL,
        reason TEXT NOT NULL, status TEXT NOT NULL, safety_representative INTEGER NOT NULL,
        papers_sent TEXT, next_meeting TEXT, next_meeting_note TEXT NOT NULL,
        next_assessment TEXT, remarks_due TEXT, case_number TEXT NOT NULL,
        journal_number TEXT NOT NULL, access_code TEXT NOT NULL,
        field_of_service TEXT NOT NULL, version INTEGER NOT NULL, previous TEXT NOT NULL,
        {_EXEMPT}""",
    "head_value": f"""{_IN_MEETING}, field TEXT NOT NULL, text TEXT NOT NULL,
        UNIQUE (meeting, field)""",
    "sitting": f"{_IN_MEETING}, date TEXT NOT NULL, start TEXT NOT NULL, end TEXT NOT NULL",
    "participant": f"""{_IN_MEETING},
        name TEXT NOT NULL, role TEXT NOT NULL, party TEXT NOT NULL""",
    "attendance": f"""{_IN_MEETING}, sitting TEXT NOT NULL REFERENCES sitting(uid),
        participant TEXT NOT NULL REFERENCES participant(uid), presence TEXT NOT NULL,
        came TEXT NOT NULL, left TEXT NOT NULL, substitute_for TEXT NOT NULL,
        only_for TEXT NOT NULL, UNIQUE (sitting, participant)""",
    "status_change": f"""{_IN_MEETING}, status TEXT NOT NULL, at TEXT NOT NULL,
        reason TEXT NOT NULL, missing TEXT NOT NULL""",
    "item": f"""{_IN_MEETING}, section TEXT NOT NULL, text TEXT NOT NULL, type TEXT NOT NULL,
        number INTEGER, year INTEGER, outcome TEXT NOT NULL, decided_on TEXT,
        statement_offered INTEGER NOT NULL, protocol TEXT NOT NULL, approves TEXT NOT NULL,
        carried_from TEXT NOT NULL, {_EXEMPT}""",
    "note": f"""{_IN_MEETING}, section TEXT NOT NULL, column TEXT NOT NULL,
        about TEXT NOT NULL, text TEXT NOT NULL, reported INTEGER NOT NULL, {_EXEMPT}""",
    "answer": f"""{_IN_MEETING}, answer TEXT NOT NULL REFERENCES note(uid),
        point TEXT NOT NULL REFERENCES note(uid), UNIQUE (answer, point)""",
    "column_status": f"""{_IN_MEETING}, section TEXT NOT NULL, column TEXT NOT NULL,
        status TEXT NOT NULL, UNIQUE (meeting, section, column)""",
    "figure": f"""{_IN_MEETING}, section TEXT NOT NULL, figure TEXT NOT NULL,
        value TEXT NOT NULL, last_year TEXT NOT NULL, UNIQUE (meeting, section, figure)""",
    "standpoint": f"""{_IN_MEETING}, item TEXT NOT NULL REFERENCES item(uid),
        party TEXT NOT NULL, stance TEXT NOT NULL, text TEXT NOT NULL, said_at TEXT NOT NULL,
        {_EXEMPT}, UNIQUE (item, party)""",
    "statement": f"""{_IN_MEETING}, item TEXT NOT NULL REFERENCES item(uid),
        senders TEXT NOT NULL, text TEXT NOT NULL, due TEXT, delivered TEXT,
        reply TEXT NOT NULL, {_EXEMPT}""",
    "risk": f"""{_IN_MEETING}, section TEXT NOT NULL, text TEXT NOT NULL,
        important INTEGER NOT NULL, common INTEGER NOT NULL, difficult INTEGER NOT NULL,
        varying INTEGER NOT NULL, likelihood INTEGER, consequence INTEGER,
        consequence_types TEXT NOT NULL, settled_by TEXT NOT NULL, dissent TEXT NOT NULL,
        residual_likelihood INTEGER, residual_consequence INTEGER, enough TEXT NOT NULL,
        accepted_by TEXT NOT NULL, remark TEXT NOT NULL, next_assessment TEXT,
        legal_requirement TEXT NOT NULL, procedure TEXT NOT NULL, {_EXEMPT}""",
    "cause": f"{_IN_MEETING}, risk TEXT NOT NULL REFERENCES risk(uid), text TEXT NOT NULL",
    "control": f"{_IN_MEETING}, risk TEXT NOT NULL REFERENCES risk(uid), text TEXT NOT NULL",
    "estimate": f"""{_IN_MEETING}, risk TEXT NOT NULL REFERENCES risk(uid),
        measure TEXT NOT NULL, residual INTEGER NOT NULL, figures TEXT NOT NULL,
        UNIQUE (risk, measure, residual)""",
    "deviation": f"""{_IN_MEETING}, about TEXT NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL,
        cause TEXT NOT NULL, number TEXT NOT NULL, {_EXEMPT}""",
    "decision": f"""{_IN_MEETING}, sitting TEXT NOT NULL REFERENCES sitting(uid),
        stop TEXT NOT NULL, about TEXT NOT NULL, text TEXT NOT NULL, {_EXEMPT}""",
    "task": f"""{_IN_MEETING}, sitting TEXT NOT NULL REFERENCES sitting(uid),
        stop TEXT NOT NULL, about TEXT NOT NULL, text TEXT NOT NULL, responsible TEXT NOT NULL,
        deadline TEXT NOT NULL, deadline_kind TEXT NOT NULL, deadline_date TEXT, {_EXEMPT}""",
    "responsible": f"{_IN_MEETING}, task TEXT NOT NULL REFERENCES task(uid), name TEXT NOT NULL",
    "carried": f"""{_IN_MEETING}, task TEXT NOT NULL, from_meeting TEXT NOT NULL,
        from_title TEXT NOT NULL, from_date TEXT NOT NULL, text TEXT NOT NULL,
        responsible TEXT NOT NULL, deadline TEXT NOT NULL, deadline_kind TEXT NOT NULL,
        deadline_date TEXT, status TEXT NOT NULL, remark TEXT NOT NULL, {_EXEMPT},
        UNIQUE (meeting, task)""",
    # Neither the task nor the meeting where it was said need be in this file: the package of
    # the one must stand without the other.
    "follow_up": f"""{_ID}, task TEXT NOT NULL,
        meeting TEXT, position INTEGER NOT NULL, said_on TEXT NOT NULL,
        status TEXT NOT NULL, remark TEXT NOT NULL, deadline TEXT NOT NULL,
        deadline_kind TEXT NOT NULL, deadline_date TEXT""",
    "remark": f"""{_IN_MEETING}, about TEXT NOT NULL, sender TEXT NOT NULL,
        text TEXT NOT NULL, received TEXT NOT NULL, after_approval INTEGER NOT NULL, {_EXEMPT}""",
    "approval": f"""{_IN_MEETING}, at TEXT NOT NULL, approved_by TEXT NOT NULL,
        format INTEGER NOT NULL, content TEXT NOT NULL, fingerprint TEXT NOT NULL""",
    "legal_basis": f"""{_ID}, name TEXT NOT NULL, whole_document INTEGER NOT NULL,
        retired INTEGER NOT NULL""",
    "task_state": task_states.COLUMNS,
    "searched": searched.COLUMNS,
    "action": """id INTEGER PRIMARY KEY AUTOINCREMENT, meeting TEXT, who TEXT NOT NULL,
        at TEXT NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL, target INTEGER,
        undone_by INTEGER""",
    "change": """id INTEGER PRIMARY KEY AUTOINCREMENT,
        action INTEGER NOT NULL REFERENCES action(id), table_name TEXT NOT NULL,
        row_uid TEXT NOT NULL, before TEXT, after TEXT""",
    # A deleted follow-up is of two meetings: the task's, and the one where it was said.
    "tombstone": """uid TEXT PRIMARY KEY, table_name TEXT NOT NULL, meeting TEXT,
        said_in TEXT, rev INTEGER NOT NULL""",
    "draft": """meeting TEXT NOT NULL, place TEXT NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (meeting, place)""",
    "bookmark": "meeting TEXT PRIMARY KEY, stop TEXT NOT NULL, row TEXT NOT NULL",
    "under_way": "meeting TEXT PRIMARY KEY, opened_at TEXT NOT NULL",
}

_INDEXES = (
    "CREATE INDEX sitting_by_date ON sitting (date DESC, meeting)",
    *task_states.INDEXES,
    "CREATE INDEX responsible_by_name ON responsible (name, task)",
    "CREATE INDEX responsible_by_task ON responsible (task, position, name)",
    "CREATE INDEX follow_up_by_task ON follow_up (task, said_on)",
    "CREATE INDEX participant_by_name ON participant (name)",
    "CREATE INDEX meeting_by_status ON meeting (status)",
    "CREATE INDEX meeting_by_unit ON meeting (unit, exempt)",
    "CREATE INDEX meeting_by_series ON meeting (kind, series)",
    "CREATE INDEX item_by_number ON item (year, number) WHERE number IS NOT NULL",
    "CREATE INDEX carried_by_task ON carried (task)",
    "CREATE INDEX follow_up_by_meeting ON follow_up (meeting)",
    "CREATE INDEX action_by_meeting ON action (meeting, kind, undone_by)",
    "CREATE INDEX change_by_action ON change (action)",
    "CREATE INDEX change_by_row ON change (row_uid)",
    "CREATE INDEX tombstone_by_meeting ON tombstone (meeting)",
    "CREATE INDEX tombstone_by_said_in ON tombstone (said_in) WHERE said_in IS NOT NULL",
)

_LEGAL_BASES = (
    ("offl. § 13 jf. fvl. § 13 første ledd nr. 1", False),
    ("offl. § 23", False),
    ("offl. § 14", True),
)


@steps()
def lay_the_ground(db: Database) -> None:
    """Meetings with everything that is captured in them, the journal, and drafts."""
    for name, columns in _TABLES.items():
        db.execute(f'CREATE TABLE "{name}" ({_quoted(columns)}) STRICT')
        if "REFERENCES meeting(uid), position" in columns:
            db.execute(f'CREATE INDEX "{name}_by_meeting" ON "{name}" (meeting, position)')
    for statement in _INDEXES:
        db.execute(statement)
    for number, (basis, whole) in enumerate(_LEGAL_BASES, start=1):
        # The same uid on every machine: packages that use the standard bases must agree.
        standard = {"uid": f"basis-{number}", "rev": 1, "name": basis}
        db.table("legal_basis").insert({**standard, "whole_document": int(whole), "retired": 0})


def migrate(connection: Connection, version: int) -> None:
    """Bring the file's schema up to date, in one transaction, and renew the triggers.

    Args:
        connection: To the file.
        version: What its `user_version` becomes.
    """
    with _unheeded(connection) as db:
        steps.apply(db)
        _install_triggers(db)
        db.execute(f"PRAGMA user_version={version}")


@contextmanager
def unrecorded(connection: Connection) -> Iterator[Tables]:
    """One transaction that no trigger follows: what is written in it stands in no journal.

    What the triggers keep, the states of the tasks and the search index, is made anew at its end.

    Args:
        connection: To a file of this version's schema or an older one.

    Raises:
        RuntimeError: A row would point at nothing; nothing is written then.
    """
    with _unheeded(connection) as db:
        steps.apply(db)
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in db.execute(triggers).fetchall():
            db.execute(f'DROP TRIGGER "{name}"')
        yield db
        _install_triggers(db)


@contextmanager
def _unheeded(connection: Connection) -> Iterator[Tables]:
    """One transaction, in which rows may point at nothing until it ends."""
    db = Tables(connection)
    connection.execute("PRAGMA foreign_keys=OFF")
    try:
        with db.atomic():
            yield db
            broken = list(db.query("PRAGMA foreign_key_check"))
            if broken:
                raise RuntimeError(f"{len(broken)} rows point at nothing")
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def _install_triggers(db: Tables) -> None:
    journal.install(db)
    task_states.install(db)
    searched.install(db)


def _quoted(columns: str) -> str:
    """`column` is a word of SQL's own, and a column of ours."""
    return columns.replace(" column TEXT", ' "column" TEXT').replace(" end TEXT", ' "end" TEXT')
