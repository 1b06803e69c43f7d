"""«Siden sist»: the tasks of earlier meetings, straight down the list."""

from datetime import date

import pytest
from msgspec.structs import replace
from textual.widgets import Static

from screens.dialogs import Choose, Tell
from screens.sections.follow_up import FollowUpEditor
from screens.sections.since_last import SinceLastEditor
from screens.widgets.capture import CaptureLine
from screens.widgets.row_list import RowList
from store import drafts, lifecycle
from store.database import Archive
from store.edits import Change
from store.meeting import Meeting
from store.sections import carried_tasks
from store.task_rows import CarriedRow
from store.vocabulary import TaskStatus
from tests.screens.acts import do
from tests.screens.desk_host import EditorHost
from tests.series_of_talks import AUTUMN, SPRING, Talks

NARROW = (80, 24)


@pytest.fixture
def talks(archive: Archive) -> Talks:
    return Talks(archive)


@pytest.fixture
def talk(talks: Talks) -> Meeting:
    """A talk of today with three tasks from the last one."""
    last = talks.begin(SPRING, title="Vår")
    for text, frist in (("Plan", "01.06.2026"), ("Kurs", "uke 50"), ("Prognose", "")):
        talks.agree(last, text, frist)
    talks.close(last)
    return talks.begin()


def host(talks: Talks, meeting: Meeting) -> EditorHost:
    return EditorHost(talks.archive, meeting.uid, "siden_sist", SinceLastEditor)


def said(host: EditorHost) -> list[str]:
    """What was said of each task; «» of what nobody spoke of."""
    return [str(task.state.status) if task.said else "" for task in carried_tasks(host.shown)]


def lines(host: EditorHost) -> list[str]:
    rows = host.query_one("#tasks", RowList)
    return [getattr(option.prompt, "plain", "") for option in rows.options]


async def test_digits_go_straight_down_the_list(talks: Talks, talk: Meeting) -> None:
    app = host(talks, talk)
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "2", "3", "5")
        assert said(app) == ["pågår", "utført", "utgår"]
        await do(pilot, "1")
        assert "Alle oppgavene under har fått status" in app.refusals[-1]


async def test_the_cursor_stays_so_that_a_remark_is_of_what_was_just_spoken_of(
    talks: Talks, talk: Meeting
) -> None:
    app = host(talks, talk)
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "2", "m", "'Venter på tilbud", "enter", "3")
        first, second, _third = carried_tasks(app.shown)
        assert (first.state.status, first.state.remark) == (
            TaskStatus.UNDER_WAY,
            "Venter på tilbud",
        )
        assert (second.state.status, second.state.remark) == (TaskStatus.DONE, "")


async def test_the_arrows_choose_which_task_a_digit_is_for(talks: Talks, talk: Meeting) -> None:
    app = host(talks, talk)
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "2", "down", "down", "3", "up", "up", "4")
        assert said(app) == ["effekt kontrollert", "", "utført"]


async def test_a_mark_stands_at_the_task_that_the_next_digit_is_for(
    talks: Talks, talk: Meeting
) -> None:
    app = host(talks, talk)
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "2")
        assert [line.startswith("▸") for line in lines(app)] == [False, True, False]


async def test_which_task_each_key_is_for_is_said_where_they_are_not_the_same(
    talks: Talks, talk: Meeting
) -> None:
    app = host(talks, talk)
    async with app.run_test(size=NARROW) as pilot:
        hint = app.query_one("#hint", Static)
        assert str(hint.content).startswith("1 ikke startet")
        await do(pilot, "2")
        assert str(hint.content).startswith("M, N og H gjelder fortsatt 1 · tallene gjelder 2")
        await do(pilot, "down")
        assert str(hint.content).startswith("1 ikke startet")


async def test_a_new_frist_stands_beside_the_old_one(talks: Talks, talk: Meeting) -> None:
    app = host(talks, talk)
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "n", "'15.12")
        understood = app.query_one(".understood", Static).content
        assert "tir 15.12.2026 (uke 51)" in str(understood)
        await do(pilot, "enter")
        (moved, *_rest) = carried_tasks(app.shown)
        assert moved.state.deadline_date == date(2026, 12, 15)
        assert "frist 01.06.2026 → 15.12.2026" in lines(app)[0]
        assert app.query_one(RowList).has_focus


async def test_a_frist_with_two_meanings_asks(talks: Talks, talk: Meeting) -> None:
    app = host(talks, talk)
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "n", "'neste fredag", "enter")
        assert isinstance(app.screen, Choose)
        await do(pilot, "2")
        (moved, *_rest) = carried_tasks(app.shown)
        assert (moved.state.deadline, moved.state.deadline_date) == (
            "neste fredag",
            date(2026, 12, 4),
        )
        assert not app.query(CaptureLine)
        assert app.query_one(RowList).has_focus
        await do(pilot, "h")
        assert isinstance(app.screen, Tell)


@pytest.mark.parametrize("typed", ["'31.2", "'blablabla", ""])
async def test_a_frist_that_is_none_is_refused_and_stands_in_the_line(
    talks: Talks, talk: Meeting, typed: str
) -> None:
    app = host(talks, talk)
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "n", *([typed] if typed else []), "enter")
        assert str(app.query_one(".understood", Static).content).startswith("! ")
        assert app.query_one(CaptureLine).value == typed[1:]
        assert said(app) == ["", "", ""]


