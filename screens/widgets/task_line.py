"""The line that a task is captured in, from any stop: hva, ansvar, frist."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from screens.dialogs import Choose
from screens.widgets.capture import (
    Captured,
    CaptureLine,
    CaptureText,
    EmptySubmitted,
    Pasted,
)
from screens.widgets.suggest import SuggestLine
from store import deadline, responsible
from store.deadline import Deadline, DeadlineKind
from store.draft_places import TASK_FIELDS
from store.norwegian_dates import show
from store.responsible import Responsible


@dataclass(frozen=True, slots=True)
class TaskTexts:
    """What stands in the three fields, as typed."""

    text: str = ""
    responsible: str = ""
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class TaskRoom:
    """What is known around a task while it is typed.

    Attributes:
        names: Participants, then known roles: what ansvar is suggested from.
        aliases: Short forms and what they stand for.
        absent: Names of those who are not there.
        base: The day of the sitting, from which a frist counts.
        next_meeting: The next meeting's day, once it has one.
    """

    names: Sequence[str]
    aliases: Mapping[str, str]
    absent: Sequence[str]
    base: date
    next_meeting: date | None


class TaskLine(Vertical):
    """Three fields. Enter and Tab go on to the next, Enter in the last saves, Esc puts away.

    Args:
        heading: What it is, and what it hangs on.
        room: What is known around it.
        save: Writes the task; False when it was refused, which the screen has then said.
        close: Puts the line away and gives the focus back.
        save_draft: Keeps what stands in a field, by the field's name.
        texts: What stands in the fields to begin with.
        written: The name of the field that was being written, or "".
    """

    DEFAULT_CSS = """
    TaskLine { height: auto; padding: 0 1; background: $panel; }
    TaskLine Static { height: auto; }
    TaskLine Horizontal { height: auto; }
    TaskLine Input { border: none; height: 1; padding: 0; width: 1fr; background: $surface; }
    TaskLine Input:focus { border: none; background-tint: $foreground 10%; }
    TaskLine SuggestLine { width: 3fr; }
    TaskLine #task-deadline { width: 2fr; }
    TaskLine .label { color: $text-muted; width: 8; }
    TaskLine #task-when-label { margin-left: 1; width: 6; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "put_away", "Legg bort", id="capture.put_away"),
        Binding("tab", "next_field", "Neste felt", id="capture.next_field", show=True),
        Binding("shift+tab", "previous_field", "Forrige felt", show=False),
    ]

    def __init__(
        self,
        heading: str,
        room: TaskRoom,
        *,
        save: Callable[[str, Responsible, Deadline], bool],
        close: Callable[[], None],
        save_draft: Callable[[str, str], None],
        texts: TaskTexts,
        written: str = "",
    ) -> None:
        super().__init__()
        self._heading = heading
        self._room = room
        self._save = save
        self._close = close
        self._what = CaptureLine(
            save_draft=lambda text: save_draft("hva", text),
            draft=texts.text,
            placeholder="Hva skal gjøres?",
            id="task-text",
        )
        self._who = SuggestLine(
            suggestions=self._suggest,
            complete=responsible.complete,
            save_draft=lambda text: save_draft("ansvar", text),
            draft=texts.responsible,
            placeholder="Hvem?",
            id="task-responsible",
        )
        self._when = CaptureLine(
            save_draft=lambda text: save_draft("frist", text),
            draft=texts.deadline,
            placeholder="uke 50, 15.12, om 14 dager",
            id="task-deadline",
        )
        fields = (self._what, self._who, self._when)
        self._written = dict(zip(TASK_FIELDS, fields, strict=True)).get(written)

    def compose(self) -> ComposeResult:
        """The fields, each under its label, and below them how they are understood."""
        yield Static(Content.styled(self._heading, "bold"))
        with Horizontal():
            yield Static("Hva", classes="label")
            yield self._what
        with Horizontal():
            yield Static("Ansvar", classes="label")
            yield self._who
            yield Static("Frist", classes="label", id="task-when-label")
            yield self._when
        yield Static(id="task-understood")

    def on_mount(self) -> None:
        """Say how what stands there already is understood, as long as it may be seen."""
        self.watch(self._what, "password", self._show_understood)

    def take_focus(self) -> None:
        """Go on in the field that was being written; else in the first that lacks something."""
        fields = (self._what, self._who, self._when)
        lacking = next((field for field in fields if not field.value), self._what)
        (self._written or lacking).focus()

    def _suggest(self, typed: str) -> Sequence[str]:
        return responsible.suggest(typed, self._room.names, self._room.aliases)

    @property
    def _responsible(self) -> Responsible:
        room = self._room
        return responsible.understand(self._who.value, room.names, room.aliases, room.absent)

    @property
    def _deadline(self) -> Deadline:
        return deadline.understand(
            self._when.value, self._room.base, next_meeting=self._room.next_meeting
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once how the fields are understood."""
        event.stop()
        self._show_understood()

    def _show_understood(self) -> None:
        said: list[str] = []
        if self._what.password:  # what is understood would tell what the dots hide
            self.query_one("#task-understood", Static).update("")
            return
        if self._when.value:
            frist = self._deadline
            said.append(f"Frist: {frist.shown}")
            if frist.candidates:
                said[-1] = (
                    "Frist: mener du "
                    + " eller ".join(candidate.shown for candidate in frist.candidates)
                    + "?"
                )
            said += [f"! {warning}" for warning in frist.warnings]
        if self._who.value:
            ansvar = self._responsible
            said.append("Ansvar: " + _named(ansvar.names))
            said += [f"! {warning}" for warning in ansvar.warnings]
        self.query_one("#task-understood", Static).update(Content("   ".join(said)))

    def on_captured(self, message: Captured) -> None:
        """Go to the next field while it is empty; otherwise save the task."""
        message.stop()
        message.line.give_back(message.raw)
        self._enter(message.line)

    def on_empty_submitted(self, message: EmptySubmitted) -> None:
        """A task without ansvar or frist is saved, and named in the check before closing."""
        message.stop()
        self._enter(message.line)

    def on_pasted(self, message: Pasted) -> None:
        """Several pasted lines are one field's text."""
        message.stop()
        message.line.give_back(" ".join(message.lines))

    def _enter(self, line: CaptureLine | CaptureText) -> None:
        """Who has just said what is to be done goes on typing by whom and until when.

        If the task were saved at the first Enter, those words would land in the talk behind it.
        """
        fields = (self._what, self._who, self._when)
        after = next((each for field, each in pairwise(fields) if field is line), None)
        if self._what.value.strip() and after is not None and not after.value:
            after.focus()
        else:
            self._try_to_save()

    def _try_to_save(self) -> None:
        frist = self._deadline
        if not self._what.value.strip():
            self._refuse("Skriv hva som skal gjøres.", self._what)
        elif frist.kind is DeadlineKind.REFUSED:
            self._refuse(frist.shown, self._when)
        elif frist.kind is DeadlineKind.AMBIGUOUS:
            self._ask_which(frist)
        else:
            self._finish(frist)

    def _refuse(self, sentence: str, field: CaptureLine) -> None:
        self.query_one("#task-understood", Static).update(Content.styled(f"! {sentence}", "bold"))
        field.focus()

    def _ask_which(self, frist: Deadline) -> None:
        options = [(each.date.isoformat(), each.shown) for each in frist.candidates]

        def chosen(day: str | None) -> None:
            if day is None:
                self._when.focus()
            else:
                meant = date.fromisoformat(day)
                self._finish(replace(frist, kind=DeadlineKind.DATE, date=meant, shown=show(meant)))

        self.app.push_screen(Choose(f"Hva betyr «{frist.typed}»?", options), chosen)

    def _finish(self, frist: Deadline) -> None:
        if self._save(self._what.value.strip(), self._responsible, frist):
            for field in (self._what, self._who, self._when):
                field.forget_draft()
            self._close()

    def action_put_away(self) -> None:
        """Keep what stands there as drafts, and go back to the talk."""
        self._close()

    def action_next_field(self) -> None:
        """Go to the next field."""
        self._go(1)

    def action_previous_field(self) -> None:
        """Go to the field before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        fields = [self._what, self._who, self._when]
        here = next((index for index, field in enumerate(fields) if field.has_focus), 0)
        fields[(here + step) % len(fields)].focus()


def _named(names: Sequence[str]) -> str:
    if not names:
        return "ingen"
    others = f" (medvirkende: {', '.join(names[1:])})" if len(names) > 1 else ""
    return names[0] + others
