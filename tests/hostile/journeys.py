"""Hostile texts on their way: into the file, out as a package and back, into every format.

Each journey gives what is wrong, a sentence each, so that a run by hand can go on and count.
"""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from exports import FORMATS, package, papers
from exports.clean_text import clean_text
from exports.order import Order
from exports.source import Source, for_the_public, source
from store import meetings
from store.database import Archive
from store.merge_contents import collect
from store.text import clean
from tests.conftest import open_file, open_or_make
from tests.exports.every_format import ALONE
from tests.hostile.fields import Packed, Place, as_json_can_hold, places, rows_of
from tests.hostile.meetings import HostileMeeting, marked
from tests.hostile.reading import complaints_of, squeezed, words_of


def take_in(archive: Archive, meeting: HostileMeeting, name: str = "uid") -> Packed:
    """Import it as a package from elsewhere.

    Args:
        archive: The open file.
        meeting: The meeting.
        name: What its uids begin with.

    Returns:
        What it said.
    """
    said = json.loads(as_json_can_hold(json.dumps(meeting.packed(name), ensure_ascii=False)))
    data = json.dumps(said).encode()
    package.import_package(archive, data, "møte.json")
    return dict(said)


def uid_of(said: Packed) -> str:
    return str(said["meeting"]["uid"])


def whole_journey(
    meeting: HostileMeeting, folder: Path, formats: Iterable[str] = ALONE
) -> list[str]:
    """All of it for one meeting; what is wrong.

    Args:
        meeting: The meeting.
        folder: An empty one, where the files are made.
        formats: Which are made of it.
    """
    first, second = folder / "en.db", folder / "to.db"
    archive = open_file(first)
    said = take_in(archive, meeting)
    archive.close()
    archive, other = open_or_make(first), open_file(second)
    try:
        return [
            *file_complaints(archive, said),
            *package_complaints(archive, other, uid_of(said)),
            *format_complaints(source(archive, uid_of(said)), meeting, formats),
        ]
    finally:
        archive.close()
        other.close()


def file_complaints(archive: Archive, said: Packed) -> Iterator[str]:
    """What the file holds otherwise than `clean` leaves what was said."""
    held = _as_held(archive, uid_of(said))
    for place in places(said):
        before = rows_of(said, place.table)[place.index][place.field]
        after = rows_of(held, place.table)[place.index][place.field]
        if after not in (clean(before), clean(before, lines=True)):
            yield f"{place}: {before!r} became {after!r}"
        if clean(after, lines=True) != after:
            yield f"{place}: cleaning {after!r} again changes it"
    names = {each["uid"]: each["name"] for each in held["legal_bases"]}
    for basis in said["legal_bases"]:
        kept, before = names.get(basis["uid"]), basis["name"]
        if kept not in (None, clean(before), clean(before, lines=True)):
            yield f"the legal basis {before!r} became {kept!r}"


def _as_held(archive: Archive, uid: str) -> Packed:
    """The rows as they are, in the order of a package, without its cleaning."""
    made = package.pack(meetings.load(archive, uid), collect(archive, uid))
    return dict(msgspec.to_builtins(made, enc_hook=str))


def package_complaints(archive: Archive, other: Archive, uid: str) -> Iterator[str]:
    """Whether a package into an empty file and out again is the same bytes."""
    data = _exported(archive, uid)
    package.import_package(other, data, "møte.json")
    if _exported(other, uid) != data:
        yield "the package is another after a journey through an empty file"


def _exported(archive: Archive, uid: str) -> bytes:
    return package.write(package.pack(meetings.load(archive, uid), collect(archive, uid)))


def format_complaints(
    told: Source, meeting: HostileMeeting, formats: Iterable[str]
) -> Iterator[str]:
    """What is wrong in any format or document, in the internal version and the public one."""
    for name in formats:
        content = FORMATS[name].write(Order(told))
        yield from (f"{name}: {each}" for each in complaints_of(name, content))
        if name == "docx" and not meeting.words:  # a kind's own words decide what is printed where
            yield from _not_printed(content, told, meeting)
    for paper in _papers_of(told):
        for version in (told, for_the_public(told)):
            yield from complaints_of("md", FORMATS["md"].write(Order(version, paper)))


def _not_printed(docx: bytes, told: Source, meeting: HostileMeeting) -> Iterator[str]:
    words = words_of(docx)
    held = msgspec.to_builtins(package.pack(told.meeting, told.beside), enc_hook=str)
    for place in printed(meeting.looks):
        text = rows_of(held, place.table)[place.index][place.field]
        for line in clean_text(text).split("\n"):
            if squeezed(line) not in words:
                yield f"docx: {place} is not in it: {line!r}"


def _papers_of(told: Source) -> list[str]:
    return [name for name, each in papers.PAPERS.items() if each.is_offered(told.meeting)]


@cache
def printed(looks: tuple[str, bool, bool]) -> tuple[Place, ...]:
    """The fields that the minutes print of such a meeting, found with a word in each."""
    meeting, words = marked(looks)
    with TemporaryDirectory() as folder:
        archive = open_file(Path(folder) / "møter.db")
        uid = uid_of(take_in(archive, meeting))
        written = words_of(FORMATS["docx"].write(Order(source(archive, uid))))
        archive.close()
    return tuple(place for place, word in words.items() if word in written)
