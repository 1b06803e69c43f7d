"""A text with a mark in front of it; lines that are wrapped begin under the text, not the mark."""

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class Hanging(Visual):
    """A number, a bullet or another mark, and the text that hangs beside it.

    Args:
        mark: One line.
        body: Any number of lines.
        indent: Cells from the left edge to the text.
    """

    def __init__(self, mark: Content, body: Content, indent: int) -> None:
        self.mark = mark
        self.body = body
        self.indent = indent

    @property
    def plain(self) -> str:
        """What can be read, without its looks."""
        return f"{self.mark.plain} {self.body.plain}"

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The body's lines, each with the mark or its space in front."""
        rich_style = style.rich_style
        lines = self.body.render_strips(self._room(width), height, style, options)
        marks = self.mark.render_strips(self.indent, 1, style, options)
        first = (marks or [Strip.blank(0)])[0].adjust_cell_length(self.indent, rich_style)
        blank = Strip.blank(self.indent, rich_style)
        return [Strip.join([blank if number else first, line]) for number, line in enumerate(lines)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width at which nothing is wrapped."""
        return self.indent + self.body.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The body's lines at a width."""
        return self.body.get_height(rules, self._room(width))

    def _room(self, width: int) -> int:
        return max(1, width - self.indent)
