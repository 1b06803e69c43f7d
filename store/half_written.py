"""What stands half written in a meeting, what it is called, and where one goes on with it.

A draft knows only its place (`store.draft_places`); the meeting tells what that place means.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from store.agreed_edits import Where
from store.definitions import PointsDefinition, RisksDefinition
from store.draft_places import (
    CORRECTION,
    DECISION,
    DEVIATION,
    EXEMPTING,
    HANGING,
    HEAD,
    NEW,
    NEW_PARTICIPANT,
    NEXT_MEETING_DAY,
    NEXT_MEETING_NOTE,
    PARTICIPANT,
    SITTING,
    TASK,
    TASK_FIELDS,
    opening_of_line,
)
from store.meeting import Meeting
from store.rows import DecisionRow, NoteRow, RiskRow
from store.sections import risks
from store.task_rows import TaskRow


@dataclass(frozen=True, slots=True)
class HalfWritten:
    """A text that somebody began on and did not finish.

    Attributes:
        what: What it would become, with its number where it has one: «årsak til risiko 3».
        text: As typed.
        place: Its box; a task's without the field.
        stop: Key of the stop where one goes on with it; "" for the meeting's details.
        row: uid of the row to stand on there, or "".
        exempt: Whether it belongs to something that is exempt from public access.
        opening: The place and the text to keep so that its line is open when the stop is shown,
            for the lines that are opened so.
        where: What a new decision or task hangs on.
    """

    what: str
    text: str
    place: str
    stop: str
    row: str = ""
    exempt: bool = False
    opening: tuple[str, str] | None = None
    where: Where | None = None


def half_written(meeting: Meeting, drafts: Mapping[str, str]) -> tuple[HalfWritten, ...]:
    """Everything that stands half written; not what hangs on a row that was deleted.

    Args:
        meeting: As it stands.
        drafts: Text by place. While what is written is exempt, all of it is.
    """
    is_exempt = bool(drafts.get(EXEMPTING))
    found: dict[str, HalfWritten] = {}
    for place, text in sorted(drafts.items(), key=_fields_in_order):
        if each := _read(meeting, place, text):
            found.setdefault(each.place, replace(each, exempt=each.exempt or is_exempt))
    return tuple(found.values())


def _fields_in_order(draft: tuple[str, str]) -> tuple[str, int]:
    line, _, field = draft[0].rpartition("/")
    return (line, TASK_FIELDS.index(field)) if field in TASK_FIELDS else (draft[0], 0)


def _read(meeting: Meeting, place: str, text: str) -> HalfWritten | None:
    first, *rest = place.split("/")
    if first in (DECISION, TASK):
        return _agreed(meeting, place, text)
    if first == DEVIATION:
        return _deviation(meeting, place, text)
    if what := _NEXT_MEETING.get(place):
        return HalfWritten(what, text, place, _closing_stop(meeting))
    if what := _DETAILS.get(NEW_PARTICIPANT if place == NEW_PARTICIPANT else first):
        is_gone = first == PARTICIPANT and all(row.uid not in rest for row in meeting.participants)
        return None if is_gone else HalfWritten(what, text, place, "")
    return _in_section(meeting, first, rest, text) if rest else None


def _in_section(meeting: Meeting, key: str, rest: list[str], text: str) -> HalfWritten | None:
    """A text in one of the kind's own sections, whose key begins its place."""
    for definition in meeting.kind.sections:
        if definition.key == key and isinstance(definition, RisksDefinition):
            return _at_wheel(meeting, definition, rest, text)
        if definition.key == key and isinstance(definition, PointsDefinition):
            return _point(meeting, definition, rest, text)
    return None


_NEXT_MEETING: Final = {
    NEXT_MEETING_DAY: "dato for neste møte",
    NEXT_MEETING_NOTE: "merknad til neste møte",
}
_DETAILS: Final = {
    HEAD: "møteopplysning",
    NEW_PARTICIPANT: "deltaker",
    PARTICIPANT: "opplysning om deltaker",
    SITTING: "dato og tid",
}


def _closing_stop(meeting: Meeting) -> str:
    return (meeting.kind.closing_stop or meeting.kind.stops[-1]).key


def _agreed(meeting: Meeting, place: str, text: str) -> HalfWritten:
    """A decision or a task: one that is corrected, or a new one and what it hangs on."""
    line, _, field = place.rpartition("/")
    line = line if field in TASK_FIELDS else place
    first, *rest = line.split("/")
    uid, word = rest[-1] if rest else NEW, "oppgave" if first == TASK else "beslutning"
    closing = _closing_stop(meeting)
    agreed: tuple[DecisionRow | TaskRow, ...] = (*meeting.decisions, *meeting.tasks)
    for row in agreed:
        if row.uid == uid:
            what = f"rettelse av {word}"
            return HalfWritten(what, text, line, closing, uid, bool(row.exempt))
    stops = [stop.key for stop in meeting.kind.stops]
    stop = uid if uid in stops else _stop_of_row(meeting, uid) or closing
    about = "" if uid in (NEW, *stops) else uid
    # What hangs on a row that is gone may hang on one that was exempt.
    exempt = _exempt_of(meeting).get(about, bool(about))
    return HalfWritten(word, text, line, stop, about, exempt, where=Where(stop, about))


