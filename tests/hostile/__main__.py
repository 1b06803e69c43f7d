"""Many meetings of hostile texts on every journey: `python -m tests.hostile --examples 10000`.

One example is a meeting in which each field that somebody can write in holds a text of its own.
Each is taken in from a package, read back, sent through an empty file, and written in every format
and document; every so many are drawn, half of them from a file that holds them as they are.
"""

import argparse
import asyncio
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.at_rest import let_apps_share_style_sheets, let_pilots_wait_until_rest
from tests.exports.every_format import ALONE
from tests.hostile.drawing import draw
from tests.hostile.fields import all_text_fields
from tests.hostile.journeys import whole_journey
from tests.hostile.meetings import HostileMeeting, hostile_meetings, number_of_texts

MEETINGS_A_BATCH = 5
SIZES = ((80, 24), (160, 45))


@dataclass
class Figures:
    """What was tried, and what was wrong.

    Attributes:
        meetings: Examples by kind of meeting.
        texts: How many texts they held.
        drawn: Meetings that were drawn.
        screens: How many times a whole screen was looked at.
        wrong: What was found.
    """

    meetings: Counter[str] = field(default_factory=Counter)
    texts: int = 0
    drawn: int = 0
    screens: int = 0
    wrong: list[str] = field(default_factory=list)

    def told(self) -> str:
        kinds = ", ".join(f"{number} {name}" for name, number in sorted(self.meetings.items()))
        return "\n".join(
            (
                f"{self.meetings.total()} meetings ({kinds}), {self.texts} texts"
                f" in {len(all_text_fields())} fields, {len(ALONE)} formats",
                f"{self.drawn} meetings drawn, {self.screens} screens looked at",
                f"wrong: {len(self.wrong)}",
                *self.wrong[:20],
            )
        )


def try_one(meeting: HostileMeeting, figures: Figures) -> None:
    figures.meetings[meeting.kind] += 1
    figures.texts += number_of_texts(meeting)
    with TemporaryDirectory() as folder:
        try:
            figures.wrong += whole_journey(meeting, Path(folder))
        except Exception as error:  # a crash is what is looked for, and the next one is tried
            figures.wrong.append(f"{type(error).__name__}: {error} in {meeting!r}"[:2000])


def draw_batches(meetings: Sequence[HostileMeeting], figures: Figures) -> None:
    for first in range(0, len(meetings), MEETINGS_A_BATCH):
        batch, number = meetings[first : first + MEETINGS_A_BATCH], first // MEETINGS_A_BATCH
        with TemporaryDirectory() as folder:
            size, raw = SIZES[number % 2], number % 4 > 1
            drawn = asyncio.run(draw(batch, Path(folder), size, raw=raw))
        figures.drawn += len(batch)
        figures.screens += drawn.screens
        figures.wrong += drawn.wrong


def run(examples: int, number: int, draw_each: int) -> Figures:
    """Try so many meetings.

    Args:
        examples: How many.
        number: Decides them all.
        draw_each: Draw one of so many.
    """
    figures, to_draw = Figures(), list[HostileMeeting]()

    @seed(number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(hostile_meetings())
    def tried(meeting: HostileMeeting) -> None:
        try_one(meeting, figures)
        if figures.meetings.total() % draw_each == 0:
            to_draw.append(meeting)
        if figures.meetings.total() % 100 == 0:
            sys.stdout.write(f"{figures.told()}\n…\n")
            sys.stdout.flush()

    tried()
    with pytest.MonkeyPatch.context() as patch:
        let_pilots_wait_until_rest(patch)
        let_apps_share_style_sheets(patch)
        draw_batches(to_draw, figures)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--examples", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--draw-each", type=int, default=100)
    asked = parser.parse_args()
    begun = time.monotonic()
    figures = run(asked.examples, asked.seed, asked.draw_each)
    sys.stdout.write(f"{figures.told()}\n{time.monotonic() - begun:.0f} s\n")
    sys.exit(1 if figures.wrong else 0)


if __name__ == "__main__":
    main()
