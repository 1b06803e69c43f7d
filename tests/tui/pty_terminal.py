"""A terminal for tests: a program runs in it, keys go in as bytes, the screen comes out.

POSIX only (Windows has no pty in the standard library); a test module that imports this skips
itself on Windows first.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

import pyte

F8 = "\x1b[19~"
F9 = "\x1b[20~"
LEFT = "\x1b[D"
BACKSPACE = "\x7f"
TAB = "\t"
ENTER = "\r"
CTRL_Q = "\x11"
CTRL_S = "\x13"

_ENTER_PTY = (
    "import fcntl, os, sys, termios;"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execv(sys.argv[1], sys.argv[1:])"
)
_SILENCE = 0.05
# Sequences pyte does not know and would draw: the kitty protocol and mode queries.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-z]|\x1b\[\?[0-9;]*\$p")


class Terminal:
    """Runs a Python program in a pty until the block is left.

    Args:
        arguments: What follows the interpreter on the command line.
        columns: The terminal's width.
        rows: Its height.
        environment: Variables to add to the test's own.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        environment: dict[str, str] | None = None,
    ) -> None:
        self._control, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        here = str(Path(__file__).parents[2])
        self.process = subprocess.Popen(
            [sys.executable, "-c", _ENTER_PTY, sys.executable, *arguments],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            start_new_session=True,
            env={
                **os.environ,
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "PYTHONPATH": here,
                **(environment or {}),
            },
        )
        # Kept open so that the terminal outlives the program and can be asked how it was left.
        self._terminal = terminal
        self._is_open = True
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._held_back = b""
        self.raw = b""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.hang_up()

    def send(self, keys: str) -> None:
        """Type: everything at once, as it comes from a fast hand or a paste."""
        os.write(self._control, keys.encode())

    def text(self) -> str:
        """The screen's lines as they stand now."""
        return "\n".join(self._screen.display)

    def wait_until(self, condition: Callable[[], bool], what: str, seconds: float = 20) -> None:
        """Read what the program draws until something is so."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"Waited in vain for {what}; the screen shows:\n{self.text()}")
            self._read()

    def wait_for(self, text: str) -> None:
        """Read until a text stands on the screen."""
        self.wait_until(lambda: text in self.text(), repr(text))

    def wait_for_end(self) -> int:
        """Read until the program has ended, and give its exit code."""
        self.wait_until(lambda: self.process.poll() is not None, "the program's end")
        while self._is_open and self._read():
            pass
        return self.process.wait()

    def is_raw(self) -> bool:
        """Whether the terminal was left without echo, as no shell wants it."""
        modes: int = termios.tcgetattr(self._control)[3]
        return not modes & termios.ECHO

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def send_bytes(self, keys: bytes) -> None:
        """Type in a terminal that does not know UTF-8."""
        os.write(self._control, keys)

    def resize(self, columns: int, rows: int) -> None:
        """Drag the corner of the window."""
        self._screen.resize(rows, columns)
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._control, termios.TIOCSWINSZ, size)

    def hang_up(self) -> None:
        """Close the terminal's window."""
        if self._is_open:
            self._is_open = False
            os.close(self._terminal)
            os.close(self._control)

    def read(self, seconds: float) -> None:
        """Take what is drawn first, waiting at most so long for it."""
        self._read(seconds)

    def _read(self, seconds: float = _SILENCE) -> bool:
        """Take what has been drawn, waiting a little for it."""
        if not self._is_open:
            time.sleep(min(seconds, 0.02))
            return False
        if not select.select([self._control], [], [], seconds)[0]:
            # After a shorter silence the rest of a sequence may be on its way.
            self._draw(b"", everything=seconds >= _SILENCE)
            return False
        try:
            drawn = os.read(self._control, 65536)
        except OSError:  # Linux says so when the program has closed its end.
            return False
        self.raw += drawn
        self._draw(drawn, everything=False)
        return bool(drawn)

    def _draw(self, drawn: bytes, *, everything: bool) -> None:
        drawn = self._held_back + drawn
        # A sequence can be cut in two by the reading.
        cut = len(drawn) if everything else drawn.rfind(b"\x1b", max(0, len(drawn) - 24))
        cut = len(drawn) if cut < 0 else cut
        self._held_back = drawn[cut:]
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", drawn[:cut]))
