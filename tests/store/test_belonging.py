"""An act in one meeting writes nothing in another, whichever way it tries."""

from collections.abc import Callable
from typing import NamedTuple

import msgspec
import pytest
from msgspec.structs import replace

from store import agreed_edits, lifecycle, undo
from store.agreed_edits import Where
from store.belonging import WrongMeeting
from store.database import Archive
from store.deadline import understand as understand_deadline
from store.edits import Add, Change, Edit, Remove
from store.journal import Writer, action
from store.meeting import Meeting
from store.responsible import understand as understand_responsible
from store.rows import LegalBasisRow, RiskRow
from store.task_rows import FollowUpRow
from store.vocabulary import TaskStatus
from tests.conftest import NOW
from tests.store.test_journal import act, risk

Load = Callable[[str], Meeting]
Plan = Callable[..., str]


class Two(NamedTuple):
    """Where an act is done, and a closed meeting with a risk that is none of its business."""

    here: str
    there: str


@pytest.fixture
def two(archive: Archive, plan_meeting: Plan, load: Load) -> Two:
    here, there = plan_meeting(title="Her"), plan_meeting(title="Der")
    act(archive, here, Add(risk(here)))
    act(archive, there, Add(risk(there)))
    task = agreed_edits.add_task(
        load(there),
        Where("tiltak"),
        "Ny rutine",
        understand_responsible("Enhetsleder"),
        understand_deadline("uke 50", NOW.date()),
    )
    act(archive, there, task)
    lifecycle.close(archive, load(there))
    return Two(here, there)


Write = Callable[[Writer, Meeting, Meeting], object]

WAYS: dict[str, Write] = {
    "add": lambda writer, here, there: writer.add(risk(there.uid)),
    "add last": lambda writer, here, there: writer.add_last(risk(there.uid), "meeting"),
    "insert": lambda writer, here, there: writer.insert(
        "risk", msgspec.to_builtins(replace(risk(there.uid), uid="ny", rev=1))
    ),
    "change": lambda writer, here, there: writer.change(
        there.risks[0], replace(there.risks[0], text="Endret")
    ),
    "change the head": lambda writer, here, there: writer.change(
        there.head, replace(there.head, title="Endret")
    ),
    "update": lambda writer, here, there: writer.update(
        "risk", there.risks[0].uid, there.risks[0].rev, {"text": "Endret"}
    ),
    "move a row away": lambda writer, here, there: writer.change(
        here.risks[0], replace(here.risks[0], meeting=there.uid)
    ),
    "move a row in": lambda writer, here, there: writer.change(
        there.risks[0], replace(there.risks[0], meeting=here.uid)
    ),
    "remove": lambda writer, here, there: writer.remove(there.risks[0]),
    "remove what says that it is ours": lambda writer, here, there: writer.remove(
        replace(there.risks[0], meeting=here.uid)
    ),
    "delete": lambda writer, here, there: writer.delete(
        "risk", there.risks[0].uid, there.risks[0].rev
    ),
    "replace": lambda writer, here, there: writer.replace(replace(there.risks[0], text="Endret")),
    "bury": lambda writer, here, there: writer.bury(there.uid, "risk", there.risks[0].uid, 9),
}


@pytest.mark.parametrize("write", WAYS.values(), ids=WAYS)
def test_a_row_of_another_meeting_is_not_written(
    archive: Archive, two: Two, load: Load, write: Write
) -> None:
    here, there = load(two.here), load(two.there)
    with pytest.raises(WrongMeeting), action(archive, two.here, "Prøve") as writer:
        write(writer, here, there)
    assert (load(two.here), load(two.there)) == (here, there)


@pytest.mark.parametrize(
    "write", [WAYS["add"], WAYS["change"], WAYS["remove"]], ids=["add", "change", "remove"]
)
def test_an_act_of_no_meeting_writes_in_none(
    archive: Archive, two: Two, load: Load, write: Write
) -> None:
    there = load(two.there)
    with pytest.raises(WrongMeeting), action(archive, None, "Prøve") as writer:
        write(writer, there, there)
    assert load(two.there) == there


def an_act(before: str, uid: str, row: RiskRow) -> Edit:
    return {
        "add": Add(risk(uid)),
        "change": Change(row, replace(row, text="Endret")),
        "remove": Remove((row,)),
    }[before]


