"""What happens to the file while a meeting is written in it: one sentence, and no text is lost."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual._callback import invoke
from textual.pilot import Pilot
from textual.widgets import Input

from screens.dialogs import Confirm
from screens.meeting import MeetingScreen
from screens.plan import PlanScreen
from store.database import Connection, Error
from tests.tui.bad_input import assert_alive, enter, enter_task, line_of, sentences
from tests.tui.whole_app import begin, newest, press, type_in, whole_app
from tui.app import ReferatApp

FULL = (
    "Disken er full eller svarer ikke, så dette ble ikke lagret. Teksten står fortsatt her; rydd "
    "plass, og prøv igjen."
)
PROTECTED = (
    "Databasen er blitt skrivebeskyttet, så dette ble ikke lagret. Teksten står fortsatt her; gi "
    "deg skrivetilgang, og prøv igjen."
)
GONE = (
    "Databasefila er flyttet, slettet eller byttet ut, så dette ble ikke lagret. Teksten står "
    "fortsatt her; legg fila tilbake, og prøv igjen."
)
DAMAGED = (
    "Databasen er skadet, så dette ble ikke lagret. Teksten står fortsatt her; ta vare på den, "
    "avslutt, og hent en kopi med «referat gjenopprett»."
)


def connection_of(app: ReferatApp) -> Connection:
    return app._workplace.archive.connection


def risks(app: ReferatApp) -> list[str]:
    return [risk.text for risk in newest(app).risks]


def fill_disk(connection: Connection) -> None:
    """SQLite itself says that there is no room, as on a full disk."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages}")


def empty_disk(connection: Connection) -> None:
    connection.execute("PRAGMA max_page_count=1000000")


def protect(connection: Connection) -> None:
    """SQLite itself says that the file can only be read, as on a disk mounted anew."""
    connection.execute("PRAGMA query_only=ON")


def give_access(connection: Connection) -> None:
    connection.execute("PRAGMA query_only=OFF")


# The disk is full, or can only be read


