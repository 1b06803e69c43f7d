"""Times a terminal program from a key to the bytes that show its effect (POSIX only)."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence

_ESCAPES = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]"  # colours, moves and modes
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # titles and the like
    rb"|\x1b[PX^_].*?\x1b\\"
    rb"|\x1b[=>()][0-9A-Za-z]?"
)


class Timed:
    """A program in a pty; times are seconds, measured to when its bytes reached the terminal."""

    def __init__(self, arguments: Sequence[str], columns: int = 100, rows: int = 30) -> None:
        """Start it; the interpreter is the one that runs the benchmark."""
        self._drawn = b""
        self.started = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            size = struct.pack("HHHH", rows, columns, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.execv(sys.executable, [sys.executable, *arguments])

    def __enter__(self) -> "Timed":
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def send(self, keys: str) -> float:
        """Type; returns when."""
        self._drawn = b""
        now = time.perf_counter()
        os.write(self._fd, keys.encode())
        return now

    def until(self, text: str, since: float, limit: float = 60.0) -> float:
        """Seconds from a moment until a text has been drawn."""
        wanted = text.encode()
        while wanted not in _ESCAPES.sub(b"", self._drawn):
            if time.perf_counter() - since > limit:
                tail = _ESCAPES.sub(b"", self._drawn)[-300:]
                raise TimeoutError(f"{text!r} was not drawn; last came {tail!r}")
            self._read(0.05)
        return time.perf_counter() - since

    def settle(self, quiet: float = 0.3) -> None:
        """Read until nothing has been drawn for a while."""
        last = time.perf_counter()
        while time.perf_counter() - last < quiet:
            if self._read(0.05):
                last = time.perf_counter()

    def _read(self, wait: float) -> bool:
        if not select.select([self._fd], [], [], wait)[0]:
            return False
        self._drawn += os.read(self._fd, 65536)
        return True


def middle(times: Sequence[float]) -> float:
    """The median."""
    return sorted(times)[len(times) // 2]


def high(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return sorted(times)[int(0.95 * (len(times) - 1))]
