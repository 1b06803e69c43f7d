"""The two boxes a meeting is written in: one line, and a text of several lines.

Both clean what comes in (`store.text.clean`), save a draft at every change, and take and clear
their text in one step, so that what is typed next always begins the next entry. The draft is not
deleted when the text is taken: the action that stores the entry does that, so that there is no
moment when the text is kept nowhere.

Order: the app lets in one key at a time (`tui.key_order`), so these boxes need no care of their
own for keys that overtake each other, and an owner has handled `Captured` before the next key.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal, Self

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.events import Paste
from textual.geometry import Region
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, TextArea

from screens.widgets.drafts import DraftFailed, DraftSaver
from store.text import MAX_TEXT, clean, split_lines

__all__ = [
    "CaptureLine",
    "CaptureText",
    "Captured",
    "DraftFailed",
    "EmptySubmitted",
    "Left",
    "Pasted",
    "TooLong",
]


@dataclass
class _FromABox(Message):
    """Something happened in a box."""

    line: "CaptureLine | CaptureText"
    """The box."""

    @property
    def control(self) -> "CaptureLine | CaptureText":
        """The box, for handlers with a selector."""
        return self.line


@dataclass
class Captured(_FromABox):
    """A text was finished; the box is empty already, and its draft is still kept.

    Whoever cannot store the text gives it back with `give_back(raw)`.
    """

    text: str
    """The text, cleaned and stripped; never empty."""

    raw: str
    """The text before it was stripped, to see a leading space."""


@dataclass
class Pasted(_FromABox):
    """Several lines were pasted into a line; the box is empty already.

    The owner decides what becomes of them, and asks when there are many. The draft holds them all
    until the owner's action deletes it.
    """

    lines: tuple[str, ...]
    """At least two entries without their bullets. What stood before the cursor begins the first
    entry, what stood after it ends the last, with a space between."""


@dataclass
class EmptySubmitted(_FromABox):
    """A box with nothing in it was finished."""


@dataclass
class TooLong(_FromABox):
    """A change was refused because the text would pass `store.text.MAX_TEXT` characters."""


@dataclass
class Left(_FromABox):
    """An arrow key wants out of the line, into the list beside it."""

    direction: Literal["up", "down"]
    """Which way."""


class CaptureLine(Input):
    """One line, finished with Enter.

    Args:
        save_draft: Keeps what stands in the line, called at every change; see `DraftSaver`.
        draft: What stood in the line when the program ended; the cursor is put at its end.
        placeholder: What the line is for.
        id: The widget's id.
        suggester: Completes what is being typed.
        classes: The widget's style classes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "leave('up')", show=False),
        Binding("down", "leave('down')", show=False),
    ]

    def __init__(
        self,
        *,
        save_draft: Callable[[str], None] | None,
        draft: str = "",
        placeholder: str = "",
        id: str | None = None,
        suggester: Suggester | None = None,
        classes: str | None = None,
    ) -> None:
        self._drafts = DraftSaver(self, save_draft)
        self._is_taking = False
        self._is_changing = False
        super().__init__(
            value=clean(draft),
            placeholder=placeholder,
            suggester=suggester,
            select_on_focus=False,
            id=id,
            classes=classes,
        )

    @property
    def draft_is_saved(self) -> bool:
        """Whether everything in the line is kept on disk."""
        return self._drafts.is_saved

    def on_mount(self) -> None:
        """Put the cursor behind the draft."""
        self.action_end()

    def on_unmount(self) -> None:
        """Try once more to save what could not be saved."""
        self._drafts.try_again()

    def keep_draft(self) -> bool:
        """Save what could not be saved before. Returns whether everything is kept now."""
        self._drafts.try_again()
        return self._drafts.is_saved

    def forget_draft(self) -> None:
        """Save no more of what stands here: it has been stored as an entry."""
        self._drafts.forget()

    def validate_value(self, value: str) -> str:
        """Clean whatever is set, by hand or by program."""
        return clean(value)

    def _watch_value(self, value: str) -> None:
        self._is_changing = True
        super()._watch_value(value)
        self._is_changing = False

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Repaint.

        Input lays out the whole screen at every letter, which takes as long as all else that a
        letter costs. A line whose size does not follow its text needs none of that.
        """
        if self._is_changing and not self.styles.auto_dimensions:
            layout = False
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def watch_value(self, value: str) -> None:
        """Save the draft at every change."""
        if not self._is_taking:
            self._drafts.save(value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part of the line and put the cursor behind the new text.

        Args:
            text: Anything; it is cleaned.
            start: Index of the first character to replace.
            end: Index after the last.
        """
        start, end = sorted((max(0, start), min(len(self.value), end)))
        # The new text may compose with the letter in front of it, so they are cleaned together.
        before = clean(self.value[:start] + text)
        whole = clean(before + self.value[end:])
        if len(whole) > max(MAX_TEXT, len(self.value)):
            self.post_message(TooLong(self))
            return
        self.value = whole
        self.cursor_position = len(before)

    def give_back(self, text: str) -> None:
        """Put a text that could not be stored in front of what has been typed since.

        Args:
            text: `Captured.raw`, or the lines of `Pasted` joined by line breaks.
        """
        self.value = f"{clean(text)} {self.value}" if self.value else text
        self.action_end()

    def _on_paste(self, event: Paste) -> None:
        event.stop()
        event.prevent_default()
        self._paste(event.text)

    def action_paste(self) -> None:
        """Paste what was cut or copied in the program itself."""
        self._paste(self.app.clipboard)

    def _paste(self, pasted: str) -> None:
        lines = split_lines(pasted)
        start, end = sorted(self.selection)
        before, after = self.value[:start], self.value[end:]
        if len(lines) < 2:
            # A pasted bullet or indent is no mark that somebody made.
            at_start = not before.strip()
            self.replace((lines[0] if lines else "") if at_start else clean(pasted), start, end)
        elif len(before) + len(pasted) + len(after) > MAX_TEXT:
            self.post_message(TooLong(self))
        else:
            first = f"{before.rstrip()} {lines[0]}".strip()
            last = f"{lines[-1]} {after.lstrip()}".strip()
            entries = (first, *lines[1:-1], last)
            self._drafts.save("\n".join(entries))
            self._take()
            self.post_message(Pasted(self, entries))

    async def action_submit(self) -> None:
        """Finish the line."""
        raw = self._take()
        text = raw.strip()
        if text:  # a late try would bring back the draft of what is an entry by then
            self._drafts.forget()
        self.post_message(Captured(self, text, raw) if text else EmptySubmitted(self))

    def _take(self) -> str:
        text = self.value
        self._is_taking = True
        self.value = ""
        self._is_taking = False
        return text

    def action_leave(self, direction: Literal["up", "down"]) -> None:
        """Say that an arrow wants out of the line."""
        self.post_message(Left(self, direction))


