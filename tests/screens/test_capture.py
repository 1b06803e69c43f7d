import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Button, Input

from screens.widgets.capture import (
    Captured,
    CaptureLine,
    CaptureText,
    DraftFailed,
    EmptySubmitted,
    Left,
    Pasted,
    TooLong,
)
from store.database import Error
from store.text import MAX_TEXT, clean
from tests.hostile_text import HOSTILE
from tui.shield import ShieldedApp


class Drafts:
    """A store for drafts that can be made to refuse."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.refuses = False

    def save(self, text: str) -> None:
        if self.refuses:
            raise Error("database is locked")
        self.kept.append(text)


class Boxes(ShieldedApp):
    """A line, a text and a button; what they say is kept in `said`."""

    def __init__(self, folder: Path, *, line_draft: str = "", text_draft: str = "") -> None:
        self.drafts = Drafts()
        self.said: list[Message] = []
        self._line_draft = line_draft
        self._text_draft = text_draft
        super().__init__(crash_folder=folder)

    def compose(self) -> ComposeResult:
        yield CaptureLine(save_draft=self.drafts.save, draft=self._line_draft)
        yield CaptureText(save_draft=self.drafts.save, draft=self._text_draft)
        yield Button("Noe annet")

    @on(Captured)
    @on(Pasted)
    @on(EmptySubmitted)
    @on(TooLong)
    @on(DraftFailed)
    @on(Left)
    def hear(self, message: Message) -> None:
        self.said.append(message)

    @property
    def line(self) -> CaptureLine:
        return self.query_one(CaptureLine)

    @property
    def box(self) -> CaptureText:
        return self.query_one(CaptureText)

    @property
    def captured(self) -> list[str]:
        return [message.text for message in self.said if isinstance(message, Captured)]


@pytest.fixture
def app(tmp_path: Path) -> Boxes:
    return Boxes(tmp_path)


async def paste(app: Boxes, text: str) -> None:
    app.post_message(events.Paste(text))
    async with asyncio.timeout(20):
        while not app.keys_are_at_rest or not app._message_queue.empty():
            await asyncio.sleep(0.01)


async def test_enter_gives_the_line_and_makes_room_for_the_next(app: Boxes) -> None:
    async with app.run_test() as pilot:
        await pilot.press(*"en", "enter", *"to")
        assert app.captured == ["en"]
        assert app.line.value == "to"


async def test_a_leading_space_or_hyphen_can_be_seen_by_the_owner(app: Boxes) -> None:
    async with app.run_test() as pilot:
        await pilot.press("space", *"a", "enter", "-", *"b", "enter")
        raws = [message.raw for message in app.said if isinstance(message, Captured)]
        assert raws == [" a", "-b"]
        assert app.captured == ["a", "-b"]


async def test_an_empty_enter_is_no_entry(app: Boxes) -> None:
    async with app.run_test() as pilot:
        await pilot.press("enter", "space", "enter")
        await pilot.press("tab", "ctrl+s")
        assert [type(message) for message in app.said] == [EmptySubmitted] * 3


async def test_each_change_is_kept_before_the_next_key(app: Boxes) -> None:
    async with app.run_test() as pilot:
        await pilot.press(*"ab", "backspace")
        assert app.drafts.kept == ["a", "ab", "a"]


async def test_taking_a_text_leaves_its_draft_to_the_action_that_stores_it(app: Boxes) -> None:
    async with app.run_test() as pilot:
        await pilot.press(*"ab", "enter")
        assert app.drafts.kept[-1] == "ab"
        await pilot.press("tab", *"cd", "ctrl+s")
        assert app.drafts.kept[-1] == "cd"


async def test_a_draft_comes_back_with_the_cursor_behind_it(tmp_path: Path) -> None:
    app = Boxes(tmp_path, line_draft="half", text_draft="en\nto")
    async with app.run_test() as pilot:
        await pilot.press("left", "right", "left", "X", "tab", "Y")
        assert app.line.value == "halXf"
        assert app.box.text == "en\ntoY"


async def test_coming_back_to_a_box_does_not_select_what_stands_there(app: Boxes) -> None:
    async with app.run_test() as pilot:
        await pilot.press(*"ab", "tab", "shift+tab", "c")
        assert app.line.value == "abc"


async def test_a_draft_that_fails_keeps_the_text_and_is_tried_again_at_the_next_key(
    app: Boxes,
) -> None:
    async with app.run_test() as pilot:
        app.drafts.refuses = True
        await pilot.press(*"abc")
        assert [type(message) for message in app.said] == [DraftFailed]
        assert app.line.value == "abc"
        assert not app.line.draft_is_saved
        app.drafts.refuses = False
        await pilot.press("d")
        assert app.drafts.kept == ["abcd"]
        assert app.line.draft_is_saved


@pytest.mark.parametrize("steps", [[], ["tab"]], ids=["line", "text"])
async def test_a_draft_that_failed_is_tried_again_without_a_key(
    app: Boxes, steps: list[str]
) -> None:
    async with app.run_test() as pilot:
        app.drafts.refuses = True
        await pilot.press(*steps, "a")
        app.drafts.refuses = False
        async with asyncio.timeout(20):
            while not app.drafts.kept:
                await pilot.pause(0.1)
        assert app.drafts.kept == ["a"]


async def test_a_draft_that_failed_is_tried_again_when_the_box_goes_away(app: Boxes) -> None:
    async with app.run_test() as pilot:
        app.drafts.refuses = True
        await pilot.press("a")
        app.drafts.refuses = False
        await app.line.remove()
        assert app.drafts.kept == ["a"]


@pytest.mark.parametrize("dirty", [text for text in HOSTILE if text.strip()])
async def test_what_is_pasted_is_cleaned(app: Boxes, dirty: str) -> None:
    async with app.run_test() as pilot:
        await pilot.press("x")
        one_line = dirty.replace("\r", " ").replace("\n", " ")[:2000]
        await paste(app, " ".join(one_line.splitlines()))
        await pilot.press("tab")
        await paste(app, dirty[:2000])
        await pilot.pause()
        for kept in (app.line.value, app.box.text, *app.drafts.kept):
            assert clean(kept, lines=True) == kept
        assert app.line.value.startswith("x")


@pytest.mark.parametrize("dirty", [text for text in HOSTILE if len(text) < 100])
async def test_no_text_breaks_the_boxes_that_show_it(tmp_path: Path, dirty: str) -> None:
    app = Boxes(tmp_path, line_draft=dirty, text_draft=dirty)
    async with app.run_test() as pilot:
        await pilot.press("end", "left", "tab", "up")
        assert app.line.value == clean(dirty)
        assert app.box.text == clean(dirty, lines=True)


async def test_what_the_program_puts_in_a_line_is_cleaned_too(app: Boxes) -> None:
    async with app.run_test():
        app.line.value = "a\x1b[2Jb"
        assert app.line.value == "ab"
        app.line.give_back("c\x9b1md")
        assert app.line.value == "cd ab"


async def test_an_accent_typed_by_itself_joins_its_letter(app: Boxes) -> None:
    async with app.run_test() as pilot:
        await pilot.press(*"bla")
        app.line.insert_text_at_cursor("\u030a")
        await pilot.press(*"bær")
        assert app.line.value == "blåbær"


async def test_pasted_lines_are_entries_and_what_was_typed_is_kept(app: Boxes) -> None:
    async with app.run_test() as pilot:
        await pilot.press(*"før etter", *["left"] * 5)
        await paste(app, "- en\r\n- to\n\n• tre")
        await pilot.pause()
        [message] = app.said
        assert isinstance(message, Pasted)
        assert message.lines == ("før en", "to", "tre etter")
        assert app.line.value == ""
        assert app.drafts.kept[-1].split("\n") == ["før en", "to", "tre etter"]


async def test_one_pasted_line_is_put_where_the_cursor_stands(app: Boxes) -> None:
    async with app.run_test() as pilot:
        await paste(app, "  - en\n")
        await pilot.press("!", "left")
        await paste(app, " to")
        await pilot.pause()
        assert app.line.value == "en to!"
        assert app.said == []


async def test_a_text_given_back_stands_before_what_was_typed_since(app: Boxes) -> None:
    async with app.run_test() as pilot:
        await pilot.press(*"b")
        app.line.give_back("a")
        await pilot.press("c", "tab", "b")
        app.box.give_back("a")
        await pilot.press("c")
        assert (app.line.value, app.box.text) == ("a bc", "a\nbc")


@pytest.mark.parametrize("pasted", ["x" * MAX_TEXT, "x\n" * MAX_TEXT], ids=["one", "many"])
async def test_too_much_is_refused_and_nothing_is_lost(app: Boxes, pasted: str) -> None:
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste(app, pasted)
        await pilot.press("tab", "a")
        await paste(app, pasted)
        await pilot.pause()
        assert [type(message) for message in app.said] == [TooLong] * 2
        assert (app.line.value, app.box.text) == ("a", "a")


@pytest.mark.parametrize("direction", ["up", "down"])
async def test_an_arrow_leaves_the_line(app: Boxes, direction: str) -> None:
    async with app.run_test() as pilot:
        await pilot.press("a", direction)
        [message] = app.said
        assert isinstance(message, Left)
        assert message.direction == direction


@pytest.mark.parametrize("key", ["ctrl+s", "ctrl+j"])
async def test_a_text_of_several_lines_is_saved_with_a_ctrl_key(app: Boxes, key: str) -> None:
    async with app.run_test() as pilot:
        await pilot.press("tab", *"en", "enter", *"to", key, *"tre")
        assert app.captured == ["en\nto"]
        assert app.box.text == "tre"


async def test_undo_in_a_text_is_kept_too_and_does_not_reach_past_a_saved_text(app: Boxes) -> None:
    async with app.run_test() as pilot:
        await pilot.press("tab", *"en", "ctrl+z")
        assert app.drafts.kept[-1] == app.box.text == ""
        await pilot.press("ctrl+y")
        assert app.drafts.kept[-1] == "en"
        await pilot.press("ctrl+s", "ctrl+z")
        assert app.box.text == ""


async def test_a_text_grows_to_eight_rows_and_no_further(app: Boxes) -> None:
    async with app.run_test() as pilot:
        await pilot.press("tab")
        heights = []
        for _ in range(12):
            await pilot.press("a", "enter")
            heights.append(app.box.content_size.height)
        assert heights[:2] == [2, 3]
        assert heights[-1] == 8


@pytest.mark.parametrize("key", [*(f"f{n}" for n in range(2, 10)), "ctrl+r", "ctrl+n", "ctrl+o"])
@pytest.mark.parametrize("steps", [[], ["tab"]], ids=["line", "text"])
async def test_the_programs_keys_work_from_inside_a_box(
    app: Boxes, steps: list[str], key: str
) -> None:
    pressed: list[str] = []
    app.bind(key, "note")
    app.action_note = lambda: pressed.append(key)  # type: ignore[attr-defined] # for this test
    async with app.run_test() as pilot:
        await pilot.press(*steps, "a", key, "b")
        assert pressed == [key]
        assert (app.box.text if steps else app.line.value) == "ab"


@pytest.mark.parametrize("message", [Captured, Left])
def test_messages_name_their_box_for_selectors(message: Callable[..., Message]) -> None:
    line = CaptureLine(save_draft=None)
    assert isinstance(line, Input)
    said = message(line, "up", "up") if message is Captured else message(line, "up")
    assert getattr(said, "control", None) is line
