"""The saker: what each was about, where the parties stand, and how it ended."""

from exports.outline import Block, Column, Heading, Paragraph, Run, Table
from exports.wording import UNSAID, Wording
from store.norwegian_dates import numeric
from store.rows import ItemText, ItemType, NoteRow, Outcome, PositionRow, RemarkRow, StatementRow
from store.sections import ItemEntry, Items

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
        found += _item(wording, entry)
    return tuple(found) if section.entries else ()


def _item(wording: Wording, entry: ItemEntry) -> list[Block]:
    item = entry.item
    title = wording.marked(item.text, item.exempt)
    return [
        Heading(3, f"Sak {entry.label} {title}"),
        Paragraph(runs=(Run(f"{item.type.capitalize()}sak", bold=True),)),
        *_texts(wording, entry),
        *_positions(wording, entry),
        *_ending(wording, entry),
        *(block for row in entry.statements for block in _statement(wording, row)),
        *(_remark(wording, row) for row in entry.remarks),
    ]


def _labelled(label: str, text: str) -> Paragraph:
    return Paragraph(runs=(Run(f"{label}: ", bold=True), Run(text)))


def _said(wording: Wording, notes: tuple[NoteRow, ...]) -> str:
    return "\n".join(wording.marked(note.text, note.exempt) for note in notes)


def _texts(wording: Wording, entry: ItemEntry) -> list[Block]:
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
    if item.outcome is Outcome.DISAGREEMENT:
        found.append(Paragraph("Partene er ikke enige.", "warning"))
    elif item.outcome is not Outcome.OPEN:
        found.append(_labelled("Utfall", item.outcome.capitalize()))
    if item.type is ItemType.NEGOTIATION:
        found.append(Paragraph("Forhandlingen har egen protokoll.", "note"))
    found += [
        _labelled("Beslutning", wording.marked(row.text, row.exempt)) for row in entry.decisions
    ]
    if decided := entry.notes.get(ItemText.EMPLOYERS_DECISION):
        when = f" {numeric(item.decided_on)}" if item.decided_on else ""
        found.append(_labelled(f"Arbeidsgivers beslutning{when}", _said(wording, decided)))
    found += [
        _labelled(f"Oppgave {wording.number(task)}", wording.marked(task.text, task.exempt))
        for task in wording.by_deadline(entry.tasks)
    ]
    return found


def _statement(wording: Wording, row: StatementRow) -> list[Block]:
    senders = " og ".join(row.senders.splitlines())
    delivered = f", levert {numeric(row.delivered)}" if row.delivered else ""
    found: list[Block] = [Heading(4, f"Protokolltilførsel fra {senders}{delivered}")]
    if row.text:
        said = wording.marked(row.text, row.exempt)
        found += [Paragraph(paragraph) for paragraph in said.split("\n\n")]
    else:
        until = f" Frist {numeric(row.due)}." if row.due else ""
        found.append(Paragraph(f"Varslet i møtet, ikke levert.{until}", "note"))
    if row.reply:
        found.append(_labelled("Arbeidsgivers merknad", row.reply))
    return found


def _remark(wording: Wording, row: RemarkRow) -> Paragraph:
    when = "mottatt etter godkjenning " if row.after_approval else "mottatt "
    label = f"Merknad {when}{numeric(row.received)} fra {row.sender}"
    return _labelled(label, wording.marked(row.text, row.exempt))
