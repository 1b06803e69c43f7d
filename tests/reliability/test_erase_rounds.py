"""Two of the rounds that `erase_rounds` runs by hand."""

from pathlib import Path

from tests.reliability.erase_rounds import run


def test_an_erasure_that_is_killed_leaves_whole_files_and_is_finished_when_asked_again(
    tmp_path: Path,
) -> None:
    assert run(rounds=2, seed=1, folder=tmp_path).failures == []
