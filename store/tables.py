"""sqlite-utils on our connection, made safe for two programs on one file."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from functools import cached_property

from sqlite_utils import Database


class Tables(Database):
    """A `Database` whose outermost transaction takes the write lock at once.

    The library's own begins deferred, which bypasses the busy timeout when it first writes, so
    that one of two programs fails instead of waiting.
    """

    @cached_property
    def _turn(self) -> threading.RLock:
        return threading.RLock()

    @contextmanager
    def atomic(self) -> Generator["Tables", None, None]:
        """One transaction; nested ones are the library's savepoints."""
        with self._turn:
            if self.conn.in_transaction:
                with super().atomic():
                    yield self
                return
            try:
                # Inside, since what strikes as it returns would leave a transaction that nobody
                # ends, and all that is written later would be lost with it.
                self.conn.execute("BEGIN IMMEDIATE")
                yield self
                self.conn.execute("COMMIT")
            except BaseException:
                if self.conn.in_transaction:
                    self.conn.execute("ROLLBACK")
                raise
