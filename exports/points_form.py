"""The evaluation's form: the facts of the event, and the three questions with their points."""

from exports.outline import Block, Heading, Item, Numbered, Paragraph, Run
from exports.wording import Wording, counted, stacked
from store.sections import FilledColumn, Point, Points
from store.task_rows import TaskRow


def form(wording: Wording, section: Points) -> tuple[Block, ...]:
    """The section's columns, each under its question."""
    definition = section.definition
    if definition.titles == "heading":
        return tuple(
            block
            for column in section.columns
            for block in (Heading(2, column.column.heading), _column(wording, column))
        )
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
    return stacked([said(wording, point), *links(wording, point)])


def said(wording: Wording, point: Point) -> Run:
    """The point's words, where what answers it can lead to."""
    note = point.note
    return Run(wording.marked(note.text, note.exempt), anchor=note.uid)


def links(wording: Wording, point: Point) -> list[tuple[Run, ...]]:
    """What the point answers, what answers it, and what came of it, a line each."""
    others = (("Svarer på ", point.answers), ("Besvart av ", point.answered_by))
    lines: list[tuple[Run, ...]] = [
        (Run(label, italic=True), *wording.leading_to([note.uid for note in notes]))
        for label, notes in others
        if notes
    ]
    for row in point.deviations:
        found = f"{row.kind.capitalize()}: {wording.marked(row.text, row.exempt)}"
        lines.append((Run(found, italic=True),))
    lines += [task_in_one_line(wording, task) for task in wording.by_deadline(point.tasks)]
    return lines


def task_in_one_line(wording: Wording, task: TaskRow) -> tuple[Run, ...]:
    """«Oppgave 3: Enhetsleder. Frist: fre 11.12.2026 (uke 50)»; a withheld one says only so."""
    number = Run(f"Oppgave {wording.number(task)}", italic=True, to=task.uid)
    said = wording.who_and_when(task) or task.text  # that it is withheld
    return (number, Run(f": {said}", italic=True))
