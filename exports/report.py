"""The extract for a report: what all meetings of a period have marked for it, as one document.

It goes to politicians, so what is exempt from public access is left out, and only counted.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from exports.files import file_name, free_name, write_atomically
from exports.outline import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Landscape,
    Paragraph,
    Run,
    Table,
)
from exports.wording import UNSAID, counted
from store import lights, norwegian_order
from store.database import Archive
from store.definitions import FiguresDefinition, PointsDefinition
from store.figures import change
from store.meeting import Meeting
from store.norwegian_dates import numeric
from store.reporting import meetings_of
from store.sections import Figures, FilledColumn, FilledFigure, Points, fill


class NothingToReport(LookupError):
    """No meeting was held for the period; `str()` is a Norwegian sentence."""


@dataclass(frozen=True, slots=True)
class Period:
    """What is reported on.

    Attributes:
        name: «2. tertial».
        year: The year in which the meetings were held.
        unit: Only this unit's; "" for all.
    """

    name: str
    year: int
    unit: str = ""


def period_of(meeting: Meeting) -> Period:
    """The period that a meeting was held for, over all units.

    Raises:
        NothingToReport: When nobody has said which.
    """
    fields = [each.period for each in meeting.kind.sections if isinstance(each, FiguresDefinition)]
    name = next((said for field in fields if (said := meeting.said_in_head(field))), "")
    if not name:
        raise NothingToReport("Perioden er ikke satt. Ctrl+O viser opplysningene, der den står.")
    return Period(name, meeting.first_day.year)


def report(archive: Archive, period: Period, municipality: str) -> Document:
    """Read what the meetings of a period have marked for the report.

    Raises:
        NothingToReport: When no meeting was held for it.
    """
    found = meetings_of(archive, period.name, period.year, period.unit)
    if not found:
        where = f" i {period.unit}" if period.unit else ""
        raise NothingToReport(
            f"Ingen samtaler for {period.name} {period.year}{where} er holdt. "
            "Sjekk perioden i samtalenes opplysninger."
        )
    public = sorted(
        (each for each in found if not each.head.exempt),
        key=lambda each: (norwegian_order.sort_key(each.head.unit), each.first_day),
    )
    title = f"Uttrekk til tertialrapporten: {period.name} {period.year}"
    return Document(
        title=title,
        subject=f"{period.name} {period.year}",
        author=municipality or "referat",
        keywords=("referat", period.name, str(period.year)),
        identifier=f"{period.name} {period.year} {period.unit}".strip(),
        version="1",
        saved=max(each.saved for each in found),
        draft=False,
        blocks=(
            Heading(1, title),
            _facts(period, municipality, public),
            *_left_out(found, public),
            *_statuses(public),
            *_themes(public),
            *_figures(public),
        ),
        footer=(municipality,) if municipality else (),
    )


def write_report(document: Document, path: Path) -> Path:
    """Write the report; the suffix says whether as Word or Markdown.

    Args:
        document: The report.
        path: A file, «.docx» or «.md».

    Raises:
        exports.files.FileRefused: With one Norwegian sentence; nothing was written.
    """
    write_atomically(path, _written(path.suffix.lower())(document))
    return path


def usual_place(folder: Path, period: Period) -> Path:
    """A free name in a folder: «Tertialrapport – Skole – 2. tertial 2026.docx»."""
    said = f"{period.name} {period.year}"
    return free_name(folder / file_name(None, "Tertialrapport", period.unit, said, ".docx"))


def _written(suffix: str) -> Callable[[Document], bytes]:
    if suffix == ".md":
        from exports import markdown  # noqa: PLC0415 - only this format needs it

        return markdown.write
    from exports import word  # noqa: PLC0415 - python-docx takes half a first paint

    return word.write


def _facts(period: Period, municipality: str, meetings: Sequence[Meeting]) -> Facts:
    units = dict.fromkeys(each.head.unit for each in meetings if each.head.unit)
    rows = (
        ("Kommune", municipality),
        ("Periode", f"{period.name} {period.year}"),
        ("Enheter", ", ".join(units)),
        ("Samtaler", str(len(meetings))),
    )
    return Facts.of_what_is_said(rows, "Om uttrekket")


def _left_out(found: Sequence[Meeting], public: Sequence[Meeting]) -> tuple[Block, ...]:
    """How much is exempt, never what."""
    points = sum(note.reported and bool(note.exempt) for each in public for note in each.notes)
    said = [
        counted(len(found) - len(public), "samtale", "samtaler")
        if len(found) > len(public)
        else "",
        counted(points, "punkt", "punkter") if points else "",
    ]
    if not any(said):
        return ()
    left = " og ".join(part for part in said if part)
    return (Paragraph(f"Unntatt offentlighet og ikke tatt med: {left}.", "note"),)


def _named(meeting: Meeting, meetings: Sequence[Meeting]) -> str:
    """Its unit; with its day where the unit had several."""
    unit = meeting.head.unit or meeting.head.title
    several = sum(each.head.unit == meeting.head.unit for each in meetings) > 1
    return f"{unit} ({numeric(meeting.first_day)})" if several else unit


def _sections(meeting: Meeting) -> Iterator[Points]:
    for definition in meeting.kind.sections:
        if isinstance(definition, PointsDefinition) and definition.report:
            section = fill(meeting, definition)
            if isinstance(section, Points):
                yield section


def _columns(meeting: Meeting) -> dict[str, FilledColumn]:
    """Its themes by their key."""
    return {
        column.column.key: column for section in _sections(meeting) for column in section.columns
    }


def _statuses(meetings: Sequence[Meeting]) -> tuple[Block, ...]:
    themes = {
        key: column.column.heading
        for each in meetings
        for key, column in _columns(each).items()
        if column.column.light
    }
    if not themes:
        return ()
    columns = (Column("Enhet", 2.0), *(Column(heading, 1.5) for heading in themes.values()))
    rows = tuple(
        (_named(each, meetings), *(_status(_columns(each), key) for key in themes))
        for each in meetings
    )
    description = "En rad for hver enhet og en kolonne for hvert tema."
    table = Table(columns, rows, "Status for temaene", description)
    return (Heading(2, "Status"), table)


def _status(columns: Mapping[str, FilledColumn], key: str) -> str:
    column = columns.get(key)
    return lights.shown(column.status) if column and column.status else UNSAID


def _themes(meetings: Sequence[Meeting]) -> tuple[Block, ...]:
    """Theme by theme, and under each what every unit said."""
    questions = {
        key: column.column.question for each in meetings for key, column in _columns(each).items()
    }
    found: list[Block] = []
    for key, question in questions.items():
        said = [block for each in meetings for block in _said(each, meetings, key)]
        if said:
            found += [Heading(2, question), *said]
    return tuple(found) or (Paragraph("Ingen punkter er merket til tertialrapporten."),)


def _said(meeting: Meeting, meetings: Sequence[Meeting], key: str) -> tuple[Block, ...]:
    column = _columns(meeting).get(key)
    notes = [point.note for point in column.points] if column else []
    texts = [note.text for note in notes if note.reported and not note.exempt]
    if not texts or column is None:
        return ()
    unit = Run(_named(meeting, meetings), bold=True)
    status = (Run(f"   {lights.shown(column.status)}"),) if column.status else ()
    return (Paragraph(runs=(unit, *status)), Bullets(tuple(texts)))


def _figures(meetings: Sequence[Meeting]) -> tuple[Block, ...]:
    """All figures side by side, on a page of their own."""
    written = {
        each.uid: {filled.figure.key: filled for filled in _filled(each)} for each in meetings
    }
    labels = {
        key: f"{filled.figure.label} ({filled.figure.unit})"
        if filled.figure.unit
        else filled.figure.label
        for filled_by_key in written.values()
        for key, filled in filled_by_key.items()
    }
    if not labels:
        return ()
    columns = (
        Column("Enhet", 2.0),
        *(Column(label, 1.2, "right") for label in labels.values()),
    )
    rows = tuple(
        (_named(each, meetings), *(_figure(written[each.uid].get(key)) for key in labels))
        for each in meetings
        if written[each.uid]
    )
    description = "En rad for hver enhet; under tallet står endringen fra i fjor."
    table = Table(columns, rows, "Nøkkeltall", description)
    return (Landscape((Heading(2, "Nøkkeltall"), table)),)


def _filled(meeting: Meeting) -> Iterator[FilledFigure]:
    for definition in meeting.kind.sections:
        section = fill(meeting, definition)
        if isinstance(section, Figures):
            yield from (each for each in section.figures if each.row and each.row.value)


def _figure(filled: FilledFigure | None) -> Cell | str:
    if filled is None or filled.row is None:
        return UNSAID
    changed = change(filled.row.value, filled.row.last_year)
    return f"{filled.row.value}\n({changed})" if changed else filled.row.value
