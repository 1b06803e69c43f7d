from collections.abc import Callable

import pytest
from msgspec.structs import replace
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Static

from screens.answers import AnswersScreen
from screens.dialogs import Ask, Choose, Confirm
from screens.sections.points import PointsEditor
from screens.widgets.capture import CaptureLine
from screens.widgets.row_list import RowList
from store import drafts, lifecycle, meetings
from store.database import Archive
from store.edits import Change
from store.journal import action
from store.meeting import Meeting
from store.rows import NoteRow
from store.vocabulary import Cause, DeviationKind
from tests.hostile_text import MARKUP
from tests.screens.desk_host import EditorHost

WIDE, NARROW = (120, 40), (80, 24)

Open = Callable[..., EditorHost]


@pytest.fixture
def uid(plan_meeting: Callable[..., str]) -> str:
    return plan_meeting("evaluering")


@pytest.fixture
def put(archive: Archive, uid: str) -> Callable[..., list[str]]:
    """Points that are there already; their uids."""

    def put(column: str, *texts: str, exempt: str = "", section: str = "punkter") -> list[str]:
        with action(archive, uid, "Prøve") as writer:
            return [
                writer.add_last(
                    NoteRow(meeting=uid, section=section, column=column, text=text, exempt=exempt),
                    "column",
                ).uid
                for text in texts
            ]

    return put


@pytest.fixture
def at(archive: Archive, uid: str) -> Open:
    return lambda stop: EditorHost(archive, uid, stop, PointsEditor)


def texts(host: EditorHost, column: str) -> list[str]:
    return [row.text for row in host.shown.notes if row.column == column]


def shown(host: EditorHost) -> str:
    """Everything that can be read on the screen."""
    svg = [line.text for strip in host.screen._compositor.render_strips() for line in strip]
    return "".join(svg)


async def type_text(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if sign == " " else sign for sign in text))


def paste(host: EditorHost, text: str) -> None:
    host.query_one(CaptureLine).post_message(Paste(text))


# Writing


async def test_points_are_captured_enter_after_enter(at: Open) -> None:
    host = at("bra")
    async with host.run_test(size=NARROW) as pilot:
        for text in ("god plan", "nok voksne"):
            await type_text(pilot, text)
            await pilot.press("enter")
        assert texts(host, "bra") == ["god plan", "nok voksne"]
        assert host.query_one(CaptureLine).has_focus
        assert host.query_one(CaptureLine).value == ""


async def test_enter_on_an_empty_line_writes_nothing(at: Open) -> None:
    host = at("bra")
    async with host.run_test() as pilot:
        await pilot.press("enter", "space", "enter")
        assert host.shown.notes == ()


async def test_what_is_being_typed_is_kept_column_by_column_and_stands_there_again(
    at: Open, archive: Archive, uid: str
) -> None:
    async with at("bra").run_test() as pilot:
        await type_text(pilot, "god pl")
    assert drafts.text(archive, uid, "punkter/bra") == "god pl"
    async with (other := at("bedre")).run_test():
        assert other.query_one(CaptureLine).value == ""
    async with (again := at("bra")).run_test() as pilot:
        assert again.query_one(CaptureLine).value == "god pl"
        await pilot.press("a", "n", "enter")
        assert texts(again, "bra") == ["god plan"]
    assert drafts.text(archive, uid, "punkter/bra") == ""


async def test_pasted_lines_become_a_point_each(at: Open) -> None:
    host = at("bra")
    async with host.run_test() as pilot:
        paste(host, "- god plan\n- nok voksne\n\n- godt vær")
        await pilot.pause()
        assert texts(host, "bra") == ["god plan", "nok voksne", "godt vær"]


@pytest.mark.parametrize(("key", "written"), [("j", 11), ("n", 0)])
async def test_more_than_ten_pasted_lines_are_asked_about(at: Open, key: str, written: int) -> None:
    host = at("bra")
    async with host.run_test() as pilot:
        paste(host, "\n".join(f"linje {number}" for number in range(11)))
        await pilot.pause()
        assert isinstance(host.screen, Confirm)
        await pilot.press(key)
        assert len(texts(host, "bra")) == written
        kept = host.query_one(CaptureLine).value
        assert kept == ("" if written else " ".join(f"linje {number}" for number in range(11)))


