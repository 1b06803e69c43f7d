"""How figures and levels are shown in the list and the matrix."""

from collections.abc import Sequence

from textual.content import Content

from screens.sections.risk_rows import Cell
from screens.widgets.matrix import MatrixRisk
from store.risk import NOT_SCORED, Scale, Step
from store.sections import RiskEntry
from store.vocabulary import Measure


def steps_of(scale: Scale, measure: Measure) -> tuple[Step, ...]:
    """The steps of one of the two measures, lowest first."""
    return scale.likelihood if measure is Measure.LIKELIHOOD else scale.consequence


def for_matrix(entries: Sequence[RiskEntry]) -> tuple[MatrixRisk, ...]:
    """The risks as the matrix takes them."""
    return tuple(
        MatrixRisk(
            entry.number,
            entry.risk.likelihood,
            entry.risk.consequence,
            entry.risk.residual_likelihood,
            entry.risk.residual_consequence,
        )
        for entry in entries
    )


def step_in_words(step: Step) -> str:
    """«Sannsynlig – årlig»."""
    return f"{step.word} – {step.explanation}" if step.explanation else step.word


def level_cell(scale: Scale, product: int | None) -> Cell:
    """«16 Høy» in its level's colour."""
    if product is None or product > scale.top:
        return Cell(f" {NOT_SCORED}")
    return Cell(f" {product} {scale.level(product).word}", scale.rank(product))


def level_width(scale: Scale) -> int:
    """Cells that the longest «9 Middels» takes, with a space on each side."""
    products = {
        likelihood * consequence
        for likelihood in range(1, len(scale.likelihood) + 1)
        for consequence in range(1, len(scale.consequence) + 1)
    }
    return max(len(level_cell(scale, product).text) for product in products) + 1


def measure_line(scale: Scale, measure: Measure, figure: int | None) -> Content:
    """A figure with the words of its step; the ends of the scale where there is none."""
    steps = steps_of(scale, measure)
    name = str(measure).capitalize().ljust(len(Measure.LIKELIHOOD) + 1)
    if figure is None or figure > len(steps):
        words = f"1 {steps[0].word} … {len(steps)} {steps[-1].word}"
        return Content.styled(f"{name}{NOT_SCORED} {words}", "dim")
    return Content.assemble((name, "dim"), f"{figure} {step_in_words(steps[figure - 1])}")


def steps_shown(scale: Scale, asked: Measure | None, *, both: bool) -> Content:
    """The words of the scale's steps, those of the figure that is asked for marked.

    Args:
        scale: The scale.
        asked: What the next digit is a figure for.
        both: Whether there is room for the measure that is not asked for.
    """
    lines: list[Content] = []
    for measure in Measure:
        if both or measure is asked:
            mark, style = ("▸ ", "bold") if measure is asked else ("  ", "dim")
            lines.append(Content.styled(f"{mark}{str(measure).upper()}", style))
            lines += [
                Content.styled(f"  {number} {step_in_words(step)}", style)
                for number, step in enumerate(steps_of(scale, measure), start=1)
            ]
    return Content("\n").join(lines)
