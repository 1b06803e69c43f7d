"""The app under the app: it keeps its order, its secrets and its head when something goes wrong.

Private names of Textual that are leaned on, and that tests hold: `App._fatal_error`,
`App._handle_exception`, `App._display`, `App._exit`, `App._exit_renderables`,
`App._return_code`, `App._exception`, `App._press_keys`, `constants.DISABLE_KITTY_KEY`.
That is why the release is pinned.
"""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from types import FrameType
from typing import Any, ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual import constants, events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.widgets import Input, TextArea
from textual.widgets._toast import ToastHolder

from store.text import clean
from tui.crash_report import where_reported
from tui.key_order import KeyOrder
from tui.theme import LEVEL_VARIABLES, LIGHT, register_themes

_STOPPED = (
    "Programmet stoppet på grunn av en feil; start det på nytt for å fortsette der du var"
    " ({report})."
)

_SECONDS_TO_END = 3.0

_LEAST_COLUMNS, _LEAST_LINES = 60, 16
"""In a smaller window what is written in, or the keys, have no room."""

_TOO_SMALL = (
    f"Vinduet er for lite: gjør det minst {_LEAST_COLUMNS} tegn bredt "
    f"og {_LEAST_LINES} linjer høyt."
)

_UNTIL_IT_IS_LARGER = 86_400.0

_SMALL = "-too-small"

# SIGHUP and SIGBREAK each exist on one kind of system only.
_END_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)


