"""What a meeting takes over from its series: open tasks, saker not reached, who speaks for whom.

It is written into the new meeting as rows of its own, so that its minutes and its package stand
alone. What was not reached does not disappear: it comes again until somebody ends it.
"""

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from store.database import Archive
from store.deadline import DeadlineKind
from store.definitions import ItemsDefinition
from store.exempt_tasks import basis_of, basis_of_what_was_said
from store.item_rows import ItemRow
from store.journal import Writer
from store.kind import Kind
from store.norwegian_dates import prose
from store.records import as_row, select
from store.rows import MeetingRow, NoteRow, ParticipantRow
from store.task_rows import CarriedRow
from store.vocabulary import ItemText, ItemType, Outcome

_COPIED_TEXTS = (ItemText.BACKGROUND, ItemText.BASIS, ItemText.PROPOSAL)
"""What was written of a sak before anybody spoke."""


def participants_of(archive: Archive, meeting: str) -> Mapping[str, ParticipantRow]:
    """Who took part in a meeting, by name."""
    return {row.name: row for row in select(archive, ParticipantRow, "meeting = ?", meeting)}


def carry_tasks(writer: Writer, head: MeetingRow, day: date) -> None:
    """Bring what the meeting carries up to date: the series' tasks that are open now.

    A task that was closed since is taken off again, unless something was said of it here.

    Args:
        writer: Of an action of the meeting.
        head: The meeting's head, with its series.
        day: The meeting's first day; what was agreed after it is not carried.
    """
    here = {row.task: row for row in select(writer.archive, CarriedRow, "meeting = ?", head.uid)}
    wanted = {row.task: row for row in _open_tasks(writer.archive, head, day)}
    spoken_of = _spoken_of(writer.archive, head.uid)
    for task, row in wanted.items():
        before = here.get(task)
        if before is None:
            writer.add_last(row, "meeting")
        elif task not in spoken_of:
            kept = {"uid": before.uid, "rev": before.rev, "position": before.position}
            writer.change(before, replace(row, **kept))
    for task, before in here.items():
        if task not in wanted and task not in spoken_of:
            writer.remove(before)


def _spoken_of(archive: Archive, meeting: str) -> set[str]:
    found = archive.connection.execute(
        "SELECT task FROM follow_up WHERE meeting = ?", (meeting,)
    ).fetchall()
    return {str(record[0]) for record in found}


def _open_tasks(archive: Archive, head: MeetingRow, day: date) -> list[CarriedRow]:
    """The series' open tasks; the «neste møte» that has got its day is carried as that day."""
    found = archive.connection.execute(
        "SELECT :meeting AS meeting, task, state.meeting AS from_meeting,"
        " iif(origin.exempt = '', origin.title, '') AS from_title, sitting.date AS from_date,"
        " text, coalesce((SELECT group_concat(name, ', ') FROM (SELECT name FROM responsible"
        "  WHERE task = task.uid ORDER BY position)), '') AS responsible,"
        f" iif({basis_of_what_was_said('state.task')} = '', state.deadline, '') AS deadline,"
        " iif(state.due IS NULL, state.deadline_kind, :dated) AS deadline_kind,"
        " state.due AS deadline_date, state.status,"
        f" iif({basis_of_what_was_said('state.task')} = '', state.remark, '') AS remark,"
        f" {basis_of('state.task')} AS exempt"
        " FROM task_state AS state JOIN task ON task.uid = state.task"
        " JOIN meeting AS origin ON origin.uid = state.meeting"
        " JOIN sitting ON sitting.meeting = origin.uid AND sitting.position = 1"
        " WHERE state.kind = :kind AND state.series = :series AND state.series <> ''"
        " AND is_open AND state.meeting <> :meeting AND sitting.date <= :day"
        " ORDER BY state.sort, task.id",
        {
            "meeting": head.uid,
            "kind": head.kind,
            "series": head.series,
            "day": day.isoformat(),
            "dated": DeadlineKind.DATE,
        },
    ).fetchall()
    return [as_row(CarriedRow, record) for record in found]


def carry_items(writer: Writer, kind: Kind, head: MeetingRow, last: str) -> None:
    """Begin the agenda: the last minutes are approved first, then comes what was not reached.

    Args:
        writer: Of the action that makes the meeting.
        kind: The meeting's kind; one without saker gets none.
        head: The meeting's head.
        last: uid of the series' last meeting.
    """
    for definition in kind.sections:
        if isinstance(definition, ItemsDefinition):
            writer.add_last(_approval_of(writer.archive, definition, head, last), "meeting")
            basis = _basis_of(writer.archive, last)
            for item in _unreached(writer.archive, last):
                _carry_item(writer, definition, head, replace(item, exempt=item.exempt or basis))


def _basis_of(archive: Archive, meeting: str) -> str:
    """What a whole meeting is exempt by, its saker too wherever they go on."""
    (basis,) = archive.connection.execute(
        "SELECT exempt FROM meeting WHERE uid = ?", (meeting,)
    ).fetchone()
    return str(basis)


def _approval_of(
    archive: Archive, definition: ItemsDefinition, head: MeetingRow, last: str
) -> ItemRow:
    (held_on,) = archive.connection.execute(
        "SELECT min(date) FROM sitting WHERE meeting = ?", (last,)
    ).fetchone()
    return ItemRow(
        meeting=head.uid,
        section=definition.key,
        text=f"Godkjenning av referat fra {prose(date.fromisoformat(held_on))}",
        type=ItemType.APPROVAL,
        approves=last,
    )


def _unreached(archive: Archive, meeting: str) -> tuple[ItemRow, ...]:
    """Saker that nobody ended, and those that were put off; a negotiation goes on elsewhere."""
    where = "meeting = ? AND outcome IN (?, ?) AND protocol = '' AND approves = ''"
    return select(archive, ItemRow, where, meeting, Outcome.OPEN, Outcome.POSTPONED)


def _carry_item(
    writer: Writer, definition: ItemsDefinition, head: MeetingRow, item: ItemRow
) -> None:
    new = writer.add_last(
        ItemRow(
            meeting=head.uid,
            section=definition.key,
            text=item.text,
            type=item.type,
            carried_from=item.uid,
            exempt=item.exempt,
        ),
        "meeting",
    )
    for old in select(writer.archive, NoteRow, "about = ?", item.uid):
        if old.column in _COPIED_TEXTS:
            copied = {"uid": "", "rev": 0, "meeting": head.uid, "section": definition.key}
            writer.add_last(replace(old, about=new.uid, **copied), "about", "column")
