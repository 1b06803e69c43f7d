"""Ctrl+K: who did what in a meeting and when, and what was deleted brought back."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from screens.history import HistoryScreen
from screens.meeting import MeetingScreen
from screens.widgets.capture import CaptureLine
from screens.widgets.window_list import BLOCK, WindowList
from store import drafts, lifecycle
from store.drafts import Bookmark
from store.edits import Add
from store.history import History
from store.journal import Hidden, action
from store.rows import RiskRow
from store.vocabulary import Stance
from tests.hostile_text import HOSTILE, MARKUP
from tests.store.cooperation import Table
from tests.tui.bad_input import sentences
from tests.tui.test_exempting import MARK, SECRET, exempt_point, on_the_wall
from tests.tui.test_two_windows import other_window, seen
from tests.tui.whole_app import begin, newest, press, running, type_in, whole_app
from tests.tui.written_files import until
from tui.app import ReferatApp

WALL, DESK = (80, 24), (160, 45)
SIZES = pytest.mark.parametrize("size", [WALL, DESK], ids=["80x24", "160x45"])


def history_of(app: ReferatApp) -> HistoryScreen:
    assert isinstance(app.screen, HistoryScreen)
    return app.screen


def in_full(app: ReferatApp) -> str:
    """The change under the cursor, without the line breaks of its width."""
    screen = history_of(app)
    region = screen.query_one("#in-full").region
    lines = screen._compositor.render_strips()
    shown = (
        "".join(segment.text for segment in line)[region.x : region.right]
        for line in lines[region.y : region.bottom]
    )
    return " ".join(" ".join(shown).split())


def listed(app: ReferatApp) -> int:
    return history_of(app).query_one(WindowList)._total


async def write_risks(pilot: Pilot[None], *texts: str) -> None:
    """A wheel at its first stop, with some risks."""
    await begin(pilot)
    for text in texts:
        await type_in(pilot, text)
        await press(pilot, "enter")


# Who, when, what, before and after


@SIZES
async def test_each_change_has_its_line_and_the_chosen_one_is_shown_with_before_and_after(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(tmp_path, size) as (app, pilot):
        await write_risks(pilot, "Feil dose", "Feil pasient")
        await press(pilot, "f8", "4", "3", "ctrl+k")
        assert "HISTORIKK" in on_the_wall(app)
        assert "24.11.2026 09.00 Referent" in on_the_wall(app)
        assert "Ny risiko" in on_the_wall(app)
        assert "Risiko (endret): Feil dose" in in_full(app)
        assert "Konsekvens (tomt) → 3" in in_full(app)
        await press(pilot, "down")
        assert "Sannsynlighet (tomt) → 4" in in_full(app)


async def test_a_longer_text_stands_before_and_after_under_each_other(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await write_risks(pilot, "En lang linje om en risiko som må rettes")
        await press(pilot, "tab", "e", *(["backspace"] * 6))
        await type_in(pilot, "skrives om")
        await press(pilot, "enter", "ctrl+k")
        shown = in_full(app)
        assert "før En lang linje om en risiko som må rettes" in shown
        assert "etter En lang linje om en risiko som må skrives om" in shown


async def test_esc_goes_back_to_the_same_stop_the_same_row_and_the_half_written_text(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        await write_risks(pilot, "Feil dose", "Feil pasient")
        await type_in(pilot, "Halvskrev")
        await press(pilot, "ctrl+k", "down", "escape")
        assert isinstance(app.screen, MeetingScreen)
        line = app.focused
        assert isinstance(line, CaptureLine)
        assert line.value == "Halvskrev"
        await press(pilot, "f8", "down", "ctrl+k", "ctrl+k")
        assert app.screen.stop.key == "vurder"
        assert app.screen.here.row == newest(app).risks[1].uid


async def test_the_key_is_in_the_palette_and_the_help(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await write_risks(pilot, "Feil dose")
        await press(pilot, "f1", "end")
        assert "Historikk" in on_the_wall(app)
        await press(pilot, "escape", "f9")
        await press(pilot, *"histor", "enter")
        assert isinstance(app.screen, HistoryScreen)
        await press(pilot, "f1")
        assert "Hent tilbake" in on_the_wall(app)
        assert "Slettet" in on_the_wall(app)


async def test_a_long_text_is_read_to_its_end_with_tab_and_the_arrows(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await write_risks(pilot, "Feil dose")
        meeting = newest(app)
        text = " ".join(f"ord{number}" for number in range(2_000))
        with action(app._workplace.archive, meeting.uid, "Lang") as writer:
            row = RiskRow(meeting=meeting.uid, section="risikoer", text=text)
            Add(row, ("section",)).apply(writer)
        app.animation_level = "none"
        await press(pilot, "ctrl+k", "tab", "end")
        await until(pilot, lambda: "ord1999" in on_the_wall(app))


# One entry


async def test_the_line_that_one_stood_on_and_the_chosen_changes_line_have_their_own_history(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        await write_risks(pilot, "Feil dose", "Feil pasient")
        await press(pilot, "f8", "4", "3", "up", "ctrl+k", "l")
        assert "Risiko: Feil dose – og det som henger på" in on_the_wall(app)
        assert listed(app) == 3
        await press(pilot, "a")
        assert listed(app) > 3
        while "Feil pasient" not in in_full(app):
            await press(pilot, "down")
        await press(pilot, "enter")
        assert "Risiko: Feil pasient – og det som henger på" in on_the_wall(app)
        assert listed(app) == 1


async def test_where_one_stood_on_no_line_that_is_said(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await begin(pilot)
        await press(pilot, "ctrl+k", "l")
        assert sentences(app)[-1].startswith("Du sto ikke på noen linje i møtet.")


async def test_in_a_sak_it_is_the_chosen_row_that_one_stood_on(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    table = Table(app._workplace.archive)
    table.add("Vikarbyrå")
    table.fix()
    table.stand("Fagforbundet", Stance.DISAGREES)
    drafts.set_bookmark(table.archive, table.uid, Bookmark("saker"))
    drafts.mark_opened(table.archive, table.uid)
    async with app.run_test() as pilot:
        await press(pilot, "ctrl+k", "l")
        assert "Sak: Vikarbyrå – og det som henger på" in on_the_wall(app)
        assert "Standpunkt" in in_full(app)
    app._workplace.archive.close()


# What was deleted


@SIZES
async def test_a_deleted_risk_is_brought_back_with_its_cause_and_that_is_undone(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(tmp_path, size) as (app, pilot):
        await write_risks(pilot, "Feil dose", " Travelt", "Feil pasient")
        await press(pilot, "f8", "delete", "ctrl+k", "s")
        assert listed(app) == 1
        assert "Risiko (slettet): Feil dose" in in_full(app)
        assert "h henter det tilbake" in in_full(app)
        await press(pilot, "h")
        assert sentences(app)[-1] == "Risiko er hentet tilbake. Ctrl+Z angrer."
        assert "Ingenting er slettet." in on_the_wall(app)
        meeting = newest(app)
        assert [row.text for row in meeting.risks] == ["Feil dose", "Feil pasient"]
        assert [row.text for row in meeting.causes] == ["Travelt"]
        await press(pilot, "ctrl+z")
        assert sentences(app)[-1] == "Angret: Hentet tilbake risiko"
        assert [row.text for row in newest(app).risks] == ["Feil pasient"]
        assert listed(app) == 1
        await press(pilot, "ctrl+y", "escape", "ctrl+z")
        assert [row.text for row in newest(app).risks] == ["Feil pasient"]


async def test_what_is_brought_back_stands_in_the_meeting_again(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await write_risks(pilot, "Feil dose", "Feil pasient")
        await press(pilot, "f8", "delete")
        assert "Feil dose" not in on_the_wall(app)
        await press(pilot, "ctrl+k", "s", "h", "escape")
        assert "Feil dose" in on_the_wall(app)


async def test_what_is_not_deleted_is_not_brought_back_and_that_is_said(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await write_risks(pilot, "Feil dose")
        await press(pilot, "ctrl+k", "h")
        assert sentences(app)[-1].startswith("Linja er ikke slettet")
        assert len(newest(app).risks) == 1


async def test_a_locked_meeting_shows_its_history_and_brings_nothing_back(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await write_risks(pilot, "Feil dose", "Feil pasient")
        await press(pilot, "f8", "delete", "escape")
        lifecycle.close(app._workplace.archive, newest(app))
        await press(pilot, "enter")
        before = len(app._workplace.archive.connection.execute("SELECT 1 FROM change").fetchall())
        for key in ("h", "ctrl+z"):
            await press(pilot, "ctrl+k", "s", key)
            assert "kan bare leses" in sentences(app)[-1]
            assert "Feil dose" in in_full(app)
            await press(pilot, "escape")
        after = len(app._workplace.archive.connection.execute("SELECT 1 FROM change").fetchall())
        assert (after, [row.text for row in newest(app).risks]) == (before, ["Feil pasient"])


# What is exempt


@SIZES
async def test_what_is_exempt_is_hidden_until_it_is_asked_for_and_hidden_again(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(tmp_path, size) as (app, pilot):
        await begin(pilot, "e", "Tur")
        await press(pilot, "f8")
        await exempt_point(pilot, "ctrl+k")
        for _change in range(listed(app)):
            assert SECRET not in on_the_wall(app)
            await press(pilot, "down")
        await press(pilot, "home")
        assert f"Punkt (endret): {MARK}" in in_full(app)
        await press(pilot, "ctrl+b")
        assert SECRET in on_the_wall(app)
        assert "VISER UNNTATT TEKST" in on_the_wall(app)
        behind = app.screen_stack[-2]
        assert isinstance(behind, MeetingScreen)
        behind.show_exempt(False)  # what the timer does
        await press(pilot)
        assert SECRET not in on_the_wall(app)
        assert "VISER UNNTATT TEKST" not in on_the_wall(app)


async def test_what_is_hidden_is_brought_back_only_when_it_is_shown(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await begin(pilot, "e", "Tur")
        await press(pilot, "f8")
        await exempt_point(pilot, "ctrl+b", "delete", "ctrl+b", "ctrl+k", "s")
        assert newest(app).notes == ()
        assert SECRET not in on_the_wall(app)
        await press(pilot, "h")
        assert sentences(app)[-1] == str(Hidden())
        assert newest(app).notes == ()
        await press(pilot, "ctrl+b", "h")
        assert [(row.text, row.exempt) for row in newest(app).notes] == [(SECRET, "basis-1")]
        assert SECRET not in " ".join(sentences(app))


async def test_the_acts_of_an_exempt_point_are_called_nothing_that_it_says(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await begin(pilot, "e", "Tur")
        await press(pilot, "f8")
        await exempt_point(pilot, "ctrl+b", "delete", "ctrl+k", "s", "h", "ctrl+z", "ctrl+y")
        labels = app._workplace.archive.connection.execute("SELECT label FROM action").fetchall()
        assert len(labels) > 4
        assert [label for (label,) in labels if SECRET in label] == []


# Any length, any text


async def test_of_ten_thousand_changes_only_what_is_in_sight_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path) as (app, pilot):
        await write_risks(pilot, "Feil dose")
        risk, archive = newest(app).risks[0], app._workplace.archive
        with action(archive, risk.meeting, "Mange") as writer:
            writer.archive.connection.executemany(
                "INSERT INTO cause (uid, rev, meeting, position, risk, text)"
                " VALUES (?, 1, ?, ?, ?, ?)",
                [
                    (f"årsak-{number}", risk.meeting, number, risk.uid, f"Årsak {number}")
                    for number in range(10_000)
                ],
            )
        read, pages = History.read, list[int]()

        def counted(history: History, numbers: list[int]) -> object:
            pages.append(len(numbers))
            return read(history, numbers)

        monkeypatch.setattr(History, "read", counted)
        await press(pilot, "ctrl+k")
        assert listed(app) > 10_000
        assert "10\N{NO-BREAK SPACE}00" in on_the_wall(app)
        assert sum(pages) <= BLOCK
        assert "Årsak 9999" in on_the_wall(app)
        await press(pilot, "end")
        assert "Nytt møte" in on_the_wall(app)
        assert sum(pages) <= 4 * BLOCK


@pytest.mark.parametrize("size", [*(WALL, DESK), (20, 6)])
async def test_no_text_is_markup_or_a_live_sequence(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(tmp_path, size) as (app, pilot):
        await write_risks(pilot, "Feil dose")
        archive, uid = app._workplace.archive, newest(app).uid
        storable = [text for text in HOSTILE if "\ud800" not in text]
        archive.who = MARKUP[0]
        with action(archive, uid, MARKUP[0]) as writer:
            for text in storable:
                row = RiskRow(meeting=uid, section="risikoer", text=text)
                writer.insert("risk", values(row, archive.new_uid()))
        await press(pilot, "ctrl+k")
        shown = []
        for _row in storable:
            assert "\x1b" not in on_the_wall(app)
            shown.append(in_full(app))
            await press(pilot, "down")
        assert size[1] < WALL[1] or all(f"(ny): {text} " in " ".join(shown) for text in MARKUP)


def values(row: RiskRow, uid: str) -> dict[str, object]:
    """The row's columns as they are, uncleaned, as another program could have written them."""
    return {
        **{name: getattr(row, name) for name in row.__struct_fields__},
        "uid": uid,
        "rev": 1,
    }


