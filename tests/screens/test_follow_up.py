from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from screens.dialogs import Ask, Choose
from screens.sections.follow_up import FollowUpEditor
from screens.widgets.row_list import RowList
from store import agreed_edits, lifecycle, meetings
from store.database import Archive
from store.deadline import understand as read_deadline
from store.journal import action
from store.meeting import Meeting
from store.responsible import understand as read_responsible
from store.rows import DecisionRow, DeviationRow, NoteRow, RiskRow
from store.task_rows import TaskRow
from store.vocabulary import Cause, DeviationKind, Enough, TaskStatus
from tests.hostile_text import MARKUP
from tests.screens.desk_host import EditorHost

WIDE, NARROW = (120, 40), (80, 24)
TODAY = date(2026, 11, 24)


class Room:
    """A meeting in which things were agreed on before the closing stop is opened."""

    def __init__(self, archive: Archive, uid: str) -> None:
        self.archive, self.uid = archive, uid

    @property
    def meeting(self) -> Meeting:
        return meetings.load(self.archive, self.uid)

    def task(self, text: str, responsible: str = "Rektor", deadline: str = "", **said: Any) -> str:
        row = TaskRow(
            meeting=self.uid, sitting=self.meeting.sitting.uid, stop="oppfolging", text=text, **said
        )
        read = read_responsible(responsible), read_deadline(deadline, TODAY)
        with action(self.archive, self.uid, "Prøve") as writer:
            added = writer.add_last(row, "meeting")
            agreed_edits.change_task(self.meeting, added, text, *read).apply(writer)
        return added.uid

    def decision(self, text: str, **said: Any) -> str:
        row = DecisionRow(
            meeting=self.uid, sitting=self.meeting.sitting.uid, stop="oppfolging", text=text, **said
        )
        with action(self.archive, self.uid, "Prøve") as writer:
            return writer.add_last(row, "meeting").uid

    def risk(self, text: str, **said: Any) -> str:
        row = RiskRow(meeting=self.uid, section="risikoer", text=text, **said)
        with action(self.archive, self.uid, "Prøve") as writer:
            return writer.add_last(row, "meeting", "section").uid

    def point(self, text: str) -> str:
        row = NoteRow(meeting=self.uid, section="punkter", column="bedre", text=text)
        with action(self.archive, self.uid, "Prøve") as writer:
            return writer.add_last(row, "meeting").uid

    def deviation(self, text: str, about: str = "", **said: Any) -> str:
        row = DeviationRow(meeting=self.uid, about=about, text=text, **said)
        with action(self.archive, self.uid, "Prøve") as writer:
            return writer.add_last(row, "meeting").uid

    def close(self) -> None:
        lifecycle.close(self.archive, self.meeting)

    def host(self) -> EditorHost:
        return EditorHost(self.archive, self.uid, "oppfolging", FollowUpEditor)


@pytest.fixture
def room(archive: Archive, plan_meeting: Callable[..., str]) -> Room:
    return Room(archive, plan_meeting())


def shown(host: EditorHost) -> str:
    strips = host.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def listed(host: EditorHost) -> list[str]:
    return [option.id or "" for option in host.query_one("#tasks", RowList).options if option.id]


async def test_tasks_stand_by_their_frist_and_those_without_one_last(room: Room) -> None:
    missing, running = room.task("a"), room.task("b", deadline="løpende")
    later, soon = room.task("c", deadline="uke 50"), room.task("d", deadline="uke 49")
    host = room.host()
    async with host.run_test(size=NARROW):
        assert listed(host) == [soon, later, running, missing]


async def test_a_task_shows_ansvar_frist_and_status(room: Room) -> None:
    room.task("Samstemme", "Fagsykepleier, Rektor", "uke 50")
    host = room.host()
    async with host.run_test(size=NARROW):
        assert "Fagsykepleier, Rektor · fre 11.12.2026 (uke 50) · ikke startet" in shown(host)


async def test_what_is_missing_of_a_task_is_marked(room: Room) -> None:
    room.task("Samstemme", "", "")
    host = room.host()
    async with host.run_test(size=NARROW):
        assert "! mangler ansvar · mangler frist" in shown(host)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_tasks_and_decisions_are_in_sight_in_any_window(
    room: Room, size: tuple[int, int]
) -> None:
    room.task("Samstemme i helgene")
    room.decision("Bytte fagsystem")
    host = room.host()
    async with host.run_test(size=size) as pilot:
        await pilot.pause()
        for text in ("OPPGAVER  1", "Samstemme i helgene", "BESLUTNINGER  1", "Bytte fagsystem"):
            assert text in shown(host)