class ShieldedApp(App[None], inherit_bindings=False):
    """An app whose keys keep their order and whose crash shows nothing of the meeting.

    What starts it ends with `sys.exit(app.return_code or 0)`: after a crash the code is 1.

    Args:
        crash_folder: Where crash reports are written, one file a crash, for the owner's eyes.
        kitty_protocol: Ask the terminal for the kitty keyboard protocol. Off for Windows
            Terminal, which can lose AltGr under it (microsoft/terminal #19977). It holds for the
            process, from before the app is run; nothing else needs to be set.
        theme_name: The look to begin with, one of the names in `tui.theme`.
    """

    TITLE = "referat"
    CSS = """
    ToastRack { dock: top; align: right top; margin: 0; max-height: 3; overflow: hidden; }
    Toast { width: auto; max-width: 100%; margin: 0; padding: 0 1; }
    .-too-small Screen { overflow: hidden; }
    .-too-small ToastRack {
        visibility: visible; background: $background; height: 100%; max-height: 100%;
    }
    """
    """A sentence stands in the three topmost lines, where no screen has a field or a question; in a
    window that is too small it is all that is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Avslutt", id="app.quit", show=False, priority=True),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    def __init__(
        self, *, crash_folder: Path, kitty_protocol: bool = True, theme_name: str = LIGHT
    ) -> None:
        super().__init__()
        self._crash_folder = crash_folder
        self._key_order = KeyOrder(self, self._deliver)
        self._has_crashed = False
        self._quit_was_asked = False
        self._last_resort: threading.Timer | None = None
        if not kitty_protocol:
            # The drivers read the constant when they start; the variable it comes from is read
            # when Textual is imported, which is before the user's settings are known.
            vars(constants)["DISABLE_KITTY_KEY"] = True
        register_themes(self)
        self.theme = theme_name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the level colours to Textual's own themes too."""
        return dict(LEVEL_VARIABLES)

    # Order of keys

    async def on_event(self, event: events.Event) -> None:
        """Let keys, pastes and clicks in one at a time."""
        in_line = isinstance(event, events.Key | events.Paste | events.MouseDown | events.MouseUp)
        if in_line and not event.is_forwarded:
            await self._key_order.take(event)
        else:
            await super().on_event(event)

    async def _deliver(self, event: events.Event) -> None:
        """Handle an event whose turn it is: only now is it known where it goes."""
        await super().on_event(self._as_command(event))

    def _as_command(self, event: events.Event) -> events.Event:
        """A letter that nobody types into a line is a key: a capital one too, as keys are named."""
        if not isinstance(event, events.Key) or isinstance(self.focused, Input | TextArea):
            return event
        letter = event.character or ""
        if not (letter.isupper() and len(letter.lower()) == 1):
            return event
        return events.Key(event.key.lower(), letter.lower())

    @property
    def keys_are_at_rest(self) -> bool:
        """Whether every key that came has been handled to its end."""
        return self._key_order.is_at_rest

    async def _press_keys(self, keys: Iterable[str]) -> None:
        """Wait for each key of a test's pilot to be done, as Textual's own pilot expects."""
        for key in keys:
            await super()._press_keys([key])
            while not self.keys_are_at_rest and self.is_running and self._exception is None:
                await asyncio.sleep(0.001)

    # Leaving

    def exit(
        self,
        result: None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """End the app; keys that come after this are let in nowhere."""
        self._key_order.close()
        super().exit(result, return_code, message)

    async def action_quit(self) -> None:
        """Ask before the app is left, by the key as by the palette."""
        self.action_ask_quit()

    def action_ask_quit(self) -> None:
        """Leave at the second time of asking; an app with a dialog asks there instead."""
        if self._quit_was_asked:
            self.exit()
            return
        self._quit_was_asked = True
        self.set_timer(self.NOTIFICATION_TIMEOUT, self._forget_that_quit_was_asked)
        self.notify("Trykk Ctrl+Q en gang til for å avslutte.")

    def _forget_that_quit_was_asked(self) -> None:
        self._quit_was_asked = False

    def action_help_quit(self) -> None:
        """Tell whoever presses Ctrl+C how the program is left."""
        self.notify("Ctrl+Q avslutter programmet.")

    def on_mount(self) -> None:
        """End as after Ctrl+Q when the system asks or the terminal is closed."""
        for number in _END_SIGNALS:
            signal.signal(number, self._end_from_signal)

    def _end_from_signal(self, _number: int, _frame: FrameType | None) -> None:
        """Leave in order, and at once where a closed terminal holds the program fast.

        Textual writes in a thread of its own; when the terminal is gone that thread dies, and the
        program can wait for it for ever, in the middle of a frame too: asyncio's own handlers
        would never be called then. Everything typed is on disk.
        """
        if self._last_resort is None:
            self._last_resort = threading.Timer(_SECONDS_TO_END, self._end_at_once)
            self._last_resort.daemon = True
            self._last_resort.start()
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.exit)

    def _end_at_once(self) -> None:
        try:
            self.keep_before_the_end()
        finally:
            os._exit(0)

    def keep_before_the_end(self) -> None:
        """Do what must be done though the terminal holds the program fast; called in a thread."""

    def let_go(self) -> None:
        """The terminal has let the program go: what is left to do may take its time."""
        if self._last_resort is not None:
            self._last_resort.cancel()

    def on_unmount(self) -> None:
        """Give the signals back."""
        for number in _END_SIGNALS:
            signal.signal(number, signal.SIG_DFL)

    # Crashing

    def _handle_exception(self, error: Exception) -> None:
        """Let what goes wrong while the program ends stop nothing: it is on its way out."""
        if self._exit and not self._has_crashed:
            self._exception = self._exception or error  # a test is told
            where_reported(self._crash_folder, error)
        else:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Stop after an unhandled exception without painting anybody's values on the wall."""
        self._crash(sys.exc_info()[1] or self._exception)

    def panic(self, *renderables: RenderableType) -> None:  # noqa: ARG002 - never to be shown
        """Stop with one sentence, whatever was to be drawn: it may hold what was being said.

        Args:
            *renderables: Not shown.
        """
        self._crash(sys.exc_info()[1] or self._exception)

    def _crash(self, error: BaseException | None) -> None:
        self._key_order.close()
        self._return_code = 1
        if not self._has_crashed:
            self._has_crashed = True
            sentence = self.why_stopped(error) or _STOPPED.format(
                report=where_reported(self._crash_folder, error)
            )
            self._exit_renderables.append(Text(sentence, no_wrap=True, overflow="ignore"))
        self._close_messages_no_wait()

    def why_stopped(self, error: BaseException | None) -> str:  # noqa: ARG002 - for those who know
        """What stopped the program from outside, as a sentence; "" for an error in the program.

        Args:
            error: What was raised, which may hold what was being said.
        """
        return ""

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Paint nothing after a crash: what the failed act would have shown is kept nowhere."""
        if not self._has_crashed:
            super()._display(screen, renderable)

    # Showing

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a message for a while, as plain text unless markup is asked for.

        It takes the place of the one before it: what is newest is what was just done.

        Args:
            message: One sentence; it may quote what a user wrote.
            title: A heading, or nothing.
            severity: How it is coloured.
            timeout: Seconds to show it, or None for the usual time.
            markup: The message is our own markup.
        """
        self._take_sentence_away()
        self._say_if_too_small()
        super().notify(
            clean(message, lines=True),
            title=clean(title),
            severity=severity,
            timeout=timeout,
            markup=markup,
        )

    def on_resize(self, event: events.Resize) -> None:
        """Show nothing but why in a window that is too small; keys go where they went."""
        was_too_small = self.has_class(_SMALL)
        is_too_small = event.size.width < _LEAST_COLUMNS or event.size.height < _LEAST_LINES
        self.set_class(is_too_small, _SMALL)
        if is_too_small != was_too_small:
            self._take_sentence_away()
            self._say_if_too_small()

    def _say_if_too_small(self) -> None:
        if self.has_class(_SMALL):
            super().notify(_TOO_SMALL, timeout=_UNTIL_IT_IS_LARGER, markup=False)

    def _take_sentence_away(self) -> None:
        """Take away what is said now.

        When Textual clears a toast it leaves the holder around it, a line high, and a few of them
        push the next sentence out of sight.
        """
        self.clear_notifications()
        for screen in self.screen_stack:
            screen.query(ToastHolder).remove()
