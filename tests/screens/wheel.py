"""A wheel under way, with risks in it, and the editor of one of its stops around it."""

from collections.abc import Sequence

from msgspec.structs import replace
from textual.app import App
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Static

from screens.sections.editor import Editor
from screens.sections.risk_editor import RiskEditor
from screens.sections.risk_rows import ColumnHeadings
from screens.widgets.capture import CaptureLine
from store import meetings, risk_edits, sections
from store.database import Archive
from store.edits import Change, Edit
from store.journal import action
from store.row import Row
from store.rows import LegalBasisRow
from store.sections import RiskEntry
from store.vocabulary import Measure
from tests.screens.desk_host import EditorHost

WIDE, NARROW = (124, 42), (80, 19)


class WheelHost(EditorHost):
    """The host with shorter words for what a test asks."""

    editor: RiskEditor

    @property
    def entries(self) -> tuple[RiskEntry, ...]:
        """The risks as they stand in the file."""
        return sections.all_risks(meetings.load(self.archive, self.uid))

    @property
    def texts(self) -> list[str]:
        return [entry.risk.text for entry in self.entries]

    @property
    def chosen(self) -> int:
        """The number of the chosen risk; 0 for none."""
        return next((e.number for e in self.entries if e.risk.uid == self.editor.about), 0)

    @property
    def line(self) -> str:
        return self.editor.writing.line.value

    @property
    def is_in_line(self) -> bool:
        return self.editor.writing.line.has_focus

    @property
    def prompt(self) -> str:
        """What stands before the line; nothing when it is put away."""
        shown = self.editor.query_one("#prompt", Static)
        return str(shown.content) if self.editor.writing.display else ""

    @property
    def reading(self) -> str:
        """How what stands in the line is understood."""
        return str(self.editor.query_one("#reading", Static).content)

    @property
    def hint(self) -> str:
        """The row that says what the keys do; nothing when it is not shown."""
        shown = self.editor.query_one("#hint", Static)
        return str(shown.content) if shown.display else ""

    @property
    def figures(self) -> list[tuple[int | None, int | None]]:
        return [(e.risk.likelihood, e.risk.consequence) for e in self.entries]

    @property
    def residual_figures(self) -> list[tuple[int | None, int | None]]:
        return [(e.risk.residual_likelihood, e.risk.residual_consequence) for e in self.entries]

    @property
    def detail(self) -> str:
        return str(self.editor.query_one("#detail", Static).content)

    def in_list(self) -> list[str]:
        """Every line of the list, as it is read."""
        risks = self.editor.list
        lines = range(risks.size.height)
        return [risks.render_line(line).text.rstrip() for line in lines]

    def headings(self) -> str:
        return self.editor.query_one(ColumnHeadings).render().plain


class Walk:
    """A wheel that is filled before it is shown."""

    def __init__(self, archive: Archive, uid: str) -> None:
        self.archive, self.uid = archive, uid

    @property
    def entries(self) -> tuple[RiskEntry, ...]:
        return sections.all_risks(meetings.load(self.archive, self.uid))

    def act(self, *edits: Edit | None) -> None:
        for edit in edits:
            assert edit is not None
            with action(self.archive, self.uid, "Prøve") as writer:
                edit.apply(writer)

    def write(self, row: Row, *among: str) -> str:
        """A row that another part of the program makes; its uid."""
        with action(self.archive, self.uid, "Prøve") as writer:
            return writer.add_last(row, *(among or ("meeting",))).uid

    def add(self, *texts: str) -> None:
        meeting = meetings.load(self.archive, self.uid)
        self.act(*(risk_edits.add(meeting, "risikoer", text) for text in texts))

    def score(self, number: int, figures: str, *, residual: bool = False) -> None:
        """«44» on a risk."""
        for measure, figure in zip(Measure, figures, strict=True):
            entry = self.entries[number - 1]
            self.act(
                risk_edits.set_figure(
                    entry.risk, entry.scale, measure, int(figure), residual=residual
                )
            )

    def change(self, before: Row, after: Row) -> None:
        self.act(Change(before, after))

    def exempt(self, number: int) -> None:
        """Exempt a risk, so that the shared screen hides it."""
        with action(self.archive, None, "Hjemmel") as writer:
            basis = writer.add(LegalBasisRow(name="offl. § 13")).uid
        risk = self.entries[number - 1].risk
        self.change(risk, replace(risk, exempt=basis))

    def at(self, stop: str, editor: type[Editor]) -> WheelHost:
        return WheelHost(self.archive, self.uid, stop, editor)


async def paste(pilot: Pilot[None], host: App[None], lines: Sequence[str]) -> None:
    """What a terminal sends when several lines are pasted."""
    assert host.focused is not None
    host.focused.post_message(Paste("\n".join(lines)))
    await pilot.pause()
    await pilot.pause()


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Type a text: its first two signs by their keys, the rest as the keys put them in."""
    await pilot.press(*("space" if sign == " " else sign for sign in text[:2]))
    line = pilot.app.focused
    assert isinstance(line, CaptureLine)
    line.insert_text_at_cursor(text[2:])
    await pilot.pause()
