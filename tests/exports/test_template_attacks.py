"""Templates as other programs make them, and as somebody who means harm would."""

import dataclasses
import io

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from exports import word, word_paper
from exports.order import Order
from exports.outline import Document
from exports.template import TemplateRefused, template, unpacking
from exports.template.code_fields import is_code
from exports.template_check import findings
from exports.word_package import unzipped, zipped
from exports.word_properties import is_untouched
from tests.exports.room import Room
from tests.exports.templates import control, norwegian

TEXT, TYPES = "word/document.xml", "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"


@pytest.fixture
def document(wheel: Room) -> Document:
    wheel.head(unit="Skole")
    wheel.risk("Feil dose", likelihood=4, consequence=4)
    wheel.decide("Vi går videre.")
    return wheel.document


def changed(**changes: tuple[str, str]) -> bytes:
    """The Norwegian template with one text replaced in a part; the part's dots are «__»."""
    parts = unzipped(norwegian())
    for part, (old, new) in changes.items():
        name = {"text": TEXT, "types": TYPES, "relations": RELATIONS}.get(part, f"word/{part}.xml")
        assert old.encode() in parts[name]
        parts[name] = parts[name].replace(old.encode(), new.encode(), 1)
    return zipped(parts)


def written(made: bytes, document: Document) -> dict[str, bytes]:
    return unzipped(word.write(document, template(made, "mal.dotx")))


def paragraphs(made: bytes, document: Document) -> list[str]:
    parts = written(made, document)
    return [p.text for p in docx.Document(io.BytesIO(zipped(parts))).paragraphs]


# As other programs make them


def test_macros_as_word_keeps_them_are_left_out_and_the_template_is_used(
    document: Document,
) -> None:
    """The macros' own data hangs on the binary, which is no XML."""
    parts = unzipped(norwegian(suffix=".dotm"))
    relation = (
        '<Relationship Id="{}" Type="http://schemas.microsoft.com/office/2006/relationships/{}"'
        ' Target="{}"/>'
    )
    macros = relation.format("rId90", "vbaProject", "vbaProject.bin").encode()
    parts[RELATIONS] = parts[RELATIONS].replace(b"</Rel", macros + b"</Rel", 1)
    parts["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 SubAutoOpen"
    parts["word/vbaData.xml"] = b"<a>SubAutoOpen</a>"
    parts["word/_rels/vbaProject.bin.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + relation.format("rId1", "wordVbaData", "vbaData.xml")
        + "</Relationships>"
    ).encode()
    assert b"SubAutoOpen" not in b"".join(written(zipped(parts), document).values())


def test_macros_under_another_name_are_known_by_what_they_are(document: Document) -> None:
    parts = unzipped(norwegian())
    kind = "application/vnd.ms-office.vbaProject"
    override = f'<Override PartName="/word/media/bilde.bin" ContentType="{kind}"/></Types>'
    parts[TYPES] = parts[TYPES].replace(b"</Types>", override.encode())
    relation = (
        '<Relationship Id="rId91" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/image" Target="media/bilde.bin"/></Rel'
    )
    parts[RELATIONS] = parts[RELATIONS].replace(b"</Rel", relation.encode(), 1)
    parts["word/media/bilde.bin"] = b"SubAutoOpen"
    assert b"SubAutoOpen" not in b"".join(written(zipped(parts), document).values())


def test_a_text_under_another_name_is_written_and_known_again(document: Document) -> None:
    parts = unzipped(norwegian())
    for old, new in ((TEXT, "word/document2.xml"), (RELATIONS, "word/_rels/document2.xml.rels")):
        parts[new] = parts.pop(old)
    for part in (TYPES, "_rels/.rels"):
        parts[part] = parts[part].replace(b"word/document.xml", b"word/document2.xml")
    made = word.write(document, template(zipped(parts), "mal.docx"))
    assert is_untouched(made, document.identifier)


def test_a_document_of_ours_can_be_a_template(document: Document) -> None:
    made = word.write(document)
    for _ in range(2):
        made = word.write(document, template(made, "mal.docx"))
    body = docx.Document(io.BytesIO(made)).element.body
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "size",
    [
        'w:w="595.3pt" w:h="841.9pt"',
        'w:w="11906.5" w:h="16838.5"',
        'w:w="21cm" w:h="297mm"',
        'w:w="abc"',
        'w:w="0" w:h="0"',
        "",
    ],
)
def test_paper_of_any_kind_gives_tables_that_fit(document: Document, size: str) -> None:
    made = changed(text=('<w:pgSz w:w="12240" w:h="15840"/>', f"<w:pgSz {size}/>"))
    parts = written(made, document)
    body = parse_xml(parts[TEXT])
    widths = [int(each.get(qn("w:w"))) for each in body.iter(qn("w:gridCol"))]
    assert min(widths) > 0


