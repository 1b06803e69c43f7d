"""Norwegian clock time as the rest of the world counts it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_NORWAY = ZoneInfo("Europe/Oslo")


def in_utc(local: datetime) -> datetime:
    """A moment in UTC, given as a clock on a Norwegian wall shows it."""
    return local.replace(tzinfo=_NORWAY).astimezone(UTC)
