"""The themes of a talk: how it stands with each, what was said, decided and given out."""

from exports.outline import Block, Bullets, Heading, Item, Numbered, Paragraph, Run
from exports.points_form import links, said, task_in_one_line
from exports.wording import Wording, stacked
from store import lights
from store.column_talk import arose_in, is_spoken_of, lacks_plan
from store.sections import FilledColumn, Point, Points
from store.task_rows import TaskRow
from store.vocabulary import Light
from store.withheld import Withheld

NOT_A_THEME = "Ikke tema i denne samtalen."
NO_THEME = "Ingen av temaene er tatt opp."


def form(wording: Wording, section: Points) -> tuple[Block, ...]:
    """Each theme under its words in the handbook; one that was passed by says so."""
    found: list[Block] = [Heading(2, section.definition.heading)]
    key = section.definition.key
    if not any(is_spoken_of(wording.meeting, key, column) for column in section.columns):
        return (*found, Paragraph(NO_THEME))
    for column in section.columns:
        found.append(Heading(3, column.column.question))
        found += _theme(wording, section, column)
    return tuple(found)


def summary(section: Points) -> tuple[Block, ...]:
    """Which themes are red, yellow and green; nothing where nobody said it."""
    lines = [
        f"{lights.shown(light)}: {', '.join(themes)}"
        for light in (Light.RED, Light.YELLOW, Light.GREEN)
        if (themes := [each.column.heading for each in section.columns if each.status is light])
    ]
    return (Bullets(tuple(lines)),) if lines else ()


def _theme(wording: Wording, section: Points, column: FilledColumn) -> list[Block]:
    key = section.definition.key
    if not is_spoken_of(wording.meeting, key, column):
        return [Paragraph(NOT_A_THEME)]
    found: list[Block] = []
    if column.status:
        status = (Run("Status: "), Run(lights.shown(column.status), bold=True))
        found.append(Paragraph(runs=status, opens=bool(column.points)))
    if column.points:
        report = section.definition.report
        found.append(
            Numbered(tuple(_point(wording, report, column, point) for point in column.points))
        )
    agreed = _agreed(wording, key, column)
    return [*found, Bullets(agreed)] if agreed else found


def _point(wording: Wording, report: str, column: FilledColumn, point: Point) -> Item:
    below: list[str] = []
    if column.column.needs_plan:
        below += [f"Årsak: {row.cause or 'ikke satt'}" for row in point.deviations]
    if lacks_plan(column, point):
        below.append("Plan for lukking mangler")
    if point.note.reported:
        below.append(report)
    marks = [Run(line, italic=True) for line in below]
    return stacked([said(wording, point), *links(wording, point), *marks])


def _agreed(wording: Wording, section: str, column: FilledColumn) -> tuple[Item, ...]:
    """The decisions of the theme, and the tasks that hang on none of its points."""
    decisions, tasks = arose_in(wording.meeting, section, column.column.key)
    told = {task.uid for point in column.points for task in point.tasks}
    lines: list[Item] = [
        (Run("Beslutning: ", bold=True), Run(wording.marked(row.text, row.exempt)))
        for row in decisions
    ]
    lines += [_task(wording, task) for task in wording.by_deadline(tasks) if task.uid not in told]
    return tuple(lines)


def _task(wording: Wording, task: TaskRow) -> Item:
    agreed = task_in_one_line(wording, task)
    if isinstance(task.text, Withheld):
        return agreed
    return (Run(f"{wording.marked(task.text, task.exempt)}  "), *agreed)
