"""What is exempt from public access is hidden on the shared screen until it is asked for."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.timer import Timer
from textual.widgets import Input

from screens.dialogs import Choose
from screens.legal_bases import LegalBasesScreen
from screens.meeting import MeetingScreen
from screens.read_back import ReadBackScreen
from store import legal_bases
from tests.tui.bad_input import sentences
from tests.tui.whole_app import begin, newest, press, running, type_in, whole_app
from tui.app import ReferatApp

SECRET = "Sykefraværet til en ansatt"
MARK = "Unntatt offentlighet"
WIDE = (100, 30)


def on_the_wall(app: ReferatApp) -> str:
    """Everything that is painted."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in lines)


@asynccontextmanager
async def at_good_points(
    folder: Path, size: tuple[int, int] = WIDE
) -> AsyncIterator[tuple[ReferatApp, Pilot[None]]]:
    """An evaluation at its first stop for points, «bra»."""
    async with running(folder, size) as (app, pilot):
        await begin(pilot, "e", "Tur")
        await press(pilot, "f8")
        yield app, pilot


def screen_of(app: ReferatApp) -> MeetingScreen:
    assert isinstance(app.screen, MeetingScreen)
    return app.screen


async def exempt_point(pilot: Pilot[None], *then: str) -> None:
    """Write the secret as a point and exempt it, then press more keys."""
    await type_in(pilot, SECRET)
    await press(pilot, "enter", "up", "ctrl+e", "1", *then)


async def let_a_minute_pass(app: ReferatApp, pilot: Pilot[None]) -> None:
    """What the timer does when it is over."""
    screen_of(app).show_exempt(False)
    await press(pilot)


async def test_a_point_that_is_exempted_is_hidden_and_shown_when_asked_for(tmp_path: Path) -> None:
    async with at_good_points(tmp_path) as (app, pilot):
        await type_in(pilot, SECRET)
        await press(pilot, "enter")
        assert SECRET in on_the_wall(app)
        await press(pilot, "up", "ctrl+e", "1")
        assert newest(app).notes[0].exempt == "basis-1"
        assert SECRET not in on_the_wall(app)
        assert MARK in on_the_wall(app)
        await press(pilot, "ctrl+b")
        assert SECRET in on_the_wall(app)
        assert "VISER UNNTATT TEKST" in on_the_wall(app)
        await press(pilot, "ctrl+b")
        assert SECRET not in on_the_wall(app)


async def test_what_is_shown_is_hidden_again_at_the_next_stop(tmp_path: Path) -> None:
    async with at_good_points(tmp_path) as (app, pilot):
        await exempt_point(pilot, "ctrl+b")
        assert SECRET in on_the_wall(app)
        await press(pilot, "f8", "f7")
        assert SECRET not in on_the_wall(app)


async def test_a_text_can_be_hidden_before_it_is_typed(tmp_path: Path) -> None:
    async with at_good_points(tmp_path) as (app, pilot):
        await press(pilot, "ctrl+e", "1")
        await type_in(pilot, SECRET)
        assert SECRET not in on_the_wall(app)
        assert "DET SOM SKRIVES, ER UNNTATT" in on_the_wall(app)
        await press(pilot, "enter")
        assert SECRET not in on_the_wall(app)
        note = newest(app).notes[0]
        assert (note.text, note.exempt) == (SECRET, "basis-1")
        await press(pilot, "ctrl+e")
        await type_in(pilot, "Åpent for alle")
        await press(pilot, "enter")
        assert "Åpent for alle" in on_the_wall(app)
        assert newest(app).notes[1].exempt == ""


async def test_a_decision_and_a_task_written_so_are_exempt_too(tmp_path: Path) -> None:
    async with at_good_points(tmp_path, (160, 45)) as (app, pilot):
        await press(pilot, "ctrl+e", "2", "f2")
        await type_in(pilot, SECRET)
        assert SECRET not in on_the_wall(app)
        await press(pilot, "enter", "f3")
        await type_in(pilot, SECRET)
        await press(pilot, "enter")
        await type_in(pilot, "Rektor")
        await press(pilot, "enter")
        await type_in(pilot, "uke 50")
        await press(pilot, "enter")
        meeting = newest(app)
        assert meeting.decisions[0].exempt == meeting.tasks[0].exempt == "basis-2"
        assert SECRET not in on_the_wall(app)


