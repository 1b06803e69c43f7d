"""A short while of `stress` at each run of the suite; longer ones are run by hand."""

from pathlib import Path

from tests.reliability import stress


def test_four_processes_on_one_file_lose_nothing_and_see_nothing_half_done(tmp_path: Path) -> None:
    figures = stress.run(tmp_path / "møter.db", seconds=2)
    assert figures.wrong == []
    assert all(figures.told[who].acknowledged.total() for who in stress.WINDOWS)
    assert figures.told["leser"].read
