"""A copy takes the place of the database whole or not at all, and what was there is kept."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from store import copying, kind, meetings, restoring
from store.backups import Backups
from store.database import Archive, Connection
from store.durability import bears_wal
from store.meetings import Plan
from store.opening import SCHEMA_VERSION, Refused, open_archive
from store.placement import Place
from store.restoring import RestoreRefused, restore
from tests.conftest import NOW, counted_uids, fixed_clock, open_file, open_or_make
from tests.ordinary_rights import ordinary_rights
from tests.store.test_opening import write_newer, write_other_database, write_zip

only_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such mode")
needs_wal = pytest.mark.skipif(not bears_wal(Place.LOCAL), reason="This SQLite's WAL is not used")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed database with one meeting."""
    path = tmp_path / "møter.db"
    archive = open_file(path)
    plan(archive, "Først")
    archive.close()
    return path


@pytest.fixture
def backups(path: Path) -> Backups:
    minutes = count()
    return Backups(path, lambda: NOW + timedelta(minutes=next(minutes)))


@pytest.fixture
def copy(backups: Backups, path: Path) -> Path:
    """A copy of the one meeting; the database has got another since."""
    made = backups.make().path
    archive = open_or_make(path)
    plan(archive, "Siden")
    archive.close()
    return made


def plan(archive: Archive, title: str) -> None:
    evaluation = kind.load().by_id["evaluering"]
    archive.new_uid = lambda: f"{title}-{next(_numbers)}"
    meetings.plan(archive, Plan(kind=evaluation, title=title, date=NOW.date()))


_numbers = count()


def titles(path: Path) -> set[str]:
    archive = open_or_make(path)
    try:
        return {line.title for line in meetings.recent(archive)}
    finally:
        archive.close()


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(each.relative_to(folder)): each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file()
    }


# What is restored


def test_the_database_is_as_the_copy_and_what_it_was_is_kept_and_told(
    backups: Backups, path: Path, copy: Path
) -> None:
    before = copy.read_bytes()
    kept = restore(copy, backups)
    assert kept is not None
    assert kept.parent == backups.folder
    assert kept.name.startswith("erstattet-2026-11-24-")
    assert (titles(path), titles(kept)) == ({"Først"}, {"Først", "Siden"})
    assert copy.read_bytes() == before
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, backups.folder.name]


def test_what_was_replaced_can_be_put_back(backups: Backups, path: Path, copy: Path) -> None:
    kept = restore(copy, backups)
    assert kept is not None
    restore(kept, backups)
    assert titles(path) == {"Først", "Siden"}


def test_the_restored_database_is_written_as_its_place_bears(
    backups: Backups, path: Path, copy: Path
) -> None:
    restore(copy, backups)
    archive = open_or_make(path)
    (mode,) = archive.connection.execute("PRAGMA journal_mode").fetchone()
    plan(archive, "Etterpå")
    archive.close()
    assert mode == ("wal" if bears_wal(Place.LOCAL) else "delete")
    assert titles(path) == {"Først", "Etterpå"}


def test_the_log_that_a_kill_left_is_neither_lost_nor_played_over_the_copy(
    backups: Backups, path: Path, copy: Path
) -> None:
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from tests.store.test_restoring import open_or_make, plan\n"
        "plan(open_or_make(Path(sys.argv[1])), 'Drept')\n"
        "os._exit(9)\n"
    )
    run(program, path)
    assert "Drept" in titles_of_copy(restore(copy, backups))
    assert titles(path) == {"Først"}


def titles_of_copy(kept: Path | None) -> set[str]:
    assert kept is not None
    return titles(kept)


def test_a_copy_can_come_from_anywhere_also_one_that_was_taken_with_its_log(
    backups: Backups, path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "minnepinne"
    other.mkdir()
    archive = open_file(other / "kopi.db")
    plan(archive, "Fra et annet sted")
    for each in list(other.iterdir()):
        if not each.name.endswith("-shm"):
            (tmp_path / f"x{each.name}").write_bytes(each.read_bytes())
    archive.close()
    restore(tmp_path / "xkopi.db", backups)
    assert titles(path) == {"Fra et annet sted"}


def test_where_there_is_no_database_the_copy_becomes_one(
    backups: Backups, path: Path, copy: Path
) -> None:
    path.unlink()
    path.with_name("møter.db-wal").write_bytes(b"loggen til en fil som er borte")
    assert restore(copy, backups) is None
    assert titles(path) == {"Først"}


# A database that is damaged


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def overwrite(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))


@pytest.mark.parametrize(
    "damage",
    [cut, overwrite, lambda path: path.write_bytes(b""), lambda path: path.write_bytes(b"x" * 99)],
    ids=["cut", "overwritten", "empty", "another header"],
)
def test_a_damaged_database_is_set_aside_as_it_is(
    backups: Backups, path: Path, copy: Path, damage: Callable[[Path], None]
) -> None:
    damage(path)
    before = path.read_bytes()
    kept = restore(copy, backups)
    assert kept is not None
    assert kept.read_bytes() == before
    assert titles(path) == {"Først"}


