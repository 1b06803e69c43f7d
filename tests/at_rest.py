"""How tests wait for the app: until it has nothing left to do.

Textual's pilot passes a message through every widget and then sleeps until the processor seems
idle, 20 ms at a time, several times a key. That takes longer than what the key does, and on a busy
machine it guesses wrong. An app in a test shares its event loop with the test alone, so the loop
knows for certain: when nothing is ready to run, every task waits for a key, a timer or a thread.

Nobody looks at the app before that, so that is when it is painted: once a key, and not once for
each thing that the key led to. And the apps of a run read the same style sheets: each is parsed
once.
"""

import asyncio
from typing import Any

import pytest
from textual import app as textual_app
from textual import screen as textual_screen
from textual._compositor import Compositor
from textual.app import App, ScreenStackError
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.screen import Screen

_LONGEST_WAIT = 30
_SECONDS_A_FRAME = 0.5
_ROUNDS_AT_REST = 3
"""One round reads what has come in from outside, such as a thread's answer."""


def let_pilots_wait_until_rest(patch: pytest.MonkeyPatch) -> None:
    """Let `pilot.press` and `pilot.pause` end when the app is at rest and painted.

    A frame is then painted when there is nothing left to handle, and not each 17 ms meanwhile too.
    """
    patch.setattr(Compositor, "render_update", _leave_until_rest)
    patch.setattr(textual_screen, "UPDATE_PERIOD", _SECONDS_A_FRAME)
    patch.setattr(textual_app, "wait_for_idle", _until_nothing_is_ready)
    patch.setattr(Pilot, "press", _press)
    patch.setattr(Pilot, "pause", _pause)
    patch.setattr(Pilot, "_wait_for_screen", _wait_for_screen)


def let_apps_share_style_sheets(patch: pytest.MonkeyPatch) -> None:
    """Let an app take the rules of a style sheet from the app that parsed it before."""
    patch.setattr(Stylesheet, "parse", _parse_what_is_new)
    patch.setattr(Stylesheet, "set_variables", _set_variables)


async def come_to_rest(app: App[Any]) -> None:
    """Wait until nothing is left to handle and to lay out, and the app is painted."""
    async with asyncio.timeout(_LONGEST_WAIT):
        await _until_nothing_is_ready()
        while (screen := _screen_of(app)) is not None:
            if _has_a_frame_to_come(screen):
                screen._on_timer_update()
            elif screen._compositor._dirty_regions:
                _paint(screen._compositor, screen_stack=app._background_screens)
            else:
                return
            await _until_nothing_is_ready()


async def _until_nothing_is_ready(_shortest: float = 0) -> None:
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]  # every loop of Python's
    rounds = 0
    while rounds < _ROUNDS_AT_REST:
        await asyncio.sleep(0)
        rounds = 0 if ready else rounds + 1


def _screen_of(app: App[Any]) -> Screen[Any] | None:
    try:
        return app.screen if app.is_running else None
    except ScreenStackError:
        return None


def _has_a_frame_to_come(screen: Screen[Any]) -> bool:
    """What `Screen._on_timer_update` does at its next frame."""
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


_paint = Compositor.render_update
_parse = Stylesheet.parse
_take_variables = Stylesheet.set_variables
_parsed: dict[tuple[tuple[str, str], ...], dict[Any, Any]] = {}
"""What is parsed, for each set of a theme's variables."""


def _leave_until_rest(self: Compositor, full: bool = False, **said: Any) -> Any:
    """Paint nothing now; what is to be painted anew stays marked.

    A picture is asked for in full, and is made at once.
    """
    return _paint(self, full, **said) if full else None


def _parse_what_is_new(self: Stylesheet) -> None:
    variables = tuple(sorted(self._variables.items()))
    self._parse_cache = _parsed.setdefault(variables, {})  # type: ignore[assignment]  # used as one
    _parse(self)


def _set_variables(self: Stylesheet, variables: dict[str, str]) -> None:
    self._parse_cache = {}  # type: ignore[assignment]  # or it would be emptied for the others too
    _take_variables(self, variables)


async def _press(self: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await self.app._press_keys([key])
        await come_to_rest(self.app)


async def _pause(self: Pilot[Any], delay: float | None = None) -> None:
    await come_to_rest(self.app)
    if delay is not None:
        await asyncio.sleep(delay)
        await come_to_rest(self.app)


async def _wait_for_screen(self: Pilot[Any], timeout: float = _LONGEST_WAIT) -> bool:
    await come_to_rest(self.app)
    return self.app._exception is None
