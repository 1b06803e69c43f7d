"""The screen for a new meeting, by keys: what is then in the file."""

from datetime import date, datetime
from typing import Any

import pytest
from textual.app import App
from textual.widgets import Static

from screens.plan import PlanScreen, nearest_half_hour
from screens.widgets.field import Field
from screens.workplace import Workplace
from store import drafts, meetings
from store.database import Archive
from store.definitions import RisksDefinition
from store.meeting import Meeting
from store.risk import DEFAULT_SCALE
from store.vocabulary import Status
from tests.hostile_text import MARKUP
from tests.screens.acts import do

NOT_YET = "ikke ennå"


class Host(App[None]):
    def __init__(
        self, workplace: Workplace, kind: str = "evaluering", previous: Meeting | None = None
    ) -> None:
        super().__init__()
        self.asked_for = (workplace, kind, previous)
        self.made: str | None = NOT_YET

    def on_mount(self) -> None:
        self.plan = PlanScreen(*self.asked_for)
        self.push_screen(self.plan, self.take)

    def take(self, uid: str | None) -> None:
        self.made = uid

    def field(self, name: str) -> Field:
        return self.plan.query_one(f"#field-{name}", Field)

    @property
    def complaints(self) -> str:
        shown = [each for each in self.plan.query(".complaint").results(Static) if each.display]
        return " ".join(str(each.content) for each in shown)


async def planned(host: Host, *keys: str) -> str | None:
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, *keys)
    return host.made


TO_DATE = ("enter",) * 3
"""From the title of an evaluation to its date."""


async def test_a_title_is_enough_and_the_rest_is_today_and_now(workplace: Any, load: Any) -> None:
    uid = await planned(Host(workplace()), "'Tur", "ctrl+s")
    meeting = load(uid)
    assert meeting.head.title == "Tur"
    assert meeting.head.kind == "evaluering"
    assert meeting.head.status is Status.PLANNED
    assert (meeting.sitting.date, meeting.sitting.start) == (date(2026, 11, 24), "09:00")
    assert meeting.sitting.end == ""


async def test_enter_leads_through_every_field(workplace: Any, load: Any) -> None:
    keys: list[str] = []
    for text in ("Tema", "Fordi", "Skolen", "Rom 2"):
        keys += [f"'{text}", "enter"]
    keys += ["ctrl+u", "'25.11", "enter", "ctrl+u", "'8", "enter", "'0930", "enter"]
    for text in ("Zuleder", "Zureferent", "Zudeltaker"):
        keys += [f"'{text}", "enter"]
    meeting = load(await planned(Host(workplace(), "internkontroll"), *keys, "f8"))
    head, sitting = meeting.head, meeting.sitting
    assert (head.title, head.reason, head.unit, head.place) == ("Tema", "Fordi", "Skolen", "Rom 2")
    assert (sitting.date, sitting.start, sitting.end) == (date(2026, 11, 25), "08:00", "09:30")
    assert (head.chair, head.secretary) == ("Zuleder", "Zureferent")
    assert [each.name for each in meeting.participants] == ["Zudeltaker"]


async def test_an_empty_title_is_refused_beside_its_field(workplace: Any) -> None:
    host = Host(workplace())
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "tab", "ctrl+s")
        assert host.made == NOT_YET
        assert "Skriv hva møtet handler om." in host.complaints
        assert host.field("tittel").line.has_focus


async def test_a_date_that_does_not_exist_is_refused_and_stays_to_be_mended(
    workplace: Any, load: Any
) -> None:
    host = Host(workplace())
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "'Tur", *TO_DATE, "ctrl+u", "'31.2", "ctrl+s")
        assert host.made == NOT_YET
        assert "31. februar finnes ikke" in host.complaints
        assert host.field("plan-dato").text == "31.2"
        await do(pilot, "ctrl+u", "'30.11")
        assert host.complaints == ""
        await do(pilot, "ctrl+s")
    assert load(host.made).sitting.date == date(2026, 11, 30)


async def test_a_date_is_shown_at_once_as_it_is_understood(workplace: Any) -> None:
    host = Host(workplace())
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, *TO_DATE, "ctrl+u", "'1. des")
        understood = host.field("plan-dato").query_one(".understood", Static)
        assert str(understood.content) == "= tir 01.12.2026"


@pytest.mark.parametrize(
    ("end", "complaint"),
    [("8", "Møtet slutter før det begynner."), ("25", "Klokka 25.00 finnes ikke.")],
)
async def test_an_end_that_cannot_be_is_refused(workplace: Any, end: str, complaint: str) -> None:
    host = Host(workplace())
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "'Tur", *TO_DATE, "enter", "enter", f"'{end}", "ctrl+s")
        assert host.made == NOT_YET
        assert complaint in host.complaints
        assert host.field("plan-til").line.has_focus


TO_PEOPLE = (*TO_DATE, *["enter"] * 5)
"""From the title of an evaluation to its participants."""


async def test_participants_come_by_comma_by_enter_and_by_pasted_lines_each_once(
    workplace: Any, load: Any
) -> None:
    host = Host(workplace())
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "'Tur", *TO_PEOPLE, "'Zx, Zy", "enter", "'Zy", "enter")
        host.field("deltaker").line._paste("- Zz\n- Zæ\n")
        await do(pilot, "'Zø", "ctrl+s")
    names = [each.name for each in load(host.made).participants]
    assert names == ["Zx", "Zy", "Zz", "Zæ", "Zø"]