async def test_what_another_window_does_comes_into_the_history_and_the_cursor_stays(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        await write_risks(pilot, "Feil dose", "Feil pasient")
        await press(pilot, "ctrl+k", "down")
        stood_on = in_full(app)
        with other_window(tmp_path, app) as other:
            other.rewrite(newest(app).risks[0], likelihood=4)
            await seen(app, "Fra et annet vindu")
        await press(pilot)
        assert in_full(app) == stood_on
        await press(pilot, "home")
        assert "Sannsynlighet (tomt) → 4" in in_full(app)


async def test_what_another_window_exempts_is_hidden_in_the_open_history(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await write_risks(pilot, SECRET)
        await press(pilot, "ctrl+k", "l")
        assert SECRET in on_the_wall(app)
        with other_window(tmp_path, app) as other:
            other.rewrite(newest(app).risks[0], exempt="basis-1")
            await seen(app, "Fra et annet vindu")
        assert SECRET not in on_the_wall(app)
        assert MARK in on_the_wall(app)


async def test_a_text_too_long_to_lay_out_says_how_much_of_it_is_left(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await write_risks(pilot, "Feil dose")
        meeting = newest(app)
        with action(app._workplace.archive, meeting.uid, "Lang") as writer:
            row = RiskRow(meeting=meeting.uid, section="risikoer", text="ord " * 6_000)
            Add(row, ("section",)).apply(writer)
        app.animation_level = "none"
        await press(pilot, "ctrl+k", "tab", "end")
        await until(pilot, lambda: "… (4000 tegn til)" in on_the_wall(app))
