"""Makes what a run needs, once, and hands it down: paths, clock, settings, kinds, the open file."""

import getpass
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace as with_fields

from screens.last_documents import LastDocuments
from screens.workplace import Workplace
from store import kind, settings
from store.backups import Backups
from store.opening import Refused, open_archive
from store.placement import warning, where_lies
from store.settings import Loaded
from store.uids import new_uid
from tui.locations import Locations, locations

_DEMO_SECRETARY = "Kvalitetsrådgiver"
"""Whose acts the demo's journal records; never the name of the machine's user."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the program stands on.

    Attributes:
        workplace: What the screens get.
        places: Where files lie.
        mistakes: Norwegian sentences about settings and kind files that could not be used, and
            about a file that lies where it is at risk.
    """

    workplace: Workplace
    places: Locations
    mistakes: tuple[str, ...]


def now() -> datetime:
    """The local time, with its zone."""
    return datetime.now().astimezone()


def compose(database: Path | None = None, *, only_to_read: bool = False) -> Run:
    """Open the file and gather what the screens need.

    Args:
        database: The file of meetings; None for the one in the user's data folder.
        only_to_read: Whether a file that can not be written will do.

    Raises:
        store.opening.Refused: When the file can not be used.
    """
    places = locations()
    if database is None and not places.database.is_absolute():
        raise Refused(
            "Systemet sier ikke hvor hjemmemappen din er; sett HOME, eller skriv hvor databasen "
            "skal ligge, etter --db."
        )
    loaded = settings.load(places.settings)
    who = loaded.settings.who or _user()
    return _run_on(database or places.database, places, loaded, who, only_to_read=only_to_read)


def _run_on(
    database: Path, places: Locations, loaded: Loaded, who: str, *, only_to_read: bool = False
) -> Run:
    kinds = kind.load(places.kinds)
    place = where_lies(database)
    workplace = Workplace(
        archive=open_archive(
            database, clock=now, new_uid=new_uid, who=who, place=place, only_to_read=only_to_read
        ),
        kinds=kinds,
        settings=loaded.settings,
        documents=Path(loaded.settings.documents or places.documents),
        save_theme=_theme_saver(places.settings),
        beside=places.settings.parent,
        last_documents=LastDocuments(
            loaded.settings.last_documents,
            lambda known: settings.change(places.settings, last_documents=known),
        ),
        backups=Backups(database, now),
        mistakes=loaded.mistakes,
    )
    mistakes = (*loaded.mistakes, *kinds.mistakes, *workplace.template_mistakes())
    told = (warning(database, place), *mistakes)
    return Run(workplace, places, tuple(sentence for sentence in told if sentence))


def reopen(workplace: Workplace) -> Workplace:
    """The same workplace on its file as it is now, after it was closed.

    Raises:
        store.opening.Refused: When it can not be used any more.
    """
    before = workplace.archive
    place = where_lies(before.path)
    archive = open_archive(
        before.path, clock=before.clock, new_uid=before.new_uid, who=before.who, place=place
    )
    return replace(workplace, archive=archive)


def compose_on_demo() -> Run:
    """A run on a fresh demo file among the system's temporary ones; the user's own is left alone.

    Raises:
        store.opening.Refused: When the file can not be made.
    """
    folder = Path(tempfile.mkdtemp(prefix="referat-demo-"))
    run = _run_on_demo(folder / "demo.db")
    return replace(run, workplace=replace(run.workplace, documents=folder))


def compose_demo(run: Run) -> Workplace:
    """A workplace on a fresh demo file, beside a run that goes on.

    Args:
        run: The run, whose file stays open.

    Raises:
        store.opening.Refused: When the file can not be made.
    """
    return replace(compose_on_demo().workplace, save_theme=run.workplace.save_theme)


def write_demo(path: Path) -> None:
    """Make a demo file for somebody to open later.

    Raises:
        store.opening.Refused: When the file can not be made.
    """
    _run_on_demo(path).workplace.archive.close()


def _run_on_demo(path: Path) -> Run:
    from store import demo  # noqa: PLC0415 - reads all demo texts; only the demo needs them

    places = locations()
    run = _run_on(path, places, settings.load(places.settings), _DEMO_SECRETARY)
    workplace = run.workplace
    demo.fill(workplace.archive, workplace.kinds, now().date())
    municipality = with_fields(workplace.settings, municipality=demo.MUNICIPALITY)
    return replace(
        run,
        workplace=replace(
            workplace,
            settings=municipality,
            last_documents=LastDocuments(),
            demo=True,
            backups=None,
        ),
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (ImportError, OSError, KeyError):  # no name; Windows says so by ImportError
        return "referent"


def _theme_saver(path: Path) -> Callable[[str], str]:
    return lambda theme: settings.change(path, theme=theme)
