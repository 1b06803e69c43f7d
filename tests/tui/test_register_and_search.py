"""From home to the register and the search, and from there into the meeting and back."""

from pathlib import Path

import pytest
from textual.widgets import Footer

from screens.home import HomeScreen
from screens.meeting import MeetingScreen
from screens.register import RegisterScreen
from screens.search import SearchScreen
from store import lifecycle
from tests.tui.whole_app import begin, newest, press, type_in, whole_app


@pytest.fixture
def risks() -> tuple[str, ...]:
    return ("Feil dosett", "Feil bruker", "Feil liste")


async def test_o_opens_the_register_and_enter_goes_to_the_risk_that_the_task_hangs_on(
    tmp_path: Path, risks: tuple[str, ...]
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test(size=(110, 30)) as pilot:
        await begin(pilot)
        for text in risks:
            await type_in(pilot, text)
            await press(pilot, "enter")
        await press(pilot, "up", "up", "f3")  # on the second risk
        for text in ("Rette lista", "Fagsykepleier", "uke 50"):
            await type_in(pilot, text)
            await press(pilot, "enter")
        (task,) = newest(app).tasks
        assert task.about == newest(app).risks[1].uid
        await press(pilot, "f8", "escape", "o")
        assert isinstance(app.screen, RegisterScreen)
        await press(pilot, "enter")
        assert isinstance(app.screen, MeetingScreen)
        assert app.screen.stop.key == "identifiser"
        assert app.screen.editor is not None
        assert app.screen.editor.about == task.about
        await press(pilot, "escape")
        assert isinstance(app.screen, RegisterScreen)
        await press(pilot, "s", "3", "enter", "escape")
        assert isinstance(app.screen, HomeScreen)
        assert [row.status for row in newest(app).follow_ups] == ["utført"]


async def test_f_opens_the_search_and_enter_goes_to_where_the_words_stand(
    tmp_path: Path, risks: tuple[str, ...]
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test(size=(110, 30)) as pilot:
        await begin(pilot)
        for text in risks:
            await type_in(pilot, text)
            await press(pilot, "enter")
        await press(pilot, "f8", "escape", "f")
        assert isinstance(app.screen, SearchScreen)
        await type_in(pilot, "feil bru")
        await press(pilot, "enter", "enter")
        assert isinstance(app.screen, MeetingScreen)
        assert app.screen.stop.key == "identifiser"
        assert app.screen.editor is not None
        assert app.screen.editor.about == newest(app).risks[1].uid
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_esc_leaves_a_closed_meeting_that_one_was_sent_into(
    tmp_path: Path, risks: tuple[str, ...]
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test(size=(110, 30)) as pilot:
        await begin(pilot)
        await type_in(pilot, risks[0])
        await press(pilot, "enter", "f8", "escape")
        archive = app._workplace.archive
        lifecycle.close(archive, newest(app))
        await press(pilot, "f")
        await type_in(pilot, "dosett")
        await press(pilot, "enter", "enter")
        assert isinstance(app.screen, MeetingScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, SearchScreen)


async def test_home_names_both_keys(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        shown = [key.description for key in app.screen.query_one(Footer).query("FooterKey")]  # type: ignore[attr-defined]
        assert {"Oppgaver", "Søk"} <= set(shown)
