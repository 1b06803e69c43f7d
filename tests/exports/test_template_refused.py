"""Templates that are refused, and what is taken out of those that are not."""

import io
import os
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table

from exports import word
from exports.outline import Document
from exports.template import TemplateRefused, read_template, template, unpacking
from exports.template.code_fields import is_code
from exports.template_check import findings
from exports.word_package import unzipped, zipped
from tests.exports import templates
from tests.exports.room import Room
from tests.exports.templates import norwegian, text_box
from tests.ordinary_rights import ordinary_rights

RELATION = (
    '<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}"{mode}/>'
)
EXTERNAL = ' TargetMode="External"'
SERVER = "\\\\server\\maler\\kommune.dotm"
RELATIONSHIPS = "word/_rels/document.xml.rels"


@pytest.fixture
def document(wheel: Room) -> Document:
    wheel.decide("Vi går videre.")
    return wheel.document


def changed(part: str, change: Callable[[bytes], bytes], suffix: str = ".docx") -> bytes:
    parts = unzipped(norwegian(suffix=suffix))
    return zipped({**parts, part: change(parts.get(part, b""))})


def related(kind: str, target: str, mode: str = "", key: str = "rId99") -> bytes:
    line = RELATION.format(id=key, kind=kind, target=target, mode=mode).encode()
    return changed(RELATIONSHIPS, lambda xml: xml.replace(b"</Rel", line + b"</Rel", 1))


def with_body(xml: str, **relations: tuple[str, str]) -> bytes:
    """A template with this in its text; each relation is (kind, external target)."""

    def add(word: WordDocument) -> None:
        element = parse_xml(
            f"<w:p {nsdecls('w', 'r', 'a', 'wp', 'pic')} "
            f"xmlns:o='urn:schemas-microsoft-com:office:office' "
            f"xmlns:v='urn:schemas-microsoft-com:vml'>{xml}</w:p>"
        )
        word.paragraphs[0]._p.addprevious(element)

    parts = unzipped(norwegian(add))
    lines = "".join(
        RELATION.format(id=key, kind=kind, target=target, mode=EXTERNAL)
        for key, (kind, target) in relations.items()
    )
    there = parts[RELATIONSHIPS].replace(b"</Rel", lines.encode() + b"</Rel", 1)
    return zipped({**parts, RELATIONSHIPS: there})


def everything_in(made: bytes, document: Document) -> bytes:
    return b"".join(
        name.encode() + part
        for name, part in unzipped(word.write(document, template(made, "m.docm"))).items()
    )


# Files that are no templates


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "er ikke et Word-dokument; velg en .docx, .dotx, .docm eller .dotm."),
        (b"Hei", "er ikke et Word-dokument"),
        (b"%PDF-1.7", "er ikke et Word-dokument"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "har passord eller er i det gamle .doc-formatet"),
        (b"{\\rtf1 hei}", "er rik tekst (RTF)"),
        (b"PK\x03\x04 og noe annet", "er skadet"),
    ],
    ids=["empty", "text", "pdf", "doc", "rtf", "half a zip"],
)
def test_a_file_that_is_no_word_document_gets_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(TemplateRefused) as refusal:
        template(content, "mal.dotx")
    assert str(refusal.value).startswith("Malen «mal.dotx» ")
    assert sentence in str(refusal.value)


def zip_of(**parts: bytes) -> bytes:
    return zipped({name.replace("__", "/"): part for name, part in parts.items()})


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (zip_of(bilde=b"x"), "er ikke et Word-dokument"),
        (zip_of(mimetype=b"application/vnd.oasis.opendocument.text"), "er et LibreOffice-dokument"),
    ],
    ids=["zip", "odt"],
)
def test_a_zip_of_something_else_gets_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(TemplateRefused, match=sentence):
        template(content, "mal.dotx")


def test_a_spreadsheet_is_no_template() -> None:
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    made = changed(
        "[Content_Types].xml",
        lambda xml: xml.replace(templates.TYPES[".docx"].encode(), sheet.encode()),
    )
    with pytest.raises(TemplateRefused, match="er ikke et Word-dokument"):
        template(made, "ark.xlsx")


