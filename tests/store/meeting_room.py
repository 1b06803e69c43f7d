"""A meeting in a real file, in which a test says and does things."""

from collections.abc import Callable

from store.database import Archive
from store.edits import Edit
from store.journal import action
from store.meeting import Meeting

Load = Callable[[str], Meeting]


class MeetingRoom:
    """What every test's room knows; each adds what is said in it."""

    def __init__(self, archive: Archive, uid: str, load: Load) -> None:
        self.archive, self.uid, self._load = archive, uid, load

    @property
    def meeting(self) -> Meeting:
        return self._load(self.uid)

    def act(self, edit: Edit) -> None:
        with action(self.archive, self.uid, "Prøve") as writer:
            edit.apply(writer)
