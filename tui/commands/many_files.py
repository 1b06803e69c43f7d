"""Writes the files of one or many meetings, goes on past those that are refused, and sums up."""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tui.commands.asked_for import Asked
from tui.commands.output import remark, say
from tui.commands.refusal import Refused

if TYPE_CHECKING:
    from exports.order import Order
    from exports.writing import Place

_AT_ONCE = 20
"""How many meetings are held at once where a format is made faster by several together."""

_BESIDE = "den står som den var, og den nye er skrevet ved siden av"
_MOST_LISTED = 10
STOPPED = 130
"""What a shell expects of a program that was stopped by Ctrl+C."""


@dataclass(frozen=True, slots=True)
class NotWritten:
    """A file that was refused.

    Attributes:
        number: The meeting's.
        name: The format's.
        reason: One Norwegian sentence.
    """

    number: int
    name: str
    reason: str


@dataclass(slots=True)
class Tally:
    """What came of it.

    Attributes:
        folder: Where the files were to be.
        written: Paths, in the order in which they were written.
        refused: By reason, the files.
        beside: Of each file that was left as it stood, one sentence.
        is_stopped: Whether the user stopped it.
    """

    folder: Path
    written: list[Path] = field(default_factory=list)
    refused: defaultdict[str, list[NotWritten]] = field(default_factory=lambda: defaultdict(list))
    beside: list[str] = field(default_factory=list)
    is_stopped: bool = False

    def add(self, outcome: "Place | NotWritten") -> None:
        """Count one file."""
        if isinstance(outcome, NotWritten):
            self.refused[outcome.reason].append(outcome)
            return
        self.written.append(outcome.path)
        if outcome.obstacle:
            self.beside.append(f"«{outcome.wanted.name}» {outcome.obstacle}; {_BESIDE}.")

    def lines(self) -> Iterator[str]:
        """«Skrev 212 filer til MAPPE. 3 ble ikke skrevet:», and then why."""
        stopped = "Stoppet. " if self.is_stopped else ""
        files = _counted(len(self.written))
        missing = sum(map(len, self.refused.values()))
        left = f" {missing} ble ikke skrevet:" if missing else ""
        yield f"{stopped}Skrev {files} til {self.folder.absolute()}.{left}"
        for reason, each in list(self.refused.items())[:_MOST_LISTED]:
            yield f"– {_which(each)}: {reason}"
        if len(self.refused) > _MOST_LISTED:
            yield f"– og av {len(self.refused) - _MOST_LISTED} andre grunner."


def write_files(
    asked: Sequence[Asked],
    order_of: "Callable[[Asked], Order]",
    folder: Path,
    formats: Sequence[str],
) -> None:
    """Write every meeting in every format, print the paths, and sum up where that says more.

    Args:
        asked: The documents.
        order_of: Reads the meeting of one.
        folder: Where the files are put.
        formats: Names of `exports.FORMATS`.

    Raises:
        Refused: The only file was refused.
        typer.Exit: Some of several were, or the user stopped it.
    """
    number = len(asked) * len(formats)
    has_bar = number > 1 and sys.stderr.isatty()
    tally = Tally(folder)
    try:
        outcomes = _outcomes(asked, order_of, folder, formats)
        with _shown(outcomes, number if has_bar else 0) as shown:
            for outcome in shown:
                tally.add(outcome)
                if not has_bar and not isinstance(outcome, NotWritten):
                    say(str(outcome.path))
    except KeyboardInterrupt:
        tally.is_stopped = True
    finally:
        for path in tally.written if has_bar else ():
            say(str(path))
        for sentence in tally.beside:
            remark(sentence)
    _end(tally, number, is_summed_up=has_bar)


def _shown(
    outcomes: "Iterator[Place | NotWritten]", number: int
) -> AbstractContextManager["Iterator[Place | NotWritten]"]:
    """The files behind a progress bar, where there are any to count."""
    if not number:
        return nullcontext(outcomes)
    return typer.progressbar(outcomes, length=number, label="Skriver", file=sys.stderr)


def _outcomes(
    asked: Sequence[Asked],
    order_of: "Callable[[Asked], Order]",
    folder: Path,
    formats: Sequence[str],
) -> "Iterator[Place | NotWritten]":
    from exports import FORMATS  # noqa: PLC0415 - `--help` answers at once
    from exports.files import FileRefused  # noqa: PLC0415 - as above
    from exports.writing import write_each  # noqa: PLC0415 - as above

    size = _AT_ONCE if any(FORMATS[name].write_many for name in formats) else 1
    for first in range(0, len(asked), size):
        orders = [order_of(each) for each in asked[first : first + size]]
        for name in formats:
            for order, made in zip(orders, write_each(orders, folder, name), strict=True):
                number = order.source.meeting.number
                if isinstance(made, FileRefused):
                    yield NotWritten(number, name, str(made))
                    continue
                if said := FORMATS[name].remark(order, folder):
                    remark(f"Møte {number}: {said}")
                yield made


def _end(tally: Tally, number: int, *, is_summed_up: bool) -> None:
    if number == 1 and tally.refused:
        raise Refused(next(iter(tally.refused)))
    if number and (tally.is_stopped or tally.refused or is_summed_up):
        for line in tally.lines():
            remark(line)
    if tally.is_stopped:
        raise typer.Exit(STOPPED)
    if tally.refused:
        raise typer.Exit(1)


def _counted(count: int) -> str:
    return "ingen filer" if not count else "1 fil" if count == 1 else f"{count} filer"


def _which(files: Sequence[NotWritten]) -> str:
    """«Møte 4 (pdf), 7 (docx) og 31 til»."""
    shown = [f"{each.number} ({each.name})" for each in files[:_MOST_LISTED]]
    left = len(files) - len(shown)
    return f"Møte {', '.join(shown)}{f' og {left} til' if left else ''}"
