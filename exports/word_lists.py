"""Lists in Word: each has a numbering of its own, so that none goes on counting from the last."""

from typing import cast

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart

from exports.word_elements import child


class Lists:
    """The numberings of a document, after those that it has."""

    def __init__(self, word: WordDocument) -> None:
        self._numbering = _numbering(word)
        self._definition = _highest(self._numbering, "abstractNum", "abstractNumId")
        self._use = _highest(self._numbering, "num", "numId")
        for note in self._numbering.findall(qn("w:numIdMacAtCleanup")):
            self._numbering.remove(note)  # it must stand last, and tells of a clean-up long past
        uses = self._numbering.findall(qn("w:num"))
        self._place = self._numbering.index(uses[0]) if uses else len(self._numbering)

    def new(self, *, numbered: bool) -> int:
        """Define one more list; returns its number."""
        self._definition += 1
        self._use += 1
        definition = child(self._numbering, "abstractNum", abstractNumId=str(self._definition))
        # Word takes lists with one nsid for the same list.
        child(definition, "nsid", val=f"{0x52450000 + self._definition:08X}")
        child(definition, "multiLevelType", val="singleLevel")
        level = child(definition, "lvl", ilvl="0")
        child(level, "start", val="1")
        child(level, "numFmt", val="decimal" if numbered else "bullet")
        child(level, "lvlText", val="%1." if numbered else "•")
        child(level, "lvlJc", val="left")
        child(child(level, "pPr"), "ind", left="510", hanging="425" if numbered else "284")
        # All definitions stand before the lists that use them.
        self._numbering.insert(self._place, definition)
        self._place += 1
        use = child(self._numbering, "num", numId=str(self._use))
        child(use, "abstractNumId", val=str(self._definition))
        return self._use


def _numbering(word: WordDocument) -> BaseOxmlElement:
    """The document's numberings; a template that never had a list lacks the part."""
    part = word.part
    try:
        found = part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        element = cast(BaseOxmlElement, OxmlElement("w:numbering"))
        name, kind = PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING
        found = NumberingPart(name, kind, element, part.package)
        part.relate_to(found, RELATIONSHIP_TYPE.NUMBERING)
    return cast(BaseOxmlElement, cast(NumberingPart, found).element)


def _highest(numbering: BaseOxmlElement, tag: str, attribute: str) -> int:
    ids = (each.get(qn(f"w:{attribute}"), "") for each in numbering.iterchildren(qn(f"w:{tag}")))
    # A longer one is none that Word gave.
    return max((int(each) for each in ids if each.isdecimal() and len(each) < 9), default=0)
