"""What the app does with a document: writes it, asks about what stands in its way, and opens it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from store.system_errors import reason

if TYPE_CHECKING:
    from exports.order import Order
    from exports.writing import Made, Place

_NOTHING_WRITTEN = "Ingen fil er skrevet ennå. Åpne et møte og trykk Ctrl+R, så skrives referatet."


@dataclass(frozen=True, slots=True)
class Task:
    """A file that is to be written.

    Attributes:
        what: What it is called in «… er skrevet».
        folder: Where it goes; it is made where it is missing.
        is_told: Whether the screen may show its name, which holds the meeting's title.
        remark: What is to be known of it besides, or "".
    """

    what: str
    folder: Path
    is_told: bool = True
    remark: Callable[[], str] = lambda: ""


@dataclass(frozen=True, slots=True)
class _Written:
    path: Path
    is_told: bool

    @property
    def shown(self) -> Path:
        return self.path if self.is_told else self.path.parent


class Paperwork:
    """Writes in a thread, from frozen values and without the connection.

    Args:
        app: Says how it went, and asks.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._newest: _Written | None = None

    def write(self, order: "Order", name: str, folder: Path, template: Path | None = None) -> None:
        """Write a document of a meeting; ask first where somebody has edited the one before.

        Args:
            order: What is written.
            name: One of `exports.FORMATS`.
            folder: Where to.
            template: The municipality's own Word template; None for our own look.
        """
        is_told = order.source.public or not order.source.meeting.head.exempt
        from exports import FORMATS  # noqa: PLC0415 - no screen needs them before

        remark = partial(FORMATS[name].remark, order, folder)
        task = Task(_called(order, name), folder, is_told, remark)
        self._start(task, partial(self._make, task, order, name, template))

    def put_down(self, task: Task, write: Callable[[], Path]) -> None:
        """Write any file.

        Args:
            task: What it is.
            write: Writes it, and gives its path.
        """
        self._start(task, partial(self._write, task, write))

    def _start(self, task: Task, work: Callable[[], None]) -> None:
        self._app.notify(f"Skriver {task.what[0].lower()}{task.what[1:]} …", timeout=2)
        trying = partial(self._try, task, work)
        self._app.run_worker(trying, thread=True, exclusive=True, group="documents")

    # In the thread

    def _try(self, task: Task, work: Callable[[], None]) -> None:
        from exports.files import FileRefused, without_name  # noqa: PLC0415 - as in `_put`

        try:
            task.folder.mkdir(parents=True, exist_ok=True)
            work()
        except FileRefused as refusal:
            sentence = str(refusal)
            self._say(sentence if task.is_told else without_name(sentence), is_refusal=True)
        except OSError as error:
            sentence = f"Mappen {task.folder} kan ikke lages: {reason(error)}."
            self._say(sentence, is_refusal=True)

    def _make(self, task: Task, order: "Order", name: str, template: Path | None) -> None:
        from exports import FORMATS  # noqa: PLC0415 - no screen needs them before
        from exports.template.unpacking import TemplateRefused  # noqa: PLC0415 - as above
        from exports.writing import make, on_template, place  # noqa: PLC0415 - as above

        ready, refusal = on_template(order, template if FORMATS[name].is_word else None)
        if refusal:
            self._say(refusal, is_refusal=True)
        try:
            made = make(ready, name)
        except TemplateRefused as refused:
            self._say(f"{refused} Dokumentet er skrevet uten mal.", is_refusal=True)
            made = make(order, name)
        there = place(made, task.folder)
        if there.obstacle:
            self._app.call_from_thread(self._ask, task, made, there)
        else:
            self._write(task, partial(_put, made, there.path))

    def _write(self, task: Task, write: Callable[[], Path]) -> None:
        written = _Written(write(), task.is_told)
        self._newest = written
        remark = task.remark()
        said = f"{task.what} er skrevet (F12 åpner): {written.shown}"
        self._say(f"{said}. {remark}" if remark else said)

    def _say(self, sentence: str, *, is_refusal: bool = False) -> None:
        severity = "warning" if is_refusal else "information"
        self._app.call_from_thread(self._app.notify, sentence, severity=severity, timeout=10)

    # What stands in the way

    def _ask(self, task: Task, made: "Made", there: "Place") -> None:
        """Ask whether the file that somebody has edited is kept; Enter and Esc keep it."""
        from screens.dialogs import Choose  # noqa: PLC0415 - no screen needs it before

        def chosen(answer: str | None) -> None:
            if answer in ways:
                self.put_down(task, ways[answer])
            else:
                self._app.notify("Ingenting er skrevet.")

        ways = {
            "beside": partial(_put_beside, made, task.folder),
            "replace": partial(_put, made, there.wanted),
        }
        beside = f"… {there.path.stem.removeprefix(there.wanted.stem).strip()}{there.path.suffix}"
        name = f"«{there.wanted.name}»" if task.is_told else "Filen"
        options = (
            ("beside", f"Skriv ved siden av, som «{beside}»"),
            ("replace", "Erstatt den"),
            ("cancel", "Ikke skriv noe"),
        )
        self._app.push_screen(Choose(f"{name} {there.obstacle}.", options), chosen)

    # What was written

    def open_newest(self) -> None:
        """Open the file that was last written in this run."""
        if self._newest is None:
            self._app.notify(_NOTHING_WRITTEN, severity="warning")
            return
        opening = partial(self._open, self._newest)
        self._app.run_worker(opening, thread=True, exclusive=True, group="opening")

    def _open(self, written: _Written) -> None:
        from tui.system_program import open_file  # noqa: PLC0415 - no screen needs it before

        self._app.call_from_thread(self._app.notify, "Åpner filen …", timeout=3)
        if why := open_file(written.path):
            self._say(f"Kan ikke åpnes, {why}: {written.shown}", is_refusal=True)


def _put(made: "Made", path: Path) -> Path:
    from exports.files import write_atomically  # noqa: PLC0415 - no screen needs it before

    write_atomically(path, made.content)
    return path


def _put_beside(made: "Made", folder: Path) -> Path:
    """Where that is, is asked again: the question may have stood for long."""
    from exports.writing import place  # noqa: PLC0415 - no screen needs it before

    return _put(made, place(made, folder).path)


def _called(order: "Order", name: str) -> str:
    from exports import FORMATS  # noqa: PLC0415 - no screen needs them before
    from exports.papers import paper  # noqa: PLC0415 - as above

    if FORMATS[name].holds_data:
        return FORMATS[name].label
    kind = order.source.meeting.kind
    return "Saksutskriften" if order.item else paper(order.paper, kind).definite
