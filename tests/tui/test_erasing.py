"""Erasing in the real app, by its keys: what is shown first, what is asked, what is gone."""

import asyncio
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace as with_fields
from textual.pilot import Pilot
from textual.widgets import Static

from screens.erasing import ErasingScreen
from screens.home import HomeScreen
from store import kind, meetings
from store.backups import Backups
from store.database import connect
from store.erasing import everywhere
from store.erasing.erasure import Erased
from store.meetings import Plan
from tests.erasing.bytes_of_files import holding
from tests.tui.bad_input import sentences
from tests.tui.test_exempting import on_the_wall
from tests.tui.whole_app import begin, press, remember_what_is_said
from tui import safekeeping
from tui.app import ReferatApp
from tui.composition import Run, compose
from tui.locations import Locations

SECRET = "Kloakklukt"


@pytest.fixture
def run(places: Locations, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A run on a file with an old meeting and a new one, and a copy of it."""
    monkeypatch.setattr(safekeeping, "_SECONDS_AFTER_START", 1000)
    run = compose()
    archive = run.workplace.archive
    for title, day in ((SECRET, date(2019, 3, 2)), ("Leirskole", date(2026, 3, 2))):
        evaluation = kind.load().by_id["evaluering"]
        plan = Plan(kind=evaluation, title=title, date=day, chair=f"{SECRET}s leder")
        meetings.plan(archive, plan)
    backups_of(run).make()
    return run


def backups_of(run: Run) -> Backups:
    assert run.workplace.backups is not None
    return run.workplace.backups


def app_on(run: Run) -> ReferatApp:
    app = ReferatApp(run, run.workplace)
    remember_what_is_said(app)
    return app


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await pilot.pause(0.01)


def about(app: ReferatApp) -> str:
    return str(app.screen.query_one("#about", Static).content)


def folder_of(run: Run) -> Path:
    return run.workplace.archive.path.parent


async def home_again(pilot: Pilot[None], app: ReferatApp) -> None:
    await until(pilot, lambda: isinstance(app.screen, HomeScreen) and bool(sentences(app)))


async def test_the_meeting_that_is_stood_on_is_gone_from_every_file(run: Run) -> None:
    app = app_on(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "right", "delete", "m")
        assert "1 møte slettes med alt som er skrevet i det." in about(app)
        assert "1 sikkerhetskopi" in about(app)
        assert SECRET in on_the_wall(app)
        await press(pilot, "s", "j")
        await home_again(pilot, app)
        assert sentences(app) == ["Slettet for godt i databasen og i 1 sikkerhetskopi."]
        assert SECRET not in on_the_wall(app)
        await begin(pilot)
    app.close_file()
    (left,) = {line.title for line in meetings.recent(compose().workplace.archive)} - {
        "Legemiddelhåndtering"
    }
    assert left == "Leirskole"


async def test_meetings_older_than_an_age_are_gone(run: Run) -> None:
    app = app_on(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "delete", "e", *"5 ", "å", "r", "enter", "s", "j")
        await home_again(pilot, app)
        assert "Leirskole" in on_the_wall(app)
        assert SECRET not in on_the_wall(app)
    app.close_file()


async def test_a_persons_name_is_gone_from_every_file(run: Run) -> None:
    app = app_on(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "delete", "p", *SECRET.lower(), "enter")
        assert "steder i 2 møter, historikken medregnet" in about(app)
        await press(pilot, "s", "j")
        await home_again(pilot, app)
    app.close_file()
    assert holding(SECRET, folder_of(run)) == []


async def test_nothing_is_gone_before_somebody_has_said_yes(run: Run) -> None:
    app = app_on(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "delete", "s", "p", *SECRET, "enter", "s", "enter", "s", "n")
        assert isinstance(app.screen, ErasingScreen)
        await press(pilot, "s", "escape", "escape")
        assert isinstance(app.screen, HomeScreen)
    app.close_file()
    assert len(holding(SECRET, folder_of(run))) == 2


@pytest.mark.parametrize(
    ("key", "typed", "complaint"),
    [("p", "ab", "for kort til å letes etter"), ("e", "fem", "er ikke en dato")],
)
async def test_what_can_not_be_meant_stays_in_its_line(
    run: Run, key: str, typed: str, complaint: str
) -> None:
    app = app_on(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "delete", key, *typed, "enter")
        assert complaint in on_the_wall(app)
        assert typed in on_the_wall(app)
    app.close_file()


async def test_the_name_that_is_looked_for_is_written_nowhere(run: Run) -> None:
    app = app_on(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "delete", "p", *"Skjult")
    app.close_file()
    assert holding("Skjult", folder_of(run)) == []


async def test_another_window_stops_it_and_all_goes_on(run: Run) -> None:
    app = app_on(run)
    async with app.run_test(size=(80, 24)) as pilot:
        other = connect(run.workplace.archive.path)
        other.execute("SELECT * FROM meeting").fetchall()
        await press(pilot, "delete", "e", *"5 ", "å", "r", "enter", "s", "j")
        await until(pilot, lambda: bool(sentences(app)))
        other.close()
        assert "er åpen i et annet program; lukk den der, og prøv igjen." in sentences(app)[-1]
        assert isinstance(app.screen, ErasingScreen)
        await press(pilot, "s", "j")
        await home_again(pilot, app)
    app.close_file()
    assert len(meetings.recent(compose().workplace.archive)) == 1


async def test_keys_that_are_pressed_meanwhile_do_no_harm_and_nobody_leaves(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_let, erase = threading.Event(), everywhere.erase

    def late(*told: Any) -> Erased:
        assert is_let.wait(20)
        return erase(*told)

    monkeypatch.setattr(everywhere, "erase", late)
    app = app_on(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "delete", "e", *"5 ", "å", "r", "enter", "s", "j")
        assert "Sletter for godt" in on_the_wall(app)
        await press(pilot, "x", "enter", "escape", "f1", "escape", "ctrl+q", "f1")
        assert app.is_running
        assert "Vent til fila er åpen igjen" in sentences(app)[-1]
        is_let.set()
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert "Leirskole" in on_the_wall(app)
    app.close_file()


async def test_the_settings_only_propose(run: Run) -> None:
    workplace = run.workplace
    settings = with_fields(workplace.settings, retention={"alle": 5})
    from dataclasses import replace  # noqa: PLC0415

    run = replace(run, workplace=replace(workplace, settings=settings))
    app = app_on(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert sentences(app) == [
            "1 møte er eldre enn oppbevaringstiden i innstillingene. "
            "Del på forsiden viser hva som kan slettes."
        ]
        await press(pilot, "delete", "o")
        assert "1 møte slettes" in about(app)
        await press(pilot, "escape")
    app.close_file()
    assert len(meetings.recent(compose().workplace.archive)) == 2


async def test_without_a_time_to_keep_nothing_is_proposed(run: Run) -> None:
    app = app_on(run)
    async with app.run_test(size=(80, 24)) as pilot:
        assert sentences(app) == []
        await press(pilot, "delete", "o")
        assert sentences(app)[-1].startswith("Innstillingene sier ikke hvor lenge")
    app.close_file()
