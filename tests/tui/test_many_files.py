"""Many files in one command: what is refused stops nothing else, and Ctrl+C leaves whole files."""

import errno
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from exports import libreoffice
from exports.files import FileRefused
from tests.benchmarks.many_meetings import fill
from tests.conftest import open_file
from tests.tui.command_line import CommandLine

TO_HERE = ("eksport", "--alle", "--til", ".")


@pytest.fixture
def meetings(referat: CommandLine) -> list[str]:
    return [plan(referat, title) for title in ("Første", "Andre", "Tredje")]


def plan(referat: CommandLine, title: str) -> str:
    return referat.done("ny", "evaluering", "--tittel", title).strip()


@pytest.fixture
def interfere(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, BaseException], None]:
    """Let something happen as the file with a word in its name is put in its place."""

    def meet(word: str, error: BaseException) -> None:
        replace = os.replace

        def stand_in(old: Path, new: Path) -> None:
            if word in new.name:
                raise error
            replace(old, new)

        monkeypatch.setattr(os, "replace", stand_in)

    return meet


def full() -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.usefixtures("meetings")
def test_one_that_is_refused_is_told_of_at_the_end_and_the_rest_are_written(
    referat: CommandLine, interfere: Callable[[str, BaseException], None]
) -> None:
    interfere("Andre", full())
    answer = referat(*TO_HERE, "--format", "docx,md")
    assert answer.code == 1
    titles = [Path(path).stem.split()[-1] for path in answer.out.splitlines()]
    assert titles == ["Første", "Første", "Tredje", "Tredje"]
    first, *reasons = answer.err.splitlines()
    assert first == f"Skrev 4 filer til {Path.cwd()}. 2 ble ikke skrevet:"
    assert [reason.split(": ")[0] for reason in reasons] == ["– Møte 2 (docx)", "– Møte 2 (md)"]
    assert all("Disken er full, så «2026-11-24 Evaluering – Andre." in each for each in reasons)


@pytest.mark.usefixtures("meetings")
def test_what_all_are_refused_for_is_said_once(
    referat: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "find", lambda: None)
    answer = referat(*TO_HERE, "--format", "docx,pdf")
    assert (answer.code, len(answer.out.splitlines())) == (1, 3)
    first, reason = answer.err.splitlines()
    assert first == f"Skrev 3 filer til {Path.cwd()}. 3 ble ikke skrevet:"
    assert reason.startswith("– Møte 1 (pdf), 2 (pdf), 3 (pdf): PDF lages med LibreOffice, som")


def test_a_long_list_of_reasons_is_cut(
    referat: CommandLine, interfere: Callable[[str, BaseException], None]
) -> None:
    for number in range(12):
        plan(referat, f"Møte {number}")
    interfere("Evaluering", full())
    answer = referat(*TO_HERE)
    first, *reasons = answer.err.splitlines()
    assert first == f"Skrev ingen filer til {Path.cwd()}. 12 ble ikke skrevet:"
    assert len(reasons) == 11
    assert reasons[-1] == "– og av 2 andre grunner."


@pytest.mark.usefixtures("meetings")
def test_several_pdfs_are_made_in_one_start_of_libreoffice(
    referat: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []

    def made(documents: list[bytes]) -> list[bytes]:
        started.append(len(documents))
        return [b"", *([b"%PDF-1.7"] * (len(documents) - 1))]

    monkeypatch.setattr("exports.pdf.pdfs", made)
    answer = referat(*TO_HERE, "--format", "pdf")
    assert started == [3]
    assert [Path(path).suffix for path in answer.out.splitlines()] == [".pdf", ".pdf"]
    assert "– Møte 1 (pdf): LibreOffice laget ingen PDF av dokumentet; " in answer.err


@pytest.mark.usefixtures("meetings")
def test_a_folder_that_is_not_there_is_refused_before_anything_is_made(
    referat: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("a document was made")

    monkeypatch.setattr("exports.writing.write_each", fail)
    answer = referat("eksport", "--alle", "--til", "borte")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.endswith("borte» finnes ikke; lag den først, eller velg en annen.\n")


@pytest.mark.usefixtures("meetings")
def test_a_terminal_is_told_how_many_were_written(
    referat: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    answer = referat(*TO_HERE)
    assert (answer.code, len(answer.out.splitlines())) == (0, 3)
    assert answer.err.splitlines()[-1] == f"Skrev 3 filer til {Path.cwd()}."


# Ctrl+C


@pytest.mark.usefixtures("meetings")
@pytest.mark.parametrize("in_a_terminal", [False, True])
def test_ctrl_c_leaves_what_was_written_and_says_so(
    referat: CommandLine,
    interfere: Callable[[str, BaseException], None],
    monkeypatch: pytest.MonkeyPatch,
    in_a_terminal: bool,
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: in_a_terminal)
    interfere("Andre", KeyboardInterrupt())
    answer = referat(*TO_HERE)
    assert answer.code == 130
    (path,) = answer.out.splitlines()
    assert answer.err.splitlines()[-1] == f"Stoppet. Skrev 1 fil til {Path.cwd()}."
    assert [each.name for each in Path().iterdir() if each.suffix != ""] == [Path(path).name]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signal to one process")
def test_the_real_program_stopped_in_the_middle_leaves_only_whole_files(tmp_path: Path) -> None:
    database, folder = tmp_path / "mange.db", tmp_path / "ut"
    archive = open_file(database)
    fill(archive, 300)
    archive.close()
    folder.mkdir()
    words = ["eksport", "--alle", "--db", str(database), "--til", str(folder)]
    with subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", "from tui.start import main; main()", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
    ) as program:
        assert program.stdout is not None
        first = program.stdout.readline()
        program.send_signal(signal.SIGINT)
        out, err = program.communicate()
    assert program.returncode == 130
    written = [Path(path) for path in (first + out).splitlines()]
    assert 0 < len(written) < 300
    assert all(zipfile.is_zipfile(path) for path in folder.iterdir())
    # The one that was put in its place as the signal came may not have been told of.
    assert len(list(folder.iterdir())) - len(written) in (0, 1)
    assert err.endswith(f" til {folder}.\n")
    assert err.startswith("Stoppet. Skrev ")


def test_a_single_file_that_is_refused_is_one_sentence(
    referat: CommandLine, meetings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise FileRefused("Disken er full.")

    monkeypatch.setattr("exports.writing.write_atomically", refuse)
    answer = referat("eksport", meetings[0], "--til", ".")
    assert (answer.code, answer.out, answer.err) == (1, "", "Disken er full.\n")
