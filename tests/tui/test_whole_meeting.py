from pathlib import Path

import docx
import pytest

from screens.check import CheckScreen
from screens.home import HomeScreen
from screens.meeting import MeetingScreen
from screens.read_back import ReadBackScreen
from screens.sections.risk_editor import RiskEditor
from store.vocabulary import Enough, Status
from tests.tui.whole_app import begin, newest, press, type_in, whole_app

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 45)], ids=["80x24", "160x45"])


async def enter_risks(pilot, *texts: str) -> None:  # type: ignore[no-untyped-def]
    for text in texts:
        if text.startswith("-"):
            await press(pilot, "-")  # a mark that somebody makes; a pasted bullet is none
        await type_in(pilot, text.removeprefix("-"))
        await press(pilot, "enter")


@SIZES
async def test_a_whole_wheel_is_led_with_the_keyboard_alone(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        await begin(pilot)
        await enter_risks(pilot, "Feil liste", "- Epikrisen kommer sent", "Feil bruker")
        await press(pilot, "f8", *"4425")
        await press(pilot, "f8", "f5")
        await type_in(pilot, "Dobbeltkontroll")
        await press(pilot, "enter", "f3")
        await type_in(pilot, "Innføre samstemming")
        await press(pilot, "tab")
        await type_in(pilot, "fagsyk")
        await press(pilot, "tab", "tab")  # takes the suggestion, goes on
        await type_in(pilot, "uke 50")
        await press(pilot, "enter")
        meeting = newest(app)
        assert [risk.text for risk in meeting.risks] == ["Feil liste", "Feil bruker"]
        assert [cause.text for cause in meeting.causes] == ["Epikrisen kommer sent"]
        assert [(risk.likelihood, risk.consequence) for risk in meeting.risks] == [(4, 4), (2, 5)]
        assert [control.text for control in meeting.controls] == ["Dobbeltkontroll"]
        assert meeting.tasks[0].deadline_date is not None
        assert meeting.tasks[0].deadline_date.isoformat() == "2026-12-11"
        assert meeting.tasks[0].about in {risk.uid for risk in meeting.risks}
        assert meeting.names_of[meeting.tasks[0].uid] == ("Fagsykepleier",)
        assert meeting.head.status is Status.RUNNING
    app._workplace.archive.close()


async def test_two_screens_lie_between_home_and_the_first_captured_line(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        await begin(pilot)
        assert isinstance(app.screen, MeetingScreen)
        await enter_risks(pilot, "Første linje")
        assert newest(app).risks[0].text == "Første linje"


async def test_one_key_goes_on_and_one_back_also_from_a_text_field(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await type_in(pilot, "halvskrevet")
        await press(pilot, "f8")
        assert isinstance(app.screen, MeetingScreen)
        assert app.screen.stop.key == "vurder"
        await press(pilot, "f7")
        assert app.screen.stop.key == "identifiser"
        await press(pilot, "enter")
        assert [risk.text for risk in newest(app).risks] == ["halvskrevet"]


async def test_a_decision_is_captured_from_any_stop_and_hangs_where_the_cursor_stood(
    tmp_path: Path,
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await enter_risks(pilot, "Feil liste")
        for _ in range(5):
            await press(pilot, "f2")
            await type_in(pilot, "Vi gjør det slik")
            await press(pilot, "enter", "f8")
        meeting = newest(app)
        assert [row.stop for row in meeting.decisions] == [s.key for s in meeting.kind.stops]
        assert meeting.decisions[0].about == meeting.risks[0].uid


async def test_a_frist_with_two_meanings_asks_and_takes_a_digit(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await press(pilot, "f3")
        await type_in(pilot, "Ny rutine")
        await press(pilot, "tab", "tab")
        await type_in(pilot, "neste fredag")
        await press(pilot, "enter")
        assert newest(app).tasks == ()
        await press(pilot, "2")
        task = newest(app).tasks[0]
        assert task.deadline == "neste fredag"
        assert task.deadline_date is not None
        assert task.deadline_date.isoformat() == "2026-12-04"


async def test_words_typed_after_enter_go_to_the_next_field_and_not_into_the_talk(
    tmp_path: Path,
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await press(pilot, "f3")
        for text in ("Ny rutine", "Fagsykepleier", "uke 50"):
            await type_in(pilot, text)
            await press(pilot, "enter")
        meeting = newest(app)
        assert [(row.text, row.responsible, row.deadline) for row in meeting.tasks] == [
            ("Ny rutine", "Fagsykepleier", "uke 50")
        ]
        assert meeting.risks == ()


async def test_an_impossible_frist_is_refused_and_nothing_typed_is_lost(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await press(pilot, "f3")
        await type_in(pilot, "Ny rutine")
        await press(pilot, "tab", "tab")
        await type_in(pilot, "31.11")
        await press(pilot, "enter")
        assert newest(app).tasks == ()
        await press(pilot, *["backspace"] * 5)
        await type_in(pilot, "30.11")
        await press(pilot, "enter")
        assert newest(app).tasks[0].text == "Ny rutine"


async def test_what_was_being_typed_is_there_again_after_an_unclean_end(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await enter_risks(pilot, "Ferdig risiko")
        await type_in(pilot, "halv ris")
        archive = app._workplace.archive
    archive.close()
    later = whole_app(tmp_path)
    async with later.run_test() as pilot:
        await pilot.pause()
        assert isinstance(later.screen, MeetingScreen)
        await type_in(pilot, "iko")
        await press(pilot, "enter")
        assert [risk.text for risk in newest(later).risks] == ["Ferdig risiko", "halv risiko"]


async def test_a_half_typed_task_is_open_again_after_an_unclean_end(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await press(pilot, "f8", "f3")
        await type_in(pilot, "Ny rutine")
        await press(pilot, "tab")
        await type_in(pilot, "Enhets")
        archive = app._workplace.archive
    archive.close()
    later = whole_app(tmp_path)
    async with later.run_test() as pilot:
        await pilot.pause()
        assert isinstance(later.screen, MeetingScreen)
        assert later.screen.stop.key == "vurder"
        await pilot.pause()
        await press(pilot, "enter", "enter", "enter")
        meeting = newest(later)
        assert [(task.text, task.responsible) for task in meeting.tasks] == [
            ("Ny rutine", "Enhets")
        ]


async def test_a_half_typed_control_is_there_on_its_risk_after_an_unclean_end(
    tmp_path: Path,
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await enter_risks(pilot, "En", "To", "Tre")
        await press(pilot, "f8", "f8", "down")
        await type_in(pilot, "Dobbeltkon")
        archive = app._workplace.archive
    archive.close()
    later = whole_app(tmp_path)
    async with later.run_test() as pilot:
        await pilot.pause()
        await type_in(pilot, "troll")
        await press(pilot, "enter")
        meeting = newest(later)
        (control,) = meeting.controls
        assert (control.text, control.risk) == ("Dobbeltkontroll", meeting.risks[1].uid)


async def test_a_meeting_left_in_good_order_opens_at_home(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, HomeScreen)
        archive = app._workplace.archive
    archive.close()
    later = whole_app(tmp_path)
    async with later.run_test() as pilot:
        await pilot.pause()
        assert isinstance(later.screen, HomeScreen)


async def test_undo_and_redo_have_a_key_each(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await enter_risks(pilot, "En", "To")
        await press(pilot, "ctrl+z")
        assert [risk.text for risk in newest(app).risks] == ["En"]
        await press(pilot, "ctrl+y")
        assert [risk.text for risk in newest(app).risks] == ["En", "To"]


async def test_closing_goes_through_the_check_and_the_read_back(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await enter_risks(pilot, "Feil liste")
        await press(pilot, "f2")
        await type_in(pilot, "Vi gjør det slik")
        await press(pilot, "enter", "ctrl+l")
        assert isinstance(app.screen, CheckScreen)
        await press(pilot, "a")
        assert isinstance(app.screen, ReadBackScreen)
        await press(pilot, "enter")
        await pilot.pause()
        assert newest(app).head.status is Status.CLOSED
        await press(pilot, *"ny", "enter", "f2", *"ny", "enter", "f3", "delete")
        assert len(newest(app).decisions) == 1
        assert [risk.text for risk in newest(app).risks] == ["Feil liste"]


async def test_the_check_jumps_to_what_is_missing(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await enter_risks(pilot, "Feil liste")
        await press(pilot, "ctrl+l")
        screen = app.screen
        assert isinstance(screen, CheckScreen)
        place = next(i for i, each in enumerate(screen._findings) if each.stop == "vurder")
        await press(pilot, *["down"] * place, "enter")
        await pilot.pause()
        assert isinstance(app.screen, MeetingScreen)
        assert app.screen.stop.key == "vurder"
        assert newest(app).head.status is Status.RUNNING


async def test_a_decision_is_corrected_during_the_read_back(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await press(pilot, "f2")
        await type_in(pilot, "Vi gjør det sli")
        await press(pilot, "enter", "ctrl+l", "a", "e")
        await type_in(pilot, "k")
        await press(pilot, "enter")
        await pilot.pause()
        assert isinstance(app.screen, ReadBackScreen)
        assert newest(app).decisions[0].text == "Vi gjør det slik"
        await press(pilot, "enter")
        await pilot.pause()
        assert newest(app).head.status is Status.CLOSED


async def test_a_closed_meeting_is_reopened_with_a_reason(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await press(pilot, "ctrl+l", "a")
        await pilot.pause()
        assert newest(app).head.status is Status.CLOSED
        await press(pilot, "ctrl+l", "4", "enter")
        assert newest(app).head.status is Status.CLOSED
        await type_in(pilot, "Feil frist")
        await press(pilot, "enter")
        await pilot.pause()
        meeting = newest(app)
        assert meeting.head.status is Status.RUNNING
        assert meeting.status_changes[-1].reason == "Feil frist"
        await enter_risks(pilot, "Kom på en til")
        assert len(newest(app).risks) == 1


async def test_a_meeting_is_broken_off_and_goes_on_in_another_sitting(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await press(pilot, "ctrl+n", "j")
        await pilot.pause()
        assert newest(app).head.status is Status.BROKEN_OFF
        await press(pilot, "escape", "escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        await press(pilot, "enter")
        await pilot.pause()
        await press(pilot, "j")
        await pilot.pause()
        meeting = newest(app)
        assert meeting.head.status is Status.RUNNING
        assert len(meeting.sittings) == 2


@pytest.mark.parametrize("ending", [("ctrl+n", "j"), ("ctrl+l", "a")])
@pytest.mark.parametrize(("begins", "end"), [("9.30", ""), ("8.30", "09:00")])
async def test_a_meeting_that_ends_before_its_planned_start_gets_no_end_from_the_clock(
    tmp_path: Path, ending: tuple[str, ...], begins: str, end: str
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await press(pilot, "ctrl+o", "f7", "enter", "ctrl+u")
        await type_in(pilot, begins)
        await press(pilot, "escape", *ending)
        await pilot.pause()
        meeting = newest(app)
        assert meeting.head.status in (Status.BROKEN_OFF, Status.CLOSED)
        assert meeting.sitting.start == f"0{begins.replace('.', ':')}"
        assert meeting.sitting.end == end
    app._workplace.archive.close()


async def test_the_next_theme_starts_with_the_same_participants(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "h")
        await type_in(pilot, "Første tema")
        await press(pilot, "shift+tab")
        await type_in(pilot, "Enhetsleder, Verneombud")
        await press(pilot, "enter", "ctrl+s")
        await pilot.pause()
        first = newest(app)
        assert [each.name for each in first.participants] == ["Enhetsleder", "Verneombud"]
        await press(pilot, "ctrl+t")
        await type_in(pilot, "Andre tema")
        await press(pilot, "ctrl+s")
        await pilot.pause()
        second = newest(app)
        assert second.head.title == "Andre tema"
        assert second.head.previous == first.uid
        assert [each.name for each in second.participants] == ["Enhetsleder", "Verneombud"]


async def test_a_key_writes_the_minutes_marked_as_a_draft(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await enter_risks(pilot, "Feil liste")
        await press(pilot, "ctrl+r")
        await app.workers.wait_for_complete()
    written = list((tmp_path / "Referat").glob("*.docx"))
    assert len(written) == 1
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(written[0])).paragraphs)
    assert "UTKAST" in text
    assert "Internkontrollhjulet: Legemiddelhåndtering" in text


async def test_a_whole_evaluation_is_led_with_the_keyboard_alone(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot, "e", "Brannøvelse")
        for text in ("Alarmen gikk kl. 10", "Alle var ute etter fire minutter", "Rask respons"):
            await type_in(pilot, text)
            await press(pilot, "enter")
            if text.startswith("Alle"):
                await press(pilot, "f8")
        meeting = newest(app)
        assert {note.text: note.column for note in meeting.notes} == {
            "Alarmen gikk kl. 10": "fakta",
            "Alle var ute etter fire minutter": "fakta",
            "Rask respons": "bra",
        }


async def test_a_point_becomes_a_decision_and_a_task_in_one_key_each(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot, "e", "Brannøvelse")
        await press(pilot, "f8", "f8", "f8")
        await enter_risks(pilot, "Øve to ganger i året")
        await press(pilot, "up", "o", "enter")
        await press(pilot, "up", "t", "enter", "enter", "enter")
        meeting = newest(app)
        point = meeting.notes[0]
        assert [(row.text, row.about) for row in meeting.decisions] == [(point.text, point.uid)]
        assert [(row.text, row.about) for row in meeting.tasks] == [(point.text, point.uid)]


async def test_a_national_identity_number_draws_a_warning_while_it_is_typed(
    tmp_path: Path,
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await type_in(pilot, "Brukeren 13097248022 fikk")
        said = [each.message for each in app._notifications]
        assert any("fødselsnummer" in sentence for sentence in said)


async def test_a_risk_is_accepted_or_not_at_stop_four(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await enter_risks(pilot, "Feil liste")
        await press(pilot, "f8", *"44", "f8", "f8", *"33", "n")
        await pilot.pause()
        assert newest(app).risks[0].enough is Enough.NO
        await type_in(pilot, "Ny rutine")
        await press(pilot, "enter", "enter", "enter")
        meeting = newest(app)
        assert meeting.tasks[0].about == meeting.risks[0].uid


async def test_the_demo_is_one_key_from_an_empty_home_and_home_looks_the_same(
    tmp_path: Path,
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.screen.query_one("#lists").styles.layout.name == "grid"  # type: ignore[union-attr]
        await press(pilot, "d")
        assert isinstance(app.screen, HomeScreen)
        await press(pilot, "enter")
        assert isinstance(app.screen, MeetingScreen)
        assert len(app.screen.meeting.risks) >= 8
        app._workplace.archive.close()


async def test_what_waits_for_the_next_picture_of_a_stop_that_was_left_stops_nothing(
    tmp_path: Path,
) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot)
        await press(pilot, "f8")
        assert isinstance(app.screen, MeetingScreen)
        left = app.screen.editor
        assert isinstance(left, RiskEditor)
        await press(pilot, "f8")
        left.refresh_chosen()
