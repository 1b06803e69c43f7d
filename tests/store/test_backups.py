"""Backups are whole, private and few, and are made when there is something new to keep."""

import os
import stat
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from store import copying, drafts
from store.backups import (
    DAYS,
    LAST,
    MONTHS,
    Backup,
    BackupFailed,
    Backups,
    count_meetings,
    kept,
    meetings_in,
)
from store.database import Archive, Connection, connect
from store.migrations import migrate
from store.opening import SCHEMA_VERSION
from tests.conftest import NOW
from tests.ordinary_rights import ordinary_rights

only_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such mode")


@pytest.fixture
def backups(archive: Archive) -> Backups:
    """Of a file that is open, by a clock that goes a minute at each look."""
    minutes = count()
    return Backups(archive.path, lambda: NOW + timedelta(minutes=next(minutes)))


def titles(backup: Backup) -> list[str]:
    found = meetings_in(backup, 100)
    assert found is not None
    return sorted(line.title for line in found)


def names(backups: Backups) -> list[str]:
    return sorted(path.name for path in backups.folder.iterdir())


# What a copy is


def test_a_copy_holds_what_was_just_written_while_the_file_is_open(
    backups: Backups, plan_meeting: Callable[..., str]
) -> None:
    plan_meeting(title="Leirskole")
    made = backups.make()
    assert titles(made) == ["Leirskole"]
    assert (count_meetings(made), made.size) == (1, made.path.stat().st_size)
    assert made.path == backups.folder / "2026-11-24-090000.db"
    assert backups.folder == backups.database.with_name("møter.db-sikkerhetskopier")


def test_a_copy_is_one_file_and_needs_no_log(
    backups: Backups, plan_meeting: Callable[..., str]
) -> None:
    plan_meeting()
    made = backups.make()
    assert names(backups) == [made.path.name]
    reader = connect(made.path)
    assert reader.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert reader.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    reader.close()


