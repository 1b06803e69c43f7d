"""The figures of the wheel's form: score and level, the participants' own, and the scale."""

from collections.abc import Sequence

from exports.outline import Bullets, Cell, Column, Heading, Heat, PageContent, Table
from exports.wording import UNSAID, Wording
from store.risk import CONSEQUENCE_TYPES, FOUR_V, Scale, Step, read_figures, score, spread
from store.rows import EstimateRow, RiskRow
from store.sections import RiskEntry, Risks
from store.vocabulary import Measure

_OWN_COLUMNS = (
    Column("Nr.", 0.5, "center"),
    Column("Risiko", 4.5),
    Column("Sannsynlighet", 3.2),
    Column("Konsekvens", 3.2),
    Column("Ble satt til\nSan. × Kon. = Risiko", 1.8, "center"),
)
_OWN_DESCRIPTION = (
    "En rad for hver risiko der deltakerne satte egne tall: tallene uten navn, hvor langt det er "
    "mellom dem, og tallet møtet ble stående ved."
)


def heat(scale: Scale, product: int) -> Heat:
    """The colour of a product's level; a scale with more than three has several in the middle."""
    if scale.is_lowest(product):
        return "low"
    return "high" if scale.is_highest(product) else "middle"


def assessed(scale: Scale, likelihood: int | None, consequence: int | None) -> Cell:
    """«4 × 5 = 20 Høy» over two lines, coloured by its level."""
    product = score(likelihood, consequence)
    if product is None:
        figures = [str(figure or UNSAID) for figure in (likelihood, consequence)]
        half_done = f"{' × '.join(figures)}\n" if likelihood or consequence else ""
        return Cell(f"{half_done}Ikke vurdert")
    shown = scale.shown(likelihood, consequence)
    return Cell(f"{likelihood} × {consequence} =\n{shown}", heat(scale, product))


def four_v(risk: RiskRow) -> str:
    """Which of the 4 V a risk is marked with: «Viktig, Variasjon»; "" of none."""
    return ", ".join(v.word for v in FOUR_V if getattr(risk, v.key))


def consequence_types(risk: RiskRow) -> str:
    """What its consequence is for: «a) mennesker, d) omdømme»; "" where nothing was said."""
    types = (kind for kind in CONSEQUENCE_TYPES if kind.letter in risk.consequence_types)
    return ", ".join(f"{kind.letter}) {kind.word}" for kind in types)


def own_figures(wording: Wording, section: Risks) -> tuple[PageContent, ...]:
    """The participants' own figures with their spread; nothing when there are none."""
    rows = tuple(_own_row(wording, entry) for entry in section.entries if entry.estimates)
    if not rows:
        return ()
    title = "Deltakernes egne tall"
    return (Heading(3, title), Table(_OWN_COLUMNS, rows, title, _OWN_DESCRIPTION))


def _own_row(wording: Wording, entry: RiskEntry) -> tuple[Cell | str, ...]:
    return (
        str(entry.number),
        wording.marked(entry.risk.text, entry.risk.exempt),
        _own(entry, Measure.LIKELIHOOD, entry.scale.likelihood),
        _own(entry, Measure.CONSEQUENCE, entry.scale.consequence),
        assessed(entry.scale, entry.risk.likelihood, entry.risk.consequence),
    )


def _own(entry: RiskEntry, measure: Measure, steps: Sequence[Step]) -> str:
    rows = [row for row in entry.estimates if row.measure is measure]
    said = [_spread(row, len(steps)) for row in sorted(rows, key=lambda row: row.residual)]
    return "\n".join(said) or UNSAID


def _spread(row: EstimateRow, steps: int) -> str:
    found = spread(read_figures(row.figures, steps))
    after = "Med tiltak: " if row.residual else ""
    return f"{after}{found.shown if found else UNSAID}"


def scale(used: Scale) -> tuple[PageContent, ...]:
    """What the figures and the levels mean."""
    levels: list[str] = []
    lower = 1
    for level in used.levels:
        levels.append(f"{lower}–{level.upto} {level.word} ({level.colour_name})")
        lower = level.upto + 1
    return (
        Heading(3, "Skalaen"),
        Bullets(
            (
                f"Sannsynlighet: {_steps(used.likelihood)}",
                f"Konsekvens: {_steps(used.consequence)}",
                f"Konsekvens for: {', '.join(kind.shown for kind in CONSEQUENCE_TYPES)}",
                f"Risiko = sannsynlighet × konsekvens: {', '.join(levels)}",
                "Risikoen er vurdert som om tiltakene ikke var der, og restrisikoen med tiltakene "
                "som er på plass.",
            )
        ),
    )


def _steps(steps: Sequence[Step]) -> str:
    """«1 Lite sannsynlig (sjeldnere enn hvert tiende år), 2 …»."""
    return ", ".join(
        f"{number} {step.word}" + (f" ({step.explanation})" if step.explanation else "")
        for number, step in enumerate(steps, start=1)
    )
