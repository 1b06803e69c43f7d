import dataclasses
from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from screens.sections.controls import ControlsEditor
from store import drafts, lifecycle, meetings, risk_edits
from store.agreed_edits import AddTask
from store.database import Archive
from store.exemption import hidden
from store.task_rows import TaskRow
from store.undo import undo
from tests.hostile_text import MARKUP
from tests.screens.wheel import NARROW, WIDE, Walk, WheelHost, paste, type_in


@pytest.fixture
def walk(archive: Archive, plan_meeting: Callable[..., str]) -> Walk:
    made = Walk(archive, plan_meeting())
    made.add("Feil liste", "Feil dosett", "Feil bruker")
    return made


@pytest.fixture
def host(walk: Walk) -> WheelHost:
    """Stop 3 with three risks."""
    return walk.at("tiltak", ControlsEditor)


def agree(walk: Walk, number: int, text: str) -> None:
    """A tiltak on a risk."""
    meeting = meetings.load(walk.archive, walk.uid)
    task = TaskRow(
        meeting=walk.uid,
        sitting=meeting.sitting.uid,
        stop="tiltak",
        about=walk.entries[number - 1].risk.uid,
        text=text,
        responsible="Fagsykepleier",
        deadline="15.1",
        deadline_kind="dato",
        deadline_date=date(2027, 1, 15),
    )
    walk.act(AddTask(task, ("Fagsykepleier",)))


async def test_what_is_done_and_what_must_be_done_stand_apart_under_their_risk(
    walk: Walk,
) -> None:
    walk.act(risk_edits.add_control(walk.entries[0].risk, "Samstemming"))
    agree(walk, 1, "Samstemme i helgene")
    host = walk.at("tiltak", ControlsEditor)
    async with host.run_test(size=WIDE):
        first, done, to_do, second = host.in_list()[:4]
        assert "1 Feil liste" in first
        assert done.split() == ["Er", "gjort", "✓", "Samstemming"]
        assert to_do.strip().startswith("Må gjøres   → Samstemme i helgene · Fagsykepleier")
        assert to_do.endswith("fre 15.01.2027 (uke 2)")
        assert "2 Feil dosett" in second
        assert host.headings().startswith("1 av 3 har kontroll eller tiltak")


