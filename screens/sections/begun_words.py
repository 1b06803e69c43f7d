"""Guards a correction of words against what another window makes of them meanwhile."""

from collections.abc import Callable

from screens.sections.editor import Desk
from screens.task_text import is_hidden
from store.finding import shortened
from store.text import clean


class BegunWords:
    """The words that a correction began from.

    Others' words are shown once, and then what was typed here is written over them: both were
    seen by then, and history keeps both.

    Args:
        desk: Shows what others have written.
        current: Gives the words as they stand now; None when they are gone.
    """

    def __init__(self, desk: Desk, current: Callable[[], str | None]) -> None:
        self._desk = desk
        self._current = current
        self._words = current()

    def are_others_by_now(self, typed: str) -> bool:
        """Say so where other words stand there than the correction began from.

        Args:
            typed: What is to stand there; others who wrote the same are in nobody's way.

        Returns:
            Whether it was said, for the first time of these words.
        """
        self._desk.catch_up()
        now = self._current()
        if now is None or now in (self._words, typed) or is_hidden(now):
            return False
        self._words = now
        stands = f"Der står det nå: «{shortened(clean(now))}»." if now else "Der er det nå tomt."
        self._desk.refuse(
            f"Linja er endret i et annet vindu. {stands} "
            "Din tekst står her; lagre den en gang til, så gjelder den."
        )
        return True
