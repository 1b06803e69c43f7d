"""Nothing exempt on any screen of the real app, nor in what a command or a public file says."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from exports.order import Order
from exports.source import source
from exports.writing import write_document
from store import drafts, meetings
from store.drafts import Bookmark
from tests.conftest import open_file
from tests.exempt_everywhere import KINDS, MARKER, fill
from tests.exports.every_format import ALONE
from tests.exports.test_public import everything_in
from tests.tui.bad_input import sentences
from tests.tui.command_line import CommandLine
from tests.tui.test_exempting import on_the_wall
from tests.tui.whole_app import press, whole_app
from tui.app import ReferatApp
from tui.locations import Locations


def secretive_app(folder: Path) -> ReferatApp:
    app = whole_app(folder)
    fill(app._workplace.archive)
    return app


def open_at_start(app: ReferatApp, title: str) -> int:
    """Let the app open in a meeting, at its first stop. Returns how many it has."""
    archive = app._workplace.archive
    line = next(line for line in meetings.recent(archive) if line.title == title)
    meeting = meetings.load(archive, line.uid)
    drafts.set_bookmark(archive, line.uid, Bookmark(meeting.kind.stops[0].key))
    drafts.mark_opened(archive, line.uid)
    return len(meeting.kind.stops)


async def walk(pilot: Pilot[None], app: ReferatApp, *keys: str) -> None:
    """Press keys; nothing exempt is painted or said after any of them."""
    for key in ("", *keys):
        await (press(pilot, key) if key else pilot.pause())
        assert MARKER not in on_the_wall(app), f"after {key}"
        assert MARKER not in " ".join(sentences(app)), f"said after {key}"
        assert MARKER not in f"{app.title} {app.sub_title} {app.screen.title}"


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_home_register_and_search(tmp_path: Path, size: tuple[int, int]) -> None:
    app = secretive_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        await walk(pilot, app, "right", "right", "down", "left", "o", "down", "down", "down")
        await walk(pilot, app, "s", "escape", "escape", "f", *MARKER[:6].lower(), "down", "escape")


@pytest.mark.parametrize("kind_id", KINDS)
@pytest.mark.parametrize("title", ["Samtale {}", "Neste {}"])
async def test_every_stop_of_a_meeting_and_what_can_be_opened_there(
    tmp_path: Path, kind_id: str, title: str
) -> None:
    app = secretive_app(tmp_path)
    stops = open_at_start(app, title.format(kind_id))
    async with app.run_test(size=(160, 45)) as pilot:
        for _stop in range(stops):
            await walk(pilot, app, "up", "up", "down", "f5", "down", "f8")
        await walk(pilot, app, "ctrl+l", "down", "pagedown", "end", "a", "enter", "enter", "enter")


@pytest.mark.parametrize("kind_id", ["ros", "evaluering"])
async def test_what_is_opened_beside_the_carried_tasks(tmp_path: Path, kind_id: str) -> None:
    app = secretive_app(tmp_path)
    open_at_start(app, f"Neste {kind_id}")
    async with app.run_test(size=(160, 45)) as pilot:
        await walk(pilot, app, "a", "down", "end", "up", "home")
        for _task in range(4):
            await walk(pilot, app, "h", "escape", "down")


@pytest.mark.parametrize("kind_id", KINDS)
@pytest.mark.parametrize("title", ["Samtale {}", "Neste {}"])
async def test_the_history_of_a_meeting_and_of_its_lines(
    tmp_path: Path, kind_id: str, title: str
) -> None:
    app = secretive_app(tmp_path)
    open_at_start(app, title.format(kind_id))
    async with app.run_test(size=(160, 45)) as pilot:
        await walk(pilot, app, "ctrl+k", *(["down"] * 12), "enter", "down", "a", "l", "s", "h")
        await walk(pilot, app, "a", "end", "up", "up", "enter", "ctrl+z", "home", "s", "enter")
        await walk(pilot, app, "escape")


async def test_the_marker_is_in_the_history_when_it_is_asked_for(tmp_path: Path) -> None:
    app = secretive_app(tmp_path)
    open_at_start(app, "Samtale ros")
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, "ctrl+k", "ctrl+b")
        assert MARKER in on_the_wall(app)


async def test_the_marker_is_on_the_wall_when_it_is_asked_for(tmp_path: Path) -> None:
    app = secretive_app(tmp_path)
    open_at_start(app, "Samtale ros")
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, "ctrl+g", "3", "ctrl+b")
        assert MARKER in on_the_wall(app)


@pytest.mark.parametrize("key", ["h", "e", "r", "s"])
async def test_the_plan_of_the_next_meeting(tmp_path: Path, key: str) -> None:
    app = secretive_app(tmp_path)
    async with app.run_test(size=(100, 40)) as pilot:
        await walk(pilot, app, key, "x", "tab", *"Skole", "tab", "tab")


@pytest.mark.parametrize("name", ALONE)
def test_every_public_file(tmp_path: Path, name: str) -> None:
    archive = secretive_app(tmp_path)._workplace.archive
    for line in meetings.recent(archive):
        path = write_document(Order(source(archive, line.uid, public=True)), tmp_path, name)
        assert MARKER not in path.name
        assert MARKER.encode() not in everything_in(path.read_bytes()), line.title
    archive.close()


@pytest.fixture
def commands(referat: CommandLine, places: Locations) -> CommandLine:
    """The command line on a file of secrets."""
    places.database.parent.mkdir(parents=True, exist_ok=True)
    archive = open_file(places.database)
    fill(archive)
    archive.close()
    return referat


@pytest.mark.parametrize(
    "words",
    [
        ("liste",),
        ("oppgaver", "--status", "alle"),
        ("oppgaver", "--forfalt"),
        ("oppgaver", "--ansvar", MARKER),
        ("sok", MARKER),
    ],
)
@pytest.mark.parametrize("as_json", [False, True])
def test_every_command_that_lists(
    commands: CommandLine, words: tuple[str, ...], as_json: bool
) -> None:
    answer = commands(*words, *(["--json"] if as_json else []))
    assert MARKER not in answer.out + answer.err


def test_one_meeting_is_shown_as_it_is_and_its_public_version_on_request(
    commands: CommandLine,
) -> None:
    for number in range(1, 3 * len(KINDS) + 1):
        assert MARKER not in commands.done("vis", str(number), "--offentlig")
        assert MARKER not in commands.done("vis", str(number), "--offentlig", "--json")
    assert MARKER in commands.done("vis", "1")
    assert "også det som er unntatt offentlighet" in commands.done("vis", "--help")
