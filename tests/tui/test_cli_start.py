import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.command_line import CommandLine, listed
from tests.tui.own_process import ROOT, run_program
from tui import opening
from tui.locations import Locations

# The app and the demo


@pytest.mark.parametrize(
    ("words", "opened_on"),
    [
        ([], {"database": None}),
        (["--db", "a.db"], {"database": Path("a.db")}),
        (["demo"], {"demo": True}),
    ],
)
def test_the_app_is_opened_and_its_code_is_the_programs(
    referat: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    opened_on: dict[str, object],
) -> None:
    calls: list[dict[str, object]] = []

    def open_app(database: Path | None = None, **said: object) -> int:
        calls.append(said or {"database": database})
        return 1

    monkeypatch.setattr(opening, "open_app", open_app)

    assert referat(*words).code == 1
    assert calls == [opened_on]


def test_the_demo_can_be_written_to_a_file_without_touching_the_users_own(
    referat: CommandLine, places: Locations
) -> None:
    assert referat.done("demo", "--til", "demo.db") == "demo.db\n"

    found = listed(referat, "--db", "demo.db")
    for kind in ("internkontroll", "evaluering"):
        statuses = [each["status"] for each in found if each["kind"] == kind]
        assert "planlagt" in statuses
        assert len([each for each in statuses if each in ("avsluttet", "godkjent")]) >= 2
    assert not places.database.exists()


# What a start loads


def imported_after(*words: str | Path) -> set[str]:
    """The modules of a fresh interpreter in which `referat` was given some words."""
    done = run_program(
        "import sys\n"
        "from tui import start\n"
        f"sys.argv = ['referat', *{[str(word) for word in words]!r}]\n"
        "try:\n"
        "    start.main()\n"
        "except SystemExit:\n"
        "    sys.stdout.write('\\n' + ' '.join(sys.modules))\n"
    )
    return set(done.stdout.decode().splitlines()[-1].split())


def test_help_imports_nothing_that_it_does_not_need() -> None:
    modules = imported_after("--help")

    assert "typer" in modules
    heavy = {"textual", "rich", "sqlite_utils", "docx", "msgspec", "platformdirs", "holidays"}
    assert modules.isdisjoint(heavy)


def test_the_plain_start_does_not_import_the_command_lines_library(tmp_path: Path) -> None:
    # Where there is no terminal it is refused after everything was imported.
    modules = imported_after("--db", tmp_path)

    assert "tui.app" in modules
    assert "typer" not in modules


# What is written


def test_a_pipe_gets_utf_8_where_the_system_would_give_it_something_else() -> None:
    done = run_program(
        "import io, sys\n"
        "from tui.cli import run_command_line\n"
        "sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding='cp1252')\n"
        "sys.argv = ['referat', 'frist', 'neste møte', '--fra', '1.1.2026', '--json']\n"
        "run_command_line()\n"
    )

    assert '"kind": "neste_møte"'.encode() in done.stdout


def test_what_an_encoding_cannot_write_becomes_a_question_mark() -> None:
    done = run_program(
        "import sys\n"
        "from tui.cli import run_command_line\n"
        "sys.argv = ['referat', 'typer', 'sjekk', '日本.toml']\n"
        "run_command_line()\n",
        PYTHONIOENCODING="latin-1",
    )

    assert done.returncode == 1
    assert done.stderr.decode("latin-1").startswith("??.toml kan ikke leses")


def test_the_work_goes_on_when_nobody_reads_the_answer(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tui.commands.output import say\n"
        "for line in range(100_000):\n"
        "    say(str(line))\n"
        f"Path({str(tmp_path / 'done')!r}).touch()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        complaint = running.stderr.read()

    assert (running.returncode, complaint) == (0, b"")
    assert (tmp_path / "done").exists()


def test_what_a_terminal_would_obey_is_not_written(referat: CommandLine) -> None:
    number = referat.done("ny", "evaluering", "--tittel", "Lei\x1b[31mr\x9b2J\u202eskole").strip()

    assert [each["title"] for each in listed(referat)] == ["Leirskole"]
    refused = referat("vis", number, "--db", "a\x1b]0;b\x07c/\x9bd.db", "\x1b[2J")
    assert refused.code == 2
    assert "\x1b" not in refused.err
    assert "\x9b" not in refused.err
