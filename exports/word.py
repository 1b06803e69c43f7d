"""Word documents: an outline written on the base document's styles."""

import io
from collections.abc import Sequence
from importlib import resources
from itertools import groupby
from typing import cast

import docx
from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement

from exports.clean_text import clean_line
from exports.outline import (
    DRAFT_LINE,
    FACTS_COLUMNS,
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
from exports.word_elements import (
    Styles,
    add_run,
    break_page_before,
    child,
    keep_with_next,
    new_paragraph,
    number,
    space_before,
)
from exports.word_package import unzipped, zipped
from exports.word_page import Pages
from exports.word_properties import set_properties, with_fingerprint
from exports.word_table import Row, table

_STYLES: dict[ParagraphStyle, str] = {
    "body": "Normal",
    "lead": "Ingress",
    "note": "Merknad",
    "warning": "Varsel",
}
_FACTS = (Column(FACTS_COLUMNS[0], 1.2), Column(FACTS_COLUMNS[1], 2.8))
_FACTS_DESCRIPTION = "To kolonner: navnet på et felt, og hva det inneholder."
_SHORT_LIST = 6  # lines; such a list stands whole on one page
_BELOW_TABLE = 160  # twips


def write(document: Document) -> bytes:
    """The document as a .docx file; the same document always gives the same bytes."""
    word = docx.Document(io.BytesIO(_base()))
    set_properties(word, document)
    styles = Styles(word)
    pages = Pages(word, document, styles)
    body = _Body(word, styles)
    if document.draft:
        body.paragraph("Utkast", DRAFT_LINE)
    turns = _turns(document.blocks)
    for position, (landscape, blocks) in enumerate(turns):
        body.width = pages.text_width(landscape=landscape)
        for block in blocks:
            body.add(block)
        section = pages.section(landscape=landscape, first=position == 0)
        body.end_section(section, last=position == len(turns) - 1)
    buffer = io.BytesIO()
    word.save(buffer)
    return zipped(with_fingerprint(unzipped(buffer.getvalue())))


def _base() -> bytes:
    return resources.files("exports").joinpath("base.docx").read_bytes()


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
    """Appends blocks to a document in reading order.

    Attributes:
        width: What tables fill, in twips.
    """

    def __init__(self, word: WordDocument, styles: Styles) -> None:
        self.width = 0
        self._styles = styles
        self._lists = _Lists(cast(BaseOxmlElement, word.part.numbering_part.element))
        self._body = cast(BaseOxmlElement, word.element.body)
        for element in list(self._body):
            self._body.remove(element)
        self._heading = ""
        self._below_table = False
        self._page_break = False

    def add(self, block: PageContent) -> None:
        """Append one block."""
        match block:
            case Heading():
                self._heading = clean_line(block.text)
                self.paragraph(f"heading {block.level}", self._heading)
            case Paragraph():
                self.paragraph(_STYLES[block.style], *block.stretches)
            case Bullets() | Numbered():
                self._list(block)
            case Facts():
                self._table(_FACTS, block.rows, block.caption, _FACTS_DESCRIPTION, labelled=True)
            case Table():
                self._table(block.columns, block.rows, block.caption, block.description)
            case Signatures():
                self._signatures(block)
            case PageBreak():
                self._page_break = len(self._body) > 0

    def paragraph(self, style: str, *texts: Run | str) -> BaseOxmlElement:
        """Append a paragraph of the style with this name."""
        paragraph = new_paragraph(self._styles[style])
        for text in texts:
            run = Run(text) if isinstance(text, str) else text
            if run.text:
                add_run(paragraph, run.text, bold=run.bold, italic=run.italic)
        if self._page_break:
            break_page_before(paragraph)
        elif self._below_table and not style.startswith("heading"):
            space_before(paragraph, _BELOW_TABLE)
        self._page_break = self._below_table = False
        self._body.append(paragraph)
        return paragraph

    def end_section(self, section: BaseOxmlElement, *, last: bool) -> None:
        """End the pages that lie one way; their properties stand in their last paragraph."""
        self._page_break = False
        # A table cannot carry them, and may not end a document either.
        needs_carrier = len(self._body) == 0 or self._below_table
        # Space above it could push it, alone, to a page of its own.
        self._below_table = False
        carrier = self.paragraph("Skille") if needs_carrier else self._body[-1]
        if last:
            self._body.append(section)
        else:
            carrier[0].append(section)

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
        )
        self._body.append(made)
        self._below_table = True

    def _signatures(self, block: Signatures) -> None:
        for left, party in zip(range(len(block.parties) - 1, -1, -1), block.parties, strict=True):
            keep_with_next(self.paragraph("Part", clean_line(party)))
            line = self.paragraph("Underskrift", "Sted og dato \t\tUnderskrift \t")
            if left:  # all sign on one page
                keep_with_next(line)


class _Lists:
    """Gives every list a numbering of its own, so that none goes on counting from the last."""

    def __init__(self, numbering: BaseOxmlElement) -> None:
        self._numbering = numbering
        self._count = 0

    def new(self, *, numbered: bool) -> int:
        """Define one more list; returns its number."""
        self._count += 1
        definition = child(self._numbering, "abstractNum", abstractNumId=str(self._count))
        # Word takes lists with one nsid for the same list.
        child(definition, "nsid", val=f"{0x52450000 + self._count:08X}")
        child(definition, "multiLevelType", val="singleLevel")
        level = child(definition, "lvl", ilvl="0")
        child(level, "start", val="1")
        child(level, "numFmt", val="decimal" if numbered else "bullet")
        child(level, "lvlText", val="%1." if numbered else "•")
        child(level, "lvlJc", val="left")
        child(child(level, "pPr"), "ind", left="510", hanging="425" if numbered else "284")
        # All definitions stand before the lists that use them.
        self._numbering.insert(self._count - 1, definition)
        use = child(self._numbering, "num", numId=str(self._count))
        child(use, "abstractNumId", val=str(self._count))
        return self._count
