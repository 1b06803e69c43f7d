"""Kills the program with kill -9 at random moments while it puts a copy in the database's place.

`python -m tests.reliability.restore_kills --rounds 100 --seed 1` (POSIX only). After each, the
database must be whole, and be either what it was or what the copy is; and the copy as it was.
"""

import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from store import database, kind, meetings
from store.demo import fill
from tests.conftest import NOW, open_or_make
from tests.reliability.by_hand import run_by_hand

ROOT = Path(__file__).parents[2]
MEETINGS_BESIDE = 120
"""So that a restore takes long enough to be struck in its middle."""

_RESTORE = """
import sys
from pathlib import Path
from store import restoring
from store.backups import Backups
from tests.conftest import NOW
backups = Backups(Path(sys.argv[1]), lambda: NOW)
print("begins", flush=True)
restoring.restore(Path(sys.argv[2]), backups)
print("done", flush=True)
"""


@dataclass
class Figures:
    """How it stood after each round: «as it was», «restored»; and what was wrong."""

    after: Counter[str] = field(default_factory=Counter)
    hot: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        return bool(self.wrong)

    def told(self) -> str:
        after = ", ".join(f"{number} {how}" for how, number in sorted(self.after.items()))
        return "\n".join(
            (
                f"{self.after.total()} rounds: {after}",
                f"killed with a journal left beside the file: {self.hot}",
                f"wrong: {len(self.wrong)}",
                *self.wrong,
            )
        )


def _make(path: Path, title: str) -> None:
    archive = open_or_make(path)
    fill(archive, kind.load(), NOW.date())
    wheel = kind.load().by_id["internkontroll"]
    for number in range(MEETINGS_BESIDE):
        plan = meetings.Plan(kind=wheel, title=f"{title} {number}", date=date(2026, 11, 24))
        meetings.plan(archive, plan)
    archive.close()


def _first_title(path: Path) -> str:
    """Whose meetings are in a file that is whole."""
    connection = database.connect(path)
    try:
        if [tuple(row) for row in connection.execute("PRAGMA integrity_check")] != [("ok",)]:
            return "damaged"
        found = connection.execute(
            "SELECT DISTINCT substr(title, 1, 5) FROM meeting WHERE title LIKE '_____ %'"
            " AND (title LIKE 'Først%' OR title LIKE 'Siden%')"
        ).fetchall()
        return "+".join(str(row[0]) for row in found)
    finally:
        connection.close()


def _start(path: Path, copy: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", _RESTORE, str(path), str(copy)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def run(rounds: int, seed: int, folder: Path) -> Figures:
    """So many restores, each killed at a random moment of the time that a whole one takes."""
    figures, chance = Figures(), random.Random(seed)
    old, copy = folder / "før.db", folder / "kopi.db"
    _make(old, "Siden")
    _make(copy, "Først")
    as_copied = copy.read_bytes()
    longest = 0.0
    for number in range(rounds + 1):
        place = folder / str(number)
        place.mkdir()
        path = place / "møter.db"
        shutil.copy(old, path)
        process, begun = _start(path, copy), time.monotonic()
        if not number:
            process.communicate()
            longest = time.monotonic() - begun
            continue
        time.sleep(chance.uniform(0, longest))
        process.kill()
        process.communicate()
        figures.hot += path.with_name("møter.db-journal").exists()
        title = _first_title(path)
        figures.after[{"Siden": "as it was", "Først": "restored"}.get(title, "neither")] += 1
        if title not in {"Siden", "Først"} or copy.read_bytes() != as_copied:
            figures.wrong.append(f"round {number}: {title!r}")
        shutil.rmtree(place)
    return figures


if __name__ == "__main__":
    run_by_hand(__doc__, run, rounds=100, seed=1)
