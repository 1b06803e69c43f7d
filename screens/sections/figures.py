"""The figures that run through the year: typed straight down the list, last year's beside."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import DescendantBlur
from textual.widgets import Static

from screens.sections.editor import Desk, Editor
from screens.widgets.capture import Captured, CaptureLine, EmptySubmitted, Left, Pasted
from store import draft_places, figure_edits, sections
from store.definitions import FiguresDefinition, Stop
from store.figure_edits import Side
from store.figures import NotAFigure, change
from store.journal import Locked
from store.meeting import Meeting
from store.norwegian_dates import numeric
from store.sections import FilledFigure
from store.text import clean

_SIDES: tuple[Side, Side] = ("value", "last_year")


class FigureLine(CaptureLine):
    """Where one figure is typed.

    Args:
        figure: Key of the figure.
        side: This year's or last year's.
        desk: Keeps drafts.
        place: The draft that holds what is being typed.
        text: What is written.
        placeholder: What an empty line means.
    """

    def __init__(
        self, figure: str, side: Side, desk: Desk, place: str, text: str, placeholder: str
    ) -> None:
        self.figure = figure
        self.side = side
        self.place = place
        self.written = text
        super().__init__(
            save_draft=lambda typed: desk.save_draft(place, "" if typed == self.written else typed),
            draft=desk.draft(place) or text,
            placeholder=placeholder,
            classes=side,
        )


class FigureRow(Vertical):
    """A figure: what it counts, now, last year, the change; under it what is wrong.

    Args:
        filled: The figure.
        lines: The two lines.
    """

    def __init__(self, filled: FilledFigure, lines: tuple[FigureLine, FigureLine]) -> None:
        super().__init__(classes="figure")
        figure = filled.figure
        label = f"{figure.label} ({figure.unit})" if figure.unit else figure.label
        self._label = Content(clean(label))
        self.lines = lines
        self._change = Static(classes="change")
        self._complaint = Static(classes="complaint")

    def compose(self) -> ComposeResult:
        """One row, and the complaint under it."""
        with Horizontal():
            yield Static(self._label, classes="label")
            yield from self.lines
            yield self._change
        yield self._complaint

    def show_change(self, filled: FilledFigure) -> None:
        """Say how it has changed since last year."""
        row = filled.row
        self._change.update(Content(change(row.value, row.last_year) if row else ""))

    def complain(self, sentence: str) -> None:
        """Say what is wrong; "" takes it away."""
        self._complaint.update(Content(f"! {clean(sentence)}" if sentence else ""))
        self._complaint.display = bool(sentence)


class FiguresEditor(Editor):
    """Enter writes a figure and goes on to the next; a text that is none stays in its line."""

    wanted_columns: ClassVar[int] = 72

    DEFAULT_CSS = """
    FiguresEditor { layout: vertical; padding: 0 1; }
    FiguresEditor #question { height: auto; text-style: bold; color: $primary; }
    FiguresEditor #help { height: auto; color: $text-muted; margin-bottom: 1; }
    FiguresEditor #rows { height: 1fr; }
    FiguresEditor .heads { height: 1; color: $text-muted; }
    FiguresEditor .figure, FiguresEditor .figure Horizontal { height: auto; }
    FiguresEditor .label { width: 24; height: 1; }
    FiguresEditor CaptureLine, FiguresEditor CaptureLine:focus {
        width: 14; height: 1; border: none; padding: 0 1; margin-right: 2; background: $panel;
    }
    FiguresEditor CaptureLine:focus { background: $primary 25%; }
    FiguresEditor CaptureLine:disabled { background: $background; opacity: 100%; }
    FiguresEditor .head { width: 14; margin-right: 2; padding: 0 1; }
    FiguresEditor .change { width: 1fr; height: 1; }
    FiguresEditor .complaint { height: auto; padding-left: 24; color: $warning; display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "I fjor", id="figures.beside"),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]

    def __init__(self, desk: Desk, meeting: Meeting, stop: Stop) -> None:
        super().__init__(desk, meeting, stop)
        definition = meeting.kind.section(stop.section)
        assert isinstance(definition, FiguresDefinition)
        self._definition = definition
        before = desk.around.year_before(definition.period)
        self._year_before = before
        self._proposed = figure_edits.proposed(before, definition)
        self._rows: dict[str, FigureRow] = {}

    def _row(self, filled: FilledFigure) -> FigureRow:
        key = filled.figure.key
        first, second = (
            FigureLine(
                key,
                side,
                self.desk,
                draft_places.of_figure(self._definition.key, key, side),
                _written(filled, side),
                self._placeholder(key, side),
            )
            for side in _SIDES
        )
        return FigureRow(filled, (first, second))

    def _placeholder(self, key: str, side: Side) -> str:
        return self._proposed.get(key, "") if side == "last_year" else ""

    # What is on the screen

    def compose(self) -> ComposeResult:
        """The question, and a row for each figure."""
        self._rows = {each.figure.key: self._row(each) for each in self._filled}
        yield Static(Content(clean(self.stop.heading).upper()), id="question")
        yield Static(Content(self._help()), id="help")
        with VerticalScroll(id="rows", can_focus=False):
            with Horizontal(classes="heads"):
                yield Static("", classes="label")
                yield Static("Nå", classes="head")
                yield Static("I fjor", classes="head")
                yield Static("Endring", classes="change")
            yield from self._rows.values()

    def _help(self) -> str:
        said = clean(self.stop.help)
        if self._proposed and self._year_before:
            day = numeric(self._year_before.first_day)
            return f"{said} Fjorårets tall er foreslått fra samtalen {day}; Enter tar dem med."
        return said

    def on_mount(self) -> None:
        """Show what there is."""
        self.show(self.meeting)

    def show(self, meeting: Meeting) -> None:
        """Show the meeting as it has become; what is being typed stays."""
        self.meeting = meeting
        if not self.children:
            return
        for filled in self._filled:
            row = self._rows[filled.figure.key]
            row.show_change(filled)
            for line in row.lines:
                line.disabled = meeting.locked
                written = _written(filled, line.side)
                if written != line.written:
                    was, line.written = line.written, written
                    if line.value in (was, "") or not line.has_focus:
                        line.value = written

    @property
    def _filled(self) -> tuple[FilledFigure, ...]:
        return sections.figures(self.meeting, self._definition).figures

    @property
    def _lines(self) -> Iterator[FigureLine]:
        return (line for row in self._rows.values() for line in row.lines)

    @property
    def about(self) -> str:
        """Nothing hangs on a figure."""
        return ""

    def choose(self, uid: str) -> None:
        """No row of the meeting stands here."""

    def take_focus(self) -> None:
        """The first figure that is not written."""
        if self.meeting.locked:
            self.screen.set_focus(None)
            return
        now = [row.lines[0] for row in self._rows.values()]
        next((line for line in now if not line.value), now[0]).focus()

    def open_again(self, place: str) -> None:
        """Stand in the figure that is half written."""
        for line in self._lines:
            if line.place == place:
                line.focus()

    # Writing

    @on(Captured)
    @on(EmptySubmitted)
    def _enter(self, message: Captured | EmptySubmitted) -> None:
        """Write it and go on, straight down."""
        message.stop()
        line = message.line
        if not isinstance(line, FigureLine):
            return
        if isinstance(message, Captured):
            line.give_back(message.text)
        if self._write(line):
            self._go(line, 1)

    @on(DescendantBlur)
    def _leave(self, event: DescendantBlur) -> None:
        """A figure that is left is written."""
        if isinstance(event.widget, FigureLine) and event.widget.value != event.widget.written:
            self._write(event.widget)

    def _write(self, line: FigureLine) -> bool:
        """Write a figure, and last year's that was proposed beside it.

        Returns:
            Whether it is written; when not, the sentence stands under it.
        """
        row = self._rows[line.figure]
        if self.meeting.locked:
            self.desk.refuse(str(Locked(self.meeting.head.status)))
            return False
        try:
            edit = figure_edits.write(
                self.meeting, self._definition, self._of(line.figure), line.side, line.value
            )
        except NotAFigure as refusal:
            row.complain(str(refusal))
            return False
        row.complain("")
        if edit is not None and not self.desk.act("Nøkkeltall", edit, draft=line.place):
            return False
        if line.side == "value" and line.value:
            self._take_proposed(line.figure)
        return True

    def _take_proposed(self, figure: str) -> None:
        """Last year's figure goes with this year's, where nobody has written another."""
        filled, text = self._of(figure), self._proposed.get(figure, "")
        beside = self._rows[figure].lines[1]
        if text and not beside.value and not _written(filled, "last_year"):
            edit = figure_edits.write(self.meeting, self._definition, filled, "last_year", text)
            self.desk.act("Nøkkeltall i fjor", edit)

    def _of(self, figure: str) -> FilledFigure:
        return next(each for each in self._filled if each.figure.key == figure)

    @on(Pasted)
    def _paste_down(self, message: Pasted) -> None:
        """Each pasted line is the figure of its row, from here down."""
        message.stop()
        if not isinstance(message.line, FigureLine):
            return
        column = self._column(message.line.side)
        below = column[column.index(message.line) :]
        for line, text in zip(below, message.lines, strict=False):
            line.value = text
            self._write(line)

    # Moving about

    def _column(self, side: Side) -> list[FigureLine]:
        return [line for line in self._lines if line.side == side]

    @on(Left)
    def _step_in_column(self, message: Left) -> None:
        message.stop()
        if isinstance(message.line, FigureLine):
            self._go(message.line, 1 if message.direction == "down" else -1)

    def _go(self, line: FigureLine, step: int) -> None:
        column = self._column(line.side)
        place = column.index(line) + step
        if 0 <= place < len(column):
            column[place].action_end()
            column[place].focus()
        elif step > 0:
            self.desk.say("Det var det siste tallet. F8 går videre.")


def _written(filled: FilledFigure, side: Side) -> str:
    if filled.row is None:
        return ""
    return filled.row.value if side == "value" else filled.row.last_year
