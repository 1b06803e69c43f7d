"""What a command writes: answers to stdout, remarks to stderr, nothing a terminal would obey."""

import errno
import io
import os
import sys
from typing import Any, TextIO


def prepare_streams() -> None:
    """Make every text writable, whatever the system's encoding is.

    A terminal keeps its encoding, with a question mark for what it cannot show. A pipe or a file
    gets UTF-8, which Windows would not give it; PYTHONIOENCODING still decides where it is set.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str) -> None:
    """Write an answer of one or more lines."""
    from store.text import clean  # noqa: PLC0415 - `--help` answers at once

    _write(sys.stdout, clean(text, lines=True))


def say_json(value: Any) -> None:  # whatever JSON holds
    """Write an answer for another program."""
    import json  # noqa: PLC0415 - `--help` answers at once

    say(json.dumps(value, ensure_ascii=False, indent=2))


def remark(sentence: str) -> None:
    """Write a sentence beside the answer."""
    from store.text import clean  # noqa: PLC0415 - `--help` answers at once

    _write(sys.stderr, clean(sentence))


def is_broken_pipe(error: OSError) -> bool:
    """Whether the reader went away; Windows calls it an invalid argument."""
    return error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL)


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(f"{text}\n")
        stream.flush()
    except OSError as error:
        if not is_broken_pipe(error):
            raise
        # `| head` has seen enough. The work goes on; what it says more goes nowhere, also when
        # Python empties the stream at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
