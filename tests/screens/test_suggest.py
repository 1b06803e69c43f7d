"""The line that suggests, by keys."""

from textual.app import App, ComposeResult
from textual.widgets import Input

from screens.widgets.suggest import SuggestLine, among, whole
from tests.hostile_text import MARKUP

UNITS = ("Hjemmetjenesten sone Nord", "Hjemmetjenesten sone Sør", "Nordskogen skole")


class Host(App[None]):
    def __init__(self, known: tuple[str, ...] = UNITS) -> None:
        super().__init__()
        self.known = known
        self.drafts: list[str] = []

    def compose(self) -> ComposeResult:
        yield SuggestLine(among(self.known), whole, save_draft=self.drafts.append, id="line")
        yield Input(id="next")

    @property
    def line(self) -> SuggestLine:
        return self.query_one(SuggestLine)

    def on_mount(self) -> None:
        self.line.focus()


async def test_what_begins_with_the_typed_stands_before_what_has_a_later_word_that_does() -> None:
    assert among(UNITS)("nord") == ("Nordskogen skole", "Hjemmetjenesten sone Nord")


async def test_tab_takes_the_first_suggestion_and_saves_it_as_the_draft() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press("h", "j", "tab")
        assert app.line.value == UNITS[0]
        assert app.line.has_focus
        assert app.drafts[-1] == UNITS[0]


async def test_tab_goes_on_when_a_suggestion_has_been_taken() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press("h", "j", "tab", "tab")
        assert app.query_one("#next").has_focus


async def test_tab_goes_on_where_nothing_is_suggested() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press("x", "tab")
        assert app.line.value == "x"
        assert app.query_one("#next").has_focus


async def test_the_right_arrow_takes_a_suggestion_only_behind_the_text() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press("h", "j", "left", "right")
        assert app.line.value == "hj"
        await pilot.press("e", "right")
        assert app.line.value == UNITS[0]


async def test_what_is_typed_in_full_is_not_suggested() -> None:
    app = Host(("Rektor",))
    async with app.run_test() as pilot:
        await pilot.press(*"Rektor")
        assert app.line.shown == ()


async def test_at_most_five_are_shown() -> None:
    app = Host(tuple(f"Skole {number}" for number in range(9)))
    async with app.run_test() as pilot:
        await pilot.press("s")
        assert app.line.shown == tuple(f"Skole {number}" for number in range(5))


async def test_a_click_takes_the_suggestion_under_it() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h", "j")
        await pilot.pause()
        await pilot.click(offset=(4, app.line.region.bottom + 1))
        assert app.line.value == UNITS[1]
        assert app.line.has_focus


async def test_markup_in_a_suggestion_is_shown_as_it_was_written() -> None:
    known = tuple(f"x{text}" for text in MARKUP[:5])
    app = Host(known)
    async with app.run_test() as pilot:
        await pilot.press("x")
        await pilot.pause()
        shown = "\n".join(
            "".join(segment.text for segment in strip)
            for strip in app.screen._compositor.render_strips()
        )
        assert all(text in shown for text in known)
