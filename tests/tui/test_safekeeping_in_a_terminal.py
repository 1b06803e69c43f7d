"""The real program in a real terminal keeps a copy of what was written, however it is left."""

import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pty in the standard library", allow_module_level=True)

from store.backups import Backups, meetings_in
from tests.conftest import NOW
from tests.tui.pty_terminal import CTRL_Q, CTRL_S, ENTER, Terminal


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "møter.db"


@pytest.fixture
def terminal(tmp_path: Path, database: Path) -> Terminal:
    """The program in a new meeting, with a line written."""
    places = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    program = "from tui.start import main; main()"
    terminal = Terminal(["-c", program, "--db", str(database)], environment=places)
    terminal.wait_for("NYTT MØTE")
    terminal.send("h")
    terminal.wait_for("Fagområde")
    terminal.send("Legemidler" + CTRL_S)
    terminal.wait_for("HVA KAN GÅ GALT?")
    terminal.send("Feil dosett" + ENTER)
    terminal.wait_for("Feil dosett")
    return terminal


def quit_by_key(terminal: Terminal) -> None:
    terminal.send(CTRL_Q)
    terminal.wait_for("Avslutte programmet?")
    terminal.send("j")


@pytest.mark.parametrize(
    "leave",
    [quit_by_key, lambda terminal: terminal.signal(signal.SIGTERM), Terminal.hang_up],
    ids=["Ctrl+Q", "SIGTERM", "the window is closed"],
)
def test_the_last_that_was_written_is_in_a_copy(
    terminal: Terminal, database: Path, leave: Callable[[Terminal], None]
) -> None:
    with terminal:
        leave(terminal)
        assert terminal.wait_for_end() == 0
    backups = Backups(database, lambda: NOW)
    newest = backups.all()[0]
    found = meetings_in(newest, 5)
    assert found is not None
    assert [line.title for line in found] == ["Legemidler"]
    assert b"Feil dosett" in newest.path.read_bytes()
    assert {each.suffix for each in backups.folder.iterdir()} == {".db"}
