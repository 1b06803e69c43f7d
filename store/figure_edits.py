"""Writing the figures that run through the year."""

from typing import Literal

from msgspec.structs import replace

from store.definitions import FiguresDefinition
from store.edits import Add, Change, Edit, Remove
from store.figures import read
from store.meeting import Meeting
from store.rows import FigureRow
from store.sections import FilledFigure, figures

Side = Literal["value", "last_year"]
"""This year's figure, or last year's."""


def write(
    meeting: Meeting, definition: FiguresDefinition, filled: FilledFigure, side: Side, typed: str
) -> Edit | None:
    """Write a figure as it was typed; an empty text takes it away.

    Args:
        meeting: As it stands.
        definition: The section.
        filled: The figure, with what was written of it.
        side: Which of the two.
        typed: The text.

    Returns:
        The edit, or None when that stands there already.

    Raises:
        store.figures.NotAFigure: When it is none.
    """
    text = typed.strip()
    if text:
        read(text)
    before = filled.row or FigureRow(
        meeting=meeting.uid, section=definition.key, figure=filled.figure.key
    )
    after = replace(before, **{side: text})
    if after == before:
        return None
    if filled.row is None:
        return Add(after)
    return Change(before, after) if after.value or after.last_year else Remove((filled.row,))


def proposed(before: Meeting | None, definition: FiguresDefinition) -> dict[str, str]:
    """Last year's figures as that year's meeting wrote them, by the figure's key.

    Args:
        before: The meeting for the same period a year earlier, where there is one.
        definition: The section.
    """
    if before is None:
        return {}
    sections = [each for each in before.kind.sections if each.key == definition.key]
    return {
        filled.figure.key: filled.row.value
        for section in sections
        if isinstance(section, FiguresDefinition)
        for filled in figures(before, section).figures
        if filled.row and filled.row.value
    }
