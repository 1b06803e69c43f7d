"""One thing that is missing before a meeting is closed, and how it is named in a sentence."""

from dataclasses import dataclass

from store.half_written import HalfWritten

SHORT_TEXT = 60
"""How many characters of a row's text name it in a sentence."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is missing.

    Attributes:
        text: A Norwegian sentence, without the text of an exempt row.
        stop: Key of the stop where it is mended; "" for the meeting's head and participants.
        row: uid of the risk, point, sak or task, or "".
        half_written: What is to be gone on with, where a text was begun and not finished.
    """

    text: str
    stop: str
    row: str = ""
    half_written: HalfWritten | None = None


def shortened(text: str) -> str:
    """A row's text as it names the row in a sentence."""
    return text if len(text) <= SHORT_TEXT else f"{text[: SHORT_TEXT - 1].rstrip()}…"
