"""What stands half written in a meeting, what it is called, and where one goes on with it.

A draft knows only its place (`store.draft_places`); the meeting tells what that place means.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from store.agreed_edits import Where
from store.definitions import (
    FiguresDefinition,
    ItemsDefinition,
    PointsDefinition,
    RisksDefinition,
)
from store.draft_places import (
    APPROVAL,
    CORRECTION,
    DECIDED,
    DECISION,
    DELIVERED,
    DEVIATION,
    DUE,
    EXEMPTING,
    FOLLOW_UP,
    HANGING,
    HEAD,
    NEW,
    NEW_PARTICIPANT,
    NEXT_MEETING_DAY,
    NEXT_MEETING_NOTE,
    NUMBER,
    PARTICIPANT,
    POSITION,
    REMARK,
    REMARK_SENDER,
    REMARK_TEXT,
    REOPENING,
    REPLY,
    SAID_DEADLINE,
    SAID_REMARK,
    SENDER,
    SENDERS,
    SITTING,
    STATEMENT,
    TASK,
    TASK_FIELDS,
    opening_of_line,
)
from store.exemption import exemptions
from store.journal import LOCKED
from store.meeting import Meeting
from store.rows import DecisionRow
from store.sections import ItemEntry, carried_tasks, figures, items, risks
from store.task_rows import TaskRow
from store.vocabulary import ItemText, Status

_WHILE_OPEN: Final = tuple(status for status in Status if status not in LOCKED)
_UNTIL_APPROVAL: Final = (*_WHILE_OPEN, Status.CLOSED, Status.SENT)


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
        when: The statuses of the meeting in which one can go on with it.
    """

    what: str
    text: str
    place: str
    stop: str
    row: str = ""
    exempt: bool = False
    opening: tuple[str, str] | None = None
    where: Where | None = None
    when: tuple[Status, ...] = _WHILE_OPEN


def half_written(meeting: Meeting, drafts: Mapping[str, str]) -> tuple[HalfWritten, ...]:
    """What stands half written and can be gone on with now.

    What hangs on a row that was deleted waits for undo, and what belongs to another step of the
    meeting's life waits for that.

    Args:
        meeting: As it stands.
        drafts: Text by place. While what is written is exempt, all of it is.
    """
    found: dict[str, HalfWritten] = {}
    hides_all = bool(drafts.get(EXEMPTING))
    for place, text in sorted(drafts.items(), key=_fields_in_order):
        each = _read(meeting, place, text)
        if each and meeting.head.status in each.when:
            found.setdefault(each.place, replace(each, exempt=each.exempt or hides_all))
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
    if first == FOLLOW_UP:
        return _carried(meeting, place, text)
    if step := _STEPS.get(place):
        return HalfWritten(step[0], text, place, "", when=step[1])
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
        if definition.key == key and isinstance(definition, FiguresDefinition):
            return _figure(meeting, definition, rest, text)
        if definition.key == key and isinstance(definition, ItemsDefinition):
            return _at_agenda(meeting, definition, rest, text)
    return None


_NEXT_MEETING: Final = {
    NEXT_MEETING_DAY: "dato for neste møte",
    NEXT_MEETING_NOTE: "merknad til neste møte",
}
_STEPS: Final = {
    APPROVAL: ("svar på hvem som har godkjent", (Status.CLOSED, Status.SENT)),
    REMARK_SENDER: ("avsender av merknad", LOCKED),
    REMARK_TEXT: ("merknad til referatet", LOCKED),
    REOPENING: ("begrunnelse for gjenåpning", LOCKED),
}
"""What a step in the meeting's life asks for, and when it can be taken."""
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
            what, exempt = f"rettelse av {word}", uid in exemptions(meeting)
            return HalfWritten(what, text, line, closing, uid, exempt)
    stops = [stop.key for stop in meeting.kind.stops]
    stop = uid if uid in stops else _stop_of_row(meeting, uid) or closing
    about = "" if uid in (NEW, *stops) else uid
    # What hangs on a row that is gone may hang on one that was exempt.
    exempt = bool(about) and (about in exemptions(meeting) or not _stop_of_row(meeting, about))
    return HalfWritten(word, text, line, stop, about, exempt, where=Where(stop, about))


def _stop_of_row(meeting: Meeting, uid: str) -> str:
    """Where a risk, a point or a sak is shown; "" where there is none."""
    for row in meeting.risks:
        if row.uid == uid:
            return meeting.kind.stop_showing(row.section, "identify").key
    for note in meeting.notes:
        if note.uid == uid:
            return meeting.kind.stop_showing(note.section, note.column).key
    for item in meeting.items:
        if item.uid == uid:
            return meeting.kind.stop_showing(item.section, "items").key
    return ""


def _deviation(meeting: Meeting, place: str, text: str) -> HalfWritten | None:
    uid = place.split("/")[1]
    row = next((each for each in meeting.deviations if each.uid == uid), None)
    if row is None:
        return None
    what, exempt = f"nummer på {row.kind}", uid in exemptions(meeting)
    stop = _closing_stop(meeting)
    return HalfWritten(what, text, place, stop, uid, exempt, when=_UNTIL_APPROVAL)


_SAID: Final = {
    SAID_REMARK: "merknad til oppgave {} fra før",
    SAID_DEADLINE: "ny frist på oppgave {} fra før",
}


