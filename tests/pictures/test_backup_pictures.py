"""How the backups look; see `test_pictures`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from store.backups import Backups
from tests.conftest import NOW
from tests.pictures.drawing import Scene, play
from tui.app import ReferatApp

AGES = (40, 1, 0)
"""How many days ago the copies were made."""


@pytest.mark.parametrize("size", [(80, 24), (160, 45)], ids=["wall", "desk"])
def test_the_backups(
    snap_compare: Callable[..., bool],
    opened: Callable[[Scene], ReferatApp],
    size: tuple[int, int],
) -> None:
    """The list: when, how large, how many meetings, one damaged, and what was replaced."""
    app = opened(scene := Scene(acts=("k",)))
    workplace = app._workplace
    for age in AGES:
        Backups(workplace.archive.path, before(age)).make()
    damaged = Backups(workplace.archive.path, before(7)).make().path
    damaged.write_bytes(damaged.read_bytes()[:600_000])
    backups = Backups(workplace.archive.path, before(3))
    backups.keep_replaced(workplace.archive.connection)
    app._workplace = replace(workplace, backups=backups)
    assert snap_compare(app, terminal_size=size, run_before=play(scene))


def before(days: int) -> Callable[[], datetime]:
    return lambda: NOW - timedelta(days=days)
