from collections.abc import Callable

import pytest
from msgspec.structs import replace

from screens.dialogs import Choose, Confirm
from screens.sections.identify import IdentifyEditor
from store import drafts, lifecycle, meetings, risk_edits
from store.database import Archive
from store.journal import action
from store.rows import LegalBasisRow
from store.undo import undo
from store.vocabulary import DeviationKind
from tests.hostile_text import MARKUP
from tests.screens.wheel import NARROW, WIDE, Walk, WheelHost, paste, type_in


@pytest.fixture
def walk(archive: Archive, plan_meeting: Callable[..., str]) -> Walk:
    return Walk(archive, plan_meeting())


@pytest.fixture
def host(walk: Walk) -> WheelHost:
    """Stop 1 with three risks."""
    walk.add("Feil liste", "Feil dosett", "Feil bruker")
    return walk.at("identifiser", IdentifyEditor)


async def test_enter_after_enter_makes_risks_at_once(walk: Walk) -> None:
    host = walk.at("identifiser", IdentifyEditor)
    async with host.run_test(size=NARROW) as pilot:
        assert host.prompt == "Ny risiko"
        await type_in(pilot, "Feil liste")
        await pilot.press("enter")
        await type_in(pilot, "Feil dosett")
        await pilot.press("enter")
        assert host.texts == ["Feil liste", "Feil dosett"]
        assert (host.line, host.is_in_line, host.chosen) == ("", True, 2)
        assert any("Feil dosett" in line and "▸" in line for line in host.in_list())


