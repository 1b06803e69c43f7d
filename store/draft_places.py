"""Where each text that is still being typed is kept: the names of the boxes in the draft table.

A draft belongs to what it hangs on. It waits there until somebody comes back to it, also when
what it hangs on is deleted and brought back by undo, since a row keeps its uid.

| place | what is being typed |
|---|---|
| `oppgave/<about>/<field>` | a new task; the field is `hva`, `ansvar` or `frist` |
| `oppgave/rediger/<task>/<field>` | a task being corrected |
| `beslutning/<about>` | a new decision |
| `beslutning/rediger/<decision>` | a decision being corrected |
| `<section>/ny` | a new risk |
| `<section>/<purpose>/<risk>` | what the line makes of a risk: `årsak`, `kontroll`, `avvik` … |
| `<section>/linje/<row>/<risk>` | a cause, control or deviation being corrected |
| `<section>/<column>` | a new point |
| `<section>/rediger/<note>` | a point being corrected |
| `opplysninger/<field>` | a field of the meeting's details |

`<about>` is the uid of the risk or point that it will hang on, or the key of the stop where the
cursor stood on none.

Three places hold no text of anybody's, only where one was: `åpen` (which line for decisions and
tasks is open), `<section>/åpen/<stop>` (which line of the risks is) and `<section>/sortert`.
"""

from typing import Final

from store.agreed_edits import Where

OPEN: Final = "åpen"
"""Which line for a decision or a task is open, so that it is open again after a kill."""

DECISION: Final = "beslutning"
TASK: Final = "oppgave"

_CORRECTED: Final = "rediger"


def new(kind: str, where: Where) -> str:
    """The place of a new decision or task, by what it hangs on."""
    return f"{kind}/{where.about or where.stop}"


def corrected(kind: str, uid: str) -> str:
    """The place of a decision or task that is being corrected."""
    return f"{kind}/{_CORRECTED}/{uid}"
