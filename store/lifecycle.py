"""A meeting's life: planlagt → pågår (avbrutt) → avsluttet, and back by reopening.

Each step is recorded with its time. Steps are not undone: a meeting closed by mistake is reopened.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from store import carry_over, meetings, statement_edits
from store.approval import approval_of
from store.database import Archive
from store.journal import ActionKind, Writer, action
from store.meeting import Meeting
from store.rows import MeetingRow, SittingRow, StatusChangeRow
from store.vocabulary import Status


def start(archive: Archive, meeting: Meeting) -> None:
    """The planned meeting begins now."""
    with _step(archive, meeting, Status.RUNNING) as writer:
        _note_time(writer, meeting, "start")
        carry_over.carry_tasks(writer, meeting.head, meeting.first_day)


def break_off(archive: Archive, meeting: Meeting) -> None:
    """The meeting stops before it is done, to go on in another sitting."""
    with _step(archive, meeting, Status.BROKEN_OFF) as writer:
        _note_time(writer, meeting, "end")


def go_on(archive: Archive, meeting: Meeting) -> None:
    """The broken-off meeting goes on now, in a sitting with an attendance of its own."""
    now = archive.clock()
    sitting = SittingRow(meeting=meeting.uid, date=now.date(), start=f"{now:%H:%M}")
    with _step(archive, meeting, Status.RUNNING) as writer:
        writer.add_last(sitting, "meeting")


def close(archive: Archive, meeting: Meeting, missing: Iterable[str] = ()) -> None:
    """The meeting is over, and is only read until somebody reopens it.

    Args:
        archive: The open file.
        meeting: As it was shown.
        missing: What the check found and the room closed with knowingly, as sentences.
    """
    with _step(archive, meeting, Status.CLOSED, missing="\n".join(missing)) as writer:
        _note_time(writer, meeting, "end")


def send(archive: Archive, meeting: Meeting) -> None:
    """The minutes of the closed meeting have been sent to those who were there."""
    with _step(archive, meeting, Status.SENT):
        pass


def approve(archive: Archive, meeting: Meeting, approved_by: str) -> None:
    """The minutes are approved: what they hold is kept as it is, and locked.

    Args:
        archive: The open file.
        meeting: As it was shown.
        approved_by: Who, as said: a role, or the meeting and sak that did it.
    """
    with _step(archive, meeting, Status.APPROVED) as writer:
        at = writer.archive.clock().replace(tzinfo=None).isoformat(timespec="seconds")
        # What is approved is what stands in the file, also if another window wrote to it.
        approved = approval_of(meetings.load(archive, meeting.uid), at, approved_by)
        writer.add_last(approved, "meeting")


def add_remark(archive: Archive, meeting: Meeting, sender: str, text: str, about: str = "") -> None:
    """A remark to the minutes was received today. After approval it stands outside of them.

    Args:
        archive: The open file.
        meeting: As it was shown.
        sender: Who sent it.
        text: What it says.
        about: uid of the sak that it concerns, or "".
    """
    today = archive.clock().date()
    with action(archive, meeting.uid, "Merknad mottatt", while_locked=True) as writer:
        statement_edits.add_remark(meeting, about, sender, text, today).apply(writer)


def reopen(archive: Archive, meeting: Meeting, reason: str) -> None:
    """Open a closed meeting for changes. The reason is kept, and the version counts up.

    Raises:
        ValueError: Without a reason; the text is a Norwegian sentence.
    """
    if not reason.strip():
        raise ValueError("Skriv hvorfor møtet gjenåpnes. Begrunnelsen blir stående i referatet.")
    head = replace(meeting.head, version=meeting.head.version + 1)
    with _step(archive, meeting, Status.RUNNING, reason.strip(), head):
        pass


@contextmanager
def _step(
    archive: Archive,
    meeting: Meeting,
    status: Status,
    reason: str = "",
    head: MeetingRow | None = None,
    missing: str = "",
) -> Iterator[Writer]:
    label = f"Møtet er {status}"
    with action(archive, meeting.uid, label, kind=ActionKind.STEP, while_locked=True) as writer:
        writer.change(meeting.head, replace(head or meeting.head, status=status))
        at = archive.clock().replace(tzinfo=None).isoformat(timespec="seconds")
        step = StatusChangeRow(
            meeting=meeting.uid, status=status, at=at, reason=reason, missing=missing
        )
        writer.add_last(step, "meeting")
        yield writer


def _note_time(writer: Writer, meeting: Meeting, field: str) -> None:
    """Write down the clock time of a sitting held today, unless somebody already said it.

    An end before the planned start stays empty. The clock can not know when the room really began,
    since what is prepared the same day starts a meeting, so somebody has to say it.
    """
    now, sitting = writer.archive.clock(), meeting.sitting
    after = replace(sitting, **{field: f"{now:%H:%M}"})
    is_said = bool(getattr(sitting, field))
    is_backwards = bool(after.end) and after.end < after.start
    if sitting.date == now.date() and not is_said and not is_backwards:
        writer.change(sitting, after)
