"""A file that can only be read is told of at once, and is read by what changes nothing."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store import kind, meetings
from store.database import Archive, connect
from store.meetings import Plan
from store.opening import SCHEMA_VERSION, Refused, open_archive
from store.uids import new_uid
from tests.conftest import NOW, counted_uids, fixed_clock, open_file
from tests.ordinary_rights import ordinary_rights


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Path]:
    """A file with one meeting, and a user who can not pass its protection."""
    path = tmp_path / "møter.db"
    archive = open_file(path)
    plan(archive, "Leirskole")
    archive.close()
    with ordinary_rights():
        yield path
    tmp_path.chmod(0o700)


def plan(archive: Archive, title: str) -> None:
    evaluation = kind.load().by_id["evaluering"]
    meetings.plan(archive, Plan(kind=evaluation, title=title, date=NOW.date()))


def open_to_read(path: Path) -> Archive:
    return open_archive(
        path, clock=fixed_clock, new_uid=counted_uids(), who="Referent", only_to_read=True
    )


def protect_file(path: Path) -> None:
    path.chmod(0o400)


def protect_folder(path: Path) -> None:
    path.parent.chmod(0o500)


def protect_both(path: Path) -> None:
    protect_file(path)
    protect_folder(path)


Protect = Callable[[Path], None]

only_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows protects no folder so")
protected = pytest.mark.parametrize(
    "protect",
    [
        protect_file,
        pytest.param(protect_folder, marks=only_posix),
        pytest.param(protect_both, marks=only_posix),
    ],
    ids=["file", "folder", "both"],
)
in_every_journal_mode = pytest.mark.parametrize("mode", ["WAL", "DELETE"])


def set_journal_mode(path: Path, mode: str) -> None:
    connection = connect(path)
    connection.execute(f"PRAGMA journal_mode={mode}")
    connection.close()


@protected
@in_every_journal_mode
def test_it_is_refused_with_what_to_do(database: Path, protect: Protect, mode: str) -> None:
    set_journal_mode(database, mode)
    before = database.read_bytes()
    protect(database)
    with pytest.raises(Refused) as refusal:
        open_file(database)
    assert str(refusal.value) == (
        f"Databasen {database} kan bare leses; flytt den til en mappe du kan skrive i, eller bruk "
        "«referat liste», «vis» og «eksport», som ikke endrer den."
    )
    assert database.read_bytes() == before


@protected
@in_every_journal_mode
def test_its_meetings_can_be_read(database: Path, protect: Protect, mode: str) -> None:
    set_journal_mode(database, mode)
    protect(database)
    archive = open_to_read(database)
    (line,) = meetings.recent(archive)
    assert (line.title, meetings.load(archive, line.uid).number) == ("Leirskole", 1)
    archive.close()


@protected
@in_every_journal_mode
def test_nothing_is_left_beside_it_and_it_opens_when_it_can_be_written_again(
    database: Path, protect: Protect, mode: str
) -> None:
    set_journal_mode(database, mode)
    protect(database)
    with pytest.raises(Refused):
        open_file(database)
    archive = open_to_read(database)
    meetings.recent(archive)
    archive.close()
    assert [path.name for path in database.parent.iterdir()] == ["møter.db"]
    database.parent.chmod(0o700)
    database.chmod(0o600)
    open_file(database).close()


@protected
def test_one_of_an_older_version_is_not_shown_half(database: Path, protect: Protect) -> None:
    connection = connect(database)
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION - 1}")
    connection.close()
    protect(database)
    with pytest.raises(Refused, match="kan bare leses, og er for gammel"):
        open_to_read(database)


@only_posix
def test_what_another_window_has_not_yet_put_into_the_file_is_not_left_out(database: Path) -> None:
    writing = open_archive(database, clock=fixed_clock, new_uid=new_uid, who="Referent")
    plan(writing, "Nyest")
    protect_both(database)
    archive = open_to_read(database)
    assert {line.title for line in meetings.recent(archive)} == {"Leirskole", "Nyest"}
    archive.close()
    database.parent.chmod(0o700)
    writing.close()


def test_a_file_that_another_program_is_writing_in_can_be_written(database: Path) -> None:
    other = connect(database)
    other.execute("BEGIN IMMEDIATE")
    open_file(database).close()
    other.execute("ROLLBACK")
    other.close()


def test_a_file_with_odd_signs_in_its_name_is_read(database: Path) -> None:
    odd = database.with_name("møter #1 50%? ferdig.db")
    database.rename(odd)
    protect_file(odd)
    archive = open_to_read(odd)
    assert len(meetings.recent(archive)) == 1
    archive.close()