def test_the_log_of_a_damaged_database_goes_with_it(
    backups: Backups, path: Path, copy: Path
) -> None:
    path.write_bytes(b"x" * 99)
    log = path.with_name("møter.db-wal")
    log.write_bytes(b"loggen")
    kept = restore(copy, backups)
    assert kept is not None
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"loggen"
    assert titles(path) == {"Først"}


# What is refused


def assert_refused(source: Path, backups: Backups, sentence: str) -> None:
    """In a sentence; every file that was there is as it was, and no half one is left."""
    folder = backups.database.parent
    before = files(folder)
    with pytest.raises(RestoreRefused) as refused:
        restore(source, backups)
    assert str(refused.value) == sentence
    after = {name: content for name, content in files(folder).items() if "erstattet-" not in name}
    assert after == before


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: None, "{} kan ikke leses: den finnes ikke."),
        (lambda path: path.mkdir(), "{} er en mappe. Skriv navnet på en sikkerhetskopi."),
        (lambda path: path.touch(), "{} er ikke en referat-database. Velg en sikkerhetskopi."),
        (write_zip, "{} er ikke en referat-database. Velg en sikkerhetskopi."),
        (write_other_database, "{} er ikke en referat-database. Velg en sikkerhetskopi."),
        (write_newer, "{} er laget av en nyere versjon av referat. Oppdater programmet først."),
    ],
    ids=["mangler", "mappe", "tom", "zip", "annen database", "nyere"],
)
def test_what_is_no_copy_of_ours_is_refused(
    backups: Backups, tmp_path: Path, make: Callable[[Path], None], sentence: str
) -> None:
    source = tmp_path / "fil.db"
    make(source)
    assert_refused(source, backups, sentence.format(source))


@pytest.mark.parametrize("damage", [cut, overwrite], ids=["cut", "overwritten"])
def test_a_damaged_copy_is_refused(
    backups: Backups, copy: Path, damage: Callable[[Path], None]
) -> None:
    damage(copy)
    sentence = f"{copy} er skadet. Velg en annen sikkerhetskopi; databasen er som den var."
    assert_refused(copy, backups, sentence)


def test_the_database_is_no_copy_of_itself(backups: Backups, path: Path, tmp_path: Path) -> None:
    link = tmp_path / "lenke.db"
    link.hardlink_to(path)
    for each in (path, link):
        assert_refused(each, backups, f"{each} er databasen selv. Velg en kopi av den.")


def test_another_programs_database_is_not_replaced(copy: Path, tmp_path: Path) -> None:
    other = tmp_path / "annen.db"
    write_other_database(other)
    sentence = f"{other} er ikke en referat-database, og blir ikke erstattet. Velg en annen fil."
    backups = Backups(other, lambda: NOW)
    assert_refused(copy, backups, sentence)


def test_a_newer_programs_database_is_not_replaced(
    backups: Backups, path: Path, copy: Path
) -> None:
    archive = open_or_make(path)
    archive.connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    archive.close()
    assert_refused(
        copy,
        backups,
        f"Databasen {path} er laget av en nyere versjon av referat. Oppdater programmet først.",
    )


@needs_wal
@pytest.mark.usefixtures("short_waits")
def test_a_database_that_a_running_program_has_open_is_refused(
    backups: Backups, path: Path, copy: Path
) -> None:
    running = open_or_make(path)
    with pytest.raises(RestoreRefused, match="åpen i et annet program; lukk den der, og prøv"):
        restore(copy, backups)
    plan(running, "Etterpå")
    running.close()
    assert titles(path) == {"Først", "Siden", "Etterpå"}


@pytest.mark.usefixtures("short_waits")
def test_on_a_share_a_program_that_writes_is_not_written_over(
    backups: Backups, path: Path, copy: Path
) -> None:
    running = open_on_share(path)
    running.connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(RestoreRefused, match="åpen i et annet program; lukk den der, og prøv"):
        restore(copy, backups)
    running.connection.execute("ROLLBACK")
    running.close()
    assert titles(path) == {"Først", "Siden"}


def test_on_a_share_a_program_that_stands_idle_goes_on_with_what_was_restored(
    backups: Backups, path: Path, copy: Path
) -> None:
    """Without a log SQLite can not tell that it is there; it must not write in a file of before."""
    running = open_on_share(path)
    assert len(meetings.recent(running)) == 2
    restore(copy, backups)
    assert [line.title for line in meetings.recent(running)] == ["Først"]
    plan(running, "Etterpå")
    running.close()
    assert titles(path) == {"Først", "Etterpå"}


def open_on_share(path: Path) -> Archive:
    return open_archive(
        path, clock=fixed_clock, new_uid=counted_uids(), who="Referent", place=Place.NETWORK
    )


@only_posix
def test_a_database_that_can_only_be_read_is_refused(
    backups: Backups, path: Path, copy: Path
) -> None:
    path.chmod(0o400)
    with ordinary_rights():
        assert_refused(
            copy,
            backups,
            f"Databasen {path} kan bare leses; flytt den til en mappe du kan skrive i.",
        )


