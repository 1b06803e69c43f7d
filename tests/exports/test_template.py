"""The municipality's own template: what is kept, what is filled in, and where the text goes."""

import dataclasses
import io
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from exports import word
from exports.fields import fields as document_fields
from exports.outline import Document, Heading, Landscape, Numbered
from exports.template import Template, read_template, template
from exports.template.fields import FIELDS
from exports.template_check import findings
from exports.word_package import unzipped
from exports.word_styles import Styles
from store import point_edits
from tests.exports import templates
from tests.exports.room import Room
from tests.exports.templates import (
    LIBREOFFICE,
    control,
    letterhead,
    norwegian,
    split,
    text_box,
)

BOOKMARK = qn("w:bookmarkStart")
LOCALISED = ["Overskrift1", "Overskrift2"]


@pytest.fixture
def document(wheel: Room) -> Document:
    wheel.head(unit="Skole", case_number="26/01482", chair="Enhetsleder")
    wheel.risk("Feil dose", likelihood=4, consequence=4)
    wheel.decide("Vi går videre.")
    return wheel.document


def on(made: bytes, document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(word.write(document, template(made, "mal.dotx"))))


def texts(word: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in word.paragraphs]


def with_line(*pieces: str) -> bytes:
    """A bare template with one line in it, in so many runs."""
    word = docx.Document()
    split(word.add_paragraph(), *pieces)
    return templates.saved_as(word)


# What is kept


@pytest.mark.parametrize("suffix", templates.TYPES)
def test_a_document_and_a_template_with_or_without_macros_become_a_plain_document(
    document: Document, suffix: str
) -> None:
    written = word.write(document, template(norwegian(suffix=suffix), f"mal{suffix}"))
    types = unzipped(written)["[Content_Types].xml"].decode()
    assert templates.TYPES[".docx"] in types
    assert "template" not in types
    assert "macroEnabled" not in types


def test_margins_logo_and_the_first_pages_own_header_are_kept(document: Document) -> None:
    made = on(norwegian(), document)
    first = made.sections[0]
    assert first.left_margin is not None
    assert round(first.left_margin.cm, 1) == 3.0
    assert first.different_first_page_header_footer
    assert first.first_page_header.part.related_parts
    assert "Eksempeldal kommune" in first.first_page_header.paragraphs[0].text


def test_the_styles_are_the_templates_own_under_their_norwegian_ids(document: Document) -> None:
    made = on(letterhead(), document)
    ids = [p.style.style_id for p in made.paragraphs if p.style and "Heading" in p.style.name]
    assert set(ids) >= set(LOCALISED)
    assert "Heading1" not in {style.style_id for style in made.styles}


def test_a_style_that_the_template_lacks_is_ours_with_what_it_is_based_on(
    document: Document,
) -> None:
    styles = on(norwegian(), document).styles
    assert styles["Tabellhode"].base_style == styles["Tabelltekst"]
    assert styles["Tabelltekst"].base_style == styles["Normal"]
    assert styles["Normal"].font.name == "Georgia"


def test_a_style_of_ours_takes_no_id_that_the_template_uses_for_another(
    document: Document,
) -> None:
    def take(word: WordDocument) -> None:
        word.styles["Title"].element.set(qn("w:styleId"), "TableText")

    styles = on(norwegian(take), document).styles
    ids = [style.style_id for style in styles]
    assert len(ids) == len(set(ids))
    assert styles["Tabelltekst"].style_id != "TableText"


def test_a_style_is_found_whatever_the_case_of_its_name(document: Document) -> None:
    """LibreOffice writes «Heading 1» where Word writes «heading 1»."""
    made = docx.Document(LIBREOFFICE)
    assert Styles(made)["HEADING 1"] == Styles(made)["heading 1"]
    written = on(LIBREOFFICE.read_bytes(), document)
    assert "Heading 2" in {p.style.name for p in written.paragraphs if p.style}


