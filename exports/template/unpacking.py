"""Takes a Word file apart without trusting it: bounded sizes, known contents, no entities."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from exports.files import FileRefused

LARGEST = 30_000_000  # bytes of the file; a template with a photograph in it is a tenth of this
LARGEST_UNPACKED = 150_000_000  # bytes of all parts together
LARGEST_XML = 6_000_000  # bytes of those that are XML: each takes fifty times as much when read
MOST_PARTS = 3000

CONTENT_TYPES = "[Content_Types].xml"
PACKAGE_RELATIONSHIPS = "_rels/.rels"

_OLD_WORD = b"\xd0\xcf\x11\xe0"  # also what a password makes of a .docx
_RICH_TEXT = b"{\\rtf"
_ENCRYPTED = 0x1  # the zip format's flag
_CHUNK = 1 << 16
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"  # the marks of an encoding, and white space


class TemplateRefused(FileRefused):
    """A template can not be used; str() is one Norwegian sentence for the user."""


def unpacked(content: bytes, name: str) -> dict[str, bytes]:
    """Every part of a Word file by its name, each part that is XML well formed.

    Args:
        content: The file.
        name: What it is called, for the sentences.

    Raises:
        TemplateRefused: It is not a Word file, is broken, or is larger than a template can be.
    """
    _refuse_other_kinds(content, name)
    try:
        parts = dict(_read(content, name))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise TemplateRefused(broken(name)) from error
    if "mimetype" in parts and CONTENT_TYPES not in parts:
        raise TemplateRefused(
            f"Malen «{name}» er et LibreOffice-dokument; lagre den som Word (.docx), og prøv igjen."
        )
    if CONTENT_TYPES not in parts or PACKAGE_RELATIONSHIPS not in parts:
        raise TemplateRefused(not_word(name))
    written = [xml for part, xml in parts.items() if is_xml(part, xml)]
    if sum(map(len, written)) > LARGEST_XML:
        raise TemplateRefused(_too_large(name))
    for xml in written:
        parsed(xml, name)
    return parts


def is_xml(part: str, content: bytes) -> bool:
    """Whether a part is XML: what its name ends in is no proof of what it is."""
    return part.casefold().endswith((".xml", ".rels")) or content.lstrip(_BEFORE_XML)[:1] == b"<"


def parsed(xml: bytes, name: str) -> etree._Element:
    """A part's XML.

    Args:
        xml: The part.
        name: What the template is called.

    Raises:
        TemplateRefused: It is not well formed, or defines entities, which Word never writes.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise TemplateRefused(broken(name)) from error
    whole: Any = root.getroottree()  # its stubs know no document type
    if whole.docinfo.doctype:
        raise TemplateRefused(broken(name))
    return root


def not_word(name: str) -> str:
    """The sentence about a file that is something else."""
    return f"Malen «{name}» er ikke et Word-dokument; velg en .docx, .dotx, .docm eller .dotm."


def broken(name: str) -> str:
    """The sentence about a file that can not be read."""
    return f"Malen «{name}» er skadet; åpne den i Word, lagre den på nytt, og prøv igjen."


def _too_large(name: str) -> str:
    return (
        f"Malen «{name}» er for stor til å være en mal; gjør bildene i den mindre, og prøv igjen."
    )


def _refuse_other_kinds(content: bytes, name: str) -> None:
    if len(content) > LARGEST:
        raise TemplateRefused(_too_large(name))
    if content.startswith(_OLD_WORD):
        raise TemplateRefused(
            f"Malen «{name}» har passord eller er i det gamle .doc-formatet; "
            "lagre den som .docx uten passord, og prøv igjen."
        )
    if content.startswith(_RICH_TEXT):
        raise TemplateRefused(
            f"Malen «{name}» er rik tekst (RTF); lagre den som .docx, og prøv igjen."
        )
    if not content.startswith(b"PK"):
        raise TemplateRefused(not_word(name))


def _read(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """The parts, and never more of them than the limit: the sizes that a zip tells may be lies."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        members = [member for member in package.infolist() if not member.is_dir()]
        names = [member.filename for member in members]
        if len(members) > MOST_PARTS:
            raise TemplateRefused(_too_large(name))
        encrypted = any(member.flag_bits & _ENCRYPTED for member in members)
        if encrypted or len(set(names)) < len(names):
            raise TemplateRefused(broken(name))
        left = LARGEST_UNPACKED
        for member in members:
            pieces: list[bytes] = []
            with package.open(member) as part:
                while piece := part.read(_CHUNK):
                    left -= len(piece)
                    if left < 0:
                        raise TemplateRefused(_too_large(name))
                    pieces.append(piece)
            yield member.filename, b"".join(pieces)
