"""The demo: what it promises, on whatever day it is made, and that nobody is named in it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from store import drafts, kind, meetings
from store.check import findings
from store.database import Archive
from store.deadline import DeadlineKind
from store.demo import content, fill
from store.meeting import Meeting
from store.sections import RiskEntry, all_risks, carried_tasks
from store.vocabulary import (
    DeviationKind,
    Enough,
    Light,
    Outcome,
    Presence,
    SettledBy,
    Status,
    TaskStatus,
)
from tests.conftest import open_file

TODAY = date(2026, 11, 24)
FINISHED = (Status.CLOSED, Status.SENT, Status.APPROVED)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Filled once, and only read."""
    opened = open_file(tmp_path_factory.mktemp("demo") / "demo.db")
    fill(opened, kind.load(), TODAY)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def all_meetings(demo: Archive) -> tuple[Meeting, ...]:
    return tuple(meetings.load(demo, line.uid) for line in meetings.recent(demo))


@pytest.fixture(scope="module")
def wheel(all_meetings: tuple[Meeting, ...]) -> Meeting:
    """The finished wheel that has most in it."""
    return max(all_meetings, key=lambda each: len(each.risks))


def test_the_samarbeidsmøter_hold_all_that_a_drøfting_can_hold(
    all_meetings: tuple[Meeting, ...],
) -> None:
    last = max(
        (each for each in all_meetings if each.items and each.head.status in FINISHED),
        key=lambda each: each.first_day,
    )
    (disagreed,) = [row for row in last.items if row.outcome is Outcome.DISAGREEMENT]
    (statement,) = last.statements_in[disagreed.uid]
    assert statement.delivered is not None
    assert len(statement.senders.splitlines()) == 2
    assert statement.text.count("\n\n") >= 2
    assert any(row.substitute_for for row in last.attendance)
    assert any(row.left for row in last.attendance)
    assert [finding.text for finding in findings(last) if "Sak " in finding.text] == []


def test_each_samarbeidsmøte_goes_on_where_the_last_one_left(
    all_meetings: tuple[Meeting, ...],
) -> None:
    first, second, third = sorted(
        (each for each in all_meetings if each.kind.id == "samarbeid"),
        key=lambda each: each.first_day,
    )
    numbers = [row.number for each in (first, second) for row in each.items]
    if first.items[0].year == second.items[0].year:
        assert numbers == list(range(1, len(numbers) + 1))
    assert second.items[0].approves == first.uid
    assert third.items[0].approves == second.uid
    assert [row.number for row in third.items] == [None] * len(third.items)
    assert second.carried


@pytest.mark.parametrize("kind_id", ["internkontroll", "evaluering", "ros", "samarbeid"])
def test_each_kind_has_two_finished_and_one_planned(
    all_meetings: tuple[Meeting, ...], kind_id: str
) -> None:
    statuses = [each.head.status for each in all_meetings if each.kind.id == kind_id]
    assert sum(status in FINISHED for status in statuses) >= 2
    assert statuses.count(Status.PLANNED) >= 1


def test_planned_meetings_lie_ahead_and_finished_ones_behind(
    all_meetings: tuple[Meeting, ...],
) -> None:
    for each in all_meetings:
        days = [sitting.date for sitting in each.sittings]
        if each.head.status is Status.PLANNED:
            assert min(days) > TODAY
        elif each.head.status in FINISHED:
            assert max(days) < TODAY


def test_a_wheel_is_under_way_today_at_its_second_stop_on_a_risk_without_figures(
    demo: Archive, all_meetings: tuple[Meeting, ...]
) -> None:
    (line,) = meetings.under_way(demo)
    assert line.date == TODAY
    (meeting,) = (each for each in all_meetings if each.uid == line.uid)
    mark = drafts.bookmark(demo, line.uid)
    assert mark is not None
    assert mark.stop == meeting.kind.stops[1].key
    (entry,) = (each for each in all_risks(meeting) if each.risk.uid == mark.row)
    assert entry.score is None
    assert any(each.score for each in all_risks(meeting))


def test_it_opens_at_home_as_after_a_clean_end(demo: Archive) -> None:
    assert drafts.left_open(demo) is None


