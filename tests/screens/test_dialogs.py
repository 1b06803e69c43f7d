"""The dialogs, by keys: what they give back, and that they show any text as it was written."""

from typing import Any

import pytest
from textual.app import App
from textual.screen import Screen
from textual.widgets import Static

from screens.dialogs import Ask, Choose, Confirm, Tell
from tests.hostile_text import MARKUP

NOT_YET = object()


class Host(App[None]):
    def __init__(self, dialog: Screen[Any]) -> None:
        super().__init__()
        self.dialog = dialog
        self.answer: object = NOT_YET

    def on_mount(self) -> None:
        self.push_screen(self.dialog, self.take)

    def take(self, answer: object) -> None:
        self.answer = answer


async def answer_to(dialog: Screen[Any], *keys: str) -> object:
    host = Host(dialog)
    async with host.run_test() as pilot:
        await pilot.press(*keys)
        await pilot.pause()
    return host.answer


def no_digits(answer: str) -> str:
    return "Skriv uten siffer." if any(sign.isdigit() for sign in answer) or not answer else ""


async def test_ask_gives_what_was_typed_after_what_stood_there() -> None:
    assert await answer_to(Ask("Nytt navn", "Tur"), "e", "r", "enter") == "Turer"


async def test_ask_gives_none_at_escape() -> None:
    assert await answer_to(Ask("Nytt navn", "Tur"), "e", "escape") is None


async def test_ask_without_a_check_takes_an_empty_answer() -> None:
    assert await answer_to(Ask("Merknad"), "enter") == ""


async def test_ask_keeps_an_answer_that_the_check_complains_of_and_says_why() -> None:
    host = Host(Ask("Navn", check=no_digits))
    async with host.run_test() as pilot:
        await pilot.press("a", "1", "enter")
        await pilot.pause()
        assert host.answer is NOT_YET
        assert "Skriv uten siffer." in str(host.screen.query_one("#complaint", Static).content)
        await pilot.press("backspace", "enter")
        await pilot.pause()
    assert host.answer == "a"


async def test_ask_complains_of_an_empty_answer_only_when_it_is_given() -> None:
    host = Host(Ask("Navn", check=no_digits))
    async with host.run_test() as pilot:
        await pilot.pause()
        assert str(host.screen.query_one("#complaint", Static).content) == ""
        await pilot.press("enter")
        await pilot.pause()
        assert "Skriv uten siffer." in str(host.screen.query_one("#complaint", Static).content)


@pytest.mark.parametrize(
    ("key", "answer"), [("j", True), ("n", False), ("escape", False), ("enter", False)]
)
async def test_confirm_gives_no_unless_yes_is_said(key: str, answer: bool) -> None:
    assert await answer_to(Confirm("Slette risikoen?"), key) is answer


async def test_confirm_gives_yes_when_its_button_is_gone_to() -> None:
    assert await answer_to(Confirm("Slette?", yes="Slett", no="Behold"), "right", "enter") is True


OPTIONS = [("docx", "Word"), ("md", "Markdown"), ("json", "Pakke")]


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["2"], "md"),
        (["down", "down", "enter"], "json"),
        (["enter"], "docx"),
        (["9", "escape"], None),
    ],
)
async def test_choose_by_digit_by_arrows_or_not_at_all(keys: list[str], answer: str | None) -> None:
    assert await answer_to(Choose("Format", OPTIONS), *keys) == answer


async def test_choose_reaches_what_stands_behind_the_ninth() -> None:
    options = [(str(number), f"Valg {number}") for number in range(1, 13)]
    assert await answer_to(Choose("Velg", options), "end", "enter") == "12"


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_tell_closes(key: str) -> None:
    assert await answer_to(Tell("Om", "linje\nlinje"), key) is None


async def test_markup_in_any_text_of_any_dialog_is_shown_as_it_was_written() -> None:
    text = " ".join(MARKUP)
    dialogs: list[Screen[Any]] = [
        Ask(text, text, text, check=lambda _: text),
        Confirm(text, text, text),
        Choose(text, [("a", text)]),
        Tell(text, text),
    ]
    for dialog in dialogs:
        host = Host(dialog)
        async with host.run_test(size=(160, 45)) as pilot:
            await pilot.press("x")
            await pilot.pause()
            shown = "\n".join(
                "".join(segment.text for segment in strip)
                for strip in host.screen._compositor.render_strips()
            )
        assert text in shown
