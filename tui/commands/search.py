"""Full-text search: `sok`."""

from typing import TYPE_CHECKING, Annotated

import typer

from tui.commands.database import Database, opened
from tui.commands.meetings import AsJson
from tui.commands.output import remark, say, say_json

if TYPE_CHECKING:
    from store.search import Hit


def find(
    words: Annotated[
        list[str],
        typer.Argument(metavar="ORD", help="Ord å lete etter; det siste kan være begynnelsen."),
    ],
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Print where the words stand in the meetings, the newest first."""
    from store.search import search  # noqa: PLC0415 - `--help` answers at once

    with opened(database) as run:
        hits = search(run.workplace.archive, " ".join(words))
    if as_json:
        say_json([_as_json(hit) for hit in hits])
    elif hits:
        say("\n".join(_as_text(hit) for hit in hits))
    else:
        remark("Ingen treff. Det som er unntatt offentlighet, er ikke med i søket.")


def _as_json(hit: "Hit") -> dict[str, object]:
    return {
        "meeting": hit.number,
        "date": hit.held.isoformat(),
        "kind": hit.kind,
        "title": hit.title,
        "place": hit.place.name,
        "text": _text(hit),
        "words": [piece for piece, is_word in hit.text if is_word],
    }


def _as_text(hit: "Hit") -> str:
    from store.norwegian_dates import numeric  # noqa: PLC0415 - `--help` answers at once

    where = " · ".join(each for each in (hit.kind, hit.title, hit.place.name) if each)
    return f"{hit.number}  {numeric(hit.held)}  {where}\n    {_text(hit)}"


def _text(hit: "Hit") -> str:
    return " ".join("".join(piece for piece, _ in hit.text).split())
