"""The real program, with one switch that only a test sets: SIGUSR1 strikes it with an exception.

The exception is raised inside the program's own code, at whatever instruction it stands when the
signal comes: in the middle of a write, of a reload, of a key. Where it stands in none (it waits for
a key, or SQLite is calling back, which would turn the exception into an error of its own), it is
struck a moment later.
"""

import signal
import sys
from pathlib import Path
from types import FrameType

from tui.start import main

ROOT = Path(__file__).parents[2]
OWN = tuple(str(ROOT / package) for package in ("tui", "screens", "store"))
SECONDS_BETWEEN_TRIES = 0.0005


class Struck(Exception):
    """What no part of the program expects."""


def strike(_number: int, frame: FrameType | None) -> None:
    if frame is not None and frame.f_code.co_name != "<lambda>" and stands_in_own_code(frame):
        raise Struck
    signal.setitimer(signal.ITIMER_REAL, SECONDS_BETWEEN_TRIES)


def stands_in_own_code(frame: FrameType | None) -> bool:
    """Whether something of the app is being done; to wait in `open_app` or to paint is nothing."""
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith(OWN) and code.co_name not in {
            "main",
            "open_app",
            "_display",
        }:
            return True
        frame = frame.f_back
    return False


if __name__ == "__main__":
    signal.signal(signal.SIGUSR1, strike)
    signal.signal(signal.SIGALRM, strike)
    sys.exit(main())
