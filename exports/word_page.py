"""Pages in Word: sections upright or on their side, each with its own header and footer."""

from copy import deepcopy
from typing import cast

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.hdrftr import FooterPart, HeaderPart

from exports.clean_text import clean_line
from exports.outline import DRAFT_MARK, Document
from exports.word_elements import Styles, add_field, add_run, child, new_paragraph

DRAFT_INK = "9A3412"
_SIDE_MARGIN = 1021  # twips, of a page on its side: wide tables need the room
_TOP_MARGIN = 1191  # twips, of the same: they are low, and one more row counts
_LETTER = 92  # twips that a letter of a header or footer takes, on the whole
_BETWEEN = " · "
_MAKERS: dict[str, tuple[type[HeaderPart | FooterPart], str]] = {
    "header": (HeaderPart, RELATIONSHIP_TYPE.HEADER),
    "footer": (FooterPart, RELATIONSHIP_TYPE.FOOTER),
}


class Pages:
    """Makes the sections of one document.

    Every section names its own header and footer: a section that inherits them would have the
    page number where the other kind of page has its edge.
    """

    def __init__(self, word: WordDocument, document: Document, styles: Styles) -> None:
        self._word = word
        self._document = document
        self._styles = styles
        self._upright = word.element.body.sectPr
        self._parts: dict[tuple[str, bool, bool], str] = {}

    def text_width(self, *, landscape: bool) -> int:
        """The width between the margins in twips."""
        size, margins = self._geometry(landscape=landscape)
        return size - 2 * margins

    def section(self, *, landscape: bool, first: bool) -> BaseOxmlElement:
        """The properties of a section; the first one's first page does not repeat the title."""
        section = cast(BaseOxmlElement, deepcopy(self._upright))
        if landscape:
            self._turn(section)
        references = [("header", False), ("footer", False)]
        references += [("header", True), ("footer", True)] if first else []
        for position, (kind, opening) in enumerate(references):
            reference = child(section, f"{kind}Reference", type="first" if opening else "default")
            reference.set(qn("r:id"), self._part(kind, landscape, opening))
            section.insert(position, reference)
        if first:
            child(section, "titlePg")
        return section

    def _geometry(self, *, landscape: bool) -> tuple[int, int]:
        """The page's width and one side margin."""
        size, margins = self._upright.find(qn("w:pgSz")), self._upright.find(qn("w:pgMar"))
        assert size is not None
        assert margins is not None
        if landscape:
            return int(size.get(qn("w:h"), "0")), _SIDE_MARGIN
        return int(size.get(qn("w:w"), "0")), int(margins.get(qn("w:left"), "0"))

    def _turn(self, section: BaseOxmlElement) -> None:
        size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
        assert size is not None
        assert margins is not None
        width, height = size.get(qn("w:w"), ""), size.get(qn("w:h"), "")
        size.set(qn("w:w"), height)
        size.set(qn("w:h"), width)
        size.set(qn("w:orient"), "landscape")
        margins.set(qn("w:top"), str(_TOP_MARGIN))
        margins.set(qn("w:left"), str(_SIDE_MARGIN))
        margins.set(qn("w:right"), str(_SIDE_MARGIN))

    def _part(self, kind: str, landscape: bool, opening: bool) -> str:
        """The relationship id of a header or footer, made where it is first needed."""
        key = (kind, landscape, opening)
        if key not in self._parts:
            made, relation = _MAKERS[kind]
            part = made.new(self._word.part.package)
            element = cast(BaseOxmlElement, part.element)
            for old in list(element):
                element.remove(old)
            width = self.text_width(landscape=landscape)
            is_header = kind == "header"
            element.extend(self._header(width, opening) if is_header else self._foot(width))
            self._parts[key] = self._word.part.relate_to(part, relation)
        return self._parts[key]

    def _header(self, width: int, opening: bool) -> list[BaseOxmlElement]:
        """Whose document it is; from the second page on what it is too."""
        paragraph = self._edge_to_edge("header", width)
        document = self._document
        told = (document.header, "" if opening else document.title)
        add_run(paragraph, _shortened(_BETWEEN.join(part for part in told if part), width))
        if document.draft:
            add_run(paragraph, "\t")
            add_run(paragraph, DRAFT_MARK, bold=True, color=DRAFT_INK)
        return [paragraph]

    def _foot(self, width: int) -> list[BaseOxmlElement]:
        """The page's number at the right edge of the first line, and the lines below it."""
        first, *below = self._document.footer or ("",)
        paragraph = self._edge_to_edge("footer", width)
        add_run(paragraph, _shortened(first, width) + "\tSide ")
        add_field(paragraph, "PAGE")
        add_run(paragraph, " av ")
        add_field(paragraph, "NUMPAGES")
        lines = [paragraph]
        for text in (*below, self._document.fingerprint):
            if text:
                lines.append(new_paragraph(self._styles["footer"]))
                add_run(lines[-1], clean_line(text))
        return lines

    def _edge_to_edge(self, style: str, width: int) -> BaseOxmlElement:
        """A line whose text after the tab ends at the right margin."""
        paragraph = new_paragraph(self._styles[style])
        child(child(paragraph[0], "tabs"), "tab", val="right", pos=str(width))
        return paragraph


def _shortened(text: str, width: int) -> str:
    """The text on one line, with room for what stands at the other edge."""
    line, letters = clean_line(text), (width - 1800) // _LETTER
    return line if len(line) <= letters else line[: letters - 1].rstrip() + "…"
