"""What the capture line can be for where risks are scored."""

from typing import Final

from screens.sections.risk_capture import At, LineRefused, Purpose
from screens.sections.score_shown import steps_of
from store import risk_edits
from store.edits import Edit
from store.risk import ScoreRefused, read_figures, spread
from store.rows import Measure


def estimate_purpose(measure: Measure, *, residual: bool) -> Purpose:
    """The line for the participants' own figures for one measure, as one run of digits."""

    def make(at: At, digits: str) -> Edit | None:
        return risk_edits.set_estimate(at.entry, measure, digits, residual=residual)

    def value(at: At) -> str:
        row = risk_edits.estimate_of(at.entry, measure, residual=residual)
        return row.figures if row else ""

    def reading(at: At, digits: str) -> str:
        try:
            found = spread(read_figures(digits, len(steps_of(at.entry.scale, measure))))
        except ScoreRefused as refusal:
            return f"! {refusal}"
        return found.shown if found else ""

    return Purpose(
        key=f"innspill {measure}{' etter' if residual else ''}",
        label="Innspill fra deltakerne",
        prompt=f"Innspill til {{number}}: {measure}",
        make=make,
        value=value,
        clears=True,
        reading=reading,
        keeps_draft=False,
        placeholder="Ett siffer for hver deltaker, uten navn: 2324",
    )


def _accept_lowest(at: At, name: str) -> Edit:
    edit = risk_edits.accept_lowest(at.risks.entries, name)
    if edit is None:
        level = at.risks.definition.scale.levels[0].word
        raise LineRefused(f"Ingen risiko på nivået «{level}» venter på svar.")
    return edit


ACCEPT_LOWEST: Final = Purpose(
    key="godta",
    label="Godtok de laveste risikoene",
    prompt="De laveste godtatt av",
    make=_accept_lowest,
    on_risk=False,
    clears=True,
    keeps_draft=False,
    names=True,
)
