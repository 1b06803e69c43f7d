"""What becomes of a written file: one that somebody has edited is asked about, and F12 opens it."""

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from screens.dialogs import Choose
from store.edits import Change
from store.journal import action
from tests.tui.bad_input import sentences
from tests.tui.test_exempting import SECRET, on_the_wall
from tests.tui.whole_app import begin, newest, press, running
from tests.tui.written_files import names_in, until
from tui import system_program
from tui.app import ReferatApp
from tui.palette import commands
from tui.system_program import open_file

NAME = "2026-11-24 Evaluering – Brannøvelse"


async def write_minutes(app: ReferatApp, pilot: Pilot[None]) -> None:
    await press(pilot, "ctrl+r")
    await until(pilot, lambda: " er skrevet " in sentences(app)[-1])


def edit_by_hand(path: Path) -> bytes:
    edited = docx.Document(str(path))
    edited.add_paragraph("Lagt til for hånd")
    edited.save(str(path))
    return path.read_bytes()


async def after_it_was_edited(app: ReferatApp, pilot: Pilot[None], folder: Path) -> Path:
    """The question that stands after the minutes were written, edited, and asked for again."""
    await begin(pilot, "e", "Brannøvelse")
    await write_minutes(app, pilot)
    path = folder / "Referat" / f"{NAME}.docx"
    edit_by_hand(path)
    await press(pilot, "ctrl+r")
    await until(pilot, lambda: isinstance(app.screen, Choose))
    return path


async def in_an_exempt_meeting(app: ReferatApp, pilot: Pilot[None]) -> None:
    """A meeting with a secret title; the internal version of its minutes was written."""
    await begin(pilot, "e", SECRET)
    head = newest(app).head
    with action(app._workplace.archive, head.uid, "Prøve") as writer:
        Change(head, replace(head, exempt="basis-3")).apply(writer)
    await press(pilot, "ctrl+r", "1")
    await until(pilot, lambda: " er skrevet " in sentences(app)[-1])


# Edited by hand


