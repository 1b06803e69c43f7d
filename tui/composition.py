"""Makes what a run needs, once, and hands it down: paths, clock, settings, kinds, the open file."""

import getpass
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace as with_fields

from screens.workplace import Workplace
from store import kind, settings
from store.opening import open_archive
from store.settings import Settings
from store.uids import new_uid
from tui.locations import Locations, locations


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the program stands on.

    Attributes:
        workplace: What the screens get.
        places: Where files lie.
        mistakes: Norwegian sentences about settings and kind files that could not be used.
    """

    workplace: Workplace
    places: Locations
    mistakes: tuple[str, ...]


def now() -> datetime:
    """The local time, with its zone."""
    return datetime.now().astimezone()


def compose(database: Path | None = None) -> Run:
    """Open the file and gather what the screens need.

    Args:
        database: The file of meetings; None for the one in the user's data folder.

    Raises:
        store.opening.Refused: When the file can not be used.
    """
    places = locations()
    loaded = settings.load(places.settings)
    kinds = kind.load(places.kinds)
    archive = open_archive(
        database or places.database,
        clock=now,
        new_uid=new_uid,
        who=loaded.settings.who or _user(),
    )
    workplace = Workplace(
        archive=archive,
        kinds=kinds,
        settings=loaded.settings,
        documents=Path(loaded.settings.documents or places.documents),
        save_theme=_theme_saver(places.settings, loaded.settings),
    )
    mistakes = (*((loaded.mistake,) if loaded.mistake else ()), *kinds.mistakes)
    return Run(workplace, places, mistakes)


def compose_demo(run: Run) -> Workplace:
    """A workplace on a fresh demo file, which lies among the system's temporary files.

    Raises:
        store.opening.Refused: When the file can not be made.
    """
    folder = Path(tempfile.mkdtemp(prefix="referat-demo-"))
    return demo_workplace(run, folder / "demo.db", folder)


def demo_workplace(run: Run, path: Path, documents: Path) -> Workplace:
    """A workplace on a demo file.

    Args:
        run: The run that it stands beside.
        path: The file to make.
        documents: The folder that the demo's minutes are written to.

    Raises:
        store.opening.Refused: When the file can not be made.
    """
    from store import demo  # noqa: PLC0415 - reads all demo texts; only the demo needs them

    archive = open_archive(path, clock=now, new_uid=new_uid, who="Kvalitetsrådgiver")
    demo.fill(archive, run.workplace.kinds, now().date())
    municipality = with_fields(run.workplace.settings, municipality="Eksempeldal kommune")
    return replace(
        run.workplace, archive=archive, settings=municipality, documents=documents, demo=True
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a system account without a name
        return "referent"


def _theme_saver(path: Path, loaded: Settings) -> Callable[[str], None]:
    def save(theme: str) -> None:
        settings.save(path, with_fields(loaded, theme=theme))

    return save
