"""What is asked for when a file is written: which document of which meeting."""

from __future__ import annotations  # screens name a document without reading what makes it

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exports.source import Source
    from exports.template import Template

MINUTES = "referat"
"""The document that is written when no other is asked for; one of `exports.papers.PAPERS`."""

NOTICE = "innkalling"
"""The document that calls a meeting."""

EXTRACTS = "saksutskrift"
"""The document that can be of one sak."""


@dataclass(frozen=True, slots=True)
class Order:
    """One file to write, whatever its format.

    Attributes:
        source: The meeting.
        paper: One of `exports.papers.PAPERS`; a format that holds data has no use for it.
        item: uid of the one sak that an extract is of; "" for all.
        template: What a Word document is written on; None for our own look.
    """

    source: Source
    paper: str = MINUTES
    item: str = ""
    template: Template | None = None
