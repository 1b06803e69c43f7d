"""What one program does in the file while another one reads or writes there."""

from collections.abc import Callable, Iterator

import pytest

from store import agreed_edits, database, deadline, drafts, meetings, responsible
from store.agreed_edits import Where
from store.database import Archive, Error
from store.journal import action
from store.opening import open_archive
from store.others_writes import OthersWrites
from store.uids import new_uid
from tests.conftest import NOW, fixed_clock

Plan = Callable[..., str]


@pytest.fixture
def other(archive: Archive) -> Iterator[Archive]:
    opened = open_archive(archive.path, clock=fixed_clock, new_uid=new_uid, who="En annen")
    yield opened
    opened.close()


def assign(archive: Archive, uid: str) -> None:
    """A task with two names: three rows in one act."""
    names = ("Enhetsleder", "Verneombud")
    who = responsible.understand(", ".join(names), names, {}, ())
    when = deadline.understand("uke 50", NOW.date())
    with action(archive, uid, "Oppgave") as writer:
        meeting = meetings.load(archive, uid)
        agreed_edits.add_task(meeting, Where(""), "Innføre", who, when).apply(writer)


def test_a_meeting_is_read_as_it_stood_at_one_moment(
    archive: Archive, other: Archive, plan_meeting: Plan
) -> None:
    uid = plan_meeting()
    read: list[str] = []

    def another_writes(statement: str) -> None:
        if statement.startswith("SELECT") and len(read) < 40:
            read.append(statement)
            assign(other, uid)

    archive.connection.set_trace_callback(another_writes)
    meeting = meetings.load(archive, uid)
    archive.connection.set_trace_callback(None)
    assert read
    assert {row.task for row in meeting.responsibles} == {task.uid for task in meeting.tasks}


def test_a_screen_waits_once_for_a_lock_and_then_only_tries_until_it_is_gone(
    archive: Archive, other: Archive, plan_meeting: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = plan_meeting()
    archive.is_on_screen = True
    monkeypatch.setattr(database, "BRIEF_MILLISECONDS", 3)
    waits: list[int] = []

    def note(statement: str) -> None:
        if statement.startswith("PRAGMA busy_timeout="):
            waits.append(int(statement.partition("=")[2]))

    archive.connection.set_trace_callback(note)
    other.connection.execute("BEGIN IMMEDIATE")
    for _ in range(2):
        with pytest.raises(Error):
            drafts.save(archive, uid, "risikoer/ny", "halvt")
        with pytest.raises(Error):
            assign(archive, uid)
    other.connection.execute("ROLLBACK")
    assign(archive, uid)
    drafts.save(archive, uid, "risikoer/ny", "halvt")
    archive.connection.set_trace_callback(None)
    assert waits[::2] == [3, 0, 0, 0, 0, 3]
    assert set(waits[1::2]) == {database.BUSY_MILLISECONDS}


def test_the_command_line_waits_as_long_as_it_takes(archive: Archive, plan_meeting: Plan) -> None:
    uid = plan_meeting()
    with archive.turn() as connection:
        (milliseconds,) = connection.execute("PRAGMA busy_timeout").fetchone()
    assert milliseconds == database.BUSY_MILLISECONDS
    assign(archive, uid)


def test_an_act_of_another_program_is_noticed_once(
    archive: Archive, other: Archive, plan_meeting: Plan
) -> None:
    uid = plan_meeting()
    others = OthersWrites(archive)
    assert not others.came()
    assign(other, uid)
    assert others.came()
    assert not others.came()


def test_ones_own_acts_and_what_is_half_written_elsewhere_are_not_news(
    archive: Archive, other: Archive, plan_meeting: Plan
) -> None:
    uid = plan_meeting()
    others = OthersWrites(archive)
    drafts.save(other, uid, "risikoer/ny", "halvt")
    assert not others.came()
    assign(archive, uid)
    assert not others.came()


def test_what_came_while_the_file_could_not_be_read_is_told_of_afterwards(
    archive: Archive, other: Archive, plan_meeting: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = plan_meeting()
    others = OthersWrites(archive)
    assign(other, uid)
    with monkeypatch.context() as patch:
        patch.setattr(others, "_newest_act", _locked)
        assert not others.came()
    assert others.came()


def _locked() -> int:
    raise Error("database is locked")
