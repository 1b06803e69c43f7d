"""The screen of backups, by keys: what lies there, what is in one, a new one, and one put back."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from screens.backup_contents import BackupContentsScreen
from screens.backups import BackupsScreen
from screens.dialogs import Confirm
from screens.requests import RestoreBackup
from store import byte_size, meetings
from store.backups import Backups
from store.database import Archive
from store.journal import action
from store.withheld import HIDDEN
from tests.conftest import NOW
from tests.hostile_text import MARKUP
from tests.screens.acts import do
from tests.screens.one_screen import WALL, OneScreen

SIZES = pytest.mark.parametrize("size", [WALL, (160, 45)], ids=["80x24", "160x45"])


class Host(OneScreen):
    """Remembers what is to be restored."""

    def __init__(self, screen: BackupsScreen) -> None:
        super().__init__(screen)
        self.restored: list[tuple[Path, str]] = []

    def on_restore_backup(self, message: RestoreBackup) -> None:
        self.restored.append((message.path, message.made))


@pytest.fixture
def backups(archive: Archive, plan_meeting: Callable[..., str]) -> Backups:
    """Two copies: of one meeting, and a day later of two."""
    days = count()
    backups = Backups(archive.path, lambda: NOW + timedelta(days=next(days)))
    plan_meeting(title="Legemiddelhåndtering")
    backups.make()
    plan_meeting("evaluering", title="Brannøvelse")
    backups.make()
    return backups


@pytest.fixture
def host(workplace: Any, backups: Backups) -> Host:
    return Host(BackupsScreen(workplace(), backups))


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Let a thread come to what it does."""
    async with asyncio.timeout(20):
        while not condition():
            await pilot.pause(0.01)


async def read(pilot: Pilot[None], host: Host) -> None:
    await until(pilot, lambda: "Leser …" not in host.shown and "SIKKERHETSKOPIER" in host.shown)


@SIZES
async def test_each_copy_stands_with_its_time_size_and_number_of_meetings(
    host: Host, backups: Backups, size: tuple[int, int]
) -> None:
    async with host.run_test(size=size) as pilot:
        await read(pilot, host)
        lines = [" ".join(line.split()) for line in host.shown.splitlines() if "kl." in line]
        newer, older = (byte_size.shown(each.size) for each in backups.all())
        assert lines == [
            f"▸ ons 25.11.2026 kl. 09.00 {newer} 2 møter",
            f"tir 24.11.2026 kl. 09.00 {older} 1 møte",
        ]
        assert "SIKKERHETSKOPIER   2" in host.shown
        assert "ved siden av databasen" in host.shown


async def test_enter_shows_the_meetings_in_a_copy_and_leads_back(host: Host) -> None:
    async with host.run_test(size=WALL) as pilot:
        await read(pilot, host)
        await do(pilot, "enter")
        assert "KOPIEN FRA ons 25.11.2026 kl. 09.00" in host.shown
        assert "2 møter, de nyeste først" in host.shown
        assert "24.11.2026  Evaluering · Brannøvelse" in host.shown
        assert "24.11.2026  Internkontroll · Legemiddelhåndtering" in host.shown
        await do(pilot, "escape", "down", "enter")
        assert "1 møte:" in host.shown
        assert "Brannøvelse" not in host.shown
        await do(pilot, "enter")
        assert isinstance(host.screen, BackupsScreen)


async def test_a_meeting_that_is_exempt_keeps_its_title_to_itself(
    workplace: Any, archive: Archive, plan_meeting: Callable[..., str], backups: Backups
) -> None:
    uid = plan_meeting(title="HEMMELIGHET")
    head = meetings.load(archive, uid).head
    with action(archive, uid, "Unntatt") as writer:
        writer.change(head, replace(head, exempt="basis-1"))
    backups.make()
    host = Host(BackupsScreen(workplace(), backups))
    async with host.run_test(size=WALL) as pilot:
        await read(pilot, host)
        assert "3 møter" in host.shown
        await do(pilot, "enter")
        assert f"Internkontroll · {HIDDEN}" in host.shown
        assert "HEMMELIGHET" not in host.shown