async def test_backspace_in_the_empty_line_takes_the_last_participant_back(
    workplace: Any, load: Any
) -> None:
    keys = (*TO_PEOPLE, "'Zx, Zy", "enter", "backspace", "'2", "enter", "ctrl+s")
    meeting = load(await planned(Host(workplace()), "'Tur", *keys))
    assert [each.name for each in meeting.participants] == ["Zx", "Zy2"]


async def test_who_took_part_before_is_suggested_and_tab_takes_it(
    workplace: Any, load: Any, plan_meeting: Any
) -> None:
    plan_meeting(participants=["Zoolog Nord"], unit="Zonen")
    keys = ("'Tur", "enter", "'zo", "tab", *["enter"] * 7, "'zoo", "tab", "ctrl+s")
    meeting = load(await planned(Host(workplace()), *keys))
    assert meeting.head.unit == "Zonen"
    assert [each.name for each in meeting.participants] == ["Zoolog Nord"]


async def test_what_was_typed_is_there_again_after_the_screen_was_left(
    workplace: Any, archive: Archive
) -> None:
    place = workplace()
    assert await planned(Host(place), "'Tur", *TO_PEOPLE, "'Zx", "enter", "'Zy", "escape") is None
    host = Host(place)
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert host.field("tittel").text == "Tur"
        assert host.field("deltaker").text == "Zy"
        await do(pilot, "ctrl+s")
    names = [each.name for each in meetings.load(archive, str(host.made)).participants]
    assert names == ["Zx", "Zy"]
    assert drafts.places(archive, "") == ()


async def test_what_stands_there_by_itself_is_no_draft(workplace: Any, archive: Archive) -> None:
    await planned(Host(workplace()), "enter", "escape")
    assert drafts.places(archive, "") == ()


async def test_the_kind_is_changed_without_losing_what_was_typed(workplace: Any, load: Any) -> None:
    host = Host(workplace(), "internkontroll")
    meeting = load(await planned(host, "'Tur", "ctrl+right", "ctrl+s"))
    assert (meeting.head.kind, meeting.head.title) == ("evaluering", "Tur")


async def test_a_new_theme_copies_place_and_people_but_not_the_title(
    workplace: Any, load: Any, plan_meeting: Any
) -> None:
    before = load(plan_meeting(unit="Sonen", place="Rom 2", chair="Rektor", secretary="Lærer"))
    host = Host(workplace(), "internkontroll", before)
    meeting = load(await planned(host, "'Vold", "ctrl+s"))
    head = meeting.head
    assert (head.unit, head.place, head.chair, head.secretary) == (
        "Sonen",
        "Rom 2",
        "Rektor",
        "Lærer",
    )
    assert (head.title, head.previous) == ("Vold", before.uid)
    assert [each.name for each in meeting.participants] == [
        each.name for each in before.participants
    ]


async def test_the_municipalitys_own_scale_goes_into_the_meeting(workplace: Any, load: Any) -> None:
    own = DEFAULT_SCALE.__class__(
        **{
            name: getattr(DEFAULT_SCALE, name)[:3]
            if name in ("likelihoods", "consequences")
            else getattr(DEFAULT_SCALE, name)
            for name in DEFAULT_SCALE.__struct_fields__
        }
    )
    uid = await planned(Host(workplace(scale=own), "internkontroll"), "'Tur", "ctrl+s")
    (risks,) = [each for each in load(uid).kind.sections if isinstance(each, RisksDefinition)]
    assert risks.scale == own


async def test_markup_in_every_field_is_kept_as_it_was_written(
    workplace: Any, load: Any, plan_meeting: Any
) -> None:
    text = " ".join(MARKUP)
    plan_meeting(participants=[f"a{text}"], unit=f"a{text}")
    host = Host(workplace())
    async with host.run_test(size=(80, 24)) as pilot:
        for name in ("tittel", "enhet", "sted", "leder", "referent"):
            host.field(name).line.focus()
            host.field(name).line.replace(text, 0, 0)
            await pilot.pause()
        host.field("deltaker").line.focus()
        host.field("deltaker").line.replace("a", 0, 0)
        await do(pilot, "tab", "enter", "ctrl+s")
    head = load(host.made).head
    assert {head.title, head.unit, head.place, head.chair, head.secretary} == {text}


@pytest.mark.parametrize(
    ("now", "nearest"), [("08:50", "09:00"), ("09:14", "09:00"), ("09:15", "09:30")]
)
def test_a_meeting_begins_at_the_nearest_half_hour(now: str, nearest: str) -> None:
    moment = datetime.fromisoformat(f"2026-11-24T{now}+00:00")
    assert f"{nearest_half_hour(moment):%H:%M}" == nearest


async def test_what_stands_there_by_itself_is_replaced_by_what_is_typed(
    workplace: Any, load: Any
) -> None:
    uid = await planned(Host(workplace()), "'Tur", *TO_DATE, "3", "0", ".", "1", "1", "ctrl+s")
    assert load(uid).sitting.date == date(2026, 11, 30)


async def test_what_was_typed_before_is_gone_on_with(workplace: Any, load: Any) -> None:
    uid = await planned(Host(workplace()), "'Tu", "tab", "shift+tab", "r", "ctrl+s")
    assert load(uid).head.title == "Tur"
