"""Fills in a template's fields: `{{tittel}}` in its text, and content controls with such a tag."""

import re
from collections.abc import Callable, Iterator, Mapping

from docx.oxml.ns import qn
from lxml import etree

from exports.clean_text import clean_text

CONTENT = "innhold"
"""The field that is no text: where the document's content goes."""

TITLE = "tittel"

FIELDS: Mapping[str, str] = {
    TITLE: "dokumentets tittel",
    "dokument": "hva det er: Referat, Innkalling …",
    "møtetype": "Internkontrollhjulet, Samarbeidsmøte …",
    "dato": "møtets dato",
    "tid": "fra og til",
    "sted": "hvor møtet var",
    "enhet": "enheten",
    "kommune": "kommunen, fra innstillingene",
    "møteleder": "møteleder",
    "referent": "referent",
    "arkivsak": "arkivsak",
    "journalpost": "journalpost",
    "tilgangskode": "tilgangskode",
    "tjenesteområde": "tjenesteområde",
    "status": "Planlagt, Pågår, Godkjent …",
    "versjon": "versjon",
    "godkjent": "når og av hvem",
    "fingeravtrykk": "fingeravtrykket av det som er godkjent",
    "utkast": "«UTKAST» til dokumentet er godkjent",
    "grunnlag": "lov eller avtale",
    "neste_møte": "neste møte",
}
"""Every field by its name, and what it gives, for those who make templates."""

PLACEHOLDER = re.compile(r"\{\{([^{}]{1,60})\}\}")
"""A field in a text; its group is the name."""
_ASCII = str.maketrans({"ø": "o", "å": "a", "æ": "ae", " ": "_", "-": "_"})
_TEXT, _PARAGRAPH, _RUN = qn("w:t"), qn("w:p"), qn("w:r")
_SPACE = qn("xml:space")
_ROWS = (qn("w:tbl"), qn("w:tr"))
_MARKED = re.compile(r"([\n\t])")
_ASKS = (
    qn("w:showingPlcHdr"),
    qn("w:dataBinding"),
    "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding",
)
_CONTROL, _CONTROL_CONTENT = qn("w:sdt"), qn("w:sdtContent")


def folded(name: str) -> str:
    """A field's name as it is compared: «Møteleder» and «moteleder» are the same."""
    return name.strip().casefold().translate(_ASCII)


_NAMES = {folded(name): name for name in FIELDS}


def known(name: str) -> str:
    """The field that a template means; "" when there is none of that name."""
    return _NAMES.get(folded(name), "")


def in_braces(root: etree._Element) -> Iterator[str]:
    """What stands in double braces in a part, also where it is split over runs."""
    for paragraph in root.iter(_PARAGRAPH):
        yield from PLACEHOLDER.findall(text_of(paragraph))


def tags(root: etree._Element) -> Iterator[str]:
    """The tags of a part's content controls."""
    yield from (tag for control in root.iter(_CONTROL) if (tag := tag_of(control)))


def title_line(root: etree._Element) -> etree._Element | None:
    """The paragraph of a text that says the document's title; None when no line does.

    A title in a text box is none: it is not in the text that is read aloud.
    """
    for paragraph in root.iter(_PARAGRAPH):
        controls = (*paragraph.iter(_CONTROL), *paragraph.iterancestors(_CONTROL))
        names = (*PLACEHOLDER.findall(text_of(paragraph)), *map(tag_of, controls))
        in_box = next(paragraph.iterancestors(qn("w:txbxContent")), None) is not None
        if not in_box and TITLE in map(known, names):
            return paragraph
    return None


def text_of(paragraph: etree._Element) -> str:
    """A paragraph's own words, without those of a text box that hangs on it."""
    return "".join(piece.text or "" for piece in _pieces(paragraph))


def tag_of(control: etree._Element) -> str:
    """The tag that a content control was given in Word."""
    tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    return "" if tag is None else tag.get(qn("w:val"), "")


