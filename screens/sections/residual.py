"""Stop 4, «Er det nok?»: the figures again with today's controls, the answer, the next date."""

from datetime import date
from typing import ClassVar, Final

from msgspec.structs import replace
from textual.binding import Binding, BindingType
from textual.content import Content

from screens.sections.risk_capture import At, LineRefused, Purpose, text_field
from screens.sections.risk_rows import Below, Cell, Column, ListRow
from screens.sections.risk_shown import counted, risk_text
from screens.sections.score_purposes import (
    ACCEPT_LOWEST,
    ANSWER_KEYS,
    estimate_purpose,
    proposed_acceptor,
)
from screens.sections.score_shown import level_cell, level_width
from screens.sections.scoring_editor import ScoringEditor
from screens.task_text import in_list
from store import deadline, risk_edits
from store.deadline import DeadlineKind
from store.edits import Change, Edit
from store.norwegian_dates import numeric, show
from store.sections import RiskEntry
from store.vocabulary import Enough, Measure

REMARK: Final = text_field("merknad", "Merknad", "Merknad til {number}", "remark")

ACCEPT: Final = Purpose(
    key="godtatt",
    label="Er det nok? Ja",
    prompt="Hvem godtar restrisikoen på {number}?",
    make=lambda at, name: risk_edits.answer(at.entry.risk, Enough.YES, name),
    value=proposed_acceptor,
    clears=True,
    keeps_draft=False,
    names=True,
    keys=ANSWER_KEYS,
)


def _read_day(at: At, typed: str) -> date | None:
    """The day that was meant; nothing typed takes the date away."""
    if not typed:
        return None
    meant = deadline.understand(typed, at.meeting.sitting.date)
    if meant.candidates:
        choices = " eller ".join(each.shown for each in meant.candidates)
        raise LineRefused(f"Det kan bety {choices}. Skriv datoen.")
    if meant.kind is DeadlineKind.REFUSED:
        raise LineRefused(meant.shown)
    if meant.date is None:
        raise LineRefused("Skriv en dag, for eksempel «15.06.2027» eller «om et halvt år».")
    return meant.date


def _day_shown(at: At, typed: str) -> str:
    try:
        day = _read_day(at, typed.strip())
    except LineRefused as refusal:
        return f"! {refusal}"
    return f"= {show(day)}" if day else ""


def _for_all(at: At, typed: str) -> Edit:
    head = at.meeting.head
    return Change(head, replace(head, next_assessment=_read_day(at, typed)))


def _for_one(at: At, typed: str) -> Edit:
    risk = at.entry.risk
    return Change(risk, replace(risk, next_assessment=_read_day(at, typed)))


def _as_typed(day: date | None) -> str:
    return numeric(day) if day else ""


NEXT_FOR_ALL: Final = Purpose(
    key="neste vurdering",
    label="Neste vurdering for alle",
    prompt="Neste vurdering for alle",
    make=_for_all,
    on_risk=False,
    value=lambda at: _as_typed(at.meeting.head.next_assessment),
    clears=True,
    reading=_day_shown,
    keeps_draft=False,
    placeholder="om et halvt år, 15.06.2027",
)
NEXT_FOR_ONE: Final = Purpose(
    key="unntak",
    label="Neste vurdering for én",
    prompt="Neste vurdering for {number}",
    make=_for_one,
    value=lambda at: _as_typed(at.entry.risk.next_assessment),
    clears=True,
    reading=_day_shown,
    keeps_draft=False,
    placeholder="Tom linje: samme dag som de andre",
)


