"""A meeting that is erased leaves no byte behind, and every other meeting as it was."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from store import kind, lifecycle, meetings
from store.approval import verdict
from store.backups import Backups
from store.database import Archive
from store.edits import Add
from store.erasing.everywhere import EraseRefused, erase
from store.erasing.whole_meetings import WholeMeetings, held_before
from store.exemption import public
from store.journal import action
from store.meeting import FIELD_OF, Meeting
from store.meetings import Plan
from store.rows import NoteRow
from store.searched import is_true
from store.task_rows import CarriedRow, FollowUpRow, TaskRow
from store.vocabulary import Status, TaskStatus
from tests.conftest import fixed_clock, open_file, open_or_make
from tests.erasing.bytes_of_files import holding
from tests.exempt_everywhere import MARKER, fill
from tests.series_of_talks import AUTUMN, TODAY, Talks

SECRET = "Kloakklukt"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "møter.db"


def backups_of(path: Path) -> Backups:
    return Backups(path, fixed_clock)


def plan(archive: Archive, title: str, day: date = date(2026, 3, 2)) -> str:
    evaluation = kind.load().by_id["evaluering"]
    return meetings.plan(archive, Plan(kind=evaluation, title=title, date=day, unit=title))


def say(archive: Archive, uid: str, text: str) -> None:
    section = meetings.load(archive, uid).kind.sections[0]
    with action(archive, uid, "Prøve") as writer:
        Add(NoteRow(meeting=uid, section=section.key, column="bra", text=text)).apply(writer)


def erase_all(path: Path, *uids: str) -> None:
    erase(WholeMeetings(uids), backups_of(path), "Referent")


def loaded(path: Path, uid: str) -> Meeting:
    archive = open_or_make(path)
    try:
        return meetings.load(archive, uid)
    finally:
        archive.close()


def said_in(meeting: Meeting) -> list[object]:
    """All that was captured, but for by what it is exempt."""
    rows = [row for field in FIELD_OF.values() for row in getattr(meeting, field)]
    return [
        replace(row, exempt="", rev=0) if isinstance(row, CarriedRow) else row
        for row in (meeting.head, *rows)
    ]


# What goes


def test_no_file_holds_a_byte_of_what_was_said(path: Path) -> None:
    archive = open_file(path)
    fill(archive)
    archive.connection.execute("INSERT INTO draft VALUES ('', 'register/ansvar', 'Ingen')")
    uids = [line.uid for line in meetings.recent(archive)]
    backups = backups_of(path)
    backups.make(archive.connection)
    archive.close()
    assert len(holding(MARKER, path.parent)) == 2

    erase_all(path, *uids)

    assert holding(MARKER, path.parent) == []


def test_what_was_deleted_from_it_before_is_gone_too(path: Path) -> None:
    archive = open_file(path)
    uid = plan(archive, "Første")
    say(archive, uid, SECRET)
    with action(archive, uid, "Slettet") as writer:
        writer.remove(meetings.load(archive, uid).notes[0])
    archive.close()
    assert holding(SECRET, path.parent)
    erase_all(path, uid)
    assert holding(SECRET, path.parent) == []


def test_a_copy_that_holds_only_other_meetings_is_left_as_it_is(path: Path) -> None:
    archive = open_file(path)
    plan(archive, "Første")
    backups = backups_of(path)
    copy = backups.make(archive.connection).path
    second = plan(archive, "Andre")
    archive.close()
    before = copy.stat()
    erase_all(path, second)
    after = copy.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_damaged_copy_is_removed_since_nobody_can_tell_what_it_holds(path: Path) -> None:
    archive = open_file(path)
    uid = plan(archive, "Første")
    copy = backups_of(path).make(archive.connection).path
    archive.close()
    copy.write_bytes(copy.read_bytes()[:5000] + SECRET.encode())
    done = erase(WholeMeetings((uid,)), backups_of(path), "Referent")
    assert (done.removed, copy.exists()) == (1, False)


@pytest.mark.parametrize("name", [".kopi-halv.ny", "erstattet-2026-01-01-000000.db-wal"])
def test_what_a_killed_program_left_among_the_copies_is_removed(path: Path, name: str) -> None:
    archive = open_file(path)
    uid = plan(archive, "Første")
    archive.close()
    left = backups_of(path).folder / name
    left.parent.mkdir()
    left.write_text(SECRET, "utf-8")
    erase_all(path, uid)
    assert not left.exists()


def test_its_half_written_texts_are_gone_also_those_of_the_one_planned_after_it(path: Path) -> None:
    archive = open_file(path)
    uid = plan(archive, "Første")
    archive.connection.execute("INSERT INTO draft VALUES (?, 'merknad/tekst', ?)", (uid, SECRET))
    archive.connection.execute("INSERT INTO draft VALUES ('', ?, ?)", (f"plan/{uid}/sted", SECRET))
    archive.connection.execute("INSERT INTO draft VALUES ('', 'plan/sted', 'Rom 2')")
    archive.close()
    erase_all(path, uid)
    assert holding(SECRET, path.parent) == []
    assert holding("Rom 2", path.parent)


# What stays


def test_every_other_meeting_is_as_it_was(path: Path) -> None:
    archive = open_file(path)
    fill(archive)
    lines = meetings.recent(archive)
    gone = next(line.uid for line in lines if line.title == "Samtale ros")
    rest = [line.uid for line in lines if line.uid != gone]
    before = {uid: meetings.load(archive, uid) for uid in rest}
    archive.close()

    erase_all(path, gone)

    archive = open_or_make(path)
    for uid in rest:
        assert said_in(meetings.load(archive, uid)) == said_in(before[uid])
    assert is_true(archive.connection)
    assert archive.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    archive.close()


def test_a_task_elsewhere_keeps_the_status_that_was_said_of_it_without_the_words(
    path: Path,
) -> None:
    archive = open_file(path)
    fill(archive)
    by_title = {line.title: line.uid for line in meetings.recent(archive)}
    task = meetings.load(archive, by_title["Samtale ros"]).tasks[0]
    says = by_title["Samtale evaluering"]
    said = FollowUpRow(
        task=task.uid,
        meeting=says,
        said_on=date(2027, 1, 1),
        status=TaskStatus.DONE,
        remark=SECRET,
    )
    with action(archive, says, "Fulgt opp") as writer:
        writer.add(said)
    archive.close()

    erase_all(path, says)

    archive = open_or_make(path)
    state = archive.connection.execute(
        "SELECT status, remark FROM task_state WHERE task = ?", (task.uid,)
    ).fetchone()
    archive.close()
    assert tuple(state) == (TaskStatus.DONE, "")
    assert holding(SECRET, path.parent) == []


@pytest.mark.parametrize("gone", ["Samtale ros", "Neste ros"])
def test_a_task_is_exempt_also_when_the_meeting_that_exempted_it_is_erased(
    path: Path, gone: str
) -> None:
    archive = open_file(path)
    talks = Talks(archive)
    first = talks.begin(AUTUMN, kind_id="ros", title="Samtale ros", unit="Skole")
    where = {"sitting": first.sitting.uid, "stop": first.kind.stops[-1].key}
    with action(archive, first.uid, "Prøve") as writer:
        task = writer.add_last(TaskRow(meeting=first.uid, text=SECRET, **where))
    second = talks.begin(TODAY, kind_id="ros", title="Neste ros", unit="Skole")
    exempting = first if gone == "Samtale ros" else second
    row = task if exempting is first else meetings.load(archive, second.uid).carried[0]
    with action(archive, exempting.uid, "Unntatt") as writer:
        writer.change(row, replace(row, exempt="basis-1"))
    staying = second if exempting is first else first
    for step in (lifecycle.close, lifecycle.send):
        step(archive, meetings.load(archive, staying.uid))
    lifecycle.approve(archive, meetings.load(archive, staying.uid), "Leder")
    archive.close()

    erase_all(path, exempting.uid)

    archive = open_or_make(path)
    meeting = meetings.load(archive, staying.uid)
    archive.close()
    (left,) = (*meeting.tasks, *meeting.carried)
    assert (left.text, left.exempt) == (SECRET, "basis-1")
    assert exempt_everywhere(meeting)
    assert verdict(meeting).is_unchanged


def exempt_everywhere(meeting: Meeting) -> bool:
    return SECRET not in str(said_in(public(meeting, {"basis-1": "hjemmel"})))


def test_a_later_meeting_can_still_undo_what_was_done_in_it(path: Path) -> None:
    from store import undo  # noqa: PLC0415

    archive = open_file(path)
    first, second = plan(archive, "Første"), plan(archive, "Andre")
    say(archive, second, "Kaffe")
    archive.close()
    erase_all(path, first)
    archive = open_or_make(path)
    undo.undo(archive, second)
    assert meetings.load(archive, second).notes == ()
    archive.close()


def test_the_database_remembers_that_something_was_erased_and_by_whom(path: Path) -> None:
    archive = open_file(path)
    uid = plan(archive, SECRET)
    archive.close()
    erase_all(path, uid)
    archive = open_or_make(path)
    acts = archive.connection.execute("SELECT meeting, who, label FROM action").fetchall()
    archive.close()
    assert list(map(tuple, acts)) == [(None, "Referent", "Slettet 1 møte for godt")]


def test_a_file_that_is_open_elsewhere_is_refused_and_untouched(path: Path) -> None:
    archive = open_file(path)
    uid = plan(archive, SECRET)
    with pytest.raises(EraseRefused, match="åpen i et annet program"):
        erase_all(path, uid)
    assert meetings.load(archive, uid).head.title == SECRET
    archive.close()


def test_what_is_erased_can_be_asked_for_again(path: Path) -> None:
    archive = open_file(path)
    uid = plan(archive, SECRET)
    archive.close()
    erase_all(path, uid)
    done = erase(WholeMeetings((uid,)), backups_of(path), "Referent")
    assert not done.in_database


# Which


def test_a_meeting_is_as_old_as_its_last_sitting(path: Path) -> None:
    archive = open_file(path)
    old = plan(archive, "Gammelt", date(2020, 1, 1))
    plan(archive, "Nytt", date(2026, 1, 1))
    assert held_before(archive.connection, date(2020, 1, 2)) == (old,)
    assert held_before(archive.connection, date(2020, 1, 1)) == ()
    assert held_before(archive.connection, date(2030, 1, 1), ["ros"]) == ()
    assert len(held_before(archive.connection, date(2030, 1, 1), ["evaluering"])) == 2
    archive.close()


def test_what_would_go_is_told_with_its_open_tasks_and_what_later_meetings_took_over(
    path: Path,
) -> None:
    archive = open_file(path)
    fill(archive)
    uid = next(each.uid for each in meetings.recent(archive) if each.title == "Samtale ros")
    found = WholeMeetings((uid,)).find(archive.connection)
    archive.close()
    (concerned,) = found.meetings
    assert concerned.title == "Samtale ros"
    assert concerned.status is Status.RUNNING
    assert concerned.open_tasks == found.left > 1
