"""What a user does, for tests: keys, and texts put in as fast as a program can."""

from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input


async def do(pilot: Pilot[Any], *acts: str) -> None:
    """Do each act: a key by its name, or a text with an apostrophe before it: «'Tur».

    A text goes the way of typed letters, without the pilot's wait of 65 ms after each of them.
    """
    for act in acts:
        if act.startswith("'"):
            line = pilot.app.focused
            assert isinstance(line, Input)
            line.insert_text_at_cursor(act[1:])
            await pilot.pause()
        else:
            await pilot.press(act)
    await pilot.pause()
