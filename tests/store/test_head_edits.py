"""The edits of the head, the participants and the sittings, on a real file."""

from collections.abc import Callable
from datetime import date

import pytest

from store import head_edits
from store.database import Archive
from store.edits import Add, Edit
from store.journal import action
from store.meeting import Meeting
from store.rows import AttendanceRow, SittingRow
from store.undo import undo
from store.vocabulary import Presence

SAID = AttendanceRow(
    meeting="", sitting="", participant="", presence=Presence.DIGITAL, came="kl. 09.30"
)


@pytest.fixture
def uid(plan_meeting: Callable[..., str]) -> str:
    return plan_meeting(participants=["Rektor", "Lærer"])


@pytest.fixture
def do(archive: Archive, uid: str, load: Callable[[str], Meeting]) -> Callable[[Edit], Meeting]:
    def run(edit: Edit) -> Meeting:
        with action(archive, uid, "Endring") as writer:
            edit.apply(writer)
        return load(uid)

    return run


def test_a_new_participant_stands_last(
    uid: str, load: Callable[[str], Meeting], do: Callable[[Edit], Meeting]
) -> None:
    meeting = do(head_edits.add_participant(load(uid), "Vaktmester", party="Fagforbundet"))
    assert [each.name for each in meeting.participants] == ["Rektor", "Lærer", "Vaktmester"]
    assert meeting.participants[-1].party == "Fagforbundet"


def test_attendance_is_one_row_however_often_it_is_said(
    uid: str, load: Callable[[str], Meeting], do: Callable[[Edit], Meeting]
) -> None:
    meeting = load(uid)
    who = meeting.participants[1]
    meeting = do(head_edits.set_attendance(meeting, meeting.sitting, who, SAID))
    again = AttendanceRow(meeting="", sitting="", participant="", presence=Presence.ABSENT)
    meeting = do(head_edits.set_attendance(meeting, meeting.sitting, who, again))
    (row,) = meeting.attendance
    assert (row.participant, row.presence, row.came) == (who.uid, Presence.ABSENT, "")


def test_attendance_belongs_to_one_sitting(
    uid: str, load: Callable[[str], Meeting], do: Callable[[Edit], Meeting]
) -> None:
    meeting = do(Add(SittingRow(meeting=uid, date=date(2026, 12, 1), start="12:00")))
    first, second = meeting.sittings
    who = meeting.participants[0]
    meeting = do(head_edits.set_attendance(meeting, second, who, SAID))
    assert (second.uid, who.uid) in meeting.attendance_at
    assert (first.uid, who.uid) not in meeting.attendance_at
    assert meeting.sitting == second


def test_who_is_taken_off_the_list_comes_back_whole_with_undo(
    uid: str, load: Callable[[str], Meeting], do: Callable[[Edit], Meeting], archive: Archive
) -> None:
    meeting = load(uid)
    who = meeting.participants[0]
    before = do(head_edits.set_attendance(meeting, meeting.sitting, who, SAID))
    after = do(head_edits.remove_participant(before, who))
    assert [each.name for each in after.participants] == ["Lærer"]
    assert after.attendance == ()
    undo(archive, uid)
    back = load(uid)
    assert [each.uid for each in back.participants] == [each.uid for each in before.participants]
    assert back.attendance[0].came == "kl. 09.30"