async def test_a_text_that_cannot_be_written_comes_back_to_the_line(
    at: Open, archive: Archive, uid: str
) -> None:
    host = at("bra")
    async with host.run_test() as pilot:
        await type_text(pilot, "for sent")
        lifecycle.close(archive, meetings.load(archive, uid))
        await pilot.press("enter")
        assert host.query_one(CaptureLine).value == "for sent"
        assert len(host.refusals) == 1


async def test_a_closed_meeting_has_no_line_to_write_in(
    at: Open, archive: Archive, uid: str, put: Callable[..., list[str]]
) -> None:
    put("bra", "god plan")
    lifecycle.close(archive, meetings.load(archive, uid))
    host = at("bra")
    async with host.run_test() as pilot:
        assert not host.query_one("#writing").display
        await pilot.press("down", "delete", "e", "t")
        assert texts(host, "bra") == ["god plan"]
        assert not isinstance(host.screen, Ask)
        assert host.tasks_asked_for == []
        assert len(host.refusals) == 2


async def test_markup_is_only_text(at: Open, put: Callable[..., list[str]]) -> None:
    put("bra", *MARKUP)
    host = at("bedre")
    async with host.run_test(size=WIDE) as pilot:
        paste(host, "\n".join(MARKUP))
        await pilot.press("up", "e", "enter", "v", "v")
        assert isinstance(host.screen, Choose)
        await pilot.press("escape")
        assert texts(host, "bedre") == list(MARKUP)
        for hostile in MARKUP:
            assert shown(host).count(hostile) >= 2


async def test_markup_is_only_text_in_what_can_be_answered(
    at: Open, put: Callable[..., list[str]]
) -> None:
    put("bra", *MARKUP)
    put("neste", MARKUP[0])
    host = at("neste")
    async with host.run_test(size=WIDE) as pilot:
        await pilot.press("up", "b")
        assert isinstance(host.screen, AnswersScreen)
        for hostile in MARKUP:
            assert hostile in shown(host)


# Moving about


async def test_up_from_the_line_goes_to_the_list_and_down_past_the_last_back(
    at: Open, put: Callable[..., list[str]]
) -> None:
    first, last = put("bra", "a", "b")
    host = at("bra")
    async with host.run_test() as pilot:
        await pilot.press("up")
        assert host.editor.about == last
        await pilot.press("up", "up")
        assert host.editor.about == first
        await pilot.press("down", "down")
        assert host.query_one(CaptureLine).has_focus


async def test_what_was_captured_last_is_what_a_task_hangs_on(at: Open) -> None:
    host = at("bra")
    async with host.run_test() as pilot:
        assert host.editor.about == ""
        await pilot.press("a", "enter", "b", "enter")
        assert host.editor.about == host.shown.notes[-1].uid


async def test_a_point_can_be_chosen_from_outside_and_one_that_is_gone_changes_nothing(
    at: Open, put: Callable[..., list[str]]
) -> None:
    first, _ = put("bra", "a", "b")
    host = at("bra")
    async with host.run_test() as pilot:
        host.editor.choose(first)
        host.editor.choose("borte")
        await pilot.pause()
        assert host.editor.about == first


async def test_the_newest_point_is_in_sight_in_a_long_column(
    at: Open, put: Callable[..., list[str]]
) -> None:
    put("bra", *(f"punkt {number}" for number in range(60)))
    host = at("bra")
    async with host.run_test(size=NARROW) as pilot:
        await type_text(pilot, "det siste")
        await pilot.press("enter")
        await pilot.pause()
        assert "det siste" in shown(host)


# What stands beside


async def test_the_columns_stand_side_by_side_where_there_is_room(
    at: Open, put: Callable[..., list[str]]
) -> None:
    put("bra", "god plan")
    put("neste", "flere fløyter")
    host = at("bedre")
    async with host.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "god plan" in shown(host)
        assert "flere fløyter" in shown(host)


