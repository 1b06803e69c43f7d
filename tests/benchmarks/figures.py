"""The figures of the README's table: ratios against a floor that is measured in the same run.

    python -m tests.benchmarks.figures            all of them, as reported
    python -m tests.benchmarks.figures --smoke    each once, to see that they can be taken

POSIX only: it drives real terminals. No figure is a test: machines are shared and noisy.
"""

import argparse
import compileall
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from store import drafts, meetings
from store.kind import load
from store.meetings import Plan
from store.opening import open_archive
from store.uids import new_uid
from tests.benchmarks.document_figures import DOCUMENT_FIGURES
from tests.benchmarks.figure import FULL, SMOKE, Amount, Figure
from tests.benchmarks.many_meetings import fill
from tests.benchmarks.many_tasks import fill_with_tasks
from tests.benchmarks.stopwatch import Timed, high, middle
from tui.composition import now

ROOT = Path(__file__).parents[2]
BARE = str(Path(__file__).with_name("bare_app.py"))
START = "-c", "from tui.start import main; main()"
LETTERS = "legemiddellisten er feil etter sykehusopphold og ingen har samstemt den"


def ours(database: Path) -> Timed:
    """The program on a file."""
    return Timed([*START, "--db", str(database)])


def first_paint(amount: Amount, folder: Path) -> Figure:
    """Start to the first screen that can be used, with meetings in the file."""
    database = folder / "first.db"
    make(database, amount.meetings)
    floor, own = [], []
    for _ in range(amount.starts):
        with Timed([BARE]) as app:
            floor.append(app.until("Klar", app.started))
        with ours(database) as app:
            own.append(app.until("NYTT MØTE", app.started))
    return Figure("first paint / bare Textual app", middle(own) / middle(floor), 1.5, amount.starts)


def help_text(amount: Amount, _folder: Path) -> Figure:
    """`referat --help` against an interpreter that does nothing."""
    floor = [run("-c", "pass") for _ in range(amount.starts)]
    own = [run(*START, "--help") for _ in range(amount.starts)]
    return Figure("referat --help / python -c pass", middle(own) / middle(floor), 8, amount.starts)


def run(*arguments: str) -> float:
    """Seconds that an interpreter takes."""
    before = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - before


def key_to_paint(amount: Amount, folder: Path) -> Figure:
    """A letter typed into a risk, its draft saved, until it is painted; p95 of all letters."""
    database = folder / "keys.db"
    make(database, 10)
    floor, own = [], []
    for _ in range(max(1, amount.starts // 3)):
        with Timed([BARE]) as app:
            app.until("Klar", app.started)
            floor += typed(app)
        with ours(database) as app:
            app.until("Hva kan gå galt?".upper(), app.started)
            own += typed(app)
    return Figure(
        "key to paint p95, draft saved / bare Input", high(own) / high(floor), 1.5, len(own)
    )


def typed(app: Timed) -> list[float]:
    """Type a sentence at the speed of a fast hand; seconds for each letter."""
    app.settle()
    chance = random.Random(1)
    times = []
    for end in range(1, len(LETTERS) + 1):
        sent = app.send(LETTERS[end - 1])
        times.append(app.until(LETTERS[max(0, end - 30) : end], sent))
        time.sleep(chance.uniform(0.02, 0.07))
    return times


def enter_to_paint(amount: Amount, folder: Path) -> Figure:
    """Enter until the risk is committed and painted in the list, in a small and a large file."""
    few, many = folder / "few.db", folder / "many.db"
    make(few, 10)
    make(many, amount.many)
    small, large = [], []
    with ours(few) as one, ours(many) as other:
        for app in (one, other):
            app.until("Hva kan gå galt?".upper(), app.started)
            app.settle()
        for number in range(amount.enters):
            small.append(entered(one, f"Risiko nummer {number}"))
            large.append(entered(other, f"Risiko nummer {number}"))
    return Figure(
        f"Enter to painted, {amount.many} meetings / 10",
        middle(large) / middle(small),
        1.2,
        len(small),
    )


def register_paint(amount: Amount, folder: Path) -> Figure:
    """The task register's first screen, with many open tasks and with few; each start by turns."""
    few, many = folder / "fifty.db", folder / "tasks.db"
    make_tasks(few, 50)
    make_tasks(many, amount.tasks)
    small, large = [], []
    for _ in range(amount.starts):
        small.append(register_opened(few))
        large.append(register_opened(many))
    return Figure(
        f"register's first paint, {amount.tasks} open tasks / 50",
        middle(large) / middle(small),
        1.3,
        len(small),
    )


def register_opened(database: Path) -> float:
    """Seconds from `o` at home to the first tasks with the chosen one in full below them."""
    with ours(database) as app:
        app.until("Oppgaver", app.started)
        app.settle()
        return app.until("Fra Evaluering", app.send("o"))


def make_tasks(database: Path, count: int) -> None:
    """A file with open tasks."""
    archive = open_archive(database, clock=now, new_uid=new_uid, who="Referent")
    fill_with_tasks(archive, count)
    archive.close()


def entered(app: Timed, text: str) -> float:
    """Seconds from Enter to the new line of the list."""
    app.until(text, app.send(text))
    app.settle(0.1)
    return app.until(text, app.send("\r"))


def make(database: Path, count: int) -> None:
    """A file with many meetings, the newest of them under way on the screen."""
    archive = open_archive(database, clock=now, new_uid=new_uid, who="Referent")
    fill(archive, count)
    if "first" not in database.name:
        kind = load().by_id["internkontroll"]
        today = now().date() - timedelta(days=0)
        uid = meetings.plan(archive, Plan(kind=kind, title="Målemøte", date=today))
        drafts.mark_opened(archive, uid)
    archive.close()


FIGURES: tuple[Callable[[Amount, Path], Figure], ...] = (
    first_paint,
    help_text,
    key_to_paint,
    enter_to_paint,
    register_paint,
    *DOCUMENT_FIGURES,
)


def compile_ours() -> None:
    """As an installation does: a clone run for the first time compiles instead of starting."""
    for package in "tui", "screens", "exports", "store":
        compileall.compile_dir(ROOT / package, quiet=1)


def main() -> None:
    """Take every figure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true")
    amount = SMOKE if parser.parse_args().smoke else FULL
    compile_ours()
    print("| figure | ratio | goal | runs |\n|---|---|---|---|")
    for take in FIGURES:
        with tempfile.TemporaryDirectory() as folder:
            figure = take(amount, Path(folder))
        print(
            f"| {figure.what} | {figure.ratio:.2f} | ≤ {figure.goal} | {figure.runs} |", flush=True
        )


if __name__ == "__main__":
    main()
