"""What a meeting takes over from its series."""

from datetime import date

import pytest
from msgspec.structs import replace

from store import agreed_edits, deadline, kind, lifecycle, meetings, responsible
from store.agreed_edits import Where
from store.database import Archive
from store.deadline import DeadlineKind
from store.edits import Add, Change, Edit
from store.item_rows import ItemRow
from store.journal import action
from store.meeting import Meeting
from store.rows import NoteRow
from store.sections import carried_tasks
from store.task_rows import FollowUpRow, TaskRow
from store.vocabulary import ItemText, ItemType, Outcome, TaskStatus

FIRST = date(2026, 5, 19)
SECOND = date(2026, 9, 15)
THIRD = date(2026, 11, 24)


def planned(archive: Archive, kind_id: str, day: date, unit: str = "Skole") -> Meeting:
    plan = meetings.Plan(
        kind=kind.load().by_id[kind_id],
        title="Samtale",
        date=day,
        unit=unit,
        participants=("Enhetsleder", "HTV Fagforbundet"),
    )
    return meetings.load(archive, meetings.plan(archive, plan))


def do(archive: Archive, meeting: Meeting, edit: Edit) -> Meeting:
    with action(archive, meeting.uid, "Prøve", while_locked=True) as writer:
        edit.apply(writer)
    return meetings.load(archive, meeting.uid)


def agree(archive: Archive, meeting: Meeting, text: str, frist: str = "uke 50") -> TaskRow:
    edit = agreed_edits.add_task(
        meeting,
        Where("oppfolging"),
        text,
        responsible.understand("Enhetsleder, Rektor", (), {}, ()),
        deadline.understand(frist, meeting.sitting.date),
    )
    return do(archive, meeting, edit).tasks[-1]


def say(
    archive: Archive, meeting: Meeting | None, task: TaskRow, status: TaskStatus, day: date
) -> None:
    row = FollowUpRow(
        task=task.uid, meeting=meeting.uid if meeting else None, said_on=day, status=status
    )
    with action(archive, meeting.uid if meeting else None, "Status") as writer:
        writer.add_last(row, "task")


@pytest.fixture
def first(archive: Archive) -> Meeting:
    meeting = planned(archive, "ros", FIRST)
    lifecycle.start(archive, meeting)
    return meetings.load(archive, meeting.uid)


# Tasks


def test_the_next_meeting_of_the_series_begins_with_the_tasks_still_open(
    archive: Archive, first: Meeting
) -> None:
    agree(archive, first, "Plan for vikarbruk", "15.06")
    (carried,) = planned(archive, "ros", SECOND).carried
    assert carried.text == "Plan for vikarbruk"
    assert carried.responsible == "Enhetsleder, Rektor"
    assert carried.deadline_date == date(2026, 6, 15)
    assert (carried.from_meeting, carried.from_title) == (first.uid, "Samtale")
    assert carried.from_date == FIRST


def test_tasks_that_are_done_or_dropped_are_not_carried(archive: Archive, first: Meeting) -> None:
    for status in (TaskStatus.DONE, TaskStatus.EFFECT_CHECKED, TaskStatus.DROPPED):
        say(archive, None, agree(archive, first, str(status)), status, FIRST)
    assert planned(archive, "ros", SECOND).carried == ()


@pytest.mark.parametrize(("kind_id", "unit"), [("ros", "Barnehage"), ("evaluering", "Skole")])
def test_another_unit_or_kind_is_another_series(
    archive: Archive, first: Meeting, kind_id: str, unit: str
) -> None:
    agree(archive, first, "Plan for vikarbruk")
    assert planned(archive, kind_id, SECOND, unit).carried == ()


def test_a_units_name_is_the_same_in_any_case_and_spacing(archive: Archive, first: Meeting) -> None:
    agree(archive, first, "Plan for vikarbruk")
    assert len(planned(archive, "ros", SECOND, " SKOLE ").carried) == 1


