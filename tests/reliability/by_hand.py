"""How the programs here are run by hand: options, a folder that goes, and an exit code."""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol


class Figures(Protocol):
    """What a run came to."""

    def told(self) -> str: ...

    @property
    def is_wrong(self) -> bool: ...


def run_by_hand(about: str | None, run: Callable[..., Figures], **usual: float) -> None:
    """Run a program as its command line says, print what came of it, and end.

    Args:
        about: The program's own docstring.
        run: Given the options by name, and the folder.
        **usual: The options, and what they are where nothing is said.
    """
    parser = argparse.ArgumentParser(description=(about or "").partition("\n")[0])
    for name, value in usual.items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    asked = vars(parser.parse_args())
    with tempfile.TemporaryDirectory() as folder:
        figures = run(folder=Path(folder), **asked)
    sys.stdout.write(f"{figures.told()}\n")
    sys.exit(1 if figures.is_wrong else 0)
