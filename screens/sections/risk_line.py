"""The capture line under the risks: one line, whatever it is for at the moment."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from screens.dialogs import Confirm
from screens.sections.begun_words import BegunWords
from screens.sections.editor import Desk
from screens.sections.risk_capture import At, Purpose, correction_by_key, stands_now
from screens.task_text import is_hidden
from screens.widgets.capture import Captured, CaptureLine, EmptySubmitted, Left, Pasted
from screens.widgets.drafts import DraftSaver
from store import draft_places
from store.edits import each
from store.text import clean

ASK_ABOVE: Final = 10
"""How many pasted lines become entries without a question."""

_DASHES = "-–—"
_GONE = "Risikoen er borte; den kan være slettet i et annet vindu. Teksten er lagret halvskrevet."


class RiskLine(Horizontal):
    """A prompt that says what the line makes, the line, and how it is understood.

    Each purpose has a draft of its own on each risk, and which one is open is kept too, so that
    after a kill the same line is open with the same half word in it.

    Args:
        desk: Writes, and keeps drafts.
        section: Key of the section, the first part of a draft's place.
        stop: Key of the stop; each has its own open line.
        purposes: What the line can be for here, by key.
        home: What it is for when nothing else was asked for; None puts it away.
        chosen: Gives the uid of the risk that the cursor stands on, or "".
        at: Where the line is used, given a risk's uid or "".
        done: Told when something was made: its purpose, where, and the text.
        step: Told when an arrow wants to another risk.
        left: Told when the line was put away, or went back to its home.
    """

    DEFAULT_CSS = """
    RiskLine { height: 2; border-top: solid $primary; }
    RiskLine #prompt { width: auto; height: 1; text-style: bold; color: $primary; }
    RiskLine #reading {
        width: auto; max-width: 45%; height: 1; padding: 0 0 0 1;
        color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
    }
    RiskLine #capture, RiskLine #capture:focus {
        width: 1fr; height: 1; border: none; padding: 0 0 0 1; background: transparent;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "put_away", "Tilbake", id="risk.put_away", show=False),
    ]

    def __init__(
        self,
        desk: Desk,
        section: str,
        stop: str,
        *,
        purposes: Mapping[str, Purpose],
        home: Purpose | None,
        chosen: Callable[[], str],
        at: Callable[[str], At],
        done: Callable[[Purpose, At, str], None],
        step: Callable[[Purpose, int], None],
        left: Callable[[], None],
    ) -> None:
        super().__init__(id="writing")
        self._desk = desk
        self._section = section
        self._purposes = purposes
        self._home = home
        self._chosen = chosen
        self._at = at
        self._done = done
        self._step = step
        self._left = left
        self._purpose: Purpose | None = None
        self._uid = ""
        self._open_place = draft_places.of_open(section, stop)
        self._prompt = Static(id="prompt")
        self._reading = Static(id="reading")
        self._read_as = ""
        self._untouched = ""
        self._begun: BegunWords | None = None
        self.line = CaptureLine(save_draft=self._keep, id="capture")
        self._open_saver = DraftSaver(self.line, partial(desk.save_draft, self._open_place))

    def compose(self) -> ComposeResult:
        """The prompt, the line, the reading."""
        yield self._prompt
        yield self.line
        yield self._reading

    # What it is for

    @property
    def purpose(self) -> Purpose | None:
        """What the line is for now; None when it is put away."""
        return self._purpose

    @property
    def about(self) -> str:
        """The uid of the risk that the line is about, or ""."""
        return self._uid

    @property
    def keys(self) -> str:
        """What the keys do in the line; nothing when it is put away."""
        return self._purpose.keys_shown("Esc tilbake") if self._purpose else ""

    @property
    def is_away_from_home(self) -> bool:
        """Whether something else was asked for than what the stop's line usually is for."""
        return self._purpose is not None and self._purpose is not self._home

    def _place(self) -> str:
        return self._purpose.place(self._section, self._uid) if self._purpose else ""

    def _keep(self, text: str) -> None:
        if place := self._place():  # what nobody has typed is no draft
            self._desk.save_draft(place, "" if text == self._untouched else text)

    def _draft_of(self, purpose: Purpose, uid: str) -> str:
        return self._desk.draft(purpose.place(self._section, uid))

    def _forget_draft(self, place: str) -> None:
        DraftSaver(self.line, partial(self._desk.save_draft, place)).save("")

    def open_again(self) -> None:
        """The line that was open when the stop was left, if what it was about is still there.

        One in which nobody typed anything is not opened again, unless it asks for a name: that
        question is not answered yet.
        """
        key, _, uid = self._desk.draft(self._open_place).partition("|")
        at = self._at(uid)
        purpose = self._purposes.get(key) or correction_by_key(key, at)
        is_there = purpose and (at.target or not purpose.on_risk) and not at.meeting.locked
        if purpose and is_there and (purpose.names or self._draft_of(purpose, uid)):
            self.open(purpose, uid)
        else:
            self.go_home()

    def open(self, purpose: Purpose, uid: str, text: str | None = None) -> None:
        """Make the line ready for something.

        Args:
            purpose: What.
            uid: The risk that it is about.
            text: What stands in it to begin with; None for its draft, or what it changes.
        """
        if not self.line.draft_is_saved:
            self._desk.refuse("Teksten i linja er ikke lagret ennå. Vent litt, og prøv igjen.")
            return
        at = self._at(uid if purpose.on_risk else "")
        draft = self._draft_of(purpose, uid)
        self._purpose, self._uid = purpose, uid if purpose.on_risk else ""
        self.line.suggester = (
            SuggestFromList(self._desk.names, case_sensitive=False) if purpose.names else None
        )
        self._untouched = stands_now(purpose, at) or ""
        self._begun = BegunWords(self._desk, partial(self._stands_now, purpose, self._uid))
        self.line.value = text if text is not None else draft or self._untouched
        self.line.action_end()
        if self._is_proposal:
            self.line.select_all()  # what is typed instead of Enter replaces it
        self._open_saver.save(f"{purpose.key}|{self._uid}" if self.is_away_from_home else "")
        self.refresh_prompt()

    def refresh_prompt(self) -> None:
        """Say what the line is for, as the meeting stands now.

        A line goes home when its risk is gone, and when what it corrects has been hidden.
        """
        if self._purpose and self._purpose.on_risk and self._is_out_of_reach(self._purpose):
            self.go_home()
            return
        self.display = self._purpose is not None and not self._at("").meeting.locked
        if self._purpose:
            target = self._at(self._uid).target
            number = target.number if target else ""
            self._prompt.update(Content(self._purpose.prompt.format(number=number)))
            self.line.placeholder = self._purpose.placeholder
        self._show_reading()

    def _is_out_of_reach(self, purpose: Purpose) -> bool:
        target = self._at(self._uid).target
        return target is None or (not purpose.repeats and is_hidden(target.risk.text))

    def go_home(self) -> None:
        """Back to what it usually is for, on the chosen risk, or put away; the draft is kept."""
        home, uid = self._home, self._chosen()
        if home and (not home.on_risk or self._at(uid).target):
            self.open(home, uid)
            return
        self._purpose, self._uid = None, ""
        self.line.value = ""
        self._open_saver.save("")
        self.refresh_prompt()

    @property
    def _is_proposal(self) -> bool:
        """Whether a name stands in the line that nobody has typed."""
        asks = self._purpose is not None and self._purpose.names
        return asks and bool(self._untouched) and self.line.value == self._untouched

    def take_suggestion(self) -> None:
        """Complete the name that is being typed, where one is suggested."""
        if self.line.cursor_at_end and self.line.selection.is_empty:
            self.line.action_cursor_right()

    def follow_chosen(self) -> None:
        """Go along to the chosen risk, where the line that stands ready is about one."""
        is_ready = self._home is not None and self._home.on_risk and not self.is_away_from_home
        if is_ready and self._uid != self._chosen():
            self.go_home()

    def _show_reading(self) -> None:
        text = "← forslag" if self._is_proposal else ""
        if self._purpose and self.line.value and not text:
            text = self._purpose.reading(self._at(self._uid), self.line.value)
        if text != self._read_as:  # a text that is set anew lays out the whole screen
            self._read_as = text
            self._reading.update(Content(clean(text)))

    # What comes from the line

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show_reading()

    @on(Captured)
    def _captured(self, message: Captured) -> None:
        message.stop()
        asked_for = self._purpose
        self._desk.catch_up()
        if asked_for and self._purpose is not asked_for:
            self._desk.refuse(_GONE)
        elif self._purpose:
            purpose, uid, text = self._understood(self._purpose, message)
            if text:
                self._make(purpose, uid, text, message.raw)
            else:
                self._forget_draft(self._place())

    def _understood(self, purpose: Purpose, message: Captured) -> tuple[Purpose, str, str]:
        """What was meant; a typed indent or dash makes it belong to the risk above."""
        raw, text = message.raw, message.text
        bare = text.lstrip(_DASHES)
        is_dashed = bare != text and not bare[:1].isdigit()
        if purpose.indented is None or not (raw[:1].isspace() or is_dashed):
            return purpose, self._uid, text
        text = bare.strip() if is_dashed else text
        entries = self._at("").risks.entries
        if not entries:
            return purpose, self._uid, text
        return purpose.indented, entries[-1].risk.uid, text

    @on(EmptySubmitted)
    def _empty(self, message: EmptySubmitted) -> None:
        message.stop()
        self._forget_draft(self._place())
        if self._purpose and self._purpose.clears:
            self._make(self._purpose, self._uid, "", "")
        else:
            self.action_put_away()

    def _make(self, purpose: Purpose, uid: str, text: str, raw: str) -> None:
        is_corrected = purpose is self._purpose and not purpose.names
        if is_corrected and self._begun and self._begun.are_others_by_now(text):
            self.line.give_back(raw)
            return
        at, place = self._at(uid), self._place()
        try:
            edit = purpose.make(at, text)
        except ValueError as refusal:
            self._desk.refuse(str(refusal))
            self.line.give_back(raw)
            return
        if edit is None:
            self._forget_draft(place)
        elif not self._desk.act(purpose.label, edit, draft=place):
            self.line.give_back(raw)
            return
        if self._purpose and not self._purpose.repeats:
            self.go_home()
        self._done(purpose, at, text)

    @on(Pasted)
    def _pasted(self, message: Pasted) -> None:
        message.stop()
        lines, purpose = message.lines, self._purpose
        if purpose is None or not purpose.many:
            self.line.give_back(" ".join(lines))
        elif len(lines) <= ASK_ABOVE:
            self._make_many(purpose, lines)
        else:
            self._ask(purpose, lines)

    def _ask(self, purpose: Purpose, lines: tuple[str, ...]) -> None:
        def answer(yes: bool | None) -> None:
            if yes:
                self._make_many(purpose, lines)
            else:
                self.line.give_back(" ".join(lines))

        question = f"Lage {len(lines)} linjer av det som ble limt inn?"
        self.app.push_screen(Confirm(question, yes="Lag dem", no="Legg alt på linja"), answer)

    def _stands_now(self, purpose: Purpose, uid: str) -> str | None:
        return stands_now(purpose, self._at(uid))

    def _make_many(self, purpose: Purpose, lines: tuple[str, ...]) -> None:
        at = self._at(self._uid)
        made = [edit for line in lines if (edit := purpose.make(at, line))]
        if self._desk.act(purpose.many, each(made), draft=self._place()):
            self._done(purpose, at, lines[-1])
        else:
            self.line.give_back(" ".join(lines))

    @on(Left)
    def _arrow(self, message: Left) -> None:
        message.stop()
        if self._purpose:
            self._step(self._purpose, -1 if message.direction == "up" else 1)

    # Leaving it

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 -- Textual's signature
        """Where nothing was asked for, Esc is the screen's own."""
        return action != "put_away" or self.is_away_from_home

    def action_put_away(self) -> None:
        """Go back to the stop's normal place. A new thing stays as a draft; a change is dropped."""
        purpose = self._purpose
        if purpose and (not purpose.keeps_draft or stands_now(purpose, self._at(self._uid))):
            self._forget_draft(self._place())
        self.go_home()
        self._left()
