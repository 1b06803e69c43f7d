"""Word documents: an outline written on the base document's styles."""

import io
from collections.abc import Sequence
from itertools import groupby
from typing import cast

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from exports.clean_text import clean_line
from exports.outline import (
    DRAFT_LINE,
    FACTS_COLUMNS,
    SIGNATURE_COLUMNS,
    Block,
    Bullets,
    Column,
    Document,
    Facts,
    Heading,
    Landscape,
    Numbered,
    PageBreak,
    PageContent,
    Paragraph,
    ParagraphStyle,
    Run,
    Signatures,
    Table,
    stretches,
)
from exports.template import Template, filled
from exports.template.place import Place, make_place
from exports.word_elements import (
    add_xml,
    break_page_before,
    keep_with_next,
    new_paragraph,
    number,
    space_before,
)
from exports.word_links import settle_links, stretch_xml
from exports.word_lists import Lists
from exports.word_package import unzipped, zipped
from exports.word_page import Pages
from exports.word_properties import set_properties, with_fingerprint
from exports.word_styles import Styles, base
from exports.word_table import Row, table

_STYLES: dict[ParagraphStyle, str] = {
    "body": "Normal",
    "lead": "Ingress",
    "note": "Merknad",
    "warning": "Varsel",
    "closing": "Bunnlinje",
}
_FACTS = (Column(FACTS_COLUMNS[0], 1.2), Column(FACTS_COLUMNS[1], 2.8))
_SIGNATURES = tuple(map(Column, SIGNATURE_COLUMNS, (2.4, 3.0, 4.0)))
_SIGNATURES_DESCRIPTION = "En rad for hver part, med plass til sted, dato og underskrift."
_ROOM_TO_SIGN = 680  # twips, 12 mm
_FACTS_DESCRIPTION = "To kolonner: navnet på et felt, og hva det inneholder."
_SHORT_LIST = 6  # lines; such a list stands whole on one page
_BELOW_TABLE = 160  # twips


def write(document: Document, template: Template | None = None) -> bytes:
    """The document as a .docx file; the same document always gives the same bytes.

    Args:
        document: What it says.
        template: What it is written on; None for our own look.
    """
    ground = filled(template, dict(document.fields)) if template else base()
    word = docx.Document(io.BytesIO(ground))
    set_properties(word, document)
    styles = Styles(word)
    place = make_place(cast(BaseOxmlElement, word.element.body))
    pages = Pages(word, document, styles, cast(BaseOxmlElement, place.section))
    body = _Body(word, styles)
    if document.draft and template:
        pages.mark_draft(template)
    if document.draft:
        body.paragraph("Utkast", DRAFT_LINE)
    here = _write_turns(body, pages, place, _blocks(document, template, pages))
    settle_links(word.element.body, body.elements)
    place.put(body.elements[:here])
    place.put_last(body.elements[here:])
    pages.settle()
    buffer = io.BytesIO()
    word.save(buffer)
    return zipped(with_fingerprint(unzipped(buffer.getvalue())))


def _blocks(document: Document, template: Template | None, pages: Pages) -> tuple[Block, ...]:
    """The blocks, but for a title that the template says, and with what its foot leaves out."""
    if template is None:
        return document.blocks
    blocks = document.blocks[1 if template.has_title else 0 :]
    unsaid = pages.unsaid(template.every_field)
    if not unsaid:
        return blocks
    # Not after pages on their side, where it would have a page to itself.
    upright = [place for place, block in enumerate(blocks) if not isinstance(block, Landscape)]
    end = upright[-1] + 1 if upright else 0
    return (*blocks[:end], Paragraph("\n".join(unsaid), "closing"), *blocks[end:])


def _write_turns(body: "_Body", pages: Pages, place: Place, blocks: Sequence[Block]) -> int:
    """Write the blocks, each turn of the page as a section of its own.

    The last one needs none where what is on the page already can end it.

    Returns:
        How many of the elements go to the place; the rest come after all that the template has.
    """
    turns = _turns(blocks)
    if place.is_followed and place.ends_document and [each for each, _ in turns] == [False, True]:
        return _write_with_appendix(body, pages, turns[0][1], turns[1][1])
    for position, (landscape, content) in enumerate(turns):
        first, last = position == 0, position == len(turns) - 1
        body.width = pages.text_width(landscape=landscape)
        for block in content:
            body.add(block)
        if not last or (landscape and place.is_followed):
            body.end_section(pages.section(landscape=landscape, first=first))
    body.end_below_table()
    landscape, alone = turns[-1][0] and not place.is_followed, len(turns) == 1
    pages.set_last(landscape=landscape, first=alone and landscape == turns[-1][0])
    return len(body.elements)


def _write_with_appendix(
    body: "_Body", pages: Pages, text: Sequence[PageContent], appendix: Sequence[PageContent]
) -> int:
    """Write pages on their side after what closes the letter: nobody signs an appendix."""
    body.width = pages.text_width(landscape=False)
    for block in text:
        body.add(block)
    body.end_below_table()
    here = len(body.elements)
    body.paragraph("Skille")
    body.end_section(pages.section(landscape=False, first=True))
    body.width = pages.text_width(landscape=True)
    for block in appendix:
        body.add(block)
    body.end_below_table()
    pages.set_last(landscape=True, first=False)
    return here


