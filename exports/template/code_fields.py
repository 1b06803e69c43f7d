"""Fields of Word that could fetch or run something: they are left out, with what they showed kept.

What a field does is told by its first word, which can be split over runs or made by other fields;
so only those that are known to show something of the document itself are let through.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

SAFE_ADDRESSES = ("http://", "https://", "mailto:")

_HARMLESS = {
    *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF"),
    *("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "SEQ", "TOC", "TC", "XE"),
    *("TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "LASTSAVEDBY", "NUMWORDS", "NUMCHARS", "REVNUM"),
    *("DOCPROPERTY", "FILENAME", "FILESIZE", "SYMBOL", "QUOTE", "EQ", "LISTNUM", "AUTONUM"),
    *("FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "PLACEHOLDER", "ADVANCE", "BIBLIOGRAPHY"),
    "CITATION",
}
_FIRST_WORD = re.compile(r'\s*"?([A-Za-z]*)')
_ARGUMENT = re.compile(r'"([^"]*)"|(\S+)')
_MARK, _SIMPLE = qn("w:fldChar"), qn("w:fldSimple")
_TEXTS = (qn("w:instrText"), qn("w:t"))


def is_code(instruction: str) -> bool:
    """Whether a field could fetch or run something.

    Args:
        instruction: What stands between its braces: «DDEAUTO cmd …».
    """
    found = _FIRST_WORD.match(instruction)
    word = found[1].upper() if found else ""
    if word == "HYPERLINK":
        assert found is not None
        return not _leads_somewhere_safe(instruction[found.end() :])
    return bool(word) and word not in _HARMLESS


def _leads_somewhere_safe(arguments: str) -> bool:
    """Whether the address of a link, which stands first, is one of the web or of the document."""
    found = _ARGUMENT.search(arguments.lstrip('"'))
    address = (found[1] or found[2] or "") if found else ""
    if address.casefold() == "\\l":  # a place in the document
        return True
    return address.casefold().startswith(SAFE_ADDRESSES)


@dataclass(slots=True)
class _Field:
    """A field between its marks."""

    marks: list[etree._Element]
    instruction: str = ""
    shown: bool = False
    is_built: bool = False  # of other fields, which hides what it will say


def drop_code_fields(root: etree._Element) -> int:
    """Leave of such a field what it last showed; returns how many there were."""
    dropped = 0
    for simple in list(root.iter(qn("w:fldSimple"))):
        if is_code(simple.get(qn("w:instr"), "")):
            unwrap(simple)
            dropped += 1
    for field in list(_fields(root)):
        if field.is_built or is_code(field.instruction):
            for mark in field.marks:
                remove(mark)
            dropped += 1
    return dropped


def _fields(root: etree._Element) -> Iterator[_Field]:
    """The fields by their marks; one without an end ends where the part does."""
    under_way: list[_Field] = []
    for element in root.iter(_MARK, _SIMPLE, *_TEXTS):
        around = under_way[-1] if under_way else None
        kind = element.get(qn("w:fldCharType"), "")
        if element.tag in _TEXTS or element.tag == _SIMPLE or kind == "begin":
            _read(element, around)
            under_way += [_Field([element])] if kind == "begin" else []
        elif around is not None:
            around.marks.append(element)
            around.shown = True
            if kind == "end":
                yield under_way.pop()
    yield from under_way


def _read(element: etree._Element, around: _Field | None) -> None:
    """Take what stands in a field's instruction into account: words, or another field."""
    if around is None or around.shown:
        return
    if element.tag in _TEXTS:
        around.instruction += element.text or ""
        around.marks.append(element)
    else:
        around.is_built = True


def unwrap(element: etree._Element) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    assert parent is not None
    place = parent.index(element)
    for child in list(element):
        parent.insert(place, child)
        place += 1
    parent.remove(element)


def remove(element: etree._Element) -> None:
    """Take an element out, if it is in anything."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
