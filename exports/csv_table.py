"""A register as CSV that Norwegian Excel opens with a double click.

UTF-8 with a byte order mark, semicolons, CRLF, days as 2026-12-11. A text that a spreadsheet would
take for a formula gets an apostrophe before it, which shows that it is text.
"""

import csv
import io
from datetime import date

from exports.clean_text import clean_text
from exports.registers import Register, Value

_FORMULA = ("=", "+", "-", "@")
"""What a text begins with that is taken for a formula; also after spaces, which are passed by."""


def write(register: Register) -> bytes:
    """The register as a CSV file."""
    buffer = io.StringIO(newline="")
    rows = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    rows.writerow(register.columns)
    rows.writerows([_shown(value) for value in row] for row in register.rows)
    return buffer.getvalue().encode("utf-8-sig")


def _shown(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = clean_text(value)
    is_formula = text.startswith("\t") or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if is_formula else text