def _exempt_of(meeting: Meeting) -> Mapping[str, bool]:
    """Whether each risk and point is exempt, by uid."""
    rows: tuple[RiskRow | NoteRow, ...] = (*meeting.risks, *meeting.notes)
    return {row.uid: bool(row.exempt) for row in rows}


def _stop_of_row(meeting: Meeting, uid: str) -> str:
    """Where a risk or a point is shown; "" where there is none."""
    for row in meeting.risks:
        if row.uid == uid:
            return meeting.kind.stop_showing(row.section, "identify").key
    for note in meeting.notes:
        if note.uid == uid:
            return meeting.kind.stop_showing(note.section, note.column).key
    return ""


def _deviation(meeting: Meeting, place: str, text: str) -> HalfWritten | None:
    uid = place.split("/")[1]
    row = next((each for each in meeting.deviations if each.uid == uid), None)
    if row is None:
        return None
    what = f"nummer på {row.kind}"
    return HalfWritten(what, text, place, _closing_stop(meeting), uid, bool(row.exempt))


def _point(
    meeting: Meeting, definition: PointsDefinition, rest: list[str], text: str
) -> HalfWritten | None:
    """A new point, or a correction of one."""
    place = "/".join((definition.key, *rest))
    if rest[0] == CORRECTION and len(rest) > 1:
        note = next((row for row in meeting.notes if row.uid == rest[1]), None)
        stop = _stop_of_row(meeting, rest[1])
        if note is None:
            return None
        return HalfWritten("rettelse av punkt", text, place, stop, note.uid, bool(note.exempt))
    column = next((each for each in definition.columns if each.key == rest[0]), None)
    if column is None:
        return None
    stop = meeting.kind.stop_showing(definition.key, column.key).key
    return HalfWritten(f"punkt under «{column.heading}»", text, place, stop)


# The wheel's lines


_AT_WHEEL: Final = {
    NEW: ("identify", "risiko"),
    "årsak": ("identify", "årsak til risiko {}"),
    CORRECTION: ("identify", "rettelse av risiko {}"),
    HANGING: ("identify", "rettelse på risiko {}"),
    DEVIATION: ("identify", "avvik på risiko {}"),
    "hendelse": ("identify", "hendelse på risiko {}"),
    "del": ("identify", "risiko delt ut fra risiko {}"),
    "sammen": ("identify", "sammenslåing av risiko {}"),
    "lovkrav": ("controls", "lovkrav for risiko {}"),
    "prosedyre": ("controls", "prosedyre for risiko {}"),
    "kontroll": ("controls", "kontroll på risiko {}"),
    "dissens": ("assess", "dissens på risiko {}"),
    "innspill sannsynlighet": ("assess", "innspill til risiko {}"),
    "innspill konsekvens": ("assess", "innspill til risiko {}"),
    "innspill sannsynlighet etter": ("residual", "innspill til risiko {}"),
    "innspill konsekvens etter": ("residual", "innspill til risiko {}"),
    "merknad": ("residual", "merknad til risiko {}"),
    "godtatt": ("residual", "svar på hvem som godtar risiko {}"),
    "godta": ("residual", "svar på hvem som godtar de laveste risikoene"),
    "neste vurdering": ("residual", "dato for neste vurdering"),
    "unntak": ("residual", "dato for neste vurdering av risiko {}"),
}
"""The view that a line belongs to, and what it makes, by the part of its place that names it."""


def _at_wheel(
    meeting: Meeting, definition: RisksDefinition, rest: list[str], text: str
) -> HalfWritten | None:
    """A line at one of the wheel's stops, about one risk or about none."""
    view, what = _AT_WHEEL.get(rest[0], ("", ""))
    if not view:
        return None
    entry, line = None, "/".join(rest)
    if "{}" in what:
        entries = risks(meeting, definition).entries
        entry = next((each for each in entries if each.risk.uid == rest[-1]), None)
        if entry is None:
            return None
        line = "/".join(rest[:-1])
    uid = entry.risk.uid if entry else ""
    stop = meeting.kind.stop_showing(definition.key, view).key
    return HalfWritten(
        what.format(entry.number if entry else ""),
        text,
        "/".join((definition.key, *rest)),
        stop,
        uid,
        bool(entry and entry.risk.exempt),
        opening_of_line(definition.key, stop, line, uid),
    )
