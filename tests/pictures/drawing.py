"""A screen of the real app on the demo's meetings, as an SVG picture that is the same every time.

The clock stands at 2026-11-24 09:00, the uids are counted, nothing moves and the cursor does not
blink. The picture names no font to fetch: rich's own SVG asks a server on the web for it.
"""

import re
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from store import drafts, kind, meetings
from store.demo import fill
from store.drafts import Bookmark
from tests.conftest import NOW
from tests.tui.whole_app import press, type_in, whole_app
from tui.app import ReferatApp
from tui.theme import DARK

_WEB_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_UNIQUE_MARK = re.compile(r"\bterminal-\d+-")


@dataclass(frozen=True, slots=True)
class At:
    """Where in the demo the program opens.

    Attributes:
        title: How the meeting's title begins.
        stop: Key of the stop.
    """

    title: str
    stop: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What is to be seen.

    Attributes:
        at: The meeting that is open; None at home.
        acts: Keys, and texts with an apostrophe before them, done before the picture is taken.
        theme: Name of the program's look.
    """

    at: At | None = None
    acts: tuple[str, ...] = ()
    theme: str = DARK


def fill_demo(folder: Path) -> Path:
    """Make a folder with the demo's meetings in it, to copy for each picture."""
    app = whole_app(folder)
    archive = app._workplace.archive
    fill(archive, kind.load(), NOW.date())
    archive.close()
    return folder


def open_demo(demo: Path, folder: Path, scene: Scene) -> ReferatApp:
    """The app on a copy of the demo, about to open where the scene is."""
    shutil.copytree(demo, folder, dirs_exist_ok=True)
    app = whole_app(folder)
    archive = app._workplace.archive
    if scene.at:
        (uid,) = (
            line.uid for line in meetings.recent(archive) if line.title.startswith(scene.at.title)
        )
        drafts.set_bookmark(archive, uid, Bookmark(scene.at.stop))
        drafts.mark_opened(archive, uid)
    return app


def play(scene: Scene) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """What is done before the picture is taken, until nothing moves any more."""

    async def played(pilot: Pilot[Any]) -> None:
        app = pilot.app
        app.animation_level = "none"
        app.theme = scene.theme
        await pilot.pause()
        await press(pilot)
        for act in scene.acts:
            if act.startswith("'"):
                await type_in(pilot, act[1:])
            else:
                await press(pilot, act)
        await until_still(pilot)

    return played


def lay_out_beneath(app: App[Any]) -> None:
    """Lay out what stands under a dialog.

    Textual lays out the topmost screen only, so the keys at the foot can be there or not when they
    change with the same key that opens the dialog.
    """
    for screen in app._background_screens:
        screen._refresh_layout()


async def until_still(pilot: Pilot[Any]) -> None:
    """Wait for what the screen has begun, such as the palette's search, and for its last paint."""
    app = pilot.app
    begun = [worker for worker in app.workers if worker.node is app.screen]
    if begun:
        await app.workers.wait_for_complete(begun)
    app.clear_notifications()  # a sentence goes by time, and a slow machine would not show it
    hold_cursors(app)
    lay_out_beneath(app)
    seen = ""
    while (now := app.export_screenshot()) != seen:
        seen = now
        await pilot.pause(0.1)


def hold_cursors(app: App[Any]) -> None:
    """Let no cursor blink; the one that has the focus is seen."""
    for screen in app.screen_stack:
        for box in screen.query("Input, TextArea"):
            assert isinstance(box, Input | TextArea)
            box.cursor_blink = False


def without_web_fonts(svg: str) -> str:
    """The picture in the viewer's own font."""
    return _WEB_FONT.sub("", svg)


def without_unique_mark(svg: str) -> str:
    """The picture without the number that rich makes of its content."""
    return _UNIQUE_MARK.sub("terminal-", svg)
