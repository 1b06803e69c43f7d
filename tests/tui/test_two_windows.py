"""The same meeting in two windows: each sees what the other writes, and writes over nothing."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from screens.meeting_desk import SECONDS_BETWEEN_LOOKS
from store import drafts, point_edits, risk_edits
from store.database import connect
from store.edits import Change, Edit, Remove
from store.journal import action
from store.meeting import Meeting
from store.opening import open_archive
from store.row import Row
from store.uids import new_uid
from tests.conftest import fixed_clock
from tests.tui.bad_input import assert_alive, enter, enter_task, line_of, sentences
from tests.tui.whole_app import begin, newest, press, running, type_in
from tui.app import ReferatApp

IN_THE_WAY = "Linja er endret i et annet vindu. Der står det nå: «{}». "
LAST_WORD = "Din tekst står her; lagre den en gang til, så gjelder den."


class OtherWindow:
    """Another window on the app's file, with a connection of its own.

    Args:
        folder: The app's.
        app: The window that is looked at.
    """

    def __init__(self, folder: Path, app: ReferatApp) -> None:
        self.archive = open_archive(
            folder / "møter.db", clock=fixed_clock, new_uid=new_uid, who="En annen"
        )
        self._app = app

    @property
    def meeting(self) -> Meeting:
        return newest(self._app)

    def act(self, edit: Edit) -> None:
        with action(self.archive, self.meeting.uid, "Fra et annet vindu") as writer:
            edit.apply(writer)

    def rewrite(self, row: Row, **values: Any) -> None:
        self.act(Change(row, replace(row, **values)))


@contextmanager
def other_window(folder: Path, app: ReferatApp) -> Iterator[OtherWindow]:
    window = OtherWindow(folder, app)
    yield window
    window.archive.close()


async def seen(app: ReferatApp, text: str) -> None:
    """Wait until a text stands on the screen."""
    async with asyncio.timeout(20):
        while text not in shown(app):
            await asyncio.sleep(0.01)


def shown(app: ReferatApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips(app.size))


async def test_what_another_window_writes_is_seen_while_one_goes_on_typing(tmp_path: Path) -> None:
    assert SECONDS_BETWEEN_LOOKS < 0.5
    async with running(tmp_path) as (app, pilot):
        await begin(pilot)
        await enter(pilot, "Feil liste")
        await type_in(pilot, "halvskre")
        with other_window(tmp_path, app) as other:
            section = other.meeting.risks[0].section
            other.act(risk_edits.add(other.meeting, section, "Fra den andre"))
            await seen(app, "Fra den andre")
        await type_in(pilot, "vet")
        assert line_of(app) == "halvskrevet"
        await press(pilot, "enter")
        texts = [each.text for each in newest(app).risks]
        assert texts == ["Feil liste", "Fra den andre", "halvskrevet"]


async def test_the_cursor_stays_on_its_row_when_another_window_adds_one(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await begin(pilot, "e", "Øvelse")
        await enter(pilot, "Første", "Andre")
        await press(pilot, "up", "up")
        with other_window(tmp_path, app) as other:
            note = other.meeting.notes[0]
            other.act(point_edits.add(other.meeting, note.section, note.column, "Tredje"))
            await seen(app, "Tredje")
        await press(pilot, "delete")
        assert [each.text for each in newest(app).notes] == ["Andre", "Tredje"]


async def test_what_is_half_written_in_another_window_disturbs_nobody(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await begin(pilot)
        await enter(pilot, "Feil liste")
        with other_window(tmp_path, app) as other:
            for text in ("halvt der borte", "halvt der borte ennå"):
                before = app.screen.meeting  # type: ignore[attr-defined]  # a MeetingScreen
                drafts.save(other.archive, other.meeting.uid, "risikoer/ny", text)
                await pilot.pause(2 * SECONDS_BETWEEN_LOOKS)
            assert app.screen.meeting is before  # type: ignore[attr-defined]
        assert line_of(app) == ""


# The same words, corrected in both


Rows = Callable[[Meeting], Row]


async def _risk(pilot: Pilot[None]) -> None:
    await begin(pilot)
    await enter(pilot, "Ordlyden")
    await press(pilot, "up", "e")


async def _cause(pilot: Pilot[None]) -> None:
    await begin(pilot)
    await enter(pilot, "Risiko", "- Ordlyden")
    await press(pilot, "up", "h", "enter")


async def _point(pilot: Pilot[None]) -> None:
    await begin(pilot, "e", "Øvelse")
    await enter(pilot, "Ordlyden")
    await press(pilot, "up", "enter")


async def _decision(pilot: Pilot[None]) -> None:
    await begin(pilot)
    await press(pilot, "f2")
    await enter(pilot, "Ordlyden")
    await _correct_agreed(pilot)


async def _task(pilot: Pilot[None]) -> None:
    await begin(pilot)
    await enter_task(pilot, "Ordlyden", "Enhetsleder", "uke 50")
    await _correct_agreed(pilot)


async def _correct_agreed(pilot: Pilot[None]) -> None:
    meeting = newest(pilot.app)  # type: ignore[arg-type]  # the app of `running`
    rows = (*meeting.decisions, *meeting.tasks)
    pilot.app.screen.edit_agreed(rows[0].uid)  # type: ignore[attr-defined]  # a MeetingScreen
    await pilot.pause()


async def _title_of_a_sak(pilot: Pilot[None]) -> None:
    await begin(pilot, "s", "Samarbeidsmøte")
    await press(pilot, "f8")
    await enter(pilot, "Ordlyden")
    await press(pilot, "up", "enter")


async def _text_of_a_sak(pilot: Pilot[None]) -> None:
    await begin(pilot, "s", "Samarbeidsmøte")
    await press(pilot, "f8")
    await enter(pilot, "Saken")
    await press(pilot, "f8", "b")
    await enter(pilot, "Ordlyden")
    await press(pilot, "b")


CORRECTIONS: dict[str, tuple[Callable[[Pilot[None]], Any], Rows]] = {
    "a risk": (_risk, lambda meeting: meeting.risks[0]),
    "a cause": (_cause, lambda meeting: meeting.causes[0]),
    "a point": (_point, lambda meeting: meeting.notes[0]),
    "a decision": (_decision, lambda meeting: meeting.decisions[0]),
    "a task": (_task, lambda meeting: meeting.tasks[0]),
    "a sak's title": (_title_of_a_sak, lambda meeting: meeting.items[0]),
    "a sak's text": (_text_of_a_sak, lambda meeting: meeting.notes[0]),
}


@pytest.mark.parametrize("what", CORRECTIONS)
@pytest.mark.parametrize("is_seen_first", [True, False], ids=["seen first", "at the same moment"])
async def test_words_changed_in_both_are_shown_both_before_one_is_written_over(
    what: str, is_seen_first: bool, tmp_path: Path
) -> None:
    open_correction, row_of = CORRECTIONS[what]
    async with running(tmp_path, (120, 40)) as (app, pilot):
        await open_correction(pilot)
        assert line_of(app) == "Ordlyden"
        await type_in(pilot, " her")
        with other_window(tmp_path, app) as other:
            other.rewrite(row_of(other.meeting), text="Ordlyden der")
            if is_seen_first:
                await pilot.pause(2 * SECONDS_BETWEEN_LOOKS)
            await save(pilot, what)
            assert row_of(newest(app)).text == "Ordlyden der"  # type: ignore[attr-defined]
            (said,) = (each for each in sentences(app) if "annet vindu" in each)
            assert said.startswith(IN_THE_WAY.format("Ordlyden der")[:-3])
            assert said.endswith(LAST_WORD)
            assert line_of(app) == "Ordlyden her"
            await save(pilot, what)
            assert row_of(newest(app)).text == "Ordlyden her"  # type: ignore[attr-defined]
        assert_alive(app)


async def save(pilot: Pilot[None], what: str) -> None:
    await press(pilot, *(("enter",) if what != "a task" else ("tab", "tab", "enter")))
    if what == "a task":
        await press(pilot, "shift+tab", "shift+tab")


@pytest.mark.parametrize("what", CORRECTIONS)
async def test_what_another_window_deletes_takes_no_half_written_text_with_it(
    what: str, tmp_path: Path
) -> None:
    open_correction, row_of = CORRECTIONS[what]
    async with running(tmp_path, (120, 40)) as (app, pilot):
        await open_correction(pilot)
        await type_in(pilot, " her")
        with other_window(tmp_path, app) as other:
            gone = row_of(other.meeting)
            numbers = [each for each in other.meeting.responsibles if what == "a task"]
            other.act(Remove((*numbers, gone)))
            await pilot.pause(2 * SECONDS_BETWEEN_LOOKS)
        await save(pilot, what)
        assert_alive(app)
        archive, uid = app._workplace.archive, newest(app).uid
        kept = drafts.texts(archive, uid).values()
        assert "Ordlyden her" in kept or "Ordlyden her" in shown(app)


async def test_a_transaction_that_was_left_open_takes_nothing_that_is_typed_later_with_it(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        await begin(pilot)
        app._workplace.archive.connection.execute("BEGIN IMMEDIATE")
        await press(pilot, "a", "b")
        other = connect(tmp_path / "møter.db")
        assert "ab" in [text for (text,) in other.execute("SELECT text FROM draft")]
        other.close()
