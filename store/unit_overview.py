"""What a unit has open from meetings of other kinds: tasks, and red residual risks.

Exempt texts come with their legal basis; whoever shows them hides them.
"""

from dataclasses import dataclass
from datetime import date

import msgspec

from store import kind as kinds
from store.database import Archive
from store.definitions import RisksDefinition
from store.exempt_tasks import basis_of, basis_of_what_was_said
from store.meeting import TaskState
from store.rows import MeetingRow
from store.vocabulary import Status, TaskStatus

MOST_SHOWN = 200
"""How many tasks, and how many risks, are told of."""


class OpenTask(msgspec.Struct, frozen=True, kw_only=True):
    """A task that somebody still has to do.

    Attributes:
        responsible: The names, the responsible first, with commas.
        kind: What its kind of meeting is called for short.
        day: When that meeting was held.
        exempt: uid of the legal basis of the task or its meeting, or "".
    """

    text: str
    responsible: str
    status: TaskStatus
    remark: str
    deadline: str
    deadline_kind: str
    deadline_date: date | None
    kind: str
    day: date
    exempt: str

    @property
    def state(self) -> TaskState:
        """What became of it."""
        return TaskState(
            self.status, self.remark, self.deadline, self.deadline_kind, self.deadline_date
        )


@dataclass(frozen=True, slots=True)
class RedRisk:
    """A risk that stayed on the highest level of the scale that it was judged with.

    Attributes:
        score: Its residual sannsynlighet × konsekvens.
        level: The level's word.
        day: When it was judged.
        exempt: uid of the legal basis of the risk or its meeting, or "".
    """

    text: str
    score: int
    level: str
    kind: str
    day: date
    exempt: str


@dataclass(frozen=True, slots=True)
class UnitOverview:
    """Tasks by frist, and risks with the newest first."""

    tasks: tuple[OpenTask, ...]
    risks: tuple[RedRisk, ...]


def overview(archive: Archive, head: MeetingRow) -> UnitOverview:
    """What the unit of a meeting has open from all other kinds of meeting.

    Args:
        archive: The open file.
        head: The meeting's head; one without a unit has nothing.
    """
    if not head.unit:
        return UnitOverview((), ())
    return UnitOverview(_tasks(archive, head), _risks(archive, head))


def _tasks(archive: Archive, head: MeetingRow) -> tuple[OpenTask, ...]:
    found = archive.connection.execute(
        "SELECT text, coalesce((SELECT group_concat(name, ', ') FROM (SELECT name FROM responsible"
        "  WHERE task = task.uid ORDER BY position)), '') AS responsible,"
        " state.status,"
        f" iif({basis_of_what_was_said('state.task')} = '', remark, '') AS remark,"
        f" iif({basis_of_what_was_said('state.task')} = '', state.deadline, '') AS deadline,"
        " state.deadline_kind, state.deadline_date,"
        " json_extract(definition, '$.short') AS kind, sitting.date AS day,"
        f" {basis_of('state.task')} AS exempt"
        " FROM task_state AS state JOIN task ON task.uid = state.task"
        " JOIN meeting AS origin ON origin.uid = state.meeting"
        " JOIN sitting ON sitting.meeting = origin.uid AND sitting.position = 1"
        " WHERE state.unit = :unit AND is_open AND state.kind <> :kind"
        " ORDER BY state.sort, state.task LIMIT :most",
        {"unit": head.unit, "kind": head.kind, "most": MOST_SHOWN},
    ).fetchall()
    return tuple(msgspec.convert(dict(record), OpenTask, strict=False) for record in found)


class _Judged(msgspec.Struct, frozen=True):
    definition: str
    section: str
    text: str
    score: int
    day: date
    exempt: str


def _risks(archive: Archive, head: MeetingRow) -> tuple[RedRisk, ...]:
    """Only the newest walk of a theme counts: a risk that was judged anew is as it was then."""
    found = archive.connection.execute(
        "SELECT definition, section, text, residual_likelihood * residual_consequence AS score,"
        " sitting.date AS day, iif(risk.exempt = '', meeting.exempt, risk.exempt) AS exempt"
        " FROM risk JOIN meeting ON meeting.uid = risk.meeting"
        " JOIN sitting ON sitting.meeting = meeting.uid AND sitting.position = 1"
        " WHERE unit = :unit AND kind <> :kind AND score IS NOT NULL AND NOT EXISTS ("
        "  SELECT 1 FROM meeting AS later JOIN sitting AS held"
        "  ON held.meeting = later.uid AND held.position = 1"
        "  WHERE later.unit = meeting.unit AND later.kind = meeting.kind"
        "  AND later.title = meeting.title AND later.status <> :planned"
        "  AND held.date > sitting.date)"
        " ORDER BY sitting.date DESC, score DESC, risk.id",
        {"unit": head.unit, "kind": head.kind, "planned": Status.PLANNED},
    ).fetchall()
    judged = (msgspec.convert(dict(record), _Judged) for record in found)
    return tuple(red for each in judged if (red := _if_red(each)))[:MOST_SHOWN]


def _if_red(judged: _Judged) -> RedRisk | None:
    kind = kinds.decode(judged.definition)
    definition = kind.section(judged.section)
    if not isinstance(definition, RisksDefinition):
        return None
    scale = definition.scale
    if not scale.is_highest(judged.score):
        return None
    word = scale.level(judged.score).word
    return RedRisk(judged.text, judged.score, word, kind.short, judged.day, judged.exempt)
