"""`importer` of other databases: each meeting as its package would be, and the file untouched."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from store import meetings, risk_edits
from store.database import connect
from store.edits import Change
from store.file_header import APPLICATION_ID
from store.journal import action
from store.sections import all_risks
from tests.conftest import open_or_make
from tests.ordinary_rights import ordinary_rights
from tests.tui.command_line import CommandLine, listed
from tui.locations import Locations

THEIRS = Path("deres.db")

only_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows protects no folder so")


@pytest.fixture
def theirs(referat: CommandLine) -> Path:
    """Another adviser's database with two meetings."""
    for title in ("Leirskole", "Svømming"):
        referat.done("ny", "internkontroll", "--tittel", title, "--db", THEIRS)
    return THEIRS


def beside(path: Path) -> dict[str, bytes]:
    """The file and its log, by name; what SQLite keeps in memory there is no part of it."""
    found = path.absolute().parent.glob(f"{path.name}*")
    return {each.name: each.read_bytes() for each in found if not each.name.endswith("-shm")}


def add_risk(path: Path, text: str, number: int = 1) -> None:
    archive = open_or_make(path)
    meeting = meetings.load(archive, meetings.uid_of(archive, number))
    with action(archive, meeting.uid, "Prøve") as writer:
        risk_edits.add(meeting, "risikoer", text).apply(writer)
    archive.close()


def retell(path: Path, text: str) -> None:
    archive = open_or_make(path)
    risk = meetings.load(archive, meetings.uid_of(archive, 1)).risks[0]
    with action(archive, risk.meeting, "Prøve") as writer:
        Change(risk, replace(risk, text=text)).apply(writer)
    archive.close()


def assert_refused(referat: CommandLine, name: str | Path, sentence: str) -> None:
    answer = referat("importer", name)
    assert (answer.code, answer.out, answer.err) == (1, "", f"{sentence}\n")


def titles(referat: CommandLine, *words: str | Path) -> set[object]:
    return {each["title"] for each in listed(referat, *words)}


def test_every_meeting_of_another_database_is_taken_in_and_the_file_is_as_it_was(
    referat: CommandLine, theirs: Path
) -> None:
    before = beside(theirs)
    assert referat.done("importer", theirs).splitlines() == [
        "deres.db: møte 1, «Leirskole», er tatt inn.",
        "deres.db: møte 2, «Svømming», er tatt inn.",
        "Til sammen 2 møter: 2 tatt inn.",
    ]
    assert beside(theirs) == before
    assert titles(referat) == {"Leirskole", "Svømming"}


def test_a_database_gives_what_the_packages_of_all_its_meetings_give(
    referat: CommandLine, theirs: Path
) -> None:
    add_risk(theirs, "Feil dose")
    referat.done("eksport", "--alle", "--format", "json", "--til", ".", "--db", theirs)
    referat.done("importer", "*.json", "--db", "pakker.db")
    referat.done("importer", theirs, "--db", "fil.db")
    for number in ("1", "2"):
        by_package, by_file = (
            referat.done("vis", number, "--json", "--db", name) for name in ("pakker.db", "fil.db")
        )
        assert by_file == by_package


def test_the_same_database_twice_in_one_call_changes_nothing_the_second_time(
    referat: CommandLine, theirs: Path
) -> None:
    answer = referat.done("importer", theirs, theirs).splitlines()
    assert answer[3] == "deres.db: møte 2, «Svømming», er uendret, for alt var her fra før."
    assert answer[4] == "Til sammen 4 møter: 2 tatt inn, 2 uendret."


def test_what_both_have_changed_is_told_with_both_texts_below_the_meeting(
    referat: CommandLine, theirs: Path, places: Locations
) -> None:
    add_risk(theirs, "Noe kan gå galt")
    referat.done("importer", theirs)
    retell(places.database, "Slik her")
    retell(theirs, "Slik der")
    assert referat.done("importer", theirs).splitlines() == [
        "deres.db: møte 1, «Leirskole», er som det var.",
        "  Konflikt: Risiko «Slik her», Tekst: her står fortsatt «Slik her»;"
        " i fila sto «Slik der».",
        "deres.db: møte 2, «Svømming», er uendret, for alt var her fra før.",
        "Til sammen 2 møter: 2 uendret; 1 konflikt.",
    ]


