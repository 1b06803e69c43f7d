"""What the real frame lets one do from its check, and after the meeting is closed."""

from pathlib import Path

from screens.meeting import MeetingScreen
from screens.widgets.capture import CaptureLine
from store import lifecycle
from store.vocabulary import Cause, Status, TaskStatus
from tests.tui.whole_app import begin, newest, press, type_in, whole_app


async def test_the_check_goes_to_the_point_so_that_the_next_key_makes_its_task(
    tmp_path: Path,
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot, "e", "Leirskole")
        await press(pilot, "f8", "f8", "f8")
        await type_in(pilot, "Sende pakkelista tidligere")
        await press(pilot, "enter", "f7", "ctrl+l")
        while "oppgave" not in app.screen._findings[_row(app)].text:  # type: ignore[attr-defined]
            await press(pilot, "down")
        await press(pilot, "enter", "t")
        await press(pilot, "enter", "enter", "enter")
        await pilot.pause()
        meeting = newest(app)
        assert [task.about for task in meeting.tasks] == [meeting.notes[0].uid]
    app._workplace.archive.close()


def _row(app) -> int:  # type: ignore[no-untyped-def]
    return int(app.screen.query_one("#findings").chosen)


async def test_a_stop_that_is_opened_normally_is_ready_to_be_written_in(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot, "e", "Leirskole")
        await press(pilot, "f8")
        await type_in(pilot, "God plan")
        await press(pilot, "enter", "f8", "f7")
        assert app.screen.query_one("#capture", CaptureLine).has_focus
    app._workplace.archive.close()


async def test_status_and_cause_are_set_in_the_closed_meeting_and_not_in_the_approved(
    tmp_path: Path,
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await type_in(pilot, "Feil liste")
        await press(pilot, "enter", "f6")
        await type_in(pilot, "Ingen samstemming")
        await press(pilot, "enter", "f3")
        await type_in(pilot, "Innføre samstemming")
        await press(pilot, "enter", "enter", "enter")
        lifecycle.close(app._workplace.archive, newest(app))
        assert isinstance(app.screen, MeetingScreen)
        app.screen.show_again()
        await pilot.pause()
        await press(pilot, "f8", "f8", "f8", "f8", "s", "3", "down", "v", "1", "2")
        meeting = newest(app)
        assert meeting.head.status is Status.CLOSED
        assert meeting.state_of(meeting.tasks[0]).status is TaskStatus.DONE
        assert meeting.deviations[0].cause is Cause.SYSTEM
        lifecycle.approve(app._workplace.archive, meeting, "Enhetsleder")
        app.screen.show_again()
        await pilot.pause()
        await press(pilot, "s", "1", "down", "v", "1", "1")
        assert newest(app).deviations == meeting.deviations
        assert newest(app).follow_ups == meeting.follow_ups
    app._workplace.archive.close()
