"""A meeting's number, as it is typed."""

from typing import TYPE_CHECKING, Annotated

import typer

from tui.commands.refusal import refusing

if TYPE_CHECKING:
    from store.database import Archive

_MOST_DIGITS = 18
"""The most that the database's numbers hold."""


def _check(_context: typer.Context, typed: str) -> str:
    check_number(typed)
    return typed


Number = Annotated[
    str, typer.Argument(metavar="NR", help="Møtets nummer; se «referat liste».", callback=_check)
]
"""The number of one meeting."""


def _check_if_given(_context: typer.Context, typed: str | None) -> str | None:
    if typed is not None:
        check_number(typed)
    return typed


OptionalNumber = Annotated[
    str | None,
    typer.Argument(
        metavar="NR",
        help="Møtets nummer; uten det sjekkes hele databasen.",
        callback=_check_if_given,
    ),
]
"""The number of one meeting, or none."""


def check_number(typed: str) -> None:
    """Tell a number from what is none.

    Raises:
        typer.BadParameter: It is none.
    """
    if not (typed.isascii() and typed.isdigit()):
        raise typer.BadParameter(f"«{typed[:80]}» er ikke et møtenummer. Se «referat liste».")


def uid_of(archive: "Archive", number: str) -> str:
    """The uid of a meeting.

    Args:
        archive: The open file.
        number: Digits.

    Raises:
        tui.commands.refusal.Refused: There is no such meeting.
    """
    from store import meetings  # noqa: PLC0415 - `--help` answers at once

    with refusing(meetings.NoSuchMeeting):
        if len(number) > _MOST_DIGITS:
            raise meetings.NoSuchMeeting(f"{number[:_MOST_DIGITS]}…")
        return meetings.uid_of(archive, int(number))