async def test_an_empty_meeting_says_how_a_task_is_made(room: Room) -> None:
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("e", "delete", "s", "o", "enter")
        assert "F3" in shown(host)
        assert host.edits_asked_for == []


async def test_the_cursor_follows_into_one_list_when_the_window_narrows(room: Room) -> None:
    room.task("Samstemme")
    decision = room.decision("Bytte fagsystem")
    host = room.host()
    async with host.run_test(size=WIDE) as pilot:
        await pilot.press("right")
        await pilot.resize_terminal(*NARROW)
        await pilot.pause()
        await pilot.press("e")
        assert host.edits_asked_for == [decision]


async def test_enter_and_e_correct_a_task_or_a_decision(room: Room) -> None:
    task, decision = room.task("Samstemme"), room.decision("Bytte fagsystem")
    host = room.host()
    async with host.run_test(size=WIDE) as pilot:
        await pilot.press("enter", "right", "e")
        assert host.edits_asked_for == [task, decision]


async def test_a_status_is_a_follow_up_and_the_task_stays_as_agreed(room: Room) -> None:
    room.task("Samstemme", deadline="uke 50")
    host = room.host()
    before = host.shown.tasks
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("s", "3")
        assert host.shown.tasks == before
        assert host.shown.state_of(before[0]).status is TaskStatus.DONE
        assert host.shown.follow_ups[0].said_on == TODAY
        assert "utført" in shown(host)
        await pilot.press("s", "escape")
        assert len(host.shown.follow_ups) == 1


async def test_a_task_is_deleted_and_the_cursor_stands_on_the_next(room: Room) -> None:
    room.task("Samstemme", deadline="uke 49")
    kept = room.task("Rydde", deadline="uke 50")
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("delete")
        assert listed(host) == [kept]
        await pilot.press("e")
        assert host.edits_asked_for == [kept]


async def test_a_decision_is_deleted(room: Room) -> None:
    room.decision("Bytte fagsystem")
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("down", "delete")
        assert host.shown.decisions == ()


async def test_a_task_becomes_a_decision_and_a_decision_a_task(room: Room) -> None:
    room.task("Samstemme", "Rektor", "uke 50")
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("o")
        assert [row.text for row in host.shown.decisions] == ["Samstemme – Rektor – uke 50"]
        host.editor.choose(host.shown.decisions[0].uid)
        await pilot.press("o")
        assert [row.text for row in host.shown.tasks] == ["Samstemme – Rektor – uke 50"]
        assert host.shown.decisions == ()


async def test_a_task_that_a_later_meeting_has_followed_up_is_neither_deleted_nor_turned(
    room: Room, plan_meeting: Callable[..., str]
) -> None:
    room.task("Samstemme")
    later = meetings.load(room.archive, plan_meeting(title="Neste runde"))
    said = agreed_edits.follow_up(later, room.meeting.tasks[0], TaskStatus.UNDER_WAY, said_on=TODAY)
    with action(room.archive, later.uid, "Prøve") as writer:
        said.apply(writer)
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("delete", "o")
        assert len(host.shown.tasks) == 1
        assert len(host.refusals) == 2


async def test_the_next_meeting_is_a_day_and_a_note(room: Room) -> None:
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        assert "Neste møte: ikke avtalt" in shown(host)
        await pilot.press("f", *"15.12", "enter", *"kl9", "enter")
        head = host.shown.head
        assert (head.next_meeting, head.next_meeting_note) == (date(2026, 12, 15), "kl9")
        assert "Neste møte: tir 15.12.2026 (uke 51) · kl9" in shown(host)


async def test_a_day_that_does_not_exist_is_refused_in_the_box(room: Room) -> None:
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("f", *"31.11", "enter")
        assert isinstance(host.screen, Ask)
        await pilot.press("escape")
        assert host.shown.head.next_meeting is None


async def test_an_empty_day_takes_the_next_meeting_away(room: Room) -> None:
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("f", *"15.12", "enter", "escape")
        await pilot.press("f", *["backspace"] * 10, "enter", "escape")
        assert host.shown.head.next_meeting is None


