"""What a file's first bytes tell, before SQLite is let near it."""

from dataclasses import dataclass
from pathlib import Path

APPLICATION_ID = 0x52464D54
"""«RFMT»: tells our files from other programs'."""

_SIZE = 100
_SQLITE = b"SQLite format 3\x00"
_WRITE_FORMAT, _WAL = 18, 2
_VERSION, _APPLICATION = slice(60, 64), slice(68, 72)


@dataclass(frozen=True, slots=True)
class Header:
    """The first bytes, read.

    Attributes:
        is_empty: Whether there are none.
        is_database: Whether they are SQLite's.
        is_ours: Whether they are ours too.
        in_wal: Whether the file is written with a log beside it.
        version: What its `user_version` is, but for what still lies in the log.
    """

    is_empty: bool
    is_database: bool
    is_ours: bool
    in_wal: bool
    version: int


def read_header(path: Path) -> Header:
    """Read the first bytes of a file.

    Never of one that this program has open: to close it here would let go of SQLite's locks.

    Raises:
        OSError: When it can not be read.
    """
    with path.open("rb") as file:
        content = file.read(_SIZE)
    is_database = content.startswith(_SQLITE)
    return Header(
        is_empty=not content,
        is_database=is_database,
        is_ours=is_database and int.from_bytes(content[_APPLICATION]) == APPLICATION_ID,
        in_wal=is_database and content[_WRITE_FORMAT] == _WAL,
        version=int.from_bytes(content[_VERSION]),
    )
