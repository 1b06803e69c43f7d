"""A sak and what is said in it, and what is said of it afterwards."""

from datetime import date
from typing import ClassVar

from store.row import InMeeting
from store.vocabulary import ItemType, Outcome, Stance


class ItemRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sak. What is said in it are notes, positions, statements, decisions and tasks about it.

    Attributes:
        text: Its title.
        number: Its number in the series' year, once the agenda is fixed: 34 of «34/26».
        year: The year of the number.
        outcome: How it ended.
        decided_on: When the employer decided, where that came after the meeting.
        statement_offered: Whether a party that disagrees was asked for a protokolltilførsel.
        protocol: uid of the meeting that holds the negotiation's own protocol.
        approves: uid of the meeting whose minutes this sak approves.
        carried_from: uid of the sak of an earlier meeting that this one goes on with.
    """

    table: ClassVar[str] = "item"
    section: str
    text: str
    type: ItemType = ItemType.INFORMATION
    number: int | None = None
    year: int | None = None
    outcome: Outcome = Outcome.OPEN
    decided_on: date | None = None
    statement_offered: bool = False
    protocol: str = ""
    approves: str = ""
    carried_from: str = ""
    exempt: str = ""


class PositionRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a party stands in a sak, in its own words; `said_at` is «HH:MM» or empty."""

    table: ClassVar[str] = "standpoint"
    item: str
    party: str
    stance: Stance
    text: str = ""
    said_at: str = ""
    exempt: str = ""


class StatementRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A protokolltilførsel: announced in the meeting, delivered by a deadline, kept verbatim.

    Attributes:
        senders: The parties that give it, one a line.
        text: Verbatim, with its paragraphs; empty until it is delivered.
        due: Until when it can be delivered.
        delivered: When it was.
        reply: The employer's remark to it.
    """

    table: ClassVar[str] = "statement"
    item: str
    senders: str
    text: str = ""
    due: date | None = None
    delivered: date | None = None
    reply: str = ""
    exempt: str = ""


class RemarkRow(InMeeting, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A remark to the minutes, received after the meeting.

    Attributes:
        about: uid of the sak that it concerns, or empty.
        after_approval: Whether the minutes were approved when it came; it then stands outside
            what was approved, and is never changed.
    """

    table: ClassVar[str] = "remark"
    about: str = ""
    sender: str
    text: str
    received: date
    after_approval: bool = False
    exempt: str = ""
