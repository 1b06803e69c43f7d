"""An App around one editor on a real file: the meeting screen's part, without its looks."""

from collections.abc import Mapping, Sequence
from datetime import date

from textual.app import App, ComposeResult

from screens.around import Around
from screens.sections.editor import Editor
from store import drafts, meetings, series
from store.database import Archive
from store.edits import Edit, Refused
from store.exemption import hidden
from store.journal import Conflict, Locked, action
from store.meeting import Meeting


class EditorHost(App[None]):
    def __init__(self, archive: Archive, uid: str, stop_key: str, editor: type[Editor]) -> None:
        super().__init__()
        self.archive = archive
        self.uid = uid
        self.shown = hidden(meetings.load(archive, uid))
        self.editor = editor(self, self.shown, self.shown.kind.stop(stop_key))
        self.refusals: list[str] = []
        self.said: list[str] = []
        self.tasks_asked_for: list[tuple[str, str]] = []
        self.decisions_asked_for: list[tuple[str, str]] = []
        self.edits_asked_for: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.editor

    def on_mount(self) -> None:
        self.editor.take_focus()

    @property
    def names(self) -> Sequence[str]:
        return tuple(participant.name for participant in self.shown.participants)

    @property
    def aliases(self) -> Mapping[str, str]:
        return {}

    @property
    def last_meeting(self) -> Meeting | None:
        head, day = self.shown.head, self.shown.first_day
        last = series.last_meeting(self.archive, head.kind, head.series, day, but=head.uid)
        return hidden(meetings.load(self.archive, last)) if last else None

    @property
    def around(self) -> Around:
        return Around(self.archive, lambda: self.shown)

    @property
    def today(self) -> date:
        return self.archive.clock().date()

    def catch_up(self) -> None:
        """Nobody else has the file open."""

    def act(
        self, label: str, edit: Edit | None, *, draft: str = "", afterwards: bool = False
    ) -> bool:
        if edit is None:
            return False
        try:
            with action(self.archive, self.uid, label, while_locked=afterwards) as writer:
                edit.apply(writer)
                if draft:
                    writer.drop_draft(draft)
        except (Conflict, Locked, Refused) as refusal:
            self.refuse(str(refusal))
            return False
        self.shown: Meeting = hidden(meetings.load(self.archive, self.uid))
        self.editor.show(self.shown)
        return True

    def draft(self, place: str) -> str:
        return drafts.text(self.archive, self.uid, place)

    def save_draft(self, place: str, text: str) -> None:
        drafts.save(self.archive, self.uid, place, text)

    def say(self, sentence: str) -> None:
        self.said.append(sentence)

    def refuse(self, sentence: str) -> None:
        self.refusals.append(sentence)

    def capture_decision(self, text: str = "") -> None:
        self.decisions_asked_for.append((self.editor.about, text))

    def capture_task(self, text: str = "") -> None:
        self.tasks_asked_for.append((self.editor.about, text))

    def edit_agreed(self, uid: str) -> None:
        self.edits_asked_for.append(uid)
