"""«Siden sist»: what earlier meetings of the series agreed on, and what has become of it."""

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from screens.sections.carried_editor import STATUSES, CarriedEditor
from screens.sections.carried_lines import carried_line, overview_lines
from screens.sections.editor import Desk
from screens.widgets.row_list import Line, RowList
from store.definitions import Stop
from store.meeting import Meeting
from store.norwegian_dates import numeric
from store.sections import carried_tasks
from store.text import clean
from store.vocabulary import Status

_DIGITS = "  ".join(f"{digit} {status}" for digit, status in STATUSES.items())
_NOT_CLOSED = "Møtet {day} er ikke avsluttet; oppgavene derfra kan ennå bli endret."
_FIRST = "Dette er det første møtet i rekka, så det er ingenting fra før. F8 går videre."
_ALL_DONE = "Ingen åpne oppgaver fra møtet {day} eller tidligere. F8 går videre."


class SinceLastEditor(CarriedEditor):
    """The carried tasks straight down the list; on request what else the unit has open."""

    DEFAULT_CSS = """
    SinceLastEditor { layout: vertical; padding: 0 1; }
    SinceLastEditor #question { height: auto; text-style: bold; color: $primary; }
    SinceLastEditor #help { height: auto; color: $text-muted; margin-bottom: 1; }
    SinceLastEditor #tasks { height: 1fr; }
    SinceLastEditor #hint { height: auto; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "unit", "Alt i enheten", id="since_last.unit"),
    ]

    def __init__(self, desk: Desk, meeting: Meeting, stop: Stop) -> None:
        super().__init__(desk, meeting, stop)
        self._beside: list[Line] = []

    # What is on the screen

    def compose(self) -> ComposeResult:
        """The question, the tasks, and what the digits say."""
        yield Static(Content(clean(self.stop.heading).upper()), id="question")
        yield Static(id="help")
        yield RowList(id="tasks")
        yield Static(id="hint")
        yield self.said_line

    def on_mount(self) -> None:
        """Show what there is."""
        self.show(self.meeting)

    def show(self, meeting: Meeting) -> None:
        """Show the meeting as it has become."""
        self.meeting = meeting
        if not self.children:
            return
        self.query_one("#help", Static).update(Content(self._help()))
        self._show_rows()
        self.refresh_bindings()

    def _show_rows(self) -> None:
        is_next = self.next_spoken_of
        rows = [
            carried_line(number, task, self._day, is_next=task.row.task == is_next)
            for number, task in enumerate(carried_tasks(self.meeting), start=1)
        ]
        self._show_hint(is_next)
        nothing = [] if rows else [Line(Content.styled(self._nothing(), "$text-muted"))]
        self._list.show([*(rows or nothing), *self._beside])

    @property
    def _day(self) -> date:
        """The day by which a frist is over: the meeting's, also where it is written up later."""
        return min(self.desk.today, self.meeting.sitting.date)

    def _show_hint(self, is_next: str) -> None:
        """What the digits say; and which task each key is for, where that is not the same."""
        hint = self.query_one("#hint", Static)
        hint.display = bool(self.meeting.carried)
        words = _DIGITS
        numbers = {task.row.task: place for place, task in enumerate(self.carried_rows, start=1)}
        here = numbers.get(self.chosen)
        if here is not None and is_next != self.chosen:
            goal = f"tallene gjelder {numbers[is_next]}" if is_next else "alle under er fulgt opp"
            words = f"M, N og H gjelder fortsatt {here} · {goal} · ↑ ↓ velger selv"
        hint.update(Content(words))

    def _help(self) -> str:
        last = self.desk.last_meeting
        if last is not None and last.head.status in (Status.RUNNING, Status.BROKEN_OFF):
            return _NOT_CLOSED.format(day=numeric(last.first_day))
        return clean(self.stop.help)

    def _nothing(self) -> str:
        last = self.desk.last_meeting
        return _ALL_DONE.format(day=numeric(last.first_day)) if last else _FIRST

    @property
    def _list(self) -> RowList:
        return self.query_one("#tasks", RowList)

    @property
    def chosen(self) -> str:
        """The uid of the row that the cursor stands on, or ""."""
        return self._list.chosen

    @property
    def about(self) -> str:
        """Nothing new hangs on a task."""
        return ""

    def choose(self, uid: str) -> None:
        """Put the cursor on a task."""
        self._list.choose(uid)

    def take_focus(self) -> None:
        """The list, from the first task that nothing was said of."""
        if not self.chosen:
            waiting = (task.row.task for task in self.carried_rows if not task.said)
            if not self._list.choose(next(waiting, "")):
                self._list.action_first()
        self._list.focus()

    @on(OptionList.OptionHighlighted)
    def _note_move(self) -> None:
        self.moved(self.chosen)
        self._show_rows()
        self.refresh_bindings()

    # The keys

    @on(RowList.Opened)
    def _go_to_next(self, message: RowList.Opened) -> None:
        """Enter goes to the next task that nothing was said of."""
        message.stop()
        rows = [task.row.task for task in self.carried_rows]
        here = rows.index(self.chosen) + 1 if self.chosen in rows else 0
        in_turn = (*self.carried_rows[here:], *self.carried_rows[:here])
        waiting = next((task.row.task for task in in_turn if not task.said), "")
        if waiting:
            self._list.choose(waiting)
        else:
            self.desk.say("Alle oppgavene er fulgt opp. F8 går videre.")

    def action_unit(self) -> None:
        """Show what the unit has open from other kinds of meeting, or only the series again."""
        self._beside = [] if self._beside else overview_lines(self.desk.around.unit())
        self._show_rows()
        first = next((line.uid for line in self._beside if line.uid), "")
        if first:
            self._list.choose(first)
