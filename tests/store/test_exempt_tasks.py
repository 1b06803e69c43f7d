"""A task is exempt by more than its own mark, and no list of other meetings' tasks tells of it."""

from collections.abc import Callable

import msgspec
import pytest
from msgspec.structs import replace

from store import deadline, meetings, task_history, task_register, unit_overview
from store.database import Archive
from store.edits import Add, Change
from store.exemption import hidden, public
from store.item_rows import ItemRow
from store.meeting import FIELD_OF, Meeting
from store.rows import NoteRow
from store.search import search
from store.task_register import Filter
from store.task_rows import FollowUpRow, TaskRow
from store.vocabulary import TaskStatus
from tests.series_of_talks import AUTUMN, SPRING, TODAY, Talks

SECRET = "hemmelighet"
Way = Callable[[Talks, Meeting], TaskRow]


@pytest.fixture
def talks(archive: Archive) -> Talks:
    return Talks(archive)


def by_itself(talks: Talks, meeting: Meeting) -> TaskRow:
    task = talks.agree(meeting, SECRET, SECRET)
    return talks.do(meeting, Change(task, replace(task, exempt="basis-1"))).tasks[-1]


def by_what_it_hangs_on(talks: Talks, meeting: Meeting) -> TaskRow:
    note = NoteRow(meeting=meeting.uid, section="temaer", column="kvalitet", text="Punktet")
    note = talks.do(meeting, Add(note)).notes[-1]
    task = talks.agree(meeting, SECRET, SECRET, about=note.uid)
    talks.do(meeting, Change(note, replace(note, exempt="basis-1")))
    return task


def by_its_meeting(talks: Talks, meeting: Meeting) -> TaskRow:
    task = talks.agree(meeting, SECRET, SECRET)
    head = talks.now(meeting).head
    talks.do(meeting, Change(head, replace(head, exempt="basis-3")))
    return task


def by_a_meeting_that_carried_it(talks: Talks, meeting: Meeting) -> TaskRow:
    task = talks.agree(meeting, SECRET, SECRET)
    later = talks.plan(AUTUMN, title="Den midterste")
    row = later.carried[-1]
    talks.do(later, Change(row, replace(row, exempt="basis-1")))
    return task


@pytest.fixture(
    params=[by_itself, by_what_it_hangs_on, by_its_meeting, by_a_meeting_that_carried_it]
)
def task(request: pytest.FixtureRequest, talks: Talks) -> TaskRow:
    made: TaskRow = request.param(talks, talks.begin(SPRING))
    return made


def said(value: object) -> str:
    return msgspec.json.encode(value, enc_hook=str).decode()


def rows_of(meeting: Meeting) -> str:
    return said([getattr(meeting, field) for field in FIELD_OF.values()])


def test_the_register_and_its_names_do_not_tell_of_it(talks: Talks, task: TaskRow) -> None:
    assert [task.exempt for task in task_register.window(talks.archive, Filter(), 0, 9, 1)] == [
        True
    ]
    assert SECRET not in said(task_register.window(talks.archive, Filter(), 0, 9, 1))
    assert task_register.names(talks.archive) == ()
    assert task_register.count(talks.archive, Filter(names=("Enhetsleder",))) == 0


def test_the_home_screen_is_told_that_it_is_exempt(talks: Talks) -> None:
    task = by_what_it_hangs_on(talks, talks.begin(SPRING))
    task_register.follow_up(
        talks.archive,
        task.uid,
        TaskStatus.UNDER_WAY,
        deadline=deadline.understand("24.11.2026", AUTUMN),
    )
    assert [bool(due.exempt) for due in meetings.due(talks.archive, TODAY)] == [True]


def test_the_unit_is_told_that_it_is_exempt(talks: Talks, task: TaskRow) -> None:
    other = talks.plan(TODAY, kind_id="evaluering")
    assert all(each.exempt for each in unit_overview.overview(talks.archive, other.head).tasks)


def test_its_history_is_exempt(talks: Talks, task: TaskRow) -> None:
    assert all(told.exempt for told in task_history.history(talks.archive, task.uid))


