"""What stops 2 and 4 share: digits straight down the list, the matrix, the room's own figures."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import clamp
from textual.widgets import Static

from screens.sections.editor import Desk
from screens.sections.matrix_screen import MatrixScreen
from screens.sections.risk_capture import At, Purpose
from screens.sections.risk_editor import RiskEditor
from screens.sections.risk_list import RiskList
from screens.sections.risk_rows import Cell, wrapped
from screens.sections.risk_shown import refused_if_hidden
from screens.sections.score_purposes import (
    ACCEPT_LOWEST,
    ALL_BELOW_ARE_SCORED,
    REST_IS_HIDDEN,
    estimate_purpose,
)
from screens.sections.score_shown import for_matrix, measure_line, steps_shown
from screens.task_text import is_hidden
from screens.widgets.drafts import DraftSaver
from screens.widgets.matrix import LevelCounts, Matrix
from store import draft_places, risk_edits
from store.definitions import Stop
from store.meeting import Meeting
from store.risk import NOT_SCORED, ScoreRefused, score, spread
from store.rows import RiskRow
from store.sections import RiskEntry
from store.vocabulary import Measure

ROOM_FOR_MATRIX: Final = 88
"""Cells of the editor's own width from which the matrix stands beside the list."""

ROOM_FOR_LIST: Final = 68
NARROWEST_MATRIX: Final = 34
WIDEST_MATRIX: Final = 64
ROOM_FOR_TALL: Final = 36
"""Lines from which the cells are tall and both scales are spelt out under the matrix."""
ROOM_FOR_STEPS: Final = 23
"""Lines from which the scale of the figure that is asked for is spelt out there."""


