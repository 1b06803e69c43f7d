"""Word documents, opened again as a reader and as a zip of XML."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from importlib import resources

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Length
from lxml import etree

from exports.make_base import HEADER_FILL, INK, QUIET, base
from exports.outline import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Landscape,
    Numbered,
    PageBreak,
    Paragraph,
    Run,
    Signatures,
    Table,
)
from exports.word import write
from exports.word_package import unzipped, zipped
from exports.word_page import DRAFT_INK
from exports.word_properties import is_untouched
from exports.word_table import HEAT_FILLS, HEAT_INK, column_widths

SAVED = datetime.fromisoformat("2026-11-24T11:32:07")
TITLE = Heading(1, "Evaluering av brannøvelsen")
TABLE = Table(
    (Column("Hva", 3), Column("Risiko", align="center")),
    (("Brann", Cell("12 Høy", "high")), ("Lek", Cell("6 Middels", "middle")), ("", "4")),
    "Risikoer",
    "Hver rad er en risiko.",
)


def outline(*blocks: Block, draft: bool = False) -> Document:
    return Document(
        title="Evaluering av brannøvelsen",
        subject="Evalueringsmøte",
        author="Eksempeldal kommune",
        keywords=("evaluering", "brann"),
        identifier="6f1c-uid",
        version="1.2",
        saved=SAVED,
        draft=draft,
        footer=("Eksempeldal kommune",),
        blocks=blocks,
    )


def opened(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(write(document)))


def part(document: Document, name: str) -> etree._Element:
    return etree.fromstring(unzipped(write(document))[name])


def value(element: etree._Element, path: str, attribute: str = "w:val") -> str | None:
    found = element.find("/".join(qn(step) for step in path.split("/")))
    return None if found is None else found.get(qn(attribute))


def contrast(one: str, other: str) -> float:
    """WCAG 2.1's contrast ratio of two RRGGBB colours."""

    def luminance(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_base_document_is_what_its_script_makes() -> None:
    packaged = resources.files("exports").joinpath("base.docx").read_bytes()
    assert unzipped(packaged) == unzipped(base())


def test_the_base_document_holds_only_what_is_used() -> None:
    assert sorted(unzipped(base())) == [
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels",
        "word/document.xml", "word/fontTable.xml", "word/numbering.xml", "word/settings.xml",
        "word/styles.xml",
    ]  # fmt: skip


def test_two_writes_are_the_same_bytes() -> None:
    document = outline(TITLE, TABLE, Bullets(("a", "b")), Landscape((TABLE,)), draft=True)
    assert write(document) == write(document)


def test_members_are_sorted_and_bear_no_date_of_their_own() -> None:
    with zipfile.ZipFile(io.BytesIO(write(outline(TITLE)))) as package:
        names = package.namelist()
        assert names == sorted(names)
        assert names[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_headings_are_words_own() -> None:
    word = opened(outline(TITLE, Heading(2, "Del"), Heading(3, "Underdel"), Heading(4, "Nederst")))
    assert [(p.style.name, p.text) for p in word.paragraphs if p.style and p.text] == [
        ("Heading 1", "Evaluering av brannøvelsen"),
        ("Heading 2", "Del"),
        ("Heading 3", "Underdel"),
        ("Heading 4", "Nederst"),
    ]


@pytest.mark.parametrize(
    "blocks",
    [
        (Heading(2, "Uten tittel"),),
        (TITLE, Heading(3, "Hoppet over")),
        (TITLE, Landscape((Heading(3, "Hoppet over"),))),
    ],
)
def test_a_skipped_heading_level_is_refused(blocks: tuple[Block, ...]) -> None:
    with pytest.raises(ValueError, match="heading level"):
        outline(*blocks)


def test_a_row_that_does_not_fit_its_table_is_refused() -> None:
    with pytest.raises(ValueError, match="a row of 1 cells in a table of 2"):
        Table((Column("A"), Column("B")), (("a",),), "", "")


def test_a_table_has_a_repeated_header_row_and_rows_that_stay_whole() -> None:
    table = opened(outline(TITLE, TABLE)).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Hva", "Risiko"],
        ["Brann", "12 Høy"],
        ["Lek", "6 Middels"],
        ["", "4"],
    ]
    rows = table._tbl.tr_lst
    assert [len(row.xpath("w:trPr/w:tblHeader")) for row in rows] == [1, 0, 0, 0]
    assert all(row.xpath("w:trPr/w:cantSplit") for row in rows)


def test_a_row_taller_than_a_page_may_be_split() -> None:
    tall = Table((Column("A"),), (("ord " * 25_000,),), "", "")
    row = opened(outline(TITLE, tall)).tables[0]._tbl.tr_lst[1]
    assert row.xpath("w:trPr/w:cantSplit") == []


def test_a_table_tells_its_title_and_description_to_those_who_cannot_see_it() -> None:
    properties = opened(outline(TITLE, TABLE)).tables[0]._tbl.tblPr
    assert value(properties, "w:tblCaption") == "Risikoer"
    assert value(properties, "w:tblDescription") == "Hver rad er en risiko."


def test_a_caption_is_shown_unless_the_heading_said_it() -> None:
    def captions(document: Document) -> list[str]:
        return [
            p.text for p in opened(document).paragraphs if p.style and p.style.name == "Caption"
        ]

    assert captions(outline(TITLE, TABLE)) == ["Risikoer"]
    assert captions(outline(TITLE, Heading(2, "Risikoer"), TABLE)) == []


def test_facts_are_a_table_with_a_header_row_and_named_rows() -> None:
    table = opened(outline(TITLE, Facts((("Dato", "24.11.2026"),), "Møtet"))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Felt", "Innhold"],
        ["Dato", "24.11.2026"],
    ]
    assert value(table._tbl.tblPr, "w:tblLook", "w:firstColumn") == "1"
    assert value(table._tbl.tblPr, "w:tblLook", "w:firstRow") == "1"


def test_two_tables_in_a_row_stay_two() -> None:
    facts = Facts((("a", "b"),), "")
    body = part(outline(TITLE, facts, facts), "word/document.xml")[0]
    tables = [index for index, element in enumerate(body) if element.tag == qn("w:tbl")]
    assert len(tables) == 2
    assert tables[1] - tables[0] == 2
    assert [element.tag for element in body][-2:] == [qn("w:p"), qn("w:sectPr")]


def test_levels_are_coloured_and_their_words_stand_in_the_cell() -> None:
    table = opened(outline(TITLE, TABLE)).tables[0]
    cells = [row.cells[1] for row in table.rows]
    fills = [value(cell._tc, "w:tcPr/w:shd", "w:fill") for cell in cells]
    assert fills == [None, HEAT_FILLS["high"], HEAT_FILLS["middle"], None]
    assert cells[1].text == "12 Høy"


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *((HEAT_INK, fill) for fill in HEAT_FILLS.values()),
        (INK, "FFFFFF"),
        (INK, HEADER_FILL),
        (QUIET, "FFFFFF"),
        (DRAFT_INK, "FFFFFF"),
    ],
)
def test_every_colour_can_be_read(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


def test_the_levels_are_told_apart_by_lightness_too() -> None:
    low, middle, high = (
        contrast(HEAT_INK, HEAT_FILLS[level]) for level in ("low", "middle", "high")
    )
    assert low > 1.35 * middle > 1.35 * 1.35 * high


def test_the_lowest_level_is_green_as_its_word_says() -> None:
    red, green, blue = (int(HEAT_FILLS["low"][place : place + 2], 16) for place in (0, 2, 4))
    assert green > max(red, blue) + 20


def test_columns_share_the_width_by_weight() -> None:
    assert column_widths((Column("A", 1), Column("B", 3)), (), 8000) == [2000, 6000]


def test_a_narrow_column_is_given_room_for_its_heading() -> None:
    narrow, wide = column_widths((Column("Sannsynlighet", 0.1), Column("B", 9)), (), 9000)
    assert narrow > 1400
    assert narrow + wide in {8999, 9000}


def test_columns_that_can_never_fit_still_fill_the_page() -> None:
    widths = column_widths([Column("Sannsynlighet")] * 20, (), 9000)
    assert widths == [450] * 20


def test_words_that_look_like_a_tables_markup_stay_words() -> None:
    marks = "</w:t><w:tbl/> & \"'>"
    table = Table((Column(marks),), ((marks,), (Cell(marks, "high"),)), marks, marks)
    word = opened(outline(TITLE, Paragraph(marks), table, Paragraph(marks), table))
    assert [paragraph.text for paragraph in word.paragraphs].count(marks) == 4  # captions too
    assert [cell.text for made in word.tables for cell in made.columns[0].cells] == [marks] * 6
    (told,) = word.tables[0]._tbl.xpath("w:tblPr/w:tblDescription/@w:val")
    assert told == marks


def test_every_list_counts_from_one() -> None:
    document = outline(TITLE, Numbered(("a", "b")), Numbered(("c",)), Bullets(("d", "e")))
    word = opened(document)
    used = [
        number for p in word.paragraphs for number in p._p.xpath("w:pPr/w:numPr/w:numId/@w:val")
    ]
    assert used == ["1", "1", "2", "3", "3"]
    numbering = part(document, "word/numbering.xml")
    definitions = numbering.findall(qn("w:abstractNum"))
    assert [value(d, "w:lvl/w:numFmt") for d in definitions] == ["decimal", "decimal", "bullet"]
    assert [value(d, "w:lvl/w:start") for d in definitions] == ["1", "1", "1"]
    assert len({value(d, "w:nsid") for d in definitions}) == 3
    assert [value(n, "w:abstractNumId") for n in numbering.findall(qn("w:num"))] == ["1", "2", "3"]
    assert [e.tag for e in numbering] == [qn("w:abstractNum")] * 3 + [qn("w:num")] * 3


def test_wide_tables_lie_on_pages_of_their_own() -> None:
    document = outline(
        TITLE, Paragraph("a"), Landscape((Heading(2, "Bredt"), TABLE)), Paragraph("b")
    )
    sections = opened(document).sections
    sizes = [(Length(s.page_width or 0), Length(s.page_height or 0)) for s in sections]
    assert [round(width.mm) for width, _ in sizes] == [210, 297, 210]
    assert [round(height.mm) for _, height in sizes] == [297, 210, 297]


def test_pages_of_every_kind_have_header_and_footer_of_their_own_width() -> None:
    document = outline(TITLE, Landscape((TABLE,)), Paragraph("b"), Landscape((TABLE,)))
    sections = opened(document).sections
    for section in sections:
        assert not section.header.is_linked_to_previous
        assert not section.footer.is_linked_to_previous
        stop = section.footer.paragraphs[0].paragraph_format.tab_stops[0]
        margins = (section.left_margin or 0) + (section.right_margin or 0)
        assert abs(stop.position - ((section.page_width or 0) - margins)) < 1000
        assert section.header.paragraphs[0].text == document.title
    names = [name for name in unzipped(write(document)) if name.startswith("word/header")]
    assert len(names) == 3  # upright, on its side, and the first page


def test_only_the_first_page_leaves_the_title_out_of_its_header() -> None:
    sections = opened(outline(TITLE, Landscape((TABLE,)))).sections
    assert [s.different_first_page_header_footer for s in sections] == [True, False]
    assert sections[0].first_page_header.paragraphs[0].text == ""


def test_the_footer_tells_page_and_pages() -> None:
    footer = opened(outline(TITLE)).sections[0].footer.paragraphs[0]
    assert footer._p.xpath("string()") == "Eksempeldal kommuneSide 1 av 1"
    assert footer._p.xpath("w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]


def test_a_draft_says_so_in_its_first_line_and_on_every_page() -> None:
    word = opened(outline(TITLE, Landscape((TABLE,)), Paragraph("b"), draft=True))
    assert word.paragraphs[0].text.startswith("UTKAST")
    assert "UTKAST" in word.sections[0].first_page_header.paragraphs[0].text
    assert all("UTKAST" in section.header.paragraphs[0].text for section in word.sections)


def test_an_approved_document_says_draft_nowhere() -> None:
    parts = unzipped(write(outline(TITLE, Landscape((TABLE,)), Paragraph("b"), draft=False)))
    assert not [name for name, content in parts.items() if b"UTKAST" in content]


def test_core_properties_are_the_documents_own() -> None:
    core = opened(outline(TITLE)).core_properties
    assert (core.title, core.subject, core.author) == (
        "Evaluering av brannøvelsen", "Evalueringsmøte", "Eksempeldal kommune",
    )  # fmt: skip
    assert (core.keywords, core.language, core.comments) == ("evaluering, brann", "nb-NO", "")
    # 11.32 on a Norwegian wall in November.
    assert core.created == core.modified == datetime(2026, 11, 24, 10, 32, 7, tzinfo=UTC)


def test_properties_are_at_most_255_characters() -> None:
    core = opened(replace(outline(TITLE), title="å" * 300, keywords=("ord",) * 99)).core_properties
    assert len(core.title) == len(core.keywords) == 255


def test_the_program_knows_its_file_again() -> None:
    properties = part(outline(TITLE), "docProps/custom.xml")
    said = {p.get("name"): p[0].text for p in properties}
    assert said["Referat-id"] == "6f1c-uid"
    assert said["Referat-versjon"] == "1.2"


def test_a_document_that_somebody_edited_is_told_from_one_that_nobody_did() -> None:
    ours = write(outline(TITLE, Paragraph("Slik vi skrev det")))
    parts = unzipped(ours)
    edited = parts["word/document.xml"].replace(b"Slik vi", b"Slik de")
    assert is_untouched(ours)
    assert not is_untouched(zipped({**parts, "word/document.xml": edited}))
    assert not is_untouched(b"ikke en zip")


@pytest.mark.parametrize("language", ["nb-NO", "nn-NO"])
def test_the_language_is_named_wherever_one_is_named(language: str) -> None:
    styles = part(replace(outline(TITLE), language=language), "word/styles.xml")
    named = [element.get(qn("w:val")) for element in styles.iter(qn("w:lang"))]
    assert named
    assert set(named) == {language}


def test_a_page_break_needs_no_empty_paragraph() -> None:
    word = opened(outline(TITLE, PageBreak(), Paragraph("Ny side"), PageBreak()))
    assert [p.text for p in word.paragraphs] == [TITLE.text, "Ny side"]
    assert [p.paragraph_format.page_break_before for p in word.paragraphs] == [None, True]


def test_labels_are_bold() -> None:
    paragraph = Paragraph(runs=(Run("Årsak: ", bold=True), Run("ukjent", italic=True)))
    runs = opened(outline(TITLE, paragraph)).paragraphs[1].runs
    assert [(run.text, run.bold, run.italic) for run in runs] == [
        ("Årsak: ", True, None),
        ("ukjent", None, True),
    ]


def test_each_party_has_a_row_high_enough_to_sign_in() -> None:
    parties = ("Arbeidsgiver", "HTV Fagforbundet")
    (table,) = opened(outline(TITLE, Heading(2, "Underskrifter"), Signatures(parties))).tables
    assert [cell.text for cell in table.rows[0].cells] == ["Part", "Sted og dato", "Underskrift"]
    assert [row.cells[0].text for row in table.rows[1:]] == list(parties)
    heights = [Length(row.height or 0).mm for row in table.rows[1:]]
    assert all(height >= 10 for height in heights)


def test_all_sign_on_one_page() -> None:
    (table,) = opened(outline(TITLE, Signatures(("A", "B", "C")))).tables
    first = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert first[1:] == [True, True, None]


HOSTILE = [
    ("a\r\nb\rc\x0bd\u2028e", "a\nb\nc\nd\ne"),
    ("a\x00b\x1b[31m\x0c\ufffe", "a�b�[31m��"),
    ("par \ud83d\ude00 halv \ud83d.", "par 😀 halv �."),
    ("]]> &amp; <w:t>x</w:t> {{navn}}", "]]> &amp; <w:t>x</w:t> {{navn}}"),
    ("👩‍🚒 שלום مرحبا \u202eabc\u202c", "👩‍🚒 שלום مرحبا \u202eabc\u202c"),
    ("  to  mellomrom\tog tab  ", "  to  mellomrom\tog tab  "),
    ("lang " * 20_000, "lang " * 20_000),
]


@pytest.mark.parametrize(("typed", "kept"), HOSTILE)
def test_no_text_is_lost_or_breaks_the_file(typed: str, kept: str) -> None:
    table = Table((Column("A"),), ((typed,),), typed, typed)
    document = replace(
        outline(TITLE, Paragraph(typed), Bullets((typed,)), table, Signatures((typed,))),
        title=typed,
        author=typed,
        keywords=(typed,),
        identifier=typed,
        footer=(typed,),
    )
    word = opened(document)
    assert word.paragraphs[1].text == kept
    assert word.paragraphs[2].text == kept
    assert word.tables[0].rows[1].cells[0].text == kept
    for name, content in unzipped(write(document)).items():
        assert etree.fromstring(content) is not None, name
