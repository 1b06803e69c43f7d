"""A document as lines on the screen, laid out in a width: what a preview shows.

It is made from the outline that Word and Markdown are made from, and without any markup, so that
no typed text can be read as some. It touches no widget, and can be made in a thread.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import count

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text
from textual.strip import Strip

from exports.outline import (
    DRAFT_LINE,
    SIGNATURE_COLUMNS,
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Item,
    Landscape,
    Numbered,
    PageBreak,
    PageContent,
    Paragraph,
    Run,
    Signatures,
    Table,
    stretches,
)
from store.text import clean

_BETWEEN = 3
"""Cells between two columns."""

_LONGEST_WORD = 14
"""Cells that a column gets for its longest word; longer ones are broken."""

_MARKS = {"note": "│", "warning": "!"}
_LOOKS = {1: "bold underline", 2: "bold", 3: "bold italic", 4: "italic"}


def laid_out(document: Document, width: int) -> list[Strip]:
    """The document's lines.

    Args:
        document: What is shown.
        width: Cells.
    """
    return _broken_into_lines(_renderables(document, width), width)


def laid_out_text(text: str, width: int) -> list[Strip]:
    """The lines of a sentence that stands where a document would.

    Args:
        text: Our own words.
        width: Cells.
    """
    return _broken_into_lines([Text(text)], width)


def _broken_into_lines(blocks: Iterable[RenderableType], width: int) -> list[Strip]:
    # The size is given, and nothing is written: the console only breaks lines.
    console = Console(width=max(width, 2), height=100, file=StringIO(), legacy_windows=False)
    lines: list[Strip] = []
    for block in blocks:
        lines += [Strip(line) for line in console.render_lines(block, pad=False)]
        lines.append(Strip([]))
    return lines[:-1]


def _renderables(document: Document, width: int) -> Iterator[RenderableType]:
    if document.draft:
        yield Text(DRAFT_LINE, "bold")
    heading = ""
    for block in _upright(document.blocks):
        if isinstance(block, Heading):
            heading = block.text
        yield from _shown(block, heading, width)
    foot = [part for part in (*document.footer, document.fingerprint) if part]
    if foot:
        yield Rule(style="dim")
        yield Text(clean(" · ".join(foot)), "dim")


def _upright(blocks: Sequence[Block]) -> Iterator[PageContent]:
    for block in blocks:
        if isinstance(block, Landscape):
            yield from block.blocks
        else:
            yield block


def _shown(block: PageContent, heading: str, width: int) -> Iterator[RenderableType]:
    match block:
        case Heading():
            yield Text(clean(block.text, lines=True), _LOOKS[block.level])
        case Paragraph():
            yield _paragraph(block)
        case Bullets() | Numbered():
            counted = isinstance(block, Numbered)
            marks = (f"{number}." if counted else "•" for number in count(1))
            yield _list(list(zip(marks, map(_words, block.items), strict=False)))
        case Facts():
            yield _pairs([(_bold(label), _words(value)) for label, value in block.rows])
        case Table() | Signatures():
            yield from _columns(block, heading, width)
        case PageBreak():
            yield Rule(Text("ny side", "dim"), style="dim")


def _columns(block: Table | Signatures, heading: str, width: int) -> Iterator[RenderableType]:
    if isinstance(block, Signatures):
        columns = [Column(name) for name in SIGNATURE_COLUMNS]
        yield from _table(columns, [(party, "", "") for party in block.parties], width)
        return
    if block.caption.casefold() != heading.casefold():
        yield Text(clean(block.caption), "italic")
    yield from _table(block.columns, block.rows, width)


def _words(value: Cell | Item) -> Text:
    return _text(stretches(value))


def _bold(text: str) -> Text:
    return Text(clean(text), "bold")


def _text(runs: Sequence[Run]) -> Text:
    made = Text()
    for run in runs:
        look = " ".join(
            name for name, is_so in (("bold", run.bold), ("italic", run.italic)) if is_so
        )
        made.append(clean(run.text, lines=True), look or None)
    return made


def _paragraph(paragraph: Paragraph) -> RenderableType:
    text = _text(paragraph.stretches)
    mark = _MARKS.get(paragraph.style, "")
    if paragraph.style in {"warning", "lead"}:
        text.stylize("bold")
    return _list([(mark, text)]) if mark else text


def _list(items: Sequence[tuple[str, Text]]) -> RenderableType:
    made = Grid.grid(padding=(0, 1, 0, 0))
    made.add_column(no_wrap=True)
    made.add_column(overflow="fold")
    for mark, words in items:
        made.add_row(_bold(mark), words)
    return made


def _pairs(rows: Sequence[tuple[Text, Text]]) -> RenderableType:
    """Labels and what they hold, side by side."""
    made = Grid.grid(padding=(0, 2, 0, 0), collapse_padding=False)
    made.add_column(max_width=24, overflow="fold")
    made.add_column(overflow="fold")
    for label, value in rows:
        made.add_row(label, value)
    return made


def _table(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell | str]], width: int
) -> Iterator[RenderableType]:
    """Columns under their headings; where they have no room, each row as a list of its own."""
    titles = [_bold(column.heading) for column in columns]
    texts = [[_words(cell) for cell in row] for row in rows]
    words = zip(titles, *texts, strict=True)
    least = [min(max(map(_longest_word, column)), _LONGEST_WORD) for column in words]
    extra = width - sum(least) - _BETWEEN * (len(least) - 1)
    if extra < 0:
        for row in texts:
            yield Padding(_pairs(list(zip(titles, row, strict=True))), (0, 0, 0, 2))
        return
    made = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, leading=1)
    weights = sum(column.width_weight for column in columns)
    for column, title, narrowest in zip(columns, titles, least, strict=True):
        share = int(extra * column.width_weight / weights)
        made.add_column(title, width=narrowest + share, overflow="fold")
    for row in texts:
        made.add_row(*row)
    yield made


def _longest_word(text: Text) -> int:
    return max(map(cell_len, text.plain.split()), default=1)
