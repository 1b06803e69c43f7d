"""The figures that run through the year, typed straight down the list."""

import pytest
from textual.events import Paste
from textual.widgets import Static

from screens.sections.figures import FigureLine, FiguresEditor
from store.database import Archive
from store.edits import Add
from store.meeting import Meeting
from store.rows import FigureRow
from tests.screens.acts import do
from tests.screens.desk_host import EditorHost
from tests.series_of_talks import SPRING, TODAY, Talks

NARROW = (80, 24)


@pytest.fixture
def talks(archive: Archive) -> Talks:
    return Talks(archive)


def host(talks: Talks, meeting: Meeting) -> EditorHost:
    return EditorHost(talks.archive, meeting.uid, "tall", FiguresEditor)


def written(app: EditorHost) -> dict[str, tuple[str, str]]:
    return {row.figure: (row.value, row.last_year) for row in app.shown.figures}


def focused(app: EditorHost) -> tuple[str, str]:
    assert isinstance(app.focused, FigureLine)
    return app.focused.figure, app.focused.side


async def test_figures_are_typed_straight_down_with_enter(talks: Talks) -> None:
    app = host(talks, talks.begin())
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "'91,2", "enter", "'1 250", "enter", "enter", "'14", "enter")
        assert written(app) == {
            "nærvær": ("91,2", ""),
            "overtid": ("1 250", ""),
            "avvik_meldt": ("14", ""),
        }
        assert focused(app) == ("avvik_lukket", "value")


async def test_last_years_stands_beside_and_the_change_is_told(talks: Talks) -> None:
    app = host(talks, talks.begin())
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "'91,2", "tab", "'90,6", "enter")
        assert written(app)["nærvær"] == ("91,2", "90,6")
        assert focused(app) == ("overtid", "last_year")
        assert str(app.query(".figure .change").first(Static).content) == "+0,6"


async def test_a_text_that_is_no_figure_gets_its_sentence_and_stays(talks: Talks) -> None:
    app = host(talks, talks.begin())
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "'omtrent ti", "enter")
        line = app.focused
        assert isinstance(line, FigureLine)
        assert line.value == "omtrent ti"
        complaint = app.query(".complaint").first(Static)
        assert "«omtrent ti» er ikke et tall" in str(complaint.content)
        assert complaint.display
        assert written(app) == {}
    async with (again := host(talks, app.shown)).run_test(size=NARROW):
        assert again.query(FigureLine).first().value == "omtrent ti"


async def test_an_emptied_figure_is_taken_away(talks: Talks) -> None:
    app = host(talks, talks.begin())
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "'14", "enter", "up", "backspace", "backspace", "enter")
        assert written(app) == {}


async def test_a_figure_that_is_left_is_written(talks: Talks) -> None:
    app = host(talks, talks.begin())
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "'14", "down")
        assert written(app) == {"nærvær": ("14", "")}


async def test_pasted_lines_go_down_the_column(talks: Talks) -> None:
    app = host(talks, talks.begin())
    async with app.run_test(size=NARROW) as pilot:
        app.query(FigureLine).first().post_message(Paste("91,2\n1250\n18"))
        await pilot.pause()
        assert [value for value, _ in written(app).values()] == ["91,2", "1250", "18"]


async def test_last_years_is_proposed_from_the_same_period_a_year_earlier(talks: Talks) -> None:
    before = talks.begin(SPRING.replace(year=2025), period="1. tertial")
    talks.do(
        before,
        Add(FigureRow(meeting=before.uid, section="tall", figure="nærvær", value="90,6")),
    )
    other = talks.begin(SPRING.replace(year=2025, month=9), period="2. tertial")
    talks.do(other, Add(FigureRow(meeting=other.uid, section="tall", figure="nærvær", value="80")))
    app = host(talks, talks.begin(TODAY, period="1. tertial"))
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        assert "foreslått fra samtalen 19.05.2025" in str(app.query_one("#help", Static).content)
        assert app.query(FigureLine)[1].placeholder == "90,6"
        await do(pilot, "'91,2", "enter")
        assert written(app)["nærvær"] == ("91,2", "90,6")
        await do(pilot, "up", "'5", "enter")
        assert written(app)["nærvær"] == ("91,25", "90,6")


async def test_a_proposal_never_replaces_what_was_written(talks: Talks) -> None:
    before = talks.begin(SPRING.replace(year=2025), period="1. tertial")
    talks.do(
        before,
        Add(FigureRow(meeting=before.uid, section="tall", figure="nærvær", value="90,6")),
    )
    app = host(talks, talks.begin(TODAY, period="1. tertial"))
    async with app.run_test(size=NARROW) as pilot:
        await do(pilot, "tab", "'88", "enter", "up", "shift+tab", "'91", "enter")
        assert written(app)["nærvær"] == ("91", "88")


async def test_a_closed_talk_is_only_looked_at(talks: Talks) -> None:
    app = host(talks, talks.close(talks.begin()))
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        assert all(line.disabled for line in app.query(FigureLine))
