"""The home screen: what goes on, what can be begun, what is planned, and what is due.

It is the first thing on the wall, so it reads a few indexed rows on the plain connection and paints
them in four widgets.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from screens.meeting_line import named
from screens.requests import (
    NewMeeting,
    OpenMeeting,
    ShowBackups,
    ShowDemo,
    ShowErasing,
    ShowRegister,
    ShowSearch,
)
from screens.widgets.home_list import HomeList, HomeRow
from screens.widgets.steady_footer import SteadyFooter
from screens.workplace import Workplace
from store import drafts, meetings
from store.meetings import DueTask, MeetingLine
from store.norwegian_dates import day_and_date, short
from store.text import clean
from store.vocabulary import Status
from store.withheld import HIDDEN

DAYS_AHEAD = 30
"""How far ahead a frist is shown."""

_FIRST_RUN = (
    "referat leder møtet på felles skjerm: det dere sier, blir til referatet.",
    "Alt lagres idet det skrives, i én fil på denne maskinen.",
    "Trykk bokstaven til en møtetype, eller d for en demokommune med møter.",
)


class HomeScreen(Screen[None]):
    """Where the program begins, and where a meeting is left to."""

    CSS_PATH = "home.tcss"
    # The base's annotation is no class variable to mypy, though it is read as one.
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]]] = [  # type: ignore[misc]
        (0, "-narrow"),
        (110, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Åpne", id="home.open"),
        Binding("up", "move(-1)", "Opp", id="home.up", show=False),
        Binding("down", "move(1)", "Ned", id="home.down", show=False),
        Binding("left", "go(-1)", "Forrige liste", id="home.left", show=False),
        Binding("right", "go(1)", "Neste liste", id="home.right", show=False),
        Binding("o", "register", "Oppgaver", id="home.register"),
        Binding("f", "search", "Søk", id="home.search"),
        Binding("k", "backups", "Sikkerhetskopier", id="home.backups", show=False),
        Binding("delete", "erase", "Slett for godt …", id="home.erase", show=False),
        Binding("d", "demo", "Demo", id="home.demo"),
    ]

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._was_shown = False
        self._workplace = workplace
        self._is_empty = False
        self._under_way = HomeList("", "", id="under-way")
        self._kinds = HomeList("NYTT MØTE", "Ingen møtetyper kan brukes.", id="kinds")
        self._meetings = HomeList("KOMMENDE OG NYLIGE", "Ingen møter ennå.", id="meetings")
        self._tasks = HomeList("FRISTER", "Ingen frister de neste 30 dagene.", id="tasks")
        self._lists = (self._under_way, self._kinds, self._meetings, self._tasks)

    # What is on the screen

    def compose(self) -> ComposeResult:
        """The municipality and the day on top, then the four lists."""
        yield Static(id="head")
        yield Static(Content("\n".join(_FIRST_RUN)), id="first-run")
        for mistake in (*self._workplace.mistakes, *self._workplace.kinds.mistakes):
            yield Static(Content(f"! {clean(mistake)}"), classes="mistake")
        yield self._under_way
        with Container(id="lists"):
            yield self._kinds
            yield self._meetings
            yield self._tasks

    def on_mount(self) -> None:
        """Read the file before the first paint."""
        self._read()
        first = self._under_way if self._under_way.rows else self._kinds
        first.cursor = 0 if first.rows else None
        # The keys stand on the wall a moment after what they act on: a third of a first paint.
        self.call_after_refresh(self._mount_footer)

    async def _mount_footer(self) -> None:
        await self.mount(SteadyFooter())
        self.refresh_bindings()

    def move_to(self, workplace: Workplace) -> None:
        """Show another file's meetings: those of the demo."""
        self._workplace = workplace
        self._read()
        self._stand_on_under_way()

    def on_screen_resume(self) -> None:
        """Something has been done in a meeting since; the first time, all was read at mount."""
        if self._was_shown:
            had_one_under_way = bool(self._under_way.rows)
            self._read()
            if not had_one_under_way:
                self._stand_on_under_way()
        self._was_shown = True

    def _stand_on_under_way(self) -> None:
        """Enter goes on with the meeting that was just left."""
        if self._under_way.rows:
            for each in (self._kinds, self._meetings, self._tasks):
                each.cursor = None
            self._under_way.cursor = 0

    def on_resize(self) -> None:
        """The day stands at the right edge."""
        self._show_head()

    def _read(self) -> None:
        archive, today = self._workplace.archive, self._workplace.today
        lines = meetings.recent(archive)
        self._is_empty = not lines
        due = meetings.due(archive, today + timedelta(days=DAYS_AHEAD))
        self._show_rows(
            self._under_way, [self._continued(e) for e in meetings.under_way(archive)[:1]]
        )
        self._show_rows(self._kinds, self._kind_rows())
        self._show_rows(self._meetings, [self._meeting_row(line) for line in in_order(lines)])
        self._show_rows(self._tasks, [self._task_row(task) for task in due])
        self._tasks.note = count_due(due, today)
        self.query_one("#first-run").display = self._is_empty
        self._under_way.display = bool(self._under_way.rows)
        self._show_head()
        self.refresh_bindings()

    def _show_rows(self, list_: HomeList, rows: Sequence[HomeRow]) -> None:
        """Put the rows in a list; the cursor stays on what it stood on."""
        here = list_.rows[list_.cursor].key if list_.cursor is not None else None
        list_.rows = tuple(rows)
        if here is None:
            return
        keys = [row.key for row in rows]
        if here in keys:
            list_.cursor = keys.index(here)
        elif rows:
            list_.cursor = min(list_.cursor or 0, len(rows) - 1)
        else:
            list_.cursor = None
            self._kinds.cursor = 0 if self._kinds.rows else None

    def _show_head(self) -> None:
        left = "referat   DEMO" if self._workplace.demo else "referat"
        municipality = clean(self._workplace.settings.municipality)
        right = " · ".join(filter(None, (municipality, day_and_date(self._workplace.today))))
        head = self.query_one("#head", Static)
        room = max(1, self.size.width - 4 - len(left) - len(right))
        head.update(Content.assemble((left, "bold"), " " * room, right))

    def _kind_rows(self) -> list[HomeRow]:
        return [
            HomeRow(kind.id, f"{kind.start_key or ' '}  ", clean(kind.short))
            for kind in self._workplace.kinds.by_id.values()
        ]

    def _continued(self, line: MeetingLine) -> HomeRow:
        return HomeRow(
            line.uid,
            "▶ Fortsett: ",
            named(self._workplace.kinds, line),
            self._stop(line),
            important=True,
        )

    def _stop(self, line: MeetingLine) -> str:
        """«stoppunkt 2 av 5», or by name where its number is not its place."""
        kind = self._workplace.kinds.by_id.get(line.kind)
        bookmark = drafts.bookmark(self._workplace.archive, line.uid)
        if kind is None or bookmark is None:
            return str(line.status)
        stop = kind.stop(bookmark.stop)
        place = kind.stops.index(stop) + 1
        if kind.number_of(stop) != place:
            return f"ved {clean(stop.short)}"
        return f"stoppunkt {place} av {len(kind.stops)}"

    def _meeting_row(self, line: MeetingLine) -> HomeRow:
        left = f"{self._day(line.date):<10}  "
        return HomeRow(line.uid, left, named(self._workplace.kinds, line), str(line.status))

    def _task_row(self, task: DueTask) -> HomeRow:
        today = self._workplace.today
        mark = "!" if task.due < today else "▲" if task.due <= end_of_week(today) else " "
        text = HIDDEN if task.exempt else clean(task.text)
        who = "" if task.exempt else clean(task.responsible) or "uten ansvarlig"
        left = f"{mark} {self._day(task.due):<10}  "
        return HomeRow(task.uid, left, text, below=who, important=mark == "!")

    def _day(self, day: date) -> str:
        return short(day) if day.year == self._workplace.today.year else f"{day:%d.%m.%Y}"

    # The keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - the framework's signature
        """The demo is offered to whoever has no meetings."""
        return action != "demo" or self._is_empty

    async def on_key(self, event: events.Key) -> None:
        """One letter begins each kind."""
        for kind in self._workplace.kinds.by_id.values():
            if kind.start_key and event.character == kind.start_key:
                event.stop()
                event.prevent_default()
                self.post_message(NewMeeting(kind.id))
                return

    def action_register(self) -> None:
        """Show the tasks of all meetings."""
        self.post_message(ShowRegister())

    def action_search(self) -> None:
        """Show where words stand in the meetings."""
        self.post_message(ShowSearch())

    def action_backups(self) -> None:
        """Show the copies of the database."""
        self.post_message(ShowBackups())

    def action_erase(self) -> None:
        """Show what can be erased, the meeting that is stood on first."""
        rows = self._current
        is_on_meeting = rows in (self._under_way, self._meetings)
        here = rows.rows[rows.cursor or 0].key if rows and is_on_meeting else ""
        self.post_message(ShowErasing(here))

    def action_demo(self) -> None:
        """Show the demo municipality."""
        self.post_message(ShowDemo())

    def action_open(self) -> None:
        """Open what the cursor stands on."""
        list_ = self._current
        if list_ is None or list_.cursor is None:
            return
        key = list_.rows[list_.cursor].key
        if list_ is self._kinds:
            self.post_message(NewMeeting(key))
        elif list_ is self._tasks:
            self._open_meeting_of(key)
        else:
            self.post_message(OpenMeeting(key))

    def _open_meeting_of(self, task: str) -> None:
        until = self._workplace.today + timedelta(days=DAYS_AHEAD)
        for each in meetings.due(self._workplace.archive, until):
            if each.uid == task:
                self.post_message(OpenMeeting(each.meeting))

    @property
    def _current(self) -> HomeList | None:
        return next((list_ for list_ in self._lists if list_.cursor is not None), None)

    def action_move(self, step: int) -> None:
        """Go up or down, from one list into the next."""
        list_ = self._current
        if list_ is None or list_.cursor is None:
            return
        place = list_.cursor + step
        if 0 <= place < len(list_.rows):
            list_.cursor = place
        else:
            self._enter(self._beside(list_, step), last=step < 0)

    def action_go(self, step: int) -> None:
        """Go to the list before or after."""
        if self._current is not None:
            self._enter(self._beside(self._current, step))

    def _beside(self, list_: HomeList, step: int) -> HomeList | None:
        with_rows = [each for each in self._lists if each.rows]
        place = with_rows.index(list_) + step
        return with_rows[place] if 0 <= place < len(with_rows) else None

    def _enter(self, list_: HomeList | None, *, last: bool = False) -> None:
        if list_ is None:
            return
        for each in self._lists:
            each.cursor = None
        list_.cursor = len(list_.rows) - 1 if last else 0

    def on_home_list_clicked(self, message: HomeList.Clicked) -> None:
        """A click goes there and opens it."""
        self._enter(message.list_)
        message.list_.cursor = message.place
        self.action_open()


def in_order(lines: Sequence[MeetingLine]) -> list[MeetingLine]:
    """The planned meetings, the soonest first, then the others, the newest first."""
    planned = [line for line in lines if line.status is Status.PLANNED]
    others = [line for line in lines if line.status is not Status.PLANNED]
    return [*sorted(planned, key=_by_day), *sorted(others, key=_by_day, reverse=True)]


def _by_day(line: MeetingLine) -> tuple[date, int]:
    return line.date, line.number


def end_of_week(day: date) -> date:
    """The Sunday of the day's week."""
    return day + timedelta(days=6 - day.weekday())


def count_due(tasks: Sequence[DueTask], today: date) -> str:
    """«! 3 over fristen   ▲ 5 denne uka», as far as there are any."""
    late = sum(task.due < today for task in tasks)
    soon = sum(today <= task.due <= end_of_week(today) for task in tasks)
    said = ([f"! {late} over fristen"] if late else []) + ([f"▲ {soon} denne uka"] if soon else [])
    return "   ".join(said)
