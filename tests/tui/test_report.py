"""The documents beside the minutes, from the command line and by keys: the extract and others."""

from pathlib import Path

import pytest

from store.demo import fill
from store.kind import load
from tests.conftest import NOW, open_file
from tests.tui.command_line import CommandLine
from tests.tui.whole_app import begin, press, type_in, whole_app

REPORT = ("tertialrapport", "--periode")
PAPER = ("eksport", "12", "--dokument")


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    path = tmp_path / "demo.db"
    archive = open_file(path)
    fill(archive, load(), NOW.date())
    archive.close()
    return path


def test_it_is_written_where_it_is_asked_for(
    referat: CommandLine, demo: Path, tmp_path: Path
) -> None:
    target = tmp_path / "uttrekk.md"
    period = ("--periode", "2. tertial", "--år", "2026")
    assert referat.done("tertialrapport", "--db", demo, *period, "--til", target) == f"{target}\n"
    assert "merforbruk på 2,1 mill. kr" in target.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((*REPORT, "4. tertial", "--år", "2026"), "Ingen samtaler for 4. tertial 2026"),
        ((*REPORT, "2. tertial", "--år", "2026", "--enhet", "Havn"), "2026 i Havn er holdt"),
        ((*REPORT, "x", "--år", "2026", "--til", "uttrekk.pdf"), "slutte på .docx eller .md"),
        ((*PAPER, "møtebok"), "Dokumentet «møtebok» finnes ikke. Velg blant referat,"),
        (
            (*PAPER, "innkalling", "--format", "ics"),
            "som Word, PDF, E-postutkast eller Markdown",
        ),
    ],
)
def test_what_can_not_be_written_is_one_sentence(
    referat: CommandLine, demo: Path, words: tuple[str, ...], sentence: str
) -> None:
    answer = referat(*words, "--db", demo)
    assert answer.code == 1
    assert sentence in answer.err
    assert answer.err.count("\n") == 1


async def test_a_key_in_the_talk_writes_it_for_the_talks_own_period(tmp_path: Path) -> None:
    app = whole_app(tmp_path)
    async with app.run_test() as pilot:
        await begin(pilot, "r", "Samtale")
        await press(pilot, "ctrl+o")
        app.screen.query_one("#eget-1").focus()
        await type_in(pilot, "2. tertial")
        await press(pilot, "enter", "escape", "f8", "f8")
        await type_in(pilot, "Bedre resultater")
        await press(pilot, "enter", "up", "r", "x")
        await app.workers.wait_for_complete()
        await pilot.pause()
        (path,) = (tmp_path / "Referat").iterdir()
        assert path.name == "Tertialrapport – 2. tertial 2026.docx"
    app._workplace.archive.close()


# The other documents of a meeting


@pytest.mark.parametrize("name", ["innkalling", "handlingsplan"])
def test_another_document_is_written_from_the_command_line(
    referat: CommandLine, demo: Path, tmp_path: Path, name: str
) -> None:
    words = ("--db", demo, "--til", tmp_path, "--format", "docx,md", "--dokument", name.upper())
    written = referat.done("eksport", "12", *words).splitlines()
    assert [Path(path).name.partition(" – ")[2] for path in written] == [
        f"Eksempeldal kommune – Samarbeidsmøte nr. 8 – {name}{suffix}"
        for suffix in (".docx", ".md")
    ]
