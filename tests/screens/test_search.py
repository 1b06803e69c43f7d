"""Search on the screen, by keys: the hits follow what is typed, and Enter goes there."""

from typing import Any

import pytest
from msgspec.structs import replace

from screens.search import SearchScreen
from store import meetings
from store.database import Archive
from store.journal import action
from store.rows import RiskRow
from tests.hostile_text import HOSTILE, MARKUP
from tests.screens.acts import do
from tests.screens.one_screen import WALL, OneScreen, after


@pytest.fixture
def risks(archive: Archive, plan_meeting: Any) -> tuple[str, list[RiskRow]]:
    uid = plan_meeting(title="Trygg mat")
    texts = ("Allergener blandes på kjøkkenet", "Varmmat blir kald", "Allergikere får feil mat")
    with action(archive, uid, "Risiko") as writer:
        rows = [
            writer.add_last(RiskRow(meeting=uid, section="risikoer", text=text), "meeting")
            for text in texts
        ]
    return uid, rows


async def test_the_hits_follow_every_key_with_the_meeting_and_the_place(
    workplace: Any, risks: Any
) -> None:
    shown = await after(OneScreen(SearchScreen(workplace())), "'aller")
    assert "2 treff" in shown
    assert "24.11.2026  Risiko 1 · Internkontroll · Trygg mat" in shown
    assert "Allergener blandes på kjøkkenet" in shown
    assert "Varmmat" not in shown


async def test_the_words_are_marked(workplace: Any, risks: Any) -> None:
    host = OneScreen(SearchScreen(workplace()))
    async with host.run_test(size=WALL) as pilot:
        await do(pilot, "'feil aller")
        strips = host.screen._compositor.render_strips()
        underlined = [
            segment.text.strip()
            for strip in strips
            for segment in strip
            if segment.style and segment.style.underline and segment.text.strip()
        ]
    assert underlined == ["Allergikere", "feil"]


async def test_enter_goes_into_the_hits_and_from_one_to_its_place(
    workplace: Any, risks: Any
) -> None:
    uid, rows = risks
    host = OneScreen(SearchScreen(workplace()))
    await after(host, "'aller", "enter", "down", "enter")
    assert [(each.uid, each.at_stop, each.at_row) for each in host.asked] == [
        (uid, "identifiser", rows[2].uid)
    ]


async def test_the_arrows_lead_into_the_hits_and_back_to_the_words(
    workplace: Any, risks: Any
) -> None:
    shown = await after(OneScreen(SearchScreen(workplace())), "'aller", "down", "up", "'gik")
    assert "allergik" in shown
    assert "1 treff" in shown


async def test_nothing_typed_and_nothing_found_say_what_to_do(workplace: Any, risks: Any) -> None:
    assert "Skriv ett eller flere ord" in await after(
        OneScreen(SearchScreen(workplace())), "enter", "down"
    )
    assert "Ingen treff" in await after(
        OneScreen(SearchScreen(workplace())), "'brannøvelse", "enter"
    )


async def test_anything_can_be_typed(workplace: Any, risks: Any) -> None:
    host = OneScreen(SearchScreen(workplace()))
    async with host.run_test(size=WALL) as pilot:
        for text in (*(each for each in HOSTILE if len(each) < 1000), '"', "*", "NEAR(", "a AND ("):
            await do(pilot, f"'{text}", "ctrl+u")
        assert "Skriv ett eller flere ord" in host.shown


async def test_what_is_exempt_is_not_found(workplace: Any, risks: Any, archive: Archive) -> None:
    uid, _rows = risks
    head = meetings.load(archive, uid).head
    with action(archive, uid, "Unntatt") as writer:
        writer.change(head, replace(head, exempt="basis-1"))
    shown = await after(OneScreen(SearchScreen(workplace())), "'aller")
    assert "Ingen treff" in shown
    assert "unntatt offentlighet" in shown
    assert "Trygg mat" not in shown


async def test_markup_is_shown_as_it_was_written(
    workplace: Any, plan_meeting: Any, archive: Archive
) -> None:
    uid = plan_meeting(title=MARKUP[0])
    with action(archive, uid, "Risiko") as writer:
        for each in MARKUP:
            row = RiskRow(meeting=uid, section="risikoer", text=f"Funn {each}")
            writer.add_last(row, "meeting")
    shown = await after(OneScreen(SearchScreen(workplace())), "'funn")
    assert all(f"Funn {each}" in shown for each in MARKUP)
