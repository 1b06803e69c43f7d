"""The agenda, by keys: what is then in the file."""

from collections.abc import Callable

import pytest
from textual.events import Paste

from screens.sections.agenda import AgendaEditor
from screens.widgets.capture import CaptureLine
from store import drafts, lifecycle
from store.database import Archive
from store.sections import all_items
from store.undo import undo
from store.vocabulary import ItemType
from tests.hostile_text import MARKUP
from tests.screens.acts import do
from tests.screens.desk_host import EditorHost
from tests.store.cooperation import Table


@pytest.fixture
def table(archive: Archive) -> Table:
    return Table(archive)


@pytest.fixture
def host(archive: Archive, table: Table) -> EditorHost:
    return EditorHost(archive, table.uid, "saksliste", AgendaEditor)


Agenda = Callable[[Table], list[tuple[str, str, str]]]


def agenda(table: Table) -> list[tuple[str, str, str]]:
    return [
        (entry.label, str(entry.item.type), entry.item.text) for entry in all_items(table.meeting)
    ]


async def press(host: EditorHost, *keys: str) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, *keys)


async def test_each_enter_is_a_sak_typed_as_it_begins(host: EditorHost, table: Table) -> None:
    await press(
        host,
        *("'Godkjenning av referat", "enter"),
        *("'Sykefravær", "enter"),
        *("'Drøfting av vikarbyrå", "enter"),
        *("'Eventuelt", "enter"),
    )
    assert agenda(table) == [
        ("1.", "godkjenning", "Godkjenning av referat"),
        ("2.", "informasjon", "Sykefravær"),
        ("3.", "drøfting", "Drøfting av vikarbyrå"),
        ("4.", "eventuelt", "Eventuelt"),
    ]


@pytest.mark.parametrize(("key", "written"), [("j", 11), ("n", 0)])
async def test_more_than_ten_pasted_lines_are_asked_about(
    host: EditorHost, table: Table, key: str, written: int
) -> None:
    lines = [f"sak {number}" for number in range(11)]
    async with host.run_test(size=(80, 24)) as pilot:
        host.query_one(CaptureLine).post_message(Paste("\n".join(lines)))
        await pilot.pause()
        await pilot.press(key)
        assert len(agenda(table)) == written
        assert host.query_one(CaptureLine).value == ("" if written else " ".join(lines))


async def test_types_are_set_straight_down_the_list(host: EditorHost, table: Table) -> None:
    table.add("a", "b", "c")
    host.editor.show(table.meeting)
    await press(host, "up", "home", "i", "f", "v")
    assert [entry.item.type for entry in all_items(table.meeting)] == [
        ItemType.INFORMATION,
        ItemType.NEGOTIATION,
        ItemType.OTHER,
    ]


async def test_one_key_fixes_the_agenda_and_tells_the_numbers(
    host: EditorHost, table: Table
) -> None:
    await press(host, "'a", "enter", "'b", "enter", "f5")
    assert [label for label, _type, _text in agenda(table)] == ["1/26", "2/26"]
    assert host.said[-1] == "Sakslista er fastsatt: nummer 1/26 til 2/26."


async def test_a_late_sak_gets_the_next_number_and_it_is_said(
    host: EditorHost, table: Table
) -> None:
    await press(host, "'a", "enter", "f5", "'b", "enter")
    assert agenda(table)[-1][0] == "2/26"
    assert host.said[-1] == "Saken har fått nummer 2/26."


async def test_a_sak_is_moved_until_the_agenda_is_fixed(host: EditorHost, table: Table) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "'a", "enter", "'b", "enter", "up", "ctrl+up")
        assert [text for *_rest, text in agenda(table)] == ["b", "a"]
        await do(pilot, "f5", "ctrl+down")
        assert [text for *_rest, text in agenda(table)] == ["b", "a"]
        assert "fastsatt" in host.refusals[-1]


async def test_a_number_that_is_taken_is_refused_with_a_sentence(
    host: EditorHost, table: Table
) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        await do(
            pilot, "'a", "enter", "'b", "enter", "f5", "up", "down", "n", "ctrl+u", "'1/26", "enter"
        )
        assert "Nummer 1/26 er brukt" in host.refusals[-1]
        await do(pilot, "n", "ctrl+u", "'36", "enter")
    assert [label for label, *_rest in agenda(table)] == ["1/26", "36/26"]


async def test_a_title_is_corrected_and_a_sak_deleted_and_brought_back(
    host: EditorHost, table: Table
) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "'a", "enter", "up", "e", "ctrl+u", "'Vikarbyrå", "enter")
        assert agenda(table)[0][2] == "Vikarbyrå"
        await do(pilot, "delete")
        assert agenda(table) == []
    undo(table.archive, table.uid)
    assert agenda(table)[0][2] == "Vikarbyrå"


async def test_a_half_written_sak_is_kept_at_every_key(host: EditorHost, table: Table) -> None:
    await press(host, "'Vikarb", "y")
    assert drafts.text(table.archive, table.uid, "saker/agenda") == "Vikarby"


async def test_pasted_lines_are_a_sak_each(host: EditorHost, table: Table) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        host.editor._line._paste("1. a\n2. b\n")
        await do(pilot)
    assert [text for *_rest, text in agenda(table)] == ["a", "b"]


async def test_markup_in_a_title_is_text(host: EditorHost, table: Table) -> None:
    await press(host, *(key for text in MARKUP for key in (f"'{text}", "enter")), "up", "up")
    assert [text for *_rest, text in agenda(table)] == list(MARKUP)


async def test_a_closed_meeting_is_only_looked_at(host: EditorHost, table: Table) -> None:
    table.add("a")
    lifecycle.close(table.archive, table.meeting)
    host.editor.show(table.meeting)
    await press(host, "i", "f5", "delete", "e")
    assert agenda(table) == [("1.", "drøfting", "a")]
    assert host.refusals
