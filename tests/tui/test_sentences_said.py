"""A sentence that is said on the screen: one at a time, over nothing that is written or asked."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from tests.tui.whole_app import begin, press, type_in, whole_app
from tui.app import ReferatApp

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 45)], ids=["80x24", "160x45"])
LONG = "Setningen er så lang at den trenger flere linjer på en liten skjerm. " * 3

PLACES = {
    "home": (),
    "planning": ("h",),
    "identify": ("h", "'Tema", "ctrl+s", "'Feil liste", "enter"),
    "assess": ("h", "'Tema", "ctrl+s", "'Feil liste", "enter", "f8", "i"),
    "controls": ("h", "'Tema", "ctrl+s", "'Feil liste", "enter", "f8", "f8", "f5"),
    "residual": ("h", "'Tema", "ctrl+s", "'Feil liste", "enter", "f8", "f8", "f8", "j"),
    "task": ("h", "'Tema", "ctrl+s", "f3"),
    "decision": ("h", "'Tema", "ctrl+s", "f2"),
    "evaluation": ("e", "'Tema", "ctrl+s", "f8"),
    "details": ("h", "'Tema", "ctrl+s", "ctrl+o"),
    "dialog": ("h", "'Tema", "ctrl+s", *["f8"] * 4, "f"),
    "palette": ("h", "'Tema", "ctrl+s", "f9"),
}
"""Where a sentence can be said, and the acts that go there from home."""


async def go(pilot: Pilot[None], *acts: str) -> None:
    await pilot.pause()
    for act in acts:
        if act.startswith("'"):
            await type_in(pilot, act[1:])
        else:
            await press(pilot, act)
    await pilot.pause()


def shown(app: ReferatApp) -> list[str]:
    return [str(toast.render()) for toast in app.screen.query(Toast)]


def written_or_asked(app: ReferatApp) -> list[Region]:
    """Where the screen is written in, and where it asks its question."""
    screen = app.screen
    boxes = screen.query("Input, TextArea, #question, #prompt")
    return [box.region for box in boxes if box.region]


@SIZES
@pytest.mark.parametrize("place", PLACES)
async def test_a_sentence_covers_neither_what_is_written_nor_the_question(
    tmp_path: Path, size: tuple[int, int], place: str
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test(size=size, notifications=True) as pilot:
        await go(pilot, *PLACES[place])
        app.notify(LONG, timeout=600)
        await pilot.pause()
        await pilot.pause()
        (toast,) = app.screen.query(Toast)
        assert toast.region.height > 0
        assert [each for each in written_or_asked(app) if each.overlaps(toast.region)] == []
    app._workplace.archive.close()


async def test_the_newest_sentence_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test(notifications=True) as pilot:
        await begin(pilot)
        await type_in(pilot, "Feil liste")
        await press(pilot, "enter", "ctrl+z")
        assert shown(app) == ["Angret: Ny risiko"]
        await press(pilot, "ctrl+y")
        assert shown(app) == ["Gjorde om: Ny risiko"]
        await press(pilot, "ctrl+y")
        (sentence,) = shown(app)
        assert sentence not in ("Angret: Ny risiko", "Gjorde om: Ny risiko")
    app._workplace.archive.close()


async def test_several_mistakes_at_the_start_are_said_together(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    app._run = replace(app._run, mistakes=("a.toml: ukjent felt.", "b.toml: ukjent felt."))
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        assert shown(app) == ["a.toml: ukjent felt.\nb.toml: ukjent felt."]
    app._workplace.archive.close()


async def test_the_tenth_sentence_stands_where_the_first_stood(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begin(pilot)
        places = []
        for _each in range(10):
            app.notify(LONG, timeout=600)
            await pilot.pause()
            await pilot.pause()
            (toast,) = app.screen.query(Toast)
            places.append(toast.region)
        assert len(set(places)) == 1
        assert places[0].height == 3
