import random
from collections.abc import Callable

import pytest

from store import agreed_edits, deadline, lifecycle, responsible, risk_edits, undo
from store.agreed_edits import Where
from store.database import Archive
from store.edits import Add, Edit, Remove
from store.journal import Conflict, Locked, action
from store.meeting import Meeting
from store.sections import all_risks
from store.vocabulary import TaskStatus
from tests.conftest import NOW, open_file
from tests.store.test_journal import act, risk

Load = Callable[[str], Meeting]
Plan = Callable[..., str]


def said(meeting: Meeting) -> object:
    """Everything that a person would see; not the versions, which count up."""
    return (
        [(row.uid, row.text, row.position, row.important) for row in meeting.risks],
        [(row.uid, row.text, row.risk) for row in meeting.causes],
        [(row.uid, row.text, row.about) for row in meeting.tasks],
        [(row.task, row.name) for row in meeting.responsibles],
    )


def test_undo_takes_back_the_newest_act_and_redo_repeats_it(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    act(archive, uid, Add(risk(uid, "Første")), "Ny risiko")
    act(archive, uid, Add(risk(uid, "Andre")), "Ny risiko")
    assert undo.undo(archive, uid).label == "Ny risiko"
    assert [row.text for row in load(uid).risks] == ["Første"]
    undo.redo(archive, uid)
    assert [row.text for row in load(uid).risks] == ["Første", "Andre"]


def test_undo_works_after_a_restart(archive: Archive, plan_meeting: Plan, load: Load) -> None:
    uid = plan_meeting()
    act(archive, uid, Add(risk(uid)))
    later = open_file(archive.path)
    undo.undo(later, uid)
    later.close()
    assert load(uid).risks == ()


def test_undo_keeps_to_its_own_meeting(archive: Archive, plan_meeting: Plan, load: Load) -> None:
    one, other = plan_meeting(title="Det ene"), plan_meeting(title="Det andre")
    act(archive, one, Add(risk(one)))
    act(archive, other, Add(risk(other)))
    undo.undo(archive, one)
    assert (len(load(one).risks), len(load(other).risks)) == (0, 1)


def test_making_a_meeting_can_not_be_undone(archive: Archive, plan_meeting: Plan) -> None:
    uid = plan_meeting()
    with pytest.raises(undo.NothingToUndo, match="ikke noe å angre"):
        undo.undo(archive, uid)


def test_a_new_act_ends_what_could_be_redone(archive: Archive, plan_meeting: Plan) -> None:
    uid = plan_meeting()
    act(archive, uid, Add(risk(uid, "Angret")))
    undo.undo(archive, uid)
    act(archive, uid, Add(risk(uid, "Ny vei")))
    with pytest.raises(undo.NothingToUndo):
        undo.redo(archive, uid)


def test_undo_of_a_delete_brings_back_the_row_and_all_that_hung_on_it(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    act(archive, uid, Add(risk(uid)))
    act(archive, uid, risk_edits.add_cause(load(uid).risks[0], "Sen epikrise"))
    before = said(load(uid))
    act(archive, uid, risk_edits.remove(load(uid), all_risks(load(uid))[0]), "Slettet")
    assert load(uid).risks == ()
    undo.undo(archive, uid)
    assert said(load(uid)) == before
    assert archive.connection.execute("SELECT count(*) FROM tombstone").fetchone()[0] == 0


def test_an_undone_delete_counts_past_its_tombstone(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    act(archive, uid, Add(risk(uid)))
    row = load(uid).risks[0]
    act(archive, uid, Remove((row,)))
    undo.undo(archive, uid)
    assert load(uid).risks[0].rev > row.rev + 1


def test_a_stale_window_can_not_write_after_an_undo(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    act(archive, uid, Add(risk(uid)))
    stale = load(uid).risks[0]
    act(archive, uid, risk_edits.mark(stale, "important"))
    undo.undo(archive, uid)
    with pytest.raises(Conflict):
        act(archive, uid, risk_edits.mark(stale, "common"))


def test_undo_is_refused_where_another_meeting_builds_on_the_row(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    one, later = plan_meeting(), plan_meeting(title="Det neste")
    frist = deadline.understand("uke 50", NOW.date())
    ansvar = responsible.understand("Enhetsleder")
    act(
        archive,
        one,
        agreed_edits.add_task(load(one), Where("tiltak"), "Ny rutine", ansvar, frist),
    )
    task = load(one).tasks[0]
    follow_up = agreed_edits.follow_up(load(later), task, TaskStatus.UNDER_WAY, said_on=NOW.date())
    act(archive, later, follow_up)
    with pytest.raises(undo.UndoRefused, match="et annet møte"):
        undo.undo(archive, one)
    assert load(one).tasks == (task,)
    assert len(load(one).follow_ups) == 1


def test_a_closed_meeting_is_not_undone(archive: Archive, plan_meeting: Plan, load: Load) -> None:
    uid = plan_meeting()
    act(archive, uid, Add(risk(uid)))
    lifecycle.close(archive, load(uid))
    with pytest.raises(Locked):
        undo.undo(archive, uid)


def any_edit(meeting: Meeting, chance: random.Random, number: int) -> Edit:
    entries = all_risks(meeting)
    if not entries or chance.random() < 0.4:
        return Add(risk(meeting.uid, f"Risiko {number}"))
    entry, other = chance.choice(entries), chance.choice(entries)
    edits = [
        risk_edits.mark(entry.risk, "important"),
        risk_edits.add_cause(entry.risk, f"Årsak {number}"),
        risk_edits.remove(meeting, entry),
        risk_edits.split(entries, entry.risk, f"Delt {number}"),
        risk_edits.move(entries, entry.risk, 1),
        risk_edits.merge(meeting, entry, other) if entry is not other else None,
    ]
    return chance.choice([edit for edit in edits if edit])


def test_a_long_random_walk_can_be_undone_to_the_start_and_redone_to_the_end(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    chance = random.Random(20261124)
    forth = [said(load(uid))]
    for number in range(120):
        act(archive, uid, any_edit(load(uid), chance, number))
        forth.append(said(load(uid)))
    back = [forth[-1]]
    for _ in range(120):
        undo.undo(archive, uid)
        back.append(said(load(uid)))
    assert back == forth[::-1]
    for _ in range(120):
        undo.redo(archive, uid)
    assert said(load(uid)) == forth[-1]


def test_the_label_of_what_was_undone_is_told(archive: Archive, plan_meeting: Plan) -> None:
    uid = plan_meeting()
    with action(archive, uid, "Slå sammen") as writer:
        Add(risk(uid)).apply(writer)
    assert undo.undo(archive, uid) == undo.Undone("Slå sammen")
