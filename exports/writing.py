"""Puts a meeting's document in a folder, without taking anybody's own changes."""

import os
from dataclasses import replace
from pathlib import Path

from exports import FORMATS, Format
from exports.files import FileRefused, file_name, write_atomically
from exports.order import MINUTES, Order
from exports.papers import PAPERS
from exports.source import Source


def write_document(order: Order, folder: Path, name: str = "docx") -> Path:
    """Write one document of a meeting in one format.

    A document of the meeting that was written here before is replaced; one that somebody has
    edited since, or that is something else, is left, and the new one is «… (2).docx».

    Args:
        order: What is written.
        folder: Where to; it must exist.
        name: One of `FORMATS`; one that holds data writes none but the minutes' own.

    Returns:
        The path that was written.

    Raises:
        exports.files.FileRefused: With one Norwegian sentence; nothing was written.
    """
    chosen = FORMATS[name]
    if chosen.holds_data and order.paper != MINUTES:
        raise FileRefused(f"{PAPERS[order.paper].label} kan bare skrives som Word eller Markdown.")
    content = chosen.write(order)
    path = _place(folder / _called(order, chosen), content, chosen, order.source)
    write_atomically(path, content)
    return path


def on_template(order: Order, path: Path | None) -> tuple[Order, str]:
    """The order on the municipality's own template; without it where it can not be used.

    Args:
        order: What is written.
        path: The template; None for our own look.

    Returns:
        The order, and a Norwegian sentence where the template was not used, or "".
    """
    from exports.template import TemplateRefused, read_template  # noqa: PLC0415 - Word is heavy

    if path is None:
        return order, ""
    try:
        return replace(order, template=read_template(path)), ""
    except TemplateRefused as refusal:
        return order, f"{refusal} Dokumentet er skrevet uten mal."


def _called(order: Order, chosen: Format) -> str:
    source, about = order.source, chosen.about or PAPERS[order.paper].about
    head = source.meeting.head
    title = " – ".join(part for part in (head.title, about) if part)
    title = f"{title} (offentlig)" if source.public else title
    meeting = source.meeting
    return file_name(meeting.first_day, meeting.kind.short, head.unit, title, chosen.suffix)


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
