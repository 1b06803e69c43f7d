"""Whether the app can be shown where the program was started, and how its letters are written."""

import codecs
import io
import os
import sys
from functools import partial
from typing import TextIO

_NOT_A_TERMINAL = (
    "referat må åpnes i et terminalvindu, og kan verken lese taster fra eller vises i en fil eller "
    "et annet program; kommandoene som «referat --help» viser, kan brukes der."
)

_NO_PLACES = (
    "Terminalen sier at den ikke kan vise annet enn linjer (TERM=dumb); åpne referat i et vanlig "
    "terminalvindu, eller bruk kommandoene som «referat --help» viser."
)


def why_unfit() -> str:
    """Why nobody could see the app and type in it here, as a sentence; "" where all is well."""
    # Textual draws on stdout on Windows, and on stderr elsewhere.
    drawn_on = sys.stdout if sys.platform == "win32" else sys.stderr
    if not all(_is_terminal(stream) for stream in (sys.stdin, sys.stdout, drawn_on)):
        return _NOT_A_TERMINAL
    return _NO_PLACES if os.environ.get("TERM") == "dumb" else ""


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def follow_the_window() -> None:
    """Let the window tell how large it is: what a shell said once, it would be held to for ever."""
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)


def write_utf_8() -> None:
    """Write every letter as UTF-8, as the app's frames are drawn and its keys are read.

    With the locale «C», and where PYTHONIOENCODING asks for something else, æ, ø, å and the frames
    would be drawn as codes.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def read_stray_bytes() -> None:
    """Let a byte that is not UTF-8 be a letter of Latin-1, as older terminals send it.

    Textual's thread that reads the keys ends at the first such byte, and no key is read any more.
    """
    if sys.platform == "win32":  # the keys come as letters there
        return
    from textual.drivers import linux_driver  # noqa: PLC0415 - Windows can not import it

    codecs.register_error(_AS_LATIN_1, _as_latin_1)
    vars(linux_driver)["getincrementaldecoder"] = lambda name: partial(
        codecs.getincrementaldecoder(name), _AS_LATIN_1
    )


_AS_LATIN_1 = "referat.latin-1"


def _as_latin_1(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end
