"""Weighs what comes from another file against what is here, row by row: which one stands.

A row and its deletion are versions of one thing. Of two versions that stands which is the later in
one order that is the same on every machine: by `rev`; at the same rev a deletion is later than a
row, a row that is exempt from public access later than one that is not, and else that whose JSON
is the greater text. So it does not matter in which order files come in, nor which side takes in
the other's, and nothing changes when the same comes again.

Which one stands says nothing of whether somebody knew of the other. That is what a clash tells:

- The first version of a row was seen by whoever made a later one. It never clashes.
- What is here comes before what replaces it if it ever stood in the file that comes; what comes
  is left without a word if it ever stood here. The journals tell (`store.row_versions`).
- Else two have written independently of each other, and it is a clash. Two versions with the same
  rev are one for certain, and so are others where the journal holds all versions of the row, and
  not this one. Where some came from elsewhere, or the journal is not there to ask, as in a package,
  it can not be told from a later version of the same text: the clash is then not certain.

What nobody can tell: that two have written the same, or that a text came back to what it was
and was read in between. Nothing is lost by either.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from store.merge_contents import Contents, Tombstone
from store.row import Row
from store.row_versions import RowVersions
from store.rows import LegalBasisRow
from store.withheld import ERASED

Version = Row | Tombstone


@dataclass(frozen=True, slots=True)
class Here:
    """What this file knows of the meeting.

    Attributes:
        rows: By uid, the head among them.
        tombstones: By the uid of what is deleted.
        bases: The file's legal bases, by uid.
        versions: What the rows have been.
    """

    rows: Mapping[str, Row]
    tombstones: Mapping[str, Tombstone]
    bases: Mapping[str, LegalBasisRow]
    versions: RowVersions


@dataclass(frozen=True, slots=True)
class Clash:
    """Two versions of a row of which neither may have been known to who wrote the other.

    Attributes:
        mine: What was here.
        theirs: What came.
        is_taken: Whether what came is what stands.
        is_certain: Whether they were written independently of each other; else they may have been.
    """

    mine: Version
    theirs: Version
    is_taken: bool
    is_certain: bool

    @property
    def is_of_erased(self) -> bool:
        """Whether a name was erased here, so that what came may hold it and is kept nowhere."""
        return ERASED.encode() in msgspec.json.encode(self.mine)


@dataclass(slots=True)
class Outcome:
    """What is to be written, and what is not.

    Attributes:
        new: Rows that are not here.
        newer: Rows that take the place of those that are.
        deleted: Rows as they are here.
        buried: Deletions to remember.
        bases: Legal bases that are not here, or another here.
        same: How many rows are alike.
        older: How many are left for what is known to be newer here.
        clashes: Of rows, deletions and bases.
    """

    new: list[Row] = field(default_factory=list)
    newer: list[Row] = field(default_factory=list)
    deleted: list[Row] = field(default_factory=list)
    buried: list[Tombstone] = field(default_factory=list)
    bases: list[LegalBasisRow] = field(default_factory=list)
    same: int = 0
    older: int = 0
    clashes: list[Clash] = field(default_factory=list)

    @property
    def written(self) -> list[Row]:
        """Every row of the meeting that will be another than it was."""
        return [*self.new, *self.newer, *self.deleted]


def weigh(here: Here, coming: Contents) -> Outcome:
    """Decide for each row and tombstone which side stands.

    Args:
        here: This file's.
        coming: The other's.
    """
    scales = _Scales(here, coming.versions_there, Outcome())
    for row in (coming.head, *coming.rows):
        scales.weigh_row(row)
    for tombstone in coming.beside.tombstones:
        scales.weigh_tombstone(tombstone)
    for basis in coming.beside.legal_bases:
        scales.weigh_basis(basis)
    return scales.outcome


@dataclass(frozen=True, slots=True)
class _Scales:
    here: Here
    versions_there: RowVersions | None
    outcome: Outcome

    def weigh_row(self, row: Row) -> None:
        mine = self.here.rows.get(row.uid) or self.here.tombstones.get(row.uid)
        if mine is None:
            self.outcome.new.append(row)
        elif row == mine:
            self.outcome.same += 1
        elif self._is_taken(mine, row):
            (self.outcome.newer if isinstance(mine, Row) else self.outcome.new).append(row)

    def weigh_tombstone(self, tombstone: Tombstone) -> None:
        mine = self.here.rows.get(tombstone.uid)
        grave = self.here.tombstones.get(tombstone.uid)
        if mine is None:
            if grave is None or grave.rev < tombstone.rev:
                self.outcome.buried.append(tombstone)
        elif self._is_taken(mine, tombstone):
            self.outcome.deleted.append(mine)
            self.outcome.buried.append(tombstone)

    def weigh_basis(self, basis: LegalBasisRow) -> None:
        mine = self.here.bases.get(basis.uid)
        if mine is None or (mine != basis and self._is_taken(mine, basis)):
            self.outcome.bases.append(basis)

    def _is_taken(self, mine: Version, theirs: Version) -> bool:
        """Whether what comes is what stands; where it should be told, it is put down."""
        is_taken = _order(theirs) > _order(mine)
        versions = self.versions_there if is_taken else self.here.versions
        has_same_rev = mine.rev == theirs.rev
        if _is_known(mine if is_taken else theirs, versions, may_be_first=not has_same_rev):
            self.outcome.older += not is_taken
            return is_taken
        is_certain = has_same_rev or (versions is not None and versions.are_all_known(mine.uid))
        self.outcome.clashes.append(Clash(mine, theirs, is_taken, is_certain))
        return is_taken


def _order(version: Version) -> tuple[int, bool, bool, bytes]:
    is_gone = isinstance(version, Tombstone)
    text = msgspec.json.encode(version)
    return version.rev, is_gone, bool(getattr(version, "exempt", "")), text


def _is_known(earlier: Version, versions: RowVersions | None, *, may_be_first: bool) -> bool:
    """Whether the side that stands has come by what does not."""
    if isinstance(earlier, Tombstone):
        return versions is not None and versions.has_deleted(earlier.uid)
    return (may_be_first and earlier.rev == 1) or (versions is not None and versions.held(earlier))
