"""Two files, and a meeting that stands alike in both."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.database import Archive
from store.opening import open_archive
from tests.conftest import fixed_clock, lay_new_file
from tests.store.two_files import add_risk, send


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Archive]:
    lay_new_file(tmp_path / "en annen.db")
    numbers = itertools.count(1)
    opened = open_archive(
        tmp_path / "en annen.db",
        clock=fixed_clock,
        new_uid=lambda: f"annen-{next(numbers)}",
        who="Referent",
    )
    yield opened
    opened.close()


@pytest.fixture
def shared(archive: Archive, other: Archive, plan_meeting: Callable[..., str]) -> str:
    """A meeting with a risk that stands alike in both files."""
    uid = plan_meeting()
    add_risk(archive, uid)
    send(uid, sender=archive, to=other)
    return uid
