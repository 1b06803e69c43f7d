"""What is refused: one Norwegian sentence, the exit code, and everything as it was before."""

import errno
import json
import os
import zipfile
from pathlib import Path

import pytest

from store import meetings
from store.opening import SCHEMA_VERSION
from tests.conftest import open_file
from tests.hostile_text import HOSTILE
from tests.tui.command_line import CommandLine
from tui.locations import Locations


@pytest.fixture
def meeting(referat: CommandLine) -> str:
    """The number of a meeting that stands in the file already."""
    return referat.done("ny", "evaluering", "--tittel", "Leirskole").strip()


def files_in(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def assert_refused(referat: CommandLine, words: list[str], sentence: str) -> None:
    """One sentence on stderr, nothing else said, and no file made or changed."""
    before = files_in(referat.folder)
    answer = referat(*words)
    assert (answer.code, answer.out, answer.err) == (1, "", f"{sentence}\n")
    assert files_in(referat.folder) == before


CHOICES = "Velg blant docx, pdf, eml, md, json, csv, risiko, xlsx, ics."
_NO_TITLE = "Tittelen mangler. Skriv hva møtet handler om etter --tittel."


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["ny", "evaluering", "--tittel", ""], _NO_TITLE),
        (["ny", "evaluering", "--tittel", " \t\u200b\x1b[31m "], _NO_TITLE),
        (
            ["ny", "evaluering", "--tittel", "å" * 100_001],
            "Tittelen er for lang: høyst 100 000 tegn.",
        ),
        (
            ["ny", "evaluering", "--tittel", "T", "--enhet", "å" * 100_001],
            "Enheten er for lang: høyst 100 000 tegn.",
        ),
        (
            ["ny", "risiko", "--tittel", "T"],
            "Møtetypen «risiko» finnes ikke. Velg en av internkontroll, evaluering, ros, "
            "samarbeid, forhandling.",
        ),
        (
            ["ny", "evaluering", "--tittel", "T", "--dato", "31.2.2026"],
            "31. februar finnes ikke. Skriv for eksempel 24.11.2026.",
        ),
        (
            ["ny", "evaluering", "--tittel", "T", "--dato", ""],
            "Datoen mangler. Skriv for eksempel 24.11.2026.",
        ),
        (
            ["ny", "evaluering", "--tittel", "T", "--dato", "snart"],
            "«snart» er ikke en dato. Skriv for eksempel 24.11.2026.",
        ),
        (["vis", "2"], "Møte 2 finnes ikke. Skriv «referat liste» for å se møtene."),
        (
            ["vis", "9" * 5000, "--json"],
            f"Møte {'9' * 18}… finnes ikke. Skriv «referat liste» for å se møtene.",
        ),
        (
            ["eksport", "1", "2", "--til", "."],
            "Møte 2 finnes ikke. Skriv «referat liste» for å se møtene.",
        ),
        (
            ["eksport", "1", "--format", "docx,odt", "--til", "."],
            "Formatet «odt» finnes ikke. " + CHOICES,
        ),
        (
            ["eksport", "1", "--format", "", "--til", "."],
            "Formatet «» finnes ikke. " + CHOICES,
        ),
        (
            ["eksport", "1", "--til", "mangler"],
            "Mappen «{folder}mangler» finnes ikke; lag den først, eller velg en annen.",
        ),
        (["importer", "mangler.json"], "mangler.json kan ikke leses: den finnes ikke."),
        (["importer", "*.json"], "*.json kan ikke leses: den finnes ikke."),
        (["typer", "sjekk", "mangler.toml"], "mangler.toml kan ikke leses: den finnes ikke."),
        (
            ["frist", "uke 54", "--fra", "31.2.2026"],
            "31. februar finnes ikke. Skriv for eksempel 24.11.2026.",
        ),
        (
            ["demo", "--til", "mangler/demo.db"],
            "Mappen mangler finnes ikke. Lag den først, eller velg en annen.",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(
    referat: CommandLine, words: list[str], sentence: str
) -> None:
    assert_refused(referat, words, sentence.format(folder=f"{referat.folder}{os.sep}"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_becomes_a_title_or_is_refused_and_is_never_obeyed(
    referat: CommandLine, text: str
) -> None:
    answer = referat("ny", "evaluering", f"--tittel={text}")

    assert answer.code == 0 or answer.err == f"{_NO_TITLE}\n"
    shown = referat("liste").out + (referat("vis", "1").out if answer.code == 0 else "")
    assert shown.replace("\n", "").isprintable() or "👩‍💻" in shown
    assert "\x1b" not in shown


# The file of meetings


def test_a_database_that_is_no_database_of_ours_is_refused_and_left(referat: CommandLine) -> None:
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("x", "y")
    Path("tom.db").touch()
    Path("mappe").mkdir()

    for name, sentence in {
        "a.zip": "a.zip er ikke en referat-database. Velg en annen fil med --db.",
        "tom.db": "tom.db er tom. «referat sjekk» viser sikkerhetskopiene, og "
        "«referat gjenopprett FIL» henter en av dem.",
        "mappe": "mappe er en mappe. Skriv navnet på en fil etter --db.",
    }.items():
        for words in (["liste"], ["ny", "evaluering", "--tittel", "T"], ["eksport", "--alle"]):
            assert_refused(referat, [*words, "--db", name], sentence)


def test_a_database_from_a_newer_version_is_refused_and_left(
    referat: CommandLine, meeting: str, places: Locations
) -> None:
    archive = open_file(places.database)
    archive.connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    archive.close()

    sentence = (
        f"{places.database} er laget av en nyere versjon av referat. Oppdater programmet først."
    )
    assert_refused(referat, ["vis", meeting], sentence)


def test_a_database_that_another_program_writes_to_is_refused_after_a_while(
    referat: CommandLine, meeting: str, places: Locations
) -> None:
    other = open_file(places.database)
    other.connection.execute("BEGIN IMMEDIATE")
    try:
        answer = referat("ny", "evaluering", "--tittel", "T")
    finally:
        other.connection.execute("ROLLBACK")
        other.close()

    assert answer.code == 1
    assert answer.err.startswith(f"Databasen {places.database} kunne ikke leses eller skrives nå")
    assert answer.err.count("\n") == 1
    assert f'"number": {int(meeting) + 1}' not in referat.done("liste", "--json")


def test_a_demo_is_never_written_over_a_file(referat: CommandLine, meeting: str) -> None:
    Path("mine.txt").write_text("mitt", encoding="utf-8")

    for name in ("mine.txt", "hjemme/data/referat.db", "hjemme"):
        sentence = f"{Path(name)} finnes fra før og er ikke endret. Velg et annet navn."
        assert_refused(referat, ["demo", "--til", name], sentence)
    assert meeting in referat.done("liste")


# The user's own files


def test_a_wrong_kind_file_is_named_with_its_place_and_the_others_load(
    referat: CommandLine, places: Locations
) -> None:
    places.kinds.mkdir(parents=True)
    wrong = places.kinds / "egen.toml"
    wrong.write_text('id = "egen"\ntitel = "Feil"\n', encoding="utf-8")

    assert_refused(
        referat,
        ["typer", "sjekk", str(wrong)],
        referat("typer", "sjekk", wrong).err.strip(),
    )
    checked = referat("typer", "sjekk", wrong).err
    assert checked.startswith("egen.toml: ")
    assert "titel" in checked
    listed = referat("typer")
    assert listed.code == 0
    assert "evaluering" in listed.out
    assert listed.err == f"Advarsel: {checked}"


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (
            b'id = "x"\ntitle =\n',
            "egen.toml: fila er ikke skrevet som TOML på linje 2, tegn 8. Rett fila og prøv igjen.",
        ),
        (
            b"a = " + b"[" * 50_000,
            "egen.toml: noe i fila står for dypt inne i noe annet. Rett fila.",
        ),
        (b"\xff", "egen.toml er ikke lagret som UTF-8. Lagre den på nytt slik."),
    ],
)
def test_a_kind_file_that_cannot_be_read_is_named_with_the_place(
    referat: CommandLine, written: bytes, sentence: str
) -> None:
    Path("egen.toml").write_bytes(written)

    assert_refused(referat, ["typer", "sjekk", "egen.toml"], sentence)


def test_settings_with_a_mistake_are_told_of_and_the_work_is_done(
    referat: CommandLine, places: Locations
) -> None:
    places.settings.parent.mkdir(parents=True)
    places.settings.write_text("kommune = 'X'", encoding="utf-8")

    answer = referat("ny", "evaluering", "--tittel", "T")

    assert (answer.code, answer.out) == (0, "1\n")
    assert answer.err == (
        f"Advarsel: Innstillingene i {places.settings}, linje 1: «kommune» brukes ikke, "
        "for en slik innstilling finnes ikke.\n"
    )


# Packages


def test_a_wrong_package_is_refused_with_its_name_and_its_reason(
    referat: CommandLine, meeting: str
) -> None:
    whole = json.loads(referat.done("vis", meeting, "--json"))
    without_title = {name: each for name, each in whole["meeting"].items() if name != "title"}
    wrong = {
        "felt.json": json.dumps({**whole, "meeting": without_title}),
        "slag.json": json.dumps({**whole, "meeting": {**whole["meeting"], "title": 7}}),
        "nyere.json": json.dumps({**whole, "version": 99}),
        "offentlig.json": json.dumps({**whole, "public": True}),
        "annet.json": "[]",
        "tekst.json": "Hei",
        "tom.json": "",
    }
    for name, content in wrong.items():
        Path(name).write_text(content, encoding="utf-8")

    for name in wrong:
        answer = referat("importer", name)
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.startswith(f"«{name}»: ")
        assert answer.err.endswith(".\n")
        assert answer.err.count("\n") == 1
        assert_refused(referat, ["importer", name], answer.err.strip())


def test_the_right_packages_are_taken_in_beside_a_wrong_one(
    referat: CommandLine, meeting: str
) -> None:
    Path("rett.json").write_text(referat.done("vis", meeting, "--json"), encoding="utf-8")
    Path("feil.json").write_text("{", encoding="utf-8")

    answer = referat("importer", "feil.json", "rett.json", "--db", "annen.db")

    assert answer.code == 1
    assert "feil.json" in answer.err
    assert answer.err.endswith("fila er ikke JSON, eller den er skadet.\n")
    assert answer.out.splitlines() == [
        "rett.json: møte 1, «Leirskole», er tatt inn.",
        "Til sammen 2 møter: 1 tatt inn, 1 avvist.",
    ]


# Where documents go


@pytest.mark.skipif(
    os.name == "nt" or getattr(os, "geteuid", lambda: 1)() == 0,
    reason="Windows keeps no such mode, and root may write anywhere",
)
def test_a_folder_that_cannot_be_written_is_refused(referat: CommandLine, meeting: str) -> None:
    closed = Path("lukket")
    closed.mkdir(mode=0o500)

    assert_refused(
        referat,
        ["eksport", meeting, "--til", "lukket"],
        f"Mappen «{closed.resolve()}» kan ikke skrives i; velg en annen mappe.",
    )


def test_a_target_that_is_a_file_is_refused(referat: CommandLine, meeting: str) -> None:
    Path("fil").write_text("mitt", encoding="utf-8")

    answer = referat("eksport", meeting, "--til", "fil")

    assert answer.code == 1
    assert_refused(referat, ["eksport", meeting, "--til", "fil"], answer.err.strip())
    assert answer.err.endswith("fil» er en fil og ingen mappe; velg en annen mappe.\n")


def test_the_usual_folder_that_cannot_be_made_is_refused(
    referat: CommandLine, meeting: str, places: Locations
) -> None:
    places.documents.parent.write_text("en fil", encoding="utf-8")

    answer = referat("eksport", meeting)

    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(f"Mappen {places.documents} kan ikke lages: ")


# What nobody thought of


def test_an_unexpected_error_leaves_one_sentence_and_a_report_without_content(
    referat: CommandLine, places: Locations, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("hemmelig innhold")

    monkeypatch.setattr(meetings, "recent", fail)

    answer = referat("liste")

    (report,) = places.crashes.iterdir()
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        "Kommandoen stoppet på grunn av en feil i programmet "
        f"(feilrapport uten møteinnhold: {report}).\n"
    )
    assert "RuntimeError" in report.read_text(encoding="utf-8")
    assert "hemmelig" not in report.read_text(encoding="utf-8")


def test_an_error_that_cannot_be_reported_is_one_sentence_all_the_same(
    referat: CommandLine, places: Locations, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "hemmelig innhold")

    places.crashes.parent.mkdir(parents=True)
    places.crashes.write_text("en fil der mappen skulle vært", encoding="utf-8")
    monkeypatch.setattr(meetings, "recent", fail)

    answer = referat("liste")

    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        "Kommandoen stoppet på grunn av en feil i programmet "
        "(en feilrapport lot seg ikke skrive).\n"
    )


def test_an_answer_that_the_disk_has_no_room_for_is_told_of(
    referat: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(meetings, "recent", fail)
    answer = referat("liste")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "Kommandoen stoppet fordi disken er full. Rydd plass, og prøv igjen.\n"


def test_ctrl_c_ends_quietly(referat: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(meetings, "recent", interrupt)

    answer = referat("liste")

    assert (answer.code, answer.out, answer.err) == (130, "", "")