async def test_how_a_hidden_task_is_understood_is_hidden_too(tmp_path: Path) -> None:
    async with at_good_points(tmp_path) as (app, pilot):
        await press(pilot, "ctrl+e", "1", "f3")
        for text in ("Oppgave", SECRET, "uke 50"):
            await type_in(pilot, text)
            await press(pilot, "tab")
        assert SECRET not in on_the_wall(app)
        assert "11.12.2026" not in on_the_wall(app)
        await press(pilot, "escape", "f3")
        assert SECRET not in on_the_wall(app)


async def test_a_half_written_exempt_text_is_hidden_when_the_program_opens_again(
    tmp_path: Path,
) -> None:
    first = whole_app(tmp_path)
    async with first.run_test(size=(100, 30)) as pilot:
        await begin(pilot, "e", "Tur")
        await press(pilot, "f8", "ctrl+e", "1")
        await type_in(pilot, SECRET)
        # Nothing is left in good order: the terminal is gone.
    again = whole_app(tmp_path)
    async with again.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert isinstance(again.focused, Input)
        assert again.focused.value == SECRET
        assert SECRET not in on_the_wall(again)


async def test_a_hidden_text_is_not_written_over(tmp_path: Path) -> None:
    async with at_good_points(tmp_path) as (app, pilot):
        await exempt_point(pilot, "delete")
        assert newest(app).notes[0].text == SECRET
        assert any("skjult. Vis den" in sentence for sentence in sentences(app))


async def test_the_exemption_is_lifted_and_taken_back_by_undo(tmp_path: Path) -> None:
    async with at_good_points(tmp_path) as (app, pilot):
        await exempt_point(pilot, "ctrl+b", "ctrl+e", "1")
        assert newest(app).notes[0].exempt == ""
        await press(pilot, "ctrl+z")
        assert newest(app).notes[0].exempt == "basis-1"


async def test_the_title_of_an_exempt_meeting_is_hidden_over_it_and_at_home(tmp_path: Path) -> None:
    async with running(tmp_path, WIDE) as (app, pilot):
        await begin(pilot, "e", SECRET)
        await press(pilot, "f8", "up", "shift+tab")
        screen_of(app).set_focus(None)
        await press(pilot, "ctrl+e")
        assert isinstance(app.screen, Choose)
        await press(pilot, "1")
        assert newest(app).head.exempt == ""
        await press(pilot, "j")
        assert newest(app).head.exempt == "basis-3"
        assert SECRET not in on_the_wall(app)
        await press(pilot, "escape")
        assert SECRET not in on_the_wall(app)


async def test_a_meeting_that_is_exempt_as_a_whole_hides_what_was_said_until_it_is_asked_for(
    tmp_path: Path,
) -> None:
    async with at_good_points(tmp_path) as (app, pilot):
        await type_in(pilot, SECRET)
        await press(pilot, "enter", "f2")
        await type_in(pilot, "Hemmelig vedtak")
        await press(pilot, "enter", "f8", "f7")
        screen_of(app).set_focus(None)
        await press(pilot, "ctrl+e", "1", "j")
        assert newest(app).head.exempt == "basis-3"
        assert newest(app).notes[0].exempt == ""
        assert SECRET not in on_the_wall(app)
        assert "Hemmelig vedtak" not in on_the_wall(app)
        await press(pilot, "f7", "f8")
        await type_in(pilot, "Skrives i skjul")
        assert "Skrives i skjul" not in on_the_wall(app)
        await press(pilot, "ctrl+b")
        assert "Skrives i skjul" in on_the_wall(app)
        assert SECRET in on_the_wall(app)
        assert "Hemmelig vedtak" in on_the_wall(app)
        await press(pilot, "f8", "f7")
        assert SECRET in on_the_wall(app)


