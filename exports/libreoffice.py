"""LibreOffice, where it is installed: turns Word documents into PDF, and leaves no trace of it.

It is started without a window and with a profile of its own, so that one that somebody works in
is neither disturbed nor in the way.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from exports.files import FileRefused
from store.system_errors import reason

_NAMES = ("soffice", "libreoffice")
_ON_MAC = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)
_WINDOWS_ROOTS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")
_INSTEAD = "åpne Word-dokumentet og velg «Lagre som» og PDF i stedet"
_MISSING = (
    f"PDF lages med LibreOffice, som ikke finnes på maskinen; installer det, eller {_INSTEAD}."
)
_NOT_STARTED = f"LibreOffice lar seg ikke starte; installer det på nytt, eller {_INSTEAD}."
_HANGS = f"LibreOffice ble ikke ferdig med PDF-en og er stoppet; prøv igjen, eller {_INSTEAD}."
_NO_ROOM = (
    "PDF-en kunne ikke lages ({}); rydd plass i mappen for midlertidige filer, og prøv igjen."
)
NOTHING_CAME = f"LibreOffice laget ingen PDF av dokumentet; prøv igjen, eller {_INSTEAD}."

# Seconds: a cold start on a slow disk, and a document of hundreds of pages.
_LONGEST_START, _LONGEST_DOCUMENT = 90, 30

# Choices in a profile and not on the command line: all versions know them, and nothing is quoted.
_PDF_CHOICES = {
    "SelectPdfVersion": "2",  # PDF/A-2b
    "UseTaggedPDF": "true",
    "PDFUACompliance": "true",
    "DisplayPDFDocumentTitle": "true",
    "ExportBookmarks": "true",
}
_CHOICES_PATH = "/org.openoffice.Office.Common/Filter/PDF/Export"
_CHOICES_FILE = "registrymodifications.xcu"


def find() -> Path | None:
    """The program, from the search path or where its installers put it."""
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    return next((path for path in _usual_places() if path.is_file()), None)


def pdfs(documents: Sequence[bytes]) -> list[bytes]:
    """Turn Word documents into PDF, all in one start of the program.

    Args:
        documents: The .docx files.

    Returns:
        A PDF for each; empty where the program made none.

    Raises:
        FileRefused: LibreOffice is not installed, does not start or does not end.
    """
    program = find()
    if program is None:
        raise FileRefused(_MISSING)
    try:
        # Windows may hold a file for a moment after the program has ended.
        with TemporaryDirectory(prefix="referat-", ignore_cleanup_errors=True) as folder:
            return _made(program, Path(folder), documents)
    except OSError as error:
        raise FileRefused(_NO_ROOM.format(reason(error))) from error


def _made(program: Path, folder: Path, documents: Sequence[bytes]) -> list[bytes]:
    paths = [folder / f"{number}.docx" for number in range(len(documents))]
    for path, content in zip(paths, documents, strict=True):
        path.write_bytes(content)
    _run(program, folder, paths)
    results = [path.with_suffix(".pdf") for path in paths]
    return [path.read_bytes() if path.exists() else b"" for path in results]


def _usual_places() -> Iterator[Path]:
    yield from map(Path, _ON_MAC)
    for root in filter(None, map(os.environ.get, _WINDOWS_ROOTS)):
        # The .com waits until the work is done and opens no window.
        yield Path(root, "LibreOffice", "program", "soffice.com")


def _run(program: Path, folder: Path, paths: Sequence[Path]) -> None:
    """Convert files to PDF beside themselves; ends the program if it takes too long."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / _CHOICES_FILE).write_text(_choices(), "utf-8")
    command = [
        str(program),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck"),
        *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder)),
        *map(str, paths),
    ]
    try:
        process = _started(command, folder)
    except OSError as error:
        raise FileRefused(_NOT_STARTED) from error
    try:
        process.wait(_LONGEST_START + _LONGEST_DOCUMENT * len(paths))
    except subprocess.TimeoutExpired as error:
        raise FileRefused(_HANGS) from error
    finally:
        _end(process)


def _started(command: Sequence[str], folder: Path) -> "subprocess.Popen[bytes]":
    """Start a program whose children end with it, and whose words and own files go nowhere."""
    quiet, flags = subprocess.DEVNULL, 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
    return subprocess.Popen(
        command,
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
        env={**os.environ, **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder))},
        start_new_session=sys.platform != "win32",
        creationflags=flags,
    )


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a program that still runs, and what it has started."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        number = str(process.pid)
        subprocess.run(["taskkill", "/T", "/F", "/PID", number], check=False, capture_output=True)
    else:
        with suppress(ProcessLookupError):  # it ended by itself just now
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _choices() -> str:
    """A profile's file of what the user has chosen."""
    chosen = "".join(
        f'<item oor:path="{_CHOICES_PATH}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{escape(value)}</value></prop></item>"
        for name, value in _PDF_CHOICES.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{chosen}</oor:items>'
    )
