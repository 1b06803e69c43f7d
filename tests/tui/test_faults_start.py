"""What stands in the way of the program's start: one sentence, and no file touched."""

import asyncio
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from store import settings as choices
from store.backups import Backups
from store.database import Error, connect
from tests.conftest import fixed_clock, open_file
from tests.ordinary_rights import ordinary_rights
from tests.tui.command_line import CommandLine, listed
from tests.tui.own_process import START, run_program
from tui import composition
from tui.app import ReferatApp
from tui.locations import Locations
from tui.opening import open_app

only_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows protects no folder so")


# Where nobody could see it


@pytest.mark.parametrize("words", [(), ("--db", "møter.db"), ("demo",)], ids=" ".join)
def test_without_a_terminal_it_says_so_instead_of_drawing(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    places = {name: str(tmp_path) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR")}
    paths = [tmp_path / word if word.endswith(".db") else word for word in words]
    done = run_program(START, *paths, **places)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [
        "referat må åpnes i et terminalvindu, og kan verken lese taster fra eller vises i en fil "
        "eller et annet program; kommandoene som «referat --help» viser, kan brukes der."
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("locale", [{}, {"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_a_command_answers_a_pipe_in_any_locale(tmp_path: Path, locale: dict[str, str]) -> None:
    open_file(tmp_path / "møter.db").close()
    done = run_program(START, "oppgaver", "--db", tmp_path / "møter.db", **locale)
    assert done.returncode == 0
    assert b"Traceback" not in done.stdout + done.stderr
    asked_for = "ascii" if "PYTHONIOENCODING" in locale else "utf-8"
    sentence = "Ingen oppgaver passer. Uten valg vises alle åpne oppgaver.\n"
    assert done.stderr + done.stdout == sentence.encode(asked_for, "replace")


# Where its files can not be


@pytest.mark.usefixtures("never_opened")
def test_no_data_is_laid_in_the_folder_that_one_stands_in_where_nobody_knows_the_home(
    places: Locations,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    nowhere = replace(places, database=Path("~") / "referat.db")  # as the system's answer is then
    monkeypatch.setattr(composition, "locations", lambda: nowhere)
    monkeypatch.chdir(tmp_path)
    assert open_app() == 1
    assert capsys.readouterr().err == (
        "Systemet sier ikke hvor hjemmemappen din er; sett HOME, eller skriv hvor databasen skal "
        "ligge, etter --db.\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def never_opened(in_terminal: None, places: Locations, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in the way is told before anything is shown."""
    monkeypatch.setattr(ReferatApp, "run", lambda app: pytest.fail("the app was opened"))


@pytest.fixture
def closed_home(places: Locations) -> Iterator[Path]:
    """The user may not write where the data would lie."""
    home = places.database.parent.parent
    home.mkdir()
    home.chmod(0o500)
    with ordinary_rights():
        yield home
    home.chmod(0o700)


@only_posix
@pytest.mark.usefixtures("never_opened")
def test_a_data_folder_that_can_not_be_made_is_told_of(
    closed_home: Path, places: Locations, capsys: pytest.CaptureFixture[str]
) -> None:
    assert open_app() == 1
    assert capsys.readouterr().err == (
        f"Databasen {places.database} kan ikke åpnes (du har ikke tilgang til den). "
        "Velg en annen fil med --db.\n"
    )


@only_posix
@pytest.mark.usefixtures("never_opened")
def test_a_data_folder_without_permission_is_told_of(
    places: Locations, capsys: pytest.CaptureFixture[str]
) -> None:
    open_file_in(places.database)
    places.database.parent.chmod(0)
    with ordinary_rights():
        assert open_app() == 1
    places.database.parent.chmod(0o700)
    assert capsys.readouterr().err == (
        f"Databasen {places.database} kan ikke åpnes (du har ikke tilgang til den). "
        "Velg en annen fil med --db.\n"
    )


def open_file_in(path: Path) -> None:
    path.parent.mkdir(parents=True)
    open_file(path).close()


@only_posix
@pytest.mark.usefixtures("in_terminal")
def test_a_settings_folder_without_permission_stops_no_meeting(
    places: Locations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, ...]] = []
    monkeypatch.setattr(ReferatApp, "run", lambda app: seen.append(app._run.mistakes))
    settings = places.settings.parent
    settings.mkdir()
    settings.chmod(0)
    with ordinary_rights():
        assert open_app(tmp_path / "møter.db") == 0
    settings.chmod(0o700)
    why = "du har ikke tilgang til den"
    assert seen == [
        (
            f"Innstillingene i {places.settings} kan ikke brukes ({why}). Standardene gjelder.",
            f"Dine egne møtetyper i {places.kinds} kan ikke leses: {why}.",
        )
    ]


@only_posix
@pytest.mark.usefixtures("in_terminal")
def test_a_template_in_a_folder_without_permission_stops_no_meeting(
    places: Locations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, ...]] = []
    monkeypatch.setattr(ReferatApp, "run", lambda app: seen.append(app._run.mistakes))
    closed = places.settings.parent / "lukket"
    closed.mkdir(parents=True)
    choices.change(places.settings, templates={"alle": "lukket/mal.dotx"})
    closed.chmod(0)
    with ordinary_rights():
        assert open_app(tmp_path / "møter.db") == 0
    closed.chmod(0o700)
    assert seen == [("Innstillingenes mal for «alle» finnes ikke: lukket/mal.dotx.",)]


@pytest.mark.usefixtures("never_opened")
def test_a_folder_for_a_database_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert open_app(tmp_path) == 1
    assert capsys.readouterr().err == (
        f"{tmp_path} er en mappe. Skriv navnet på en fil etter --db.\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("in_terminal", "places")
def test_a_database_in_a_folder_that_is_missing_is_made_with_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReferatApp, "run", lambda _app: None)
    assert open_app(tmp_path / "ny" / "mappe" / "møter.db") == 0
    assert [each.name for each in (tmp_path / "ny" / "mappe").iterdir()] == ["møter.db"]


@pytest.mark.usefixtures("never_opened")
def test_a_start_that_fails_in_a_way_that_nobody_foresaw_is_one_sentence_and_a_report(
    places: Locations, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_path: Path) -> None:
        raise RuntimeError("hemmelig innhold")

    monkeypatch.setattr(composition, "where_lies", fail)
    assert open_app() == 1
    (report,) = places.crashes.iterdir()
    assert capsys.readouterr().err == (
        "referat startet ikke på grunn av en feil i programmet "
        f"(feilrapport uten møteinnhold: {report}).\n"
    )
    assert "hemmelig" not in report.read_text("utf-8")


# Where the file is another, or is no more what it was


def write_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "a")


def write_other_database(path: Path) -> None:
    other = connect(path)
    other.execute("CREATE TABLE annet (x)")
    other.close()


_NOT_OURS = "er ikke en referat-database. Velg en annen fil med --db."
_FETCH = "«referat sjekk» viser sikkerhetskopiene, og «referat gjenopprett FIL» henter en av dem."


@pytest.mark.usefixtures("never_opened")
@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (write_zip, _NOT_OURS),
        (write_other_database, _NOT_OURS),
        (lambda path: path.write_text("notat"), _NOT_OURS),
        (lambda path: path.touch(), f"er tom. {_FETCH}"),
    ],
    ids=["zip", "another program's database", "text", "empty"],
)
def test_another_programs_file_is_refused_untouched(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    make: Callable[[Path], None],
    sentence: str,
) -> None:
    file = tmp_path / "fil.db"
    make(file)
    before = file.read_bytes()
    assert open_app(file) == 1
    assert capsys.readouterr().err == f"{file} {sentence}\n"
    assert file.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["fil.db"]


@pytest.mark.usefixtures("in_terminal")
@pytest.mark.parametrize("kept", [5000, 100_000], ids=["its first pages", "most of it"])
def test_a_damaged_file_is_told_of_and_kept_and_a_copy_takes_its_place(
    referat: CommandLine,
    places: Locations,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    kept: int,
) -> None:
    referat.done("ny", "evaluering", "--tittel", "Leirskole")
    copy = referat.done("kopi").strip()
    damaged = places.database.read_bytes()[:kept]
    places.database.write_bytes(damaged)
    monkeypatch.setattr(ReferatApp, "run", show_in_test)

    assert open_app() == 1
    said = " ".join(capsys.readouterr().err.split())
    assert said.startswith(f"Databasen {places.database} kan ikke leses og er skadet. {_FETCH}")

    assert places.database.read_bytes() == damaged
    referat.done("gjenopprett", copy)
    assert [each["title"] for each in listed(referat)] == ["Leirskole"]
    copies = Backups(places.database, fixed_clock).all()
    assert [each.path.read_bytes() for each in copies if each.is_replaced] == [damaged]


def show_in_test(app: ReferatApp) -> None:
    """Run the app without a terminal, and leave it."""

    async def show() -> None:
        with suppress(Error):  # the test's pilot raises it once more
            async with app.run_test() as pilot:
                await pilot.pause()

    asyncio.run(show())


@pytest.mark.usefixtures("never_opened", "short_waits")
def test_a_file_that_another_program_has_locked_is_told_of_and_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "møter.db"
    open_file(file).close()
    other = connect(file)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    assert open_app(file) == 1
    other.execute("ROLLBACK")
    other.close()
    assert capsys.readouterr().err == (
        f"Databasen {file} er låst av et annet program; lukk det, og prøv igjen.\n"
    )
    open_file(file).close()