async def test_the_wheel_takes_along_what_is_not_enough(room: Room) -> None:
    refused = room.risk("Feil liste", enough=Enough.NO)
    red = room.risk("Feil dosett", enough=Enough.YES, residual_likelihood=4, residual_consequence=4)
    placed = room.risk("Feil bruker", enough=Enough.YES)
    room.risk("Alt er godt", enough=Enough.YES, residual_likelihood=1, residual_consequence=1)
    task = room.task("Samstemme", about=placed)
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        assert listed(host) == [task, refused, red, placed]
        for text in ("ikke nok", "restrisiko 16 Høy", "ett åpent tiltak"):
            assert text in shown(host)
        for text in ("1  Feil liste", "2  Feil dosett", "3  Feil bruker"):
            assert text in shown(host)
        await pilot.press("s", "3")
        assert listed(host) == [task, refused, red]


async def test_a_new_task_hangs_on_the_risk_under_the_cursor_and_never_on_a_task(
    room: Room,
) -> None:
    risk = room.risk("Feil liste", enough=Enough.NO)
    room.task("Samstemme")
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        assert host.editor.about == ""
        await pilot.press("down")
        assert host.editor.about == risk


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_row_that_is_chosen_from_outside_has_the_focus(
    room: Room, size: tuple[int, int]
) -> None:
    room.task("Samstemme")
    decision = room.decision("Bytte fagsystem")
    host = room.host()
    async with host.run_test(size=size) as pilot:
        host.editor.choose(decision)
        host.editor.take_focus()
        await pilot.press("e")
        assert host.edits_asked_for == [decision]


async def test_one_who_comes_from_a_risk_begins_with_the_tasks(room: Room) -> None:
    risk = room.risk("Feil liste", enough=Enough.NO)
    task = room.task("Samstemme")
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        host.editor.choose(risk)
        host.editor.take_focus()
        await pilot.press("e")
        assert host.edits_asked_for == [task]