class ResidualEditor(ScoringEditor):
    """Digits as at stop 2; j and n answer the question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "yes", "Ja, det er nok", id="risk.yes", show=False),
        Binding("n", "no", "Nei, nytt tiltak", id="risk.no", show=False),
        Binding("o", "write('merknad')", "Merknad", id="risk.remark", show=False),
        Binding("f", "write('neste vurdering')", "Neste vurdering", id="risk.date", show=False),
        Binding("u", "write('unntak')", "Egen dato for denne", id="risk.own_date", show=False),
    ]
    own_purposes: ClassVar[tuple[Purpose, ...]] = (
        REMARK,
        ACCEPT,
        ACCEPT_LOWEST,
        NEXT_FOR_ALL,
        NEXT_FOR_ONE,
        *(estimate_purpose(each, residual=True) for each in Measure),
    )
    hint: ClassVar[str] = (
        "Tall S K · J ja · N nei · O merknad · F neste vurdering · U egen · W matrise"
    )
    residual: ClassVar[bool] = True

    def columns(self) -> tuple[Column, ...]:
        """The figures, the risk before and after, the answer."""
        width = level_width(self.definition.scale)
        return (
            Column("S", 1),
            Column("K", 1),
            Column(" Før", width),
            Column("", 1),
            Column(" Etter", width),
            Column("Nok?", 4),
        )

    def caption(self) -> Content:
        """How far the room has come, and when the risks are judged again."""
        entries = self.risks.entries
        answered = sum(not self.is_waiting(entry) for entry in entries)
        day = self.meeting.head.next_assessment
        return Content(
            f"{answered} av {len(entries)} besvart"
            f"{' · sortert' if self._is_sorted else ''}"
            f"{f' · neste {numeric(day)}' if day else ''}"
        )

    def row(self, entry: RiskEntry) -> ListRow:
        """Before and after, and what somebody must explain or mend."""
        return ListRow(
            entry.risk.uid,
            entry.number,
            risk_text(entry),
            (
                *self.cells(entry),
                level_cell(entry.scale, entry.score),
                Cell("→"),
                level_cell(entry.scale, entry.residual_score),
                Cell(str(entry.risk.enough)),
            ),
            _remarks(entry),
        )

    def most_lines(self) -> int:
        """One line, or two where there is room."""
        return 2 if self.has_class("roomy") else 1

    def detail(self, entry: RiskEntry) -> Content:
        """The text, the words of the scale with the controls in place, the answer."""
        lines = self.lines_of(entry, risk_text(entry))
        lines += self.measure_lines(entry)
        lines.append(Content.assemble(("Er det nok?   ", "dim"), self._answer(entry)))
        if entry.risk.remark:
            remark = in_list(entry.risk.remark)
            lines.append(Content.assemble(("Merknad       ", "dim"), remark.replace("\n", " ")))
        return Content("\n").join(lines)

    def _answer(self, entry: RiskEntry) -> str:
        risk = entry.risk
        accepted = f"godtatt av {in_list(risk.accepted_by)}" if risk.accepted_by else ""
        controls = counted(len(entry.controls), "kontroll", "kontroller")
        planned = f"{len(entry.tasks)} tiltak" if entry.tasks else ""
        own = f"vurderes {show(risk.next_assessment)}" if risk.next_assessment else ""
        answer = str(risk.enough).capitalize() or "J ja, N nei"
        return " · ".join(part for part in (answer, accepted, controls, planned, own) if part)

    # The answer

    def is_waiting(self, entry: RiskEntry) -> bool:
        """Whether a figure or the answer is missing."""
        return super().is_waiting(entry) or entry.risk.enough is Enough.UNANSWERED

    def action_yes(self) -> None:
        """Ask who accepts what is left of the risk."""
        self.write(ACCEPT)

    def action_no(self) -> None:
        """It is not enough: open the line for what must be done."""
        if entry := self.entry_to_change():
            edit = risk_edits.answer(entry.risk, Enough.NO)
            if self.desk.act("Er det nok? Nei", edit):
                self.desk.capture_task()


def _remarks(entry: RiskEntry) -> tuple[Below, ...]:
    """What is odd or missing about the answer, calmly."""
    found = (
        (entry.worse_after, "høyere enn før"),
        (entry.red_accepted_without_remark, "mangler merknad"),
        (entry.no_without_task, "mangler tiltak"),
    )
    words = "   ! ".join(word for is_so, word in found if is_so)
    return (Below("! ", words, "warning"),) if words else ()
