"""The package: one meeting as JSON, everything that was captured in it, for another file of ours.

`docs/format.md` tells what it holds and what it means; `docs/package.schema.json` is made from
the types here. Exported, imported into an empty file and exported again it is the same bytes.
"""

from collections.abc import Iterable
from typing import Any, Literal, TypeVar

import msgspec

from exports.package_check import PackageRefused, check, tidy
from store import kind as kinds
from store.database import Archive
from store.decoding import reason_in_norwegian, shown
from store.item_rows import ItemRow, PositionRow, RemarkRow, StatementRow
from store.kind import Kind
from store.meeting import FIELD_OF, Meeting
from store.merge import merge
from store.merge_contents import Beside, Contents, Tombstone
from store.merge_refused import MergeRefused
from store.merge_report import Report
from store.row import InMeeting
from store.rows import (
    CONTENT,
    AnswerRow,
    ApprovalRow,
    AttendanceRow,
    CauseRow,
    ColumnStatusRow,
    ControlRow,
    DecisionRow,
    DeviationRow,
    EstimateRow,
    FigureRow,
    HeadValueRow,
    LegalBasisRow,
    MeetingRow,
    NoteRow,
    ParticipantRow,
    RiskRow,
    SittingRow,
    StatusChangeRow,
)
from store.task_rows import CarriedRow, FollowUpRow, ResponsibleRow, TaskRow

FORMAT: Literal["referat-package"] = "referat-package"
"""Tells our packages from other JSON."""

VERSION: Literal[1] = 1
"""Counts up when an older program could no longer read what we write, or would misread it."""

LARGEST = 50_000_000
"""Bytes; the largest meeting that was tried is far below a hundredth of it."""

R = TypeVar("R", bound=InMeeting | FollowUpRow)


