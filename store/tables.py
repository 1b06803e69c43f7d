"""sqlite-utils on our connection, made safe for two programs on one file."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlite_utils import Database

if TYPE_CHECKING:
    from sqlite3 import Connection


class Tables(Database):
    """A `Database` whose outermost transaction takes the write lock at once.

    The library's own begins deferred, which bypasses the busy timeout when it first writes, so
    that one of two programs fails instead of waiting.
    """

    def __init__(self, connection: "Connection") -> None:
        """Wrap the connection; the journal's triggers must fire for changes made by triggers."""
        super().__init__(connection)
        self._lock = threading.RLock()

    @contextmanager
    def atomic(self) -> Iterator["Tables"]:  # type: ignore[override]  # a Generator, by its name
        """One transaction; nested ones are the library's savepoints."""
        with self._lock:
            if self.conn.in_transaction:
                with super().atomic():
                    yield self
                return
            self.conn.execute("BEGIN IMMEDIATE")
            try:
                yield self
                self.conn.execute("COMMIT")
            except BaseException:
                if self.conn.in_transaction:
                    self.conn.execute("ROLLBACK")
                raise
