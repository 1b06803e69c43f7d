"""What goes wrong around the real app: one Norwegian sentence, and nothing is lost."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Static

from screens.meeting import MeetingScreen
from store import drafts, kind
from tests.tui.bad_input import assert_alive, enter, enter_task, line_of, sentences
from tests.tui.busy_file import locked
from tests.tui.whole_app import begin, newest, press, type_in, whole_app
from tui.app import ReferatApp
from tui.composition import compose
from tui.locations import Locations

BUSY = "Databasen kunne ikke skrives nå. Teksten står fortsatt her; prøv igjen om litt."


# A file that somebody else uses


@pytest.mark.usefixtures("short_waits")
async def test_while_the_file_is_locked_what_is_typed_stands_and_enter_works_afterwards(  # noqa: PLR0915 - one story
    tmp_path: Path,
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await type_in(pilot, "Feil liste")
        with locked(tmp_path):
            await press(pilot, "enter")
            assert sentences(app).count(BUSY) == 1
            assert line_of(app) == "Feil liste"
            assert newest(app).risks == ()
        await press(pilot, "enter")
        await press(pilot, "f2")
        with locked(tmp_path):
            await enter(pilot, "Vi gjør det")
            assert sentences(app).count(BUSY) == 2
            assert line_of(app) == "Vi gjør det"
        await press(pilot, "enter")
        with locked(tmp_path):
            await enter_task(pilot, "Innføre samstemming", "Enhetsleder", "uke 50")
            assert sentences(app).count(BUSY) == 3
        await press(pilot, "enter")
        meeting = newest(app)
        texts = [each.text for each in (*meeting.risks, *meeting.decisions)]
        assert texts == ["Feil liste", "Vi gjør det"]
        assert [(each.text, each.deadline_date) for each in meeting.tasks] == [
            ("Innføre samstemming", date(2026, 12, 11))
        ]
        assert line_of(app) == ""
        await pilot.pause(1.1)  # a draft that failed is tried again each second
        assert drafts.places(app._workplace.archive, meeting.uid) == ()


@pytest.mark.usefixtures("short_waits")
async def test_a_locked_file_lets_nobody_leave_a_text_that_is_kept_nowhere(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    unsaved = "Teksten i linja er ikke lagret ennå. Vent litt, og prøv igjen."
    async with app.run_test() as pilot:
        await begin(pilot)
        with locked(tmp_path):
            await type_in(pilot, "halvskrevet")
            for key in "f8", "f7", "escape":
                await press(pilot, key)
                assert line_of(app) == "halvskrevet"
            assert unsaved in sentences(app)
        await press(pilot, "f8", "f7")
        assert line_of(app) == "halvskrevet"


@pytest.mark.usefixtures("short_waits")
async def test_a_locked_file_stops_nobody_from_going_about(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await enter(pilot, "Feil liste")
        with locked(tmp_path):
            await press(pilot, "f8", "4", "ctrl+z", "f2", "escape", "f3", "escape", "f7")
            assert isinstance(app.screen, MeetingScreen)
            assert app.screen.stop.key == "identifiser"
            await press(pilot, "ctrl+l", "a")
            assert not newest(app).locked
            assert BUSY in sentences(app)
            await press(pilot, "escape", "enter")
            assert isinstance(app.screen, MeetingScreen)
            assert_alive(app)
        assert [each.text for each in newest(app).risks] == ["Feil liste"]


# Folders and files around it


async def test_a_documents_folder_that_is_a_file_is_told_of_in_one_sentence(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    (tmp_path / "Referat").write_text("mitt", encoding="utf-8")
    async with app.run_test() as pilot:
        await begin(pilot)
        await press(pilot, "ctrl+r")
        while not any("Mappen" in each for each in sentences(app)):
            await pilot.pause(0.01)  # the thread that writes says so
        (sentence,) = (each for each in sentences(app) if "Mappen" in each)
        assert sentence.startswith(f"Mappen {tmp_path / 'Referat'} kan ikke lages: ")
        assert "\n" not in sentence
        assert (tmp_path / "Referat").read_text(encoding="utf-8") == "mitt"
        assert_alive(app)


async def test_home_names_a_kind_file_that_cannot_be_used_and_offers_the_others(
    tmp_path: Path,
) -> None:
    own = tmp_path / "typer"
    own.mkdir()
    (own / "egen.toml").write_text('id = "egen"\n[/] = 1\n', encoding="utf-8")
    app = whole_app(tmp_path)
    app._workplace = replace(app._workplace, kinds=kind.load(own))
    async with app.run_test() as pilot:
        await press(pilot)
        (mistake,) = app.screen.query(".mistake").results(Static)
        assert str(mistake.content).startswith("! egen.toml: ")
        await begin(pilot, "e")
        assert newest(app).kind.id == "evaluering"


async def test_home_names_each_setting_that_could_not_be_used(places: Locations) -> None:
    places.settings.parent.mkdir()
    places.settings.write_text('tema = "lys"\nwho = 3\nmunicipality = "X"\n', "utf-8")
    run = compose()
    app = ReferatApp(run, run.workplace)
    async with app.run_test() as pilot:
        await press(pilot)
        told = [str(each.content) for each in app.screen.query(".mistake").results(Static)]
        assert [each.partition(": «")[2].partition("»")[0] for each in told] == ["tema", "who"]
        await press(pilot, "ctrl+s")
        assert_alive(app)
    run.workplace.archive.close()
    assert places.settings.read_text("utf-8") == (
        'tema = "lys"\nwho = 3\nmunicipality = "X"\ntheme = "prosjektor"\n'
    )
