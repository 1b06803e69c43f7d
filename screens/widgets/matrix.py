"""The risk matrix: where the risks lie on the municipality's scale, and where they go.

Score and word stand in every cell, and the chosen risk's cell has a border, so that nothing is told
by colour alone. The widgets show frozen values and know nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from screens.widgets.levels import cell_words, legend, level_styles, short_words
from screens.widgets.matrix_grid import (
    AROUND,
    GUTTER,
    HELD,
    PLAIN,
    STRONG,
    Canvas,
    Grid,
    Place,
    arrow,
)
from store.risk import DEFAULT_SCALE, Scale, score

USUAL_TALL: Final = 2
USUAL_PITCH: Final = 10
CHOSEN: Final = Style(bold=True, underline=True)


@dataclass(frozen=True, slots=True)
class MatrixRisk:
    """What the matrix needs to know of a risk; `number` is what the room calls it by."""

    number: int
    likelihood: int | None
    consequence: int | None
    residual_likelihood: int | None = None
    residual_consequence: int | None = None

    @property
    def before(self) -> Place | None:
        """Where it lies as if no control were in place; None until both figures are set."""
        if self.likelihood is None or self.consequence is None:
            return None
        return Place(self.likelihood, self.consequence)

    @property
    def after(self) -> Place | None:
        """Where it lies with the controls in place; None until both figures are set."""
        if self.residual_likelihood is None or self.residual_consequence is None:
            return None
        return Place(self.residual_likelihood, self.residual_consequence)

    def place(self, residual: bool) -> Place | None:
        """Where it is shown; a risk that is not judged again stays where it was."""
        return (self.after or self.before) if residual else self.before

    def steps(self, residual: bool) -> tuple[int | None, int | None]:
        """Likelihood and consequence as far as they are typed, for the marks on the axes."""
        if residual and (self.residual_likelihood or self.residual_consequence):
            return self.residual_likelihood, self.residual_consequence
        return self.likelihood, self.consequence


def fitted(numbers: Sequence[str], kept: str, room: int) -> list[str]:
    """As many of a cell's numbers as there is room for, and «+3» for the rest.

    Args:
        numbers: The numbers in order.
        kept: One of them that is shown as long as any is; empty for none.
        room: Columns, with a space between two numbers.
    """
    for shown in range(len(numbers), -1, -1):
        some = list(numbers[:shown])
        if shown and kept in numbers and kept not in some:
            some[-1] = kept
        rest = len(numbers) - shown
        label = [*some, f"+{rest}"] if rest else some
        if cell_len(" ".join(label)) <= room:
            return label
    return []


def _padded(label: str, room: int) -> str:
    """A label with a blank around it as far as there is room; no arrow is drawn through it."""
    before = " " if label and cell_len(label) < room else ""
    after = " " if label and cell_len(before + label) < room else ""
    return f"{before}{label}{after}".replace(" ", HELD)


class Matrix(Widget):
    """The matrix: likelihood up the side, consequence along the bottom, risks by their numbers.

    In residual mode a number with «?» is not judged again yet, and the chosen risk's old place
    holds its number in brackets, with an arrow to the new.
    """

    DEFAULT_CSS: ClassVar[str] = "Matrix { height: auto; text-wrap: nowrap; }"

    risks: reactive[tuple[MatrixRisk, ...]] = reactive(())
    """The risks, in the order of their numbers."""
    chosen: reactive[int | None] = reactive(None)
    """The number of the risk that the room is at."""
    scale: reactive[Scale] = reactive(DEFAULT_SCALE, layout=True)
    residual: reactive[bool] = reactive(False)
    """Whether to show where the risks lie with the controls in place (stop 4)."""

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 -- Textual's
        """Room for score and word where there is as much."""
        return min(container.width, GUTTER + len(self.scale.consequence) * USUAL_PITCH + 1)

    def get_content_height(
        self,
        container: Size,  # noqa: ARG002 -- Textual's signature
        viewport: Size,  # noqa: ARG002
        width: int,
    ) -> int:
        """Two lines a cell, and one more for a legend that has no room on the last line."""
        usual = AROUND + len(self.scale.likelihood) * USUAL_TALL
        words = cell_words(self.scale, Grid.within(Size(width, usual), self.scale).room)
        own_line = words == short_words(self.scale) and not self._fits_last_line(width)
        return usual + own_line

    def render(self) -> Content:
        """Draw the whole: a few hundred characters, so that one figure needs no cleverness."""
        size = self.size
        if not size:
            return Content()
        grid = Grid.within(size, self.scale)
        canvas = Canvas(size.width, size.height)
        self._draw_axes(canvas, grid)
        words = cell_words(self.scale, grid.room)
        if words == short_words(self.scale):
            self._draw_legend(canvas, grid)
        styles = level_styles(self.app.theme_variables, len(self.scale.levels))
        for likelihood in range(1, grid.rows + 1):
            for consequence in range(1, grid.columns + 1):
                product = likelihood * consequence
                rank = self.scale.rank(product)
                label = f"{product} {words[rank]}" if words else str(product)
                self._draw_cell(canvas, grid, Place(likelihood, consequence), label, styles[rank])
        self._draw_chosen(canvas, grid)
        return canvas.content()

    @property
    def _chosen_risk(self) -> MatrixRisk | None:
        return next((risk for risk in self.risks if risk.number == self.chosen), None)

    def _fits_last_line(self, width: int) -> bool:
        return len("KONSEKVENS ") + cell_len(legend(self.scale)) <= width

    def _draw_axes(self, canvas: Canvas, grid: Grid) -> None:
        chosen = self._chosen_risk
        at = chosen.steps(self.residual) if chosen else (None, None)
        canvas.write(0, 0, "SANNSYNLIGHET", STRONG)
        for step in range(1, grid.rows + 1):
            mark, style = ("▸", STRONG) if step == at[0] else (" ", PLAIN)
            canvas.write(0, grid.first(Place(step, 1)), f"{mark}{step}", style)
        for step in range(1, grid.columns + 1):
            mark, style = ("▴", STRONG) if step == at[1] else (" ", PLAIN)
            middle = grid.left(Place(1, step)) + grid.pitch // 2
            canvas.write(middle - 1, grid.bottom, f"{mark}{step}", style)
        canvas.write(0, grid.bottom + 1, "KONSEKVENS", STRONG)

    def _draw_legend(self, canvas: Canvas, grid: Grid) -> None:
        shown = legend(self.scale)
        if self._fits_last_line(self.size.width):
            canvas.write(self.size.width - cell_len(shown), grid.bottom + 1, shown, PLAIN)
        else:
            canvas.write(0, grid.bottom + 2, shown, PLAIN)

    def _draw_cell(
        self, canvas: Canvas, grid: Grid, place: Place, label: str, style: Style
    ) -> None:
        x, y = grid.left(place) + 1, grid.first(place)
        for line in range(grid.tall):
            canvas.write(x, y + line, " " * grid.room, style)
        numbers, kept = self._numbers(place)
        if grid.tall == 1:
            label = self._one_line(label, numbers, kept, grid.room)
        else:
            shown = fitted(numbers, kept, grid.room)
            self._draw_numbers(canvas, (x, y + 1, grid.room), shown, kept, style)
        canvas.write(x, y, _padded(label, grid.room), style)

    @staticmethod
    def _draw_numbers(
        canvas: Canvas,
        at: tuple[int, int, int],
        shown: Sequence[str],
        kept: str,
        style: Style,
    ) -> None:
        x, y, room = at
        line = _padded(" ".join(shown), room)
        canvas.write(x, y, line, style + STRONG)
        if kept in shown:
            x += cell_len(line) - cell_len(line.lstrip(HELD))
            x += sum(cell_len(number) + 1 for number in shown[: shown.index(kept)])
            canvas.write(x, y, kept, style + CHOSEN)

    @staticmethod
    def _one_line(label: str, numbers: Sequence[str], kept: str, room: int) -> str:
        """Score and numbers beside each other, or the numbers alone where they take the room."""
        if not numbers:
            return label
        beside = fitted(numbers, kept, room - cell_len(label) - 1)
        return " ".join([label, *beside] if beside else fitted(numbers, kept, room))

    def _numbers(self, place: Place) -> tuple[list[str], str]:
        """The numbers in a cell, and the one among them that is the chosen risk's."""
        numbers, kept = [], ""
        for risk in self.risks:
            number = str(risk.number)
            if risk.place(self.residual) == place:
                number += "?" if self.residual and risk.after is None else ""
            elif self.residual and risk.number == self.chosen and risk.before == place:
                number = f"({number})"
            else:
                continue
            numbers.append(number)
            kept = number if risk.number == self.chosen else kept
        return numbers, kept

    def _draw_chosen(self, canvas: Canvas, grid: Grid) -> None:
        risk = self._chosen_risk
        place = risk.place(self.residual) if risk else None
        if risk is None or place is None or not grid.has(place):
            return
        self._draw_border(canvas, grid, place)
        start = risk.before
        if self.residual and start is not None and grid.has(start):
            for mark in arrow(grid, start, place):
                canvas.thread(mark)

    @staticmethod
    def _draw_border(canvas: Canvas, grid: Grid, place: Place) -> None:
        inner = grid.tall - 2
        left, right = ("[", "]") if inner < 0 else (f"┏{'┃' * inner}┗", f"┓{'┃' * inner}┛")
        for line, (before, after) in enumerate(zip(left, right, strict=True)):
            canvas.write(grid.left(place), grid.first(place) + line, before, STRONG)
            canvas.write(grid.right(place), grid.first(place) + line, after, STRONG)


class LevelCounts(Widget):
    """One line in the matrix's place where it has no room: «Lav 0   Middels 2   Høy 2»."""

    DEFAULT_CSS: ClassVar[str] = "LevelCounts { height: 1; text-wrap: nowrap; }"

    risks: reactive[tuple[MatrixRisk, ...]] = reactive(())
    scale: reactive[Scale] = reactive(DEFAULT_SCALE)
    residual: reactive[bool] = reactive(False)
    """Whether to count the risks where they lie with the controls in place (stop 4)."""

    def render(self) -> Content:
        """Count the scored risks of each level; those without a score are left out."""
        counts = [0] * len(self.scale.levels)
        for risk in self.risks:
            place = risk.place(self.residual)
            product = score(*place) if place else None
            if product is not None and 1 <= product <= self.scale.top:
                counts[self.scale.rank(product)] += 1
        styles = level_styles(self.app.theme_variables, len(counts))
        return Content(" ").join(
            Content.assemble((f" {level.word} {count} ", style))
            for level, count, style in zip(self.scale.levels, counts, styles, strict=True)
        )
