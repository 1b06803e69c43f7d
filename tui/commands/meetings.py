"""Meetings: `ny`, `liste` and `vis`."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from store.withheld import HIDDEN
from tui.commands.database import Database, opened
from tui.commands.numbers import Number, uid_of
from tui.commands.output import remark, say, say_json
from tui.commands.refusal import Refused, refusing

if TYPE_CHECKING:
    from datetime import date

    from store.kind import Kind, Kinds
    from store.meetings import MeetingLine

AsJson = Annotated[bool, typer.Option("--json", help="Svar som JSON, for andre programmer.")]
"""`--json`."""


def new(
    kind: Annotated[str, typer.Argument(metavar="TYPE", help="Møtetypen; se «referat typer».")],
    title: Annotated[str, typer.Option("--tittel", metavar="TEKST", help="Hva møtet handler om.")],
    unit: Annotated[
        str, typer.Option("--enhet", metavar="TEKST", help="Enheten møtet gjelder.")
    ] = "",
    day: Annotated[
        str | None, typer.Option("--dato", metavar="DATO", help="Dagen for møtet; ellers i dag.")
    ] = None,
    database: Database = None,
) -> None:
    """Plan a meeting and print its number."""
    from store import meetings  # noqa: PLC0415 - `--help` answers at once

    said = _one_line(title, "Tittelen")
    if not said:
        raise Refused("Tittelen mangler. Skriv hva møtet handler om etter --tittel.")
    with opened(database) as run:
        workplace = run.workplace
        chosen, scale = _kind(kind, workplace.kinds), workplace.settings.scale
        plan = meetings.Plan(
            kind=chosen.with_scale(scale) if scale else chosen,
            title=said,
            unit=_one_line(unit, "Enheten"),
            date=workplace.today if day is None else _day(day, workplace.today),
        )
        uid = meetings.plan(workplace.archive, plan)
        say(str(meetings.load(workplace.archive, uid).number))


def _one_line(typed: str, what: str) -> str:
    from store.text import MAX_TEXT, clean  # noqa: PLC0415 - `--help` answers at once

    text = clean(typed).strip()
    if len(text) > MAX_TEXT:
        raise Refused(f"{what} er for lang: høyst 100 000 tegn.")
    return text


def _kind(typed: str, kinds: "Kinds") -> "Kind":
    if typed not in kinds.by_id:
        raise Refused(f"Møtetypen «{typed[:80]}» finnes ikke. Velg en av {', '.join(kinds.by_id)}.")
    return kinds.by_id[typed]


def _day(typed: str, today: "date") -> "date":
    from store.norwegian_dates import DateRefused, parse_date  # noqa: PLC0415 - as above

    with refusing(DateRefused):
        return parse_date(typed, today)


def list_meetings(as_json: AsJson = False, database: Database = None) -> None:
    """Print every meeting, the newest first."""
    from store import meetings  # noqa: PLC0415 - `--help` answers at once

    with opened(database, only_to_read=True) as run:
        found = meetings.recent(run.workplace.archive, limit=sys.maxsize)
    if as_json:
        say_json([_as_json(line) for line in found])
    elif found:
        say("\n".join(as_columns([_cells(line) for line in found])))
    else:
        remark("Ingen møter ennå. Planlegg et med «referat ny», eller start «referat».")


def _as_json(line: "MeetingLine") -> dict[str, object]:
    return {
        "number": line.number,
        "uid": line.uid,
        "kind": line.kind,
        "title": "" if line.exempt else line.title,
        "unit": line.unit,
        "date": line.date.isoformat(),
        "status": line.status.value,
        "exempt": bool(line.exempt),
    }


def _cells(line: "MeetingLine") -> tuple[str, ...]:
    from store.norwegian_dates import numeric  # noqa: PLC0415 - `--help` answers at once

    title = HIDDEN if line.exempt else line.title
    return str(line.number), numeric(line.date), line.status, line.kind, title, line.unit


def as_columns(rows: list[tuple[str, ...]]) -> list[str]:
    """The rows with their cells under each other; the number stands to the right."""
    from store.text import clean  # noqa: PLC0415 - `--help` answers at once

    clean_rows = [[clean(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*clean_rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if place else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in clean_rows
    ]


def show(
    number: Number,
    as_json: AsJson = False,
    public: Annotated[
        bool, typer.Option("--offentlig", help="Utgaven uten det som er unntatt offentlighet.")
    ] = False,
    database: Database = None,
) -> None:
    """Print one meeting's minutes as text, or its package; the internal version, if not said."""
    from exports import FORMATS  # noqa: PLC0415 - `--help` answers at once
    from exports.order import Order  # noqa: PLC0415 - as above
    from exports.source import source  # noqa: PLC0415 - as above

    with opened(database, only_to_read=True) as run:
        archive = run.workplace.archive
        uid = uid_of(archive, number)
        shown = source(archive, uid, run.workplace.settings, public=public)
    say(FORMATS["json" if as_json else "md"].write(Order(shown)).decode().rstrip("\n"))
