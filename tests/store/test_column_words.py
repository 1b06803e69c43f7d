"""Every column has a Norwegian word, so that the history can say what was changed."""

import pytest

from store.column_words import UNSAID, WORDS, word_of
from store.row import Row
from store.rows import JOURNALED


@pytest.mark.parametrize("row_type", JOURNALED, ids=lambda row_type: row_type.table)
def test_every_column_has_a_word_or_is_passed_by_on_purpose(row_type: type[Row]) -> None:
    for column in row_type.__struct_fields__:
        assert column in UNSAID or word_of(row_type, column), column


@pytest.mark.parametrize("row_type", JOURNALED, ids=lambda row_type: row_type.table)
def test_no_word_stands_for_a_column_that_is_gone(row_type: type[Row]) -> None:
    words = WORDS[row_type]
    assert {words.known_by, *words.columns} <= set(row_type.__struct_fields__)


@pytest.mark.parametrize("row_type", JOURNALED, ids=lambda row_type: row_type.table)
def test_no_two_columns_of_a_row_have_the_same_word(row_type: type[Row]) -> None:
    said = [word_of(row_type, column) for column in row_type.__struct_fields__]
    shown = [word for word in said if word]
    assert len(shown) == len(set(shown))


def test_what_is_passed_by_is_a_column_of_something() -> None:
    assert {*UNSAID} <= {column for each in JOURNALED for column in each.__struct_fields__}
