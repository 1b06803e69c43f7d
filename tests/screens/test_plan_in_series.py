"""A new meeting in a series: what it takes over, and the fields that its kind has of its own."""

from typing import Any

import pytest
from textual.widgets import Static

from screens.widgets.field import Field
from store.database import Archive
from store.edits import Add
from store.rows import HeadValueRow
from tests.screens.acts import do
from tests.screens.test_plan import Host, planned
from tests.series_of_talks import SPRING, Talks

WALL = (80, 24)


@pytest.fixture
def talks(archive: Archive) -> Talks:
    return Talks(archive)


def own(host: Host, place: int) -> Field:
    return list(host.plan._own.values())[place]


def brought(host: Host) -> str:
    shown = host.plan.query_one("#brought", Static)
    return str(shown.content) if shown.display else ""


TO_UNIT = ("'Skole, høsten", "enter")


async def test_planning_a_talk_tells_what_it_takes_over_and_proposes_who_was_there(
    talks: Talks, workplace: Any, load: Any
) -> None:
    last = talks.begin(SPRING, chair="Assisterende kommunedirektør")
    talks.do(last, Add(HeadValueRow(meeting=last.uid, field="nivå", text="Enhetsleder – rektor")))
    talks.agree(last, "Plan")
    talks.agree(last, "Kurs")
    talks.close(last)
    host = Host(workplace(), "ros")
    async with host.run_test(size=WALL) as pilot:
        await do(pilot, *TO_UNIT)
        assert brought(host) == ""
        await do(pilot, "'skole")
        assert brought(host) == "Tar med 2 åpne oppgaver fra 19.05.2026."
        assert host.field("leder").text == "Assisterende kommunedirektør"
        assert own(host, 0).text == "Enhetsleder – rektor"
        people = str(host.plan.query_one("#people", Static).content)
        assert people == "Assisterende kommunedirektør · Enhetsleder"


async def test_what_was_typed_is_never_replaced_by_a_proposal(talks: Talks, workplace: Any) -> None:
    talks.close(talks.begin(SPRING, chair="Assisterende kommunedirektør"))
    host = Host(workplace(), "ros")
    async with host.run_test(size=WALL) as pilot:
        host.field("leder").set_text("Enhetsleder")
        await do(pilot, *TO_UNIT, "'Skole")
        assert host.field("leder").text == "Enhetsleder"


async def test_a_last_talk_that_is_not_closed_is_told_of(talks: Talks, workplace: Any) -> None:
    talks.begin(SPRING)
    host = Host(workplace(), "ros")
    async with host.run_test(size=WALL) as pilot:
        await do(pilot, *TO_UNIT, "'Skole")
        assert "Møtet 19.05.2026 er ikke avsluttet" in brought(host)


async def test_the_kinds_own_fields_take_a_choice_or_the_beginning_of_one(
    workplace: Any, load: Any
) -> None:
    host = Host(workplace(), "ros")
    async with host.run_test(size=WALL) as pilot:
        await do(pilot, *TO_UNIT, "'Skole", "enter", "'ass", "enter", "'2", "enter", "ctrl+s")
    meeting = load(host.made)
    assert meeting.said_in_head("nivå") == "Assisterende kommunedirektør – enhetsleder"
    assert meeting.said_in_head("periode") == "2. tertial"


async def test_what_is_none_of_the_choices_is_refused_and_stays(workplace: Any) -> None:
    host = Host(workplace(), "ros")
    async with host.run_test(size=WALL) as pilot:
        await do(pilot, *TO_UNIT, "'Skole", "enter", "enter", "'3. tertial", "ctrl+s")
        assert "Velg blant: 1. tertial · 2. tertial · Regnskapsavslutning · Annet." in (
            host.complaints
        )
        assert own(host, 1).text == "3. tertial"


async def test_another_kind_has_no_such_fields(workplace: Any, load: Any) -> None:
    uid = await planned(Host(workplace(), "evaluering"), "'Tur", "ctrl+s")
    assert load(uid).head_values == ()
