"""How tests wait for the app: until it has nothing left to do.

Textual's pilot passes a message through every widget and then sleeps until the processor seems
idle, 20 ms at a time, several times a key. That takes longer than what the key does, and on a busy
machine it guesses wrong. An app in a test shares its event loop with the test alone, so the loop
knows for certain: when nothing is ready to run, every task waits for a key, a timer or a thread.
"""

import asyncio
from typing import Any

import pytest
from textual import app as textual_app
from textual import screen as textual_screen
from textual.app import App, ScreenStackError
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
    patch.setattr(textual_screen, "UPDATE_PERIOD", _SECONDS_A_FRAME)
    patch.setattr(textual_app, "wait_for_idle", _until_nothing_is_ready)
    patch.setattr(Pilot, "press", _press)
    patch.setattr(Pilot, "pause", _pause)
    patch.setattr(Pilot, "_wait_for_screen", _wait_for_screen)


async def come_to_rest(app: App[Any]) -> None:
    """Wait until nothing is left to handle, to lay out and to paint."""
    async with asyncio.timeout(_LONGEST_WAIT):
        await _until_nothing_is_ready()
        while (screen := _screen_of(app)) is not None and _is_waiting_to_be_painted(screen):
            screen._on_timer_update()
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


def _is_waiting_to_be_painted(screen: Screen[Any]) -> bool:
    """What `Screen._on_timer_update` does at its next frame."""
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


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
