"""The steps of a meeting's life, as the one who leads takes them."""

from typing import Any, Protocol

from textual.app import App

from screens.check import CheckScreen
from screens.correct import CorrectScreen
from screens.dialogs import Ask, Confirm
from screens.read_back import Correct, ReadBackScreen
from screens.sections.editor import Desk
from screens.workplace import Workplace
from screens.writing import refusal_of
from store import lifecycle
from store.check import Finding, findings
from store.database import Archive
from store.definitions import Stop
from store.meeting import Meeting
from store.norwegian_dates import day_and_date


class Led(Desk, Protocol):
    """The meeting screen, as these steps see it."""

    workplace: Workplace
    meeting: Meeting

    @property
    def app(self) -> App[Any]:
        """The app that shows the dialogs."""

    async def go_to(self, stop: Stop, row: str = "") -> None:
        """Go to a stop, and a row in it."""

    def show_again(self) -> None:
        """Show the meeting anew."""

    def action_details(self) -> None:
        """Show the meeting's head, participants and sittings."""


async def close(screen: Led) -> None:
    """Check what is missing, read back what was agreed, and close."""
    meeting = screen.meeting
    missing = findings(meeting, screen.today)
    answer = await screen.app.push_screen_wait(CheckScreen(meeting, missing))
    if isinstance(answer, Finding):
        await _go_to(screen, answer)
    elif answer and await _read_back(screen):
        _step(screen, lifecycle.close)
        if screen.meeting.locked:
            screen.say("Møtet er avsluttet. Ctrl+R skriver referatet, Ctrl+L gjenåpner.")


async def _go_to(screen: Led, finding: Finding) -> None:
    """Go to what is missing; what belongs to no stop belongs to the head."""
    if finding.stop:
        await screen.go_to(screen.meeting.kind.stop(finding.stop), finding.row)
    else:
        screen.action_details()


async def _read_back(screen: Led) -> bool:
    """Show each decision and task; whether the room went through to the end."""
    place = 0
    while screen.meeting.decisions or screen.meeting.tasks:
        answer = await screen.app.push_screen_wait(ReadBackScreen(screen.meeting, place))
        if not isinstance(answer, Correct):
            return answer is not None
        place = answer.index
        await screen.app.push_screen_wait(CorrectScreen(screen, lambda: screen.meeting, answer.uid))
    return True


async def reopen(screen: Led) -> None:
    """Ask why, and open the closed meeting for changes."""
    reason = await screen.app.push_screen_wait(
        Ask(
            "Hvorfor gjenåpnes møtet?",
            placeholder="Begrunnelsen blir stående i referatet",
            check=lambda text: "" if text.strip() else "Skriv en begrunnelse.",
        )
    )
    if reason:
        _step(screen, lambda archive, meeting: lifecycle.reopen(archive, meeting, reason))


async def break_off(screen: Led) -> None:
    """Stop before it is done, to go on another day."""
    if await screen.app.push_screen_wait(
        Confirm("Avbryte møtet nå og fortsette en annen dag?", yes="Avbryt møtet", no="Bli her")
    ) and _step(screen, lifecycle.break_off):
        screen.say("Møtet er avbrutt. Åpne det igjen for å fortsette i en ny økt.")


async def go_on(screen: Led) -> None:
    """Ask whether a broken-off meeting goes on now, in a sitting of its own."""
    last = day_and_date(screen.meeting.sitting.date)
    if await screen.app.push_screen_wait(
        Confirm(
            f"Møtet ble avbrutt {last}. Fortsette nå, i en ny økt?", yes="Fortsett", no="Bare se"
        )
    ) and _step(screen, lifecycle.go_on):
        screen.say("Ny økt. Ctrl+O: hvem er til stede nå?")


class Step(Protocol):
    """A step in a meeting's life."""

    def __call__(self, archive: Archive, meeting: Meeting, /) -> None:
        """Take it."""


def _step(screen: Led, step: Step) -> bool:
    """Take a step. Returns whether it was taken; the reason stands on the screen if not."""
    refusal = refusal_of(lambda: step(screen.workplace.archive, screen.meeting))
    if refusal:
        screen.refuse(refusal)
    screen.show_again()
    return not refusal
