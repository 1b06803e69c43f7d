"""What stands beside a column of a talk: how it stands with it, and the same column last time."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.sections.risk_shown import counted
from screens.task_text import in_list
from store.column_talk import LastTime, TaskThen
from store.deadline import DeadlineKind
from store.lights import shown
from store.meeting import TaskState
from store.norwegian_dates import numeric
from store.task_rows import TaskRow
from store.text import clean
from store.vocabulary import Light
from store.withheld import HIDDEN

_NO_LAST_TIME = "Det er ikke noe møte i rekka før dette."
_NOTHING_SAID = "Ikke tema sist."

_STYLES = {
    Light.UNSET: "$text-muted",
    Light.GREEN: "bold $success",
    Light.YELLOW: "bold $warning",
    Light.RED: "bold $error",
}


def light_shown(light: Light, *, asked: bool) -> Content:
    """How it stands with the column, by sign and word; with the key that says it.

    Args:
        light: As it was said.
        asked: Whether it can be said here.
    """
    key = ("  F4", "$text-muted") if asked else ("", "")
    return Content.assemble((shown(light), _STYLES[light]), key)


class BesideLastTime(VerticalScroll, can_focus=False):
    """The same column last time, with what became of its tasks."""

    DEFAULT_CSS = """
    BesideLastTime {
        width: 1fr; height: 1fr; padding: 0 0 0 1; border-left: solid $primary-darken-2;
        scrollbar-size-vertical: 1;
    }
    BesideLastTime Static { height: auto; }
    """

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(id="last-time")

    def show(self, said: LastTime | None) -> None:
        """Show what was said; None where there is no last time."""
        self.query_one(Static).update(Content("\n").join(_lines(said)))


def in_full(said: LastTime | None) -> str:
    """Everything that was said last time, as one text."""
    return "\n".join(line.plain for line in _lines(said))


def in_one_line(said: LastTime | None) -> Content:
    """How it stood, and how much was said, where there is no room for more."""
    if said is None:
        return Content(_NO_LAST_TIME)
    counts = [
        counted(len(said.notes), "punkt", "punkter"),
        counted(len(said.decisions), "beslutning", "beslutninger"),
        counted(len(said.tasks), "oppgave", "oppgaver"),
    ]
    open_tasks = sum(then.state.open for then in said.tasks)
    if open_tasks:
        counts[-1] += f" ({open_tasks} åpne)" if open_tasks > 1 else " (1 åpen)"
    light = [shown(said.status)] if said.status else []
    return Content(f"Sist {numeric(said.day)}: {' · '.join([*light, *counts])} · F5")


def _lines(said: LastTime | None) -> list[Content]:
    if said is None:
        return [Content.styled("SIST", "bold"), Content.styled(_NO_LAST_TIME, "$text-muted")]
    light = (f"   {shown(said.status)}" if said.status else "", _STYLES[said.status])
    head = Content.assemble((f"SIST ({numeric(said.day)})", "bold"), light)
    if said.hidden:
        return [head, Content(HIDDEN)]
    below = list(_said(said))
    return [head, *(below or [Content.styled(_NOTHING_SAID, "$text-muted")])]


def _said(said: LastTime) -> Iterator[Content]:
    for note in said.notes:
        mark = " »" if note.reported else ""
        yield Content(f"• {in_list(note.text)}{mark}")
    for decision in said.decisions:
        text = in_list(decision.text)
        yield Content.assemble(("Beslutning: ", "bold"), text)
    for then in said.tasks:
        yield from _task(then)


def _task(then: TaskThen) -> Iterator[Content]:
    """«□ Plan for vikarbruk   pågår», and under it the frist and how it was moved."""
    task, state = then.task, then.state
    box = "□" if state.open else "■"
    text = in_list(task.text)
    yield Content.assemble(f"{box} {text}  ", (str(state.status), "bold"))
    before, now = _day(task), _day(state)
    moved = f"frist {before} → {now}" if before != now else f"frist {now}"
    yield Content.styled(f"  {moved}", "$text-muted")


def _day(said: TaskRow | TaskState) -> str:
    if said.deadline_date is not None:
        return numeric(said.deadline_date)
    return "ikke satt" if said.deadline_kind == DeadlineKind.MISSING else clean(said.deadline)
