"""Opens the lines that decisions and tasks are captured and corrected in, from any stop."""

from collections.abc import Callable
from dataclasses import astuple
from functools import partial
from typing import TypeVar

from textual.containers import Container

from screens.sections.begun_words import BegunWords
from screens.sections.editor import Desk
from screens.task_text import in_list, is_hidden
from screens.widgets.capture import CaptureLine
from screens.widgets.decision_line import DecisionLine
from screens.widgets.drafts import UNSAVED, DraftSaver
from screens.widgets.task_line import TaskLine, TaskRoom, TaskTexts
from store import agreed_edits, draft_places
from store.agreed_edits import Where
from store.deadline import Deadline
from store.draft_places import DECISION, OPEN, TASK, TASK_FIELDS, of_task_field
from store.journal import Hidden
from store.meeting import Meeting
from store.responsible import Responsible
from store.rows import DecisionRow
from store.sections import all_items
from store.task_rows import TaskRow

_Row = TypeVar("_Row", DecisionRow, TaskRow)


class AgreedCapture(Container):
    """The room under the talk where a decision or task is typed; closed, it takes no line.

    Args:
        desk: What writes.
        meeting: Gives the meeting as it stands now.
        return_focus: Puts the focus back in the talk.
    """

    DEFAULT_CSS = """
    AgreedCapture { height: auto; }
    """

    def __init__(
        self, desk: Desk, meeting: Callable[[], Meeting], return_focus: Callable[[], None]
    ) -> None:
        super().__init__(id="agreed-capture")
        self._desk = desk
        self._meeting = meeting
        self._return_focus = return_focus
        self._open_saver = DraftSaver(self, partial(desk.save_draft, OPEN))
        self._shown_of = ""

    def on_unmount(self) -> None:
        """Try once more to save what could not be saved."""
        self._open_saver.try_again()

    @property
    def is_open(self) -> bool:
        """Whether a line is open."""
        return bool(self.children)

    async def open_decision(self, where: Where, text: str = "") -> None:
        """A line for a new decision, with a text to begin from where no draft stands."""
        place = draft_places.new(DECISION, where)
        await self._open_decision(place, where, self._desk.draft(place) or text, None)

    async def open_task(self, where: Where, text: str = "") -> None:
        """A line for a new task, with a text to begin from where no draft stands."""
        place = draft_places.new(TASK, where)
        await self._open_task(place, where, TaskTexts(text), None)

    async def edit(self, uid: str) -> None:
        """A line to correct a decision or a task in; nothing where there is none."""
        meeting = self._meeting()
        if self._is_hidden(uid):
            self._desk.refuse(str(Hidden()))
            return
        for decision in meeting.decisions:
            if decision.uid == uid:
                place = draft_places.corrected(DECISION, uid)
                text = self._desk.draft(place) or decision.text
                await self._open_decision(place, _where(decision), text, decision)
        for task in meeting.tasks:
            if task.uid == uid:
                place = draft_places.corrected(TASK, uid)
                now = TaskTexts(task.text, task.responsible, task.deadline)
                await self._open_task(place, _where(task), now, task)

    async def open_again(self) -> None:
        """After an unclean end: the line that was open, with what stood in it."""
        kind, _, rest = self._desk.draft(OPEN).partition("|")
        corrected, stop, about = (*rest.split("|"), "", "", "")[:3]
        if corrected:
            await self.edit(corrected)
        elif kind == DECISION:
            await self.open_decision(Where(stop, about))
        elif kind == TASK:
            await self.open_task(Where(stop, about))

    async def _open_decision(
        self, place: str, where: Where, text: str, old: DecisionRow | None
    ) -> None:
        words = BegunWords(self._desk, lambda: self._decided(old))

        def save(said: str) -> bool:
            if words.are_others_by_now(said):
                return False
            if old:
                edit = agreed_edits.change_decision(self._as_it_is(old), said)
            else:
                edit = agreed_edits.add_decision(self._meeting(), self._still(where), said)
            return self._desk.act("Endret beslutning" if old else "Beslutning", edit, draft=place)

        line = DecisionLine(
            self._heading("BESLUTNING", where),
            save=save,
            close=self._close,
            save_draft=partial(self._keep, place, old.text if old else ""),
            text=text,
        )
        await self._open(line, DECISION, where, old)

    async def _open_task(
        self, place: str, where: Where, begun: TaskTexts, old: TaskRow | None
    ) -> None:
        places = {field: of_task_field(place, field) for field in TASK_FIELDS}
        drafted = {field: self._desk.draft(each) for field, each in places.items()}
        begun_with = dict(zip(TASK_FIELDS, astuple(begun), strict=True))
        stands = begun_with if old else dict.fromkeys(TASK_FIELDS, "")
        words = BegunWords(self._desk, lambda: self._assigned(old))

        def save(said: str, responsible: Responsible, deadline: Deadline) -> bool:
            if words.are_others_by_now(_in_one(said, responsible.typed, deadline.typed)):
                return False
            meeting = self._meeting()
            if old:
                now = self._as_it_is(old)
                edit = agreed_edits.change_task(meeting, now, said, responsible, deadline)
            else:
                on = self._still(where)
                edit = agreed_edits.add_task(meeting, on, said, responsible, deadline)
            return self._desk.act("Endret oppgave" if old else "Oppgave", edit, draft=place)

        line = TaskLine(
            self._heading("OPPGAVE", where),
            self._room(old),
            save=save,
            close=self._close,
            save_draft=lambda field, typed: self._keep(places[field], stands[field], typed),
            texts=TaskTexts(*(drafted[field] or begun_with[field] for field in TASK_FIELDS)),
            written=next((field for field in reversed(TASK_FIELDS) if drafted[field]), ""),
        )
        await self._open(line, TASK, where, old)

    def _as_it_is(self, old: _Row) -> _Row:
        """A decision or task as it stands now; as it was, where it is gone."""
        meeting: Meeting = self._meeting()
        for now in (*meeting.decisions, *meeting.tasks):
            if now.uid == old.uid and isinstance(now, type(old)):
                return now
        return old

    def _decided(self, old: DecisionRow | None) -> str | None:
        return self._as_it_is(old).text if old else None

    def _assigned(self, old: TaskRow | None) -> str | None:
        task = self._as_it_is(old) if old else None
        return _in_one(task.text, task.responsible, task.deadline) if task else None

    def put_away_if_hidden(self) -> None:
        """Close a line over a text that has been hidden; what is written in it is a draft."""
        if self.is_open and self._is_hidden(self._shown_of):
            self._close()

    def _is_hidden(self, uid: str) -> bool:
        """Whether a row's text is hidden, of all that a line can show the words of."""
        meeting = self._meeting()
        texts: dict[str, str] = {row.uid: row.text for row in meeting.decisions}
        texts |= {row.uid: row.text for row in meeting.tasks}
        return is_hidden((texts | self._hung_on(meeting)).get(uid, ""))

    @staticmethod
    def _hung_on(meeting: Meeting) -> dict[str, str]:
        """Texts, by uid, of what a decision or a task can hang on."""
        texts: dict[str, str] = {row.uid: row.text for row in meeting.risks}
        texts |= {row.uid: row.text for row in meeting.notes}
        return texts | {row.uid: row.text for row in meeting.items}

    def _keep(self, place: str, stands: str, typed: str) -> None:
        """Keep what is typed; what stands in the meeting already is no draft."""
        self._desk.save_draft(place, "" if typed == stands else typed)

    def _room(self, old: TaskRow | None) -> TaskRoom:
        meeting = self._meeting()
        said_in = next(
            (row for row in meeting.sittings if old and row.uid == old.sitting), meeting.sitting
        )
        return TaskRoom(
            names=self._desk.names,
            aliases=self._desk.aliases,
            absent=meeting.absent,
            base=said_in.date,
            next_meeting=meeting.head.next_meeting,
        )

    def _still(self, where: Where) -> Where:
        """Where it hangs; what was taken back while the line was open holds nothing."""
        meeting = self._meeting()
        there = {row.uid for row in (*meeting.risks, *meeting.notes, *meeting.items)}
        return where if where.about in there else Where(where.stop)

    def _heading(self, what: str, where: Where) -> str:
        meeting = self._meeting()
        texts = self._hung_on(meeting) | {
            entry.item.uid: f"{entry.label} {in_list(entry.item.text)}"
            for entry in all_items(meeting)
        }
        about = texts.get(where.about, "")
        return f"{what} · {about[:60]}" if about else what

    async def _open(
        self,
        line: DecisionLine | TaskLine,
        kind: str,
        where: Where,
        old: DecisionRow | TaskRow | None,
    ) -> None:
        if not self._is_kept():
            return
        await self.remove_children()
        self._open_saver.save(f"{kind}|{old.uid if old else ''}|{where.stop}|{where.about}")
        # What a new one hangs on stands over its line already as something that is hidden.
        self._shown_of = old.uid if old else "" if self._is_hidden(where.about) else where.about
        await self.mount(line)
        line.take_focus()

    def _is_kept(self) -> bool:
        """Whether the line can go; a text that is kept nowhere else must stand where it is."""
        if all(line.keep_draft() for line in self.query(CaptureLine)):
            return True
        self._desk.refuse(UNSAVED)
        return False

    def _close(self) -> None:
        if not self._is_kept():
            return
        self._open_saver.save("")
        self._return_focus()
        self.remove_children()


def _in_one(*fields: str) -> str:
    """What stands in a line's fields, as one text."""
    return " – ".join(field for field in fields if field)


def _where(row: DecisionRow | TaskRow) -> Where:
    return Where(row.stop, row.about)
