"""Runs what an editor asks for, and says in one sentence why it could not be done."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from store import lifecycle, meetings, undo
from store.database import Archive, Error, FileGone
from store.durability import refuses_writes, tells_of_damage, tells_of_disk
from store.edits import Edit, Refused
from store.journal import CannotExempt, Conflict, Hidden, Locked, action
from store.meeting import Meeting
from store.vocabulary import Status

GO_ON_FIRST = "Møtet er avbrutt. Åpne det på nytt og velg «Fortsett» før du skriver noe."
BUSY = "Databasen kunne ikke skrives nå. Teksten står fortsatt her; prøv igjen om litt."
_NO_ROOM = (
    "Disken er full eller svarer ikke, så dette ble ikke lagret. Teksten står fortsatt her; rydd "
    "plass, og prøv igjen."
)
_PROTECTED = (
    "Databasen er blitt skrivebeskyttet, så dette ble ikke lagret. Teksten står fortsatt her; gi "
    "deg skrivetilgang, og prøv igjen."
)
_GONE = (
    "Databasefila er flyttet, slettet eller byttet ut, så dette ble ikke lagret. Teksten står "
    "fortsatt her; legg fila tilbake, og prøv igjen."
)
_DAMAGED = (
    "Databasen er skadet, så dette ble ikke lagret. Teksten står fortsatt her; ta vare på den, "
    "avslutt, og hent en kopi med «referat gjenopprett»."
)

PLACE_UNSAVED = "Databasen kunne ikke skrives nå, så stedet i møtet ble ikke husket."


@dataclass(frozen=True, slots=True)
class Act:
    """What an editor asks for.

    Attributes:
        label: What history and undo call it.
        edit: What is to be done.
        draft: The box whose draft became this, or "".
        afterwards: Whether it may be done to a meeting that is closed. Of those, the journal
            lets only remarks into one that is approved.
        exempt_new: uid of the legal basis that what is new in it is exempt by, or "".
    """

    label: str
    edit: Edit
    draft: str = ""
    afterwards: bool = False
    exempt_new: str = ""


def write(archive: Archive, meeting: Meeting, wanted: Act) -> str:
    """Run an edit as one named act.

    Args:
        archive: The open file.
        meeting: As it was shown when the act was asked for.
        wanted: What is to be done.

    Returns:
        "" when it was written, otherwise a Norwegian sentence; nothing was written then.
    """
    if meeting.head.status is Status.BROKEN_OFF:
        return GO_ON_FIRST

    def run() -> None:
        with action(
            archive, meeting.uid, wanted.label, while_locked=wanted.afterwards and meeting.locked
        ) as writer:
            writer.exempt_new = wanted.exempt_new
            wanted.edit.apply(writer)
            if wanted.draft:
                writer.drop_draft(wanted.draft)

    refusal = refusal_of(run)
    if not refusal:
        # What was asked for is written; a meeting that could not be started is, by the next act.
        refusal_of(partial(_start_if_due, archive, meeting))
    return refusal


def refusal_of(run: Callable[[], object]) -> str:
    """Do something to the file; "" or the sentence that says why it was not done."""
    try:
        run()
    except (CannotExempt, Conflict, Hidden, Locked, Refused, undo.UndoRefused) as refusal:
        return str(refusal)
    except Error as error:
        return why_not_written(error)
    return ""


def why_not_written(error: Error) -> str:
    """Why the file did not take what was written, and what to do: a Norwegian sentence."""
    if isinstance(error, FileGone):
        return _GONE
    if tells_of_disk(error):
        return _NO_ROOM
    if tells_of_damage(error):
        return _DAMAGED
    return _PROTECTED if refuses_writes(error) else BUSY


def turn(archive: Archive, meeting: str | None, how: undo.Turn) -> tuple[bool, str]:
    """Undo or redo the newest act of a meeting, or of the task register where it is None.

    Returns:
        Whether it was done, and what history calls the act, or the sentence that says why not.
    """
    try:
        return True, how(archive, meeting).label
    except (undo.NothingToUndo, undo.UndoRefused, Locked, Conflict) as refusal:
        return False, str(refusal)
    except Error as error:
        return False, why_not_written(error)


def _start_if_due(archive: Archive, meeting: Meeting) -> None:
    """What is written on the day or later is written in the meeting, not before it."""
    planned = meeting.head.status is Status.PLANNED
    if planned and meeting.sitting.date <= archive.clock().date():
        # The act may have written the head itself, so it is read again.
        lifecycle.start(archive, meetings.load(archive, meeting.uid))