def has_everything(entry: RiskEntry) -> bool:
    risk = entry.risk
    judged = entry.score is not None and entry.residual_score is not None
    return bool(
        judged
        and entry.marked
        and entry.causes
        and risk.consequence_types
        and entry.controls
        and risk.enough
    )


def test_a_finished_wheel_has_at_least_eight_risks_with_all_that_stops_1_to_4_ask_for(
    wheel: Meeting,
) -> None:
    assert wheel.head.status in FINISHED
    assert sum(has_everything(entry) for entry in all_risks(wheel)) >= 8


def test_every_risk_of_a_finished_wheel_is_finished(all_meetings: tuple[Meeting, ...]) -> None:
    for each in all_meetings:
        if each.head.status in FINISHED:
            for entry in all_risks(each):
                assert entry.residual_score is not None
                assert entry.risk.enough is not Enough.UNANSWERED
                assert not entry.worse_after
                assert not entry.no_without_task
                assert not entry.red_accepted_without_remark


def test_the_wheel_shows_every_way_of_ending_a_risk(wheel: Meeting) -> None:
    entries = all_risks(wheel)
    risks = [entry.risk for entry in entries]
    assert any(risk.enough is Enough.YES and risk.accepted_by for risk in risks)
    assert any(entry.risk.enough is Enough.NO and entry.tasks for entry in entries)
    assert any(risk.remark for risk in risks)
    assert any(risk.next_assessment for risk in risks)
    assert wheel.head.next_assessment is not None
    assert {risk.settled_by for risk in risks} == set(SettledBy)
    assert {each.kind for each in wheel.deviations} == set(DeviationKind)
    assert wheel.decisions
    assert wheel.estimates


def test_the_participants_figures_are_no_more_than_those_who_were_there(
    all_meetings: tuple[Meeting, ...],
) -> None:
    for each in all_meetings:
        first = each.sittings[0].uid
        absent = [
            row
            for row in each.attendance
            if row.sitting == first and row.presence is Presence.ABSENT
        ]
        present = len(each.participants) - len(absent)
        assert all(len(row.figures) <= present for row in each.estimates)


def test_one_meeting_was_broken_off_and_went_on_with_an_attendance_of_its_own(
    wheel: Meeting,
) -> None:
    assert Status.BROKEN_OFF in [step.status for step in wheel.status_changes]
    first, second = wheel.sittings
    assert first.date < second.date
    absent = {row.sitting for row in wheel.attendance if row.presence is Presence.ABSENT}
    assert absent == {first.uid, second.uid}
    assert {task.sitting for task in wheel.tasks} == {second.uid}


def test_every_sitting_that_is_over_has_its_times(all_meetings: tuple[Meeting, ...]) -> None:
    for each in all_meetings:
        if each.head.status in FINISHED:
            assert all(sitting.start < sitting.end for sitting in each.sittings)


def test_tasks_have_every_sort_of_frist(all_meetings: tuple[Meeting, ...]) -> None:
    kinds = {task.deadline_kind for each in all_meetings for task in each.tasks}
    assert kinds == {str(each) for each in DeadlineKind} - {
        DeadlineKind.AMBIGUOUS,  # the room was asked, and chose
        DeadlineKind.REFUSED,
    }


def test_tasks_have_every_status_but_dropped(all_meetings: tuple[Meeting, ...]) -> None:
    statuses = {each.state_of(task).status for each in all_meetings for task in each.tasks}
    assert statuses == set(TaskStatus) - {TaskStatus.DROPPED}


def test_some_have_several_responsible(all_meetings: tuple[Meeting, ...]) -> None:
    assert max(len(names) for each in all_meetings for names in each.names_of.values()) >= 2


def test_evaluations_have_facts_linked_points_deviations_and_tasks(
    all_meetings: tuple[Meeting, ...],
) -> None:
    for each in all_meetings:
        if each.kind.id == "evaluering" and each.head.status in FINISHED:
            columns = [note.column for note in each.notes]
            assert min(columns.count(key) for key in ("fakta", "bra", "bedre", "neste")) >= 4
            assert each.answers
            assert any(row.cause for row in each.deviations)
            assert any(task.about for task in each.tasks)
            answered = {row.point for row in each.answers}
            assert {n.uid for n in each.notes if n.column == "bedre"} <= answered


