"""What a unit has open from other kinds of meeting."""

from datetime import date

import pytest
from msgspec.structs import replace

from store import follow_up_edits, risk_edits
from store.database import Archive
from store.edits import Change
from store.meeting import Meeting
from store.rows import RiskRow
from store.sections import carried_tasks
from store.unit_overview import UnitOverview, overview
from store.vocabulary import TaskStatus
from tests.series_of_talks import AUTUMN, SPRING, TODAY, Talks


@pytest.fixture
def talks(archive: Archive) -> Talks:
    return Talks(archive)


def seen(talks: Talks, unit: str = "Skole") -> UnitOverview:
    """From a talk of today."""
    return overview(talks.archive, talks.plan(TODAY, unit).head)


def walk(talks: Talks, day: date = SPRING, residual: tuple[int, int] = (4, 4)) -> Meeting:
    """A wheel with one risk, judged again."""
    wheel = talks.begin(day, kind_id="internkontroll", title="Turer")
    wheel = talks.do(wheel, risk_edits.add(wheel, "risikoer", "Elev blir borte"))
    return change(talks, wheel, residual_likelihood=residual[0], residual_consequence=residual[1])


def change(talks: Talks, wheel: Meeting, **values: object) -> Meeting:
    row: RiskRow = wheel.risks[0]
    return talks.do(wheel, Change(row, replace(row, **values)))


def test_open_tasks_of_the_units_other_kinds_come_by_frist(talks: Talks) -> None:
    wheel = talks.begin(SPRING, kind_id="internkontroll")
    talks.agree(wheel, "Sist", "01.12.2026")
    talks.agree(wheel, "Først", "01.10.2026")
    talks.agree(talks.begin(SPRING), "Fra en samtale", "01.10.2026")
    talks.agree(talks.begin(SPRING, unit="Barnehage", kind_id="evaluering"), "En annen enhet")
    tasks = seen(talks).tasks
    assert [task.text for task in tasks] == ["Først", "Sist"]
    assert (tasks[0].responsible, tasks[0].kind, tasks[0].day) == (
        "Enhetsleder",
        "Internkontroll",
        SPRING,
    )


def test_a_task_that_is_done_is_not_open(talks: Talks) -> None:
    talks.agree(talks.begin(SPRING, kind_id="evaluering"), "Gjort")
    later = talks.begin(AUTUMN, kind_id="evaluering")
    (task,) = carried_tasks(later)
    talks.do(later, follow_up_edits.say(later, task, AUTUMN, status=TaskStatus.DONE))
    assert seen(talks).tasks == ()


def test_a_residual_risk_on_the_highest_level_of_its_own_scale_is_told_of(talks: Talks) -> None:
    walk(talks)
    (risk,) = seen(talks).risks
    assert (risk.text, risk.score, risk.level) == ("Elev blir borte", 16, "Høy")


def test_a_risk_that_came_down_or_was_judged_lower_in_a_later_walk_is_not(talks: Talks) -> None:
    walk(talks)
    walk(talks, AUTUMN, (1, 2))
    assert seen(talks).risks == ()


def test_what_is_exempt_says_so_also_when_its_whole_meeting_is(talks: Talks) -> None:
    wheel = walk(talks)
    talks.agree(wheel, "Hemmelig")
    talks.do(wheel, Change(wheel.head, replace(wheel.head, exempt="basis-1")))
    found = seen(talks)
    assert [task.exempt for task in found.tasks] == ["basis-1"]
    assert [risk.exempt for risk in found.risks] == ["basis-1"]


def test_a_meeting_without_a_unit_has_nothing(talks: Talks) -> None:
    talks.agree(talks.begin(SPRING, unit="", kind_id="evaluering"), "Uten enhet")
    assert seen(talks, "") == UnitOverview((), ())
