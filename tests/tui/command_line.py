"""Runs commands as the user would, in the tests' own process."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from tui import cli


@dataclass(frozen=True)
class Answer:
    """What a command said, and the exit code it ended with."""

    code: int
    out: str
    err: str


class CommandLine:
    """`referat`, on files of the test's own."""

    def __init__(self, folder: Path, output: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._output = output

    def __call__(self, *words: str | Path) -> Answer:
        self._output.readouterr()
        code = cli.run([str(word) for word in words])
        said = self._output.readouterr()
        return Answer(code, said.out, said.err)

    def done(self, *words: str | Path) -> str:
        """What a command answered that did what it was asked, without a remark."""
        answer = self(*words)
        assert (answer.code, answer.err) == (0, "")
        return answer.out


def listed(referat: CommandLine, *words: str | Path) -> list[dict[str, object]]:
    """The meetings in the file, as another program gets them."""
    found: list[dict[str, object]] = json.loads(referat.done("liste", "--json", *words))
    return found
