from collections.abc import Callable

import pytest
from textual.app import App

from screens.check import CheckAnswer, CheckScreen
from store.finding import Finding
from store.meeting import Meeting
from tests.hostile_text import MARKUP

FINDINGS = (
    Finding("Møtet mangler referent", ""),
    Finding("Risiko 7 mangler «Er det nok?»", "nok", "uid-7"),
    Finding("Oppgaven «Kjøpe signalfløyter» har ingen frist", "oppfolging", "uid-9"),
)


class Host(App[None]):
    def __init__(self, meeting: Meeting, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self.check = CheckScreen(meeting, findings)
        self.answers: list[CheckAnswer] = []

    def on_mount(self) -> None:
        self.push_screen(self.check, self.answers.append)


@pytest.fixture
def host(plan_meeting: Callable[..., str], load: Callable[[str], Meeting]) -> Callable[..., Host]:
    meeting = load(plan_meeting())
    return lambda *findings: Host(meeting, findings)


def shown(host: Host) -> str:
    strips = host.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_everything_that_is_missing_is_listed_under_its_stop(
    host: Callable[..., Host], size: tuple[int, int]
) -> None:
    app = host(*FINDINGS)
    async with app.run_test(size=size):
        lines = [line.strip() for line in shown(app).splitlines()]
        found = [line for line in lines if line.startswith("!")]
        assert [line.removeprefix("!").strip() for line in found] == [
            finding.text for finding in FINDINGS
        ]
        for heading in ("Møteopplysninger", "Er det nok?", "Oppfølging"):
            assert heading in lines
        assert any("3 mangler" in line for line in lines)


async def test_enter_goes_to_what_is_chosen(host: Callable[..., Host]) -> None:
    app = host(*FINDINGS)
    async with app.run_test() as pilot:
        await pilot.press("down", "down", "enter")
        assert app.answers == [FINDINGS[2]]


async def test_a_closes_with_what_is_missing(host: Callable[..., Host]) -> None:
    app = host(*FINDINGS)
    async with app.run_test() as pilot:
        assert "a avslutt med mangler" in shown(app)
        await pilot.press("a")
        assert app.answers == ["close"]


async def test_escape_goes_on_with_the_meeting(host: Callable[..., Host]) -> None:
    app = host(*FINDINGS)
    async with app.run_test() as pilot:
        await pilot.press("escape")
        assert app.answers == [None]


@pytest.mark.parametrize("key", ["enter", "a"])
async def test_with_nothing_missing_enter_and_a_close(host: Callable[..., Host], key: str) -> None:
    app = host()
    async with app.run_test() as pilot:
        assert "Alt er på plass" in shown(app)
        assert "mangler" not in shown(app)
        await pilot.press(key)
        assert app.answers == ["close"]


async def test_more_than_the_screen_holds_can_be_reached(host: Callable[..., Host]) -> None:
    many = tuple(Finding(f"Risiko {number} er ikke vurdert", "vurder", "x") for number in range(60))
    app = host(*many)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert "Risiko 59 er ikke vurdert" in shown(app)
        await pilot.press("enter")
        assert app.answers == [many[-1]]


async def test_markup_is_only_text(host: Callable[..., Host]) -> None:
    app = host(*(Finding(f"Oppgaven «{text}» har ingen frist", "oppfolging") for text in MARKUP))
    async with app.run_test():
        for text in MARKUP:
            assert f"Oppgaven «{text}» har ingen frist" in shown(app)