def test_strict_open_xml_gets_a_sentence_that_says_how_to_save_it() -> None:
    made = changed(
        "_rels/.rels",
        lambda xml: xml.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
        ),
    )
    with pytest.raises(TemplateRefused, match="Strict Open XML"):
        template(made, "mal.docx")


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/header1.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize("broken", [b"", b"<a", b"<a>&tull;</a>", b"\xff\xfe\x00"])
def test_a_part_that_is_not_well_formed_is_said_to_be_damage(part: str, broken: bytes) -> None:
    with pytest.raises(TemplateRefused, match="er skadet; åpne den i Word"):
        template(changed(part, lambda _: broken), "mal.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_never_expanded(encoding: str) -> None:
    entities = '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">'
    bomb = f'<?xml version="1.0"?><!DOCTYPE w [{entities}]><w>&b;</w>'
    with pytest.raises(TemplateRefused, match="er skadet"):
        template(changed("word/settings.xml", lambda _: bomb.encode(encoding)), "mal.docx")


def written_or_refused(made: bytes, document: Document) -> bool:
    """Whether a damaged template gave a document that opens, or a sentence about it."""
    try:
        written = word.write(document, template(made, "mal.docx"))
    except TemplateRefused as refusal:
        return str(refusal).startswith("Malen «mal.docx» ")
    return "Beslutninger" in [p.text for p in docx.Document(io.BytesIO(written)).paragraphs]


@pytest.mark.parametrize("lacking", ["word/document.xml", "word/_rels/document.xml.rels"])
def test_a_document_that_lacks_a_part_never_crashes(lacking: str, document: Document) -> None:
    parts = unzipped(norwegian())
    del parts[lacking]
    assert written_or_refused(zipped(parts), document)


def test_bytes_that_are_changed_at_random_give_a_document_or_a_sentence(
    document: Document,
) -> None:
    chance, whole = random.Random(4), norwegian()
    for _ in range(120):
        hurt = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            hurt[chance.randrange(len(hurt))] = chance.randrange(256)
        assert written_or_refused(bytes(hurt), document)


# Bombs


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "LARGEST_UNPACKED", 1_000_000)
    made = changed("word/media/stor.bin", lambda _: b"\0" * 2_000_000)
    assert len(made) < 100_000
    with pytest.raises(TemplateRefused, match="er for stor til å være en mal"):
        template(made, "mal.docx")


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    made = bytearray(changed("word/media/stor.bin", lambda _: b"\0" * 2_000_000))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = made.find(b"word/media/stor.bin")
        while place != -1:
            start = made.rfind(mark, 0, place)
            if place - start in (30, 46):
                made[start + offset : start + offset + 4] = struct.pack("<I", 10)
            place = made.find(b"word/media/stor.bin", place + 1)
    with pytest.raises(TemplateRefused, match="er skadet"):
        template(bytes(made), "mal.docx")


def test_a_zip_of_very_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MOST_PARTS", 5)
    with pytest.raises(TemplateRefused, match="for stor"):
        template(norwegian(), "mal.docx")


