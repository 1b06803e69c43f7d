from collections.abc import Callable

import pytest
from msgspec.structs import replace

from store import risk_edits, sections
from store.agreed_edits import Where, add_decision
from store.database import Archive
from store.edits import Change, Edit
from store.journal import action
from store.meeting import Meeting
from store.risk import ScoreRefused
from store.rows import LegalBasisRow
from store.sections import RiskEntry
from store.undo import undo
from store.vocabulary import DeviationKind, Enough, Measure

Load = Callable[[str], Meeting]


class Wheel:
    """A walk under way, with its risks in sight."""

    def __init__(self, archive: Archive, uid: str, load: Load) -> None:
        self.archive, self.uid, self._load = archive, uid, load

    @property
    def meeting(self) -> Meeting:
        return self._load(self.uid)

    @property
    def entries(self) -> tuple[RiskEntry, ...]:
        return sections.all_risks(self.meeting)

    def act(self, edit: Edit | None) -> None:
        assert edit is not None
        with action(self.archive, self.uid, "Prøve") as writer:
            edit.apply(writer)

    def add(self, *texts: str) -> None:
        for text in texts:
            self.act(risk_edits.add(self.meeting, "risikoer", text))

    def score(self, place: int, likelihood: int, consequence: int, residual: bool = False) -> None:
        for measure, value in zip(Measure, (likelihood, consequence), strict=True):
            entry = self.entries[place]
            self.act(
                risk_edits.set_figure(entry.risk, entry.scale, measure, value, residual=residual)
            )

    def change(self, place: int, **values: object) -> None:
        risk = self.entries[place].risk
        self.act(Change(risk, replace(risk, **values)))

    @property
    def texts(self) -> list[str]:
        return [entry.risk.text for entry in self.entries]


@pytest.fixture
def wheel(archive: Archive, plan_meeting: Callable[..., str], load: Load) -> Wheel:
    made = Wheel(archive, plan_meeting(), load)
    made.add("Feil liste", "Feil dosett", "Feil bruker")
    return made


def everything(meeting: Meeting) -> tuple[object, ...]:
    """A meeting's rows, without the versions that undo counts up."""
    tables = (
        meeting.risks,
        meeting.causes,
        meeting.controls,
        meeting.estimates,
        meeting.deviations,
        meeting.decisions,
    )
    return tuple(replace(row, rev=0) for rows in tables for row in rows)


def test_a_new_risk_is_last(wheel: Wheel) -> None:
    wheel.add("Nøkkel borte")
    assert wheel.texts == ["Feil liste", "Feil dosett", "Feil bruker", "Nøkkel borte"]


def test_causes_and_controls_hang_on_their_risk_in_the_order_said(wheel: Wheel) -> None:
    risk = wheel.entries[1].risk
    for text in ("Travelt", "Ny på jobb"):
        wheel.act(risk_edits.add_cause(risk, text))
    wheel.act(risk_edits.add_control(risk, "Dobbeltkontroll"))
    assert [row.text for row in wheel.entries[1].causes] == ["Travelt", "Ny på jobb"]
    assert [row.text for row in wheel.entries[1].controls] == ["Dobbeltkontroll"]
    assert wheel.entries[0].causes == ()


def test_an_event_is_no_deviation(wheel: Wheel) -> None:
    risk = wheel.entries[0].risk
    wheel.act(risk_edits.add_deviation(wheel.uid, risk.uid, "Rutinen mangler"))
    wheel.act(risk_edits.add_deviation(wheel.uid, risk.uid, "Dosett mistet", DeviationKind.EVENT))
    kinds = [row.kind for row in wheel.entries[0].deviations]
    assert kinds == [DeviationKind.DEVIATION, DeviationKind.EVENT]


def test_a_mark_is_set_and_taken_away(wheel: Wheel) -> None:
    wheel.act(risk_edits.mark(wheel.entries[0].risk, "difficult"))
    assert wheel.entries[0].risk.difficult
    wheel.act(risk_edits.mark(wheel.entries[0].risk, "difficult"))
    assert not wheel.entries[0].marked


@pytest.mark.parametrize("value", [0, 6, 9, -1])
def test_a_figure_outside_the_scale_is_refused_in_a_sentence(wheel: Wheel, value: int) -> None:
    entry = wheel.entries[0]
    with pytest.raises(ScoreRefused, match="går fra 1 til 5"):
        risk_edits.set_figure(entry.risk, entry.scale, Measure.LIKELIHOOD, value, residual=False)


def test_the_figures_before_and_after_are_kept_apart(wheel: Wheel) -> None:
    wheel.score(0, 4, 5)
    wheel.score(0, 2, 3, residual=True)
    assert (wheel.entries[0].score, wheel.entries[0].residual_score) == (20, 6)


