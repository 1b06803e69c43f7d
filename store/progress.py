"""How far the room has come at each stop, for the line of stops over the meeting."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from store.check import is_placed
from store.definitions import (
    FiguresDefinition,
    FollowUpDefinition,
    ItemsDefinition,
    PointsDefinition,
    RisksDefinition,
    SinceLastDefinition,
    Stop,
)
from store.meeting import Meeting
from store.sections import (
    ItemEntry,
    RiskEntry,
    all_risks,
    carried_tasks,
    figures,
    items,
    points,
    risks,
)
from store.vocabulary import Enough


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a stop's rows are finished there.

    Attributes:
        done: Those that the stop has got its answer to.
        total: All of them.
    """

    done: int
    total: int


def progress(meeting: Meeting, stop: Stop) -> Progress:
    """Count what is finished at a stop.

    A risk is finished at stop 1 with a cause or any of the 4 V; at stop 2 with both figures; at
    stop 3 with a control, a tiltak or an avvik; at stop 4 with both figures again and an answer.
    A point is finished when it is written down, and in a column that becomes tasks when it has
    one. A figure is finished when it is written; a sak on the agenda when it has its number, and
    in the talk when it is concluded; a task from last time when something was said of it.

    At the closing stop of a meeting with risks a risk is finished when it was accepted or has a
    tiltak with ansvar and frist, and of other meetings a task with ansvar and frist.

    Args:
        meeting: As it stands.
        stop: One of its kind's stops.
    """
    definition = meeting.kind.section(stop.section)
    match definition:
        case RisksDefinition():
            entries = risks(meeting, definition).entries
            return _counted([_IS_DONE[stop.view](entry) for entry in entries])
        case PointsDefinition():
            column = points(meeting, definition).column(stop.view)
            wants_task = column.column.becomes_task
            return _counted([bool(point.tasks) or not wants_task for point in column.points])
        case FiguresDefinition():
            filled = figures(meeting, definition).figures
            return _counted([bool(figure.row and figure.row.value) for figure in filled])
        case ItemsDefinition():
            of_item = _ITEM_IS_DONE[stop.view]
            return _counted([of_item(entry) for entry in items(meeting, definition).entries])
        case SinceLastDefinition():
            return _counted([bool(task.said) for task in carried_tasks(meeting)])
        case FollowUpDefinition():
            return _of_follow_up(meeting)


def _of_follow_up(meeting: Meeting) -> Progress:
    entries = all_risks(meeting)
    if not entries:
        return _counted([is_placed(meeting, task) for task in meeting.tasks])
    return _counted(
        [
            entry.risk.enough is Enough.YES or any(is_placed(meeting, task) for task in entry.tasks)
            for entry in entries
        ]
    )


def _counted(finished: list[bool]) -> Progress:
    return Progress(sum(finished), len(finished))


def _is_identified(entry: RiskEntry) -> bool:
    return bool(entry.causes) or entry.marked


def _is_assessed(entry: RiskEntry) -> bool:
    return entry.score is not None


def _has_controls(entry: RiskEntry) -> bool:
    return bool(entry.controls or entry.tasks or entry.deviations)


def _is_answered(entry: RiskEntry) -> bool:
    return entry.residual_score is not None and entry.risk.enough is not Enough.UNANSWERED


def _is_numbered(entry: ItemEntry) -> bool:
    return entry.item.number is not None


def _is_concluded(entry: ItemEntry) -> bool:
    return entry.is_concluded


_ITEM_IS_DONE: Mapping[str, Callable[[ItemEntry], bool]] = {
    "agenda": _is_numbered,
    "items": _is_concluded,
}

_IS_DONE: Mapping[str, Callable[[RiskEntry], bool]] = {
    "identify": _is_identified,
    "assess": _is_assessed,
    "controls": _has_controls,
    "residual": _is_answered,
}
