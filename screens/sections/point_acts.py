"""What can be done to a captured point, and to the column that it stands in."""

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import Screen

from screens.answers import Answerable, AnswersScreen
from screens.requests import WriteReport
from screens.sections import point_correction
from screens.sections.deviation import DeviationDialog
from screens.sections.editor import Desk
from screens.sections.line_below_list import LineBelowList
from screens.task_text import in_list, is_hidden
from screens.widgets.row_list import RowList
from store import draft_places, lights, point_edits, sections
from store.definitions import PointsDefinition, Stop
from store.edits import Edit
from store.meeting import Meeting
from store.rows import DeviationRow
from store.sections import FilledColumn, Point, Points
from store.text import clean

_Answer = TypeVar("_Answer")

_NOT_WHEN_LOCKED = ("task", "decision", "answers", "light", "report")


class PointActs(LineBelowList):
    """Acts on the point under the cursor; the stop's view is the column that the room works in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "task", "Oppgave", id="points.task"),
        Binding("o", "decision", "Gjør til beslutning", id="points.decision", show=False),
        Binding("b", "answers", "Besvarer", id="points.answers"),
        Binding("v,f6", "deviation", "Avvik", id="points.deviation"),
        Binding("e", "edit", "Rediger", id="points.edit", show=False),
        Binding("delete", "delete", "Slett", id="points.delete", show=False),
        Binding("f4", "light", "Status", id="points.light"),
        Binding("r", "report", "Rapport", id="points.report"),
        Binding("x", "extract", "Uttrekk til rapporten", id="points.extract", show=False),
        Binding("ctrl+up", "move(-1)", "Flytt opp", id="points.up", show=False),
        Binding("ctrl+down", "move(1)", "Flytt ned", id="points.down", show=False),
        Binding("ctrl+left", "to_column(-1)", "Til spalten før", id="points.left", show=False),
        Binding("ctrl+right", "to_column(1)", "Til neste spalte", id="points.right", show=False),
    ]

    def __init__(self, desk: Desk, meeting: Meeting, stop: Stop) -> None:
        super().__init__(desk, meeting, stop)
        definition = meeting.kind.section(stop.section)
        assert isinstance(definition, PointsDefinition)
        self.definition = definition
        self.points: Points = sections.points(meeting, definition)

    @property
    def active(self) -> FilledColumn:
        """The column that the room is working in."""
        return self.points.column(self.stop.view)

    @property
    def point(self) -> Point | None:
        """The point under the cursor."""
        return self._point_with(self.about)

    def _point_with(self, uid: str) -> Point | None:
        return next((point for point in self.active.points if point.note.uid == uid), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 -- Textual's signature
        """Acts that the column does not have are not offered, nor new things when it is closed."""
        column = self.active.column
        if self.meeting.locked and action in _NOT_WHEN_LOCKED:
            return False
        offered = {
            "deviation": column.deviation,
            "answers": bool(column.answers),
            "light": column.light,
            "report": bool(self.definition.report),
            "extract": bool(self.definition.report),
        }
        return offered.get(action, True)

    @on(RowList.Opened)
    def _open(self, message: RowList.Opened) -> None:
        message.stop()
        self.action_edit()

    def action_edit(self) -> None:
        """Correct the point's words."""
        point = self.point
        if point is not None and not self.refused_as_locked():
            uid = point.note.uid
            place = draft_places.of_correction(self.stop.section, uid)
            point_correction.correct(self.app, self.desk, place, lambda: self._point_with(uid))

    def open_again(self, place: str) -> None:
        """Open the correction that stands half written."""
        if place == draft_places.of_correction(self.stop.section, self.about):
            self.action_edit()

    def action_delete(self) -> None:
        """Delete the point; undo brings it back."""
        if point := self.point:
            edit = point_edits.remove(self.meeting, point.note)
            if self.desk.act("Slettet punkt", edit):
                self.desk.say("Punktet er slettet. Ctrl+Z henter det tilbake.")
                if not self.active.points:
                    self.take_focus()

    def action_move(self, step: int) -> None:
        """Let the point change places with its neighbour.

        Args:
            step: −1 up, 1 down.
        """
        if point := self.point:
            edit = point_edits.move(self.active.points, point.note, step)
            self.desk.act("Flyttet punkt", edit)

    def action_to_column(self, step: int) -> None:
        """Move the point to the neighbouring column.

        Args:
            step: −1 left, 1 right.
        """
        keys = [column.key for column in self.definition.columns]
        place = keys.index(self.stop.view) + step
        if (point := self.point) and 0 <= place < len(keys):
            edit = point_edits.move_to_column(self.meeting, point.note, keys[place])
            if self.desk.act("Flyttet punkt til en annen spalte", edit):
                self.desk.say(f"Flyttet til «{clean(self.definition.columns[place].heading)}».")
                if not self.active.points:
                    self.take_focus()

    def action_task(self) -> None:
        """Make a task of the point: the task line opens with its words, and hangs on it."""
        if point := self.point:
            self.desk.capture_task("" if is_hidden(point.note.text) else point.note.text)

    def action_decision(self) -> None:
        """Make a decision of the point, in the same way."""
        if point := self.point:
            self.desk.capture_decision("" if is_hidden(point.note.text) else point.note.text)

    def action_light(self) -> None:
        """Say how it stands with the column: from grønn to gul to rød to nothing said."""
        wanted = lights.after(self.active.status)
        edit = point_edits.set_status(self.meeting, self.definition.key, self.stop.view, wanted)
        self.desk.act("Status på tema", edit)

    def action_report(self) -> None:
        """Mark the point for the report, or take the mark off."""
        if point := self.point:
            self.desk.act("Til rapporten", point_edits.toggle_reported(point.note))

    def action_extract(self) -> None:
        """Write what all meetings of the period have marked for the report."""
        self.post_message(WriteReport(self.meeting.uid))

    def action_answers(self) -> None:
        """Mark the points that this one answers."""
        self._ask_about(
            "Knyttet punkter sammen",
            self._answers_screen,
            lambda point, chosen: point_edits.set_answers(self.meeting, point, chosen),
        )

    def _answers_screen(self, point: Point) -> AnswersScreen:
        answered = [self.points.column(key) for key in self.active.column.answers]
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
        point = self.point
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
        point = self.point
        if point is None or self.refused_as_locked():
            return
        uid = point.note.uid

        def write(answer: _Answer | None) -> None:
            now = self._point_with(uid)
            if now is not None and answer is not None:
                self.desk.act(label, edit(now, answer))

        self.app.push_screen(ask(point), write)
