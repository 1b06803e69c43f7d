"""What the room has agreed on so far: beside the talk, or on one line where there is no room."""

from textwrap import wrap

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.task_text import is_hidden
from store.deadline import DeadlineKind
from store.meeting import Meeting
from store.norwegian_dates import short
from store.rows import DecisionRow
from store.task_rows import TaskRow
from store.text import clean

TEXT_COLUMNS = 31
"""What the pane has for text: its width less border, padding and scrollbar."""


def who_and_when(meeting: Meeting, task: TaskRow) -> str:
    """«Fagsykepleier · fre 04.12», or what is missing of it."""
    names = meeting.names_of.get(task.uid, ())
    who = clean(", ".join(names)) if names else "uten ansvar"
    state = meeting.state_of(task)
    if state.deadline_date:
        return f"{who} · {short(state.deadline_date)}"
    if state.deadline_kind == DeadlineKind.MISSING:
        return f"{who} · uten frist"
    return f"{who} · {clean(state.deadline)}"


class AgreedPane(VerticalScroll, can_focus=False):
    """Decisions and tasks, the newest in sight."""

    DEFAULT_CSS = """
    AgreedPane {
        width: 36;
        padding: 0 1;
        border-left: solid $primary-darken-2;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(id="agreed")
        self._meeting = meeting

    def compose(self) -> ComposeResult:
        """One text; a widget for each line would slow every key."""
        yield Static(_pane(self._meeting))

    def show(self, meeting: Meeting) -> None:
        """Show the meeting as it has become."""
        self._meeting = meeting
        self.query_one(Static).update(_pane(meeting))
        self.scroll_end(animate=False)


class AgreedLine(Static):
    """How many decisions and tasks there are, and the newest of them."""

    DEFAULT_CSS = """
    AgreedLine {
        height: 1;
        color: $text-muted;
        padding: 0 1;
        text-overflow: ellipsis;
        text-wrap: nowrap;
    }
    """

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(_line(meeting), id="agreed-line")

    def show(self, meeting: Meeting) -> None:
        """Show the meeting as it has become."""
        self.update(_line(meeting))


def _pane(meeting: Meeting) -> Content:
    parts = [Content.styled("BESLUTNINGER OG OPPGAVER", "bold")]
    if not meeting.decisions and not meeting.tasks:
        parts.append(Content.styled("\nIngen ennå. F2 beslutning, F3 oppgave.", "dim"))
    if meeting.decisions:
        parts.append(Content.styled("\nBeslutninger", "bold"))
        parts += [_hanging("• ", row.text) for row in meeting.decisions]
    if meeting.tasks:
        parts.append(Content.styled("\nOppgaver", "bold"))
    for task in meeting.tasks:
        parts.append(_hanging("□ ", task.text))
        if not is_hidden(task.text):
            parts.append(_hanging("  ", who_and_when(meeting, task)).stylize("dim"))
    return Content("\n").join(parts)


def _hanging(mark: str, text: str) -> Content:
    """A text that keeps right of its mark, so that no line of it reads as a thing of its own."""
    lines = wrap(clean(text), TEXT_COLUMNS, initial_indent=mark, subsequent_indent="  ")
    return Content("\n".join(lines))


def _line(meeting: Meeting) -> Content:
    decisions, tasks = len(meeting.decisions), len(meeting.tasks)
    counts = (
        f"{decisions} {'beslutning' if decisions == 1 else 'beslutninger'} · "
        f"{tasks} {'oppgave' if tasks == 1 else 'oppgaver'}"
    )
    agreed: list[DecisionRow | TaskRow] = [*meeting.decisions, *meeting.tasks]
    if not agreed:
        return Content(counts)
    newest = max(agreed, key=lambda row: row.uid)  # a uuid7 tells the time
    text: str = newest.text
    if isinstance(newest, TaskRow) and not is_hidden(text):
        text = f"{text} – {who_and_when(meeting, newest)}"
    return Content(f"{counts} · sist: {clean(text)}")
