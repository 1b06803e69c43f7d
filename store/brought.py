"""What a new meeting takes over from its series, told while it is planned."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from store import series
from store.database import Archive
from store.kind import Kind
from store.norwegian_dates import numeric
from store.records import as_row, select
from store.rows import HeadValueRow, MeetingRow, ParticipantRow
from store.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Brought:
    """What the last meeting of the series leaves to the next one.

    Attributes:
        day: When the last one was.
        status: How far that one has come.
        open_tasks: How many tasks of the series are still open.
        head: The last one's head, to propose from.
        participants: Who took part, in their order.
        values: Fields of the head that last, by their key.
    """

    day: date
    status: Status
    open_tasks: int
    head: MeetingRow
    participants: tuple[str, ...]
    values: Mapping[str, str]

    @property
    def sentence(self) -> str:
        """«Tar med 3 åpne oppgaver fra 19.05.2026.», and whether that meeting is closed."""
        tasks = "1 åpen oppgave" if self.open_tasks == 1 else f"{self.open_tasks} åpne oppgaver"
        day = numeric(self.day)
        said = (
            f"Tar med {tasks} fra {day}." if self.open_tasks else f"Ingen åpne oppgaver fra {day}."
        )
        if self.status in (Status.RUNNING, Status.BROKEN_OFF):
            said += f" Møtet {day} er ikke avsluttet: avslutt det først, så er alt med."
        return said


def brought(archive: Archive, kind: Kind, unit: str, day: date) -> Brought | None:
    """What a meeting takes over; None where it is the first of its series.

    Args:
        archive: The open file.
        kind: The new meeting's kind.
        unit: Its unit.
        day: Its day.
    """
    name = series.name_of(unit)
    last = series.last_meeting(archive, kind.id, name, day)
    if last is None:
        return None
    connection = archive.connection
    record = connection.execute("SELECT * FROM meeting WHERE uid = ?", (last,)).fetchone()
    (held,) = connection.execute(
        "SELECT min(date) FROM sitting WHERE meeting = ?", (last,)
    ).fetchone()
    (open_tasks,) = connection.execute(
        "SELECT count(*) FROM task_state AS state"
        " JOIN sitting ON sitting.meeting = state.meeting AND sitting.position = 1"
        " WHERE kind = ? AND series = ? AND is_open AND sitting.date <= ?",
        (kind.id, name, day.isoformat()),
    ).fetchone()
    lasting = {field.key for field in kind.head_fields if field.lasting}
    values = select(archive, HeadValueRow, "meeting = ?", last)
    head = as_row(MeetingRow, record)
    return Brought(
        date.fromisoformat(held),
        head.status,
        open_tasks,
        head,
        tuple(row.name for row in select(archive, ParticipantRow, "meeting = ?", last)),
        {row.field: row.text for row in values if row.field in lasting},
    )
