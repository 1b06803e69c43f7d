"""The index of every text that people typed, kept by the database itself as rows are written.

`searched` has one entry a row, with its texts; `search` is the full-text index over it. Nobody
writes them but the triggers made here, and no package holds them. A text is gone from both with
its row: the index's own option for that is set where the database knows it.

Exempt texts are indexed too, since what is exempt can change with a parent or the meeting; it is
the question that passes them by (`store/search.py`).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.database import VERSION, Connection, Error
from store.durability import tells_of_damage
from store.item_rows import ItemRow, PositionRow, RemarkRow, StatementRow
from store.row import Row
from store.rows import (
    AnswerRow,
    ApprovalRow,
    AttendanceRow,
    CauseRow,
    ColumnStatusRow,
    ControlRow,
    DecisionRow,
    DeviationRow,
    EstimateRow,
    FigureRow,
    HeadValueRow,
    LegalBasisRow,
    MeetingRow,
    NoteRow,
    ParticipantRow,
    RiskRow,
    SittingRow,
    StatusChangeRow,
)
from store.task_rows import CarriedRow, FollowUpRow, ResponsibleRow, TaskRow

if TYPE_CHECKING:
    from store.tables import Tables

FORGETS_AT_ONCE = (3, 42, 0)
"""The first SQLite whose index can be told to leave nothing of a deleted text."""

COLUMNS = """id INTEGER PRIMARY KEY AUTOINCREMENT, row TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL, meeting TEXT NOT NULL, parent TEXT NOT NULL, exempt TEXT NOT NULL,
    text TEXT NOT NULL"""
"""Of the table `searched`. `parent` is the row that it hangs on, whose exemption is its too."""


@dataclass(frozen=True, slots=True)
class Source:
    """What of a table is searched. In the SQL, `{row}` stands for its row.

    Attributes:
        texts: The columns with what people typed.
        parent: The column that names the row that it hangs on, or "".
        meeting: SQL for the uid of the meeting that a hit belongs to.
        exempt: SQL for the legal basis that exempts it, or "".
    """

    texts: tuple[str, ...]
    parent: str = ""
    meeting: str = "{row}.meeting"
    exempt: str = "''"


_OWN = "{row}.exempt"

SOURCES: dict[type[Row], Source] = {
    MeetingRow: Source(
        (
            *("title", "unit", "place", "chair", "secretary", "reason", "next_meeting_note"),
            *("case_number", "journal_number", "access_code", "field_of_service"),
        ),
        meeting="{row}.uid",
        exempt=_OWN,
    ),
    HeadValueRow: Source(("text",)),
    ParticipantRow: Source(("name", "role", "party")),
    AttendanceRow: Source(("substitute_for", "only_for")),
    StatusChangeRow: Source(("reason",)),
    ItemRow: Source(("text",), exempt=_OWN),
    NoteRow: Source(("text",), "about", exempt=_OWN),
    FigureRow: Source(("value", "last_year")),
    PositionRow: Source(("party", "stance", "text"), "item", exempt=_OWN),
    StatementRow: Source(("senders", "text", "reply"), "item", exempt=_OWN),
    RiskRow: Source(
        ("text", "dissent", "accepted_by", "remark", "legal_requirement", "procedure"),
        exempt=_OWN,
    ),
    CauseRow: Source(("text",), "risk"),
    ControlRow: Source(("text",), "risk"),
    DeviationRow: Source(("text", "number"), "about", exempt=_OWN),
    DecisionRow: Source(("text",), "about", exempt=_OWN),
    TaskRow: Source(("text", "responsible"), "about", exempt=_OWN),
    FollowUpRow: Source(
        ("remark",),
        "task",
        meeting="coalesce((SELECT meeting FROM task WHERE uid = {row}.task), {row}.meeting, '')",
        # The task may be in another file; what was carried from it tells whether it is exempt.
        exempt="coalesce((SELECT max(exempt) FROM carried WHERE task = {row}.task), '')",
    ),
    RemarkRow: Source(("sender", "text"), "about", exempt=_OWN),
}
"""What is searched, by the type of row."""

NOT_SEARCHED: tuple[type[Row], ...] = (
    SittingRow,  # a day and its hours
    AnswerRow,
    ColumnStatusRow,
    EstimateRow,  # figures without names
    ResponsibleRow,  # stands in its task, as typed
    CarriedRow,  # a copy of a task that is found where it arose
    ApprovalRow,  # a copy of the whole meeting
    LegalBasisRow,  # belongs to no meeting
)
"""What holds no text of its own."""

_FIELDS = "row, source, meeting, parent, exempt, text"

_FORGET = "INSERT INTO search (search, rowid, text) VALUES ('delete', old.id, old.text);"
_INDEX = "INSERT INTO search (rowid, text) VALUES (new.id, new.text);"

_OF_THE_INDEX = {
    "searched_insert": f"INSERT ON searched BEGIN {_INDEX} END",
    "searched_update": f"UPDATE OF text ON searched BEGIN {_FORGET} {_INDEX} END",
    "searched_delete": f"DELETE ON searched BEGIN {_FORGET} END",
}


def install(db: "Tables") -> None:
    """Make the index and its triggers anew, and fill it, the newest meetings last."""
    for name in _OF_THE_INDEX:
        db.execute(f"DROP TRIGGER IF EXISTS {name}")
    db.execute("DROP TABLE IF EXISTS search")
    db.execute(
        "CREATE VIRTUAL TABLE search USING fts5 (text, content='searched', content_rowid='id',"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    if VERSION >= FORGETS_AT_ONCE:
        db.execute("INSERT INTO search (search, rank) VALUES ('secure-delete', 1)")
    _fill(db)
    for name, body in (*_OF_THE_INDEX.items(), *_of_the_tables()):
        db.execute(f'DROP TRIGGER IF EXISTS "{name}"')
        db.execute(f'CREATE TRIGGER "{name}" AFTER {body}')


def is_true(connection: Connection) -> bool:
    """Whether the index holds the texts of the rows, and nothing else.

    Args:
        connection: Where it can be written, the words of each text are compared too.

    Raises:
        Error: When the file can not be read.
    """
    try:
        connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except Error as error:
        if tells_of_damage(error):
            return False
    written = f"WITH each ({_FIELDS}) AS ({_everything()}) SELECT row, text FROM each"
    indexed = "SELECT row, text FROM searched"
    both_ways = (f"{written} EXCEPT {indexed}", f"{indexed} EXCEPT SELECT * FROM ({written})")
    return not any(connection.execute(f"{way} LIMIT 1").fetchone() for way in both_ways)


def _everything() -> str:
    return " UNION ALL ".join(
        f'SELECT {_values(table, table.table)} FROM "{table.table}"' for table in SOURCES
    )


def _fill(db: "Tables") -> None:
    db.execute("DELETE FROM searched")
    db.execute(
        f"INSERT INTO searched ({_FIELDS}) WITH each ({_FIELDS}) AS ({_everything()})"
        " SELECT each.* FROM each LEFT JOIN sitting"
        " ON sitting.meeting = each.meeting AND sitting.position = 1 ORDER BY sitting.date"
    )
    db.execute("INSERT INTO search (search) VALUES ('rebuild')")


def _of_the_tables() -> list[tuple[str, str]]:
    """Name and body of the triggers that bring a row's entry up to date."""
    triggers = []
    for row_type in SOURCES:
        table, values = row_type.table, _values(row_type, "new")
        keep = (
            f"INSERT INTO searched ({_FIELDS}) SELECT {values} WHERE 1 ON CONFLICT (row) DO UPDATE"
            " SET meeting = excluded.meeting, parent = excluded.parent, exempt = excluded.exempt,"
            " text = excluded.text;"
        )
        forget = "DELETE FROM searched WHERE row = old.uid;"
        for event, body in (("INSERT", keep), ("UPDATE", keep), ("DELETE", forget)):
            name = f"search_{table}_{event.lower()}"
            triggers.append((name, f'{event} ON "{table}" BEGIN {body} END'))
    return triggers


def _values(row_type: type[Row], side: str) -> str:
    """SQL for the fields of a row's entry; `side` is «new», or the table's name."""
    source, row = SOURCES[row_type], f'"{side}"'
    text = " || char(10) || ".join(f'{row}."{column}"' for column in source.texts)
    parent = f'{row}."{source.parent}"' if source.parent else "''"
    meeting, exempt = source.meeting.format(row=row), source.exempt.format(row=row)
    return f"{row}.uid, '{row_type.table}', {meeting}, {parent}, {exempt}, {text}"
