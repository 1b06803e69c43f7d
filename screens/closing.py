"""The steps of a meeting's life, as the one who leads takes them."""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from textual.app import App

from screens.agreed_capture import AgreedCapture
from screens.check import CheckScreen
from screens.correct import CorrectScreen
from screens.dialogs import Ask, Choose, Confirm
from screens.read_back import Correct, ReadBackScreen
from screens.sections.editor import Desk, Editor
from screens.widgets.drafts import Draft
from screens.workplace import Workplace
from screens.writing import refusal_of
from store import drafts, lifecycle
from store.approval import verdict
from store.check import findings, unfinished
from store.database import Archive
from store.definitions import Stop
from store.draft_places import APPROVAL, REMARK_SENDER, REMARK_TEXT, REOPENING, TASK
from store.exemption import hidden
from store.finding import Finding
from store.half_written import HalfWritten, half_written
from store.journal import LOCKED
from store.meeting import Meeting
from store.norwegian_dates import day_and_date
from store.vocabulary import Status


class Led(Desk, Protocol):
    """The meeting screen, as these steps see it."""

    workplace: Workplace
    meeting: Meeting

    @property
    def whole_meeting(self) -> Meeting:
        """The meeting with its exempt texts."""

    @property
    def app(self) -> App[Any]:
        """The app that shows the dialogs."""

    async def go_to(self, stop: Stop, row: str = "") -> None:
        """Go to a stop, and a row in it."""

    def is_kept(self) -> bool:
        """Whether every text being written is in the file; the screen says it if not."""

    def show_again(self) -> None:
        """Show the meeting anew."""

    def action_details(self, place: str = "") -> None:
        """Show the meeting's head, participants and sittings, at a box that holds a draft."""

    @property
    def editor(self) -> Editor | None:
        """The editor of the stop that one is at."""

    def query_one(self, selector: type[AgreedCapture], /) -> AgreedCapture:
        """The lines for decisions and tasks."""


async def close(screen: Led) -> None:
    """Check what is missing, read back what was agreed, and close."""
    if not screen.is_kept():
        return
    meeting = screen.meeting
    missing = findings(meeting, screen.today, _begun(screen))
    answer = await screen.app.push_screen_wait(CheckScreen(meeting, missing))
    if isinstance(answer, Finding):
        await _go_to(screen, answer)
    elif answer and await _read_back(screen):
        left = [each.text for each in findings(hidden(screen.whole_meeting), screen.today)]
        _step(screen, partial(lifecycle.close, missing=left))
        if screen.meeting.locked:
            screen.say("Møtet er avsluttet. Ctrl+R skriver referatet, Ctrl+L går videre.")


def _begun(screen: Led) -> tuple[HalfWritten, ...]:
    """What stands half written in the meeting."""
    texts = drafts.texts(screen.workplace.archive, screen.meeting.uid)
    return half_written(screen.meeting, texts)


async def _go_to(screen: Led, finding: Finding) -> None:
    """Go to what is missing; what belongs to no stop belongs to the head."""
    begun = finding.half_written
    if not finding.stop:
        screen.action_details(begun.place if begun else "")
        return
    if begun and begun.opening:
        place, line = begun.opening
        if refusal := refusal_of(lambda: screen.save_draft(place, line)):
            screen.refuse(refusal)
    await screen.go_to(screen.meeting.kind.stop(finding.stop), finding.row)
    if begun:
        await _open(screen, begun)


async def _open(screen: Led, begun: HalfWritten) -> None:
    """Open the line or the dialog that it stands in, where it is not open with the stop."""
    if begun.where:
        lines = screen.query_one(AgreedCapture)
        is_task = begun.place.partition("/")[0] == TASK
        await (lines.open_task if is_task else lines.open_decision)(begun.where)
    elif screen.editor:
        screen.editor.open_again(begun.place)


async def _read_back(screen: Led) -> bool:
    """Show each decision and task; whether the room went through to the end."""
    place = 0
    while screen.meeting.decisions or screen.meeting.tasks:
        answer = await screen.app.push_screen_wait(ReadBackScreen(screen.whole_meeting, place))
        if not isinstance(answer, Correct):
            return answer is not None
        place = answer.index
        await screen.app.push_screen_wait(
            CorrectScreen(screen, lambda: screen.whole_meeting, answer.uid)
        )
    return True