@only_posix
def test_where_nothing_can_be_kept_nothing_is_replaced(
    backups: Backups, path: Path, copy: Path
) -> None:
    backups.folder.chmod(0o500)
    with ordinary_rights(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "chmod", lambda _path, _mode: None)
        assert_refused(
            copy,
            backups,
            f"Databasen {path} kunne ikke gjenopprettes, og er som den var: "
            "du har ikke tilgang til den.",
        )
    backups.folder.chmod(0o700)


# Faults in the middle


def test_a_disk_that_fills_while_a_larger_copy_is_put_in_leaves_the_database_as_it_was(
    backups: Backups, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    larger = open_file(tmp_path / "større.db")
    for _each in range(20):
        plan(larger, "Stort")
    larger.close()
    pour = restoring.pour

    def pour_into_full_disk(source: Connection, target: Connection) -> None:
        target.execute("PRAGMA max_page_count=1")  # no more than it has already
        pour(source, target)

    monkeypatch.setattr(restoring, "pour", pour_into_full_disk)
    with pytest.raises(RestoreRefused) as refused:
        restore(tmp_path / "større.db", backups)
    assert str(refused.value) == (
        f"Databasen {path} kunne ikke gjenopprettes, og er som den var: disken er full."
    )
    assert titles(path) == {"Først"}


_KILLED_WHILE_PUT_IN = """
import os, sys
from pathlib import Path
from store import restoring
from store.backups import Backups
from tests.conftest import NOW

def put_in_half(source, target):
    # A cache this small brings the pages to the file while more of them are to come.
    target.execute("PRAGMA cache_size=2")
    target.execute("PRAGMA cache_spill=ON")
    source.backup(target, pages=20, progress=lambda _, left, all: left < all / 2 and os._exit(9))

restoring.pour = put_in_half
restoring.restore(Path(sys.argv[2]), Backups(Path(sys.argv[1]), lambda: NOW))
"""

_KILLED_BEFORE_IT_IS_PUT_IN = """
import os, sys
from pathlib import Path
from store import restoring
from store.backups import Backups
from tests.conftest import NOW

restoring.pour = lambda *_connections: os._exit(9)
restoring.restore(Path(sys.argv[2]), Backups(Path(sys.argv[1]), lambda: NOW))
"""

_KILLED_WHILE_SET_ASIDE = """
import os, sys
from pathlib import Path
from store import restoring
from store.backups import Backups
from tests.conftest import NOW

restoring._set_logs_aside = lambda *_paths: os._exit(9)
restoring.restore(Path(sys.argv[2]), Backups(Path(sys.argv[1]), lambda: NOW))
"""

_KILLED_WHILE_COPIED = """
import os, sys
from pathlib import Path
from store import copying
from store.backups import Backups
from tests.conftest import NOW

def copy_half(source, target):
    source.backup(target, pages=20, progress=lambda _, left, all: left < all / 2 and os._exit(9))

copying.pour = copy_half
Backups(Path(sys.argv[1]), lambda: NOW).make()
"""


def run(program: str, *words: Path) -> None:
    here = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, words)],
        cwd=here,
        env={**os.environ, "PYTHONPATH": str(here)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 9, done.stderr


@pytest.mark.parametrize(
    "program",
    [_KILLED_WHILE_PUT_IN, _KILLED_BEFORE_IT_IS_PUT_IN],
    ids=["half put in", "before it is put in"],
)
def test_killed_in_the_middle_the_database_is_as_it_was_and_the_copy_can_be_tried_again(
    backups: Backups, path: Path, copy: Path, program: str
) -> None:
    run(program, path, copy)
    assert titles(path) == {"Først", "Siden"}
    assert titles(copy) == {"Først"}
    restore(copy, backups)
    assert titles(path) == {"Først"}


def test_a_kill_in_the_middle_does_write_in_the_file(path: Path, copy: Path) -> None:
    """Or the test above would hold for a program that had not yet begun."""
    before = path.read_bytes()
    run(_KILLED_WHILE_PUT_IN, path, copy)
    assert path.with_name("møter.db-journal").stat().st_size > 0
    assert path.read_bytes() != before


def test_killed_while_a_damaged_database_is_set_aside_it_has_its_name_still(
    backups: Backups, path: Path, copy: Path
) -> None:
    cut(path)
    before = path.read_bytes()
    run(_KILLED_WHILE_SET_ASIDE, path, copy)
    assert path.read_bytes() == before
    with pytest.raises(Refused):
        open_or_make(path)
    restore(copy, backups)
    assert titles(path) == {"Først"}


def test_killed_while_a_backup_is_made_the_database_and_the_copies_are_as_they_were(
    backups: Backups, path: Path, copy: Path
) -> None:
    before = copy.read_bytes()
    run(_KILLED_WHILE_COPIED, path)
    assert [each.path for each in backups.all()] == [copy]
    assert copy.read_bytes() == before
    assert titles(path) == {"Først", "Siden"}
    assert copying.TEMPORARY_PREFIX in " ".join(each.name for each in backups.folder.iterdir())
    assert backups.make().path.exists()


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.database.BUSY_MILLISECONDS", 1)
