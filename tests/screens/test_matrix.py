from itertools import pairwise

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.geometry import Size

from screens.widgets.levels import PALETTE, level_styles, short_words
from screens.widgets.matrix import LevelCounts, Matrix, MatrixRisk, fitted
from screens.widgets.matrix_grid import Grid, Place, arrow
from store.risk import DEFAULT_SCALE, Level, Scale, Step


def square(count: int, *words: str) -> Scale:
    steps = tuple(Step(word=f"Trinn {number}") for number in range(count))
    limits = (*range(2, len(words) + 1), count * count)
    levels = (
        Level(word=word, colour_name="gul", upto=limit)
        for word, limit in zip(words, limits, strict=True)
    )
    return Scale(likelihood=steps, consequence=steps, levels=tuple(levels))


class Wall(App[None]):
    CSS = "Matrix, LevelCounts { width: 1fr; } .tall Matrix { height: 1fr; }"

    def __init__(
        self,
        *risks: MatrixRisk,
        chosen: int | None = None,
        residual: bool = False,
        scale: Scale = DEFAULT_SCALE,
    ) -> None:
        super().__init__()
        self.matrix = Matrix()
        self.counts = LevelCounts()
        self.matrix.chosen = chosen
        for widget in (self.matrix, self.counts):
            widget.risks = risks
            widget.residual = residual
            widget.scale = scale

    def compose(self) -> ComposeResult:
        yield self.matrix
        yield self.counts

    def lines(self) -> list[str]:
        return [
            "".join(segment.text for segment in self.matrix.render_line(y)).rstrip()
            for y in range(self.matrix.size.height)
        ]


async def drawn(app: Wall, width: int, height: int = 16) -> list[str]:
    async with app.run_test(size=(width, height)) as pilot:
        await pilot.pause()
        return app.lines()


async def test_54_columns_hold_score_and_word_in_13_lines() -> None:
    lines = await drawn(Wall(MatrixRisk(3, 2, 5), MatrixRisk(2, 4, 4), chosen=3), 54)
    assert lines == [
        "SANNSYNLIGHET",
        " 5  5 Middels  10 Høy    15 Høy    20 Høy    25 Høy",
        "",
        " 4   4 Lav    8 Middels  12 Høy    16 Høy    20 Høy",
        "                                   2",
        " 3   3 Lav    6 Middels 9 Middels  12 Høy    15 Høy",
        "",
        "▸2   2 Lav     4 Lav    6 Middels 8 Middels┏ 10 Høy  ┓",
        "                                           ┗ 3       ┛",
        " 1   1 Lav     2 Lav     3 Lav     4 Lav    5 Middels",
        "",
        "        1         2         3         4        ▴5",
        "KONSEKVENS",
    ]


async def test_34_columns_hold_short_words_and_what_they_stand_for() -> None:
    lines = await drawn(Wall(MatrixRisk(3, 2, 5), chosen=3), 34)
    assert len(lines) == 13
    assert lines[1] == " 5   5 M   10 H  15 H  20 H  25 H"
    assert lines[7] == "▸2   2 L   4 L   6 M   8 M ┏ 10 H┓"
    assert lines[-1] == "KONSEKVENS L Lav  M Middels  H Høy"


async def test_a_legend_without_room_beside_the_axis_gets_its_own_line() -> None:
    lines = await drawn(Wall(scale=square(3, "Akseptabel", "Uakseptabel")), 30)
    assert lines[-2:] == ["KONSEKVENS", "A Akseptabel  U Uakseptabel"]


@pytest.mark.parametrize("count", [3, 4, 5])
@pytest.mark.parametrize(("width", "word"), [(34, "L"), (54, "Lav")])
async def test_every_scale_fills_its_cells(count: int, width: int, word: str) -> None:
    lines = await drawn(Wall(scale=square(count, "Lav", "Middels", "Høy")), width)
    cells = "\n".join(lines)
    for likelihood in range(1, count + 1):
        for consequence in range(1, count + 1):
            assert f" {likelihood * consequence} " in cells
    assert f" 1 {word}" in cells


