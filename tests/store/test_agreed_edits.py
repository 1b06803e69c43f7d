from collections.abc import Callable
from datetime import date

import pytest

from store import agreed_edits
from store.agreed_edits import Where
from store.database import Archive
from store.deadline import understand as read_deadline
from store.edits import Edit
from store.journal import Conflict, action
from store.responsible import understand as read_responsible
from store.undo import undo
from store.vocabulary import TaskStatus
from tests.store.meeting_room import Load, MeetingRoom

TODAY = date(2026, 11, 24)


class Room(MeetingRoom):
    """A meeting in which things are agreed on."""

    def agree_on_task(self, text: str, responsible: str = "", deadline: str = "") -> None:
        self.act(
            agreed_edits.add_task(
                self.meeting,
                Where("identifiser", "uid-x"),
                text,
                read_responsible(responsible),
                read_deadline(deadline, TODAY),
            )
        )

    def follow_up(self, status: TaskStatus, **said: object) -> None:
        task = self.meeting.tasks[0]
        self.act(
            agreed_edits.follow_up(self.meeting, task, status, said_on=TODAY, **said)  # type: ignore[arg-type]  # the test says what it says
        )


@pytest.fixture
def room(archive: Archive, plan_meeting: Callable[..., str], load: Load) -> Room:
    return Room(archive, plan_meeting(), load)


def test_a_task_keeps_what_was_typed_beside_what_it_was_taken_to_mean(room: Room) -> None:
    room.agree_on_task("Samstemme i helgene", "Fagsykepleier, Avdelingsleder", "uke 50")
    (task,) = room.meeting.tasks
    assert (task.text, task.stop, task.about) == ("Samstemme i helgene", "identifiser", "uid-x")
    assert (task.responsible, task.deadline) == ("Fagsykepleier, Avdelingsleder", "uke 50")
    assert (task.deadline_kind, task.deadline_date) == ("dato", date(2026, 12, 11))
    assert room.meeting.names_of[task.uid] == ("Fagsykepleier", "Avdelingsleder")
    assert task.sitting == room.meeting.sitting.uid


def test_a_corrected_task_gets_new_names_and_undo_gives_the_old_ones_back(room: Room) -> None:
    room.agree_on_task("Samstemme", "Fagsykepleier", "uke 50")
    (task,) = room.meeting.tasks
    edit = agreed_edits.change_task(
        room.meeting,
        task,
        "Samstemme hver helg",
        read_responsible("Rektor"),
        read_deadline("", TODAY),
    )
    room.act(edit)
    (changed,) = room.meeting.tasks
    assert (changed.text, changed.deadline_kind) == ("Samstemme hver helg", "mangler")
    assert changed.deadline_date is None
    assert room.meeting.names_of[task.uid] == ("Rektor",)
    undo(room.archive, room.uid)
    assert room.meeting.tasks[0].text == "Samstemme"
    assert room.meeting.names_of[task.uid] == ("Fagsykepleier",)


def test_a_correction_of_a_task_that_was_changed_meanwhile_is_refused(room: Room) -> None:
    room.agree_on_task("Samstemme", "Fagsykepleier")
    shown = room.meeting

    def correction(text: str) -> Edit:
        return agreed_edits.change_task(
            shown, shown.tasks[0], text, read_responsible("Rektor"), read_deadline("", TODAY)
        )

    room.act(correction("en"))
    with pytest.raises(Conflict):
        room.act(correction("to"))
    assert [task.text for task in room.meeting.tasks] == ["en"]


def test_a_deleted_task_takes_names_and_follow_ups_along_and_undo_brings_all_back(
    room: Room,
) -> None:
    room.agree_on_task("Samstemme", "Fagsykepleier")
    room.follow_up(TaskStatus.UNDER_WAY)
    room.act(agreed_edits.remove_task(room.meeting, room.meeting.tasks[0]))
    meeting = room.meeting
    assert (meeting.tasks, meeting.responsibles, meeting.follow_ups) == ((), (), ())
    undo(room.archive, room.uid)
    (task,) = room.meeting.tasks
    assert room.meeting.names_of[task.uid] == ("Fagsykepleier",)
    assert room.meeting.state_of(task).status is TaskStatus.UNDER_WAY


def test_a_task_that_becomes_a_decision_keeps_ansvar_and_frist_in_its_text(room: Room) -> None:
    room.agree_on_task("Samstemme", "Fagsykepleier", "uke 50")
    room.act(agreed_edits.task_to_decision(room.meeting, room.meeting.tasks[0]))
    (decision,) = room.meeting.decisions
    assert decision.text == "Samstemme – Fagsykepleier – uke 50"
    assert (decision.stop, decision.about) == ("identifiser", "uid-x")
    assert room.meeting.tasks == ()


def test_a_decision_that_becomes_a_task_has_no_ansvar_and_no_frist(room: Room) -> None:
    room.act(agreed_edits.add_decision(room.meeting, Where("vurder"), "Bytte system"))
    room.act(agreed_edits.decision_to_task(room.meeting.decisions[0]))
    (task,) = room.meeting.tasks
    assert (task.text, task.stop) == ("Bytte system", "vurder")
    assert (task.deadline_kind, task.responsible) == ("mangler", "")
    assert room.meeting.decisions == ()


def test_a_decision_can_be_worded_anew(room: Room) -> None:
    room.act(agreed_edits.add_decision(room.meeting, Where("vurder"), "Bytte system"))
    room.act(agreed_edits.change_decision(room.meeting.decisions[0], "Bytte fagsystem"))
    assert [row.text for row in room.meeting.decisions] == ["Bytte fagsystem"]


def test_the_newest_follow_up_is_the_tasks_state_and_the_task_stays_as_agreed(room: Room) -> None:
    room.agree_on_task("Samstemme", "Fagsykepleier", "uke 50")
    room.follow_up(TaskStatus.UNDER_WAY, deadline=read_deadline("uke 2", TODAY))
    room.follow_up(TaskStatus.DONE, remark="ferdig på tre avdelinger")
    (task,) = room.meeting.tasks
    state = room.meeting.state_of(task)
    assert (state.status, state.remark) == (TaskStatus.DONE, "ferdig på tre avdelinger")
    assert state.deadline_date == date(2027, 1, 15)
    assert task.deadline_date == date(2026, 12, 11)


def test_what_another_meeting_said_of_a_task_is_seen(
    room: Room, plan_meeting: Callable[..., str], load: Load
) -> None:
    room.agree_on_task("Samstemme", "Fagsykepleier")
    (task,) = room.meeting.tasks
    room.follow_up(TaskStatus.UNDER_WAY)
    assert not agreed_edits.is_followed_up_elsewhere(room.meeting, task)
    later = load(plan_meeting(title="Neste runde"))
    edit = agreed_edits.follow_up(later, task, TaskStatus.DONE, said_on=TODAY)
    with action(room.archive, later.uid, "Prøve") as writer:
        edit.apply(writer)
    assert agreed_edits.is_followed_up_elsewhere(room.meeting, task)
