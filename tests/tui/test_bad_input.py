"""What people type that cannot be used, by the keys of the real app.

Each gets one Norwegian sentence, and nothing that was typed is lost.
"""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from screens.check import CheckScreen
from screens.details import DetailsScreen
from screens.dialogs import Confirm
from screens.meeting import MeetingScreen
from screens.plan import PlanScreen
from screens.read_back import ReadBackScreen
from store.text import clean
from tests.tui.bad_input import (
    KEPT,
    LONG,
    TOO_LONG,
    TYPED,
    WORST,
    assert_alive,
    assert_nothing_is_live,
    complaints,
    enter,
    enter_task,
    line_of,
    paste,
    sentences,
    show_every_screen,
)
from tests.tui.whole_app import begin, newest, press, type_in, whole_app
from tui.app import ReferatApp

# Planning


async def test_a_meeting_is_planned_when_what_was_wrong_with_it_is_mended(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await press(pilot, "h", "ctrl+s")
        assert complaints(app) == ["! Skriv hva møtet handler om."]
        await type_in(pilot, "Turer")
        for field, wrong, sentence in (
            ("plan-dato", "31.2.2026", "! 31. februar finnes ikke. Skriv for eksempel 24.11.2026."),
            ("plan-dato", "snart", "! «snart» er ikke en dato. Skriv for eksempel 24.11.2026."),
            ("plan-til", "07.00", "! Møtet slutter før det begynner. Rett «fra» eller «til»."),
        ):
            line = app.screen.query_one(f"#{field}", Input)
            before, line.value = line.value, wrong
            await press(pilot, "ctrl+s")
            assert complaints(app) == [sentence]
            assert isinstance(app.screen, PlanScreen)
            assert app.focused is line
            assert line.value == wrong
            line.value = before
        await press(pilot, "ctrl+s")
        assert newest(app).head.title == "Turer"


async def test_the_details_keep_what_was_there_until_what_is_typed_can_be_used(
    tmp_path: Path,
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await press(pilot, "ctrl+o", "end", "ctrl+u", "enter")
        assert complaints(app) == ["! Skriv hva møtet handler om."]
        await press(pilot, "escape")
        assert isinstance(app.screen, DetailsScreen)
        await enter(pilot, "Turer")
        assert newest(app).head.title == "Turer"
        line = app.screen.query_one("#next_meeting", Input)
        line.focus()
        await enter(pilot, "31.2.2027")
        assert complaints(app) == ["! 31. februar finnes ikke. Skriv for eksempel 24.11.2026."]


async def test_a_sitting_keeps_its_day_and_hours_until_what_is_typed_can_be_used(
    tmp_path: Path,
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        before = newest(app)
        await press(pilot, "ctrl+o", "f8", "f8")
        for field, wrong, sentence in (
            ("okt-1-dato", "32.1", "! "),
            ("okt-1-til", "07.00", "! Møtet slutter før det begynner. Rett «fra» eller «til»."),
        ):
            line = app.screen.query_one(f"#{field}", Input)
            kept, line.value = line.value, wrong
            await press(pilot, "escape")
            assert isinstance(app.screen, DetailsScreen)
            assert complaints(app)[-1].startswith(sentence)
            line.value = kept
        await press(pilot, "escape")
        assert isinstance(app.screen, MeetingScreen)
        assert newest(app).sittings == before.sittings


async def test_a_score_outside_the_scale_is_refused_in_one_sentence(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await enter(pilot, "Feil liste")
        await press(pilot, "f8", "4")
        for key in "6", "0", "9":
            await press(pilot, key)
            assert newest(app).risks[0].consequence is None
        assert sentences(app)
        assert all("1" in each and "5" in each for each in sentences(app))


# Very long texts


async def test_a_point_that_is_too_long_is_refused_in_one_sentence(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot, "e", "Tur")
        await press(pilot, "f8")
        await paste(pilot, TOO_LONG)
        assert line_of(app) == ""
        assert sentences(app) == [
            "Teksten er for lang: høyst 100 000 tegn. Del den i flere linjer."
        ]


async def test_a_text_of_100_kb_is_kept_and_a_longer_one_refused_in_every_line(  # noqa: PLR0915 - one app, as it is slow
    tmp_path: Path,
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await paste(pilot, TOO_LONG)
        assert line_of(app) == ""
        assert sentences(app) == [
            "Teksten er for lang: høyst 100 000 tegn. Del den i flere linjer."
        ]
        await paste(pilot, LONG)
        await press(pilot, "enter", "f2")
        await paste(pilot, LONG)
        await press(pilot, "enter")
        await enter_task(pilot, LONG)
        await press(pilot, "ctrl+o", "end", "ctrl+u")
        await paste(pilot, LONG)
        await press(pilot, "enter", "f8")
        await paste(pilot, LONG)
        await press(pilot, "enter")
        meeting = newest(app)
        rows = (*meeting.risks, *meeting.decisions, *meeting.tasks)
        assert [each.text for each in rows] == [LONG] * 3
        assert [each.name for each in meeting.participants] == [LONG]
        assert meeting.head.title == LONG
        await press(pilot, "escape", *["f8"] * 4, "ctrl+l")
        assert isinstance(app.screen, CheckScreen)
        await press(pilot, "a")
        assert isinstance(app.screen, ReadBackScreen)
        await press(pilot, "right", "escape", "escape")
        assert_alive(app)


async def test_a_point_of_100_kb_is_kept(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot, "e")
        while not newest(app).notes:
            await press(pilot, "f8")
            if app.focused is not None and app.focused.id == "capture":
                await paste(pilot, TOO_LONG)
                assert line_of(app) == ""
                await paste(pilot, LONG)
                await press(pilot, "enter")
        assert [each.text for each in newest(app).notes] == [LONG]
        assert_alive(app)


# Pasted lines


@pytest.mark.parametrize("key", ["h", "e"])
async def test_each_pasted_line_becomes_an_entry_after_asking_above_ten(
    tmp_path: Path, key: str
) -> None:
    few, many = [f"Linje {number}" for number in range(10)], [f"Sak {each}" for each in range(11)]
    app = whole_app(tmp_path)

    def texts() -> list[str]:
        return [each.text for each in (newest(app).risks if key == "h" else newest(app).notes)]

    async with app.run_test() as pilot:
        await begin(pilot, key)
        if key == "e":
            await press(pilot, "f8")
        await paste(pilot, "\r\n".join(f"• {each}" for each in few))
        assert texts() == few
        await paste(pilot, "\n".join(many))
        assert isinstance(app.screen, Confirm)
        await press(pilot, "n")
        assert texts() == few
        assert line_of(app).strip() == " ".join(many)
        await press(pilot, "ctrl+u")
        await paste(pilot, "\n".join(many))
        await press(pilot, "j")
        assert texts() == few + many
        assert line_of(app) == ""
        await press(pilot, "ctrl+z")
        assert texts() == few


# Hostile texts


async def test_hostile_texts_are_kept_clean_everywhere_in_a_wheel_and_never_obeyed(
    tmp_path: Path,
) -> None:
    """In one meeting, since every screen is then gone through with all of them."""
    app = whole_app(tmp_path)
    async with app.run_test(size=(160, 45)) as pilot:
        await begin(pilot)
        await keep_clean_in_the_lines_of_the_wheel(pilot, app)
        await keep_clean_in_a_task(pilot, app)
        await keep_clean_in_what_is_answered_at_stop_4(pilot, app)
        await keep_clean_in_the_details(pilot, app)
        await show_every_screen(pilot, app)


async def keep_clean_in_the_lines_of_the_wheel(pilot: Pilot[None], app: ReferatApp) -> None:
    await enter(pilot, *TYPED)
    assert tuple(each.text for each in newest(app).risks) == KEPT
    for key in "f4", "f5", "f6":
        await press(pilot, key)
        await enter(pilot, *WORST)
        assert_nothing_is_live(app)
        await press(pilot, "escape")
    for text in WORST:
        await press(pilot, "f2")
        await enter(pilot, text)
    meeting = newest(app)
    for rows in meeting.causes, meeting.controls, meeting.deviations, meeting.decisions:
        assert [each.text for each in rows] == [clean(text).strip() for text in WORST]


async def keep_clean_in_a_task(pilot: Pilot[None], app: ReferatApp) -> None:
    for text in WORST:
        await press(pilot, "f3")
        for key in "tab", "tab", "enter":
            await type_in(pilot, text)
            assert_nothing_is_live(app)
            await press(pilot, key)
        while app.screen.query("TaskLine"):  # no frist; the line waits for a better one
            await press(pilot, "ctrl+u", "enter")
    tasks = newest(app).tasks
    assert [each.text for each in tasks] == [clean(text).strip() for text in WORST]
    assert all(each.responsible == clean(each.responsible) for each in tasks)


async def keep_clean_in_what_is_answered_at_stop_4(pilot: Pilot[None], app: ReferatApp) -> None:
    await press(pilot, "f8", "f8", "f8")
    for text in WORST[1:4]:
        kept = clean(text).strip()
        await press(pilot, "home", "o", "end", "ctrl+u")
        await enter(pilot, text)
        await press(pilot, "home", "j", "end", "ctrl+u")
        await enter(pilot, text)
        assert kept in {each.remark for each in newest(app).risks}
        assert kept in {each.accepted_by for each in newest(app).risks}
        assert_nothing_is_live(app)


async def keep_clean_in_the_details(pilot: Pilot[None], app: ReferatApp) -> None:
    for text in WORST[1:4]:
        kept = clean(text).strip()
        await press(pilot, "ctrl+o")
        for name in "title", "unit":
            app.screen.query_one(f"#{name}", Input).value = ""
            app.screen.query_one(f"#{name}", Input).focus()
            await enter(pilot, text)
            assert getattr(newest(app).head, name) == kept
        assert_nothing_is_live(app)
        await press(pilot, "f8", "plus")
        await enter(pilot, text)
        await press(pilot, "escape")
    names = [each.name for each in newest(app).participants]
    assert names
    assert names == [clean(name) for name in names]


async def test_hostile_points_are_kept_clean_and_never_obeyed(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test(size=(160, 45)) as pilot:
        await begin(pilot, "e")
        await press(pilot, "f8")
        await enter(pilot, *WORST)
        assert [each.text for each in newest(app).notes] == [clean(text).strip() for text in WORST]
        await show_every_screen(pilot, app)
