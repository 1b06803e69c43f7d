"""Meetings to write of."""

from collections.abc import Callable

import pytest

from store.database import Archive
from store.vocabulary import Status
from tests.exports.room import Room


@pytest.fixture
def wheel(archive: Archive, plan_meeting: Callable[..., str]) -> Room:
    return under_way(archive, plan_meeting("internkontroll"))


@pytest.fixture
def evaluation(archive: Archive, plan_meeting: Callable[..., str]) -> Room:
    return under_way(archive, plan_meeting("evaluering", title="Brannøvelse"))


@pytest.fixture
def talk(archive: Archive, plan_meeting: Callable[..., str]) -> Room:
    return under_way(archive, plan_meeting("ros", title="2. tertial"))


@pytest.fixture
def cooperation(archive: Archive, plan_meeting: Callable[..., str]) -> Room:
    return under_way(archive, plan_meeting("samarbeid", title="Samarbeidsmøte nr. 9"))


def under_way(archive: Archive, uid: str) -> Room:
    room = Room(archive, uid)
    room.head(status=Status.RUNNING)
    return room
