"""The forms: the wheel's risiko- og kontrollmatrise, and the evaluation's three questions."""

from datetime import date
from typing import get_args

import pytest
from msgspec.structs import replace

from exports.outline import Cell, Landscape, Table
from exports.sections import blocks, summary
from exports.wording import Wording
from store import kind, meetings, point_edits, risk_edits
from store.database import Archive
from store.risk import Level, Scale, Step
from store.rows import EstimateRow
from store.sections import Section, fill
from store.vocabulary import DeviationKind, Enough, Measure, SettledBy, TaskStatus
from tests.exports.rich_meetings import fill_cooperation, fill_talk
from tests.exports.room import Room, headings, items, rows, sentences, table

MATRIX = "Risiko- og kontrollmatrise"
AFTER = "Er det nok? Ny vurdering og oppfølging"
CARRIED = "Tas med til neste runde"
DAY = date(2026, 11, 24)


# Every type


def test_every_section_type_has_its_outline_function(
    wheel: Room, evaluation: Room, talk: Room, cooperation: Room
) -> None:
    wheel.risk("Feil dose")
    evaluation.point("bra", "Alle kom ut")
    fill_talk(talk)
    fill_cooperation(cooperation)
    told: dict[type, tuple[object, ...]] = {}
    for room in (wheel, evaluation, talk, cooperation):
        for definition in room.meeting.kind.sections:
            section: Section = fill(room.meeting, definition)
            # None is what falls through a match that lacks the type.
            assert summary(Wording(room.meeting, {}), section) is not None
            told[type(section)] = told.get(type(section), ()) + blocks(
                Wording(room.meeting, {}), section
            )
    assert set(told) == set(get_args(Section))
    assert all(told.values())


# The wheel, stops 1 to 3


def test_the_forms_column_texts_are_the_handbooks(wheel: Room) -> None:
    wheel.risk("Feil dose")
    assert [column.heading for column in table(wheel.document, MATRIX).columns] == [
        "Nr.",
        "1. Hva kan gå galt?\nIDENTIFISER RISIKO\n4V: Viktig Vanlig Vanskelig Variasjon",
        "2. Hvor galt?\nVURDERT RISIKO\nSan. × Kon. = Risiko",
        "3. Hva er gjort / hva må gjøres for å forebygge fare og problemer?\n"
        "IVERKSETT TILTAK / ENDRINGER eller kontrollrutiner for å redusere risiko",
        "Ansv.",
        "Frist",
    ]


def test_the_form_lies_on_its_side(wheel: Room) -> None:
    wheel.risk("Feil dose")
    (wide,) = (block for block in wheel.document.blocks if isinstance(block, Landscape))
    assert [each.caption for each in wide.blocks if isinstance(each, Table)] == [MATRIX, AFTER]


def test_a_wheel_without_risks_says_so(wheel: Room) -> None:
    assert sentences(wheel.document, MATRIX) == ["Ingen risikoer er ført opp."]
    assert CARRIED not in headings(wheel.document)


def test_a_risk_stands_with_all_that_identifies_it(wheel: Room) -> None:
    risk = wheel.risk(
        "Feil dose",
        important=True,
        varying=True,
        consequence_types="ad",
        legal_requirement="Forskriften § 4",
        procedure="Prosedyre 7",
    )
    wheel.do(risk_edits.add_cause(risk, "Avbrytelser"), risk_edits.add_cause(risk, "Like navn"))
    assert rows(wheel.document, MATRIX)[0][1].split("\n") == [
        "Feil dose",
        "– Avbrytelser",
        "– Like navn",
        "4V: Viktig, Variasjon",
        "Konsekvens for: a) mennesker, d) omdømme",
        "Lovkrav: Forskriften § 4",
        "Prosedyre: Prosedyre 7",
    ]


def test_what_is_done_and_what_must_be_done_are_kept_apart(wheel: Room) -> None:
    risk = wheel.risk("Feil dose")
    wheel.do(risk_edits.add_control(risk, "Dobbeltkontroll"))
    wheel.task("Kjøpe dosett", "Fagsykepleier", "uke 50", risk.uid)
    wheel.task("Avtale med fastlegen", "Enhetsleder, Rektor", "uke 49", risk.uid)
    wheel.do(risk_edits.add_deviation(wheel.uid, risk.uid, "Ikke signert"))
    wheel.do(risk_edits.add_deviation(wheel.uid, risk.uid, "Nesten-uhell", DeviationKind.EVENT))
    row = rows(wheel.document, MATRIX)[0]
    assert row[3].split("\n") == [
        "Er gjort:",
        "– Dobbeltkontroll",
        "Må gjøres:",
        "1) Avtale med fastlegen",
        "2) Kjøpe dosett",
        "Avvik:",
        "Ikke signert",
        "Hendelse:",
        "Nesten-uhell",
    ]
    assert row[4] == "1) Enhetsleder\nMedvirkende: Rektor\n2) Fagsykepleier"
    assert row[5] == "1) fre 04.12.2026 (uke 49)\n2) fre 11.12.2026 (uke 50)"


