"""The real app on a real file, with the clock held still."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from screens.workplace import Workplace
from store import kind, meetings
from store.meeting import Meeting
from store.opening import open_archive
from store.settings import Settings
from store.uids import new_uid
from tests.conftest import NOW, lay_new_file
from tests.screens.acts import do
from tui.app import ReferatApp
from tui.composition import Run
from tui.locations import Locations


def whole_app(
    folder: Path, clock: Callable[[], datetime] = lambda: NOW, **chosen: Any
) -> ReferatApp:
    """The app as it is started, with every place in one folder.

    Args:
        folder: The folder.
        clock: What it tells the time by.
        **chosen: Settings.
    """
    places = Locations(
        database=folder / "møter.db",
        settings=folder / "innstillinger.toml",
        kinds=folder / "typer",
        crashes=folder / "feilrapporter",
        documents=folder / "Referat",
    )
    lay_new_file(places.database)
    archive = open_archive(places.database, clock=clock, new_uid=new_uid, who="Referent")
    settings = Settings(municipality="Eksempeldal kommune", **chosen)
    workplace = Workplace(archive, kind.load(), settings, places.documents, lambda _theme: "")
    app = ReferatApp(Run(workplace, places, ()), workplace)
    remember_what_is_said(app)
    return app


@asynccontextmanager
async def running(
    folder: Path, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[ReferatApp, Pilot[None]]]:
    """The app on the folder's file; it ends as by a kill, with nothing left in good order."""
    app = whole_app(folder)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot
    app._workplace.archive.close()


def remember_what_is_said(app: ReferatApp) -> None:
    """Keep every sentence: on the screen the newest takes the place of the one before."""
    show, said = app.notify, list[str]()

    def notify(message: str, **how: Any) -> None:
        said.append(str(message))
        show(message, **how)

    app.notify = notify  # type: ignore[method-assign]
    app.said = said  # type: ignore[attr-defined]


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Put a text into the focused line, by the way that typed letters go."""
    await do(pilot, f"'{text}")


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each when the one before it has done what it does.

    A key that ends the app, or that it crashes at, is done then.
    """
    for key in keys:
        await do(pilot, key)
        while pilot.app.is_running and not pilot.app.keys_are_at_rest:  # type: ignore[attr-defined]  # a ShieldedApp
            await asyncio.sleep(0.001)
    await pilot.pause()


async def begin(pilot: Pilot[None], key: str = "h", title: str = "Legemiddelhåndtering") -> None:
    """From home into a new meeting."""
    await pilot.pause()
    await press(pilot, key)
    await type_in(pilot, title)
    await press(pilot, "ctrl+s")
    await pilot.pause()


def newest(app: ReferatApp) -> Meeting:
    """The newest meeting in the file."""
    archive = app._workplace.archive
    (uid,) = archive.connection.execute(
        "SELECT uid FROM meeting ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return meetings.load(archive, uid)
