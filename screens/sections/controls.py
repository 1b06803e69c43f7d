"""Stop 3, «Hva er gjort …?»: controls in place, and what must be done, kept apart."""

from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.content import Content

from screens.sections.risk_capture import CONTROL, Purpose
from screens.sections.risk_editor import RiskEditor
from screens.sections.risk_rows import Below, ListRow
from screens.sections.risk_shown import deviations_below, references, risk_text
from screens.task_text import deadline_shown, in_list, is_hidden, responsible_shown
from store.sections import RiskEntry
from store.task_rows import TaskRow

_DONE = "Er gjort    "
_TO_DO = "Må gjøres   "


class ControlsEditor(RiskEditor):
    """The line is where one is: a control in place on the chosen risk, which the arrows move."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write('kontroll')", "Kontroll", id="risk.open_control", show=False),
    ]
    home: ClassVar[Purpose | None] = CONTROL
    hint: ClassVar[str] = "T tiltak · V avvik · H rett linjer · L lovkrav · R prosedyre · Esc linja"
    home_hint: ClassVar[str] = (
        "Enter legger til · ↑ ↓ annen risiko · F3 tiltak · Tab: lista, bokstavvalg"
    )

    def caption(self) -> Content:
        """How many of them something is done about."""
        entries = self.risks.entries
        met = sum(bool(entry.controls or entry.tasks) for entry in entries)
        return Content.assemble(
            f"{met} av {len(entries)} har kontroll eller tiltak", "   ✓ er gjort   → må gjøres"
        )

    def row(self, entry: RiskEntry) -> ListRow:
        """The text; under it what is done, then what must be done."""
        below = (
            *_under(_DONE, "✓ ", [in_list(row.text) for row in entry.controls], "control"),
            *_under(_TO_DO, "→ ", [self._said(row) for row in entry.tasks], "task"),
            *deviations_below(entry),
        )
        return ListRow(entry.risk.uid, entry.number, risk_text(entry), below=below)

    def detail(self, entry: RiskEntry) -> Content:
        """Why it could happen, and what it touches."""
        causes = " · ".join(in_list(row.text) for row in entry.causes)
        lines = (f"Årsaker: {causes}" if causes else "", references(entry))
        return Content("\n".join(line for line in lines if line))

    def _said(self, task: TaskRow) -> str:
        text = in_list(task.text)
        if is_hidden(task.text):
            return text
        who = responsible_shown(self.meeting, task)
        return f"{text} · {who} · {deadline_shown(self.meeting.state_of(task))}"


def _under(
    heading: str, sign: str, texts: list[str], style: Literal["control", "task"]
) -> tuple[Below, ...]:
    """The lines under a heading, which stands before the first of them."""
    return tuple(
        Below((heading if place == 0 else " " * len(heading)) + sign, text, style)
        for place, text in enumerate(texts)
    )
