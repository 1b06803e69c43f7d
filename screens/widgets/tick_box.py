"""A box that is ticked or empty."""

from textual.content import Content
from textual.widgets import Checkbox


class TickBox(Checkbox):
    """Textual's checkbox, with a sign that is there or not.

    Textual draws the same sign in both, in another colour; on the wall that says nothing to many.
    """

    @property
    def _button(self) -> Content:
        """Private to Textual, and the only place where the sign is chosen."""
        style = self.get_visual_style("toggle--button")
        return Content.assemble(("[x]" if self.value else "[ ]", style.without_color))
