"""What can be said of a task from an earlier meeting, at every stop that shows such tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from screens.dialogs import Choose, Tell
from screens.sections.carried_lines import history_text
from screens.sections.editor import Desk, Editor
from screens.task_text import in_list, is_hidden
from screens.widgets.said_line import Question, SaidLine
from store import deadline, follow_up_edits
from store.deadline import Deadline, DeadlineKind
from store.definitions import Stop
from store.draft_places import SAID_DEADLINE, SAID_REMARK, of_follow_up
from store.edits import Edit
from store.finding import shortened
from store.journal import Locked
from store.meeting import Meeting
from store.norwegian_dates import show
from store.sections import CarriedTask, carried_tasks
from store.vocabulary import Status, TaskStatus

STATUSES: Final[Mapping[int, TaskStatus]] = dict(enumerate(TaskStatus, start=1))
"""What the digits say."""

_HIDDEN_TASK = "Oppgaven er unntatt offentlighet og skjult. Ctrl+B viser den."
_NO_MORE = "Alle oppgavene under har fått status. Gå til en oppgave med ↑ ↓ for å endre den."


class CarriedEditor(Editor):
    """Digits straight down the list: each says the status of a task, and the next one goes on.

    The cursor stays on the task that was just spoken of, so that a remark or a new frist is said
    of the same one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(digit),
                f"say_status({digit})",
                str(status).capitalize(),
                id=f"carried.{digit}",
                show=False,
            )
            for digit, status in STATUSES.items()
        ),
        Binding("m", "remark", "Merknad", id="carried.remark"),
        Binding("n", "deadline", "Ny frist", id="carried.deadline"),
        Binding("h", "history", "Historie", id="carried.history"),
    ]

    _answered = ""
    """The task whose status was just said; the next digit is for another."""

    def __init__(self, desk: Desk, meeting: Meeting, stop: Stop) -> None:
        super().__init__(desk, meeting, stop)
        self.said_line = SaidLine(self.take_focus)

    @property
    def chosen(self) -> str:
        """The uid of the row that the cursor stands on, or ""."""
        raise NotImplementedError

    @property
    def exemptable(self) -> str:
        """The row under the cursor, which stands here for another meeting's task."""
        brought = (row.uid for row in self.meeting.carried if row.task == self.chosen)
        return next(brought, self.chosen)

    @property
    def carried_rows(self) -> Sequence[CarriedTask]:
        """The tasks from earlier meetings, in the order in which they are shown."""
        return carried_tasks(self.meeting)

    @property
    def carried_task(self) -> CarriedTask | None:
        """The one that the cursor stands on."""
        return self._carried(self.chosen)

    def _carried(self, uid: str) -> CarriedTask | None:
        return next((task for task in self.carried_rows if task.row.task == uid), None)

    @property
    def next_spoken_of(self) -> str:
        """Uid of the task that the next digit is for, or ""."""
        here = self.chosen
        if self.meeting.head.status is Status.APPROVED or self._carried(here) is None:
            return ""
        if here != self._answered:
            return here
        rows = [task.row.task for task in self.carried_rows]
        below = self.carried_rows[rows.index(here) + 1 :]
        return next((task.row.task for task in below if not task.said), "")

    def moved(self, uid: str) -> None:
        """The cursor was moved: the next digit is for where it stands."""
        if uid != self._answered:
            self._answered = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """These acts are offered on a task from an earlier meeting."""
        if action in ("say_status", "remark", "deadline", "history"):
            return self.carried_task is not None
        return super().check_action(action, parameters)

    # The acts

    def action_say_status(self, digit: int) -> None:
        """Say what has become of a task: of this one, or of the next when this one is done."""
        if self.refused_as_approved():
            return
        uid = self.next_spoken_of
        if uid:
            self.say_status(uid, STATUSES[digit])
        else:
            self.desk.refuse(_NO_MORE)

    def say_status(self, uid: str, status: TaskStatus) -> None:
        """Say what has become of a task, and stand on it."""
        task = self._carried(uid)
        if task is None:
            return
        edit = follow_up_edits.say(self.meeting, task, self.desk.today, status=status)
        self._answered = uid
        if edit is None or self.desk.act("Status på oppgave", edit, afterwards=True):
            self.choose(uid)
        self.show(self.meeting)

    def action_remark(self) -> None:
        """Say something more of the task."""
        task = self.carried_task
        if task is None or self.refused_as_approved() or self._refused_as_exempt(task):
            return
        place = _place(task, SAID_REMARK)
        said = task.state.remark if task.said else ""
        self.run_worker(
            self.said_line.ask(
                Question(
                    heading=f"MERKNAD · {self._named(task)}",
                    text=self.desk.draft(place) or said,
                    placeholder="Hva er gjort, og hva gjenstår?",
                    understand=lambda _typed: "",
                    save=lambda text: self._write_remark(task.row.task, place, text),
                    save_draft=lambda text: self.desk.save_draft(
                        place, "" if text == said else text
                    ),
                )
            )
        )

    def _write_remark(self, uid: str, place: str, text: str) -> bool:
        task = self._carried(uid)
        if task is None:
            return False
        edit = follow_up_edits.say(self.meeting, task, self.desk.today, remark=text)
        return self._write("Merknad til oppgave", edit, place)

    def action_deadline(self) -> None:
        """Give the task a new frist; the old one stays in its history."""
        task = self.carried_task
        if task is None or self.refused_as_approved():
            return
        place = _place(task, SAID_DEADLINE)
        self.run_worker(
            self.said_line.ask(
                Question(
                    heading=f"NY FRIST · {self._named(task)}",
                    text=self.desk.draft(place),
                    placeholder="uke 50, 15.12, om 14 dager",
                    understand=self._understood,
                    save=lambda text: self._save_deadline(task.row.task, place, text),
                    save_draft=lambda text: self.desk.save_draft(place, text),
                )
            )
        )

    def _read(self, typed: str) -> Deadline:
        base, next_meeting = self.meeting.sitting.date, self.meeting.next_day
        return deadline.understand(typed, base, next_meeting=next_meeting)

    def _understood(self, typed: str) -> str:
        read = self._read(typed)
        if read.candidates:
            meant = " eller ".join(each.shown for each in read.candidates)
            return f"Frist: mener du {meant}?"
        return "   ".join((f"Frist: {read.shown}", *(f"! {each}" for each in read.warnings)))

    def _save_deadline(self, uid: str, place: str, typed: str) -> bool:
        read = self._read(typed)
        match read.kind:
            case DeadlineKind.MISSING:
                self.said_line.refuse("Skriv den nye fristen, eller legg linja bort med Esc.")
            case DeadlineKind.REFUSED:
                self.said_line.refuse(read.shown)
            case DeadlineKind.AMBIGUOUS:
                self._ask_which(uid, place, read)
            case _:
                return self._write_deadline(uid, place, read)
        return False

    def _ask_which(self, uid: str, place: str, read: Deadline) -> None:
        options = [(each.date.isoformat(), each.shown) for each in read.candidates]

        def chosen(day: str | None) -> None:
            if day is None:
                return
            meant = date.fromisoformat(day)
            settled = replace(read, kind=DeadlineKind.DATE, date=meant, shown=show(meant))
            if self._write_deadline(uid, place, settled):
                self.said_line.forget()

        self.app.push_screen(Choose(f"Hva betyr «{read.typed}»?", options), chosen)

    def _write_deadline(self, uid: str, place: str, read: Deadline) -> bool:
        task = self._carried(uid)
        if task is None:
            return False
        edit = follow_up_edits.say(self.meeting, task, self.desk.today, deadline=read)
        return self._write("Ny frist på oppgave", edit, place)

    def _write(self, label: str, edit: Edit | None, place: str) -> bool:
        """Write what was said; what was said already needs no row."""
        if edit is None:
            self.desk.save_draft(place, "")
            return True
        return self.desk.act(label, edit, draft=place, afterwards=True)

    def action_history(self) -> None:
        """Show what was agreed, and everything that was said of it since."""
        task = self.carried_task
        if task is not None and not self._refused_as_exempt(task):
            told = self.desk.around.history(task.row.task)
            self.app.push_screen(Tell(self._named(task), history_text(told)))

    def open_again(self, place: str) -> None:
        """Open the line again for a remark or a frist that stands half written."""
        task = self.carried_task
        if task and place == _place(task, SAID_REMARK):
            self.action_remark()
        elif task and place == _place(task, SAID_DEADLINE):
            self.action_deadline()

    def _named(self, task: CarriedTask) -> str:
        return shortened(in_list(task.row.text))

    def refused_as_approved(self) -> bool:
        """Whether nothing more can be said here, which the screen has then told."""
        approved = self.meeting.head.status is Status.APPROVED
        if approved:
            self.desk.refuse(str(Locked(Status.APPROVED)))
        return approved

    def _refused_as_exempt(self, task: CarriedTask) -> bool:
        if is_hidden(task.row.text):
            self.desk.refuse(_HIDDEN_TASK)
        return is_hidden(task.row.text)


def _place(task: CarriedTask, what: str) -> str:
    return of_follow_up(task.row.task, what)
