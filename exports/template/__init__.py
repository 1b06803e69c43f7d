"""The municipality's own Word template: read without trust, and filled with what a document says.

Any Word file will do, with or without marks in it. Its header, footer, logo, first page, margins
and styles are kept; where it says nothing, the document looks like our own.
"""

import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from exports.template import fields, place
from exports.template.cleaning import harmless
from exports.template.unpacking import LARGEST, TemplateRefused, broken, is_xml, parsed, unpacked
from exports.word_package import zipped
from store.system_errors import reason

__all__ = ["Template", "TemplateRefused", "filled", "read_template", "template"]

TEXT, HEADER, FOOTER = "text", "header", "footer"
_PLACES = {qn("w:hdr"): HEADER, qn("w:ftr"): FOOTER}
_STORIES = {qn(f"w:{tag}") for tag in ("document", "hdr", "ftr", "footnotes", "endnotes")}
_ROOTS = {
    "header": qn("w:hdr"),
    "footer": qn("w:ftr"),
    "numbering": qn("w:numbering"),
    "styles": qn("w:styles"),
    "settings": qn("w:settings"),
}
"""The root of each kind of part, by the last word of its relationship's type."""

# What may follow the outline level among a paragraph's properties.
_AFTER_OUTLINE = [qn(f"w:{tag}") for tag in ("divId", "cnfStyle", "rPr", "sectPr", "pPrChange")]


@dataclass(frozen=True, slots=True)
class Template:
    """A template that can be written on.

    Attributes:
        name: The file's name.
        parts: Its parts; it is a plain .docx without what could do harm.
        main: The name of the part with the text.
        fields: The fields that it has, by where: `TEXT`, `HEADER`, `FOOTER`.
        unknown: What stands in double braces and is no field of ours.
        has_marker: Whether it says where the content goes.
        has_title: Whether a line of its text says the document's title.
        taken_out: What was taken out of it, in words, and how much of each.
    """

    name: str
    parts: Mapping[str, bytes]
    main: str
    fields: Mapping[str, frozenset[str]]
    unknown: tuple[str, ...]
    has_marker: bool
    has_title: bool
    taken_out: Mapping[str, int]

    @property
    def every_field(self) -> frozenset[str]:
        """The fields that it has anywhere."""
        return frozenset().union(*self.fields.values())


def read_template(path: Path) -> Template:
    """Read a template from its file.

    Args:
        path: A .docx, .dotx, .docm or .dotm.

    Raises:
        TemplateRefused: With one Norwegian sentence.
    """
    try:
        if path.exists() and not path.is_file():
            raise TemplateRefused(f"Malen {path} er ikke en fil; velg en Word-fil.")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise TemplateRefused(f"Malen {path} finnes ikke; se etter at navnet er rett.") from error
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "navnet kan ikke brukes"
        raise TemplateRefused(f"Malen {path} kan ikke leses: {why}.") from error
    return template(content, path.name)


def template(content: bytes, name: str) -> Template:
    """A template from its bytes.

    Args:
        content: The file.
        name: What it is called.

    Raises:
        TemplateRefused: With one Norwegian sentence.
    """
    safe = harmless(unpacked(content, name), name)
    _refuse_unopened(safe.parts, name)
    stories = dict(_stories(safe.parts, name))
    text = stories[safe.main]
    marked = place.markers(text)
    edges = [root for part, root in stories.items() if part != safe.main]
    place.refuse_wrong_places(
        marked, [each for root in edges for each in place.markers(root)], name
    )
    return Template(
        name=name,
        parts=safe.parts,
        main=safe.main,
        fields=_by_place(stories.values()),
        unknown=_unknown(stories.values()),
        has_marker=bool(marked),
        has_title=fields.title_line(text) is not None,
        taken_out=safe.taken_out,
    )


def _refuse_unopened(parts: Mapping[str, bytes], name: str) -> None:
    try:
        is_whole = _is_whole(docx.Document(io.BytesIO(zipped(dict(parts)))))
    except Exception as error:  # whatever it is that the library trips over
        raise TemplateRefused(broken(name)) from error
    if not is_whole:
        raise TemplateRefused(broken(name))


def _is_whole(opened: Document) -> bool:
    """Whether all that the content will be put together with is what it says it is.

    Raises:
        Exception: Whatever the library trips over.
    """
    opened.settings.odd_and_even_pages_header_footer  # noqa: B018 - read as it will be
    opened.core_properties.created  # noqa: B018 - as above
    kinds = (
        (relation.reltype.rpartition("/")[2], relation.target_part)
        for relation in opened.part.rels.values()
        if not relation.is_external
    )
    are_theirs = all(part.element.tag == _ROOTS[kind] for kind, part in kinds if kind in _ROOTS)
    return opened.element.body is not None and are_theirs


def filled(template: Template, value_of: Mapping[str, str]) -> bytes:
    """The template as a .docx with its fields filled in; the content is not yet there.

    Args:
        template: The template.
        value_of: What each field gives.
    """
    parts = dict(template.parts)
    for part, root in _stories(template.parts, template.name):
        if part == template.main:
            _mark_title(root)
            place.mark(root)
        fields.fill(root, value_of)
        parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return zipped(parts)


def _stories(parts: Mapping[str, bytes], name: str) -> Iterator[tuple[str, etree._Element]]:
    """The parts that hold text which is read: the document itself, its edges and its notes."""
    for part, xml in parts.items():
        if is_xml(part, xml):
            root = parsed(xml, name)
            if root.tag in _STORIES:
                yield part, root


def _mark_title(text: etree._Element) -> None:
    """Let the title be the first heading to those who hear it, whatever it looks like."""
    line = fields.title_line(text)
    if line is None:
        return
    properties = line.find(qn("w:pPr"))
    if properties is None:
        properties = etree.Element(qn("w:pPr"))
        line.insert(0, properties)
    for old in properties.findall(qn("w:outlineLvl")):
        properties.remove(old)
    level = etree.Element(qn("w:outlineLvl"), {qn("w:val"): "0"})
    after = next(properties.iterchildren(*_AFTER_OUTLINE), None)
    properties.insert(len(properties) if after is None else properties.index(after), level)


def _by_place(stories: Collection[etree._Element]) -> dict[str, frozenset[str]]:
    places: dict[str, set[str]] = {TEXT: set(), HEADER: set(), FOOTER: set()}
    for root in stories:
        names = (*fields.in_braces(root), *fields.tags(root))
        places[_PLACES.get(str(root.tag), TEXT)] |= {fields.known(each) for each in names} - {""}
    return {where: frozenset(names) for where, names in places.items()}


def _unknown(stories: Collection[etree._Element]) -> tuple[str, ...]:
    """In the order in which they are met."""
    names = dict.fromkeys(name for root in stories for name in fields.in_braces(root))
    return tuple(
        name for name in names if not fields.known(name) and fields.folded(name) != fields.CONTENT
    )
