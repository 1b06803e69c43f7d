"""What the capture line can be for where risks are scored."""

from typing import Final

from screens.sections.risk_capture import At, LineRefused, Purpose
from screens.sections.score_shown import steps_of
from store import risk_edits
from store.edits import Edit
from store.risk import ScoreRefused, read_figures, spread
from store.vocabulary import Measure

ALL_BELOW_ARE_SCORED: Final = (
    "Alle risikoene under har fått tall. Gå til en risiko med ↑ ↓ for å endre tallene."
)
REST_IS_HIDDEN: Final = "Resten er unntatt og skjult. Ctrl+B viser dem."
"""Why the next digit goes nowhere."""


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


def proposed_acceptor(at: At) -> str:
    """Who accepted this risk; otherwise the nearest above, any other, the chair."""
    risks = [entry.risk for entry in at.risks.entries]
    target = at.target.risk.uid if at.target else ""
    above = next((place for place, risk in enumerate(risks) if risk.uid == target), -1) + 1
    likeliest_first = (*reversed(risks[:above]), *reversed(risks[above:]))
    named = (risk.accepted_by for risk in likeliest_first if risk.accepted_by)
    return next(named, at.meeting.head.chair)


ANSWER_KEYS: Final = "Enter godtar · skriv et annet navn · tom linje: uten navn · Esc: ikke svart"
"""The keys in a line that asks who accepts."""


def _accept_lowest(at: At, name: str) -> Edit:
    edit = risk_edits.accept_lowest(at.risks.entries, name)
    if edit is None:
        level = at.risks.definition.scale.levels[0].word
        raise LineRefused(f"Ingen risiko på nivået «{level}» venter på svar.")
    return edit


ACCEPT_LOWEST: Final = Purpose(
    key="godta",
    label="Godtok de laveste risikoene",
    prompt="Hvem godtar de laveste risikoene?",
    make=_accept_lowest,
    on_risk=False,
    value=proposed_acceptor,
    clears=True,
    keeps_draft=False,
    names=True,
    keys=ANSWER_KEYS,
)