async def test_in_a_narrow_window_the_other_columns_are_one_line_of_counts(
    at: Open, put: Callable[..., list[str]]
) -> None:
    put("bra", "god plan", "nok voksne")
    host = at("bedre")
    async with host.run_test(size=NARROW) as pilot:
        await pilot.pause()
        assert "Bra 2 · Neste gang 0" in shown(host)
        assert "god plan" not in shown(host)


async def test_facts_stand_alone(at: Open) -> None:
    host = at("fakta")
    async with host.run_test(size=WIDE) as pilot:
        await pilot.press("8", "enter")
        assert [(row.section, row.text) for row in host.shown.notes] == [("fakta", "8")]
        assert len(host.query(RowList)) == 1


async def test_the_question_of_the_column_is_the_heading(at: Open) -> None:
    host = at("neste")
    async with host.run_test():
        assert str(host.query_one("#question", Static).render()) == (
            "HVORDAN GJØR VI DET BEDRE NESTE GANG?"
        )


# Acts on a point


async def test_a_point_is_edited_in_a_box_of_its_own(
    at: Open, put: Callable[..., list[str]]
) -> None:
    put("bra", "god pla")
    host = at("bra")
    async with host.run_test() as pilot:
        await pilot.press("up", "enter")
        assert isinstance(host.screen, Ask)
        await pilot.press("n", "enter")
        assert texts(host, "bra") == ["god plan"]


async def test_a_point_cannot_be_edited_to_nothing(at: Open, put: Callable[..., list[str]]) -> None:
    put("bra", "a")
    host = at("bra")
    async with host.run_test() as pilot:
        await pilot.press("up", "e", "backspace", "enter")
        assert isinstance(host.screen, Ask)
        await pilot.press("escape")
        assert texts(host, "bra") == ["a"]


async def test_a_deleted_point_leaves_the_cursor_on_its_neighbour(
    at: Open, put: Callable[..., list[str]]
) -> None:
    _, _, last = put("bra", "a", "b", "c")
    host = at("bra")
    async with host.run_test() as pilot:
        await pilot.press("up", "up", "delete")
        assert texts(host, "bra") == ["a", "c"]
        assert host.editor.about == last
        await pilot.press("delete", "delete")
        assert texts(host, "bra") == []
        assert host.query_one(CaptureLine).has_focus


async def test_a_point_is_moved_up_and_down_and_keeps_the_cursor(
    at: Open, put: Callable[..., list[str]]
) -> None:
    _, _, last = put("bra", "a", "b", "c")
    host = at("bra")
    async with host.run_test() as pilot:
        await pilot.press("up", "ctrl+up", "ctrl+up", "ctrl+up")
        assert texts(host, "bra") == ["c", "a", "b"]
        assert host.editor.about == last
        await pilot.press("ctrl+down")
        assert texts(host, "bra") == ["a", "c", "b"]


async def test_a_point_is_moved_to_the_neighbouring_column(
    at: Open, put: Callable[..., list[str]]
) -> None:
    put("bedre", "a", "b", "c")
    host = at("bedre")
    async with host.run_test() as pilot:
        await pilot.press("up", "ctrl+left", "ctrl+right")
        assert texts(host, "bra") == ["c"]
        assert texts(host, "bedre") == ["a"]
        assert texts(host, "neste") == ["b"]


async def test_there_is_no_column_beyond_the_last(at: Open, put: Callable[..., list[str]]) -> None:
    put("neste", "a")
    host = at("neste")
    async with host.run_test() as pilot:
        await pilot.press("up", "ctrl+right")
        assert texts(host, "neste") == ["a"]


async def test_a_point_becomes_a_task_in_one_key(at: Open, put: Callable[..., list[str]]) -> None:
    (uid,) = put("neste", "ta med fløyter")
    host = at("neste")
    async with host.run_test() as pilot:
        await pilot.press("up", "t")
        assert host.tasks_asked_for == [(uid, "ta med fløyter")]


