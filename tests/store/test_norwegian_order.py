import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.norwegian_order import sort_key


@pytest.mark.parametrize(
    "in_order",
    [
        pytest.param(["a", "z", "æ", "ø", "å"], id="æ ø å come last"),
        pytest.param(["Zoo", "Ærfugl", "Øy", "Ås"], id="also in capitals"),
        pytest.param(["Berg", "Zoo", "Aas", "Åsen"], id="aa is å"),
        pytest.param(["zoo", "Ära", "ærlig", "Öland", "øy"], id="ä is æ and ö is ø"),
        pytest.param(["ed", "én", "er"], id="other diacritics count for nothing"),
        pytest.param(["Berg", "bil", "BY"], id="case counts for nothing"),
        pytest.param(["Sak 9", "Sak 34", "Sak 100"], id="numbers by their size"),
        pytest.param(["Enhetsleder skole", "Enhetslederen"], id="a shorter word first"),
        pytest.param(["", "9", "a"], id="nothing, then numbers, then letters"),
    ],
)
def test_the_order_of_a_norwegian_list(in_order: list[str]) -> None:
    backwards = in_order[::-1]
    assert sorted(backwards, key=sort_key) == in_order


def test_a_decomposed_å_stands_where_the_composed_one_does() -> None:
    decomposed = unicodedata.normalize("NFD", "Ås")
    assert sorted([decomposed, "Øy", "Zoo"], key=sort_key) == ["Zoo", "Øy", decomposed]


@given(st.lists(st.text()))
def test_any_texts_can_be_sorted_and_always_the_same_way(texts: list[str]) -> None:
    backwards = texts[::-1]
    assert sorted(texts, key=sort_key) == sorted(backwards, key=sort_key)


def test_a_number_of_any_length_can_be_sorted() -> None:
    assert sorted(["9" * 50_000, "8" * 50_000, "7"], key=sort_key)[0] == "7"
