"""A window that is too small for the program: it says so, and loses no key."""

from pathlib import Path

import pytest
from textual.widgets._toast import Toast

from tests.tui.bad_input import assert_alive, line_of
from tests.tui.whole_app import begin, newest, press, type_in, whole_app
from tui.app import ReferatApp

TOO_SMALL = "Vinduet er for lite: gjør det minst 60 tegn bredt og 16 linjer høyt."


def shown(app: ReferatApp) -> str:
    """What stands on the screen, line by line."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips(app.size))


def words_shown(app: ReferatApp) -> str:
    return " ".join(shown(app).replace("▌", " ").split())


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (59, 24), (80, 15)])
async def test_a_window_that_is_too_small_shows_only_how_large_it_must_be(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        assert words_shown(app) == TOO_SMALL
        await begin(pilot)
        assert words_shown(app) == TOO_SMALL


async def test_what_is_typed_in_it_stands_there_when_the_window_is_enlarged(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test(notifications=True) as pilot:
        await begin(pilot)
        await press(pilot, *"Feil")
        await pilot.resize_terminal(20, 5)
        await press(pilot, *" list")
        assert words_shown(app) == TOO_SMALL
        await pilot.resize_terminal(80, 24)
        await press(pilot, "e")
        assert line_of(app) == "Feil liste"
        assert "HVA KAN GÅ GALT?" in shown(app)
        assert TOO_SMALL not in words_shown(app)
        await press(pilot, "enter")
        assert [risk.text for risk in newest(app).risks] == ["Feil liste"]
        assert_alive(app)


async def test_another_sentence_takes_no_place_from_it(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test(size=(40, 10), notifications=True) as pilot:
        await pilot.pause()
        app.notify("Referatet er skrevet.")
        await pilot.pause()
        assert words_shown(app) == f"{TOO_SMALL} Referatet er skrevet."


async def test_the_least_window_shows_what_is_written_in_and_the_keys(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test(size=(60, 16), notifications=True) as pilot:
        await begin(pilot)
        await type_in(pilot, "Feil liste")
        assert "Feil liste" in shown(app)
        assert "F4 Årsak" in shown(app)
        await press(pilot, "enter", "f3")
        assert all(word in shown(app) for word in ("Hva ", "Ansvar ", "Frist "))
        assert not app.screen.query(Toast)
