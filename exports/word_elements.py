"""The elements of a Word document that all its parts are built of: paragraphs, runs, properties."""

import re
from typing import cast
from xml.sax.saxutils import escape

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from exports.clean_text import clean_text

VAL = qn("w:val")
_TEXT = '<w:t xml:space="preserve">{}</w:t>'
_MARKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
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


def run_xml(
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    underlined: bool = False,
    color: str = "",
) -> str:
    """A run as XML; newlines become breaks, and what Word cannot hold becomes U+FFFD.

    Args:
        text: What it says.
        bold: Heavier than its style.
        italic: Slanted.
        underlined: With a line under it.
        color: RRGGBB, or empty for the style's own.
    """
    look = "<w:b/>" if bold else ""
    look += "<w:i/>" if italic else ""
    look += f'<w:color w:val="{color}"/>' if color else ""
    look += '<w:u w:val="single"/>' if underlined else ""
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{_words(clean_text(text))}</w:r>"


def _words(text: str) -> str:
    if "\n" not in text and "\t" not in text:
        return _TEXT.format(escape(text)) if text else ""
    pieces = _PIECES.split(text)
    return "".join(_MARKS.get(each) or _TEXT.format(escape(each)) for each in pieces if each)


def add_xml(paragraph: etree._Element, xml: str) -> None:
    """Append elements that were written as text with Word's own prefix."""
    for element in list(parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")):
        paragraph.append(element)


def add_run(paragraph: etree._Element, text: str, *, bold: bool = False, color: str = "") -> None:
    """Append a run; see `run_xml`."""
    add_xml(paragraph, run_xml(text, bold=bold, color=color))


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
