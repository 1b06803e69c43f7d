"""What a sak looks like on the screen: a row for each thing that is said in it.

A row is named by what its key writes, so that the cursor knows what Enter and the digits act on.
"""

from collections.abc import Iterator
from typing import Final

from textual.content import Content

from screens.sections import item_purposes
from screens.sections.item_purposes import LABELS
from screens.task_text import deadline_shown, in_list, is_hidden, responsible_shown
from screens.widgets.hanging import Hanging
from screens.widgets.row_list import Line
from store import item_edits, parties, statement_edits
from store.definitions import Party
from store.draft_places import POSITION, REMARK, STATEMENT
from store.item_rows import PositionRow, RemarkRow, StatementRow
from store.meeting import Meeting
from store.norwegian_dates import numeric
from store.rows import NoteRow
from store.sections import ItemEntry
from store.text import clean
from store.vocabulary import ItemText, ItemType, Outcome, Stance

OUTCOME: Final = "utfall"
PROTOCOL: Final = "protokoll"

_INDENT = 25
_STANCE_WIDTH = 19
_BESIDE = "$text-muted"
_BEFORE: Final = {
    ItemType.APPROVAL: (ItemText.CORRECTION,),
    ItemType.NEGOTIATION: (ItemText.BACKGROUND, ItemText.BASIS),
}
_USUAL = (ItemText.BACKGROUND, ItemText.BASIS, ItemText.PROPOSAL)
_WITH_POSITIONS = (ItemType.DISCUSSION, ItemType.INFORMATION, ItemType.OTHER)


def texts_before(item_type: ItemType) -> tuple[ItemText, ...]:
    """The texts that a sak of the type begins with."""
    return _BEFORE.get(item_type, _USUAL)


def rows(meeting: Meeting, entry: ItemEntry, *, airy: bool = False) -> list[Line]:
    """Everything that a sak holds or asks for, in the order in which it is talked through.

    Args:
        meeting: The meeting.
        entry: The sak.
        airy: Whether there is room for a blank line between its parts.
    """
    parts = [
        _texts(entry),
        _positions(meeting, entry),
        list(_ending(meeting, entry)),
        [line for row in entry.statements for line in _statement(row)],
        [_remark(row) for row in entry.remarks],
    ]
    found: list[Line] = []
    for part in filter(None, parts):
        if airy and found:
            found.append(Line(Content(" ")))
        found += part
    return found


def _texts(entry: ItemEntry) -> list[Line]:
    first = texts_before(entry.item.type)
    extra = tuple(
        column
        for column in (*_USUAL, ItemText.CORRECTION)
        if column in entry.notes and column not in first
    )
    return [_text(entry, column) for column in (*first, *extra)]


def _positions(meeting: Meeting, entry: ItemEntry) -> list[Line]:
    if entry.item.type not in _WITH_POSITIONS and not entry.positions:
        return []
    return [_position(meeting, entry, party) for party in parties.heard(meeting)]


def _row(key: str, label: str, body: Content) -> Line:
    name = Content(clean(label)).truncate(_INDENT - 1, ellipsis=True)
    return Line(Hanging(Content.styled(name.plain, _BESIDE), body, _INDENT), key)


def _unsaid(text: str = "·") -> Content:
    return Content.styled(text, _BESIDE)


def _text(entry: ItemEntry, column: ItemText) -> Line:
    return _row(column, LABELS[column], _said(entry.notes.get(column, ())))


def _said(notes: tuple[NoteRow, ...]) -> Content:
    shown = "\n".join(clean(note.text, lines=True) for note in notes)
    return Content(shown) if shown else _unsaid()


def _position(meeting: Meeting, entry: ItemEntry, party: Party) -> Line:
    row = item_edits.position_of(entry, party.name)
    is_there = parties.is_present(meeting, party.name)
    name = party.name + (" (vara)" if is_there and _is_substituted(meeting, party) else "")
    body = _unsaid("·" if is_there else "ingen til stede")
    if row is not None:
        body = _stand(row)
        if not is_there:
            body = Content.assemble(body, ("  ingen til stede", "$text-warning"))
    return _row(f"{POSITION}/{party.name}", name, body)


def row_at(entry: ItemEntry, key: str) -> str:
    """The uid of the row that a line of the sak shows; the sak's own where it shows no other."""
    kind, _, rest = key.partition("/")
    position = item_edits.position_of(entry, rest) if kind == POSITION else None
    if position is not None:
        return position.uid
    notes = entry.notes.get(key, ())
    if notes:
        return notes[0].uid
    hanging = (*entry.statements, *entry.decisions, *entry.tasks, *entry.remarks)
    return next((row.uid for row in hanging if row.uid in (key, rest)), entry.item.uid)


def _stand(row: PositionRow) -> Content:
    if is_hidden(row.text):
        return Content(row.text)
    words = clean(row.text, lines=True)
    style = "bold $text-warning" if row.stance is Stance.DISAGREES else "bold"
    stance = str(row.stance)
    width = max(_STANCE_WIDTH, len(stance) + 1)
    if row.stance in parties.WANTS_WORDS and not words:
        words = "…"
    return Content.assemble((stance.ljust(width) if words else stance, style), words)


