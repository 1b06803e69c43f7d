"""The command line with a fixed clock, and with every place it knows inside the test's folder."""

from pathlib import Path

import pytest

from store import database
from tests.conftest import fixed_clock
from tests.tui.command_line import CommandLine
from tui import composition, locations, terminal
from tui.locations import Locations


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Locations:
    home = tmp_path / "hjemme"
    found = Locations(
        database=home / "data" / "referat.db",
        settings=home / "innstillinger.toml",
        kinds=home / "typer",
        crashes=home / "feilrapporter",
        documents=home / "Dokumenter" / "Referat",
    )
    monkeypatch.setattr(locations, "locations", lambda: found)
    monkeypatch.setattr(composition, "locations", lambda: found)
    monkeypatch.delenv("REFERAT_DB", raising=False)
    return found


@pytest.fixture
def referat(
    places: Locations,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> CommandLine:
    monkeypatch.setattr(composition, "now", fixed_clock)
    monkeypatch.chdir(tmp_path)
    return CommandLine(tmp_path, capsys)


@pytest.fixture
def in_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program is started where it can be shown, though the tests themselves are not."""
    monkeypatch.setattr(terminal, "why_unfit", lambda: "")


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits two seconds for a lock that is held."""
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 1)
    monkeypatch.setattr(database, "BRIEF_MILLISECONDS", 1)