def test_a_trial_tells_what_would_come_and_writes_nothing(
    referat: CommandLine, theirs: Path
) -> None:
    assert referat.done("importer", theirs, "--prøv").splitlines() == [
        "deres.db: et nytt møte, «Leirskole», blir tatt inn.",
        "deres.db: et nytt møte, «Svømming», blir tatt inn.",
        "Til sammen 2 møter: 2 tatt inn.",
        "Dette var en prøve, og ingenting er skrevet.",
    ]
    assert listed(referat) == []


def test_a_database_that_another_program_has_open_is_read_with_its_last_word(
    referat: CommandLine, theirs: Path
) -> None:
    running = open_or_make(theirs)
    running.connection.execute("SELECT * FROM meeting").fetchall()
    add_risk(theirs, "Sagt imens")
    before = beside(theirs)
    referat.done("importer", theirs)
    assert beside(theirs) == before
    assert "Sagt imens" in referat.done("vis", "1")
    running.close()


_LEAVE = """
import os, sys
from store.database import connect
connection = connect(sys.argv[1])
connection.execute(f"PRAGMA journal_mode={sys.argv[2]}")
connection.execute("PRAGMA cache_size=1")
connection.execute("BEGIN")
for number in range(3000):
    connection.execute("INSERT INTO draft VALUES ('et-møte', ?, ?)", (str(number), "x" * 200))
if sys.argv[2] == "wal":
    connection.execute("COMMIT")
os._exit(0)
"""


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_what_a_killed_program_left_undone_is_mended_in_a_copy_and_not_in_the_file(
    referat: CommandLine, theirs: Path, mode: str
) -> None:
    subprocess.run([sys.executable, "-c", _LEAVE, theirs, mode], check=True)
    before = beside(theirs)
    assert len(before) == 2
    referat.done("importer", theirs)
    assert beside(theirs) == before
    assert titles(referat) == {"Leirskole", "Svømming"}


@only_posix
def test_a_database_in_a_folder_that_can_only_be_read_is_taken_in(
    referat: CommandLine, theirs: Path
) -> None:
    folder = Path("delt")
    folder.mkdir()
    shutil.move(theirs, folder / theirs.name)
    (folder / theirs.name).chmod(0o400)
    folder.chmod(0o500)
    with ordinary_rights():
        referat.done("importer", folder / theirs.name)
    folder.chmod(0o700)
    assert titles(referat) == {"Leirskole", "Svømming"}


def test_a_meeting_that_is_refused_is_named_and_stops_none_of_the_others(
    referat: CommandLine, theirs: Path
) -> None:
    connection = connect(theirs)
    connection.create_function("current_action", 0, lambda: 1)
    connection.execute("UPDATE meeting SET title = '' WHERE id = 1")
    connection.close()
    answer = referat("importer", theirs)
    assert answer.code == 1
    assert answer.err == ("«deres.db, møte 1»: Pakken kan ikke brukes: «meeting.title» er tom.\n")
    assert answer.out.splitlines()[-1] == "Til sammen 2 møter: 1 tatt inn, 1 avvist."
    assert titles(referat) == {"Svømming"}


def spoilt(path: Path, *statements: str) -> None:
    connection = connect(path)
    connection.create_function("current_action", 0, lambda: 1)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def foreign(path: Path) -> None:
    spoilt(path, "PRAGMA application_id=7")


def newer(path: Path) -> None:
    spoilt(path, "PRAGMA user_version=99")


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def overwritten(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 40_000)


def with_a_view(path: Path) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
    spoilt(
        path,
        "PRAGMA foreign_keys=OFF",
        "ALTER TABLE meeting RENAME TO hidden",
        f"CREATE VIEW meeting AS {endless}",
    )


def with_other_columns(path: Path) -> None:
    spoilt(path, "ALTER TABLE note ADD COLUMN more TEXT")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (
            foreign,
            "deres.db er ikke en referat-database. Velg en pakke eller en database fra referat.",
        ),
        (newer, "deres.db er laget av en nyere versjon av referat. Oppdater programmet først."),
        (cut, "deres.db er skadet. Be om en sikkerhetskopi, eller om møtene som pakker."),
        (overwritten, "deres.db er skadet. Be om en sikkerhetskopi, eller om møtene som pakker."),
        (
            with_a_view,
            "deres.db er ikke en referat-database. Velg en pakke eller en database fra referat.",
        ),
        (
            with_other_columns,
            "deres.db er ikke en referat-database. Velg en pakke eller en database fra referat.",
        ),
    ],
)
def test_a_database_that_is_not_wholly_ours_gets_its_sentence_and_is_as_it_was(
    referat: CommandLine, theirs: Path, spoil: Callable[[Path], None], sentence: str
) -> None:
    spoil(theirs)
    before = beside(theirs)
    assert_refused(referat, theirs, sentence)
    assert beside(theirs) == before
    assert listed(referat) == []