@pytest.mark.parametrize("whole", [True, False], ids=["the whole meeting", "one point"])
async def test_only_where_all_is_exempt_does_writing_keep_it_in_sight(
    tmp_path: Path, whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun_anew: list[Timer] = []
    reset = Timer.reset

    def noted(timer: Timer) -> None:
        begun_anew.append(timer)
        reset(timer)

    monkeypatch.setattr(Timer, "reset", noted)
    async with at_good_points(tmp_path) as (app, pilot):
        if whole:
            screen_of(app).set_focus(None)
            await press(pilot, "ctrl+e", "1", "j", "tab", "ctrl+b")
        else:
            await exempt_point(pilot, "ctrl+b", "down")
        hiding = screen_of(app)._hiding
        assert hiding is not None
        begun_anew.clear()
        await type_in(pilot, "Mer")
        assert (hiding in begun_anew) is whole


async def test_a_line_over_a_risk_that_is_hidden_is_put_away(tmp_path: Path) -> None:
    async with running(tmp_path, WIDE) as (app, pilot):
        await begin(pilot)
        await type_in(pilot, SECRET)
        await press(pilot, "enter", "tab", "ctrl+e", "1", "ctrl+b", "e")
        assert app.focused is not None
        assert getattr(app.focused, "value", "") == SECRET
        await let_a_minute_pass(app, pilot)
        assert SECRET not in on_the_wall(app)
        await press(pilot, "tab", "e")
        assert any("skjult. Vis den" in sentence for sentence in sentences(app))


async def test_a_line_over_a_decision_that_is_hidden_is_put_away_and_its_change_is_kept(
    tmp_path: Path,
) -> None:
    async with at_good_points(tmp_path) as (app, pilot):
        await press(pilot, "ctrl+e", "1", "f2")
        await type_in(pilot, SECRET)
        await press(pilot, "enter", "ctrl+e", "f8", "f8", "f8", "f8")
        await press(pilot, "e")
        assert any("skjult. Vis den" in sentence for sentence in sentences(app))
        await press(pilot, "ctrl+b", "e")
        await type_in(pilot, " igjen")
        assert SECRET in on_the_wall(app)
        await let_a_minute_pass(app, pilot)
        assert SECRET not in on_the_wall(app)
        await press(pilot, "ctrl+b", "e")
        assert f"{SECRET} igjen" in on_the_wall(app)


async def test_a_line_over_what_hangs_on_a_hidden_point_no_longer_names_it(tmp_path: Path) -> None:
    async with at_good_points(tmp_path) as (app, pilot):
        await exempt_point(pilot, "ctrl+b", "f2")
        await type_in(pilot, "Begynt")
        assert SECRET in on_the_wall(app)
        await let_a_minute_pass(app, pilot)
        assert SECRET not in on_the_wall(app)
        await press(pilot, "up", "f2")
        assert "Begynt" in on_the_wall(app)
        assert SECRET not in on_the_wall(app)


async def test_the_minutes_ask_for_a_version_where_something_is_exempt(tmp_path: Path) -> None:
    async with at_good_points(tmp_path) as (app, pilot):
        await exempt_point(pilot, "ctrl+r")
        assert isinstance(app.screen, Choose)
        await press(pilot, "2")
        await app.workers.wait_for_complete()
        (written,) = (tmp_path / "Referat").iterdir()
        assert "(offentlig)" in written.name


async def test_the_list_of_bases_is_changed_where_it_is_offered(tmp_path: Path) -> None:
    async with at_good_points(tmp_path) as (app, pilot):
        await press(pilot, "ctrl+e", "3")
        assert isinstance(app.screen, LegalBasesScreen)
        await press(pilot, "plus")
        await type_in(pilot, "offl. § 24")
        await press(pilot, "enter")
        await press(pilot, "end", "o", "t")
        rows = legal_bases.load(app._workplace.archive)
        added = next(row for row in rows if row.name == "offl. § 24")
        assert (added.whole_document, added.retired) == (True, True)
        await press(pilot, "delete")
        assert added.name not in [row.name for row in legal_bases.load(app._workplace.archive)]
        await press(pilot, "escape")
        assert isinstance(app.screen, MeetingScreen)


async def test_what_is_corrected_while_writing_is_exempt_becomes_exempt(tmp_path: Path) -> None:
    async with at_good_points(tmp_path) as (app, pilot):
        await type_in(pilot, "Åpent")
        await press(pilot, "enter", "ctrl+e", "1", "up", "e")
        await type_in(pilot, SECRET)
        await press(pilot, "enter")
        note = newest(app).notes[0]
        assert (note.text, note.exempt) == (f"Åpent{SECRET}", "basis-1")
        assert SECRET not in on_the_wall(app)


async def test_a_figure_is_not_written_while_writing_is_exempt(tmp_path: Path) -> None:
    async with running(tmp_path, WIDE) as (app, pilot):
        await begin(pilot, "r", "Samtale")
        await press(pilot, "f8", "ctrl+e", "1")
        await type_in(pilot, "7777")
        await press(pilot, "enter")
        assert newest(app).figures == ()
        assert any("kan ikke unntas for seg selv" in sentence for sentence in sentences(app))


async def test_a_cause_of_an_open_risk_is_not_written_while_writing_is_exempt(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, WIDE) as (app, pilot):
        await begin(pilot)
        await type_in(pilot, "Åpen risiko")
        await press(pilot, "enter", "ctrl+e", "1")
        await type_in(pilot, f" {SECRET}")
        await press(pilot, "enter")
        assert newest(app).causes == ()
        assert any("kan ikke unntas for seg selv" in sentence for sentence in sentences(app))


async def test_a_single_task_is_exempted_where_it_stands(tmp_path: Path) -> None:
    async with running(tmp_path, WIDE) as (app, pilot):
        await begin(pilot, "e", "Tur")
        await press(pilot, "f3")
        await type_in(pilot, SECRET)
        await press(pilot, "enter", "enter", "enter", "f8", "f8", "f8", "f8", "ctrl+e")
        assert "UNNTAK FRA OFFENTLIGHET · oppgaven" in on_the_wall(app)
        await press(pilot, "1")
        meeting = newest(app)
        assert (meeting.tasks[0].exempt, meeting.head.exempt) == ("basis-1", "")
        assert SECRET not in on_the_wall(app)


# What lies over the meeting when the minute is over


async def hide_behind(app: ReferatApp, pilot: Pilot[None]) -> None:
    """What the timer does when the minute is over, whatever lies over the meeting."""
    (behind,) = [each for each in app.screen_stack if isinstance(each, MeetingScreen)]
    behind.show_exempt(False)
    await press(pilot)


@pytest.mark.parametrize("keys", [("ctrl+e",), ("ctrl+l",), ("ctrl+r",), ("f1",), ("f9",)])
async def test_a_dialog_over_the_meeting_goes_with_the_minute(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with at_good_points(tmp_path) as (app, pilot):
        await exempt_point(pilot, "ctrl+b", *keys)
        assert not isinstance(app.screen, MeetingScreen)
        await hide_behind(app, pilot)
        assert SECRET not in on_the_wall(app)
        assert isinstance(app.screen, MeetingScreen)
        assert sentences(app)[-1] == (
            "Unntatt tekst er skjult igjen, og det som lå over møtet, er lukket."
        )


async def test_a_dialog_over_a_meeting_with_nothing_exempt_stays(tmp_path: Path) -> None:
    async with at_good_points(tmp_path) as (app, pilot):
        await press(pilot, "ctrl+b", "ctrl+l")
        await hide_behind(app, pilot)
        assert not isinstance(app.screen, MeetingScreen)


async def test_a_text_uncovered_in_the_read_back_is_covered_after_a_minute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    timers: list[Callable[[], None]] = []
    async with at_good_points(tmp_path) as (app, pilot):
        await press(pilot, "ctrl+e", "1", "f2")
        await type_in(pilot, SECRET)
        await press(pilot, "enter", "ctrl+e", *["f8"] * 4, "ctrl+l", "a")
        assert isinstance(app.screen, ReadBackScreen)
        assert SECRET not in on_the_wall(app)
        monkeypatch.setattr(app.screen, "set_timer", lambda _after, act: timers.append(act))
        await press(pilot, "u")
        assert SECRET in on_the_wall(app)
        timers[0]()
        await press(pilot)
        assert SECRET not in on_the_wall(app)