@pytest.mark.parametrize("before", ["add", "change", "remove"])
def test_undo_takes_back_nothing_in_another_meeting(
    archive: Archive, two: Two, load: Load, before: str
) -> None:
    """A history that says that an act here was done there can only come from another program."""
    act(archive, two.here, an_act(before, two.here, load(two.here).risks[0]))
    archive.connection.execute(
        "UPDATE action SET meeting = ? WHERE id = (SELECT max(id) FROM action)", (two.there,)
    )
    lifecycle.reopen(archive, load(two.there), "Prøve")
    risks = load(two.here).risks
    with pytest.raises(WrongMeeting):
        undo.undo(archive, two.there)
    assert load(two.here).risks == risks


@pytest.mark.parametrize("before", ["add", "change", "remove"])
def test_redo_repeats_nothing_in_another_meeting(
    archive: Archive, two: Two, load: Load, before: str
) -> None:
    act(archive, two.here, an_act(before, two.here, load(two.here).risks[0]))
    undo.undo(archive, two.here)
    archive.connection.execute(
        "UPDATE action SET meeting = :there WHERE meeting = :here AND id >="
        " (SELECT max(id) FROM action WHERE kind = 'do')",
        two._asdict(),
    )
    lifecycle.reopen(archive, load(two.there), "Prøve")
    risks = load(two.here).risks
    with pytest.raises(WrongMeeting):
        undo.redo(archive, two.there)
    assert load(two.here).risks == risks


# What may be written from elsewhere


def said(meeting: str | None, task: str) -> FollowUpRow:
    return FollowUpRow(task=task, meeting=meeting, said_on=NOW.date(), status=TaskStatus.DONE)


def test_a_later_meeting_says_what_became_of_another_meetings_task(
    archive: Archive, two: Two, load: Load
) -> None:
    task = load(two.there).tasks[0]
    act(archive, two.here, Add(said(two.here, task.uid), ("task",)))
    assert load(two.there).state_of(task).status is TaskStatus.DONE
    undo.undo(archive, two.here)
    assert load(two.there).state_of(task).status is TaskStatus.NOT_STARTED
    undo.redo(archive, two.here)
    assert load(two.there).state_of(task).status is TaskStatus.DONE


@pytest.mark.parametrize("by_its_meeting", [True, False], ids=["by its meeting", "by no meeting"])
def test_the_task_register_says_what_became_of_a_closed_meetings_task(
    archive: Archive, two: Two, load: Load, by_its_meeting: bool
) -> None:
    task = load(two.there).tasks[0]
    meeting = two.there if by_its_meeting else None
    with action(archive, meeting, "Status på oppgave", while_locked=True) as writer:
        Add(said(None, task.uid), ("task",)).apply(writer)
    assert load(two.there).state_of(task).status is TaskStatus.DONE


def test_what_a_third_meeting_said_of_a_task_is_not_touched(
    archive: Archive, two: Two, load: Load, plan_meeting: Plan
) -> None:
    third = plan_meeting(title="Det tredje")
    act(archive, third, Add(said(third, load(two.there).tasks[0].uid), ("task",)))
    row = load(third).follow_ups[0]
    with pytest.raises(WrongMeeting):
        act(archive, two.here, Remove((row,)))
    assert load(third).follow_ups == (row,)


def test_a_follow_up_goes_with_its_tasks_meeting(archive: Archive, two: Two, load: Load) -> None:
    act(archive, two.here, Add(said(two.here, load(two.there).tasks[0].uid), ("task",)))
    there = load(two.there)
    with action(archive, two.there, "Prøve", while_locked=True) as writer:
        for row in (*there.follow_ups, *there.responsibles, *there.tasks):
            writer.remove(row)
    assert load(two.there).follow_ups == ()


def test_what_belongs_to_no_meeting_is_written_from_any(archive: Archive, two: Two) -> None:
    with action(archive, two.here, "Prøve") as writer:
        writer.add(LegalBasisRow(uid="vår-egen", name="offl. § 24"))
    found = archive.connection.execute("SELECT name FROM legal_basis WHERE uid = 'vår-egen'")
    assert found.fetchone()[0] == "offl. § 24"
