"""Make base.docx, the empty document that every Word export starts from.

`python -m exports.make_base` writes it beside this file; the same bytes come out each time. It is
A4, in Norwegian, with the styles under their built-in names, so that Word's navigation, contents
and «Endre stil» know them. Nothing else is in it: no theme, thumbnail or leftover parts.
"""

import sys
from pathlib import Path

from exports.word_package import zipped

LANGUAGE = "nb-NO"
INK = "1F3864"  # headings; 11.6:1 on white
QUIET = "595959"  # captions, headers and footers; 7:1 on white
RULE = "B4C0D4"
HEADER_FILL = "E3E9F3"

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PARTS = {
    "styles": ("styles", "styles.xml"),
    "numbering": ("numbering", "numbering.xml"),
    "settings": ("settings", "settings.xml"),
    "fontTable": ("fontTable", "fontTable.xml"),
}


def _run(size: float, color: str = "", *, bold: bool = False, caps: bool = False) -> str:
    """Run properties in the schema's order; size in points."""
    marks = ("<w:b/><w:bCs/>" if bold else "") + ("<w:caps/>" if caps else "")
    tint = f'<w:color w:val="{color}"/>' if color else ""
    spacing = '<w:spacing w:val="30"/>' if caps else ""
    half = round(size * 2)
    return f'<w:rPr>{marks}{tint}{spacing}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'


def _spacing(before: float, after: float, line: float = 0) -> str:
    """Space in points; line as a multiple."""
    lines = f' w:line="{round(line * 240)}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{lines}/>'


def _style(identifier: str, name: str, body: str, *, based: str = "Normal", after: str = "") -> str:
    """A paragraph style; `after` is the style of the paragraph typed next."""
    custom = "" if name.islower() or name.startswith("List ") else ' w:customStyle="1"'
    following = f'<w:next w:val="{after}"/>' if after else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/>{following}<w:qFormat/>{body}</w:style>'
    )


def _heading(level: int, size: float, before: float, after: float, *, ruled: bool = False) -> str:
    border = (
        f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="2" w:color="{RULE}"/></w:pBdr>'
        if ruled
        else ""
    )
    paragraph = (
        f"<w:pPr><w:keepNext/><w:keepLines/>{border}{_spacing(before, after, 1)}"
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
    )
    body = paragraph + _run(size, INK, bold=True)
    return _style(f"Heading{level}", f"heading {level}", body, after="Normal")


def _boxed(identifier: str, name: str, line: str, fill: str) -> str:
    """A paragraph with a thick line at its left and a light ground."""
    # Lines of the ground's own colour above and below are the only padding a paragraph can have.
    ground = f'w:val="single" w:sz="24" w:space="1" w:color="{fill}"'
    side = (
        f'<w:top {ground}/><w:left w:val="single" w:sz="24" w:space="8" w:color="{line}"/>'
        f"<w:bottom {ground}/>"
    )
    paragraph = (
        f'<w:pPr><w:keepLines/><w:pBdr>{side}</w:pBdr><w:shd w:val="clear" w:color="auto"'
        f' w:fill="{fill}"/>{_spacing(8, 10)}<w:ind w:left="227" w:right="113"/></w:pPr>'
    )
    return _style(identifier, name, paragraph)


def _defaults() -> str:
    fonts = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
    language = f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>'
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="22"/><w:szCs w:val="22"/>'
        f"{language}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:pPr><w:widowControl/><w:suppressAutoHyphens/>{_spacing(0, 6, 1.1)}</w:pPr>"
        "</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


def _texts() -> str:
    return "".join(
        (
            _heading(1, 22, 0, 6),
            _heading(2, 15, 16, 5, ruled=True),
            _heading(3, 12.5, 12, 3),
            _heading(4, 11, 9, 2),
            _style(
                "Lead", "Ingress", f"<w:pPr>{_spacing(0, 9, 1.15)}</w:pPr>" + _run(12.5, "404040")
            ),
            _boxed("Note", "Merknad", "7F93B5", "F2F5FA"),
            _boxed("Warning", "Varsel", "C2410C", "FDF1EA"),
            _style(
                "Draft",
                "Utkast",
                f"<w:pPr>{_spacing(0, 8)}</w:pPr>" + _run(11, "9A3412", bold=True),
            ),
            _style("ListBullet", "List Bullet", f"<w:pPr>{_spacing(0, 3)}</w:pPr>"),
            _style("ListNumber", "List Number", f"<w:pPr>{_spacing(0, 3)}</w:pPr>"),
            _style(
                "Caption",
                "caption",
                f"<w:pPr><w:keepNext/>{_spacing(8, 4)}</w:pPr>" + _run(10, QUIET, bold=True),
            ),
        )
    )


