"""Takes out of a template what could run code, or lead to somebody's server.

What is taken out is left out of the file that is written; the template itself is not touched.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from docx.oxml.ns import qn
from lxml import etree

from exports.template.unpacking import (
    CONTENT_TYPES,
    PACKAGE_RELATIONSHIPS,
    TemplateRefused,
    not_word,
    parsed,
)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WORD_LIKE = {
    _WORD,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
_R = f"{{{_RELATIONS}}}"

MACROS, LINKS, EMBEDDED, CODE_FIELDS, MERGE, LOCK = (
    "makroer",
    "koblinger til filer og servere",
    "innebygde filer",
    "felt som henter eller kjører noe",
    "oppsett for fletting",
    "skrivebeskyttelse",
)

# By the last word of a relationship's type.
_DROPPED = {
    **dict.fromkeys(("vbaProject", "wordVbaData", "keyMapCustomizations"), MACROS),
    **dict.fromkeys(("extensibility", "userCustomization", "webextensiontaskpanes"), MACROS),
    **dict.fromkeys(("control", "activeXControlBinary"), MACROS),
    **dict.fromkeys(("attachedTemplate", "subDocument", "frame", "transform"), LINKS),
    **dict.fromkeys(("oleObject", "package", "aFChunk"), EMBEDDED),
    **dict.fromkeys(("mailMergeSource", "mailMergeHeaderSource", "recipientData"), MERGE),
    # A picture of the template's first page, and a signature on what is about to change.
    **dict.fromkeys(("thumbnail", "origin"), ""),
}
_SAFE_ADDRESSES = ("http://", "https://", "mailto:")

_SETTINGS = {
    "attachedTemplate": LINKS,
    "linkStyles": LINKS,
    "mailMerge": MERGE,
    "documentProtection": LOCK,
    "writeProtection": LOCK,
    "docVars": MACROS,
}
# What the template's file tells of itself is not true of the minutes; the municipality's name is.
_CORE, _APP = "docProps/core.xml", "docProps/app.xml"
_KEPT_IN_APP = {"Application", "AppVersion", "Company"}

_CODE = {
    *("DDE", "DDEAUTO", "LINK", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "DATABASE"),
    *("MACROBUTTON", "MACRO", "RD", "EMBED", "CONTROL", "ASK", "FILLIN"),
}


class _Told(Protocol):
    def __call__(self, what: str) -> None:
        """Count one thing that was taken out."""


@dataclass(frozen=True, slots=True)
class Harmless:
    """A template without what could do harm.

    Attributes:
        parts: Its parts by name; it is a plain .docx.
        main: The name of the part with the text.
        taken_out: What was taken out, in words, and how much of each.
    """

    parts: Mapping[str, bytes]
    main: str
    taken_out: Mapping[str, int]


def harmless(parts: Mapping[str, bytes], name: str) -> Harmless:
    """The template as a plain .docx.

    Args:
        parts: From `exports.template.unpacking`.
        name: What the template is called, for the sentences.

    Raises:
        TemplateRefused: It is a package of something else than a Word document.
    """
    kept = dict(parts)
    counts: Counter[str] = Counter()

    def told(what: str) -> None:
        if what:
            counts[what] += 1

    main = _main_part(parts, name)
    kept[CONTENT_TYPES] = _as_plain_document(parts[CONTENT_TYPES], main, name)
    for part in [each for each in parts if each.endswith(".rels")]:
        kept |= _without_bad_relationships(kept, part, name, told)
    for part in [each for each in parts if each.casefold().endswith(".xml")]:
        root = parsed(kept[part], name)
        if _drop_code_fields(root, told) + _drop_settings(part, root, told):
            kept[part] = _bytes(root)
    return Harmless(kept, main, dict(counts))


def _main_part(parts: Mapping[str, bytes], name: str) -> str:
    for relationship in parsed(parts[PACKAGE_RELATIONSHIPS], name):
        kind = relationship.get("Type", "")
        if kind == _STRICT:
            raise TemplateRefused(
                f"Malen «{name}» er lagret som «Strict Open XML»; "
                "lagre den som vanlig Word-dokument (.docx), og prøv igjen."
            )
        if kind == f"{_RELATIONS}/officeDocument":
            target = relationship.get("Target", "").lstrip("/")
            if target in parts:
                return target
    raise TemplateRefused(not_word(name))


def _as_plain_document(xml: bytes, main: str, name: str) -> bytes:
    """Word tells a template, and one with macros, from a document by the content type alone."""
    types = parsed(xml, name)
    for override in types:
        if override.get("PartName") == f"/{main}":
            if override.get("ContentType") not in _WORD_LIKE:
                raise TemplateRefused(not_word(name))
            override.set("ContentType", _WORD)
            return _bytes(types)
    raise TemplateRefused(not_word(name))


def _without_bad_relationships(
    parts: Mapping[str, bytes], path: str, name: str, told: _Told
) -> dict[str, bytes]:
    """The relationships, and the part they are of, as they are to be."""
    relationships = parsed(parts[path], name)
    dropped = {}
    for relationship in list(relationships):
        what = _why_dropped(relationship)
        if what is not None:
            dropped[relationship.get("Id", "")] = what
            told(what)
            relationships.remove(relationship)
    source = path.replace("_rels/", "", 1) if path.startswith("_rels/") else _source_of(path)
    if not dropped:
        return {}
    changed = {path: _bytes(relationships)}
    if source in parts:
        root = parsed(parts[source], name)
        _drop_references(root, set(dropped))
        changed[source] = _bytes(root)
    return changed


def _source_of(path: str) -> str:
    """«word/_rels/document.xml.rels» holds what «word/document.xml» points at."""
    return path.replace("/_rels/", "/").removesuffix(".rels")


def _why_dropped(relationship: etree._Element) -> str | None:
    """What it is, in words ("" for what is not told of); None when it may stay."""
    kind = relationship.get("Type", "").rpartition("/")[2]
    if kind in _DROPPED:
        return _DROPPED[kind]
    if relationship.get("TargetMode") != "External":
        return None
    target = relationship.get("Target", "").strip().casefold()
    if kind == "hyperlink" and target.startswith(_SAFE_ADDRESSES):
        return None
    return LINKS


def _drop_references(root: etree._Element, ids: set[str]) -> None:
    """Take out what points at a relationship that is no more."""
    for element in list(root.iter(etree.Element)):
        bad = [key for key, value in element.attrib.items() if _points(key, value, ids)]
        if not bad or element.getparent() is None:
            continue
        word = etree.QName(element).localname
        if word == "hyperlink":
            _unwrap(element)
        elif word in ("blip", "imagedata"):
            _drop_picture(element, bad)
        else:
            _remove(element)


def _points(key: str | bytes, value: str | bytes, ids: set[str]) -> bool:
    return str(key).startswith(_R) and str(value) in ids


def _drop_picture(element: etree._Element, bad: list[str | bytes]) -> None:
    """A picture that is in the file too stays; one that is only a link goes with its frame."""
    for key in bad:
        del element.attrib[key]
    if any(str(key).startswith(_R) for key in element.attrib):
        return
    frames = (qn("w:drawing"), qn("w:pict"), qn("w:object"))
    frame = next((each for each in element.iterancestors(*frames)), element)
    _remove(frame)


def _drop_settings(part: str, root: etree._Element, told: _Told) -> int:
    """Take out settings that lead elsewhere or lock the file, and what is told of the template."""
    dropped = 0
    for element in list(root):
        word = etree.QName(element).localname if isinstance(element.tag, str) else ""
        is_about_the_template = part == _CORE or (part == _APP and word not in _KEPT_IN_APP)
        if is_about_the_template:
            root.remove(element)
            dropped += 1
        elif root.tag == qn("w:settings") and word in _SETTINGS:
            root.remove(element)
            # The template that it was made from was told of with its relationship.
            told(_SETTINGS[word] if word != "attachedTemplate" else "")
            dropped += 1
    return dropped


@dataclass(slots=True)
class _Field:
    """A field of Word's between its marks."""

    marks: list[etree._Element]
    instruction: str = ""
    shown: bool = False
    is_built: bool = False  # of other fields, which hides what it will say

    @property
    def is_code(self) -> bool:
        return self.is_built or is_code(self.instruction)


