"""What a task from an earlier meeting looks like: how it stood, and what is said of it now."""

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from screens.task_text import deadline_shown, in_list, is_hidden
from screens.widgets.hanging import Hanging
from screens.widgets.row_list import Line
from store.deadline import DeadlineKind
from store.meeting import TaskState
from store.norwegian_dates import numeric
from store.sections import CarriedTask
from store.task_history import Told
from store.task_rows import CarriedRow
from store.text import clean
from store.unit_overview import OpenTask, RedRisk, UnitOverview
from store.withheld import HIDDEN

_INDENT = 5
NEXT_DIGIT = "▸"
"""Stands at the task that the next digit is for."""


def carried_line(number: int, task: CarriedTask, today: date, *, is_next: bool = False) -> Line:
    """A carried task as one entry of the list.

    Args:
        number: Its place, from 1.
        task: As it stands in this meeting.
        today: To tell what is late.
        is_next: Whether the next digit is for it.
    """
    row = task.row
    agreed = [] if is_hidden(row.text) else [clean(row.responsible) or "ingen ansvarlig"]
    agreed.append(_deadline(task))
    parts: list[Content | tuple[str, str]] = [
        ("  ! over fristen" if is_late(task.state, today) else "", "bold $warning"),
        (f" · {' · '.join(agreed)}", "$text-muted"),
        (_remark(task), "$text-muted"),
    ]
    body = Content.assemble(in_list(row.text), "\n", _status(task), *parts)
    mark = f"{NEXT_DIGIT if is_next else ' '}{number:>2}"
    return Line(Hanging(Content.styled(mark, "bold $primary"), body, _INDENT), row.task)


def _status(task: CarriedTask) -> Content:
    """What it is now, and what it was; a question mark where nobody has said it."""
    now, before = task.state.status, task.row.status
    if not task.said:
        return Content.styled(f"? sist {before}", "bold")
    was = f" (sist {before})" if now != before else ""
    return Content.assemble((f"✓ {now}", "bold $success"), (was, "$text-muted"))


def is_late(state: TaskState, today: date) -> bool:
    """Whether somebody still has to do what was to be done by now."""
    return state.open and state.deadline_date is not None and state.deadline_date < today


def _deadline(task: CarriedTask) -> str:
    """«frist 15.06.2026», or «frist 15.06.2026 → 01.10.2026» where it was moved here."""
    before, now = _day(task.row), _day(task.state)
    return f"frist {before}" if before == now else f"frist {before} → {now}"


def _day(said: CarriedRow | TaskState | Told) -> str:
    """The frist, without its weekday."""
    if said.deadline_date is not None:
        return numeric(said.deadline_date)
    if said.deadline_kind == DeadlineKind.MISSING:
        return "ikke satt"
    typed = "" if isinstance(said, Told) and said.exempt else clean(said.deadline)
    return typed or said.deadline_kind.replace("_", " ")


def _remark(task: CarriedTask) -> str:
    if is_hidden(task.row.text):
        return ""
    if task.said and task.state.remark:
        return f"\nMerknad: {clean(task.state.remark)}"
    return f"\nSist: {clean(task.row.remark)}" if task.row.remark else ""


def overview_lines(overview: UnitOverview) -> list[Line]:
    """What the unit has open from other kinds of meeting, each group under its heading."""
    tasks = [_open_task(place, task) for place, task in enumerate(overview.tasks)]
    risks = [_red_risk(place, risk) for place, risk in enumerate(overview.risks)]
    return [
        *_group("Enhetens oppgaver fra andre møter", tasks, "Ingen åpne oppgaver."),
        *_group("Enhetens røde restrisikoer", risks, "Ingen."),
    ]


def _group(heading: str, rows: list[Line], none: str) -> list[Line]:
    shown = Content.styled(f"\n{heading.upper()}  {len(rows)}", "bold $primary")
    return [Line(shown), *(rows or [Line(Content.styled(none, "$text-muted"))])]


def _open_task(place: int, task: OpenTask) -> Line:
    said = [] if task.exempt else [clean(task.responsible) or "ingen ansvarlig"]
    said += [
        deadline_shown(task.state),
        str(task.status),
        f"{clean(task.kind)} {numeric(task.day)}",
    ]
    text = HIDDEN if task.exempt else in_list(task.text)
    body = Content.assemble(text, (f"\n{' · '.join(said)}", "$text-muted"))
    return Line(Hanging(Content("  □"), body, _INDENT), f"unit/task/{place}")


def _red_risk(place: int, risk: RedRisk) -> Line:
    said = f"{risk.score} {clean(risk.level)} · {clean(risk.kind)} {numeric(risk.day)}"
    text = HIDDEN if risk.exempt else in_list(risk.text)
    body = Content.assemble(text, (f"\n{said}", "$text-muted"))
    return Line(Hanging(Content("  ■"), body, _INDENT), f"unit/risk/{place}")


def history_text(told: tuple[Told, ...]) -> str:
    """Everything that was said of a task, a paragraph for each time."""
    return "\n\n".join(_told(each) for each in told) or "Ingen har sagt noe om oppgaven ennå."


def _told(told: Told) -> str:
    where = HIDDEN if told.exempt else clean(told.where) or "Oppgavelista"
    lines = [f"{numeric(told.day)} · {told.status or 'avtalt'} · {where}", *_said(told)]
    return "\n".join(lines)


def _said(told: Told) -> Iterator[str]:
    if told.deadline_kind and told.deadline_kind != DeadlineKind.MISSING:
        moved = "Ny frist" if told.status else "Frist"
        yield f"{moved}: {_day(told)}"
    if told.remark and not told.exempt:
        yield f"Merknad: {clean(told.remark)}"
