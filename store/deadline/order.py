"""The order in which tasks stand, by their frist."""

from datetime import date

from store.deadline.answer import DeadlineKind

RANKS = {
    DeadlineKind.SOONEST: 0,
    DeadlineKind.DATE: 1,
    DeadlineKind.NEXT_MEETING: 2,
    DeadlineKind.REPEATED: 3,
    DeadlineKind.ONGOING: 4,
    DeadlineKind.AMBIGUOUS: 5,
    DeadlineKind.REFUSED: 6,
    DeadlineKind.MISSING: 7,
}
"""The order of the kinds; those with a day stand among the dates."""


def sort_key(
    kind: str | DeadlineKind, date: date | None, next_meeting: date | None = None
) -> tuple[int, int]:
    """Give what tasks are sorted by: snarest, the dates, neste møte, gjentas, løpende, mangler.

    Args:
        kind: A kind or its value.
        date: The day of a DATE.
        next_meeting: Where known, it places NEXT_MEETING among the dates.

    Raises:
        ValueError: The kind is unknown.
    """
    kind = DeadlineKind(kind)
    day = next_meeting if kind is DeadlineKind.NEXT_MEETING else date
    if kind in (DeadlineKind.DATE, DeadlineKind.NEXT_MEETING) and day is not None:
        return RANKS[DeadlineKind.DATE], day.toordinal()
    if kind is DeadlineKind.DATE:
        kind = DeadlineKind.MISSING
    return RANKS[kind], 0
