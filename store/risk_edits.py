"""What can be done to a risk, from any stop of the wheel."""

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from store.edits import Add, Change, Edit, Remove, Together, change_places, each, in_order
from store.meeting import Meeting
from store.risk import CONSEQUENCE_TYPES, Scale, check_score, read_figures
from store.rows import CauseRow, ControlRow, DecisionRow, DeviationRow, EstimateRow, RiskRow
from store.sections import RiskEntry
from store.task_rows import TaskRow
from store.vocabulary import DeviationKind, Enough, Measure

V = Literal["important", "common", "difficult", "varying"]


def add(meeting: Meeting, section: str, text: str) -> Edit:
    """A new risk, last in its section."""
    return Add(RiskRow(meeting=meeting.uid, section=section, text=text), ("meeting", "section"))


def add_cause(risk: RiskRow, text: str) -> Edit:
    """A cause of the risk."""
    return Add(CauseRow(meeting=risk.meeting, risk=risk.uid, text=text), ("risk",))


def add_control(risk: RiskRow, text: str) -> Edit:
    """A control that is in place."""
    return Add(ControlRow(meeting=risk.meeting, risk=risk.uid, text=text), ("risk",))


def add_deviation(
    meeting: str, about: str, text: str, kind: DeviationKind = DeviationKind.DEVIATION
) -> Edit:
    """An avvik or hendelse that hangs on a risk or a point; its cause is set afterwards."""
    return Add(DeviationRow(meeting=meeting, about=about, text=text, kind=kind), ("meeting",))


def mark(risk: RiskRow, which: V) -> Edit:
    """Set or take away one of the four V's."""
    return Change(risk, replace(risk, **{which: not getattr(risk, which)}))


def set_figure(
    risk: RiskRow, scale: Scale, measure: Measure, value: int | None, *, residual: bool
) -> Edit:
    """Set one figure; None takes it away.

    Raises:
        store.risk.ScoreRefused: When the value is outside the scale.
    """
    steps = scale.likelihood if measure is Measure.LIKELIHOOD else scale.consequence
    if value is not None:
        check_score(value, len(steps), str(measure))
    name = "likelihood" if measure is Measure.LIKELIHOOD else "consequence"
    return Change(risk, replace(risk, **{f"residual_{name}" if residual else name: value}))


def set_estimate(entry: RiskEntry, measure: Measure, digits: str, *, residual: bool) -> Edit | None:
    """The participants' own figures, as one run of digits; an empty run takes them away.

    Returns:
        The edit, or None when there is nothing to do.

    Raises:
        store.risk.ScoreRefused: When a figure is outside the scale.
    """
    scale, risk = entry.scale, entry.risk
    steps = scale.likelihood if measure is Measure.LIKELIHOOD else scale.consequence
    figures = "".join(str(each) for each in read_figures(digits, len(steps)))
    old = estimate_of(entry, measure, residual=residual)
    if old is None:
        if not figures:
            return None
        row = EstimateRow(
            meeting=risk.meeting, risk=risk.uid, measure=measure, residual=residual, figures=figures
        )
        return Add(row, ("risk",))
    return Change(old, replace(old, figures=figures)) if figures else Remove((old,))


def estimate_of(entry: RiskEntry, measure: Measure, *, residual: bool) -> EstimateRow | None:
    """The participants' own figures for a measure, if they were recorded."""
    for row in entry.estimates:
        if row.measure is measure and row.residual is residual:
            return row
    return None


def toggle_type(risk: RiskRow, letter: str) -> Edit:
    """Set or take away a type of consequence, by its letter a–d."""
    kept = _in_order_of_letters(set(risk.consequence_types) ^ {letter})
    return Change(risk, replace(risk, consequence_types=kept))


def _in_order_of_letters(letters: set[str]) -> str:
    return "".join(each.letter for each in CONSEQUENCE_TYPES if each.letter in letters)


def answer(risk: RiskRow, enough: Enough, accepted_by: str = "") -> Edit:
    """Answer «Er det nok?»; who accepted the rest stands only with a «ja»."""
    accepted = accepted_by if enough is Enough.YES else ""
    return Change(risk, replace(risk, enough=enough, accepted_by=accepted))


def accept_lowest(entries: Sequence[RiskEntry], accepted_by: str) -> Edit | None:
    """Accept together every risk on the lowest level that has no answer yet.

    What is low without any control is no higher with them, so the figures are the same after.

    Returns:
        The edit, or None when there is none to accept.
    """
    edits: list[Edit] = []
    for entry in entries:
        risk = entry.risk
        if entry.score is None or not entry.scale.is_lowest(entry.score):
            continue
        if risk.enough is Enough.UNANSWERED:
            accepted = replace(risk, enough=Enough.YES, accepted_by=accepted_by)
            if entry.residual_score is None:
                accepted = replace(
                    accepted,
                    residual_likelihood=risk.likelihood,
                    residual_consequence=risk.consequence,
                )
            edits.append(Change(risk, accepted))
    return each(edits) if edits else None


