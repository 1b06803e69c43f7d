"""Points, captured line by line; one editor for every column of a section.

The stop's view is the column that the room is working in. Where there is room the section's other
columns stand beside it.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from screens.dialogs import Tell
from screens.sections.beside_points import BesideLastTime, in_full, in_one_line, light_shown
from screens.sections.editor import Desk
from screens.sections.point_acts import PointActs
from screens.sections.point_lines import PointLines
from screens.widgets.capture import CaptureLine
from screens.widgets.row_list import RowList
from store import draft_places, point_edits, sections
from store.column_talk import LastTime, last_time
from store.definitions import Column, Stop
from store.edits import each
from store.meeting import Meeting
from store.text import clean

ROOM_FOR_COLUMNS = 96
"""Cells of the editor's own width from which the columns stand side by side."""

_PADDING = 2


class PointsEditor(PointActs):
    """The columns of a section, and the line that the active one is written in."""

    wanted_columns: ClassVar[int] = ROOM_FOR_COLUMNS + _PADDING

    DEFAULT_CSS = """
    PointsEditor #top { height: auto; }
    PointsEditor #light { width: auto; height: 1; padding-left: 2; }
    PointsEditor #question { width: 1fr; height: auto; }
    PointsEditor #columns { height: 1fr; }
    PointsEditor .column { width: 1fr; height: 1fr; padding: 0 1 0 0; }
    PointsEditor .column.active { width: 2fr; }
    PointsEditor .title { height: 1; text-style: bold; margin-bottom: 1; display: none; }
    PointsEditor.beside .title { display: block; }
    PointsEditor.beside .column.active .title { color: $primary; }
    PointsEditor .column.idle { color: $text-muted; }
    PointsEditor .column.idle RowList { color: $text-muted; }
    PointsEditor .column.idle { display: none; }
    PointsEditor.beside .column.idle { display: block; }
    PointsEditor BesideLastTime { display: none; }
    PointsEditor.beside BesideLastTime { display: block; }
    PointsEditor #others { height: 1; color: $text-muted; }
    PointsEditor.beside #others { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus", "new", "Ny", id="points.new", show=False),
        Binding("l,f5", "last_time", "Sist", id="points.last_time"),
    ]

    def __init__(self, desk: Desk, meeting: Meeting, stop: Stop) -> None:
        super().__init__(desk, meeting, stop)
        self._place = draft_places.of_new(self.definition.key, stop.view)
        shows_last_time = self.definition.beside == "last_time"
        self._beside = BesideLastTime() if shows_last_time else None
        self._columns = (self.active.column,) if shows_last_time else self.definition.columns

    # What is on the screen

    def compose(self) -> ComposeResult:
        """The question, the columns, and the line to write in."""
        column = self.active.column
        with Horizontal(id="top"):
            yield Static(Content(clean(column.question).upper()), id="question")
            yield Static(id="light")
        yield Static(Content(clean(self.stop.help)), id="help")
        with Horizontal(id="columns"):
            for each_column in self._columns:
                with Vertical(classes=f"column {self._state(each_column)}"):
                    yield Static(classes="title")
                    yield RowList()
            if self._beside:
                yield self._beside
        yield Static(id="others")
        with Horizontal(id="writing"):
            yield Static(Content(f"{clean(column.heading)}:"), id="prompt")
            yield CaptureLine(
                save_draft=lambda text: self.desk.save_draft(self._place, text),
                draft=self.desk.draft(self._place),
                placeholder="Ett punkt per linje",
                id="capture",
            )

    def _state(self, column: Column) -> str:
        return "active" if column.key == self.stop.view else "idle"

    def on_mount(self) -> None:
        """Show what there is."""
        for box, column in zip(self.query(".column"), self._columns, strict=True):
            box.query_one(RowList).can_focus = column.key == self.stop.view
        self.show(self.meeting)

    def on_resize(self) -> None:
        """The other columns stand beside the active one where there is room."""
        has_any = self._beside is not None or len(self._columns) > 1
        self.set_class(has_any and self.size.width >= ROOM_FOR_COLUMNS, "beside")

    def show(self, meeting: Meeting) -> None:
        """Show the meeting as it has become; what is new in the column is chosen."""
        before = {point.note.uid for point in self.active.points}
        self.meeting = meeting
        self.points = sections.points(meeting, self.definition)
        if not self.children:
            return
        entries = PointLines(meeting, self.points)
        for box, column in zip(self.query(".column"), self._columns, strict=True):
            filled = self.points.column(column.key)
            heading = f"{clean(column.heading).upper()}  {len(filled.points)}"
            box.query_one(".title", Static).update(Content(heading))
            box.query_one(RowList).show(entries.of(filled), newest=column is self.active.column)
        self._show_beside()
        self.query_one("#writing").display = not meeting.locked
        new = [point.note.uid for point in self.active.points if point.note.uid not in before]
        if new:
            self._list.choose(new[-1])

    def _show_beside(self) -> None:
        light = self.query_one("#light", Static)
        light.display = self.active.column.light
        light.update(light_shown(self.active.status, asked=not self.meeting.locked))
        others = self.query_one("#others", Static)
        if self._beside is None:
            others.update(Content(self._count_of_others()))
            return
        said = self._last_time()
        self._beside.show(said)
        others.update(in_one_line(said))

    def _last_time(self) -> LastTime | None:
        last = self.desk.last_meeting
        return last_time(self.meeting, last, self.definition.key, self.stop.view)

    def _count_of_others(self) -> str:
        return " · ".join(
            f"{clean(column.column.heading)} {len(column.points)}"
            for column in self.points.columns
            if column.column.key != self.stop.view
        )

    def action_last_time(self) -> None:
        """Show all that was said in the same column last time."""
        self.app.push_screen(Tell(clean(self.active.column.question), in_full(self._last_time())))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What was said last time is shown where that stands beside."""
        if action == "last_time":
            return self._beside is not None
        return super().check_action(action, parameters)

    @property
    def _list(self) -> RowList:
        return self.query_one(".active RowList", RowList)

    @property
    def _rows_in_words(self) -> str:
        return "punkter"

    # Writing

    def _write(self, texts: Sequence[str], raw: str) -> None:
        column, section = self.stop.view, self.definition.key
        edit = each([point_edits.add(self.meeting, section, column, text) for text in texts])
        label = "Nytt punkt" if len(texts) == 1 else f"{len(texts)} nye punkter"
        if not self.desk.act(label, edit, draft=self._place):
            self._line.give_back(raw)
