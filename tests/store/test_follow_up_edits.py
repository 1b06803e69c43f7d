"""What a meeting says of the tasks that it took over, and the history that it becomes."""

from datetime import date

import pytest

from store import deadline, follow_up_edits, lifecycle, task_history
from store.database import Archive
from store.meeting import Meeting
from store.sections import CarriedTask, carried_tasks
from store.vocabulary import TaskStatus
from tests.series_of_talks import AUTUMN, SPRING, TODAY, Talks


@pytest.fixture
def talks(archive: Archive) -> Talks:
    return Talks(archive)


@pytest.fixture
def second(talks: Talks) -> Meeting:
    """A talk that begins with a task of the one before it."""
    talks.agree(talks.begin(SPRING, title="Vår"), "Plan for vikarbruk", "15.06.2026")
    return talks.begin(AUTUMN, title="Høst")


def only(meeting: Meeting) -> CarriedTask:
    (task,) = carried_tasks(meeting)
    return task


def test_status_remark_and_frist_of_one_talk_are_one_line_of_the_history(
    talks: Talks, second: Meeting
) -> None:
    say = follow_up_edits.say
    second = talks.do(second, say(second, only(second), AUTUMN, status=TaskStatus.UNDER_WAY))
    second = talks.do(second, say(second, only(second), AUTUMN, remark="Venter på tilbud"))
    frist = deadline.understand("01.10", AUTUMN)
    second = talks.do(second, say(second, only(second), AUTUMN, deadline=frist))
    (said,) = only(second).said
    assert (said.status, said.remark) == (TaskStatus.UNDER_WAY, "Venter på tilbud")
    assert (said.deadline, said.deadline_date) == ("01.10", date(2026, 10, 1))
    assert only(second).row.deadline_date == date(2026, 6, 15)


def test_what_was_said_already_makes_no_row(talks: Talks, second: Meeting) -> None:
    say = follow_up_edits.say
    second = talks.do(second, say(second, only(second), AUTUMN, status=TaskStatus.DONE))
    assert say(second, only(second), AUTUMN, status=TaskStatus.DONE) is None


def test_another_day_is_another_line_and_the_remark_stands(talks: Talks, second: Meeting) -> None:
    say = follow_up_edits.say
    second = talks.do(second, say(second, only(second), AUTUMN, remark="Venter på tilbud"))
    second = talks.do(second, say(second, only(second), TODAY, status=TaskStatus.DONE))
    assert len(only(second).said) == 2
    assert only(second).state.remark == "Venter på tilbud"


def test_what_comes_after_the_talk_is_closed_leaves_what_was_said_in_it(
    talks: Talks, second: Meeting
) -> None:
    say = follow_up_edits.say
    talks.do(second, say(second, only(second), AUTUMN, status=TaskStatus.UNDER_WAY))
    second = talks.close(second)
    second = talks.do(second, say(second, only(second), AUTUMN, status=TaskStatus.DONE))
    assert [said.status for said in only(second).said] == [TaskStatus.UNDER_WAY, TaskStatus.DONE]


def test_the_history_tells_what_was_agreed_and_every_change_and_where(
    archive: Archive, talks: Talks, second: Meeting
) -> None:
    frist = deadline.understand("01.10", AUTUMN)
    edit = follow_up_edits.say(second, only(second), AUTUMN, deadline=frist, remark="Flyttet")
    talks.do(second, edit)
    agreed, moved = task_history.history(archive, only(second).row.task)
    assert (agreed.day, agreed.status, agreed.where) == (SPRING, "", "Vår")
    assert agreed.deadline_date == date(2026, 6, 15)
    assert (moved.day, moved.status, moved.where) == (AUTUMN, "ikke startet", "Høst")
    assert (moved.deadline_date, moved.remark) == (date(2026, 10, 1), "Flyttet")


def test_the_history_of_a_task_from_another_file_begins_with_what_was_said_here(
    archive: Archive,
) -> None:
    assert task_history.history(archive, "et annet sted") == ()


def test_a_third_talk_begins_with_the_frist_that_the_second_set(
    talks: Talks, second: Meeting
) -> None:
    frist = deadline.understand("01.12", AUTUMN)
    talks.do(second, follow_up_edits.say(second, only(second), AUTUMN, deadline=frist))
    lifecycle.close(talks.archive, talks.now(second))
    assert only(talks.plan(TODAY)).row.deadline_date == date(2026, 12, 1)
