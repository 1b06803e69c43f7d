"""What is missing before a meeting is closed. It can be closed so, knowingly."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from store import attendance, check_items
from store.column_talk import is_spoken_of, lacks_plan
from store.deadline import DeadlineKind
from store.definitions import (
    PointsDefinition,
    RisksDefinition,
)
from store.finding import Finding, shortened
from store.half_written import HalfWritten
from store.meeting import Meeting
from store.norwegian_dates import numeric
from store.responsible import names_nobody
from store.rows import ParticipantRow
from store.sections import FilledColumn, Point, RiskEntry, carried_tasks, points, risks
from store.task_order import numbers
from store.task_rows import TaskRow
from store.vocabulary import Enough, Presence, SettledBy
from store.withheld import EXEMPT


@dataclass(frozen=True, slots=True)
class Remark:
    """What is missing of a task.

    Attributes:
        short: At the task itself: «mangler frist».
        sentence: After the task's name: «har ingen frist».
    """

    short: str
    sentence: str


def findings(
    meeting: Meeting, today: date | None = None, begun: Iterable[HalfWritten] = ()
) -> tuple[Finding, ...]:
    """Everything that is missing: the head first, then stop by stop.

    Args:
        meeting: As it stands.
        today: The day by the program's clock, to see that the meeting has not been held yet; None
            leaves that out.
        begun: What stands half written in it.
    """
    order = ["", *(stop.key for stop in meeting.kind.stops)]
    found = (
        *_head(meeting, today),
        *_risks(meeting),
        *_points(meeting),
        *check_items.findings(meeting),
        *_carried(meeting),
        *_tasks(meeting),
        *(unfinished(each) for each in begun),
    )
    return tuple(sorted(found, key=lambda finding: order.index(finding.stop)))


def is_placed(meeting: Meeting, task: TaskRow) -> bool:
    """Whether somebody has the task and has it until some time."""
    has_deadline = meeting.state_of(task).deadline_kind != DeadlineKind.MISSING
    return bool(meeting.names_of.get(task.uid)) and has_deadline


def task_remarks(meeting: Meeting, task: TaskRow) -> tuple[Remark, ...]:
    """What is missing of an open task; a task that is done or dropped lacks nothing."""
    state = meeting.state_of(task)
    if not state.open:
        return ()
    names = meeting.names_of.get(task.uid, ())
    remarks = []
    if not names:
        remarks.append(Remark("mangler ansvar", "har ingen ansvarlig"))
    for name in filter(names_nobody, names):
        sentence = f"er gitt til «{name}»: navngi den som er ansvarlig"
        remarks.append(Remark(f"«{name}» er ingen bestemt", sentence))
    if state.deadline_kind == DeadlineKind.MISSING:
        remarks.append(Remark("mangler frist", "har ingen frist"))
    for name in names:
        if was_absent(meeting, task, name):
            who = "den ansvarlige" if task.exempt else name
            must = f"må bekreftes av {who}"
            remarks.append(Remark(must, f"{must}, som ikke var til stede"))
    return tuple(remarks)


def _head(meeting: Meeting, today: date | None) -> Iterator[Finding]:
    yield from (Finding(sentence, "") for sentence in _of_head(meeting))
    if not any(_is_present(meeting, who, meeting.sitting.uid) for who in meeting.participants):
        yield Finding("Ingen er ført opp som til stede", "")
    for sentence in (*_hours(meeting, today), *attendance.contradictions(meeting)):
        yield Finding(sentence, "")
    if today is not None and meeting.first_day > today:
        yield Finding("Møtets dato er ikke kommet ennå", "")
    said = (meeting.notes, meeting.risks, meeting.items, meeting.decisions, meeting.tasks)
    if not any(said):
        yield Finding("Det er ikke skrevet noe i møtet", meeting.kind.stops[0].key)


def _of_head(meeting: Meeting) -> Iterator[str]:
    """Fields of the head that nobody has filled in."""
    if not meeting.head.chair:
        yield "Møtet mangler møteleder"
    if not meeting.head.secretary:
        yield "Møtet mangler referent"
    for field in meeting.kind.head_fields:
        if field.choices and not meeting.said_in_head(field.key):
            yield f"{field.label} er ikke valgt"


def _hours(meeting: Meeting, today: date | None) -> Iterator[str]:
    """Sittings that nobody said the hours of; today's ends when it is closed."""
    for sitting in meeting.sittings:
        missing = [
            word for word, said in (("start", sitting.start), ("slutt", sitting.end)) if not said
        ]
        if missing and today is not None and sitting.date < today:
            yield f"Møtet {numeric(sitting.date)} mangler klokkeslett for {' og '.join(missing)}"


