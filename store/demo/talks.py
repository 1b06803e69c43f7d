"""What is said in the demo's talks: what became of last time's tasks, figures, and the themes."""

from typing import Protocol

from store import agreed_edits, figure_edits, follow_up_edits, point_edits
from store.agreed_edits import Where
from store.deadline import Deadline
from store.definitions import FiguresDefinition
from store.demo.content import (
    ToldDeviation,
    ToldReportedPoint,
    ToldSinceLast,
    ToldTalk,
    ToldTask,
    ToldTheme,
)
from store.edits import Edit
from store.figure_edits import Side
from store.meeting import Meeting
from store.sections import carried_tasks, figures

_THEMES = "temaer"


class Stage(Protocol):
    """Where a talk is played."""

    @property
    def meeting(self) -> Meeting:
        """As it stands."""

    def act(self, label: str, edit: Edit | None) -> None:
        """Do one thing."""

    def deviate(self, about: str, told: ToldDeviation) -> None:
        """Note an avvik."""

    def task(self, where: Where, told: ToldTask) -> None:
        """Agree on a task."""

    def settled(self, typed: str) -> Deadline:
        """A frist as it was said."""


def play(stage: Stage, told: ToldTalk) -> None:
    """Everything of a talk, stop by stop."""
    for said in told.since_last:
        _say(stage, said)
    for figure, (value, last_year) in told.figures.items():
        _write(stage, figure, "value", value)
        _write(stage, figure, "last_year", last_year)
    for key, theme in told.themes.items():
        _theme(stage, key, theme)


def _say(stage: Stage, told: ToldSinceLast) -> None:
    meeting = stage.meeting
    task = next(each for each in carried_tasks(meeting) if each.row.text.startswith(told.task))
    edit = follow_up_edits.say(
        meeting,
        task,
        meeting.sitting.date,
        status=told.status,
        remark=told.remark or None,
        deadline=stage.settled(told.deadline) if told.deadline else None,
    )
    stage.act("Status på oppgave", edit)


def _write(stage: Stage, figure: str, side: Side, text: str) -> None:
    meeting = stage.meeting
    for definition in meeting.kind.sections:
        if isinstance(definition, FiguresDefinition):
            for filled in figures(meeting, definition).figures:
                if filled.figure.key == figure:
                    edit = figure_edits.write(meeting, definition, filled, side, text)
                    stage.act("Nøkkeltall", edit)


def _theme(stage: Stage, key: str, told: ToldTheme) -> None:
    if told.status:
        edit = point_edits.set_status(stage.meeting, _THEMES, key, told.status)
        stage.act("Status på tema", edit)
    for point in told.points:
        _point(stage, key, point)
    for text in told.decisions:
        edit = agreed_edits.add_decision(stage.meeting, Where(key), text)
        stage.act("Ny beslutning", edit)
    for task in told.tasks:
        stage.task(Where(key), task)


def _point(stage: Stage, key: str, told: ToldReportedPoint) -> None:
    stage.act("Nytt punkt", point_edits.add(stage.meeting, _THEMES, key, told.text))
    note = [row for row in stage.meeting.notes if row.column == key][-1]
    if told.deviation:
        stage.deviate(note.uid, told.deviation)
    for task in told.tasks:
        stage.task(Where(key, note.uid), task)
    if told.reported:
        stage.act("Til rapporten", point_edits.toggle_reported(note))
