"""A real file of meetings with a fixed clock and counted uids, for every floor's tests."""

import gc
import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from store import kind, meetings
from store.database import Archive
from store.meeting import Meeting
from store.opening import open_archive
from tests.at_rest import let_apps_share_style_sheets, let_pilots_wait_until_rest

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
"""A Tuesday."""


def counted_uids() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"uid-{next(numbers):06d}"


def fixed_clock() -> datetime:
    return NOW


def pytest_collection_finish() -> None:
    """Let the collector pass by what is imported, and look less often at what a test leaves."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def open_or_make(path: Path) -> Archive:
    return open_archive(path, clock=fixed_clock, new_uid=counted_uids(), who="Referent")


def open_file(path: Path) -> Archive:
    lay_new_file(path)
    return open_or_make(path)


def lay_new_file(path: Path) -> None:
    """Put a new file where there is none: to migrate one takes as long as a short test."""
    if not path.exists():
        path.write_bytes(_new_file())


@cache
def _new_file() -> bytes:
    """What the program makes where there is no file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ny.db"
        open_or_make(path).close()
        return path.read_bytes()


@pytest.fixture(autouse=True, scope="session")
def _apps_are_cheap() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        let_pilots_wait_until_rest(patch)
        let_apps_share_style_sheets(patch)
        yield


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = open_file(tmp_path / "møter.db")
    yield opened
    opened.close()


@pytest.fixture
def plan_meeting(archive: Archive) -> Callable[..., str]:
    """Make a meeting; anything of `Plan` can be said."""

    def make(kind_id: str = "internkontroll", **said: Any) -> str:
        said.setdefault("title", "Legemiddelhåndtering")
        said.setdefault("date", date(2026, 11, 24))
        said.setdefault("participants", ["Enhetsleder", "Fagsykepleier", "Verneombud"])
        return meetings.plan(archive, meetings.Plan(kind=kind.load().by_id[kind_id], **said))

    return make


@pytest.fixture
def load(archive: Archive) -> Callable[[str], Meeting]:
    return lambda uid: meetings.load(archive, uid)