def _risks(meeting: Meeting) -> Iterator[Finding]:
    for definition in meeting.kind.sections:
        if isinstance(definition, RisksDefinition):
            assess = meeting.kind.stop_showing(definition.key, "assess").key
            residual = meeting.kind.stop_showing(definition.key, "residual").key
            for entry in risks(meeting, definition).entries:
                if entry.score is None:
                    yield Finding(f"Risiko {entry.number} er ikke vurdert", assess, entry.risk.uid)
                if entry.risk.settled_by is SettledBy.DISSENT and not entry.risk.dissent:
                    text = f"Risiko {entry.number} er satt med dissens, som ikke er skrevet ned"
                    yield Finding(text, assess, entry.risk.uid)
                for text in _of_residual(entry):
                    yield Finding(f"Risiko {entry.number} {text}", residual, entry.risk.uid)


def _of_residual(entry: RiskEntry) -> Iterator[str]:
    """What stop 4 lacks of a risk, as the rest of a sentence."""
    if entry.risk.enough is Enough.UNANSWERED:
        yield "mangler «Er det nok?»"
    elif entry.residual_score is None:
        yield "er ikke vurdert på nytt"
    if entry.worse_after:
        yield f"er høyere etter tiltakene enn før ({entry.score} → {entry.residual_score})"
    if entry.red_accepted_without_remark:
        level = entry.scale.levels[-1]
        yield f"er godtatt på nivået {level.word} ({level.colour_name}) uten merknad"
    if entry.no_without_task:
        yield "har svaret «nei», men ikke noe tiltak"


def _points(meeting: Meeting) -> Iterator[Finding]:
    for definition in meeting.kind.sections:
        if isinstance(definition, PointsDefinition):
            for column in points(meeting, definition).columns:
                stop = meeting.kind.stop_showing(definition.key, column.column.key).key
                if column.column.light and not is_spoken_of(meeting, definition.key, column):
                    heading = column.column.heading
                    yield Finding(f"Temaet «{heading}» har verken status eller notat", stop)
                yield from _lacking(column, stop)


def _lacking(column: FilledColumn, stop: str) -> Iterator[Finding]:
    """What the points of a column lack."""
    for point in column.points:
        if column.column.becomes_task and not point.tasks:
            name = _point_name(column, point)
            yield Finding(f"{name} er ikke blitt en oppgave", stop, point.note.uid)
        if lacks_plan(column, point):
            name = _point_name(column, point)
            yield Finding(f"Avviket {name} mangler plan for lukking", stop, point.note.uid)


def _carried(meeting: Meeting) -> Iterator[Finding]:
    """Tasks of earlier meetings that nobody said anything of."""
    stop = meeting.kind.carried_stop
    for task in carried_tasks(meeting):
        if not task.said:
            name = EXEMPT if task.row.exempt else f"«{shortened(task.row.text)}»"
            text = f"Oppgaven {name} fra {numeric(task.row.from_date)} er ikke fulgt opp"
            yield Finding(text, stop.key if stop else "", task.row.task)


def _point_name(column: FilledColumn, point: Point) -> str:
    place = f"{column.column.heading} {point.number}"
    if point.note.exempt:
        return f"{place} ({EXEMPT})"
    return f"{place} «{shortened(point.note.text)}»"


def _tasks(meeting: Meeting) -> Iterator[Finding]:
    closing, number = meeting.kind.closing_stop, numbers(meeting)
    for task in meeting.tasks:
        stop = closing or meeting.kind.stop(task.stop)
        name = (
            f"Oppgave {number[task.uid]} ({EXEMPT})"
            if task.exempt
            else f"Oppgaven «{shortened(task.text)}»"
        )
        for remark in task_remarks(meeting, task):
            yield Finding(f"{name} {remark.sentence}", stop.key, task.uid)


def unfinished(begun: HalfWritten) -> Finding:
    """What stands half written, as something that is missing."""
    shown = f" ({EXEMPT})" if begun.exempt else f": «{shortened(begun.text)}»"
    return Finding(f"Halvskrevet {begun.what}{shown}", begun.stop, begun.row, begun)


def _is_present(meeting: Meeting, who: ParticipantRow, sitting: str) -> bool:
    row = meeting.attendance_at.get((sitting, who.uid))
    return row is None or row.presence is not Presence.ABSENT


def was_absent(meeting: Meeting, task: TaskRow, name: str) -> bool:
    """Whether nobody who goes by this name or role was there when the task was given."""
    known = [
        _is_present(meeting, who, task.sitting)
        for who in meeting.participants
        if name.casefold() in (who.name.casefold(), who.role.casefold())
    ]
    return bool(known) and not any(known)