@only_posix
def test_copies_and_their_folder_are_for_their_owner_only(
    backups: Backups, plan_meeting: Callable[..., str]
) -> None:
    plan_meeting()
    backups.folder.mkdir(mode=0o755)
    made = backups.make()
    assert stat.S_IMODE(backups.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600


@only_posix
def test_a_disk_that_knows_no_owners_has_copies_too(
    backups: Backups, plan_meeting: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, _mode: int) -> None:
        raise PermissionError(1, "Operation not permitted", str(path))

    plan_meeting()
    monkeypatch.setattr(Path, "chmod", refuse)
    assert backups.make().path.exists()


def test_what_another_window_is_writing_is_left_out_and_stops_nothing(
    backups: Backups, plan_meeting: Callable[..., str]
) -> None:
    plan_meeting(title="Leirskole")
    other = connect(backups.database)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO draft VALUES ('', 'sted', 'halvt')")
    made = backups.make()
    other.execute("ROLLBACK")
    other.close()
    assert titles(made) == ["Leirskole"]


def test_the_file_is_written_in_while_it_is_copied(
    backups: Backups,
    archive: Archive,
    plan_meeting: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan_meeting(title="Leirskole")
    read = copying.refuse_unsound

    def write_and_read(connection: Connection) -> None:
        drafts.save(archive, "", "sted", "skrevet imens")
        read(connection)

    monkeypatch.setattr(copying, "refuse_unsound", write_and_read)
    backups.make()
    assert drafts.text(archive, "", "sted") == "skrevet imens"


# When one is made


def test_nothing_is_copied_before_something_is_written(backups: Backups) -> None:
    assert backups.make_if_changed() is None
    assert not backups.folder.exists()


def test_a_copy_is_made_once_for_each_change(
    backups: Backups, archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    uid = plan_meeting()
    assert backups.make_if_changed() is not None
    assert backups.make_if_changed() is None
    drafts.save(archive, uid, "identifiser", "halvskrevet")
    assert backups.make_if_changed() is not None
    assert backups.make_if_changed() is None
    assert len(backups.all()) == 2


def test_what_is_written_after_an_old_copy_was_put_back_is_copied_too(
    backups: Backups, plan_meeting: Callable[..., str], archive: Archive
) -> None:
    """The numbers of acts begin anew there, and a copy of the other course has the same ones."""
    plan_meeting(title="Første")
    before = archive.path.with_name("før.db")
    with copying.whole_copy(archive.connection, archive.path.parent) as copy:
        copy.rename(before)
    plan_meeting(title="Andre")
    backups.make()
    source = connect(before)
    copying.pour(source, archive.connection)
    source.close()
    plan_meeting(title="Tredje", unit="Skole")
    made = backups.make_if_changed()
    assert made is not None
    assert titles(made) == ["Første", "Tredje"]


def test_a_damaged_copy_does_not_count_as_one(
    backups: Backups, plan_meeting: Callable[..., str]
) -> None:
    plan_meeting()
    made = backups.make()
    made.path.write_bytes(made.path.read_bytes()[:3000])
    assert backups.make_if_changed() is not None
    assert count_meetings(made) is None
    assert meetings_in(made, 5) is None


def test_with_the_clock_set_back_no_copy_is_made_twice_or_lost(
    archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    plan_meeting()
    Backups(archive.path, lambda: NOW).make()
    earlier = Backups(archive.path, lambda: NOW - timedelta(days=900))
    assert earlier.make_if_changed() is None
    plan_meeting(title="Etter")
    made = earlier.make_if_changed()
    assert made is not None
    assert made in earlier.all()


def test_two_copies_of_one_second_both_stand(
    archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    still = Backups(archive.path, lambda: NOW)
    plan_meeting(title="Første")
    still.make()
    plan_meeting(title="Andre")
    still.make()
    assert names(still) == ["2026-11-24-090000-2.db", "2026-11-24-090000.db"]
    assert [len(titles(each)) for each in still.all()] == [2, 1]


# Which are kept


def at(moment: datetime) -> Backup:
    return Backup(Path(f"{moment:%Y%m%d%H%M}.db"), moment, 1, 1)


def used_for(days: int, a_day: int = 3) -> list[Backup]:
    """The copies of a program that was used every day, each rotated after the other."""
    there: list[Backup] = []
    for day in range(days):
        for hour in range(a_day):
            there.insert(0, at(datetime(2024, 1, 1, 8 + hour, tzinfo=UTC) + timedelta(days=day)))
            staying = kept(there)
            there = [each for each in there if each in staying]
    return there


def test_the_last_ten_a_day_for_thirty_and_a_month_for_two_years_are_kept() -> None:
    there = used_for(1000)
    newest = there[0].at.date()
    assert [each.at.hour for each in there[:LAST]] == [10, 9, 8, 10, 9, 8, 10, 9, 8, 10]
    days = {each.at.date() for each in there}
    assert {newest - timedelta(days=each) for each in range(DAYS)} <= days
    months = {(each.at.year, each.at.month) for each in there}
    assert len(months) == MONTHS
    assert len(there) <= LAST + DAYS + MONTHS


def test_of_a_day_and_of_a_month_the_newest_is_kept() -> None:
    there = used_for(400)
    day = there[LAST + 5].at
    assert day.hour == 10
    last_of_march = datetime(2024, 3, 31, 10, tzinfo=UTC)
    assert last_of_march in [each.at for each in there]


def test_whoever_comes_back_after_a_year_finds_all_copies_there() -> None:
    there = used_for(60)
    back = [at(datetime(2026, 5, 1, tzinfo=UTC)), *there]
    assert len(kept(back)) >= len(there)


def test_making_one_takes_away_those_that_are_too_many(
    backups: Backups, plan_meeting: Callable[..., str]
) -> None:
    plan_meeting()
    made = [backups.make() for _each in range(LAST + 3)]
    assert [each.path for each in backups.all()] == [each.path for each in reversed(made[3:])]


def test_what_a_restored_copy_replaced_and_what_is_not_ours_is_never_taken_away(
    backups: Backups, archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    plan_meeting()
    replaced = backups.keep_replaced(archive.connection)
    (backups.folder / "min egen.db").write_text("mitt")
    (backups.folder / "2026-99-99-000000.db").write_text("mitt")
    for _each in range(LAST + 3):
        backups.make()
    assert replaced.exists()
    assert [each.path for each in backups.all() if each.is_replaced] == [replaced]
    assert {"min egen.db", "2026-99-99-000000.db"} <= set(names(backups))


# When it fails


def assert_failed(backups: Backups, why: str) -> None:
    """One sentence says why, the copies that were there stand, and nothing half lies about."""
    before = names(backups) if backups.folder.exists() else None
    with pytest.raises(BackupFailed) as failed:
        backups.make()
    assert str(failed.value) == (
        f"Sikkerhetskopien ble ikke laget i {backups.folder}: {why}. "
        "«referat sjekk» viser hvordan det står til."
    )
    assert (names(backups) if backups.folder.exists() else None) == before


def fill_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let SQLite find the disk full when a copy has grown a little."""
    pour = copying.pour

    def pour_into_little(source: Connection, target: Connection) -> None:
        target.execute("PRAGMA max_page_count=5")
        pour(source, target)

    monkeypatch.setattr(copying, "pour", pour_into_little)


def test_a_full_disk_is_told_of(
    backups: Backups, plan_meeting: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_meeting()
    backups.make()
    fill_disk(monkeypatch)
    assert_failed(backups, "disken er full")


def test_a_disk_that_is_full_when_the_copy_is_to_last_is_told_of(
    backups: Backups, plan_meeting: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_meeting()
    backups.make()

    def refuse(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, "sync_file", refuse)
    assert_failed(backups, "disken er full")


@only_posix
def test_a_folder_that_can_not_be_made_or_written_in_is_told_of(
    backups: Backups, plan_meeting: Callable[..., str]
) -> None:
    plan_meeting()
    folder = backups.database.parent
    folder.chmod(0o500)
    with ordinary_rights():
        assert_failed(backups, "du har ikke tilgang til den")
    folder.chmod(0o700)
    backups.folder.write_text("en fil", encoding="utf-8")
    with pytest.raises(BackupFailed):
        backups.make()
    assert backups.folder.read_text(encoding="utf-8") == "en fil"


def test_a_damaged_database_is_not_kept_as_a_copy_and_takes_no_good_one_away(
    archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    for number in range(30):
        plan_meeting(title=f"Møte {number}")
    archive.close()
    path = archive.path
    backups = Backups(path, lambda: NOW)
    good = backups.make()
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 8192] = b"\xff" * 8192
    path.write_bytes(content)
    assert_failed(backups, "databasen er skadet")
    assert len(titles(good)) == 30


def test_a_database_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    backups = Backups(tmp_path / "borte.db", lambda: NOW)
    with pytest.raises(BackupFailed, match="den finnes ikke"):
        backups.make()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("short_waits")
def test_a_file_that_another_program_holds_is_waited_for_only_so_long(
    backups: Backups, archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    plan_meeting()
    backups.make()
    archive.close()
    other = connect(archive.path)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    assert_failed(backups, "et annet program skriver i databasen")
    other.execute("ROLLBACK")
    other.close()


def test_what_a_killed_program_left_half_is_taken_away_in_time(
    backups: Backups, plan_meeting: Callable[..., str]
) -> None:
    plan_meeting()
    backups.make()
    old, new = (backups.folder / f".kopi-{name}.ny" for name in ("gammel", "ny"))
    log = backups.folder / ".kopi-gammel.ny-journal"
    for path in (old, new, log):
        path.write_bytes(b"halv")
    for path in (old, log):
        os.utime(path, (0, 0))
    backups.make()
    assert not old.exists()
    assert not log.exists()
    assert new.exists()  # another window may be making it


# Old copies


def test_a_copy_of_an_older_program_is_a_copy_too(
    backups: Backups, archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    plan_meeting(title="Leirskole")
    archive.connection.execute(f"PRAGMA user_version={SCHEMA_VERSION - 1}")
    made = backups.make()
    migrate(archive.connection, SCHEMA_VERSION)
    assert count_meetings(made) == 1


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.database.BUSY_MILLISECONDS", 1)


def test_the_newest_meetings_of_a_copy_are_listed_up_to_a_limit(
    backups: Backups, plan_meeting: Callable[..., str]
) -> None:
    for number in range(5):
        plan_meeting(title=f"Møte {number}")
    found = meetings_in(backups.make(), 3)
    assert found is not None
    assert len(found) == 3
