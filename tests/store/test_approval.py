"""What was approved is locked, and known again by its fingerprint."""

from datetime import date

import pytest
from msgspec.structs import replace

from store import kind, lifecycle, meetings, point_edits
from store.approval import content_of, fingerprint, verdict
from store.database import Archive
from store.edits import Add, Change, Remove
from store.item_rows import RemarkRow
from store.journal import Locked, action
from store.meeting import Meeting
from store.task_rows import FollowUpRow, ResponsibleRow, TaskRow
from store.vocabulary import Status, TaskStatus

DAY = date(2026, 11, 24)


def loaded(archive: Archive, meeting: Meeting) -> Meeting:
    return meetings.load(archive, meeting.uid)


def past_the_lock(archive: Archive, text: str) -> None:
    """Change the note as another program would."""
    with action(archive, None, "Utenom"):
        archive.connection.execute("UPDATE note SET text = ?, rev = rev + 1", (text,))


@pytest.fixture
def closed(archive: Archive) -> Meeting:
    plan = meetings.Plan(
        kind=kind.load().by_id["evaluering"], title="Tur", date=DAY, unit="Skole", chair="Rektor"
    )
    meeting = meetings.load(archive, meetings.plan(archive, plan))
    with action(archive, meeting.uid, "Prøve") as writer:
        point_edits.add(meeting, "punkter", "bra", "Alle kom hjem").apply(writer)
        task = writer.add_last(
            TaskRow(
                meeting=meeting.uid, sitting=meeting.sitting.uid, stop="oppfolging", text="Plan"
            ),
            "meeting",
        )
        writer.add_last(ResponsibleRow(meeting=meeting.uid, task=task.uid, name="Rektor"), "task")
    lifecycle.close(archive, loaded(archive, meeting))
    lifecycle.send(archive, loaded(archive, meeting))
    return loaded(archive, meeting)


@pytest.fixture
def approved(archive: Archive, closed: Meeting) -> Meeting:
    lifecycle.approve(archive, closed, "Møtet 8.12.2026")
    return loaded(archive, closed)


def test_an_approval_keeps_the_content_with_its_fingerprint(approved: Meeting) -> None:
    (approval,) = approved.approvals
    assert approved.head.status is Status.APPROVED
    assert approval.approved_by == "Møtet 8.12.2026"
    assert "Alle kom hjem" in approval.content
    assert approval.fingerprint == fingerprint(approval.content)
    assert verdict(approved).is_unchanged


def test_a_meeting_that_was_not_approved_has_no_verdict(closed: Meeting) -> None:
    assert verdict(closed).approval is None


def test_an_approved_meeting_refuses_changes_and_says_how_to_reopen(
    archive: Archive, approved: Meeting
) -> None:
    sentence = r"^Referatet er godkjent og låst\. Gjenåpne med begrunnelse\.$"
    with pytest.raises(Locked, match=sentence), action(archive, approved.uid, "Prøve") as writer:
        point_edits.add(approved, "punkter", "bra", "Mer").apply(writer)


def test_what_comes_afterwards_stands_outside(archive: Archive, approved: Meeting) -> None:
    task = approved.tasks[0].uid
    said = FollowUpRow(task=task, said_on=date(2026, 12, 20), status=TaskStatus.DONE)
    remark = RemarkRow(
        meeting=approved.uid,
        sender="Verneombud",
        text="Feil klokkeslett",
        received=date(2026, 12, 21),
        after_approval=True,
    )
    with action(archive, None, "Status") as writer:
        writer.add_last(said, "task")
    with action(archive, approved.uid, "Merknad", while_locked=True) as writer:
        Add(remark).apply(writer)
    assert verdict(loaded(archive, approved)).is_unchanged


def test_after_approval_nothing_is_changed_and_only_remarks_are_added(
    archive: Archive, approved: Meeting
) -> None:
    note = approved.notes[0]
    remark = RemarkRow(
        meeting=approved.uid, sender="Delta", text="Sent", received=DAY, after_approval=True
    )
    with action(archive, approved.uid, "Merknad", while_locked=True) as writer:
        written = writer.add(remark)
    for refused in (
        Change(note, replace(note, text="Noe annet")),
        Change(written, replace(written, text="Rettet")),
        Add(replace(note, uid="", rev=0)),
        Remove((written,)),
    ):
        with (
            pytest.raises(Locked, match="godkjent og låst"),
            action(archive, approved.uid, "Prøve", while_locked=True) as writer,
        ):
            refused.apply(writer)
    assert loaded(archive, approved).remarks == (written,)
    assert verdict(loaded(archive, approved)).is_unchanged


def test_nothing_more_is_said_in_an_approved_meeting_itself(
    archive: Archive, approved: Meeting
) -> None:
    task = approved.tasks[0].uid
    said = FollowUpRow(task=task, meeting=approved.uid, said_on=DAY, status=TaskStatus.DONE)
    with (
        pytest.raises(Locked, match="godkjent og låst"),
        action(archive, approved.uid, "Status", while_locked=True) as writer,
    ):
        writer.add_last(said, "task")


def test_a_row_that_another_program_changed_is_seen(archive: Archive, approved: Meeting) -> None:
    past_the_lock(archive, "Nesten alle kom hjem")
    assert not verdict(loaded(archive, approved)).is_unchanged


def test_an_approval_that_was_itself_changed_is_seen(approved: Meeting) -> None:
    (approval,) = approved.approvals
    forged = replace(approval, content=approval.content.replace("Alle", "Ingen"))
    tampered = Meeting(
        number=approved.number,
        kind=approved.kind,
        head=approved.head,
        saved=approved.saved,
        notes=tuple(replace(note, text="Ingen kom hjem") for note in approved.notes),
        approvals=(forged,),
    )
    assert not verdict(tampered).is_unchanged


def test_reopening_asks_why_and_the_next_approval_is_of_the_new_content(
    archive: Archive, approved: Meeting
) -> None:
    lifecycle.reopen(archive, approved, "Feil frist")
    open_again = loaded(archive, approved)
    with action(archive, approved.uid, "Prøve") as writer:
        note = open_again.notes[0]
        Change(note, replace(note, text="Alle kom trygt hjem")).apply(writer)
    lifecycle.close(archive, loaded(archive, approved))
    lifecycle.approve(archive, loaded(archive, approved), "Rektor")
    now = loaded(archive, approved)
    first, second = now.approvals
    assert first.fingerprint != second.fingerprint
    assert verdict(now).is_unchanged
    assert [row.reason for row in now.status_changes if row.reason] == ["Feil frist"]


def test_the_revs_of_a_file_do_not_change_the_fingerprint(
    archive: Archive, approved: Meeting
) -> None:
    past_the_lock(archive, "Noe annet")
    past_the_lock(archive, approved.notes[0].text)
    now = loaded(archive, approved)
    assert now.notes[0].rev > approved.notes[0].rev
    assert content_of(now) == content_of(approved)
