"""A settings file with mistakes: each is named, the others are used, and nothing in it is lost."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from store import settings
from store.settings import LastDocument, Settings
from tests.ordinary_rights import ordinary_rights

BY_HAND = """\
# Satt opp av kvalitetsrådgiveren
municipality = "Eksempeldal kommune"  # står i dokumentene
tema = "lys"
who = 3

[templates]
alle = "mal.dotx"
ros = 7

[addresses]  # etter rolle
Verneombud = "vo@kommunen.example"

[scale]
likelihood = []
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "innstillinger.toml"


def write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


# What is read


def test_each_mistake_is_named_with_its_line_and_only_that_default_is_used(path: Path) -> None:
    write(path, BY_HAND)
    loaded = settings.load(path)
    assert loaded.settings == Settings(
        municipality="Eksempeldal kommune",
        templates={"alle": "mal.dotx"},
        addresses={"Verneombud": "vo@kommunen.example"},
    )
    why = "verdien er av feil slag, og skal være en tekst"
    assert loaded.mistakes == (
        f"Innstillingene i {path}, linje 3: «tema» brukes ikke, for en slik innstilling finnes "
        "ikke; mente du «theme»?",
        f"Innstillingene i {path}, linje 4: «who» brukes ikke, for {why}.",
        f"Innstillingene i {path}, linje 8: «templates.ros» brukes ikke, for {why}.",
        f"Innstillingene i {path}, linje 13: «scale» brukes ikke, for feltet «consequence» "
        "mangler.",
    )


def test_a_look_that_there_is_none_of_is_told_with_those_that_there_are(path: Path) -> None:
    write(path, 'theme = "rosa"\n')
    assert settings.load(path).mistakes == (
        f"Innstillingene i {path}, linje 1: «theme» brukes ikke, for verdien er ikke blant dem som "
        "kan stå der; velg blant lys, mørk, prosjektor.",
    )


def test_a_file_that_notepad_saved_with_a_mark_is_read(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + 'who = "Rådgiver"\r\n'.encode())
    assert settings.load(path) == settings.Loaded(Settings(who="Rådgiver"))


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100_000_000)


def unreadable(path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows protects no file so")
    path.write_text("who = 'A'", "utf-8")
    path.chmod(0)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: write(path, "who = 'A'\nwho"), "ikke skrevet som TOML på slutten"),
        (
            lambda path: write(path, "a = 1\nb = \nc = 2"),
            "ikke skrevet som TOML på linje 2, tegn 5",
        ),
        (lambda path: write(path, "a = " + "[" * 50_000), "noe i den står for dypt"),
        (lambda path: path.write_bytes(b"who = '\xe5'"), "den er ikke lagret som UTF-8"),
        (huge, "den er for stor til å være skrevet"),
        (lambda path: path.mkdir(), ""),  # Windows says that it may not be read
        (unreadable, "du har ikke tilgang til den"),
    ],
    ids=["unfinished", "no TOML", "deep", "Latin-1", "100 MB", "a folder", "not to be read"],
)
def test_a_file_that_can_not_be_read_is_told_of_and_left(
    path: Path, make: Callable[[Path], None], why: str
) -> None:
    make(path)
    with ordinary_rights():
        loaded = settings.load(path)
        refusal = settings.change(path, theme="lys")
    assert loaded.settings == Settings()
    (sentence,) = loaded.mistakes
    assert sentence.startswith(f"Innstillingene i {path} kan ikke brukes (")
    assert sentence.endswith("). Standardene gjelder.")
    assert why in sentence
    assert refusal == sentence
    assert [each.name for each in path.parent.iterdir()] == [path.name]


# What the program writes into it


def test_what_the_program_writes_leaves_all_that_was_written_by_hand(path: Path) -> None:
    write(path, BY_HAND)
    assert settings.change(path, theme="lys") == ""
    assert settings.change(path, theme="prosjektor") == ""
    lines = path.read_text("utf-8").split("\n")
    lines.remove('theme = "prosjektor"')
    assert "\n".join(lines) == BY_HAND


def test_a_choice_is_changed_on_its_own_line_and_its_remark_stands(path: Path) -> None:
    write(path, 'who = "A"\r\ntheme = "lys"   # i møterommet\r\n[aliases]\r\nvo = "Verneombud"\r\n')
    assert settings.change(path, theme="mørk") == ""
    assert path.read_bytes().decode() == (
        'who = "A"\r\ntheme = "mørk"   # i møterommet\r\n[aliases]\r\nvo = "Verneombud"\r\n'
    )


def test_how_documents_were_written_stands_beside_the_users_remarks(path: Path) -> None:
    write(path, "# mitt\n")
    known = {"ros": LastDocument(format="md", public=True)}
    assert settings.change(path, last_documents=known) == ""
    known["evaluering"] = LastDocument()
    assert settings.change(path, last_documents=known) == ""
    assert settings.load(path).settings.last_documents == known
    assert "# mitt" in path.read_text("utf-8")


def test_a_choice_that_is_written_over_several_lines_is_changed_and_the_remarks_stand(
    path: Path,
) -> None:
    write(path, 'who = "A"  # meg\n\n[last_documents.ros]\nformat = "pdf"\n\n# til sist\n')
    known = {"ros": LastDocument(format="md")}
    assert settings.change(path, last_documents=known) == ""
    assert settings.load(path) == settings.Loaded(Settings(who="A", last_documents=known))
    assert "# meg" in path.read_text("utf-8")


def test_a_folder_that_can_not_be_written_in_is_told_of(path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows protects no folder so")
    write(path, 'who = "A"\n')
    path.parent.chmod(0o500)
    with ordinary_rights():
        refusal = settings.change(path, theme="lys")
    path.parent.chmod(0o700)
    assert refusal == (f"Innstillingene i {path} kunne ikke lagres: du har ikke tilgang til den.")
    assert path.read_text("utf-8") == 'who = "A"\n'
