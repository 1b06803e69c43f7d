"""How a command says no: one Norwegian sentence, and the exit code 1."""

from collections.abc import Iterator
from contextlib import contextmanager


class Refused(Exception):
    """The command did not do what was asked; `str()` is one Norwegian sentence."""


@contextmanager
def refusing(*refusals: type[Exception]) -> Iterator[None]:
    """Let a lower floor's refusal end the command.

    Args:
        *refusals: Exceptions whose text is a Norwegian sentence for the user.

    Raises:
        Refused: With that sentence.
    """
    try:
        yield
    except refusals as refusal:
        raise Refused(str(refusal)) from refusal
