"""Opens the lines that decisions and tasks are captured and corrected in, from any stop."""

from collections.abc import Callable
from functools import partial

from textual.containers import Container

from screens.sections.editor import Desk
from screens.widgets.capture import CaptureLine
from screens.widgets.decision_line import DecisionLine
from screens.widgets.drafts import DraftSaver
from screens.widgets.task_line import TaskLine, TaskRoom, TaskTexts
from store import agreed_edits
from store.agreed_edits import Where
from store.deadline import Deadline
from store.meeting import Meeting
from store.responsible import Responsible
from store.rows import DecisionRow, TaskRow

OPEN = "åpen"
"""The draft that remembers which line was open, so that it is open again after a kill."""

UNSAVED = "Teksten i linja er ikke lagret ennå. Vent litt, og prøv igjen."
"""Why a line with a text that the file could not take stays on the screen."""

DECISION = "beslutning"
TASK = "oppgave"


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

    def on_unmount(self) -> None:
        """Try once more to save what could not be saved."""
        self._open_saver.try_again()

    @property
    def is_open(self) -> bool:
        """Whether a line is open."""
        return bool(self.children)

    async def open_decision(self, where: Where, text: str = "") -> None:
        """A line for a new decision, with a text to begin from where no draft stands."""
        await self._open_decision(DECISION, where, self._desk.draft(DECISION) or text, None)

    async def edit_decision(self, decision: DecisionRow) -> None:
        """A line to correct a decision in."""
        place = f"{DECISION}/{decision.uid}"
        where = Where(decision.stop, decision.about)
        text = self._desk.draft(place) or decision.text
        await self._open_decision(place, where, text, decision)

    async def open_task(self, where: Where, text: str = "") -> None:
        """A line for a new task, with a text to begin from where no draft stands."""
        texts = self._drafted(f"{TASK}/ny", TaskTexts(text))
        await self._open_task(f"{TASK}/ny", where, texts, None)

    async def edit_task(self, task: TaskRow) -> None:
        """A line to correct a task in."""
        place = f"{TASK}/{task.uid}"
        texts = self._drafted(place, TaskTexts(task.text, task.responsible, task.deadline))
        await self._open_task(place, Where(task.stop, task.about), texts, task)

    async def open_again(self) -> bool:
        """After an unclean end: the line that was open, with what stood in it."""
        kind, _, rest = self._desk.draft(OPEN).partition("|")
        stop, _, about = rest.partition("|")
        if not kind:
            return False
        uid = kind.partition("/")[2]
        meeting = self._meeting()
        task = next((row for row in meeting.tasks if row.uid == uid), None)
        decision = next((row for row in meeting.decisions if row.uid == uid), None)
        if task:
            await self.edit_task(task)
        elif decision:
            await self.edit_decision(decision)
        elif kind == DECISION:
            await self.open_decision(Where(stop, about))
        else:
            await self.open_task(Where(stop, about))
        return True

    def _drafted(self, place: str, otherwise: TaskTexts) -> TaskTexts:
        draft = self._desk.draft
        drafted = TaskTexts(
            draft(f"{place}/hva"), draft(f"{place}/ansvar"), draft(f"{place}/frist")
        )
        return otherwise if drafted == TaskTexts() else drafted

    async def _open_decision(
        self, place: str, where: Where, text: str, old: DecisionRow | None
    ) -> None:
        def save(said: str) -> bool:
            if old:
                edit = agreed_edits.change_decision(old, said)
            else:
                edit = agreed_edits.add_decision(self._meeting(), where, said)
            return self._desk.act("Endret beslutning" if old else "Beslutning", edit, draft=place)

        line = DecisionLine(
            self._heading("BESLUTNING", where),
            save=save,
            close=self._close,
            save_draft=lambda typed: self._desk.save_draft(place, typed),
            text=text,
        )
        await self._open(line, place, where)

    async def _open_task(
        self, place: str, where: Where, texts: TaskTexts, old: TaskRow | None
    ) -> None:
        def save(said: str, responsible: Responsible, deadline: Deadline) -> bool:
            meeting = self._meeting()
            if old:
                edit = agreed_edits.change_task(meeting, old, said, responsible, deadline)
            else:
                edit = agreed_edits.add_task(meeting, where, said, responsible, deadline)
            return self._desk.act("Endret oppgave" if old else "Oppgave", edit, draft=place)

        line = TaskLine(
            self._heading("OPPGAVE", where),
            self._room(old),
            save=save,
            close=self._close,
            save_draft=lambda field, typed: self._desk.save_draft(f"{place}/{field}", typed),
            texts=texts,
        )
        await self._open(line, place, where)

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

    def _heading(self, what: str, where: Where) -> str:
        meeting = self._meeting()
        texts = {row.uid: row.text for row in meeting.risks if not row.exempt}
        texts |= {row.uid: row.text for row in meeting.notes if not row.exempt}
        about = texts.get(where.about, "")
        return f"{what} · {about[:60]}" if about else what

    async def _open(self, line: DecisionLine | TaskLine, place: str, where: Where) -> None:
        if not self._is_kept():
            return
        await self.remove_children()
        self._open_saver.save(f"{place}|{where.stop}|{where.about}")
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