def test_the_next_meeting_takes_it_over_as_exempt(talks: Talks, task: TaskRow) -> None:
    later = talks.plan(TODAY, title="Den siste")
    assert later.carried[-1].exempt
    assert SECRET not in rows_of(hidden(later))
    assert SECRET not in rows_of(public(later, {}))


def test_search_passes_it_by(talks: Talks, task: TaskRow) -> None:
    assert search(talks.archive, SECRET) == ()


def test_nobody_is_suggested_for_having_it(talks: Talks, task: TaskRow) -> None:
    row = talks.archive.connection.execute(
        "SELECT meeting FROM task WHERE uid = ?", (task.uid,)
    ).fetchone()
    meeting = meetings.load(talks.archive, row[0])
    only = talks.do(
        meeting, Change(meeting.responsibles[0], replace(meeting.responsibles[0], name=SECRET))
    ).responsibles[0]
    assert only.name not in meetings.known_names(talks.archive)


def test_neither_people_nor_unit_of_an_exempt_meeting_are_suggested(talks: Talks) -> None:
    meeting = talks.begin(SPRING, unit=SECRET, participants=(SECRET,))
    talks.do(meeting, Change(meeting.head, replace(meeting.head, exempt="basis-3")))
    assert SECRET not in meetings.known_names(talks.archive)
    assert SECRET not in meetings.known_units(talks.archive)


def test_a_task_that_is_exempted_later_is_gone_from_the_meeting_that_carried_it(
    talks: Talks,
) -> None:
    first = talks.begin(SPRING, title=SECRET)
    task = talks.agree(first, SECRET)
    later = talks.begin(TODAY)
    talks.do(first, Change(task, replace(task, exempt="basis-1")))
    now = talks.now(later)
    assert SECRET in rows_of(now)
    carried = public(now, {}).carried[0]
    assert SECRET not in said(carried)
    assert SECRET not in said(hidden(now).carried)


@pytest.fixture
def spoken_of(talks: Talks) -> tuple[Meeting, TaskRow]:
    """A task that is for everybody, of which something was said in an exempt meeting."""
    first = talks.begin(SPRING)
    task = talks.agree(first, "Åpen for alle")
    later = talks.begin(AUTUMN)
    row = FollowUpRow(
        task=task.uid,
        meeting=later.uid,
        said_on=AUTUMN,
        status=TaskStatus.UNDER_WAY,
        remark=SECRET,
        deadline=SECRET,
        deadline_kind="løpende",
    )
    talks.do(later, Add(row, ("task",)))
    head = talks.now(later).head
    talks.do(later, Change(head, replace(head, exempt="basis-3")))
    return talks.now(first), task


def test_what_was_said_of_a_task_in_an_exempt_meeting_is_told_nowhere_else(
    talks: Talks, spoken_of: tuple[Meeting, TaskRow]
) -> None:
    first, task = spoken_of
    archive = talks.archive
    listed = task_register.window(archive, Filter(), 0, 9, 1)
    assert [each.text for each in listed] == ["Åpen for alle"]
    assert SECRET not in said(listed)
    assert [bool(told.exempt) for told in task_history.history(archive, task.uid)] == [False, True]
    other = talks.plan(TODAY, kind_id="evaluering")
    assert SECRET not in said(unit_overview.overview(archive, other.head))
    assert SECRET not in said(talks.plan(TODAY).carried)
    assert SECRET in rows_of(first)
    assert SECRET not in rows_of(hidden(first))
    assert SECRET not in rows_of(public(first, {}))
    assert search(archive, SECRET) == ()


def test_the_saker_that_an_exempt_meeting_did_not_reach_are_exempt_in_the_next(
    talks: Talks,
) -> None:
    first = talks.begin(SPRING, kind_id="samarbeid")
    item = ItemRow(meeting=first.uid, section="saker", text=SECRET)
    talks.do(first, Add(item))
    head = talks.now(first).head
    talks.do(first, Change(head, replace(head, exempt="basis-3")))
    later = talks.plan(TODAY, kind_id="samarbeid")
    assert [row.exempt for row in later.items if row.carried_from] == ["basis-3"]
    assert SECRET not in rows_of(public(later, {}))
