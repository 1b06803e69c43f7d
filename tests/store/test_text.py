import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text import MAX_TEXT, clean, has_national_id, split_lines
from tests.hostile_text import HOSTILE

UNSAFE_PIECES = [
    *(text for text in HOSTILE if len(text) < 100),
    "\x1b",
    "[",
    "]52;c;",
    "\x07",
    "\u200d",
]
messy_text = st.lists(st.one_of(st.text(), st.sampled_from(UNSAFE_PIECES)), max_size=8).map("".join)
any_text = st.one_of(
    messy_text, st.text(st.characters()), st.text(st.characters(categories=["Cs"]))
)


@given(any_text, st.booleans())
def test_cleaning_twice_is_cleaning_once(text: str, lines: bool) -> None:
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once


@given(any_text, st.booleans())
def test_a_clean_text_is_composed_and_holds_nothing_a_terminal_obeys(
    text: str, lines: bool
) -> None:
    result = clean(text, lines=lines)
    controls = {c for c in result if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}}
    assert controls <= ({"\n"} if lines else set())
    assert unicodedata.is_normalized("NFC", result)
    assert not set(result) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200c"
    )
    result.encode("utf-8")


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], max_codepoint=0x24F)))
def test_what_a_norwegian_writes_is_left_as_it_is(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("dirty", "seen"),
    [
        ("a\x1b]52;c;aGVtbWVsaWc=\x07b", "ab"),
        ("a\x1b]52;c;aGVtbWVsaWc=", "a"),
        ("a\x1b]8;;https://eksempel.no\x1b\\lenke\x1b]8;;\x1b\\b", "alenkeb"),
        ("a\x1b[2J\x1b[31mrød\x1b[0m", "arød"),
        ("a\x1b[38;2;1;", "a"),
        ("a\x1bOPb", "ab"),
        ("a\x9b31mb\x9d52;c;eA==\x9cc", "abc"),
        ("a\x1bP1$r0m\x1b\\b", "ab"),
        ("a\x1bcb", "ab"),
        ("a\u202egro\u202cb\u2066c\u2069", "agrobc"),
        ("a\u200bb\u200dc\ufeffd\u00ade", "abcde"),
        ("bla\u030abær", "blåbær"),
        ("a\ud800b\uffffc", "a\ufffdb\ufffdc"),
        ("a\tb\r\nc\nd", "a b c d"),
        ("  innrykk ", "  innrykk "),
    ],
)
def test_what_is_removed_and_what_is_left(dirty: str, seen: str) -> None:
    assert clean(dirty) == seen


@pytest.mark.parametrize("emoji", ["👩‍💻", "❤️‍🔥", "👨‍👩‍👧", "1️⃣", "👍🏽", "🇳🇴", "✔️"])
def test_an_emoji_made_of_several_characters_stays_whole(emoji: str) -> None:
    assert clean(f"x {emoji} y") == f"x {emoji} y"


def test_an_unended_sequence_does_not_take_the_next_line_with_it() -> None:
    assert clean("a\x1b]52;c;x\nBeslutning", lines=True) == "a\nBeslutning"


def test_every_kind_of_line_break_is_one_line_break() -> None:
    assert clean("a\r\nb\rc\u2028d\u2029e\x0bf\x0cg\nh", lines=True) == "a\nb\nc\nd\ne\nf\ng\nh"


def test_a_pasted_list_becomes_its_entries() -> None:
    pasted = (
        "- Feil dose\r\n• Feil bruker\n\n* Feil tid\n1. Feil vei\n"
        "a) Feil form\n  \n\uf0b7\tFeil dato\nUten"
    )
    assert split_lines(pasted) == (
        "Feil dose", "Feil bruker", "Feil tid", "Feil vei", "Feil form", "Feil dato", "Uten",
    )  # fmt: skip


def test_a_date_or_an_ordinal_in_front_is_no_bullet() -> None:
    lines = ("1. desember er frist", "6. trinn drar på tur", "-5 grader", "4.0 er feil", "a-lag")
    assert split_lines("\n".join(lines)) == lines


def _with_check_digits(nine: str, first_remainder: int = 0) -> str | None:
    """The number that begins with these nine digits, or None where no check digit fits."""
    weights = ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
    number = nine
    for row, remainder in zip(weights, (first_remainder, 0), strict=True):
        total = sum(int(digit) * weight for digit, weight in zip(number, row, strict=True))
        check = (remainder - total) % 11
        if check == 10:
            return None
        number += str(check)
    return number


def _first_valid(date: str, first_remainder: int = 0) -> str:
    numbers = (
        _with_check_digits(f"{date}{serial:03}", first_remainder) for serial in range(100, 200)
    )
    return next(number for number in numbers if number)


def test_a_national_id_is_found_written_together_or_with_a_space() -> None:
    number = _first_valid("010199")
    assert has_national_id(f"Bruker {number}.")
    assert has_national_id(f"Bruker {number[:6]} {number[6:]}")


@pytest.mark.parametrize("date", ["410199", "018199", "014199"])
def test_a_d_number_and_a_test_number_are_found(date: str) -> None:
    assert has_national_id(_first_valid(date))


@pytest.mark.parametrize("remainder", [1, 2, 3])
def test_a_number_by_the_rules_from_2032_is_found(remainder: int) -> None:
    assert has_national_id(_first_valid("010132", remainder))


def test_other_digits_are_no_national_id() -> None:
    number = _first_valid("010199")
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert not has_national_id(wrong)
    assert not has_national_id(f"9{number}")
    assert not has_national_id(f"{number}0")
    assert not has_national_id("Telefon 22 22 22 22, sak 2026/1234, 24.11.2026")
    assert not has_national_id(_first_valid("320199"))
    assert not has_national_id(_first_valid("011399"))


def test_the_longest_text_is_cleaned_whole() -> None:
    assert len(clean("å" * MAX_TEXT)) == MAX_TEXT
