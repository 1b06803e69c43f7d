"""The places that drafts are kept at, and what stands at each of them.

A place is a path. In a meeting:

| place | the text |
|---|---|
| `beslutning/<about>`, `beslutning/rediger/<decision>` | a decision: new, or being corrected |
| `oppgave/<about>/<field>`, `oppgave/rediger/<task>/<field>` | a task's `hva`, `ansvar`, `frist` |
| `<section>/<purpose>`, `<section>/<purpose>/<risk>` | a line at the wheel's stops |
| `<section>/linje/<row>/<risk>` | such a line that corrects what hangs on a risk |
| `<section>/<column>` | a new point |
| `<section>/rediger/<point>` | a correction of a point, or of a sak's title |
| `<section>/<sak>/<what>` | something about a sak: one of its texts, a position, a date |
| `avvik/<deviation>/nummer` | its number in the municipality's own system |
| `neste møte/dato`, `neste møte/merknad` | when the room meets again, and a note to it |
| `gjenåpning`, `godkjenning` | why a closed meeting is opened again; who approved its minutes |
| `merknad/avsender`, `merknad/tekst` | a remark that was received to the minutes |
| `opplysninger/<column>`, `opplysninger/deltaker` | a field of the head; a new participant |
| `deltaker/<participant>/<column>` | something about a participant |
| `deltaker/<participant>/<column>/<sitting>` | how one took part in a sitting |
| `økt/<sitting>/<field>` | its `dato`, `fra` or `til` |

A `<row>`, `<risk>` and the like is a uid, a `<column>` one of the row's columns or of the kind's.
An `<about>` is the uid of the risk, point or sak that it will hang on, or the key of the stop where
the cursor stood on none. A draft waits there until somebody comes back to it, also when what it
hangs on is deleted and brought back by undo, since a row keeps its uid.

No texts, but kept in the same way: `åpen` tells which line of a decision or task is open,
`<section>/åpen/<stop>` which line at one of the wheel's stops is; `<section>/sortert` tells how a
list is sorted; `unntas` holds the uid of the legal basis that what is written now is exempt by.

Outside of any meeting, `plan/<part>` holds a meeting that is being planned, and
`plan/<previous>/<part>` the one after another; `hjemmel/<uid>` the name of a legal basis,
`register/ansvar` whose tasks are looked for.

What a text in a meeting is called, and where one goes on with it, `store.half_written` tells.
"""

from typing import Final

from store.agreed_edits import Where

DECISION: Final = "beslutning"
TASK: Final = "oppgave"
TASK_FIELDS: Final = ("hva", "ansvar", "frist")
NEW: Final = "ny"
CORRECTION: Final = "rediger"
HANGING: Final = "linje"
DEVIATION: Final = "avvik"
NEXT_MEETING: Final = "neste møte"
REOPENING: Final = "gjenåpning"
APPROVAL: Final = "godkjenning"
REMARK: Final = "merknad"
HEAD: Final = "opplysninger"
NEW_PARTICIPANT: Final = "opplysninger/deltaker"
PARTICIPANT: Final = "deltaker"
SITTING: Final = "økt"
OPEN: Final = "åpen"
EXEMPTING: Final = "unntas"

REGISTER_FILTER: Final = "register/ansvar"

NEXT_MEETING_DAY: Final = f"{NEXT_MEETING}/dato"
NEXT_MEETING_NOTE: Final = f"{NEXT_MEETING}/merknad"


def of_correction(section: str, point: str) -> str:
    """A correction of a point.

    Args:
        section: Key of its section.
        point: Its uid.
    """
    return f"{section}/{CORRECTION}/{point}"


def of_deviation_number(deviation: str) -> str:
    """The number of the deviation with a uid."""
    return f"{DEVIATION}/{deviation}/nummer"


def of_head(column: str) -> str:
    """A field of the head, by the column that it holds."""
    return f"{HEAD}/{column}"


def of_participant(participant: str, column: str, sitting: str = "") -> str:
    """Something about a participant.

    Args:
        participant: uid.
        column: Of the participant's row, or of the attendance row.
        sitting: uid, for what is said of the attendance there.
    """
    return "/".join(filter(None, (PARTICIPANT, participant, column, sitting)))


def of_sitting(sitting: str) -> str:
    """What the fields of a sitting stand under."""
    return f"{SITTING}/{sitting}"


def opening_of_line(section: str, stop: str, line: str, risk: str) -> tuple[str, str]:
    """What is kept so that a line at one of the wheel's stops is open when the stop is shown.

    Args:
        section: Key of the section.
        stop: Key of the stop.
        line: What the line is for: the part of its place between section and risk.
        risk: uid of the risk that it is about, or "".

    Returns:
        A place and its text.
    """
    return f"{section}/{OPEN}/{stop}", f"{line}|{risk}"


def of_item(section: str, item: str, what: str) -> str:
    """Something about a sak.

    Args:
        section: Key of its section.
        item: Its uid.
        what: What is being written or asked for.
    """
    return f"{section}/{item}/{what}"


def of_legal_basis(uid: str) -> str:
    """The name of a legal basis; of a new one where the uid is ""."""
    return f"hjemmel/{uid or NEW}"


def new(kind: str, where: Where) -> str:
    """The place of a new decision or task, by what it hangs on."""
    return f"{kind}/{where.about or where.stop}"


def corrected(kind: str, uid: str) -> str:
    """The place of a decision or task that is being corrected."""
    return f"{kind}/{CORRECTION}/{uid}"
