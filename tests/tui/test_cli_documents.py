"""`referat eksport`: which document, of which sak, and what stands in its way."""

from pathlib import Path

import pytest

from exports.papers import PAPERS
from tests.tui.command_line import CommandLine


@pytest.fixture
def demo(referat: CommandLine, tmp_path: Path) -> Path:
    path = tmp_path / "demo.db"
    referat.done("demo", "--til", path)
    return path


@pytest.fixture
def export(referat: CommandLine, demo: Path, tmp_path: Path) -> tuple[str | Path, ...]:
    (tmp_path / "ut").mkdir()
    return ("eksport", "--db", demo, "--til", tmp_path / "ut")


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "ut").iterdir())


def number_of(referat: CommandLine, demo: Path, title: str) -> str:
    lines = referat.done("liste", "--db", demo).splitlines()
    return next(line.split()[0] for line in lines if title in line)


def test_an_extract_of_one_sak_is_asked_for_by_its_number(
    referat: CommandLine, export: tuple[str | Path, ...], demo: Path, tmp_path: Path
) -> None:
    meeting = number_of(referat, demo, "Samarbeidsmøte nr. 8")
    words = (meeting, "--dokument", "saksutskrift", "--format", "md")
    everything = Path(referat.done(*export, *words).strip()).read_text("utf-8")
    label = everything.partition("## Saksutskrift, sak ")[2].split()[0]
    one = Path(referat.done(*export, *words, "--sak", f"sak {label}").strip())
    assert one.name.endswith(f" – saksutskrift sak {label.replace('/', '-')}.md")
    assert one.read_text("utf-8").count("## Saksutskrift, sak ") == 1


def test_a_sak_that_is_not_there_is_refused_with_those_that_are(
    referat: CommandLine, export: tuple[str | Path, ...], demo: Path, tmp_path: Path
) -> None:
    meeting = number_of(referat, demo, "Samarbeidsmøte nr. 8")
    answer = referat(*export, meeting, "--dokument", "saksutskrift", "--sak", "999/26")
    assert answer.code == 1
    assert answer.err.startswith(f"Møte {meeting} har ingen sak 999/26; velg blant ")
    assert answer.err.count("/26") > 1
    assert written(tmp_path) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--sak", "34/26"), "--sak gjelder bare med --dokument saksutskrift."),
        (("--dokument", "saksutskrift", "--sak", "trettifire"), "er ikke et saksnummer"),
    ],
)
def test_a_sak_that_can_not_be_meant_is_refused_in_a_sentence(
    referat: CommandLine,
    export: tuple[str | Path, ...],
    demo: Path,
    tmp_path: Path,
    words: tuple[str, ...],
    sentence: str,
) -> None:
    answer = referat(*export, number_of(referat, demo, "Samarbeidsmøte nr. 8"), *words)
    assert answer.code == 1
    assert sentence in answer.err
    assert written(tmp_path) == []


@pytest.mark.parametrize("paper", ["saksutskrift", "underskrifter"])
def test_a_document_that_one_of_the_meetings_has_nothing_for_is_refused_before_any_is_written(
    referat: CommandLine, export: tuple[str | Path, ...], demo: Path, tmp_path: Path, paper: str
) -> None:
    with_saker = number_of(referat, demo, "Samarbeidsmøte nr. 8")
    without = number_of(referat, demo, "Turer og utflukter")
    answer = referat(*export, with_saker, without, "--dokument", paper)
    assert answer.code == 1
    assert answer.err.startswith(f"{PAPERS[paper].label} kan ikke skrives, for møte {without} har")
    assert answer.err.count("\n") == 1
    assert written(tmp_path) == []


def test_of_all_meetings_those_that_have_something_for_the_document_are_written(
    referat: CommandLine, export: tuple[str | Path, ...], tmp_path: Path
) -> None:
    referat.done(*export, "--alle", "--dokument", "underskrifter", "--format", "md")
    assert written(tmp_path)
    assert all("Samarbeid" in name or "Forhandling" in name for name in written(tmp_path))


def test_the_plan_of_the_series_holds_the_tasks_of_its_other_meetings(
    referat: CommandLine, export: tuple[str | Path, ...], demo: Path
) -> None:
    meeting = number_of(referat, demo, "Samarbeidsmøte nr. 9")
    path = referat.done(*export, meeting, "--dokument", "serieplan", "--format", "md").strip()
    assert path.endswith(" – handlingsplan for serien.md")
    assert "Samarbeidsmøte nr. 8" in Path(path).read_text("utf-8")


def test_a_file_that_was_edited_by_hand_is_left_and_told_of(
    referat: CommandLine, export: tuple[str | Path, ...], tmp_path: Path
) -> None:
    first = Path(referat.done(*export, "1", "--format", "md").strip())
    first.write_text("Rettet for hånd", "utf-8")
    answer = referat(*export, "1", "--format", "md")
    assert answer.code == 0
    assert answer.out.strip().endswith(" (2).md")
    assert answer.err == (
        f"«{first.name}» finnes fra før, og kan være endret etter at den ble skrevet; "
        "den står som den var, og den nye er skrevet ved siden av.\n"
    )
    assert first.read_text("utf-8") == "Rettet for hånd"
