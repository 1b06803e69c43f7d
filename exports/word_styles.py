"""The styles of a Word document by the names that people see; where it lacks one, ours."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cached_property
from importlib import resources
from typing import Literal, cast, get_args

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from exports.word_elements import VAL
from exports.word_package import unzipped

StyleType = Literal["paragraph", "table"]
_Key = tuple[str, str]

_STYLE, _NAME, _ID, _TYPE = qn("w:style"), qn("w:name"), qn("w:styleId"), qn("w:type")


def base() -> bytes:
    """The empty document with our own styles; see `exports.make_base`."""
    return resources.files("exports").joinpath("base.docx").read_bytes()


class Styles:
    """The style ids of a document, looked up once.

    Word writes the ids in the user's language and the names of its own styles in English, and
    LibreOffice with capitals, so a style is found by its type and name, whatever the case.
    """

    def __init__(self, word: WordDocument) -> None:
        self._element = cast(BaseOxmlElement, word.styles.element)
        self._ids = {key: style.get(_ID, "") for key, style in _by_name(self._element)}

    def __getitem__(self, name: str) -> str:
        """The id of a paragraph style."""
        return self.of_type("paragraph", name)

    def of_type(self, kind: StyleType, name: str) -> str:
        """The id of a style, which is copied from our own where the document has none."""
        key = (kind, name.casefold())
        if key not in self._ids:
            self._copy(key)
        return self._ids[key]

    @property
    def lacking(self) -> list[str]:
        """The names of those that would be copied."""
        named = ((key, style.find(_NAME)) for key, style in self._ours.items())
        return [
            name.get(VAL, "")
            for key, name in named
            if name is not None and key not in self._ids and key[0] in get_args(StyleType)
        ]

    def _copy(self, key: _Key) -> None:
        style = deepcopy(self._ours[key])
        style.set(_ID, self._free(style.get(_ID, "")))
        self._ids[key] = style.get(_ID, "")
        if qn("w:default") in style.attrib:
            del style.attrib[qn("w:default")]
        for tag in ("w:basedOn", "w:next"):
            for reference in style.findall(qn(tag)):
                kind, named = self._names[(key[0], reference.get(VAL, ""))]
                reference.set(VAL, self.of_type(cast(StyleType, kind), named))
        self._element.append(style)

    def _free(self, wanted: str) -> str:
        """An id that no style has: theirs may have ours for something else."""
        taken, free, number = set(self._ids.values()), wanted, 1
        while free in taken:
            number += 1
            free = f"{wanted}{number}"
        return free

    @cached_property
    def _ours(self) -> dict[_Key, BaseOxmlElement]:
        return dict(_by_name(parse_xml(unzipped(base())["word/styles.xml"])))

    @cached_property
    def _names(self) -> dict[_Key, _Key]:
        """The type and name of each of ours by its type and id."""
        return {(key[0], style.get(_ID, "")): key for key, style in self._ours.items()}


def _by_name(styles: BaseOxmlElement) -> Iterator[tuple[_Key, BaseOxmlElement]]:
    for style in styles.iterchildren(_STYLE):
        name = style.find(_NAME)
        if name is not None:
            key = style.get(_TYPE, ""), name.get(VAL, "").casefold()
            yield key, cast(BaseOxmlElement, style)
