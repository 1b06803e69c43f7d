from collections.abc import Callable
from datetime import date

import pytest

from store.agreed_edits import Where, add_task
from store.database import Archive
from store.deadline import understand as read_deadline
from store.edits import Add
from store.progress import Progress, progress
from store.responsible import understand as read_responsible
from store.risk_edits import add_cause, add_control, add_deviation
from store.rows import NoteRow, RiskRow
from store.vocabulary import Enough
from tests.store.meeting_room import Load, MeetingRoom

TODAY = date(2026, 11, 24)


class Room(MeetingRoom):
    def risk(self, **said: object) -> RiskRow:
        row = RiskRow(meeting=self.uid, section="risikoer", text="Feil", **said)  # type: ignore[arg-type]  # the test says what it says
        self.act(Add(row, ("section",)))
        return self.meeting.risks[-1]

    def task(self, about: str, responsible: str = "Rektor", deadline: str = "uke 50") -> None:
        said = read_responsible(responsible), read_deadline(deadline, TODAY)
        self.act(add_task(self.meeting, Where("oppfolging", about), "Rydde", *said))

    def at(self, stop: str) -> Progress:
        meeting = self.meeting
        return progress(meeting, meeting.kind.stop(stop))


@pytest.fixture
def wheel(archive: Archive, plan_meeting: Callable[..., str], load: Load) -> Room:
    return Room(archive, plan_meeting(), load)


@pytest.fixture
def evaluation(archive: Archive, plan_meeting: Callable[..., str], load: Load) -> Room:
    return Room(archive, plan_meeting("evaluering"), load)


def test_nothing_is_done_of_nothing_in_a_new_meeting(wheel: Room) -> None:
    assert {wheel.at(stop.key) for stop in wheel.meeting.kind.stops} == {Progress(0, 0)}


def test_a_risk_is_identified_with_a_cause_or_a_v(wheel: Room) -> None:
    wheel.risk()
    wheel.risk(difficult=True)
    wheel.act(add_cause(wheel.risk(), "ingen samstemmer i helgene"))
    assert wheel.at("identifiser") == Progress(2, 3)


def test_a_risk_is_judged_with_both_its_figures(wheel: Room) -> None:
    wheel.risk(likelihood=3)
    wheel.risk(likelihood=3, consequence=2)
    assert wheel.at("vurder") == Progress(1, 2)


def test_a_risk_has_measures_with_a_control_a_tiltak_or_an_avvik(wheel: Room) -> None:
    wheel.risk()
    wheel.act(add_control(wheel.risk(), "dobbeltkontroll"))
    wheel.task(wheel.risk().uid, responsible="")
    wheel.act(add_deviation(wheel.uid, wheel.risk().uid, "ingen prosedyre"))
    assert wheel.at("tiltak") == Progress(3, 4)


def test_a_risk_is_through_stop_4_with_both_figures_and_an_answer(wheel: Room) -> None:
    wheel.risk(enough=Enough.YES)
    wheel.risk(residual_likelihood=1, residual_consequence=1)
    wheel.risk(residual_likelihood=1, residual_consequence=1, enough=Enough.NO)
    assert wheel.at("nok") == Progress(1, 3)


def test_a_risk_is_followed_up_when_accepted_or_placed_with_somebody(wheel: Room) -> None:
    wheel.risk(enough=Enough.YES)
    wheel.task(wheel.risk(enough=Enough.NO).uid)
    wheel.task(wheel.risk(enough=Enough.NO).uid, deadline="")
    wheel.task(wheel.risk(enough=Enough.NO).uid, responsible="")
    assert wheel.at("oppfolging") == Progress(2, 4)


def test_points_count_as_they_are_written_but_neste_gang_wants_a_task(evaluation: Room) -> None:
    for column in ("bra", "bra", "neste", "neste"):
        row = NoteRow(meeting=evaluation.uid, section="punkter", column=column, text="x")
        evaluation.act(Add(row, ("column",)))
    evaluation.task(evaluation.meeting.notes[-1].uid)
    assert evaluation.at("bra") == Progress(2, 2)
    assert evaluation.at("neste") == Progress(1, 2)
    assert evaluation.at("fakta") == Progress(0, 0)


def test_without_risks_the_tasks_with_ansvar_and_frist_are_counted(evaluation: Room) -> None:
    evaluation.task("")
    evaluation.task("", deadline="løpende")
    evaluation.task("", deadline="")
    evaluation.task("", responsible="")
    assert evaluation.at("oppfolging") == Progress(2, 4)
