"""The home screen, by keys: what it shows, and what it asks the app for."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from textual.app import App

from screens.home import HomeScreen
from screens.requests import NewMeeting, OpenMeeting
from screens.workplace import Workplace
from store import drafts, meetings
from store.agreed_edits import AddTask
from store.database import Archive
from store.journal import action
from store.task_rows import TaskRow
from store.vocabulary import Status
from store.withheld import HIDDEN
from tests.hostile_text import MARKUP
from tests.screens.acts import do

WIDE = (160, 45)


class Host(App[None]):
    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.asked: list[object] = []

    def on_mount(self) -> None:
        self.push_screen(HomeScreen(self.workplace))

    def on_open_meeting(self, message: OpenMeeting) -> None:
        self.asked.append(message.uid)

    def on_new_meeting(self, message: NewMeeting) -> None:
        self.asked.append(message.kind_id)

    def on_show_demo(self) -> None:
        self.asked.append("demo")

    @property
    def shown(self) -> list[str]:
        return [
            "".join(segment.text for segment in strip)
            for strip in self.screen._compositor.render_strips()
        ]


async def after(host: Host, *keys: str, size: tuple[int, int] = (80, 24)) -> str:
    async with host.run_test(size=size) as pilot:
        await do(pilot, *keys)
        return "\n".join(host.shown)


@pytest.fixture
def make_it(archive: Archive) -> Callable[[str, Status], None]:
    def make(uid: str, status: Status) -> None:
        head = meetings.load(archive, uid).head
        with action(archive, uid, "Status") as writer:
            writer.change(head, replace(head, status=status))

    return make


@pytest.fixture
def add_task(archive: Archive) -> Callable[..., None]:
    def add(meeting: str, text: str, due: date, **said: Any) -> None:
        sitting = meetings.load(archive, meeting).sitting.uid
        task = TaskRow(
            meeting=meeting,
            sitting=sitting,
            stop="",
            text=text,
            deadline_kind="dato",
            deadline_date=due,
            **said,
        )
        with action(archive, meeting, "Ny oppgave") as writer:
            AddTask(task, ()).apply(writer)

    return add


async def test_an_empty_file_explains_the_program_and_offers_the_demo(workplace: Any) -> None:
    host = Host(workplace())
    shown = await after(host, "d")
    assert "leder møtet på felles skjerm" in shown
    assert host.asked == ["demo"]


async def test_the_demo_is_not_offered_to_whoever_has_meetings(
    workplace: Any, plan_meeting: Any
) -> None:
    plan_meeting()
    host = Host(workplace())
    shown = await after(host, "d")
    assert "leder møtet på felles skjerm" not in shown
    assert host.asked == []


async def test_the_top_line_names_the_municipality_the_day_and_the_demo(workplace: Any) -> None:
    host = Host(workplace(demo=True))
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        top = host.shown[0]
    assert "DEMO" in top
    assert top.rstrip().endswith("Eksempeldal kommune · tir 24.11.2026")


@pytest.mark.parametrize(("key", "kind"), [("h", "internkontroll"), ("e", "evaluering")])
async def test_one_key_begins_each_kind(workplace: Any, key: str, kind: str) -> None:
    host = Host(workplace())
    await after(host, key)
    assert host.asked == [kind]


async def test_enter_on_a_kind_begins_it(workplace: Any) -> None:
    host = Host(workplace())
    await after(host, "down", "enter")
    assert host.asked == ["evaluering"]


async def test_enter_goes_on_with_the_meeting_under_way_where_it_was(
    workplace: Any, plan_meeting: Any, archive: Archive, make_it: Any
) -> None:
    uid = plan_meeting()
    make_it(uid, Status.RUNNING)
    drafts.set_bookmark(archive, uid, drafts.Bookmark("vurder"))
    host = Host(workplace())
    shown = await after(host, "enter")
    assert "▶ Fortsett: Internkontroll · Legemiddelhåndtering" in shown
    assert "stoppunkt 2 av 5" in shown
    assert host.asked == [uid]


async def test_planned_meetings_stand_first_the_soonest_on_top_then_the_newest(
    workplace: Any, plan_meeting: Any, make_it: Any
) -> None:
    plan_meeting(title="Senere", date=date(2026, 12, 9))
    plan_meeting(title="Snart", date=date(2026, 11, 26))
    for title, day in (("Eldst", date(2025, 5, 12)), ("Nyest", date(2026, 9, 8))):
        make_it(plan_meeting(title=title, date=day), Status.CLOSED)
    shown = await after(Host(workplace()))
    places = [shown.index(title) for title in ("Snart", "Senere", "Nyest", "Eldst")]
    assert places == sorted(places)
    assert "12.05.2025" in shown


async def test_the_arrows_lead_through_every_list_and_enter_opens_a_tasks_meeting(
    workplace: Any, plan_meeting: Any, add_task: Any
) -> None:
    uid = plan_meeting()
    add_task(uid, "Oppdatere kodelista", date(2026, 11, 27))
    host = Host(workplace())
    kinds = len(host.workplace.kinds.by_id)
    await after(host, *["down"] * (kinds + 1), "enter", "up", "enter", "right", "enter")
    assert host.asked == [uid, uid, uid]


async def test_tasks_are_counted_as_late_and_due_this_week_and_listed_with_ansvar(
    workplace: Any, plan_meeting: Any, add_task: Any
) -> None:
    uid = plan_meeting()
    add_task(uid, "For sent", date(2026, 11, 23), responsible="Fagsykepleier")
    add_task(uid, "Snart", date(2026, 11, 29))
    add_task(uid, "Neste uke", date(2026, 11, 30))
    shown = await after(Host(workplace()))
    assert "! 1 over fristen   ▲ 1 denne uka" in shown
    assert "Fagsykepleier" in shown
    assert "uten ansvarlig" in shown


async def test_what_is_exempt_hides_its_text_and_its_ansvar(
    workplace: Any, plan_meeting: Any, add_task: Any, archive: Archive
) -> None:
    uid = plan_meeting(title="Hemmelig tema")
    add_task(uid, "Hemmelig oppgave", date(2026, 11, 27), responsible="Hemmelig rolle")
    head = meetings.load(archive, uid).head
    with action(archive, uid, "Unntatt") as writer:
        writer.change(head, replace(head, exempt="hjemmel", status=Status.RUNNING))
    shown = await after(Host(workplace()), size=WIDE)
    assert "Hemmelig" not in shown
    assert shown.count(HIDDEN) == 3


async def test_it_reads_the_file_again_when_one_comes_back(
    workplace: Any, plan_meeting: Any
) -> None:
    host = Host(workplace())
    async with host.run_test(size=(80, 24)) as pilot:
        await host.push_screen(HomeScreen(host.workplace))
        plan_meeting(title="Laget imens")
        host.pop_screen()
        await pilot.pause()
        assert "Laget imens" in "\n".join(host.shown)


async def test_a_click_opens_what_is_clicked(workplace: Any, plan_meeting: Any) -> None:
    uid = plan_meeting(title="Klikk meg")
    host = Host(workplace())
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        row = next(at for at, line in enumerate(host.shown) if "Klikk meg" in line)
        await pilot.click(offset=(host.shown[row].index("Klikk meg"), row))
        await pilot.pause()
    assert host.asked == [uid]


async def test_a_long_list_follows_the_cursor(workplace: Any, plan_meeting: Any) -> None:
    for day in range(1, 25):
        plan_meeting(title=f"Møte {day:02}", date=date(2026, 12, day))
    host = Host(workplace())
    shown = await after(host, "right", *["down"] * 23)
    assert "Møte 24" in shown
    assert "Møte 01" not in shown


async def test_a_wrong_kind_file_is_named_in_one_line(workplace: Any) -> None:
    shown = await after(Host(workplace(mistakes=("vernerunde.toml: ukjent felt titel.",))))
    assert "! vernerunde.toml: ukjent felt titel." in shown


async def test_home_is_read_without_loading_what_a_write_needs(
    workplace: Any, plan_meeting: Any, archive: Archive
) -> None:
    plan_meeting()
    del archive.tables
    await after(Host(workplace()), "down", "up")
    assert "tables" not in vars(archive)


async def test_markup_is_shown_as_it_was_written(
    workplace: Any, plan_meeting: Any, add_task: Any
) -> None:
    text = " ".join(MARKUP)
    uid = plan_meeting(title=text)
    for each in MARKUP:
        add_task(uid, f"O{each}", date(2026, 11, 27), responsible=f"A{each}")
    host = Host(workplace(mistakes=(f"M{text}",), municipality=f"K{text}"))
    shown = await after(host, "right", size=(300, 40))
    assert all(f"{mark}{text}" in shown for mark in ("· ", "M", "K"))
    assert all(f"{mark}{each}" in shown for mark in ("O", "A") for each in MARKUP)
