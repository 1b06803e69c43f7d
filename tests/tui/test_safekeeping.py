"""The real app makes its own backups, and never lets a meeting wait for one."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from screens.backups import BackupsScreen
from screens.home import HomeScreen
from screens.widgets.home_list import HomeList
from screens.workplace import Workplace
from store import copying, drafts, kind, meetings
from store.backups import Backup, Backups, meetings_in
from store.database import Archive, Connection, connect
from store.durability import bears_wal
from store.opening import Refused
from store.placement import Place
from tests.conftest import NOW
from tests.tui.bad_input import assert_alive, line_of, sentences
from tests.tui.whole_app import begin, newest, press, remember_what_is_said, type_in, whole_app
from tui import closed_file, safekeeping
from tui.app import ReferatApp
from tui.composition import Run, compose, compose_demo, compose_on_demo
from tui.locations import Locations
from tui.opening import open_app


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safekeeping, "_SECONDS_AFTER_START", 0.001)


@pytest.fixture
def run(places: Locations) -> Run:
    """A run on a file with one meeting that no copy holds."""
    run = compose()
    plan(run.workplace.archive, "Leirskole")
    return run


def plan(archive: Archive, title: str) -> None:
    evaluation = kind.load().by_id["evaluering"]
    meetings.plan(archive, meetings.Plan(kind=evaluation, title=title, date=NOW.date()))


def app_on(run: Run) -> ReferatApp:
    app = ReferatApp(run, run.workplace)
    remember_what_is_said(app)
    return app


def backups_of(run: Run) -> Backups:
    assert run.workplace.backups is not None
    return run.workplace.backups


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Let a thread that makes a copy come to what it does."""
    async with asyncio.timeout(20):
        while not condition():
            await pilot.pause(0.01)


def titles(backup: Backup) -> list[str]:
    found = meetings_in(backup, 10)
    assert found is not None
    return sorted(line.title for line in found)


# At the start


async def test_a_copy_is_made_at_the_start_of_what_the_last_run_left(run: Run) -> None:
    app, backups = app_on(run), backups_of(run)
    async with app.run_test() as pilot:
        await until(pilot, lambda: bool(backups.all()))
        assert sentences(app) == []
    (made,) = backups.all()
    assert titles(made) == ["Leirskole"]
    run.workplace.archive.close()


