"""What a test of the documents waits for and looks at: files, sentences, and the preview."""

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from screens.document_choice import DocumentScreen
from screens.widgets.preview import Preview
from tui.app import ReferatApp


async def until(pilot: Pilot[None], is_so: Callable[[], object]) -> None:
    """Wait for what a thread does; a test that waits in vain fails."""
    for _ in range(2000):
        if is_so():
            await pilot.pause()
            return
        await pilot.pause(0.01)
    raise AssertionError("waited in vain")


def names_in(folder: Path) -> list[str]:
    """The files that were written, none of them half."""
    there = folder / "Referat"
    found = sorted(path.name for path in there.iterdir()) if there.exists() else []
    return [name for name in found if not name.endswith(".tmp")]


def dialog(app: ReferatApp) -> DocumentScreen:
    """The dialog, which is on the screen."""
    assert isinstance(app.screen, DocumentScreen)
    return app.screen


def preview(app: ReferatApp) -> str:
    """The whole text of the preview, also what is not in sight."""
    lines = dialog(app).query_one(Preview)._lines
    return "\n".join(line.text.rstrip() for line in lines)
