"""The house's own rules, where lint has no word for them."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import grimp
import pytest

from store import kind

ROOT = Path(__file__).parents[2]
PACKAGES = ("tui", "screens", "exports", "store")
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}


def sources() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def test_no_module_imports_itself_by_a_detour() -> None:
    """Imports inside functions and for types count too."""
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    circles = {
        module
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
        if graph.chain_exists(imported, module)
    }
    assert circles == set()


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_no_longer_than_a_reader_can_hold(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_function_fits_on_a_screen(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    long = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_every_file_has_a_name_that_says_something() -> None:
    assert [path for path in sources() if path.stem in SAYS_NOTHING] == []


@cache
def imported_by(statement: str) -> frozenset[str]:
    """What a fresh interpreter has imported after a statement."""
    script = f"{statement}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return frozenset(done.stdout.split())


@pytest.mark.parametrize("library", ["docx", "sqlite_utils", "typer", "holidays", "lxml"])
def test_the_app_opens_without_what_only_a_later_act_needs(library: str) -> None:
    assert library not in imported_by("import tui.app")


def test_the_start_imports_nothing_before_it_knows_what_to_do() -> None:
    loaded = imported_by("import tui.start")
    assert loaded.isdisjoint({"textual", "typer", "msgspec", "platformdirs"})


def test_the_wheel_holds_the_data_that_the_program_reads(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "-n", "-o", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
    )
    wheel = next(tmp_path.glob("*.whl"))
    names = subprocess.run(
        [sys.executable, "-m", "zipfile", "-l", str(wheel)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    data = [
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.suffix in {".toml", ".tcss", ".docx", ".json"}
    ]
    assert data
    assert [name for name in data if name not in names] == []


def test_every_kind_file_of_ours_is_read() -> None:
    ours = [each.name for each in files("store").joinpath("kinds").iterdir()]
    assert len(kind.load().by_id) == len([name for name in ours if name.endswith(".toml")])
