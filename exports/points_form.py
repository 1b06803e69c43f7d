"""The evaluation's form: the facts of the event, and the three questions with their points."""

from exports.outline import Block, Heading, Item, Numbered, Paragraph, Run
from exports.wording import Wording, counted, stacked
from store.sections import FilledColumn, Point, Points
from store.task_rows import TaskRow
from store.withheld import Withheld


def form(wording: Wording, section: Points) -> tuple[Block, ...]:
    """The section's columns, each under its question."""
    definition = section.definition
    found: list[Block] = [Heading(2, definition.heading)]
    alone = len(section.columns) == 1
    for column in section.columns:
        if not alone:
            found.append(Heading(3, column.column.question))
        found.append(_column(wording, column))
    return tuple(found)


def summary(section: Points) -> tuple[Block, ...]:
    """How much was said under each heading of a section with several."""
    if len(section.columns) == 1 or not any(column.points for column in section.columns):
        return ()
    said = [
        f"{column.column.heading}: {counted(len(column.points), 'punkt', 'punkter')}."
        for column in section.columns
    ]
    return (Paragraph(" ".join(said)),)


def _column(wording: Wording, column: FilledColumn) -> Block:
    if not column.points:
        return Paragraph("Ingen punkter.")
    return Numbered(tuple(_point(wording, point) for point in column.points))


def _point(wording: Wording, point: Point) -> Item:
    said = Run(wording.marked(point.note.text, point.note.exempt))
    return stacked([said, *(Run(line, italic=True) for line in links(wording, point))])


def links(wording: Wording, point: Point) -> list[str]:
    """What the point answers, what answers it, and what came of it."""
    lines: list[str] = []
    if point.answers:
        lines.append(f"Svarer på {wording.places([note.uid for note in point.answers])}")
    if point.answered_by:
        lines.append(f"Besvart av {wording.places([note.uid for note in point.answered_by])}")
    lines += [
        f"{deviation.kind.capitalize()}: {wording.marked(deviation.text, deviation.exempt)}"
        for deviation in point.deviations
    ]
    lines += [task_in_one_line(wording, task) for task in wording.by_deadline(point.tasks)]
    return lines


def task_in_one_line(wording: Wording, task: TaskRow) -> str:
    """«Oppgave 3: Enhetsleder. Frist: fre 11.12.2026 (uke 50)»; a withheld one says only so."""
    if isinstance(task.text, Withheld):
        return f"Oppgave {wording.number(task)}: {task.text}"
    who, when = _in_one_line(wording.responsible(task)), _in_one_line(wording.deadline(task))
    return f"Oppgave {wording.number(task)}: {who}. Frist: {when}"


def _in_one_line(text: str) -> str:
    return text.replace("\n", ". ")
