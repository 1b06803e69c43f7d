import json
import signal
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pty in the standard library", allow_module_level=True)

from tests.tui.pty_terminal import (
    BACKSPACE,
    CTRL_Q,
    CTRL_S,
    ENTER,
    F8,
    F9,
    LEFT,
    TAB,
    Terminal,
)

F2, F3, F4, F5, F6 = "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~"
F7 = "\x1b[18~"
SAMPLE = str(Path(__file__).with_name("sample_app.py"))


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    with Terminal([SAMPLE], environment={"SAMPLE_FOLDER": str(tmp_path)}) as terminal:
        terminal.wait_for("Klar")
        yield terminal


def type_behind_a_stall(terminal: Terminal, folder: Path, keys: str) -> dict[str, object]:
    """Type while the event loop stands still, and give what stands where afterwards."""
    stalled, report = folder / "stalled", folder / "report"
    terminal.send(F9)
    terminal.wait_until(stalled.exists, "the stall")
    terminal.send(keys)
    terminal.send(F5)
    terminal.wait_until(report.exists, "the report")
    state: dict[str, object] = json.loads(report.read_text(encoding="utf-8"))
    return state


def test_letters_and_deletions_keep_their_order(terminal: Terminal, tmp_path: Path) -> None:
    keys = f"abc{BACKSPACE}{BACKSPACE}de{LEFT}X"
    assert type_behind_a_stall(terminal, tmp_path, keys)["first"] == "adXe"


def test_letters_before_a_function_key_stay_in_the_stop_that_is_left(
    terminal: Terminal, tmp_path: Path
) -> None:
    state = type_behind_a_stall(terminal, tmp_path, f"abc{F8}de")
    assert (state["first"], state["second"]) == ("abc", "de")


def test_tab_and_enter_keep_their_order_too(terminal: Terminal, tmp_path: Path) -> None:
    keys = f"en{ENTER}to{ENTER}tre{TAB}fire{ENTER}fem{TAB}seks{ENTER}sju{CTRL_S}åtte"
    state = type_behind_a_stall(terminal, tmp_path, keys)
    assert state["captured"] == ["first:en", "first:to", "second:fire", "third:seks\nsju"]
    assert (state["first"], state["second"], state["third"]) == ("tre", "fem", "åtte")


def test_a_paste_comes_between_the_keys_around_it(terminal: Terminal, tmp_path: Path) -> None:
    keys = f"a{LEFT}\x1b[200~lim\x1b[201~b{BACKSPACE}c{F8}\x1b[200~ny\x1b[201~x"
    state = type_behind_a_stall(terminal, tmp_path, keys)
    assert (state["first"], state["second"]) == ("limca", "nyx")


@pytest.mark.parametrize("key", [F2, F3, F4, F6], ids=["action", "task", "thread", "panic"])
def test_a_crash_shows_one_sentence_and_nothing_of_the_meeting(
    terminal: Terminal, tmp_path: Path, key: str
) -> None:
    terminal.send(key)
    assert terminal.wait_for_end() == 1
    assert not terminal.is_raw()
    after = terminal.raw.rpartition(b"\x1b[?1049l")[2].decode()
    assert "Programmet stoppet på grunn av en feil" in after
    assert "hemmelig" not in terminal.raw.decode()
    [report] = (tmp_path / "krasj").iterdir()
    assert "hemmelig" not in report.read_text(encoding="utf-8")
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


@pytest.mark.parametrize("key", [F2, F3, F4], ids=["action", "task", "thread"])
def test_a_crash_report_tells_what_failed_and_where(
    terminal: Terminal, tmp_path: Path, key: str
) -> None:
    terminal.send(key)
    terminal.wait_for_end()
    [report] = (tmp_path / "krasj").iterdir()
    text = report.read_text(encoding="utf-8")
    assert "builtins.ValueError" in text
    assert "tests/tui/sample_app.py:" in text
    assert " crash" in text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_program_as_a_person_would(
    terminal: Terminal, tmp_path: Path, number: signal.Signals
) -> None:
    terminal.signal(number)
    assert terminal.wait_for_end() == 0
    assert (tmp_path / "ended").exists()
    assert not terminal.is_raw()


def test_a_closed_terminal_ends_the_program_in_order(terminal: Terminal, tmp_path: Path) -> None:
    terminal.hang_up()
    terminal.wait_for_end()
    assert (tmp_path / "ended").exists()


def test_a_closed_terminal_ends_the_program_also_where_a_frame_waits_for_it(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.send(F7)
    terminal.wait_until((tmp_path / "held").exists, "the wait")
    terminal.signal(signal.SIGHUP)
    assert terminal.wait_for_end() == 0


def test_ctrl_q_asks_before_it_leaves(terminal: Terminal) -> None:
    terminal.send(CTRL_Q)
    terminal.wait_for("en gang til")
    assert terminal.process.poll() is None
    terminal.send(CTRL_Q)
    assert terminal.wait_for_end() == 0


def test_the_kitty_protocol_is_asked_for_unless_it_is_turned_off(
    terminal: Terminal, tmp_path: Path
) -> None:
    assert b"\x1b[>" in terminal.raw
    environment = {"SAMPLE_FOLDER": str(tmp_path), "NO_KITTY": "1"}
    with Terminal([SAMPLE], environment=environment) as without:
        without.wait_for("Klar")
        assert b"\x1b[>" not in without.raw


def test_the_terminals_title_is_left_alone(terminal: Terminal) -> None:
    terminal.send(f"Personell uten fullmakt{ENTER}")
    terminal.wait_for("Klar")
    assert not any(start in terminal.raw for start in (b"\x1b]0;", b"\x1b]1;", b"\x1b]2;"))