def move(entries: Sequence[RiskEntry], risk: RiskRow, step: int) -> Edit | None:
    """Let the risk change places with its neighbour.

    Args:
        entries: The section's risks in order.
        risk: The one to move.
        step: −1 up, 1 down.

    Returns:
        The edit, or None when it stands at the end.
    """
    return change_places([entry.risk for entry in entries], risk, step)


def split(entries: Sequence[RiskEntry], risk: RiskRow, text: str) -> Edit:
    """A new risk right after this one, with the same marks and types; figures are not copied."""
    order = [entry.risk for entry in entries]
    place = next(index for index, other in enumerate(order) if other.uid == risk.uid) + 1
    new = RiskRow(
        meeting=risk.meeting,
        section=risk.section,
        text=text,
        position=place + 1,
        important=risk.important,
        common=risk.common,
        difficult=risk.difficult,
        varying=risk.varying,
        consequence_types=risk.consequence_types,
        exempt=risk.exempt,
    )
    return Together((in_order([*order[:place], new, *order[place:]]), Add(new, among=())))


def remove(meeting: Meeting, entry: RiskEntry) -> Edit:
    """Delete a risk with its causes, controls and figures.

    Tasks, decisions and deviations that hang on it were agreed on and stay, hanging on nothing.
    """
    own = (*entry.causes, *entry.controls, *entry.estimates, entry.risk)
    return Together((*_moved(meeting, entry.risk.uid, ""), Remove(own)))


def merge(meeting: Meeting, entry: RiskEntry, into: RiskEntry) -> Edit:
    """Make two risks one: `into` gets all that hangs on `entry`, and figures where it has none.

    Both texts are kept, since both were said. Where one of them is exempt, so is the whole. The
    answer to «Er det nok?» is `into`'s own.
    """
    gone, kept = entry.risk, into.risk
    letters = set(gone.consequence_types) | set(kept.consequence_types)
    merged = replace(
        kept,
        text=f"{kept.text} / {gone.text}",
        important=kept.important or gone.important,
        common=kept.common or gone.common,
        difficult=kept.difficult or gone.difficult,
        varying=kept.varying or gone.varying,
        consequence_types=_in_order_of_letters(letters),
        settled_by=kept.settled_by or gone.settled_by,
        exempt=kept.exempt or gone.exempt,
        **_both_texts(kept, gone),
        **_figures_of_one(kept, gone),
    )
    hanging: list[CauseRow | ControlRow] = [*entry.causes, *entry.controls]
    last = max((row.position for row in (*into.causes, *into.controls)), default=0)
    rehung = tuple(
        Change(row, replace(row, risk=kept.uid, position=last + row.position)) for row in hanging
    )
    moved = _moved(meeting, gone.uid, kept.uid)
    return Together(
        (Change(kept, merged), *rehung, *moved, *_estimates_moved(entry, into), Remove((gone,)))
    )


def _both_texts(kept: RiskRow, gone: RiskRow) -> dict[str, str]:
    names = ("remark", "dissent", "legal_requirement", "procedure")
    return {
        name: " / ".join(dict.fromkeys(text for text in (kept_text, gone_text) if text))
        for name in names
        for kept_text, gone_text in [(getattr(kept, name), getattr(gone, name))]
    }


def _figures_of_one(kept: RiskRow, gone: RiskRow) -> dict[str, int | None]:
    """Pairs from one of the two: a product of one's S and the other's K would mean nothing."""
    pairs = (
        ("likelihood", "consequence"),
        ("residual_likelihood", "residual_consequence"),
    )
    return {
        name: getattr(gone, name)
        for pair in pairs
        if all(getattr(kept, name) is None for name in pair)
        for name in pair
    }


def _estimates_moved(entry: RiskEntry, into: RiskEntry) -> tuple[Edit, ...]:
    """The participants' own figures go along where the other risk has none for that measure."""
    return tuple(
        Change(row, replace(row, risk=into.risk.uid))
        if estimate_of(into, row.measure, residual=row.residual) is None
        else Remove((row,))
        for row in entry.estimates
    )


def _moved(meeting: Meeting, about: str, to: str) -> tuple[Edit, ...]:
    """What hangs on one row, hung on another."""
    rows: tuple[TaskRow | DecisionRow | DeviationRow, ...] = (
        *meeting.tasks,
        *meeting.decisions,
        *meeting.deviations,
    )
    return tuple(Change(row, replace(row, about=to)) for row in rows if row.about == about)