@pytest.mark.parametrize("left", ["5-5", "1--", "-20000", "900000", "2.5cm"])
def test_margins_of_any_kind_give_tables_that_fit(document: Document, left: str) -> None:
    parts = unzipped(norwegian())
    root = parse_xml(parts[TEXT])
    for margins in root.iter(qn("w:pgMar")):
        margins.set(qn("w:left"), left)
    made = zipped({**parts, TEXT: docx.oxml.xmlchemy.serialize_for_reading(root).encode()})
    body = parse_xml(written(made, document)[TEXT])
    assert min(int(each.get(qn("w:w"))) for each in body.iter(qn("w:gridCol"))) > 0


def test_a_text_without_properties_of_its_last_section_gets_them(document: Document) -> None:
    parts = unzipped(norwegian())
    root = parse_xml(parts[TEXT])
    for section in list(root.body.iterchildren(qn("w:sectPr"))):
        root.body.remove(section)
    for made in (root, parse_xml(f"<w:document {nsdecls('w')}><w:body/></w:document>")):
        text = docx.oxml.xmlchemy.serialize_for_reading(made).encode()
        body = parse_xml(written(zipped({**parts, TEXT: text}), document)[TEXT]).body
        assert [each.tag for each in body].count(qn("w:sectPr")) == 1
        assert body[-1].tag == qn("w:sectPr")


def test_comments_and_tracked_changes_are_settled_before_the_minutes_are_written(
    document: Document,
) -> None:
    def review(word: WordDocument) -> None:
        for xml in (
            "<w:ins w:id='1' w:author='En Person'><w:r><w:t>Nytt</w:t></w:r></w:ins>",
            "<w:del w:id='2' w:author='En Person'><w:r><w:delText>Før</w:delText></w:r></w:del>",
        ):
            head, tail = xml.split(" ", 1)
            word.paragraphs[0]._p.append(parse_xml(f"{head} {nsdecls('w')} {tail}"))

    made = norwegian(review)
    everything = b"".join(written(made, document).values())
    assert "Før".encode() not in everything
    assert b"En Person" not in everything
    assert any("Nytt" in text for text in paragraphs(made, document))
    assert "merknader og sporede endringer" in "\n".join(findings(template(made, "m.docx")))


# Where the content goes


@pytest.mark.parametrize(
    "xml",
    [
        "<w:p><w:r><w:br w:type='page'/></w:r></w:p>",
        "<w:p><w:pPr><w:pBdr><w:bottom w:val='single'/></w:pBdr></w:pPr></w:p>",
        "<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>",
        "<w:p><w:r><w:sym w:font='Wingdings' w:char='F0E0'/></w:r></w:p>",
    ],
    ids=["page break", "line", "new page", "symbol"],
)
def test_a_line_that_shows_something_without_words_is_kept(document: Document, xml: str) -> None:
    def end(word: WordDocument) -> None:
        line = parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1))
        word.element.body.insert(len(word.element.body) - 1, line)
        for paragraph in word.paragraphs:
            if "innhold" in paragraph.text:
                paragraph._p.getparent().remove(paragraph._p)

    kept = written(norwegian(end), document)[TEXT].decode()
    assert any(mark in kept for mark in ('w:type="page"', "<w:bottom ", "pageBreakBefore", "w:sym"))


