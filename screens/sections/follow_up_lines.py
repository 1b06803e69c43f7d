"""What the closing stop shows: tasks, decisions, avvik, and what goes on to the next meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual.content import Content

from screens.sections.carried_lines import carried_line
from screens.sections.deviation import cause_shown, named
from screens.task_text import deadline_shown, in_list, is_hidden, responsible_shown
from screens.widgets.hanging import Hanging
from screens.widgets.row_list import Line
from store.check import task_remarks
from store.deadline import DeadlineKind
from store.meeting import Meeting
from store.rows import DecisionRow, DeviationRow
from store.sections import CarriedTask, RiskEntry, all_risks
from store.task_order import by_deadline
from store.task_rows import TaskRow
from store.text import clean
from store.vocabulary import Enough, Status

_INDENT = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one sort under their heading."""

    heading: str
    rows: tuple[Line, ...]


def tasks_by_deadline(meeting: Meeting) -> Group:
    """The tasks."""
    return Group("Oppgaver", tuple(_task(meeting, task) for task in by_deadline(meeting)))


def from_before(tasks: Sequence[CarriedTask], today: date, is_next: str) -> Group:
    """The tasks that earlier meetings of the series left.

    Args:
        tasks: Those that are shown here.
        today: To tell what is late.
        is_next: uid of the one that the next digit is for, or "".
    """
    rows = [
        carried_line(number, task, today, is_next=task.row.task == is_next)
        for number, task in enumerate(tasks, start=1)
    ]
    return Group("Fra tidligere møter", tuple(rows))


def decisions(meeting: Meeting) -> Group:
    """The decisions."""
    return Group("Beslutninger", tuple(_decision(row) for row in meeting.decisions))


def deviations(meeting: Meeting) -> Group:
    """The avvik and hendelser, whatever they hang on."""
    status = meeting.head.status
    return Group("Avvik og hendelser", tuple(_deviation(row, status) for row in meeting.deviations))


def carried(meeting: Meeting) -> Group:
    """What the wheel takes with it to its next walk."""
    entries = [(entry, reasons_to_carry(meeting, entry)) for entry in all_risks(meeting)]
    rows = tuple(_carried(entry, reasons) for entry, reasons in entries if reasons)
    return Group("Tas med til neste runde", rows)


def as_lines(*groups: Group) -> list[Line]:
    """Groups as one list, with an empty line between them; an empty group is left out."""
    lines: list[Line] = []
    for group in groups:
        if group.rows:
            heading = (f"{group.heading.upper()}  {len(group.rows)}", "bold $primary")
            lines += [Line(Content.assemble("\n" if lines else "", heading)), *group.rows]
    return lines


def reasons_to_carry(meeting: Meeting, entry: RiskEntry) -> list[str]:
    """Why a risk comes up again: what is done of it is not enough yet, or not done."""
    reasons = []
    if entry.risk.enough is Enough.NO:
        reasons.append("ikke nok")
    after = entry.residual_score
    if after is not None and entry.scale.is_highest(after):
        reasons.append(f"restrisiko {after} {entry.scale.level(after).word}")
    still_open = sum(meeting.state_of(task).open for task in entry.tasks)
    if still_open:
        reasons.append(f"{still_open} åpne tiltak" if still_open > 1 else "ett åpent tiltak")
    return reasons


def _task(meeting: Meeting, task: TaskRow) -> Line:
    state = meeting.state_of(task)
    agreed = [deadline_shown(state)] if state.deadline_kind != DeadlineKind.MISSING else []
    if meeting.names_of.get(task.uid) and not is_hidden(task.text):
        agreed.insert(0, responsible_shown(meeting, task))
    below = [(f"\n{' · '.join([*agreed, str(state.status)])}", "$text-muted")]
    if remarks := task_remarks(meeting, task):
        missing = " · ".join(clean(remark.short) for remark in remarks)
        below.append((f"\n! {missing}", "bold $warning"))
    mark = Content("□" if state.open else "■")
    body = Content.assemble(in_list(task.text), *below)
    return Line(Hanging(mark, body, _INDENT), task.uid)


def _decision(row: DecisionRow) -> Line:
    return Line(Hanging(Content("•"), Content(in_list(row.text)), _INDENT), row.uid)


def _deviation(row: DeviationRow, status: Status) -> Line:
    said = f"{named(row)} · {cause_shown(row, status)}"
    body = Content.assemble(in_list(row.text), (f"\n{said}", "$text-muted"))
    return Line(Hanging(Content.styled("!", "bold $warning"), body, _INDENT), row.uid)


def _carried(entry: RiskEntry, reasons: list[str]) -> Line:
    text = in_list(entry.risk.text)
    body = Content.assemble(text, (f"\n{' · '.join(reasons)}", "$text-muted"))
    return Line(Hanging(Content(str(entry.number)), body, _INDENT), entry.risk.uid)
