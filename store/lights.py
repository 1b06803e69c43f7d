"""How it stands with something, told by a sign and a word, never by a colour alone."""

from collections.abc import Mapping
from typing import Final

from store.vocabulary import Light

SIGNS: Final[Mapping[Light, str]] = {
    Light.UNSET: "·",
    Light.GREEN: "●",
    Light.YELLOW: "▲",
    Light.RED: "■",
}
"""Of different shapes, for those who do not see the colours and for print in grey."""


def shown(light: Light) -> str:
    """«■ Rød»; «· Ikke satt» where nobody has said it."""
    return f"{SIGNS[light]} {str(light).capitalize() or 'Ikke satt'}"


def after(light: Light) -> Light:
    """The next one round: ikke satt, grønn, gul, rød, ikke satt."""
    every = tuple(Light)
    return every[(every.index(light) + 1) % len(every)]
