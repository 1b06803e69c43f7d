"""Types in the real program while another process holds the file's write lock, and times each key.

`python -m tests.reliability.foreign_lock --seconds 60 --seed 1` (POSIX only). The other process
takes the lock (BEGIN IMMEDIATE or EXCLUSIVE) for three seconds at random moments; letters go in at
a steady pace, and each must be painted. What a key costs under the lock is told as a ratio to what
it costs without, in the same run.
"""

import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from store import database
from tests.reliability import round_program
from tests.reliability.by_hand import run_by_hand
from tests.reliability.meeting_keys import EVALUATION
from tests.tui.pty_terminal import CTRL_S, F8, Terminal

SECONDS_HELD = 3.0
SECONDS_BETWEEN_KEYS = 0.06
LETTERS_A_LINE = 20
CLEAR_LINE = "\x15"

_HOLD = """
import random, sys, time
from pathlib import Path
from store import database
chance, other = random.Random(int(sys.argv[2])), database.connect(Path(sys.argv[1]))
while True:
    time.sleep(chance.uniform(1, 3))
    other.execute("BEGIN " + chance.choice(("IMMEDIATE", "EXCLUSIVE")))
    print("held", time.time(), flush=True)
    time.sleep(float(sys.argv[3]))
    print("free", time.time(), flush=True)
    other.execute("ROLLBACK")
"""


@dataclass
class Figures:
    """Milliseconds from a key to its paint, and what came of the keys.

    Attributes:
        free: Keys while nobody held the lock.
        held: Keys under the lock.
        locks: How many times it was held.
        lost: Letters that were typed and are not in the file at the end.
    """

    free: list[float] = field(default_factory=list)
    held: list[float] = field(default_factory=list)
    locks: int = 0
    lost: int = 0

    @property
    def is_wrong(self) -> bool:
        return bool(self.lost)

    def told(self) -> str:
        ratio = max(self.held) / max(self.free)
        return "\n".join(
            (
                f"{len(self.free)} keys without a lock: median {median(self.free):.1f} ms,"
                f" longest {max(self.free):.1f} ms",
                f"{len(self.held)} keys under {self.locks} locks of {SECONDS_HELD:.0f} s: median"
                f" {median(self.held):.1f} ms, longest {max(self.held):.1f} ms",
                f"longest under the lock / longest without: {ratio:.2f}; lost keys: {self.lost}",
            )
        )


def run(seconds: float, seed: int, folder: Path) -> Figures:
    """Type for so long.

    Args:
        seconds: How long.
        seed: Of the letters and of the moments when the lock is taken.
        folder: Where the file and the program's own folders are made.
    """
    path = folder / "møter.db"
    places = {name: str(folder / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME")}
    arguments = [round_program.__file__, "--db", str(path)]
    with Terminal(arguments, environment=places) as terminal:
        _begin(terminal)
        with _holder(path, seed) as holder:
            keys = _type(terminal, seconds, random.Random(seed))
            holder.terminate()
            times = holder.communicate()[0].split("\n")
        return _figures(keys, times, _lost(terminal, path, keys))


Keys = list[tuple[float, float, str]]
"""When each was sent and painted, in seconds, and what stood in the line then."""


def _begin(terminal: Terminal) -> None:
    terminal.wait_for("NYTT MØTE")
    terminal.send(EVALUATION.key)
    terminal.wait_for(EVALUATION.planned)
    terminal.send("Lås" + CTRL_S)
    terminal.wait_for(EVALUATION.stops[0].heading)
    terminal.send(F8)
    terminal.wait_for(EVALUATION.stops[1].heading)


def _holder(path: Path, seed: int) -> "subprocess.Popen[str]":
    words = [sys.executable, "-c", _HOLD, str(path), str(seed), str(SECONDS_HELD)]
    root = Path(__file__).parents[2]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=root)


def _type(terminal: Terminal, seconds: float, chance: random.Random) -> Keys:
    keys: Keys = []
    line, end = "", time.time() + seconds
    while time.time() < end:
        if len(line) == LETTERS_A_LINE:
            terminal.send(CLEAR_LINE)
            terminal.wait_until(lambda whole=line: whole not in terminal.text(), "an empty line")
            line = ""
        line += chance.choice("abcdefghijklmnoprstuvy")
        sent = time.time()
        terminal.send(line[-1])
        terminal.wait_until(lambda whole=line: f" {whole} " in terminal.text(), repr(line))
        keys.append((sent, time.time(), line))
        terminal.read(max(0.0, sent + SECONDS_BETWEEN_KEYS - time.time()))
    return keys


def _lost(terminal: Terminal, path: Path, keys: Keys) -> int:
    """What stands in the line must be in the file soon after the lock is gone."""
    line = keys[-1][2]
    connection = database.connect(path)

    def kept() -> str:
        found = connection.execute("SELECT text FROM draft WHERE place = 'punkter/bra'").fetchone()
        return str(found[0]) if found else ""

    try:
        terminal.wait_until(lambda: kept() == line, "the draft in the file", seconds=5)
    except AssertionError:
        return len(line) - len(kept())
    finally:
        connection.close()
    return 0


def _figures(keys: Keys, times: list[str], lost: int) -> Figures:
    told = [(word, float(at)) for word, at in (line.split() for line in times if line)]
    begun = [at for word, at in told if word == "held"]
    ended = [at for word, at in told if word == "free"] + [keys[-1][1]]
    held = list(zip(begun, ended, strict=False))
    figures = Figures(locks=len(held), lost=lost)
    for sent, painted, _line in keys:
        is_held = any(first <= painted and sent <= last for first, last in held)
        (figures.held if is_held else figures.free).append((painted - sent) * 1000)
    return figures


if __name__ == "__main__":
    run_by_hand(__doc__, run, seconds=60.0, seed=1)
