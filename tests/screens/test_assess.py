from collections.abc import Callable

import pytest
from textual.widgets import Static

from screens.sections.assess import AssessEditor
from screens.sections.matrix_screen import MatrixScreen
from screens.sections.score_purposes import ANSWER_KEYS
from screens.widgets.matrix import LevelCounts
from store import drafts, lifecycle, meetings
from store.database import Archive
from store.undo import undo
from store.vocabulary import Enough, Measure, SettledBy
from tests.hostile_text import MARKUP
from tests.screens.wheel import NARROW, WIDE, Walk, WheelHost, paste, type_in


@pytest.fixture
def walk(archive: Archive, plan_meeting: Callable[..., str]) -> Walk:
    made = Walk(archive, plan_meeting(chair="Enhetsleder"))
    made.add("Feil liste", "Feil dosett", "Feil bruker")
    return made


@pytest.fixture
def host(walk: Walk) -> WheelHost:
    """Stop 2 with three risks that are not scored."""
    return walk.at("vurder", AssessEditor)


def marked(host: WheelHost) -> list[tuple[int, str]]:
    """Where the next digit lands: the risk's number, and S or K."""
    return [
        (row.number, measure)
        for row in host.editor.list.rows
        for measure, cell in zip("SK", row.cells, strict=False)
        if cell.awaited
    ]


