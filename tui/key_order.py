"""Keys act in the order they were pressed, however late they are handled.

Textual puts a printable key into the focused widget at once, while other keys bubble from widget
to parent, through every queue up to the app, before their binding runs (Textual #6605). When the
event loop stalls, the keys that were pressed meanwhile overtake each other: «abc⌫⌫de» loses the
wrong letters, and what follows the key to the next stop is written into the stop that was left.

Curing that in each widget would still leave two holes: keys that are already forwarded when an
action moves the focus, and priority bindings, which run before the letters in front of them. So
the app lets one key in at a time. A key is done when the queue of the focused widget and of each
of its ancestors has been emptied of what the key put there; if the focus has moved meanwhile, the
newly focused widget must have come to rest too. Then the next key is delivered, to whatever has
the focus by then. Nothing blocks: the app's own queue runs all the time.
"""

from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from textual import events
from textual.app import App, ScreenStackError
from textual.dom import DOMNode
from textual.timer import Timer
from textual.widgets import Input, TextArea

_TICK = 0.1
_TICKS_BEFORE_LETTING_GO = 30
_MOST_FOCUS_MOVES = 5


class KeyOrder:
    """The line that keys, pastes and clicks stand in.

    An action that waits for a dialog's answer inside a message handler would hold the line for
    ever; after three seconds of a running event loop the next key is let in all the same.

    Args:
        app: Whose keys they are.
        deliver: Handles one event as Textual does.
    """

    def __init__(self, app: App[None], deliver: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._deliver = deliver
        self._waiting: deque[events.Event] = deque()
        self._turn = 0
        self._busy = False
        self._is_closed = False
        self._ticks = 0
        self._timer: Timer | None = None

    @property
    def is_at_rest(self) -> bool:
        """Whether every key that came has been handled to its end."""
        return not self._busy and not self._waiting

    def close(self) -> None:
        """Let nothing more in: a program that is ending puts what comes now in the wrong place."""
        self._is_closed = True
        self._waiting.clear()

    async def take(self, event: events.Event) -> None:
        """Deliver an event now, or when those before it are done."""
        if self._is_closed:
            return
        if self._busy:
            self._waiting.append(event)
            self._keep_watch()
            return
        await self._begin(event)
        if not self._busy:
            await self._next()

    async def _begin(self, event: events.Event) -> None:
        if isinstance(event, events.MouseEvent):
            # A click waits for the keys before it, but no key waits for a click: the focus it
            # moves is moved at once.
            await self._deliver(event)
            return
        self._busy = True
        self._turn += 1
        self._ticks = 0
        target = self._target()
        path = _path_of(event, target, self._app)
        await self._deliver(event)
        await self._follow(path, target, self._turn, _MOST_FOCUS_MOVES)

    async def _follow(
        self, path: Iterator[DOMNode], target: DOMNode, turn: int, moves_left: int
    ) -> None:
        """Pass through the queues on the path, behind what the key has put in them."""
        if turn != self._turn:
            return
        for node in path:
            following = partial(self._follow, path, target, turn, moves_left)
            # What Textual would find out by inspecting the function, at each of thirty nodes a key.
            vars(following)["_param_count"] = 0
            if node.post_message(events.Callback(callback=following)):
                return
        now = self._target()
        if now is not target and moves_left:
            await self._follow(_twice_each(now, self._app), now, turn, moves_left - 1)
        else:
            self._busy = False
            await self._next()

    async def _next(self) -> None:
        while self._waiting and not self._busy:
            await self._begin(self._waiting.popleft())

    def _target(self) -> DOMNode:
        try:
            return self._app.focused or self._app.screen
        except ScreenStackError:
            return self._app

    def _keep_watch(self) -> None:
        if self._timer is None:
            self._timer = self._app.set_interval(_TICK, self._tick)
        else:
            self._timer.resume()

    async def _tick(self) -> None:
        if not self._waiting and self._timer is not None:
            self._timer.pause()
            return
        self._ticks += 1
        if self._ticks >= _TICKS_BEFORE_LETTING_GO:
            self._turn += 1
            self._busy = False
            await self._next()


def _path_of(event: events.Event, target: DOMNode, app: App[None]) -> Iterator[DOMNode]:
    """What an event must have passed through before it is done.

    A letter is done when the line it is typed in has taken it: it runs no binding, and what the
    line then tells its parents stands in their queues before whatever the next key puts there.
    """
    is_letter = isinstance(event, events.Key) and event.is_printable
    if is_letter and isinstance(target, Input | TextArea):
        return iter((target, target, app))  # the next key is delivered where this ends
    return _twice_each(target, app)


def _twice_each(target: DOMNode, app: App[None]) -> Iterator[DOMNode]:
    """The nodes from a widget up to the app, each twice, and all of them once more.

    The first passage lies behind the key, the second behind the messages that the key made the
    node post to itself and that bubble from there. A binding's action runs in the app, when the
    key has bubbled there; the second round lies behind the messages that it made the widget post.
    """
    nodes = list(target.ancestors_with_self)
    if nodes[-1] is not app:
        nodes.append(app)
    return (node for _round in range(2) for node in nodes for _ in range(2))
