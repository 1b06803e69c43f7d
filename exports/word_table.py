"""Tables in Word, written as text and read as a whole: their rows are most of what is written."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from exports.clean_text import clean_line
from exports.outline import Cell, Column, Heat, Run, stretches
from exports.word_elements import keep_with_next, run_xml
from exports.word_links import stretch_xml
from exports.word_styles import Styles

# Green, yellow and red that are told apart by how light they are too, by those who see no hue;
# black is at least 5:1 on each of them.
HEAT_FILLS: dict[Heat, str] = {"low": "CDEBC8", "middle": "EDB335", "high": "CC5A2A"}
HEAT_INK = "000000"

_LETTER = 108  # twips that a letter of table text takes, with room to spare
_PADDING = 190  # twips of a cell's left and right margins
_LONGEST_WORD = 13  # letters; a longer word of the contents may be hyphenated
# A row of more than this is taller than a page, and must be allowed to go on to the next.
_LONGEST_WHOLE_ROW = 1500
# Rows of a word or two need less around them than rows of text.
_NARROW = (
    '<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/></w:tblCellMar>'
)

Row = Sequence[Cell | str]


def table(
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    width: int,
    styles: Styles,
    caption: str,
    description: str,
    labelled: bool = False,
    row_height: int = 0,
) -> BaseOxmlElement:
    """A table with a header row that is repeated on each page.

    Args:
        columns: Headings, weights and alignment.
        rows: One cell per column.
        width: The whole table's, in twips.
        styles: The document's.
        caption: The title told to those who cannot see the table.
        description: What it shows, told to the same.
        labelled: The first column holds the rows' headings.
        row_height: The least that a row takes, in twips; a table that has one stands whole on
            one page.
    """
    widths = column_widths(columns, rows, width)
    header = _Pattern(columns, widths, styles["Tabellhode"], mark="<w:tblHeader/>")
    record = _Pattern(columns, widths, styles["Tabelltekst"], height=row_height)
    look = styles.of_type("table", "Referattabell")
    parts = (
        f"<w:tbl {nsdecls('w')}>",
        _properties(width, look, caption, description, labelled),
        _grid(widths),
        header.row([column.heading for column in columns]),
        *map(record.row, rows),
        "</w:tbl>",
    )
    made = parse_xml("".join(parts))
    if row_height:
        _keep_together(made)
    return made


def _grid(widths: Sequence[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def _keep_together(made: BaseOxmlElement) -> None:
    for record in list(made.iterchildren(qn("w:tr")))[:-1]:
        for cell in record.iterchildren(qn("w:tc")):
            keep_with_next(cast(BaseOxmlElement, cell[-1]))


def column_widths(columns: Sequence[Column], rows: Sequence[Row], total: int) -> list[int]:
    """Share a width by weight, but give each column room for its longest word if there is room."""
    least = [
        max(
            _longest_word([column.heading]),
            _longest_word((_text(row[index]) for row in rows), _LONGEST_WORD),
        )
        * _LETTER
        + _PADDING
        for index, column in enumerate(columns)
    ]
    widths = _shared(columns, {}, total)
    if sum(least) > total:
        return widths
    lifted: dict[int, int] = {}
    while short := {i: least[i] for i, width in enumerate(widths) if width < least[i]}:
        lifted |= short
        widths = _shared(columns, lifted, total)
    return widths


def _shared(columns: Sequence[Column], lifted: dict[int, int], total: int) -> list[int]:
    """The width of each column where those in `lifted` have theirs given."""
    weights = [0 if i in lifted else column.width_weight for i, column in enumerate(columns)]
    rest = (total - sum(lifted.values())) / (sum(weights) or 1)
    return [lifted.get(i, int(rest * weight)) for i, weight in enumerate(weights)]


def _longest_word(texts: Iterable[str], enough: int = sys.maxsize) -> int:
    """Letters of the longest word; none is looked for when one has enough."""
    longest = 0
    for text in texts:
        if len(text) > longest:
            longest = max(longest, len(max(text[:4000].split(), key=len, default="")))
        if longest >= enough:
            return enough
    return longest


def _properties(width: int, style: str, caption: str, description: str, labelled: bool) -> str:
    # The schema's order: style, width, layout, margins, look, caption, description.
    first_column, look = ("1", "06A0") if labelled else ("0", "0620")
    told = "".join(
        f"<w:{tag} w:val={quoteattr(line)}/>"
        for tag, text in (("tblCaption", caption), ("tblDescription", description))
        if (line := clean_line(text))
    )
    return (
        f'<w:tblPr><w:tblStyle w:val={quoteattr(style)}/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_NARROW if labelled else ""}'
        f'<w:tblLook w:val="{look}" w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="{first_column}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{told}'
        "</w:tblPr>"
    )


class _Pattern:
    """What all rows of one kind share.

    Args:
        columns: Their alignment.
        widths: Of the columns, in twips.
        style: The style's id.
        mark: One more property of the row.
        height: The least that a row takes, in twips; it is then for writing in by hand, and what
            is printed stands on its lowest line.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        widths: Sequence[int],
        style: str,
        *,
        mark: str = "",
        height: int = 0,
    ) -> None:
        tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
        low = '<w:vAlign w:val="bottom"/>' if height else ""
        self._mark = tall + mark
        self._cells = [
            (f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>', low + _paragraph(style, column))
            for column, width in zip(columns, widths, strict=True)
        ]

    def row(self, values: Row) -> str:
        """One row with its words."""
        cells = [
            f"{start}{_ground(value)}{paragraph}{_words(value)}</w:p></w:tc>"
            for (start, paragraph), value in zip(self._cells, values, strict=True)
        ]
        is_long = sum(map(len, map(_text, values))) > _LONGEST_WHOLE_ROW
        whole = "" if is_long else "<w:cantSplit/>"
        return f"<w:tr><w:trPr>{whole}{self._mark}</w:trPr>{''.join(cells)}</w:tr>"


def _paragraph(style: str, column: Column) -> str:
    """The rest of a cell's properties, and a paragraph that its words can be put in."""
    side = "" if column.align == "left" else f'<w:jc w:val="{column.align}"/>'
    return f"</w:tcPr><w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{side}</w:pPr>"


def _ground(value: Cell | str) -> str:
    if isinstance(value, str) or not value.level:
        return ""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{HEAT_FILLS[value.level]}"/>'


def _words(value: Cell | str) -> str:
    if isinstance(value, str):
        return run_xml(value) if value else ""
    return "".join(_say(run, value.level) for run in stretches(value) if run.text)


def _say(run: Run, level: Heat) -> str:
    told = replace(run, bold=True) if level == "high" and not run.bold else run
    return stretch_xml(told, color=HEAT_INK if level else "")


def _text(value: Cell | str) -> str:
    return value if isinstance(value, str) else "".join(run.text for run in stretches(value))
