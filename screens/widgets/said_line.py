"""One line under a list, opened to say something more of what the cursor stands on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from screens.widgets.capture import Captured, CaptureLine, EmptySubmitted, Left, Pasted
from store.text import clean


@dataclass(frozen=True, slots=True)
class Question:
    """What the line is opened for.

    Attributes:
        heading: What is said, and of what.
        text: What stands in the line to begin with.
        placeholder: An example.
        understand: How a text is understood, or "" for as it stands.
        save: Writes it; False when it was not written, and the line stays.
        save_draft: Keeps what stands in the line.
    """

    heading: str
    text: str
    placeholder: str
    understand: Callable[[str], str]
    save: Callable[[str], bool]
    save_draft: Callable[[str], None]


class SaidLine(Vertical):
    """Enter saves, Esc puts away with the draft kept. It takes no room while it is closed.

    Args:
        closed: Puts the focus back.
    """

    DEFAULT_CSS = """
    SaidLine { height: auto; background: $panel; padding: 0 1; display: none; }
    SaidLine Static { height: auto; }
    SaidLine Horizontal { height: 1; }
    SaidLine CaptureLine, SaidLine CaptureLine:focus {
        border: none; height: 1; padding: 0; width: 1fr; background: $surface;
    }
    SaidLine .understood { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "put_away", "Legg bort", id="said.put_away"),
    ]

    def __init__(self, closed: Callable[[], None]) -> None:
        super().__init__()
        self._give_back_focus = closed
        self._question: Question | None = None
        self._refused: str | None = None

    def compose(self) -> ComposeResult:
        """Heading, line, and how it is understood; the line itself comes when it is opened."""
        yield Static(classes="heading")
        yield Horizontal()
        yield Static(classes="understood")

    @property
    def is_open(self) -> bool:
        """Whether something is being said."""
        return self._question is not None

    async def ask(self, question: Question) -> None:
        """Open the line, ready to be typed in."""
        if not self._is_kept():
            return
        self._question, self._refused = question, None
        self.query_one(".heading", Static).update(Content.styled(clean(question.heading), "bold"))
        line = CaptureLine(
            save_draft=question.save_draft,
            draft=question.text,
            placeholder=question.placeholder,
            classes="said",
        )
        room = self.query_one(Horizontal)
        await room.remove_children()
        await room.mount(line)
        self.display = True
        self._show_understood(question.text)
        line.focus()

    def refuse(self, sentence: str) -> None:
        """Say under the line why it was not written, until another text stands there."""
        self._refused = self._text
        shown = Content.styled(f"! {clean(sentence)}", "bold $warning")
        self.query_one(".understood", Static).update(shown)

    def close(self) -> None:
        """Put the line away; what stands in it was written, or is kept as a draft."""
        self._question = None
        self._give_back_focus()  # before the line is hidden, or the screen looks for another place
        self.display = False
        self.query_one(Horizontal).remove_children()

    def forget(self) -> None:
        """The text was written: keep no draft of it, and close."""
        for line in self.query(CaptureLine):
            line.forget_draft()
        self.close()

    def action_put_away(self) -> None:
        """Go back to the list; what was typed stands here the next time."""
        if self._is_kept():
            self.close()

    def _is_kept(self) -> bool:
        return all(line.keep_draft() for line in self.query(CaptureLine))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once how it is understood."""
        event.stop()
        if self._text != self._refused:
            self._refused = None
            self._show_understood(self._text)

    @property
    def _text(self) -> str:
        return "".join(line.value.strip() for line in self.query(CaptureLine))

    def _show_understood(self, text: str) -> None:
        if self._question is not None:
            shown = self._question.understand(text) if text else ""
            self.query_one(".understood", Static).update(Content(clean(shown)))

    def on_captured(self, message: Captured) -> None:
        """Write it; a text that was not written stands in the line."""
        message.stop()
        message.line.give_back(message.raw)
        self._save(message.text)

    def on_empty_submitted(self, message: EmptySubmitted) -> None:
        """Nothing takes away what was said."""
        message.stop()
        self._save("")

    def _save(self, text: str) -> None:
        if self._question is not None and self._question.save(text):
            self.forget()

    def on_pasted(self, message: Pasted) -> None:
        """Several pasted lines are one text."""
        message.stop()
        message.line.give_back(" ".join(message.lines))

    def on_left(self, message: Left) -> None:
        """There is nothing over or under the line to go to."""
        message.stop()