def test_the_language_is_norwegian_in_a_template_that_was_english(document: Document) -> None:
    styles = on(norwegian(), document).styles.element
    assert {each.get(qn("w:val")) for each in styles.iter(qn("w:lang"))} == {"nb-NO"}
    assert styles.find(f"{qn('w:docDefaults')}//{qn('w:lang')}") is not None


def test_the_templates_own_properties_stay_beside_ours(document: Document) -> None:
    """An archive's properties are shown by fields in the header."""
    once = unzipped(word.write(document))
    theirs = once["docProps/custom.xml"].replace(b"Referat-versjon", b"Saksnr")
    made = templates.zipped({**once, "docProps/custom.xml": theirs})
    custom = parse_xml(
        unzipped(word.write(document, template(made, "mal.docx")))["docProps/custom.xml"]
    )
    names = [each.get("name") for each in custom]
    assert names == ["Saksnr", "Referat-id", "Referat-versjon", "Referat-innhold"]
    assert len({each.get("pid") for each in custom}) == len(names)


def test_what_the_templates_file_tells_of_itself_is_not_told_of_the_minutes(
    document: Document,
) -> None:
    def tell(word: WordDocument) -> None:
        word.core_properties.comments = "utkast til mal"
        word.core_properties.category = "maler"

    parts = unzipped(word.write(document, template(norwegian(tell), "mal.docx")))
    everything = b"".join(parts.values())
    assert b"utkast til mal" not in everything
    assert b">maler<" not in everything
    assert b"python-docx" not in everything


def test_two_exports_on_a_template_are_the_same_bytes(document: Document) -> None:
    ready = template(norwegian(), "mal.dotx")
    assert word.write(document, ready) == word.write(document, ready)


def test_lists_are_numbered_from_one_beside_the_templates_own(document: Document) -> None:
    """A list of the template's that had our number would go on counting in our text."""
    default = docx.Document()
    default.add_paragraph("En liste i malen", style="List Number")
    made = docx.Document(
        io.BytesIO(
            word.write(
                dataclasses.replace(document, blocks=(Heading(1, "T"), Numbered(("a", "b")))),
                template(templates.saved_as(default), "mal.docx"),
            )
        )
    )
    numbering = made.part.numbering_part.element
    ids = [each.get(qn("w:numId")) for each in numbering.iter(qn("w:num"))]
    assert len(ids) == len(set(ids))
    definitions = [each.tag for each in numbering]
    assert definitions == sorted(definitions, key=lambda tag: tag == qn("w:num"))
    ours = made.paragraphs[-1]._p.pPr.numPr.numId.val
    theirs = {p.get(qn("w:val")) for p in made.styles.element.iter(qn("w:numId"))}
    assert str(ours) not in theirs


# Fields


def test_every_field_of_a_document_is_told_to_those_who_make_templates(wheel: Room) -> None:
    told = document_fields(wheel.source, "Referat", "T", of_minutes=True)
    assert {name for name, _ in told} == set(FIELDS)


def test_fields_are_filled_in_text_header_and_footer_also_when_split_over_runs(
    document: Document,
) -> None:
    made = on(norwegian(), document)
    assert texts(made)[:3] == [
        "Eksempeldal kommune – Skole",
        document.title,
        "Arkivsak 26/01482 – 24. november 2026",
    ]
    section = made.sections[0]
    assert section.header.paragraphs[0].text == f"{document.title}, Skole"
    assert section.footer.paragraphs[0].text.startswith("Vår ref. 26/01482")
    assert "{{" not in "".join(texts(made))


@pytest.mark.parametrize(
    "written", ["{{Møteleder}}", "{{ møteleder }}", "{{moteleder}}", "{{MØTELEDER}}"]
)
def test_a_field_is_known_whatever_its_case_and_also_without_norwegian_letters(
    document: Document, written: str
) -> None:
    assert "Leder: Enhetsleder." in texts(on(with_line(f"Leder: {written}."), document))


