"""Meetings to write of."""

from collections.abc import Callable

import pytest

from store.database import Archive
from store.rows import Status
from tests.exports.room import Room


@pytest.fixture
def wheel(archive: Archive, plan_meeting: Callable[..., str]) -> Room:
    return under_way(archive, plan_meeting("internkontroll"))


@pytest.fixture
def evaluation(archive: Archive, plan_meeting: Callable[..., str]) -> Room:
    return under_way(archive, plan_meeting("evaluering", title="Brannøvelse"))


def under_way(archive: Archive, uid: str) -> Room:
    room = Room(archive, uid)
    room.head(status=Status.RUNNING)
    return room