async def test_letters_typed_in_the_line_are_text(at: Open, put: Callable[..., list[str]]) -> None:
    put("bedre", "a")
    host = at("bedre")
    async with host.run_test() as pilot:
        await pilot.press(*"tbved", "enter")
        assert texts(host, "bedre") == ["a", "tbved"]
        assert host.tasks_asked_for == []


# Answers


async def test_a_point_is_tied_to_those_that_it_answers_by_their_digits(
    at: Open, put: Callable[..., list[str]]
) -> None:
    first, _, third = put("bedre", "sen buss", "ingen lege", "uklar beskjed")
    (praised,) = put("bra", "god plan")
    host = at("neste")
    async with host.run_test(size=WIDE) as pilot:
        await pilot.press("x", "enter", "up", "b", "1", "3", "4", "enter")
        assert {row.point for row in host.shown.answers} == {first, third, praised}
        assert "↳ svarer på Bedre 1, 3 og Bra 1" in shown(host)
        assert "→ Neste gang 1" in shown(host)


async def test_space_marks_and_unmarks_and_escape_leaves_it_as_it_was(
    at: Open, put: Callable[..., list[str]]
) -> None:
    put("bedre", "sen buss", "ingen lege")
    put("neste", "annet selskap")
    host = at("neste")
    async with host.run_test() as pilot:
        await pilot.press("up", "b", "space", "down", "space", "space", "enter")
        assert len(host.shown.answers) == 1
        await pilot.press("b", "1", "2", "escape")
        assert len(host.shown.answers) == 1
        await pilot.press("b", "1", "enter")
        assert host.shown.answers == ()


async def test_a_digit_without_a_point_does_nothing(
    at: Open, put: Callable[..., list[str]]
) -> None:
    put("bedre", "sen buss")
    put("neste", "annet selskap")
    host = at("neste")
    async with host.run_test() as pilot:
        await pilot.press("up", "b", "7", "enter")
        assert host.shown.answers == ()


async def test_only_a_column_with_answers_ties_points(
    at: Open, put: Callable[..., list[str]]
) -> None:
    put("bra", "god plan")
    host = at("bra")
    async with host.run_test() as pilot:
        await pilot.press("up", "b")
        assert not isinstance(host.screen, AnswersScreen)


# Avvik


async def test_a_point_becomes_an_avvik_without_being_asked_for_its_cause(
    at: Open, put: Callable[..., list[str]]
) -> None:
    (uid,) = put("bedre", "pakkelista manglet")
    host = at("bedre")
    async with host.run_test() as pilot:
        await pilot.press("up", "v")
        (row,) = host.shown.deviations
        assert (row.about, row.text, row.cause) == (uid, "pakkelista manglet", Cause.UNKNOWN)
        assert host.screen.query(RowList)
        assert "! Avvik" in shown(host)


async def test_an_avvik_is_made_a_hendelse_numbered_and_taken_away(
    at: Open, put: Callable[..., list[str]]
) -> None:
    put("bedre", "pakkelista manglet")
    host = at("bedre")
    async with host.run_test() as pilot:
        await pilot.press("up", "v", "v", "1")
        assert host.shown.deviations[0].kind is DeviationKind.EVENT
        await pilot.press("v", "2", *"118", "enter")
        assert host.shown.deviations[0].number == "118"
        assert "! Hendelse nr. 118" in shown(host)
        await pilot.press("v", "3")
        assert host.shown.deviations == ()


async def test_the_cause_is_set_last_and_is_not_shown_on_the_wall(
    at: Open, put: Callable[..., list[str]]
) -> None:
    put("bedre", "pakkelista manglet")
    host = at("bedre")
    async with host.run_test() as pilot:
        await pilot.press("up", "v", "v", "4", "4")
        assert host.shown.deviations[0].cause is Cause.HUMAN
        assert "menneskelig" not in shown(host)


