"""The read-back: each decision and task alone on the screen, for all to see what was agreed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static

from screens.meeting_desk import SECONDS_SHOWN
from screens.task_text import deadline_shown, responsible_shown
from store.check import task_remarks
from store.deadline import DeadlineKind
from store.exemption import exemptions
from store.meeting import Meeting
from store.rows import DecisionRow
from store.task_order import by_deadline
from store.task_rows import TaskRow
from store.text import clean
from store.withheld import HIDDEN


@dataclass(frozen=True, slots=True)
class Finished:
    """Everything was read back."""


@dataclass(frozen=True, slots=True)
class Correct:
    """A row is to be corrected, and the read-back opened again where it was.

    Attributes:
        uid: The decision or task.
        index: Its place, from 0; `ReadBackScreen` takes it.
    """

    uid: str
    index: int


ReadBackResult = Finished | Correct | None
"""None when it was left before the end."""


class ReadBackScreen(ModalScreen[ReadBackResult]):
    """The decisions in their order, then the tasks by frist; one at a time, large and calm.

    Args:
        meeting: As it stands.
        index: Which one to begin with, from 0.
    """

    CSS_PATH = "read_back.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,space", "forward", "Neste", id="read_back.forward"),
        Binding("left,backspace", "back", "Forrige", id="read_back.back"),
        Binding("e", "correct", "Rett", id="read_back.correct"),
        Binding("u", "uncover", "Vis unntatt", id="read_back.uncover"),
        Binding("pagedown,down", "read_on(1)", "Les videre", id="read_back.down", show=False),
        Binding("pageup,up", "read_on(-1)", "Les tilbake", id="read_back.up", show=False),
        Binding("escape", "leave", "Tilbake", id="read_back.leave"),
    ]

    hides_exempt: ClassVar[bool] = True

    def __init__(self, meeting: Meeting, index: int = 0) -> None:
        super().__init__()
        self._meeting = meeting
        self._exempt = exemptions(meeting)
        self._agreed: tuple[DecisionRow | TaskRow, ...] = (
            *meeting.decisions,
            *by_deadline(meeting),
        )
        self._index = max(0, min(index, len(self._agreed) - 1))
        self._is_uncovered = False
        self._covering: Timer | None = None

    def compose(self) -> ComposeResult:
        """Where we are, the agreed text in the middle, and the keys."""
        yield Static(id="top")
        with VerticalScroll(id="middle", can_focus=False), Center():
            yield Static(id="agreed")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Show the first one."""
        self._show()

    def _show(self) -> None:
        top, agreed, keys = (
            self.query_one(f"#{name}", Static) for name in ("top", "agreed", "keys")
        )
        if not self._agreed:
            top.update("")
            agreed.update("Ingen beslutninger eller oppgaver å lese opp.")
            keys.update(_keys("Enter", "ferdig", "Esc", "tilbake"))
            return
        row = self._agreed[self._index]
        what = "OPPGAVE" if isinstance(row, TaskRow) else "BESLUTNING"
        place = f"{self._index + 1} av {len(self._agreed)}"
        top.update(Content.assemble((what, "bold $primary"), f" · {place}"))
        agreed.update(self._text_of(row))
        is_last = self._index == len(self._agreed) - 1
        pairs = ["Enter", "ferdig" if is_last else "neste", "←", "forrige", "e", "rett"]
        if self._is_covered(row):
            pairs += ["u", "vis"]
        keys.update(_keys(*pairs, "Esc", "tilbake"))
        self.query_one("#middle").scroll_home(animate=False)

    def _is_covered(self, row: DecisionRow | TaskRow) -> bool:
        return row.uid in self._exempt and not self._is_uncovered

    def _text_of(self, row: DecisionRow | TaskRow) -> Content:
        if self._is_covered(row):
            return Content.styled(HIDDEN, "bold")
        text = Content.styled(clean(row.text, lines=True), "bold")
        if isinstance(row, DecisionRow):
            return text
        meeting = self._meeting
        has_deadline = meeting.state_of(row).deadline_kind != DeadlineKind.MISSING
        who = responsible_shown(meeting, row) if meeting.names_of.get(row.uid) else ""
        remarks = [clean(each.short) for each in task_remarks(meeting, row)]
        others = [each for each in remarks if not each.startswith("mangler")]
        return Content.assemble(
            text,
            "\n",
            *_labelled("Ansvar", who),
            *_labelled("Frist", deadline_shown(meeting.state_of(row)) if has_deadline else ""),
            *((f"\n\n! {remark}", "bold $warning") for remark in others),
        )

    def action_forward(self) -> None:
        """The next one; after the last it is finished."""
        if self._index + 1 >= len(self._agreed):
            self.dismiss(Finished())
        else:
            self._go(1)

    def action_back(self) -> None:
        """The one before."""
        if self._index:
            self._go(-1)

    def _go(self, step: int) -> None:
        self._index += step
        self._set_uncovered(False)

    def action_correct(self) -> None:
        """Correct this one."""
        if self._agreed:
            self.dismiss(Correct(self._agreed[self._index].uid, self._index))

    def action_uncover(self) -> None:
        """Show an exempt text for a minute, or hide it again."""
        self._set_uncovered(not self._is_uncovered)

    def _set_uncovered(self, wanted: bool) -> None:
        if self._covering is not None:
            self._covering.stop()
            self._covering = None
        if wanted:
            self._covering = self.set_timer(SECONDS_SHOWN, lambda: self._set_uncovered(False))
        self._is_uncovered = wanted
        self._show()

    def action_read_on(self, step: int) -> None:
        """Turn the page of a text that the screen does not hold.

        Args:
            step: 1 down, −1 up.
        """
        middle = self.query_one("#middle")
        middle.scroll_relative(y=step * max(1, middle.size.height - 2), animate=False)

    def action_leave(self) -> None:
        """Go back before the end."""
        self.dismiss(None)


def _labelled(label: str, said: str) -> Iterator[tuple[str, str]]:
    """A line of its own for what was said, or for that it was not."""
    yield f"\n\n{label:<9}", "$text-muted"
    yield (said, "bold") if said else ("! mangler", "bold $warning")


def _keys(*pairs: str) -> Content:
    """«Enter neste   Esc tilbake», from keys and words in turn."""
    shown = [
        Content.assemble((key, "bold"), f" {word}")
        for key, word in zip(pairs[::2], pairs[1::2], strict=True)
    ]
    return Content("   ").join(shown)
