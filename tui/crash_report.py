"""What is kept of a crash: where in the program it happened, and nothing of what was being said.

A traceback quotes the values it met, and here those are the minutes of a meeting. So the report
holds types, files, lines and functions; never an error's message, never a local variable.
"""

import os
import platform
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from store.text import clean


def write_crash_report(folder: Path, error: BaseException | None) -> Path:
    """Write a crash report that only its owner can read.

    Args:
        folder: Where reports are kept; made when it is missing.
        error: What went wrong, with its causes; None when nobody knows.

    Returns:
        The new file.

    Raises:
        OSError: The report could not be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = datetime.now(UTC)
    path = folder / f"krasj-{now:%Y%m%d-%H%M%S-%f}-{os.getpid()}.txt"
    # The mode counts on POSIX; on Windows the file gets the folder's rights, which are the user's.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as report:
        report.write("\n".join(_report(now, error)) + "\n")
    return path


def where_reported(folder: Path, error: BaseException | None) -> str:
    """Write a crash report, and tell where it is, or that there is none, inside a sentence.

    Args:
        folder: Where reports are kept.
        error: What went wrong.
    """
    try:
        path = write_crash_report(folder, error)
    except OSError:
        return "en feilrapport lot seg ikke skrive"
    return f"feilrapport uten møteinnhold: {clean(str(path))}"


def _report(now: datetime, error: BaseException | None) -> Iterator[str]:
    from importlib.metadata import version  # noqa: PLC0415 - a tenth of a first paint

    yield f"Tid: {now.isoformat(timespec='seconds')}"
    yield f"Python {platform.python_version()}, {platform.system()}, Textual {version('textual')}"
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield ""
        yield f"{type(error).__module__}.{type(error).__qualname__}"
        yield from _frames(error)
        error = error.__cause__ or error.__context__


def _frames(error: BaseException) -> Iterator[str]:
    for frame, line in traceback.walk_tb(error.__traceback__):
        code = frame.f_code
        # The last folders tell the file; the first ones tell whose machine it was.
        place = "/".join(Path(code.co_filename).parts[-3:])
        yield f"  {place}:{line} {code.co_qualname}"
