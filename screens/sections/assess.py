"""Stop 2, «Hvor galt kan det gå?»: sannsynlighet and konsekvens as if no control were in place."""

from typing import ClassVar, Final

from msgspec.structs import replace
from textual.binding import Binding, BindingType
from textual.content import Content

from screens.sections.risk_capture import Purpose, text_field
from screens.sections.risk_rows import Cell, Column, ListRow
from screens.sections.risk_shown import references, risk_text, what_hangs
from screens.sections.score_purposes import ACCEPT_LOWEST, estimate_purpose
from screens.sections.score_shown import level_cell, level_width
from screens.sections.scoring_editor import ScoringEditor
from screens.task_text import in_list
from store import risk_edits
from store.edits import Change
from store.risk import CONSEQUENCE_TYPES
from store.sections import RiskEntry
from store.vocabulary import Measure, SettledBy

DISSENT: Final = text_field(
    "dissens", "Dissens", "Dissens på {number}", "dissent", placeholder="Hva skal stå i referatet?"
)
_SETTLED_IN_TURN: Final = (SettledBy.AGREEMENT, SettledBy.CHAIR, SettledBy.DISSENT)


class AssessEditor(ScoringEditor):
    """The list is where one is: «44» scores a risk and moves on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                each.letter,
                f"toggle_type('{each.letter}')",
                f"Konsekvens for {each.word}",
                id=f"risk.type_{each.letter}",
                show=False,
            )
            for each in CONSEQUENCE_TYPES
        ),
        Binding("x", "settle", "Enighet, avgjort av leder, dissens", id="risk.settle", show=False),
    ]
    own_purposes: ClassVar[tuple[Purpose, ...]] = (
        DISSENT,
        ACCEPT_LOWEST,
        *(estimate_purpose(each, residual=False) for each in Measure),
    )
    hint: ClassVar[str] = (
        "Tall S K · A–D type · I innspill · X uenighet · S sorter · G godta · W matrise"
    )

    def columns(self) -> tuple[Column, ...]:
        """S, K, their product, and the types."""
        width = level_width(self.definition.scale)
        return (Column("S", 1), Column("K", 1), Column(" Risiko", width), Column("Type", 4))

    def caption(self) -> Content:
        """What is most easily forgotten here, and how far the room has come."""
        entries = self.risks.entries
        scored = sum(entry.score is not None for entry in entries)
        order = " · sortert" if self._is_sorted else ""
        return Content.assemble(
            ("Tenk uten tiltakene", "bold $text-warning"),
            f" · {scored} av {len(entries)} vurdert{order}",
        )

    def row(self, entry: RiskEntry) -> ListRow:
        """One line for each risk, so that the digits go straight down."""
        return ListRow(
            entry.risk.uid,
            entry.number,
            risk_text(entry),
            (
                *self.cells(entry),
                level_cell(entry.scale, entry.score),
                Cell(entry.risk.consequence_types),
            ),
        )

    def most_lines(self) -> int:
        """One line, or two where there is room."""
        return 2 if self.has_class("roomy") else 1

    def detail(self, entry: RiskEntry) -> Content:
        """The text, the words of the scale, what was said, how it was settled."""
        lines = self.lines_of(entry, risk_text(entry))
        lines += self.measure_lines(entry)
        if settled := _settled(entry):
            lines.append(Content(settled))
        rest = " · ".join(part for part in (what_hangs(entry), references(entry)) if part)
        if rest:
            lines.append(Content.styled(rest, "dim"))
        return Content("\n").join(lines)

    def action_toggle_type(self, letter: str) -> None:
        """Set or take away a type of consequence.

        Args:
            letter: a–d.
        """
        if entry := self.entry_to_change():
            self.desk.act("Type konsekvens", risk_edits.toggle_type(entry.risk, letter))

    def action_settle(self) -> None:
        """From agreement to «avgjort av leder» to a dissent, which asks for its text."""
        if entry := self.entry_to_change():
            risk = entry.risk
            place = _SETTLED_IN_TURN.index(risk.settled_by) + 1
            settled_by = _SETTLED_IN_TURN[place % len(_SETTLED_IN_TURN)]
            dissent = risk.dissent if settled_by is SettledBy.DISSENT else ""
            after = replace(risk, settled_by=settled_by, dissent=dissent)
            is_written = self.desk.act("Enighet om tallene", Change(risk, after))
            if is_written and settled_by is SettledBy.DISSENT:
                self.write(DISSENT)


def _settled(entry: RiskEntry) -> str:
    """Types of consequence, and how the figures were settled where people disagreed."""
    risk = entry.risk
    types = ", ".join(
        f"{each.letter} {each.word}"
        for each in CONSEQUENCE_TYPES
        if each.letter in risk.consequence_types
    )
    parts = [f"Konsekvens for {types}" if types else "", str(risk.settled_by).capitalize()]
    if risk.dissent:
        parts[1] = f"Dissens: {in_list(risk.dissent)}"
    return " · ".join(part for part in parts if part)
