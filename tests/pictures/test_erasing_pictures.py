"""How what is erased for good looks before it is; see `test_pictures`."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from store.backups import Backups
from tests.pictures.drawing import Scene, play
from tests.pictures.test_backup_pictures import before
from tui.app import ReferatApp


@pytest.mark.parametrize("size", [(80, 24), (160, 45)], ids=["wall", "desk"])
def test_what_would_go_of_a_persons_name(
    snap_compare: Callable[..., bool],
    opened: Callable[[Scene], ReferatApp],
    size: tuple[int, int],
) -> None:
    """The sentences, and the meetings with how many places."""
    app = opened(scene := Scene(acts=("delete", "p", "'avdelingsleder", "enter")))
    workplace = app._workplace
    backups = Backups(workplace.archive.path, before(1))
    backups.make()
    app._workplace = replace(workplace, backups=backups)
    assert snap_compare(app, terminal_size=size, run_before=play(scene))
