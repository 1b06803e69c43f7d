"""The risk matrix: which risks lie in which cell, without and with the controls."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from exports.outline import Cell, Column, Heading, PageContent, Paragraph, Run, Table
from exports.risk_figures import heat
from exports.wording import listed
from store.risk import Scale, Step
from store.sections import RiskEntry, Risks

TITLE = "Risikomatrise"
BEFORE, AFTER = "Uten tiltak", "Med dagens tiltak"
_EXPLAINED = (
    "Hver rute viser risikotallet med nivået, og under det numrene til risikoene som ligger der."
)

Cells = Mapping[tuple[int, int], Sequence[int]]
"""Numbers of risks by (sannsynlighet, konsekvens)."""


def form(section: Risks) -> tuple[PageContent, ...]:
    """One matrix without the controls, and one with them where any risk was judged again."""
    scale = section.definition.scale
    entries = [entry for entry in section.entries if not entry.is_withheld]
    before = _placed((e.number, e.risk.likelihood, e.risk.consequence) for e in entries)
    after = _placed(
        (e.number, e.risk.residual_likelihood, e.risk.residual_consequence) for e in entries
    )
    matrices = [(name, cells) for name, cells in ((BEFORE, before), (AFTER, after)) if cells]
    if not matrices:
        return ()
    return (
        Heading(2, TITLE),
        Paragraph(_EXPLAINED, "note", opens=True),
        *(_matrix(scale, name, cells) for name, cells in matrices),
    )


def _placed(figures: Iterable[tuple[int, int | None, int | None]]) -> Cells:
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, likelihood, consequence in figures:
        if likelihood is not None and consequence is not None:
            cells[likelihood, consequence].append(number)
    return cells


def _matrix(scale: Scale, name: str, cells: Cells) -> Table:
    columns = (
        Column("Sannsynlighet, og konsekvens bortover", 1.7),
        *(Column(_step(at, step), 1.2, "center") for at, step in _counted(scale.consequence)),
    )
    rows = tuple(
        (
            Cell(runs=(Run(_step(likelihood, step), bold=True),)),
            *(_cell(scale, likelihood, at, cells) for at in range(1, len(scale.consequence) + 1)),
        )
        for likelihood, step in reversed(_counted(scale.likelihood))
    )
    description = (
        f"{name}: en rad for hvert trinn av sannsynlighet, det høyeste øverst, og en kolonne for "
        "hvert trinn av konsekvens. Hver rute har risikotallet, nivået og risikoene som ligger der."
    )
    return Table(columns, rows, f"{TITLE}: {name.lower()}", description)


def _counted(steps: Sequence[Step]) -> list[tuple[int, Step]]:
    return list(enumerate(steps, start=1))


def _step(number: int, step: Step) -> str:
    return f"{number} {step.word}"


def _cell(scale: Scale, likelihood: int, consequence: int, cells: Cells) -> Cell:
    product = likelihood * consequence
    runs = [Run(f"{product} {scale.level(product).word}")]
    if numbers := cells.get((likelihood, consequence)):
        runs.append(Run(f"\nNr. {listed([str(number) for number in numbers])}", bold=True))
    return Cell(level=heat(scale, product), runs=tuple(runs))


def worst(entries: Sequence[RiskEntry]) -> list[RiskEntry]:
    """The three highest of the risks that are left, judged as they were where they were not again.

    Args:
        entries: All of them.
    """

    def height(entry: RiskEntry) -> int:
        after = entry.residual_score
        return (entry.score or 0) if after is None else after

    return sorted((e for e in entries if height(e)), key=height, reverse=True)[:_WORST]


_WORST = 3
