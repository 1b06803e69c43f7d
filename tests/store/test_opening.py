import os
import sqlite3
import stat
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from store import opening
from store.database import VERSION, Error
from store.durability import FIRST_SAFE_WAL
from store.migrations import _TABLES, steps
from store.opening import SCHEMA_VERSION, Refused
from store.rows import JOURNALED
from store.tables import Tables
from tests.conftest import open_or_make


def test_a_new_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    open_or_make(tmp_path / "ny mappe" / "møter.db").close()
    assert [path.name for path in (tmp_path / "ny mappe").iterdir()] == ["møter.db"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such mode")
def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    archive = open_or_make(tmp_path / "møter.db")
    archive.tables.execute("SELECT 1")
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in tmp_path.iterdir())
    archive.close()


def test_a_crash_or_power_cut_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """WAL needs FULL, and is only safe from the release that mended the reset bug."""
    archive = open_or_make(tmp_path / "møter.db")
    read = lambda name: archive.connection.execute(f"PRAGMA {name}").fetchone()[0]  # noqa: E731
    safe = VERSION >= FIRST_SAFE_WAL
    assert (read("journal_mode"), read("synchronous")) == (("wal", 2) if safe else ("delete", 3))
    assert (read("foreign_keys"), read("secure_delete")) == (1, 1)
    archive.close()


def write_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "a")


def write_other_database(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE annet (x)")
    other.close()


def write_newer(path: Path) -> None:
    archive = open_or_make(path)
    archive.connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    archive.close()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: path.touch(), "er tom"),
        (lambda path: path.mkdir(), "er en mappe"),
        (lambda path: path.write_text("Referat"), "ikke en referat-database"),
        (write_zip, "ikke en referat-database"),
        (write_other_database, "ikke en referat-database"),
        (write_newer, "nyere versjon"),
    ],
    ids=["tom", "mappe", "tekst", "zip", "annen database", "nyere"],
)
def test_a_file_that_is_not_ours_is_refused_untouched(
    tmp_path: Path, make: Callable[[Path], None], sentence: str
) -> None:
    path = tmp_path / "fil.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(Refused, match=sentence):
        open_or_make(path)
    assert (path.read_bytes() if path.is_file() else b"") == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rør.db")
    with pytest.raises(Refused, match="er ikke en vanlig fil"):
        open_or_make(tmp_path / "rør.db")


@pytest.mark.parametrize("said", ["database or disk is full", "disk I/O error"])
def test_a_full_disk_is_not_taken_for_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    """SQLite finds no room for what lies beside the file, and says so in one of these ways."""
    open_or_make(tmp_path / "møter.db").close()

    def refuse(_connection: object) -> bool:
        raise Error(said)

    monkeypatch.setattr(opening, "takes_writes", refuse)
    with pytest.raises(Refused) as refused:
        open_or_make(tmp_path / "møter.db")
    assert str(refused.value) == (
        f"Databasen {tmp_path / 'møter.db'} kan ikke åpnes: disken er full eller svarer ikke. "
        "Rydd plass, og prøv igjen."
    )


def test_every_row_type_has_the_columns_of_its_table(tmp_path: Path) -> None:
    archive = open_or_make(tmp_path / "møter.db")
    for row in JOURNALED:
        columns = {column.name for column in archive.tables.table(row.table).columns}
        assert columns - {"id"} == set(row.__struct_fields__), row.table
    archive.close()


def test_every_row_type_is_journaled(tmp_path: Path) -> None:
    archive = open_or_make(tmp_path / "møter.db")
    names = {row[0] for row in archive.connection.execute("SELECT name FROM sqlite_master")}
    wanted = {
        f"journal_{row.table}_{event}"
        for row in JOURNALED
        for event in ("insert", "update", "delete")
    }
    assert wanted <= names
    archive.close()


def test_a_number_is_never_used_again(tmp_path: Path) -> None:
    assert all(
        "AUTOINCREMENT" in columns
        for name, columns in _TABLES.items()
        if name not in {"tombstone", "draft", "bookmark", "under_way", "task_state"}
    )


def test_opening_an_up_to_date_file_writes_nothing(tmp_path: Path) -> None:
    open_or_make(tmp_path / "møter.db").close()
    before = (tmp_path / "møter.db").read_bytes()
    open_or_make(tmp_path / "møter.db").close()
    assert (tmp_path / "møter.db").read_bytes() == before


def test_the_schema_version_counts_the_migrations(tmp_path: Path) -> None:
    archive = open_or_make(tmp_path / "møter.db")
    assert len(steps.applied(Tables(archive.connection))) == SCHEMA_VERSION
    archive.close()
