"""The keys at a screen's foot are made anew when they change, and only then."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Button
from textual.widgets._footer import FooterKey  # the library has no public name for it

from screens.widgets.steady_footer import SteadyFooter
from tests.screens.acts import do


class Stop(Button):
    BINDINGS: ClassVar = [Binding("a", "app.bell", "Felles")]


class OtherStop(Button):
    BINDINGS: ClassVar = [Binding("b", "app.bell", "Egen")]


class Stops(Screen[None]):
    def compose(self) -> ComposeResult:
        yield Stop("én")
        yield Stop("to")
        yield OtherStop("tre")
        yield SteadyFooter()


class Host(App[None]):
    def on_mount(self) -> None:
        self.push_screen(Stops())


def keys_of(host: Host) -> list[FooterKey]:
    return list(host.screen.query(FooterKey))


async def test_the_keys_stand_when_the_focus_moves_and_they_are_the_same() -> None:
    host = Host()
    async with host.run_test() as pilot:
        await do(pilot)
        before = keys_of(host)
        await do(pilot, "tab")
        assert "Felles" in [key.description for key in before]
        assert all(one is other for one, other in zip(before, keys_of(host), strict=True))


async def test_the_keys_change_with_what_has_the_focus() -> None:
    host = Host()
    async with host.run_test() as pilot:
        await do(pilot, "tab", "tab")
        assert "Egen" in [key.description for key in keys_of(host)]
        assert "Felles" not in [key.description for key in keys_of(host)]


async def test_keys_asked_for_when_their_screen_has_gone_are_not_made() -> None:
    host = Host()
    async with host.run_test() as pilot:
        await do(pilot)
        foot = host.screen.query_one(SteadyFooter)
        await host.pop_screen()
        await foot.recompose()
        assert not foot.is_attached
