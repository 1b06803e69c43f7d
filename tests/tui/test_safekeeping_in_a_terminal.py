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

START = "from tui.start import main\nmain()"

HELD_FAST = f"""
from tui import shield
from tui.app import ReferatApp

shield._SECONDS_TO_END = 0.1
ReferatApp.exit = lambda *_app: None
{START}
"""
"""A program that never comes to its end, as where a closed terminal holds it."""

SLOW_DISK = f"""
import time
from store import copying
from tui import safekeeping, shield

shield._SECONDS_TO_END = 1
safekeeping._SECONDS_AFTER_START = 600
pour = copying.pour

def pour_slowly(source, target):
    time.sleep(2)
    pour(source, target)

copying.pour = pour_slowly
{START}
"""
"""A copy that takes longer than a program that was told to end gets where it is held fast."""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "møter.db"


@pytest.fixture
def start(tmp_path: Path, database: Path) -> Callable[[str], Terminal]:
    """Start a program in a new meeting, and write a line in it."""
    places = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}

    def write_in(program: str) -> Terminal:
        terminal = Terminal(["-c", program, "--db", str(database)], environment=places)
        terminal.wait_for("NYTT MØTE")
        terminal.send("h")
        terminal.wait_for("Fagområde")
        terminal.send("Legemidler" + CTRL_S)
        terminal.wait_for("HVA KAN GÅ GALT?")
        terminal.send("Feil dosett" + ENTER)
        terminal.wait_for("Feil dosett")
        return terminal

    return write_in


def quit_by_key(terminal: Terminal) -> None:
    terminal.send(CTRL_Q)
    terminal.wait_for("Avslutte programmet?")
    terminal.send("j")


def told_to_end(terminal: Terminal) -> None:
    terminal.signal(signal.SIGTERM)


@pytest.mark.parametrize(
    ("program", "leave"),
    [
        (START, quit_by_key),
        (START, told_to_end),
        (START, Terminal.hang_up),
        (HELD_FAST, told_to_end),
        (SLOW_DISK, told_to_end),
    ],
    ids=["Ctrl+Q", "SIGTERM", "the window is closed", "it is held fast", "the disk is slow"],
)
def test_the_last_that_was_written_is_in_a_copy(
    start: Callable[[str], Terminal],
    database: Path,
    program: str,
    leave: Callable[[Terminal], None],
) -> None:
    with start(program) as terminal:
        leave(terminal)
        assert terminal.wait_for_end() == 0
    backups = Backups(database, lambda: NOW)
    newest = backups.all()[0]
    assert [line.title for line in meetings_in(newest, 5) or ()] == ["Legemidler"]
    holds_it = b"Feil dosett" in newest.path.read_bytes()
    assert holds_it
    assert {each.suffix for each in backups.folder.iterdir()} == {".db"}
