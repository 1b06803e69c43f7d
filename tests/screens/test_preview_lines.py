"""A document as lines on the screen."""

from datetime import datetime

import pytest

from exports.outline import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Landscape,
    Numbered,
    PageBreak,
    Paragraph,
    Run,
    Signatures,
    Table,
)
from screens.preview_lines import laid_out
from tests.hostile_text import HOSTILE

WIDTH = 78
NARROW = 30


def document(*blocks: Block, draft: bool = False) -> Document:
    saved = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001 - a document's times are local and naive
    return Document(
        *("Tittel", "Emne", "Eksempeldal kommune", (), "uid", "1", saved, draft),
        blocks=(Heading(1, "Tittel"), *blocks),
        footer=("Eksempeldal kommune",),
    )


def lines(*blocks: Block, width: int = WIDTH, draft: bool = False) -> list[str]:
    return [line.text.rstrip() for line in laid_out(document(*blocks, draft=draft), width)]


def test_every_kind_of_block_is_shown_with_its_words() -> None:
    table = Table((Column("Nr."), Column("Hva", 3)), (("1", Cell("Rydde")),), "Tabell", "Om den")
    said = "\n".join(
        lines(
            Heading(2, "Overskrift"),
            Paragraph("Vanlig"),
            Paragraph("Husk", "note"),
            Paragraph("Pass på", "warning"),
            Paragraph(runs=(Run("Fet: ", bold=True), Run("og kursiv", italic=True))),
            Bullets(("Første",)),
            Numbered(("Ett", "To")),
            Facts((("Enhet", "Skole"),), "Om"),
            Landscape((table,)),
            PageBreak(),
            Signatures(("Fagforbundet",)),
            draft=True,
        )
    )
    for words in (
        *("UTKAST", "Tittel", "Overskrift", "Vanlig", "│ Husk", "! Pass på", "Fet: og kursiv"),
        *("• Første", "1. Ett", "2. To", "Enhet  Skole", "Tabell", "Rydde", "ny side"),
        *("Fagforbundet", "Underskrift", "Eksempeldal kommune"),
    ):
        assert words in said


def test_a_table_has_columns_where_they_have_room_and_is_lists_where_not() -> None:
    columns = tuple(Column(name) for name in ("Oppgave", "Ansvarlig", "Tidsfrist", "Merknader"))
    table = Table(columns, (("Rydde", "Rektor", "uke 50", "–"),), "Oppgaver", "Om den")
    assert any("Oppgave" in line and "Merknader" in line for line in lines(table))
    narrow = lines(table, width=NARROW)
    assert "  Ansvarlig  Rektor" in narrow
    assert "  Tidsfrist  uke 50" in narrow


@pytest.mark.parametrize("width", [1, 2, NARROW, WIDTH, 300])
def test_no_line_is_wider_than_there_is_room_for(width: int) -> None:
    columns = tuple(Column(f"Kolonne {number}", number) for number in range(1, 6))
    row = tuple("Et langtstrakteordsomikkekanbrytes og flere" for _ in columns)
    made = document(Paragraph("å" * 500), Table(columns, (row,), "Tabell", "Om den"))
    assert max(line.cell_length for line in laid_out(made, width)) <= max(width, 2)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_markup_or_reaches_the_terminal_as_a_command(text: str) -> None:
    said = "".join(
        lines(
            Heading(2, text),
            Paragraph(text),
            Bullets((text,)),
            Facts(((text, text),), text),
            Table((Column(text), Column("Hva")), ((text, Cell(text)),), text, text),
            Signatures((text,)),
        )
    )
    assert not set(said) & {"\x1b", "\x07", "\x9b", "\x9d", "\x00", "\u202e"}
    if text.startswith("["):
        assert said.count(text) >= len(("heading", "paragraph", "item"))


def test_the_longest_label_stands_apart_from_what_it_holds() -> None:
    facts = Facts((("Enhet", "Skole"), ("Arkivsak", "26/0412")), "Om")
    assert {"Enhet     Skole", "Arkivsak  26/0412"} <= set(lines(facts))
