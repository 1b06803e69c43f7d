"""Puts a meeting's document in a folder, without taking anybody's own changes."""

import os
from pathlib import Path

from exports import FORMATS, MINUTES, Format
from exports.files import FileRefused, file_name, write_atomically
from exports.papers import PAPERS
from exports.source import Source


def write_document(source: Source, folder: Path, name: str = "docx", paper: str = MINUTES) -> Path:
    """Write one format of a meeting.

    A document of the meeting that was written here before is replaced; one that somebody has
    edited since, or that is something else, is left, and the new one is «… (2).docx».

    Args:
        source: The meeting.
        folder: Where to; it must exist.
        name: One of `FORMATS`.
        paper: One of `PAPERS`; a format that holds data writes none but the minutes' own.

    Returns:
        The path that was written.

    Raises:
        exports.files.FileRefused: With one Norwegian sentence; nothing was written.
    """
    chosen = FORMATS[name]
    content = _content(source, chosen, paper)
    meeting, about = source.meeting, chosen.about or PAPERS[paper].about
    title = " – ".join(part for part in (meeting.head.title, about) if part)
    title = f"{title} (offentlig)" if source.public else title
    called = file_name(
        meeting.first_day, meeting.kind.short, meeting.head.unit, title, chosen.suffix
    )
    path = _place(folder / called, content, chosen, source)
    write_atomically(path, content)
    return path


def _content(source: Source, chosen: Format, paper: str) -> bytes:
    if chosen.render is not None:
        return chosen.render(PAPERS[paper].make(source))
    if paper != MINUTES:
        raise FileRefused(f"{PAPERS[paper].label} kan bare skrives som Word eller Markdown.")
    return chosen.write(source)


def _place(wanted: Path, content: bytes, chosen: Format, source: Source) -> Path:
    """The first of «navn.docx», «navn (2).docx» … that is free, or ours to replace."""
    path, number = wanted, 1
    while os.path.lexists(path) and not _may_replace(path, content, chosen, source):
        number += 1
        path = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
    return path


def _may_replace(path: Path, content: bytes, chosen: Format, source: Source) -> bool:
    try:
        there = path.read_bytes()
    except OSError:
        return False  # a folder, or closed to us: whatever it is, it is not ours to replace
    return there == content or chosen.is_ours(there, source)
