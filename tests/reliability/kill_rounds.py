"""Types into the real program in a real terminal, ends it at a random moment, and looks again.

`python -m tests.reliability.kill_rounds --rounds 1000 --seed 1` (POSIX only). A round begins in
the meeting that the round before was ended in: what it finds there is what that round left. Each
way of ending and each pace has its turn by chance:

* ended by kill -9, SIGTERM, SIGHUP, a terminal that is closed, or an exception from within;
* typed «one by one», when the key before is painted (or in the file, where the screen can not tell
  of it), or «at once», many keys in one write.

After the restart the file must stand as one of the keys left it, none before the last one whose
effect was painted; the screen must show the same stop and the same half-written text; and
`file_checks` must have nothing to say.
"""

import random
import signal
import string
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.reliability import file_checks, round_program
from tests.reliability.by_hand import run_by_hand
from tests.reliability.meeting_keys import KINDS, Key, Kind, Rows, Standing, Typist, stands
from tests.tui.pty_terminal import CTRL_S, ENTER, Terminal

ROUNDS_A_FILE = 20
LONGEST_BURST = 12
SECONDS_TO_STRIKE = 8.0
SECONDS_UNTIL_KILLED = 0.012
ESCAPE = "\x1b"
STOPPED = "Programmet stoppet på grunn av en feil"

WAYS: dict[str, Callable[[Terminal], None]] = {
    "kill -9": lambda terminal: terminal.signal(signal.SIGKILL),
    "SIGTERM": lambda terminal: terminal.signal(signal.SIGTERM),
    "SIGHUP": lambda terminal: terminal.signal(signal.SIGHUP),
    "closed terminal": Terminal.hang_up,
    "exception": lambda terminal: terminal.signal(signal.SIGUSR1),
}
WEIGHTS = (5, 2, 2, 1, 3)


@dataclass
class Figures:
    """What was seen over many rounds.

    Attributes:
        ways: Rounds by the way they ended.
        keys: How many keys were sent.
        entries: How many entries the file holds at the end, over all files.
        missing: Rounds by how many of the keys sent were not in the file, typed one by one.
        missing_at_once: The same, typed at once: keys that still lay in the terminal.
        survived: Exceptions that ended nothing.
        wrong: What was found.
    """

    ways: Counter[str] = field(default_factory=Counter)
    keys: int = 0
    entries: int = 0
    missing: Counter[int] = field(default_factory=Counter)
    missing_at_once: Counter[int] = field(default_factory=Counter)
    survived: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        return bool(self.wrong)

    def told(self) -> str:
        return "\n".join(
            (
                f"{self.ways.total()} rounds: "
                + ", ".join(f"{number} by {way}" for way, number in sorted(self.ways.items())),
                f"{self.keys} keys sent, {self.entries} entries in the files at the end",
                f"keys missing, typed one by one: {dict(sorted(self.missing.items()))}",
                f"keys missing, typed at once: {dict(sorted(self.missing_at_once.items()))}",
                f"exceptions that ended nothing: {self.survived}",
                f"wrong: {len(self.wrong)}",
                *self.wrong,
            )
        )


