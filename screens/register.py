"""The task register: what all meetings agreed on, by frist, and what has become of it."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from screens import registered_task
from screens.dialogs import Ask, Choose
from screens.registered_task import origin_shown, text_shown
from screens.requests import OpenMeeting
from screens.task_status import SaidOfTask, TaskStatusScreen
from screens.widgets.drafts import Draft, OutsideMeetings
from screens.widgets.steady_footer import SteadyFooter
from screens.widgets.window_list import Look, WindowList
from screens.workplace import Workplace
from screens.writing import refusal_of, turn
from store import draft_places, responsible, task_register, undo
from store.database import Error
from store.meeting import OPEN
from store.task_register import ANY_STATUS, Filter, RegisteredTask
from store.text import clean
from store.vocabulary import TaskStatus

_ALL = ""
_MARGINS = 4
_STATUS_FILTERS = {
    "åpne": OPEN,
    "alle": ANY_STATUS,
    **{str(status): (status,) for status in TaskStatus},
}
_SAYS = "Oppgaver fra alle møter, etter frist. Filtrene står øverst, hver med sin tast."


class RegisterScreen(Screen[None]):
    """All tasks, filtered by single keys; Enter goes to where one arose.

    Args:
        workplace: The open file and the user's choices.
    """

    CSS_PATH = "register.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Gå dit", id="register.open"),
        Binding("s", "status", "Status", id="register.status"),
        Binding("a", "responsible", "Ansvar", id="register.responsible", show=False),
        Binding("e", "unit", "Enhet", id="register.unit", show=False),
        Binding("m", "kind", "Møtetype", id="register.kind", show=False),
        Binding("v", "statuses", "Vis status", id="register.statuses", show=False),
        Binding("f", "overdue", "Bare over fristen", id="register.overdue", show=False),
        Binding("n", "clear", "Nullstill", id="register.clear"),
        Binding("ctrl+z", "undo", "Angre", id="register.undo"),
        Binding("ctrl+y", "redo", "Gjør om", id="register.redo", show=False),
        Binding("escape", "leave", "Til forsiden", id="register.leave"),
    ]
    help_heading = "Oppgaver"
    help_text = _SAYS

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._archive = workplace.archive
        self._filter = Filter()
        self._typed_name = self._chosen_unit = ""
        self._was_shown = False

    # What is on the screen

    def compose(self) -> ComposeResult:
        """How many there are, what they are filtered by, the list, and the chosen one in full."""
        yield Static(id="head")
        yield Static(id="filters")
        yield Static(id="empty")
        yield WindowList(Look(registered_task.height, self._lines), id="tasks")
        yield Static(id="chosen")
        yield SteadyFooter()

    def on_mount(self) -> None:
        """Read what is in sight before the first paint."""
        self._read()
        self._list.focus()

    def on_resize(self) -> None:
        """The filters take as few lines as there is room for."""
        self.query_one("#filters", Static).update(self._filters)

    def on_screen_resume(self) -> None:
        """Something has been done in a meeting since; the first time, all was read at mount."""
        if self._was_shown:
            self._read()
        self._was_shown = True

    @property
    def _list(self) -> WindowList[RegisteredTask]:
        return self.query_one("#tasks", WindowList)

    def _lines(self, task: RegisteredTask, width: int, here: bool) -> Sequence[Content]:
        return registered_task.lines(task, self._workplace.today, width, here)

    def _read(self) -> None:
        archive, wanted = self._archive, self._filter
        total = task_register.count(archive, wanted)
        self._list.show(
            total, lambda first, size: task_register.window(archive, wanted, first, size, total)
        )
        self._list.display = bool(total)
        empty = self.query_one("#empty", Static)
        empty.display = not total
        empty.update(Content(self._nothing))
        self._show_head(total)

    def _show_head(self, total: int) -> None:
        overdue_ones = replace(self._filter, overdue_on=self._workplace.today)
        overdue = task_register.count(self._archive, overdue_ones)
        late = f"   ! {_grouped(overdue)} over fristen" if overdue else ""
        head = Content.assemble(
            ("OPPGAVER", "bold $primary"), f"   {_grouped(total)}", (late, "bold")
        )
        self.query_one("#head", Static).update(head)
        self.query_one("#filters", Static).update(self._filters)

    @property
    def _nothing(self) -> str:
        if self._filter == Filter():
            return "Ingen åpne oppgaver. De lages i møtene, med F3."
        return "Ingen oppgaver passer til filtrene. n viser alle åpne igjen."

    @property
    def _filters(self) -> Content:
        """Each filter with its key and what it is set to; one that is set stands out."""
        wanted = self._filter
        statuses = next(each for each, those in _STATUS_FILTERS.items() if those == wanted.statuses)
        shown = (
            ("a", "Ansvar", clean(self._typed_name) or "alle", wanted.names is not None),
            ("e", "Enhet", clean(self._chosen_unit) or "alle", wanted.units is not None),
            ("m", "Type", self._kind(wanted.kind) if wanted.kind else "alle", bool(wanted.kind)),
            ("v", "Vis", statuses, wanted.statuses != OPEN),
            ("f", "Forfalt", "ja" if wanted.overdue_on else "nei", bool(wanted.overdue_on)),
        )
        return _in_lines(
            (
                Content.assemble(
                    (f"{key} ", "bold $primary"),
                    (f"{label}: ", "$text-muted"),
                    (value, "bold reverse" if is_set else ""),
                )
                for key, label, value, is_set in shown
            ),
            self.app.size.width - _MARGINS,
        )

    def _kind(self, kind_id: str) -> str:
        kind = self._workplace.kinds.by_id.get(kind_id)
        return clean(kind.short if kind else kind_id)

    @on(WindowList.Moved)
    def _show_chosen(self) -> None:
        """The whole text of the chosen task, where it arose, and what was last said of it."""
        task = self._list.chosen
        shown = self.query_one("#chosen", Static)
        shown.display = task is not None
        if task is None:
            return
        origin = origin_shown(task, self._kind(task.kind))
        remark = f"Merknad: {clean(task.remark)}" if task.remark else ""
        below = " · ".join(filter(None, (f"Fra {origin}", remark)))
        shown.update(Content.assemble(text_shown(task), "\n", (below, "$text-muted")))

    # The filters

    def _show_only(self, wanted: Filter) -> None:
        self._filter = wanted
        self._list.cursor = 0
        self._read()

    def action_responsible(self) -> None:
        """Ask whose tasks are shown; nothing typed shows everybody's."""
        known, aliases = task_register.names(self._archive), self._workplace.settings.known_aliases
        ask = Ask(
            "HVEM SINE OPPGAVER?",
            Draft(OutsideMeetings(self._archive), draft_places.REGISTER_FILTER),
            save=self._filter_by_name,
            value=self._typed_name,
            placeholder="Navn eller rolle. Tom: alle",
            suggestions=lambda typed: responsible.suggest(typed, known, aliases),
        )
        self.app.push_screen(ask)

    def _filter_by_name(self, typed: str) -> bool:
        self._typed_name = typed
        aliases = self._workplace.settings.known_aliases
        found = task_register.names_like(self._archive, typed, aliases) if typed else None
        self._show_only(replace(self._filter, names=found))
        return True

    def action_unit(self) -> None:
        """Choose whose unit's tasks are shown."""
        units = [(unit, unit) for unit in task_register.units(self._archive)]

        def chosen(unit: str | None) -> None:
            if unit is not None:
                self._chosen_unit = unit
                self._show_only(replace(self._filter, units=(unit,) if unit else None))

        self.app.push_screen(Choose("HVILKEN ENHET?", [(_ALL, "Alle enheter"), *units]), chosen)

    def action_kind(self) -> None:
        """Choose which kind of meeting the tasks come from."""
        kinds = [(kind.id, kind.title) for kind in self._workplace.kinds.by_id.values()]

        def chosen(kind: str | None) -> None:
            if kind is not None:
                self._show_only(replace(self._filter, kind=kind))

        self.app.push_screen(Choose("HVILKEN MØTETYPE?", [(_ALL, "Alle typer"), *kinds]), chosen)

    def action_statuses(self) -> None:
        """Choose which statuses are shown."""
        options = [(each, each.capitalize()) for each in _STATUS_FILTERS]

        def chosen(shown: str | None) -> None:
            if shown is not None:
                self._show_only(replace(self._filter, statuses=_STATUS_FILTERS[shown]))

        self.app.push_screen(Choose("HVILKEN STATUS?", options), chosen)

    def action_overdue(self) -> None:
        """Show only what is over its frist, or all again."""
        day = None if self._filter.overdue_on else self._workplace.today
        self._show_only(replace(self._filter, overdue_on=day))

    def action_clear(self) -> None:
        """Show all open tasks again."""
        self._typed_name = self._chosen_unit = ""
        self._show_only(Filter())

    # What is done to a task

    def action_status(self) -> None:
        """Say what has become of the task."""
        task = self._list.chosen
        if task is not None:
            remark, frist = self._half_said(task.uid)
            today = self._workplace.today
            ask = TaskStatusScreen(text_shown(task), task.status, today, remark=remark, frist=frist)
            self.app.push_screen(ask, partial(self._follow_up, task.uid))

    def _half_said(self, task: str) -> tuple[Draft, Draft]:
        """The remark and the new frist that are being given to a task."""
        keeper = OutsideMeetings(self._archive)
        remark = Draft(keeper, draft_places.of_registered(task, draft_places.SAID_REMARK))
        return remark, Draft(keeper, draft_places.of_registered(task, draft_places.SAID_DEADLINE))

    def _follow_up(self, task: str, said: SaidOfTask | None) -> None:
        if said is None:
            return
        refusal = refusal_of(
            lambda: task_register.follow_up(
                self._archive, task, said.status, remark=said.remark, deadline=said.deadline
            )
        )
        if refusal:
            self._refuse(refusal)
        else:
            for draft in self._half_said(task):
                with suppress(Error, OSError):  # at worst what is written now shows up once more
                    draft.keep("")
            self._read()
            self.notify(f"{str(said.status).capitalize()}. Ctrl+Z angrer.", markup=False)

    def action_undo(self) -> None:
        """Take back what was last said in the register."""
        self._turn(undo.undo, "Angret")

    def action_redo(self) -> None:
        """Say again what was taken back."""
        self._turn(undo.redo, "Gjorde om")

    def _turn(self, how: undo.Turn, said: str) -> None:
        done, sentence = turn(self._archive, None, how)
        if done:
            self._read()
            self.notify(f"{said}: {sentence}", markup=False)
        else:
            self._refuse(sentence)

    def _refuse(self, sentence: str) -> None:
        self.notify(sentence, severity="warning", markup=False, timeout=8)

    # Where it goes

    def action_open(self) -> None:
        """Go to the meeting, to where in it the task arose."""
        task = self._list.chosen
        if task is not None:
            self.post_message(OpenMeeting(task.meeting, task.stop, task.about or task.uid))

    def action_leave(self) -> None:
        """Go home."""
        self.dismiss(None)


def _in_lines(parts: Iterable[Content], width: int) -> Content:
    """The parts beside each other, in as few lines as they need; none is broken."""
    lines: list[Content] = []
    for part in parts:
        if lines and lines[-1].cell_length + 3 + part.cell_length <= width:
            lines[-1] = Content("   ").join((lines[-1], part))
        else:
            lines.append(part)
    return Content("\n").join(lines)


def _grouped(count: int) -> str:
    """«50 000», as numbers are written."""
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")
