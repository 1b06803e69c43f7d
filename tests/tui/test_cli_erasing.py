"""`slett`, by what it shows, what it asks, and what lies there afterwards."""

import io
from pathlib import Path

import pytest

from tests.conftest import open_or_make
from tests.erasing.bytes_of_files import holding
from tests.tui.command_line import CommandLine, listed
from tests.tui.test_cli_bad_input import assert_refused
from tui.locations import Locations

TITLE = "Kloakklukt"
_ONE_AT_A_TIME = "Velg én ting om gangen: møter etter nummer, --person eller --eldre-enn."
_NOTHING_CHOSEN = (
    "Ingenting er slettet. Skriv numrene på møtene, --person NAVN eller --eldre-enn «5 år»; "
    "se «referat slett --help»."
)


@pytest.fixture
def database(referat: CommandLine, places: Locations) -> Path:
    """The user's own file with an old meeting and a new one, and a copy of it."""
    referat.done("ny", "evaluering", "--tittel", TITLE, "--dato", "02.03.2019", "--enhet", "Skole")
    referat.done("ny", "ros", "--tittel", "Samtale", "--dato", "02.03.2026", "--enhet", "Skole")
    referat.done("kopi")
    return places.database


def titles(referat: CommandLine) -> list[object]:
    return [each["title"] for each in listed(referat)]


def settings(places: Locations, text: str) -> None:
    places.settings.parent.mkdir(parents=True, exist_ok=True)
    places.settings.write_text(text, "utf-8")


class Terminal(io.StringIO):
    """Where somebody sits."""

    def isatty(self) -> bool:
        return True


# What it shows


def test_without_an_answer_it_only_shows_what_would_go(
    referat: CommandLine, database: Path
) -> None:
    answer = referat("slett", "1")
    assert answer.code == 1
    assert answer.err == "Ingenting er slettet. Skriv --ja for å slette uten å bli spurt.\n"
    assert "1  02.03.2019  planlagt  evaluering  Kloakklukt  alt" in answer.out
    assert "Det samme gjøres i 1 sikkerhetskopi." in answer.out
    assert "Det kan ikke angres." in answer.out
    assert titles(referat) == ["Samtale", TITLE]