@pytest.mark.parametrize("ahead", range(0, 400, 67))
def test_whatever_day_it_is_made_some_tasks_are_late_and_some_due_within_a_week(
    ahead: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    today = TODAY + timedelta(days=ahead)
    opened = open_file(tmp_path_factory.mktemp("dag") / "demo.db")
    try:
        fill(opened, kind.load(), today)
        days = [task.due for task in meetings.due(opened, today + timedelta(days=7))]
        assert any(day < today for day in days)
        assert any(day >= today for day in days)
        assert all(
            line.date >= today
            for line in meetings.recent(opened)
            if line.status in (Status.PLANNED, Status.RUNNING)
        )
    finally:
        opened.close()


def test_nothing_of_the_demo_is_refused_as_a_frist_or_without_a_day_where_one_was_said(
    all_meetings: tuple[Meeting, ...],
) -> None:
    for each in all_meetings:
        for task in each.tasks:
            assert (task.deadline_date is not None) == (task.deadline_kind == DeadlineKind.DATE)


def test_a_demo_that_can_not_be_made_leaves_nothing_behind(archive: Archive) -> None:
    only_one = kind.Kinds({"evaluering": kind.load().by_id["evaluering"]})
    with pytest.raises(KeyError):
        fill(archive, only_one, TODAY)
    assert meetings.recent(archive) == ()


def test_the_clock_is_the_real_one_afterwards(archive: Archive) -> None:
    before = archive.clock
    fill(archive, kind.load(), TODAY)
    assert archive.clock is before


ROLE_WORDS = (
    *("leder", "rådgiver", "sykepleier", "fagarbeider", "ombud", "tillitsvalgt", "lærer", "kokk"),
    *("inspektør", "farmasøyt", "vaktmester", "sjef", "kontakt", "sjåfør", "koordinator"),
    *("representant", "terapeut", "controller", "ansvarlig", "nattevakt", "overlege", "alle"),
    *("htv", "hovedtillitsvalgt", "fau", "direktør"),
)


def test_everybody_in_it_is_a_role_and_nobody_a_person(all_meetings: tuple[Meeting, ...]) -> None:
    for each in all_meetings:
        named = {row.name for row in (*each.participants, *each.responsibles)}
        named |= {each.head.chair, each.head.secretary, *(r.accepted_by for r in each.risks)}
        for name in named - {""}:
            assert any(word in name.casefold() for word in ROLE_WORDS), name


# Words that are written with a capital in the middle of a sentence, and are no person's name.
CAPITALS = {
    *("Eksempeldal", "Fagforbundet", "FAU", "SFO", "IKT", "HTV", "Furua"),
    *("A-", "B", "B-preparater", "V", "4V"),
    *("Delta", "Norsk", "Sykepleierforbund", "Utdanningsforbundet", "Hovedtariffavtalen"),
}


def test_no_word_in_it_looks_like_the_name_of_a_person_or_a_place() -> None:
    for meeting in content.read(TODAY):
        for text in texts_of(meeting):
            for word in re.findall(r"(?<=[a-zæøå0-9,] )[A-ZÆØÅ][\w-]*", text):
                assert word in CAPITALS or is_role(word), f"{word} i «{text}»"


def is_role(word: str) -> bool:
    return any(role in word.casefold() for role in ROLE_WORDS)


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (each for item in value.values() for each in texts_of(item))
    elif isinstance(value, tuple):
        yield from (each for item in value for each in texts_of(item))
    elif hasattr(value, "__struct_fields__"):
        for name in value.__struct_fields__:
            yield from texts_of(getattr(value, name))


def test_a_talk_follows_up_what_the_one_before_it_left_and_the_next_begins_with_the_rest(
    all_meetings: tuple[Meeting, ...],
) -> None:
    talks = sorted((m for m in all_meetings if m.kind.id == "ros"), key=lambda m: m.first_day)
    first, second, planned = talks
    assert {task.row.task for task in carried_tasks(second)} == {task.uid for task in first.tasks}
    assert all(task.said for task in carried_tasks(second))
    assert len(planned.carried) == len(second.tasks) + 1
    assert {row.status for row in second.column_statuses} == set(Light) - {Light.UNSET}
    assert any(note.reported for note in second.notes)
    assert len(second.figures) == 6
