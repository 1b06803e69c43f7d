"""A file that another program writes in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store import database


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Another program writes in the file, and takes its time."""
    other = database.connect(folder / "møter.db")
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()