async def test_digits_go_straight_down_the_list(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(*"443325")
        assert host.figures == [(4, 4), (3, 3), (2, 5)]


async def test_the_cursor_stays_on_a_scored_risk_until_the_next_digit(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(*"44")
        assert host.chosen == 1
        await pilot.press("3")
        assert (host.chosen, host.figures[1]) == (2, (3, None))


async def test_letters_typed_right_after_a_score_act_on_the_risk_just_scored(
    host: WheelHost,
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(*"44acx", "k")
        assert host.prompt == "Kontroll på 1"
        await type_in(pilot, "Samstemming")
        await pilot.press("enter", "escape", *"35b")
        first, second, third = host.entries
        assert (first.risk.consequence_types, first.risk.settled_by) == ("ac", SettledBy.CHAIR)
        assert len(first.controls) == 1
        assert (second.score, second.risk.consequence_types) == (15, "b")
        assert (third.score, third.risk.consequence_types) == (None, "")


async def test_where_the_next_digit_lands_is_marked_also_on_another_risk(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        assert marked(host) == [(1, "S")]
        await pilot.press("4")
        assert marked(host) == [(1, "K")]
        await pilot.press("4")
        assert marked(host) == [(2, "S")]
        assert host.hint.startswith("Bokstavene gjelder fortsatt 1 · neste tall går til 2")
        await pilot.press("up")  # the first one already: the cursor has nowhere to go
        assert marked(host) == [(2, "S")]
        await pilot.press("down")
        assert marked(host) == [(2, "S")]
        assert host.hint.startswith("Tall S K")
        await pilot.press("up")
        assert marked(host) == [(1, "S")]


async def test_a_digit_too_many_at_the_end_types_over_nothing(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(*"4433251")
        assert host.figures == [(4, 4), (3, 3), (2, 5)]
        assert (host.chosen, marked(host)) == (3, [])
        assert host.refusals == [
            "Alle risikoene under har fått tall. Gå til en risiko med ↑ ↓ for å endre tallene."
        ]


async def test_a_refused_digit_moves_nothing_on(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(*"447a")
        assert (host.chosen, host.entries[0].risk.consequence_types) == (1, "a")
        assert len(host.refusals) == 1
        await pilot.press(*"3")
        assert host.figures[1] == (3, None)


async def test_the_score_and_its_word_stand_in_the_list(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(*"4433")
        first, second, third = host.in_list()[:3]
        assert "4 4  16 Høy" in first
        assert "3 3  9 Middels" in second
        assert "· ·" in third
        assert "S K  Risiko" in host.headings()


async def test_the_room_is_told_to_think_without_the_controls(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        assert host.headings().startswith("Tenk uten tiltakene · 0 av 3 vurdert")
        await pilot.press(*"44")
        assert "1 av 3 vurdert" in host.headings()


@pytest.mark.parametrize("digit", ["0", "6"])
async def test_a_digit_outside_the_scale_is_refused_and_nothing_changes(
    host: WheelHost, digit: str
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("4", digit)
        assert host.figures[0] == (4, None)
        assert host.refusals == ["Konsekvens går fra 1 til 5. Skriv et av tallene."]
        await pilot.press("2")
        assert host.figures[0] == (4, 2)


async def test_backspace_takes_the_last_figure_away(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(*"45", "backspace")
        assert (host.figures[0], host.chosen) == ((4, None), 1)
        await pilot.press("3")
        assert (host.figures[0], host.chosen) == ((4, 3), 1)
        await pilot.press("backspace", "backspace")
        assert (host.figures[0], host.chosen) == ((None, None), 1)
        await pilot.press("backspace")
        assert host.figures[0] == (None, None)


async def test_backspace_on_a_risk_one_went_to_takes_that_risks_figure(
    host: WheelHost, walk: Walk
) -> None:
    walk.score(3, "22")
    async with host.run_test(size=NARROW) as pilot:
        host.editor.show(meetings.load(host.archive, host.uid))
        await pilot.press(*"44", "down", "down", "backspace")
        assert host.figures == [(4, 4), (None, None), (2, None)]


async def test_digits_pass_by_risks_that_are_scored_already(walk: Walk) -> None:
    walk.score(2, "11")
    host = walk.at("vurder", AssessEditor)
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(*"4433")
        assert host.figures == [(4, 4), (1, 1), (3, 3)]


async def test_a_scored_risk_is_scored_anew_where_one_goes_to_it(walk: Walk) -> None:
    for number in (1, 2, 3):
        walk.score(number, "11")
    host = walk.at("vurder", AssessEditor)
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(*"453")
        assert (host.figures, host.chosen) == ([(4, 5), (1, 1), (1, 1)], 1)
        await pilot.press("down", "3", "up", "2")
        assert host.figures == [(2, 5), (3, 1), (1, 1)]


async def test_a_half_scored_risk_waits_for_its_second_figure(host: WheelHost, walk: Walk) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("4", "down", "up", "3")
        assert host.figures[0] == (4, 3)
        await pilot.press("4")
    again = walk.at("vurder", AssessEditor)
    async with again.run_test(size=NARROW) as pilot:
        assert (again.chosen, marked(again)) == (2, [(2, "K")])
        await pilot.press("5")
        assert again.figures[1] == (4, 5)


async def test_one_begins_at_the_first_risk_that_is_not_scored(walk: Walk) -> None:
    walk.score(1, "44")
    host = walk.at("vurder", AssessEditor)
    async with host.run_test(size=NARROW):
        assert host.chosen == 2


async def test_letters_toggle_the_types_of_consequence(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("d", "a", "c", "a")
        assert host.entries[0].risk.consequence_types == "cd"
        assert len(host.entries) == 3
        assert "Konsekvens for c økonomi, d omdømme" in host.detail


async def test_the_delete_key_deletes_where_d_is_a_type(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("down", "delete")
        assert host.texts == ["Feil liste", "Feil bruker"]
        undo(host.archive, host.uid)
        assert host.texts == ["Feil liste", "Feil dosett", "Feil bruker"]


async def test_the_chosen_risk_stands_in_full_with_the_words_of_the_scale(
    host: WheelHost,
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("2")
        assert "1 Feil liste" in host.detail
        assert "2 Mindre sannsynlig – noen ganger på ti år" in host.detail
        assert "1 Ubetydelig … 5 Svært alvorlig" in host.detail


async def test_the_rooms_own_figures_are_shown_with_their_spread_before_the_agreed_one(
    host: WheelHost,
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("i")
        assert host.prompt == "Innspill til 1: sannsynlighet"
        await pilot.press(*"232")
        assert "2 3 2 (spredning 1)" in host.reading
        await pilot.press("enter")
        assert host.prompt == "Innspill til 1: konsekvens"
        await pilot.press(*"44", "enter")
        assert not host.is_in_line
        assert "S innspill 2 3 2 (spredning 1)" in host.detail
        assert host.figures[0] == (None, None)
        await pilot.press(*"24")
        assert host.figures[0] == (2, 4)
        figures = {row.measure: row.figures for row in host.entries[0].estimates}
        assert figures == {Measure.LIKELIHOOD: "232", Measure.CONSEQUENCE: "44"}


async def test_a_figure_of_the_room_outside_the_scale_is_refused_and_stays_in_the_line(
    host: WheelHost,
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("i", *"237", "enter")
        assert len(host.refusals) == 1
        assert (host.line, host.entries[0].estimates) == ("237", ())


async def test_emptied_figures_of_the_room_are_taken_away(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("i", "2", "3", "enter", "escape")
        assert len(host.entries[0].estimates) == 1
        await pilot.press("i", "backspace", "backspace", "enter", "enter")
        assert host.entries[0].estimates == ()
        assert not host.is_in_line


async def test_how_it_was_settled_goes_round_and_a_dissent_asks_for_its_text(
    host: WheelHost,
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("x")
        assert host.entries[0].risk.settled_by is SettledBy.CHAIR
        assert "Avgjort av leder" in host.detail
        await pilot.press("x")
        assert host.prompt == "Dissens på 1"
        await type_in(pilot, "Verneombudet er uenig")
        await pilot.press("enter")
        risk = host.entries[0].risk
        assert (risk.settled_by, risk.dissent) == (SettledBy.DISSENT, "Verneombudet er uenig")
        await pilot.press("x")
        risk = host.entries[0].risk
        assert (risk.settled_by, risk.dissent) == (SettledBy.AGREEMENT, "")


async def test_sorting_stays_until_it_is_toggled_and_changes_no_order_in_the_file(
    host: WheelHost, walk: Walk
) -> None:
    def shown(which: WheelHost) -> list[int]:
        return [int(line[1:4]) for line in which.in_list() if line.strip()]

    for number, figures in enumerate(("11", "55", "33"), start=1):
        walk.score(number, figures)
    host = walk.at("vurder", AssessEditor)
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("s")
        assert shown(host) == [2, 3, 1]
        assert host.texts == ["Feil liste", "Feil dosett", "Feil bruker"]
        await pilot.press("ctrl+up")
        assert host.refusals == ["Lista er sortert etter risiko. Trykk s før du flytter noe."]
    again = walk.at("vurder", AssessEditor)
    async with again.run_test(size=NARROW) as pilot:
        assert shown(again) == [2, 3, 1]
        await pilot.press("s")
        assert shown(again) == [1, 2, 3]
        await pilot.press("home", "ctrl+down")
        assert again.texts[0] == "Feil dosett"


async def test_the_sorted_order_stands_still_until_one_sorts_again(walk: Walk) -> None:
    for number, figures in enumerate(("55", "44", "33"), start=1):
        walk.score(number, figures)
    walk.add("Nøkkel borte", "Feil rom")
    host = walk.at("vurder", AssessEditor)

    def shown() -> list[int]:
        return [int(line[1:4]) for line in host.in_list()[:5]]

    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("s", "home", *"11", "down")
        assert host.chosen == 2
        await pilot.press(*"12", *"5")
        assert host.figures == [(1, 1), (1, 2), (3, 3), (5, None), (None, None)]
        await pilot.press(*"5", "up")
        assert (shown(), host.chosen) == ([1, 2, 3, 4, 5], 3)
        await pilot.press("s", "s")
        assert shown() == [4, 3, 2, 1, 5]


async def test_all_on_the_lowest_level_are_accepted_together_by_the_chair(
    host: WheelHost, walk: Walk
) -> None:
    for number, figures in enumerate(("11", "55", "22"), start=1):
        walk.score(number, figures)
    host = walk.at("vurder", AssessEditor)
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("g")
        assert (host.prompt, host.line) == ("Hvem godtar de laveste risikoene?", "Enhetsleder")
        assert (host.reading, host.hint) == ("← forslag", ANSWER_KEYS)
        await pilot.press("enter")
        answers = [(each.risk.enough, each.risk.accepted_by) for each in host.entries]
        assert answers == [
            (Enough.YES, "Enhetsleder"),
            (Enough.UNANSWERED, ""),
            (Enough.YES, "Enhetsleder"),
        ]
        assert host.said == ["2 risikoer er godtatt. Ctrl+Z tar det tilbake."]
        await pilot.press("g")
        assert host.refusals == ["Ingen risiko på nivået «Lav» venter på svar."]


async def test_the_matrix_follows_each_figure(host: WheelHost) -> None:
    async with host.run_test(size=WIDE) as pilot:
        editor = host.editor
        assert isinstance(editor, AssessEditor)
        await pilot.press(*"44")
        assert editor.matrix.risks[0].before == (4, 4)
        assert editor.matrix.chosen == 1
        assert editor.matrix.region.width > 40
        assert not editor.query_one(LevelCounts).region
        assert "▸ SANNSYNLIGHET" in str(editor.query_one("#steps", Static).content)


async def test_where_the_matrix_has_no_room_its_counts_stand_and_w_shows_it_alone(
    host: WheelHost,
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(*"44")
        counts = host.editor.query_one(LevelCounts)
        assert counts.region.height == 1
        assert "Høy 1" in str(counts.render())
        await pilot.press("w")
        assert isinstance(host.screen, MatrixScreen)
        await pilot.press("x")
        assert not isinstance(host.screen, MatrixScreen)
        assert host.entries[0].risk.settled_by is SettledBy.AGREEMENT


async def test_enter_goes_to_the_next_risk_without_figures(walk: Walk) -> None:
    walk.score(2, "11")
    host = walk.at("vurder", AssessEditor)
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("enter")
        assert host.chosen == 3
        await pilot.press("enter")
        assert host.chosen == 1


async def test_a_cause_is_written_here_too_and_the_digits_go_on_afterwards(
    host: WheelHost,
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("4", "f4")
        await type_in(pilot, "5 på vakt")
        await pilot.press("enter", "enter", "3")
        assert [row.text for row in host.entries[0].causes] == ["5 på vakt"]
        assert host.figures[0] == (4, 3)


async def test_a_new_risk_is_written_here_too(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("plus")
        await type_in(pilot, "Nøkkel borte")
        await pilot.press("enter", "escape", *"12")
        assert host.texts[-1] == "Nøkkel borte"
        assert host.figures[-1] == (1, 2)


async def test_several_pasted_lines_are_several_controls(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("k")
        await paste(pilot, host, ["Samstemming", "Dobbeltkontroll", "Låst skap"])
        assert len(host.entries[0].controls) == 3


async def test_several_lines_pasted_where_one_text_belongs_are_one_text(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("e")
        await paste(pilot, host, [" ved", "utskrivning"])
        assert len(host.entries) == 3
        await pilot.press("enter")
        assert host.texts[0] == "Feil liste ved utskrivning"


async def test_a_kill_in_the_middle_of_a_dissent_opens_its_line_again(
    host: WheelHost, walk: Walk
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("down", "x", "x")
        await type_in(pilot, "Vern")
    again = walk.at("vurder", AssessEditor)
    async with again.run_test(size=NARROW) as pilot:
        assert (again.prompt, again.line, again.chosen) == ("Dissens på 2", "Vern", 2)
        await pilot.press("enter")
        assert drafts.places(again.archive, again.uid) == ()


async def test_markup_is_text_in_the_detail_and_in_the_dissent(walk: Walk) -> None:
    walk.add(*MARKUP[3:])
    host = walk.at("vurder", AssessEditor)
    async with host.run_test(size=WIDE) as pilot:
        for text in MARKUP:
            await pilot.press("x", "x")
            host.editor.writing.line.value = text
            await pilot.press("enter", "e")
            host.editor.writing.line.value = text
            await pilot.press("enter")
            assert f"{host.chosen} {text}" in host.detail
            assert f"Dissens: {text}" in host.detail
            await pilot.press("down")
        assert host.texts == list(MARKUP)


async def test_two_hundred_risks_are_scored_with_few_widgets(walk: Walk) -> None:
    walk.add(*(f"Risiko {number}" for number in range(1, 201)))
    host = walk.at("vurder", AssessEditor)
    async with host.run_test(size=WIDE) as pilot:
        assert len(list(host.screen.walk_children())) < 40
        await pilot.press("end", *"44", "home", *"33")
        assert (host.figures[-1], host.figures[0]) == ((4, 4), (3, 3))


async def test_a_closed_meeting_keeps_its_figures(walk: Walk) -> None:
    walk.score(1, "44")
    lifecycle.start(walk.archive, meetings.load(walk.archive, walk.uid))
    lifecycle.close(walk.archive, meetings.load(walk.archive, walk.uid))
    host = walk.at("vurder", AssessEditor)
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("home", "1", "a", "x", "backspace", "i", "s", "w", "x")
        assert (host.figures[0], marked(host)) == ((4, 4), [])
        assert len(host.refusals) == 5


async def test_the_words_for_a_merged_risk_take_its_figures(walk: Walk) -> None:
    walk.score(2, "45")
    host = walk.at("vurder", AssessEditor)
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("down", "m", "1", "enter")
        assert host.texts == ["Feil liste / Feil dosett", "Feil bruker"]
        assert host.figures[0] == (4, 5)
        assert host.chosen == 1
