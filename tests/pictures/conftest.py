"""Each picture is taken of a copy of one demo, and compared by pytest-textual-snapshot."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from tests.pictures.drawing import Scene, fill_demo, open_demo, play, without_web_fonts
from tests.tui.whole_app import whole_app
from tui.app import ReferatApp

Opened = Callable[[Scene], ReferatApp]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once: living the demo's meetings through takes as long as many pictures."""
    return fill_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def opened(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Scene | None], ReferatApp]]:
    """Open the app on the demo, or on an empty file; its pictures ask for no font on the web."""
    export = App.export_screenshot

    def draw(app: App[Any], **said: Any) -> str:
        return without_web_fonts(export(app, **said))

    monkeypatch.setattr(ReferatApp, "export_screenshot", draw)
    monkeypatch.delenv("NO_COLOR", raising=False)
    apps: list[ReferatApp] = []

    def open_app(scene: Scene | None) -> ReferatApp:
        app = open_demo(demo, tmp_path, scene) if scene else whole_app(tmp_path)
        apps.append(app)
        return app

    yield open_app
    for app in apps:
        app._workplace.archive.close()


@pytest.fixture
def looks_as_before(
    snap_compare: Callable[..., bool], opened: Callable[[Scene | None], ReferatApp]
) -> Callable[..., bool]:
    """Whether a scene still looks as in its picture; without a scene, a program never used."""

    def compare(scene: Scene | None, size: tuple[int, int]) -> bool:
        return snap_compare(opened(scene), terminal_size=size, run_before=play(scene or Scene()))

    return compare