def test_the_rooms_own_figures_are_changed_and_taken_away(wheel: Wheel) -> None:
    for digits in ("2 3 2", "2342"):
        edit = risk_edits.set_estimate(wheel.entries[0], Measure.LIKELIHOOD, digits, residual=False)
        wheel.act(edit)
    assert [row.figures for row in wheel.entries[0].estimates] == ["2342"]
    wheel.act(risk_edits.set_estimate(wheel.entries[0], Measure.LIKELIHOOD, "", residual=False))
    assert wheel.entries[0].estimates == ()
    nothing = risk_edits.set_estimate(wheel.entries[0], Measure.LIKELIHOOD, "", residual=False)
    assert nothing is None


def test_types_of_consequence_stand_in_the_order_of_their_letters(wheel: Wheel) -> None:
    for letter in "dab":
        wheel.act(risk_edits.toggle_type(wheel.entries[0].risk, letter))
    assert wheel.entries[0].risk.consequence_types == "abd"
    wheel.act(risk_edits.toggle_type(wheel.entries[0].risk, "b"))
    assert wheel.entries[0].risk.consequence_types == "ad"


def test_nobody_has_accepted_what_is_answered_no(wheel: Wheel) -> None:
    wheel.act(risk_edits.answer(wheel.entries[0].risk, Enough.YES, "Enhetsleder"))
    assert wheel.entries[0].risk.accepted_by == "Enhetsleder"
    wheel.act(risk_edits.answer(wheel.entries[0].risk, Enough.NO, "Enhetsleder"))
    assert wheel.entries[0].risk.accepted_by == ""


def test_only_unanswered_risks_on_the_lowest_level_are_accepted_together(wheel: Wheel) -> None:
    wheel.score(0, 2, 2)
    wheel.score(1, 3, 3)
    wheel.act(risk_edits.accept_lowest(wheel.entries, "Enhetsleder"))
    first, second, third = (entry.risk for entry in wheel.entries)
    assert (first.enough, first.accepted_by) == (Enough.YES, "Enhetsleder")
    assert wheel.entries[0].residual_score == 4
    assert (second.enough, third.enough) == (Enough.UNANSWERED, Enough.UNANSWERED)
    assert risk_edits.accept_lowest(wheel.entries, "Enhetsleder") is None


def test_a_risk_changes_places_with_its_neighbour_and_not_past_the_ends(wheel: Wheel) -> None:
    wheel.act(risk_edits.move(wheel.entries, wheel.entries[2].risk, -1))
    assert wheel.texts == ["Feil liste", "Feil bruker", "Feil dosett"]
    assert risk_edits.move(wheel.entries, wheel.entries[0].risk, -1) is None
    assert risk_edits.move(wheel.entries, wheel.entries[2].risk, 1) is None


def test_a_split_risk_stands_right_after_the_first_with_its_marks_but_no_figures(
    wheel: Wheel,
) -> None:
    wheel.act(risk_edits.mark(wheel.entries[0].risk, "important"))
    wheel.act(risk_edits.toggle_type(wheel.entries[0].risk, "a"))
    wheel.score(0, 4, 4)
    wheel.act(risk_edits.split(wheel.entries, wheel.entries[0].risk, "Liste mangler"))
    assert wheel.texts == ["Feil liste", "Liste mangler", "Feil dosett", "Feil bruker"]
    new = wheel.entries[1]
    assert (new.risk.important, new.risk.consequence_types, new.score) == (True, "a", None)


def test_a_risk_is_split_also_where_positions_are_equal_as_after_an_import(wheel: Wheel) -> None:
    for place in range(3):
        wheel.change(place, position=1)
    wheel.act(risk_edits.split(wheel.entries, wheel.entries[0].risk, "Liste mangler"))
    assert wheel.texts == ["Feil liste", "Liste mangler", "Feil dosett", "Feil bruker"]


@pytest.fixture
def basis(wheel: Wheel) -> str:
    with action(wheel.archive, None, "Hjemmel") as writer:
        return writer.add(LegalBasisRow(name="offl. § 13")).uid


def test_what_is_split_from_an_exempt_risk_is_exempt(wheel: Wheel, basis: str) -> None:
    wheel.change(0, exempt=basis)
    wheel.act(risk_edits.split(wheel.entries, wheel.entries[0].risk, "Liste mangler"))
    assert wheel.entries[1].risk.exempt == basis


