"""A line that suggests while it is typed in: names, units, roles.

The suggestions stand under the line, the first of them marked with the key that takes it. Tab (or
the right arrow behind the text) takes it; where none is shown, Tab goes on as it does elsewhere.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Static

from screens.widgets.capture import CaptureLine
from store.text import clean

MOST_SHOWN = 5
"""How many suggestions stand under the line."""


def among(known: Sequence[str]) -> Callable[[str], Sequence[str]]:
    """Suggestions for a line that holds one thing.

    Those that begin with what was typed come before those where a later word does.

    Args:
        known: What can be suggested, the likeliest first.
    """

    def suggestions(typed: str) -> Sequence[str]:
        sought = typed.strip().casefold()
        if not sought:
            return ()
        first = [each for each in known if each.casefold().startswith(sought)]
        later = [each for each in known if f" {sought}" in each.casefold() and each not in first]
        return (*first, *later)

    return suggestions


def whole(_typed: str, chosen: str) -> str:
    """Completion of a line that holds one thing: the suggestion itself."""
    return chosen


class _Shown(Static):
    """The suggestions, over whatever stands under the line."""

    DEFAULT_CSS = """
    _Shown {
        overlay: screen;
        position: absolute;
        constrain: inside inflect;
        width: auto;
        max-width: 60;
        height: auto;
        max-height: 5;
        padding: 0 1;
        background: $panel-lighten-1;
        color: $foreground;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        display: none;
    }
    """

    def __init__(self, line: "SuggestLine") -> None:
        super().__init__()
        self._line = line

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the suggestion before the click takes the focus from the line."""
        event.stop()
        self._line.take_suggestion(event.get_content_offset_capture(self).y)


class SuggestLine(CaptureLine):
    """A capture line with suggestions.

    Args:
        suggestions: What the whole text typed so far could become, the likeliest first.
        complete: The whole text with a suggestion taken.
        save_draft: Keeps what stands in the line, as in `CaptureLine`.
        draft: What stands in the line to begin with.
        placeholder: What the line is for.
        id: The widget's id.
        classes: The widget's style classes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "take_first", show=False),
    ]

    def __init__(
        self,
        suggestions: Callable[[str], Sequence[str]],
        complete: Callable[[str, str], str],
        *,
        save_draft: Callable[[str], None] | None = None,
        draft: str = "",
        placeholder: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        self._suggestions = suggestions
        self._complete = complete
        self._shown: tuple[str, ...] = ()
        self._box: _Shown | None = None
        super().__init__(
            save_draft=save_draft, draft=draft, placeholder=placeholder, id=id, classes=classes
        )

    @property
    def shown(self) -> tuple[str, ...]:
        """The suggestions under the line now."""
        return self._shown

    def replace(self, text: str, start: int, end: int) -> None:
        """Change the line as `CaptureLine` does, and suggest what it could become.

        Args:
            text: Anything; it is cleaned.
            start: Index of the first character to replace.
            end: Index after the last.
        """
        super().replace(text, start, end)
        self._suggest()

    def watch_value(self, value: str) -> None:
        """Put old suggestions away; typing brings new ones."""
        super().watch_value(value)
        self._show(())

    def on_blur(self) -> None:
        """Put the suggestions away with the focus."""
        self._show(())

    def on_unmount(self) -> None:
        """Take the suggestions off the screen."""
        super().on_unmount()
        if self._box is not None:
            self._box.remove()

    def action_take_first(self) -> None:
        """Take the first suggestion.

        Raises:
            SkipAction: When none is shown, so that Tab goes on.
        """
        if not self._shown:
            raise SkipAction
        self.take_suggestion(0)

    def action_cursor_right(self, select: bool = False) -> None:
        """Take the first suggestion, or move the cursor where none is shown.

        Args:
            select: Select as well.
        """
        if self._shown and not select and self.cursor_at_end:
            self.take_suggestion(0)
        else:
            super().action_cursor_right(select)

    def take_suggestion(self, place: int) -> None:
        """Take one of those shown; a place with none takes nothing.

        Args:
            place: 0 for the first.
        """
        if 0 <= place < len(self._shown):
            self.value = self._complete(self.value, self._shown[place])
            self.action_end()
            self.focus()

    def _suggest(self) -> None:
        if not self.has_focus or not self.value.strip() or not self.cursor_at_end:
            self._show(())
            return
        found = dict.fromkeys(clean(each) for each in self._suggestions(self.value))
        new = (each for each in found if self._complete(self.value, each).strip() != self.value)
        self._show(tuple(new)[:MOST_SHOWN])

    def _show(self, shown: tuple[str, ...]) -> None:
        self._shown = shown
        if not shown:
            if self._box is not None:
                self._box.display = False
            return
        if self._box is None:
            self._box = _Shown(self)
            self.screen.mount(self._box)
        key = Content.styled("  Tab", "$text-muted")
        first, *others = (Content(each) for each in shown)
        self._box.update(Content("\n").join((first + key, *others)))
        self._box.absolute_offset = Offset(self.region.x, self.region.bottom)
        self._box.display = True
