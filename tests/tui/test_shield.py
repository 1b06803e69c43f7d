import asyncio
from pathlib import Path
from typing import ClassVar

import pytest
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input, Label
from textual.widgets._toast import Toast

from screens.plan import PlanScreen
from tests.hostile_text import HOSTILE, MARKUP
from tests.tui.whole_app import press, running
from tui.shield import ShieldedApp


class Fields(ShieldedApp):
    CSS = "Label { background: $level-low; color: $level-low-text; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "open"),
        Binding("f4", "swap"),
        Binding("f5", "swap", priority=True),
    ]

    def compose(self) -> ComposeResult:
        yield Input(id="first", select_on_focus=False)
        yield Input(id="second", select_on_focus=False)

    def action_open(self) -> None:
        self.push_screen(Other())

    async def action_swap(self) -> None:
        await self.query("Input").remove()
        await self.mount(Input(id="new"))
        self.query_one(Input).focus()

    def value(self, id: str) -> str:
        return self.screen.query_one(f"#{id}", Input).value


class Ending(Fields):
    """Ends at F2, and at F3 as after an error, while what it does takes its time."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f3", "fall")]

    def __init__(self, crash_folder: Path) -> None:
        super().__init__(crash_folder=crash_folder)
        self.seen: list[str] = []

    def on_input_changed(self, event: Input.Changed) -> None:
        self.seen.append(event.value)

    def action_open(self) -> None:
        self.exit()

    def action_fall(self) -> None:
        self.panic()


class Other(Screen[None]):
    def compose(self) -> ComposeResult:
        yield Label("Ny skjerm")

    async def on_screen_resume(self) -> None:
        await asyncio.sleep(0.1)  # as a screen that reads a file before it has its fields
        await self.mount(Input(id="other"))
        self.query_one(Input).focus()


class Waiter(Input):
    """A widget whose key waits for what the next key would do."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = asyncio.Event()

    async def key_f3(self) -> None:
        await self.answer.wait()


class Waiting(ShieldedApp):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f4", "answer", priority=True)]

    def compose(self) -> ComposeResult:
        yield Waiter()

    def action_answer(self) -> None:
        self.query_one(Waiter).answer.set()


@pytest.fixture
def crash_folder(tmp_path: Path) -> Path:
    return tmp_path / "krasj"


async def press_all_at_once(app: ShieldedApp, *keys: str) -> None:
    """Press keys so fast that all of them wait in the app's queue."""
    for key in keys:
        app.simulate_key(key)
    async with asyncio.timeout(20):
        while not app.keys_are_at_rest or not app._message_queue.empty():
            await asyncio.sleep(0.01)


async def test_keys_after_a_new_screen_go_to_the_new_screen(crash_folder: Path) -> None:
    app = Fields(crash_folder=crash_folder)
    async with app.run_test():
        await press_all_at_once(app, "a", "b", "f2", "c", "d")
        assert app.value("other") == "cd"
        app.pop_screen()
        assert app.value("first") == "ab"


@pytest.mark.parametrize("key", ["f2", "f3"])
async def test_keys_that_come_while_the_program_ends_are_written_nowhere(
    crash_folder: Path, key: str
) -> None:
    app = Ending(crash_folder)
    async with app.run_test():
        for each in ("a", key, "b"):
            app.simulate_key(each)
        async with asyncio.timeout(20):
            while app.is_running:
                await asyncio.sleep(0.01)
        assert app.value("first") == "a"
    assert app.seen == ["a"]


@pytest.mark.parametrize("key", ["f4", "f5"])
async def test_keys_after_a_swap_go_to_the_new_field(crash_folder: Path, key: str) -> None:
    app = Fields(crash_folder=crash_folder)
    async with app.run_test():
        await press_all_at_once(app, "a", "b", key, "c", "d", "backspace")
        assert app.value("new") == "c"


async def test_keys_around_tab_go_where_the_focus_was(crash_folder: Path) -> None:
    app = Fields(crash_folder=crash_folder)
    async with app.run_test():
        await press_all_at_once(app, "a", "tab", "b", "shift+tab", "c", "tab", "d")
        assert (app.value("first"), app.value("second")) == ("ac", "bd")


async def test_a_click_waits_for_the_keys_before_it(crash_folder: Path) -> None:
    app = Fields(crash_folder=crash_folder)
    async with app.run_test():
        app.simulate_key("a")
        app.simulate_key("tab")
        start = app.query_one("#first").content_region
        column, row = start.x + 5, start.y
        for kind in (events.MouseDown, events.MouseUp):
            app.post_message(kind(None, column, row, 0, 0, 1, False, False, False, column, row))
        await press_all_at_once(app, "b")
        assert (app.value("first"), app.value("second")) == ("ab", "")