async def test_an_evaluation_takes_no_risks_along(
    archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    host = Room(archive, plan_meeting("evaluering")).host()
    async with host.run_test(size=NARROW):
        assert "TAS MED" not in shown(host)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_markup_is_only_text(room: Room, size: tuple[int, int]) -> None:
    for hostile in MARKUP[:3]:
        room.task(hostile, hostile, "løpende")
        room.decision(hostile)
    room.risk(MARKUP[3], enough=Enough.NO)
    host = room.host()
    async with host.run_test(size=(size[0], 45)) as pilot:
        await pilot.press("f", "enter", *MARKUP[4], "enter")
        for hostile in MARKUP[:5]:
            assert hostile in shown(host)
        await pilot.press("s", "escape", "o")


async def test_exempt_texts_and_their_names_are_hidden(room: Room) -> None:
    room.task("HEMMELIG", "Rektor", "uke 50", exempt="h1")
    room.decision("HEMMELIG", exempt="h1")
    room.risk("HEMMELIG", enough=Enough.NO, exempt="h1")
    host = room.host()
    async with host.run_test(size=NARROW):
        assert "HEMMELIG" not in shown(host)
        assert "Rektor" not in shown(host)
        assert shown(host).count("Unntatt offentlighet") == 3


# Avvik og hendelser


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_avvik_of_risks_stand_with_kind_number_and_whether_the_cause_is_set(
    room: Room, size: tuple[int, int]
) -> None:
    room.deviation("Ingen samstemming", room.risk("Feil liste"), number="118")
    room.deviation("Snublet", kind=DeviationKind.EVENT, cause=Cause.HUMAN)
    host = room.host()
    async with host.run_test(size=size) as pilot:
        await pilot.pause()
        for text in (
            "AVVIK OG HENDELSER  2",
            "!  Ingen samstemming",
            "Avvik nr. 118 · årsak ikke satt",
            "Hendelse · årsak satt",
        ):
            assert text in shown(host)


async def test_avvik_of_points_stand_there_too(
    archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    room = Room(archive, plan_meeting("evaluering"))
    point = room.point("Pakkelista manglet")
    deviation = room.deviation("Pakkelista manglet", point)
    host = room.host()
    async with host.run_test(size=NARROW):
        assert listed(host) == [deviation]
        assert host.editor.about == point


async def test_no_person_is_the_cause_on_the_wall_until_the_meeting_is_closed(room: Room) -> None:
    room.deviation("Feil dose", cause=Cause.HUMAN)
    on_the_wall = room.host()
    async with on_the_wall.run_test(size=NARROW):
        assert "menneskelig" not in shown(on_the_wall)
    room.close()
    afterwards = room.host()
    async with afterwards.run_test(size=NARROW):
        assert "Avvik · menneskelig feil" in shown(afterwards)


@pytest.mark.parametrize("key", ["enter", "v", "e", "f6"])
async def test_the_cause_stands_last_until_the_meeting_is_closed_and_first_afterwards(
    room: Room, key: str
) -> None:
    room.deviation("Feil dose")
    during = room.host()
    async with during.run_test(size=NARROW) as pilot:
        await pilot.press(key)
        assert isinstance(during.screen, Choose)
        assert "4  Årsakstype (settes etter møtet)" in shown(during)
    room.close()
    after = room.host()
    async with after.run_test(size=NARROW) as pilot:
        await pilot.press(key)
        assert "1  Årsakstype (ikke satt)" in shown(after)
        assert "likevel" not in shown(after)


async def test_cause_number_and_kind_are_set_after_the_meeting_is_closed(room: Room) -> None:
    room.deviation("Feil dose")
    room.close()
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("v", "1", "3", "v", "2", *"118", "enter", "v", "3")
        (row,) = host.shown.deviations
        assert (row.cause, row.number, row.kind) == (Cause.PROCEDURE, "118", DeviationKind.EVENT)
        assert "Hendelse nr. 118 · prosedyrefeil" in shown(host)
        assert host.refusals == []


async def test_an_avvik_is_taken_away_in_the_meeting_and_not_afterwards(room: Room) -> None:
    room.deviation("Feil dose")
    room.deviation("Feil liste")
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("delete")
        assert [row.text for row in host.shown.deviations] == ["Feil liste"]
    room.close()
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("delete")
        assert len(host.shown.deviations) == 1
        assert len(host.refusals) == 1


async def test_an_exempt_avvik_shows_neither_its_text_nor_its_cause(room: Room) -> None:
    room.deviation("HEMMELIG", cause=Cause.HUMAN, exempt="h1")
    room.close()
    host = room.host()
    async with host.run_test(size=NARROW):
        assert "HEMMELIG" not in shown(host)
        assert "Avvik · årsak satt" in shown(host)


async def test_markup_in_an_avvik_is_only_text(room: Room) -> None:
    for hostile in MARKUP:
        room.deviation(hostile, number=hostile)
    host = room.host()
    async with host.run_test(size=(80, 60)) as pilot:
        for hostile in MARKUP:
            assert f"nr. {hostile}" in shown(host)
        await pilot.press("v")
        assert MARKUP[0] in shown(host)


async def test_v_without_an_avvik_under_the_cursor_says_where_they_are_made(room: Room) -> None:
    room.task("Samstemme")
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("v")
        assert len(host.said) == 1


# A closed meeting


async def test_a_task_gets_its_status_also_after_the_meeting_is_closed(room: Room) -> None:
    room.task("Samstemme", deadline="uke 50")
    room.close()
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("s", "3")
        assert host.shown.state_of(host.shown.tasks[0]).status is TaskStatus.DONE
        assert host.refusals == []


async def test_nothing_else_is_changed_in_a_closed_meeting(room: Room) -> None:
    room.task("Samstemme", deadline="uke 50")
    room.close()
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("f")
        assert not isinstance(host.screen, Ask)
        await pilot.press("e", "delete", "o")
        assert host.edits_asked_for == []
        assert len(host.shown.tasks) == 1
        assert len(host.refusals) == 3


async def test_an_approved_meeting_asks_for_nothing(room: Room) -> None:
    room.task("Samstemme", deadline="uke 50")
    deviation = room.deviation("Feil dose")
    room.close()
    lifecycle.approve(room.archive, room.meeting, "Enhetsleder")
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        await pilot.press("s")
        host.editor.choose(deviation)
        await pilot.press("v")
        assert not isinstance(host.screen, Choose)
        assert len(host.refusals) == 2


async def test_everything_can_be_reached_by_the_arrows_in_a_small_window(room: Room) -> None:
    for number in range(8):
        room.task(f"Oppgave {number} " + "med mange ord " * 12, deadline="uke 50")
        room.decision(f"Beslutning {number} " + "med mange ord " * 12)
        room.deviation(f"Avvik {number} " + "med mange ord " * 12)
    room.risk("Den siste risikoen", enough=Enough.NO)
    host = room.host()
    async with host.run_test(size=NARROW) as pilot:
        seen = ""
        for _ in range(26):
            await pilot.pause()
            seen += shown(host)
            await pilot.press("down")
        for number in range(8):
            for what in ("Oppgave", "Beslutning", "Avvik"):
                assert f"{what} {number} med" in seen
        assert "ikke nok" in shown(host)