def test_a_file_larger_than_a_template_can_be_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exports.template.LARGEST", 1000)
    monkeypatch.setattr(unpacking, "LARGEST", 1000)
    path = tmp_path / "mal.docx"
    path.write_bytes(norwegian())
    with pytest.raises(TemplateRefused, match="for stor"):
        read_template(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused() -> None:
    buffer = io.BytesIO(norwegian())
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("word/document.xml", "<a/>")
    with pytest.raises(TemplateRefused, match="er skadet"):
        template(buffer.getvalue(), "mal.docx")


def test_a_part_that_is_encrypted_is_refused() -> None:
    made = bytearray(norwegian())
    made[made.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(TemplateRefused, match="er skadet"):
        template(bytes(made), "mal.docx")


# The file itself


def test_a_file_that_is_not_there_or_is_a_folder_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(TemplateRefused, match=r"finnes ikke; se etter at navnet er rett\."):
        read_template(tmp_path / "borte.dotx")
    with pytest.raises(TemplateRefused, match="er ikke en fil"):
        read_template(tmp_path)
    with pytest.raises(TemplateRefused, match="kan ikke leses: navnet kan ikke brukes"):
        read_template(Path("mal\0.dotx"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_file_that_is_closed_to_us_gets_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "mal.docx"
    path.write_bytes(norwegian())
    path.chmod(0)
    with ordinary_rights(), pytest.raises(TemplateRefused, match="kan ikke leses: "):
        read_template(path)


# Where the content can not go


def put_mark_in_header(word: WordDocument) -> None:
    word.sections[0].header.add_paragraph("{{innhold}}")


def put_mark_in_table(word: WordDocument) -> None:
    table: Table = word.add_table(1, 1)
    table.cell(0, 0).text = "{{ Innhold }}"
    for paragraph in word.paragraphs:
        if "innhold" in paragraph.text:
            paragraph.text = ""


def put_mark_in_box(word: WordDocument) -> None:
    for paragraph in word.paragraphs:
        if "innhold" in paragraph.text:
            paragraph.text = ""
    word.paragraphs[0].add_run()._r.append(text_box("{{innhold}}"))


def put_mark_twice(word: WordDocument) -> None:
    word.add_paragraph("{{innhold}}")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            put_mark_in_header,
            "i topptekst, bunntekst eller fotnoter; flytt det til en linje for seg",
        ),
        (put_mark_in_table, "i en tabell; flytt det til en linje for seg"),
        (put_mark_in_box, "i en tekstboks; flytt det til en linje for seg"),
        (put_mark_twice, "flere steder; la det stå ett sted"),
    ],
)
def test_a_mark_where_pages_can_not_begin_gets_a_sentence(
    change: Callable[[WordDocument], None], sentence: str
) -> None:
    with pytest.raises(TemplateRefused, match=sentence):
        template(norwegian(change), "mal.docx")


# What could do harm


@pytest.mark.parametrize(
    ("kind", "target", "word_for_it"),
    [
        ("vbaProject", "vbaProject.bin", "makroer"),
        ("wordVbaData", "vbaData.xml", "makroer"),
        ("keyMapCustomizations", "customizations.xml", "makroer"),
        ("control", "activeX/activeX1.xml", "makroer"),
        ("oleObject", "embeddings/oleObject1.bin", "innebygde filer"),
        ("aFChunk", "afchunk.html", "innebygde filer"),
    ],
)
def test_what_can_run_code_is_not_in_what_we_write(
    document: Document, kind: str, target: str, word_for_it: str
) -> None:
    line = RELATION.format(id="rId99", kind=kind, target=target, mode="").encode()
    parts = unzipped(norwegian(suffix=".dotm"))
    parts[RELATIONSHIPS] = parts[RELATIONSHIPS].replace(b"</Rel", line + b"</Rel", 1)
    parts[f"word/{target}"] = b"<a>SubAutoOpen</a>"
    types = b'<Default Extension="bin" ContentType="application/octet-stream"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", types)
    made = zipped(parts)
    written = everything_in(made, document)
    assert b"SubAutoOpen" not in written
    assert target.encode() not in written
    assert word_for_it in "\n".join(findings(template(made, "m.dotm")))


def test_the_server_that_a_template_was_made_from_is_not_in_what_we_write(
    document: Document,
) -> None:
    parts = unzipped(norwegian())
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(
        b"</w:settings>", b'<w:attachedTemplate r:id="rId7"/></w:settings>'
    )
    line = RELATION.format(id="rId7", kind="attachedTemplate", target=SERVER, mode=EXTERNAL)
    parts["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{line}</Relationships>"
    ).encode()
    written = everything_in(zipped(parts), document)
    assert b"server" not in written
    assert b"attachedTemplate" not in written


def test_a_link_to_a_file_becomes_its_text_and_one_to_the_web_stays(document: Document) -> None:
    made = with_body(
        "<w:hyperlink r:id='rId71'><w:r><w:t>Rutinene</w:t></w:r></w:hyperlink>"
        "<w:hyperlink r:id='rId72'><w:r><w:t>Nettsiden</w:t></w:r></w:hyperlink>",
        rId71=("hyperlink", "file://server/rutiner.docx"),
        rId72=("hyperlink", "https://www.example.org/"),
    )
    written = docx.Document(io.BytesIO(word.write(document, template(made, "m.docx"))))
    line = next(p for p in written.paragraphs if "Rutinene" in p.text)
    assert line.text == "RutineneNettsiden"
    assert [link.address for link in line.hyperlinks] == ["https://www.example.org/"]
    assert b"server" not in everything_in(made, document)


def test_a_picture_that_is_fetched_is_taken_out_and_one_in_the_file_stays(
    document: Document,
) -> None:
    made = with_body(
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        "<a:blip r:link='rId71'/></pic:blipFill></pic:pic></a:graphicData></a:graphic>"
        "</wp:inline></w:drawing></w:r>",
        rId71=("image", "https://sporing.example.org/pixel.png"),
    )
    written = everything_in(made, document)
    assert b"sporing" not in written
    assert b"<w:drawing>" in written  # the logo


def test_an_embedded_object_leaves_its_picture_and_not_its_file(document: Document) -> None:
    made = with_body(
        "<w:r><w:object><v:shape id='s'/><o:OLEObject r:id='rId71'/></w:object></w:r>",
        rId71=("oleObject", "file://server/regneark.xlsx"),
    )
    written = everything_in(made, document)
    assert b"OLEObject" not in written
    assert b"<v:shape" in written


def complex_field(*instructions: str, shown: str = "vist") -> str:
    mark = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
    code = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in instructions)
    return (
        mark.format("begin")
        + code
        + mark.format("separate")
        + f"<w:r><w:t>{shown}</w:t></w:r>"
        + mark.format("end")
    )