async def test_words_typed_at_once_are_a_control_on_the_chosen_risk(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        assert (host.prompt, host.is_in_line) == ("Kontroll på 1", True)
        for text in ("Samstemming", "Dobbeltkontroll"):
            await type_in(pilot, text)
            await pilot.press("enter")
        assert [row.text for row in host.entries[0].controls] == ["Samstemming", "Dobbeltkontroll"]
        await pilot.press("enter")
        assert (host.prompt, host.is_in_line, host.chosen) == ("Kontroll på 1", True, 1)


async def test_arrows_choose_another_risk_while_the_line_stays_ready(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await type_in(pilot, "Samstemming")
        await pilot.press("enter", "down")
        assert (host.prompt, host.is_in_line, host.chosen) == ("Kontroll på 2", True, 2)
        await type_in(pilot, "Dobbeltkontroll")
        await pilot.press("enter", "down", "down", "up", "up")
        assert [len(entry.controls) for entry in host.entries] == [1, 1, 0]
        assert (host.prompt, host.is_in_line, host.chosen) == ("Kontroll på 1", True, 1)


async def test_a_half_written_control_belongs_to_the_risk_that_it_was_begun_on(
    host: WheelHost,
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await type_in(pilot, "Samst")
        await pilot.press("down")
        assert host.line == ""
        await type_in(pilot, "Låst")
        await pilot.press("up")
        assert host.line == "Samst"
        await pilot.press("pagedown")
        assert (host.chosen, host.line) == (3, "")
        await pilot.press("up")
        assert host.line == "Låst"
        await pilot.press("enter")
        assert [row.text for row in host.entries[1].controls] == ["Låst"]
        await pilot.press("up", "enter")
        assert [row.text for row in host.entries[0].controls] == ["Samst"]
        assert drafts.places(host.archive, host.uid) == ()


async def test_the_line_follows_a_risk_that_is_chosen_from_outside_or_in_the_list(
    host: WheelHost,
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        host.editor.choose(host.entries[2].risk.uid)
        assert host.prompt == "Kontroll på 3"
        await pilot.press("tab", "home", "down")
        assert host.prompt == "Kontroll på 2"


async def test_tab_goes_to_the_list_where_letters_are_commands_and_back(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        assert host.hint.endswith("Tab: lista, bokstavvalg")
        await pilot.press("tab")
        assert (host.is_in_line, host.prompt) == (False, "Kontroll på 1")
        assert host.hint.startswith("T tiltak · V avvik · H rett linjer")
        await pilot.press("down", "v")
        assert host.prompt == "Avvik på 2"
        assert host.hint == "Enter legger til · ↑ ↓ annen risiko · Esc tilbake"
        await pilot.press("escape")
        assert (host.prompt, host.is_in_line) == ("Kontroll på 2", True)
        for way_back in ("tab", "escape", "enter"):
            await pilot.press("tab", way_back)
            assert host.is_in_line


async def test_without_risks_the_list_is_where_one_is_until_there_is_one(
    archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    host = Walk(archive, plan_meeting()).at("tiltak", ControlsEditor)
    async with host.run_test(size=NARROW) as pilot:
        assert (host.prompt, host.is_in_line) == ("", False)
        await pilot.press("plus")
        await type_in(pilot, "Nøkkel borte")
        await pilot.press("enter", "escape")
        assert (host.prompt, host.is_in_line) == ("Kontroll på 1", True)


async def test_a_half_written_control_comes_back_when_its_deleted_risk_does(
    host: WheelHost, walk: Walk
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await type_in(pilot, "Samst")
        await pilot.press("tab", "delete", "tab")
        assert (host.texts[0], host.prompt, host.line) == ("Feil dosett", "Kontroll på 1", "")
        undo(host.archive, host.uid)
        host.editor.show(meetings.load(host.archive, host.uid))
        await pilot.press("up")
        assert (host.texts[0], host.prompt, host.line) == ("Feil liste", "Kontroll på 1", "Samst")


async def test_a_tiltak_is_asked_for_on_the_chosen_risk(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("down", "tab", "t")
        assert host.tasks_asked_for == [(host.entries[1].risk.uid, "")]


async def test_three_pasted_lines_are_three_controls_and_one_step_of_undo(
    host: WheelHost,
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await paste(pilot, host, ["1. Samstemming", "2. Låst skap", "3. Dobbeltkontroll"])
        texts = [row.text for row in host.entries[0].controls]
        assert texts == ["Samstemming", "Låst skap", "Dobbeltkontroll"]


async def test_a_control_is_corrected_and_taken_away(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("L", "s", "enter", "tab", "h", "1")
        assert (host.prompt, host.line) == ("Rediger kontroll på 1", "Ls")
        await pilot.press("left", "å", "enter")
        assert [row.text for row in host.entries[0].controls] == ["Lås"]
        await pilot.press("tab", "h", "1", "backspace", "backspace", "backspace", "enter")
        assert host.entries[0].controls == ()


async def test_the_number_of_an_avvik_is_set_but_its_cause_is_not_shown(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("f6")
        await type_in(pilot, "Rutine mangler")
        await pilot.press("enter", "escape", "tab", "h", "1", "2", "2")
        await type_in(pilot, "A17")
        await pilot.press("enter")
        assert host.entries[0].deviations[0].number == "A17"
        assert any("! Avvik: Rutine mangler" in line for line in host.in_list())


async def test_causes_and_references_stand_under_the_list(host: WheelHost) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("f4")
        await type_in(pilot, "Travelt")
        await pilot.press("enter", "escape", "tab", "l")
        await type_in(pilot, "Forskrift")
        await pilot.press("enter")
        assert host.detail == "Årsaker: Travelt\nLovkrav: Forskrift"


async def test_a_kill_in_the_middle_of_an_avvik_opens_its_line_again(
    host: WheelHost, walk: Walk
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("down", "down", "f6")
        await type_in(pilot, "Rutine")
    again = walk.at("tiltak", ControlsEditor)
    async with again.run_test(size=NARROW) as pilot:
        assert (again.prompt, again.line, again.is_in_line) == ("Avvik på 3", "Rutine", True)


async def test_a_line_about_a_risk_that_was_taken_back_goes_to_its_neighbour(
    host: WheelHost, walk: Walk
) -> None:
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("down", "down", "f6")
        await type_in(pilot, "Rutine")
        walk.act(risk_edits.remove(meetings.load(walk.archive, walk.uid), walk.entries[2]))
        host.editor.show(meetings.load(walk.archive, walk.uid))
        await pilot.pause()
        assert (host.prompt, host.line, host.chosen) == ("Kontroll på 2", "", 2)


async def test_the_text_of_an_exempt_tiltak_is_hidden(walk: Walk) -> None:
    agree(walk, 1, "Snakke med bruker")
    task = meetings.load(walk.archive, walk.uid).tasks[0]
    host = walk.at("tiltak", ControlsEditor)
    async with host.run_test(size=WIDE) as pilot:
        assert any("Snakke" in line for line in host.in_list())
        exempt = replace(task, exempt="hjemmel")
        host.editor.show(hidden(dataclasses.replace(host.shown, tasks=(exempt,))))
        await pilot.pause()
        assert not any("Snakke" in line for line in host.in_list())
        assert any("Unntatt offentlighet" in line for line in host.in_list())


async def test_markup_is_text_in_controls_and_tiltak(walk: Walk) -> None:
    for text in MARKUP:
        walk.act(risk_edits.add_control(walk.entries[0].risk, text))
        agree(walk, 1, text)
    host = walk.at("tiltak", ControlsEditor)
    async with host.run_test(size=WIDE):
        for text in MARKUP:
            assert any(line.endswith(f"✓ {text}") for line in host.in_list())
            assert any(f"→ {text} ·" in line for line in host.in_list())


async def test_a_closed_meeting_takes_no_control(walk: Walk) -> None:
    lifecycle.start(walk.archive, meetings.load(walk.archive, walk.uid))
    lifecycle.close(walk.archive, meetings.load(walk.archive, walk.uid))
    host = walk.at("tiltak", ControlsEditor)
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("f4", "f5", "enter", "delete")
        assert host.prompt == ""
        assert "risk.control" not in {
            each.binding.id for each in host.screen.active_bindings.values() if each.enabled
        }
    assert meetings.load(walk.archive, walk.uid).controls == ()