def test_a_meeting_without_a_unit_has_no_series(archive: Archive) -> None:
    agree(archive, planned(archive, "ros", FIRST, ""), "Plan")
    assert planned(archive, "ros", SECOND, "").carried == ()


def test_what_was_agreed_later_than_the_meeting_is_not_carried_into_it(
    archive: Archive, first: Meeting
) -> None:
    agree(archive, first, "Plan")
    assert planned(archive, "ros", date(2026, 1, 10)).carried == ()


def test_what_is_carried_is_brought_up_to_date_when_the_meeting_starts(
    archive: Archive, first: Meeting
) -> None:
    done, kept = agree(archive, first, "Blir gjort"), agree(archive, first, "Blir stående")
    second = planned(archive, "ros", SECOND)
    say(archive, None, done, TaskStatus.DONE, SECOND)
    say(archive, None, kept, TaskStatus.UNDER_WAY, SECOND)
    agree(archive, first, "Kom til")
    lifecycle.start(archive, second)
    carried = meetings.load(archive, second.uid).carried
    assert [(row.text, row.status) for row in carried] == [
        ("Blir stående", TaskStatus.UNDER_WAY),
        ("Kom til", TaskStatus.NOT_STARTED),
    ]


def test_next_meeting_as_frist_is_the_same_day_in_the_papers_of_both_meetings(
    archive: Archive, first: Meeting
) -> None:
    task = agree(archive, first, "Plan", "neste møte")
    second = planned(archive, "ros", SECOND)
    planned(archive, "ros", THIRD)
    (carried,) = second.carried
    assert (carried.deadline_kind, carried.deadline_date) == (DeadlineKind.DATE, SECOND)
    assert meetings.load(archive, first.uid).next_day == SECOND
    moved = FollowUpRow(
        task=task.uid,
        meeting=second.uid,
        said_on=SECOND,
        status=TaskStatus.UNDER_WAY,
        deadline="neste møte",
        deadline_kind=DeadlineKind.NEXT_MEETING,
    )
    with action(archive, second.uid, "Ny frist") as writer:
        writer.add_last(moved, "task")
    now = meetings.load(archive, first.uid)
    assert now.state_of(now.tasks[0]).deadline_date == THIRD
    assert meetings.load(archive, second.uid).next_day == THIRD


def test_a_task_that_was_spoken_of_here_stays_as_it_stood(archive: Archive, first: Meeting) -> None:
    task = agree(archive, first, "Plan")
    second = planned(archive, "ros", SECOND)
    say(archive, second, task, TaskStatus.DONE, SECOND)
    lifecycle.start(archive, second)
    (carried,) = carried_tasks(meetings.load(archive, second.uid))
    assert carried.row.status is TaskStatus.NOT_STARTED
    assert carried.state.status is TaskStatus.DONE


def test_a_third_meeting_begins_with_what_the_second_left_open(
    archive: Archive, first: Meeting
) -> None:
    task = agree(archive, first, "Plan")
    second = planned(archive, "ros", SECOND)
    lifecycle.start(archive, second)
    say(archive, second, task, TaskStatus.UNDER_WAY, SECOND)
    agree(archive, meetings.load(archive, second.uid), "Ny prognose")
    carried = planned(archive, "ros", THIRD).carried
    assert {(row.text, row.status) for row in carried} == {
        ("Plan", TaskStatus.UNDER_WAY),
        ("Ny prognose", TaskStatus.NOT_STARTED),
    }


def test_the_title_of_an_exempt_meeting_does_not_come_along(
    archive: Archive, first: Meeting
) -> None:
    agree(archive, first, "Plan")
    head = meetings.load(archive, first.uid).head
    do(archive, first, Change(head, replace(head, exempt="basis-2")))
    (carried,) = planned(archive, "ros", SECOND).carried
    assert (carried.from_title, carried.exempt) == ("", "basis-2")


