"""Every stop of every kind in the real app on the demo: it opens, and draws, in both sizes."""

from pathlib import Path

import pytest

from screens.meeting import MeetingScreen
from screens.sections import editor_for
from screens.workplace import Workplace
from store import kind, meetings
from store.demo import fill
from store.drafts import Bookmark
from tests.tui.bad_input import sentences
from tests.tui.whole_app import press, whole_app

KINDS = tuple(kind.load().by_id)


def planned(workplace: Workplace, of: str) -> str:
    """A new meeting of a kind that the demo has none of."""
    plan = meetings.Plan(kind=workplace.kinds.by_id[of], title="Ny", date=workplace.today)
    return meetings.plan(workplace.archive, plan)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)], ids=["narrow", "broad"])
@pytest.mark.parametrize("of", KINDS)
async def test_every_stop_of_a_meeting_of_the_demo_opens(
    tmp_path: Path, of: str, size: tuple[int, int]
) -> None:
    app = whole_app(tmp_path)
    workplace = app._workplace
    archive = workplace.archive
    fill(archive, workplace.kinds, workplace.today)
    found = archive.connection.execute("SELECT uid FROM meeting WHERE kind = ? ORDER BY id", (of,))
    uids = [uid for (uid,) in found] or [planned(workplace, of)]
    opened = []
    async with app.run_test(size=size) as pilot:
        for uid in uids:
            meeting = meetings.load(archive, uid)
            screen = MeetingScreen(workplace, uid, Bookmark(meeting.kind.stops[0].key))
            await app.push_screen(screen)
            await pilot.pause()
            if app.screen is not screen:  # a broken-off meeting asks whether it goes on now
                await press(pilot, "escape")
            for stop in meeting.kind.stops:
                await screen.go_to(stop)
                await pilot.pause()
                assert type(screen.editor) is editor_for(meeting.kind, stop)
                assert screen.editor.region.height > 0
                opened.append(stop.key)
            app.pop_screen()
            await pilot.pause()
        assert app.return_code in (None, 0)
        assert [each for each in sentences(app) if "feil" in each.lower()] == []
    assert set(opened) == {stop.key for stop in workplace.kinds.by_id[of].stops}
