"""Markdown: what the outline says comes out, and what people typed is never markup."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from exports.clean_text import clean_text
from exports.markdown import write
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
    Paragraph,
    Run,
    Signatures,
    Table,
)

HOSTILE = [
    "# tittel", "- punkt", "+ punkt", "* punkt", "1. punkt", "12) punkt", "> sitat", "---", "===",
    "**fet** _kursiv_ ~~strøket~~", "`kode`", "```", "    innrykk", "\tinnrykk", "[a](http://b)",
    "![a](b)", "[a]: http://b", "<b>x</b>", "<!-- x -->", "&copy; &#65;", "a | b", "\\", "slutt\\",
    "<script>alert(1)</script>", "http://eksempel.invalid", "[x]", ": definisjon", "| a |\n| - |",
    "a\n===", "a\n- b", "a\n# b", "a\n\n    b", "a  \nb",
]  # fmt: skip


def markdown(*blocks: Block, draft: bool = False, footer: str = "") -> str:
    document = Document(
        title="Tittel",
        subject="",
        author="Eksempeldal kommune",
        keywords=(),
        identifier="uid",
        version="1",
        saved=datetime.fromisoformat("2026-11-24T10:00:00"),
        draft=draft,
        footer=(footer,) if footer else (),
        blocks=blocks,
    )
    return write(document).decode()


def parsed(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def shape(text: str) -> list[str]:
    """The kinds of everything in the text, blocks and what stands in them."""
    kinds = []
    for token in parsed(text):
        kinds += [child.type for child in token.children] if token.children else [token.type]
    return kinds


def words(text: str) -> str:
    """What a reader sees, without white space."""
    inline = [child for token in parsed(text) for child in token.children or ()]
    return "".join("".join(token.content for token in inline).split())


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_text_is_plain_text_in_a_paragraph(text: str) -> None:
    written = markdown(Paragraph(text))
    assert set(shape(written)) <= {"paragraph_open", "paragraph_close", "text", "hardbreak",
                                   "text_special"}  # fmt: skip
    assert words(written) == "".join(text.split())


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet=st.sampled_from("a1.)-+*_#>|\\`<&;[](): \t\n=~!\"'$"), max_size=30))
def test_no_mix_of_marks_is_live(text: str) -> None:
    written = markdown(Paragraph(text))
    assert set(shape(written)) <= {"paragraph_open", "paragraph_close", "text", "hardbreak",
                                   "text_special"}  # fmt: skip
    assert words(written) == "".join(clean_text(text).split())


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_text_in_a_cell_neither_parts_nor_ends_the_table(text: str) -> None:
    written = markdown(Table((Column("A"), Column("B")), ((text, "b"), ("c", "d")), "", ""))
    kinds = [token.type for token in parsed(written)]
    assert kinds.count("td_open") == 4
    assert kinds.count("table_open") == 1
    assert not {"em_open", "strong_open", "link_open", "image", "code_inline"} & set(shape(written))


def test_headings_lists_and_labels() -> None:
    written = markdown(
        Heading(1, "1. Tittel"),
        Heading(2, "Del"),
        Numbered(("En", "To\nmed mer")),
        Paragraph(runs=(Run("Årsak: ", bold=True), Run("ukjent"))),
    )
    assert written == ("# 1. Tittel\n\n## Del\n\n1. En\n2. To\\\n   med mer\n\n**Årsak:** ukjent\n")


def test_lists_that_follow_each_other_stay_apart() -> None:
    kinds = shape(markdown(Numbered(("a",)), Numbered(("b",)), Numbered(("c",))))
    assert kinds.count("ordered_list_open") == 3


def test_a_blank_line_within_an_item_stays_in_the_item() -> None:
    kinds = shape(markdown(Bullets(("en\n\nto", "tre"))))
    assert kinds.count("list_item_open") == 2
    assert kinds.count("bullet_list_open") == 1
    assert kinds[-1] == "bullet_list_close"


def test_facts_have_a_header_row() -> None:
    assert markdown(Facts((("Sted", "Rådhuset\n2. etasje"),), "")) == (
        "| Felt | Innhold |\n| :--- | :--- |\n| Sted | Rådhuset<br>2. etasje |\n"
    )


def test_a_table_says_its_caption_alignment_and_the_words_of_its_levels() -> None:
    columns = (Column("Hva"), Column("Risiko", align="center"), Column("Tall", align="right"))
    table = Table(columns, (("Brann", Cell("12 Høy", "high"), "3"),), "Risikoer", "")
    assert markdown(Landscape((table,))) == (
        "**Risikoer**\n\n| Hva | Risiko | Tall |\n| :--- | :---: | ---: |\n| Brann | 12 Høy | 3 |\n"
    )


def test_a_caption_that_repeats_the_heading_is_not_said_twice() -> None:
    table = Table((Column("A"),), (("b",),), "Oppgaver", "")
    assert markdown(Heading(1, "Oppgaver"), table).count("Oppgaver") == 1


def test_notes_and_warnings_are_set_apart() -> None:
    written = markdown(Paragraph("en\n\nto", "note"), Paragraph("Obs: tre", "warning"))
    assert written == "> en\n>\n> to\n\n> Obs: tre\n"


def test_each_party_has_a_line_to_sign() -> None:
    assert "| Arbeidsgiver |  |  |" in markdown(Signatures(("Arbeidsgiver",)))


def test_a_draft_says_so_first() -> None:
    assert markdown(Heading(1, "T"), draft=True).startswith("**UTKAST**")
    assert "UTKAST" not in markdown(Heading(1, "T"), draft=False)


def test_the_footer_stands_last() -> None:
    assert markdown(Paragraph("a"), footer="- fot").endswith("---\n\n\\- fot\n")


def test_what_cannot_be_written_is_shown_and_not_dropped() -> None:
    assert markdown(Paragraph("a\x00b\x1b[31m\ud800c\r\nd😀")) == "a�b�\\[31m�c\\\nd😀\n"
