"""Some rounds of `kill_rounds` at each run of the suite; a thousand are run by hand."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pty in the standard library", allow_module_level=True)

from tests.reliability import kill_rounds

ROUNDS = 10


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_that_was_acknowledged_is_lost_however_the_program_ends(
    seed: int, tmp_path: Path
) -> None:
    figures = kill_rounds.run(ROUNDS, seed, tmp_path, longest=20)
    assert figures.wrong == []
    assert figures.ways.total() == ROUNDS
    assert all(missing <= 1 for missing in figures.missing)
