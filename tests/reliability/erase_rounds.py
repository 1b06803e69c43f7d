"""Kills an erasure at random, and asks for it again.

`python -m tests.reliability.erase_rounds --rounds 100 --seed 1`. However it ended, the database and
every copy must be whole, with the meeting there or gone and nothing between; and when it is asked
for once more, no file may hold a byte of it.
"""

import random
import shutil
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from store import kind, meetings, risk_edits
from store.backups import Backups
from store.copying import refuse_unsound
from store.database import connect
from store.journal import action
from store.opening import open_archive
from store.uids import new_uid
from tests.conftest import fixed_clock
from tests.erasing.bytes_of_files import holding
from tests.reliability.by_hand import run_by_hand

SECRET = "Kloakklukt"
_ROOT = Path(__file__).parents[2]
_RISKS = 400
_COPIES = 4


@dataclass
class Told:
    """What the rounds came to.

    Attributes:
        rounds: How many there were.
        killed: How many times it was killed at work.
        left: How many of these left something to erase.
        failures: What was wrong.
    """

    rounds: int
    killed: int = 0
    left: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        return bool(self.failures)

    def told(self) -> str:
        said = (
            f"{self.rounds} rounds: {self.killed} killed at work, {self.left} left to be finished"
        )
        return "\n".join((said, *(self.failures or ["no failures"])))


def lay(path: Path) -> None:
    """A database with a meeting to erase and one to keep, and copies of it."""
    archive = open_archive(path, clock=fixed_clock, new_uid=new_uid, who="Referent")
    for title in (SECRET, "Beholdes"):
        wheel = kind.load().by_id["internkontroll"]
        uid = meetings.plan(archive, meetings.Plan(kind=wheel, title=title, date=date(2026, 3, 2)))
        meeting = meetings.load(archive, uid)
        with action(archive, uid, "Prøve") as writer:
            for number in range(_RISKS):
                risk_edits.add(meeting, "risikoer", f"{title} {number}").apply(writer)
    backups = Backups(path, fixed_clock)
    for _copy in range(_COPIES):
        backups.make(archive.connection)
    archive.close()


def asked(path: Path) -> subprocess.Popen[bytes]:
    """The command, at work."""
    words = [sys.executable, "-c", "from tui.start import main; main()", "slett", "1", "--ja"]
    return subprocess.Popen(
        [*words, "--db", str(path)],
        cwd=_ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def faults(path: Path) -> list[str]:
    """What is wrong with the files after a kill."""
    found = []
    for file in (path, *(copy.path for copy in Backups(path, fixed_clock).all())):
        with closing(connect(file)) as connection:
            refuse_unsound(connection)
            counted = connection.execute(
                "SELECT count(*) FROM risk JOIN meeting ON meeting.uid = risk.meeting"
                " GROUP BY meeting.title ORDER BY meeting.title"
            ).fetchall()
            if [tuple(each) for each in counted] not in ([(_RISKS,)], [(_RISKS,), (_RISKS,)]):
                found.append(f"{file.name} holds a part: {[tuple(each) for each in counted]}")
    return found


def run(rounds: int, seed: int, folder: Path) -> Told:
    """Kill so many times, at a moment drawn anew each time."""
    chance, told = random.Random(seed), Told(rounds)
    first = folder / "først" / "møter.db"
    first.parent.mkdir()
    lay(first)
    began = time.monotonic()
    shutil.copytree(first.parent, folder / "hel")
    assert asked(folder / "hel" / first.name).wait() == 0
    whole = time.monotonic() - began
    for number in range(rounds):
        place = folder / f"runde-{number}"
        shutil.copytree(first.parent, place)
        _kill_once(place / first.name, chance.uniform(whole / 4, whole), told)
        shutil.rmtree(place)
    return told


def _kill_once(path: Path, after: float, told: Told) -> None:
    process = asked(path)
    time.sleep(after)
    was_at_work = process.poll() is None
    process.kill()
    process.wait()
    told.killed += was_at_work
    told.failures.extend(faults(path))
    left = bool(holding(SECRET, path.parent))
    told.left += was_at_work and left
    if left:
        again = asked(path).wait()
        still = [each.name for each in holding(SECRET, path.parent)]
        if still:
            told.failures.append(f"asked for again it ended with {again}; still in {still}")


if __name__ == "__main__":
    run_by_hand(__doc__, run, rounds=20, seed=1)