def is_code(instruction: str) -> bool:
    """Whether a field fetches or runs something.

    Args:
        instruction: What stands between its braces: «DDEAUTO cmd …».
    """
    words = instruction.split()
    word = words[0].upper() if words else ""
    if word == "HYPERLINK":
        targets = [each.strip('"').casefold() for each in words[1:] if not each.startswith("\\")]
        return any(":" in each or each.startswith("\\\\") for each in targets) and not any(
            each.startswith(_SAFE_ADDRESSES) for each in targets
        )
    return word in _CODE


def _drop_code_fields(root: etree._Element, told: _Told) -> int:
    """Leave of such a field what it last showed."""
    dropped = 0
    for simple in list(root.iter(qn("w:fldSimple"))):
        if is_code(simple.get(qn("w:instr"), "")):
            _unwrap(simple)
            dropped += 1
    for field in list(_fields(root)):
        if field.is_code:
            for mark in field.marks:
                _remove(mark)
            dropped += 1
    for _ in range(dropped):
        told(CODE_FIELDS)
    return dropped


def _fields(root: etree._Element) -> Iterator[_Field]:
    """The fields that have a mark where they begin and one where they end."""
    under_way: list[_Field] = []
    for element in root.iter(qn("w:fldChar"), qn("w:instrText")):
        if element.tag == qn("w:instrText"):
            if under_way and not under_way[-1].shown:
                under_way[-1].instruction += element.text or ""
                under_way[-1].marks.append(element)
            continue
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            if under_way and not under_way[-1].shown and not under_way[-1].instruction.strip():
                under_way[-1].is_built = True
            under_way.append(_Field([element]))
        elif under_way:
            under_way[-1].marks.append(element)
            under_way[-1].shown = True
            if kind == "end":
                yield under_way.pop()


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    place = parent.index(element)
    for child in list(element):
        parent.insert(place, child)
        place += 1
    parent.remove(element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
