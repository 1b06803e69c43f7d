"""The program's three looks, and the four colours of a risk.

The heat colours are not the traffic light's: they grow darker as the risk grows, so they stay apart
for colour-blind eyes, on a bad projector and in grey. The level's word always stands beside them.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from textual.app import App
from textual.theme import Theme

Result = TypeVar("Result")

LIGHT = "lys"
DARK = "mørk"
PROJECTOR = "prosjektor"

LEVEL_VARIABLES: Mapping[str, str] = MappingProxyType(
    {
        "level-low": "#d7eaf3",
        "level-low-text": "#000000",
        "level-middle": "#f2c14e",
        "level-middle-text": "#000000",
        "level-high": "#d1622b",
        "level-high-text": "#000000",
        "level-worst": "#5f0f40",
        "level-worst-text": "#ffffff",
    }
)
"""Style-sheet variables: a level's background, and the text that is read on it."""

THEMES: tuple[Theme, ...] = (
    Theme(
        name=LIGHT,
        primary="#1f4e79",
        secondary="#3f6075",
        accent="#8a4b00",
        warning="#8a5a00",
        error="#a61b29",
        success="#1d6b38",
        foreground="#1c1f23",
        background="#f7f6f2",
        surface="#ffffff",
        panel="#e9e7df",
        dark=False,
        variables={
            **LEVEL_VARIABLES,
            "text-muted": "#454b52",
            "text-disabled": "#5c6269",
            "border-blurred": "#b9b4a6",
        },
    ),
    Theme(
        name=DARK,
        primary="#8ab8dc",
        secondary="#9fb3c0",
        accent="#e8b04a",
        warning="#e8b04a",
        error="#f28b82",
        success="#86c99a",
        foreground="#e6e4de",
        background="#15181c",
        surface="#1c2025",
        panel="#272c33",
        dark=True,
        variables={
            **LEVEL_VARIABLES,
            "text-muted": "#c4c1b9",
            "text-disabled": "#a3a098",
            "border-blurred": "#4a525c",
        },
    ),
    Theme(
        name=PROJECTOR,
        primary="#00335c",
        secondary="#23323d",
        accent="#5c2d00",
        warning="#5c3a00",
        error="#7a0014",
        success="#004d1f",
        foreground="#000000",
        background="#ffffff",
        surface="#ffffff",
        panel="#f0f0f0",
        dark=False,
        text_alpha=1.0,
        variables={
            **LEVEL_VARIABLES,
            "text-muted": "#262626",
            "text-disabled": "#404040",
            "border": "#000000",
            "border-blurred": "#5c5c5c",
            "input-cursor-background": "#000000",
            "input-cursor-foreground": "#ffffff",
            "footer-key-foreground": "#000000",
        },
    ),
)
"""Light, dark, and black on white for a wall; a terminal cannot enlarge its font."""


def register_themes(app: App[Result]) -> None:
    """Let an app choose among the program's themes by their names.

    Args:
        app: Any app; its own theme is not changed.
    """
    for theme in THEMES:
        app.register_theme(theme)