@pytest.mark.parametrize("title", ["Om {{innhold}} i maler", "{{innhold}}"])
def test_a_title_that_says_the_mark_moves_nothing(wheel: Room, title: str) -> None:
    wheel.head(title=title)
    document = wheel.document
    found = paragraphs(norwegian(), document)
    assert found.count(document.title) == 1
    assert found.index(document.title) < found.index("Beslutninger")
    assert found.index("Beslutninger") < found.index("Dokumentet er laget i møtet.")


def test_a_mark_in_a_note_is_refused() -> None:
    parts = unzipped(norwegian())
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    parts[TYPES] = parts[TYPES].replace(b"</Types>", override.encode())
    parts["word/footnotes.xml"] = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:id='1'><w:p><w:r><w:t>{{{{innhold}}}}</w:t>"
        "</w:r></w:p></w:footnote></w:footnotes>"
    ).encode()
    with pytest.raises(TemplateRefused, match="fotnoter"):
        template(zipped(parts), "mal.docx")


def test_an_empty_control_for_a_row_is_left_as_it_is(document: Document) -> None:
    def add(word: WordDocument) -> None:
        table = word.add_table(1, 1)
        row = control("enhet", "")
        for run in list(row.find(qn("w:sdtContent"))):
            run.getparent().remove(run)
        table._tbl.append(row)

    body = parse_xml(written(norwegian(add), document)[TEXT])
    (left,) = (each for each in body.iter(qn("w:sdt")) if each.getparent().tag == qn("w:tbl"))
    assert len(left.find(qn("w:sdtContent"))) == 0


def test_a_tab_in_a_fields_value_is_a_tab(document: Document) -> None:
    said = {**dict(document.fields), "enhet": "Skole\tSFO"}
    found = paragraphs(norwegian(), dataclasses.replace(document, fields=tuple(said.items())))
    assert "Eksempeldal kommune – Skole\tSFO" in found


def test_very_many_spaces_in_braces_are_read_in_no_time(document: Document) -> None:
    """The first reading of a name tried every way to divide the spaces between its edges."""
    line = "{{" + " " * 30_000
    made = norwegian(lambda word: word.paragraphs[0].add_run(line) and None)
    assert any(line in text for text in paragraphs(made, document))


# What is refused


def test_xml_that_takes_very_much_when_it_is_read_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unpacking, "LARGEST_XML", 100_000)
    filling = "<w:p/>" * 30_000
    with pytest.raises(TemplateRefused, match="for stor"):
        template(changed(text=("<w:body>", f"<w:body>{filling}")), "mal.docx")


@pytest.mark.parametrize("part", ["header1", "styles", "settings"])
def test_a_part_that_is_not_what_it_is_said_to_be_is_refused(part: str) -> None:
    parts = unzipped(norwegian())
    parts[f"word/{part}.xml"] = b"<a/>"
    with pytest.raises(TemplateRefused, match="er skadet"):
        template(zipped(parts), "mal.docx")


