"""What lies around a meeting in the file: its series and its unit. Read when it is asked for."""

from collections.abc import Callable

from store import meetings, series, task_history, unit_overview
from store.database import Archive
from store.meeting import Meeting
from store.task_history import Told
from store.unit_overview import UnitOverview


class Around:
    """Reads what an editor shows of other meetings.

    Args:
        archive: The open file.
        meeting: Gives the meeting as it stands now.
    """

    def __init__(self, archive: Archive, meeting: Callable[[], Meeting]) -> None:
        self._archive = archive
        self._meeting = meeting

    def year_before(self, field: str) -> Meeting | None:
        """The meeting of the series for the same period a year earlier, where there is one.

        Args:
            field: Key of the field of the head that names the period.
        """
        meeting = self._meeting()
        uid = series.year_before(self._archive, meeting.head, field, meeting.first_day)
        return meetings.load(self._archive, uid) if uid else None

    def history(self, task: str) -> tuple[Told, ...]:
        """Everything that was said of a task, the oldest first."""
        return task_history.history(self._archive, task)

    def unit(self) -> UnitOverview:
        """What the unit has open from all other kinds of meeting."""
        return unit_overview.overview(self._archive, self._meeting().head)
