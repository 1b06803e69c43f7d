"""An approved meeting, tried by every door: each says that it is locked, or adds a remark."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from screens.meeting import MeetingScreen
from store import drafts, lifecycle, meetings
from store.approval import verdict
from store.drafts import Bookmark
from store.meeting import Meeting
from store.vocabulary import Outcome, Stance
from tests.series_of_talks import SPRING, TODAY, Talks
from tests.store.cooperation import Table
from tests.tui.bad_input import sentences
from tests.tui.whole_app import press, type_in, whole_app
from tui.app import ReferatApp

LOCKED = "Referatet er godkjent og låst. Gjenåpne med begrunnelse."


def app_at(folder: Path, stop: str) -> tuple[ReferatApp, Table]:
    """The app in a running samarbeidsmøte with a drøfting that ended in disagreement."""
    app = whole_app(folder)
    archive = app._workplace.archive
    table = Table(archive)
    table.add("Vikarbyrå")
    table.fix()
    lifecycle.start(archive, table.meeting)
    table.stand("Fagforbundet", Stance.DISAGREES, "Dyrt")
    table.end(Outcome.DISAGREEMENT)
    drafts.set_bookmark(archive, table.uid, Bookmark(stop))
    drafts.mark_opened(archive, table.uid)
    return app, table


def approve(table: Table) -> Meeting:
    lifecycle.close(table.archive, table.meeting)
    lifecycle.approve(table.archive, table.meeting, "Kommunedirektør")
    return table.meeting


SAYING = [
    *[("b",), ("u", "1"), ("p",), ("y", "1"), ("ctrl+e", "1"), ("1",), ("a",)],
    *[("f2",), ("f3",), ("ctrl+z",), ("ctrl+y",)],
]
"""Keys that answer with the sentence."""

SILENT = [("delete",), ("ctrl+o", "f8", "plus")]
"""Where there is nothing to delete, and where the sentence stands on the screen all the time."""


@pytest.mark.parametrize("keys", [*SAYING, *SILENT])
async def test_no_key_changes_it(tmp_path: Path, keys: Sequence[str]) -> None:
    app, table = app_at(tmp_path, "saker")
    before = approve(table)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, *keys)
        assert meetings.load(table.archive, table.uid) == before
        assert (LOCKED in sentences(app)) is (keys in SAYING)


async def test_no_exemption_is_asked_about_before_it_is_refused(tmp_path: Path) -> None:
    app, table = app_at(tmp_path, "saker")
    approve(table)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "ctrl+e")
        assert isinstance(app.screen, MeetingScreen)
        assert sentences(app)[-1] == LOCKED


@pytest.mark.parametrize("keys", [("n",), ("y", "1"), ("delete",), ("e",), ("plus",), ("s",)])
async def test_no_key_of_the_agenda_changes_it(tmp_path: Path, keys: Sequence[str]) -> None:
    app, table = app_at(tmp_path, "saksliste")
    before = approve(table)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "down", *keys, "enter")
        assert meetings.load(table.archive, table.uid) == before


async def test_a_remark_to_a_sak_is_added_after_approval_and_stands_outside(
    tmp_path: Path,
) -> None:
    app, table = app_at(tmp_path, "saker")
    approve(table)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "m")
        await type_in(pilot, "HTV Delta")
        await press(pilot, "enter", "1")
        await press(pilot, *"Feil", "ctrl+s")
        meeting = meetings.load(table.archive, table.uid)
    assert [(row.text, row.after_approval) for row in meeting.remarks] == [("Feil", True)]
    assert meeting.remarks[0].about == meeting.items[0].uid
    assert verdict(meeting).is_unchanged


async def test_what_another_window_has_approved_is_not_written_in_from_the_old_screen(
    tmp_path: Path,
) -> None:
    app, table = app_at(tmp_path, "saker")
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "b")
        await type_in(pilot, "For sent")
        before = approve(table)
        await press(pilot, "enter")
        assert meetings.load(table.archive, table.uid) == before
        assert LOCKED in sentences(app)
        assert "For sent" in " ".join(drafts.texts(table.archive, table.uid).values())


async def test_nothing_is_said_of_a_carried_task_in_an_approved_meeting(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    talks = Talks(app._workplace.archive)
    talks.agree(talks.begin(SPRING), "Plan")
    talk = talks.begin(TODAY)
    lifecycle.close(talks.archive, talks.now(talk))
    lifecycle.approve(talks.archive, talks.now(talk), "Enhetsleder")
    before = talks.now(talk)
    drafts.set_bookmark(talks.archive, talk.uid, Bookmark(talk.kind.stops[0].key))
    drafts.mark_opened(talks.archive, talk.uid)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "3")
        assert talks.now(talk) == before
        assert LOCKED in sentences(app)
