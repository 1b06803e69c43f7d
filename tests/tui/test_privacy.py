"""What the program leaves behind it, and who can read that."""

import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from exports import libreoffice
from exports.files import write_atomically
from store import settings
from store.backups import Backups
from tests.conftest import fixed_clock, lay_new_file
from tests.tui.whole_app import begin, press, running, type_in
from tui.crash_report import write_crash_report

TITLE = "Sykefraværet i Lilleby"
WRITTEN = "Det som ble sagt"
ROOT = Path(__file__).parents[2]
FOR_ALL_TO_READ = 0o022

posix = pytest.mark.skipif(sys.platform == "win32", reason="a file's rights are its folder's there")


@pytest.fixture
def careless_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
async def test_what_the_program_keeps_for_itself_only_its_owner_can_read(
    tmp_path: Path, careless_umask: None
) -> None:
    """The database with its log, the copies, the settings, and a crash report."""
    (tmp_path / "data").mkdir(mode=0o700)
    lay_new_file(tmp_path / "data" / "møter.db")
    (tmp_path / "data" / "møter.db").chmod(0o600)  # `test_opening` tells how a new one is made
    async with running(tmp_path / "data") as (app, pilot):
        await begin(pilot, "h", TITLE)
        await type_in(pilot, WRITTEN)
        await press(pilot, "enter")
        database = app._workplace.archive.path
        Backups(database, fixed_clock).make()
        settings.change(tmp_path / "valg" / "innstillinger.toml", who="Rådgiver")
        write_crash_report(tmp_path / "feilrapporter", ValueError(WRITTEN))
        made = [*tmp_path.rglob("*")]
        names = " ".join(path.name for path in made)
        assert f"{database.name}-wal" in names
        wrong = [path for path in made if rights(path) != (0o700 if path.is_dir() else 0o600)]
        assert [path.name for path in wrong] == []
        assert "Lilleby" not in names


@posix
def test_a_document_has_the_rights_that_its_owner_gives_new_files(tmp_path: Path) -> None:
    """It is made to be read by others; a folder that is shared says by whom."""
    before = os.umask(FOR_ALL_TO_READ)
    try:
        write_atomically(tmp_path / "referat.docx", b"nytt")
    finally:
        os.umask(before)
    assert rights(tmp_path / "referat.docx") == 0o644


@posix
def test_a_document_that_was_closed_to_others_is_so_also_while_it_is_written_anew(
    tmp_path: Path, careless_umask: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, seen = tmp_path / "referat.docx", list[int]()
    path.write_bytes(b"gammelt")
    path.chmod(0o600)
    sync = os.fsync

    def look(descriptor: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    write_atomically(path, b"nytt")
    assert seen[0] == 0o600
    assert (path.read_bytes(), rights(path)) == (b"nytt", 0o600)


def test_the_program_that_makes_pdf_is_told_no_title_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[tuple[list[str], Path]] = []

    class Done:
        def wait(self, _seconds: float) -> int:
            return 0

        def poll(self) -> int:
            return 0

    def start(command: Sequence[str], folder: Path) -> Any:
        told.append((list(command), folder))
        return Done()

    monkeypatch.setattr(libreoffice, "find", lambda: Path("soffice"))
    monkeypatch.setattr(libreoffice, "_started", start)
    libreoffice.pdfs([TITLE.encode()])
    ((command, folder),) = told
    assert "Lilleby" not in " ".join(command)
    assert Path(command[-1]).name == "0.docx"
    assert not folder.exists()


def test_no_part_of_the_program_keeps_a_log() -> None:
    logs = re.compile(r"\bimport logging\b|\bfrom logging\b|\bsyslog\b|TEXTUAL_LOG")
    sources = [
        path for part in ("tui", "screens", "exports", "store") for path in (ROOT / part).rglob("*")
    ]
    read = [path for path in sources if path.suffix == ".py"]
    assert len(read) > 100
    assert [path.name for path in read if logs.search(path.read_text("utf-8"))] == []


def test_a_crash_report_holds_nothing_of_what_any_of_its_errors_said(tmp_path: Path) -> None:
    """Neither the causes' words, nor notes, nor what is in a group."""
    try:
        try:
            try:
                raise KeyError(WRITTEN)
            except KeyError as first:
                first.add_note(WRITTEN)
                raise ExceptionGroup(WRITTEN, [ValueError(WRITTEN)]) from first
        except ExceptionGroup:
            raise RuntimeError(WRITTEN)  # noqa: B904 - it has the group for its context
    except RuntimeError as error:
        path = write_crash_report(tmp_path, error)
    text = path.read_text("utf-8")
    assert all(name in text for name in ("RuntimeError", "ExceptionGroup", "KeyError"))
    assert WRITTEN not in text
