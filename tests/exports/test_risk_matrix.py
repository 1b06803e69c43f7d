"""The wheel's first page and its matrix."""

from exports.minutes import minutes
from exports.outline import Bullets, Cell, Document, Numbered, Table, stretches
from exports.source import for_the_public
from store.vocabulary import Enough
from tests.exports.room import Room, flat, headings


def matrix(document: Document, caption: str) -> dict[tuple[str, str], Cell]:
    """The cells of a matrix by the words of their row and column."""
    (found,) = [
        block
        for block in flat(document.blocks)
        if isinstance(block, Table) and block.caption == caption
    ]
    cells: dict[tuple[str, str], Cell] = {}
    for row in found.rows:
        (likelihood,) = stretches(row[0])
        for column, cell in zip(found.columns[1:], row[1:], strict=True):
            assert isinstance(cell, Cell)
            cells[likelihood.text, column.heading] = cell
    return cells


def words(cell: Cell) -> str:
    return "".join(run.text for run in stretches(cell))


def lines(document: Document, kind: type[Bullets] | type[Numbered]) -> list[str]:
    return [
        "".join(run.text for run in stretches(item))
        for block in flat(document.blocks)
        if isinstance(block, kind)
        for item in block.items
    ]


def test_each_risk_stands_in_its_cell_without_and_with_the_controls(wheel: Room) -> None:
    wheel.risk(
        "Feil dose", likelihood=4, consequence=5, residual_likelihood=2, residual_consequence=5
    )
    wheel.risk("Feil bruker", likelihood=4, consequence=5)
    before = matrix(wheel.document, "Risikomatrise: uten tiltak")
    after = matrix(wheel.document, "Risikomatrise: med dagens tiltak")
    place = ("4 Meget sannsynlig", "5 Svært alvorlig")
    assert words(before[place]) == "20 Høy\nNr. 1 og 2"
    assert words(after[place]) == "20 Høy"
    assert words(after["2 Mindre sannsynlig", "5 Svært alvorlig"]) == "10 Høy\nNr. 1"


def test_a_cell_says_its_level_in_words_beside_the_colour(wheel: Room) -> None:
    wheel.risk("Feil dose", likelihood=1, consequence=1)
    cells = matrix(wheel.document, "Risikomatrise: uten tiltak").values()
    assert len(cells) == 25
    assert {(cell.level, words(cell).split()[1]) for cell in cells} == {
        ("low", "Lav"),
        ("middle", "Middels"),
        ("high", "Høy"),
    }


def test_the_likeliest_stands_on_top(wheel: Room) -> None:
    wheel.risk("Feil dose", likelihood=1, consequence=1)
    rows = [place[0] for place in matrix(wheel.document, "Risikomatrise: uten tiltak")]
    assert rows[0] == "5 Svært sannsynlig"
    assert rows[-1] == "1 Lite sannsynlig"


def test_without_figures_there_is_no_matrix(wheel: Room) -> None:
    wheel.risk("Feil dose")
    assert "Risikomatrise" not in str(headings(wheel.document))


def test_a_withheld_risk_is_in_no_cell(wheel: Room) -> None:
    wheel.risk("Hemmelig", likelihood=4, consequence=5)
    wheel.risk("Åpen", likelihood=1, consequence=1)
    wheel.change(wheel.meeting.risks[0], exempt="basis-1")
    public = minutes(for_the_public(wheel.source))
    said = [words(cell) for cell in matrix(public, "Risikomatrise: uten tiltak").values()]
    assert [text for text in said if "Nr." in text] == ["1 Lav\nNr. 2"]


def test_the_first_page_names_the_three_highest_with_how_high_they_were_and_are(
    wheel: Room,
) -> None:
    wheel.risk("Senket", likelihood=5, consequence=5, residual_likelihood=1, residual_consequence=2)
    for text, likelihood in (("Lav", 1), ("Middels", 2), ("Høy", 4)):
        wheel.risk(text, likelihood=likelihood, consequence=4)
    assert lines(wheel.document, Numbered) == [
        "Risiko 4, Høy: 16 Høy uten tiltak",
        "Risiko 3, Middels: 8 Middels uten tiltak",
        "Risiko 2, Lav: 4 Lav uten tiltak",
    ]
    wheel.change(wheel.meeting.risks[3], residual_likelihood=1, residual_consequence=3)
    assert "Risiko 4, Høy: 16 Høy uten tiltak, 3 Lav med dagens tiltak" in lines(
        wheel.document, Numbered
    )


def test_who_accepted_what_is_left_and_whether_the_safety_representative_took_part(
    wheel: Room,
) -> None:
    for who in ("Enhetsleder", "Enhetsleder", "Rektor"):
        wheel.risk("x", likelihood=1, consequence=1, enough=Enough.YES, accepted_by=who)
    said = lines(wheel.document, Bullets)
    assert "Restrisikoen er godtatt av Enhetsleder (2 risikoer) og Rektor (1 risiko)." in said
    assert "Verneombud deltok ikke." in said
    wheel.head(safety_representative=True)
    assert "Verneombud deltok." in lines(wheel.document, Bullets)
