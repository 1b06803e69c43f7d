"""The meeting's details, by keys: what is then in the file."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from textual.app import App
from textual.widgets import Checkbox, OptionList, Static

from screens.details import DetailsScreen
from screens.widgets.field import Field
from store import drafts, lifecycle, meetings
from store.database import Archive
from store.item_rows import ItemRow
from store.journal import action
from store.meeting import Meeting
from store.vocabulary import Presence, Status
from tests.hostile_text import MARKUP
from tests.screens.acts import do


class Host(App[None]):
    def __init__(self, workplace: Any, uid: str) -> None:
        super().__init__()
        self.archive: Archive = workplace.archive
        self.uid = uid
        self.workplace = workplace

    def on_mount(self) -> None:
        self.details = DetailsScreen(self.workplace, self.uid)
        self.push_screen(self.details)

    def field(self, name: str) -> Field:
        return self.details.query_one(f"#field-{name}", Field)

    @property
    def meeting(self) -> Meeting:
        return meetings.load(self.archive, self.uid)

    @property
    def complaints(self) -> str:
        shown = [each for each in self.details.query(".complaint").results(Static) if each.display]
        return " ".join(str(each.content) for each in shown)


def notified(host: Host) -> str:
    return " ".join(str(each.message) for each in host._notifications)


@pytest.fixture
def host(workplace: Any, plan_meeting: Any) -> Host:
    return Host(workplace(), plan_meeting(unit="Sonen", start="09:00"))


async def press(host: Host, *keys: str) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, *keys)


async def test_a_field_is_written_at_enter_as_one_act_that_can_be_undone(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "ctrl+u", "'Vold", "enter")
        assert host.meeting.head.title == "Vold"
        await do(pilot, "ctrl+z")
        assert host.meeting.head.title == "Legemiddelhåndtering"
        assert host.field("title").text == "Legemiddelhåndtering"
        await do(pilot, "ctrl+y")
        assert host.meeting.head.title == "Vold"


async def test_a_field_is_written_when_it_is_left(host: Host) -> None:
    await press(host, "down", "'Fordi", "tab")
    assert host.meeting.head.reason == "Fordi"


async def test_the_field_one_stands_in_is_written_when_the_screen_is_left(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "down", "'Fordi", "escape")
        assert host.screen is not host.details
    assert host.meeting.head.reason == "Fordi"


async def test_every_field_of_the_head_can_be_written(host: Host) -> None:
    texts = ["Tema", "Fordi", "Enhet", "Renhold", "Rom", "Zleder", "Zref"]
    texts += ["10.11", "1.12", "20.1.27", "Samme sted", "26/123", "26/123-4", "UO § 13"]
    keys: list[str] = []
    for text in texts:
        keys += ["ctrl+u", f"'{text}", "enter"]
    await press(host, *keys)
    head = host.meeting.head
    assert [head.title, head.reason, head.unit, head.field_of_service] == texts[:4]
    assert [head.place, head.chair, head.secretary] == texts[4:7]
    assert head.papers_sent == date(2026, 11, 10)
    assert head.remarks_due == date(2026, 12, 1)
    assert head.next_meeting == date(2027, 1, 20)
    assert [head.next_meeting_note, head.case_number, head.journal_number] == texts[10:13]
    assert head.access_code == texts[13]


async def test_the_fields_of_service_that_the_kind_knows_are_suggested(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        host.field("field_of_service").line.focus()
        await do(pilot, "'omsorg", "tab", "enter")
    assert host.meeting.head.field_of_service == "Helse og omsorg"


async def test_a_date_can_be_taken_away(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        host.field("next_meeting").line.focus()
        await do(pilot, "'1.12", "enter", "up", "ctrl+u", "enter")
    assert host.meeting.head.next_meeting is None


async def test_an_empty_title_is_refused_and_the_screen_is_not_left(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "ctrl+u", "escape")
        assert "Skriv hva møtet handler om." in host.complaints
        assert host.screen is host.details
    assert host.meeting.head.title == "Legemiddelhåndtering"


async def test_a_date_that_does_not_exist_is_refused_beside_its_field(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        host.field("next_meeting").line.focus()
        await do(pilot, "'31.2", "enter")
        assert "31. februar finnes ikke" in host.complaints
        assert host.field("next_meeting").line.has_focus
    assert host.meeting.head.next_meeting is None


async def test_a_word_that_was_being_typed_is_there_again(
    host: Host, workplace: Any, archive: Archive
) -> None:
    drafts.save(archive, host.uid, "opplysninger/chair", "Halvt or")
    again = Host(workplace(), host.uid)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert again.field("chair").text == "Halvt or"
        again.field("chair").line.focus()
        await do(pilot, "d", "enter")
    assert again.meeting.head.chair == "Halvt ord"
    assert drafts.places(archive, host.uid) == ()


async def test_the_safety_representatives_tick_is_written(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        box = host.details.query_one(Checkbox)
        box.focus()
        assert str(box.render()).startswith("[ ]")
        await do(pilot, "space")
        assert str(box.render()).startswith("[x]")
    assert host.meeting.head.safety_representative


async def test_participants_are_added_renamed_and_removed(host: Host) -> None:
    keys = ("f8", "plus", "'Zx, Zy", "enter", "up", "e", "ctrl+u", "'Rektor", "enter")
    await press(host, *keys, "down", "delete")
    assert [each.name for each in host.meeting.participants] == ["Rektor", "Verneombud", "Zx", "Zy"]


async def test_a_participant_is_named_once(host: Host) -> None:
    await press(host, "f8", "plus", "'fagsykepleier", "enter")
    assert len(host.meeting.participants) == 3


async def test_a_name_that_is_taken_is_refused(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "f8", "e", "ctrl+u", "'verneombud", "enter")
        complaint = host.screen.query_one("#complaint", Static)
        assert "verneombud står på lista allerede." in str(complaint.content)
        await do(pilot, "escape")
    assert host.meeting.participants[0].name == "Enhetsleder"


@pytest.mark.parametrize(("key", "column"), [("r", "role"), ("p", "party")])
async def test_role_and_party_are_asked_for(host: Host, key: str, column: str) -> None:
    await press(host, "f8", key, "'HTV", "enter")
    assert getattr(host.meeting.participants[0], column) == "HTV"


async def test_attendance_goes_from_present_to_digital_to_absent(host: Host) -> None:
    await press(host, "f8", "space", "down", "space", "space")
    assert [row.presence for row in host.meeting.attendance] == [Presence.DIGITAL, Presence.ABSENT]
    assert host.meeting.absent == ("Fagsykepleier",)


@pytest.mark.parametrize(
    ("key", "column", "typed", "kept"),
    [
        ("k", "came", "kl 10", "kl. 10.00"),
        ("g", "left", "1330", "kl. 13.30"),
        ("b", "only_for", "sak 2", "sak 2"),
    ],
)
async def test_what_is_said_of_attendance_is_kept(
    host: Host, key: str, column: str, typed: str, kept: str
) -> None:
    await press(host, "f8", "down", "space", key, f"'{typed}", "enter")
    (row,) = host.meeting.attendance
    assert getattr(row, column) == kept
    assert row.presence is Presence.DIGITAL
    assert row.participant == host.meeting.participants[1].uid


async def test_a_vara_is_for_somebody_on_the_list_and_is_taken_back(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "f8", "v", "2")
        assert host.meeting.attendance[0].substitute_for == "Verneombud"
        await do(pilot, "v", "3")
        assert host.meeting.attendance[0].substitute_for == ""


async def test_nobody_can_be_vara_where_there_is_nobody_else(
    workplace: Any, plan_meeting: Any
) -> None:
    host = Host(workplace(), plan_meeting(participants=["Rektor"]))
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "f8", "v")
        assert "ingen å være vara for" in notified(host)
    assert host.meeting.attendance == ()


async def test_one_who_left_before_they_came_is_refused_with_a_sentence(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "f8", "k", "'10.00", "enter", "g", "'9.30", "enter")
        complaint = host.screen.query_one("#complaint", Static)
        assert "kom kl. 10.00 og kan ikke gå kl. 09.30" in str(complaint.content)
        await do(pilot, "escape")
    assert host.meeting.attendance[0].left == ""


async def test_a_time_that_is_none_is_refused_with_a_sentence(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "f8", "g", "'midtveis", "enter")
        complaint = host.screen.query_one("#complaint", Static)
        assert "«midtveis» er ikke et klokkeslett" in str(complaint.content)


@pytest.fixture
def cooperation(workplace: Any, plan_meeting: Any) -> Host:
    people = ["HTV Delta", "Kommunedirektør", "HTV Fagforbundet", "Observatør"]
    return Host(workplace(), plan_meeting("samarbeid", participants=people))


async def test_participants_stand_by_party_and_speak_for_the_one_their_role_names(
    cooperation: Host,
) -> None:
    async with cooperation.run_test(size=(80, 24)) as pilot:
        await do(pilot, "f8")
        rows = cooperation.details.query_one("#participants", OptionList).options
        prompts = [getattr(option.prompt, "plain", "") for option in rows]
        lines = [prompt.strip().split("  ")[0] for prompt in prompts]
    assert lines == [
        *("Arbeidsgiver", "Kommunedirektør"),
        *("Fagforbundet", "HTV Fagforbundet"),
        *("Delta", "HTV Delta"),
        *("Andre", "Observatør"),
    ]


async def test_a_party_is_chosen_from_the_kinds_or_written(cooperation: Host) -> None:
    async with cooperation.run_test(size=(80, 24)) as pilot:
        await do(pilot, "f8", "end", "p", "4")
        assert cooperation.meeting.participants[3].party == "Norsk Sykepleierforbund"
        await do(pilot, "p", "7", "ctrl+u", "'NITO", "enter")
        assert cooperation.meeting.participants[3].party == "NITO"
        await do(pilot, "p", "9")
    assert cooperation.meeting.participants[3].party == ""


async def test_left_after_a_sak_is_held_against_the_agenda(cooperation: Host) -> None:
    row = ItemRow(meeting=cooperation.uid, section="saker", text="a", number=34, year=2026)
    with action(cooperation.archive, cooperation.uid, "Prøve") as writer:
        writer.add_last(row, "meeting")
    async with cooperation.run_test(size=(80, 24)) as pilot:
        await do(pilot, "f8", "g", "'etter sak 35/26", "enter")
        complaint = cooperation.screen.query_one("#complaint", Static)
        assert "Sak 35/26 står ikke på sakslista." in str(complaint.content)
        await do(pilot, "ctrl+u", "'sak 34", "enter")
    assert cooperation.meeting.attendance[0].left == "etter sak 34/26"


async def test_a_removed_participant_comes_back_with_the_attendance(host: Host) -> None:
    await press(host, "f8", "space", "delete", "ctrl+z")
    assert host.meeting.participants[0].name == "Enhetsleder"
    assert [row.presence for row in host.meeting.attendance] == [Presence.DIGITAL]


async def test_each_sitting_has_an_attendance_of_its_own(
    host: Host, workplace: Any, archive: Archive
) -> None:
    lifecycle.start(archive, host.meeting)
    lifecycle.break_off(archive, host.meeting)
    lifecycle.go_on(archive, host.meeting)
    again = Host(workplace(), host.uid)
    await press(again, "f8", "space", "left", "space", "space")
    first, second = again.meeting.sittings
    who = again.meeting.participants[0].uid
    assert again.meeting.attendance_at[(second.uid, who)].presence is Presence.DIGITAL
    assert again.meeting.attendance_at[(first.uid, who)].presence is Presence.ABSENT


async def test_the_day_and_the_hours_of_a_sitting_are_written(host: Host) -> None:
    await press(host, "f7", "ctrl+u", "'25.11", "enter", "ctrl+u", "'8", "enter", "'930", "escape")
    sitting = host.meeting.sitting
    assert (sitting.date, sitting.start, sitting.end) == (date(2026, 11, 25), "08:00", "09:30")


async def test_an_end_before_the_beginning_is_refused_and_the_cursor_stays(host: Host) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "f7", "enter", "enter", "'8.15", "enter")
        assert "Møtet slutter før det begynner." in host.complaints
        assert host.field("okt-1-til").line.has_focus


@pytest.mark.parametrize(
    ("keys", "said", "stands"),
    [
        (("enter", "enter", "'8.15"), "Møtet slutter før det begynner.", "okt-1-til"),
        (("enter", "ctrl+u", "'99.99", "enter", "enter"), "99.99", "okt-1-fra"),
    ],
)
async def test_esc_says_why_a_page_with_a_bad_time_is_not_left(
    host: Host, keys: tuple[str, ...], said: str, stands: str
) -> None:
    async with host.run_test(size=(80, 24)) as pilot:
        await do(pilot, "f7", *keys, "escape")
        assert host.screen is host.details
        assert said in notified(host)
        assert host.field(stands).line.has_focus
    assert host.meeting.sitting.end == ""


async def test_a_locked_meeting_says_so_and_takes_nothing(
    host: Host, workplace: Any, archive: Archive
) -> None:
    with action(archive, host.uid, "Godkjent") as writer:
        head = host.meeting.head
        writer.change(head, replace(head, status=Status.APPROVED))
    before = host.meeting
    again = Host(workplace(), host.uid)
    async with again.run_test(size=(80, 24)) as pilot:
        await do(pilot, "a", "enter", "f8", "space", "delete", "plus", "e", "enter", "f8", "1")
        locked = str(again.details.query_one("#locked", Static).content)
        assert locked == "Referatet er godkjent og låst. Gjenåpne med begrunnelse."
        await do(pilot, "escape")
        assert again.screen is not again.details
    assert again.meeting == before


async def test_markup_is_shown_and_kept_as_it_was_written(
    workplace: Any, plan_meeting: Any
) -> None:
    text, said = " ".join(MARKUP), " ".join(MARKUP[:3])
    uid = plan_meeting(title=text, unit=text, place=text, chair=text, participants=[text])
    host = Host(workplace(), uid)
    async with host.run_test(size=(200, 45)) as pilot:
        host.field("case_number").line.focus()
        host.field("case_number").line.replace(text, 0, 0)
        await do(pilot, "enter", "f8", "b")
        host.screen.query_one("#answer").replace(said, 0, 0)  # type: ignore[attr-defined]
        await do(pilot, "enter")
        shown = "\n".join(
            "".join(segment.text for segment in strip)
            for strip in host.screen._compositor.render_strips()
        )
    assert f"til stede, bare med på {said}" in shown
    head = host.meeting.head
    assert {head.title, head.unit, head.place, head.chair, head.case_number} == {text}
    assert host.meeting.attendance[0].only_for == said


async def test_the_kinds_own_fields_are_changed_with_the_rest_of_the_head(
    workplace: Any, plan_meeting: Any
) -> None:
    host = Host(workplace(), plan_meeting("ros", head_values={"periode": "1. tertial"}))
    async with host.run_test(size=(80, 60)) as pilot:
        host.field("eget-1").line.focus()
        await do(pilot, "ctrl+u", "'2", "enter")
        assert host.meeting.said_in_head("periode") == "2. tertial"
        assert host.field("eget-1").text == "2. tertial"
        await do(pilot, "ctrl+z")
        assert host.field("eget-1").text == "1. tertial"
        host.field("eget-1").line.focus()
        await do(pilot, "ctrl+u", "'4. tertial", "enter")
        assert "Velg blant" in host.complaints
        assert host.meeting.said_in_head("periode") == "1. tertial"
