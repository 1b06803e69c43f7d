"""The elements of a Word document that all its parts are built of: paragraphs, runs, properties."""

import re
from collections.abc import Mapping
from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from exports.clean_text import clean_text

VAL = qn("w:val")
_RUN, _TEXT, _BREAK, _TAB = qn("w:r"), qn("w:t"), qn("w:br"), qn("w:tab")
_SPACE = qn("xml:space")
_PIECES = re.compile(r"([\n\t])")
# The schema's order of what may follow these paragraph properties.
_AFTER_PAGE_BREAK = (
    "w:framePr", "w:widowControl", "w:numPr", "w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind",
    "w:jc", "w:sectPr",
)  # fmt: skip
_AFTER_NUMBERING = ("w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:sectPr")
_AFTER_SPACING = ("w:ind", "w:contextualSpacing", "w:jc", "w:sectPr")


def child(parent: etree._Element, tag: str, **attributes: str) -> BaseOxmlElement:
    """Append an element of Word's own namespace, its attributes in the same namespace."""
    named = {qn(f"w:{name}"): value for name, value in attributes.items()}
    return cast(BaseOxmlElement, etree.SubElement(parent, qn(f"w:{tag}"), named))


def new_paragraph(style: str) -> BaseOxmlElement:
    """A paragraph that stands nowhere yet, of the style with this id."""
    paragraph = cast(BaseOxmlElement, OxmlElement("w:p"))
    child(child(paragraph, "pPr"), "pStyle", val=style)
    return paragraph


def add_run(
    paragraph: etree._Element,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    underlined: bool = False,
    color: str = "",
) -> None:
    """Append a run; newlines become breaks, and what Word cannot hold becomes U+FFFD.

    Args:
        paragraph: What to append to.
        text: What it says.
        bold: Heavier than its style.
        italic: Slanted.
        underlined: With a line under it.
        color: RRGGBB, or empty for the style's own.
    """
    run = etree.SubElement(paragraph, _RUN)
    _look(run, {"b": bold, "i": italic}, {"color": color, "u": "single" if underlined else ""})
    for piece in _PIECES.split(clean_text(text)):
        if piece == "\n":
            etree.SubElement(run, _BREAK)
        elif piece == "\t":
            etree.SubElement(run, _TAB)
        elif piece:
            words = etree.SubElement(run, _TEXT, {_SPACE: "preserve"})
            words.text = piece


def _look(run: etree._Element, toggles: Mapping[str, bool], values: Mapping[str, str]) -> None:
    """Give a run its properties, in the schema's order; one without any has none."""
    looks: list[tuple[str, dict[str, str]]] = [(tag, {}) for tag, on in toggles.items() if on]
    looks += [(tag, {"val": value}) for tag, value in values.items() if value]
    if not looks:
        return
    properties = child(run, "rPr")
    for tag, attributes in looks:
        child(properties, tag, **attributes)


def add_field(paragraph: etree._Element, instruction: str) -> None:
    """Append a field that Word works out, such as PAGE; it shows 1 until then."""
    field = child(paragraph, "fldSimple", instr=instruction)
    add_run(field, "1")


def break_page_before(paragraph: BaseOxmlElement) -> None:
    """Start the paragraph on a new page, with no empty paragraph to carry the break."""
    _insert(paragraph, "pageBreakBefore", _AFTER_PAGE_BREAK)


def keep_with_next(paragraph: BaseOxmlElement) -> None:
    """Let no page end between the paragraph and the one after it."""
    if paragraph[0].find(qn("w:keepNext")) is not None:
        return
    _insert(paragraph, "keepNext", ("w:keepLines", "w:pageBreakBefore", *_AFTER_PAGE_BREAK))


def number(paragraph: BaseOxmlElement, numbering: int) -> None:
    """Make the paragraph an item of a list."""
    properties = _insert(paragraph, "numPr", _AFTER_NUMBERING)
    child(properties, "ilvl", val="0")
    child(properties, "numId", val=str(numbering))


def space_before(paragraph: BaseOxmlElement, twips: int) -> None:
    """Set the paragraph off from what stands above it."""
    _insert(paragraph, "spacing", _AFTER_SPACING).set(qn("w:before"), str(twips))


def _insert(paragraph: BaseOxmlElement, tag: str, after: tuple[str, ...]) -> BaseOxmlElement:
    element = cast(BaseOxmlElement, OxmlElement(f"w:{tag}"))
    properties = cast(BaseOxmlElement, paragraph[0])
    return cast(BaseOxmlElement, properties.insert_element_before(element, *after))
