import pytest

from store.byte_size import shown


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0 kB"),
        (620_000, "620 kB"),
        (999_499, "999 kB"),
        (999_500, "1,0 MB"),
        (1_617_920, "1,6 MB"),
        (9_950_000, "10 MB"),
        (152_000_000, "152 MB"),
        (79_000_000_000, "79 GB"),
        (5_000_000_000_000_000, "5000 TB"),
    ],
)
def test_a_size_is_said_with_two_figures_at_most_after_kilobytes(size: int, said: str) -> None:
    assert shown(size) == said