class PackedMeeting(MeetingRow, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The meeting's head, with the kind that it was held with as an object and not as a text."""

    definition: Kind  # type: ignore[assignment]  # only on its way in or out, never in a meeting


class Rows(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One list for each table of `store.rows.CONTENT`, by position, then uid."""

    head_value: tuple[HeadValueRow, ...]
    sitting: tuple[SittingRow, ...]
    participant: tuple[ParticipantRow, ...]
    attendance: tuple[AttendanceRow, ...]
    status_change: tuple[StatusChangeRow, ...]
    item: tuple[ItemRow, ...]
    note: tuple[NoteRow, ...]
    answer: tuple[AnswerRow, ...]
    column_status: tuple[ColumnStatusRow, ...]
    figure: tuple[FigureRow, ...]
    standpoint: tuple[PositionRow, ...]
    statement: tuple[StatementRow, ...]
    risk: tuple[RiskRow, ...]
    cause: tuple[CauseRow, ...]
    control: tuple[ControlRow, ...]
    estimate: tuple[EstimateRow, ...]
    deviation: tuple[DeviationRow, ...]
    decision: tuple[DecisionRow, ...]
    task: tuple[TaskRow, ...]
    responsible: tuple[ResponsibleRow, ...]
    carried: tuple[CarriedRow, ...]
    follow_up: tuple[FollowUpRow, ...]
    remark: tuple[RemarkRow, ...]
    approval: tuple[ApprovalRow, ...]


class Package(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole package.

    Attributes:
        public: Whether exempt content was withheld from it; such a one is never taken in.
        tombstones: Of the meeting's deleted rows, by uid.
        legal_bases: Those that the exemptions in it name, by uid.
    """

    format: Literal["referat-package"]
    version: Literal[1]
    public: bool
    meeting: PackedMeeting
    rows: Rows
    tombstones: tuple[Tombstone, ...]
    legal_bases: tuple[LegalBasisRow, ...]


def pack(meeting: Meeting, beside: Beside, *, public: bool = False) -> Package:
    """A meeting as a package.

    Args:
        meeting: The meeting.
        beside: From `store.merge_contents.collect`, read where the meeting was.
        public: Whether exempt values were replaced in it, so that it is never taken in.
    """
    rows = {
        row_type.table: _in_order(getattr(meeting, field)) for row_type, field in FIELD_OF.items()
    }
    return Package(
        format=FORMAT,
        version=VERSION,
        public=public,
        meeting=PackedMeeting(**{**_fields(meeting.head), "definition": meeting.kind}),
        rows=Rows(**rows),
        tombstones=beside.tombstones,
        legal_bases=beside.legal_bases,
    )


def _in_order(rows: Iterable[R]) -> tuple[R, ...]:
    return tuple(sorted(rows, key=lambda row: (row.position, row.uid)))


def _fields(row: MeetingRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in MeetingRow.__struct_fields__}


def write(package: Package) -> bytes:
    """The package as canonical JSON: UTF-8, fields in the types' order, a line for each value."""
    # What was withheld is a text of a type of its own, which nothing writes by accident.
    clean = tidy(msgspec.to_builtins(package, enc_hook=str))
    return msgspec.json.format(msgspec.json.encode(clean), indent=1) + b"\n"


def read(data: bytes) -> Package:
    """A package, as far as it can be judged without a database.

    Raises:
        PackageRefused: It is no package, a newer or a public one, or something in it is wrong.
    """
    raw = _json(data)
    _refuse_unfit(raw)
    try:
        package = msgspec.convert(tidy(raw), Package)
    except msgspec.ValidationError as error:
        raise PackageRefused(reason_in_norwegian(error)) from error
    check(package.meeting.definition, contents(package))
    return package


def _json(data: bytes) -> Any:  # whatever JSON holds
    if len(data) > LARGEST:
        raise PackageRefused(f"fila er større enn {LARGEST // 1_000_000} MB")
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PackageRefused("fila er ikke JSON, eller den er skadet") from error


def _refuse_unfit(raw: Any) -> None:
    """What can be told before the fields are known: a newer version may have others."""
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise PackageRefused(
            "fila er ikke et møte fra referat («format» mangler eller er et annet)"
        )
    version = raw.get("version")
    if isinstance(version, int) and version > VERSION:
        raise PackageRefused(
            f"den er laget av en nyere versjon av referat («version» er {shown(str(version))}), "
            "så oppdater programmet først"
        )
    if raw.get("public") is True:
        raise PackageRefused(
            "den er en offentlig utgave, der unntatte opplysninger er tatt ut, "
            "så be om den interne pakken"
        )


def contents(package: Package) -> Contents:
    """What a package holds, as the store takes it in."""
    head = {**_fields(package.meeting), "definition": kinds.encode(package.meeting.definition)}
    rows = tuple(row for row_type in CONTENT for row in getattr(package.rows, row_type.table))
    return Contents(MeetingRow(**head), rows, Beside(package.tombstones, package.legal_bases))


def import_package(archive: Archive, data: bytes, name: str, *, only_try: bool = False) -> Report:
    """Take a package in: what is newer in it than here, or nothing.

    Args:
        archive: The open file.
        data: The package.
        name: What its file is called, for the sentence about what is wrong.
        only_try: Whether nothing is to be written, and only told what would be.

    Raises:
        PackageRefused: Naming the file and the reason. Nothing was written.
    """
    try:
        return merge(archive, contents(read(data)), only_try=only_try)
    except (PackageRefused, MergeRefused) as refusal:
        raise NamedRefusal(name, str(refusal)) from refusal


class NamedRefusal(PackageRefused):
    """A refusal with the file's name in front."""

    def __init__(self, name: str, sentence: str) -> None:
        ValueError.__init__(self, f"{shown(name)}: {sentence}")


def schema() -> bytes:
    """The JSON Schema of a package, as it stands in docs/package.schema.json."""
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **msgspec.json.schema(Package),
    }
    return msgspec.json.format(msgspec.json.encode(described, order="sorted"), indent=2) + b"\n"
