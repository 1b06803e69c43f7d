"""Protokolltilførsler, and remarks that come after the meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from msgspec.structs import replace

from store import parties
from store.definitions import ItemsDefinition
from store.edits import Add, Change, Edit, Refused, Remove, Together
from store.item_rows import ItemRow, RemarkRow, StatementRow
from store.journal import Writer, status_of
from store.meeting import Meeting
from store.sections import ItemEntry
from store.vocabulary import Outcome, Status


def is_asked_for(entry: ItemEntry) -> bool:
    """Whether the parties disagree and nobody was asked for a protokolltilførsel."""
    return entry.item.outcome is Outcome.DISAGREEMENT and not entry.item.statement_offered


def due(meeting: Meeting, item: ItemRow) -> date:
    """Until when a protokolltilførsel that is announced now can be delivered."""
    definition = meeting.kind.section(item.section)
    days = definition.statement_days if isinstance(definition, ItemsDefinition) else 0
    return meeting.sitting.date + timedelta(days=days)


def announce(meeting: Meeting, item: ItemRow, senders: Sequence[str]) -> Edit | None:
    """The parties were asked, and these will deliver one together; nobody is an answer too.

    Raises:
        Refused: When one of them is no party.
    """
    asked = Change(item, replace(item, statement_offered=True))
    known = {party.name.casefold() for party in parties.of(meeting)}
    for sender in senders:
        if sender.casefold() not in known:
            raise Refused(f"{sender} er ingen av partene. Skriv partens navn, eller tøm linja.")
    if not senders:
        return None if item.statement_offered else asked
    row = StatementRow(
        meeting=meeting.uid, item=item.uid, senders="\n".join(senders), due=due(meeting, item)
    )
    return Together((asked, Add(row, ("item",))))


def deliver(statement: StatementRow, text: str, day: date) -> Edit:
    """It has come; its words stand as they came.

    Args:
        statement: As announced.
        text: Verbatim, with its paragraphs; "" takes it back.
        day: When it came; a correction of its words leaves the day as it was.
    """
    delivered = (statement.delivered or day) if text else None
    return Change(statement, replace(statement, text=text, delivered=delivered))


def is_late(statement: StatementRow) -> bool:
    """Whether it came after its deadline."""
    return bool(statement.due and statement.delivered and statement.delivered > statement.due)


def reply(statement: StatementRow, text: str) -> Edit:
    """The employer's remark to it."""
    return Change(statement, replace(statement, reply=text))


def move_due(statement: StatementRow, day: date) -> Edit:
    """Another deadline."""
    return Change(statement, replace(statement, due=day))


def move_delivered(statement: StatementRow, day: date) -> Edit:
    """Another day on which it came."""
    return Change(statement, replace(statement, delivered=day))


def retract(statement: StatementRow) -> Edit:
    """It does not come after all."""
    return Remove((statement,))


def add_remark(meeting: Meeting, about: str, sender: str, text: str, received: date) -> Edit:
    """A remark to the minutes that came after the meeting.

    Args:
        meeting: The meeting.
        about: uid of the sak that it concerns, or "" for the whole.
        sender: Who sent it.
        text: Its words.
        received: The day.
    """
    return AddRemark(
        RemarkRow(meeting=meeting.uid, about=about, sender=sender, text=text, received=received)
    )


@dataclass(frozen=True, slots=True)
class AddRemark:
    """A remark, which stands outside the minutes if they are approved when it is written."""

    remark: RemarkRow

    def apply(self, writer: Writer) -> None:
        """Write the remark."""
        approved = status_of(writer.archive, self.remark.meeting) is Status.APPROVED
        writer.add_last(replace(self.remark, after_approval=approved), "meeting")
