"""Takes meetings in from a copy of somebody else's database, each as its package would be."""

from dataclasses import replace

import msgspec

from exports.package import NamedRefusal, contents, pack, read, write
from exports.package_check import PackageRefused
from store import kind as kinds
from store import meetings
from store.database import Archive, Error
from store.merge import merge
from store.merge_contents import collect
from store.merge_refused import MergeRefused
from store.merge_report import Report
from store.row_versions import RowVersions

_UNREADABLE = (msgspec.ValidationError, kinds.Refused, Error, TypeError, ValueError, LookupError)
"""What a meeting raises of which not all is as we write it."""


def meetings_in(copy: Archive) -> tuple[tuple[int, str], ...]:
    """The number and uid of every meeting of a file, the first one first.

    Args:
        copy: The open file.
    """
    found = copy.connection.execute("SELECT id, uid FROM meeting ORDER BY id").fetchall()
    return tuple((record["id"], record["uid"]) for record in found)


def import_meeting(
    archive: Archive, copy: Archive, uid: str, name: str, *, only_try: bool = False
) -> Report:
    """Take a meeting in: what is newer of it there than here, or nothing.

    Args:
        archive: The open file.
        copy: The file that the meeting is in.
        uid: The meeting's.
        name: What the meeting there is called, for the sentence about what is wrong.
        only_try: Whether nothing is to be written, and only told what would be.

    Raises:
        PackageRefused: Naming the meeting and the reason. Nothing was written.
    """
    try:
        came = contents(read(_packed(copy, uid)))
        coming = replace(came, versions_there=RowVersions(copy))
        return merge(archive, coming, only_try=only_try)
    except (PackageRefused, MergeRefused) as refusal:
        raise NamedRefusal(name, str(refusal)) from refusal


def _packed(copy: Archive, uid: str) -> bytes:
    try:
        return write(pack(meetings.load(copy, uid), collect(copy, uid)))
    except PackageRefused:
        raise
    except _UNREADABLE as error:
        raise PackageRefused("møtet er skadet i databasen") from error
