"""Several texts under each other in one widget, each laid out in its own way."""

from collections.abc import Sequence

from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class Stacked(Visual):
    """The parts, from the top; a widget for each would have to be made anew at every change.

    Args:
        parts: What stands under each other.
    """

    def __init__(self, parts: Sequence[Visual]) -> None:
        self.parts = parts

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines of each part."""
        lines = [
            line.extend_cell_length(width, style.rich_style)
            for part in self.parts
            for line in part.render_strips(width, None, style, options)
        ]
        return lines[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """That of the widest part."""
        widths = (part.get_optimal_width(rules, container_width) for part in self.parts)
        return max(widths, default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The lines of all parts at a width."""
        return sum(part.get_height(rules, width) for part in self.parts)