def test_participants_have_the_role_and_party_that_they_had_last_time(archive: Archive) -> None:
    meeting = planned(archive, "samarbeid", FIRST)
    who = meeting.participants[1]
    do(archive, meeting, Change(who, replace(who, role="HTV", party="Fagforbundet")))
    lifecycle.start(archive, meetings.load(archive, meeting.uid))
    again = planned(archive, "samarbeid", SECOND).participants[1]
    assert (again.name, again.role, again.party) == ("HTV Fagforbundet", "HTV", "Fagforbundet")


def in_field(archive: Archive, meeting: Meeting, field: str, exempt: str = "") -> None:
    head = meeting.head
    do(archive, meeting, Change(head, replace(head, field_of_service=field, exempt=exempt)))


def test_a_meeting_is_in_the_field_of_service_of_the_units_latest_of_any_kind(
    archive: Archive,
) -> None:
    in_field(archive, planned(archive, "ros", SECOND), "Skole")
    in_field(archive, planned(archive, "evaluering", FIRST), "Barnehage")
    assert planned(archive, "internkontroll", THIRD).head.field_of_service == "Skole"
    assert planned(archive, "internkontroll", THIRD, "Kultur").head.field_of_service == ""


def test_a_wholly_exempt_meeting_gives_no_other_its_field_of_service(archive: Archive) -> None:
    in_field(archive, planned(archive, "ros", FIRST), "Varsling", exempt="basis-3")
    assert planned(archive, "ros", SECOND).head.field_of_service == ""


# Saker


@pytest.fixture
def cooperation(archive: Archive) -> Meeting:
    meeting = planned(archive, "samarbeid", FIRST)
    lifecycle.start(archive, meeting)
    return meetings.load(archive, meeting.uid)


def item(archive: Archive, meeting: Meeting, text: str, **said: object) -> ItemRow:
    row = replace(ItemRow(meeting=meeting.uid, section="saker", text=text), **said)
    return do(archive, meeting, Add(row)).items[-1]


def test_the_first_meeting_of_a_series_has_no_minutes_to_approve(cooperation: Meeting) -> None:
    assert cooperation.items == ()


def test_the_first_sak_approves_the_last_minutes(archive: Archive, cooperation: Meeting) -> None:
    (first,) = planned(archive, "samarbeid", SECOND).items
    assert first.text == "Godkjenning av referat fra 19. mai 2026"
    assert (first.type, first.approves) == (ItemType.APPROVAL, cooperation.uid)


def test_saker_that_were_put_off_or_not_reached_come_again(
    archive: Archive, cooperation: Meeting
) -> None:
    item(archive, cooperation, "Ferdig", outcome=Outcome.NOTED)
    item(archive, cooperation, "Utsatt", outcome=Outcome.POSTPONED, type=ItemType.DISCUSSION)
    item(archive, cooperation, "Ikke rukket")
    item(archive, cooperation, "Forhandles for seg", protocol="en-protokoll")
    carried = planned(archive, "samarbeid", SECOND).items[1:]
    assert [(row.text, row.type) for row in carried] == [
        ("Utsatt", ItemType.DISCUSSION),
        ("Ikke rukket", ItemType.INFORMATION),
    ]
    assert all(row.number is None and row.outcome is Outcome.OPEN for row in carried)


def test_a_carried_sak_brings_what_was_written_before_anybody_spoke(
    archive: Archive, cooperation: Meeting
) -> None:
    old = item(archive, cooperation, "Turnus")
    for column in (ItemText.BACKGROUND, ItemText.PROPOSAL, ItemText.CONCLUSION):
        note = NoteRow(
            meeting=cooperation.uid, section="saker", column=column, about=old.uid, text=column
        )
        do(archive, cooperation, Add(note, ("about", "column")))
    new = planned(archive, "samarbeid", SECOND)
    assert new.items[-1].carried_from == old.uid
    texts = [note.text for note in new.notes_about[new.items[-1].uid]]
    assert sorted(texts) == [ItemText.BACKGROUND, ItemText.PROPOSAL]