async def test_the_number_moves_when_a_figure_changes() -> None:
    app = Wall(MatrixRisk(1, 5, 5), chosen=1)
    async with app.run_test(size=(54, 16)) as pilot:
        await pilot.pause()
        assert "┏ 25 Høy  ┓" in app.lines()[1]
        app.matrix.risks = (MatrixRisk(1, 1, 5),)
        await pilot.pause()
        lines = app.lines()
    assert "┓" not in lines[1]
    assert lines[10] == "                                           ┗ 1       ┛"


async def test_a_half_typed_score_marks_its_row_and_stands_in_no_cell() -> None:
    lines = await drawn(Wall(MatrixRisk(7, 2, None), chosen=7), 54)
    assert lines[7].startswith("▸2")
    assert "7" not in "".join(lines)
    assert "▴" not in lines[11]


async def test_a_crowded_cell_counts_the_rest_and_keeps_the_chosen_one() -> None:
    crowd = tuple(MatrixRisk(number, 3, 3) for number in range(1, 13))
    lines = await drawn(Wall(*crowd, chosen=11), 54)
    assert "┗1 2 11 +9┛" in lines[6]


def test_what_has_no_room_is_counted() -> None:
    assert fitted(["2", "5", "7", "8", "9"], "", 6) == ["2", "5", "+3"]
    assert fitted(["2", "5"], "", 3) == ["2", "5"]
    assert fitted(["12", "13"], "13", 5) == ["12", "13"]
    assert fitted(["12", "13"], "13", 2) == ["+2"]
    assert fitted(["12", "13"], "13", 1) == []
    assert fitted([], "", 0) == []


async def test_before_and_after_are_joined_by_an_arrow_along_the_row_then_down() -> None:
    lines = await drawn(Wall(MatrixRisk(3, 4, 5, 2, 2), chosen=3, residual=True), 54)
    assert lines[4] == "                       ┌──────────────────── (3)"
    assert [line[23] for line in lines[5:8]] == ["│", "│", "▼"]
    assert lines[7] == "▸2   2 Lav   ┏ 4 Lav   ▼6 Middels 8 Middels  10 Høy"
    assert lines[8] == "             ┗ 3       ┛"


async def test_an_arrow_leaves_the_numbers_it_passes_readable() -> None:
    passed = MatrixRisk(8, 4, 4, 4, 3)
    lines = await drawn(Wall(MatrixRisk(3, 4, 5, 2, 2), passed, chosen=3, residual=True), 54)
    assert lines[4] == "                       ┌ 8 ───────────────── (3)"


async def test_the_others_stand_at_their_residual_place_or_with_a_question_mark() -> None:
    judged, waiting = MatrixRisk(1, 5, 5, 1, 1), MatrixRisk(2, 5, 5)
    lines = await drawn(Wall(judged, waiting, residual=True), 54)
    assert lines[10] == "     1"
    assert lines[2].strip() == "2?"


@pytest.mark.parametrize(
    ("start", "end", "way"),
    [
        ((3, 5), (3, 4), "◀"),
        ((3, 1), (3, 2), "▶"),
        ((3, 4), (2, 4), "│▼"),
        ((2, 4), (3, 4), "│▲"),
        ((3, 4), (2, 3), "┌▼"),
        ((2, 4), (3, 3), "└▲"),
        ((3, 2), (2, 3), "┐▼"),
        ((2, 2), (3, 3), "┘▲"),
        ((3, 3), (3, 3), ""),
    ],
)
def test_the_arrow_between_neighbours(
    start: tuple[int, int], end: tuple[int, int], way: str
) -> None:
    grid = Grid(5, 5, 6, 1)
    marks = list(arrow(grid, Place(*start), Place(*end)))
    assert "".join(mark.character for mark in marks) == way