def _is_substituted(meeting: Meeting, party: Party) -> bool:
    """Whether the one who speaks for the party now is there for somebody else."""
    return any(
        (row := meeting.attendance_at.get((meeting.sitting.uid, who.uid))) and row.substitute_for
        for who in parties.members(meeting, party.name)
    )


def _ending(meeting: Meeting, entry: ItemEntry) -> Iterator[Line]:
    item = entry.item
    yield _text(entry, ItemText.CONCLUSION)
    if item.type is ItemType.NEGOTIATION:
        protocol = "startet, S åpner den" if item.protocol else "ikke startet, S starter den"
        yield _row(PROTOCOL, "Egen protokoll", Content.styled(protocol, "bold"))
    else:
        yield _row(OUTCOME, "Utfall", _outcome(entry))
    for decision in entry.decisions:
        words = in_list(decision.text)
        yield _row(decision.uid, "Beslutning", Content(words))
    if item.type is ItemType.DISCUSSION or ItemText.EMPLOYERS_DECISION in entry.notes:
        when = f"{numeric(item.decided_on)}  " if item.decided_on else ""
        said = _said(entry.notes.get(ItemText.EMPLOYERS_DECISION, ()))
        label = LABELS[ItemText.EMPLOYERS_DECISION]
        yield _row(ItemText.EMPLOYERS_DECISION, label, Content.assemble((when, "bold"), said))
    for task in entry.tasks:
        words = in_list(task.text)
        if not is_hidden(task.text):
            deadline = deadline_shown(meeting.state_of(task))
            words = f"{words} · {responsible_shown(meeting, task)} · {deadline}"
        yield _row(task.uid, "Oppgave", Content(words))


def _outcome(entry: ItemEntry) -> Content:
    outcome = entry.item.outcome
    if outcome is Outcome.OPEN:
        return _unsaid()
    if outcome is not Outcome.DISAGREEMENT:
        return Content.styled(str(outcome).capitalize(), "bold")
    asked = "" if entry.item.statement_offered else "  spør om protokolltilførsel: P"
    return Content.assemble(("Drøftet – UENIGHET", "bold $text-warning"), (asked, "$text-warning"))


def _statement(row: StatementRow) -> Iterator[Line]:
    senders = clean(" og ".join(row.senders.splitlines()))
    body = Content.assemble((f"fra {senders}  ", "bold"), (_state(row), _BESIDE))
    if row.text:
        body = Content.assemble(body, "\n", clean(row.text, lines=True))
    if row.reply:
        reply = clean(row.reply, lines=True)
        body = Content.assemble(body, ("\nArbeidsgivers merknad: ", _BESIDE), reply)
    yield _row(f"{STATEMENT}/{row.uid}", "Protokolltilførsel", body)


def _state(row: StatementRow) -> str:
    if row.delivered:
        late = ", etter fristen" if statement_edits.is_late(row) else ""
        return f"levert {numeric(row.delivered)}{late}"
    return f"varslet, frist {numeric(row.due)}" if row.due else "varslet"


def _remark(row: RemarkRow) -> Line:
    words = clean(row.text, lines=True)
    sender = f"{clean(row.sender)}, {numeric(row.received)}: "
    return _row(f"{REMARK}/{row.uid}", "Merknad", Content.assemble((sender, _BESIDE), words))


def uids(entry: ItemEntry) -> set[str]:
    """The sak itself, and what hangs on it."""
    hanging = (*entry.decisions, *entry.tasks, *entry.positions, *entry.statements)
    return {entry.item.uid, *(row.uid for row in hanging)}


def key_of(entry: ItemEntry, uid: str) -> str:
    """The list's name of the row with a uid; what has none is named by its uid."""
    for position in entry.positions:
        if position.uid == uid:
            return f"{POSITION}/{position.party}"
    for statement in entry.statements:
        if statement.uid == uid:
            return f"{STATEMENT}/{uid}"
    return uid


def guide(meeting: Meeting, entry: ItemEntry, row: str) -> str:
    """What the keys do on a row, in one line."""
    kind, _, rest = row.partition("/")
    if meeting.locked and kind != STATEMENT:
        return "p protokolltilførsel · a arbeidsgivers beslutning · m merknad etter møtet"
    if kind == POSITION:
        party = next((each for each in parties.heard(meeting) if each.name == rest), None)
        if party and not party.signs:
            return "6 ingen merknader  7 ikke berørt  8 uttalelse · Enter begrunnelse"
        return "1 enig  2 uenig  3 enig hvis  4 forbehold  5 utsette  6 ingen merkn.  7 ikke berørt"
    if kind == STATEMENT and item_purposes.statement(entry, rest):
        return "Enter: teksten, arbeidsgivers merknad, frist, ta bort"
    if entry.item.type is ItemType.APPROVAL:
        return "u utfall · r rettelser · k konklusjon · y type"
    if entry.item.type is ItemType.NEGOTIATION:
        return "s protokollen · b bakgrunn · l grunnlag · k konklusjon · y type"
    return "b bakgrunn · l grunnlag · f forslag · 1–8 standpunkt · k konklusjon · u utfall"
