"""A workplace on the real file of `tests/conftest.py`."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from screens.workplace import Workplace
from store import kind
from store.database import Archive
from store.settings import Settings


@pytest.fixture
def workplace(archive: Archive, tmp_path: Path) -> Callable[..., Workplace]:
    """Make a workplace; settings, a demo mark and kind mistakes can be said."""

    def make(mistakes: tuple[str, ...] = (), demo: bool = False, **settings: Any) -> Workplace:
        kinds = replace(kind.load(), mistakes=mistakes)
        settings.setdefault("municipality", "Eksempeldal kommune")
        chosen = Settings(**settings)
        return Workplace(archive, kinds, chosen, tmp_path, lambda _name: "", demo=demo)

    return make
