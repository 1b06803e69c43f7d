"""A program in an interpreter of its own, with nobody at its keyboard."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

START = "from tui.start import main\nmain()"
"""What `referat` runs."""


def run_program(
    source: str, *words: str | Path, **environment: str
) -> "subprocess.CompletedProcess[bytes]":
    """Run a program to its end.

    Args:
        source: The program.
        *words: What stands after its name.
        **environment: Variables to add to the test's own.
    """
    return subprocess.run(
        [sys.executable, "-c", source, *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
