"""The box under a sak: one line, or a text of several, whatever it is for at the moment."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Static

from screens.sections.begun_words import BegunWords
from screens.sections.editor import Desk
from screens.sections.item_purposes import At, Purpose
from screens.task_text import is_hidden
from screens.widgets.capture import (
    Captured,
    CaptureLine,
    CaptureText,
    EmptySubmitted,
    Left,
    Pasted,
)
from screens.widgets.drafts import UNSAVED, DraftSaver
from store import draft_places
from store.journal import Hidden
from store.text import clean


class ItemBox(Vertical):
    """What is being written on a sak; put away when nothing is.

    Each purpose has a draft of its own on each sak, and which one is open is kept too, so that
    after a kill the same box is open with the same half word in it.

    Args:
        desk: Writes, and keeps drafts.
        section: Key of the section, the first part of a draft's place.
        at: Where the box is used, given a sak's uid; None when the sak is gone.
        done: Told when something was written, or left as it was.
    """

    DEFAULT_CSS = """
    ItemBox { height: auto; border-top: solid $primary; display: none; }
    ItemBox #prompt { height: 1; text-style: bold; color: $primary; }
    ItemBox CaptureLine, ItemBox CaptureLine:focus {
        height: 1; border: none; padding: 0; background: transparent;
    }
    ItemBox CaptureText, ItemBox CaptureText:focus {
        border: none; padding: 0; max-height: 8; background: $panel;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "put_away", "Tilbake", id="item.put_away", show=False),
    ]

    def __init__(
        self,
        desk: Desk,
        section: str,
        *,
        at: Callable[[str], At | None],
        done: Callable[[Purpose, bool], None],
    ) -> None:
        super().__init__(id="writing")
        self._desk = desk
        self._section = section
        self._at = at
        self._done = done
        self._purpose: Purpose | None = None
        self._uid = ""
        self._untouched = ""
        self._begun: BegunWords | None = None
        self._prompt = Static(id="prompt")
        self._line = CaptureLine(save_draft=self._keep, id="capture")
        self._text = CaptureText(save_draft=self._keep, id="text")
        self._open_saver = DraftSaver(self._line, partial(desk.save_draft, self._open_place))

    @property
    def _open_place(self) -> str:
        return draft_places.of_open(self._section)

    def compose(self) -> ComposeResult:
        """What it is for, and one of the two boxes."""
        yield self._prompt
        yield self._line
        yield self._text

    @property
    def purpose(self) -> Purpose | None:
        """What it is for now; None when it is put away."""
        return self._purpose

    @property
    def _box(self) -> CaptureLine | CaptureText:
        return self._text if self._text.display else self._line

    def take_focus(self) -> None:
        """Stand ready to write."""
        self.screen.set_focus(self._box)

    def keep(self) -> bool:
        """Whether everything in the box is in the file."""
        return self._line.keep_draft() and self._text.keep_draft()

    def _keep(self, text: str) -> None:
        if self._purpose:  # what nobody has typed is no draft
            place = self._purpose.place(self._section, self._uid)
            self._desk.save_draft(place, "" if text == self._untouched else text)

    def kept_open(self) -> tuple[str, str]:
        """Key of the purpose and uid of the sak that were open when the stop was left."""
        key, _, uid = self._desk.draft(self._open_place).rpartition("|")
        return key, uid

    def open(self, purpose: Purpose, uid: str) -> None:
        """Make the box ready for something on a sak."""
        at = self._at(uid)
        if at is None:
            return
        if is_hidden(purpose.value(at)):
            self._desk.refuse(str(Hidden()))
            return
        if not self.keep():
            self._desk.refuse(UNSAVED)
            return
        draft = self._desk.draft(purpose.place(self._section, uid))
        self._purpose, self._uid, self._untouched = purpose, uid, purpose.value(at)
        self._begun = BegunWords(self._desk, partial(self._stands_now, purpose, uid))
        self._show(draft or self._untouched, purpose)
        self._open_saver.save(f"{purpose.key}|{uid}")
        self.take_focus()

    def _stands_now(self, purpose: Purpose, uid: str) -> str | None:
        at = self._at(uid)
        return purpose.value(at) if at else None

    def _show(self, value: str, purpose: Purpose) -> None:
        is_long = purpose.verbatim or "\n" in value
        self.display = True
        self._line.display, self._text.display = not is_long, is_long
        save = "Ctrl+S lagrer" if is_long else "Enter lagrer"
        self._prompt.update(Content(f"{clean(purpose.prompt)}   {save}, Esc lar det være"))
        self._line.suggester = (
            SuggestFromList(purpose.suggestions, case_sensitive=False)
            if purpose.suggestions
            else None
        )
        if is_long:
            self._text.load_text(clean(value, lines=True))
            self._text.move_cursor(self._text.document.end)
        else:
            self._line.value = value
            self._line.action_end()

    def put_away_if_hidden(self) -> bool:
        """Close the box over a text that has been hidden; what was changed in it is a draft.

        Returns:
            Whether it was so.
        """
        at = self._at(self._uid)
        over_hidden = bool(self._purpose and at and is_hidden(self._purpose.value(at)))
        if over_hidden:
            self.put_away()
        return over_hidden

    def put_away(self) -> None:
        """Close the box; what is written in it and not stored is kept as a draft."""
        self._purpose, self._uid = None, ""
        self._line.value = ""
        self._text.load_text("")
        self._open_saver.save("")
        self.display = False

    # What comes from the boxes

    @on(Captured)
    def _captured(self, message: Captured) -> None:
        message.stop()
        # A text of several paragraphs stands as it was written, its first indent too.
        self._write(message.raw.rstrip() if message.line is self._text else message.text)

    @on(EmptySubmitted)
    def _empty(self, message: EmptySubmitted) -> None:
        message.stop()
        self._write("")

    @on(Pasted)
    def _pasted(self, message: Pasted) -> None:
        """Several lines are one text: the box grows, and nothing is lost."""
        message.stop()
        if self._purpose:
            self._show("\n".join(message.lines), self._purpose)
            self.take_focus()

    def _write(self, text: str) -> None:
        is_in_the_way = self._begun is not None and self._begun.are_others_by_now(text)
        purpose, at = self._purpose, self._at(self._uid)
        if purpose is None or at is None:
            return
        if is_in_the_way:
            self._show(text, purpose)
            self.take_focus()
            return
        place = purpose.place(self._section, self._uid)
        edit = purpose.make(at, text)
        if edit is None:
            self._desk.save_draft(place, "")
        elif not self._desk.act(purpose.label, edit, draft=place, afterwards=purpose.afterwards):
            self._show(text, purpose)
            self.take_focus()
            return
        self.put_away()
        self._done(purpose, edit is not None)

    @on(Left)
    def _stay(self, message: Left) -> None:
        message.stop()

    def action_put_away(self) -> None:
        """Leave it; a change of what is written already is dropped, a new text stays a draft."""
        purpose, at = self._purpose, self._at(self._uid)
        if purpose and at and purpose.value(at):
            self._desk.save_draft(purpose.place(self._section, self._uid), "")
        self.put_away()
        if purpose:
            self._done(purpose, False)
