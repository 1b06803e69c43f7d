"""`kopi`, `gjenopprett` and `sjekk`, by what they say and what lies there afterwards."""

import sys
from pathlib import Path

import pytest

from store import copying
from store.backups import Backups
from store.database import Connection, connect
from tests.conftest import NOW
from tests.ordinary_rights import ordinary_rights
from tests.store.test_opening import write_other_database
from tests.tui.command_line import CommandLine, listed
from tests.tui.test_cli_bad_input import assert_refused
from tui.locations import Locations

only_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows protects no folder so")


@pytest.fixture
def database(referat: CommandLine, places: Locations) -> Path:
    """The user's own file with one meeting."""
    referat.done("ny", "evaluering", "--tittel", "Leirskole")
    return places.database


def titles(referat: CommandLine, *words: str | Path) -> set[object]:
    return {each["title"] for each in listed(referat, *words)}


# kopi


def test_a_copy_is_written_where_it_is_wanted_and_its_path_is_told(
    referat: CommandLine, database: Path
) -> None:
    assert referat.done("kopi", "--til", "min kopi.db") == "min kopi.db\n"
    assert titles(referat, "--db", "min kopi.db") == {"Leirskole"}
    assert sorted(each.name for each in referat.folder.iterdir()) == ["hjemme", "min kopi.db"]


def test_without_a_file_the_copy_lies_among_the_others(
    referat: CommandLine, database: Path
) -> None:
    path = Path(referat.done("kopi").strip())
    assert path.parent == Backups(database, lambda: NOW).folder
    assert titles(referat, "--db", path) == {"Leirskole"}


def test_what_a_running_program_has_not_closed_is_in_the_copy(
    referat: CommandLine, database: Path
) -> None:
    running = connect(database)
    running.execute("SELECT * FROM meeting").fetchall()
    referat.done("ny", "evaluering", "--tittel", "Imens")
    referat.done("kopi", "--til", "k.db")
    running.close()
    assert titles(referat, "--db", "k.db") == {"Leirskole", "Imens"}


@only_posix
def test_a_database_that_can_only_be_read_is_copied(referat: CommandLine, database: Path) -> None:
    database.chmod(0o400)
    with ordinary_rights():
        referat.done("kopi", "--til", "k.db")
    database.chmod(0o600)
    assert titles(referat, "--db", "k.db") == {"Leirskole"}


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("finnes.db", "finnes.db finnes fra før og er ikke endret. Velg et annet navn."),
        ("mappe", "mappe er en mappe. Skriv navnet på en fil etter --til."),
        ("borte/k.db", "Mappen borte finnes ikke. Lag den først, eller velg en annen."),
        ("k" * 300, f"{'k' * 300} ble ikke skrevet: navnet er for langt."),
    ],
    ids=["finnes", "mappe", "uten mappe", "langt navn"],
)
def test_a_copy_that_can_not_be_written_is_refused(
    referat: CommandLine, name: str, sentence: str
) -> None:
    Path("finnes.db").write_text("mitt", encoding="utf-8")
    Path("mappe").mkdir()
    assert_refused(referat, ["kopi", "--til", name], sentence)


@only_posix
def test_a_folder_that_can_not_be_written_in_is_refused(
    referat: CommandLine, database: Path
) -> None:
    Path("låst").mkdir(mode=0o500)
    with ordinary_rights():
        assert_refused(
            referat,
            ["kopi", "--til", "låst/k.db"],
            "låst/k.db ble ikke skrevet: du har ikke tilgang til den.",
        )


def test_a_full_disk_leaves_nothing_half(
    referat: CommandLine, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pour = copying.pour

    def pour_into_little(source: Connection, target: Connection) -> None:
        target.execute("PRAGMA max_page_count=5")
        pour(source, target)

    monkeypatch.setattr(copying, "pour", pour_into_little)
    assert_refused(referat, ["kopi", "--til", "k.db"], "k.db ble ikke skrevet: disken er full.")


@pytest.mark.parametrize("words", [["kopi"], ["kopi", "--til", "k.db"], ["sjekk"]])
def test_no_database_is_made_to_be_copied_or_looked_at(
    referat: CommandLine, words: list[str]
) -> None:
    assert_refused(
        referat,
        [*words, "--db", "borte.db"],
        "Databasen borte.db finnes ikke ennå. Den lages når programmet åpnes.",
    )


# gjenopprett


def test_a_copy_is_put_back_and_where_the_other_is_kept_is_told(
    referat: CommandLine, database: Path
) -> None:
    referat.done("kopi", "--til", "k.db")
    referat.done("ny", "evaluering", "--tittel", "Siden")
    first, second = referat.done("gjenopprett", "k.db").splitlines()
    assert first == f"Databasen {database} er gjenopprettet fra k.db."
    kept = Path(second.removeprefix("Slik den var før, ligger den i ").removesuffix("."))
    assert titles(referat) == {"Leirskole"}
    assert titles(referat, "--db", kept) == {"Leirskole", "Siden"}


def test_on_a_new_machine_the_copy_becomes_the_database(
    referat: CommandLine, database: Path
) -> None:
    referat.done("kopi", "--til", "k.db")
    told = referat.done("gjenopprett", "k.db", "--db", "ny/møter.db")
    assert told == "Databasen ny/møter.db er gjenopprettet fra k.db.\n"
    assert titles(referat, "--db", "ny/møter.db") == {"Leirskole"}


@pytest.mark.usefixtures("database")
def test_what_is_no_copy_is_refused_and_nothing_is_touched(referat: CommandLine) -> None:
    write_other_database(Path("annen.db"))
    assert_refused(
        referat,
        ["gjenopprett", "annen.db"],
        "annen.db er ikke en referat-database. Velg en sikkerhetskopi.",
    )
    assert_refused(
        referat, ["gjenopprett", "borte.db"], "borte.db kan ikke leses: den finnes ikke."
    )
    for words in (["gjenopprett", "k" * 300], ["sjekk", "--db", "k" * 300]):
        answer = referat(*words)
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.endswith(f"{'k' * 300} kan ikke leses: navnet er for langt.\n")


# sjekk


def test_health_is_told_in_words_and_the_code_tells_whether_all_is_well(
    referat: CommandLine, database: Path
) -> None:
    answer = referat("sjekk")
    assert (answer.code, answer.err) == (
        1,
        "1 ting er ikke i orden; se linjene med utropstegn.\n",
    )
    assert "! Kopier:    Ingen ennå. Skriv «referat kopi»." in answer.out.splitlines()
    referat.done("kopi")
    lines = referat.done("sjekk").splitlines()
    assert lines[-1] == "Alt er i orden."
    assert f"  Databasen: {database}, " in lines[0]
    assert not [line for line in lines if line.startswith("!")]


def test_a_database_that_can_not_be_opened_is_told_of_with_the_copy_that_brings_it_back(
    referat: CommandLine, database: Path
) -> None:
    copy = referat.done("kopi").strip()
    database.write_bytes(database.read_bytes()[:5000])
    answer = referat("sjekk")
    assert answer.code == 1
    assert f"! Databasen: Databasen {database} kan ikke leses og er skadet." in answer.out
    assert copy in answer.out
    referat.done("gjenopprett", copy)
    assert titles(referat) == {"Leirskole"}
    assert referat("sjekk").code == 0


def test_one_meeting_is_looked_at_as_before(referat: CommandLine, database: Path) -> None:
    assert "Møte 1 er ikke godkjent" in referat("sjekk", "1").err
    wrong = referat("sjekk", "to")
    assert wrong.code == 2
    assert wrong.err.startswith("Bruk: referat sjekk [VALG] [NR]\n")
