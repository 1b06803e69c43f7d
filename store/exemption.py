"""What is exempt from public access, and a meeting without it.

An exemption stands on a row, and holds for everything that hangs on the row: the causes and
controls of a risk, the positions in a sak, who has a task. It is followed here and nowhere else;
a screen that hides and a document for the public both get a meeting in which every exempt value
has been replaced by one without content.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from msgspec.structs import replace as with_fields

from store.item_rows import ItemRow, PositionRow, RemarkRow, StatementRow
from store.meeting import FIELD_OF, Meeting
from store.row import Row, column_types
from store.rows import EstimateRow, MeetingRow
from store.task_rows import CarriedRow, FollowUpRow, ResponsibleRow
from store.vocabulary import Stance
from store.withheld import Withheld, mark

_POINTERS = ("about", "risk", "item", "task")
"""Fields that name the row that a row hangs on."""

_KEPT = {
    *("uid", "rev", "meeting", "position", "sitting", "stop", "section", "column", *_POINTERS),
    *("party", "year", "type", "carried_from", "approves", "protocol", "from_meeting"),
    *("from_date", "received", "after_approval", "said_on", "status"),
}
"""What a row is and where it stands; everything else is what it says."""

_NO_WORDS = {"exempt", "consequence_types", "deadline_kind", "figures", "said_at"}
"""Fields that are texts in the file and no words of anybody's."""

_SAYS_IT_ALL = (ResponsibleRow, EstimateRow)
"""Rows that say nothing when what they say is taken away."""


def hides(row_type: type[Row], column: str) -> bool:
    """Whether a column of an exempt row is hidden, since it holds somebody's words.

    Args:
        row_type: The type of row.
        column: The column.
    """
    return column_types(row_type)[column] is str and column not in _KEPT | _NO_WORDS


def exemptions(meeting: Meeting) -> Mapping[str, str]:
    """The legal basis' uid of every row that is exempt, by the row's uid.

    The exemption of the whole meeting is not repeated on its rows.
    """
    return _followed(meeting, "")


def _followed(meeting: Meeting, whole: str) -> dict[str, str]:
    """The basis of each row; `whole` is that of every row that can be exempt by itself."""
    found: dict[str, str] = {}
    for row_type, field in FIELD_OF.items():
        of_all = whole if "exempt" in row_type.__struct_fields__ else ""
        for row in getattr(meeting, field):
            own = getattr(row, "exempt", "") or meeting.exempt_elsewhere.get(row.uid, "")
            if basis := own or _inherited(row, found) or of_all:
                found[row.uid] = basis
                if field == "carried":  # what is said of it names the other meeting's task
                    found[row.task] = basis
    return found


def _inherited(row: Row, found: Mapping[str, str]) -> str:
    names = (getattr(row, pointer, "") for pointer in _POINTERS)
    return next((found[name] for name in names if name in found), "")


def is_exempt(meeting: Meeting) -> bool:
    """Whether anything of the meeting is exempt, or all of it."""
    return bool(meeting.head.exempt or exemptions(meeting))


def hidden(meeting: Meeting) -> Meeting:
    """The meeting as a shared screen shows it until somebody asks for more.

    Words and names are gone; figures, dates and answers stay, since the meeting goes on being led
    and checked by them. That a row is exempt stands on it, also where it hangs on one that is, or
    where the whole meeting is.
    """
    exempt = _followed(meeting, meeting.head.exempt)
    if not exempt:
        return meeting
    shown: dict[str, Any] = {
        field: tuple(
            _covered(row, exempt[row.uid]) if row.uid in exempt else row
            for row in getattr(meeting, field)
        )
        for field in FIELD_OF.values()
    }
    return replace(meeting, **shown)


def _covered(row: Row, basis: str) -> Row:
    """The row without the words in it."""
    words = [
        name
        for name in row.__struct_fields__
        if type(getattr(row, name)) is str and name not in _KEPT | _NO_WORDS
    ]
    values: dict[str, Any] = dict.fromkeys(words, "")
    values |= {name: mark() for name in ("text", "name") if name in words}
    if "exempt" in row.__struct_fields__:
        values["exempt"] = basis
    return with_fields(row, **values)


def public(meeting: Meeting, bases: Mapping[str, str]) -> Meeting:
    """The meeting as anybody may see it.

    Args:
        meeting: The meeting.
        bases: Names of legal bases by uid.
    """
    if meeting.head.exempt:
        return _emptied(meeting, mark(bases.get(meeting.head.exempt, "")))
    exempt = exemptions(meeting)
    marks = {uid: mark(bases.get(basis, "")) for uid, basis in exempt.items()}
    without = _without(meeting, marks)
    return replace(
        without,
        follow_ups=tuple(row for row in without.follow_ups if row.uid not in exempt),
        # The check may have named a text that was exempted later; an approval holds everything.
        status_changes=tuple(with_fields(row, missing="") for row in without.status_changes),
        approvals=tuple(with_fields(row, content="") for row in without.approvals),
    )


def _emptied(meeting: Meeting, said: Withheld) -> Meeting:
    """A meeting that is exempt as a whole: that it was held, and no more."""
    head = meeting.head
    bare = MeetingRow(
        uid=head.uid,
        rev=head.rev,
        kind=head.kind,
        definition=head.definition,
        title=said,
        status=head.status,
        version=head.version,
        exempt=head.exempt,
    )
    return Meeting(
        number=meeting.number,
        kind=meeting.kind,
        head=bare,
        saved=meeting.saved,
        sittings=tuple(with_fields(row, start="", end="") for row in meeting.sittings),
    )


def _without(meeting: Meeting, marks: Mapping[str, Withheld]) -> Meeting:
    kept: dict[str, Any] = {
        field: tuple(
            _blank(row, marks[row.uid]) if row.uid in marks else row
            for row in getattr(meeting, field)
            if row.uid not in marks or not isinstance(row, _SAYS_IT_ALL)
        )
        for field in FIELD_OF.values()
    }
    return replace(meeting, **kept)


def _blank(row: Row, said: Withheld) -> Row:
    """The row without what it says."""
    values: dict[str, Any] = {
        name: getattr(row, name) for name in row.__struct_fields__ if name in _KEPT
    }
    match row:
        case PositionRow():
            return PositionRow(**values, stance=Stance.UNSAID, text=said)
        case StatementRow():
            return StatementRow(**values, senders="", text=said)
        case RemarkRow():
            return RemarkRow(**values, sender="", text=said)
        case FollowUpRow():
            return FollowUpRow(**values)
        case ItemRow():
            return ItemRow(**values, number=row.number, text=said)
        case CarriedRow():
            return CarriedRow(**values, from_title="", text=said)
        case _:
            blank: Row = type(row)(**{**values, "text": said})
            return blank
