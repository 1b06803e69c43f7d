"""Asks what has become of a task: status, a remark and a new frist, in one box."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from screens.dialogs import Choose
from screens.widgets.drafts import Draft
from screens.widgets.field import Field, FieldHelp
from store import deadline
from store.deadline import Deadline, DeadlineKind
from store.norwegian_dates import show
from store.vocabulary import TaskStatus

_STATUSES = tuple(TaskStatus)
_EXAMPLE = "Tom: fristen står. Ellers uke 50, 15.12, om 14 dager"


@dataclass(frozen=True, slots=True)
class SaidOfTask:
    """What was said of a task.

    Attributes:
        status: Its status now.
        remark: Free text, or "".
        deadline: A new frist, or None when it stands.
    """

    status: TaskStatus
    remark: str
    deadline: Deadline | None


class TaskStatusScreen(ModalScreen[SaidOfTask | None]):
    """A digit sets the status, Enter saves from anywhere; None when it was left.

    Args:
        task: The task's text, as it may be shown.
        status: What it has now.
        base: The day that a new frist counts from.
        remark: Keeps what stands in the remark. What is kept is forgotten by whoever writes it.
        frist: Keeps what stands in the new frist.
    """

    CSS_PATH = "task_status.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Avbryt", id="task_status.cancel"),
        *(Binding(str(digit), f"take({digit})", show=False) for digit in range(1, 6)),
    ]

    def __init__(
        self, task: str, status: TaskStatus, base: date, *, remark: Draft, frist: Draft
    ) -> None:
        super().__init__()
        self._text = task
        self._status = status
        self._base = base
        self._remark = Field("merknad", "Merknad", remark.text, save_draft=remark.keep)
        understand = FieldHelp(self._understood, placeholder=_EXAMPLE)
        self._frist = Field("frist", "Ny frist", frist.text, understand, save_draft=frist.keep)

    def compose(self) -> ComposeResult:
        """The task, the statuses, the two fields, and the keys."""
        with Vertical(id="dialog"):
            yield Static("HVA ER STATUS?", id="heading")
            yield Static(Content(self._text), id="task")
            yield OptionList(
                *(
                    Option(Content.assemble((f"{number}  ", "bold"), str(status)))
                    for number, status in enumerate(_STATUSES, start=1)
                ),
                compact=True,
            )
            yield self._remark
            yield self._frist
            yield Static("1–5 status   Tab merknad og frist   Enter lagre   Esc avbryt", id="keys")

    def on_mount(self) -> None:
        """Stand on the status that it has."""
        statuses = self.query_one(OptionList)
        statuses.highlighted = _STATUSES.index(self._status)
        statuses.focus()

    def action_take(self, digit: int) -> None:
        """Set the status, and stay: the next digit corrects it, and Tab goes to the remark.

        Args:
            digit: 1 for the first.
        """
        self.query_one(OptionList).highlighted = digit - 1

    def action_cancel(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _save_chosen(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self._save()

    @on(Field.Entered)
    def _save(self) -> None:
        frist = self._deadline
        if frist is None or frist.kind not in (DeadlineKind.REFUSED, DeadlineKind.AMBIGUOUS):
            self._finish(frist)
        elif frist.kind is DeadlineKind.AMBIGUOUS and frist.candidates:
            self._ask_which(frist)
        else:
            self._frist.complain(frist.shown)
            self._frist.line.focus()

    def _ask_which(self, frist: Deadline) -> None:
        options = [(each.date.isoformat(), each.shown) for each in frist.candidates]

        def chosen(day: str | None) -> None:
            if day is None:
                self._frist.line.focus()
            else:
                meant = date.fromisoformat(day)
                self._finish(replace(frist, kind=DeadlineKind.DATE, date=meant, shown=show(meant)))

        self.app.push_screen(Choose(f"Hva betyr «{frist.typed}»?", options), chosen)

    def _finish(self, frist: Deadline | None) -> None:
        place = self.query_one(OptionList).highlighted or 0
        self.dismiss(SaidOfTask(_STATUSES[place], self._remark.text, frist))

    @property
    def _deadline(self) -> Deadline | None:
        typed = self._frist.text
        return deadline.understand(typed, self._base) if typed else None

    def _understood(self, typed: str) -> str:
        if not typed:
            return ""
        meant = deadline.understand(typed, self._base)
        if meant.kind is DeadlineKind.REFUSED:
            raise ValueError(meant.shown)
        return meant.shown
