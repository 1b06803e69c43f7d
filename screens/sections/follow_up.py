"""The closing stop: who does what, and when; what went wrong; when the room meets again."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import OptionList, Static

from screens.dialogs import Choose
from screens.sections.carried_editor import CarriedEditor
from screens.sections.deviation import DeviationDialog
from screens.sections.editor import Desk
from screens.sections.follow_up_lines import (
    as_lines,
    carried,
    decisions,
    deviations,
    from_before,
    tasks_by_deadline,
)
from screens.sections.next_meeting import NextMeetingDialog
from screens.widgets.row_list import Line, RowList
from store import agreed_edits
from store.definitions import SinceLastDefinition, Stop
from store.draft_places import NEXT_MEETING_DAY, NEXT_MEETING_NOTE
from store.edits import Remove
from store.journal import Locked
from store.meeting import Meeting
from store.norwegian_dates import show
from store.rows import DecisionRow, DeviationRow
from store.sections import CarriedTask, carried_tasks
from store.task_rows import TaskRow
from store.text import clean
from store.vocabulary import TaskStatus

ROOM_FOR_TWO_LISTS = 84
"""Cells of the editor's own width from which the decisions stand beside the tasks."""

WITHOUT_PANE = 1000
"""Wider than any terminal: what the pane would show beside the editor stands in the editor."""

_NOTHING_YET = "Ingen oppgaver ennå. F3 lager en, på hvilket som helst stoppunkt."

_Agreed = TypeVar("_Agreed", TaskRow, DecisionRow, DeviationRow)