class ScoringEditor(RiskEditor):
    """Two figures for each risk, and the matrix that they fill."""

    DEFAULT_CSS = """
    ScoringEditor #beside { height: 1fr; width: 40; padding: 0 0 0 2; display: none; }
    ScoringEditor.beside #beside { display: block; }
    ScoringEditor.beside LevelCounts { display: none; }
    ScoringEditor #steps {
        height: auto; margin-top: 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(digit), f"figure({digit})", f"Tallet {digit}", id=f"risk.{digit}", show=False
            )
            for digit in range(10)
        ),
        Binding("backspace", "take_back", "Ta bort siste tall", id="risk.take_back", show=False),
        Binding("enter", "next", "Neste uten svar", id="risk.next", show=False),
        Binding("i", "estimate", "Innspill", id="risk.estimate", show=False),
        Binding("s", "sort", "Sorter etter risiko", id="risk.sort", show=False),
        Binding("g", "accept_lowest", "Godta de laveste", id="risk.accept_lowest", show=False),
        Binding("w", "matrix", "Matrise", id="risk.matrix", show=False),
    ]

    wanted_columns: ClassVar[int] = 104
    residual: ClassVar[bool] = False
    """Whether the figures are those with today's controls in place."""

    _second_on = ""
    """The risk whose likelihood was just typed: its consequence is next."""
    _finished = ""
    """The risk whose figures are both typed: the letters go on acting on it, and only the next
    digit begins another."""
    _digit_goes_to = ""
    """The risk that is marked as the next digit's."""

    def __init__(self, desk: Desk, meeting: Meeting, stop: Stop) -> None:
        super().__init__(desk, meeting, stop)
        self.matrix = Matrix()
        self.counts = LevelCounts()
        self._steps_box = Static(id="steps")
        self._order: list[str] = []
        place = draft_places.of_sorting(self.definition.key)
        self._sort_saver = DraftSaver(self.list, partial(desk.save_draft, place))
        self._is_sorted = bool(desk.draft(place))

    def where_to_begin(self) -> str:
        """The first risk that waits for something."""
        waiting = (entry.risk.uid for entry in self.entries_shown() if self._is_answerable(entry))
        return next(waiting, "")

    def compose_beside(self) -> ComposeResult:
        """The matrix and the words of its scale."""
        with Vertical(id="beside"):
            yield self.matrix
            yield self._steps_box

    def compose_under_list(self) -> ComposeResult:
        """What stands for the matrix where it has no room."""
        yield self.counts

    def on_resize(self) -> None:
        """The matrix stands beside the list where there is room."""
        width, height = self.size
        beside = width >= ROOM_FOR_MATRIX
        self.set_class(beside, "beside")
        if beside:
            room = clamp(width - ROOM_FOR_LIST, NARROWEST_MATRIX, WIDEST_MATRIX)
            self.query_one("#beside").styles.width = room + 2
            steps = len(self.definition.scale.likelihood)
            self.matrix.styles.height = 3 + steps * 3 if height >= ROOM_FOR_TALL else "auto"

    # What is on the screen

    def show_rows(self) -> None:
        """Show the list, the place of the next digit marked in it."""
        goal = None if self.meeting.locked else self.entry_to_score
        self._digit_goes_to = goal.risk.uid if goal else ""
        super().show_rows()

    def refresh_chosen(self) -> None:
        """Show where the next figure goes."""
        self.refresh_list()
        super().refresh_chosen()

    def show_chosen(self) -> None:
        """Show the chosen risk in full, and in the matrix."""
        super().show_chosen()
        entry = self.entry
        for picture in (self.matrix, self.counts):
            picture.scale = self.definition.scale
            picture.residual = self.residual
            picture.risks = for_matrix(self.risks.entries)
        self.matrix.chosen = entry.number if entry else None
        self._steps_box.update(self._steps_shown())

    def _steps_shown(self) -> Content:
        """The words of the scale, those of the figure that is asked for marked."""
        if self.size.height < ROOM_FOR_STEPS or self.entry is None:
            return Content()
        goal = self.entry_to_score
        asked = self.awaited(goal) if goal else None
        return steps_shown(self.definition.scale, asked, both=self.size.height >= ROOM_FOR_TALL)

    def entries_shown(self) -> Sequence[RiskEntry]:
        """In the file's order, or the highest first as they stood when it was sorted."""
        if not self._is_sorted:
            return self.risks.entries
        if not self._order:
            highest_first = sorted(self.risks.entries, key=lambda each: -(self._score(each) or 0))
            self._order = [entry.risk.uid for entry in highest_first]
        order = {uid: place for place, uid in enumerate(self._order)}
        last = len(order)
        return sorted(self.risks.entries, key=lambda each: order.get(each.risk.uid, last))

    def _score(self, entry: RiskEntry) -> int | None:
        """What the list is sorted by; a risk that is not judged again counts as it was."""
        after = entry.residual_score if self.residual else None
        return entry.score if after is None else after

    def cells(self, entry: RiskEntry) -> tuple[Cell, Cell]:
        """The two figures; the one that the next digit sets is marked, on whatever risk."""
        asked = self.awaited(entry) if entry.risk.uid == self._digit_goes_to else None
        return tuple(  # type: ignore[return-value]  # one for each of two measures
            Cell(NOT_SCORED if figure is None else str(figure), awaited=measure is asked)
            for measure, figure in zip(Measure, self.figures(entry.risk), strict=True)
        )

    @property
    def hint_now(self) -> str:
        """What the keys do; once both figures are typed, on which risk they do it."""
        entry = self.entry
        if entry is None or not self._is_finished(entry):
            return self.hint
        goal = self.entry_to_score
        letters = f"Bokstavene gjelder fortsatt {entry.number}"
        if goal is None and self._unscored_below(entry):
            return f"{letters} · {REST_IS_HIDDEN}"
        digits = f"neste tall går til {goal.number}" if goal else "alle under har fått tall"
        return f"{letters} · {digits} · ↑ ↓ velger selv"

    def lines_of(self, entry: RiskEntry, text: str) -> list[Content]:
        """The chosen risk's number and whole text, as far as there is room."""
        most = 4 if self.has_class("roomy") else 2
        width = max(20, self.list.size.width - 2)
        lines = wrapped(f"{entry.number} {text}", width, most)
        return [Content.styled(line, "bold") for line in lines]

    def measure_lines(self, entry: RiskEntry) -> list[Content]:
        """What the participants said themselves, and the figures with the words of their steps."""
        said = [self._said(entry, measure) for measure in Measure]
        figures = zip(Measure, self.figures(entry.risk), strict=True)
        lines = [measure_line(entry.scale, measure, figure) for measure, figure in figures]
        if any(said):
            shown = "   ".join(each for each in said if each)
            lines.insert(0, Content.styled(shown, "$text-warning"))
        return lines

    def _said(self, entry: RiskEntry, measure: Measure) -> str:
        row = risk_edits.estimate_of(entry, measure, residual=self.residual)
        found = spread(tuple(int(each) for each in row.figures)) if row else None
        return f"{str(measure)[0].upper()} innspill {found.shown}" if found else ""

    # Figures

    def figures(self, risk: RiskRow) -> tuple[int | None, int | None]:
        """Likelihood and consequence, as this stop sets them."""
        if self.residual:
            return risk.residual_likelihood, risk.residual_consequence
        return risk.likelihood, risk.consequence

    def awaited(self, entry: RiskEntry) -> Measure:
        """What the next digit is a figure for."""
        likelihood, consequence = self.figures(entry.risk)
        half = likelihood is not None and consequence is None
        is_second = half or self._second_on == entry.risk.uid
        return Measure.CONSEQUENCE if is_second else Measure.LIKELIHOOD

    def action_figure(self, digit: int) -> None:
        """Set the figure that is asked for, on the chosen risk or, from a finished one, the next.

        Args:
            digit: 0–9.
        """
        entry = self.entry_to_score
        if entry is None:
            if chosen := self.entry:
                rest = self._unscored_below(chosen)
                self.desk.refuse(REST_IS_HIDDEN if rest else ALL_BELOW_ARE_SCORED)
            return
        if refused_if_hidden(self.desk, entry) is None:
            return
        measure, uid = self.awaited(entry), entry.risk.uid
        before = self._second_on, self._finished
        self._second_on, self._finished = (uid if uid == self.list.chosen else ""), ""
        if not self._set(entry, measure, digit):
            self._second_on, self._finished = before
            return
        self._second_on, self._finished = (uid, "") if measure is Measure.LIKELIHOOD else ("", uid)
        self.list.choose(uid)
        self.refresh_chosen()

    @property
    def entry_to_score(self) -> RiskEntry | None:
        """The risk that the next digit belongs to; None where none below can get one.

        That is the chosen one, until both its figures are typed. A figure is never typed over by
        running on: a risk that has been scored is scored anew only where somebody went to it.
        """
        entry = self.entry
        if entry is None or not self._is_finished(entry):
            return entry
        below = self._unscored_below(entry)
        return next((each for each in below if not is_hidden(each.risk.text)), None)

    def _unscored_below(self, entry: RiskEntry) -> list[RiskEntry]:
        below = self._around(entry)[1]
        return [each for each in below if score(*self.figures(each.risk)) is None]

    def _is_finished(self, entry: RiskEntry) -> bool:
        is_scored = score(*self.figures(entry.risk)) is not None
        return is_scored and entry.risk.uid == self._finished

    def _around(self, entry: RiskEntry) -> tuple[Sequence[RiskEntry], Sequence[RiskEntry]]:
        """The risks that stand above one and below it."""
        shown = self.entries_shown()
        place = [each.risk.uid for each in shown].index(entry.risk.uid)
        return shown[:place], shown[place + 1 :]

    def _set(self, entry: RiskEntry, measure: Measure, value: int | None) -> bool:
        try:
            edit = risk_edits.set_figure(
                entry.risk, entry.scale, measure, value, residual=self.residual
            )
        except ScoreRefused as refusal:
            self.desk.refuse(str(refusal))
            return False
        after = " etter" if self.residual else ""
        return self.desk.act(f"{str(measure).capitalize()}{after}", edit)

    def action_take_back(self) -> None:
        """Take the last figure of the chosen risk away."""
        if (entry := self.entry_to_change()) is None:
            return
        likelihood, consequence = self.figures(entry.risk)
        is_half = self._second_on == entry.risk.uid
        if consequence is not None and not is_half:
            self._set(entry, Measure.CONSEQUENCE, None)
        elif likelihood is not None:
            self._set(entry, Measure.LIKELIHOOD, None)
        self._begin_anew()
        self.refresh_chosen()

    def _begin_anew(self) -> None:
        """Forget where the figures had come: the cursor was put somewhere."""
        self._second_on = self._finished = ""

    def choose(self, uid: str) -> None:
        """Put the cursor on a risk."""
        self._begin_anew()
        super().choose(uid)

    @on(RiskList.Chosen)
    def _begin_on_another(self) -> None:
        self._begin_anew()

    # The other keys

    def action_next(self) -> None:
        """Go to the next risk that lacks a figure."""
        if entry := self.entry:
            above, below = self._around(entry)
            self._begin_anew()
            waiting = (each.risk.uid for each in (*below, *above) if self._is_answerable(each))
            self.list.choose(next(waiting, self.list.neighbour(1)))
            self.refresh_chosen()

    def _is_answerable(self, entry: RiskEntry) -> bool:
        return self.is_waiting(entry) and not is_hidden(entry.risk.text)

    def is_waiting(self, entry: RiskEntry) -> bool:
        """Whether the stop has not got its answer for a risk."""
        return score(*self.figures(entry.risk)) is None

    def action_estimate(self) -> None:
        """Record the participants' own figures: likelihood, then consequence."""
        self.write(self._estimates()[0])

    def _estimates(self) -> tuple[Purpose, Purpose]:
        first, second = (
            self.purposes[estimate_purpose(each, residual=self.residual).key] for each in Measure
        )
        return first, second

    def action_sort(self) -> None:
        """Show the highest first, or in the order of the list again; nothing is written."""
        self._is_sorted = not self._is_sorted
        self._order = []
        self._sort_saver.save("ja" if self._is_sorted else "")
        self.refresh_chosen()

    def action_move(self, step: int) -> None:
        """Let the risk change places with its neighbour, where the list is in its own order.

        Args:
            step: −1 up, 1 down.
        """
        if self._is_sorted:
            self.desk.refuse("Lista er sortert etter risiko. Trykk s før du flytter noe.")
        else:
            super().action_move(step)

    def action_matrix(self) -> None:
        """Show the matrix alone."""
        entry = self.entry
        number = entry.number if entry else None
        risks = for_matrix(self.risks.entries)
        scale = self.definition.scale
        self.app.push_screen(
            MatrixScreen(self.stop.heading, risks, number, scale, residual=self.residual)
        )

    def action_accept_lowest(self) -> None:
        """Ask who accepts all risks on the lowest level."""
        if risk_edits.accept_lowest(self.risks.entries, "") is None:
            level = self.definition.scale.levels[0].word
            self.desk.refuse(f"Ingen risiko på nivået «{level}» venter på svar.")
        else:
            self.write(ACCEPT_LOWEST)

    def line_done(self, purpose: Purpose, at: At, text: str) -> None:
        """Ask for the second of the room's figures after the first; say what was accepted."""
        super().line_done(purpose, at, text)
        first, second = self._estimates()
        if purpose is first:
            self.write(second)
        if purpose is ACCEPT_LOWEST:
            before = sum(bool(entry.risk.enough) for entry in at.risks.entries)
            now = sum(bool(entry.risk.enough) for entry in self.risks.entries)
            self.desk.say(f"{now - before} risikoer er godtatt. Ctrl+Z tar det tilbake.")