def test_what_triggers_of_another_would_do_is_not_done(referat: CommandLine, theirs: Path) -> None:
    spoilt(theirs, "CREATE TRIGGER bad AFTER DELETE ON task_state BEGIN DELETE FROM risk; END")
    add_risk(theirs, "Feil dose")
    referat.done("importer", theirs)
    assert "Feil dose" in referat.done("vis", "1")


def test_ones_own_database_is_refused(referat: CommandLine, places: Locations) -> None:
    referat.done("ny", "evaluering", "--tittel", "Brann")
    path = str(places.database)
    assert_refused(referat, path, f"{path} er databasen selv. Velg en annen fil.")
    os.link(path, "lenke.db")
    assert_refused(referat, "lenke.db", "lenke.db er databasen selv. Velg en annen fil.")


def test_a_database_that_another_program_holds_for_itself_is_refused(
    referat: CommandLine, theirs: Path, short_waits: None
) -> None:
    holder = connect(theirs)
    holder.execute("PRAGMA journal_mode=DELETE")
    holder.execute("BEGIN EXCLUSIVE")
    assert_refused(
        referat,
        theirs,
        "deres.db er i bruk i et annet program; lukk den der, og prøv igjen.",
    )
    holder.execute("ROLLBACK")
    holder.close()


def test_a_database_without_a_meeting_is_told_to_be_empty(referat: CommandLine) -> None:
    open_or_make(Path("tom.db")).close()
    assert referat.done("importer", "tom.db") == "tom.db: det er ingen møter i databasen.\n"


def test_what_is_no_database_is_read_as_a_package(referat: CommandLine) -> None:
    with zipfile.ZipFile("bombe.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("stor.json", b" " * 10_000_000)
    Path("mappe").mkdir()
    for name, reason in (
        (
            "bombe.zip",
            "«bombe.zip»: Pakken kan ikke brukes: fila er ikke JSON, eller den er skadet.",
        ),
        ("mappe", "mappe kan ikke leses: det er en mappe."),
    ):
        assert_refused(referat, name, reason)


@only_posix
def test_a_package_comes_through_a_pipe(referat: CommandLine, theirs: Path) -> None:
    package = referat.done("vis", "1", "--json", "--db", theirs)
    reading, writing = os.pipe()
    os.write(writing, package.encode()[:60_000])
    os.close(writing)
    answer = referat.done("importer", f"/dev/fd/{reading}")
    os.close(reading)
    assert answer.endswith("møte 1, «Leirskole», er tatt inn.\n")


def test_ones_own_backup_brings_back_nothing_that_was_deleted_since(
    referat: CommandLine, theirs: Path, places: Locations
) -> None:
    referat.done("importer", theirs)
    add_risk(places.database, "Feil dose")
    retell(places.database, "Feil dose, rettet")
    referat.done("kopi", "--til", "k.db")
    archive = open_or_make(places.database)
    meeting = meetings.load(archive, meetings.uid_of(archive, 1))
    with action(archive, meeting.uid, "Prøve") as writer:
        risk_edits.remove(meeting, all_risks(meeting)[0]).apply(writer)
    archive.close()
    answer = referat.done("importer", "k.db").splitlines()
    assert answer[0] == "k.db: møte 1, «Leirskole», er uendret, for alt var her fra før."


def test_a_database_that_is_too_large_is_not_copied(
    referat: CommandLine, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.other_file.LARGEST", 1000)
    answer = referat("importer", theirs)
    assert answer.err.startswith("deres.db er større enn")


def test_no_copy_is_left_behind(
    referat: CommandLine, theirs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "midlertidig"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    referat.done("importer", theirs)
    cut(theirs)
    referat("importer", theirs)
    assert list(temporary.iterdir()) == []


def test_the_file_of_a_schema_from_before_any_is_told_to_be_damaged(referat: CommandLine) -> None:
    spoilt(Path("gammel.db"), f"PRAGMA application_id={APPLICATION_ID}", "CREATE TABLE note (x)")
    assert_refused(
        referat,
        "gammel.db",
        "gammel.db er skadet. Be om en sikkerhetskopi, eller om møtene som pakker.",
    )
