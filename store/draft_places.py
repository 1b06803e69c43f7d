"""The places that drafts are kept at, and what stands at each of them.

A place is a path. In a meeting:

| place | the text |
|---|---|
| `beslutning/<about>`, `beslutning/rediger/<decision>` | a decision: new, or being corrected |
| `oppgave/<about>/<field>`, `oppgave/rediger/<task>/<field>` | a task's `hva`, `ansvar`, `frist` |
| `<section>/<purpose>`, `<section>/<purpose>/<risk>` | a line at the wheel's stops |
| `<section>/linje/<row>/<risk>` | such a line that corrects what hangs on a risk |
| `<section>/<view>` | a new point in a column, or a new sak on the agenda |
| `<section>/rediger/<row>` | a correction of a point, or of a sak's title |
| `<section>/<figure>/<side>` | a figure's `value` or `last_year` |
| `<section>/<sak>/<text>` | one of a sak's texts, by the column of its note |
| `<section>/<sak>/standpunkt/<party>` | a party's own words |
| `<section>/<sak>/protokolltilførsel/<statement>` | a protokolltilførsel, verbatim |
| `<section>/<sak>/merknad til protokolltilførsel/<statement>` | the employer's remark to it |
| `<section>/<sak>/frist/<statement>` | until when it can come |
| `<section>/<sak>/levert/<statement>` | when it came |
| `<section>/<sak>/avsendere` | who gives a protokolltilførsel |
| `<section>/<sak>/nummer`, `…/besluttet` | the sak's number; when the employer decided |
| `<section>/<sak>/avsender` | who sent a remark after the meeting |
| `<section>/<sak>/merknad/<to>/<sender>` | its words, to the sak (`saken`) or to all (`hele`) |
| `oppfølging/<task>/<what>` | a `merknad` or a new `frist` of a task from an earlier meeting |
| `avvik/<deviation>/nummer` | its number in the municipality's own system |
| `neste møte/dato`, `neste møte/merknad` | when the room meets again, and a note to it |
| `gjenåpning`, `godkjenning` | why a closed meeting is opened again; who approved its minutes |
| `merknad/avsender`, `merknad/tekst` | a remark that was received to the minutes |
| `opplysninger/<column>`, `opplysninger/deltaker` | a field of the head; a new participant |
| `opplysninger/eget/<field>` | a field of the head that the kind has of its own |
| `deltaker/<participant>/<column>` | something about a participant |
| `deltaker/<participant>/<column>/<sitting>` | how one took part in a sitting |
| `økt/<sitting>/<field>` | its `dato`, `fra` or `til` |

A `<row>`, `<risk>` and the like is a uid, a `<column>` one of the row's columns or of the kind's.
An `<about>` is the uid of the risk, point or sak that it will hang on, or the key of the stop where
the cursor stood on none. A draft waits there until somebody comes back to it, also when what it
hangs on is deleted and brought back by undo, since a row keeps its uid.

No texts, but kept in the same way: `åpen` tells which line of a decision or task is open,
`<section>/åpen/<stop>` which line at one of the wheel's stops is, `<section>/åpen` which box of a
sak; `<section>/sortert` tells how a list is sorted; `unntas` holds the uid of the legal basis that
what is written now is exempt by.

Outside of any meeting, `plan/<part>` holds a meeting that is being planned, and
`plan/<previous>/<part>` the one after another; `hjemmel/<uid>` the name of a legal basis,
`register/ansvar` whose tasks are looked for, `register/<task>/<what>` the `merknad` and the new
`frist` that are being given to a task from the register.

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
OWN: Final = "eget"
NEW_PARTICIPANT: Final = f"{HEAD}/deltaker"
PARTICIPANT: Final = "deltaker"
SITTING: Final = "økt"
OPEN: Final = "åpen"
SORTED: Final = "sortert"
EXEMPTING: Final = "unntas"
FOLLOW_UP: Final = "oppfølging"
REGISTER: Final = "register"

POSITION: Final = "standpunkt"
STATEMENT: Final = "protokolltilførsel"
REPLY: Final = "merknad til protokolltilførsel"
DUE: Final = "frist"
DELIVERED: Final = "levert"
SENDERS: Final = "avsendere"
SENDER: Final = "avsender"
NUMBER: Final = "nummer"
DECIDED: Final = "besluttet"
"""What is being written or asked for of a sak, besides its texts and a `REMARK`."""

SAID_REMARK: Final = "merknad"
SAID_DEADLINE: Final = "frist"
"""What is said of a task afterwards."""

REMARK_SENDER: Final = f"{REMARK}/avsender"
REMARK_TEXT: Final = f"{REMARK}/tekst"
REGISTER_FILTER: Final = f"{REGISTER}/ansvar"

NEXT_MEETING_DAY: Final = f"{NEXT_MEETING}/dato"
NEXT_MEETING_NOTE: Final = f"{NEXT_MEETING}/merknad"


def of_new(section: str, view: str) -> str:
    """A new point in a column, or a new sak on the agenda.

    Args:
        section: Key of the section.
        view: The stop's: a column's key, or the agenda's.
    """
    return f"{section}/{view}"


def of_correction(section: str, row: str) -> str:
    """A correction of a point, or of a sak's title.

    Args:
        section: Key of its section.
        row: Its uid.
    """
    return f"{section}/{CORRECTION}/{row}"


def of_figure(section: str, figure: str, side: str) -> str:
    """A figure.

    Args:
        section: Key of its section.
        figure: Its own key.
        side: The column of its row: this year's or last year's.
    """
    return f"{section}/{figure}/{side}"


def of_deviation_number(deviation: str) -> str:
    """The number of the deviation with a uid."""
    return f"{DEVIATION}/{deviation}/nummer"


def of_follow_up(task: str, what: str) -> str:
    """What is said in a meeting of a task from an earlier one.

    Args:
        task: Its uid.
        what: `SAID_REMARK` or `SAID_DEADLINE`.
    """
    return f"{FOLLOW_UP}/{task}/{what}"


def of_registered(task: str, what: str) -> str:
    """What is said of a task from the register, outside of any meeting; see `of_follow_up`."""
    return f"{REGISTER}/{task}/{what}"


def of_head(column: str) -> str:
    """A field of the head, by the column that it holds."""
    return f"{HEAD}/{column}"


def of_own_head(field: str) -> str:
    """A field of the head that the kind has of its own, by its key."""
    return f"{HEAD}/{OWN}/{field}"


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


def of_sitting_field(sitting: str, part: str) -> str:
    """One of them: its `dato`, `fra` or `til`."""
    return f"{of_sitting(sitting)}/{part}"


def of_line(section: str, line: str, risk: str) -> str:
    """A line at one of the wheel's stops.

    Args:
        section: Key of the section.
        line: What the line is for.
        risk: uid of the risk that it is about, or "".
    """
    return "/".join(filter(None, (section, line, risk)))


def of_open(section: str, stop: str = "") -> str:
    """Which line of a stop, or which box of a sak, is open.

    Args:
        section: Key of the section.
        stop: Key of the stop, where each has a line of its own.
    """
    return "/".join(filter(None, (section, OPEN, stop)))


def of_sorting(section: str) -> str:
    """How a section's list is sorted."""
    return f"{section}/{SORTED}"


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
    return of_open(section, stop), f"{line}|{risk}"


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


def of_plan(part: str, previous: str = "") -> str:
    """A part of a meeting that is being planned.

    Args:
        part: Which.
        previous: uid of the meeting that it follows, where it is planned from one.
    """
    return "/".join(filter(None, ("plan", previous, part)))


def of_task_field(task: str, field: str) -> str:
    """One of a task's `TASK_FIELDS`.

    Args:
        task: The task's place.
        field: Which.
    """
    return f"{task}/{field}"


def new(kind: str, where: Where) -> str:
    """The place of a new decision or task, by what it hangs on."""
    return f"{kind}/{where.about or where.stop}"


def corrected(kind: str, uid: str) -> str:
    """The place of a decision or task that is being corrected."""
    return f"{kind}/{CORRECTION}/{uid}"
