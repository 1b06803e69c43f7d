"""The themes of a talk: how it stands, what goes into the report, and the same theme last time."""

import pytest
from msgspec.structs import replace
from textual.widgets import Static

from screens.dialogs import Tell
from screens.sections.beside_points import BesideLastTime
from screens.sections.points import PointsEditor
from screens.widgets.row_list import RowList
from store import follow_up_edits, point_edits
from store.agreed_edits import Where, add_decision
from store.database import Archive
from store.edits import Change
from store.meeting import Meeting
from store.sections import carried_tasks
from store.vocabulary import Light, TaskStatus
from tests.screens.acts import do
from tests.screens.desk_host import EditorHost
from tests.series_of_talks import SPRING, Talks

WIDE, NARROW = (120, 40), (80, 24)


@pytest.fixture
def talks(archive: Archive) -> Talks:
    return Talks(archive)


@pytest.fixture
def spring(talks: Talks) -> Meeting:
    """The last talk, with something under the theme of economy."""
    last = talks.begin(SPRING)
    last = talks.do(last, point_edits.set_status(last, "temaer", "økonomi", Light.YELLOW))
    last = talks.do(last, point_edits.add(last, "temaer", "økonomi", "Merforbruk 0,9 mill."))
    last = talks.do(last, add_decision(last, Where("økonomi"), "Ny prognose i august"))
    talks.agree(last, "Plan for vikarbruk", "15.06.2026", stop="økonomi")
    talks.agree(last, "Noe annet", stop="kvalitet")
    return talks.close(last)


def host(talks: Talks, meeting: Meeting, stop: str = "økonomi") -> EditorHost:
    return EditorHost(talks.archive, meeting.uid, stop, PointsEditor)


def beside(app: EditorHost) -> str:
    return str(app.query_one("#last-time", Static).content)


async def test_the_same_theme_last_time_stands_beside_with_what_became_of_its_tasks(
    talks: Talks, spring: Meeting
) -> None:
    app = host(talks, talks.begin())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert app.query_one(BesideLastTime).display
        assert beside(app).splitlines() == [
            "SIST (19.05.2026)   ▲ Gul",
            "• Merforbruk 0,9 mill.",
            "Beslutning: Ny prognose i august",
            "□ Plan for vikarbruk  ikke startet",
            "  frist 15.06.2026",
        ]


async def test_what_this_talk_said_of_last_times_tasks_is_what_stands_there(
    talks: Talks, spring: Meeting
) -> None:
    talk = talks.begin()
    task = next(each for each in carried_tasks(talk) if each.row.text == "Plan for vikarbruk")
    day = talk.first_day
    talks.do(talk, follow_up_edits.say(talk, task, day, status=TaskStatus.DONE))
    app = host(talks, talk)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "■ Plan for vikarbruk  utført" in beside(app)


async def test_where_there_is_little_room_it_is_one_line_and_a_key(
    talks: Talks, spring: Meeting
) -> None:
    app = host(talks, talks.begin())
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        line = app.query_one("#others", Static)
        assert str(line.content) == (
            "Sist 19.05.2026: ▲ Gul · 1 punkt · 1 beslutning · 1 oppgave (1 åpen) · F5"
        )
        assert not app.query_one(BesideLastTime).display
        await do(pilot, "f5")
        assert isinstance(app.screen, Tell)
        shown = str(app.screen.query_one("#text Static", Static).content)
        assert "Beslutning: Ny prognose i august" in shown


async def test_what_is_exempt_from_last_time_is_hidden(talks: Talks, spring: Meeting) -> None:
    note = spring.notes[0]
    talks.do(spring, Change(note, replace(note, exempt="basis-1")))
    app = host(talks, talks.begin())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "• Unntatt offentlighet" in beside(app)
        assert "Merforbruk" not in beside(app)


async def test_an_exempt_last_talk_shows_nothing_of_it(talks: Talks, spring: Meeting) -> None:
    talks.do(spring, Change(spring.head, replace(spring.head, exempt="basis-3")))
    app = host(talks, talks.begin())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert beside(app).splitlines()[1:] == ["Unntatt offentlighet"]


async def test_a_theme_that_was_not_spoken_of_says_so(talks: Talks, spring: Meeting) -> None:
    app = host(talks, talks.begin(), "vedtak")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert beside(app).splitlines() == ["SIST (19.05.2026)", "Ikke tema sist."]


async def test_one_key_says_how_it_stands_while_one_is_writing(talks: Talks) -> None:
    app = host(talks, talks.begin())
    async with app.run_test(size=NARROW) as pilot:
        for wanted, shown in (
            (Light.GREEN, "● Grønn"),
            (Light.YELLOW, "▲ Gul"),
            (Light.RED, "■ Rød"),
            (Light.UNSET, "· Ikke satt"),
        ):
            await do(pilot, "f4")
            assert app.shown.status_of("temaer", "økonomi") is wanted
            assert shown in str(app.query_one("#light", Static).content)
        assert len(app.shown.column_statuses) == 1


@pytest.mark.parametrize("stop", ["annet", "lederstøtte"])
async def test_no_status_is_asked_for_on_the_last_two_themes(talks: Talks, stop: str) -> None:
    app = host(talks, talks.begin(), stop)
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "f4")
        assert app.shown.column_statuses == ()
        assert not app.query_one("#light", Static).display


async def test_one_key_marks_a_point_for_the_report_and_takes_the_mark_off(talks: Talks) -> None:
    app = host(talks, talks.begin())
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "'Merforbruk 2,1 mill.", "enter", "up", "r")
        (option,) = app.query_one(RowList).options
        assert "» Til tertialrapporten" in getattr(option.prompt, "plain", "")
        assert app.shown.notes[0].reported
        await do(pilot, "r")
        assert not app.shown.notes[0].reported


async def test_an_avvik_of_a_talk_tells_its_cause_and_that_it_lacks_a_plan(talks: Talks) -> None:
    app = host(talks, talks.begin(), "avvik")
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "'Brudd på arbeidstid", "enter", "f6")
        (option,) = app.query_one(RowList).options
        shown = getattr(option.prompt, "plain", "")
        assert "! Avvik · årsak ikke satt" in shown
        assert "mangler plan for lukking" in shown
        talks.agree(app.shown, "Ny turnus", "uke 50", about=app.shown.deviations[0].uid)
        app.shown = talks.now(app.shown)
        app.editor.show(app.shown)
        await pilot.pause()
        (option,) = app.query_one(RowList).options
        shown = getattr(option.prompt, "plain", "")
        assert "mangler plan" not in shown
        assert "Enhetsleder" in shown
