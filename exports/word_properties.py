"""What a Word file says of itself: title and author, language, and whose minutes it is."""

import hashlib
import zipfile
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from exports.clean_text import clean_line
from exports.outline import Document
from exports.word_package import unzipped
from exports.world_time import in_utc

IDENTIFIER_PROPERTY = "Referat-id"
VERSION_PROPERTY = "Referat-versjon"
CONTENT_PROPERTY = "Referat-innhold"
"""A fingerprint of the text as we wrote it: tells whether somebody has edited the file since."""

_UNSET = "0" * 64
_CONTENT_PART = "word/document.xml"
_CUSTOM_PART = "docProps/custom.xml"

_LONGEST = 255  # characters; Word refuses a longer property
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM, _VALUES = f"{_OFFICE}/custom-properties", f"{_OFFICE}/docPropsVTypes"
_CUSTOM_RELATION = f"{_OFFICE}/relationships/custom-properties"
# The format id that stands for «a property the user made».
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def set_properties(word: WordDocument, document: Document) -> None:
    """Write core properties, custom properties and language into a document."""
    _set_core(word, document)
    _set_custom(word, document)
    _set_language(word, document.language)


def _set_core(word: WordDocument, document: Document) -> None:
    core = word.core_properties
    core.title = _property(document.title)
    core.subject = _property(document.subject)
    core.author = _property(document.author)
    core.last_modified_by = _property(document.author)
    core.keywords = _property(", ".join(document.keywords))
    core.language = document.language
    core.identifier = _property(document.identifier)
    core.version = _property(document.version)
    core.revision = 1
    # The library takes naive times only, and writes them as UTC.
    core.created = core.modified = in_utc(document.saved).replace(tzinfo=None, microsecond=0)


def _set_custom(word: WordDocument, document: Document) -> None:
    values = {
        IDENTIFIER_PROPERTY: document.identifier,
        VERSION_PROPERTY: document.version,
        CONTENT_PROPERTY: _UNSET,
    }
    package = word.part.package
    properties = _custom_properties_of(package)
    for old in [each for each in properties if each.get("name") in {None, *values}]:
        properties.remove(old)
    for name, value in values.items():
        said = etree.SubElement(properties, f"{{{_CUSTOM}}}property", fmtid=_FORMAT_ID, name=name)
        etree.SubElement(said, f"{{{_VALUES}}}lpwstr").text = _property(value)
    # Property ids count from 2: 0 and 1 are the format's own.
    for pid, each in enumerate(properties, 2):
        each.set("pid", str(pid))
    xml = etree.tostring(properties, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI(f"/{_CUSTOM_PART}"), _CUSTOM_TYPE, xml, package)
    package.relate_to(part, _CUSTOM_RELATION)


def _custom_properties_of(package: OpcPackage) -> etree._Element:
    """Those that a template has, taken out of the package to be put back with ours."""
    for key, relation in list(package.rels.items()):
        if relation.reltype == _CUSTOM_RELATION:
            del package.rels[key]
            found = parse_xml(relation.target_part.blob)
            for comment in [each for each in found if not isinstance(each.tag, str)]:
                found.remove(comment)
            return found
    return parse_xml(f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUES}"/>')


def with_fingerprint(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a finished document, with the fingerprint of its text in the properties."""
    custom = parts[_CUSTOM_PART].replace(_UNSET.encode(), _fingerprint(parts))
    return {**parts, _CUSTOM_PART: custom}


def is_untouched(content: bytes, identifier: str = "") -> bool:
    """Whether a file is a document of ours that nobody has edited since we wrote it.

    Args:
        content: The file.
        identifier: Where given, it must be the document of the meeting with this uid too.
    """
    parts = _parts(content)
    if parts is None:
        return False
    custom = parts[_CUSTOM_PART]
    return _fingerprint(parts) in custom and (not identifier or _named(identifier) in custom)


def is_of(content: bytes, identifier: str) -> bool:
    """Whether a file was a document of a meeting when we wrote it, whoever has edited it since.

    Args:
        content: The file.
        identifier: The meeting's uid.
    """
    parts = _parts(content)
    return parts is not None and _named(identifier) in parts[_CUSTOM_PART]


def _parts(content: bytes) -> dict[str, bytes] | None:
    """The parts of a Word file that bears properties such as ours; None of any other file."""
    try:
        parts = unzipped(content)
    except (zipfile.BadZipFile, OSError, ValueError):
        return None
    return parts if {_CONTENT_PART, _CUSTOM_PART} <= parts.keys() else None


def _named(identifier: str) -> bytes:
    return f"<vt:lpwstr>{escape(_property(identifier))}</vt:lpwstr>".encode()


def _fingerprint(parts: dict[str, bytes]) -> bytes:
    return hashlib.sha256(parts[_CONTENT_PART]).hexdigest().encode()


def _set_language(word: WordDocument, language: str) -> None:
    """Name the language in the defaults, in every style that names one, and in the settings."""
    _name_in_defaults(word.styles.element)
    for element in word.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
        element.set(qn("w:eastAsia"), language)
    for element in word.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), language)


def _name_in_defaults(styles: etree._Element) -> None:
    """Make room for the language where a template's defaults have none."""
    within = styles
    for tag in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
        found = within.find(qn(tag))
        if found is None:
            found = etree.Element(qn(tag))
            within.insert(0, found)
        within = found
    if within.find(qn("w:lang")) is None:
        after = [within.find(qn(f"w:{tag}")) for tag in ("eastAsianLayout", "specVanish", "oMath")]
        follows = [within.index(each) for each in after if each is not None]
        within.insert(min(follows, default=len(within)), etree.Element(qn("w:lang")))


def _property(text: str) -> str:
    return clean_line(text)[:_LONGEST]
