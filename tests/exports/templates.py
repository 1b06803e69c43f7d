"""Templates as municipalities have them: made here, so that nobody's own has to lie in the repo.

`libreoffice.docx` beside this file is the Norwegian one, opened and saved by LibreOffice:

    python -m tests.exports.templates FOLDER     writes norsk.dotx there
    soffice --headless --convert-to docx:"MS Word 2007 XML" FOLDER/norsk.dotx
"""

import io
import struct
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from exports.word_package import unzipped, zipped

LIBREOFFICE = Path(__file__).with_name("libreoffice.docx")

# What a Norwegian Word calls them; their names stay English.
_NORWEGIAN = {
    "Heading1": "Overskrift1",
    "Heading2": "Overskrift2",
    "Heading3": "Overskrift3",
    "Header": "Topptekst",
    "Footer": "Bunntekst",
    "Title": "Tittel",
    "ListBullet": "Punktliste",
    "ListNumber": "Nummerertliste",
    "TableNormal": "Vanligtabell",
    "DefaultParagraphFont": "Standardskriftforavsnitt",
    "NoList": "Ingenliste",
}
_KEPT = {*_NORWEGIAN, "Normal", "HeaderChar", "FooterChar", "Heading1Char", "Heading2Char"}
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = {
    ".docx": _MAIN,
    ".dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ".docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    ".dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}


def norwegian(change: Callable[[Document], None] = lambda _: None, suffix: str = ".dotx") -> bytes:
    """A municipality's template from a Norwegian Word: logo, first page, fields, a cover line.

    Args:
        change: What else is done to it.
        suffix: What it is saved as.
    """
    word = docx.Document()
    _localise(word)
    _edges(word)
    word.add_paragraph("{{kommune}} – {{enhet}}")
    title = word.add_paragraph("", style="Title")
    split(title, "{{", "tit", "tel", "}}")
    word.add_paragraph("Arkivsak {{arkivsak}} – {{dato}}")
    word.add_paragraph("{{innhold}}")
    word.add_paragraph("Dokumentet er laget i møtet.")
    change(word)
    return saved_as(word, suffix)


def letterhead() -> bytes:
    """A bare one: a logo and margins, no marks, no lists, and one empty line."""
    word = docx.Document()
    _localise(word)
    word.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(logo()), width=Cm(2))
    word.sections[0].left_margin = Cm(4)
    word.add_paragraph("")
    return saved_as(word, ".docx")


def saved_as(word: Document, suffix: str = ".docx") -> bytes:
    """The file's bytes, as a document, a template, or either with macros."""
    buffer = io.BytesIO()
    word.save(buffer)
    parts = {
        name: _with_norwegian_ids(part) if name.startswith("word/") else part
        for name, part in unzipped(buffer.getvalue()).items()
    }
    types = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = types.replace(_MAIN, TYPES[suffix]).encode()
    return zipped(parts)


def _with_norwegian_ids(part: bytes) -> bytes:
    """The library puts its own headers' paragraphs in styles by their English ids."""
    for english, norwegian_id in _NORWEGIAN.items():
        old, new = f'w:pStyle w:val="{english}"', f'w:pStyle w:val="{norwegian_id}"'
        part = part.replace(old.encode(), new.encode())
    return part


def split(paragraph: Paragraph, *pieces: str) -> None:
    """Write a text in several runs, as Word does when it has been corrected."""
    for place, piece in enumerate(pieces):
        paragraph.add_run(piece).bold = bool(place % 2)


def control(tag: str, prompt: str) -> BaseOxmlElement:
    """A text content control that still shows its prompt."""
    return parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:tag w:val='{tag}'/><w:showingPlcHdr/>"
        "<w:dataBinding w:xpath='/a' w:storeItemID='{0}'/><w:text/></w:sdtPr>"
        f"<w:sdtContent><w:r><w:t>{prompt}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def text_box(*pieces: str) -> BaseOxmlElement:
    """A text box as older Words write it, with a line of so many runs."""
    runs = "".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in pieces)
    return parse_xml(
        f"<w:pict {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><v:shape><v:textbox>"
        f"<w:txbxContent><w:p>{runs}</w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    )


def logo() -> bytes:
    """A small blue square as a PNG."""
    rows = b"".join(b"\0" + b"\x1f\x38\x64" * 24 for _ in range(24))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 24, 24, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def _localise(word: Document) -> None:
    """Give the styles Norwegian ids, and leave only those that a template is made with."""
    styles = word.styles.element
    for style in list(styles.iterchildren(qn("w:style"))):
        identifier = style.get(qn("w:styleId"))
        if identifier not in _KEPT:
            styles.remove(style)
            continue
        style.set(qn("w:styleId"), _NORWEGIAN.get(identifier, identifier))
        for reference in list(style.iterchildren(*map(qn, ("w:basedOn", "w:next", "w:link")))):
            named = reference.get(qn("w:val"))
            reference.set(qn("w:val"), _NORWEGIAN.get(named, named))
            if named not in _KEPT:
                style.remove(reference)
    for numbering in list(styles.iter(qn("w:numPr"))):
        numbering.getparent().remove(numbering)
    word.settings.element.find(qn("w:zoom")).set(qn("w:percent"), "100")
    word.styles["Normal"].font.name = "Georgia"
    word.styles["Heading 1"].font.color.rgb = RGBColor(0x5B, 0x1A, 0x6B)
    word.styles["Title"].font.size = Pt(26)
    for key, relation in list(word.part.rels.items()):
        if relation.reltype.endswith("/numbering"):
            del word.part.rels[key]


def _edges(word: Document) -> None:
    section = word.sections[0]
    section.left_margin = section.right_margin = Cm(3)
    section.top_margin = Cm(4)
    section.different_first_page_header_footer = True
    first = section.first_page_header.paragraphs[0]
    first.add_run().add_picture(io.BytesIO(logo()), width=Cm(1.5))
    first.add_run("  {{kommune}}")
    running = section.header.paragraphs[0]
    split(running, "{{ Tit", "tel }}, {{enh", "et}}")
    for footer in (section.footer, section.first_page_footer):
        foot = footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot.add_run("Vår ref. {{arkivsak}} – side ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        foot._p.append(field)


if __name__ == "__main__":
    (Path(sys.argv[1]) / "norsk.dotx").write_bytes(norwegian())
