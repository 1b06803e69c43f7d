"""The real program where it was started in an odd place: a pipe, an odd locale, a poor terminal."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pty in the standard library", allow_module_level=True)

from tests.tui.own_process import START
from tests.tui.pty_terminal import ENTER, Terminal


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "møter.db"


@contextmanager
def started(database: Path, **environment: str) -> Iterator[Terminal]:
    places = {name: str(database.parent) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    words = ["-c", START, "--db", str(database)]
    with Terminal(words, environment={**places, **environment}) as terminal:
        yield terminal


def plan(terminal: Terminal) -> None:
    terminal.wait_for("NYTT MØTE")
    terminal.send("h")
    terminal.wait_for("Fagområde")


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ],
    ids=["LC_ALL=C", "without UTF-8", "PYTHONIOENCODING"],
)
def test_norwegian_letters_are_read_and_drawn_in_any_locale(
    database: Path, locale: dict[str, str]
) -> None:
    with started(database, **locale) as terminal:
        plan(terminal)
        terminal.send("Blåbær på Øya")
        terminal.wait_for("Blåbær på Øya")


def test_a_terminal_that_does_not_know_utf_8_can_be_typed_in(database: Path) -> None:
    with started(database) as terminal:
        plan(terminal)
        terminal.send_bytes("Blåbær på Øya".encode("latin-1"))
        terminal.send(" i går")
        terminal.wait_for("Blåbær på Øya i går")


def test_a_terminal_that_can_place_nothing_is_refused(database: Path) -> None:
    with started(database, TERM="dumb") as terminal:
        assert terminal.wait_for_end() == 2
        said = terminal.raw.decode()
    assert said.startswith("Terminalen sier at den ikke kan vise annet enn linjer (TERM=dumb);")
    assert said.count("\n") == 1
    assert "\x1b" not in said
    assert not database.exists()


def test_colours_are_left_out_where_the_user_wants_none(database: Path) -> None:
    with started(database, NO_COLOR="1") as terminal:
        plan(terminal)
        drawn = re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", terminal.raw)
    assert drawn
    assert all(red == green == blue for red, green, blue in drawn)


def test_no_key_is_lost_while_the_window_is_dragged_small_and_large(database: Path) -> None:
    """Also where a shell has told the window's first size to all that it starts."""
    with started(database, COLUMNS="80", LINES="24") as terminal:
        plan(terminal)
        terminal.send("Lege")
        terminal.resize(40, 10)
        terminal.send("middel")
        terminal.wait_for("Vinduet er for lite")
        terminal.send("håndte")
        terminal.resize(100, 30)
        terminal.send("ring")
        terminal.wait_for("Legemiddelhåndtering")
        terminal.send("\x13")
        terminal.wait_for("HVA KAN GÅ GALT?")
        terminal.send("Feil dosett" + ENTER)
        terminal.wait_for("▸ 1 Feil dosett")