def test_a_deleted_risk_leaves_what_was_agreed_and_undo_brings_all_back(wheel: Wheel) -> None:
    entry = wheel.entries[0]
    wheel.act(risk_edits.add_cause(entry.risk, "Travelt"))
    wheel.act(risk_edits.add_control(entry.risk, "Samstemming"))
    wheel.act(risk_edits.set_estimate(entry, Measure.LIKELIHOOD, "23", residual=False))
    wheel.act(risk_edits.add_deviation(wheel.uid, entry.risk.uid, "Rutinen mangler"))
    wheel.act(add_decision(wheel.meeting, Where("identifiser", entry.risk.uid), "Vi bytter"))
    before = everything(wheel.meeting)
    wheel.act(risk_edits.remove(wheel.meeting, wheel.entries[0]))
    meeting = wheel.meeting
    assert wheel.texts == ["Feil dosett", "Feil bruker"]
    assert (meeting.causes, meeting.controls, meeting.estimates) == ((), (), ())
    assert [(row.text, row.about) for row in meeting.decisions] == [("Vi bytter", "")]
    assert [(row.text, row.about) for row in meeting.deviations] == [("Rutinen mangler", "")]
    undo(wheel.archive, wheel.uid)
    assert everything(wheel.meeting) == before


def test_merged_risks_keep_both_texts_and_all_that_hung_on_them(wheel: Wheel) -> None:
    first, second, _ = wheel.entries
    wheel.act(risk_edits.add_cause(first.risk, "Travelt"))
    wheel.act(risk_edits.add_cause(second.risk, "Ny på jobb"))
    wheel.act(risk_edits.add_control(second.risk, "Dobbeltkontroll"))
    wheel.act(risk_edits.add_deviation(wheel.uid, second.risk.uid, "Rutinen mangler"))
    wheel.act(risk_edits.mark(second.risk, "common"))
    wheel.change(0, remark="Sett i mai", procedure="P-12")
    wheel.change(1, remark="Sett i juni", procedure="P-12")
    before = everything(wheel.meeting)
    wheel.act(risk_edits.merge(wheel.meeting, wheel.entries[1], wheel.entries[0]))
    assert wheel.texts == ["Feil liste / Feil dosett", "Feil bruker"]
    merged = wheel.entries[0]
    assert [row.text for row in merged.causes] == ["Travelt", "Ny på jobb"]
    assert [row.text for row in merged.controls] == ["Dobbeltkontroll"]
    assert [row.text for row in merged.deviations] == ["Rutinen mangler"]
    assert merged.risk.common
    assert (merged.risk.remark, merged.risk.procedure) == ("Sett i mai / Sett i juni", "P-12")
    undo(wheel.archive, wheel.uid)
    assert everything(wheel.meeting) == before


def test_a_merged_risk_takes_figures_only_where_it_has_none(wheel: Wheel) -> None:
    entry = wheel.entries[0]
    wheel.act(risk_edits.set_figure(entry.risk, entry.scale, Measure.LIKELIHOOD, 2, residual=False))
    wheel.score(1, 4, 5)
    wheel.score(1, 3, 3, residual=True)
    wheel.act(risk_edits.merge(wheel.meeting, wheel.entries[1], wheel.entries[0]))
    merged = wheel.entries[0]
    assert (merged.risk.likelihood, merged.risk.consequence) == (2, None)
    assert merged.residual_score == 9


def test_the_rooms_own_figures_go_along_where_the_other_has_none(wheel: Wheel) -> None:
    for place, measure, digits in (
        (0, Measure.LIKELIHOOD, "11"),
        (1, Measure.LIKELIHOOD, "55"),
        (1, Measure.CONSEQUENCE, "44"),
    ):
        entry = wheel.entries[place]
        wheel.act(risk_edits.set_estimate(entry, measure, digits, residual=False))
    wheel.act(risk_edits.merge(wheel.meeting, wheel.entries[1], wheel.entries[0]))
    figures = {row.measure: row.figures for row in wheel.entries[0].estimates}
    assert figures == {Measure.LIKELIHOOD: "11", Measure.CONSEQUENCE: "44"}


def test_merging_with_an_exempt_risk_makes_the_whole_exempt(wheel: Wheel, basis: str) -> None:
    wheel.change(1, exempt=basis)
    wheel.act(risk_edits.merge(wheel.meeting, wheel.entries[1], wheel.entries[0]))
    assert wheel.entries[0].risk.exempt == basis


def test_a_merged_risk_does_not_take_over_the_others_answer(wheel: Wheel) -> None:
    wheel.act(risk_edits.answer(wheel.entries[1].risk, Enough.YES, "Enhetsleder"))
    wheel.act(risk_edits.merge(wheel.meeting, wheel.entries[1], wheel.entries[0]))
    assert wheel.entries[0].risk.enough is Enough.UNANSWERED
