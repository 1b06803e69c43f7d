"""Hostile texts in the fields of a sak, in search and among the legal bases, by the app's keys."""

from pathlib import Path

from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input

from exports import FORMATS
from exports.order import Order
from exports.source import source
from screens.widgets.capture import CaptureText
from store import drafts, legal_bases, lifecycle
from store.drafts import Bookmark
from store.text import clean
from store.vocabulary import Outcome, Stance
from tests.exports.every_format import ALONE
from tests.hostile_text import HOSTILE
from tests.store.cooperation import Table
from tests.tui.bad_input import (
    KEPT,
    TYPED,
    WORST,
    assert_alive,
    enter,
    paste,
    sentences,
)
from tests.tui.whole_app import press, whole_app
from tui.app import ReferatApp

PARAGRAPHS = "\n\n".join(WORST)
KEPT_PARAGRAPHS = clean(PARAGRAPHS, lines=True).strip()


def app_at(folder: Path, stop: str) -> tuple[ReferatApp, Table]:
    app = whole_app(folder)
    table = Table(app._workplace.archive)
    drafts.set_bookmark(table.archive, table.uid, Bookmark(stop))
    drafts.mark_opened(table.archive, table.uid)
    return app, table


async def write(pilot: Pilot[None], text: str) -> None:
    """Paste a text of several paragraphs, as a terminal does, into the box that is open."""
    assert isinstance(pilot.app.focused, CaptureText)
    pilot.app.post_message(Paste(text))
    await press(pilot)
    await press(pilot, "ctrl+s")


async def test_as_titles_of_saker(tmp_path: Path) -> None:
    app, table = app_at(tmp_path, "saksliste")
    async with app.run_test(size=(80, 24)) as pilot:
        await enter(pilot, *TYPED)
        assert [item.text for item in table.meeting.items] == list(KEPT)
        await press(pilot, "f5")
        for _sak in range(len(KEPT) + 1):
            assert_alive(app)
            await press(pilot, "f8")
        assert_alive(app)
    archive = whole_app(tmp_path)._workplace.archive
    for name in ALONE:
        assert FORMATS[name].write(Order(source(archive, table.uid)))
    archive.close()


async def test_as_positions_statements_and_remarks_of_several_paragraphs(tmp_path: Path) -> None:
    app, table = app_at(tmp_path, "saker")
    table.add("Vikarbyrå")
    table.fix()
    lifecycle.start(table.archive, table.meeting)
    table.stand("Fagforbundet", Stance.DISAGREES)
    table.end(Outcome.DISAGREEMENT)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "p")
        await press(pilot, "enter")  # those who disagree stand there
        await press(pilot, "p", "1", "1")
        await write(pilot, PARAGRAPHS)
        await press(pilot, "escape")
        assert_alive(app)
        assert [row.text for row in table.meeting.statements] == [KEPT_PARAGRAPHS]
        lifecycle.close(table.archive, table.meeting)
        app.screen.show_again()  # type: ignore[attr-defined]
        await press(pilot, "m")
        assert isinstance(app.focused, Input)
        await enter(pilot, WORST[1])
        await press(pilot, "1")
        await write(pilot, PARAGRAPHS)
        assert_alive(app)
        assert [row.text for row in table.meeting.remarks] == [KEPT_PARAGRAPHS]
        assert [row.sender for row in table.meeting.remarks] == [clean(WORST[1]).strip()]


async def test_as_words_to_search_for_and_names_to_filter_by(tmp_path: Path) -> None:
    app, _table = app_at(tmp_path, "saker")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "escape", "f")
        for text in HOSTILE:
            assert isinstance(app.focused, Input)
            app.focused.value = ""
            await paste(pilot, text[:5000])
            assert_alive(app)
        await press(pilot, "escape", "o")
        assert_alive(app)


async def test_as_the_name_of_a_legal_basis(tmp_path: Path) -> None:
    app, table = app_at(tmp_path, "saker")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+e", "2")
        for text in WORST:
            await press(pilot, "plus")
            await enter(pilot, text)
            assert_alive(app)
        names = [row.name for row in legal_bases.load(table.archive)]
        assert set(names) >= {" ".join(clean(text).split()) for text in WORST}, sentences(app)
