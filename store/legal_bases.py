"""The legal bases (hjemler) that something can be exempt by: a list that the users keep.

The law changes, and a basis goes out of use: it is retired then, and what was exempted by it
stays exempt. One that nothing was ever exempted by can be deleted.
"""

from dataclasses import dataclass

from msgspec.structs import replace

from store.database import Archive
from store.draft_places import EXEMPTING
from store.edits import Refused
from store.journal import Writer, action
from store.records import select
from store.row import Row
from store.rows import JOURNALED, LegalBasisRow


class BasisRefused(ValueError):
    """The list can not be changed so; `str()` is a Norwegian sentence."""


def load(archive: Archive, *, retired: bool = True) -> tuple[LegalBasisRow, ...]:
    """The bases, in the order in which they were made.

    Args:
        archive: The open file.
        retired: Whether those that are no longer offered come along.
    """
    rows = select(archive, LegalBasisRow, "1", order="retired, id")
    return rows if retired else tuple(row for row in rows if not row.retired)


def complaint(archive: Archive, typed: str, uid: str = "") -> str:
    """Why a basis can not be called so, as a Norwegian sentence; "" when it can.

    Args:
        archive: The open file.
        typed: The name.
        uid: Of the basis that is renamed; "" for a new one.
    """
    name = _tidy(typed)
    if not name:
        return "Skriv hva hjemmelen heter, for eksempel «offl. § 23»."
    others = (row for row in load(archive) if row.uid != uid)
    if any(row.name.casefold() == name.casefold() for row in others):
        return f"«{name}» står i lista fra før."
    return ""


def _tidy(typed: str) -> str:
    return " ".join(typed.split())


def _named(archive: Archive, typed: str, uid: str = "") -> str:
    if wrong := complaint(archive, typed, uid):
        raise BasisRefused(wrong)
    return _tidy(typed)


def add(archive: Archive, name: str) -> LegalBasisRow:
    """A new basis, for pieces of information.

    Raises:
        BasisRefused: When it has no name, or another has the same.
    """
    named = _named(archive, name)
    with action(archive, None, "Ny hjemmel") as writer:
        return writer.add(LegalBasisRow(name=named))


def rename(archive: Archive, basis: LegalBasisRow, name: str) -> None:
    """Correct what a basis is called, in everything that is exempt by it.

    Raises:
        BasisRefused: When it has no name, or another has the same.
        store.journal.Conflict: When somebody else changed it.
    """
    after = replace(basis, name=_named(archive, name, basis.uid))
    with action(archive, None, "Endret hjemmel") as writer:
        writer.change(basis, after)


def change(archive: Archive, basis: LegalBasisRow, **said: bool) -> None:
    """Set its scope, or retire it or take it into use again.

    Args:
        archive: The open file.
        basis: As it was shown.
        **said: `whole_document`, `retired`.

    Raises:
        store.journal.Conflict: When somebody else changed it.
    """
    with action(archive, None, "Endret hjemmel") as writer:
        writer.change(basis, replace(basis, **said))


def remove(archive: Archive, basis: LegalBasisRow) -> None:
    """Delete a basis that nothing is exempt by.

    Raises:
        BasisRefused: When something is.
        store.journal.Conflict: When somebody else changed it.
    """
    with action(archive, None, "Slettet hjemmel") as writer:
        if _is_used(archive, basis.uid):
            raise BasisRefused(
                f"«{basis.name}» er i bruk og kan ikke slettes. Ta den ut av bruk i stedet."
            )
        writer.remove(basis)


@dataclass(frozen=True, slots=True)
class Exempt:
    """A row becomes exempt by a basis; by "" it is no longer."""

    before: Row
    basis: str

    def apply(self, writer: Writer) -> None:
        """Write the exemption.

        Raises:
            store.edits.Refused: When the basis was deleted since it was chosen.
        """
        if self.basis and all(row.uid != self.basis for row in load(writer.archive)):
            raise Refused("Hjemmelen er slettet i et annet vindu. Velg en annen.")
        writer.change(self.before, replace(self.before, exempt=self.basis))


def _is_used(archive: Archive, uid: str) -> bool:
    """Whether anything in the file is exempt by it, or was and could be brought back by undo.

    What is being written is too.
    """
    tables = [row.table for row in JOURNALED if "exempt" in row.__struct_fields__]
    now = " UNION ALL ".join(f'SELECT 1 FROM "{table}" WHERE exempt = :uid' for table in tables)
    before = (
        "SELECT 1 FROM change WHERE json_extract(before, '$.exempt') = :uid"
        " OR json_extract(after, '$.exempt') = :uid"
    )
    soon = f"SELECT 1 FROM draft WHERE place = '{EXEMPTING}' AND text = :uid"
    found = archive.connection.execute(
        f"SELECT 1 FROM ({now} UNION ALL {before} UNION ALL {soon}) LIMIT 1", {"uid": uid}
    ).fetchone()
    return found is not None
