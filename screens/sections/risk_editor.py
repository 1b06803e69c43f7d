"""What the wheel's stops 1–4 share: the list of risks, the line, and the acts on a risk."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from screens.sections import risk_capture as capture
from screens.sections.editor import Desk, Editor
from screens.sections.hanging_correction import HangingCorrection
from screens.sections.key_row import KeyRow
from screens.sections.risk_capture import At, Purpose
from screens.sections.risk_line import RiskLine
from screens.sections.risk_list import RiskList
from screens.sections.risk_rows import Column, ColumnHeadings, ListRow
from screens.sections.risk_shown import counted, references, refused_if_hidden
from store import risk_edits, sections
from store.definitions import RisksDefinition, Stop
from store.journal import Locked
from store.meeting import Meeting
from store.sections import RiskEntry, Risks
from store.text import clean

_OFFERED: Final = frozenset({("write", ("årsak",)), ("write", ("kontroll",))})
"""What stands in the footer, beside the avvik."""

ROOMY: Final = 26
"""Lines from which the help stands under the question, and a risk may take several lines."""


class RiskEditor(Editor):
    """One of the wheel's stops."""

    DEFAULT_CSS = """
    RiskEditor { layout: vertical; padding: 0 1; }
    RiskEditor #question { height: 1; text-style: bold; color: $primary; }
    RiskEditor #help { height: auto; color: $text-muted; display: none; margin-bottom: 1; }
    RiskEditor.roomy #help { display: block; }
    RiskEditor.roomy #question { margin-top: 1; }
    RiskEditor #columns { color: $text-muted; }
    RiskEditor #talk-of-risks, RiskEditor #left { width: 1fr; height: 1fr; }
    RiskEditor #detail {
        height: auto; max-height: 9; padding: 0 1; background: $panel;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4,å", "write('årsak')", "Årsak", id="risk.cause"),
        Binding("f5,k", "write('kontroll')", "Kontroll", id="risk.control"),
        Binding("f6,v", "deviation", "Avvik", id="risk.deviation"),
        Binding("t", "task", "Tiltak", id="risk.task", show=False),
        Binding("plus", "write('ny')", "Ny risiko", id="risk.new", show=False),
        Binding("e", "write('rediger')", "Rediger", id="risk.edit", show=False),
        Binding("delete", "delete", "Slett", id="risk.delete", show=False),
        Binding("h", "hanging", "Rett årsak, kontroll eller avvik", id="risk.hanging", show=False),
        Binding("m", "write('sammen')", "Slå sammen", id="risk.merge", show=False),
        Binding("p", "write('del')", "Del i to", id="risk.split", show=False),
        Binding("l", "write('lovkrav')", "Lovkrav", id="risk.legal", show=False),
        Binding("r", "write('prosedyre')", "Prosedyre", id="risk.procedure", show=False),
        Binding("ctrl+up", "move(-1)", "Flytt opp", id="risk.up", show=False),
        Binding("ctrl+down", "move(1)", "Flytt ned", id="risk.down", show=False),
        Binding("pageup", "page(-1)", "Side opp", id="risk.page_up", show=False),
        Binding("pagedown", "page(1)", "Side ned", id="risk.page_down", show=False),
        Binding(
            "tab,shift+tab",
            "cross_over",
            "Linja / lista, der bokstaver er valg",
            id="risk.to",
            show=False,
        ),
        Binding("escape", "to_line", "Til linja", id="risk.to_line", show=False),
    ]

    home: ClassVar[Purpose | None] = None
    """What the line is for when nothing else was asked for."""

    own_purposes: ClassVar[tuple[Purpose, ...]] = ()
    """What the line can be for at this stop only."""

    hint: ClassVar[str] = ""
    """What the keys do in the list."""

    home_hint: ClassVar[str] = ""
    """What the keys do in the line that stands ready when nothing else was asked for."""

    def __init__(self, desk: Desk, meeting: Meeting, stop: Stop) -> None:
        super().__init__(desk, meeting, stop)
        definition = meeting.kind.section(stop.section)
        assert isinstance(definition, RisksDefinition)
        self.definition = definition
        self.risks: Risks = sections.risks(meeting, definition)
        self.purposes = {each.key: each for each in (*capture.COMMON, *self.own_purposes)}
        self.headings = ColumnHeadings()
        self.list = RiskList(len(definition.scale.levels))
        self.detail_box = Static(id="detail")
        self.keys_box = KeyRow()
        self.writing = RiskLine(
            desk,
            definition.key,
            stop.key,
            purposes=self.purposes,
            home=self.home,
            chosen=lambda: self.list.chosen,
            at=self.at,
            done=self.line_done,
            step=self.line_step,
            left=self.take_focus,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A closed meeting does not offer in its footer what it would refuse."""
        if action == "to_line":  # elsewhere, Esc is the line's or the screen's own
            return self.list.has_focus and self.writing.display
        offered = action == "deviation" or (action, parameters) in _OFFERED
        return not (self.meeting.locked and offered)

    # What is on the screen

    def compose(self) -> ComposeResult:
        """The question, the risks, the chosen one in full, and the line."""
        yield Static(Content(clean(self.stop.heading).upper()), id="question")
        yield Static(Content(clean(self.stop.help)), id="help")
        with Horizontal(id="talk-of-risks"):
            with Vertical(id="left"):
                yield self.headings
                yield self.list
                yield from self.compose_under_list()
                yield self.detail_box
            yield from self.compose_beside()
        yield self.writing
        yield self.keys_box

    def compose_beside(self) -> ComposeResult:
        """What stands beside the list."""
        yield from ()

    def compose_under_list(self) -> ComposeResult:
        """What stands between the list and the chosen risk."""
        yield from ()

    def on_mount(self) -> None:
        """Show what there is, and the line that was open when the program last ended."""
        self.refresh_list()
        self.writing.open_again()
        self.list.choose(self.writing.about or self.where_to_begin())
        self.show(self.meeting)

    def on_resize(self) -> None:
        """More room, more words."""
        self.set_class(self.size.height >= ROOMY, "roomy")
        self.refresh_list()
        # What is wrapped under the list needs the list's new width.
        self.call_after_refresh(self.refresh_chosen)

    def show(self, meeting: Meeting) -> None:
        """Show the meeting as it has become; the cursor stays on its risk."""
        self.meeting = meeting
        self.risks = sections.risks(meeting, self.definition)
        self.refresh_list()
        self.writing.follow_chosen()
        self.writing.refresh_prompt()
        self.show_chosen()

    def refresh_list(self) -> None:
        """Show the list anew."""
        self.headings.show(self.caption(), self.columns())
        before = self.list.chosen
        self.show_rows()
        if self.list.chosen != before:
            # Another risk is chosen now, and a row may say so.
            self.show_rows()

    def show_rows(self) -> None:
        """Give the list its rows as they are now."""
        self.list.show(
            [self.row(entry) for entry in self.entries_shown()],
            self.columns(),
            most_lines=self.most_lines(),
            empty="Ingen risikoer ennå. + begynner på en ny.",
        )

    def refresh_chosen(self) -> None:
        """Show that another risk is chosen, or that the next key does something else."""
        self.show_chosen()

    def show_chosen(self) -> None:
        """Show the chosen risk in full, or nothing where there is none."""
        entry = self.entry
        detail = self.detail(entry) if entry else Content()
        self.detail_box.display = bool(detail)
        self.detail_box.update(detail)
        self._show_hint()

    def _show_hint(self) -> None:
        """Say what the keys do where the focus is; nothing while another line is written in."""
        if not self.is_attached:
            return
        focused = self.screen.focused
        is_worked_in = focused is None or self in focused.ancestors
        keys = ""
        if is_worked_in and not self.meeting.locked:
            in_line = self.writing.display and not self.list.has_focus
            in_line_keys = self.writing.keys if self.writing.is_away_from_home else self.home_hint
            keys = in_line_keys if in_line else self.hint_now
        self.keys_box.show(keys, under_line=self.writing.display)

    def on_descendant_focus(self) -> None:
        """Other keys act where the focus has gone."""
        self._show_hint()

    def on_descendant_blur(self) -> None:
        """The same on the way out."""
        self._show_hint()

    # What a stop says for itself

    @property
    def hint_now(self) -> str:
        """What the keys do in the list as it stands."""
        return self.hint

    def where_to_begin(self) -> str:
        """The uid of the risk to begin on; "" for the first."""
        return ""

    def columns(self) -> tuple[Column, ...]:
        """The columns to the right of the texts."""
        return ()

    def caption(self) -> Content:
        """What stands over the texts."""
        return Content(counted(len(self.risks.entries), "risiko", "risikoer"))

    def row(self, entry: RiskEntry) -> ListRow:
        """A risk as this stop's list shows it."""
        raise NotImplementedError

    def detail(self, entry: RiskEntry) -> Content:
        """The chosen risk in full, under the list; nothing takes no room."""
        return Content(references(entry))

    def most_lines(self) -> int:
        """How many lines a risk's text may take in the list."""
        return 3 if self.has_class("roomy") else 2

    def entries_shown(self) -> Sequence[RiskEntry]:
        """The risks in the order shown."""
        return self.risks.entries

    # Where one is

    @property
    def entry(self) -> RiskEntry | None:
        """The chosen risk."""
        return self.at(self.list.chosen).target

    def entry_to_change(self) -> RiskEntry | None:
        """The chosen risk, for every act that changes it; a hidden one is refused."""
        return refused_if_hidden(self.desk, self.entry)

    @property
    def about(self) -> str:
        """The uid of the risk that the cursor stands on, or ""."""
        return self.list.chosen

    def at(self, uid: str) -> At:
        """The meeting as it stands, with a risk by its uid."""
        target = next((each for each in self.risks.entries if each.risk.uid == uid), None)
        return At(self.meeting, self.risks, target)

    def choose(self, uid: str) -> None:
        """Put the cursor on a risk."""
        if self.list.choose(uid):
            self.writing.follow_chosen()
            self.refresh_chosen()

    def take_focus(self) -> None:
        """Stand ready in the line where one is open, otherwise in the list."""
        self._show_hint()
        target = self.writing.line if self.writing.display else self.list
        if self.is_attached:
            self.screen.set_focus(target)

    @on(RiskList.Chosen)
    def _chosen_by_hand(self, message: RiskList.Chosen) -> None:
        message.stop()
        if self.writing.is_away_from_home:
            self.writing.go_home()
        self.writing.follow_chosen()
        self.refresh_chosen()

    @on(RiskList.Edge)
    def _past_the_end(self, message: RiskList.Edge) -> None:
        message.stop()
        if message.direction == "down" and self.writing.display:
            self.take_focus()

    def action_page(self, pages: int) -> None:
        """Go a window up or down, from the line too."""
        self.list.action_page(pages)

    def action_cross_over(self) -> None:
        """Go between the line that stands ready and the list; in another line, complete a name."""
        if self.list.has_focus:
            self.take_focus()
        elif self.writing.is_away_from_home:
            self.writing.take_suggestion()
        else:
            self.screen.set_focus(self.list)

    def action_to_line(self) -> None:
        """Go from the list to the line that is open."""
        self.take_focus()

    # The line

    def write(self, purpose: Purpose, text: str | None = None) -> None:
        """Open the line for something on the chosen risk."""
        if self.meeting.locked:
            self.desk.refuse(str(Locked(self.meeting.head.status)))
        elif purpose.on_risk and self.entry is None:
            self.desk.refuse("Det er ingen risiko her ennå. Skriv en risiko først.")
        elif purpose.repeats or not purpose.on_risk or self.entry_to_change():
            # What only adds to a risk does not touch what is hidden.
            self.writing.open(purpose, self.list.chosen, text)
            self.refresh_chosen()
            self.take_focus()

    def action_write(self, key: str) -> None:
        """Open the line for what a key stands for."""
        self.write(self.purposes[key])

    def action_deviation(self) -> None:
        """Open the line for an avvik; once more, and what stands there is a hendelse instead."""
        now = self.writing.purpose
        if now in (capture.DEVIATION, capture.EVENT) and self.writing.line.has_focus:
            text = self.writing.line.value
            self.writing.line.value = ""
            self.write(capture.EVENT if now is capture.DEVIATION else capture.DEVIATION, text)
        else:
            self.write(capture.DEVIATION)

    def line_done(self, purpose: Purpose, at: At, text: str) -> None:
        """Choose what was made, and stand ready for the next."""
        known = {entry.risk.uid for entry in at.risks.entries}
        new = [entry.risk.uid for entry in self.risks.entries if entry.risk.uid not in known]
        goal = new[-1] if new else purpose.goes_to(at, text)
        if goal:
            self.list.choose(goal)
            self.writing.follow_chosen()
        self.refresh_chosen()
        self.take_focus()

    def line_step(self, purpose: Purpose, step: int) -> None:
        """An arrow in the line: what is added to one risk after another goes to the next."""
        if purpose.on_risk:
            if purpose.repeats and (uid := self.list.neighbour(step)):
                self.list.choose(uid)
                self.write(purpose)
        elif step < 0 and self.list.rows and self.is_attached:
            self.list.choose(self.list.rows[-1].uid)
            self.refresh_chosen()
            self.screen.set_focus(self.list)

    # Acts on the chosen risk

    def action_task(self) -> None:
        """Open the task line on the risk."""
        if self.entry:
            self.desk.capture_task()

    def action_delete(self) -> None:
        """Delete the risk; undo brings it back."""
        if entry := self.entry_to_change():
            edit = risk_edits.remove(self.meeting, entry)
            if self.desk.act("Slettet risiko", edit):
                self.desk.say(f"Risiko {entry.number} er slettet. Ctrl+Z henter den tilbake.")

    def action_move(self, step: int) -> None:
        """Let the risk change places with its neighbour.

        Args:
            step: −1 up, 1 down.
        """
        if entry := self.entry:
            edit = risk_edits.move(self.risks.entries, entry.risk, step)
            self.desk.act("Flyttet risiko", edit)

    def action_hanging(self) -> None:
        """Choose a cause, control or deviation of the risk, to correct it."""
        if entry := self.entry_to_change():
            HangingCorrection(
                self.app, self.desk, entry, lambda: self.meeting, write=self.write
            ).open()
