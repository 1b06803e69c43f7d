"""The keys at the foot of a screen."""

from textual.widgets import Footer


class SteadyFooter(Footer):
    """Textual's footer, made anew only when it would show something else.

    Textual makes it anew at every move of the focus, a widget for each key. On the shared screen
    that is most of what a move costs, and nothing of it is seen.
    """

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)
        self._shown: list[tuple[object, ...]] = []

    async def recompose(self) -> None:
        """Make the keys anew, unless they are as they stand."""
        if not self.is_attached:  # asked for before its screen went, and come to afterwards
            return
        shown = self._to_show()
        if shown != self._shown:
            self._shown = shown
            await super().recompose()

    def _to_show(self) -> list[tuple[object, ...]]:
        return [
            (
                binding.key,
                self.app.get_key_display(binding),
                binding.description,
                binding.action,
                enabled,
                tooltip,
            )
            for _, binding, enabled, tooltip in self.screen.active_bindings.values()
            if binding.show
        ]
