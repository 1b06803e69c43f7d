"""What a figure is, and how much is measured for one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    what: str
    ratio: float
    goal: float
    runs: int


@dataclass(frozen=True)
class Amount:
    """How much is measured.

    Attributes:
        starts: Starts of the program.
        enters: Enters in a list.
        meetings: Meetings in a file.
        many: Meetings in a large one.
        tasks: Open tasks in a large one.
        writes: Times that a document is written.
        rows: Risks in a small and a large document.
        exports: Meetings exported at first and in all.
    """

    starts: int
    enters: int
    meetings: int
    many: int
    tasks: int
    writes: int
    rows: tuple[int, int]
    exports: tuple[int, int]


FULL = Amount(
    starts=15,
    enters=60,
    meetings=1000,
    many=10_000,
    tasks=50_000,
    writes=15,
    rows=(100, 1600),
    exports=(100, 1000),
)
SMOKE = Amount(
    starts=1,
    enters=3,
    meetings=20,
    many=40,
    tasks=200,
    writes=1,
    rows=(5, 20),
    exports=(3, 12),
)
