"""How a change stands in the history: one line in the list, and in full beside it or below."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from textual.content import Content
from textual.visual import Visual

from screens.widgets.hanging import Hanging
from screens.widgets.stacked import Stacked
from store.history import ColumnChange, How, RowChange
from store.norwegian_dates import clock, numeric
from store.text import clean

_SIGN, _WHEN = 4, 17
_BROAD = 96
"""Cells from which who did it, and what, get more room."""

_LABEL = 22
"""Cells for the name of a column."""

_SHORT = 24
"""The most characters of a text that stands on one line with what it was."""

_LONGEST = 20_000
"""The most characters that are laid out of one text; a longer one would hold the keys up."""

_SIGNS = {How.ADDED: "+", How.CHANGED: "·", How.DELETED: "−"}


def lines(change: RowChange, width: int, here: bool) -> Sequence[Content]:
    """The change's one line: when, who, what, and the row that it was done to.

    Args:
        change: The change.
        width: Cells that there are.
        here: Whether the cursor stands on it.
    """
    who, what = (19, 27) if width >= _BROAD else (18, 22)
    at = change.at
    columns = (
        (f"{'▸' if here else ' '}{_SIGNS[change.how]}", _SIGN),
        (f"{numeric(at.date())} {at.hour:02}.{at.minute:02}", _WHEN),
        (clean(change.who), who),
        (clean(change.what), what),
        (clean(change.name), max(0, width - _SIGN - _WHEN - who - what)),
    )
    return [Content("").join(_fitted(text, cells) for text, cells in columns)]


def _fitted(text: str, cells: int) -> Content:
    """The text in so many cells, the last one empty."""
    shown = Content(text).truncate(max(0, cells - 1), ellipsis=True)
    return shown.pad_right(max(0, cells - shown.cell_length))


def in_full(change: RowChange) -> Visual:
    """Everything that is known of the change; words that are hidden are not in it.

    Args:
        change: The change.
    """
    name = f": {clean(change.name)}" if change.name else ""
    done = " · ".join((clean(change.what), clean(change.who), _moment(change.at)))
    what = f"{change.row} ({change.how.value})"
    parts: list[Visual] = [
        Content.assemble((what, "bold $primary"), (name, "bold")),
        Content.styled(done, "$text-muted"),
    ]
    if change.is_gone:
        parts.append(Content.styled("h henter det tilbake, med det som hang på.", "bold"))
    parts.append(Content(""))
    for column in change.columns:
        parts.extend(_column(column, change.how))
    return Stacked(parts)


def _moment(at: datetime) -> str:
    return f"{numeric(at.date())} {clock(at.time())}"


def _column(column: ColumnChange, how: How) -> Iterator[Visual]:
    """What a column held and holds; short ones on one line, longer ones under each other."""
    label = Content.styled(f"{column.label} ", "$text-muted")
    before, after = (_text(each) for each in (column.before, column.after))
    if how is not How.CHANGED:
        yield Hanging(label, after if how is How.ADDED else before, _LABEL)
    elif all(_is_short(each) for each in (column.before, column.after)):
        yield Hanging(label, Content.assemble(before, " → ", after), _LABEL)
    else:
        yield Hanging(label, Content.assemble(("før    ", "$text-muted"), before), _LABEL)
        yield Hanging(Content(""), Content.assemble(("etter  ", "$text-muted"), after), _LABEL)


def _is_short(text: str) -> bool:
    return len(text) <= _SHORT and "\n" not in text


def _text(said: str) -> Content:
    if not said:
        return Content.styled("(tomt)", "$text-muted")
    shown = clean(said[:_LONGEST], lines=True)
    left_out = len(said) - _LONGEST
    return Content(f"{shown} … ({left_out} tegn til)" if left_out > 0 else shown)
