"""The dialogs, by keys: what they give back, and that they show any text as it was written."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App
from textual.screen import Screen
from textual.widgets import Static

from screens.dialogs import Ask, Choose, Confirm
from screens.widgets.capture import CaptureLine
from screens.widgets.drafts import Draft
from store.database import Error
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


class Desk:
    """Keeps one draft, and takes answers; it can be made to take neither."""

    def __init__(self, kept: str = "") -> None:
        self.kept = kept
        self.answers: list[str] = []
        self.refuses = False
        self.is_locked = False

    def draft(self, _place: str) -> str:
        return self.kept

    def save_draft(self, _place: str, text: str) -> None:
        if self.is_locked:
            raise Error("database is locked")
        self.kept = text

    def save(self, answer: str) -> bool:
        if not self.refuses:
            self.answers.append(answer)
        return not self.refuses

    def ask(self, value: str = "", check: Callable[[str], str] | None = None) -> Ask:
        return Ask("Nytt navn", Draft(self, "navn"), save=self.save, value=value, check=check)


def line(host: Host) -> str:
    return host.screen.query_one(CaptureLine).value


def text_of(host: Host, box: str) -> str:
    return str(host.screen.query_one(box, Static).content)


async def test_ask_writes_what_was_typed_after_what_stood_there() -> None:
    desk = Desk()
    assert await answer_to(desk.ask("Tur"), "e", "r", "enter") is True
    assert desk.answers == ["Turer"]
    assert desk.kept == ""


async def test_ask_left_with_escape_is_not_answered_and_keeps_the_half_word() -> None:
    desk = Desk()
    assert await answer_to(desk.ask("Tur"), "e", "escape") is False
    assert (desk.answers, desk.kept) == ([], "Ture")


async def test_ask_opens_with_the_half_word_and_says_what_is_written() -> None:
    desk = Desk("Ture")
    host = Host(desk.ask("Tur"))
    async with host.run_test() as pilot:
        await pilot.pause()
        assert text_of(host, "#stands") == "Halvskrevet fra sist. I møtet står «Tur»."
        await pilot.press("r", "enter")
    assert desk.answers == ["Turer"]


async def test_what_stands_already_is_no_draft() -> None:
    desk = Desk()
    await answer_to(desk.ask("Tur"), "e", "backspace", "escape")
    assert desk.kept == ""


async def test_ask_without_a_check_takes_an_empty_answer() -> None:
    desk = Desk()
    await answer_to(desk.ask(), "enter")
    assert desk.answers == [""]


async def test_a_refused_answer_stands_in_the_line_and_is_kept() -> None:
    desk = Desk()
    desk.refuses = True
    host = Host(desk.ask())
    async with host.run_test() as pilot:
        await pilot.press("a", "b", "enter")
        await pilot.pause()
        assert host.answer is NOT_YET
        assert line(host) == "ab"
        assert desk.kept == "ab"
        desk.refuses = False
        await pilot.press("enter")
        await pilot.pause()
    assert desk.answers == ["ab"]


async def test_ask_is_not_left_with_a_text_that_is_kept_nowhere_else() -> None:
    desk = Desk()
    desk.is_locked = True
    host = Host(desk.ask())
    async with host.run_test() as pilot:
        await pilot.press("a", "escape")
        await pilot.pause()
        assert host.answer is NOT_YET
        assert "ikke lagret ennå" in text_of(host, "#complaint")
        desk.is_locked = False
        await pilot.press("escape")
        await pilot.pause()
    assert (host.answer, desk.kept) == (False, "a")


async def test_ask_keeps_an_answer_that_the_check_complains_of_and_says_why() -> None:
    desk = Desk()
    host = Host(desk.ask(check=no_digits))
    async with host.run_test() as pilot:
        await pilot.press("a", "1", "enter")
        await pilot.pause()
        assert host.answer is NOT_YET
        assert "Skriv uten siffer." in text_of(host, "#complaint")
        await pilot.press("backspace", "enter")
        await pilot.pause()
    assert desk.answers == ["a"]


async def test_ask_complains_of_an_empty_answer_only_when_it_is_given() -> None:
    host = Host(Desk().ask(check=no_digits))
    async with host.run_test() as pilot:
        await pilot.pause()
        assert text_of(host, "#complaint") == ""
        await pilot.press("enter")
        await pilot.pause()
        assert "Skriv uten siffer." in text_of(host, "#complaint")


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


async def test_markup_in_any_text_of_any_dialog_is_shown_as_it_was_written() -> None:
    text = " ".join(MARKUP)
    dialogs: list[Screen[Any]] = [
        Ask(
            text,
            Draft(Desk(), ""),
            save=lambda _: True,
            value=text,
            placeholder=text,
            check=lambda _: text,
        ),
        Confirm(text, text, text),
        Choose(text, [("a", text)]),
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


async def test_what_is_only_proposed_is_replaced_by_what_is_typed() -> None:
    desk = Desk()
    ask = Ask("Hvem?", Draft(desk, "navn"), save=desk.save, value="Rektor", proposed=True)
    await answer_to(ask, *"Alle", "enter")
    assert desk.answers == ["Alle"]


async def test_a_proposal_that_somebody_changed_is_gone_on_with() -> None:
    desk = Desk(kept="Rektor og")
    ask = Ask("Hvem?", Draft(desk, "navn"), save=desk.save, value="Rektor", proposed=True)
    await answer_to(ask, *" inspektør", "enter")
    assert desk.answers == ["Rektor og inspektør"]