async def test_a_file_that_was_edited_is_asked_about_and_enter_writes_beside_it(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        path = await after_it_was_edited(app, pilot, tmp_path)
        edited = path.read_bytes()
        assert f"«{NAME}.docx» er endret etter" in on_the_wall(app)
        assert "Skriv ved siden av, som «… (2).docx»" in on_the_wall(app)
        assert names_in(tmp_path) == [f"{NAME}.docx"]
        await press(pilot, "enter")
        await until(pilot, lambda: len(names_in(tmp_path)) > 1)
        assert names_in(tmp_path) == [f"{NAME} (2).docx", f"{NAME}.docx"]
        assert path.read_bytes() == edited


async def test_it_can_be_replaced(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        path = await after_it_was_edited(app, pilot, tmp_path)
        edited = path.read_bytes()
        await press(pilot, "2")
        await until(pilot, lambda: path.read_bytes() != edited)
        assert names_in(tmp_path) == [f"{NAME}.docx"]
        assert "Lagt til" not in "".join(p.text for p in docx.Document(str(path)).paragraphs)


@pytest.mark.parametrize("key", ["3", "escape"])
async def test_nothing_need_be_written(tmp_path: Path, key: str) -> None:
    async with running(tmp_path) as (app, pilot):
        path = await after_it_was_edited(app, pilot, tmp_path)
        edited = path.read_bytes()
        await press(pilot, key)
        assert sentences(app)[-1] == "Ingenting er skrevet."
        assert names_in(tmp_path) == [f"{NAME}.docx"]
        assert path.read_bytes() == edited


async def test_a_file_that_came_while_the_question_stood_is_not_taken(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        path = await after_it_was_edited(app, pilot, tmp_path)
        other = path.with_name(f"{NAME} (2).docx")
        other.write_bytes(b"noe helt annet")
        await press(pilot, "1")
        await until(pilot, lambda: len(names_in(tmp_path)) > 2)
        assert other.read_bytes() == b"noe helt annet"


async def test_the_question_does_not_tell_the_title_of_an_exempt_meeting(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await in_an_exempt_meeting(app, pilot)
        (path,) = (tmp_path / "Referat").glob("*.docx")
        edit_by_hand(path)
        await press(pilot, "ctrl+r", "1")
        await until(pilot, lambda: "Filen er endret etter at den ble skrevet." in on_the_wall(app))
        assert SECRET not in on_the_wall(app)
        assert not any(SECRET in said for said in sentences(app))


# Opened


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """A system whose own program notes what it was given."""
    if sys.platform in {"win32", "darwin"}:
        pytest.skip("xdg-open stands on other systems")
    noted = tmp_path / "åpnet"
    _program(tmp_path, f'printf "%s\\n" "$#" "$@" > {noted}')
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    monkeypatch.setenv("DISPLAY", ":0")
    return lambda: noted.read_text("utf-8").splitlines() if noted.exists() else []


def _program(folder: Path, does: str) -> None:
    (folder / "bin").mkdir(exist_ok=True)
    program = folder / "bin" / "xdg-open"
    program.write_text(f"#!/bin/sh\n{does}\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


async def test_f12_opens_the_newest_file_from_the_meeting_and_from_home(
    tmp_path: Path, opened: Callable[[], list[str]]
) -> None:
    async with running(tmp_path) as (app, pilot):
        await begin(pilot, "e", "Brannøvelse")
        await write_minutes(app, pilot)
        assert "(F12 åpner)" in sentences(app)[-1]
        await press(pilot, "f12")
        await until(pilot, opened)
        assert opened() == ["1", str(tmp_path / "Referat" / f"{NAME}.docx")]
        (tmp_path / "åpnet").unlink()
        await press(pilot, "escape", "f12")
        await until(pilot, opened)


async def test_before_anything_is_written_f12_says_what_to_do(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await press(pilot, "f12")
        assert sentences(app)[-1].startswith("Ingen fil er skrevet ennå.")
        found = {each.key: each.description for each in commands(app, app.screen)}
        assert found["F12"] == "Åpne filen som sist ble skrevet"


async def test_of_an_exempt_meeting_the_file_is_opened_and_only_its_folder_told(
    tmp_path: Path, opened: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path) as (app, pilot):
        await in_an_exempt_meeting(app, pilot)
        await press(pilot, "f12")
        await until(pilot, opened)
        assert SECRET in opened()[1]
        monkeypatch.delenv("DISPLAY")
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        await press(pilot, "f12")
        await until(pilot, lambda: sentences(app)[-1].startswith("Kan ikke åpnes"))
        assert sentences(app)[-1].endswith(f": {tmp_path / 'Referat'}")
        assert not any(SECRET in said for said in sentences(app))


def test_a_path_is_one_argument_that_no_shell_reads(
    tmp_path: Path, opened: Callable[[], list[str]]
) -> None:
    path = tmp_path / "a b; touch c $(touch d) «e».docx"
    path.touch()
    assert open_file(path) == ""
    assert opened() == ["1", str(path)]
    assert not (tmp_path / "c").exists()


def test_a_program_that_shows_the_file_itself_is_not_waited_for(
    tmp_path: Path, opened: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_program, "_SECONDS_TO_FAIL", 0.05)
    _program(tmp_path, "sleep 1")
    assert open_file(tmp_path) == ""


@pytest.mark.parametrize(
    ("does", "why"), [("exit 3", "systemet har ikke noe program for den"), ("", "")]
)
def test_a_program_that_gives_up_is_told_of(
    tmp_path: Path, opened: Callable[[], list[str]], does: str, why: str
) -> None:
    _program(tmp_path, does)
    assert open_file(tmp_path) == why


def test_a_system_without_the_program_and_a_file_that_is_gone_are_told_of(
    tmp_path: Path, opened: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert open_file(tmp_path / "borte.docx") == "den finnes ikke lenger"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert open_file(tmp_path) == "systemet har ikke noe program for den"


def test_where_there_is_no_display_nothing_is_started(
    tmp_path: Path, opened: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert open_file(tmp_path) == "ingen skjerm å vise den på"
    assert opened() == []


async def test_a_refusal_does_not_tell_the_title_of_an_exempt_meeting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    async with running(tmp_path) as (app, pilot):
        await in_an_exempt_meeting(app, pilot)
        monkeypatch.setattr("exports.files._write_synced", full)
        await press(pilot, "ctrl+r", "1")
        await until(pilot, lambda: "full" in sentences(app)[-1])
        assert sentences(app)[-1].startswith("Disken er full, så filen ble ikke skrevet")
        assert SECRET not in "".join(sentences(app))