@pytest.mark.parametrize("typed", [" Travelt", "- Travelt", "-Travelt"])
async def test_a_line_typed_with_an_indent_is_a_cause_of_the_risk_above(
    host: WheelHost, typed: str
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await type_in(pilot, typed)
        await pilot.press("enter")
        assert [row.text for row in host.entries[2].causes] == ["Travelt"]
        assert len(host.entries) == 3
        assert host.prompt == "Ny risiko"
        assert any(line.strip() == "› Travelt" for line in host.in_list())


async def test_a_dash_before_a_figure_is_no_indent(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await type_in(pilot, "-5 grader i kjøleskapet")
        await pilot.press("enter")
        assert host.texts[-1] == "-5 grader i kjøleskapet"


async def test_an_indented_line_before_any_risk_is_a_risk(walk: Walk) -> None:
    host = walk.at("identifiser", IdentifyEditor)
    async with host.run_test(size=NARROW) as pilot:
        await type_in(pilot, " Feil liste")
        await pilot.press("enter")
        assert host.texts == ["Feil liste"]


async def test_pasted_lines_become_risks_whatever_their_bullets(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await paste(pilot, host, ["- Nøkkel borte", "• Kode på lapp", "  Dør står åpen"])
        assert host.texts[3:] == ["Nøkkel borte", "Kode på lapp", "Dør står åpen"]
        assert host.chosen == 6
        undo(host.archive, host.uid)
        assert len(host.entries) == 3


@pytest.mark.parametrize(("answer", "made", "left"), [("j", 12, ""), ("n", 0, "Ting 1 Ting 2")])
async def test_more_than_ten_pasted_lines_ask_first(
    host: WheelHost, answer: str, made: int, left: str
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await paste(pilot, host, [f"Ting {number}" for number in range(1, 13)])
        assert isinstance(host.screen, Confirm)
        assert len(host.entries) == 3
        await pilot.press(answer)
        await pilot.pause()
        assert len(host.entries) == 3 + made
        assert host.line.startswith(left)
        assert host.is_in_line


async def test_up_goes_to_the_last_risk_and_down_past_it_comes_back(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("up")
        assert (host.chosen, host.is_in_line) == (3, False)
        await pilot.press("up", "up", "up")
        assert host.chosen == 1
        await pilot.press("end", "down")
        assert (host.chosen, host.is_in_line) == (3, True)


async def test_digits_toggle_the_four_v_of_the_chosen_risk(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("up", "home", "1", "3", "4", "4")
        risk = host.entries[0].risk
        assert (risk.important, risk.common, risk.difficult, risk.varying) == (
            True,
            False,
            True,
            False,
        )
        assert host.in_list()[0].count("●") == 2
        assert "Vik Van Vsk Var" in host.headings()
    wide = WheelHost(host.archive, host.uid, "identifiser", IdentifyEditor)
    async with wide.run_test(size=WIDE):
        assert "Viktig Vanlig Vanskelig Variasjon" in wide.headings()


async def test_digits_in_the_line_are_text(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await type_in(pilot, "4 av 10 mangler")
        await pilot.press("enter")
        assert host.texts[-1] == "4 av 10 mangler"
        assert not any(entry.marked for entry in host.entries)


@pytest.mark.parametrize(
    ("key", "prompt", "kind"),
    [("f4", "Årsak til 3", "causes"), ("f5", "Kontroll på 3", "controls")],
)
async def test_a_function_key_makes_the_line_for_the_chosen_risk_and_stays_ready(
    host: WheelHost, key: str, prompt: str, kind: str
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press(key)
        assert host.prompt == prompt
        for text in ("Travelt", "Ny"):
            await type_in(pilot, text)
            await pilot.press("enter")
        assert [row.text for row in getattr(host.entries[2], kind)] == ["Travelt", "Ny"]
        await pilot.press("enter")
        assert (host.prompt, host.is_in_line) == ("Ny risiko", True)


async def test_the_letters_do_the_same_on_the_list(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("up", "home", "å")
        assert host.prompt == "Årsak til 1"
        await pilot.press("escape", "up", "home", "k")
        assert host.prompt == "Kontroll på 1"
        await pilot.press("escape", "up", "home", "v")
        assert host.prompt == "Avvik på 1"


async def test_f6_makes_an_avvik_and_f6_again_a_hendelse_of_the_same_text(
    host: WheelHost,
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("f6")
        await type_in(pilot, "Rutine mangler")
        await pilot.press("enter", "f6")
        assert host.prompt == "Hendelse på 3"
        await type_in(pilot, "Dosett mistet")
        await pilot.press("enter", "f6")
        assert host.prompt == "Avvik på 3"
        rows = host.entries[2].deviations
        assert [(row.text, row.kind) for row in rows] == [
            ("Rutine mangler", DeviationKind.DEVIATION),
            ("Dosett mistet", DeviationKind.EVENT),
        ]


async def test_the_text_follows_from_avvik_to_hendelse(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("f6")
        await type_in(pilot, "Fall")
        await pilot.press("f6")
        assert (host.prompt, host.line) == ("Hendelse på 3", "Fall")
        assert drafts.places(host.archive, host.uid) == (
            f"risikoer/hendelse/{host.entries[2].risk.uid}",
            "risikoer/åpen/identifiser",
        )


async def test_arrows_in_the_line_take_it_to_the_next_risk(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("up", "home", "å")
        await type_in(pilot, "Travelt")
        await pilot.press("enter", "down")
        assert (host.prompt, host.chosen) == ("Årsak til 2", 2)
        await type_in(pilot, "Ny")
        await pilot.press("enter")
        assert [row.text for row in host.entries[1].causes] == ["Ny"]


async def test_half_a_cause_waits_while_something_else_is_written(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("f4")
        await type_in(pilot, "Halv")
        await pilot.press("f5")
        assert host.line == ""
        await pilot.press("f4")
        assert host.line == "Halv"
        await pilot.press("escape")
        assert (host.prompt, host.line) == ("Ny risiko", "")


async def test_a_kill_in_the_middle_of_a_word_leaves_the_word_in_the_line(
    host: WheelHost, walk: Walk
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await type_in(pilot, "Nøkkelb")
    again = walk.at("identifiser", IdentifyEditor)
    async with again.run_test(size=NARROW) as pilot:
        assert (again.prompt, again.line, again.is_in_line) == ("Ny risiko", "Nøkkelb", True)
        await type_in(pilot, "oks")
        await pilot.press("enter")
        assert again.texts[-1] == "Nøkkelboks"
        assert drafts.places(again.archive, again.uid) == ()


async def test_a_kill_in_the_middle_of_a_cause_opens_the_same_line_on_the_same_risk(
    host: WheelHost, walk: Walk
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("up", "up", "f4")
        await type_in(pilot, "Trav")
    again = walk.at("identifiser", IdentifyEditor)
    async with again.run_test(size=NARROW) as pilot:
        assert (again.prompt, again.line, again.chosen) == ("Årsak til 2", "Trav", 2)
        await type_in(pilot, "elt")
        await pilot.press("enter")
        assert [row.text for row in again.entries[1].causes] == ["Travelt"]


async def test_an_edit_begins_with_the_text_and_is_dropped_by_escape(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("up", "e")
        assert (host.prompt, host.line) == ("Rediger 3", "Feil bruker")
        await type_in(pilot, " tar den")
        await pilot.press("escape")
        assert host.texts[2] == "Feil bruker"
        await pilot.press("up", "e")
        assert host.line == "Feil bruker"
        await type_in(pilot, " tar den")
        await pilot.press("enter")
        assert host.texts[2] == "Feil bruker tar den"
        assert host.prompt == "Ny risiko"


async def test_a_deleted_risk_is_gone_at_once_and_undo_brings_it_back(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("up", "up", "delete")
        assert host.texts == ["Feil liste", "Feil bruker"]
        assert host.chosen == 2
        assert host.said == ["Risiko 2 er slettet. Ctrl+Z henter den tilbake."]
        undo(host.archive, host.uid)
        host.editor.show(meetings.load(host.archive, host.uid))
        await pilot.pause()
        assert host.texts == ["Feil liste", "Feil dosett", "Feil bruker"]


async def test_ctrl_arrows_move_the_chosen_risk_and_the_cursor_follows(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("up", "ctrl+up", "ctrl+up", "ctrl+up")
        assert host.texts == ["Feil bruker", "Feil liste", "Feil dosett"]
        assert host.chosen == 1
        await pilot.press("ctrl+down")
        assert (host.texts[1], host.chosen) == ("Feil bruker", 2)


async def test_a_risk_is_merged_into_another_by_its_number(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("up", "m")
        assert host.prompt == "Slå 3 sammen med nr."
        await pilot.press("1")
        assert "Feil liste" in str(host.editor.query_one("#reading").render())
        await pilot.press("enter")
        assert host.texts == ["Feil liste / Feil bruker", "Feil dosett"]
        assert host.chosen == 1


@pytest.mark.parametrize("typed", ["3", "9", "x"])
async def test_a_number_that_is_no_other_risk_is_refused_and_stays_in_the_line(
    host: WheelHost, typed: str
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("up", "m", typed, "enter")
        assert host.refusals == ["Skriv nummeret på en annen risiko i lista."]
        assert (host.line, len(host.entries)) == (typed, 3)


async def test_a_split_stands_right_after_the_risk_and_is_chosen(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("up", "home", "p")
        await type_in(pilot, "Liste mangler")
        await pilot.press("enter")
        assert host.texts[:2] == ["Feil liste", "Liste mangler"]
        assert host.chosen == 2


@pytest.mark.parametrize(
    ("key", "field", "word"),
    [("l", "legal_requirement", "Lovkrav: P12"), ("r", "procedure", "Prosedyre: P12")],
)
async def test_the_legal_requirement_and_the_procedure_are_set_changed_and_cleared(
    host: WheelHost, key: str, field: str, word: str
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("up", key)
        await type_in(pilot, "P12")
        await pilot.press("enter")
        assert getattr(host.entries[2].risk, field) == "P12"
        assert word in host.detail
        await pilot.press("up", key, "backspace", "backspace", "backspace", "enter")
        assert getattr(host.entries[2].risk, field) == ""


async def test_a_task_is_asked_for_on_the_chosen_risk(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("up", "home", "t")
        assert host.tasks_asked_for == [(host.entries[0].risk.uid, "")]


async def test_a_cause_is_corrected_and_an_emptied_one_taken_away(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await type_in(pilot, "- Tralt")
        await pilot.press("enter", "up", "h")
        assert isinstance(host.screen, Choose)
        await pilot.press("1")
        await pilot.pause()
        assert (host.prompt, host.line) == ("Rediger årsak på 3", "Tralt")
        await pilot.press("left", "left", "v", "e", "enter")
        assert [row.text for row in host.entries[2].causes] == ["Travelt"]
        await pilot.press("up", "h", "1", *["backspace"] * 7, "enter")
        assert host.entries[2].causes == ()


async def test_there_is_nothing_to_correct_on_a_bare_risk(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("up", "h")
        assert host.refusals == ["Det henger ingen årsak, kontroll eller avvik på risikoen."]


async def test_keys_on_an_empty_list_refuse_in_a_sentence(walk: Walk) -> None:
    host = walk.at("identifiser", IdentifyEditor)
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("f4")
        assert host.refusals == ["Det er ingen risiko her ennå. Skriv en risiko først."]
        await pilot.press("up", "f6", "ctrl+up", "pageup", "pagedown")
        assert host.entries == ()


async def test_markup_is_text_in_the_list_and_in_the_line(walk: Walk) -> None:
    walk.add(*MARKUP)
    for entry, text in zip(walk.entries, MARKUP, strict=True):
        walk.act(risk_edits.add_cause(entry.risk, text))
    host = walk.at("identifiser", IdentifyEditor)
    async with host.run_test(size=WIDE) as pilot:
        for number, text in enumerate(MARKUP, start=1):
            assert sum(text in line for line in host.in_list()) >= 2
            await pilot.press("up", "home", *["down"] * (number - 1), "e")
            assert host.line == text
            await pilot.press("enter")
        await pilot.press("up", "m", "1")
        assert str(host.editor.query_one("#reading").render()) == MARKUP[0]
        await pilot.press("escape", "up", "h")
        await pilot.pause()
        assert host.texts == list(MARKUP)


async def test_two_hundred_risks_are_walked_with_few_widgets(walk: Walk) -> None:
    walk.add(*(f"Risiko med et navn {number}" for number in range(1, 201)))
    host = walk.at("identifiser", IdentifyEditor)
    async with host.run_test(size=NARROW) as pilot:
        assert len(list(host.screen.walk_children())) < 30
        await pilot.press("up")
        assert host.chosen == 200
        await pilot.press("pageup")
        assert 180 < host.chosen < 200
        await pilot.press("home")
        assert host.in_list()[0].startswith("▸")
        await pilot.press("end")
        assert any("Risiko med et navn 200" in line for line in host.in_list())


async def test_only_a_risk_chosen_by_hand_is_carried_to_the_next_stop(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        assert (host.chosen, host.editor.carried) == (3, "")
        await pilot.press("up", "up")
        assert host.editor.carried == host.entries[1].risk.uid


async def test_a_click_chooses_the_risk_under_the_mouse(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.click("RiskList", offset=(10, 1))
        await pilot.pause()
        assert host.chosen == 2


async def test_an_avvik_line_with_nothing_typed_in_it_is_not_opened_again(walk: Walk) -> None:
    walk.add("Feil liste")
    host = walk.at("identifiser", IdentifyEditor)
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("f6")
        assert host.prompt == "Avvik på 1"
    again = walk.at("identifiser", IdentifyEditor)
    async with again.run_test(size=NARROW) as pilot:
        assert again.prompt == "Ny risiko"
        await pilot.press("f6")
        await type_in(pilot, "Halvt")
    third = walk.at("identifiser", IdentifyEditor)
    async with third.run_test(size=NARROW):
        assert (third.prompt, third.line) == ("Avvik på 1", "Halvt")


async def test_a_text_of_100_kb_takes_a_few_lines(walk: Walk) -> None:
    walk.add("ord " * 25_000, "Neste")
    host = walk.at("identifiser", IdentifyEditor)
    async with host.run_test(size=NARROW):
        lines = host.in_list()
        assert any("Neste" in line for line in lines[:4])
        assert "…" in lines[1]


async def test_an_exempt_risk_is_hidden_on_the_shared_screen(walk: Walk) -> None:
    walk.add("Hemmelig")
    with action(walk.archive, None, "Hjemmel") as writer:
        basis = writer.add(LegalBasisRow(name="offl. § 13")).uid
    risk = walk.entries[0].risk
    walk.change(risk, replace(risk, exempt=basis))
    host = walk.at("identifiser", IdentifyEditor)
    async with host.run_test(size=NARROW):
        assert "Hemmelig" not in "\n".join(host.in_list())
        assert "Unntatt offentlighet" in host.in_list()[0]


async def test_a_closed_meeting_shows_everything_and_offers_no_line(walk: Walk) -> None:
    walk.add("Feil liste")
    lifecycle.start(walk.archive, meetings.load(walk.archive, walk.uid))
    lifecycle.close(walk.archive, meetings.load(walk.archive, walk.uid))
    host = walk.at("identifiser", IdentifyEditor)
    async with host.run_test(size=NARROW) as pilot:
        assert (host.prompt, host.is_in_line) == ("", False)
        assert "Feil liste" in host.in_list()[0]
        for key in ("1", "delete", "e", "p", "plus"):
            await pilot.press(key)
        assert len(host.refusals) == 5
        assert all("kan bare leses" in refusal for refusal in host.refusals)
        assert host.texts == ["Feil liste"]
        assert host.prompt == ""
