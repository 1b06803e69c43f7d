"""The saker: what each was about, where the parties stand, and how it ended."""

from exports import parties_form
from exports.outline import Block, Bullets, Column, Heading, Paragraph, Run, Table
from exports.wording import UNSAID, Wording, listed
from store import statement_edits
from store.item_rows import ItemRow, PositionRow, StatementRow
from store.norwegian_dates import numeric
from store.rows import NoteRow
from store.sections import ItemEntry, Items
from store.task_rows import TaskRow
from store.vocabulary import ItemText, ItemType, Outcome, Stance
from store.withheld import Withheld

_TEXTS = (
    (ItemText.BACKGROUND, "Bakgrunn"),
    (ItemText.BASIS, "Grunnlag"),
    (ItemText.PROPOSAL, "Arbeidsgivers forslag"),
    (ItemText.CORRECTION, "Rettelser"),
)
_POSITION_COLUMNS = (Column("Part", 2.4), Column("Standpunkt", 2.4), Column("Begrunnelse", 5.0))


def form(wording: Wording, section: Items) -> tuple[Block, ...]:
    """Every sak under its number and title."""
    found: list[Block] = [Heading(2, section.definition.heading)]
    for entry in section.entries:
        found += item(wording, entry)
    return tuple(found) if section.entries else ()


def summary(wording: Wording, section: Items) -> tuple[Block, ...]:
    """Each sak with its number and how it ended."""
    if not section.entries:
        return ()
    return (Bullets(tuple(_in_summary(wording, entry) for entry in section.entries)),)


def _in_summary(wording: Wording, entry: ItemEntry) -> tuple[Run, ...]:
    item = entry.item
    number = Run(f"Sak {entry.label}", bold=True, to=item.uid)
    if isinstance(item.text, Withheld):
        return (number, Run(f" {item.text}"))  # how it ended is withheld too
    ended = str(item.outcome) or ("egen protokoll" if item.protocol else "ikke avgjort")
    return (number, Run(f" {wording.words_of(item)}: {ended}"))


def item(wording: Wording, entry: ItemEntry) -> list[Block]:
    """All that is said of a sak, under a heading of the third level."""
    row = entry.item
    title = wording.marked(row.text, row.exempt)
    return [
        Heading(3, f"Sak {entry.label} {title}", anchor=row.uid),
        _type_and_outcome(row),
        *texts(wording, entry),
        *_positions(wording, entry),
        *_ending(wording, entry),
        *_disagreement(entry),
        *(block for row in entry.statements for block in _statement(wording, row)),
        *_remarks(wording, entry),
    ]


def _remarks(wording: Wording, entry: ItemEntry) -> list[Block]:
    if not entry.remarks:
        return []
    said = (parties_form.remark(wording, row) for row in entry.remarks)
    return [Heading(4, "Merknader til saken"), *said]


def _type_and_outcome(item: ItemRow) -> Paragraph:
    """What the sak was for, and how it ended."""
    ended = "" if item.outcome is Outcome.OPEN else f". Utfall: {item.outcome}"
    return Paragraph(runs=(Run(f"{item.type.capitalize()}{ended}.", bold=True),), opens=True)


def _labelled(label: str, text: str) -> Paragraph:
    return Paragraph(runs=(Run(f"{label}: ", bold=True), Run(text)))


def _said(wording: Wording, notes: tuple[NoteRow, ...]) -> str:
    return "\n".join(wording.marked(note.text, note.exempt) for note in notes)


def written_beforehand(entry: ItemEntry) -> tuple[str, ...]:
    """What there is to read of a sak: «Bakgrunn», «Grunnlag»."""
    return tuple(label for column, label in _TEXTS if column in entry.notes)


def texts(wording: Wording, entry: ItemEntry) -> list[Block]:
    """What was written of a sak beforehand, each text under its name."""
    return [
        _labelled(label, _said(wording, entry.notes[column]))
        for column, label in _TEXTS
        if column in entry.notes
    ]


def _positions(wording: Wording, entry: ItemEntry) -> list[Block]:
    if not entry.positions:
        return []
    caption = f"Standpunkter i sak {entry.label}"
    rows = tuple(_position(wording, row) for row in entry.positions)
    description = "En rad for hver part: standpunktet og begrunnelsen."
    return [Table(_POSITION_COLUMNS, rows, caption, description)]


def _position(wording: Wording, row: PositionRow) -> tuple[str, ...]:
    return (row.party, row.stance.capitalize(), wording.marked(row.text, row.exempt) or UNSAID)


def _ending(wording: Wording, entry: ItemEntry) -> list[Block]:
    """Conclusion, outcome, what the employer decided, and what was agreed to be done."""
    item, found = entry.item, list[Block]()
    if conclusion := entry.notes.get(ItemText.CONCLUSION):
        found.append(_labelled("Konklusjon", _said(wording, conclusion)))
    if item.type is ItemType.NEGOTIATION:
        there = "har egen protokoll" if item.protocol else "skal ha egen protokoll"
        found.append(Paragraph(f"Forhandlingen {there}.", "note"))
    found += [
        _labelled("Beslutning", wording.marked(row.text, row.exempt)) for row in entry.decisions
    ]
    if decided := entry.notes.get(ItemText.EMPLOYERS_DECISION):
        when = f" {numeric(item.decided_on)}" if item.decided_on else ""
        found.append(_labelled(f"Arbeidsgivers beslutning{when}", _said(wording, decided)))
    found += [_task(wording, task) for task in wording.by_deadline(entry.tasks)]
    return found


def _task(wording: Wording, task: TaskRow) -> Paragraph:
    number = Run(f"Oppgave {wording.number(task)}", bold=True, to=task.uid)
    text = Run(wording.marked(task.text, task.exempt))
    placed = Run(f" {wording.who_and_when(task)}".rstrip(), italic=True)
    return Paragraph(runs=(number, Run(": ", bold=True), text, placed))


def _disagreement(entry: ItemEntry) -> list[Block]:
    """That the parties do not agree is a part of its own, with who it is that does not."""
    if entry.item.outcome is not Outcome.DISAGREEMENT:
        return []
    against = [row.party for row in entry.positions if row.stance is Stance.DISAGREES]
    who = f" Uenig: {listed(against)}." if against else ""
    asked = entry.item.statement_offered and not entry.statements
    offered = " Ingen varslet protokolltilførsel." if asked else ""
    said = f"Saken er drøftet uten at partene ble enige.{who}{offered}"
    return [Heading(4, "Partene er ikke enige"), Paragraph(said)]


def _statement(wording: Wording, row: StatementRow) -> list[Block]:
    senders = listed(row.senders.splitlines())
    found: list[Block] = [Heading(4, f"Protokolltilførsel fra {senders}")]
    if row.text:
        late = ", etter fristen" if statement_edits.is_late(row) else ""
        when = f"Levert {numeric(row.delivered)}{late}. Gjengitt ordrett." if row.delivered else ""
        found += [Paragraph(when, "note", opens=True)] if when else []
        said = wording.marked(row.text, row.exempt)
        found += [Paragraph(paragraph) for paragraph in said.split("\n\n") if paragraph]
    else:
        until = f" Frist {numeric(row.due)}." if row.due else ""
        found.append(Paragraph(f"Varslet i møtet, ikke levert.{until}", "note"))
    if row.reply:
        found.append(_labelled("Arbeidsgivers merknad", row.reply))
    return found