def test_a_field_looks_like_its_first_letter_and_leaves_the_text_around_it(
    document: Document,
) -> None:
    made = on(with_line("Leder: {", "{møte", "leder}", "} og flere"), document)
    paragraph = next(p for p in made.paragraphs if p.text == "Leder: Enhetsleder og flere")
    assert [run.text for run in paragraph.runs] == ["Leder: Enhetsleder", "", "", " og flere"]


def test_several_fields_in_one_line_are_filled_each_in_its_place(document: Document) -> None:
    made = on(with_line("{{enh", "et}}: {{arkivsak}} {{", "sted}}/{{dato}}"), document)
    assert "Skole: 26/01482 /24. november 2026" in texts(made)


def test_what_is_no_field_of_ours_stays_as_it_is(document: Document) -> None:
    assert "{{saksbehandler}} {{" in texts(on(with_line("{{saksbehandler}} {{"), document))


def test_a_fields_text_is_never_taken_for_a_field(wheel: Room) -> None:
    wheel.head(title="{{enhet}} {{innhold}}", unit="Skole")
    made = on(norwegian(), wheel.document)
    assert made.sections[0].header.paragraphs[0].text.count("{{enhet}} {{innhold}}") == 1


def test_a_content_control_with_a_fields_tag_is_filled_and_no_longer_asks(
    document: Document,
) -> None:
    def add(word: WordDocument) -> None:
        word.paragraphs[0]._p.append(control("Møteleder", "Klikk her for å skrive"))

    made = on(norwegian(add), document)
    (filled,) = made.element.body.iter(qn("w:sdt"))
    assert "".join(each.text for each in filled.iter(qn("w:t"))) == "Enhetsleder"
    assert not list(filled.iter(qn("w:showingPlcHdr"), qn("w:dataBinding")))


def test_a_field_in_a_text_box_is_filled(document: Document) -> None:
    def add(word: WordDocument) -> None:
        word.paragraphs[0].add_run()._r.append(text_box("Sak {{ark", "ivsak}}"))

    body = on(norwegian(add), document).element.body
    box = next(body.iter(qn("w:txbxContent")))
    assert "".join(each.text or "" for each in box.iter(qn("w:t"))) == "Sak 26/01482"


def test_a_field_that_holds_several_lines_breaks_them(wheel: Room) -> None:
    wheel.head(unit="Skole\nog SFO")
    made = on(with_line("Enhet: {{enhet}}."), wheel.document)
    assert "Enhet: Skole\nog SFO." in texts(made)


# Where the content goes


def test_the_content_stands_at_its_mark_and_the_templates_text_around_it(
    document: Document,
) -> None:
    found = texts(on(norwegian(), document))
    assert found.index("Arkivsak 26/01482 – 24. november 2026") < found.index("Beslutninger")
    assert found.index("Beslutninger") < found.index("Dokumentet er laget i møtet.")
    assert "{{innhold}}" not in found


def test_text_in_the_line_of_the_mark_stays(document: Document) -> None:
    found = texts(on(with_line("Referatet følger. {{inn", "hold}}"), document))
    assert found.index("Referatet følger. ") < found.index("Beslutninger")


def test_the_content_stands_in_the_place_of_a_content_control_with_that_tag(
    document: Document,
) -> None:
    def add(word: WordDocument) -> None:
        marked = next(p for p in word.paragraphs if "innhold" in p.text)
        whole = control("innhold", "Her kommer innholdet")
        marked._p.addprevious(_around_a_paragraph(whole))
        marked._p.getparent().remove(marked._p)

    found = texts(on(norwegian(add), document))
    assert found.index("Beslutninger") < found.index("Dokumentet er laget i møtet.")
    assert "Her kommer innholdet" not in "".join(found)


def _around_a_paragraph(inline: BaseOxmlElement) -> BaseOxmlElement:
    """The same control around a whole paragraph."""
    content = inline.find(qn("w:sdtContent"))
    paragraph = OxmlElement("w:p")
    for run in list(content):
        paragraph.append(run)
    content.append(paragraph)
    return inline


