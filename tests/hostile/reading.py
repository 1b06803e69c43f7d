"""Reads what was made of hostile texts as other programs would, and tells what is live in it."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import SMTP

from icalendar import Calendar
from lxml import etree

from exports.word_package import unzipped
from tests.exports.test_formats import words_in

_KEPT_BREAKS = "\n\r\t"
_JOINER = "\u200d"
_VISIBLE_FORMAT = re.compile("[\u0600-\u0605\u06dd\u070f\u08e2\u0890\u0891]")
_PROPERTIES = frozenset(
    (
        *("BEGIN", "END", "VERSION", "PRODID", "METHOD", "UID", "SUMMARY", "DESCRIPTION"),
        *("LOCATION", "DTSTART", "DTEND", "DTSTAMP", "TRANSP"),
    )
)
_HEADERS = frozenset(
    (
        *("content-type", "mime-version", "x-unsent", "subject", "to", "x-referat-id"),
        *("x-referat-innhold", "content-transfer-encoding", "content-disposition"),
    )
)
_FORMULA = ("=", "+", "-", "@")


def live_in(text: str, kept: str = _KEPT_BREAKS) -> set[str]:
    """The characters that a reader would obey and not draw: controls, bidi, halves of pairs."""
    odd = (sign for sign in set(text) if unicodedata.category(sign) in ("Cc", "Cf", "Cs"))
    return {
        sign
        for sign in odd
        if sign not in kept and sign != _JOINER and not _VISIBLE_FORMAT.match(sign)
    }


def squeezed(text: str) -> str:
    return " ".join(text.split())


def words_of(docx: bytes) -> str:
    """What python-docx reads in the body, with one space between words."""
    return squeezed(words_in(docx))


def complaints_of(format_: str, content: bytes) -> Iterator[str]:
    """What is wrong with a file, a sentence each."""
    yield from _READERS[format_](content)


def _docx(content: bytes) -> Iterator[str]:
    for name, part in unzipped(content).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
    if live := live_in(words_in(content), f"{_KEPT_BREAKS}\f"):
        yield f"live in Word: {live!r}"


def _text(content: bytes) -> Iterator[str]:
    if live := live_in(content.decode("utf-8-sig")):
        yield f"live in the text: {live!r}"


def _csv(content: bytes) -> Iterator[str]:
    yield from _text(content)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    if len({len(row) for row in rows}) != 1:
        yield "rows of unlike length"
    for cell in (cell for row in rows for cell in row):
        if cell.strip().startswith(_FORMULA) and not re.fullmatch(r"-?\d+", cell):
            yield f"a formula: {cell[:40]!r}"


def _xlsx(content: bytes) -> Iterator[str]:
    for name, part in unzipped(content).items():
        if name.endswith((".xml", ".rels")):
            tree = etree.fromstring(part)
            if any(each.tag.endswith(("}f", "}hyperlink")) for each in tree.iter("{*}*")):
                yield f"a formula or a link in {name}"
            if live := live_in("".join(map(str, tree.itertext()))):
                yield f"live in {name}: {live!r}"


def _eml(content: bytes) -> Iterator[str]:
    message = message_from_bytes(content, policy=SMTP)
    for part in message.walk():
        if strange := {name.lower() for name in part.keys()} - _HEADERS:  # noqa: SIM118 - keeps doubles
            yield f"a header that is none of ours: {strange}"
        if part.defects:
            yield f"defects: {part.defects}"
    types = [part.get_content_type() for part in message.walk()]
    if len(types) != 3:
        yield f"parts: {types}"
    if live := live_in(f"{message['Subject']}{message.get_body().get_content()}"):
        yield f"live in the draft: {live!r}"


def _ics(content: bytes) -> Iterator[str]:
    yield from _text(content)
    unfolded = re.sub(rb"\r\n[ \t]", b"", content).decode()
    for line in filter(None, unfolded.split("\r\n")):
        if re.split("[;:]", line)[0] not in _PROPERTIES:
            yield f"a property that is none of ours: {line[:40]!r}"
    if any(len(line) > 75 for line in content.split(b"\r\n")):
        yield "a line of more than 75 bytes"
    calendar = Calendar.from_ical(content)
    if any(event.errors for event in calendar.walk("VEVENT")) or calendar.walk("VALARM"):
        yield "an event that can not be read"


_READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "docx": _docx,
    "eml": _eml,
    "md": _text,
    "json": _text,
    "csv": _csv,
    "risiko": _csv,
    "xlsx": _xlsx,
    "ics": _ics,
}
"""How each format is read; one that has no reader here fails by its name."""
