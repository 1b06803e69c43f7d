from itertools import pairwise

import pytest
from textual.app import App
from textual.color import Color
from textual.theme import Theme

from tui.theme import DARK, LEVEL_VARIABLES, LIGHT, PROJECTOR, THEMES, register_themes

LEAST_CONTRAST = {LIGHT: 4.5, DARK: 4.5, PROJECTOR: 7.0}


def luminance(color: Color) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = (value / 255 for value in color.rgb)
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["background", "surface", "panel"])
@pytest.mark.parametrize(
    "ink",
    [
        "foreground",
        "text-muted",
        "text-disabled",
        "primary",
        "secondary",
        "accent",
        "warning",
        "error",
        "success",
    ],
)
def test_every_ink_can_be_read_on_every_ground(theme: Theme, ground: str, ink: str) -> None:
    colors = theme.to_color_system().generate()
    assert contrast(colors[ink], colors[ground]) >= LEAST_CONTRAST[theme.name]


@pytest.mark.parametrize("level", ["low", "middle", "high", "worst"])
def test_a_levels_own_text_can_be_read_on_it(level: str) -> None:
    ground, ink = LEVEL_VARIABLES[f"level-{level}"], LEVEL_VARIABLES[f"level-{level}-text"]
    assert contrast(ground, ink) >= 5.4


def test_each_level_is_darker_than_the_one_below_it() -> None:
    levels = [LEVEL_VARIABLES[f"level-{level}"] for level in ("low", "middle", "high", "worst")]
    luminances = [luminance(Color.parse(level)) for level in levels]
    assert luminances == sorted(luminances, reverse=True)
    assert all(contrast(a, b) > 1.3 for a, b in pairwise(levels))


async def test_the_themes_can_be_chosen_by_name() -> None:
    app: App[None] = App()
    register_themes(app)
    async with app.run_test():
        for name in ("lys", "mørk", "prosjektor"):
            app.theme = name
            assert app.get_css_variables()["level-worst"] == "#5f0f40"
