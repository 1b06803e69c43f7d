from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from textual.app import App

from screens.read_back import Correct, Finished, ReadBackResult, ReadBackScreen
from store.meeting import Meeting
from store.rows import DecisionRow
from store.task_rows import ResponsibleRow, TaskRow
from tests.hostile_text import MARKUP


class Host(App[None]):
    def __init__(self, meeting: Meeting, index: int = 0) -> None:
        super().__init__()
        self.read_back = ReadBackScreen(meeting, index)
        self.answers: list[ReadBackResult] = []

    def on_mount(self) -> None:
        self.push_screen(self.read_back, self.answers.append)


def shown(host: Host) -> str:
    strips = host.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.fixture
def empty(plan_meeting: Callable[..., str], load: Callable[[str], Meeting]) -> Meeting:
    return load(plan_meeting())


def decision(uid: str, text: str, exempt: str = "") -> DecisionRow:
    return DecisionRow(uid=uid, meeting="m", sitting="s", stop="nok", text=text, exempt=exempt)


def task(uid: str, text: str, day: date | None = None, exempt: str = "") -> TaskRow:
    return TaskRow(
        uid=uid,
        meeting="m",
        sitting="s",
        stop="nok",
        text=text,
        deadline_kind="dato" if day else "mangler",
        deadline_date=day,
        exempt=exempt,
    )


@pytest.fixture
def agreed(empty: Meeting) -> Meeting:
    """A decision, and two tasks of which the second is due first."""
    return replace(
        empty,
        decisions=(decision("d1", "Bytte fagsystem"),),
        tasks=(task("t1", "Rydde"), task("t2", "Samstemme", date(2026, 12, 11))),
        responsibles=(
            ResponsibleRow(meeting="m", task="t2", name="Fagsykepleier"),
            ResponsibleRow(meeting="m", task="t2", name="Rektor"),
        ),
    )


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_decisions_then_tasks_by_frist_stand_alone_on_the_screen(
    agreed: Meeting, size: tuple[int, int]
) -> None:
    app = Host(agreed)
    async with app.run_test(size=size) as pilot:
        assert "BESLUTNING · 1 av 3" in shown(app)
        assert "Bytte fagsystem" in shown(app)
        await pilot.press("enter")
        assert "OPPGAVE · 2 av 3" in shown(app)
        for text in ("Samstemme", "Ansvar   Fagsykepleier, Rektor", "Frist    fre 11.12.2026"):
            assert text in shown(app)
        assert "Bytte fagsystem" not in shown(app)
        await pilot.press("right")
        assert "Ansvar   ! mangler" in shown(app)
        assert "Frist    ! mangler" in shown(app)
        assert app.answers == []


async def test_enter_after_the_last_is_finished(agreed: Meeting) -> None:
    app = Host(agreed)
    async with app.run_test() as pilot:
        await pilot.press("enter", "enter", "enter")
        assert app.answers == [Finished()]


async def test_left_goes_back_and_stays_at_the_first(agreed: Meeting) -> None:
    app = Host(agreed)
    async with app.run_test() as pilot:
        await pilot.press("right", "left", "left")
        assert "1 av 3" in shown(app)


async def test_escape_leaves_before_the_end(agreed: Meeting) -> None:
    app = Host(agreed)
    async with app.run_test() as pilot:
        await pilot.press("enter", "escape")
        assert app.answers == [None]


async def test_e_corrects_this_one_and_tells_where_to_open_again(agreed: Meeting) -> None:
    app = Host(agreed)
    async with app.run_test() as pilot:
        await pilot.press("enter", "e")
        assert app.answers == [Correct("t2", 1)]


async def test_it_opens_again_where_it_was(agreed: Meeting) -> None:
    app = Host(agreed, 2)
    async with app.run_test():
        assert "3 av 3" in shown(app)
        assert "Rydde" in shown(app)


async def test_a_place_that_is_gone_is_the_last_one(agreed: Meeting) -> None:
    app = Host(agreed, 7)
    async with app.run_test():
        assert "3 av 3" in shown(app)


async def test_a_meeting_where_nothing_was_agreed_has_nothing_to_read(empty: Meeting) -> None:
    app = Host(empty)
    async with app.run_test() as pilot:
        assert "Ingen beslutninger eller oppgaver" in shown(app)
        await pilot.press("e", "left", "u", "enter")
        assert app.answers == [Finished()]


async def test_an_exempt_text_is_hidden_until_asked_for_and_the_next_is_hidden_again(
    empty: Meeting,
) -> None:
    secret = (decision("d1", "HEMMELIG", exempt="h1"), decision("d2", "SKJULT", exempt="h1"))
    app = Host(replace(empty, decisions=secret))
    async with app.run_test() as pilot:
        assert "Unntatt offentlighet" in shown(app)
        assert "HEMMELIG" not in shown(app)
        await pilot.press("u")
        assert "HEMMELIG" in shown(app)
        await pilot.press("enter")
        assert "SKJULT" not in shown(app)


async def test_the_names_on_an_exempt_task_are_hidden_with_it(agreed: Meeting) -> None:
    secret = (task("t2", "HEMMELIG", date(2026, 12, 11), exempt="h1"),)
    app = Host(replace(agreed, decisions=(), tasks=secret))
    async with app.run_test() as pilot:
        assert "Fagsykepleier" not in shown(app)
        await pilot.press("u")
        assert "Fagsykepleier" in shown(app)


async def test_a_text_longer_than_the_screen_can_be_scrolled(empty: Meeting) -> None:
    long = " ".join(f"ord{number}" for number in range(1000))
    app = Host(replace(empty, decisions=(decision("d1", long),)))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "ord0 " in shown(app)
        await pilot.press(*["pagedown"] * 12)
        await pilot.pause()
        assert "ord999" in shown(app)


async def test_markup_is_only_text(empty: Meeting) -> None:
    rows = tuple(decision(f"d{number}", text) for number, text in enumerate(MARKUP))
    app = Host(replace(empty, decisions=rows))
    async with app.run_test() as pilot:
        for text in MARKUP:
            assert text in shown(app)
            await pilot.press("enter")
