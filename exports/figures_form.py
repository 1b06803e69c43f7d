"""The figures that run through the year, beside last year's."""

from exports.outline import Block, Column, Heading, Table
from exports.wording import UNSAID
from store.figures import change
from store.sections import Figures, FilledFigure

_COLUMNS = (
    Column("Nøkkeltall", 3.0),
    Column("Nå", 1.2, "right"),
    Column("I fjor", 1.2, "right"),
    Column("Endring", 1.2, "right"),
)


def form(section: Figures) -> tuple[Block, ...]:
    """The figures that were written, as a table; nothing where none was."""
    rows = tuple(_row(figure) for figure in section.figures if figure.row)
    if not rows:
        return ()
    heading = section.definition.heading
    description = "En rad for hvert nøkkeltall: nå, i fjor og endringen."
    return (Heading(2, heading), Table(_COLUMNS, rows, heading, description))


def _row(figure: FilledFigure) -> tuple[str, ...]:
    row, unit = figure.row, figure.figure.unit
    label = f"{figure.figure.label} ({unit})" if unit else figure.figure.label
    if row is None:
        return (label, UNSAID, UNSAID, UNSAID)
    said = (row.value, row.last_year, change(row.value, row.last_year))
    return (label, *(each or UNSAID for each in said))
