"""What was approved, and whether it still is what stands in the file.

The content of an approved meeting is everything that was captured in it. What comes afterwards
stands outside: follow-ups that are said elsewhere, remarks after approval, and the steps of the
meeting's life. Its text is kept with the approval, and known again by its SHA-256.

What a row or a kind says nothing of is left out of the text, so that a field which a later
program adds, empty, does not change what an earlier one approved.
"""

import hashlib
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from store.belonging import stands_outside
from store.meeting import FIELD_OF, Meeting
from store.row import Row
from store.rows import ApprovalRow, StatusChangeRow

FORMAT = 1
"""Counts up when the same content would be written in another way."""

_OUTSIDE = {ApprovalRow, StatusChangeRow}
_OF_THE_HEAD_OUTSIDE = {"status", "definition", "rev"}


def content_of(meeting: Meeting) -> str:
    """Everything that an approval holds, as canonical JSON."""
    rows = {
        row_type.table: [_said(row) for row in getattr(meeting, field) if _is_inside(meeting, row)]
        for row_type, field in FIELD_OF.items()
        if row_type not in _OUTSIDE
    }
    head = {
        name: value
        for name, value in msgspec.to_builtins(meeting.head).items()
        if name not in _OF_THE_HEAD_OUTSIDE
    }
    content = _spoken({"kind": msgspec.to_builtins(meeting.kind), "head": head, "rows": rows})
    return msgspec.json.encode({"format": FORMAT, **content}, order="sorted").decode()


def as_approved(meeting: Meeting) -> Meeting:
    """The meeting with its tasks as they stood when it was approved.

    What is said of them afterwards is not in what was approved, and is read in the task register.
    """
    said = tuple(row for row in meeting.follow_ups if _is_inside(meeting, row))
    return replace(meeting, follow_ups=said, next_days={})


def _is_inside(meeting: Meeting, row: Row) -> bool:
    return not stands_outside(meeting.uid, row.table, msgspec.to_builtins(row))


def _said(row: Row) -> dict[str, Any]:
    return {name: value for name, value in msgspec.to_builtins(row).items() if name != "rev"}


def _spoken(value: Any) -> Any:  # whatever JSON holds
    """The same without what is empty, at any depth."""
    if isinstance(value, dict):
        spoken = {key: _spoken(each) for key, each in value.items()}
        return {key: each for key, each in spoken.items() if each not in ("", None, False, [], {})}
    if isinstance(value, (list, tuple)):
        return [_spoken(each) for each in value]
    return value


def fingerprint(content: str) -> str:
    """The SHA-256 of a content's bytes, in hexadecimal."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a meeting is what was approved.

    Attributes:
        approval: The newest approval, or None where there is none.
        is_unchanged: Whether the file holds what was approved, and the approval what it says.
    """

    approval: ApprovalRow | None
    is_unchanged: bool


def verdict(meeting: Meeting) -> Verdict:
    """Compare a meeting with what was approved of it."""
    if not meeting.approvals:
        return Verdict(None, is_unchanged=False)
    newest = meeting.approvals[-1]
    kept = fingerprint(newest.content) == newest.fingerprint
    return Verdict(newest, is_unchanged=kept and newest.content == content_of(meeting))


def approval_of(meeting: Meeting, at: str, approved_by: str) -> ApprovalRow:
    """The approval of a meeting as it stands.

    Args:
        meeting: As it stands in the file.
        at: ISO local time.
        approved_by: Who, as said.
    """
    content = content_of(meeting)
    return ApprovalRow(
        meeting=meeting.uid,
        at=at,
        approved_by=approved_by,
        format=FORMAT,
        content=content,
        fingerprint=fingerprint(content),
    )
