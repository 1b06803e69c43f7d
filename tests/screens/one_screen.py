"""An App around one whole screen on a real file: what is shown, said, and asked of the app."""

from textual.app import App
from textual.screen import Screen

from screens.requests import OpenMeeting
from tests.screens.acts import do

WALL = (80, 24)


class OneScreen(App[None]):
    def __init__(self, screen: Screen[None]) -> None:
        super().__init__()
        self.only = screen
        self.asked: list[OpenMeeting] = []

    def on_mount(self) -> None:
        self.push_screen(self.only)

    def on_open_meeting(self, message: OpenMeeting) -> None:
        self.asked.append(message)

    @property
    def shown(self) -> str:
        strips = self.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def said(self) -> list[str]:
        return [str(each.message) for each in self._notifications]


async def after(host: OneScreen, *keys: str, size: tuple[int, int] = WALL) -> str:
    """What is shown when these keys are pressed."""
    async with host.run_test(size=size) as pilot:
        await do(pilot, *keys)
        return host.shown
