"""The task register, by keys: what it shows, its filters, and what is said of a task there."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from msgspec.structs import replace
from textual.widgets import OptionList

from screens.register import RegisterScreen
from screens.widgets.window_list import BLOCK, WindowList
from store import meetings
from store.database import Archive
from store.journal import action
from store.task_rows import TaskRow
from store.vocabulary import Status
from store.withheld import HIDDEN
from tests.agreeing import agree_on_task
from tests.hostile_text import MARKUP
from tests.screens.acts import do
from tests.screens.one_screen import WALL, OneScreen, after

DESK = (160, 45)


@pytest.fixture
def agree(archive: Archive) -> Callable[..., TaskRow]:
    return partial(agree_on_task, archive)


@pytest.fixture
def two_units(plan_meeting: Any, agree: Any) -> tuple[TaskRow, TaskRow, TaskRow]:
    """A task over its frist and one ahead in the home care, and one in a school."""
    care, school = plan_meeting(unit="Hjemmetjenesten"), plan_meeting("ros", unit="Skole")
    return (
        agree(care, "Oppdatere kodelista", "20.11.2026", "Fagsykepleier, Enhetsleder"),
        agree(care, "Kontrollere dosetter", "uke 50", "Fagsykepleier"),
        agree(school, "Ny prognose", "snarest", "Enhetsleder skole"),
    )


# What it shows


async def test_each_task_has_its_frist_ansvar_unit_and_status_and_is_marked_when_late(
    workplace: Any, two_units: Any
) -> None:
    for size in (WALL, DESK):
        shown = await after(OneScreen(RegisterScreen(workplace())), size=size)
        lines = shown.splitlines()
        late = next(place for place, line in enumerate(lines) if "Oppdatere kodelista" in line)
        whole = " ".join(lines[late : late + (2 if size == WALL else 1)])
        for part in ("!", "fre 20.11.2026 (uke 47)", "over fristen", "Fagsykepleier"):
            assert part in whole
        assert "Hjem" in whole
        assert "ikke startet" in whole
        assert shown.count("over fristen") == 2  # the row, and the count of them on top


async def test_they_stand_by_frist_snarest_first(workplace: Any, two_units: Any) -> None:
    shown = await after(OneScreen(RegisterScreen(workplace())))
    places = [shown.index(text) for text in ("Ny prognose", "Oppdatere kodelista", "Kontrollere")]
    assert places == sorted(places)
    assert "OPPGAVER   3   ! 1 over fristen" in shown


async def test_an_empty_register_says_where_tasks_come_from(workplace: Any) -> None:
    assert "De lages i møtene, med F3" in await after(
        OneScreen(RegisterScreen(workplace())), "s", "enter"
    )


async def test_what_is_exempt_hides_its_text_its_ansvar_and_its_meeting(
    workplace: Any, plan_meeting: Any, agree: Any, archive: Archive
) -> None:
    secret = plan_meeting(title="Hemmelig tema")
    agree(secret, "Hemmelig oppgave", "fortrolig", "Hemmelig rolle")
    agree(plan_meeting(), "Hemmelig tekst", "uke 50", "Hemmelig navn", exempt="basis-1")
    head = meetings.load(archive, secret).head
    with action(archive, secret, "Unntatt") as writer:
        writer.change(head, replace(head, exempt="basis-1"))
    for keys in ((), ("down",), ("down", "s")):
        shown = await after(OneScreen(RegisterScreen(workplace())), *keys, size=DESK)
        assert "Hemmelig" not in shown
        assert HIDDEN in shown


async def test_markup_is_shown_as_it_was_written(
    workplace: Any, plan_meeting: Any, agree: Any
) -> None:
    uid = plan_meeting(title=" ".join(MARKUP), unit=MARKUP[0])
    for each in MARKUP:
        agree(uid, f"O{each}", "uke 50", f"A{each}")
    shown = await after(OneScreen(RegisterScreen(workplace())), size=DESK)
    assert all(f"{mark}{each}" in shown for mark in ("O", "A") for each in MARKUP)
    assert " ".join(MARKUP) in shown


async def test_only_the_rows_in_sight_are_read_and_the_last_is_one_key_away(
    workplace: Any, plan_meeting: Any, agree: Any
) -> None:
    uid = plan_meeting()
    for number in range(3 * BLOCK):
        agree(uid, f"Nummer {number:03}", "uke 50")
    host = OneScreen(RegisterScreen(workplace()))
    async with host.run_test(size=WALL) as pilot:
        await do(pilot)
        rows = host.screen.query_one(WindowList)
        assert list(rows._blocks) == [0]
        await do(pilot, "end")
        assert list(rows._blocks) == [0, 2]
        assert f"▸  fre 11.12.2026 (uke 50)  Nummer {3 * BLOCK - 1}" in host.shown
        await do(pilot, "home", "pagedown", "down", "up", "pageup")
        assert "▸  fre 11.12.2026 (uke 50)  Nummer 000" in host.shown


# The filters


@pytest.mark.parametrize(
    ("keys", "state", "left"),
    [
        (("f",), "Forfalt: ja", {"Oppdatere"}),
        (("f", "f"), "Forfalt: nei", {"Oppdatere", "Kontrollere", "Ny prognose"}),
        (("a", "'fagsyk", "tab", "enter"), "Ansvar: Fagsykepleier", {"Oppdatere", "Kontrollere"}),
        (("a", "'enhetsl", "enter"), "Ansvar: enhetsl", {"Oppdatere", "Ny prognose"}),
        (("a", "'kokk", "enter"), "Ansvar: kokk", set()),
        (("e", "3"), "Enhet: Skole", {"Ny prognose"}),
        (("e", "3", "e", "1"), "Enhet: alle", {"Oppdatere", "Kontrollere", "Ny prognose"}),
        (("m", "down", "enter"), "Type: Internkontroll", {"Oppdatere", "Kontrollere"}),
        (("v", "5"), "Vis: utført", set()),
        (("e", "2", "f", "n"), "Enhet: alle", {"Oppdatere", "Kontrollere", "Ny prognose"}),
        (("a", "escape", "e", "escape", "v", "escape"), "Ansvar: alle", {"Oppdatere"}),
    ],
)
async def test_a_key_filters_and_the_filter_stands_in_sight(
    workplace: Any, two_units: Any, keys: tuple[str, ...], state: str, left: set[str]
) -> None:
    shown = await after(OneScreen(RegisterScreen(workplace())), *keys, size=DESK)
    assert state in shown
    assert {text for text in left if text in shown} == left
    if not left:
        assert "Ingen oppgaver passer til filtrene" in shown


async def test_a_filter_is_never_broken_over_two_lines(workplace: Any, two_units: Any) -> None:
    shown = await after(
        OneScreen(RegisterScreen(workplace())), "a", "'fagsyk", "tab", "enter", "e", "2"
    )
    top = shown.splitlines()[1:4]
    for filter_ in ("a Ansvar: Fagsykepleier", "e Enhet: Hjemmetjenesten", "f Forfalt: nei"):
        assert any(filter_ in line for line in top)


async def test_a_name_is_suggested_from_those_who_have_tasks(
    workplace: Any, two_units: Any
) -> None:
    shown = await after(OneScreen(RegisterScreen(workplace())), "a", "'ensk")
    assert "Enhetsleder skole  Tab" in shown


# What is said of a task


async def test_a_digit_and_enter_say_that_it_is_done_and_no_meeting_changes(
    workplace: Any, two_units: Any, archive: Archive
) -> None:
    meeting = two_units[0].meeting
    head = meetings.load(archive, meeting).head
    with action(archive, meeting, "Godkjent") as writer:
        writer.change(head, replace(head, status=Status.APPROVED))
    before = meetings.load(archive, meeting)
    host = OneScreen(RegisterScreen(workplace()))
    shown = await after(host, "down", "s", "3", "enter")
    assert "Oppdatere kodelista" not in shown
    assert host.said == ["Utført. Ctrl+Z angrer."]
    after_ = meetings.load(archive, meeting)
    (row,) = after_.follow_ups
    assert (row.task, row.meeting, row.status) == (two_units[0].uid, None, "utført")
    assert (after_.head, after_.tasks) == (before.head, before.tasks)


async def test_a_remark_and_a_new_frist_are_said_with_it(workplace: Any, two_units: Any) -> None:
    host = OneScreen(RegisterScreen(workplace()))
    keys = ("s", "2", "tab", "'Venter på tall", "tab", "'15.1", "enter", "end")
    shown = await after(host, *keys, size=DESK)
    assert "fre 15.01.2027 (uke 2)" in shown
    assert "pågår" in shown
    assert "Merknad: Venter på tall" in shown


async def test_a_frist_with_two_meanings_asks_and_one_that_can_not_be_says_why(
    workplace: Any, two_units: Any
) -> None:
    host = OneScreen(RegisterScreen(workplace()))
    async with host.run_test(size=DESK) as pilot:
        await do(pilot, "s", "2", "tab", "tab", "'31.2", "enter")
        assert "! " in host.shown
        await do(pilot, "ctrl+u", "'neste fredag", "enter")
        assert "Hva betyr «neste fredag»?" in host.shown
        await do(pilot, "2")
        assert "fre 04.12.2026 (uke 49)" in host.shown


async def test_esc_says_nothing(workplace: Any, two_units: Any, archive: Archive) -> None:
    await after(OneScreen(RegisterScreen(workplace())), "s", "3", "tab", "'Ferdig", "escape")
    assert archive.connection.execute("SELECT count(*) FROM follow_up").fetchone()[0] == 0


async def test_a_digit_is_corrected_by_the_next_and_tab_goes_to_the_remark(
    workplace: Any, two_units: Any, archive: Archive
) -> None:
    await after(
        OneScreen(RegisterScreen(workplace())), "s", "3", "2", "tab", "'Venter på tall", "enter"
    )
    said = archive.connection.execute("SELECT status, remark, deadline FROM follow_up").fetchall()
    assert [tuple(row) for row in said] == [("pågår", "Venter på tall", "")]


async def test_the_box_stands_on_the_status_it_has(workplace: Any, two_units: Any) -> None:
    host = OneScreen(RegisterScreen(workplace()))
    async with host.run_test(size=WALL) as pilot:
        await do(pilot, "s", "2", "enter", "s")
        assert host.screen.query_one(OptionList).highlighted == 1


async def test_undo_and_redo_act_on_what_was_said_here(workplace: Any, two_units: Any) -> None:
    host = OneScreen(RegisterScreen(workplace()))
    async with host.run_test(size=WALL) as pilot:
        await do(pilot, "s", "3", "enter", "ctrl+z")
        assert "Ny prognose" in host.shown
        await do(pilot, "ctrl+y")
        assert "Ny prognose" not in host.shown
        await do(pilot, "ctrl+z", "ctrl+z")
    assert host.said[1:] == [
        "Angret: Ny status på oppgave",
        "Gjorde om: Ny status på oppgave",
        "Angret: Ny status på oppgave",
        "Det er ikke noe å angre i oppgavelista.",
    ]


# Where it goes


async def test_enter_goes_to_the_stop_and_the_row_that_it_hangs_on(
    workplace: Any, plan_meeting: Any, agree: Any
) -> None:
    uid = plan_meeting()
    on_risk = agree(uid, "A", "uke 49", stop="tiltak", about="risiko-7")
    by_itself = agree(uid, "B", "uke 50")
    host = OneScreen(RegisterScreen(workplace()))
    await after(host, "enter", "down", "enter")
    assert [(each.uid, each.at_stop, each.at_row) for each in host.asked] == [
        (uid, "tiltak", "risiko-7"),
        (uid, "oppfolging", by_itself.uid),
    ]
    assert on_risk.uid != by_itself.uid


async def test_a_task_of_today_is_not_late(workplace: Any, plan_meeting: Any, agree: Any) -> None:
    agree(plan_meeting(date=date(2026, 11, 2)), "I dag", "24.11.2026")
    assert "over fristen" not in await after(OneScreen(RegisterScreen(workplace())))
