"""Lets something be done to the file while this program has it closed, as SQLite alone can not.

No screen can read the file meanwhile, so that one that reads nothing lies over the others, and the
work is done in a thread: the screen goes on being painted, and says how far it has come.
"""

from collections.abc import Callable
from dataclasses import dataclass

from rich.text import Text
from textual.app import App

from screens.working import WorkingScreen
from screens.workplace import Workplace
from store.erasing.erasure import Told
from store.opening import Refused
from tui.composition import reopen


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went.

    Attributes:
        sentence: What is said of it.
        is_done: Whether it was done, so that the screen that asked for it can be left.
    """

    sentence: str
    is_done: bool


class ClosedFile:
    """Does one such thing at a time.

    Args:
        app: Shows what is done.
        move_to: Shows the file as it has become.
    """

    def __init__(self, app: App[None], move_to: Callable[[Workplace], None]) -> None:
        self._app = app
        self._move_to = move_to
        self._working: WorkingScreen | None = None

    @property
    def is_working(self) -> bool:
        """Whether the file is closed just now."""
        return self._working is not None

    def let(self, workplace: Workplace, says: str, act: Callable[[Told], Outcome]) -> None:
        """Close the file, do something, and open it again.

        Args:
            workplace: On the file.
            says: What is done, as a Norwegian sentence.
            act: Done in a thread.
        """
        workplace.archive.close()
        self._working = WorkingScreen(says)
        self._app.push_screen(self._working)
        self._app.run_worker(lambda: self._work(workplace, act), thread=True, group="closed file")

    def _work(self, workplace: Workplace, act: Callable[[Told], Outcome]) -> None:
        outcome = act(lambda done, of: self._app.call_from_thread(self._tell, done, of))
        self._app.call_from_thread(self._go_on, workplace, outcome)

    def _tell(self, done: int, of: int) -> None:
        if self._working is not None and self._working.is_mounted:
            self._working.tell(done, of)

    def _go_on(self, workplace: Workplace, outcome: Outcome) -> None:
        try:
            again = reopen(workplace)
        except Refused as refusal:
            self._app.exit(return_code=1, message=Text(str(refusal)))
            return
        self._move_to(again)
        working, self._working = self._working, None
        while working in self._app.screen_stack:  # help and the palette can lie over it
            self._app.pop_screen()
        if outcome.is_done:
            self._app.pop_screen()
        self._app.notify(
            outcome.sentence,
            severity="information" if outcome.is_done else "warning",
            timeout=15,
            markup=False,
        )
