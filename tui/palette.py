"""The command palette: what can be done here and now, read off the active bindings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen
from textual.widget import Widget

_MOVEMENTS = frozenset({"up", "down", "left", "right", "home", "end", "pageup", "pagedown"})

NO_MATCHES = "Ingen treff. Prøv et annet ord."


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a key does here.

    Attributes:
        description: What it does.
        key: The key, as it is shown.
        action: The action that runs.
        run: Runs it.
    """

    description: str
    key: str
    action: str
    run: Callable[[], object]


def commands(app: App[Any], screen: Screen[object]) -> Iterator[Command]:
    """Every act of ours that has a key on the screen now, each once, under its description.

    The framework's own bindings (arrows, paging) have no id, and English descriptions.
    """
    seen: set[str] = set()
    active = screen.active_bindings.values()
    for node, binding, enabled, _tooltip in sorted(active, key=lambda each: _moves(each.binding)):
        if not enabled or not binding.id or binding.description in seen:
            continue
        seen.add(binding.description)
        namespace = node if isinstance(node, Widget | Screen) else app

        def run(action: str = binding.action, namespace: Widget | App[Any] = namespace) -> object:
            return app.run_action(action, namespace)

        yield Command(binding.description, app.get_key_display(binding), binding.action, run)


def _moves(binding: Binding) -> bool:
    """Whether a key only moves the cursor; what everybody knows stands last."""
    return binding.key.rpartition("+")[2] in _MOVEMENTS and "+" not in binding.key


class ActiveCommands(Provider):
    """Gives the palette its commands."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(command.description, command.run, help=command.key)

    async def search(self, query: str) -> Hits:
        """Those that match; a line that says so when none does."""
        matcher = self.matcher(query)
        found = False
        for command in self._commands():
            score = matcher.match(command.description)
            if score > 0:
                found = True
                yield Hit(
                    score, matcher.highlight(command.description), command.run, help=command.key
                )
        if not found:
            yield Hit(0.01, NO_MATCHES, lambda: None)

    def _commands(self) -> Iterator[Command]:
        return commands(self.app, self.screen)