class Rounds:
    """Rounds on one file.

    Args:
        folder: Where the file and the program's own folders are made.
        chance: Decides everything.
        figures: Where what is seen is counted.
        longest: The most keys that a round types.
    """

    def __init__(self, folder: Path, chance: random.Random, figures: Figures, longest: int) -> None:
        self._folder = folder
        self._path = folder / "møter.db"
        self._chance = chance
        self._figures = figures
        self._longest = longest
        self._kind: Kind = chance.choice(KINDS)
        self._number = 0

    def run(self, rounds: int) -> None:
        """Plan a meeting, and end the program so many times in it."""
        terminal = self._start()
        with terminal:
            self._plan(terminal)
            expected = self._round(terminal)
        for _ in range(rounds - 1):
            with self._start() as terminal:
                self._look_again(terminal, *expected)
                self._tidy(terminal)
                expected = self._round(terminal)
        with self._start() as terminal:
            self._look_again(terminal, *expected)
        self._figures.entries += len(self._standing().entries)

    def _start(self) -> Terminal:
        places = {
            name: str(self._folder / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME")
        }
        return Terminal([round_program.__file__, "--db", str(self._path)], environment=places)

    def _plan(self, terminal: Terminal) -> None:
        terminal.wait_for("NYTT MØTE")
        terminal.send(self._kind.key)
        terminal.wait_for(self._kind.planned)
        terminal.send("Runder" + CTRL_S)
        terminal.wait_for(self._kind.stops[0].heading)

    def _standing(self) -> Standing:
        return file_checks.standing(self._path, self._kind.stops[0].key)

    # One round

    def _round(self, terminal: Terminal) -> tuple[str, list[Key], int]:
        """Type and end the program.

        Returns:
            What kind of round it was, the keys that were sent, and the place among them of the
            last one that was painted.
        """
        self._number += 1
        begun = self._standing()
        # What is cut off at its first letter must be like nothing of another round.
        mark = f"{string.ascii_lowercase[self._number]}z"
        typist = Typist(self._chance, self._kind, begun, mark)
        one_by_one = self._chance.random() < 0.7
        way = self._chance.choices(list(WAYS), WEIGHTS)[0]
        told = f"round {self._number} ({way}, {'one by one' if one_by_one else 'at once'})"
        typing = _Typing(terminal, self._standing)
        keys = typist.keys()
        wanted = self._chance.randint(2, self._longest)
        while len(typing.sent) < wanted:
            burst = 1 if one_by_one else self._chance.randint(2, LONGEST_BURST)
            typing.send([next(keys) for _ in range(burst)])
            if one_by_one and len(typing.sent) < wanted:
                typing.wait_for_newest()
        typing.read(self._chance.uniform(0, SECONDS_UNTIL_KILLED))
        typed = len(typing.sent)
        WAYS[way](terminal)
        if way == "exception":
            self._type_on_until_struck(terminal, typing, keys)
        self._figures.ways[way] += 1
        self._figures.keys += len(typing.sent) - 1
        self._see_how_it_ended(terminal, typing, way, told)
        self._count(one_by_one, typing, typed)
        return told, typing.sent, typing.painted

    def _type_on_until_struck(
        self, terminal: Terminal, typing: "_Typing", keys: Iterator[Key]
    ) -> None:
        end = time.monotonic() + SECONDS_TO_STRIKE
        while terminal.process.poll() is None and time.monotonic() < end:
            typing.send([next(keys)])
            typing.read(0.03)
        if terminal.process.poll() is None:
            self._figures.survived += 1
            terminal.signal(signal.SIGKILL)

    def _see_how_it_ended(self, terminal: Terminal, typing: "_Typing", way: str, told: str) -> None:
        code = terminal.wait_for_end()
        typing.look()
        if way in ("SIGTERM", "SIGHUP", "closed terminal") and code != 0:
            self._wrong(told, f"ended with {code}\n{self._newest_crash()}")
        if way in ("SIGTERM", "SIGHUP", "exception") and code >= 0 and terminal.is_raw():
            self._wrong(told, "the terminal was left raw")
        if way == "exception" and code == 1 and STOPPED.encode() not in terminal.raw:
            self._wrong(told, f"a crash without its sentence:\n{terminal.text()}")

    def _newest_crash(self) -> str:
        """The newest crash report, which holds nothing of what was typed."""
        reports = sorted(self._folder.rglob("krasj-*.txt"))
        return reports[-1].read_text("utf-8") if reports else "no crash report"

    def _count(self, one_by_one: bool, typing: "_Typing", typed: int) -> None:
        """How many of the keys that were typed when the program was ended are not in the file."""
        now = self._standing()
        places = [place for place, key in enumerate(typing.sent) if key.after == now]
        if places:
            missing = self._figures.missing if one_by_one else self._figures.missing_at_once
            missing[max(0, typed - 1 - places[-1])] += 1

    # What is there afterwards

    def _look_again(self, terminal: Terminal, told: str, sent: list[Key], painted: int) -> None:
        stop = {stop.key: stop for stop in self._kind.stops}
        now = self._standing()
        left_in = stop[now.stop]
        try:
            terminal.wait_for(left_in.heading)
            if now.line:
                terminal.wait_for(now.line.upper())
            self._wait_for_half_written(terminal, now, left_in.prompt)
        except AssertionError as error:
            self._wrong(told, str(error))
        if now.with_what_is_said not in [key.after.with_what_is_said for key in sent[painted:]]:
            typed = "".join(key.sent for key in sent)
            self._wrong(
                told,
                f"painted {painted} of {len(sent) - 1} keys, {sent[painted].after}; the file stands"
                f" at {now}; typed was {typed!r}",
            )
        for complaint in file_checks.complaints(self._path, now.entries):
            self._wrong(told, complaint)

    def _wait_for_half_written(self, terminal: Terminal, now: Standing, prompt: str) -> None:
        shown = {"beslutning": "", "hva": "Hva ", "ansvar": "Ansvar "}
        if not now.line and prompt:
            shown[now.stop] = prompt
        for where, behind in shown.items():
            if text := now.draft(where):
                terminal.wait_until(
                    lambda text=text, behind=behind: stands(_rows(terminal), text, behind),
                    f"the half-written {text!r}",
                )

    def _tidy(self, terminal: Terminal) -> None:
        """Finish the line over the talk: what is opened again at another place is told elsewhere.

        (`tests/tui/test_killed.py`, `test_agreed_drafts.py`)
        """
        for _ in range(5):
            now = self._standing()
            if not now.line:
                return
            before = terminal.text()
            if now.line == "oppgave" and not now.draft("hva"):
                terminal.send(ESCAPE)  # one too many would leave the meeting
                terminal.wait_until(lambda: not self._standing().line, "the line's end")
                return
            terminal.send(ENTER)
            terminal.wait_until(lambda before=before: terminal.text() != before, "the next field")
            _Typing(terminal, self._standing).read(0.2)
        raise AssertionError(f"The line stays open:\n{terminal.text()}")

    def _wrong(self, told: str, what: str) -> None:
        self._figures.wrong.append(f"{told}: {what}")


GIVEN_BACK = b"\x1b[?1049l"
"""What a program draws last on a screen of its own."""


class _Typing:
    """Keys on their way into the program, and which of them the screen has told of."""

    def __init__(self, terminal: Terminal, standing: Callable[[], Standing]) -> None:
        self._terminal = terminal
        self._standing = standing
        self.sent = [Key("", standing())]
        self.painted = 0

    def send(self, keys: Sequence[Key]) -> None:
        self.sent += keys
        self._terminal.send("".join(key.sent for key in keys))

    def wait_for_newest(self) -> None:
        """Until the newest key is painted, or in the file where the screen can not tell."""
        key = self.sent[-1]
        done = self.look if key.is_painted else lambda: self._standing() == key.after
        self._terminal.wait_until(done, f"what comes of {key}", seconds=10)

    def read(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._terminal.read(left)
        self.look()

    def look(self) -> bool:
        """Note the last key that the screen tells of. Returns whether it is the newest.

        A terminal that the program has given back draws by itself what is typed on.
        """
        if GIVEN_BACK in self._terminal.raw:
            return False
        rows = _rows(self._terminal)
        for place in range(len(self.sent) - 1, self.painted, -1):
            is_painted = self.sent[place].is_painted
            if is_painted and is_painted(rows):
                self.painted = place
                break
        return self.painted == len(self.sent) - 1


def _rows(terminal: Terminal) -> Rows:
    return terminal.text().split("\n")


def run(rounds: int, seed: int, folder: Path, *, longest: int = 60, aloud: bool = False) -> Figures:
    """Run many rounds, a few on each file.

    Args:
        rounds: How many.
        seed: Of the chance that decides everything but the machine's own timing.
        folder: Where the files are made.
        longest: The most keys that a round types.
        aloud: Whether to tell how far it has come.
    """
    figures, chance = Figures(), random.Random(seed)
    for first in range(0, rounds, ROUNDS_A_FILE):
        place = folder / f"{seed}-{first}"
        place.mkdir()
        try:
            Rounds(place, chance, figures, longest).run(min(ROUNDS_A_FILE, rounds - first))
        except AssertionError as error:  # nothing more can be told of this file
            figures.wrong.append(str(error))
        if aloud:
            sys.stdout.write(f"… {figures.ways.total()}, wrong {len(figures.wrong)}\n")
            sys.stdout.writelines(f"{each}\n" for each in figures.wrong)
            sys.stdout.flush()
    return figures


if __name__ == "__main__":
    run_by_hand(__doc__, partial(run, aloud=True), rounds=1000, seed=1)
