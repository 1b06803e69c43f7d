"""Tables in Word: a pattern row made once, and a copy of it per record."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from exports.clean_text import clean_line
from exports.outline import Cell, Column, Heat, Run, stretches
from exports.word_elements import child, keep_with_next, new_paragraph
from exports.word_links import add_stretch
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
_AFTER_SHADING = ("w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")

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
    made = cast(BaseOxmlElement, OxmlElement("w:tbl"))
    style = styles.of_type("table", "Referattabell")
    _properties(made, width, style, caption, description, labelled)
    widths = column_widths(columns, rows, width)
    _grid(made, widths)
    made.append(_header(columns, widths, styles["Tabellhode"]))
    pattern = _pattern(columns, widths, styles["Tabelltekst"])
    if row_height:
        _give_room(pattern, row_height)
    for row in rows:
        record = deepcopy(pattern)
        _fill(record, row)
        made.append(record)
    if row_height:
        _keep_together(made)
    return made


def _grid(made: BaseOxmlElement, widths: Sequence[int]) -> None:
    grid = child(made, "tblGrid")
    for width in widths:
        child(grid, "gridCol", w=str(width))


def _give_room(pattern: BaseOxmlElement, height: int) -> None:
    """Make a row high enough to write in by hand, with what is printed on the line below it."""
    child(pattern[0], "trHeight", val=str(height), hRule="atLeast")
    for cell in pattern.iterchildren(qn("w:tc")):
        child(cast(BaseOxmlElement, cell)[0], "vAlign", val="bottom")


def _header(columns: Sequence[Column], widths: Sequence[int], style: str) -> BaseOxmlElement:
    header = _pattern(columns, widths, style)
    child(header[0], "tblHeader")
    _fill(header, [column.heading for column in columns])
    return header


def _keep_together(made: BaseOxmlElement) -> None:
    for record in list(made.iterchildren(qn("w:tr")))[:-1]:
        for cell in record.iterchildren(qn("w:tc")):
            keep_with_next(cast(BaseOxmlElement, cell[-1]))


def column_widths(columns: Sequence[Column], rows: Sequence[Row], total: int) -> list[int]:
    """Share a width by weight, but give each column room for its longest word if there is room."""
    least = [
        max(
            _longest_word([column.heading]),
            min(_longest_word([_text(row[index]) for row in rows]), _LONGEST_WORD),
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


def _longest_word(texts: Sequence[str]) -> int:
    return max((len(word) for text in texts for word in text[:4000].split()), default=0)


def _properties(
    made: BaseOxmlElement,
    width: int,
    style: str,
    caption: str,
    description: str,
    labelled: bool,
) -> None:
    # The schema's order: style, width, layout, margins, look, caption, description.
    properties = child(made, "tblPr")
    child(properties, "tblStyle", val=style)
    child(properties, "tblW", w=str(width), type="dxa")
    child(properties, "tblLayout", type="fixed")
    if labelled:  # rows of a word or two need less around them than rows of text
        margins = child(properties, "tblCellMar")
        for side in ("top", "bottom"):
            child(margins, side, w="28", type="dxa")
    child(
        properties,
        "tblLook",
        val="06A0" if labelled else "0620",
        firstRow="1",
        lastRow="0",
        firstColumn="1" if labelled else "0",
        lastColumn="0",
        noHBand="1",
        noVBand="1",
    )
    if title := clean_line(caption):
        child(properties, "tblCaption", val=title)
    if told := clean_line(description):
        child(properties, "tblDescription", val=told)


def _pattern(columns: Sequence[Column], widths: Sequence[int], style: str) -> BaseOxmlElement:
    row = cast(BaseOxmlElement, OxmlElement("w:tr"))
    child(child(row, "trPr"), "cantSplit")
    for column, width in zip(columns, widths, strict=True):
        cell = child(row, "tc")
        child(child(cell, "tcPr"), "tcW", w=str(width), type="dxa")
        paragraph = new_paragraph(style)
        if column.align != "left":
            child(paragraph[0], "jc", val=column.align)
        cell.append(paragraph)
    return row


def _fill(record: BaseOxmlElement, row: Row) -> None:
    for element, value in zip(record.iterchildren(qn("w:tc")), row, strict=True):
        level: Heat = value.level if isinstance(value, Cell) else ""
        for run in stretches(value):
            if run.text:
                _say(cast(BaseOxmlElement, element[-1]), run, level)
        if level:
            _shade(cast(BaseOxmlElement, element[0]), HEAT_FILLS[level])
    if sum(len(_text(value)) for value in row) > _LONGEST_WHOLE_ROW:
        record[0].remove(record[0][0])


def _say(paragraph: BaseOxmlElement, run: Run, level: Heat) -> None:
    told = replace(run, bold=run.bold or level == "high")
    add_stretch(paragraph, told, color=HEAT_INK if level else "")


def _shade(properties: BaseOxmlElement, fill: str) -> None:
    shading = cast(BaseOxmlElement, OxmlElement("w:shd"))
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{name}"), value)
    properties.insert_element_before(shading, *_AFTER_SHADING)


def _text(value: Cell | str) -> str:
    return "".join(run.text for run in stretches(value))
