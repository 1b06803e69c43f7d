"""Meetings to write of."""

from collections.abc import Callable

import pytest

from store.database import Archive
from tests.exports.room import Room


@pytest.fixture
def wheel(archive: Archive, plan_meeting: Callable[..., str]) -> Room:
    return Room(archive, plan_meeting("internkontroll"))


@pytest.fixture
def evaluation(archive: Archive, plan_meeting: Callable[..., str]) -> Room:
    return Room(archive, plan_meeting("evaluering", title="Brannøvelse"))
