"""Registers as an Excel workbook, a sheet for each: filtered, with days that are days."""

import io
from collections.abc import Sequence
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from exports.clean_text import clean_text
from exports.registers import Register, Value
from exports.world_time import in_utc

_LONGEST = 32_767  # characters; what a cell of Excel can hold
_CUT = " … (resten står i referatet)"
_WIDEST, _NARROWEST = 60, 10  # characters


def write(registers: Sequence[Register], title: str, saved: datetime) -> bytes:
    """The workbook; the same registers always give the same bytes.

    Args:
        registers: A sheet for each; an empty one keeps its headings.
        title: Of the workbook.
        saved: When the meeting was last saved, local time.
    """
    buffer = io.BytesIO()
    # Nothing that was typed is a formula or a link, whatever it looks like.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": clean_text(title), "created": in_utc(saved)})
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top", "align": "left"})
        for register in registers:
            sheet = book.add_worksheet(register.name)
            sheet.write_row(0, 0, register.columns, heading)
            _fill(sheet, register, text, day)
    return buffer.getvalue()


def _fill(sheet: Worksheet, register: Register, text: Format, day: Format) -> None:
    for place, row in enumerate(register.rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(
                    place, column, datetime.combine(value, datetime.min.time()), day
                )
            elif isinstance(value, int):
                sheet.write_number(place, column, value, text)
            elif value is not None:
                sheet.write_string(place, column, _cut(clean_text(value)), text)
    for column, heading in enumerate(register.columns):
        sheet.set_column(column, column, _width(heading, [row[column] for row in register.rows]))
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(register.rows), len(register.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT


def _width(heading: str, values: Sequence[Value]) -> int:
    texts = (heading, *(value for value in values if isinstance(value, str)))
    longest = max(len(line) for text in texts for line in text.split("\n"))
    return min(_WIDEST, max(_NARROWEST, longest + 2))
