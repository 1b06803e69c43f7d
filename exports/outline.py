"""A document without a file format: what the minutes say, before anybody chose Word or Markdown.

All text is plain. A newline in it is a line break; no character is markup in any format.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ParagraphStyle = Literal["body", "lead", "note", "warning", "closing"]
Alignment = Literal["left", "center", "right"]
Heat = Literal["", "low", "middle", "high"]

FACTS_COLUMNS = ("Felt", "Innhold")
DRAFT_MARK = "UTKAST"
DRAFT_LINE = f"{DRAFT_MARK} – dokumentet er ikke godkjent"
SIGNATURE_COLUMNS = ("Part", "Sted og dato", "Underskrift")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's title and stands first.

    Attributes:
        anchor: What a run can lead here by; see `Run`.
    """

    level: Literal[1, 2, 3, 4]
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph with one look.

    Attributes:
        anchor: A name, once in a document, that another run can lead here by.
        to: The anchor that it leads to, in a format with links; where the document has no such
            anchor it is a run as any other.
    """

    text: str
    bold: bool = False
    italic: bool = False
    anchor: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text.

    Attributes:
        text: The words, where one look is enough.
        style: Its part in the document; a lead opens a section, a note explains, a warning warns
            (its text must say so too: colour alone says nothing), a closing line is for the
            archive.
        runs: The words in stretches, for instance a bold label and its text; they replace `text`.
        opens: Whether it belongs to what comes after it, and never stands last on a page.
    """

    text: str = ""
    style: ParagraphStyle = "body"
    runs: tuple[Run, ...] = ()
    opens: bool = False

    def __post_init__(self) -> None:
        if self.text and self.runs:
            raise ValueError("a paragraph has either text or runs, not both")

    @property
    def stretches(self) -> tuple[Run, ...]:
        """The words as runs, however they were given."""
        return self.runs or (Run(self.text),)


Item = str | tuple[Run, ...]
"""One entry of a list: its words, or the words in stretches."""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose order means nothing."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list counted from 1, whatever lists came before it."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and their values, shown as a table with the header row «Felt | Innhold».

    Attributes:
        rows: (label, value).
        caption: What the table is about, also for those who cannot see it.
    """

    rows: tuple[tuple[str, str], ...]
    caption: str

    @classmethod
    def of_what_is_said(cls, rows: Iterable[tuple[str, str]], caption: str) -> "Facts":
        """The rows that have a value."""
        return cls(tuple((label, value) for label, value in rows if value), caption)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `width_weight` is its share of the page beside the other weights."""

    heading: str
    width_weight: float = 1.0
    align: Alignment = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell.

    Attributes:
        text: The words, where one look is enough.
        level: Colours the cell; the text says the level's word too («12 Høy»).
        runs: The words in stretches; they replace `text`.
    """

    text: str = ""
    level: Heat = ""
    runs: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        if self.text and self.runs:
            raise ValueError("a cell has either text or runs, not both")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row.

    Attributes:
        columns: Their headings, widths and alignment.
        rows: One cell per column; a bare text is a cell without a level.
        caption: The table's title.
        description: What the table shows and how it is read, for those who cannot see it.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | str, ...], ...]
    caption: str
    description: str

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("a table without columns")
        if any(column.width_weight <= 0 for column in self.columns):
            raise ValueError("a column's width_weight must be above 0")
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row of {len(row)} cells in a table of {len(self.columns)}")


@dataclass(frozen=True, slots=True)
class Signatures:
    """A line to sign on for each party, in the order given."""

    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


PageContent = Heading | Paragraph | Bullets | Numbered | Facts | Table | Signatures | PageBreak


@dataclass(frozen=True, slots=True)
class Landscape:
    """Blocks on landscape pages of their own, for tables too wide to read upright."""

    blocks: tuple[PageContent, ...]


Block = PageContent | Landscape


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Attributes:
        title: The document's title as a property; the same words normally stand as Heading 1.
        subject: What it is about, in a few words.
        author: The body that answers for it.
        keywords: Search words.
        identifier: The meeting's uid, so that the program knows its file again.
        version: The version of the minutes, as shown to people.
        saved: When the meeting was last saved, local time; the file's created and modified time.
        draft: Not approved: marked «UTKAST» on every page and in the first line.
        blocks: The contents. The first heading has level 1, and no level is skipped.
        header: Whose document it is, at the head of every page.
        footer: The lines at the foot of every page; the page's number stands in the first.
        fingerprint: Of what was approved; in full, on a line of its own in the foot.
        fields: What it says of its meeting, as (name, value), for a template that has a place
            for it; a value is "" where nothing is said.
        language: A language tag.

    Raises:
        ValueError: A heading level is skipped, or the first heading is not level 1.
    """

    title: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    identifier: str
    version: str
    saved: datetime
    draft: bool
    blocks: tuple[Block, ...]
    header: str = ""
    footer: tuple[str, ...] = ()
    fingerprint: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    language: str = "nb-NO"

    def __post_init__(self) -> None:
        above = 0
        for heading in headings(self.blocks):
            if not 1 <= heading.level <= above + 1:
                raise ValueError(
                    f"heading level {heading.level} after level {above}: {heading.text[:60]!r}"
                )
            above = heading.level


def stretches(value: Cell | Item) -> tuple[Run, ...]:
    """The words of a list's entry or a table's cell as runs, however they were given."""
    if isinstance(value, Cell):
        return value.runs or (Run(value.text),)
    return (Run(value),) if isinstance(value, str) else value


def headings(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    """Every heading in reading order, those on landscape pages too."""
    for block in blocks:
        if isinstance(block, Landscape):
            yield from headings(block.blocks)
        elif isinstance(block, Heading):
            yield block