async def test_a_disk_that_fills_in_the_middle_of_a_meeting_loses_no_text(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    lines = [f"{number} {'lang risiko ' * 40}".strip() for number in range(60)]
    async with app.run_test() as pilot:
        await begin(pilot)
        fill_disk(connection_of(app))
        written = await write_until_refused(pilot, app, lines)
        assert FULL in sentences(app)
        assert line_of(app) == lines[written]
        assert risks(app) == lines[:written]
        await press(pilot, "f8", "f7")
        assert line_of(app) == lines[written]
        empty_disk(connection_of(app))
        await press(pilot, "enter")
        assert line_of(app) == ""
        await enter(pilot, *lines[written + 1 :][:3])
        assert risks(app) == lines[: written + 4]
        assert_alive(app)


async def write_until_refused(pilot: Pilot[None], app: ReferatApp, lines: list[str]) -> int:
    """How many lines were taken before there was no room for the next one."""
    for number, line in enumerate(lines):
        await type_in(pilot, line)
        await press(pilot, "enter")
        if line_of(app):
            return number
    raise AssertionError("there was room for all of them")


full_or_read_only = pytest.mark.parametrize(
    ("begin_fault", "end_fault", "sentence"),
    [(fill_disk, empty_disk, FULL), (protect, give_access, PROTECTED)],
    ids=["full", "read-only"],
)


@full_or_read_only
async def test_decisions_and_tasks_stand_in_their_lines_until_the_file_takes_them(
    tmp_path: Path,
    begin_fault: Callable[[Connection], None],
    end_fault: Callable[[Connection], None],
    sentence: str,
) -> None:
    app = whole_app(tmp_path)
    long = "Vi innfører samstemming ved hver innleggelse. " * 400
    async with app.run_test() as pilot:
        await begin(pilot)
        begin_fault(connection_of(app))
        await press(pilot, "f2")
        await enter(pilot, long)
        assert sentence in sentences(app)
        assert line_of(app).strip() == long.strip()
        end_fault(connection_of(app))
        await press(pilot, "enter")
        begin_fault(connection_of(app))
        app.said.clear()  # type: ignore[attr-defined]  # kept by `whole_app`
        await enter_task(pilot, long, "Enhetsleder", "uke 50")
        assert sentence in sentences(app)
        end_fault(connection_of(app))
        await press(pilot, "enter")
        meeting = newest(app)
        assert [each.text for each in meeting.decisions] == [long.strip()]
        assert [(each.text, each.responsible) for each in meeting.tasks] == [
            (long.strip(), "Enhetsleder")
        ]


@full_or_read_only
async def test_a_plan_and_the_details_stand_as_filled_in_until_the_file_takes_them(
    tmp_path: Path,
    begin_fault: Callable[[Connection], None],
    end_fault: Callable[[Connection], None],
    sentence: str,
) -> None:
    app = whole_app(tmp_path)
    long = "Legemiddelhåndtering " * 2000
    async with app.run_test() as pilot:
        await press(pilot, "h")
        begin_fault(connection_of(app))
        await type_in(pilot, long)
        await press(pilot, "ctrl+s")
        assert sentence in sentences(app)
        assert isinstance(app.screen, PlanScreen)
        assert line_of(app).strip() == long.strip()
        end_fault(connection_of(app))
        await press(pilot, "ctrl+s")
        assert newest(app).head.title == long.strip()
        await press(pilot, "ctrl+o")
        app.screen.query_one("#unit", Input).focus()
        begin_fault(connection_of(app))
        app.said.clear()  # type: ignore[attr-defined]  # kept by `whole_app`
        await enter(pilot, long)
        assert sentence in sentences(app)
        unit = app.screen.query_one("#unit", Input)
        assert unit.value.strip() == long.strip()
        end_fault(connection_of(app))
        unit.focus()
        await press(pilot, "enter")
        assert newest(app).head.unit == long.strip()


async def test_whoever_quits_is_told_that_a_text_is_not_kept(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        protect(connection_of(app))
        await type_in(pilot, "halvskrevet")
        await press(pilot, "ctrl+q")
        assert question_of(app) == "Avslutte programmet? Teksten i linja er ikke lagret."
        await press(pilot, "n")
        assert line_of(app) == "halvskrevet"
        give_access(connection_of(app))
        await press(pilot, "ctrl+q")
        assert question_of(app) == "Avslutte programmet? Alt er lagret."


def question_of(app: ReferatApp) -> str:
    assert isinstance(app.screen, Confirm)
    return str(app.screen.query_one("#question").render())


# The file is taken away or damaged


only_posix = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows lets nobody take away a file that is open"
)


@only_posix
async def test_nothing_is_written_in_a_file_that_is_taken_away_until_it_is_back(
    tmp_path: Path,
) -> None:
    app = whole_app(tmp_path)
    file, elsewhere = tmp_path / "møter.db", tmp_path / "flyttet.db"
    async with app.run_test() as pilot:
        await begin(pilot)
        file.rename(elsewhere)
        await enter(pilot, "Feil liste")
        assert GONE in sentences(app)
        assert line_of(app) == "Feil liste"
        shutil.copyfile(elsewhere, file)  # as a program that syncs puts its own there
        await press(pilot, "enter")
        assert line_of(app) == "Feil liste"
        elsewhere.replace(file)
        await press(pilot, "enter")
        assert risks(app) == ["Feil liste"]
        assert_alive(app)


def cut_off(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def empty(file: Path) -> None:
    os.truncate(file, 0)


def overwrite(file: Path) -> None:
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\xa5" * (size - 4096))


@pytest.mark.parametrize("damage", [cut_off, empty, overwrite])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps others out of an open file")
async def test_a_file_that_is_damaged_while_it_is_open_leaves_the_text_on_the_screen(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await enter(pilot, "Feil liste")
        put_all_in(tmp_path / "møter.db", connection_of(app))
        damage(tmp_path / "møter.db")
        await enter(pilot, "Feil dose")
        assert DAMAGED in sentences(app)
        assert line_of(app) == "Feil dose"
        await press(pilot, "enter", "f8", "f7", "escape")
        await let_time_pass(app)
        assert isinstance(app.screen, MeetingScreen)
        assert line_of(app) == "Feil dose"
        assert_alive(app)


async def let_time_pass(app: ReferatApp) -> None:
    """Do all that the screen does by the clock."""
    timers = [timer for timer in app.screen._timers if timer._callback is not None]
    assert timers
    for timer in timers:
        await invoke(timer._callback)


def put_all_in(file: Path, connection: Connection) -> None:
    """So that what is read next is read in the file, and not in the log or in memory."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA cache_size=1")
    connection.execute("PRAGMA shrink_memory")
    assert file.stat().st_size > 8192


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps others out of an open file")
async def test_a_screen_that_needs_a_damaged_file_ends_the_program_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = whole_app(tmp_path)
    with pytest.raises(Error, match="malformed"):
        await go_on_in_a_damaged_file(app, tmp_path / "møter.db")
    assert app.return_code == 1
    sentence = (
        f"Databasen {tmp_path / 'møter.db'} kan ikke leses og er skadet. "
        "«referat sjekk» viser sikkerhetskopiene, og «referat gjenopprett FIL» henter en av "
        "dem."
    )
    # The terminal's width decides where its lines end, also in the middle of the path.
    assert "".join(capsys.readouterr().err.split()) == "".join(sentence.split())
    assert not (tmp_path / "feilrapporter").exists()


async def go_on_in_a_damaged_file(app: ReferatApp, file: Path) -> None:
    async with app.run_test() as pilot:
        await begin(pilot)
        await enter(pilot, "Feil liste")
        put_all_in(file, connection_of(app))
        cut_off(file)
        await press(pilot, "f8")
