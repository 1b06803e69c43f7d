"""What a user does, for tests: keys, and texts put in as fast as a program can."""

from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from tests.at_rest import come_to_rest


async def do(pilot: Pilot[Any], *acts: str) -> None:
    """Do each act: a key by its name, or a text with an apostrophe before it: «'Tur».

    A text goes the way of typed letters.
    """
    await come_to_rest(pilot.app)
    for act in acts:
        if act.startswith("'"):
            line = pilot.app.focused
            assert isinstance(line, Input)
            line.insert_text_at_cursor(act[1:])
        else:
            pilot.app.simulate_key(act)
        await come_to_rest(pilot.app)