def test_a_template_that_can_not_be_written_on_is_refused_in_a_sentence(
    wheel: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trip(*_: object) -> bytes:
        raise KeyError("uventet")

    monkeypatch.setattr(word, "write", trip)
    order = Order(wheel.source, template=template(norwegian(), "mal.dotx"))
    with pytest.raises(TemplateRefused, match="kan ikke skrives på; lagre den på nytt i Word"):
        word_paper.write(order)


@pytest.mark.parametrize("part", [RELATIONS, "_rels/.rels"])
def test_a_comment_among_relationships_is_passed_by(document: Document, part: str) -> None:
    parts = unzipped(norwegian())
    parts[part] = parts[part].replace(b"</Rel", b"<!-- for hand --></Rel", 1)
    assert written(zipped(parts), document)


@pytest.mark.parametrize("pid", ["to", "2147483647"])
def test_the_numbers_of_a_templates_properties_are_made_anew(document: Document, pid: str) -> None:
    once = unzipped(word.write(document))
    theirs = once["docProps/custom.xml"].replace(b"Referat-versjon", b"Saksnr")
    theirs = theirs.replace(b'pid="3"', f'pid="{pid}"'.encode())
    made = zipped({**once, "docProps/custom.xml": theirs})
    custom = parse_xml(written(made, document)["docProps/custom.xml"])
    assert [each.get("pid") for each in custom] == ["2", "3", "4", "5"]


# What leads out


@pytest.mark.parametrize(
    "instruction",
    [
        'HYPERLINK "file://ondt/a" \\o "https://x"',
        "HYPERLINK \\\\ondt\\del",
        'INCLUDEPICTURE"http://ondt"',
        "LINK\\a",
        '"INCLUDEPICTURE" x',
        "PRINT ondt",
        "DDE",
        "ukjent noe",
    ],
)
def test_only_fields_that_show_something_of_the_document_are_let_through(instruction: str) -> None:
    assert is_code(instruction)


@pytest.mark.parametrize(
    "instruction", ['HYPERLINK \\l "bm"', 'HYPERLINK "mailto:a@b.example"', " page "]
)
def test_links_within_the_document_and_to_the_web_stay(instruction: str) -> None:
    assert not is_code(instruction)


def run_of(*pieces: str) -> str:
    return "".join(f"<w:r>{piece}</w:r>" for piece in pieces)


BEGIN, END = "<w:fldChar w:fldCharType='begin'/>", "<w:fldChar w:fldCharType='end'/>"
SHOWN = "<w:fldChar w:fldCharType='separate'/>"


@pytest.mark.parametrize(
    "xml",
    [
        run_of(BEGIN, "<w:instrText>DDEAUTO ondt</w:instrText>"),
        run_of(BEGIN, "<w:instrText>DD</w:instrText>", BEGIN, "<w:instrText>QUOTE E</w:instrText>")
        + run_of(END, "<w:instrText> ondt</w:instrText>", SHOWN, "<w:t>vist</w:t>", END),
        run_of(BEGIN, "<w:t>DDEAUTO ondt</w:t>", SHOWN, "<w:t>vist</w:t>", END),
    ],
    ids=["without an end", "built in its middle", "written as text"],
)
def test_a_field_that_hides_what_it_does_is_left_out(document: Document, xml: str) -> None:
    def add(word: WordDocument) -> None:
        word.paragraphs[0]._p.addprevious(parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))

    assert b"ondt" not in written(norwegian(add), document)[TEXT]


@pytest.mark.parametrize("attribute", ["src", "o:href"])
def test_a_drawing_of_the_old_kind_fetches_nothing(document: Document, attribute: str) -> None:
    def add(word: WordDocument) -> None:
        word.paragraphs[0].add_run()._r.append(
            parse_xml(
                f"<w:pict {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'"
                " xmlns:o='urn:schemas-microsoft-com:office:office'>"
                f"<v:shape><v:imagedata {attribute}='file://ondt/a.png'/></v:shape></w:pict>"
            )
        )

    assert b"ondt" not in written(norwegian(add), document)[TEXT]


def test_a_part_is_xml_by_what_it_holds_and_not_by_its_name(document: Document) -> None:
    parts = unzipped(norwegian())
    field = "<w:fldSimple w:instr='DDEAUTO ondt'><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>"
    parts["word/topp.foo"] = parts.pop("word/header1.xml").replace(b"</w:p>", field.encode(), 1)
    parts["word/_rels/topp.foo.rels"] = parts.pop("word/_rels/header1.xml.rels", b"") or (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    )
    for part in (TYPES, RELATIONS):
        parts[part] = parts[part].replace(b"header1.xml", b"topp.foo")
    found = b"".join(written(zipped(parts), document).values())
    assert b"ondt" not in found


def test_an_address_among_the_templates_properties_goes(document: Document) -> None:
    once = unzipped(word.write(document))
    theirs = once["docProps/custom.xml"].replace(b"Referat-versjon", b"_dlc_DocIdUrl")
    value = theirs.split(b"_dlc_DocIdUrl")[1].split(b"lpwstr>")[1].removesuffix(b"</vt:")
    theirs = theirs.replace(b">" + value + b"<", b">https://ondt.example.org/sak<", 1)
    made = zipped({**once, "docProps/custom.xml": theirs})
    assert b"ondt" not in written(made, document)["docProps/custom.xml"]
