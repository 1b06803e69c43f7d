"""The tasks and the risks as plain rows, for those who count on with them in a spreadsheet.

A register says of each row what the minutes say, a column for each thing, with days as days and
figures as figures.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from exports.risk_figures import consequence_types, four_v
from exports.source import Source
from exports.wording import Wording
from store.meeting import Meeting
from store.sections import RiskEntry, all_risks
from store.task_rows import TaskRow
from store.withheld import HIDDEN, Withheld

Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class Register:
    """Rows under headings.

    Attributes:
        name: «Oppgaver».
        columns: The headings.
        rows: A value for each column; None where nothing is known.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


_MEETING = ("Møte", "Møtedato", "Enhet")
_TASK_COLUMNS = (
    *("Nr.", "Oppgave", "Ansvarlig", "Medvirkende", "Frist", "Frist som sagt", "Status"),
    *("Merknad", "Gjelder", HIDDEN),
    *_MEETING,
)
_RISK_COLUMNS = (
    *("Nr.", "Risiko", "4V", "Årsaker", "Konsekvens for", "Lovkrav", "Prosedyre"),
    *("Er gjort", "Må gjøres"),
    *("Sannsynlighet", "Konsekvens", "Risiko, tall", "Nivå"),
    *("Sannsynlighet etter", "Konsekvens etter", "Restrisiko, tall", "Nivå etter"),
    *("Er det nok?", "Godtatt av", "Merknad", "Neste vurdering", HIDDEN),
    *_MEETING,
)


def tasks(source: Source) -> Register:
    """The meeting's tasks, by their number."""
    wording = Wording.of(source)
    rows = tuple(_task(wording, task) for task in wording.meeting.tasks)
    return Register("Oppgaver", _TASK_COLUMNS, rows or _all_withheld(source, _TASK_COLUMNS))


def risks(source: Source) -> Register:
    """The meeting's risks, by their number; none for a kind that assesses none."""
    wording = Wording.of(source)
    rows = tuple(_risk(wording, entry) for entry in all_risks(wording.meeting))
    return Register("Risikoer", _RISK_COLUMNS, rows or _all_withheld(source, _RISK_COLUMNS))


def _of_meeting(meeting: Meeting) -> tuple[Value, ...]:
    return meeting.head.title, meeting.first_day, meeting.head.unit


def _task(wording: Wording, task: TaskRow) -> tuple[Value, ...]:
    meeting, number = wording.meeting, wording.number(task)
    if isinstance(task.text, Withheld):
        return _withheld(number, task.text, _TASK_COLUMNS, meeting)
    state, names = meeting.state_of(task), meeting.names_of.get(task.uid, ())
    return (
        number,
        task.text,
        *(names[:1] or (None,)),
        ", ".join(names[1:]) or None,
        wording.day(task),
        state.deadline or None,
        str(state.status),
        state.remark or None,
        wording.place(task.about) or None,
        wording.exemption(task.exempt) if task.exempt else None,
        *_of_meeting(meeting),
    )


def _risk(wording: Wording, entry: RiskEntry) -> tuple[Value, ...]:
    meeting, risk = wording.meeting, entry.risk
    if isinstance(risk.text, Withheld):
        return _withheld(entry.number, risk.text, _RISK_COLUMNS, meeting)
    return (
        entry.number,
        risk.text,
        four_v(risk) or None,
        _lines(row.text for row in entry.causes),
        consequence_types(risk) or None,
        risk.legal_requirement or None,
        risk.procedure or None,
        _lines(row.text for row in entry.controls),
        _lines(row.text for row in entry.tasks),
        risk.likelihood,
        risk.consequence,
        *_level(entry, entry.score),
        risk.residual_likelihood,
        risk.residual_consequence,
        *_level(entry, entry.residual_score),
        str(risk.enough) or None,
        risk.accepted_by or None,
        risk.remark or None,
        risk.next_assessment or meeting.head.next_assessment,
        wording.exemption(risk.exempt) if risk.exempt else None,
        *_of_meeting(meeting),
    )


def _level(entry: RiskEntry, product: int | None) -> tuple[int | None, str | None]:
    return (None, None) if product is None else (product, entry.scale.level(product).word)


def _lines(texts: Iterator[str]) -> str | None:
    return "\n".join(texts) or None


def _all_withheld(source: Source, columns: tuple[str, ...]) -> tuple[tuple[Value, ...], ...]:
    """One row that says so, where the whole meeting is exempt and this is for the public."""
    title = source.meeting.head.title
    if not isinstance(title, Withheld):
        return ()
    return (_withheld(None, title, columns, source.meeting),)


def _withheld(
    number: int | None, said: Withheld, columns: tuple[str, ...], meeting: Meeting
) -> tuple[Value, ...]:
    """The number, that it is exempt, and which meeting it was."""
    nothing = [None] * (len(columns) - 2 - len(_MEETING))
    return (number, str(said), *nothing, *_of_meeting(meeting))
