"""What home and planning ask for is found by an index: it costs the same in a full file."""

from collections.abc import Callable
from datetime import date

import pytest

from store import meetings, series_tasks
from store.database import Archive
from store.meeting import Meeting

QUESTIONS: dict[str, Callable[[Archive], object]] = {
    "recent": meetings.recent,
    "under way": meetings.under_way,
    "due": lambda archive: meetings.due(archive, date(2026, 11, 24)),
    "known units": meetings.known_units,
}


def plans(archive: Archive, ask: Callable[[Archive], object]) -> list[list[str]]:
    """The steps of each query that a question leads to."""
    asked: list[str] = []
    archive.connection.set_trace_callback(asked.append)
    ask(archive)
    archive.connection.set_trace_callback(None)
    return [
        [str(step[3]) for step in archive.connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
        for sql in asked
    ]


WHAT_ONE_TASK_HANGS_ON = "SCAN over"
"""A list of a few rows that the query makes itself; see `store.exempt_tasks`."""


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
def test_no_table_is_read_from_end_to_end(
    archive: Archive, ask: Callable[[Archive], object]
) -> None:
    steps = [step for plan in plans(archive, ask) for step in plan]
    assert steps
    scans = [each for each in steps if each.startswith("SCAN") and "INDEX" not in each]
    assert [each for each in scans if each != WHAT_ONE_TASK_HANGS_ON] == []


def test_the_newest_meetings_are_found_by_their_day_and_not_by_sorting_all(
    archive: Archive,
) -> None:
    _soonest, newest = plans(archive, meetings.recent)
    assert newest[0] == "SCAN sitting USING INDEX sitting_by_date"
    assert "USE TEMP B-TREE FOR ORDER BY" not in newest


def test_the_open_tasks_of_a_series_are_read_in_their_order(
    archive: Archive, plan_meeting: Callable[..., str], load: Callable[[str], Meeting]
) -> None:
    meeting = load(plan_meeting(unit="Skole"))
    steps = [
        step
        for plan in plans(archive, lambda archive: series_tasks.tasks(archive, meeting))
        for step in plan
    ]
    assert "SEARCH state USING INDEX task_state_open_by_series (kind=? AND series=?)" in steps
    assert [each for each in steps if each.startswith("SCAN")] == [WHAT_ONE_TASK_HANGS_ON] * 2


def test_the_units_are_read_from_the_index_alone(archive: Archive) -> None:
    (steps,) = plans(archive, meetings.known_units)
    assert steps[0].startswith("SEARCH meeting USING COVERING INDEX meeting_by_unit")
