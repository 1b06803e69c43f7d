"""A part of `python -m tests.hostile` at each run of the suite; ten thousand are run by hand."""

import asyncio
import string
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from textual.widgets import Input, TextArea

from store import kind
from store.database import Archive
from store.rows import JOURNALED
from store.text import clean
from tests.exports.every_format import ALONE
from tests.hostile.drawing import Drawn, draw
from tests.hostile.fields import all_text_fields, text_fields
from tests.hostile.journeys import whole_journey
from tests.hostile.meetings import (
    KINDS,
    HostileMeeting,
    hostile_meetings,
    live_in_every_field,
    tables_held,
)
from tests.hostile.texts import hostile_texts
from tests.tui.bad_input import paste
from tests.tui.whole_app import begin, press, whole_app

HEAVY = ("docx", "eml", "xlsx")
LIGHT = tuple(name for name in ALONE if name not in HEAVY)
BY_CHANCE = settings(
    deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate)
)


def test_no_field_that_somebody_can_write_in_is_left_out() -> None:
    assert {table for table, _field in all_text_fields()} <= tables_held()
    assert set(KINDS) == set(kind.load().by_id)


@settings(parent=BY_CHANCE, max_examples=200)
@given(hostile_meetings(), st.sampled_from((*HEAVY, *HEAVY, *[""] * 6)))
def test_a_meeting_of_hostile_texts_comes_clean_into_the_file_and_out_in_every_format(
    meeting: HostileMeeting, heavy: str
) -> None:
    with TemporaryDirectory() as folder:
        formats = (*LIGHT, *filter(None, (heavy,)))
        assert whole_journey(meeting, Path(folder), formats) == []


@settings(parent=BY_CHANCE, max_examples=500)
@given(hostile_texts(), st.booleans())
def test_to_clean_a_text_again_changes_nothing(text: str, lines: bool) -> None:
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once
    assert lines or clean(once, lines=True) == once


@settings(parent=BY_CHANCE, max_examples=500)
@given(st.text(string.ascii_letters + string.digits + string.punctuation + "æøåÆØÅ «»–…€ 漢א"))
def test_what_a_person_can_see_is_not_changed(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("place", range(len(KINDS)), ids=sorted(KINDS))
async def test_nothing_live_reaches_the_terminal_also_from_a_file_that_holds_it(
    tmp_path: Path, place: int
) -> None:
    size = (160, 45) if place % 2 else (80, 24)
    meeting = live_in_every_field(sorted(KINDS)[place], running=place % 3 != 0)
    drawn = await draw([meeting], tmp_path, size, raw=True)
    assert drawn.wrong == []
    assert drawn.screens > 15


@settings(parent=BY_CHANCE, max_examples=2)
@given(st.lists(hostile_texts(), min_size=24, max_size=24))
@pytest.mark.parametrize("key", ["h", "e", "s"])
def test_what_is_pasted_into_any_box_is_clean_on_the_screen_and_in_the_file(
    key: str, texts: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(paste_everywhere(Path(folder), key, texts))


async def paste_everywhere(folder: Path, key: str, texts: list[str]) -> None:
    """Into the form, the line of each stop, a decision, each field of a task, and the details."""
    app, drawn, left = whole_app(folder), Drawn(), list(texts)

    async def paste_and_look(then: str) -> None:
        if left and isinstance(app.focused, Input | TextArea):
            await paste(pilot, left.pop())
            box = app.focused
            if isinstance(box, Input | TextArea):
                value = box.value if isinstance(box, Input) else box.text
                assert clean(value, lines=True) == value
        drawn.look(app, key)
        await press(pilot, then)

    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, key)
        for _field in range(4):
            await paste_and_look("tab")
        await press(pilot, "escape", "escape")
        await begin(pilot, key)
        for then in "enter", "f8", "enter", "f2", "enter", "f3", "tab", "tab", "escape", "f8":
            await paste_and_look(then)
        await press(pilot, "escape", "ctrl+o")
        for then in "tab", "tab", "tab", "f8", "plus", "enter", "escape", "escape":
            await paste_and_look(then)
        drawn.look(app, key)
    archive = app._workplace.archive
    assert drawn.wrong == []
    assert [text for text in everything_written(archive) if clean(text, lines=True) != text] == []
    archive.close()


def everything_written(archive: Archive) -> list[str]:
    """The texts of every row, and every draft."""
    found = [
        record[0]
        for row_type in JOURNALED
        for field in text_fields(row_type)
        for record in archive.connection.execute(f'SELECT "{field}" FROM "{row_type.table}"')
    ]
    drafts = archive.connection.execute("SELECT text FROM draft")
    return [*found, *(record[0] for record in drafts)]
