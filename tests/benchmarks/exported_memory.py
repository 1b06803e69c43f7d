"""Exports all meetings of a file as `eksport --alle` does, and prints the most memory it took.

    python -m tests.benchmarks.exported_memory DATABASE FOLDER FIRST

Two figures: after the first so many meetings, and after all of them. POSIX only.
"""

import resource
import sys
from pathlib import Path

from exports.order import Order
from exports.source import source
from exports.writing import write_each
from store import meetings
from store.opening import open_archive
from store.uids import new_uid
from tui.composition import now


def main() -> None:
    """Write them."""
    database, folder, first = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    archive = open_archive(database, clock=now, new_uid=new_uid, who="Referent")
    for number, line in enumerate(meetings.recent(archive, limit=sys.maxsize), start=1):
        list(write_each([Order(source(archive, line.uid))], folder))
        if number == first:
            print(most_memory())
    print(most_memory())
    archive.close()


def most_memory() -> int:
    """The most that this process has held."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux gives the other figure on from the program that started this one.
    lines = status.read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main()