def _turns(blocks: Sequence[Block]) -> list[tuple[bool, list[PageContent]]]:
    """The blocks by the way their pages lie: (landscape, blocks); at least one stretch."""
    turned = ((isinstance(block, Landscape), block) for block in blocks)
    turns: list[tuple[bool, list[PageContent]]] = []
    for landscape, group in groupby(turned, key=lambda pair: pair[0]):
        content: list[PageContent] = []
        for _, block in group:
            content += block.blocks if isinstance(block, Landscape) else (block,)
        if content:
            turns.append((landscape, content))
    return turns or [(False, [])]


class _Body:
    """Makes the elements of blocks, in reading order.

    Attributes:
        width: What tables fill, in twips.
        elements: Those that are made.
    """

    def __init__(self, word: WordDocument, styles: Styles) -> None:
        self.width = 0
        self._styles = styles
        self._lists = Lists(word)
        self.elements: list[BaseOxmlElement] = []
        self._heading = ""
        self._below_table = False
        self._page_break = False

    def add(self, block: PageContent) -> None:
        """Append one block."""
        match block:
            case Heading():
                self._heading = clean_line(block.text)
                heading = Run(self._heading, anchor=block.anchor)
                self.paragraph(f"heading {block.level}", heading)
            case Paragraph():
                self._text(block)
            case Bullets() | Numbered():
                self._list(block)
            case Facts():
                self._table(_FACTS, block.rows, block.caption, _FACTS_DESCRIPTION, labelled=True)
            case Table():
                self._table(block.columns, block.rows, block.caption, block.description)
            case Signatures():
                self._signatures(block)
            case PageBreak():
                self._page_break = len(self.elements) > 0

    def _text(self, block: Paragraph) -> None:
        paragraph = self.paragraph(_STYLES[block.style], *block.stretches)
        if block.opens:
            keep_with_next(paragraph)

    def paragraph(self, style: str, *texts: Run | str) -> BaseOxmlElement:
        """Append a paragraph of the style with this name."""
        paragraph = new_paragraph(self._styles[style])
        runs = (Run(text) if isinstance(text, str) else text for text in texts)
        add_xml(paragraph, "".join(stretch_xml(run) for run in runs if run.text))
        if self._page_break:
            break_page_before(paragraph)
        elif self._below_table and not style.startswith("heading"):
            space_before(paragraph, _BELOW_TABLE)
        self._page_break = self._below_table = False
        self.elements.append(paragraph)
        return paragraph

    def end_section(self, section: BaseOxmlElement) -> None:
        """End the pages that lie one way; their properties stand in their last paragraph."""
        self.end_below_table()
        self.elements[-1][0].append(section)

    def end_below_table(self) -> None:
        """End in a paragraph: a table can neither carry a section nor end a document."""
        self._page_break = False
        if self._below_table or not self.elements:
            # Space above it could push it, alone, to a page of its own.
            self._below_table = False
            self.paragraph("Skille")

    def _list(self, block: Bullets | Numbered) -> None:
        numbered = isinstance(block, Numbered)
        numbering = self._lists.new(numbered=numbered)
        style = "List Number" if numbered else "List Bullet"
        breaks = sum(run.text.count("\n") for item in block.items for run in stretches(item))
        short = len(block.items) + breaks <= _SHORT_LIST
        for left, item in zip(range(len(block.items) - 1, -1, -1), block.items, strict=True):
            paragraph = self.paragraph(style, *stretches(item))
            number(paragraph, numbering)
            if short and left:
                keep_with_next(paragraph)

    def _table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        caption: str,
        description: str,
        *,
        labelled: bool = False,
        row_height: int = 0,
    ) -> None:
        title = clean_line(caption)
        if title and title.casefold() != self._heading.casefold():
            self.paragraph("caption", title)
        elif self._below_table or self._page_break:
            self.paragraph("Skille")  # two tables without a paragraph between them become one
        made = table(
            columns,
            rows,
            width=self.width,
            styles=self._styles,
            caption=caption,
            description=description,
            labelled=labelled,
            row_height=row_height,
        )
        self.elements.append(made)
        self._below_table = True

    def _signatures(self, block: Signatures) -> None:
        self._bring_along()
        self._table(
            _SIGNATURES,
            [(clean_line(party), "", "") for party in block.parties],
            "Underskrifter",
            _SIGNATURES_DESCRIPTION,
            labelled=True,
            row_height=_ROOM_TO_SIGN,
        )

    def _bring_along(self) -> None:
        """Keep the last of what is signed on the page of the signatures, and their heading."""
        for element in list(self.elements)[-2:]:
            rows = list(element.iter(qn("w:tr")))
            for paragraph in (rows[-1] if rows else element).iter(qn("w:p")):
                keep_with_next(cast(BaseOxmlElement, paragraph))
