"""When somebody came or left: «kl. 13.30» or «etter sak 34/26».

Read, compared, and held against what the parties said in the saker.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from store import item_numbers, parties
from store.item_rows import ItemRow, PositionRow
from store.meeting import Meeting
from store.norwegian_dates import TimeRefused, clock, parse_time
from store.rows import AttendanceRow, ParticipantRow
from store.vocabulary import Presence

_AFTER_ITEM = re.compile(r"(?:etter\s+)?sak\s+(?P<number>.+)", re.IGNORECASE)
_ITEM_NUMBER = re.compile(r"\d{1,5}(?:/(?:\d{4}|\d{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day, or the end of a sak.

    Attributes:
        at: The time; None when it was said by sak.
        after: The sak; None when it was said by the clock.
        number: The sak's, or its place while it has none.
    """

    at: time | None = None
    after: ItemRow | None = None
    number: str = ""

    @property
    def said(self) -> str:
        """«kl. 13.30» or «etter sak 34/26»."""
        if self.at is not None:
            return clock(self.at)
        return f"etter sak {self.number}"


def read(meeting: Meeting, typed: str) -> Moment:
    """What was said.

    Raises:
        ValueError: With a Norwegian sentence, when it is neither a time nor a sak of the meeting.
    """
    if found := _AFTER_ITEM.fullmatch(typed.strip()):
        item = _item(meeting, found["number"])
        return Moment(after=item, number=_name(meeting, item))
    try:
        return Moment(at=parse_time(typed))
    except TimeRefused as refusal:
        also = " eller «etter sak 2»" if meeting.items else ""
        raise ValueError(f"{str(refusal).rstrip('.')}{also}.") from refusal


def _item(meeting: Meeting, typed: str) -> ItemRow:
    number, year = item_numbers.read(typed, meeting.first_day.year)
    for item in meeting.items:
        if (item.number, item.year) == (number, year):
            return item
    # «etter sak 2» was said before the saker had numbers.
    if "/" not in typed and number <= len(meeting.items):
        return meeting.items[number - 1]
    raise ValueError(f"Sak {typed.strip()} står ikke på sakslista.")


def _name(meeting: Meeting, item: ItemRow) -> str:
    if item.number is None or item.year is None:
        return f"{_place(meeting, item) + 1}"
    return item_numbers.shown(item.number, item.year)


def refuse_backwards(meeting: Meeting, name: str, came: str, left: str) -> None:
    """Hold the two against each other.

    Args:
        meeting: The meeting.
        name: Whose they are.
        came: As kept, or "".
        left: As kept, or "".

    Raises:
        ValueError: With a Norwegian sentence, when somebody left before they came.
    """
    if not (came and left):
        return
    first, last = read(meeting, came), read(meeting, left)
    if _is_before(meeting, last, first):
        raise ValueError(f"{name} kom {first.said} og kan ikke gå {last.said}. Rett det ene.")


def contradictions(meeting: Meeting) -> Iterator[str]:
    """What can not be so, however it came into the file: a sentence for each."""
    names = {who.uid: who.name for who in meeting.participants}
    known = {name.casefold() for name in names.values()}
    for row in meeting.attendance:
        name = names[row.participant]
        if row.substitute_for and row.substitute_for.casefold() not in known:
            yield f"{name} er vara for {row.substitute_for}, som ikke står på lista"
        first, last = _kept(meeting, row.came), _kept(meeting, row.left)
        if row.came and row.left and _is_before(meeting, last, first):
            yield f"{name} gikk {row.left}, men kom {row.came}"


def _is_before(meeting: Meeting, one: Moment, other: Moment) -> bool:
    """Whether the one is at or before the other; a time and a sak can not be compared."""
    if one.at is not None and other.at is not None:
        return one.at <= other.at
    if one.after is not None and other.after is not None:
        return _place(meeting, one.after) <= _place(meeting, other.after)
    return False


def _place(meeting: Meeting, item: ItemRow) -> int:
    return [each.uid for each in meeting.items].index(item.uid)


def why_not_there(meeting: Meeting, item: ItemRow, position: PositionRow) -> str:
    """Why nobody could give a position: «gikk kl. 13.30», «var ikke til stede»; "" if somebody.

    Args:
        meeting: The meeting.
        item: The sak.
        position: What is written down in it.
    """
    reasons = [
        reason
        for who in parties.members(meeting, position.party)
        for reason in _reasons(meeting, who, item, position)
    ]
    if not reasons or any(reason is None for reason in reasons):
        return "" if reasons else _NOT_THERE
    told = [reason for reason in reasons if reason != _NOT_THERE]
    return (told or reasons)[0] or ""


_NOT_THERE = "var ikke til stede"


def _reasons(
    meeting: Meeting, who: ParticipantRow, item: ItemRow, position: PositionRow
) -> Iterator[str | None]:
    """For each sitting, why somebody was not there for the sak; None where they were."""
    for sitting in meeting.sittings:
        row = meeting.attendance_at.get((sitting.uid, who.uid))
        yield None if row is None else _reason(meeting, row, item, position)


def _reason(
    meeting: Meeting, row: AttendanceRow, item: ItemRow, position: PositionRow
) -> str | None:
    if row.presence is Presence.ABSENT:
        return _NOT_THERE
    if row.only_for and not _is_there_for(meeting, row.only_for, item):
        return f"var bare med på {row.only_for}"
    if row.left and _had_left(meeting, row.left, item, position):
        return f"gikk {row.left}"
    if row.came and _had_not_come(meeting, row.came, item, position):
        return f"kom {row.came}"
    return None


def _is_there_for(meeting: Meeting, only_for: str, item: ItemRow) -> bool:
    numbers = _ITEM_NUMBER.findall(only_for)
    known = {_name(meeting, item), str(item.number), str(_place(meeting, item) + 1)}
    return not numbers or any(number in known for number in numbers)


def _had_left(meeting: Meeting, left: str, item: ItemRow, position: PositionRow) -> bool:
    moment = _kept(meeting, left)
    if moment.after is not None:
        return _place(meeting, item) > _place(meeting, moment.after)
    return _was_said(position) and _said_at(position) > (moment.at or time.max)


def _had_not_come(meeting: Meeting, came: str, item: ItemRow, position: PositionRow) -> bool:
    moment = _kept(meeting, came)
    if moment.after is not None:
        return _place(meeting, item) <= _place(meeting, moment.after)
    return _was_said(position) and _said_at(position) < (moment.at or time.min)


def _kept(meeting: Meeting, said: str) -> Moment:
    """As written down; what can not be read now, such as a sak that was deleted, says nothing."""
    try:
        return read(meeting, said)
    except ValueError:
        return Moment()


def _was_said(position: PositionRow) -> bool:
    return bool(position.said_at)


def _said_at(position: PositionRow) -> time:
    return time.fromisoformat(position.said_at)
