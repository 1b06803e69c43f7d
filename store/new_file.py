"""Gives a finished file its name, without ever overwriting a file that is there."""

import contextlib
import os
import sys
from pathlib import Path


def give_name(finished: Path, name: Path) -> None:
    """Let a whole file be found under its name; nobody sees half of it.

    Args:
        finished: The file, in the folder of its name; it may go on under both names.
        name: What it is to be called.

    Raises:
        FileExistsError: When another program took the name first; its file is untouched.
        OSError: When the folder can not be written.
    """
    if os.name == "nt":
        finished.rename(name)  # there it refuses a name that is taken
        return
    try:
        name.hardlink_to(finished)
    except FileExistsError:
        raise
    except OSError:  # exFAT, some shares and some containers have no hard links
        _reserve_and_rename(finished, name)


def _reserve_and_rename(finished: Path, name: Path) -> None:
    """Only one program gets to make the empty file that the finished one then takes over."""
    os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        if not _is_empty(name):
            raise FileExistsError(name)
        finished.rename(name)
    except OSError:
        if _is_empty(name):
            name.unlink()
        raise


def _is_empty(name: Path) -> bool:
    return name.exists() and name.stat().st_size == 0


def sync_file(path: Path) -> None:
    """Bring a file's content to the disk, so that it outlives a power cut.

    Raises:
        OSError: When the disk does not take it.
    """
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring new names in a folder to the disk, where the system has a call for that."""
    if sys.platform == "win32":
        return
    # A share refuses it, and a folder may be written in and not read: the files are there.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