def test_without_a_mark_the_content_comes_last_and_no_empty_line_before_it(
    document: Document,
) -> None:
    assert texts(on(letterhead(), document))[0].startswith("UTKAST")
    found = texts(on(with_line("Til orientering:"), document))
    assert found[0] == "Til orientering:"
    assert "Beslutninger" in found


def test_a_title_in_the_template_is_the_first_heading_and_is_not_said_twice(
    document: Document,
) -> None:
    made = on(norwegian(), document)
    assert texts(made).count(document.title) == 1
    title = next(p for p in made.paragraphs if p.text == document.title)
    assert title._p.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "0"
    assert texts(on(letterhead(), document)).count(document.title) == 1


def test_pages_on_their_side_come_after_what_closes_the_letter(document: Document) -> None:
    assert any(isinstance(block, Landscape) for block in document.blocks)
    made = on(norwegian(), document)
    sections = made.sections
    assert [section.orientation for section in sections] == [0, 1]
    assert all(section.header.is_linked_to_previous is False for section in sections)
    assert [s.different_first_page_header_footer for s in sections] == [True, False]
    found = texts(made)
    assert found.index("Dokumentet er laget i møtet.") < found.index("Risiko- og kontrollmatrise")


def test_pages_on_their_side_end_a_template_that_has_nothing_after_them(
    document: Document,
) -> None:
    sections = on(letterhead(), document).sections
    assert [section.orientation for section in sections] == [0, 1]
    assert round(sections[0].left_margin.cm, 1) == 4.0


def test_a_cover_page_of_its_own_keeps_its_pages_as_they_are(document: Document) -> None:
    def cover(word: WordDocument) -> None:
        end = word.paragraphs[0].insert_paragraph_before("Forside")
        own = parse_xml(
            f"<w:sectPr {nsdecls('w')}><w:pgSz w:w='11906' w:h='16838'/>"
            "<w:pgMar w:top='5000' w:right='500' w:bottom='500' w:left='500' w:header='100'"
            " w:footer='100' w:gutter='0'/></w:sectPr>"
        )
        end._p.get_or_add_pPr().append(own)

    sections = on(norwegian(cover), document).sections
    assert sections[0].top_margin == 5000 * 635
    assert round(sections[1].left_margin.cm, 1) == 3.0


def test_a_mark_in_the_last_line_of_a_section_keeps_that_sections_end(document: Document) -> None:
    def end(word: WordDocument) -> None:
        marked = next(p for p in word.paragraphs if "innhold" in p.text)
        own = parse_xml(f"<w:sectPr {nsdecls('w')}><w:pgSz w:w='11906' w:h='16838'/></w:sectPr>")
        marked._p.get_or_add_pPr().append(own)

    made = on(norwegian(end), document)
    found = texts(made)
    assert found.index("Beslutninger") < found.index("Dokumentet er laget i møtet.")
    assert [section.orientation for section in made.sections] == [0, 1, 0]


def test_the_templates_own_bookmarks_and_links_stay_beside_ours(evaluation: Room) -> None:
    def add(word: WordDocument) -> None:
        word.paragraphs[0]._p.append(
            parse_xml(f"<w:bookmarkStart {nsdecls('w')} w:id='7' w:name='topp'/>")
        )
        word.paragraphs[0]._p.append(parse_xml(f"<w:bookmarkEnd {nsdecls('w')} w:id='7'/>"))
        link = parse_xml(
            f"<w:hyperlink {nsdecls('w')} w:anchor='topp'><w:r><w:t>Opp</w:t></w:r></w:hyperlink>"
        )
        word.paragraphs[-1]._p.append(link)

    better = evaluation.point("bedre", "Ingen telte opp")
    answer = evaluation.point("neste", "Øve på opptelling")
    evaluation.do(point_edits.toggle_answer(evaluation.meeting, answer, better))
    body = on(norwegian(add), evaluation.document).element.body
    marks = {mark.get(qn("w:name")): mark.get(qn("w:id")) for mark in body.iter(BOOKMARK)}
    assert marks["topp"] == "7"
    assert len(set(marks.values())) == len(marks) > 2
    led_to = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert led_to <= set(marks)
    assert "topp" in led_to


