"""What a risk's figures mean: the scale, its levels, and the room's own estimates.

Pure rules, with no storage and no clock. The handbook gives no levels or thresholds (its matrix
is missing from the text), so they are the municipality's to set; `DEFAULT_SCALE` serves until then.
"""

from itertools import pairwise
from statistics import median
from typing import Final

import msgspec

MOST_STEPS: Final = 9
"""A score is one key, so a scale ends at 9."""

NOT_SCORED: Final = "·"
"""Stands where a figure is not set."""


class ScoreRefused(ValueError):
    """A figure that the scale does not have; the text is the sentence for the user."""


def _check_word(word: str, what: str) -> None:
    """Refuse a word that cannot be shown: empty, or with control or invisible characters."""
    if not word.strip():
        raise ValueError(f"{what} mangler et ord.")
    if not word.isprintable():
        raise ValueError(f"{what} har tegn som ikke kan vises.")


class Step(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """One step of likelihood or consequence.

    Attributes:
        word: What the step is called: «Sannsynlig».
        explanation: How to judge it, such as a frequency; may be empty.
    """

    word: str
    explanation: str = ""

    def __post_init__(self) -> None:
        _check_word(self.word, "Et trinn")
        if self.explanation:
            _check_word(self.explanation, f"Forklaringen til «{self.word}»")


class Level(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A band of risk.

    Attributes:
        word: What the level is called: «Høy».
        colour_name: The colour people call it by: «rød».
        upto: The highest product of likelihood and consequence that belongs to it.
    """

    word: str
    colour_name: str
    upto: int

    def __post_init__(self) -> None:
        _check_word(self.word, "Et nivå")
        _check_word(self.colour_name, f"Fargen til nivået «{self.word}»")


class Scale(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The scale that a meeting judges its risks by; steps and levels stand lowest first.

    Raises:
        ValueError: The scale does not hang together; the text is a Norwegian sentence.
    """

    likelihood: tuple[Step, ...]
    consequence: tuple[Step, ...]
    levels: tuple[Level, ...]

    def __post_init__(self) -> None:
        self._check_steps("Sannsynlighet", self.likelihood)
        self._check_steps("Konsekvens", self.consequence)
        self._check_levels()

    @staticmethod
    def _check_steps(measure: str, steps: tuple[Step, ...]) -> None:
        if not 2 <= len(steps) <= MOST_STEPS:
            raise ValueError(
                f"{measure} har {len(steps)} trinn, men en skala har fra 2 til {MOST_STEPS}."
            )

    def _check_levels(self) -> None:
        if len(self.levels) < 2:
            raise ValueError("En skala har minst to nivåer.")
        limits = [level.upto for level in self.levels]
        if any(upper <= lower for lower, upper in pairwise((0, *limits))):
            shown = ", ".join(str(limit) for limit in limits)
            raise ValueError(f"Grensene for nivåene må stige fra 1 og oppover: {shown}.")
        if limits[-1] < self.top:
            raise ValueError(
                f"Det øverste nivået går til {limits[-1]}, men den høyeste risikoen er {self.top}."
            )
        if limits[-2] >= self.top:
            raise ValueError(
                f"Nivået «{self.levels[-1].word}» kan ikke nås: "
                f"den høyeste risikoen er {self.top}, og nivået under går til {limits[-2]}."
            )
        if len({level.word.casefold() for level in self.levels}) < len(self.levels):
            raise ValueError("To nivåer har samme ord.")

    @property
    def top(self) -> int:
        """The highest product that the scale gives."""
        return len(self.likelihood) * len(self.consequence)

    def rank(self, score: int) -> int:
        """The place of a product's level, 0 for the lowest.

        Raises:
            ScoreRefused: The product is outside the scale.
        """
        if not 1 <= score <= self.top:
            raise ScoreRefused(f"Risikoen går fra 1 til {self.top}, og {score} er utenfor.")
        return next(rank for rank, level in enumerate(self.levels) if score <= level.upto)

    def level(self, score: int) -> Level:
        """The level that a product belongs to.

        Raises:
            ScoreRefused: The product is outside the scale.
        """
        return self.levels[self.rank(score)]

    def is_lowest(self, score: int) -> bool:
        """Whether a product is in the lowest level («grønn»), which can be accepted together."""
        return self.rank(score) == 0

    def is_highest(self, score: int) -> bool:
        """Whether a product is in the top level («rød»), which wants a remark to be accepted."""
        return self.rank(score) == len(self.levels) - 1

    def shown(self, likelihood: int | None, consequence: int | None) -> str:
        """A risk as it stands in a list: «12 Høy», or «·» while a figure is missing.

        Raises:
            ScoreRefused: The product is outside the scale.
        """
        product = score(likelihood, consequence)
        return NOT_SCORED if product is None else f"{product} {self.level(product).word}"


def score(likelihood: int | None, consequence: int | None) -> int | None:
    """Sannsynlighet × konsekvens, or None while one of them is missing."""
    if likelihood is None or consequence is None:
        return None
    return likelihood * consequence


def check_score(value: int | str, steps: int, measure: str = "tallet") -> int:
    """One figure, as typed or from a file.

    Args:
        value: The figure.
        steps: How many steps the measure has.
        measure: What it is a figure for, as the refusal names it: «sannsynlighet».

    Returns:
        The figure as a number from 1 to `steps`.

    Raises:
        ScoreRefused: It is no number, or outside the scale.
    """
    typed = str(value).strip()
    # str.isdigit alone lets «²» through.
    if typed.isascii() and typed.isdigit() and len(typed) <= 2 and 1 <= int(typed) <= steps:
        return int(typed)
    raise ScoreRefused(f"{measure.capitalize()} går fra 1 til {steps}. Skriv et av tallene.")


class Spread(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """How far apart the participants' own figures are.

    Attributes:
        figures: The figures in the order they were said, without names.
        spread: Highest less lowest; 0 when all agree.
        median: The middle figure, or the mean of the two in the middle.
    """

    figures: tuple[int, ...]
    lowest: int
    highest: int
    spread: int
    median: float

    @property
    def shown(self) -> str:
        """As on the screen: «2 3 2 (spredning 1)»."""
        return f"{' '.join(str(figure) for figure in self.figures)} (spredning {self.spread})"


def read_figures(digits: str, steps: int) -> tuple[int, ...]:
    """The participants' own figures, typed as one run of digits; empty when none are typed.

    Args:
        digits: Digits, with or without spaces and commas between: «232» or «2, 3, 2».
        steps: How many steps the measure has.

    Raises:
        ScoreRefused: A sign that is no step of the scale; nothing of the run is used.
    """
    allowed = {str(step): step for step in range(1, steps + 1)}
    signs = [sign for sign in digits if not sign.isspace() and sign != ","]
    for sign in signs:
        if sign not in allowed:
            shown = f"«{sign}»" if sign.isprintable() else "Et usynlig tegn"
            raise ScoreRefused(
                f"{shown} er ikke på skalaen: skriv ett tall fra 1 til {steps} for hver deltaker."
            )
    return tuple(allowed[sign] for sign in signs)


def spread(figures: tuple[int, ...]) -> Spread | None:
    """The spread of some figures, or None when there are none."""
    if not figures:
        return None
    lowest, highest = min(figures), max(figures)
    return Spread(
        figures=figures,
        lowest=lowest,
        highest=highest,
        spread=highest - lowest,
        median=float(median(figures)),
    )


class ConsequenceType(msgspec.Struct, frozen=True, kw_only=True):
    """A type of consequence; `letter` is its key on the screen and in `RiskRow`."""

    letter: str
    word: str
    includes: str = ""

    @property
    def shown(self) -> str:
        """As in the form: «a) mennesker (kultur, arbeidsmiljø)»."""
        included = f" ({self.includes})" if self.includes else ""
        return f"{self.letter}) {self.word}{included}"


CONSEQUENCE_TYPES: Final = (
    ConsequenceType(letter="a", word="mennesker", includes="kultur, arbeidsmiljø"),
    ConsequenceType(letter="b", word="materiell", includes="ytre miljø"),
    ConsequenceType(letter="c", word="økonomi"),
    ConsequenceType(letter="d", word="omdømme"),
)
"""The handbook's four types of consequence (stop 2); a risk can have any of them."""


class FourV(msgspec.Struct, frozen=True, kw_only=True):
    """One of the 4 V; `key` is the field of `RiskRow`, `short` the heading of a narrow column."""

    key: str
    word: str
    short: str


FOUR_V: Final = (
    FourV(key="important", word="Viktig", short="Vik"),
    FourV(key="common", word="Vanlig", short="Van"),
    FourV(key="difficult", word="Vanskelig", short="Vsk"),
    FourV(key="varying", word="Variasjon", short="Var"),
)
"""The handbook's 4 V, which a theme is chosen by and a risk is marked with (stop 1)."""


DEFAULT_SCALE: Final = Scale(
    likelihood=(
        Step(word="Lite sannsynlig", explanation="sjeldnere enn hvert tiende år"),
        Step(word="Mindre sannsynlig", explanation="noen ganger på ti år"),
        Step(word="Sannsynlig", explanation="årlig"),
        Step(word="Meget sannsynlig", explanation="månedlig"),
        Step(word="Svært sannsynlig", explanation="ukentlig"),
    ),
    consequence=(
        Step(word="Ubetydelig"),
        Step(word="Mindre alvorlig"),
        Step(word="Betydelig"),
        Step(word="Alvorlig"),
        Step(word="Svært alvorlig"),
    ),
    levels=(
        Level(word="Lav", colour_name="grønn", upto=4),
        Level(word="Middels", colour_name="gul", upto=9),
        Level(word="Høy", colour_name="rød", upto=25),
    ),
)
"""5 × 5, used where the municipality has set no scale of its own."""
