"""From closed over sent and approved: what is locked, what can still be added, and the way back."""

from pathlib import Path

from textual.pilot import Pilot

from store.approval import verdict
from store.vocabulary import Status
from tests.tui.bad_input import sentences
from tests.tui.command_line import CommandLine
from tests.tui.whole_app import begin, newest, press, type_in, whole_app

LOCKED = "Referatet er godkjent og låst. Gjenåpne med begrunnelse."


async def closed(pilot: Pilot[None]) -> None:
    """An evaluation with one point, closed with what it lacks."""
    await begin(pilot, "e", "Tur")
    await press(pilot, "f8")
    await type_in(pilot, "Alle kom hjem")
    await press(pilot, "enter", "ctrl+l", "a")
    await pilot.pause()


async def approved(pilot: Pilot[None]) -> None:
    await closed(pilot)
    await press(pilot, "ctrl+l", "2")
    await type_in(pilot, "Enhetsleder")
    await press(pilot, "enter")


async def test_what_the_room_closed_without_is_kept_with_the_closing(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await closed(pilot)
        meeting = newest(app)
        assert meeting.head.status is Status.CLOSED
        assert "Møtet mangler møteleder" in meeting.status_changes[-1].missing.splitlines()


async def test_a_closed_meeting_is_sent_and_then_approved(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await closed(pilot)
        await press(pilot, "ctrl+l", "1")
        assert newest(app).head.status is Status.SENT
        await press(pilot, "ctrl+l", "1")
        await type_in(pilot, "Enhetsleder")
        await press(pilot, "enter")
        meeting = newest(app)
        assert meeting.head.status is Status.APPROVED
        assert meeting.approvals[0].approved_by == "Enhetsleder"
        assert verdict(meeting).is_unchanged


async def test_an_approved_meeting_takes_remarks_and_nothing_else(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await approved(pilot)
        await press(pilot, "up", "delete", "e")
        assert [note.text for note in newest(app).notes] == ["Alle kom hjem"]
        assert LOCKED in sentences(app)
        await press(pilot, "ctrl+l", "1")
        await type_in(pilot, "Verneombud")
        await press(pilot, "enter")
        await type_in(pilot, "Klokkeslettet er feil")
        await press(pilot, "enter")
        (remark,) = newest(app).remarks
        assert (remark.sender, remark.text) == ("Verneombud", "Klokkeslettet er feil")
        assert remark.after_approval
        assert verdict(newest(app)).is_unchanged


async def test_it_is_compared_with_what_was_approved_on_one_key(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await approved(pilot)
        await press(pilot, "ctrl+l", "2")
        assert "Møtet er uendret siden det ble godkjent." in sentences(app)


async def test_it_is_opened_again_with_a_reason(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await approved(pilot)
        await press(pilot, "ctrl+l", "3", "enter")
        assert newest(app).head.status is Status.APPROVED
        await type_in(pilot, "Feil klokkeslett")
        await press(pilot, "enter")
        meeting = newest(app)
        assert (meeting.head.status, meeting.head.version) == (Status.RUNNING, 2)
        assert meeting.status_changes[-1].reason == "Feil klokkeslett"


async def test_the_command_line_tells_whether_it_is_unchanged(
    tmp_path: Path, referat: CommandLine
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await approved(pilot)
        (approval,) = newest(app).approvals
    database = tmp_path / "møter.db"
    told = referat.done("sjekk", "1", "--db", database)
    assert "uendret siden det ble godkjent 24.11.2026" in told
    assert approval.fingerprint in told
    app._workplace.archive.tables.execute("DROP TRIGGER journal_note_update")
    app._workplace.archive.tables.execute("UPDATE note SET text = 'Noen kom hjem'")
    answer = referat("sjekk", "1", "--db", database)
    app._workplace.archive.close()
    assert answer.code == 1
    assert "endret siden det ble godkjent" in answer.err


def test_one_that_is_not_approved_has_nothing_to_be_compared_with(
    referat: CommandLine,
) -> None:
    referat.done("ny", "evaluering", "--tittel", "Tur")
    answer = referat("sjekk", "1")
    assert answer.code == 1
    assert "er ikke godkjent" in answer.err
