"""One sak at a time, by keys: what is then in the file."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Static

from screens.sections.item import ItemEditor
from screens.widgets.capture import CaptureLine, CaptureText
from screens.widgets.row_list import RowList
from store import drafts, item_edits, lifecycle, statement_edits
from store.database import Archive
from store.edits import Change
from store.undo import undo
from store.vocabulary import ItemText, ItemType, Outcome, Presence, Stance
from tests.hostile_text import MARKUP
from tests.screens.acts import do
from tests.screens.desk_host import EditorHost
from tests.store.cooperation import PEOPLE, Table


@pytest.fixture
def table(archive: Archive) -> Table:
    found = Table(archive)
    found.add("Vikarbyrå", "Lokale forhandlinger")
    found.fix()
    return found


def host_of(table: Table) -> EditorHost:
    return EditorHost(table.archive, table.uid, "saker", ItemEditor)


async def press(table: Table, *keys: str, size: tuple[int, int] = (80, 24)) -> EditorHost:
    host = host_of(table)
    async with host.run_test(size=size) as pilot:
        await do(pilot, *keys)
    return host


def shown(host: EditorHost) -> str:
    rows = host.query_one(RowList)
    lines = [str(getattr(option.prompt, "plain", option.prompt)) for option in rows.options]
    statics = [str(each.content) for each in host.query(Static)]
    return "\n".join([*statics, *lines])


def text(table: Table, column: ItemText) -> str:
    return item_edits.text_of(table.entry(), column)


def text_in(table: Table, place: int) -> str:
    return item_edits.text_of(table.entry(place), ItemText.CONCLUSION)


@pytest.mark.parametrize(
    ("key", "column"),
    [
        ("b", ItemText.BACKGROUND),
        ("l", ItemText.BASIS),
        ("f", ItemText.PROPOSAL),
        ("k", ItemText.CONCLUSION),
        ("r", ItemText.CORRECTION),
    ],
)
async def test_each_text_has_its_key(table: Table, key: str, column: ItemText) -> None:
    await press(table, key, "'Utkast sendt", "enter")
    assert text(table, column) == "Utkast sendt"


async def test_a_text_is_changed_where_it_stands_and_taken_away(table: Table) -> None:
    table.say(ItemText.BACKGROUND, "Utkast")
    await press(table, "enter", "' sendt", "enter")
    assert text(table, ItemText.BACKGROUND) == "Utkast sendt"
    await press(table, "delete")
    assert text(table, ItemText.BACKGROUND) == ""


async def test_several_pasted_lines_make_the_box_grow_and_none_is_lost(table: Table) -> None:
    host = host_of(table)
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "k")
        host.query_one(CaptureLine)._paste("Første linje\nAndre linje")
        await do(pilot)
        assert host.focused is host.query_one(CaptureText)
        await do(pilot, "ctrl+s")
    assert text(table, ItemText.CONCLUSION) == "Første linje\nAndre linje"


def stands(table: Table) -> list[tuple[str, str]]:
    return [(row.party, str(row.stance)) for row in table.entry().positions]


async def test_digits_go_straight_down_the_parties_that_are_there(table: Table) -> None:
    table.attend("HTV Utdanningsforbundet", presence=Presence.ABSENT)
    await press(table, "2", "6")
    assert stands(table) == [("Fagforbundet", "uenig"), ("Hovedverneombud", "ingen merknader")]


async def test_digits_go_through_all_parties_while_nobodys_attendance_is_written(
    table: Table,
) -> None:
    for name in PEOPLE:
        table.attend(name, presence=Presence.ABSENT)
    await press(table, "2", "4")
    assert stands(table) == [("Fagforbundet", "uenig"), ("Utdanningsforbundet", "tar forbehold")]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"presence": Presence.ABSENT}, "var ikke til stede"),
        ({"left": "kl. 08.30"}, "gikk kl. 08.30"),
    ],
    ids=["absent", "left"],
)
async def test_a_stand_of_a_party_with_nobody_there_is_written_and_remarked_on(
    table: Table, said: dict[str, Any], why: str
) -> None:
    table.attend("HTV Utdanningsforbundet", **said)
    host = await press(table, *["down"] * 4, "1")
    assert stands(table) == [("Utdanningsforbundet", "enig")]
    assert host.refusals == [
        f"Utdanningsforbundet {why}; standpunktet er ført likevel. Ctrl+O retter oppmøtet."
    ]


async def test_who_comes_to_a_position_from_elsewhere_stands_on_it(table: Table) -> None:
    table.say(ItemText.BACKGROUND, "Utkast")
    table.stand("Utdanningsforbundet", Stance.DISAGREES)
    host = host_of(table)
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot)
        host.editor.choose(table.entry().positions[0].uid)
        await do(pilot, "delete")
    assert stands(table) == []
    assert text(table, ItemText.BACKGROUND) == "Utkast"


async def test_a_protokolltilførsel_is_taken_away_like_the_rest(table: Table) -> None:
    table.act(statement_edits.announce(table.meeting, table.entry().item, ["Fagforbundet"]))
    host = await press(table, "end", "delete")
    assert table.entry().statements == ()
    assert host.said[-1] == "Tatt bort. Ctrl+Z henter det tilbake."


async def test_only_a_party_can_announce_a_protokolltilførsel(table: Table) -> None:
    host = await press(table, "u", "2", "'Noen andre", "enter")
    assert table.entry().statements == ()
    assert host.refusals[-1].startswith("Noen andre er ingen av partene.")


async def test_a_condition_asks_for_its_words_and_then_goes_on_to_the_next(table: Table) -> None:
    await press(table, "3", "'evaluering etter seks måneder", "enter", "6")
    assert stands(table)[:2] == [
        ("Fagforbundet", "enig under forutsetning av"),
        ("Utdanningsforbundet", "ingen merknader"),
    ]
    assert table.entry().positions[0].text == "evaluering etter seks måneder"


async def test_words_are_added_to_a_stance_with_enter(table: Table) -> None:
    await press(table, "2", "up", "enter", "'Ikke utredet", "enter")
    (row,) = table.entry().positions
    assert (row.stance, row.text) == (Stance.DISAGREES, "Ikke utredet")


async def test_words_before_a_stance_are_refused_with_a_sentence(table: Table) -> None:
    host = await press(table, "down", "down", "down", "enter")
    assert host.refusals == ["Velg standpunktet først, med et tall. Enter gir begrunnelsen."]


async def test_the_safety_delegate_gives_an_uttalelse_and_no_stance(table: Table) -> None:
    host = await press(table, "1", "1", "1", "1", "1")
    assert "gir en uttalelse" in host.refusals[-1]
    await press(table, "8", "'Risikovurdering først", "enter")
    assert stands(table)[-1] == ("Hovedverneombud", "uttalelse")


async def test_a_position_is_withdrawn_and_undo_brings_it_back(table: Table) -> None:
    await press(table, "2", "up", "backspace")
    assert stands(table) == []
    undo(table.archive, table.uid)
    assert stands(table) == [("Fagforbundet", "uenig")]


async def test_a_party_with_nobody_there_is_shown_as_such_and_a_substitute_too(
    table: Table,
) -> None:
    table.attend("HTV Utdanningsforbundet", presence=Presence.ABSENT)
    table.attend("HTV Fagforbundet", substitute_for="HTV Delta")
    host = host_of(table)
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot)
        lines = shown(host).splitlines()
    assert any("Utdanningsforbundet" in line and "ingen til stede" in line for line in lines)
    assert any("Fagforbundet (vara)" in line for line in lines)


async def test_disagreement_asks_for_protokolltilførsel_at_once(table: Table) -> None:
    table.stand("Fagforbundet", Stance.DISAGREES)
    table.stand("Norsk Sykepleierforbund", Stance.DISAGREES)
    host = await press(table, "u", "2", "enter")
    entry = table.entry()
    assert entry.item.outcome is Outcome.DISAGREEMENT
    assert entry.item.statement_offered
    assert entry.statements[0].senders == "Fagforbundet\nNorsk Sykepleierforbund"
    assert entry.statements[0].due == date(2026, 12, 1)
    assert host.said[-1] == "Protokolltilførsel er varslet. Frist 01.12.2026."


async def test_nobody_wants_one(table: Table) -> None:
    await press(table, "u", "2", "ctrl+u", "enter")
    assert table.entry().item.statement_offered
    assert table.entry().statements == ()


async def test_left_unanswered_it_is_asked_for_still(table: Table) -> None:
    await press(table, "u", "2", "escape")
    assert statement_edits.is_asked_for(table.entry())


async def test_the_outcomes_are_those_of_the_type(table: Table) -> None:
    await press(table, "y", "1", "u", "2", "r", "'Feil dato i sak 3", "enter")
    entry = table.entry()
    assert entry.item.type is ItemType.APPROVAL
    assert entry.item.outcome is Outcome.APPROVED_CORRECTED
    assert text(table, ItemText.CORRECTION) == "Feil dato i sak 3"


async def test_a_negotiation_has_no_outcome_here(table: Table) -> None:
    host = await press(table, "y", "4", "u")
    assert host.refusals == ["En forhandling får egen protokoll. S starter den."]


async def test_f8_goes_sak_by_sak_and_then_leaves_the_stop(table: Table) -> None:
    host = host_of(table)
    async with host.run_test(size=(80, 24)):
        assert host.editor.about == table.entry(1).item.uid
        assert host.editor.step(1)
        assert host.editor.about == table.entry(2).item.uid
        assert not host.editor.step(1)
        assert host.editor.step(-1)
        assert not host.editor.step(-1)


async def test_it_begins_at_the_first_sak_that_is_not_concluded(table: Table) -> None:
    table.end(Outcome.AGREEMENT)
    host = host_of(table)
    async with host.run_test(size=(80, 24)):
        assert host.editor.about == table.entry(2).item.uid


async def test_a_task_hangs_on_the_sak(table: Table) -> None:
    host = await press(table, "t")
    assert host.tasks_asked_for == [(table.entry().item.uid, "")]


@pytest.mark.parametrize("size", [(80, 24), (160, 45), (40, 12)])
async def test_the_sak_is_always_in_sight(table: Table, size: tuple[int, int]) -> None:
    table.say(ItemText.BACKGROUND, "Lang bakgrunn. " * 200)
    host = host_of(table)
    async with host.run_test(size=size) as pilot:
        await do(pilot, "end", "k", "'Drøftet")
        title = host.query_one("#item-title", Static)
        assert "Vikarbyrå" in str(title.content)
        assert title.region.height > 0
        assert host.screen.region.contains_region(title.region)
        box = host.query_one("#capture", CaptureLine)
        assert host.screen.region.contains_region(box.region)


async def test_a_half_written_text_is_kept_and_open_again_after_a_kill(table: Table) -> None:
    host = host_of(table)
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "k", "'Halvskr")
        uid = table.entry().item.uid
        assert drafts.text(table.archive, table.uid, f"saker/{uid}/konklusjon") == "Halvskr"
    again = host_of(table)
    async with again.run_test(size=(80, 24)) as pilot:
        await do(pilot, "'evet", "enter")
    assert text(table, ItemText.CONCLUSION) == "Halvskrevet"
    assert drafts.places(table.archive, table.uid) == ()


async def test_a_half_written_text_waits_on_its_sak_when_one_goes_to_the_next(
    table: Table,
) -> None:
    host = host_of(table)
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "k", "'Halvskr")
        assert host.editor.step(1)
        await do(pilot, "k", "'Den andre", "enter")
        assert host.editor.step(-1)
        await do(pilot, "k", "'evet", "enter")
    assert [text_in(table, place) for place in (1, 2)] == ["Halvskrevet", "Den andre"]


async def test_a_text_that_was_only_looked_at_leaves_no_draft(table: Table) -> None:
    table.say(ItemText.CONCLUSION, "Drøftet")
    host = host_of(table)
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "k")
        assert host.editor.step(1)
    assert drafts.places(table.archive, table.uid) == ()


async def test_a_half_written_protokolltilførsel_is_kept_at_every_key(table: Table) -> None:
    table.act(statement_edits.announce(table.meeting, table.entry().item, ("Delta",)))
    host = host_of(table)
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "p", "1", "1", "D", "e", "enter", "l")
    again = host_of(table)
    async with again.run_test(size=(80, 24)):
        assert again.query_one(CaptureText).text == "De\nl"


async def deliver(pilot: Pilot[None], words: str) -> None:
    await do(pilot, "p", "1", "1")
    box = pilot.app.query_one(CaptureText)
    box.insert(words)
    await do(pilot, "ctrl+s")


async def test_a_protokolltilførsel_is_delivered_verbatim_to_a_closed_meeting(
    table: Table,
) -> None:
    table.act(statement_edits.announce(table.meeting, table.entry().item, ("Delta",)))
    lifecycle.close(table.archive, table.meeting)
    words = "Første avsnitt.\n\n  Andre avsnitt."
    host = host_of(table)
    async with host.run_test(size=(80, 24)) as pilot:
        await deliver(pilot, words)
        await do(pilot, "ctrl+u", "'1.12.2026", "enter")
    (row,) = table.entry().statements
    assert (row.text, row.delivered) == (words, date(2026, 12, 1))


async def test_the_employer_replies_to_it(table: Table) -> None:
    table.act(statement_edits.announce(table.meeting, table.entry().item, ("Delta",)))
    host = host_of(table)
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "p", "1", "2")
        host.query_one(CaptureText).insert("Tas til etterretning")
        await do(pilot, "ctrl+s")
    assert table.entry().statements[0].reply == "Tas til etterretning"


async def test_the_employers_decision_comes_later_with_its_date(table: Table) -> None:
    lifecycle.close(table.archive, table.meeting)
    await press(table, "a", "'Innføres fra nyttår", "enter", "ctrl+u", "'15.12", "enter")
    assert text(table, ItemText.EMPLOYERS_DECISION) == "Innføres fra nyttår"
    assert table.entry().item.decided_on == date(2026, 12, 15)


async def test_a_remark_is_received_after_the_meeting(table: Table) -> None:
    host = host_of(table)
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "m")
        assert host.refusals
    lifecycle.close(table.archive, table.meeting)
    host = host_of(table)
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "m", "'Delta", "enter", "1")
        host.query_one(CaptureText).insert("Feil dato")
        await do(pilot, "ctrl+s")
    (row,) = table.entry().remarks
    assert (row.sender, row.text, row.received) == ("Delta", "Feil dato", date(2026, 11, 24))


async def test_a_closed_meeting_takes_nothing_else(table: Table) -> None:
    lifecycle.close(table.archive, table.meeting)
    host = await press(table, "k", "1", "u", "y", "b")
    assert len(host.refusals) == 5
    assert (table.meeting.notes, table.meeting.positions) == ((), ())


async def test_markup_is_text_everywhere(table: Table) -> None:
    words = " ".join(MARKUP)
    await press(table, "b", f"'{words}", "enter", "3", f"'{words}", "enter")
    assert text(table, ItemText.BACKGROUND) == words


async def test_an_exempt_text_is_not_on_the_shared_screen(table: Table) -> None:
    table.say(ItemText.BACKGROUND, "hemmelig")
    (note,) = table.meeting.notes
    table.act(Change(note, replace(note, exempt="basis-1")))
    host = host_of(table)
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot)
        assert "hemmelig" not in shown(host)


async def test_where_an_exempt_position_stands_is_not_on_the_shared_screen(table: Table) -> None:
    table.stand("Fagforbundet", Stance.DISAGREES, "hemmelig")
    (row,) = table.entry().positions
    table.act(Change(row, replace(row, exempt="basis-1")))
    host = host_of(table)
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot)
        (line,) = [line for line in shown(host).splitlines() if line.startswith("Fagforbundet")]
    assert "uenig" not in line
    assert "hemmelig" not in line
