"""Files that hold a marker in every text that is exempt, for tests on every floor."""

from collections.abc import Iterator

from msgspec.structs import replace

from store.database import Archive
from store.definitions import ItemsDefinition, PointsDefinition, RisksDefinition
from store.edits import Change
from store.item_rows import ItemRow, PositionRow, RemarkRow, StatementRow
from store.journal import action
from store.meeting import Meeting
from store.meetings import load
from store.row import Row
from store.rows import CauseRow, ControlRow, DecisionRow, DeviationRow, NoteRow, RiskRow
from store.task_rows import CarriedRow, FollowUpRow, ResponsibleRow, TaskRow
from store.vocabulary import ItemText, Outcome, Stance, Status, TaskStatus
from tests.series_of_talks import AUTUMN, SPRING, TODAY, Talks

MARKER = "HEMMELIGHET"
KINDS = ("internkontroll", "evaluering", "ros", "samarbeid")
UNIT = "Skole"
OPEN_TEXT = "Åpen for alle"


def fill(archive: Archive) -> None:
    """Series of every kind: one exempt as a whole, one with exempt rows, and one that follows."""
    talks = Talks(archive)
    for kind_id in KINDS:
        whole = talks.begin(SPRING, kind_id=kind_id, title=MARKER, place=MARKER, unit=UNIT)
        _write(archive, whole, _rows(whole, exempt=""))
        head = load(archive, whole.uid).head
        said = {"reason": MARKER, "chair": MARKER, "status": Status.CLOSED, "exempt": "basis-3"}
        _act(archive, whole, Change(head, replace(head, **said)))
        partly = talks.begin(AUTUMN, kind_id=kind_id, title=f"Samtale {kind_id}", unit=UNIT)
        _write(archive, partly, _rows(partly, exempt="basis-1"))
        talks.begin(TODAY, kind_id=kind_id, title=f"Neste {kind_id}", unit=UNIT)


def _act(archive: Archive, meeting: Meeting, edit: Change) -> None:
    with action(archive, meeting.uid, "Prøve") as writer:
        edit.apply(writer)


def _write(archive: Archive, meeting: Meeting, rows: Iterator[Row]) -> None:
    with action(archive, meeting.uid, "Prøve") as writer:
        for row in rows:
            writer.add_last(row)


def _rows(meeting: Meeting, *, exempt: str) -> Iterator[Row]:
    """Topics of each section, each with all that can hang on it; what hangs inherits."""
    tops = list(_topics(meeting, exempt))
    for number, (top, *below) in enumerate(tops):
        yield from (top, *below)
        yield from _agreed(meeting, f"{number}", about=top.uid, exempt="")
    yield from _agreed(meeting, "løs", about="", exempt=exempt)
    here = {"meeting": meeting.uid, "exempt": exempt, "text": MARKER}
    yield CarriedRow(
        **here,
        task=f"{meeting.uid}-fjern",
        from_meeting="fjern",
        from_title=MARKER,
        from_date=SPRING,
        responsible=MARKER,
        deadline=MARKER,
        deadline_kind="løpende",
        remark=MARKER,
    )
    yield FollowUpRow(
        task=f"{meeting.uid}-fjern",
        meeting=meeting.uid,
        said_on=meeting.first_day,
        status=TaskStatus.UNDER_WAY,
        remark=MARKER,
    )


def _topics(meeting: Meeting, exempt: str) -> Iterator[tuple[Row, ...]]:
    secret = {"meeting": meeting.uid, "exempt": exempt, "text": MARKER}
    below = {"meeting": meeting.uid, "text": MARKER}
    for section in meeting.kind.sections:
        uid = f"{meeting.uid}-{section.key}"
        if isinstance(section, RisksDefinition):
            yield (
                RiskRow(
                    **secret,
                    uid=uid,
                    section=section.key,
                    dissent=MARKER,
                    remark=MARKER,
                    accepted_by=MARKER,
                    legal_requirement=MARKER,
                    procedure=MARKER,
                    likelihood=5,
                    consequence=5,
                    residual_likelihood=5,
                    residual_consequence=5,
                ),
                CauseRow(**below, risk=uid),
                ControlRow(**below, risk=uid),
                DeviationRow(**below, uid=f"{uid}-a", about=uid, number=MARKER),
                *_agreed(meeting, f"{uid}-a", about=f"{uid}-a", exempt=""),
            )
        elif isinstance(section, PointsDefinition):
            for column in section.columns:
                note = f"{uid}-{column.key}"
                yield (
                    NoteRow(
                        **secret, uid=note, section=section.key, column=column.key, reported=True
                    ),
                    DeviationRow(**below, about=note, number=MARKER),
                )
        elif isinstance(section, ItemsDefinition):
            yield (
                ItemRow(**secret, uid=uid, section=section.key, outcome=Outcome.POSTPONED),
                *(
                    NoteRow(**below, section=section.key, column=str(column), about=uid)
                    for column in ItemText
                ),
                PositionRow(**below, item=uid, party="Delta", stance=Stance.DISAGREES),
                StatementRow(**below, item=uid, senders=MARKER, reply=MARKER),
                RemarkRow(**below, about=uid, sender=MARKER, received=TODAY),
            )


def _agreed(meeting: Meeting, name: str, *, about: str, exempt: str) -> Iterator[Row]:
    here = {"meeting": meeting.uid, "text": MARKER, "about": about, "exempt": exempt}
    where = {"sitting": meeting.sitting.uid, "stop": meeting.kind.stops[-1].key}
    task = f"{meeting.uid}-oppgave-{name}"
    yield DecisionRow(**here, **where)
    yield TaskRow(
        **here,
        **where,
        uid=task,
        responsible=MARKER,
        deadline=f"20.11.2026 {MARKER}",
        deadline_kind="dato",
        deadline_date=TODAY,
    )
    yield ResponsibleRow(meeting=meeting.uid, task=task, name=MARKER)
    yield FollowUpRow(
        task=task,
        meeting=meeting.uid,
        said_on=meeting.first_day,
        status=TaskStatus.UNDER_WAY,
        remark=MARKER,
    )
