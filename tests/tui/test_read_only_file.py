"""A file that can only be read: the app says so, and the commands that change nothing go on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ordinary_rights import ordinary_rights
from tests.tui.command_line import CommandLine, listed
from tui.app import ReferatApp
from tui.locations import Locations
from tui.opening import open_app


@pytest.fixture
def only_readable(referat: CommandLine, places: Locations) -> Iterator[Path]:
    """The user's own file with one meeting, protected as an archive's copy is."""
    referat.done("ny", "evaluering", "--tittel", "Leirskole")
    places.database.chmod(0o400)
    with ordinary_rights():
        yield places.database
    places.database.chmod(0o600)


@pytest.mark.usefixtures("in_terminal")
def test_the_app_is_not_opened_on_it(
    only_readable: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReferatApp, "run", lambda app: pytest.fail("the app was opened"))
    assert open_app() == 1
    said = capsys.readouterr().err
    assert said.startswith(f"Databasen {only_readable} kan bare leses; flytt den")
    assert said.count("\n") == 1


@pytest.mark.usefixtures("only_readable")
@pytest.mark.parametrize(
    "words",
    [("ny", "evaluering", "--tittel", "Brann"), ("importer", "pakke.json")],
    ids=lambda w: w[0],
)
def test_a_command_that_would_change_it_is_refused(
    referat: CommandLine, words: tuple[str, ...]
) -> None:
    answer = referat(*words)
    assert answer.code == 1
    assert "kan bare leses; flytt den" in answer.err


@pytest.mark.usefixtures("only_readable")
def test_its_meetings_are_listed_shown_and_exported(referat: CommandLine, tmp_path: Path) -> None:
    assert [each["title"] for each in listed(referat)] == ["Leirskole"]
    assert "Leirskole" in referat.done("vis", "1")
    (tmp_path / "ut").mkdir()
    referat.done("eksport", "1", "--til", "ut", "--format", "docx,md,json")
    assert {path.suffix for path in (tmp_path / "ut").iterdir()} == {".docx", ".md", ".json"}
    assert "evaluering" in referat.done("typer")
