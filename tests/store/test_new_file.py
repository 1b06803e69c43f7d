"""A new file of meetings takes its name on every file system, and never another's place."""

import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from store import kind, meetings
from store.meetings import Plan
from store.new_file import give_name
from store.opening import Refused
from tests.conftest import NOW, open_file, open_or_make

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows renames, and refuses a name that is taken"
)

Before = Callable[[Path], object]


@pytest.fixture
def without_hard_links(monkeypatch: pytest.MonkeyPatch) -> Callable[[Before], None]:
    """A file system like exFAT; what another program does in the meantime can be said."""

    def let(happen: Before) -> None:
        def hardlink_to(name: Path, target: Path) -> None:
            happen(name)
            raise OSError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(Path, "hardlink_to", hardlink_to)

    let(lambda name: None)
    return let


@pytest.mark.usefixtures("without_hard_links")
def test_a_new_file_is_made_where_there_are_no_hard_links(tmp_path: Path) -> None:
    open_or_make(tmp_path / "møter.db").close()
    assert [path.name for path in tmp_path.iterdir()] == ["møter.db"]
    assert (tmp_path / "møter.db").stat().st_mode & 0o777 == 0o600
    open_file(tmp_path / "møter.db").close()


def test_the_file_that_another_window_made_first_is_the_one_that_is_opened(
    tmp_path: Path, without_hard_links: Callable[[Before], None]
) -> None:
    first = open_file(tmp_path / "først.db")
    told = Plan(kind=kind.load().by_id["evaluering"], title="Leirskole", date=NOW.date())
    meetings.plan(first, told)
    first.close()
    without_hard_links(lambda name: shutil.copy(tmp_path / "først.db", name))
    archive = open_or_make(tmp_path / "møter.db")
    assert [line.title for line in meetings.recent(archive)] == ["Leirskole"]
    archive.close()


def test_another_programs_file_is_left_as_it_was(
    tmp_path: Path, without_hard_links: Callable[[Before], None]
) -> None:
    without_hard_links(lambda name: name.write_text("mitt", encoding="utf-8"))
    with pytest.raises(Refused, match="ikke en referat-database"):
        open_or_make(tmp_path / "møter.db")
    assert (tmp_path / "møter.db").read_text(encoding="utf-8") == "mitt"
    assert [path.name for path in tmp_path.iterdir()] == ["møter.db"]


@pytest.mark.usefixtures("without_hard_links")
def test_what_another_program_fills_the_reserved_name_with_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished, name = tmp_path / "ny", tmp_path / "møter.db"
    finished.write_text("vårt", encoding="utf-8")
    close = os.close

    def close_and_let_another_write(handle: int) -> None:
        close(handle)
        name.write_text("mitt", encoding="utf-8")

    monkeypatch.setattr(os, "close", close_and_let_another_write)
    with pytest.raises(FileExistsError):
        give_name(finished, name)
    assert name.read_text(encoding="utf-8") == "mitt"


@pytest.mark.usefixtures("without_hard_links")
def test_a_name_that_could_not_be_taken_is_free_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename(path: Path, target: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(Refused, match="kan ikke åpnes"):
        open_or_make(tmp_path / "møter.db")
    assert list(tmp_path.iterdir()) == []
