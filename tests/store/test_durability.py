"""How a file is written follows where it lies, also when it is moved."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from store import drafts, durability
from store.database import VERSION, Archive, FileGone, connect
from store.durability import FIRST_SAFE_WAL
from store.edits import Add
from store.meeting import Meeting
from store.opening import Refused, open_archive
from store.placement import Place
from tests.conftest import counted_uids, fixed_clock
from tests.store.test_journal import act, risk

EXTRA, FULL = 3, 2

elsewhere = pytest.mark.parametrize("place", [Place.NETWORK, Place.SYNCED])
needs_wal = pytest.mark.skipif(VERSION < FIRST_SAFE_WAL, reason="This SQLite's WAL is not used")


def open_in(path: Path, place: Place) -> Archive:
    return open_archive(
        path, clock=fixed_clock, new_uid=counted_uids(), who="Referent", place=place
    )


def way_of(archive: Archive) -> tuple[str, int]:
    read = archive.connection.execute
    mode, synchronous = read("PRAGMA journal_mode"), read("PRAGMA synchronous")
    return mode.fetchone()[0], synchronous.fetchone()[0]


def way_in(path: Path, place: Place) -> tuple[str, int]:
    archive = open_in(path, place)
    try:
        return way_of(archive)
    finally:
        archive.close()


@elsewhere
def test_a_new_file_on_a_share_or_in_a_synced_folder_is_not_in_wal(
    tmp_path: Path, place: Place
) -> None:
    assert way_in(tmp_path / "møter.db", place) == ("delete", EXTRA)
    assert way_in(tmp_path / "møter.db", place) == ("delete", EXTRA)


@needs_wal
@elsewhere
def test_a_file_that_was_moved_is_written_as_its_new_place_bears(
    tmp_path: Path, place: Place
) -> None:
    path = tmp_path / "møter.db"
    assert way_in(path, Place.LOCAL) == ("wal", FULL)
    assert way_in(path, place) == ("delete", EXTRA)
    assert [each.name for each in tmp_path.iterdir()] == ["møter.db"]
    assert way_in(path, Place.LOCAL) == ("wal", FULL)


@needs_wal
@pytest.mark.skipif(sys.platform == "win32", reason="Windows copies no file that is open")
def test_what_lay_in_the_log_of_a_moved_file_is_not_lost(
    tmp_path: Path,
    archive: Archive,
    plan_meeting: Callable[..., str],
    load: Callable[[str], Meeting],
) -> None:
    act(archive, uid := plan_meeting(), Add(risk(uid)))
    moved = tmp_path / "flyttet"
    moved.mkdir()
    for end in ("", "-wal"):  # as after a power cut
        copied = archive.path.with_name(f"møter.db{end}").read_bytes()
        (moved / f"møter.db{end}").write_bytes(copied)
    there = open_in(moved / "møter.db", Place.NETWORK)
    assert way_of(there) == ("delete", EXTRA)
    assert (
        there.connection.execute("SELECT text FROM risk").fetchone()[0] == load(uid).risks[0].text
    )
    there.close()


@needs_wal
def test_a_file_on_a_share_is_not_opened_into_another_programs_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.database.BUSY_MILLISECONDS", 1)
    path = tmp_path / "møter.db"
    other = open_in(path, Place.LOCAL)
    other.connection.execute("SELECT * FROM meeting").fetchall()
    with pytest.raises(Refused, match="åpen i et annet program; lukk den der, og prøv igjen"):
        open_in(path, Place.NETWORK)
    assert way_of(other) == ("wal", FULL)
    other.close()


@needs_wal
def test_a_file_that_another_program_holds_keeps_its_way_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "møter.db"
    open_in(path, Place.NETWORK).close()
    other = connect(path)
    other.execute("BEGIN")
    other.execute("SELECT * FROM meeting").fetchall()
    assert way_in(path, Place.LOCAL) == ("delete", EXTRA)
    other.close()


def test_a_release_whose_wal_is_not_safe_does_not_use_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "møter.db"
    open_in(path, Place.LOCAL).close()
    monkeypatch.setattr(durability, "VERSION", (3, 51, 2))
    assert way_in(path, Place.LOCAL) == ("delete", EXTRA)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody take away an open file")
@pytest.mark.parametrize("place", Place)
def test_nothing_is_written_in_a_file_that_is_gone(tmp_path: Path, place: Place) -> None:
    archive = open_in(tmp_path / "møter.db", place)
    drafts.save(archive, "", "sted", "mens den er der")
    (tmp_path / "møter.db").rename(tmp_path / "flyttet.db")
    with pytest.raises(FileGone):
        drafts.save(archive, "", "sted", "mens den er borte")
    (tmp_path / "flyttet.db").rename(tmp_path / "møter.db")
    drafts.save(archive, "", "sted", "når den er tilbake")
    archive.close()
