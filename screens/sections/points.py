"""Points, captured line by line; one editor for every column of a section.

The stop's view is the column that the room is working in. Where there is room the section's other
columns stand beside it.
"""

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantFocus
from textual.screen import Screen
from textual.widgets import Static

from screens.answers import Answerable, AnswersScreen
from screens.dialogs import Confirm
from screens.sections import point_correction
from screens.sections.deviation import DeviationDialog
from screens.sections.editor import Desk, Editor
from screens.sections.point_lines import places, point_line
from screens.task_text import in_list, is_hidden
from screens.widgets.capture import Captured, CaptureLine, DraftFailed, Left, Pasted, TooLong
from screens.widgets.row_list import Line, RowList
from store import draft_places, point_edits, sections
from store.definitions import Column, PointsDefinition, Stop
from store.edits import Edit, each
from store.journal import Locked
from store.meeting import Meeting
from store.rows import DeviationRow
from store.sections import FilledColumn, Point, Points
from store.text import MAX_TEXT, clean

ROOM_FOR_COLUMNS = 96
"""Cells of the editor's own width from which the columns stand side by side."""

_PADDING = 2

ASK_ABOVE = 10
"""How many pasted lines become points without a question."""

_Answer = TypeVar("_Answer")


class PointsEditor(Editor):
    """The columns of a section, and the line that the active one is written in."""

    wanted_columns: ClassVar[int] = ROOM_FOR_COLUMNS + _PADDING

    DEFAULT_CSS = """
    PointsEditor { layout: vertical; padding: 0 1; }
    PointsEditor #question { height: auto; text-style: bold; color: $primary; }
    PointsEditor #help { height: auto; color: $text-muted; margin-bottom: 1; }
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
    PointsEditor #others { height: 1; color: $text-muted; }
    PointsEditor.beside #others { display: none; }
    PointsEditor #writing { height: 2; border-top: solid $primary; }
    PointsEditor #prompt { width: auto; height: 1; text-style: bold; color: $primary; }
    PointsEditor #capture, PointsEditor #capture:focus {
        width: 1fr; height: 1; border: none; padding: 0 0 0 1; background: transparent;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "task", "Oppgave", id="points.task"),
        Binding("o", "decision", "Gjør til beslutning", id="points.decision", show=False),
        Binding("b", "answers", "Besvarer", id="points.answers"),
        Binding("v,f6", "deviation", "Avvik", id="points.deviation"),
        Binding("e", "edit", "Rediger", id="points.edit", show=False),
        Binding("delete", "delete", "Slett", id="points.delete", show=False),
        Binding("plus", "new", "Ny", id="points.new", show=False),
        Binding("ctrl+up", "move(-1)", "Flytt opp", id="points.up", show=False),
        Binding("ctrl+down", "move(1)", "Flytt ned", id="points.down", show=False),
        Binding("ctrl+left", "to_column(-1)", "Til spalten før", id="points.left", show=False),
        Binding("ctrl+right", "to_column(1)", "Til neste spalte", id="points.right", show=False),
    ]

    def __init__(self, desk: Desk, meeting: Meeting, stop: Stop) -> None:
        super().__init__(desk, meeting, stop)
        definition = meeting.kind.section(stop.section)
        assert isinstance(definition, PointsDefinition)
        self._definition = definition
        self._place = f"{definition.key}/{stop.view}"
        self._points = sections.points(meeting, definition)
        self._is_sent_to_list = False

    # What is on the screen

    def compose(self) -> ComposeResult:
        """The question, the columns, and the line to write in."""
        column = self._active.column
        yield Static(Content(clean(column.question).upper()), id="question")
        yield Static(Content(clean(self.stop.help)), id="help")
        with Horizontal(id="columns"):
            for each_column in self._definition.columns:
                with Vertical(classes=f"column {self._state(each_column)}"):
                    yield Static(classes="title")
                    yield RowList()
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
        for box, column in zip(self.query(".column"), self._definition.columns, strict=True):
            box.query_one(RowList).can_focus = column.key == self.stop.view
        self.show(self.meeting)

    def on_resize(self) -> None:
        """The other columns stand beside the active one where there is room."""
        several = len(self._definition.columns) > 1
        self.set_class(several and self.size.width >= ROOM_FOR_COLUMNS, "beside")

    def show(self, meeting: Meeting) -> None:
        """Show the meeting as it has become; what is new in the column is chosen."""
        before = {point.note.uid for point in self._active.points}
        self.meeting = meeting
        self._points = points = sections.points(meeting, self._definition)
        if not self.children:
            return
        where = places(points)
        for box, column in zip(self.query(".column"), points.columns, strict=True):
            heading = f"{clean(column.column.heading).upper()}  {len(column.points)}"
            box.query_one(".title", Static).update(Content(heading))
            lines = [
                Line(point_line(meeting, point, where), point.note.uid) for point in column.points
            ]
            box.query_one(RowList).show(lines, newest=column.column.key == self.stop.view)
        self.query_one("#others", Static).update(Content(self._count_of_others(points)))
        self.query_one("#writing").display = not meeting.locked
        new = [point.note.uid for point in self._active.points if point.note.uid not in before]
        if new:
            self._list.choose(new[-1])

    def _count_of_others(self, points: Points) -> str:
        return " · ".join(
            f"{clean(column.column.heading)} {len(column.points)}"
            for column in points.columns
            if column.column.key != self.stop.view
        )

    @property
    def _active(self) -> FilledColumn:
        return self._points.column(self.stop.view)

    @property
    def _list(self) -> RowList:
        return self.query_one(".active RowList", RowList)

    @property
    def _line(self) -> CaptureLine:
        return self.query_one("#capture", CaptureLine)

    @property
    def about(self) -> str:
        """The uid of the point that the cursor stands on, or ""."""
        return self._list.chosen

    @property
    def _point(self) -> Point | None:
        return self._point_with(self.about)

    def _point_with(self, uid: str) -> Point | None:
        return next((point for point in self._active.points if point.note.uid == uid), None)

    def choose(self, uid: str) -> None:
        """Put the cursor on a point; it has the focus when the focus is taken next."""
        self._is_sent_to_list = self._list.choose(uid)

    def take_focus(self) -> None:
        """The line, where the next thing is typed, unless a point was chosen from outside.

        A text that stands half written in the line is gone on with. A closed meeting is only
        looked at.
        """
        to_list = self._is_sent_to_list and not self._line.value
        self._is_sent_to_list = False
        (self._list if to_list or self.meeting.locked else self._line).focus()

    @on(DescendantFocus)
    def _stay_where_it_went(self) -> None:
        self._is_sent_to_list = False

    # Writing

    @on(Captured)
    def _add(self, message: Captured) -> None:
        message.stop()
        self._write([message.text], message.raw)

    @on(Pasted)
    def _add_many(self, message: Pasted) -> None:
        message.stop()
        lines, raw = list(message.lines), "\n".join(message.lines)
        if len(lines) <= ASK_ABOVE:
            self._write(lines, raw)
            return

        def answer(yes: bool | None) -> None:
            if yes:
                self._write(lines, raw)
            else:
                self._line.give_back(raw)

        question = f"Lage {len(lines)} punkter av de {len(lines)} linjene?"
        self.app.push_screen(Confirm(question, yes="Lag punkter", no="Legg dem på linja"), answer)

    def _write(self, texts: list[str], raw: str) -> None:
        column, section = self.stop.view, self._definition.key
        edit = each([point_edits.add(self.meeting, section, column, text) for text in texts])
        label = "Nytt punkt" if len(texts) == 1 else f"{len(texts)} nye punkter"
        if not self.desk.act(label, edit, draft=self._place):
            self._line.give_back(raw)

    @on(TooLong)
    def _refuse_long(self, message: TooLong) -> None:
        message.stop()
        self.desk.refuse(f"Teksten ble for lang. Et punkt kan ha {MAX_TEXT} tegn; del den opp.")

    @on(DraftFailed)
    def _say_unsaved(self, message: DraftFailed) -> None:
        message.stop()
        self.desk.refuse("Linja er ikke lagret ennå. Den lagres så snart databasen kan skrives.")

    # Moving about

    @on(Left)
    def _to_list(self, message: Left) -> None:
        message.stop()
        if message.direction == "up" and self._active.points:
            if not self._list.chosen:
                self._list.action_last()
            self._list.focus()

    @on(RowList.Edge)
    def _to_line(self, message: RowList.Edge) -> None:
        message.stop()
        if message.direction == "down":
            self.take_focus()

    def action_new(self) -> None:
        """Go to the line."""
        self.take_focus()

    # Acts on the point under the cursor

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 -- Textual's signature
        """Acts that the column does not have are not offered, nor new things when it is closed."""
        column = self._active.column
        if self.meeting.locked and action in ("task", "decision", "answers"):
            return False
        if action == "deviation":
            return column.deviation
        if action == "answers":
            return bool(column.answers)
        return True

    @on(RowList.Opened)
    def _open(self, message: RowList.Opened) -> None:
        message.stop()
        self.action_edit()

    def action_edit(self) -> None:
        """Correct the point's words."""
        point = self._point
        if point is not None and not self._refused_as_locked():
            uid = point.note.uid
            place = draft_places.of_correction(self.stop.section, uid)
            point_correction.correct(self.app, self.desk, place, lambda: self._point_with(uid))

    def open_again(self, place: str) -> None:
        """Open the correction that stands half written."""
        if place == draft_places.of_correction(self.stop.section, self.about):
            self.action_edit()

    def _refused_as_locked(self) -> bool:
        if self.meeting.locked:
            self.desk.refuse(str(Locked(self.meeting.head.status)))
        return self.meeting.locked

    def action_delete(self) -> None:
        """Delete the point; undo brings it back."""
        if point := self._point:
            edit = point_edits.remove(self.meeting, point.note)
            if self.desk.act("Slettet punkt", edit):
                self.desk.say("Punktet er slettet. Ctrl+Z henter det tilbake.")
                if not self._active.points:
                    self.take_focus()

    def action_move(self, step: int) -> None:
        """Let the point change places with its neighbour.

        Args:
            step: −1 up, 1 down.
        """
        if point := self._point:
            edit = point_edits.move(self._active.points, point.note, step)
            self.desk.act("Flyttet punkt", edit)

    def action_to_column(self, step: int) -> None:
        """Move the point to the neighbouring column.

        Args:
            step: −1 left, 1 right.
        """
        keys = [column.key for column in self._definition.columns]
        place = keys.index(self.stop.view) + step
        if (point := self._point) and 0 <= place < len(keys):
            edit = point_edits.move_to_column(self.meeting, point.note, keys[place])
            if self.desk.act("Flyttet punkt til en annen spalte", edit):
                self.desk.say(f"Flyttet til «{clean(self._definition.columns[place].heading)}».")
                if not self._active.points:
                    self.take_focus()

    def action_task(self) -> None:
        """Make a task of the point: the task line opens with its words, and hangs on it."""
        if point := self._point:
            self.desk.capture_task("" if is_hidden(point.note.text) else point.note.text)

    def action_decision(self) -> None:
        """Make a decision of the point, in the same way."""
        if point := self._point:
            self.desk.capture_decision("" if is_hidden(point.note.text) else point.note.text)

    def action_answers(self) -> None:
        """Mark the points that this one answers."""
        self._ask_about(
            "Knyttet punkter sammen",
            self._answers_screen,
            lambda point, chosen: point_edits.set_answers(self.meeting, point, chosen),
        )

    def _answers_screen(self, point: Point) -> AnswersScreen:
        answered = [self._points.column(key) for key in self._active.column.answers]
        points = [
            Answerable(
                other.note.uid,
                f"{clean(column.column.heading)} {other.number}",
                in_list(other.note.text),
            )
            for column in answered
            for other in column.points
        ]
        text = in_list(point.note.text)
        return AnswersScreen(text, points, {note.uid for note in point.answers})

    def action_deviation(self) -> None:
        """Make an avvik of the point; one that is, is changed or taken away."""
        point = self._point
        if point is None:
            return
        if not point.deviations:
            self.desk.act("Avvik", point_edits.add_deviation(point.note))
            return
        uid = point.note.uid

        def current() -> DeviationRow | None:
            now = self._point_with(uid)
            return now.deviations[0] if now and now.deviations else None

        DeviationDialog(self.app, self.desk, current, self.meeting.head.status).open()

    def _ask_about(
        self,
        label: str,
        ask: Callable[[Point], Screen[_Answer | None]],
        edit: Callable[[Point, _Answer], Edit | None],
    ) -> None:
        """Ask about the point under the cursor; the answer is written on it as it then is."""
        point = self._point
        if point is None or self._refused_as_locked():
            return
        uid = point.note.uid

        def write(answer: _Answer | None) -> None:
            now = self._point_with(uid)
            if now is not None and answer is not None:
                self.desk.act(label, edit(now, answer))

        self.app.push_screen(ask(point), write)
