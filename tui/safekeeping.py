"""What the app does for the copies of the file: makes them, puts one back, erases in them."""

from contextlib import suppress
from pathlib import Path

from textual.app import App

from store.backups import BackupFailed, Backups
from store.erasing.erasure import Erasure, Told
from tui.closed_file import Outcome

_SECONDS_AFTER_START = 1.0
"""The first keys are let by: whoever starts the program is about to begin a meeting."""


class Safekeeping:
    """Makes backups with connections of its own; the screen is never waited for, nor waits.

    Args:
        app: Says what went wrong.
        backups: The copies of the file; None for one that needs none.
    """

    def __init__(self, app: App[None], backups: Backups | None) -> None:
        self._app = app
        self._backups = backups

    def begin(self) -> None:
        """Make a copy soon, where something was written since the last one."""
        if self._backups is not None:
            self._app.set_timer(_SECONDS_AFTER_START, self.keep_what_changed)

    def keep_what_changed(self) -> None:
        """Make a copy now, where something was written since the last one."""
        # What goes wrong in a way that nobody foresaw must not stop a meeting either.
        self._app.run_worker(self._keep, thread=True, group="backups", exit_on_error=False)

    def _keep(self) -> None:
        assert self._backups is not None
        try:
            self._backups.make_if_changed()
        except BackupFailed as failed:
            self._app.call_from_thread(
                self._app.notify, str(failed), severity="warning", timeout=15
            )

    def keep_at_the_end(self) -> None:
        """Make a copy where something was written, for nobody to be told how it went."""
        if self._backups is not None:
            with suppress(BackupFailed):
                self._backups.make_if_changed()

    def put_back(self, copy: Path, made: str) -> Outcome:
        """Let a copy take the place of the file, which this program has closed.

        Args:
            copy: The copy.
            made: When it was made, as the screen says it.
        """
        from store.restoring import RestoreRefused, restore  # noqa: PLC0415 - seldom asked for

        assert self._backups is not None
        try:
            restore(copy, self._backups)
        except RestoreRefused as refusal:
            return Outcome(str(refusal), is_done=False)
        sentence = f"Gjenopprettet fra {made}. Slik det var, står det som erstattet i lista."
        return Outcome(sentence, is_done=True)

    def erase(self, erasure: Erasure, who: str, told: Told) -> Outcome:
        """Erase something in the file, which this program has closed, and in its copies.

        Args:
            erasure: What.
            who: Whose act it is.
            told: How far it has come.
        """
        from store.erasing import everywhere, wording  # noqa: PLC0415 - seldom asked for

        assert self._backups is not None
        try:
            erased = everywhere.erase(erasure, self._backups, who, told)
        except everywhere.EraseRefused as refusal:
            return Outcome(str(refusal), is_done=False)
        return Outcome(wording.what_went(erased), is_done=True)
