"""Links within a document: what answers leads to what it answers, and back."""

import io
from datetime import datetime

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from exports import FORMATS, word
from exports.order import Order
from exports.outline import Block, Bullets, Cell, Column, Document, Heading, Paragraph, Run, Table
from exports.word_links import LINK_INK
from store import point_edits
from tests.exports.room import Room, said, table
from tests.exports.test_word import contrast


def opened(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(word.write(document)))


def outline(*blocks: Block) -> Document:
    return Document(
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


def links(document: WordDocument) -> list[tuple[str, str]]:
    """What each link says, and the words of the paragraph that it leads to."""
    body = document.element.body
    places = {
        start.get(qn("w:name")): text_of(next(start.iterancestors(qn("w:p"))))
        for start in body.iter(qn("w:bookmarkStart"))
    }
    return [
        (text_of(link), places[link.get(qn("w:anchor"))]) for link in body.iter(qn("w:hyperlink"))
    ]


def text_of(element: etree._Element) -> str:
    return "".join(str(text.text) for text in element.iter(qn("w:t")))


@pytest.fixture
def answered(evaluation: Room) -> Room:
    better = evaluation.point("bedre", "Ingen telte opp")
    answer = evaluation.point("neste", "Øve på opptelling")
    evaluation.do(point_edits.toggle_answer(evaluation.meeting, answer, better))
    evaluation.task("Lage plan", "Rektor", "uke 50", answer.uid)
    return evaluation


def test_a_point_and_what_answers_it_lead_to_each_other(answered: Room) -> None:
    found = links(opened(answered.document))
    to_answer = [where for words, where in found if words == "Neste gang 1"]
    assert all(where.startswith("Øve på opptelling") for where in to_answer)
    assert [where for words, where in found if words == "Bedre 1"] == [
        "Ingen telte oppBesvart av Neste gang 1"
    ]


def test_a_point_leads_to_its_task_in_the_list_and_the_task_back(answered: Room) -> None:
    found = links(opened(answered.document))
    assert ("Oppgave 1", "1") in found
    assert (
        said(table(answered.document, "Oppgaver").rows[0][1]) == "Lage plan\nGjelder: Neste gang 1"
    )
    assert len([words for words, _ in found if words == "Neste gang 1"]) == 2


def test_every_link_of_every_document_leads_somewhere(answered: Room, wheel: Room) -> None:
    risk = wheel.risk("Feil dose", likelihood=4, consequence=4)
    wheel.task("Kjøpe dosett", "Fagsykepleier", "uke 50", risk.uid)
    for room in (answered, wheel):
        found = links(opened(room.document))  # a link to nowhere has no place to look up
        assert found


def test_a_link_is_told_from_other_text_by_more_than_its_colour() -> None:
    document = opened(outline(Paragraph(runs=(Run("Her", anchor="a"), Run("dit", to="a")))))
    (run,) = document.element.body.iter(qn("w:hyperlink"))
    assert run.find(".//" + qn("w:u")).get(qn("w:val")) == "single"
    assert contrast(LINK_INK, "FFFFFF") >= 4.5


def test_a_link_to_what_the_document_does_not_hold_is_plain_text() -> None:
    document = opened(outline(Paragraph(runs=(Run("Se "), Run("sak 3", italic=True, to="b")))))
    assert not list(document.element.body.iter(qn("w:hyperlink")))
    (_, paragraph) = document.paragraphs
    assert paragraph.text == "Se sak 3"
    assert [(run.italic, run.underline) for run in paragraph.runs] == [(None, None), (True, None)]


def test_headings_list_items_and_cells_can_be_led_to() -> None:
    cells = Table((Column("Nr."),), ((Cell(runs=(Run("1", anchor="celle"),)),),), "Oppgaver", "")
    document = outline(
        Heading(2, "Sak 1", anchor="sak"),
        Bullets(((Run("Punkt", anchor="punkt"),),)),
        cells,
        Paragraph(runs=tuple(Run(name, to=name) for name in ("sak", "punkt", "celle"))),
    )
    assert links(opened(document)) == [("sak", "Sak 1"), ("punkt", "Punkt"), ("celle", "1")]


def test_what_is_told_twice_is_led_to_where_it_is_told_first() -> None:
    document = opened(
        outline(
            Paragraph(runs=(Run("Først", anchor="a"),)),
            Paragraph(runs=(Run("Igjen", anchor="a"), Run("se", to="a"))),
        )
    )
    assert links(document) == [("se", "Først")]
    assert len(list(document.element.body.iter(qn("w:bookmarkEnd")))) == 1


def test_bookmarks_have_names_and_numbers_that_word_takes() -> None:
    anchors = ("uid-1", "Ø" * 400, "<&>")
    document = opened(outline(*(Paragraph(runs=(Run("a", anchor=each),)) for each in anchors)))
    starts = list(document.element.body.iter(qn("w:bookmarkStart")))
    names = [start.get(qn("w:name")) for start in starts]
    assert all(name.isalnum() and name[0].isalpha() and len(name) <= 40 for name in names)
    assert len({start.get(qn("w:id")) for start in starts}) == len(set(names)) == 3


def test_markdown_says_the_same_in_plain_text(answered: Room) -> None:
    text = FORMATS["md"].write(Order(answered.source)).decode()
    assert "*Besvart av Neste gang 1*" in text
    assert "*Oppgave 1: Rektor. Frist: fre 11.12.2026 (uke 50)*" in text.replace("\\", "")