@pytest.mark.parametrize(
    "xml",
    [
        complex_field(" DDEAUTO c:\\\\cmd.exe ondt "),
        complex_field(" DD", "EAUTO ondt "),
        complex_field(' INCLUDEPICTURE "https://ondt.example.org/a.png" '),
        complex_field(' HYPERLINK "file://ondt/a" '),
        "<w:fldSimple w:instr=' INCLUDETEXT ondt '><w:r><w:t>vist</w:t></w:r></w:fldSimple>",
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        + complex_field(" QUOTE 68 68 69 ", shown="DDE ondt")
        + "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>vist</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
    ],
    ids=["dde", "split", "picture", "link", "simple", "built"],
)
def test_a_field_that_fetches_or_runs_something_leaves_only_what_it_showed(
    document: Document, xml: str
) -> None:
    made = with_body(xml)
    ready = template(made, "m.docx")
    written = docx.Document(io.BytesIO(word.write(document, ready)))
    assert "vist" in written.paragraphs[0].text
    first = written.paragraphs[0]._p
    words = [each.text for each in first.iter(qn("w:instrText"))]
    assert not any(is_code(text or "") for text in words)
    assert "DDE" not in "".join(words)
    assert not list(first.iter(qn("w:fldSimple")))
    assert "felt som henter eller kjører noe (1)" in "\n".join(findings(ready))


@pytest.mark.parametrize(
    "harmless",
    ["PAGE", " NUMPAGES ", 'DATE \\@ "d. MMMM yyyy"', 'HYPERLINK "https://a.no"', "REF bm \\h", ""],
)
def test_a_field_that_only_shows_something_stays(harmless: str) -> None:
    assert not is_code(harmless)


@pytest.mark.parametrize("setting", ["documentProtection", "mailMerge", "docVars", "linkStyles"])
def test_a_setting_that_locks_or_leads_elsewhere_is_taken_out(
    document: Document, setting: str
) -> None:
    made = changed(
        "word/settings.xml",
        lambda xml: xml.replace(b"<w:zoom", f"<w:{setting}/><w:zoom".encode()),
    )
    assert setting.encode() not in everything_in(made, document)


def test_the_picture_of_the_templates_first_page_does_not_follow(document: Document) -> None:
    parts = unzipped(norwegian())
    assert any("thumbnail" in name for name in parts)
    assert b"thumbnail" not in everything_in(norwegian(), document)


def test_no_link_of_any_kind_leads_out_of_what_we_write(document: Document) -> None:
    made = related("slagSomIkkeFinnes", "https://ondt.example.org", EXTERNAL)
    assert b"ondt" not in everything_in(made, document)