@pytest.mark.parametrize("tall", [1, 2, 3])
def test_every_arrow_is_unbroken_and_ends_beside_its_cell(tall: int) -> None:
    grid = Grid(4, 4, 6, tall)
    places = [Place(s, k) for s in range(1, 5) for k in range(1, 5)]
    for start in places:
        for end in places:
            marks = list(arrow(grid, start, end))
            for one, two in pairwise(marks):
                assert abs(one.x - two.x) + abs(one.y - two.y) == 1
            if start != end:
                assert marks[-1].x in (grid.left(end), grid.right(end))
                assert grid.first(end) <= marks[-1].y <= grid.last(end)


@pytest.mark.parametrize("size", [(1, 1), (4, 2), (10, 5), (20, 8), (34, 8), (80, 24), (300, 80)])
async def test_any_size_draws(size: tuple[int, int]) -> None:
    app = Wall(MatrixRisk(3, 4, 5, 2, 2), chosen=3, residual=True)
    async with app.run_test(size=size) as pilot:
        app.screen.add_class("tall")
        await pilot.pause()
        assert all(len(line) <= size[0] for line in app.lines())


async def test_few_lines_put_score_and_numbers_beside_each_other() -> None:
    app = Wall(MatrixRisk(3, 2, 2), chosen=3)
    async with app.run_test(size=(34, 9)) as pilot:
        app.screen.add_class("tall")
        await pilot.pause()
        assert "[4 L 3]" in app.lines()[4]


async def test_a_figure_outside_the_scale_is_left_out() -> None:
    lines = await drawn(Wall(MatrixRisk(77, 9, 9, 8, 1), chosen=77, residual=True), 54)
    assert "77" not in "".join(lines)


@pytest.mark.parametrize("word", ["[/]", "[x]", "[@click=app.quit]"])
async def test_a_levels_word_is_text_and_never_markup(word: str) -> None:
    app = Wall(MatrixRisk(1, 1, 1), scale=square(2, word, "Høy"))
    assert word in "\n".join(await drawn(app, 60))


def test_short_words_tell_the_levels_apart() -> None:
    assert short_words(DEFAULT_SCALE) == ("L", "M", "H")
    assert short_words(square(3, "Lav", "Middels", "Moderat")) == ("La", "Mi", "Mo")


def _contrast(one: Color, two: Color) -> float:
    def luminance(colour: Color) -> float:
        parts = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    brighter, darker = sorted((luminance(one), luminance(two)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("levels", [2, 3, 4, 5, 7])
def test_the_text_of_every_level_has_contrast(levels: int) -> None:
    styles = level_styles({}, levels)
    assert len(styles) == levels
    for style in styles:
        assert style.background is not None
        assert style.foreground is not None
        assert _contrast(style.background, style.foreground) >= 4.5


def test_a_theme_can_set_the_levels_colours() -> None:
    theme = dict(
        zip(
            (name for name, _ in PALETTE), ("#ffffff", "#cccccc", "#666666", "#000000"), strict=True
        )
    )
    shown = [style.background for style in level_styles(theme, 4)]
    assert shown == [Color.parse(colour) for colour in theme.values()]


async def test_the_counts_stand_on_one_line() -> None:
    risks = (MatrixRisk(1, 5, 5, 1, 1), MatrixRisk(2, 3, 3), MatrixRisk(3, 4, None))
    app = Wall(*risks)
    async with app.run_test(size=(80, 16)) as pilot:
        await pilot.pause()
        text = "".join(segment.text for segment in app.counts.render_line(0))
        assert text.strip() == "Lav 0   Middels 1   Høy 1"
        app.counts.residual = True
        await pilot.pause()
        text = "".join(segment.text for segment in app.counts.render_line(0))
        assert text.strip() == "Lav 1   Middels 1   Høy 0"


def test_the_grid_uses_the_room_it_is_given() -> None:
    assert Grid.within(Size(54, 13), DEFAULT_SCALE) == Grid(5, 5, 10, 2)
    assert Grid.within(Size(34, 13), DEFAULT_SCALE) == Grid(5, 5, 6, 2)
