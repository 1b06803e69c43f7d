"""The figures of what leaves: a large document in Word, how it grows, and memory over many."""

import io
import math
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from xml.sax.saxutils import escape

import docx

from exports import FORMATS, word
from exports.minutes import minutes
from exports.order import Order
from exports.outline import Cell, Document, Landscape, PageContent, Table, stretches
from exports.source import Source, source
from exports.word_package import unzipped, zipped
from store import kind, meetings
from store.database import Archive
from store.journal import ActionKind, action
from store.opening import open_archive
from store.rows import RiskRow
from store.task_rows import ResponsibleRow, TaskRow
from store.uids import new_uid
from tests.benchmarks.figure import Amount, Figure
from tests.benchmarks.many_meetings import DAY, fill
from tests.benchmarks.stopwatch import middle
from tui.composition import now

RISKS, TASKS = 200, 300
Rows = list[list[str]]


def word_against_xml(amount: Amount, folder: Path) -> Figure:
    """A referat of 200 risks and 300 tasks, against its tables' rows as plain XML in a zip."""
    made = large_meeting(folder, RISKS, TASKS)
    tables = list(rows_of(minutes(made)))
    parts = unzipped(FORMATS["docx"].write(Order(made)))
    own, floor = by_turns(
        amount.writes,
        lambda: FORMATS["docx"].write(Order(made)),
        lambda: zipped({**parts, "word/document.xml": plain_xml(tables)}),
    )
    return Figure(f"{RISKS} risks, {TASKS} tasks in Word / raw XML", own / floor, 3, amount.writes)


def word_against_the_library(amount: Amount, folder: Path) -> Figure:
    """The same, against the way that python-docx's own guide fills a table."""
    made = large_meeting(folder, RISKS, TASKS)
    document = minutes(made)
    tables = list(rows_of(document))
    own, floor = by_turns(
        max(1, amount.writes // 3), lambda: word.write(document), lambda: as_the_guide_says(tables)
    )
    what = f"{RISKS} risks, {TASKS} tasks in Word / add_row().cells"
    return Figure(what, own / floor, 1, max(1, amount.writes // 3))


def growth(amount: Amount, folder: Path) -> Figure:
    """The exponent by which time grows with the risks: 1 is in proportion."""
    few, many = amount.rows
    small, large = (large_meeting(folder, number, number) for number in amount.rows)
    slow, quick = by_turns(
        max(1, amount.writes // 3),
        lambda: FORMATS["docx"].write(Order(large)),
        lambda: FORMATS["docx"].write(Order(small)),
    )
    exponent = math.log(slow / quick) / math.log(many / few)
    return Figure(f"exponent, {few} to {many} rows", exponent, 1.05, max(1, amount.writes // 3))


def memory(amount: Amount, folder: Path) -> Figure:
    """The most memory that exporting takes, after many meetings against after a few."""
    first, all_of_them = amount.exports
    database = folder / "mange.db"
    archive = opened(database)
    fill(archive, all_of_them)
    archive.close()
    words = ["-m", "tests.benchmarks.exported_memory", str(database), str(folder), str(first)]
    done = subprocess.run([sys.executable, *words], check=True, capture_output=True, text=True)
    few, many = map(int, done.stdout.split())
    return Figure(f"memory, {all_of_them} exported meetings / {first}", many / few, 1.1, 1)


def opened(path: Path) -> Archive:
    """A file of meetings."""
    return open_archive(path, clock=now, new_uid=new_uid, who="Referent")


def large_meeting(folder: Path, risks: int, tasks: int) -> Source:
    """A wheel with this many risks, all scored, and tasks with ansvar and frist."""
    archive = opened(folder / f"{risks}-{tasks}.db")
    wheel = kind.load().by_id["internkontroll"]
    uid = meetings.plan(archive, meetings.Plan(kind=wheel, title="Legemidler", date=DAY))
    (sitting,) = meetings.load(archive, uid).sittings
    with action(archive, uid, "Fylt", kind=ActionKind.STEP) as writer:
        for place in range(1, risks + 1):
            writer.add(a_risk(uid, place))
        for place in range(1, tasks + 1):
            task = a_task(uid, sitting.uid, place)
            writer.add(task)
            writer.add(ResponsibleRow(uid=f"n{place}", meeting=uid, task=task.uid, name="Leder"))
    made = source(archive, uid)
    archive.close()
    return made


def a_risk(meeting: str, place: int) -> RiskRow:
    """One risk."""
    return RiskRow(
        uid=f"r{place}",
        meeting=meeting,
        section="risikoer",
        text=f"Noe som kan gå galt på dette fagområdet, nummer {place}",
        likelihood=place % 5 + 1,
        consequence=place % 4 + 1,
        residual_likelihood=place % 3 + 1,
        residual_consequence=place % 4 + 1,
        remark="Følges opp i ledermøtet",
    )


def a_task(meeting: str, sitting: str, place: int) -> TaskRow:
    """One task, that hangs on a risk."""
    return TaskRow(
        uid=f"t{place}",
        meeting=meeting,
        sitting=sitting,
        stop="tiltak",
        about=f"r{place}",
        text=f"Et tiltak som noen skal gjøre, nummer {place}",
        responsible="Leder",
        deadline="uke 50",
        deadline_kind="dato",
        deadline_date=DAY + timedelta(days=place % 90),
    )


def by_turns(
    times: int, one: Callable[[], object], other: Callable[[], object]
) -> tuple[float, float]:
    """The middle of the seconds that each takes, taken by turns."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        for act, seconds in zip((one, other), taken, strict=True):
            before = time.perf_counter()
            act()
            seconds.append(time.perf_counter() - before)
    return middle(taken[0]), middle(taken[1])


def rows_of(document: Document) -> Iterator[Rows]:
    """The words of each table of a document."""
    blocks: list[PageContent] = []
    for block in document.blocks:
        blocks += block.blocks if isinstance(block, Landscape) else (block,)
    for block in blocks:
        if isinstance(block, Table):
            heading = [column.heading for column in block.columns]
            yield [heading, *([words(cell) for cell in row] for row in block.rows)]


def words(cell: Cell | str) -> str:
    """The words of a cell."""
    return "".join(run.text for run in stretches(cell))


def plain_xml(tables: list[Rows]) -> bytes:
    """The rows as Word's XML, each cell with its width and style, written as text at once."""
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(
        f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(map(plain_row, rows))}</w:tbl><w:p/>"
        for rows in tables
    )
    return f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>'.encode()


def plain_row(row: list[str]) -> str:
    """One row of a table."""
    cells = "".join(
        '<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr>'
        '<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(cell)}</w:t></w:r></w:p></w:tc>'
        for cell in row
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def as_the_guide_says(tables: list[Rows]) -> bytes:
    """The rows by python-docx's own way."""
    document = docx.Document()
    for rows in tables:
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


DOCUMENT_FIGURES: tuple[Callable[[Amount, Path], Figure], ...] = (
    word_against_xml,
    word_against_the_library,
    growth,
    memory,
)