def test_a_risk_with_one_task_needs_no_numbers(wheel: Room) -> None:
    risk = wheel.risk("Feil dose")
    wheel.task("Kjøpe dosett", "Fagsykepleier", "uke 50", risk.uid)
    assert rows(wheel.document, MATRIX)[0][3:] == [
        "Må gjøres:\n– Kjøpe dosett",
        "Fagsykepleier",
        "fre 11.12.2026 (uke 50)",
    ]


def test_a_risk_that_nothing_hangs_on_has_no_blank_cell(wheel: Room) -> None:
    wheel.risk("Feil dose")
    assert rows(wheel.document, MATRIX) == [["1", "Feil dose", "Ikke vurdert", "–", "–", "–"]]


@pytest.mark.parametrize(
    ("likelihood", "consequence", "cell"),
    [
        (1, 4, Cell("1 × 4 =\n4 Lav", "low")),
        (3, 3, Cell("3 × 3 =\n9 Middels", "middle")),
        (4, 5, Cell("4 × 5 =\n20 Høy", "high")),
        (4, None, Cell("4 × –\nIkke vurdert")),
        (None, None, Cell("Ikke vurdert")),
    ],
)
def test_the_assessed_risk_says_its_level_in_words_and_colour(
    wheel: Room, likelihood: int | None, consequence: int | None, cell: Cell
) -> None:
    wheel.risk("Feil dose", likelihood=likelihood, consequence=consequence)
    assert table(wheel.document, MATRIX).rows[0][2] == cell


def test_how_the_figures_were_settled_is_written_down(wheel: Room) -> None:
    wheel.risk("A", settled_by=SettledBy.CHAIR)
    wheel.risk("B", settled_by=SettledBy.DISSENT, dissent="Verneombudet ville ha 4.")
    wheel.risk("C")
    assert [row[1] for row in rows(wheel.document, MATRIX)] == [
        "A\nRisikotallene er avgjort av leder",
        "B\nRisikotallene er satt med dissens: Verneombudet ville ha 4.",
        "C",
    ]


# The wheel, stops 4 and 5


def test_stops_4_and_5_have_columns_of_their_own(wheel: Room) -> None:
    wheel.risk(
        "Feil dose",
        likelihood=4,
        consequence=5,
        residual_likelihood=2,
        residual_consequence=5,
        enough=Enough.YES,
        accepted_by="Enhetsleder",
        remark="Alvoret lar seg ikke redusere.",
        next_assessment=date(2027, 2, 8),
    )
    found = table(wheel.document, AFTER)
    assert [column.heading.split("\n")[0] for column in found.columns] == [
        "Nr.",
        "Risiko",
        "Uten tiltak",
        "Med dagens tiltak",
        "4. Er det nok?",
        "Godtatt av",
        "Merknad",
        "5. Oppfølging",
    ]
    assert rows(wheel.document, AFTER) == [
        [
            "1",
            "Feil dose",
            "4 × 5 =\n20 Høy",
            "2 × 5 =\n10 Høy",
            "Ja",
            "Enhetsleder",
            "Alvoret lar seg ikke redusere.",
            "man 08.02.2027 (uke 6)",
        ]
    ]


def test_the_common_date_of_reassessment_gives_way_to_a_risks_own(wheel: Room) -> None:
    wheel.head(next_assessment=date(2027, 4, 23))
    wheel.risk("A")
    wheel.risk("B", next_assessment=date(2027, 2, 8))
    assert [row[-1] for row in rows(wheel.document, AFTER)] == [
        "fre 23.04.2027 (uke 16)",
        "man 08.02.2027 (uke 6)",
    ]


def test_an_unanswered_risk_says_so(wheel: Room) -> None:
    wheel.risk("A")
    assert rows(wheel.document, AFTER)[0][4:] == ["Ikke besvart", "–", "–", "–"]


