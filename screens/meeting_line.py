"""A meeting on one line of a list: its day, kind and title, and what stands to the right."""

from datetime import date
from typing import Protocol

from textual.content import Content

from store.kind import Kinds
from store.norwegian_dates import numeric
from store.text import clean
from store.withheld import HIDDEN


class Listed(Protocol):
    """What a line is drawn from; `exempt` is not empty where the title is hidden."""

    @property
    def kind(self) -> str:
        """Id of its kind."""

    @property
    def title(self) -> str:
        """As typed."""

    @property
    def exempt(self) -> str:
        """Uid of the legal basis that exempts the whole meeting, or ""."""

    @property
    def date(self) -> date:
        """Of its first sitting."""


def named(kinds: Kinds, meeting: Listed) -> str:
    """«Evaluering · Leirskole»; the title alone where the kind is not known any more."""
    kind = kinds.by_id.get(meeting.kind)
    title = HIDDEN if meeting.exempt else clean(meeting.title)
    return f"{clean(kind.short)} · {title}" if kind else title


def meeting_line(kinds: Kinds, meeting: Listed, right: str, width: int, *, here: bool) -> Content:
    """The line, as wide as the list.

    Args:
        kinds: The kinds' names.
        meeting: The meeting.
        right: What is never cut.
        width: Cells.
        here: Whether the cursor stands on it.
    """
    day = f"{'▸' if here else ' '} {numeric(meeting.date)}  "
    left = Content.assemble((day, "bold"), named(kinds, meeting))
    room = max(1, width - len(right))
    row = Content.assemble(left.truncate(room, ellipsis=True, pad=True), (right, "$text-muted"))
    return row.truncate(width)
