"""One labelled line of a form: what is typed, how it is understood, and what is wrong with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from screens.widgets.capture import Captured, EmptySubmitted, Left, Pasted
from screens.widgets.suggest import SuggestLine, whole
from store.text import clean


@dataclass(frozen=True, slots=True)
class FieldHelp:
    """What a field can do for the one who types in it.

    Attributes:
        understand: Says how a text is understood, or "" for as it stands. It raises ValueError
            with a Norwegian sentence for a text that will not do.
        suggestions: What the text could become.
        complete: The text with a suggestion taken.
        placeholder: Stands in an empty field.
    """

    understand: Callable[[str], str] = lambda _typed: ""
    suggestions: Callable[[str], Sequence[str]] = lambda _typed: ()
    complete: Callable[[str, str], str] = whole
    placeholder: str = ""


class Field(Vertical):
    """A label, a line beside it, and under them what is wrong, when something is.

    The text stays when Enter is pressed; the form around it decides what becomes of it.

    Args:
        name: Names the field in its form.
        label: What the line is for.
        value: What stands there to begin with.
        help_: What the field can do.
        save_draft: Keeps the text at every change.
        classes: «short» for one that shares its row.

    Attributes:
        proposal: What stands in it without anybody having typed it; what is typed replaces it.
    """

    DEFAULT_CSS = """
    Field { height: auto; }
    Field > Horizontal { height: 1; }
    Field .label { width: 24; height: 1; color: $text-muted; text-wrap: nowrap;
        text-overflow: ellipsis; }
    Field SuggestLine, Field SuggestLine:focus { width: 1fr; height: 1; border: none;
        padding: 0 1; background: $panel; }
    Field SuggestLine:focus { background: $primary 25%; }
    Field SuggestLine:disabled { background: $background; opacity: 100%; }
    Field.-here .label { color: $foreground; text-style: bold; }
    Field .understood { width: auto; height: 1; padding-left: 1; }
    Field .complaint { height: auto; padding-left: 24; color: $warning; display: none; }
    Field.short .label { width: auto; padding-right: 1; }
    """

    @dataclass
    class Entered(Message):
        """Enter was pressed; the text stands in the field."""

        field: "Field"
        """Where."""

        @property
        def control(self) -> "Field":
            """The field, for handlers with a selector."""
            return self.field

    @dataclass
    class Lines(Message):
        """Several lines were pasted into a field that wants them each by itself."""

        field: "Field"
        """Where."""

        lines: tuple[str, ...]
        """The lines."""

        @property
        def control(self) -> "Field":
            """The field, for handlers with a selector."""
            return self.field

    def __init__(
        self,
        name: str,
        label: str,
        value: str = "",
        help_: FieldHelp | None = None,
        *,
        save_draft: Callable[[str], None] | None = None,
        classes: str = "",
    ) -> None:
        super().__init__(id=f"field-{name}", classes=classes)
        self.key = name
        self.takes_lines = False
        self.proposal = ""
        self._label = Static(Content(clean(label)), classes="label")
        self._help = help_ or FieldHelp()
        self.line = SuggestLine(
            lambda typed: self._help.suggestions(typed),
            lambda typed, chosen: self._help.complete(typed, chosen),
            save_draft=save_draft,
            draft=value,
            placeholder=clean(self._help.placeholder),
            id=name,
        )
        self._understood = Static(classes="understood")
        self._shown_as = ""
        self._complaint = Static(classes="complaint")

    def compose(self) -> ComposeResult:
        """The label, the line and what it is understood as; the complaint below."""
        with Horizontal():
            yield self._label
            yield self.line
            yield self._understood
        yield self._complaint

    def on_mount(self) -> None:
        """Say how what stands there already is understood."""
        self._show_understood()

    @property
    def text(self) -> str:
        """What stands in the line, stripped."""
        return self.line.value.strip()

    @property
    def complaint(self) -> str:
        """What is wrong with the text, or ""."""
        try:
            self._help.understand(self.text)
        except ValueError as error:
            return str(error)
        return ""

    def set_text(self, text: str) -> None:
        """Show another text."""
        self.line.value = text
        self.line.action_end()

    def propose(self, text: str) -> None:
        """Show a text that nobody has typed."""
        self.proposal = text
        self.set_text(text)

    def rename(self, label: str, help_: FieldHelp) -> None:
        """Make it a field for something else; the text stays."""
        self._label.update(Content(clean(label)))
        self._help = help_
        self.line.placeholder = clean(help_.placeholder)

    def complain(self, sentence: str) -> None:
        """Say what is wrong, under the line; "" takes it away.

        A short field leaves that to the row it stands in.
        """
        if self.has_class("short"):
            return
        self._complaint.update(Content(f"! {clean(sentence)}" if sentence else ""))
        self._complaint.display = bool(sentence)

    def check(self) -> bool:
        """Say what is wrong with the text. Returns whether nothing is."""
        self.complain(self.complaint)
        return not self.complaint

    def _show_understood(self) -> None:
        try:
            understood = self._help.understand(self.text)
        except ValueError:
            understood = ""
        if understood != self._shown_as:  # an update lays the whole form out again
            self._shown_as = understood
            self._understood.update(Content(f"= {understood}" if understood else ""))

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Show at once how the text is understood; a complaint goes when it is mended."""
        self._show_understood()
        if self._complaint.display and not self.complaint:
            self.complain("")

    def on_descendant_focus(self) -> None:
        """Show where one is; `:focus-within` stays on what was left in Textual 8.2.8."""
        self.add_class("-here")
        if self.proposal and self.line.value == self.proposal:
            self.line.select_all()

    def on_descendant_blur(self) -> None:
        """Say what is wrong with a text that was left."""
        self.remove_class("-here")
        if self.text:
            self.check()

    def on_captured(self, message: Captured) -> None:
        """Enter leaves the text where it is."""
        message.stop()
        self.set_text(message.text)
        self.post_message(self.Entered(self))

    def on_empty_submitted(self, message: EmptySubmitted) -> None:
        """Enter in an empty field."""
        message.stop()
        self.post_message(self.Entered(self))

    def on_pasted(self, message: Pasted) -> None:
        """Several lines are one text, but for a field that wants them by themselves.

        They stand in the field all the same, until the form has made something of them.
        """
        message.stop()
        self.set_text((", " if self.takes_lines else " ").join(message.lines))
        if self.takes_lines:
            self.post_message(self.Lines(self, message.lines))

    def on_left(self, message: Left) -> None:
        """The arrows go to what stands above and below."""
        message.stop()
        if message.direction == "down":
            self.screen.focus_next()
        else:
            self.screen.focus_previous()