async def go_further(screen: Led) -> None:
    """What can be done to a meeting that is over: sent, approved, remarked on, opened again."""
    status = screen.meeting.head.status
    steps = [(key, label) for key, label, statuses in _AFTERWARDS if status in statuses]
    begun = {each.place: unfinished(each) for each in _begun(screen)}
    steps += [(place, finding.text) for place, finding in begun.items()]
    answer = await screen.app.push_screen_wait(Choose(f"MØTET ER {status.upper()}", steps))
    chosen = _STEP_OF.get(answer or "", answer)
    if chosen in begun:
        await _go_to(screen, begun[chosen])
    elif chosen == "sendt":
        _step(screen, lifecycle.send)
    elif chosen == "godkjent":
        await _approve(screen)
    elif chosen == "merknad":
        await _remark(screen)
    elif chosen == "sjekk":
        screen.say(_compared(screen.whole_meeting))
    elif chosen == "gjenåpne":
        await reopen(screen)


_AFTERWARDS = (
    ("sendt", "Referatet er sendt ut", (Status.CLOSED,)),
    ("godkjent", "Referatet er godkjent: lås det", (Status.CLOSED, Status.SENT)),
    ("merknad", "Merknad til referatet er mottatt", LOCKED),
    ("sjekk", "Sjekk mot det som ble godkjent", (Status.APPROVED,)),
    ("gjenåpne", "Gjenåpne med begrunnelse", LOCKED),
)
"""What can be done, what it is called, and when."""

_STEP_OF = {
    APPROVAL: "godkjent",
    REMARK_SENDER: "merknad",
    REMARK_TEXT: "merknad",
    REOPENING: "gjenåpne",
}
"""The step that asks for what stands half written at a place."""


def _something(sentence: str) -> Callable[[str], str]:
    """Refuse an empty answer with this sentence."""
    return lambda typed: "" if typed.strip() else sentence


async def _approve(screen: Led) -> None:
    """Ask who approved, and lock what was approved."""
    await screen.app.push_screen_wait(
        Ask(
            "Hvem har godkjent referatet?",
            Draft(screen, APPROVAL),
            save=lambda who: _step(screen, partial(lifecycle.approve, approved_by=who)),
            value=screen.meeting.head.chair,
            proposed=True,
            placeholder="En rolle, eller møtet og saken som godkjente det",
        )
    )


async def _remark(screen: Led) -> None:
    """Ask who sent the remark, then what it says. After approval it is only added."""
    sender = ""

    def take(typed: str) -> bool:
        nonlocal sender
        sender = typed
        return True

    def add(text: str) -> bool:
        return _step(screen, partial(lifecycle.add_remark, sender=sender, text=text))

    asked = await screen.app.push_screen_wait(
        Ask(
            "Hvem har sendt merknaden?",
            Draft(screen, REMARK_SENDER),
            save=take,
            check=_something("Skriv hvem merknaden er fra."),
        )
    )
    if asked:
        await screen.app.push_screen_wait(
            Ask(
                "Hva står det i merknaden?",
                Draft(screen, REMARK_TEXT),
                save=add,
                check=_something("Skriv det som står i merknaden."),
            )
        )


def _compared(meeting: Meeting) -> str:
    """Whether the meeting is what was approved, in one sentence."""
    if verdict(meeting).is_unchanged:
        return "Møtet er uendret siden det ble godkjent."
    return (
        "Møtet er endret siden det ble godkjent. Bruk dokumentet fra godkjenningen, "
        "eller gjenåpne og godkjenn på nytt."
    )


async def reopen(screen: Led) -> None:
    """Ask why, and open the closed meeting for changes."""
    await screen.app.push_screen_wait(
        Ask(
            "Hvorfor gjenåpnes møtet?",
            Draft(screen, REOPENING),
            save=lambda reason: _step(screen, partial(lifecycle.reopen, reason=reason)),
            placeholder="Blir stående i referatet, også i den offentlige utgaven",
            check=_something("Skriv en begrunnelse."),
        )
    )


async def break_off(screen: Led) -> None:
    """Stop before it is done, to go on another day."""
    if not screen.is_kept():
        return
    question = f"Avbryte møtet nå og fortsette en annen dag?{_waiting(len(_begun(screen)))}"
    if await screen.app.push_screen_wait(
        Confirm(question, yes="Avbryt møtet", no="Bli her")
    ) and _step(screen, lifecycle.break_off):
        screen.say("Møtet er avbrutt. Åpne det igjen for å fortsette i en ny økt.")


def _waiting(count: int) -> str:
    """What is to be known of half-written texts before the meeting is left for another day."""
    if not count:
        return ""
    texts = "Én tekst er halvskrevet" if count == 1 else f"{count} tekster er halvskrevet"
    return f"\n{texts}. Alt ligger klart til neste økt, og Ctrl+L viser det."


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
