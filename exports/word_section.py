"""The properties of a section in Word: its paper, its margins, and how it begins."""

import re
from copy import deepcopy
from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_SIDE_MARGIN = 1021  # twips, of a page on its side: wide tables need the room
_TOP_MARGIN = 1191  # twips, of the same: they are low, and one more row counts
_NARROWEST = 2000  # twips that text takes, whatever a template says
_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d{1,6})?)(pt|cm|mm|in|)")
_TWIPS_IN = {"pt": 20, "in": 1440, "cm": 1440 / 2.54, "mm": 144 / 2.54}
# A4 upright; margins for a section that names none.
_SIZE = {"w": "11906", "h": "16838"}
_MARGINS = {
    **dict.fromkeys(("top", "right", "bottom", "left"), "1417"),
    **{"header": "708", "footer": "708", "gutter": "0"},
}
# The schema's order of what may follow in a section's properties.
_AFTER_TITLE_PAGE = (
    "w:textDirection", "w:bidi", "w:rtlGutter", "w:docGrid", "w:printerSettings", "w:sectPrChange",
)  # fmt: skip
_AFTER_MARGINS = (
    "w:paperSrc", "w:pgBorders", "w:lnNumType", "w:pgNumType", "w:cols", "w:formProt", "w:vAlign",
    "w:noEndnote", "w:titlePg", *_AFTER_TITLE_PAGE,
)  # fmt: skip


def with_size(section: BaseOxmlElement) -> BaseOxmlElement:
    """The section, with paper and margins where it names none."""
    after = ("w:pgMar", *_AFTER_MARGINS)
    for tag, said, following in (("pgSz", _SIZE, after), ("pgMar", _MARGINS, _AFTER_MARGINS)):
        if section.find(qn(f"w:{tag}")) is None:
            element = cast(BaseOxmlElement, OxmlElement(f"w:{tag}"))
            for name, value in said.items():
                element.set(qn(f"w:{name}"), value)
            section.insert_element_before(element, *following)
    size, _ = _geometry(section)
    for name, usual in _SIZE.items():
        if _twips(size, name) < _NARROWEST:
            size.set(qn(f"w:{name}"), usual)
    return section


def text_width(section: BaseOxmlElement) -> int:
    """The width between the margins in twips."""
    size, margins = _geometry(section)
    sides = sum(_twips(margins, side) for side in ("left", "right", "gutter"))
    return max(_twips(size, "w") - sides, _NARROWEST)


def turned(section: BaseOxmlElement, *, low: bool) -> BaseOxmlElement:
    """The same section on its side; one that lies so already is only copied.

    Args:
        section: What is copied; it has paper and margins.
        low: Whether its header leaves room for a low margin above the text.
    """
    copy = deepcopy(section)
    size, margins = _geometry(copy)
    width, height = _twips(size, "w"), _twips(size, "h")
    if width > height:
        return copy
    size.set(qn("w:w"), str(height))
    size.set(qn("w:h"), str(width))
    size.set(qn("w:orient"), "landscape")
    for side in ("left", "right"):
        margins.set(qn(f"w:{side}"), str(min(_twips(margins, side), _SIDE_MARGIN)))
    if low:
        margins.set(qn("w:top"), str(min(_twips(margins, "top"), _TOP_MARGIN)))
    return copy


def begin(section: BaseOxmlElement) -> None:
    """Give its first page a header of its own."""
    if section.find(qn("w:titlePg")) is None:
        title_page = cast(BaseOxmlElement, OxmlElement("w:titlePg"))
        section.insert_element_before(title_page, *_AFTER_TITLE_PAGE)


def go_on(section: BaseOxmlElement) -> None:
    """Let it go on from the one before: on a new page, with neither a first page nor a page 1."""
    for tag in ("w:titlePg", "w:type"):
        for element in section.findall(qn(tag)):
            section.remove(element)
    for numbering in section.findall(qn("w:pgNumType")):
        if qn("w:start") in numbering.attrib:
            del numbering.attrib[qn("w:start")]


def _geometry(section: BaseOxmlElement) -> tuple[BaseOxmlElement, BaseOxmlElement]:
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    assert size is not None
    assert margins is not None
    return cast(BaseOxmlElement, size), cast(BaseOxmlElement, margins)


def _twips(element: BaseOxmlElement, name: str) -> int:
    """A length; a template may give it as «2.5cm», which few programs write, or not at all."""
    found = _LENGTH.fullmatch(element.get(qn(f"w:{name}"), ""))
    return round(float(found[1]) * _TWIPS_IN.get(found[2], 1)) if found else 0