async def test_the_meeting_goes_on_while_a_copy_is_made(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_go_on = threading.Event(), threading.Event()
    pour = copying.pour

    def pour_slowly(source: Connection, target: Connection) -> None:
        begun.set()
        may_go_on.wait(20)
        pour(source, target)

    monkeypatch.setattr(copying, "pour", pour_slowly)
    app = app_on(run)
    async with app.run_test() as pilot:
        await until(pilot, begun.is_set)
        await begin(pilot)
        await type_in(pilot, "Feil liste")
        await press(pilot, "enter")
        await type_in(pilot, "halvskrevet")
        assert [risk.text for risk in newest(app).risks] == ["Feil liste"]
        assert line_of(app) == "halvskrevet"
        assert drafts.places(run.workplace.archive, newest(app).uid) != ()
        may_go_on.set()
        await until(pilot, lambda: bool(backups_of(run).all()))
    run.workplace.archive.close()


async def test_one_that_fails_is_told_in_a_sentence_and_the_meeting_goes_on(run: Run) -> None:
    backups = backups_of(run)
    backups.folder.write_text("en fil", encoding="utf-8")
    app = app_on(run)
    async with app.run_test() as pilot:
        await until(pilot, lambda: bool(sentences(app)))
        (sentence,) = sentences(app)
        assert sentence.startswith(f"Sikkerhetskopien ble ikke laget i {backups.folder}: ")
        await begin(pilot)
        await type_in(pilot, "Feil liste")
        await press(pilot, "enter")
        assert [risk.text for risk in newest(app).risks] == ["Feil liste"]
        assert_alive(app)
    run.workplace.archive.close()


async def test_an_error_that_nobody_foresaw_stops_no_meeting(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = threading.Event()

    def fail(_self: Backups) -> None:
        tried.set()
        raise ZeroDivisionError

    monkeypatch.setattr(Backups, "make_if_changed", fail)
    app = app_on(run)
    async with app.run_test() as pilot:
        await until(pilot, tried.is_set)
        await begin(pilot)
        assert_alive(app)
    run.workplace.archive.close()


# At the close


@pytest.fixture
def close_after(
    in_terminal: None, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Callable[[Archive], None]], int]:
    """Let the app do something to the file, and be left."""

    def open_and_leave(act: Callable[[Archive], None]) -> int:
        monkeypatch.setattr(ReferatApp, "run", lambda app: act(app._workplace.archive))
        return open_app()

    return open_and_leave


CloseAfter = Callable[[Callable[[Archive], None]], int]


def test_a_copy_is_made_at_the_close_when_something_was_written(
    places: Locations, close_after: CloseAfter
) -> None:
    backups = Backups(places.database, lambda: NOW)
    assert close_after(lambda archive: plan(archive, "Leirskole")) == 0
    (made,) = backups.all()
    assert titles(made) == ["Leirskole"]
    close_after(lambda archive: None)
    assert backups.all() == (made,)
    close_after(lambda archive: drafts.save(archive, "", "sted", "halvskrevet"))
    assert len(backups.all()) == 2


def test_one_that_fails_at_the_close_is_told_in_the_terminal(
    places: Locations, close_after: CloseAfter, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Backups(places.database, lambda: NOW).folder

    def write(archive: Archive) -> None:
        plan(archive, "Leirskole")
        folder.write_text("en fil", encoding="utf-8")

    assert close_after(write) == 0
    said = capsys.readouterr().err
    assert said.startswith(f"Sikkerhetskopien ble ikke laget i {folder}: ")
    assert said.count("\n") == 1


def test_whoever_will_not_wait_for_the_copy_is_let_go_in_good_order(
    places: Locations,
    close_after: CloseAfter,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def interrupt(_source: Connection, _target: Connection) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(copying, "pour", interrupt)
    assert close_after(lambda archive: plan(archive, "Leirskole")) == 0
    assert capsys.readouterr().err == ""
    assert list(Backups(places.database, lambda: NOW).folder.iterdir()) == []


def test_a_program_that_was_left_has_all_of_its_file_in_one(
    places: Locations, close_after: CloseAfter
) -> None:
    """So that whoever copies the file by hand has a whole one."""
    close_after(lambda archive: plan(archive, "Leirskole"))
    there = {each.name for each in places.database.parent.iterdir()}
    assert there == {"referat.db", "referat.db-sikkerhetskopier"}


def test_a_program_that_wrote_nothing_leaves_no_folder(
    places: Locations, close_after: CloseAfter
) -> None:
    close_after(lambda archive: None)
    assert [each.name for each in places.database.parent.iterdir() if each.is_dir()] == []


# A copy is put back


async def test_a_copy_is_put_back_by_its_key_and_the_work_goes_on_in_it(run: Run) -> None:
    backups, app = backups_of(run), app_on(run)
    backups.make()
    plan(run.workplace.archive, "Skrevet siden")
    async with app.run_test(size=(110, 30)) as pilot:
        await until(pilot, lambda: len(backups.all()) == 2)
        await press(pilot, "k")
        await until(pilot, lambda: "2" in head_of(app))
        await press(pilot, "down", "g", "j")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert home_titles(app) == ["Leirskole"]
        assert sentences(app)[-1].startswith("Gjenopprettet fra ")
        await begin(pilot)
        await type_in(pilot, "Feil liste")
        await press(pilot, "enter", "escape", "escape")
        assert [risk.text for risk in newest(app).risks] == ["Feil liste"]
        assert sorted(home_titles(app)) == ["Legemiddelhåndtering", "Leirskole"]
    (replaced,) = (each for each in backups.all() if each.is_replaced)
    assert titles(replaced) == ["Leirskole", "Skrevet siden"]
    app.close_file()


async def test_enter_and_n_and_esc_put_nothing_back(run: Run) -> None:
    backups, app = backups_of(run), app_on(run)
    backups.make()
    plan(run.workplace.archive, "Skrevet siden")
    async with app.run_test(size=(110, 30)) as pilot:
        await press(pilot, "k")
        await until(pilot, lambda: bool(head_of(app)))
        for no in ("enter", "n", "escape"):
            await press(pilot, "end", "g", no)
            assert isinstance(app.screen, BackupsScreen)
        await press(pilot, "escape")
        assert sorted(home_titles(app)) == ["Leirskole", "Skrevet siden"]
    app.close_file()


@pytest.mark.usefixtures("short_waits")
@pytest.mark.skipif(not bears_wal(Place.LOCAL), reason="This SQLite's WAL is not used")
async def test_while_another_window_has_the_file_nothing_is_put_back_and_all_goes_on(
    run: Run,
) -> None:
    backups, app = backups_of(run), app_on(run)
    backups.make()
    plan(run.workplace.archive, "Skrevet siden")
    async with app.run_test(size=(110, 30)) as pilot:
        await until(pilot, lambda: len(backups.all()) == 2)
        await press(pilot, "k")
        await until(pilot, lambda: "2" in head_of(app))
        other = connect(backups.database)
        other.execute("SELECT * FROM meeting").fetchall()
        await press(pilot, "down", "g", "j")
        await until(pilot, lambda: isinstance(app.screen, BackupsScreen))
        other.close()
        assert "er åpen i et annet program; lukk den der, og prøv igjen." in sentences(app)[-1]
        assert isinstance(app.screen, BackupsScreen)
        await press(pilot, "escape")
        assert sorted(home_titles(app)) == ["Leirskole", "Skrevet siden"]
        await begin(pilot)
        assert_alive(app)
    app.close_file()


async def test_a_file_that_can_not_be_opened_again_ends_the_program_in_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups, app = backups_of(run), app_on(run)
    backups.make()

    def refuse(_workplace: Workplace) -> Workplace:
        raise Refused("Databasen kan ikke leses.")

    monkeypatch.setattr(closed_file, "reopen", refuse)
    async with app.run_test(size=(110, 30)) as pilot:
        await press(pilot, "k")
        await until(pilot, lambda: bool(head_of(app)))
        await press(pilot, "g", "j")
        await until(pilot, lambda: app.return_code == 1)
        assert [str(each) for each in app._exit_renderables] == ["Databasen kan ikke leses."]


def head_of(app: ReferatApp) -> str:
    """How many copies are said to be there; nothing before they are read."""
    if not isinstance(app.screen, BackupsScreen):
        return ""
    return str(app.screen.query_one("#head", Static).content).removeprefix("SIKKERHETSKOPIER")


def home_titles(app: ReferatApp) -> list[str]:
    (rows,) = app.screen_stack[0].query("#meetings").results(HomeList)
    return [row.text.rpartition(" · ")[2] for row in rows.rows]


# What is not copied


async def test_the_demo_says_that_it_has_none(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await press(pilot, "k")
        assert isinstance(app.screen, HomeScreen)
        assert sentences(app) == ["Demoen har ingen sikkerhetskopier."]
    app.close_file()


@pytest.mark.usefixtures("places")
async def test_no_copy_is_made_of_the_demo(tmp_path: Path) -> None:
    run = compose_on_demo()
    app = app_on(run)
    async with app.run_test() as pilot:
        await pilot.pause(0.05)
    assert run.workplace.backups is None
    folder = run.workplace.archive.path.parent
    assert [each.name for each in folder.iterdir() if each.is_dir()] == []
    run.workplace.archive.close()


@pytest.mark.usefixtures("places")
def test_the_demo_beside_ones_own_file_is_not_copied_either() -> None:
    run = compose()
    demo = compose_demo(run)
    assert demo.backups is None
    assert run.workplace.backups is not None
    demo.archive.close()
    run.workplace.archive.close()
