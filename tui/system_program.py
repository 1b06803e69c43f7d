"""Opens a file with the program that the system has chosen for it."""

import os
import subprocess
import sys
import threading
from pathlib import Path

from store.system_errors import reason

_SECONDS_TO_FAIL = 3.0
"""A program that has not given up by then is showing the file."""

_NO_DISPLAY = "ingen skjerm å vise den på"
_NO_PROGRAM = "systemet har ikke noe program for den"


def open_file(path: Path) -> str:
    """Open a file. The path is given as it is, and never read by a shell.

    Args:
        path: The file; an absolute path, so that none begins like an option.

    Returns:
        "" when a program has it, otherwise why not, as the end of «… kan ikke åpnes, …».
    """
    if not path.exists():
        return "den finnes ikke lenger"
    try:
        if sys.platform == "win32":
            os.startfile(path)
            return ""
        if sys.platform == "darwin":
            return _run("open", path)
        has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        return _run("xdg-open", path) if has_display else _NO_DISPLAY
    except FileNotFoundError:
        return _NO_PROGRAM
    except OSError as error:
        return reason(error)


def _run(program: str, path: Path) -> str:
    """Start the program in a session of its own, which neither draws here nor ends with us."""
    process = subprocess.Popen(
        [program, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return _NO_PROGRAM if process.wait(_SECONDS_TO_FAIL) else ""
    except subprocess.TimeoutExpired:
        # Some show the file themselves, and end when it is closed.
        threading.Thread(target=process.wait, daemon=True).start()
        return ""