def test_a_residual_above_the_risk_is_remarked_on(wheel: Room) -> None:
    figures = {"likelihood": 2, "consequence": 2, "residual_likelihood": 3}
    wheel.risk("A", **figures, residual_consequence=2, remark="Ny kunnskap.")
    assert rows(wheel.document, AFTER)[0][6] == "Ny kunnskap.\nHøyere med tiltakene enn uten."


def test_the_participants_own_figures_stand_with_their_spread_and_no_names(wheel: Room) -> None:
    wheel.risk("A", likelihood=3, consequence=4)
    scored = wheel.risk("B")
    row = EstimateRow(
        meeting=wheel.uid, risk=scored.uid, measure=Measure.LIKELIHOOD, figures="2325"
    )
    wheel.add(row)
    wheel.add(replace(row, residual=True, figures="22"))
    assert rows(wheel.document, "Deltakernes egne tall") == [
        ["2", "B", "2 3 2 5 (spredning 3)\nMed tiltak: 2 2 (spredning 0)", "–", "Ikke vurdert"]
    ]


def test_no_own_figures_leave_no_heading(wheel: Room) -> None:
    wheel.risk("A")
    assert "Deltakernes egne tall" not in headings(wheel.document)


def test_the_scale_is_the_one_the_meeting_was_held_with(archive: Archive, wheel: Room) -> None:
    three = tuple(Step(word=word) for word in ("Liten", "Middels", "Stor"))
    levels = (("Lav", "grønn", 2), ("Middels", "gul", 4), ("Høy", "rød", 9))
    scale = Scale(
        likelihood=(Step(word="Sjelden", explanation="hvert tiende år"), *three[1:]),
        consequence=three,
        levels=tuple(Level(word=word, colour_name=name, upto=upto) for word, name, upto in levels),
    )
    own = kind.load().by_id["internkontroll"].with_scale(scale)
    room = Room(archive, meetings.plan(archive, meetings.Plan(kind=own, title="A", date=DAY)))
    room.risk("Feil dose", likelihood=3, consequence=3)
    assert rows(room.document, MATRIX)[0][2] == "3 × 3 =\n9 Høy"
    assert items(room.document, "Skalaen") == [
        "Sannsynlighet: 1 Sjelden (hvert tiende år), 2 Middels, 3 Stor",
        "Konsekvens: 1 Liten, 2 Middels, 3 Stor",
        "Konsekvens for: a) mennesker (kultur, arbeidsmiljø), b) materiell (ytre miljø), "
        "c) økonomi, d) omdømme",
        "Risiko = sannsynlighet × konsekvens: 1–2 Lav (grønn), 3–4 Middels (gul), 5–9 Høy (rød)",
        "Risikoen er vurdert som om tiltakene ikke var der, og restrisikoen med tiltakene "
        "som er på plass.",
    ]


def test_the_summary_counts_the_risks_on_each_level_before_and_after(wheel: Room) -> None:
    wheel.risk("A", likelihood=4, consequence=5, residual_likelihood=2, residual_consequence=3)
    wheel.risk("B", likelihood=4, consequence=4, enough=Enough.NO)
    wheel.risk("C", likelihood=1, consequence=1, enough=Enough.YES)
    assert sentences(wheel.document, "Sammendrag") == [
        "3 risikoer: 1 godtatt, 1 der det som er gjort, ikke er nok og "
        "1 uten svar på «Er det nok?»."
    ]
    assert table(wheel.document, "Sammendrag").rows == (
        ("Uten tiltak", Cell("1", "low"), Cell("0"), Cell("2", "high"), "0"),
        ("Med dagens tiltak", Cell("0"), Cell("1", "middle"), Cell("0"), "2"),
    )


def test_what_is_not_at_rest_is_carried_to_the_next_walk(wheel: Room) -> None:
    accepted = {"enough": Enough.YES, "residual_likelihood": 2}
    wheel.risk("Nei", enough=Enough.NO)
    wheel.risk("Rød", **accepted, residual_consequence=5)
    wheel.risk("Rolig", **accepted, residual_consequence=2)
    wheel.risk("Ubesvart", exempt="basis-2")
    done = wheel.task("Ferdig", "Rektor", "uke 49")
    wheel.follow_up(done, TaskStatus.DONE, DAY)
    wheel.task("Åpen", "Rektor", "uke 50")
    wheel.task("Også åpen", "Rektor", "uke 51")
    assert items(wheel.document, CARRIED) == [
        "Risiko 1, Nei: det som er gjort, er ikke nok",
        "Risiko 2, Rød: restrisikoen er 10 Høy",
        "Risiko 4, Ubesvart (unntatt offentlighet, jf. offl. § 23): «Er det nok?» er ikke besvart",
        "Åpne oppgaver: nr. 2 og 3",
    ]


