"""A samarbeidsmøte in the whole app: what the sak's keys ask of what stands around it."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace
from textual.widgets import Static

from screens.meeting import MeetingScreen
from screens.sections.item import ItemEditor
from screens.widgets.capture import CaptureLine
from screens.widgets.row_list import RowList
from store import agenda_edits, drafts, head_edits, item_edits, kind, lifecycle, meetings
from store.database import Archive
from store.drafts import Bookmark
from store.journal import action
from store.meeting import Meeting
from store.rows import AttendanceRow
from store.sections import all_items
from store.vocabulary import ItemText, ItemType, Presence
from tests.tui.test_exempting import let_a_minute_pass, on_the_wall
from tests.tui.whole_app import press, type_in, whole_app
from tui.app import ReferatApp


def app_in_a_meeting(folder: Path, stop: str) -> tuple[ReferatApp, str]:
    """The app, which opens in a samarbeidsmøte of two saker at a stop."""
    app = whole_app(folder)
    archive = app._workplace.archive
    plan = meetings.Plan(
        kind=kind.load().by_id["samarbeid"],
        title="Samarbeidsmøte nr. 9",
        date=date(2026, 11, 24),
        unit="Kommunen",
        participants=("Kommunedirektør", "HTV Fagforbundet"),
    )
    uid = meetings.plan(archive, plan)
    for title, item_type in (("Vikarbyrå", ItemType.DISCUSSION), ("Avtale", ItemType.NEGOTIATION)):
        meeting = meetings.load(archive, uid)
        with action(archive, uid, "Ny sak") as writer:
            agenda_edits.add(meeting, "saker", title, item_type).apply(writer)
    drafts.set_bookmark(archive, uid, Bookmark(stop))
    drafts.mark_opened(archive, uid)
    return app, uid


def stored(app: ReferatApp, uid: str) -> Meeting:
    archive: Archive = app._workplace.archive
    return meetings.load(archive, uid)


def shown_meeting(app: ReferatApp) -> Meeting:
    assert isinstance(app.screen, MeetingScreen)
    return app.screen.meeting


async def test_f8_goes_from_the_agenda_through_the_saker_to_the_next_stop(tmp_path: Path) -> None:
    app, uid = app_in_a_meeting(tmp_path, "saksliste")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", "f8")
        first, second = (entry.item.uid for entry in all_items(stored(app, uid)))
        editor = app.screen.query_one(ItemEditor)
        assert editor.about == first
        await press(pilot, "f8")
        assert editor.about == second
        await press(pilot, "f7")
        assert editor.about == first
        await press(pilot, "f8", "f8")
        assert isinstance(app.screen, MeetingScreen)
        assert app.screen.stop.key == "oppfolging"


async def test_a_decision_and_a_task_hang_on_the_sak_that_is_named_over_them(
    tmp_path: Path,
) -> None:
    app, uid = app_in_a_meeting(tmp_path, "saksliste")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", "f8", "f3")
        shown = [
            str(each.content) for each in app.screen.query("#agreed-capture Static").results(Static)
        ]
        assert "OPPGAVE · 1/26 Vikarbyrå" in shown
        for text in ("Evaluere", "Kommunedirektør", "uke 50"):
            await type_in(pilot, text)
            await press(pilot, "enter")
        await press(pilot, "f2")
        await type_in(pilot, "Innføres")
        await press(pilot, "enter")
    item = all_items(stored(app, uid))[0]
    assert [task.text for task in item.tasks] == ["Evaluere"]
    assert [decision.text for decision in item.decisions] == ["Innføres"]


async def test_a_negotiation_opens_its_own_protocol_and_esc_leads_back_to_the_sak(
    tmp_path: Path,
) -> None:
    app, uid = app_in_a_meeting(tmp_path, "saker")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f8", "s")
        protocol = shown_meeting(app)
        assert (protocol.kind.id, protocol.head.title) == ("forhandling", "Avtale")
        assert [who.party for who in protocol.participants] == ["Arbeidsgiver", "Fagforbundet"]
        await type_in(pilot, "Krav om 3 prosent")
        await press(pilot, "enter", "escape")
        assert shown_meeting(app).uid == uid
        assert stored(app, uid).items[1].protocol == protocol.uid
        await press(pilot, "s")
        assert shown_meeting(app).uid == protocol.uid
    assert [note.text for note in stored(app, protocol.uid).notes] == ["Krav om 3 prosent"]


async def test_after_an_unclean_end_the_box_is_open_with_the_half_word(tmp_path: Path) -> None:
    app, uid = app_in_a_meeting(tmp_path, "saker")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f8", "b")
        await type_in(pilot, "Utkast til avta")
        # Nothing is left in good order: the terminal is gone.
    again = whole_app(tmp_path)
    async with again.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        box = again.focused
        assert isinstance(box, CaptureLine)
        assert box.value == "Utkast til avta"
        await press(pilot, "enter")
        second = all_items(stored(again, uid))[1]
        assert item_edits.text_of(second, ItemText.BACKGROUND) == "Utkast til avta"


async def test_a_box_over_a_text_that_is_hidden_is_put_away_and_its_change_is_kept(
    tmp_path: Path,
) -> None:
    app, _uid = app_in_a_meeting(tmp_path, "saker")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b")
        await type_in(pilot, "Om en ansatt")
        await press(pilot, "enter", "ctrl+e", "1", "b")
        assert isinstance(app.focused, RowList)
        assert "Unntatt offentlighet" in on_the_wall(app)
        await press(pilot, "ctrl+b")
        assert "Om en ansatt" in on_the_wall(app)
        await press(pilot, "b")
        await type_in(pilot, " i enheten")
        await let_a_minute_pass(app, pilot)
        assert isinstance(app.focused, RowList)
        assert "Om en ansatt" not in on_the_wall(app)
        await press(pilot, "ctrl+b", "b")
        assert isinstance(app.focused, CaptureLine)
        assert app.focused.value == "Om en ansatt i enheten"


async def test_writing_openly_again_is_asked_for_where_no_line_is_open(tmp_path: Path) -> None:
    app, uid = app_in_a_meeting(tmp_path, "saker")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b", "ctrl+e", "1")
        await type_in(pilot, "Skjult")
        await press(pilot, "enter", "ctrl+e", "1", "l")
        await type_in(pilot, "Åpent")
        await press(pilot, "enter")
    notes = {note.text: note.exempt for note in stored(app, uid).notes}
    assert notes == {"Skjult": "basis-1", "Åpent": ""}


async def test_an_exempt_task_that_is_shown_tells_who_and_when(tmp_path: Path) -> None:
    app, _uid = app_in_a_meeting(tmp_path, "saker")
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "ctrl+e", "1", "f3")
        for text in ("Snakke sammen", "Kommunedirektør", "uke 50"):
            await type_in(pilot, text)
            await press(pilot, "enter")
        await press(pilot, "ctrl+b")
        assert "Snakke sammen · Kommunedirektør" in on_the_wall(app)
        await press(pilot, "ctrl+b")
        assert "Snakke sammen" not in on_the_wall(app)
        assert "Kommunedirektør" not in on_the_wall(app)


async def test_the_protocol_of_a_negotiation_has_the_forfall_and_vara_of_the_meeting(
    tmp_path: Path,
) -> None:
    app, uid = app_in_a_meeting(tmp_path, "saker")
    meeting = stored(app, uid)
    union = next(who for who in meeting.participants if who.name == "HTV Fagforbundet")
    none = AttendanceRow(meeting="", sitting="", participant="")
    away = replace(none, presence=Presence.ABSENT)
    with action(app._workplace.archive, uid, "Forfall") as writer:
        head_edits.set_attendance(meeting, meeting.sitting, union, away).apply(writer)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f8", "s")
        protocol = shown_meeting(app)
    assert protocol.absent == ("HTV Fagforbundet",)


async def test_a_meeting_that_is_closed_and_opened_again_stands_at_the_same_sak(
    tmp_path: Path,
) -> None:
    app, uid = app_in_a_meeting(tmp_path, "saker")
    second = all_items(stored(app, uid))[1].item.uid
    lifecycle.start(app._workplace.archive, stored(app, uid))
    lifecycle.close(app._workplace.archive, stored(app, uid))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f8")
        assert app.screen.query_one(ItemEditor).about == second
        await press(pilot, "ctrl+l", "4")
        await type_in(pilot, "Feil i sak 2")
        await press(pilot, "enter")
        assert not stored(app, uid).locked
        assert app.screen.query_one(ItemEditor).about == second
