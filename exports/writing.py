"""Puts a meeting's document in a folder, without taking anybody's own changes."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from exports import FORMATS, Format, papers
from exports.files import FileRefused, write_atomically
from exports.naming import name_of
from exports.order import MINUTES, Order
from exports.papers import PAPERS

_EDITED = "er endret etter at den ble skrevet"
_PERHAPS_EDITED = "finnes fra før, og kan være endret etter at den ble skrevet"


@dataclass(frozen=True, slots=True)
class Made:
    """A file as it will be written; its bytes are made once.

    Attributes:
        order: What it is of.
        format: Its format.
        content: All of it.
    """

    order: Order
    format: Format
    content: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file goes.

    Attributes:
        wanted: What it is called where nothing stands in the way.
        path: Where it takes nobody's work: that name, or «… (2).docx».
        obstacle: What is to be known of a file of the same meeting that stands at the wanted
            name, as the end of a sentence: «er endret etter at den ble skrevet»; "" of none.
    """

    wanted: Path
    path: Path
    obstacle: str = ""


def write_document(order: Order, folder: Path, name: str = "docx") -> Path:
    """Write one document of a meeting in one format, beside what it must not replace.

    Args:
        order: What is written.
        folder: Where to; it must exist.
        name: One of `FORMATS`; one that holds data writes none but the minutes' own.

    Returns:
        The path that was written.

    Raises:
        exports.files.FileRefused: With one Norwegian sentence; nothing was written.
    """
    (outcome,) = write_each([order], folder, name)
    if isinstance(outcome, FileRefused):
        raise outcome
    return outcome.path


def write_each(
    orders: Sequence[Order], folder: Path, name: str = "docx"
) -> Iterator[Place | FileRefused]:
    """Write several documents in one format; one that is refused stops none of the others.

    Args:
        orders: What is written.
        folder: Where to, as for `write_document`.
        name: One of `FORMATS`.

    Yields:
        For each order in turn where it was written, or why nothing was.
    """
    for made in make_each(orders, name):
        try:
            if isinstance(made, FileRefused):
                raise made
            there = place(made, folder)
            write_atomically(there.path, made.content)
        except FileRefused as refusal:
            yield refusal
        else:
            yield there


def make(order: Order, name: str = "docx") -> Made:
    """Make the bytes of a file; nothing is written.

    Args:
        order: What is written.
        name: One of `FORMATS`.

    Raises:
        exports.files.FileRefused: With one Norwegian sentence, where it can not be made.
    """
    (made,) = make_each([order], name)
    if isinstance(made, FileRefused):
        raise made
    return made


def make_each(orders: Sequence[Order], name: str) -> Iterator[Made | FileRefused]:
    """Make the bytes of several files, or say why there are none."""
    chosen = FORMATS[name]
    if chosen.write_many and len(orders) > 1:
        try:
            contents = chosen.write_many(orders)
        except FileRefused as refusal:
            contents = [refusal] * len(orders)
        for order, content in zip(orders, contents, strict=True):
            if isinstance(content, FileRefused):
                yield content
            else:
                yield Made(order, chosen, content)
        return
    for order in orders:
        try:
            refuse_unsuited(order.paper, name)
            _refuse_unoffered(order)
            yield Made(order, chosen, chosen.write(order))
        except FileRefused as refusal:
            yield refusal


def place(made: Made, folder: Path) -> Place:
    """Where a file would go in a folder; nothing is written.

    A document of the meeting that was written here before is replaced; one that somebody has
    edited since, or that is something else, is left, and the new one goes beside it.
    """
    chosen = made.format
    about = chosen.about if chosen.holds_data else papers.about(made.order)
    wanted = folder / name_of(made.order, chosen.suffix, about)
    path, number = wanted, 1
    while os.path.lexists(path) and not _may_replace(path, made):
        number += 1
        path = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
    return Place(wanted, path, "" if path == wanted else _obstacle(wanted, made))


def on_template(order: Order, path: Path | None) -> tuple[Order, str]:
    """The order on the municipality's own template; without it where it can not be used.

    Args:
        order: What is written.
        path: The template; None for our own look.

    Returns:
        The order, and a Norwegian sentence where the template was not used or not filled, or "".
    """
    from exports.template import TemplateRefused, read_template  # noqa: PLC0415 - Word is heavy

    if path is None:
        return order, ""
    try:
        template = read_template(path)
    except TemplateRefused as refusal:
        return order, f"{refusal} Dokumentet er skrevet uten mal."
    unknown = ", ".join(f"{{{{{name}}}}}" for name in template.unknown)
    said = f"Malen «{template.name}» har felt som ikke finnes, og som står ufylt: {unknown}."
    return replace(order, template=template), said if unknown else ""


def refuse_unsuited(paper: str, name: str) -> None:
    """Refuse a format that can not hold a document.

    Args:
        paper: One of `exports.papers.PAPERS`.
        name: One of `FORMATS`.

    Raises:
        exports.files.FileRefused: With the formats that can.
    """
    if FORMATS[name].holds_data and paper != MINUTES:
        *others, last = [each.label for each in FORMATS.values() if not each.holds_data]
        ways = f"{', '.join(others)} eller {last}"
        raise FileRefused(f"{PAPERS[paper].label} kan bare skrives som {ways}.")


def _refuse_unoffered(order: Order) -> None:
    """Refuse a document that the meeting has nothing for, where that may be told."""
    source = order.source
    is_all_withheld = source.public and source.meeting.head.exempt
    if (refusal := PAPERS[order.paper].refusal(source.meeting)) and not is_all_withheld:
        raise FileRefused(refusal)


def _may_replace(path: Path, made: Made) -> bool:
    there = _content(path)
    if there is None:
        return False  # a folder, or closed to us: whatever it is, it is not ours to replace
    return there == made.content or made.format.is_ours(there, made.order.source)


def _obstacle(path: Path, made: Made) -> str:
    """What is to be known of the file that stands in the way; "" of somebody else's."""
    there, is_of = _content(path), made.format.is_of
    if there is None:
        return ""
    if is_of is None:
        return _PERHAPS_EDITED
    return _EDITED if is_of(there, made.order.source) else ""


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None
