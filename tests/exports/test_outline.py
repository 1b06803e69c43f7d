"""Words in stretches: a list's entry and a table's cell can be bold or slanted in part."""

import io
from datetime import datetime

import docx
import pytest

from exports import markdown, word
from exports.outline import Block, Bullets, Cell, Column, Document, Heading, Run, Table, stretches

STRETCHES = (Run("Feil dose", bold=True), Run("\nGjelder: Risiko 1", italic=True))


def document(block: Block) -> Document:
    return Document(
        title="Tittel",
        subject="",
        author="Eksempeldal kommune",
        keywords=(),
        identifier="uid",
        version="1",
        saved=datetime.fromisoformat("2026-11-24T10:00:00"),
        draft=False,
        blocks=(Heading(1, "Tittel"), block),
    )


def in_table(cell: Cell) -> Document:
    return document(Table((Column("Hva"),), ((cell,),), "Risikoer", "En rad for hver risiko."))


def looks(paragraph: "docx.text.paragraph.Paragraph") -> list[tuple[str, bool, bool]]:
    return [(run.text, bool(run.bold), bool(run.italic)) for run in paragraph.runs]


EXPECTED = [("Feil dose", True, False), ("\nGjelder: Risiko 1", False, True)]


def test_a_cell_in_word_has_its_stretches() -> None:
    opened = docx.Document(io.BytesIO(word.write(in_table(Cell(runs=STRETCHES)))))
    assert looks(opened.tables[0].cell(1, 0).paragraphs[0]) == EXPECTED


def test_a_list_in_word_has_its_stretches() -> None:
    opened = docx.Document(io.BytesIO(word.write(document(Bullets((STRETCHES,))))))
    assert looks(opened.paragraphs[-1]) == EXPECTED


def test_a_cell_in_markdown_has_its_stretches() -> None:
    written = markdown.write(in_table(Cell(runs=STRETCHES))).decode()
    assert "| **Feil dose**<br>*Gjelder: Risiko 1* |" in written


def test_a_list_in_markdown_has_its_stretches() -> None:
    written = markdown.write(document(Bullets((STRETCHES,)))).decode()
    assert "- **Feil dose**\\\n  *Gjelder: Risiko 1*" in written


def test_a_cell_has_text_or_runs_and_never_both() -> None:
    with pytest.raises(ValueError, match="not both"):
        Cell("Feil dose", runs=STRETCHES)


def test_plain_words_are_one_stretch() -> None:
    assert stretches("Feil dose") == stretches(Cell("Feil dose")) == (Run("Feil dose"),)
