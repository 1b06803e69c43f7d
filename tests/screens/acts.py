"""What a user does, for tests: keys, and texts put in as fast as a program can."""

import asyncio
from typing import Any

from textual.app import App
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.widgets import Input

_ROUNDS_AT_REST = 4


async def do(pilot: Pilot[Any], *acts: str) -> None:
    """Do each act: a key by its name, or a text with an apostrophe before it: «'Tur».

    A text goes the way of typed letters. The pilot's own `press` sleeps 65 ms after each key; this
    waits until no message is waiting anywhere instead.
    """
    await pilot.pause()
    for act in acts:
        if act.startswith("'"):
            line = pilot.app.focused
            assert isinstance(line, Input)
            line.insert_text_at_cursor(act[1:])
        else:
            pilot.app.simulate_key(act)
        await _rest(pilot.app)
    await pilot.pause()


async def _rest(app: App[Any]) -> None:
    rounds = 0
    while rounds < _ROUNDS_AT_REST:
        await asyncio.sleep(0.001)
        pumps: list[MessagePump] = [app, app.screen, *app.screen.walk_children()]
        is_at_rest = all(pump.message_queue_size == 0 for pump in pumps)
        rounds = rounds + 1 if is_at_rest else 0
