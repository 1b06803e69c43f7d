"""The real program in a real terminal, killed while somebody types."""

import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pty in the standard library", allow_module_level=True)

from tests.tui.pty_terminal import ENTER, F8, Terminal

CTRL_S = "\x13"
F3 = "\x1bOR"


@pytest.fixture
def start(tmp_path: Path) -> Callable[[], Terminal]:
    """Start the program on one file, as a user does."""
    places = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}

    def run() -> Terminal:
        program = "from tui.start import main; main()"
        database = str(tmp_path / "møter.db")
        return Terminal(["-c", program, "--db", database], environment=places)

    return run


def begin_wheel(terminal: Terminal) -> None:
    """From home into a new wheel's first line."""
    terminal.wait_for("NYTT MØTE")
    terminal.send("h")
    terminal.wait_for("Fagområde")
    terminal.send("Legemidler" + CTRL_S)
    terminal.wait_for("HVA KAN GÅ GALT?")


def kill(terminal: Terminal) -> None:
    terminal.signal(signal.SIGKILL)
    terminal.wait_for_end()


def test_the_word_is_there_again_after_a_kill_in_the_middle_of_it(
    start: Callable[[], Terminal],
) -> None:
    with start() as terminal:
        begin_wheel(terminal)
        terminal.send("Hele risikoen" + ENTER + "halve ris")
        terminal.wait_for("halve ris")
        kill(terminal)
    with start() as terminal:
        terminal.wait_for("halve ris")
        assert "Hele risikoen" in terminal.text()
        terminal.send("ikoen" + ENTER + F8)
        terminal.wait_for("HVOR GALT KAN DET GÅ?")
        terminal.wait_for("halve risikoen")


def test_a_half_typed_task_and_its_stop_are_there_again_after_a_kill(
    start: Callable[[], Terminal],
) -> None:
    with start() as terminal:
        terminal.wait_for("NYTT MØTE")
        terminal.send("e")
        terminal.wait_for("Evaluering")
        terminal.send("Øvelse" + CTRL_S)
        terminal.wait_for("HVA SKJEDDE?")
        terminal.send(F8 + F3)
        terminal.wait_for("OPPGAVE")
        terminal.send("Kjøpe fløyt")
        terminal.wait_for("Kjøpe fløyt")
        kill(terminal)
    with start() as terminal:
        terminal.wait_for("Kjøpe fløyt")
        assert "HVA GJORDE VI BRA?" in terminal.text()


def test_a_form_that_was_being_filled_in_is_there_again_after_a_kill(
    start: Callable[[], Terminal],
) -> None:
    with start() as terminal:
        terminal.wait_for("NYTT MØTE")
        terminal.send("h")
        terminal.wait_for("Fagområde")
        terminal.send("Halv titt")
        terminal.wait_for("Halv titt")
        kill(terminal)
    with start() as terminal:
        terminal.wait_for("NYTT MØTE")
        terminal.send("h")
        terminal.wait_for("Halv titt")


def test_a_half_answer_in_a_dialog_is_there_again_when_it_is_opened_after_a_kill(
    start: Callable[[], Terminal],
) -> None:
    with start() as terminal:
        begin_wheel(terminal)
        terminal.send(F8 * 4 + "f")
        terminal.wait_for("NESTE MØTE")
        terminal.send("torsda")
        terminal.wait_for("torsda")
        kill(terminal)
    with start() as terminal:
        terminal.wait_for("Neste møte: ikke avtalt")
        terminal.send("f")
        terminal.wait_for("torsda")
        terminal.send("g" + ENTER)
        terminal.wait_for("MERKNAD TIL NESTE MØTE")