def test_a_walk_that_ended_well_carries_nothing(wheel: Room) -> None:
    wheel.risk("Rolig", enough=Enough.YES, residual_likelihood=1, residual_consequence=1)
    assert sentences(wheel.document, CARRIED) == [
        "Ingenting: alle risikoene er godtatt, og ingen oppgaver er åpne."
    ]


# The evaluation


def test_the_facts_come_before_the_three_questions(evaluation: Room) -> None:
    evaluation.point("fakta", "Alarmen gikk kl. 10.02")
    found = headings(evaluation.document)
    first = found.index("Fakta om hendelsen")
    assert found[first : first + 5] == [
        "Fakta om hendelsen",
        "Bra – bedre – neste gang",
        "Hva gjorde vi bra?",
        "Hva kunne/burde vært gjort bedre?",
        "Hvordan gjør vi det bedre neste gang?",
    ]
    assert items(evaluation.document, "Fakta om hendelsen") == ["Alarmen gikk kl. 10.02"]


def test_a_question_without_points_says_so(evaluation: Room) -> None:
    assert sentences(evaluation.document, "Hva gjorde vi bra?") == ["Ingen punkter."]


def test_a_point_and_what_answers_it_name_each_other(evaluation: Room) -> None:
    good = evaluation.point("bra", "Rolige voksne")
    evaluation.point("bedre", "For få fløyter")
    better = evaluation.point("bedre", "Ingen telte opp")
    answer = evaluation.point("neste", "Øve på opptelling")
    evaluation.do(point_edits.toggle_answer(evaluation.meeting, answer, better))
    evaluation.do(point_edits.toggle_answer(evaluation.meeting, answer, good))
    document = evaluation.document
    assert items(document, "Hva gjorde vi bra?") == ["Rolige voksne\nBesvart av Neste gang 1"]
    assert items(document, "Hva kunne/burde vært gjort bedre?") == [
        "For få fløyter",
        "Ingen telte opp\nBesvart av Neste gang 1",
    ]
    assert items(document, "Hvordan gjør vi det bedre neste gang?") == [
        "Øve på opptelling\nSvarer på Bra 1 og Bedre 2"
    ]


def test_a_point_names_the_task_and_the_deviation_that_came_of_it(evaluation: Room) -> None:
    better = evaluation.point("bedre", "Ingen telte opp")
    evaluation.do(point_edits.add_deviation(better))
    answer = evaluation.point("neste", "Øve på opptelling")
    evaluation.task("Annet", "Rektor", "snarest")
    evaluation.task("Lage plan", "Rektor, Inspektør", "uke 50", answer.uid)
    document = evaluation.document
    assert items(document, "Hva kunne/burde vært gjort bedre?") == [
        "Ingen telte opp\nAvvik: Ingen telte opp"
    ]
    assert items(document, "Hvordan gjør vi det bedre neste gang?") == [
        "Øve på opptelling\n"
        "Oppgave 2: Rektor. Medvirkende: Inspektør. Frist: fre 11.12.2026 (uke 50)"
    ]
    assert rows(document, "Oppgaver")[1][1] == "Lage plan\nGjelder: Neste gang 1"


def test_an_exempt_point_is_marked(evaluation: Room) -> None:
    note = evaluation.point("bedre", "Elevens helse")
    evaluation.change(note, exempt="basis-2")
    assert items(evaluation.document, "Hva kunne/burde vært gjort bedre?") == [
        "Elevens helse (unntatt offentlighet, jf. offl. § 23)"
    ]


def test_the_evaluations_summary_counts_its_points(evaluation: Room) -> None:
    evaluation.point("bra", "Rolige voksne")
    evaluation.point("bedre", "For få fløyter")
    evaluation.point("bedre", "Ingen telte opp")
    assert sentences(evaluation.document, "Sammendrag") == [
        "Bra: 1 punkt. Bedre: 2 punkter. Neste gang: 0 punkter."
    ]


def test_an_evaluation_carries_no_risks_on(evaluation: Room) -> None:
    evaluation.task("Lage plan", "Rektor", "uke 50")
    assert CARRIED not in headings(evaluation.document)
