"""The wheel in the real frame, with every key pressed before the first one is handled."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from textual import events

from screens.meeting import MeetingScreen
from screens.workplace import Workplace
from store.database import Archive
from tests.screens.wheel import Walk
from tui.shield import ShieldedApp


async def press_all_at_once(app: ShieldedApp, *pressed: str) -> None:
    for key in pressed:
        name, sign = ("space", " ") if key == " " else (key, key if len(key) == 1 else None)
        app.post_message(events.Key(name, sign))
    async with asyncio.timeout(30):
        while not app.keys_are_at_rest or not app._message_queue.empty():
            await asyncio.sleep(0.01)


async def test_a_burst_over_two_stops_loses_no_key(
    archive: Archive,
    plan_meeting: Callable[..., str],
    workplace: Callable[..., Workplace],
    tmp_path: Path,
) -> None:
    walk = Walk(archive, plan_meeting())
    app = ShieldedApp(crash_folder=tmp_path / "krasj")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(MeetingScreen(workplace(), walk.uid))
        await pilot.pause()
        await press_all_at_once(
            app,
            *"Ny ting",
            *("enter", "f4", *"Travelt", "enter", "enter"),
            *(*"Enda en", "enter", *" kaldt", "enter", "f8"),
            *("4", "4", "i", *"232", "enter", *"11", "enter", "3", "5"),
            *("k", *"Skap", "enter", "enter", "a"),
        )
    first, second = walk.entries
    assert (first.risk.text, second.risk.text) == ("Ny ting", "Enda en")
    assert [row.text for row in first.causes] == ["Travelt"]
    assert [row.text for row in second.causes] == ["kaldt"]
    assert [row.figures for row in first.estimates] == ["232", "11"]
    assert (first.score, second.score) == (16, 15)
    assert [row.text for row in second.controls] == ["Skap"]
    assert second.risk.consequence_types == "a"