@pytest.mark.parametrize("typed", ["", "j", "ja", "1"])
def test_it_is_asked_by_a_word_that_nobody_types_by_chance(
    referat: CommandLine, database: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("typer.prompt", lambda *_args, **_named: typed)
    answer = referat("slett", "1")
    assert answer.code == 1
    assert answer.err == "Ingenting er slettet.\n"
    monkeypatch.setattr("typer.prompt", lambda *_args, **_named: " Slett ")
    assert referat("slett", "1").code == 0
    assert titles(referat) == ["Samtale"]


def test_the_title_of_an_exempt_meeting_is_not_shown(referat: CommandLine, database: Path) -> None:
    archive = open_or_make(database)
    archive.current_action = 1
    archive.connection.execute("UPDATE meeting SET exempt = 'basis-3' WHERE id = 1")
    archive.close()
    answer = referat("slett", "1")
    assert TITLE not in answer.out
    assert "Unntatt offentlighet" in answer.out


# What goes


def test_a_meeting_is_gone_from_every_file(referat: CommandLine, database: Path) -> None:
    assert len(holding(TITLE, database.parent)) == 2
    said = referat.done("slett", "1", "--ja")
    assert said.endswith("Slettet for godt i databasen og i 1 sikkerhetskopi.\n")
    assert titles(referat) == ["Samtale"]
    assert holding(TITLE, database.parent) == []
    assert "Alt er i orden." in referat.done("sjekk")


@pytest.mark.parametrize("age", ["5 år", "60 måneder", "1.1.2020"])
def test_meetings_older_than_a_time_are_gone(
    referat: CommandLine, database: Path, age: str
) -> None:
    referat.done("slett", "--eldre-enn", age, "--ja")
    assert titles(referat) == ["Samtale"]


def test_only_one_kind_of_them(referat: CommandLine, database: Path) -> None:
    said = referat.done("slett", "--eldre-enn", "5 år", "--type", "ros", "--ja")
    assert said == "Ingen møter er så gamle. Ingenting er slettet.\n"
    assert titles(referat) == ["Samtale", TITLE]


def test_a_person_is_gone_from_every_file_and_told_of_in_the_settings(
    referat: CommandLine, database: Path, places: Locations
) -> None:
    settings(places, f'who = "{TITLE}"\n')
    answer = referat("slett", "--person", TITLE.upper(), "--ja")
    assert answer.code == 0
    assert holding(TITLE, database.parent) == []
    assert titles(referat) == ["Samtale", "[slettet]"]
    assert f"Navnet står også i innstillingene i {places.settings}" in answer.err


def test_a_name_that_is_only_in_the_copies_is_gone_too(
    referat: CommandLine, database: Path
) -> None:
    referat.done("slett", "1", "--ja")
    referat.done("ny", "ros", "--tittel", "Nils", "--dato", "02.03.2026", "--enhet", "Skole")
    referat.done("kopi")
    archive = open_or_make(database)
    with archive.tables.atomic():
        (archive.current_action,) = archive.connection.execute(
            "SELECT max(id) FROM action"
        ).fetchone()
        archive.connection.execute("UPDATE meeting SET title = 'Annet' WHERE title = 'Nils'")
        archive.connection.execute("DELETE FROM change")
    archive.close()
    said = referat.done("slett", "--person", "Nils", "--ja")
    assert said.startswith("Navnet står ikke i noe møte i databasen.")
    assert "Slettet for godt i 1 sikkerhetskopi; i databasen var det ingenting." in said


# What the settings propose


def test_the_settings_propose_what_is_older_than_it_is_kept(
    referat: CommandLine, database: Path, places: Locations
) -> None:
    settings(places, "[retention]\nros = 10\nalle = 5\n")
    answer = referat("slett")
    assert answer.code == 1
    assert TITLE in answer.out
    assert "Samtale" not in answer.out
    assert titles(referat) == ["Samtale", TITLE]


def test_a_kind_that_is_not_named_is_kept(
    referat: CommandLine, database: Path, places: Locations
) -> None:
    settings(places, "[retention]\nros = 5\n")
    assert referat.done("slett") == "Ingen møter er så gamle. Ingenting er slettet.\n"


# What is refused


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), _NOTHING_CHOSEN),
        (("99",), "Møte 99 finnes ikke. Skriv «referat liste» for å se møtene."),
        (("--person", "A"), "«A» er for kort til å letes etter. Skriv hele navnet."),
        (("--person", ""), "«» er for kort til å letes etter. Skriv hele navnet."),
        (
            ("--eldre-enn", "i går og i morgen"),
            "«i går og i morgen» er ikke en dato. Skriv for eksempel 24.11.2026.",
        ),
        (("--eldre-enn", "1.1.2999"), "Året 2999 kan ikke stemme. Skriv for eksempel 24.11.2026."),
        (("--type", "ros"), "--type gjelder bare sammen med --eldre-enn."),
        (("1", "--person", "Nils"), _ONE_AT_A_TIME),
        (("1", "--eldre-enn", "5 år"), _ONE_AT_A_TIME),
    ],
)
def test_what_can_not_be_meant_is_refused_in_a_sentence(
    referat: CommandLine, database: Path, words: tuple[str, ...], sentence: str
) -> None:
    assert_refused(referat, ["slett", *words, "--ja"], sentence)
    assert titles(referat) == ["Samtale", TITLE]


def test_while_another_program_has_the_file_open_nothing_is_erased(
    referat: CommandLine, database: Path
) -> None:
    other = open_or_make(database)
    answer = referat("slett", "1", "--ja")
    other.close()
    assert (answer.code, answer.err) == (
        1,
        f"Databasen {database} er åpen i et annet program; lukk den der, og prøv igjen.\n",
    )
    assert titles(referat) == ["Samtale", TITLE]


def test_neither_a_package_nor_a_database_brings_an_erased_meeting_back(
    referat: CommandLine, database: Path
) -> None:
    referat.done("eksport", "1", "--format", "json", "--til", referat.folder)
    (package,) = referat.folder.glob("*.json")
    referat.done("kopi", "--til", "annen.db")
    referat.done("slett", "1", "--ja")
    for file in (package, "annen.db"):
        answer = referat("importer", file)
        assert "Møtet er slettet for godt her, og er derfor ikke tatt inn igjen." in answer.err
        assert answer.code == 1
    assert titles(referat) == ["Samtale"]
