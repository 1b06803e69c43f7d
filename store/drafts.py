"""Text still being typed, the place where one was, and which meeting is open.

These are the only writes outside an action: no journal, no search, no package.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from store.database import Archive


def save(archive: Archive, meeting: str, place: str, text: str) -> None:
    """Keep what stands in a box; an empty text forgets it.

    Args:
        archive: The open file.
        meeting: uid of the meeting, or "" outside of any.
        place: Which box; see `store.draft_places`.
        text: As typed.

    Raises:
        store.database.Error: When it can not be written now.
    """
    with archive.brief_turn() as connection:
        if text:
            connection.execute(
                "INSERT INTO draft (meeting, place, text) VALUES (?, ?, ?)"
                " ON CONFLICT (meeting, place) DO UPDATE SET text = excluded.text",
                (meeting, place, text),
            )
        else:
            connection.execute(
                "DELETE FROM draft WHERE meeting = ? AND place = ?", (meeting, place)
            )


def text(archive: Archive, meeting: str, place: str) -> str:
    """What stood in a box, or nothing."""
    found = archive.connection.execute(
        "SELECT text FROM draft WHERE meeting = ? AND place = ?", (meeting, place)
    ).fetchone()
    return str(found[0]) if found else ""


def texts(archive: Archive, meeting: str) -> Mapping[str, str]:
    """What stands in every box, by its place; see `store.draft_places`."""
    return {place: text(archive, meeting, place) for place in places(archive, meeting)}


def places(archive: Archive, meeting: str) -> tuple[str, ...]:
    """The boxes that hold a text."""
    found = archive.connection.execute(
        "SELECT place FROM draft WHERE meeting = ? ORDER BY place", (meeting,)
    ).fetchall()
    return tuple(str(record[0]) for record in found)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where one was in a meeting: key of the stop, uid of the row or ""."""

    stop: str
    row: str = ""


def set_bookmark(archive: Archive, meeting: str, bookmark: Bookmark) -> None:
    """Remember where one is.

    Raises:
        store.database.Error: When it can not be written now.
    """
    with archive.brief_turn() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO bookmark (meeting, stop, row) VALUES (?, ?, ?)",
            (meeting, bookmark.stop, bookmark.row),
        )


def bookmark(archive: Archive, meeting: str) -> Bookmark | None:
    """Where one was, if the meeting has been opened."""
    found = archive.connection.execute(
        "SELECT stop, row FROM bookmark WHERE meeting = ?", (meeting,)
    ).fetchone()
    return Bookmark(found[0], found[1]) if found else None


def mark_opened(archive: Archive, meeting: str) -> None:
    """The meeting is on the screen; after an unclean end the program opens in it.

    Raises:
        store.database.Error: When it can not be written now.
    """
    with archive.brief_turn() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO under_way (meeting, opened_at) VALUES (?, ?)",
            (meeting, archive.clock().isoformat(timespec="seconds")),
        )


def mark_left(archive: Archive, meeting: str) -> None:
    """The meeting was left in good order.

    Raises:
        store.database.Error: When it can not be written now.
    """
    with archive.brief_turn() as connection:
        connection.execute("DELETE FROM under_way WHERE meeting = ?", (meeting,))


def leave(archive: Archive, meeting: str, bookmark: Bookmark) -> None:
    """The meeting was left in good order, and opens here the next time.

    Raises:
        store.database.Error: When it can not be written now.
    """
    set_bookmark(archive, meeting, bookmark)
    mark_left(archive, meeting)


def left_open(archive: Archive) -> str | None:
    """The uid of the meeting that was on the screen when the program last ended uncleanly.

    Where one was opened over another it is the newest row, whatever the clock said meanwhile.
    """
    found = archive.connection.execute(
        "SELECT meeting FROM under_way ORDER BY rowid DESC LIMIT 1"
    ).fetchone()
    return str(found[0]) if found else None