class FollowUpEditor(CarriedEditor):
    """Tasks by frist, also earlier ones, decisions, avvik, what is taken along, the next meeting.

    In a closed meeting a task's status and what is known of an avvik can still be set.
    """

    wanted_columns: ClassVar[int] = WITHOUT_PANE

    DEFAULT_CSS = """
    FollowUpEditor { layout: vertical; padding: 0 1; }
    FollowUpEditor #question { height: auto; text-style: bold; color: $primary; }
    FollowUpEditor #help { height: auto; color: $text-muted; margin-bottom: 1; }
    FollowUpEditor #lists { height: 1fr; }
    FollowUpEditor #tasks { width: 3fr; }
    FollowUpEditor #rest { width: 2fr; margin-left: 2; }
    FollowUpEditor #next { height: auto; max-height: 4; border-top: solid $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "next_meeting", "Neste møte", id="follow_up.next"),
        Binding("s", "status", "Status", id="follow_up.status"),
        Binding("e", "edit", "Rediger", id="follow_up.edit", show=False),
        Binding("v,f6", "deviation", "Avvik", id="follow_up.deviation", show=False),
        Binding("o", "turn", "Oppgave/beslutning", id="follow_up.turn", show=False),
        Binding("delete", "delete", "Slett", id="follow_up.delete", show=False),
        Binding("left,right", "other_list", "Den andre lista", id="follow_up.list", show=False),
    ]

    def __init__(self, desk: Desk, meeting: Meeting, stop: Stop) -> None:
        super().__init__(desk, meeting, stop)
        self._side_by_side = False
        self._in_rest = False

    # What is on the screen

    def compose(self) -> ComposeResult:
        """The heading, one or two lists, and the next meeting."""
        yield Static(Content(clean(self.stop.heading).upper()), id="question")
        yield Static(Content(clean(self.stop.help)), id="help")
        with Horizontal(id="lists"):
            yield RowList(id="tasks")
            yield RowList(id="rest")
        yield self.said_line
        yield Static(id="next")

    def on_mount(self) -> None:
        """Show what there is."""
        self.show(self.meeting)

    def on_resize(self) -> None:
        """Two lists where there is room, otherwise one."""
        side_by_side = self.size.width >= ROOM_FOR_TWO_LISTS
        if side_by_side is not self._side_by_side:
            self._side_by_side = side_by_side
            chosen, had_focus = self.chosen, self._tasks.has_focus or self._rest.has_focus
            self.show(self.meeting)
            self._in_rest = False
            self._put_cursor_on(chosen)
            if had_focus:
                self.take_focus()

    def show(self, meeting: Meeting) -> None:
        """Show the meeting as it has become."""
        self.meeting = meeting
        if not self.children:
            return
        before = from_before(self.carried_rows, self.desk.today, self.next_spoken_of)
        tasks = (tasks_by_deadline(meeting), before)
        rest = (decisions(meeting), deviations(meeting), carried(meeting))
        self._rest.display = self._side_by_side
        lines = as_lines(*tasks) if self._side_by_side else as_lines(*tasks, *rest)
        self._tasks.show(lines or [Line(Content.styled(_NOTHING_YET, "$text-muted"))])
        self._rest.show(as_lines(*rest) if self._side_by_side else [])
        self.query_one("#next", Static).update(self._next_meeting())

    def _next_meeting(self) -> Content:
        head = self.meeting.head
        day = show(head.next_meeting) if head.next_meeting else "ikke avtalt"
        note = f" · {clean(head.next_meeting_note)}" if head.next_meeting_note else ""
        return Content.assemble(("Neste møte: ", "bold $primary"), f"{day}{note}")

    @property
    def _tasks(self) -> RowList:
        return self.query_one("#tasks", RowList)

    @property
    def _rest(self) -> RowList:
        return self.query_one("#rest", RowList)

    @property
    def _current(self) -> RowList:
        """The list that the cursor stands in."""
        return self._rest if self._in_rest else self._tasks

    @property
    def chosen(self) -> str:
        """The uid of the row that the cursor stands on, or ""."""
        return self._current.chosen

    @property
    def carried_rows(self) -> Sequence[CarriedTask]:
        """The tasks from earlier meetings, where no stop of their own shows them."""
        kind = self.meeting.kind
        has_own_stop = any(isinstance(each, SinceLastDefinition) for each in kind.sections)
        return () if has_own_stop else carried_tasks(self.meeting)

    @property
    def _chosen_task(self) -> TaskRow | None:
        return _with(self.chosen, self.meeting.tasks)

    @property
    def _chosen_decision(self) -> DecisionRow | None:
        return _with(self.chosen, self.meeting.decisions)

    @property
    def _chosen_deviation(self) -> DeviationRow | None:
        return _with(self.chosen, self.meeting.deviations)

    @property
    def about(self) -> str:
        """The uid of the risk under the cursor, or of what its avvik hangs on.

        Nothing new hangs on a task.
        """
        if deviation := self._chosen_deviation:
            return deviation.about
        chosen = self.chosen
        return chosen if any(risk.uid == chosen for risk in self.meeting.risks) else ""

    def choose(self, uid: str) -> None:
        """Put the cursor on a task, a decision or an avvik.

        The risk that one comes from the other stops with is not gone to: it stands far down, and
        the tasks are what the room begins with.
        """
        if not any(risk.uid == uid for risk in self.meeting.risks):
            self._put_cursor_on(uid)

    def _put_cursor_on(self, uid: str) -> None:
        if self._rest.choose(uid):
            self._in_rest = True
        elif self._tasks.choose(uid):
            self._in_rest = False

    def take_focus(self) -> None:
        """The list that the cursor stands in, from its first row where it stands on none."""
        if not self._current.chosen:
            self._current.action_first()
        self._current.focus()

    @on(OptionList.OptionHighlighted)
    def _note_move(self) -> None:
        self.moved(self.chosen)
        self.refresh_bindings()

    @on(DescendantFocus)
    def _note_list(self, event: DescendantFocus) -> None:
        self._in_rest = event.widget is self._rest

    def action_other_list(self) -> None:
        """Go between the two lists."""
        other = self._tasks if self._in_rest else self._rest
        if other.display and other.option_count:
            self._in_rest = other is self._rest
            self.take_focus()

    # Acts on what the cursor stands on

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A closed meeting has its next meeting written already."""
        if self.meeting.locked and action == "next_meeting":
            return False
        return super().check_action(action, parameters)

    @on(RowList.Opened)
    def _open(self, message: RowList.Opened) -> None:
        message.stop()
        self.action_edit()

    def action_edit(self) -> None:
        """Correct what the cursor stands on, where it is corrected."""
        if self._chosen_deviation:
            self.action_deviation()
        elif self.chosen and self.meeting.locked:
            self.desk.refuse(str(Locked(self.meeting.head.status)))
        elif self._chosen_task or self._chosen_decision:
            self.desk.edit_agreed(self.chosen)
        elif self.carried_task:
            self.desk.say("Oppgaven er fra et tidligere møte: 1–5 status, M merknad, N ny frist.")
        elif self.chosen:
            self.desk.say("Risikoen endres på sitt eget stoppunkt. F3 gir den et tiltak.")

    def action_deviation(self) -> None:
        """Change the kind, the number or the cause of the avvik."""
        row = self._chosen_deviation
        if row is None:
            self.desk.say("Sett markøren på et avvik. Nye lages der risikoen eller punktet står.")
            return
        self._deviation_dialog(row.uid).open()

    def _deviation_dialog(self, uid: str) -> DeviationDialog:
        def current() -> DeviationRow | None:
            return _with(uid, self.meeting.deviations)

        return DeviationDialog(self.app, self.desk, current, self.meeting.head.status)

    def action_status(self) -> None:
        """Say what has become of the task; of a closed meeting's too."""
        uid = self.chosen
        if not (self._chosen_task or self.carried_task) or self.refused_as_approved():
            return
        statuses = [(str(status), str(status)) for status in TaskStatus]

        def write(status: str | None) -> None:
            now = _with(uid, self.meeting.tasks)
            if status is not None and now is not None:
                self._follow_up(now, TaskStatus(status))
            elif status is not None:
                self.say_status(uid, TaskStatus(status))

        self.app.push_screen(Choose("STATUS", statuses), write)

    def _follow_up(self, task: TaskRow, status: TaskStatus) -> None:
        edit = agreed_edits.follow_up(self.meeting, task, status, said_on=self.desk.today)
        self.desk.act("Ny status på oppgave", edit, afterwards=True)

    def action_delete(self) -> None:
        """Delete the task, decision or avvik; undo brings it back."""
        if self._is_followed_up_elsewhere():
            return
        if task := self._chosen_task:
            done = self.desk.act("Slettet oppgave", agreed_edits.remove_task(self.meeting, task))
        elif decision := self._chosen_decision:
            done = self.desk.act("Slettet beslutning", Remove((decision,)))
        elif deviation := self._chosen_deviation:
            done = self.desk.act("Tok bort avvik", Remove((deviation,)))
        else:
            return
        if done:
            self.desk.say("Slettet. Ctrl+Z henter det tilbake.")

    def action_turn(self) -> None:
        """Make the task a decision, or the decision a task."""
        if self._is_followed_up_elsewhere():
            return
        if task := self._chosen_task:
            edit = agreed_edits.task_to_decision(self.meeting, task)
            if self.desk.act("Gjorde oppgave om til beslutning", edit):
                self.desk.say("Oppgaven er nå en beslutning.")
        elif decision := self._chosen_decision:
            edit = agreed_edits.decision_to_task(decision)
            if self.desk.act("Gjorde beslutning om til oppgave", edit):
                self.desk.say("Beslutningen er nå en oppgave. Den mangler ansvar og frist.")

    def _is_followed_up_elsewhere(self) -> bool:
        """Whether another meeting has said something of the task, which then stands."""
        task = self._chosen_task
        if task is None or not agreed_edits.is_followed_up_elsewhere(self.meeting, task):
            return False
        self.desk.refuse(
            "Oppgaven er fulgt opp i et annet møte og blir stående. Sett den heller til «utgår»."
        )
        return True

    # The next meeting

    def action_next_meeting(self) -> None:
        """Ask for the day of the next meeting, then for a note to it."""
        self._next_meeting_dialog.open()

    @property
    def _next_meeting_dialog(self) -> NextMeetingDialog:
        return NextMeetingDialog(self.app, self.desk, lambda: self.meeting)

    # What stands half written

    def open_again(self, place: str) -> None:
        """Open the dialog, or the line for what the cursor stands on."""
        if place == NEXT_MEETING_DAY:
            self._next_meeting_dialog.open()
        elif place == NEXT_MEETING_NOTE:
            self._next_meeting_dialog.open_note()
        elif deviation := self._chosen_deviation:
            self._deviation_dialog(deviation.uid).ask_number()
        elif self.carried_task:
            super().open_again(place)
        else:
            self.action_edit()


def _with(uid: str, rows: tuple[_Agreed, ...]) -> _Agreed | None:
    return next((row for row in rows if row.uid == uid), None)
