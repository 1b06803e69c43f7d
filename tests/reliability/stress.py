"""Four processes on one file: two windows that act, the command line, and one that reads.

`python -m tests.reliability.stress --seconds 60`. Each window counts what was acknowledged to it;
afterwards the journal must hold exactly that, act by act, the rows must be what the journal tells,
and the counter that both windows count up in the same row must stand at the number of times that
was acknowledged and not taken back. The reader must never see half of an act.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from store import agreed_edits, deadline, kind, meetings, responsible, risk_edits, undo
from store.agreed_edits import Where
from store.database import Archive, Error
from store.edits import Change, Edit, each
from store.journal import ActionKind, Conflict, action
from store.meeting import Meeting
from store.opening import open_archive
from store.uids import new_uid
from tests.conftest import fixed_clock
from tests.reliability import file_checks

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 24)
NAMES = ("Enhetsleder", "Verneombud")
WINDOWS = ("Vindu A", "Vindu B")
COUNTER = "Teller"
LONGEST_LOOK = 0.005
"""Seconds between what a window reads and what it makes of that; the other one acts meanwhile."""


@dataclass
class Told:
    """What one process says that it did.

    Attributes:
        acknowledged: Acts that were written, by label.
        conflicts: How many times somebody else had changed the row.
        refused: How many times undo was refused, since the row was changed.
        busy: How many times the file was locked for longer than it was waited for.
        read: How many times the meeting was read.
        halves: What was seen of half an act.
    """

    acknowledged: Counter[str] = field(default_factory=Counter)
    conflicts: int = 0
    refused: int = 0
    busy: int = 0
    read: int = 0
    halves: list[str] = field(default_factory=list)


def opened(path: Path, who: str) -> Archive:
    return open_archive(path, clock=fixed_clock, new_uid=new_uid, who=who)


# A window


class Window:
    """Acts at random, as an editor does: it reads, and writes what it made of that.

    Args:
        path: The file.
        who: Whose acts the journal records.
        meeting: uid of the meeting.
    """

    def __init__(self, path: Path, who: str, meeting: str) -> None:
        self._archive = opened(path, who)
        self._meeting = meeting
        self._chance = random.Random(who)
        self._who = who
        self._count = 0
        self.told = Told()

    def run(self, until: float) -> None:
        acts: tuple[Callable[[Meeting], tuple[str, Edit]], ...] = (
            self._add,
            self._assign,
            self._pair,
            self._count_up,
            self._count_up,
            self._score,
        )
        while time.time() < until:
            meeting = meetings.load(self._archive, self._meeting)
            if self._chance.random() < 0.15:
                self._undo()
                continue
            label, edit = self._chance.choice(acts)(meeting)
            time.sleep(self._chance.uniform(0, LONGEST_LOOK))
            self._act(label, edit)

    def _act(self, label: str, edit: Edit) -> None:
        try:
            with action(self._archive, self._meeting, label) as writer:
                edit.apply(writer)
        except Conflict:
            self.told.conflicts += 1
        except Error:
            self.told.busy += 1
        else:
            self.told.acknowledged[label] += 1

    def _undo(self) -> None:
        try:
            undo.undo(self._archive, self._meeting)
        except (undo.NothingToUndo, undo.UndoRefused, Conflict):
            self.told.refused += 1
        except Error:
            self.told.busy += 1
        else:
            self.told.acknowledged["undo"] += 1

    def _text(self) -> str:
        self._count += 1
        return f"{self._who} {self._count}"

    def _add(self, meeting: Meeting) -> tuple[str, Edit]:
        return "Ny", risk_edits.add(meeting, meeting.risks[0].section, self._text())

    def _assign(self, meeting: Meeting) -> tuple[str, Edit]:
        who = responsible.understand(", ".join(NAMES), NAMES, {}, ())
        when = deadline.understand("uke 50", DAY)
        return "Oppgave", agreed_edits.add_task(meeting, Where(""), self._text(), who, when)

    def _pair(self, meeting: Meeting) -> tuple[str, Edit]:
        text = self._text()
        both = [agreed_edits.add_decision(meeting, Where(""), f"{text} {n}") for n in (1, 2)]
        return "Par", each(both)

    def _count_up(self, meeting: Meeting) -> tuple[str, Edit]:
        counter = next(row for row in meeting.risks if row.text == COUNTER)
        return COUNTER, Change(counter, replace(counter, remark=str(int(counter.remark) + 1)))

    def _score(self, meeting: Meeting) -> tuple[str, Edit]:
        risk = self._chance.choice(meeting.risks)
        return "Merket", risk_edits.mark(risk, "important")


# The one that reads


def read(path: Path, meeting: str, until: float) -> Told:
    told, archive = Told(), opened(path, "Leser")
    while time.time() < until:
        told.halves += halves(meetings.load(archive, meeting))
        told.read += 1
    return told


def halves(meeting: Meeting) -> list[str]:
    """What stands in a meeting of acts that write several rows, and not all of them."""
    pairs = Counter(row.text[:-2] for row in meeting.decisions)
    return [
        *(text for text, number in pairs.items() if number != 2),
        *(task.text for task in meeting.tasks if meeting.names_of.get(task.uid) != NAMES),
    ]


# The command line


def command(path: Path, until: float) -> Told:
    told, number = Told(), 0
    commands = (
        ("ny", "internkontroll", "--tittel", "{}"),
        ("vis", "1", "--json"),
        ("oppgaver",),
        ("liste",),
    )
    while time.time() < until:
        number += 1
        words = [word.format(f"Møte {number}") for word in commands[number % len(commands)]]
        done = subprocess.run(
            [sys.executable, "-c", "from tui.start import main; main()", *words, "--db", str(path)],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
        if done.returncode:
            told.halves.append(f"{words}: {done.stderr}")
        else:
            told.acknowledged[words[0]] += 1
    return told


# All of them


@dataclass
class Figures:
    """What four processes told, and what the file says."""

    told: dict[str, Told]
    wrong: list[str]
    actions: int

    def in_words(self) -> str:
        windows = [self.told[who] for who in WINDOWS]
        return "\n".join(
            (
                f"{sum(each.acknowledged.total() for each in windows)} acts acknowledged to two"
                f" windows, {sum(each.conflicts for each in windows)} refused as conflicts,"
                f" {sum(each.refused for each in windows)} undos refused,"
                f" {sum(each.busy for each in windows)} waits in vain",
                f"{self.told['leser'].read} readings of the whole meeting,"
                f" {self.told['kommando'].acknowledged.total()} commands",
                f"{self.actions} acts in the journal; wrong: {len(self.wrong)}",
                *self.wrong,
            )
        )


def run(path: Path, seconds: float) -> Figures:
    """Let four processes loose on a new file.

    Args:
        path: Where the file is made.
        seconds: How long they go on, once all of them have begun.
    """
    archive = opened(path, "Prøve")
    plan = meetings.Plan(
        kind=kind.load().by_id["internkontroll"],
        title="Press",
        date=DAY,
        participants=list(NAMES),
    )
    uid = meetings.plan(archive, plan)
    counter = risk_edits.add(meetings.load(archive, uid), "risikoer", COUNTER)
    with action(archive, uid, "Ny", kind=ActionKind.STEP) as writer:  # undo leaves it there
        writer.add(replace(counter.row, remark="0", position=1))  # type: ignore[attr-defined]
    roles = {**dict.fromkeys(WINDOWS, "vindu"), "leser": "leser", "kommando": "kommando"}
    until = time.time() + 2 + seconds
    processes = {
        name: subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.reliability.stress", "--role", role),
                *("--name", name, "--file", str(path), "--meeting", uid, "--until", str(until)),
            ],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for name, role in roles.items()
    }
    told = {}
    for name, process in processes.items():
        said = json.loads(process.communicate(timeout=seconds + 60)[0])
        told[name] = Told(**{**said, "acknowledged": Counter(said["acknowledged"])})
    wrong = [*_disagreements(archive, uid, told), *file_checks.complaints(path, ())]
    (actions,) = archive.connection.execute("SELECT count(*) FROM action").fetchone()
    archive.close()
    return Figures(told, wrong, actions)


def _disagreements(archive: Archive, uid: str, told: dict[str, Told]) -> list[str]:
    wrong = [half for each in told.values() for half in each.halves]
    for who in WINDOWS:
        recorded = Counter(
            label if kind == "do" else kind
            for label, kind in archive.connection.execute(
                "SELECT label, kind FROM action WHERE who = ?", (who,)
            ).fetchall()
        )
        if recorded != told[who].acknowledged:
            wrong.append(f"{who} was told {told[who].acknowledged}, the journal has {recorded}")
    (stands,) = archive.connection.execute(
        "SELECT count(*) FROM action WHERE label = ? AND kind = 'do' AND undone_by IS NULL",
        (COUNTER,),
    ).fetchone()
    meeting = meetings.load(archive, uid)
    counted = next(row.remark for row in meeting.risks if row.text == COUNTER)
    if int(counted) != stands:
        wrong.append(f"the counter stands at {counted}, and was counted up {stands} times")
    planned = archive.connection.execute("SELECT count(*) FROM meeting").fetchone()[0] - 1
    if planned != told["kommando"].acknowledged["ny"]:
        wrong.append(f"{planned} meetings were planned by the command line")
    return wrong


def _play(role: str, name: str, path: Path, meeting: str, until: float) -> Told:
    if role == "leser":
        return read(path, meeting, until)
    if role == "kommando":
        return command(path, until)
    window = Window(path, name, meeting)
    window.run(until)
    return window.told


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--role")
    parser.add_argument("--name")
    parser.add_argument("--file", type=Path)
    parser.add_argument("--meeting")
    parser.add_argument("--until", type=float)
    asked = parser.parse_args()
    if asked.role:
        told = _play(asked.role, asked.name, asked.file, asked.meeting, asked.until)
        sys.stdout.write(json.dumps(vars(told)))
        return
    with tempfile.TemporaryDirectory() as folder:
        figures = run(Path(folder) / "møter.db", asked.seconds)
    sys.stdout.write(f"{figures.in_words()}\n")
    sys.exit(1 if figures.wrong else 0)


if __name__ == "__main__":
    main()
