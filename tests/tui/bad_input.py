"""What a test of bad input does to the real app, and what it looks at."""

import unicodedata

from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input, Static

from screens.check import CheckScreen
from screens.home import HomeScreen
from screens.meeting import MeetingScreen
from screens.read_back import ReadBackScreen
from store.text import MAX_TEXT, clean
from tests.hostile_text import HOSTILE
from tests.tui.whole_app import press, type_in
from tui.app import ReferatApp

LONG = "å" * MAX_TEXT
TOO_LONG = LONG + "x"
KEPT = tuple(text for each in HOSTILE if len(each) < MAX_TEXT and (text := clean(each).strip()))
"""What becomes of the hostile texts in a line."""

TYPED = tuple(each for each in HOSTILE if len(each) < MAX_TEXT and clean(each).strip())
"""The hostile texts that say something, as they are typed."""

WORST = tuple(TYPED[place] for place in (0, 2, 6, 7, 11, 14))
"""Markup, escape sequences ended and not, C1 and bidi: for the lines that are like another."""


def sentences(app: ReferatApp) -> list[str]:
    said: list[str] = app.said  # type: ignore[attr-defined]  # kept by `whole_app`
    return said


def complaints(app: ReferatApp) -> list[str]:
    return [
        str(each.content) for each in app.screen.query(".complaint").results(Static) if each.display
    ]


def line_of(app: ReferatApp) -> str:
    assert isinstance(app.focused, Input)
    return app.focused.value


async def paste(pilot: Pilot[None], text: str) -> None:
    assert pilot.app.focused is not None
    pilot.app.focused.post_message(Paste(text))
    await press(pilot)


async def enter(pilot: Pilot[None], *texts: str) -> None:
    for text in texts:
        await type_in(pilot, text)
        await press(pilot, "enter")


async def enter_task(pilot: Pilot[None], *fields: str) -> None:
    await press(pilot, "f3")
    for place, field in enumerate(fields):
        await press(pilot, *(("tab",) if place else ()))
        await paste(pilot, field)
    for _ in range(4 - len(fields)):  # Enter goes on to the next field, and saves in the last
        await press(pilot, "enter")


def assert_nothing_is_live(app: ReferatApp) -> None:
    """No character on the screen that a terminal would obey instead of drawing it."""
    for strip in app.screen._compositor.render_strips(app.size):
        odd = {sign for sign in strip.text if unicodedata.category(sign) in ("Cc", "Cf", "Cs")}
        assert odd <= {"\u200d"}
        assert not any(segment.control for segment in strip)


def assert_alive(app: ReferatApp) -> None:
    assert app._exception is None
    assert app.is_running
    assert app.return_code in (None, 0)
    assert_nothing_is_live(app)


async def show_every_screen(pilot: Pilot[None], app: ReferatApp) -> None:
    """Each stop, the palette, the details, the check, the read-back and home."""
    assert isinstance(app.screen, MeetingScreen)
    first = app.screen.meeting.kind.stops[0]
    await app.screen.go_to(first)
    for _ in app.screen.meeting.kind.stops:
        await press(pilot, "f8")
        assert_alive(app)
    for keys in ("f9",), ("escape", "ctrl+o"), ("f8",), ("f8",), ("escape", "ctrl+l"):
        await press(pilot, *keys)
        assert_alive(app)
    assert isinstance(app.screen, CheckScreen)
    await press(pilot, "a")
    while isinstance(app.screen, ReadBackScreen):
        assert_alive(app)
        await press(pilot, "enter")
    await press(pilot, "escape")
    assert isinstance(app.screen, HomeScreen)
    assert_alive(app)