# Textual's F6 and F7 (select line, select all) would hide the program's own; ctrl+a and
# shift+arrows select as well.
_EDITING_KEYS = [
    binding
    for binding in TextArea.BINDINGS
    if not (isinstance(binding, Binding) and binding.key in {"f6", "f7"})
]


class CaptureText(TextArea, inherit_bindings=False):
    """A text of several lines, at most eight of them in sight, finished with ctrl+s.

    Ctrl+j finishes it too. A terminal without bracketed paste sends a pasted line break as ctrl+j,
    and each pasted line then becomes a text of its own; nothing is lost.

    Args:
        save_draft: Keeps what stands in the box, called at every change; see `DraftSaver`.
        draft: What stood in the box when the program ended; the cursor is put at its end.
        placeholder: What the box is for.
        id: The widget's id.
        classes: The widget's style classes.
    """

    DEFAULT_CSS = """
    CaptureText {
        height: auto;
        min-height: 3;
        max-height: 10;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *_EDITING_KEYS,
        Binding("ctrl+s,ctrl+j", "submit", "Lagre", id="capture.save"),
    ]

    def __init__(
        self,
        *,
        save_draft: Callable[[str], None] | None,
        draft: str = "",
        placeholder: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        self._drafts = DraftSaver(self, save_draft)
        super().__init__(
            clean(draft, lines=True),
            placeholder=Content(placeholder),
            highlight_cursor_line=False,
            id=id,
            classes=classes,
        )

    @property
    def draft_is_saved(self) -> bool:
        """Whether everything in the box is kept on disk."""
        return self._drafts.is_saved

    def on_mount(self) -> None:
        """Put the cursor behind the draft."""
        self.move_cursor(self.document.end)

    def on_unmount(self) -> None:
        """Try once more to save what could not be saved."""
        self._drafts.try_again()

    def keep_draft(self) -> bool:
        """Save what could not be saved before. Returns whether everything is kept now."""
        self._drafts.try_again()
        return self._drafts.is_saved

    def edit(self, edit: Edit) -> EditResult:
        """Make one change, cleaned, if there is room for it, and save the draft.

        Args:
            edit: Typing, pasting and deleting all come here.
        """
        edit.text = clean(edit.text, lines=True)
        replaced = self.get_text_range(edit.top, edit.bottom)
        grows = len(edit.text) - len(replaced)
        if grows > 0 and len(self.text) + grows > MAX_TEXT:
            self.post_message(TooLong(self))
            return EditResult(end_location=edit.bottom, replaced_text="")
        result = super().edit(edit)
        self._drafts.save(self.text)
        return result

    def undo(self) -> None:
        """Take back the newest changes, and save the draft."""
        super().undo()
        self._drafts.save(self.text)

    def redo(self) -> None:
        """Make the changes again, and save the draft."""
        super().redo()
        self._drafts.save(self.text)

    def give_back(self, text: str) -> None:
        """Put a text that could not be stored in front of what has been typed since.

        Args:
            text: `Captured.raw`.
        """
        self.insert(f"{text}\n" if self.text else text, (0, 0))
        self.move_cursor(self.document.end)

    def action_submit(self) -> None:
        """Finish the text."""
        raw = clean(self.text, lines=True)
        self.load_text("")
        text = raw.strip()
        self.post_message(Captured(self, text, raw) if text else EmptySubmitted(self))
