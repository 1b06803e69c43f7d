"""Tells whether another window or program has done something in the file."""

from store.database import Archive, Error


class OthersWrites:
    """Asked now and then; each answer tells of what came since the one before.

    Args:
        archive: The open file, as it is read now.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._version = self._counted("PRAGMA data_version")
        self._newest = self._newest_act()

    def came(self) -> bool:
        """Whether somebody else has done something; what is half written elsewhere is nothing.

        A file that can not be read now is asked about the next time.
        """
        try:
            version = self._counted("PRAGMA data_version")
            if version == self._version:  # SQLite does not count our own writes
                return False
            newest = self._newest_act()
        except Error:
            return False
        before, self._newest, self._version = self._newest, newest, version
        return newest != before

    def _newest_act(self) -> int:
        return self._counted("SELECT coalesce(max(id), 0) FROM action")

    def _counted(self, sql: str) -> int:
        return int(self._archive.connection.execute(sql).fetchone()[0])