def _carried(meeting: Meeting, place: str, text: str) -> HalfWritten | None:
    """What is said of a task from an earlier meeting."""
    _, uid, said = place.split("/")
    uids = [task.row.task for task in carried_tasks(meeting)]
    stop = meeting.kind.carried_stop
    if uid not in uids or stop is None:
        return None
    what, exempt = _SAID[said].format(uids.index(uid) + 1), uid in exemptions(meeting)
    return HalfWritten(what, text, place, stop.key, uid, exempt, when=_UNTIL_APPROVAL)


def _figure(
    meeting: Meeting, definition: FiguresDefinition, rest: list[str], text: str
) -> HalfWritten | None:
    """A figure, this year's or last year's."""
    key, side = rest
    filled = figures(meeting, definition).figures
    label = next((each.figure.label for each in filled if each.figure.key == key), "")
    if not label:
        return None
    what = f"tall for «{label}»{' i fjor' if side == 'last_year' else ''}"
    stop = meeting.kind.stop_showing(definition.key, "figures").key
    return HalfWritten(what, text, "/".join((definition.key, *rest)), stop)


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
        exempt = note.uid in exemptions(meeting)
        return HalfWritten("rettelse av punkt", text, place, stop, note.uid, exempt)
    column = next((each for each in definition.columns if each.key == rest[0]), None)
    if column is None:
        return None
    stop = meeting.kind.stop_showing(definition.key, column.key).key
    return HalfWritten(f"punkt under «{column.heading}»", text, place, stop)


# The saker


_OF_SAK: Final = {
    ItemText.BACKGROUND: "bakgrunn til sak {}",
    ItemText.BASIS: "grunnlag for sak {}",
    ItemText.PROPOSAL: "forslag fra arbeidsgiver i sak {}",
    ItemText.CORRECTION: "rettelse i sak {}",
    ItemText.CONCLUSION: "konklusjon i sak {}",
    ItemText.EMPLOYERS_DECISION: "beslutning fra arbeidsgiver i sak {}",
    POSITION: "begrunnelse fra {} i sak {}",
    STATEMENT: "protokolltilførsel i sak {}",
    REPLY: "merknad fra arbeidsgiver til protokolltilførsel i sak {}",
    DUE: "frist for protokolltilførsel i sak {}",
    DELIVERED: "dato for protokolltilførsel i sak {}",
    SENDERS: "avsender av protokolltilførsel i sak {}",
    DECIDED: "dato for beslutning fra arbeidsgiver i sak {}",
    SENDER: "avsender av merknad til sak {}",
    REMARK: "merknad til sak {}",
}
"""What is written of a sak, by the part of its place that names it; last the sak's number."""

_AFTERWARDS: Final = {
    **dict.fromkeys((STATEMENT, REPLY, DUE, DELIVERED, DECIDED), _UNTIL_APPROVAL),
    ItemText.EMPLOYERS_DECISION: _UNTIL_APPROVAL,
    SENDER: LOCKED,
    REMARK: LOCKED,
}
"""When it can be written, where that is not only while the meeting is open."""


def _at_agenda(
    meeting: Meeting, definition: ItemsDefinition, rest: list[str], text: str
) -> HalfWritten | None:
    """A new sak, its title or its number; or something that is said in it."""
    place = "/".join((definition.key, *rest))
    agenda = meeting.kind.stop_showing(definition.key, "agenda")
    if rest == [agenda.view]:
        return HalfWritten("sak", text, place, agenda.key)
    is_title, is_number = rest[0] == CORRECTION, rest[1:] == [NUMBER]
    entries = items(meeting, definition).entries
    uid = rest[-1] if is_title else rest[0]
    entry = next((each for each in entries if each.item.uid == uid), None)
    if entry is None:
        return None
    if is_title or is_number:
        what = f"{'tittel' if is_title else 'nummer'} på sak {_number(entry)}"
        exempt = uid in exemptions(meeting)
        return HalfWritten(what, text, place, agenda.key, uid, exempt)
    return _in_sak(meeting, entry, rest[1:], text)


def _in_sak(meeting: Meeting, entry: ItemEntry, what: list[str], text: str) -> HalfWritten | None:
    """Something that is said in a sak; what it belongs to in the sak must still be there."""
    item, kind, which = entry.item, what[0], "/".join(what[1:])
    if kind not in _OF_SAK:
        return None
    rows = [note.uid for note in entry.notes.get(kind, ())]
    if kind == POSITION:
        rows = [row.uid for row in entry.positions if row.party == which]
    elif kind in (STATEMENT, REPLY, DUE, DELIVERED):
        rows = [row.uid for row in entry.statements if row.uid == which]
    if not rows and which and kind != REMARK:
        return None
    exempt = not exemptions(meeting).keys().isdisjoint((item.uid, *rows))
    named = (which, _number(entry)) if kind == POSITION else (_number(entry),)
    return HalfWritten(
        _OF_SAK[kind].format(*named),
        text,
        "/".join((item.section, item.uid, *what)),
        meeting.kind.stop_showing(item.section, "items").key,
        item.uid,
        exempt,
        when=_AFTERWARDS.get(kind, _WHILE_OPEN),
    )


def _number(entry: ItemEntry) -> str:
    return entry.label.rstrip(".")


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
        uid in exemptions(meeting),
        opening_of_line(definition.key, stop, line, uid),
    )
