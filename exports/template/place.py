"""Where in a template the document's content goes: at `{{innhold}}`, or after what stands there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from exports.template.fields import CONTENT, PLACEHOLDER, folded, replace, tag_of, text_of
from exports.template.unpacking import TemplateRefused

_PARAGRAPH, _SECTION = qn("w:p"), qn("w:sectPr")
_CONTROL, _CONTROL_CONTENT = qn("w:sdt"), qn("w:sdtContent")
_MARK = "referat"  # an attribute that Word has no use for, gone before the file is written
_ELSEWHERE = {qn("w:tbl"): "en tabell", qn("w:txbxContent"): "en tekstboks"}
# What makes a paragraph without words more than an empty line.
_HOLDS = [
    *(qn(f"w:{tag}") for tag in ("drawing", "pict", "object", "fldSimple", "instrText", "sectPr")),
    *(qn(f"w:{tag}") for tag in ("sym", "ptab", "pBdr", "pageBreakBefore", "framePr")),
    *(qn(f"w:{tag}") for tag in ("footnoteReference", "endnoteReference")),
    qn("m:oMath"),
]


@dataclass(frozen=True, slots=True)
class Marker:
    """Where a template says that the content goes.

    Attributes:
        element: The paragraph or content control that says so.
        inside: «en tabell» or «en tekstboks», where pages of their own can not begin; or "".
    """

    element: etree._Element
    inside: str


def markers(root: etree._Element) -> tuple[Marker, ...]:
    """Every place in a part that says that the content goes there."""
    controls = [each for each in root.iter(_CONTROL) if _is_content(tag_of(each))]
    found = [Marker(_whole(each), _inside(each)) for each in controls]
    found += [
        Marker(paragraph, _inside(paragraph))
        for paragraph in root.iter(_PARAGRAPH)
        if any(map(_is_content, PLACEHOLDER.findall(text_of(paragraph))))
        and not any(_is_content(tag_of(each)) for each in paragraph.iterancestors(_CONTROL))
    ]
    return tuple(found)


def refuse_wrong_places(main: Sequence[Marker], edges: Sequence[Marker], name: str) -> None:
    """Refuse a template where the content can not be put.

    Args:
        main: The markers in the text.
        edges: Those in headers, footers and notes.
        name: What the template is called.

    Raises:
        TemplateRefused: It stands in several places, or where pages can not begin.
    """
    where = (
        "topptekst, bunntekst eller fotnoter"
        if edges
        else "".join(each.inside for each in main[:1])
    )
    if where:
        raise TemplateRefused(
            f"I malen «{name}» står {{{{{CONTENT}}}}} i {where}; "
            "flytt det til en linje for seg i dokumentet, og prøv igjen."
        )
    if len(main) > 1:
        raise TemplateRefused(
            f"I malen «{name}» står {{{{{CONTENT}}}}} flere steder; la det stå ett sted, "
            "og prøv igjen."
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where the content goes in an open document.

    Attributes:
        section: The properties of the pages that it stands on.
        is_followed: Whether those pages hold something after it.
    """

    section: etree._Element
    is_followed: bool
    _parent: etree._Element
    _at: int

    @property
    def ends_document(self) -> bool:
        """Whether its pages are the document's last."""
        parent = self.section.getparent()
        return parent is not None and parent.tag == qn("w:body")

    def put_last(self, elements: Iterable[etree._Element]) -> None:
        """Put what comes along after everything in the document."""
        for element in elements:
            self.section.addprevious(element)

    def put(self, elements: Iterable[etree._Element]) -> None:
        """Put the content there."""
        for offset, element in enumerate(elements):
            self._parent.insert(self._at + offset, element)


def mark(text: etree._Element) -> None:
    """Mark the place in a template before its fields are filled: a value may say `{{innhold}}`.

    Args:
        text: The document as the template has it; its own mark is taken out.
    """
    for found in markers(text)[:1]:
        found.element.set(_MARK, CONTENT)
        if found.element.tag == _PARAGRAPH:
            _take_out_of(found.element)


def make_place(body: BaseOxmlElement) -> Place:
    """Make room for the content, at the mark or else after everything.

    Args:
        body: The document's body.
    """
    if not len(body) or body[-1].tag != _SECTION:
        body.append(OxmlElement("w:sectPr"))
    marked = (each for each in body.iter(_PARAGRAPH, _CONTROL) if each.get(_MARK))
    marker = next(marked, None)
    if marker is not None:
        return _instead_of(marker, body)
    while len(body) > 1 and _is_empty(body[-2]):
        body.remove(body[-2])
    return Place(body[-1], False, body, len(body) - 1)


def _instead_of(marker: etree._Element, body: etree._Element) -> Place:
    del marker.attrib[_MARK]
    parent = marker.getparent()
    assert parent is not None
    at = parent.index(marker)
    section = _section_after(marker, body)
    if marker.tag == _CONTROL or _is_empty(marker):
        parent.remove(marker)
    # The mark of a section's end must come after the content.
    elif next(marker.iter(_SECTION), None) is None:
        at += 1
    followed = _is_followed(parent, at, section, body)
    return Place(section, followed, parent, at)


def _take_out_of(paragraph: etree._Element) -> None:
    for control in list(paragraph.iter(_CONTROL)):
        parent = control.getparent()
        if _is_content(tag_of(control)) and parent is not None:
            parent.remove(control)
    replace(paragraph, PLACEHOLDER, lambda typed: "" if _is_content(typed) else None)


def _section_after(element: etree._Element, body: etree._Element) -> etree._Element:
    """The properties of the pages that an element stands on: the next ones in the document."""
    inside = next(element.iter(_SECTION), None)
    if inside is not None:
        return inside
    for following in _following(element, body):
        found = next(following.iter(_SECTION), None)
        if found is not None:
            return found
    return body[-1]


def _following(element: etree._Element, body: etree._Element) -> Iterator[etree._Element]:
    """What comes after an element, up to the end of the body."""
    while element is not body:
        yield from element.itersiblings()
        parent = element.getparent()
        assert parent is not None
        element = parent


def _is_followed(
    parent: etree._Element, at: int, section: etree._Element, body: etree._Element
) -> bool:
    after = [*list(parent)[at:], *_following(parent, body)]
    # A line that only ends the pages is nothing to go on to.
    ends = after[0] is section or (section in after[0].iter(_SECTION) and not text_of(after[0]))
    return not ends


def _is_empty(element: etree._Element) -> bool:
    """Whether a paragraph has nothing to show and marks nothing."""
    return (
        element.tag == _PARAGRAPH
        and not text_of(element).strip()
        and next(element.iter(*_HOLDS), None) is None
        and not any(each.get(qn("w:type")) for each in element.iter(qn("w:br")))
    )


def _is_content(name: str) -> bool:
    return folded(name) == CONTENT


def _whole(control: etree._Element) -> etree._Element:
    """The paragraph that a control stands in, or the control where it holds whole paragraphs."""
    return next(control.iterancestors(_PARAGRAPH), control)


def _inside(element: etree._Element) -> str:
    return next((_ELSEWHERE[each.tag] for each in element.iterancestors(*_ELSEWHERE)), "")
