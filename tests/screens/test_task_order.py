"""Tasks stand by frist, and the newest follow-up is the same for every reader."""

from collections.abc import Callable
from datetime import date

from exports.wording import Wording
from screens.sections.follow_up_lines import tasks_by_deadline
from store import meetings
from store.database import Archive
from store.deadline import understand as read_deadline
from store.edits import Add
from store.journal import action
from store.meeting import Meeting
from store.task_order import by_deadline
from store.task_rows import FollowUpRow
from store.vocabulary import TaskStatus
from tests.store.test_agreed_edits import TODAY, Room

Load = Callable[[str], Meeting]
Plan = Callable[..., str]


def test_the_screen_and_the_minutes_have_the_order_of_the_frist_that_stands(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    room = Room(archive, plan_meeting(), load)
    for text, frist in [
        ("Flyttet", "uke 50"),
        ("Uten", ""),
        ("Uke 51", "uke 51"),
        ("Snarest", "snarest"),
    ]:
        room.agree_on_task(text, "Enhetsleder", frist)
    room.follow_up(TaskStatus.UNDER_WAY, deadline=read_deadline("uke 2", TODAY))
    ordered = by_deadline(room.meeting)
    assert [task.text for task in ordered] == ["Snarest", "Uke 51", "Flyttet", "Uten"]
    assert Wording(room.meeting, {}).tasks == ordered
    on_screen = tasks_by_deadline(room.meeting).rows
    assert [line.uid for line in on_screen] == [task.uid for task in ordered]


def test_home_and_the_meeting_agree_on_the_newest_of_two_that_were_said_at_once(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    """Two machines give the first follow-up of a day the same place; the uid decides."""
    room = Room(archive, plan_meeting(), load)
    room.agree_on_task("Samstemme", "Fagsykepleier", "uke 50")
    (task,) = room.meeting.tasks
    for uid, status in [("b", TaskStatus.DONE), ("a", TaskStatus.UNDER_WAY)]:
        row = FollowUpRow(uid=uid, task=task.uid, said_on=TODAY, status=status, position=1)
        with action(archive, room.uid, "Prøve") as writer:
            Add(row, among=()).apply(writer)
    assert room.meeting.state_of(task).status is TaskStatus.DONE
    assert meetings.due(archive, date(2027, 12, 31)) == ()
