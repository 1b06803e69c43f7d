"""Universell utforming: the rules that every Word document keeps, whatever meeting it is of."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from exports import word
from exports.make_base import LANGUAGE
from exports.order import Order
from exports.papers import PAPERS, document
from exports.source import for_the_public
from exports.word_package import unzipped
from store import kind, point_edits, risk_edits
from store.database import Archive
from store.vocabulary import Enough
from tests.exports.conftest import under_way
from tests.exports.rich_meetings import fill_cooperation, fill_talk
from tests.exports.room import Room
from tests.exports.test_word import contrast

PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
WHITE = "FFFFFF"


def fill_wheel(room: Room) -> None:
    risk = room.risk("Feil dose", likelihood=4, consequence=4, enough=Enough.NO)
    room.risk("Lek", likelihood=2, consequence=2, exempt="basis-2")
    room.do(risk_edits.add_control(risk, "Dobbeltkontroll"), risk_edits.add_cause(risk, "Hast"))
    room.do(risk_edits.add_deviation(room.uid, risk.uid, "Ikke signert"))
    room.task("Kjøpe dosett", "Fagsykepleier", "uke 50", risk.uid)
    room.decide("Vi går videre.", risk.uid)


def fill_evaluation(room: Room) -> None:
    better = room.point("bedre", "Ingen telte opp")
    answer = room.point("neste", "Øve på opptelling")
    room.do(point_edits.toggle_answer(room.meeting, answer, better))
    room.do(point_edits.add_deviation(better))
    room.task("Lage plan", "Rektor", "uke 50", answer.uid)
    room.change(room.point("bra", "Elevens helse"), exempt="basis-2")


def fill_negotiation(room: Room) -> None:
    for column in ("krav", "tilbud", "resultat"):
        room.do(point_edits.add(room.meeting, "protokoll", column, column.capitalize()))
    room.decide("Partene er enige.")


FILLED: dict[str, Callable[[Room], None]] = {
    "internkontroll": fill_wheel,
    "evaluering": fill_evaluation,
    "ros": fill_talk,
    "samarbeid": fill_cooperation,
    "forhandling": fill_negotiation,
}
PARTIES = ("Kommunedirektør", "HTV Fagforbundet", "HTV Delta")


@dataclass(frozen=True)
class Written:
    parts: dict[str, bytes]
    word: WordDocument

    @property
    def body(self) -> etree._Element:
        return self.word.element.body

    def tables(self) -> Iterator[etree._Element]:
        return self.body.iter(TABLE)


@pytest.fixture(params=[(name, paper) for name in FILLED for paper in PAPERS], ids="-".join)
def room_and_paper(
    request: pytest.FixtureRequest, archive: Archive, plan_meeting: Callable[..., str]
) -> tuple[Room, str]:
    name, paper = request.param
    called = PARTIES if name in {"samarbeid", "forhandling"} else ("Enhetsleder", "Verneombud")
    room = under_way(archive, plan_meeting(name, unit="Skole", title="Høsten", participants=called))
    FILLED[name](room)
    return room, paper


@pytest.fixture(params=["intern", "offentlig"])
def written(request: pytest.FixtureRequest, room_and_paper: tuple[Room, str]) -> Written:
    room, paper = room_and_paper
    source = room.source
    content = word.write(
        document(Order(for_the_public(source) if request.param == "offentlig" else source, paper))
    )
    return Written(unzipped(content), docx.Document(io.BytesIO(content)))


def text_of(element: etree._Element) -> str:
    return "".join(str(text.text) for text in element.iter(qn("w:t")))


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else str(style.get(qn("w:val")))


def value(table: etree._Element, tag: str) -> str:
    found = table.find(f"{qn('w:tblPr')}/{qn(tag)}")
    return "" if found is None else str(found.get(qn("w:val")))


def test_every_kind_is_tried() -> None:
    assert set(FILLED) == set(kind.load().by_id)


def test_every_rule_is_kept(written: Written) -> None:
    """One test for all of them: to write the document costs more than to look at it."""
    for rule in RULES:
        rule(written)


def _headings_begin_at_the_top_and_skip_no_level(written: Written) -> None:
    levels = [int(s[-1]) for p in written.body.iter(PARAGRAPH) if "Heading" in (s := style_of(p))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def _no_paragraph_is_empty(written: Written) -> None:
    """Space is a property of what is said; but two tables and the end need a paragraph."""
    for paragraph in written.body.iter(PARAGRAPH):
        in_cell = any(True for _ in paragraph.iterancestors(CELL))
        assert text_of(paragraph).strip() or in_cell or style_of(paragraph) == "Separator"


def _only_where_one_signs_is_a_cell_empty(written: Written) -> None:
    for table in written.tables():
        to_fill_in = value(table, "w:tblCaption") == "Underskrifter"
        assert to_fill_in or all(text_of(cell).strip() for cell in table.iter(CELL))


def _tables_say_what_they_are_and_are_whole(written: Written) -> None:
    for table in written.tables():
        assert value(table, "w:tblCaption")
        assert value(table, "w:tblDescription").endswith(".")
        first, *rest = table.iter(ROW)
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert rest
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rest)
        assert not list(table.iter(qn("w:gridSpan"), qn("w:vMerge")))
        follower = table.getnext()
        assert follower is not None
        assert follower.tag == PARAGRAPH


def _every_list_has_a_numbering_of_its_own(written: Written) -> None:
    def number(element: etree._Element) -> str:
        found = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        return "" if found is None else str(found.get(qn("w:val")))

    lists = [key for key, _ in groupby(map(number, written.body.iterchildren())) if key]
    assert len(lists) == len(set(lists))
    listed = [p for p in written.body.iter(PARAGRAPH) if style_of(p).startswith("List")]
    assert all(number(paragraph) for paragraph in listed)


def _all_is_norwegian_and_named(written: Written) -> None:
    core = written.word.core_properties
    assert core.title
    assert core.language == LANGUAGE
    assert "python-docx" not in f"{core.comments}{core.author}"
    named = {
        each.get(qn("w:val"))
        for name in ("word/styles.xml", "word/document.xml")
        for each in etree.fromstring(written.parts[name]).iter(qn("w:lang"))
    }
    assert named == {LANGUAGE}


def _every_colour_of_text_can_be_read(written: Written) -> None:
    for run in written.body.iter(qn("w:r")):
        color = run.find(f"{qn('w:rPr')}/{qn('w:color')}")
        cell = next(run.iterancestors(CELL), None)
        shade = None if cell is None else cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
        ground = WHITE if shade is None else str(shade.get(qn("w:fill")))
        ink = "000000" if color is None else str(color.get(qn("w:val")))
        assert contrast(ink, ground) >= 4.5


def _a_coloured_cell_says_its_level_or_how_many(written: Written) -> None:
    for cell in written.body.iter(CELL):
        if cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}") is not None:
            said = text_of(cell)
            assert said.isdigit() or any(word in said for word in ("Lav", "Middels", "Høy"))


def _every_link_leads_somewhere(written: Written) -> None:
    names = [mark.get(qn("w:name")) for mark in written.body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    for link in written.body.iter(qn("w:hyperlink")):
        assert text_of(link).strip()
        assert link.get(qn("w:anchor")) in names


def _every_page_is_a4_with_header_and_footer(written: Written) -> None:
    for section in written.word.sections:
        assert section.page_width is not None
        assert section.page_height is not None
        sides = sorted((round(section.page_width.mm), round(section.page_height.mm)))
        assert sides == [210, 297]
        assert "Side" in text_of(section.footer.paragraphs[0]._p)


RULES = (
    _headings_begin_at_the_top_and_skip_no_level,
    _no_paragraph_is_empty,
    _only_where_one_signs_is_a_cell_empty,
    _tables_say_what_they_are_and_are_whole,
    _every_list_has_a_numbering_of_its_own,
    _all_is_norwegian_and_named,
    _every_colour_of_text_can_be_read,
    _a_coloured_cell_says_its_level_or_how_many,
    _every_link_leads_somewhere,
    _every_page_is_a4_with_header_and_footer,
)
