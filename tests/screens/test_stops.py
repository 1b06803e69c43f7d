import pytest
from textual import on
from textual.app import App, ComposeResult

from screens.widgets.stops import Stop, Stops, laid_out
from store import kind

WHEEL = (
    Stop(1, 1, "Hva kan gå galt?", "Galt?", 12, 12),
    Stop(2, 2, "Hvor galt kan det gå?", "Hvor galt?", 9, 12),
    Stop(3, 3, "Hva er gjort for å unngå at det går galt?", "Gjort?", 3, 12),
    Stop(4, 4, "Er det nok?", "Nok?", 0, 12),
    Stop(5, 5, "Oppfølging", "Oppfølging", 0, 0),
)


class Line(App[None]):
    def __init__(self, stops: tuple[Stop, ...] = WHEEL, current: int | None = 1) -> None:
        super().__init__()
        self._shown = stops
        self._current = current
        self.clicked: list[int] = []

    def compose(self) -> ComposeResult:
        line = Stops()
        line.stops = self._shown
        line.current = self._current
        yield line

    @on(Stops.Chosen)
    def _remember(self, message: Stops.Chosen) -> None:
        self.clicked.append(message.place)

    def text(self) -> str:
        return "".join(segment.text for segment in self.query_one(Stops).render_line(0))


async def shown(width: int, current: int | None = 1, stops: tuple[Stop, ...] = WHEEL) -> str:
    app = Line(stops, current)
    async with app.run_test(size=(width, 4)) as pilot:
        await pilot.pause()
        return app.text().rstrip()


async def test_a_wide_line_spells_every_heading_out() -> None:
    assert await shown(160) == (
        "▸● 1 Hva kan gå galt? 12  ◕ 2 Hvor galt kan det gå? 9/12 "
        " ◔ 3 Hva er gjort for å unngå at det går galt? 3/12  ○ 4 Er det nok? 0/12  ○ 5 Oppfølging"
    )


async def test_a_narrower_line_shortens_the_headings_but_the_current() -> None:
    assert await shown(100) == (
        "▸● 1 Hva kan gå galt? 12  ◕ 2 Hvor galt? 9/12  ◔ 3 Gjort? 3/12  ○ 4 Nok? 0/12 "
        " ○ 5 Oppfølging"
    )


@pytest.mark.parametrize("current", [1, 2, 3, 4, 5])
async def test_eighty_columns_hold_five_stops_with_the_current_ones_heading(current: int) -> None:
    line = await shown(80, current)
    here = WHEEL[current - 1]
    assert f"{here.number} {here.heading}" in line or f"{here.number} {here.short}" in line
    assert all(f"{stop.mark} {stop.number}" in line for stop in WHEEL)
    assert line.count("▸") == 1


@pytest.mark.parametrize("current", range(1, 11))
def test_eighty_columns_hold_the_ten_stops_of_a_talk(current: int) -> None:
    stops = talk()
    pieces = laid_out(stops, current, 80)
    here = stops[current - 1]
    assert [piece.place for piece in pieces] == list(range(1, 11))
    assert all(stop.mark in piece.text for stop, piece in zip(stops, pieces, strict=True))
    assert here.heading in pieces[current - 1].text or here.short in pieces[current - 1].text


def test_a_line_that_cannot_hold_every_count_gives_the_counts_up_before_the_names() -> None:
    line = "".join(piece.text for piece in laid_out(talk(), 4, 132))
    assert all(stop.short in line for stop in talk())


def test_the_themes_of_a_talk_have_their_own_numbers_and_the_other_stops_only_names() -> None:
    line = "".join(piece.text for piece in laid_out(talk(), 6, 80))
    assert "4 Økonomi" in line
    assert "Sist" in line
    assert "8" not in line


def talk() -> tuple[Stop, ...]:
    ros = kind.load().by_id["ros"]
    return tuple(
        Stop(place, ros.number_of(stop), stop.heading, stop.short, 2, 5)
        for place, stop in enumerate(ros.stops, start=1)
    )


@pytest.mark.parametrize("width", range(1, 200, 3))
@pytest.mark.parametrize("current", [None, 1, 3, 5, 9])
def test_the_line_never_outgrows_its_width(width: int, current: int | None) -> None:
    pieces = laid_out(WHEEL, current, width)
    assert pieces
    assert pieces[-1].end <= width


async def test_the_current_stop_shows_without_colour() -> None:
    app = Line(current=2)
    async with app.run_test(size=(160, 4)) as pilot:
        await pilot.pause()
        reversed_texts = [
            segment.text
            for segment in app.query_one(Stops).render_line(0)
            if segment.style is not None and segment.style.reverse and segment.style.bold
        ]
    assert reversed_texts == ["▸◕ 2 Hvor galt kan det gå? 9/12 "]


@pytest.mark.parametrize(
    ("done", "total", "mark"),
    [(0, 0, "○"), (0, 8, "○"), (1, 80, "◔"), (4, 8, "◑"), (6, 8, "◕"), (79, 80, "◕"), (8, 8, "●")],
)
def test_the_circle_is_full_only_when_all_is_done(done: int, total: int, mark: str) -> None:
    assert Stop(1, 1, "", "", done, total).mark == mark


async def test_a_click_tells_which_stop_was_meant() -> None:
    app = Line()
    async with app.run_test(size=(160, 4)) as pilot:
        await pilot.pause()
        for name in ("2 Hvor", "5 Opp", "1 Hva"):
            await pilot.click(Stops, offset=(app.text().index(name), 0))
        assert app.clicked == [2, 5, 1]
        await pilot.click(Stops, offset=(158, 0))
        assert app.clicked == [2, 5, 1]


async def test_the_line_follows_when_a_risk_is_finished() -> None:
    app = Line()
    async with app.run_test(size=(160, 4)) as pilot:
        line = app.query_one(Stops)
        line.stops = (*WHEEL[:1], Stop(2, 2, "Hvor galt?", "Galt?", 12, 12), *WHEEL[2:])
        line.current = 2
        await pilot.pause()
        assert "▸● 2 Hvor galt? 12" in app.text()


@pytest.mark.parametrize("heading", ["[/]", "[x]", "[@click=app.quit]x[/]", "\\[b]"])
async def test_a_heading_is_text_and_never_markup(heading: str) -> None:
    assert heading in await shown(80, 1, (Stop(1, 1, heading, heading, 0, 0),))


async def test_a_heading_brings_no_escape_sequence_to_the_terminal() -> None:
    line = await shown(80, 1, (Stop(1, 1, "Galt\x1b]52;c;x\x07\u202e?", "Galt", 0, 0),))
    assert line == "▸○ 1 Galt]52;c;x?"


async def test_no_stops_draw_an_empty_line() -> None:
    assert await shown(80, None, ()) == ""
