"""What the database works out of every task."""

from datetime import date

import pytest
from msgspec.structs import replace

from store import deadline, kind, meetings, undo
from store.database import Archive, IntegrityError
from store.deadline import DeadlineKind
from store.edits import Change, Edit
from store.journal import action
from store.meeting import Meeting
from store.task_rows import FollowUpRow, TaskRow
from store.vocabulary import TaskStatus

DAY = date(2026, 11, 24)


def planned(archive: Archive, day: date = DAY) -> Meeting:
    plan = meetings.Plan(kind=kind.load().by_id["ros"], title="Samtale", date=day, unit="Skole")
    return meetings.load(archive, meetings.plan(archive, plan))


def agreed(archive: Archive, meeting: Meeting, text: str, frist: str) -> TaskRow:
    said = deadline.understand(frist, meeting.sitting.date)
    with action(archive, meeting.uid, "Oppgave") as writer:
        return writer.add_last(
            TaskRow(
                meeting=meeting.uid,
                sitting=meeting.sitting.uid,
                stop="oppfolging",
                text=text,
                deadline=said.typed,
                deadline_kind=str(said.kind),
                deadline_date=said.date,
            ),
            "meeting",
        )


def do(archive: Archive, meeting: Meeting, edit: Edit) -> None:
    with action(archive, meeting.uid, "Prøve") as writer:
        edit.apply(writer)


def say(archive: Archive, task: TaskRow, day: date = DAY, frist: str = "", **said: object) -> None:
    moved = deadline.understand(frist, day) if frist else None
    row = FollowUpRow(
        task=task.uid,
        said_on=day,
        status=TaskStatus.UNDER_WAY,
        deadline=frist,
        deadline_kind=str(moved.kind) if moved else "",
        deadline_date=moved.date if moved else None,
    )
    row = replace(row, **said)
    with action(archive, row.meeting, "Status") as writer:
        writer.add_last(row, "task")


def state(archive: Archive, task: TaskRow) -> dict[str, object]:
    record = archive.connection.execute(
        "SELECT * FROM task_state WHERE task = ?", (task.uid,)
    ).fetchone()
    return dict(record)


def texts(archive: Archive) -> list[str]:
    found = archive.connection.execute(
        "SELECT text FROM task_state JOIN task ON task.uid = task ORDER BY sort, text"
    ).fetchall()
    return [record[0] for record in found]


def test_a_new_task_is_open_until_its_frist(archive: Archive) -> None:
    task = agreed(archive, planned(archive), "Lage plan", "11.12.2026")
    now = state(archive, task)
    assert (now["status"], now["is_open"], now["due"]) == ("ikke startet", 1, "2026-12-11")
    assert (now["kind"], now["unit"]) == ("ros", "Skole")


@pytest.mark.parametrize(
    ("status", "is_open"),
    [
        (TaskStatus.NOT_STARTED, 1),
        (TaskStatus.UNDER_WAY, 1),
        (TaskStatus.DONE, 0),
        (TaskStatus.EFFECT_CHECKED, 0),
        (TaskStatus.DROPPED, 0),
    ],
)
def test_the_newest_follow_up_tells_whether_it_is_open(
    archive: Archive, status: TaskStatus, is_open: int
) -> None:
    task = agreed(archive, planned(archive), "Lage plan", "uke 50")
    say(archive, task, date(2026, 12, 2), status=status, remark="Nå")
    say(archive, task, date(2026, 12, 1), status=TaskStatus.UNDER_WAY, remark="Før")
    now = state(archive, task)
    assert (now["status"], now["is_open"], now["remark"]) == (status, is_open, "Nå")


def test_the_newest_new_frist_counts(archive: Archive) -> None:
    task = agreed(archive, planned(archive), "Lage plan", "uke 50")
    say(archive, task, date(2026, 12, 1), frist="15.01.2027")
    say(archive, task, date(2026, 12, 8), remark="Uendret frist")
    assert state(archive, task)["due"] == "2027-01-15"