async def test_titles_are_shown_as_they_were_written(
    workplace: Any, plan_meeting: Callable[..., str], backups: Backups
) -> None:
    for title in MARKUP:
        plan_meeting(title=title)
    backups.make()
    host = Host(BackupsScreen(workplace(), backups))
    async with host.run_test(size=(160, 45)) as pilot:
        await read(pilot, host)
        await do(pilot, "enter")
        assert all(f"Internkontroll · {title}" in host.shown for title in MARKUP)


async def test_n_makes_one_now_and_says_so(host: Host, backups: Backups) -> None:
    async with host.run_test(size=WALL) as pilot:
        await read(pilot, host)
        await do(pilot, "n")
        await until(pilot, lambda: "SIKKERHETSKOPIER   3" in host.shown)
        made = backups.all()[0]
        assert host.said[-1] == f"Kopien er laget og lest gjennom: {byte_size.shown(made.size)}."
    assert len(backups.all()) == 3


async def test_one_that_can_not_be_made_is_told_in_a_sentence(
    workplace: Any, archive: Archive
) -> None:
    backups = Backups(archive.path, lambda: NOW)
    backups.folder.write_text("en fil", encoding="utf-8")
    host = Host(BackupsScreen(workplace(), backups))
    async with host.run_test(size=WALL) as pilot:
        await read(pilot, host)
        assert "Ingen kopier ennå. n lager den første." in host.shown
        await do(pilot, "enter", "g", "n")
        await until(pilot, lambda: len(host.said) > 1)
        assert host.said[-1].startswith(f"Sikkerhetskopien ble ikke laget i {backups.folder}: ")
        assert isinstance(host.screen, BackupsScreen)


async def test_g_asks_first_and_j_restores_the_chosen_one(host: Host, backups: Backups) -> None:
    async with host.run_test(size=WALL) as pilot:
        await read(pilot, host)
        await do(pilot, "down", "g")
        assert isinstance(host.screen, Confirm)
        assert "Gjenopprette kopien fra tir 24.11.2026 kl. 09.00, med 1 møte?" in host.shown
        await do(pilot, "enter")
        assert host.restored == []
        await do(pilot, "g", "j")
        oldest = backups.all()[-1]
        assert host.restored == [(oldest.path, "tir 24.11.2026 kl. 09.00")]


async def test_a_damaged_copy_is_marked_and_neither_opened_nor_restored(
    workplace: Any, backups: Backups
) -> None:
    newest = backups.all()[0].path
    newest.write_bytes(newest.read_bytes()[:5000])
    host = Host(BackupsScreen(workplace(), backups))
    async with host.run_test(size=WALL) as pilot:
        await read(pilot, host)
        assert "skadet" in host.shown
        for key in ("enter", "g"):
            await do(pilot, key)
            assert isinstance(host.screen, BackupsScreen)
            assert host.said[-1].startswith("Kopien er skadet og kan ikke brukes.")


async def test_what_was_replaced_is_marked(
    workplace: Any, archive: Archive, backups: Backups
) -> None:
    backups.keep_replaced(archive.connection)
    host = Host(BackupsScreen(workplace(), backups))
    async with host.run_test(size=WALL) as pilot:
        await read(pilot, host)
        (line,) = (line for line in host.shown.splitlines() if "erstattet" in line)
        assert "tor 26.11.2026" in line
        assert line.rstrip().endswith("det som ble erstattet")


async def test_of_very_many_meetings_the_newest_are_shown(
    workplace: Any, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.backup_contents.MOST", 1)
    host = Host(BackupsScreen(workplace(), backups))
    async with host.run_test(size=WALL) as pilot:
        await read(pilot, host)
        await do(pilot, "enter")
        assert isinstance(host.screen, BackupContentsScreen)
        assert "2 møter; de 1 nyeste:" in host.shown


async def test_a_copy_that_is_lost_meanwhile_shows_nothing(host: Host, backups: Backups) -> None:
    async with host.run_test(size=WALL) as pilot:
        await read(pilot, host)
        for each in backups.all():
            each.path.unlink()
        await do(pilot, "enter")
        assert "Ingen møter." in host.shown
        assert not backups.all()  # looking at one does not make an empty file