# What our own edges would have said


def test_a_draft_is_marked_in_the_templates_own_header(document: Document) -> None:
    section = on(norwegian(), document).sections[0]
    for header in (section.header, section.first_page_header):
        assert header.paragraphs[-1].text == "UTKAST"


def test_a_header_with_a_field_for_it_says_so_itself(document: Document) -> None:
    def add(word: WordDocument) -> None:
        word.sections[0].header.add_paragraph("({{status}}) {{utkast}}")

    header = on(norwegian(add), document).sections[0].header
    assert [p.text for p in header.paragraphs][-1] == "(Pågår) UTKAST"


def test_an_approved_document_is_not_marked_as_a_draft(document: Document) -> None:
    approved = dataclasses.replace(document, draft=False)
    section = on(norwegian(), approved).sections[0]
    assert "UTKAST" not in "".join(p.text for p in section.header.paragraphs)


def test_the_basis_and_fingerprint_close_the_text_where_the_foot_does_not_say_them(
    document: Document,
) -> None:
    said = dict(document.fields) | {"fingeravtrykk": "SHA-256 abc"}
    approved = dataclasses.replace(document, draft=False, fields=tuple(said.items()))
    found = texts(on(norwegian(), approved))
    assert "Grunnlag: Kommuneloven § 25-1\nFingeravtrykk: SHA-256 abc" in found

    def add(word: WordDocument) -> None:
        word.sections[0].footer.add_paragraph("{{grunnlag}} {{fingeravtrykk}}")

    made = on(norwegian(add), approved)
    assert not any("Grunnlag:" in text for text in texts(made))
    foot = made.sections[0].footer.paragraphs[-1].text
    assert foot == "Kommuneloven § 25-1 SHA-256 abc"


def test_a_template_without_a_foot_gets_ours_with_the_page_number(document: Document) -> None:
    made = on(letterhead(), document)
    for section in made.sections:
        xml = section.footer._element.xml
        assert "NUMPAGES" in xml
    assert not any("Grunnlag:" in text for text in texts(made))


# What is told of it


def test_the_check_tells_where_the_content_goes_and_what_is_filled_in() -> None:
    told = "\n".join(findings(template(norwegian(), "norsk.dotx")))
    assert "Malen «norsk.dotx» kan brukes." in told
    assert "Innholdet settes inn der malen har {{innhold}}." in told
    assert "tittel, dato, enhet, kommune og arkivsak i teksten" in told
    assert "arkivsak i bunnteksten" in told
    assert "Toppteksten er malens egen, med «UTKAST» til dokumentet er godkjent." in told
    assert "Ingress" in told


def test_the_check_tells_what_is_ours_where_the_template_has_nothing() -> None:
    told = "\n".join(findings(template(letterhead(), "brevark.docx")))
    assert "innholdet settes inn etter det som står der" in told
    assert "Malen har ingen felt." in told
    assert "Bunnteksten er programmets, for malen har ingen." in told


def test_the_check_tells_of_a_field_that_is_none_of_ours() -> None:
    told = findings(template(with_line("{{saksbehandler}} {{enhet}}"), "m.docx"))
    assert "Ukjent, og blir stående som det er: {{saksbehandler}}." in told


def test_what_the_check_says_is_lacking_is_what_is_copied(document: Document) -> None:
    ready = template(norwegian(), "mal.dotx")
    lacking = Styles(docx.Document(io.BytesIO(templates.zipped(dict(ready.parts))))).lacking
    there = {style.name for style in on(norwegian(), document).styles}
    assert {"Tabelltekst", "Referattabell"} <= set(lacking) & there


def test_a_template_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "mal.dotx"
    path.write_bytes(norwegian())
    ready = read_template(path)
    assert isinstance(ready, Template)
    assert ready.has_marker
