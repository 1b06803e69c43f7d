"""Where Word may end a page: never between the lines of a short list, never before nothing."""

import io
from datetime import datetime

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from exports.outline import Block, Bullets, Column, Document, Heading, Paragraph, Signatures, Table
from exports.word import write

TABLE = Table((Column("Hva"),), (("Brann",),), "Risikoer", "En rad for hver risiko.")


def opened(*blocks: Block) -> WordDocument:
    document = Document(
        title="Tittel",
        subject="",
        author="Eksempeldal kommune",
        keywords=(),
        identifier="uid",
        version="1",
        saved=datetime.fromisoformat("2026-11-24T10:00:00"),
        draft=False,
        blocks=(Heading(1, "Tittel"), *blocks),
    )
    return docx.Document(io.BytesIO(write(document)))


def kept(word: WordDocument) -> list[bool]:
    return [paragraph.paragraph_format.keep_with_next is True for paragraph in word.paragraphs[1:]]


def test_a_short_list_stands_whole_on_one_page() -> None:
    assert kept(opened(Bullets(("a", "b", "c")))) == [True, True, False]


def test_a_long_list_goes_on_to_the_next_page() -> None:
    assert not any(kept(opened(Bullets(tuple("abcdefg")))))
    assert not any(kept(opened(Bullets(("a\nb\nc", "d\ne\nf", "g")))))


def test_a_paragraph_that_opens_what_follows_is_not_left_behind() -> None:
    assert kept(opened(Paragraph("Status: Gul", opens=True), Paragraph("Forsinket"))) == [
        True,
        False,
    ]


def test_the_last_of_what_is_signed_stands_on_the_page_of_the_signatures() -> None:
    signed = (Heading(2, "Underskrifter"), Signatures(("A", "B")))
    assert kept(opened(Bullets(tuple("abcdefg")), *signed))[6:8] == [True, True]
    rows = opened(TABLE, *signed).tables[0].rows
    assert rows[-1].cells[0].paragraphs[0].paragraph_format.keep_with_next is True


def test_what_ends_a_document_after_a_table_takes_no_room() -> None:
    """With space above it, it would lie alone on a page of its own below a full one."""
    last = opened(TABLE).paragraphs[-1]
    assert last.text == ""
    assert last._p.pPr is not None
    assert last._p.pPr.find(qn("w:spacing")) is None
