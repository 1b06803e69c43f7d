"""Takes out of a template what could run code, or lead to somebody's server.

What is taken out is left out of the file that is written; the template itself is not touched.
"""

import posixpath
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from docx.oxml.ns import qn
from lxml import etree

from exports.template.code_fields import SAFE_ADDRESSES, drop_code_fields, remove, unwrap
from exports.template.unpacking import (
    CONTENT_TYPES,
    PACKAGE_RELATIONSHIPS,
    TemplateRefused,
    broken,
    is_xml,
    not_word,
    parsed,
)

MAIN = "word/document.xml"
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

MACROS, LINKS, EMBEDDED, CODE_FIELDS, MERGE, LOCK, REMARKS = (
    "makroer",
    "koblinger til filer og servere",
    "innebygde filer",
    "felt som henter eller kjører noe",
    "oppsett for fletting",
    "skrivebeskyttelse",
    "merknader og sporede endringer",
)

# By the last word of a relationship's type.
_DROPPED = {
    **dict.fromkeys(("vbaProject", "wordVbaData", "keyMapCustomizations"), MACROS),
    **dict.fromkeys(("extensibility", "userCustomization", "webextensiontaskpanes"), MACROS),
    "webextension": MACROS,
    **dict.fromkeys(("control", "activeXControlBinary"), MACROS),
    **dict.fromkeys(("attachedTemplate", "subDocument", "frame", "transform"), LINKS),
    **dict.fromkeys(("oleObject", "package", "aFChunk"), EMBEDDED),
    **dict.fromkeys(("mailMergeSource", "mailMergeHeaderSource", "recipientData"), MERGE),
    **dict.fromkeys(("comments", "commentsExtended", "commentsIds", "people"), REMARKS),
    # A picture of the template's first page, and a signature on what is about to change.
    **dict.fromkeys(("thumbnail", "origin"), ""),
}

_SETTINGS = {
    "attachedTemplate": LINKS,
    "linkStyles": LINKS,
    "mailMerge": MERGE,
    "documentProtection": LOCK,
    "writeProtection": LOCK,
    "docVars": MACROS,
    "schemaLibrary": LINKS,
}
# What the template's file tells of itself is not true of the minutes; the municipality's name is.
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}coreProperties"
_APP = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Properties"
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}Properties"
_KEPT_IN_APP = {"Application", "AppVersion", "Company"}


_MACRO_TYPES = ("vbaproject", "worddocumentvba", "activex")
# What was deleted goes, and what was put in stays, as when all changes are accepted.
_DELETED = [qn(f"w:{tag}") for tag in ("del", "moveFrom")]
_PUT_IN = [qn(f"w:{tag}") for tag in ("ins", "moveTo")]
_MARKS = [
    *(qn(f"w:{tag}") for tag in ("commentRangeStart", "commentRangeEnd", "commentReference")),
    *(
        qn(f"w:{tag}Change")
        for tag in ("rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr", "numbering")
    ),
    *(qn(f"w:{tag}Range{end}") for tag in ("moveFrom", "moveTo") for end in ("Start", "End")),
]
_SOURCES = ("src", "href", "{urn:schemas-microsoft-com:office:office}href")


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
    macros = _macro_parts(parts[CONTENT_TYPES], name)
    for part in [each for each in parts if each.casefold().endswith(".rels")]:
        kept |= _without_bad_relationships(kept, part, name, macros, told)
    for part in [each for each, xml in parts.items() if is_xml(each, xml)]:
        root = parsed(kept[part], name)
        if _clean(root, told):
            kept[part] = _bytes(root)
    return Harmless(_under_usual_name(kept, main, name), MAIN, dict(counts))


def _under_usual_name(parts: dict[str, bytes], main: str, name: str) -> dict[str, bytes]:
    """Some programs call the text «document2.xml», under which no file would be known again."""
    if main == MAIN:
        return parts
    if posixpath.dirname(main) != posixpath.dirname(MAIN):
        raise TemplateRefused(broken(name))
    old, new = posixpath.basename(main), posixpath.basename(MAIN)
    renamed = {main: MAIN, f"word/_rels/{old}.rels": f"word/_rels/{new}.rels"}
    found = {renamed.get(part, part): xml for part, xml in parts.items()}
    for part, before, after in (
        (CONTENT_TYPES, f'"/{main}"', f'"/{MAIN}"'),
        (PACKAGE_RELATIONSHIPS, f'{main}"', f'{MAIN}"'),
    ):
        found[part] = found[part].replace(before.encode(), after.encode())
    return found


def _clean(root: etree._Element, told: _Told) -> bool:
    """Clean one part; whether anything was changed."""
    fields = drop_code_fields(root)
    for _ in range(fields):
        told(CODE_FIELDS)
    changes = (
        _drop_settings(root, told),
        _accept_changes(root, told),
        _drop_entry_macros(root, told),
        _drop_sources(root, told),
    )
    return bool(fields or any(changes))


def _accept_changes(root: etree._Element, told: _Told) -> int:
    found = list(root.iter(*_DELETED, *_PUT_IN, *_MARKS))
    for element in found:
        if element.tag in _PUT_IN and len(element):
            unwrap(element)
        else:
            remove(element)
    if found:
        told(REMARKS)
    return len(found)


