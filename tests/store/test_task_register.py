"""The task register: which tasks it lists, in which order, and what is said of them there."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from msgspec.structs import replace

from store import deadline, meetings, task_register, undo
from store.database import Archive
from store.edits import Change
from store.journal import Conflict, action
from store.rows import LegalBasisRow
from store.task_register import ANY_STATUS, Filter, RegisteredTask
from store.task_rows import TaskRow
from store.vocabulary import Status, TaskStatus
from tests.agreeing import agree_on_task

TODAY = date(2026, 11, 24)

Agree = Callable[..., TaskRow]


@pytest.fixture
def agree(archive: Archive) -> Agree:
    return partial(agree_on_task, archive)


def exempt_meeting(archive: Archive, uid: str) -> None:
    head = meetings.load(archive, uid).head
    with action(archive, uid, "Unntatt") as writer:
        Change(head, replace(head, exempt="basis-1")).apply(writer)


def close(archive: Archive, uid: str) -> None:
    head = meetings.load(archive, uid).head
    with action(archive, uid, "Lukket") as writer:
        Change(head, replace(head, status=Status.APPROVED)).apply(writer)


def listed(archive: Archive, wanted: Filter | None = None) -> tuple[RegisteredTask, ...]:
    chosen = wanted or Filter()
    total = task_register.count(archive, chosen)
    found = task_register.window(archive, chosen, 0, 1000, total)
    assert len(found) == total
    return found


def texts(archive: Archive, wanted: Filter | None = None) -> list[str]:
    return [task.text for task in listed(archive, wanted)]


def test_open_tasks_of_all_meetings_stand_by_frist(
    archive: Archive, plan_meeting: Any, agree: Agree
) -> None:
    wheel, talk = plan_meeting(), plan_meeting("ros", unit="Skole")
    for meeting, frist in (
        (wheel, ""),
        (talk, "løpende"),
        (wheel, "neste møte"),
        (talk, "uke 2"),
        (wheel, "30.11"),
        (talk, "snarest"),
    ):
        agree(meeting, frist or "mangler", frist)
    order = ["snarest", "30.11", "uke 2", "neste møte", "løpende", "mangler"]
    assert texts(archive) == order


def test_neste_mote_stands_among_the_days_once_it_has_one(
    archive: Archive, plan_meeting: Any, agree: Agree
) -> None:
    talk = plan_meeting("ros", unit="Skole")
    for frist in ("neste møte", "1.2.2027", "1.6.2027"):
        agree(talk, frist, frist)
    plan_meeting("ros", unit="Skole", date=date(2027, 3, 1))
    assert texts(archive) == ["1.2.2027", "neste møte", "1.6.2027"]
    assert listed(archive)[1].due == date(2027, 3, 1)


def test_a_window_from_either_end_holds_the_same_rows(
    archive: Archive, plan_meeting: Any, agree: Agree
) -> None:
    wheel = plan_meeting()
    for day in range(1, 12):
        agree(wheel, f"Nr. {day}", f"{day}.12.2026")
    whole = listed(archive)
    for first in range(12):
        window = task_register.window(archive, Filter(), first, 3, len(whole))
        assert window == whole[first : first + 3]


def test_filters_choose_by_ansvar_unit_kind_status_and_overdue(
    archive: Archive, plan_meeting: Any, agree: Agree
) -> None:
    wheel, talk = plan_meeting(unit="Hjemmetjenesten"), plan_meeting("ros", unit="Skole")
    agree(wheel, "Kodeliste", "20.11.2026", "Fagsykepleier, Enhetsleder")
    done = agree(wheel, "Dosett", "uke 50", "Fagsykepleier")
    agree(talk, "Prognose", "uke 50", "Enhetsleder")
    task_register.follow_up(archive, done.uid, TaskStatus.DONE)

    assert texts(archive) == ["Kodeliste", "Prognose"]
    assert texts(archive, Filter(statuses=ANY_STATUS)) == ["Kodeliste", "Dosett", "Prognose"]
    assert texts(archive, Filter(statuses=(TaskStatus.DONE,))) == ["Dosett"]
    assert texts(archive, Filter(names=("Enhetsleder",))) == ["Kodeliste", "Prognose"]
    assert texts(archive, Filter(names=("Fagsykepleier",))) == ["Kodeliste"]
    assert texts(archive, Filter(units=("Skole",))) == ["Prognose"]
    assert texts(archive, Filter(kind="internkontroll")) == ["Kodeliste"]
    assert texts(archive, Filter(overdue_on=TODAY)) == ["Kodeliste"]
    assert texts(archive, Filter(overdue_on=date(2026, 11, 20))) == []
    assert texts(archive, Filter(names=(), units=("Skole",))) == []


def test_a_name_is_found_whole_by_a_part_of_it_or_by_its_short_form(
    archive: Archive, plan_meeting: Any, agree: Agree
) -> None:
    agree(plan_meeting(unit="Skole"), "Plan", "uke 50", "Enhetsleder, Enhetsleder skole, Rektor")
    like = task_register.names_like
    assert like(archive, "enhetsleder", {}) == ("Enhetsleder",)
    assert like(archive, "enhets", {}) == ("Enhetsleder", "Enhetsleder skole")
    assert like(archive, "EL", {"el": "Enhetsleder"}) == ("Enhetsleder",)
    assert like(archive, "Kokk", {}) == ()
    assert task_register.units_like(archive, "sko") == ("Skole",)


# Exempt from public access


def test_nothing_of_an_exempt_task_leaves_the_register_but_that_it_is_there(
    archive: Archive, plan_meeting: Any, agree: Agree
) -> None:
    open_one, secret = plan_meeting(), plan_meeting(title="Hemmelig sak")
    exempt_meeting(archive, secret)
    for task in (
        agree(open_one, "Hemmelig A", "uke 50", "Hemmelig navn", exempt="basis-1"),
        agree(secret, "Hemmelig B", "uke 51", "Hemmelig navn"),
    ):
        task_register.follow_up(archive, task.uid, TaskStatus.UNDER_WAY, remark="Hemmelig")
    found = listed(archive)
    assert [task.exempt for task in found] == [True, True]
    assert "Hemmelig" not in str(found)


def test_an_exempt_task_is_not_found_by_whose_it_is(
    archive: Archive, plan_meeting: Any, agree: Agree
) -> None:
    agree(plan_meeting(), "Hemmelig", "uke 50", "Enhetsleder", exempt="basis-1")
    agree(plan_meeting(), "Åpen", "uke 50", "Rektor")
    assert task_register.names(archive) == ("Rektor",)
    assert task_register.names_like(archive, "Enhetsleder", {}) == ()
    assert texts(archive, Filter(names=("Enhetsleder",))) == []


# What is said in the register


def test_what_is_said_changes_the_task_and_no_meeting(
    archive: Archive, plan_meeting: Any, agree: Agree
) -> None:
    uid = plan_meeting()
    task = agree(uid, "Kodeliste", "uke 50")
    close(archive, uid)
    before = meetings.load(archive, uid)
    moved = deadline.understand("15.1.2027", TODAY)
    task_register.follow_up(
        archive, task.uid, TaskStatus.UNDER_WAY, remark="Venter på svar", deadline=moved
    )
    (now,) = listed(archive)
    assert (now.status, now.remark, now.due) == ("pågår", "Venter på svar", date(2027, 1, 15))
    after = meetings.load(archive, uid)
    assert [row.meeting for row in after.follow_ups] == [None]
    assert replace(after.follow_ups[0], uid="", rev=0).said_on == TODAY
    assert (after.head, after.tasks, after.saved) == (before.head, before.tasks, before.saved)


def test_what_is_said_can_be_taken_back_and_said_again(
    archive: Archive, plan_meeting: Any, agree: Agree
) -> None:
    task = agree(plan_meeting(), "Kodeliste", "uke 50")
    task_register.follow_up(archive, task.uid, TaskStatus.UNDER_WAY)
    task_register.follow_up(archive, task.uid, TaskStatus.DONE)
    for how, status in (
        (undo.undo, ["pågår"]),
        (undo.undo, ["ikke startet"]),
        (undo.redo, ["pågår"]),
        (undo.redo, ["utført"]),
    ):
        assert how(archive, None).label == "Ny status på oppgave"
        assert [each.status for each in listed(archive, Filter(statuses=ANY_STATUS))] == status
    with pytest.raises(undo.NothingToUndo, match="gjøre om"):
        undo.redo(archive, None)


def test_undo_in_the_register_leaves_other_acts_without_a_meeting_and_the_meetings_alone(
    archive: Archive, plan_meeting: Any, agree: Agree
) -> None:
    agree(plan_meeting(), "Kodeliste", "uke 50")
    with action(archive, None, "Ny hjemmel") as writer:
        writer.add(LegalBasisRow(name="offl. § 15"))
    with pytest.raises(undo.NothingToUndo, match="i oppgavelista"):
        undo.undo(archive, None)
    assert texts(archive) == ["Kodeliste"]


def test_nothing_is_said_of_a_task_that_is_gone(archive: Archive) -> None:
    with pytest.raises(Conflict):
        task_register.follow_up(archive, "borte", TaskStatus.DONE)
    assert archive.connection.execute("SELECT count(*) FROM follow_up").fetchone()[0] == 0


# The speed of a large file


_OWN_ROWS = {"picked", "listed", "over"}
"""What the window makes of the rows in sight, and no table of the file."""


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(),
        Filter(statuses=ANY_STATUS),
        Filter(statuses=(TaskStatus.DONE,)),
        Filter(units=("Skole",)),
        Filter(units=("Skole",), statuses=ANY_STATUS),
        Filter(kind="ros"),
        Filter(overdue_on=TODAY),
        Filter(units=("Skole",), overdue_on=TODAY),
    ],
)
def test_a_window_is_read_along_an_index(archive: Archive, wanted: Filter) -> None:
    where, values = task_register._condition(wanted)
    sql = task_register._SHOWN.format(where=where, direction="ASC")
    plan = archive.connection.execute(
        f"EXPLAIN QUERY PLAN {sql}", {**values, "limit": 64, "skipped": 0}
    ).fetchall()
    steps = [str(step["detail"]) for step in plan]
    scanned = {
        step.split()[1] for step in steps if step.startswith("SCAN") and " USING " not in step
    }
    assert {each for each in scanned if not each.startswith("(subquery")} <= _OWN_ROWS
    assert steps.count("USE TEMP B-TREE FOR ORDER BY") == 1  # of the window's own rows