def fill(root: etree._Element, value_of: Mapping[str, str]) -> None:
    """Fill in the fields of one part; what stands in braces and is no field of ours stays.

    Args:
        root: The part.
        value_of: What each field gives.
    """
    for control in list(root.iter(_CONTROL)):
        if (name := known(tag_of(control))) in value_of:
            _fill_control(control, value_of[name])
    for paragraph in root.iter(_PARAGRAPH):
        _fill_paragraph(paragraph, value_of)


def replace(
    paragraph: etree._Element, pattern: re.Pattern[str], value: Callable[[str], str | None]
) -> None:
    """Replace what a pattern finds in a paragraph's words, however many runs they are split over.

    Args:
        paragraph: The paragraph; what is put in looks like the first letter of what it replaces.
        pattern: With one group.
        value: What to put in for a group; None to leave it.
    """
    pieces = list(_pieces(paragraph))
    words = "".join(piece.text or "" for piece in pieces)
    for found in reversed(list(pattern.finditer(words))):
        new = value(found.group(1))
        if new is not None:
            _splice(pieces, found.start(), found.end(), new)


def _fill_paragraph(paragraph: etree._Element, value_of: Mapping[str, str]) -> None:
    replace(paragraph, PLACEHOLDER, lambda typed: value_of.get(known(typed)))


def _pieces(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The texts of a paragraph in reading order."""
    for piece in paragraph.iter(_TEXT):
        if next(piece.iterancestors(_PARAGRAPH), None) is paragraph:
            yield piece


def _splice(pieces: list[etree._Element], start: int, end: int, new: str) -> None:
    """Put text in the place of the letters from start to end; they are counted over all pieces."""
    at = 0
    for piece in pieces:
        text = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first >= last:
            continue
        put = new if at - len(text) + first == start else ""
        _say(piece, text[:first] + put + text[last:])


def _say(piece: etree._Element, text: str) -> None:
    """Let a text element say this; newlines and tabs stand after it as Word has them."""
    first, *rest = _MARKED.split(clean_text(text))
    piece.text = first
    piece.set(_SPACE, "preserve")
    run = piece.getparent()
    assert run is not None
    place = run.index(piece)
    for mark, words in zip(rest[::2], rest[1::2], strict=True):
        more = etree.Element(_TEXT, {_SPACE: "preserve"})
        more.text = words
        run.insert(place + 1, etree.Element(qn("w:br" if mark == "\n" else "w:tab")))
        run.insert(place + 2, more)
        place += 2


def _fill_control(control: etree._Element, value: str) -> None:
    """Let a content control say this, and no longer ask for it or fetch it from elsewhere."""
    properties, content = control.find(qn("w:sdtPr")), control.find(_CONTROL_CONTENT)
    if content is None:
        return
    if properties is not None:
        for element in list(properties.iterchildren(*_ASKS)):
            properties.remove(element)
    pieces = list(content.iter(_TEXT))
    first = pieces[0] if pieces else _new_piece(content)
    if first is None:
        return
    for piece in pieces[1:]:
        piece.text = ""
    _without_prompt(first)
    _say(first, value)


def _without_prompt(piece: etree._Element) -> None:
    """The grey look of «Klikk eller trykk her …» goes with the prompt."""
    for style in piece.itersiblings(qn("w:rPr"), preceding=True):
        for look in style.findall(qn("w:rStyle")):
            style.remove(look)


def _new_piece(content: etree._Element) -> etree._Element | None:
    """A text in an empty content control; none in one that stands for a row or a cell."""
    paragraph = next(content.iter(_PARAGRAPH), None)
    if paragraph is None:
        inside_text = next(content.iterancestors(_PARAGRAPH), None) is not None
        around = content.iterancestors(qn("w:tbl"), qn("w:tr"), qn("w:tc"))
        if not inside_text and getattr(next(around, None), "tag", "") in _ROWS:
            return None
        paragraph = content if inside_text else etree.SubElement(content, _PARAGRAPH)
    return etree.SubElement(etree.SubElement(paragraph, _RUN), _TEXT)