async def test_a_remark_that_was_put_away_stands_there_the_next_time(
    talks: Talks, talk: Meeting
) -> None:
    app = host(talks, talk)
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "m", "'Venter på", "escape")
        assert not app.query(CaptureLine)
        await do(pilot, "m")
        assert app.query_one(CaptureLine).value == "Venter på"
        await do(pilot, "enter")
    task = talk.carried[0].task
    assert drafts.text(talks.archive, talk.uid, f"oppfølging/{task}/merknad") == ""


async def test_what_is_late_and_what_was_said_last_time_stands_in_the_list(
    talks: Talks, talk: Meeting
) -> None:
    app = host(talks, talk)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        assert "! over fristen" in lines(app)[0]
        assert "? sist ikke startet" in lines(app)[1]
        await do(pilot, "3")
        assert "✓ utført (sist ikke startet)" in lines(app)[0]
        assert "over fristen" not in lines(app)[0]


async def test_the_history_of_a_task_is_one_key_away(talks: Talks, talk: Meeting) -> None:
    app = host(talks, talk)
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "2", "h")
        assert isinstance(app.screen, Tell)
        shown = str(app.screen.query_one("#text Static", Static).content)
        assert "19.05.2026 · avtalt · Vår\nFrist: 01.06.2026" in shown
        assert "24.11.2026 · pågår · Samtale" in shown


async def test_an_exempt_task_is_hidden_with_its_remark_and_history(
    talks: Talks, talk: Meeting
) -> None:
    row: CarriedRow = talk.carried[0]
    talks.do(talk, Change(row, replace(row, exempt="basis-1", remark="Hemmelig")))
    app = host(talks, talk)
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "h", "m")
        assert not app.query(CaptureLine)
        assert not isinstance(app.screen, Tell)
        assert len(app.refusals) == 2
        assert "Plan" not in lines(app)[0]
        assert "Hemmelig" not in lines(app)[0]
        assert "Enhetsleder" not in lines(app)[0]


async def test_the_units_other_tasks_come_and_go_on_one_key(talks: Talks, talk: Meeting) -> None:
    wheel = talks.begin(AUTUMN, kind_id="internkontroll")
    talks.agree(wheel, "Turrutine")
    app = host(talks, talk)
    async with app.run_test(size=(100, 40)) as pilot:
        await do(pilot, "a")
        assert any("Turrutine" in line for line in lines(app))
        assert any("ENHETENS RØDE RESTRISIKOER  0" in line for line in lines(app))
        await do(pilot, "3")
        assert said(app) == ["", "", ""]
        await do(pilot, "a")
        assert not any("Turrutine" in line for line in lines(app))


async def test_the_first_talk_of_a_series_says_that_there_is_nothing_from_before(
    talks: Talks,
) -> None:
    app = host(talks, talks.begin())
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        assert "det første møtet i rekka" in lines(app)[0]


async def test_a_talk_after_one_that_left_nothing_says_that(talks: Talks) -> None:
    talks.close(talks.begin(SPRING))
    app = host(talks, talks.begin())
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        assert "Ingen åpne oppgaver fra møtet 19.05.2026" in lines(app)[0]


async def test_a_last_talk_that_is_not_closed_is_told_of(talks: Talks) -> None:
    talks.begin(SPRING)
    app = host(talks, talks.begin())
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        assert "Møtet 19.05.2026 er ikke avsluttet" in str(app.query_one("#help", Static).content)


async def test_an_approved_talk_takes_nothing_more(talks: Talks, talk: Meeting) -> None:
    talks.close(talk)
    lifecycle.send(talks.archive, talks.now(talk))
    lifecycle.approve(talks.archive, talks.now(talk), "Enhetsleder")
    app = host(talks, talk)
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "2", "m", "n")
        assert said(app) == ["", "", ""]
        assert len(app.refusals) == 3


# The closing stop of a kind that has no such stop


async def test_the_closing_stop_of_another_kind_shows_them_with_the_same_acts(
    talks: Talks,
) -> None:
    talks.agree(talks.begin(SPRING, kind_id="evaluering"), "Turrutine", "01.06.2026")
    meeting = talks.begin(kind_id="evaluering")
    app = EditorHost(talks.archive, meeting.uid, "oppfolging", FollowUpEditor)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        assert any("FRA TIDLIGERE MØTER  1" in line for line in lines(app))
        await do(pilot, "2", "m", "'I gang", "enter", "n", "'15.12", "enter", "s", "3")
        (task,) = carried_tasks(app.shown)
        (row,) = task.said
        assert (row.status, row.remark) == (TaskStatus.DONE, "I gang")
        assert row.deadline_date == date(2026, 12, 15)


async def test_the_closing_stop_of_a_talk_leaves_them_to_their_own_stop(
    talks: Talks, talk: Meeting
) -> None:
    app = EditorHost(talks.archive, talk.uid, "oppfolging", FollowUpEditor)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        assert not any("FRA TIDLIGERE" in line for line in lines(app))