def _drop_entry_macros(root: etree._Element, told: _Told) -> int:
    found = list(root.iter(qn("w:entryMacro"), qn("w:exitMacro")))
    for element in found:
        remove(element)
        told(MACROS)
    return len(found)


def _drop_sources(root: etree._Element, told: _Told) -> int:
    """Addresses that a drawing of the old kind has without a relationship."""
    dropped = 0
    for element in root.iter("{urn:schemas-microsoft-com:vml}*"):
        for key in _SOURCES:
            address = str(element.get(key, "")).strip().casefold()
            if address and not address.startswith(("#", *SAFE_ADDRESSES[1:])):
                del element.attrib[key]
                told(LINKS)
                dropped += 1
    return dropped


def _macro_parts(types: bytes, name: str) -> set[str]:
    """The parts that hold macros, whatever points at them."""
    return {
        each.get("PartName", "").lstrip("/").casefold()
        for each in parsed(types, name).iterchildren("{*}Override")
        if any(word in each.get("ContentType", "").casefold() for word in _MACRO_TYPES)
    }


def _main_part(parts: Mapping[str, bytes], name: str) -> str:
    for relationship in parsed(parts[PACKAGE_RELATIONSHIPS], name).iterchildren("{*}*"):
        kind = relationship.get("Type", "")
        if kind == _STRICT:
            raise TemplateRefused(
                f"Malen «{name}» er lagret som «Strict Open XML»; "
                "lagre den som vanlig Word-dokument (.docx), og prøv igjen."
            )
        if kind == f"{_RELATIONS}/officeDocument":
            target = posixpath.normpath(relationship.get("Target", "")).lstrip("/")
            if target in parts:
                return target
    raise TemplateRefused(not_word(name))


def _as_plain_document(xml: bytes, main: str, name: str) -> bytes:
    """Word tells a template, and one with macros, from a document by the content type alone."""
    types = parsed(xml, name)
    for override in types.iterchildren("{*}Override"):
        if override.get("PartName") == f"/{main}":
            if override.get("ContentType") not in _WORD_LIKE:
                raise TemplateRefused(not_word(name))
            override.set("ContentType", _WORD)
            return _bytes(types)
    raise TemplateRefused(not_word(name))


def _without_bad_relationships(
    parts: Mapping[str, bytes], path: str, name: str, macros: set[str], told: _Told
) -> dict[str, bytes]:
    """The relationships, and the part they are of, as they are to be."""
    relationships = parsed(parts[path], name)
    dropped = {}
    for relationship in list(relationships.iterchildren("{*}*")):
        what = MACROS if _target(path, relationship) in macros else _why_dropped(relationship)
        if what is not None:
            dropped[relationship.get("Id", "")] = what
            told(what)
            relationships.remove(relationship)
    source = path.replace("_rels/", "", 1) if path.startswith("_rels/") else _source_of(path)
    if not dropped:
        return {}
    changed = {path: _bytes(relationships)}
    if source in parts and is_xml(source, parts[source]):
        root = parsed(parts[source], name)
        _drop_references(root, set(dropped))
        changed[source] = _bytes(root)
    return changed


def _source_of(path: str) -> str:
    """«word/_rels/document.xml.rels» holds what «word/document.xml» points at."""
    return path.replace("/_rels/", "/").removesuffix(".rels")


def _target(path: str, relationship: etree._Element) -> str:
    """The part that a relationship leads to, as names of parts are compared."""
    folder = posixpath.dirname(posixpath.dirname(path))
    target = relationship.get("Target", "")
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").casefold()


def _why_dropped(relationship: etree._Element) -> str | None:
    """What it is, in words ("" for what is not told of); None when it may stay."""
    kind = relationship.get("Type", "").rstrip("/").rpartition("/")[2]
    if not (relationship.get("Id") and relationship.get("Target")):
        return ""
    if kind in _DROPPED:
        return _DROPPED[kind]
    if relationship.get("TargetMode") != "External":
        return None
    target = relationship.get("Target", "").strip().casefold()
    if kind == "hyperlink" and target.startswith(SAFE_ADDRESSES):
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
            unwrap(element)
        elif word in ("blip", "imagedata"):
            _drop_picture(element, bad)
        else:
            remove(element)


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
    remove(frame)


def _drop_settings(root: etree._Element, told: _Told) -> int:
    """Take out settings that lead elsewhere or lock the file, and what is told of the template."""
    dropped = 0
    for element in list(root):
        word = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if root.tag == _CORE or (root.tag == _APP and word not in _KEPT_IN_APP):
            root.remove(element)
            dropped += 1
        elif root.tag == _CUSTOM and _is_address("".join(map(str, element.itertext()))):
            root.remove(element)
            told(LINKS)
            dropped += 1
        elif root.tag == qn("w:settings") and word in _SETTINGS:
            root.remove(element)
            # The template that it was made from was told of with its relationship.
            told(_SETTINGS[word] if word != "attachedTemplate" else "")
            dropped += 1
    return dropped


def _is_address(text: str) -> bool:
    return "://" in text or text.strip().startswith("\\\\")


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
