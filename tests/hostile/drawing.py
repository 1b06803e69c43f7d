"""Draws meetings of hostile texts in the real app, and looks at what reaches the terminal."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from textual.pilot import Pilot

from screens.meeting import MeetingScreen
from screens.workplace import Workplace
from store import meetings
from store.database import Archive
from store.drafts import Bookmark
from store.journal import ActionKind, action
from tests.hostile.fields import Packed, as_json_can_hold, places, rows_of
from tests.hostile.journeys import take_in, uid_of
from tests.hostile.meetings import HostileMeeting
from tests.hostile.reading import live_in
from tests.tui.whole_app import press, whole_app
from tui.app import ReferatApp

DIALOGS = (
    *(("ctrl+o", "f8", "f8"), ("ctrl+k", "enter"), ("f10",), ("ctrl+e",), ("f9",), ("f1",)),
    ("ctrl+l", "f8", "f8"),
)
"""What can lie over a meeting, by the keys that open it and go on in it."""


@dataclass
class Drawn:
    """What was looked at.

    Attributes:
        screens: How many times the whole screen was.
        wrong: What a terminal would have obeyed, and where.
    """

    screens: int = 0
    wrong: list[str] = field(default_factory=list)

    def look(self, app: ReferatApp, where: str) -> None:
        self.screens += 1
        if app._exception is not None or not app.is_running:
            self.wrong.append(f"{where}: the program has ended: {app._exception!r}")
        for strip in app.screen._compositor.render_strips(app.size):
            if live := live_in(strip.text, kept=""):
                self.wrong.append(f"{where}: {live!r} in {strip.text!r}")
            if any(segment.control for segment in strip):
                self.wrong.append(f"{where}: a control segment in {strip.text!r}")


async def draw(
    hostile: Sequence[HostileMeeting], folder: Path, size: tuple[int, int], *, raw: bool
) -> Drawn:
    """Take meetings into one file, and go through every screen with each.

    Args:
        hostile: The meetings.
        folder: An empty one.
        size: The terminal's columns and rows.
        raw: Whether the file holds the texts as they are, as none of our doors lets them in.
    """
    app, drawn = whole_app(folder), Drawn()
    archive = app._workplace.archive
    taken = [take_in(archive, each, f"m{place}") for place, each in enumerate(hostile)]
    if raw:
        for said in taken:
            _write_raw(archive, said)
    async with app.run_test(size=size) as pilot:
        drawn.look(app, "home")
        for said in taken:
            await _show(app, pilot, uid_of(said), drawn)
        for key in "o", "f", "k":
            await press(pilot, key)
            drawn.look(app, f"home {key}")
            await press(pilot, "escape")
    archive.close()
    return drawn


def _write_raw(archive: Archive, said: Packed) -> None:
    """Put the texts in the file past everything that cleans them."""
    meeting = uid_of(said)
    label, kind = "Rått", ActionKind.STEP
    with action(archive, meeting, label, kind=kind, while_locked=True):
        for place in places(said):
            row = rows_of(said, place.table)[place.index]
            archive.connection.execute(
                f'UPDATE "{place.table}" SET "{place.field}" = ? WHERE uid = ?',
                (as_json_can_hold(row[place.field]), row["uid"]),
            )


async def _show(app: ReferatApp, pilot: Pilot[None], uid: str, drawn: Drawn) -> None:
    workplace: Workplace = app._workplace
    meeting = meetings.load(workplace.archive, uid)
    screen = MeetingScreen(workplace, uid, Bookmark(meeting.kind.stops[0].key))
    await app.push_screen(screen)
    for stop in meeting.kind.stops:
        await screen.go_to(stop)
        await press(pilot, "ctrl+b")
        drawn.look(app, f"{meeting.kind.id} {stop.key}")
    for keys in DIALOGS:
        for key in keys:
            await press(pilot, key)
            drawn.look(app, f"{meeting.kind.id} after {' '.join(keys)}")
        while app.screen is not screen:
            app.pop_screen()
        await pilot.pause()
    app.pop_screen()
    await pilot.pause()
