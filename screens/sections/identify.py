"""Stop 1, «Hva kan gå galt?»: one line per risk, as fast as people talk; then causes and 4V."""

from typing import ClassVar, cast

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from screens.sections import risk_capture as capture
from screens.sections.risk_capture import Purpose
from screens.sections.risk_editor import RiskEditor
from screens.sections.risk_list import RiskList
from screens.sections.risk_rows import Below, Cell, Column, ListRow
from screens.sections.risk_shown import counted, deviations_below, risk_text
from screens.task_text import in_list
from store import risk_edits
from store.risk import FOUR_V
from store.sections import RiskEntry

MARKED = "●"
SPELT_OUT = 96
"""Cells of the list's own width from which the 4 V are spelt out."""


class IdentifyEditor(RiskEditor):
    """The line is where one is; the list is where causes and marks are put."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(key), f"mark({key})", each.word, id=f"risk.{each.key}", show=False)
            for key, each in enumerate(FOUR_V, start=1)
        ),
        Binding("enter", "write('ny')", "Ny risiko", id="risk.add", show=False),
    ]

    home: ClassVar[Purpose | None] = capture.NEW
    hint: ClassVar[str] = "1–4 Viktig Vanlig Vanskelig Variasjon · Å årsak · E rediger · Esc linja"
    home_hint: ClassVar[str] = (
        "Enter legger til · Tab: lista, der 1–4 merker 4V og bokstaver er valg"
    )

    @property
    def carried(self) -> str:
        """The chosen risk; while new ones are written, the next stop begins where it begins."""
        return "" if self.writing.line.has_focus and not self.writing.about else self.about

    def where_to_begin(self) -> str:
        """The last risk, which stands above the line."""
        return self.risks.entries[-1].risk.uid if self.risks.entries else ""

    def columns(self) -> tuple[Column, ...]:
        """The 4 V, spelt out where there is room."""
        if self.size.width >= SPELT_OUT:
            return tuple(Column(each.word, len(each.word)) for each in FOUR_V)
        return tuple(Column(each.short, len(each.short)) for each in FOUR_V)

    def caption(self) -> Content:
        """How many there are, and the keys of the marks once one is in the list."""
        number = super().caption()
        if self.list.has_focus and self.risks.entries:
            return Content.assemble(number, "   ", ("1 2 3 4 setter merkene", "bold"))
        return number

    def row(self, entry: RiskEntry) -> ListRow:
        """The text with its marks, the causes under it."""
        widths = [column.width for column in self.columns()]
        marks = tuple(
            Cell((MARKED if getattr(entry.risk, each.key) else "·").center(width))
            for each, width in zip(FOUR_V, widths, strict=True)
        )
        causes = tuple(Below("› ", in_list(row.text)) for row in entry.causes)
        rest = _rest(entry)
        return ListRow(
            entry.risk.uid,
            entry.number,
            risk_text(entry),
            marks,
            (*causes, *deviations_below(entry), *((Below("", rest),) if rest else ())),
        )

    def action_mark(self, key: int) -> None:
        """Set or take away one of the 4 V.

        Args:
            key: 1 for the first.
        """
        if entry := self.entry_to_change():
            each = FOUR_V[key - 1]
            self.desk.act(
                f"Merket «{each.word}»", risk_edits.mark(entry.risk, cast(risk_edits.V, each.key))
            )

    @on(RiskList.Chosen)
    def _say_what_the_digits_do(self) -> None:
        self.refresh_list()

    def on_descendant_focus(self) -> None:
        """Say what the digits do, where they do something."""
        super().on_descendant_focus()
        self.refresh_list()

    def on_descendant_blur(self) -> None:
        """The same on the way out."""
        super().on_descendant_blur()
        self.refresh_list()


def _rest(entry: RiskEntry) -> str:
    """How much hangs on the risk that is shown in full at another stop."""
    shown = ((entry.controls, "kontroll", "kontroller"), (entry.tasks, "tiltak", "tiltak"))
    return " · ".join(counted(len(rows), *words) for rows, *words in shown if rows)
