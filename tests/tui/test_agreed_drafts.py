"""A half-written decision or task waits on what it hangs on."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from store import drafts
from tests.tui.whole_app import begin, newest, press, running, type_in, whole_app
from tui.app import ReferatApp


async def at_controls(pilot: Pilot[None], *risks: str) -> None:
    """A new wheel at stop 3, the first of its risks chosen."""
    await begin(pilot)
    for risk in risks:
        await type_in(pilot, risk)
        await press(pilot, "enter")
    await press(pilot, "f8", "f8")


def fields(app: ReferatApp) -> list[str]:
    """What stands in the open line's fields."""
    return [field.value for field in app.screen.query("AgreedCapture Input").results(Input)]


async def test_a_task_put_away_waits_on_its_own_risk(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await at_controls(pilot, "En", "To")
        await press(pilot, "f3")
        await type_in(pilot, "Ny rutine")
        await press(pilot, "tab")
        await type_in(pilot, "Rektor")
        await press(pilot, "escape", "down", "f3")
        assert fields(app) == ["", "", ""]
        await type_in(pilot, "Kjøpe skap")
        await press(pilot, "escape", "up", "f3")
        assert fields(app) == ["Ny rutine", "Rektor", ""]
        await press(pilot, "escape", "f8", "f3")
        assert fields(app) == ["Ny rutine", "Rektor", ""]
        await press(pilot, "enter", "enter")
        meeting = newest(app)
        assert [(row.text, row.about) for row in meeting.tasks] == [
            ("Ny rutine", meeting.risks[0].uid)
        ]
        left = drafts.places(app._workplace.archive, meeting.uid)
        assert left == (f"oppgave/{meeting.risks[1].uid}/hva",)


async def test_the_stop_says_nothing_of_its_keys_while_a_task_is_typed(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await at_controls(pilot, "En")
        hint = app.screen.query_one("#hint")
        await press(pilot, "f3")
        assert not hint.display
        await press(pilot, "f1")
        assert not hint.display
        await press(pilot, "f1", "escape")
        assert hint.display


async def test_a_decision_put_away_waits_on_its_own_risk(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await at_controls(pilot, "En", "To")
        await press(pilot, "f2")
        await type_in(pilot, "Vi gjør")
        await press(pilot, "escape", "down", "f2")
        assert fields(app) == [""]
        await press(pilot, "escape", "up", "f2")
        assert fields(app) == ["Vi gjør"]


async def test_undo_brings_back_a_deleted_risk_and_the_task_half_written_on_it(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        await at_controls(pilot, "En", "To")
        await press(pilot, "f3")
        await type_in(pilot, "Ny rutine")
        await press(pilot, "escape", "tab", "delete", "f3")
        assert fields(app) == ["", "", ""]
        await press(pilot, "escape", "ctrl+z", "up", "f3")
        assert fields(app) == ["Ny rutine", "", ""]


async def test_a_task_whose_risk_is_taken_back_while_it_is_typed_hangs_on_the_stop(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        await at_controls(pilot, "En")
        await press(pilot, "f3")
        await type_in(pilot, "Ny rutine")
        await press(pilot, "ctrl+z", "enter", "enter", "enter")
        (task,) = newest(app).tasks
        assert (task.text, task.stop, task.about) == ("Ny rutine", "tiltak", "")


async def test_a_draft_that_hangs_on_nothing_waits_at_its_stop(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await at_controls(pilot)
        await press(pilot, "f3")
        await type_in(pilot, "Ny rutine")
        await press(pilot, "escape", "f8", "f3")
        assert fields(app) == ["", "", ""]
        await press(pilot, "escape", "f7", "f3")
        assert fields(app) == ["Ny rutine", "", ""]


async def test_a_correction_put_away_keeps_what_was_not_changed(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await at_controls(pilot, "En")
        await press(pilot, "f3")
        for text in ("Ny rutine", "Rektor", "uke 50"):
            await type_in(pilot, text)
            await press(pilot, "enter")
        await press(pilot, "f8", "f8", "e", "tab", "tab", "backspace")
        await type_in(pilot, "1")
        await press(pilot, "escape", "e")
        assert fields(app) == ["Ny rutine", "Rektor", "uke 51"]


@pytest.mark.parametrize("opened", ["f3", "f2"])
async def test_after_an_unclean_end_the_line_is_open_on_the_same_risk(
    tmp_path: Path, opened: str
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await at_controls(pilot, "En", "To")
        await press(pilot, "down", opened)
        await type_in(pilot, "Ny rutine")
        archive = app._workplace.archive
    archive.close()
    later = whole_app(tmp_path)
    async with later.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter", "enter", "enter")
        meeting = newest(later)
        (row,) = (*meeting.tasks, *meeting.decisions)
        assert (row.text, row.about) == ("Ny rutine", meeting.risks[1].uid)
    later._workplace.archive.close()


@pytest.mark.parametrize(
    ("written", "become"),
    [
        (("Ny rut",), ["Ny rutine", "", ""]),
        (("Ny rutine", "tab", "Rektor", "tab", "uke 5"), ["Ny rutine", "Rektor", "uke 5ine"]),
    ],
)
async def test_after_an_unclean_end_one_types_on_in_the_field_that_was_being_written(
    tmp_path: Path, written: tuple[str, ...], become: list[str]
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await at_controls(pilot, "En")
        await press(pilot, "f3")
        for each in written:
            await (press(pilot, each) if each == "tab" else type_in(pilot, each))
        archive = app._workplace.archive
    archive.close()
    later = whole_app(tmp_path)
    async with later.run_test() as pilot:
        await pilot.pause()
        await press(pilot, *"ine")
        assert fields(later) == become
    later._workplace.archive.close()


async def test_a_line_put_away_is_gone_on_with_in_the_field_that_was_being_written(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        await at_controls(pilot, "En")
        await press(pilot, "f3")
        await type_in(pilot, "Ny rut")
        await press(pilot, "escape", "f3", *"ine")
        assert fields(app) == ["Ny rutine", "", ""]


@pytest.mark.parametrize("opened", ["f3", "f2"])
async def test_a_correction_without_a_change_is_no_draft(tmp_path: Path, opened: str) -> None:
    async with running(tmp_path) as (app, pilot):
        await at_controls(pilot, "En")
        await press(pilot, opened)
        await type_in(pilot, "Ny rutine")
        await press(pilot, "enter", *(("enter", "enter") if opened == "f3" else ()))
        await press(pilot, "f8", "f8", "enter", "escape")
        uid = newest(app).uid
        assert drafts.places(app._workplace.archive, uid) == ()
        await press(pilot, "enter", "shift+tab", "tab", "a")
        assert len(drafts.places(app._workplace.archive, uid)) == 2  # the text, and what is open
        await press(pilot, "backspace", "escape")
        assert drafts.places(app._workplace.archive, uid) == ()
