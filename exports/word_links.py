"""Links within a Word document: bookmarks where others lead, and hyperlinks that lead there."""

import hashlib
from collections.abc import Sequence
from typing import cast

from docx.oxml.ns import qn
from lxml import etree

from exports.outline import Run
from exports.word_elements import VAL, run_xml

LINK_INK = "1F4E8C"  # 8.3:1 on white; a link is underlined too
_OURS = "sted"
_NAME, _ID = qn("w:name"), qn("w:id")
_START, _END, _LINK = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:hyperlink")


def stretch_xml(stretch: Run, *, color: str = "") -> str:
    """A run of an outline with its anchor and its link; `settle_links` comes after all.

    Args:
        stretch: The run.
        color: RRGGBB, or empty for the style's own, and for a link its own.
    """
    written = run_xml(
        stretch.text,
        bold=stretch.bold,
        italic=stretch.italic,
        underlined=bool(stretch.to),
        color=color or (LINK_INK if stretch.to else ""),
    )
    if stretch.anchor:
        start = f'<w:bookmarkStart w:id="0" w:name="{_bookmark(stretch.anchor)}"/>'
        written = f'{start}{written}<w:bookmarkEnd w:id="0"/>'
    if stretch.to:
        link = f'<w:hyperlink w:anchor="{_bookmark(stretch.to)}" w:history="1">'
        written = f"{link}{written}</w:hyperlink>"
    return written


def _bookmark(anchor: str) -> str:
    """A name that Word takes, whatever the anchor is: letters and digits, at most 40."""
    return f"{_OURS}{hashlib.sha256(anchor.encode()).hexdigest()[:24]}"


def settle_links(body: etree._Element, elements: Sequence[etree._Element]) -> None:
    """Number the bookmarks, and make a link that leads nowhere in the document plain text.

    Args:
        body: Where the elements will stand; a template's own bookmarks keep their numbers.
        elements: Those of our own.
    """
    _drop_earlier(body)
    places: set[str] = set()
    starts, ends = _all(elements, _START), _all(elements, _END)
    ids = (mark.get(_ID, "") for mark in body.iter(_START))
    taken = max((int(each) for each in ids if each.isdecimal() and len(each) < 9), default=-1)
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), taken + 1):
        name = start.get(_NAME, "")
        for mark in (start, end):
            mark.set(_ID, str(number))
            if name in places:  # what is told twice is led to where it is told first
                cast(etree._Element, mark.getparent()).remove(mark)
        places.add(name)
    for link in _all(elements, _LINK):
        if link.get(qn("w:anchor")) not in places:
            _make_plain(link)


def _drop_earlier(body: etree._Element) -> None:
    """Take out our own bookmarks and links of a template that was a document of ours."""
    earlier = [mark for mark in body.iter(_START) if mark.get(_NAME, "").startswith(_OURS)]
    ids = {mark.get(_ID) for mark in earlier}
    for mark in [*earlier, *(end for end in body.iter(_END) if end.get(_ID) in ids)]:
        cast(etree._Element, mark.getparent()).remove(mark)
    for link in list(body.iter(_LINK)):
        if link.get(qn("w:anchor"), "").startswith(_OURS):
            _make_plain(link)


def _all(elements: Sequence[etree._Element], tag: str) -> list[etree._Element]:
    return [found for element in elements for found in element.iter(tag)]


def _make_plain(link: etree._Element) -> None:
    for look in list(link.iter(qn("w:u"), qn("w:color"))):
        if look.tag == qn("w:u") or look.get(VAL) == LINK_INK:
            cast(etree._Element, look.getparent()).remove(look)
    for run in list(link):
        link.addprevious(run)
    cast(etree._Element, link.getparent()).remove(link)
