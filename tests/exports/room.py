"""A meeting being held, for the tests of what is written of it; and how to read an outline."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec.structs import replace

from exports.minutes import minutes
from exports.outline import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Landscape,
    Numbered,
    PageContent,
    Paragraph,
    Table,
    stretches,
)
from exports.source import Source, source
from store import agreed_edits, deadline, head_edits, meetings, point_edits, responsible, risk_edits
from store.agreed_edits import Where
from store.database import Archive
from store.edits import Add, Change, Edit
from store.journal import action
from store.meeting import Meeting
from store.row import Row
from store.rows import AttendanceRow, NoteRow, RiskRow, SittingRow
from store.sections import RiskEntry, all_risks
from store.settings import Settings
from store.task_rows import TaskRow
from store.vocabulary import Presence

MUNICIPALITY = "Eksempeldal kommune"


class Room:
    """Does to one meeting what a room would."""

    def __init__(self, archive: Archive, uid: str) -> None:
        self.archive = archive
        self.uid = uid

    @property
    def meeting(self) -> Meeting:
        return meetings.load(self.archive, self.uid)

    @property
    def source(self) -> Source:
        return source(self.archive, self.uid, Settings(municipality=MUNICIPALITY))

    @property
    def document(self) -> Document:
        return minutes(self.source)

    def do(self, *edits: Edit | None, while_locked: bool = False) -> None:
        for edit in edits:
            assert edit is not None
            with action(self.archive, self.uid, "Prøve", while_locked=while_locked) as writer:
                edit.apply(writer)

    def head(self, **said: Any) -> None:
        head = self.meeting.head
        self.do(Change(head, replace(head, **said)), while_locked=True)

    def change(self, row: Row, **said: Any) -> None:
        self.do(Change(row, replace(row, **said)))

    def risk(self, text: str, **said: Any) -> RiskRow:
        self.do(risk_edits.add(self.meeting, "risikoer", text))
        risk = self.meeting.risks[-1]
        if said:
            self.change(risk, **said)
        return self.meeting.risks[-1]

    def entry(self, number: int = 1) -> RiskEntry:
        return all_risks(self.meeting)[number - 1]

    def point(self, column: str, text: str) -> NoteRow:
        section = "fakta" if column == "fakta" else "punkter"
        self.do(point_edits.add(self.meeting, section, column, text))
        return next(note for note in reversed(self.meeting.notes) if note.text == text)

    def decide(self, text: str, about: str = "") -> None:
        self.do(agreed_edits.add_decision(self.meeting, Where("oppfolging", about), text))

    def task(self, text: str, who: str = "", when: str = "", about: str = "") -> TaskRow:
        meeting = self.meeting
        names, frist = responsible.understand(who), deadline.understand(when, meeting.sitting.date)
        where = Where("oppfolging", about)
        self.do(agreed_edits.add_task(meeting, where, text, names, frist))
        return next(task for task in self.meeting.tasks if task.text == text)

    def follow_up(self, task: TaskRow, status: Any, day: date, **said: Any) -> None:
        self.do(agreed_edits.follow_up(self.meeting, task, status, said_on=day, **said))

    def another_sitting(self, day: date) -> None:
        self.add(SittingRow(meeting=self.uid, date=day))

    def attend(self, name: str, sitting: int = 1, **said: Any) -> None:
        meeting = self.meeting
        who = next(each for each in meeting.participants if each.name == name)
        wanted = AttendanceRow(meeting="", sitting="", participant="", **said)
        self.do(head_edits.set_attendance(meeting, meeting.sittings[sitting - 1], who, wanted))

    def is_absent(self, name: str, sitting: int = 1) -> None:
        self.attend(name, sitting, presence=Presence.ABSENT)

    def add(self, row: Row) -> None:
        self.do(Add(row))


def flat(blocks: tuple[Block, ...]) -> Iterator[PageContent]:
    """The blocks in reading order, those on pages on their side too."""
    for block in blocks:
        if isinstance(block, Landscape):
            yield from block.blocks
        else:
            yield block


def said(value: Any) -> str:
    """The words of a cell or a list's entry."""
    return "".join(run.text for run in stretches(value))


def headings(document: Document) -> list[str]:
    return [block.text for block in flat(document.blocks) if isinstance(block, Heading)]


def under(document: Document, heading: str) -> list[PageContent]:
    """What stands between this heading and the next."""
    found: list[PageContent] = []
    inside = False
    for block in flat(document.blocks):
        if isinstance(block, Heading):
            inside = block.text == heading
        elif inside:
            found.append(block)
    return found


def facts(document: Document) -> dict[str, str]:
    return dict(next(block for block in document.blocks if isinstance(block, Facts)).rows)


def table(document: Document, heading: str) -> Table:
    return next(block for block in under(document, heading) if isinstance(block, Table))


def rows(document: Document, heading: str) -> list[list[str]]:
    return [[said(cell) for cell in row] for row in table(document, heading).rows]


def items(document: Document, heading: str) -> list[str]:
    found = (block for block in under(document, heading) if isinstance(block, Bullets | Numbered))
    return [said(item) for block in found for item in block.items]


def sentences(document: Document, heading: str) -> list[str]:
    return [block.text for block in under(document, heading) if isinstance(block, Paragraph)]
