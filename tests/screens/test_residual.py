from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace
from textual.widgets import Static

from screens.sections.residual import ResidualEditor
from screens.sections.score_purposes import ANSWER_KEYS
from store import drafts, lifecycle, meetings, risk_edits
from store.database import Archive
from store.journal import Hidden
from store.task_rows import TaskRow
from store.vocabulary import Enough
from tests.hostile_text import MARKUP
from tests.screens.acts import do
from tests.screens.wheel import NARROW, WIDE, Walk, WheelHost, type_in


@pytest.fixture
def walk(archive: Archive, plan_meeting: Callable[..., str]) -> Walk:
    made = Walk(archive, plan_meeting(chair="Enhetsleder"))
    made.add("Feil liste", "Feil dosett", "Feil bruker")
    for number, figures in enumerate(("44", "34", "22"), start=1):
        made.score(number, figures)
    return made


@pytest.fixture
def host(walk: Walk) -> WheelHost:
    """Stop 4 with three risks that were scored at stop 2."""
    return walk.at("nok", ResidualEditor)


async def test_before_and_after_stand_beside_each_other(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(*"24")
        first = host.in_list()[0]
        assert first.split() == [
            *["▸", "1", "Feil", "liste", "2", "4", "16", "Høy", "→", "8", "Middels"]
        ]
        assert host.figures[0] == (4, 4)
        assert host.residual_figures[0] == (2, 4)


async def test_digits_go_straight_down_the_list(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(*"2433")
        assert host.residual_figures == [(2, 4), (3, 3), (None, None)]


async def test_the_risk_stays_for_its_answer_before_the_next_digit_moves_on(
    host: WheelHost,
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(*"24", "j", "enter", *"33", "j", "enter")
        assert host.residual_figures[:2] == [(2, 4), (3, 3)]
        assert [entry.risk.enough for entry in host.entries] == ["ja", "ja", ""]
        assert host.chosen == 2


async def test_backspace_takes_the_last_figure_away(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(*"24", "backspace", "1")
        assert host.residual_figures[0] == (2, 1)
        await pilot.press("backspace", "backspace")
        assert host.residual_figures[0] == (None, None)
        assert host.figures[0] == (4, 4)


async def test_a_digit_outside_the_scale_is_refused(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("7")
        assert host.residual_figures[0] == (None, None)
        assert host.refusals == ["Sannsynlighet går fra 1 til 5. Skriv et av tallene."]


async def test_ja_asks_who_accepts_and_suggests_the_chair_then_the_last_answer(
    host: WheelHost,
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("j")
        assert (host.prompt, host.line) == ("Hvem godtar restrisikoen på 1?", "Enhetsleder")
        assert (host.reading, host.hint) == ("← forslag", ANSWER_KEYS)
        await type_in(pilot, "Kommunalsjef")
        assert (host.line, host.reading) == ("Kommunalsjef", "")
        await pilot.press("enter", "down", "j")
        assert (host.prompt, host.line) == ("Hvem godtar restrisikoen på 2?", "Kommunalsjef")
        await pilot.press("enter")
        risks = [entry.risk for entry in host.entries]
        assert [risk.accepted_by for risk in risks] == ["Kommunalsjef", "Kommunalsjef", ""]
        assert "Ja · godtatt av Kommunalsjef" in host.detail


async def test_ja_left_with_escape_answers_nothing(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("j", "escape")
        assert host.entries[0].risk.enough is Enough.UNANSWERED
        assert not host.is_in_line


async def test_tab_completes_the_name_and_leaves_a_proposal_as_it_stands(
    archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    walk = Walk(archive, plan_meeting(chair="Enhetsleder"))
    walk.add("Feil liste")
    host = walk.at("nok", ResidualEditor)
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("j", "tab")
        assert (host.line, host.is_in_line) == ("Enhetsleder", True)
        await pilot.press(*"Fag")
        await host.workers.wait_for_complete()
        await pilot.press("tab", "enter")
        assert host.entries[0].risk.accepted_by == "Fagsykepleier"


async def test_ja_with_an_emptied_line_is_a_ja_without_a_name(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("j", "backspace", "enter")
        assert (host.entries[0].risk.enough, host.entries[0].risk.accepted_by) == (Enough.YES, "")


async def test_a_proposed_name_is_no_draft_and_is_still_proposed_when_one_comes_back(
    host: WheelHost, walk: Walk
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("j")
        assert drafts.places(host.archive, host.uid) == ("risikoer/åpen/nok",)
    again = walk.at("nok", ResidualEditor)
    async with again.run_test(size=NARROW) as pilot:
        assert (again.line, again.reading) == ("Enhetsleder", "← forslag")
        await type_in(pilot, "Kommunalsjef")
        await pilot.press("enter")
        assert again.entries[0].risk.accepted_by == "Kommunalsjef"


async def test_nei_answers_and_opens_the_line_for_a_tiltak_on_the_same_risk(
    host: WheelHost,
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("down", "n")
        assert host.entries[1].risk.enough is Enough.NO
        assert host.tasks_asked_for == [(host.entries[1].risk.uid, "")]
        assert any("! mangler tiltak" in line for line in host.in_list())


async def test_a_nei_with_a_tiltak_lacks_nothing(host: WheelHost, walk: Walk) -> None:
    sitting = meetings.load(walk.archive, walk.uid).sitting.uid
    about = walk.entries[0].risk.uid
    walk.write(TaskRow(meeting=walk.uid, sitting=sitting, stop="nok", about=about, text="Mer"))
    host = walk.at("nok", ResidualEditor)
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("n")
        assert not any("!" in line for line in host.in_list())


async def test_a_residual_above_before_is_marked_at_once(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(*"54")
        assert host.in_list()[1].strip() == "! høyere enn før"
        await pilot.press("backspace", "1")
        assert not any("!" in line for line in host.in_list())


async def test_a_red_ja_lacks_a_remark_until_one_is_written(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(*"44", "j", "enter")
        assert host.in_list()[1].strip() == "! mangler merknad"
        await pilot.press("o")
        await type_in(pilot, "Følges hver uke")
        await pilot.press("enter")
        assert host.entries[0].risk.remark == "Følges hver uke"
        assert "Følges hver uke" in host.detail
        assert not any("!" in line for line in host.in_list())


async def test_one_date_for_all_is_understood_as_people_say_it(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("f")
        assert host.prompt == "Neste vurdering for alle"
        await type_in(pilot, "uke 22")
        shown = str(host.editor.query_one("#reading", Static).content)
        assert shown == "= fre 04.06.2027 (uke 22)"
        await pilot.press("enter")
        head = meetings.load(host.archive, host.uid).head
        assert head.next_assessment == date(2027, 6, 4)
        assert "neste 04.06.2027" in host.headings()


async def test_a_risk_can_have_a_date_of_its_own_and_give_it_up(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("down", "u")
        await type_in(pilot, "1.2.27")
        await pilot.press("enter")
        days = [entry.risk.next_assessment for entry in host.entries]
        assert days == [None, date(2027, 2, 1), None]
        assert "vurderes man 01.02.2027 (uke 5)" in host.detail
        await pilot.press("u")
        assert host.line == "01.02.2027"
        await pilot.press(*["backspace"] * 10, "enter")
        assert host.entries[1].risk.next_assessment is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [("31.2.2027", ""), ("løpende", "Skriv en dag"), ("neste fredag", "Det kan bety")],
)
async def test_what_names_no_day_is_refused_in_a_sentence_and_stays_in_the_line(
    host: WheelHost, typed: str, why: str
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("f")
        await type_in(pilot, typed)
        assert str(host.editor.query_one("#reading", Static).content).startswith("!")
        await pilot.press("enter")
        assert len(host.refusals) == 1
        assert why in host.refusals[0]
        assert host.line == typed
        assert meetings.load(host.archive, host.uid).head.next_assessment is None


async def test_the_matrix_shows_where_the_risk_went(host: WheelHost) -> None:
    async with host.run_test(size=WIDE) as pilot:
        await pilot.press(*"24")
        editor = host.editor
        assert isinstance(editor, ResidualEditor)
        assert editor.matrix.residual
        assert (editor.matrix.risks[0].before, editor.matrix.risks[0].after) == ((4, 4), (2, 4))


async def test_the_rooms_own_figures_here_are_kept_apart_from_those_before(
    host: WheelHost,
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("i", *"12", "enter", *"33", "enter")
        assert [row.residual for row in host.entries[0].estimates] == [True, True]
        assert "S innspill 1 2 (spredning 1)" in host.detail


async def test_the_list_is_sorted_by_what_is_left(walk: Walk) -> None:
    walk.score(1, "11", residual=True)
    walk.score(3, "22", residual=True)
    host = walk.at("nok", ResidualEditor)
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("s")
        shown = [int(line[1:4]) for line in host.in_list() if line[:4].strip("▸ ").isdigit()]
        assert shown == [2, 3, 1]


async def test_enter_goes_to_the_next_risk_without_an_answer(walk: Walk) -> None:
    walk.score(2, "11", residual=True)
    walk.act(risk_edits.answer(walk.entries[1].risk, Enough.YES))
    host = walk.at("nok", ResidualEditor)
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("enter")
        assert host.chosen == 3


async def test_markup_is_text_in_the_remark_and_the_name(walk: Walk) -> None:
    walk.add(*MARKUP[3:])
    for entry, text in zip(walk.entries, MARKUP, strict=True):
        after = replace(entry.risk, remark=text, accepted_by=text, enough=Enough.YES, text=text)
        walk.change(entry.risk, after)
    host = walk.at("nok", ResidualEditor)
    async with host.run_test(size=WIDE) as pilot:
        for text in MARKUP:
            await pilot.pause()
            assert host.detail.count(text) == 3
            await pilot.press("o")
            assert host.line == text
            await pilot.press("escape", "down")


async def test_a_closed_meeting_keeps_its_answers(walk: Walk) -> None:
    lifecycle.start(walk.archive, meetings.load(walk.archive, walk.uid))
    lifecycle.close(walk.archive, meetings.load(walk.archive, walk.uid))
    host = walk.at("nok", ResidualEditor)
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("j", "n", "2", "f", "o")
        assert len(host.refusals) == 5
        assert host.tasks_asked_for == []
        assert host.entries[0].risk.enough is Enough.UNANSWERED


async def test_the_next_digit_passes_by_a_hidden_risk_and_the_hint_says_where_it_goes(
    walk: Walk,
) -> None:
    walk.exempt(2)
    host = walk.at("nok", ResidualEditor)
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(*"24")
        assert "neste tall går til 3" in host.hint
        await pilot.press(*"11")
        assert host.residual_figures == [(2, 4), (None, None), (1, 1)]
        assert (host.chosen, host.refusals) == (3, [])


async def test_where_only_hidden_risks_are_left_the_hint_and_the_digit_say_so(walk: Walk) -> None:
    walk.exempt(3)
    host = walk.at("nok", ResidualEditor)
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(*"24", *"33")
        assert host.hint.endswith("Resten er unntatt og skjult. Ctrl+B viser dem.")
        await pilot.press("1")
        assert host.refusals == ["Resten er unntatt og skjult. Ctrl+B viser dem."]


@pytest.mark.parametrize(
    "key", ["j", "n", "m", "e", "p", "o", "u", "i", "l", "h", "1", "backspace", "delete"]
)
async def test_an_act_on_a_hidden_risk_is_refused_at_once_and_opens_nothing(
    walk: Walk, key: str
) -> None:
    walk.exempt(1)
    host = walk.at("nok", ResidualEditor)
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("home", key)
        assert host.refusals == [str(Hidden())]
        assert (host.prompt, host.is_in_line, host.tasks_asked_for) == ("", False, [])
        await pilot.press("down", *"24")
        assert host.residual_figures[1] == (2, 4)


async def test_enter_passes_by_a_hidden_risk(walk: Walk) -> None:
    walk.exempt(2)
    host = walk.at("nok", ResidualEditor)
    async with host.run_test(size=NARROW) as pilot:
        await do(pilot, "enter")
        assert host.chosen == 3
        await do(pilot, "enter")
        assert host.chosen == 1


async def test_a_hidden_risk_is_refused_while_its_number_is_typed(walk: Walk) -> None:
    walk.exempt(2)
    host = walk.at("nok", ResidualEditor)
    async with host.run_test(size=NARROW) as pilot:
        await do(pilot, "m", "2")
        assert host.reading == str(Hidden())
