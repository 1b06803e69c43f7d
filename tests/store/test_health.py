"""Health in words: each thing that can be wrong is named, with what to do."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from store import health
from store.backups import Backups
from store.database import Archive
from store.health import Finding, examine
from store.placement import Place
from tests.conftest import NOW
from tests.ordinary_rights import ordinary_rights
from tests.store.test_opening import write_newer
from tests.store.test_restoring import cut, overwrite

FETCH = "Hent en sikkerhetskopi med «referat gjenopprett FIL»."


@pytest.fixture
def path(archive: Archive, plan_meeting: Callable[..., str]) -> Path:
    """A closed database with one meeting, and a copy of it."""
    plan_meeting(title="Leirskole")
    archive.close()
    Backups(archive.path, lambda: NOW).make()
    return archive.path


def look(
    path: Path, place: Place = Place.LOCAL, clock: Callable[[], datetime] = lambda: NOW
) -> dict[str, Finding]:
    return {each.about: each for each in examine(path, place, Backups(path, clock), clock)}


def wrong(path: Path, place: Place = Place.LOCAL) -> dict[str, str]:
    return {each.about: each.said for each in look(path, place).values() if each.is_wrong}


def do(path: Path, *statements: str) -> None:
    """Do something to the file that the program would not."""
    import sqlite3  # noqa: PLC0415 - behind the back of the driver that the program uses

    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_all_is_well_with_a_file_in_use(path: Path) -> None:
    found = look(path)
    assert [each.about for each in found.values() if each.is_wrong] == []
    assert {about: each.said for about, each in found.items() if about != "Plass"} == {
        "Databasen": f"{path}, {size_of(path)}, 1 møte.",
        "Innhold": "Helt; alt er lest gjennom uten feil.",
        "Journal": "Fører hver endring; 1 handlinger så langt.",
        "Søk": "Indeksen stemmer med det som er skrevet.",
        "Skjema": "Versjon 1, den som programmet bruker.",
        "Kopier": "1 i alt. Den nyeste er fra tir 24.11.2026 kl. 09.00, med 1 møte: "
        f"{path}-sikkerhetskopier/2026-11-24-090000.db",
        "Sted": "Databasen ligger på denne maskinen.",
    }
    assert found["Plass"].said.endswith(" ledig der databasen ligger.")


def size_of(path: Path) -> str:
    return f"{path.stat().st_size / 1000:.0f} kB"


def test_an_index_that_has_lost_a_text_is_named_and_made_anew(path: Path) -> None:
    do(path, "DELETE FROM searched WHERE source = 'participant'")
    assert wrong(path) == {"Søk": "Indeksen stemte ikke med det som er skrevet; det er rettet nå."}
    assert wrong(path) == {}


def test_an_index_whose_words_are_others_than_the_texts_is_named_and_made_anew(path: Path) -> None:
    do(path, "DROP TRIGGER searched_update", "UPDATE searched SET text = 'noe annet'")
    assert set(wrong(path)) == {"Søk"}
    assert wrong(path) == {}


def test_a_table_that_the_journal_lost_sight_of_is_named_and_followed_again(path: Path) -> None:
    do(path, "DROP TRIGGER journal_note_update", "DROP TRIGGER journal_note_delete")
    assert wrong(path) == {
        "Journal": "Førte ikke endringer i 1 tabeller, så de kan ikke angres; det er rettet nå."
    }
    assert wrong(path) == {}


def test_in_a_file_that_can_only_be_read_nothing_is_mended(path: Path) -> None:
    do(path, "DELETE FROM searched WHERE source = 'participant'")
    path.chmod(0o400)
    with ordinary_rights():
        said = wrong(path)
    path.chmod(0o600)
    assert said == {
        "Søk": "Indeksen stemte ikke med det som er skrevet; "
        "skriv «referat sjekk» igjen der databasen kan skrives, så rettes det."
    }


def test_what_belongs_to_nothing_is_counted(path: Path) -> None:
    do(path, "DELETE FROM action")
    assert wrong(path)["Innhold"].endswith(f" linjer hører til noe som er borte. {FETCH}")


def test_a_file_that_is_damaged_inside_is_said_to_be(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(-4096, os.SEEK_END)
        file.write(b"\xff" * 4096)
    assert wrong(path)["Innhold"] == f"Skadet. {FETCH}"


@pytest.mark.parametrize(
    "damage", [cut, overwrite, write_newer], ids=["cut", "overwritten", "newer"]
)
def test_one_that_can_not_be_opened_is_told_of_with_the_copy_that_can(
    path: Path, damage: Callable[[Path], None]
) -> None:
    damage(path)
    found = look(path)
    assert found["Databasen"].is_wrong
    assert str(path) in found["Databasen"].said
    assert found["Kopier"].said.endswith("2026-11-24-090000.db")
    assert not found["Kopier"].is_wrong


# Copies


def forget_copies(path: Path) -> None:
    shutil.rmtree(f"{path}-sikkerhetskopier")


def test_a_file_without_a_copy_needs_one(path: Path) -> None:
    forget_copies(path)
    assert wrong(path) == {"Kopier": "Ingen ennå. Skriv «referat kopi»."}


def test_a_file_in_which_nothing_is_written_needs_no_copy(archive: Archive) -> None:
    archive.close()
    assert wrong(archive.path) == {}
    assert look(archive.path)["Kopier"].said == "Ingen. Den første lages når noe er skrevet."


def test_old_copies_are_well_until_something_is_written(path: Path) -> None:
    late = NOW + timedelta(days=40)
    assert not look(path, clock=lambda: late)["Kopier"].is_wrong
    do(path, "INSERT INTO draft VALUES ('', 'sted', 'halvt')")
    assert not look(path, clock=lambda: NOW + timedelta(days=6))["Kopier"].is_wrong
    assert look(path, clock=lambda: late)["Kopier"].said.startswith(
        "Skriv «referat kopi»; mye er nytt. Den nyeste er fra tir 24.11.2026 kl. 09.00"
    )


def test_a_damaged_copy_is_named_with_the_newest_that_is_whole(path: Path) -> None:
    newer = Backups(path, lambda: NOW + timedelta(days=1)).make().path
    cut(newer)
    said = wrong(path)["Kopier"]
    assert said.startswith(f"{newer} er skadet; slett den, og skriv «referat kopi». Den nyeste er")
    assert said.endswith("2026-11-24-090000.db")
    for each in newer.parent.iterdir():
        cut(each)
    assert wrong(path)["Kopier"] == "Alle 2 er skadet. Skriv «referat kopi», og slett dem."


# Where it lies


@pytest.mark.parametrize("place", [Place.NETWORK, Place.SYNCED])
def test_a_place_that_can_damage_it_is_named(path: Path, place: Place) -> None:
    said = wrong(path, place)
    assert set(said) == {"Sted"}
    assert f"ligger {place}, og kan bli ødelagt der: lukk programmet, flytt fila" in said["Sted"]


def test_a_disk_that_is_nearly_full_is_told_of(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(path)._replace(free=12_000_000)
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _path: usage)
    assert wrong(path) == {"Plass": "Bare 12 MB ledig der databasen ligger. Rydd plass på disken."}
