"""`referat sok`: full-text search on the command line."""

import json

import pytest

from tests.tui.command_line import CommandLine


@pytest.fixture(autouse=True)
def two_meetings(referat: CommandLine) -> None:
    referat.done("ny", "evaluering", "--tittel", "Leirskole i vår", "--dato", "1.6.2026")
    referat.done("ny", "evaluering", "--tittel", "Leirskole i høst", "--enhet", "Skole")


def test_hits_stand_with_their_meeting_and_place_the_newest_first(referat: CommandLine) -> None:
    assert referat.done("sok", "leirsk") == (
        "2  24.11.2026  Evaluering · Leirskole i høst · Møteopplysninger\n"
        "    Leirskole i høst · Skole\n"
        "1  01.06.2026  Evaluering · Leirskole i vår · Møteopplysninger\n"
        "    Leirskole i vår\n"
    )


def test_all_words_must_be_there(referat: CommandLine) -> None:
    (hit,) = json.loads(referat.done("sok", "VAR", "leirskole", "--json"))
    assert hit == {
        "meeting": 1,
        "date": "2026-06-01",
        "kind": "Evaluering",
        "title": "Leirskole i vår",
        "place": "Møteopplysninger",
        "text": "Leirskole i vår",
        "words": ["Leirskole", "vår"],
    }


@pytest.mark.parametrize("words", [("*",), ('"',), ("-x",), ("--rart",), ("NEAR(a", "b)"), ("",)])
def test_any_word_is_an_answer_and_never_an_error(
    referat: CommandLine, words: tuple[str, ...]
) -> None:
    answer = referat("sok", *words)
    assert (answer.code, answer.out) == (0, "")
    assert "Ingen treff" in answer.err