async def test_a_handler_that_waits_for_the_next_key_does_not_stop_the_keyboard(
    crash_folder: Path,
) -> None:
    app = Waiting(crash_folder=crash_folder)
    async with app.run_test():
        try:
            await press_all_at_once(app, "a", "f3", "f4", "b")
            assert app.query_one(Waiter).value == "ab"
        finally:
            app.action_answer()


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
async def test_a_notice_shows_any_text_as_it_is_written(crash_folder: Path, text: str) -> None:
    app = Fields(crash_folder=crash_folder)
    async with app.run_test(notifications=True) as pilot:
        app.notify(text[:2000], title=text[:2000])
        await pilot.pause()
        shown = str(app.screen.query_one(Toast).render())
        assert "\x1b" not in shown
        if text in MARKUP:
            assert shown.count(text) == 2


async def run_and_crash(app: ShieldedApp) -> None:
    async with app.run_test() as pilot:
        app.call_later(crash)
        await pilot.pause()


def crash() -> None:
    secrets: dict[str, str] = {}
    try:
        secrets["hemmelig nøkkel"]
    except KeyError as error:
        raise ValueError("hemmelig melding") from error


async def test_a_crash_is_a_file_without_what_was_said(crash_folder: Path) -> None:
    app = Fields(crash_folder=crash_folder)
    with pytest.raises(ValueError, match="hemmelig"):
        await run_and_crash(app)
    assert app.return_code == 1
    [report] = crash_folder.iterdir()
    text = report.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "KeyError" in text
    assert "hemmelig" not in text


async def test_what_an_act_that_crashed_would_have_shown_is_not_painted(
    crash_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen would tell of a key that the file was never given."""
    app = Fields(crash_folder=crash_folder)
    painted: list[str] = []
    async with app.run_test():
        assert app._driver is not None
        monkeypatch.setattr(Fields, "is_headless", False)
        monkeypatch.setattr(app._driver, "write", painted.append)
        app._display(app.screen, "før krasjet")
        app._crash(None)
        app._display(app.screen, "etter krasjet")
        monkeypatch.undo()
    assert "før krasjet" in "".join(painted)
    assert "etter krasjet" not in "".join(painted)


async def run_and_crash_while_it_ends(app: ShieldedApp) -> None:
    async with app.run_test():
        app.exit()
        app._handle_exception(ValueError("hemmelig"))


async def test_what_goes_wrong_while_the_program_ends_is_reported_and_no_crash(
    crash_folder: Path,
) -> None:
    """A stop that was being shown when SIGTERM came finds no screen to stand on."""
    app = Fields(crash_folder=crash_folder)
    with pytest.raises(ValueError, match="hemmelig"):
        await run_and_crash_while_it_ends(app)
    assert app.return_code == 0
    assert app._exit_renderables == []
    assert len(list(crash_folder.iterdir())) == 1


async def test_a_crash_that_cannot_be_reported_still_ends_as_one(tmp_path: Path) -> None:
    in_the_way = tmp_path / "fil"
    in_the_way.touch()
    app = Fields(crash_folder=in_the_way / "krasj")
    with pytest.raises(ValueError, match="hemmelig"):
        await run_and_crash(app)
    assert app.return_code == 1


@pytest.mark.parametrize("theme", ["lys", "mørk", "prosjektor", "textual-dark"])
async def test_the_level_colours_are_known_in_every_theme(crash_folder: Path, theme: str) -> None:
    app = Fields(crash_folder=crash_folder, theme_name=theme)
    async with app.run_test() as pilot:
        await pilot.press("f2")
        assert app.screen.query_one(Label).styles.background.hex.lower() == "#d7eaf3"


async def test_a_capital_letter_is_the_same_key_and_stays_a_capital_in_a_line(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        await press(pilot, "H")
        assert isinstance(app.screen, PlanScreen)
        await press(pilot, "H")
        line = app.focused
        assert isinstance(line, Input)
        assert line.value == "H"


async def test_a_capital_letter_that_comes_before_its_line_is_open_stays_a_capital(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        app.simulate_key("h")
        app.simulate_key("Å")
        await press(pilot)
        assert isinstance(app.screen, PlanScreen)
        line = app.focused
        assert isinstance(line, Input)
        assert line.value == "Å"
