"""A file on a share or in a synced folder is told of once, when the program starts on it."""

from pathlib import Path

import pytest

from store.database import connect
from tests.tui.bad_input import sentences
from tests.tui.command_line import CommandLine
from tests.tui.whole_app import remember_what_is_said
from tui.app import ReferatApp
from tui.composition import compose
from tui.locations import Locations

RISK = "ligger i en mappe som synkroniseres, og kan bli ødelagt der: lukk programmet, flytt fila"


@pytest.fixture
def synced(places: Locations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data lies in OneDrive."""
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path.resolve()))
    return places.database


async def test_the_app_says_it_once(synced: Path) -> None:
    run = compose()
    app = ReferatApp(run, run.workplace)
    remember_what_is_said(app)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert [RISK in each for each in sentences(app)] == [True]
    run.workplace.archive.close()


def test_a_command_says_it_beside_its_answer(referat: CommandLine, synced: Path) -> None:
    answer = referat("ny", "evaluering", "--tittel", "Leirskole")
    assert (answer.code, answer.out) == (0, "1\n")
    assert answer.err.startswith(f"Advarsel: Databasen {synced} {RISK}")
    assert answer.err.count("\n") == 1


def test_the_file_is_written_as_its_place_bears(referat: CommandLine, synced: Path) -> None:
    referat("ny", "evaluering", "--tittel", "Leirskole")
    connection = connect(synced)
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    connection.close()


@pytest.mark.usefixtures("places")
def test_nothing_is_said_of_a_file_on_a_local_disk(referat: CommandLine) -> None:
    referat.done("ny", "evaluering", "--tittel", "Leirskole")
