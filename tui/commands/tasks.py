"""The task register: `oppgaver`."""

from typing import TYPE_CHECKING, Annotated

import typer

from tui.commands.database import Database, opened
from tui.commands.meetings import AsJson, as_columns
from tui.commands.output import remark, say, say_json
from tui.commands.refusal import Refused

if TYPE_CHECKING:
    from datetime import date

    from screens.workplace import Workplace
    from store.task_register import Filter, RegisteredTask

_OPEN, _ALL = "åpne", "alle"


def list_tasks(
    overdue: Annotated[
        bool, typer.Option("--forfalt", help="Bare åpne oppgaver som er over fristen.")
    ] = False,
    name: Annotated[
        str, typer.Option("--ansvar", metavar="TEKST", help="Bare oppgavene til en rolle.")
    ] = "",
    unit: Annotated[
        str, typer.Option("--enhet", metavar="TEKST", help="Bare oppgavene til en enhet.")
    ] = "",
    kind: Annotated[str, typer.Option("--type", metavar="TYPE", help="Bare fra en møtetype.")] = "",
    status: Annotated[
        str, typer.Option("--status", metavar="STATUS", help="En status, «åpne» eller «alle».")
    ] = _OPEN,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Print the tasks of all meetings, by frist."""
    from store import task_register  # noqa: PLC0415 - `--help` answers at once

    with opened(database) as run:
        workplace = run.workplace
        wanted = _filter(workplace, name, unit, kind)
        wanted = _with_status(wanted, status, workplace.today if overdue else None)
        total = task_register.count(workplace.archive, wanted)
        found = task_register.window(workplace.archive, wanted, 0, total, total)
        today = workplace.today
    if as_json:
        say_json([_as_json(task, today) for task in found])
    elif found:
        say("\n".join(as_columns([_cells(task, today) for task in found])))
    else:
        remark("Ingen oppgaver passer. Uten valg vises alle åpne oppgaver.")


def _filter(workplace: "Workplace", name: str, unit: str, kind: str) -> "Filter":
    from store.task_register import Filter, names_like, units_like  # noqa: PLC0415 - as above

    if kind and kind not in workplace.kinds.by_id:
        known = ", ".join(workplace.kinds.by_id)
        raise Refused(f"Møtetypen «{kind[:80]}» finnes ikke. Velg en av {known}.")
    archive, aliases = workplace.archive, workplace.settings.known_aliases
    return Filter(
        names=names_like(archive, name, aliases) if name.strip() else None,
        units=units_like(archive, unit) if unit.strip() else None,
        kind=kind,
    )


def _with_status(wanted: "Filter", said: str, overdue_on: "date | None") -> "Filter":
    from dataclasses import replace  # noqa: PLC0415 - `--help` answers at once

    from store.meeting import OPEN  # noqa: PLC0415 - as above
    from store.vocabulary import TaskStatus  # noqa: PLC0415 - as above

    statuses: dict[str, tuple[TaskStatus, ...]] = {_OPEN: OPEN, _ALL: ()}
    statuses |= {str(each): (each,) for each in TaskStatus}
    typed = " ".join(said.casefold().split())
    if typed not in statuses:
        raise Refused(f"Statusen «{said[:80]}» finnes ikke. Velg en av {', '.join(statuses)}.")
    return replace(wanted, statuses=statuses[typed], overdue_on=overdue_on)


def _as_json(task: "RegisteredTask", today: "date") -> dict[str, object]:
    return {
        "uid": task.uid,
        "text": task.text,
        "responsible": task.responsible,
        "unit": task.unit,
        "kind": task.kind,
        "status": task.status.value,
        "remark": task.remark,
        "deadline": task.deadline,
        "deadline_kind": task.deadline_kind,
        "due": task.due.isoformat() if task.due else None,
        "overdue": task.is_overdue(today),
        "meeting": task.number,
        "exempt": task.exempt,
    }


def _cells(task: "RegisteredTask", today: "date") -> tuple[str, ...]:
    from store.task_register import deadline_shown  # noqa: PLC0415 - `--help` answers at once
    from store.withheld import HIDDEN  # noqa: PLC0415 - as above

    text, names = (HIDDEN, "") if task.exempt else (task.text, task.responsible)
    late = "! over fristen" if task.is_overdue(today) else ""
    shown = deadline_shown(task)
    return str(task.number), late, shown, str(task.status), names, task.unit, text
