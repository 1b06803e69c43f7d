"""Pages in Word: sections upright or on their side, each with its own header and footer."""

from collections.abc import Collection
from copy import deepcopy
from itertools import product
from typing import cast

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.hdrftr import FooterPart, HeaderPart

from exports.clean_text import clean_line
from exports.outline import DRAFT_MARK, Document
from exports.template import FOOTER, HEADER, Template
from exports.word_elements import add_field, add_run, child, new_paragraph
from exports.word_section import begin, go_on, text_width, turned, with_size
from exports.word_styles import Styles

DRAFT_INK = "9A3412"
_LETTER = 92  # twips that a letter of a header or footer takes, on the whole
_BETWEEN = " · "
_END = 20  # letters of a shortened line
# The rest of the foot is told in the text too.
_ONLY_IN_FOOT = {
    "tilgangskode": "Tilgangskode:",
    "grunnlag": "Grunnlag:",
    "fingeravtrykk": "Fingeravtrykk:",
}
_MAKERS: dict[str, tuple[type[HeaderPart | FooterPart], str]] = {
    "header": (HeaderPart, RELATIONSHIP_TYPE.HEADER),
    "footer": (FooterPart, RELATIONSHIP_TYPE.FOOTER),
}


class Pages:
    """Makes the sections of one document, like the one that its content stands in.

    A template keeps its own headers, its own footers, or both; where it has none at all, ours
    are used. Every section names ours: one that inherits them would have the page number where
    the other kind of page has its edge.
    """

    def __init__(
        self, word: WordDocument, document: Document, styles: Styles, section: BaseOxmlElement
    ) -> None:
        self._word = word
        self._document = document
        self._styles = styles
        self._last = self._last_made = section
        sections = list(word.element.body.iter(qn("w:sectPr")))
        self._ours = [
            kind
            for kind in _MAKERS
            if all(each.find(qn(f"w:{kind}Reference")) is None for each in sections)
        ]
        self._has_even = word.settings.odd_and_even_pages_header_footer
        self._upright = with_size(deepcopy(section))
        self._parts: dict[tuple[str, bool, bool], str] = {}

    def text_width(self, *, landscape: bool) -> int:
        """The width between the margins in twips."""
        return text_width(self._turned() if landscape else self._upright)

    def section(self, *, landscape: bool, first: bool) -> BaseOxmlElement:
        """The properties of a section; the first one's first page does not repeat the title."""
        section = self._turned() if landscape else deepcopy(self._upright)
        if not first:
            go_on(section)
        elif set(self._ours) == set(_MAKERS):
            begin(section)
        types = ["default", *(["even"] if self._has_even else [])]
        types += ["first"] if section.find(qn("w:titlePg")) is not None else []
        for position, (edge, kind) in enumerate(product(types, self._ours)):
            reference = child(section, f"{kind}Reference", type=edge)
            reference.set(qn("r:id"), self._part(kind, landscape, edge == "first"))
            section.insert(position, reference)
        return section

    def set_last(self, *, landscape: bool, first: bool) -> None:
        """Let the section that the content ends in be like this, when it is settled."""
        self._last_made = self.section(landscape=landscape, first=first)

    def settle(self) -> None:
        """Put the last section in its place, when all that comes before it is there."""
        parent = self._last.getparent()
        assert parent is not None
        parent.replace(self._last, self._last_made)

    def unsaid(self, fields: Collection[str]) -> list[str]:
        """What our foot would say and nothing else in the document does.

        Args:
            fields: Those that the template says itself.
        """
        if "footer" in self._ours:
            return []
        return [
            f"{label} {value}"
            for name, value in self._document.fields
            if value and name not in fields and (label := _ONLY_IN_FOOT.get(name))
        ]

    def mark_draft(self, template: Template) -> None:
        """Mark a draft in each of the template's own headers that does not say so itself."""
        if "header" in self._ours or "status" in template.fields[HEADER] | template.fields[FOOTER]:
            return
        headers = {
            relation.target_part.partname: cast(HeaderPart, relation.target_part).element
            for relation in self._word.part.rels.values()
            if relation.reltype == RELATIONSHIP_TYPE.HEADER
        }
        for header in headers.values():
            if DRAFT_MARK not in "".join(map(str, header.itertext())):
                line = new_paragraph(self._styles["Topplinje"])
                child(line[0], "jc", val="right")
                add_run(line, DRAFT_MARK, bold=True, color=DRAFT_INK)
                header.append(line)

    def _turned(self) -> BaseOxmlElement:
        return turned(self._upright, low="header" in self._ours)

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
        paragraph = self._edge_to_edge("Topplinje", width)
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
        paragraph = self._edge_to_edge("Bunnlinje", width)
        # Who approved it is not cut away: what does not fit goes on, with the number behind it.
        add_run(paragraph, _shortened(first, 2 * width) + "\tSide ")
        add_field(paragraph, "PAGE")
        add_run(paragraph, " av ")
        add_field(paragraph, "NUMPAGES")
        lines = [paragraph]
        for text in (*below, self._document.fingerprint):
            if text:
                lines.append(new_paragraph(self._styles["Bunnlinje"]))
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
    if len(line) <= letters:
        return line
    # The end tells which version it is.
    end = line[-_END:]
    return f"{line[: letters - _END - 1].rstrip()}…{end}"