def test_what_was_said_can_be_taken_back(archive: Archive) -> None:
    meeting = planned(archive)
    task = agreed(archive, meeting, "Lage plan", "uke 50")
    row = FollowUpRow(task=task.uid, meeting=meeting.uid, said_on=DAY, status=TaskStatus.DONE)
    with action(archive, meeting.uid, "Status") as writer:
        writer.add_last(row, "task")
    assert state(archive, task)["is_open"] == 0
    undo.undo(archive, meeting.uid)
    assert state(archive, task)["is_open"] == 1


def test_a_deleted_task_has_no_state(archive: Archive) -> None:
    meeting = planned(archive)
    agreed(archive, meeting, "Lage plan", "uke 50")
    undo.undo(archive, meeting.uid)
    assert texts(archive) == []


def test_a_task_that_something_was_said_of_can_not_be_deleted(archive: Archive) -> None:
    meeting = planned(archive)
    task = agreed(archive, meeting, "Lage plan", "uke 50")
    say(archive, task)
    with pytest.raises(undo.UndoRefused, match="et annet møte bygger på det"):
        undo.undo(archive, meeting.uid)
    with pytest.raises(IntegrityError), action(archive, meeting.uid, "Slett") as writer:
        writer.remove(task)


def test_the_order_is_snarest_the_days_neste_mote_lopende_and_mangler(archive: Archive) -> None:
    meeting = planned(archive)
    for frist in ("", "løpende", "neste møte", "uke 2", "snarest", "30.11", "årlig"):
        agreed(archive, meeting, frist or "mangler", frist)
    order = ["snarest", "30.11", "uke 2", "neste møte", "årlig", "løpende", "mangler"]
    assert texts(archive) == order


# «neste møte»


def test_neste_mote_has_no_day_while_the_series_has_no_next_meeting(archive: Archive) -> None:
    task = agreed(archive, planned(archive), "Prognose", "neste møte")
    assert state(archive, task)["due"] is None


def test_neste_mote_follows_the_date_that_the_meeting_agreed_on(archive: Archive) -> None:
    meeting = planned(archive)
    task = agreed(archive, meeting, "Prognose", "neste møte")
    head = meetings.load(archive, meeting.uid).head
    do(archive, meeting, Change(head, replace(head, next_meeting=date(2027, 2, 3))))
    assert state(archive, task)["due"] == "2027-02-03"


def test_neste_mote_follows_the_series_next_meeting_once_it_is_planned(archive: Archive) -> None:
    task = agreed(archive, planned(archive), "Prognose", "neste møte")
    later = planned(archive, date(2027, 3, 1))
    assert state(archive, task)["due"] == "2027-03-01"
    sooner = planned(archive, date(2027, 2, 1))
    assert state(archive, task)["due"] == "2027-02-01"
    sitting = sooner.sitting
    do(archive, sooner, Change(sitting, replace(sitting, date=date(2027, 4, 1))))
    assert state(archive, task)["due"] == "2027-03-01"
    assert meetings.load(archive, later.uid).next_day == date(2027, 4, 1)


def test_a_frist_moved_to_neste_mote_counts_from_where_it_was_said(archive: Archive) -> None:
    task = agreed(archive, planned(archive), "Prognose", "uke 50")
    second = planned(archive, date(2027, 2, 1))
    planned(archive, date(2027, 5, 1))
    say(archive, task, date(2027, 2, 1), frist="neste møte", meeting=second.uid)
    now = state(archive, task)
    assert (now["deadline_kind"], now["due"]) == (DeadlineKind.NEXT_MEETING, "2027-05-01")


def test_a_unit_that_is_renamed_is_renamed_in_the_states(archive: Archive) -> None:
    meeting = planned(archive)
    task = agreed(archive, meeting, "Prognose", "uke 50")
    head = meetings.load(archive, meeting.uid).head
    do(archive, meeting, Change(head, replace(head, unit="Barneskolen")))
    assert state(archive, task)["unit"] == "Barneskolen"