def _frames() -> str:
    """The styles of table cells, headers, footers, and what parts two sections."""
    table_text = f'<w:pPr><w:suppressAutoHyphens w:val="0"/>{_spacing(0, 0, 1)}</w:pPr>'
    table_head = (
        f'<w:pPr><w:keepNext/><w:suppressAutoHyphens w:val="0"/>{_spacing(0, 0, 1)}</w:pPr>'
    )
    return "".join(
        (
            _style("TableText", "Tabelltekst", table_text + _run(9.5)),
            _style(
                "TableHead", "Tabellhode", table_head + _run(9.5, INK, bold=True), based="TableText"
            ),
            # Not the built-in ones: a template's have tab stops that ours would stop at.
            _style("HeadLine", "Topplinje", f"<w:pPr>{_spacing(0, 0, 1)}</w:pPr>" + _run(9, QUIET)),
            _style("FootLine", "Bunnlinje", f"<w:pPr>{_spacing(0, 0, 1)}</w:pPr>" + _run(8, QUIET)),
            _style(
                "Separator",
                "Skille",
                '<w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
                "</w:pPr>" + _run(1),
            ),
        )
    )


def _tables() -> str:
    margins = (
        '<w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="57" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    )
    rule = 'w:val="single" w:sz="4" w:space="0"'
    edges = "".join(f'<w:{side} {rule} w:color="{RULE}"/>' for side in ("top", "bottom", "insideH"))
    first_row = (
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK}"/></w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{HEADER_FILL}"/></w:tcPr></w:tblStylePr>'
    )
    first_column = '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="MinutesTable">'
        '<w:name w:val="Referattabell"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders>{margins}</w:tblPr>"
        f"{first_row}{first_column}</w:style>"
    )


def _styles() -> str:
    return f'<w:styles xmlns:w="{_W}">{_defaults()}{_texts()}{_frames()}{_tables()}</w:styles>'


def _settings() -> str:
    compatibility = (
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    return (
        f'<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:autoHyphenation/><w:hyphenationZone w:val="283"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'{compatibility}<w:themeFontLang w:val="{LANGUAGE}"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _font_table() -> str:
    # altName is the face to use where the first is not installed: Carlito has Calibri's measures.
    return (
        f'<w:fonts xmlns:w="{_W}"><w:font w:name="Calibri"><w:altName w:val="Carlito"/>'
        '<w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _document() -> str:
    # Word wants one paragraph in an empty document; the writer takes it out again.
    return (
        f'<w:document xmlns:w="{_W}" xmlns:r="{_OFFICE}"><w:body><w:p/><w:sectPr>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1247" w:bottom="1247"'
        ' w:left="1247" w:header="624" w:footer="567" w:gutter="0"/></w:sectPr></w:body>'
        "</w:document>"
    )


def _core() -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
    )


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{file}" ContentType="{_WORD}.{kind}+xml"/>'
        for kind, file in (("document.main", "document.xml"), *_PARTS.values())
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>"
    )


def _relationships(targets: dict[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def base() -> bytes:
    """The empty document, byte for byte the same on every machine with the same zlib."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            {
                f"{_OFFICE}/officeDocument": "word/document.xml",
                f"{_PACKAGE}/relationships/metadata/core-properties": "docProps/core.xml",
            }
        ),
        "docProps/core.xml": _core(),
        "word/document.xml": _document(),
        "word/_rels/document.xml.rels": _relationships(
            {f"{_OFFICE}/{kind}": file for kind, file in _PARTS.values()}
        ),
        "word/styles.xml": _styles(),
        "word/numbering.xml": f'<w:numbering xmlns:w="{_W}"/>',
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(),
    }
    return zipped({name: (_HEAD + xml).encode() for name, xml in parts.items()})


if __name__ == "__main__":
    Path(__file__).with_name("base.docx").write_bytes(base())
    sys.exit(0)
