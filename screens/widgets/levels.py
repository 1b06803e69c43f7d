"""How a scale's levels look: their colours, and their words where there is little room."""

from collections.abc import Mapping, Sequence
from typing import Final

from rich.cells import cell_len
from textual.color import Color
from textual.style import Style

from store.risk import Scale

PALETTE: Final = (
    ("level-low", "#d7eaf3"),
    ("level-middle", "#f2c14e"),
    ("level-high", "#d1622b"),
    ("level-worst", "#5f0f40"),
)
"""Theme variable and stand-in for each level; told apart by colour-blind eyes and in grey."""
BLACK: Final = Color(0, 0, 0)
WHITE: Final = Color(255, 255, 255)


def _luminance(colour: Color) -> float:
    """Relative luminance as WCAG 2 defines it, 0 (black) to 1 (white)."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def level_styles(variables: Mapping[str, str], levels: int) -> tuple[Style, ...]:
    """A style for each of a scale's levels, lowest first, its text black or white by contrast.

    Args:
        variables: The theme's variables; those it lacks are filled in from `PALETTE`.
        levels: How many levels the scale has; more than four share neighbouring colours.
    """
    fills = [Color.parse(variables.get(name, usual)) for name, usual in PALETTE]
    steps: Sequence[int] = (0, 2) if levels == 2 else range(levels)
    if levels > len(fills):
        steps = [round(rank * 3 / (levels - 1)) for rank in range(levels)]
    # Black and white contrast equally with a luminance of about 0.18.
    return tuple(
        Style(background=fills[step], foreground=BLACK if _luminance(fills[step]) > 0.18 else WHITE)
        for step in steps
    )


def short_words(scale: Scale) -> tuple[str, ...]:
    """The level's words, cut to the fewest letters that tell them apart: L, M, H."""
    words = [level.word for level in scale.levels]
    length = 1
    while len({word[:length].casefold() for word in words}) < len(words):
        length += 1
    return tuple(word[:length] for word in words)


def legend(scale: Scale) -> str:
    """What the short words stand for: «L Lav  M Middels  H Høy»."""
    shorts = short_words(scale)
    return "  ".join(
        f"{short} {level.word}" for short, level in zip(shorts, scale.levels, strict=True)
    )


def cell_words(scale: Scale, room: int) -> tuple[str, ...] | None:
    """What stands after the score in a cell with so many columns, by rank; None for no word."""
    words = tuple(level.word for level in scale.levels)
    scores = {
        likelihood * consequence
        for likelihood in range(1, len(scale.likelihood) + 1)
        for consequence in range(1, len(scale.consequence) + 1)
    }
    for candidates in (words, short_words(scale)):
        if all(cell_len(f"{each} {candidates[scale.rank(each)]}") <= room for each in scores):
            return candidates
    return None