async def test_only_a_column_with_avvik_makes_them(at: Open, put: Callable[..., list[str]]) -> None:
    put("bra", "god plan")
    host = at("bra")
    async with host.run_test() as pilot:
        await pilot.press("up", "v")
        assert host.shown.deviations == ()


# Unntatt offentlighet


async def test_an_exempt_point_is_hidden_and_its_words_do_not_go_into_a_task(
    at: Open, put: Callable[..., list[str]]
) -> None:
    (uid,) = put("bedre", "HEMMELIG", exempt="h1")
    host = at("bedre")
    async with host.run_test(size=WIDE) as pilot:
        assert "Unntatt offentlighet" in shown(host)
        await pilot.press("up", "t")
        assert host.tasks_asked_for == [(uid, "")]
    answering = at("neste")
    async with answering.run_test(size=WIDE) as pilot:
        await pilot.press("x", "enter", "up", "b")
        assert "HEMMELIG" not in shown(answering)


async def test_an_edit_is_made_on_the_point_as_it_is_when_the_answer_comes(
    at: Open,
    put: Callable[..., list[str]],
    archive: Archive,
    uid: str,
    load: Callable[[str], Meeting],
) -> None:
    put("bra", "a")
    host = at("bra")
    async with host.run_test() as pilot:
        await pilot.press("up", "e", "b")
        note = load(uid).notes[0]
        with action(archive, uid, "Et annet vindu") as writer:
            Change(note, replace(note, text="c")).apply(writer)
        await pilot.press("enter")
        assert [row.text for row in load(uid).notes] == ["c"]
        assert len(host.refusals) == 1


async def test_the_cause_of_an_avvik_is_set_first_after_the_meeting_is_closed(
    at: Open, archive: Archive, uid: str, put: Callable[..., list[str]]
) -> None:
    put("bedre", "pakkelista manglet")
    during = at("bedre")
    async with during.run_test() as pilot:
        await pilot.press("up", "v")
    lifecycle.close(archive, meetings.load(archive, uid))
    after = at("bedre")
    async with after.run_test() as pilot:
        await pilot.press("down", "v", "1", "2")
        assert after.shown.deviations[0].cause is Cause.SYSTEM
        assert after.refusals == []


# Where the focus goes


async def test_a_point_that_is_chosen_from_outside_has_the_focus_once(
    at: Open, put: Callable[..., list[str]]
) -> None:
    first, _ = put("neste", "flere fløyter", "ny buss")
    host = at("neste")
    async with host.run_test(size=NARROW) as pilot:
        assert host.query_one(CaptureLine).has_focus
        host.editor.choose(first)
        host.editor.take_focus()
        await pilot.press("t")
        assert host.tasks_asked_for == [(first, "flere fløyter")]
        host.editor.take_focus()
        await pilot.pause()
        assert host.query_one(CaptureLine).has_focus


async def test_a_point_of_another_column_leaves_the_focus_in_the_line(
    at: Open, put: Callable[..., list[str]]
) -> None:
    (other,) = put("bra", "god plan")
    put("neste", "flere fløyter")
    host = at("neste")
    async with host.run_test(size=NARROW) as pilot:
        host.editor.choose(other)
        host.editor.take_focus()
        await pilot.pause()
        assert host.query_one(CaptureLine).has_focus


async def test_a_half_written_line_is_gone_on_with_whatever_row_was_chosen(
    at: Open, put: Callable[..., list[str]]
) -> None:
    (point,) = put("neste", "flere fløyter")
    host = at("neste")
    async with host.run_test(size=NARROW) as pilot:
        await type_text(pilot, "ny b")
        host.editor.choose(point)
        host.editor.take_focus()
        await pilot.press("u", "s", "s", "enter")
        assert texts(host, "neste") == ["flere fløyter", "ny buss"]


async def test_tab_from_the_line_stands_on_the_last_point(
    at: Open, put: Callable[..., list[str]]
) -> None:
    _first, last = put("bra", "a", "b")
    host = at("bra")
    async with host.run_test() as pilot:
        await pilot.pause()
        assert host.editor.about == ""
        await pilot.press("shift+tab")
        assert host.editor.about == last
