"""A clock that is set back in the middle of a meeting, or has never been set."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from screens.history import HistoryScreen
from store import drafts
from store.database import Archive
from store.vocabulary import Status
from tests.conftest import NOW
from tests.tui.bad_input import assert_alive, enter, enter_task
from tests.tui.whole_app import begin, newest, press, whole_app
from tui.app import ReferatApp

NEVER_SET = datetime(1970, 1, 1, 0, 0, 7, tzinfo=UTC)


class Clock:
    """Goes where it is set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def risks(app: ReferatApp) -> list[str]:
    return [risk.text for risk in newest(app).risks]


def shown(app: ReferatApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips(app.size))


@pytest.mark.parametrize(
    "back", [NOW - timedelta(hours=1), NOW - timedelta(days=400), NEVER_SET], ids=str
)
async def test_what_is_written_stands_in_the_order_in_which_it_was_written(
    tmp_path: Path, back: datetime
) -> None:
    clock = Clock(NOW)
    app = whole_app(tmp_path, clock)
    async with app.run_test() as pilot:
        await begin(pilot)
        await enter(pilot, "Først")
        clock.now = back
        await enter(pilot, "Så")
        await enter_task(pilot, "Tiltak", "Enhetsleder", "15.12.2026")
        clock.now = NOW + timedelta(minutes=5)
        await enter(pilot, "Sist")
        assert risks(app) == ["Først", "Så", "Sist"]
        (task,) = newest(app).tasks
        assert f"{task.deadline_date:%d.%m.%Y}" == "15.12.2026"
        rows = [*newest(app).risks, task]
        assert len({row.uid for row in rows}) == len(rows)
        assert_alive(app)


async def test_history_and_undo_follow_what_was_done_and_not_the_clock(tmp_path: Path) -> None:
    clock = Clock(NOW)
    app = whole_app(tmp_path, clock)
    async with app.run_test() as pilot:
        await begin(pilot)
        await enter(pilot, "Første risiko")
        clock.now = NEVER_SET
        await enter(pilot, "Andre risiko")
        await press(pilot, "ctrl+k")
        assert isinstance(app.screen, HistoryScreen)
        assert shown(app).index("Andre risiko") < shown(app).index("Første risiko")
        await press(pilot, "escape", "ctrl+z")
        assert risks(app) == ["Første risiko"]
        await press(pilot, "ctrl+z")
        assert risks(app) == []
        await press(pilot, "ctrl+y", "ctrl+y")
        assert risks(app) == ["Første risiko", "Andre risiko"]
        assert_alive(app)


async def test_a_meeting_is_planned_held_and_closed_with_a_clock_that_was_never_set(
    tmp_path: Path,
) -> None:
    app = whole_app(tmp_path, Clock(NEVER_SET))
    async with app.run_test() as pilot:
        await begin(pilot)
        await enter(pilot, "Feil liste")
        await enter_task(pilot, "Tiltak", "Enhetsleder", "15.12.2026")
        await press(pilot, *["f8"] * 4, "ctrl+l", "a")
        while not newest(app).locked:
            await press(pilot, "enter")
        assert newest(app).head.status is Status.CLOSED
        assert newest(app).sitting.date == NEVER_SET.date()
        assert_alive(app)


async def test_a_meeting_that_goes_on_when_the_clock_is_set_back_can_be_closed(
    tmp_path: Path,
) -> None:
    clock = Clock(NOW)
    app = whole_app(tmp_path, clock)
    async with app.run_test() as pilot:
        await begin(pilot)
        await enter(pilot, "Feil liste")
        clock.now = NOW - timedelta(days=1)
        await press(pilot, *["f8"] * 4, "ctrl+l", "a")
        while not newest(app).locked:
            await press(pilot, "enter")
        sitting = newest(app).sitting
        assert (sitting.date, sitting.end) == (NOW.date(), "")
        assert_alive(app)


def test_the_meeting_that_was_opened_last_is_opened_again_though_the_clock_was_set_back(
    archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    under, over = plan_meeting(), plan_meeting()
    drafts.mark_opened(archive, under)
    archive.clock = lambda: NOW - timedelta(hours=1)
    drafts.mark_opened(archive, over)
    assert drafts.left_open(archive) == over
