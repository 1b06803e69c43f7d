"""F10: which document, of what, in which version and format, with a preview of it."""

from pathlib import Path
from threading import Event

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Static

from exports import FORMATS
from exports.outline import Document
from exports.papers import PAPERS
from screens import document_choice
from screens.last_documents import LastDocuments
from screens.meeting import MeetingScreen
from screens.preview_lines import laid_out
from screens.widgets.choice_list import ChoiceList
from screens.widgets.preview import Preview
from store import drafts, settings
from store.drafts import Bookmark
from store.edits import Change
from store.journal import action
from store.settings import LastDocument
from store.text import clean
from tests.hostile_text import HOSTILE
from tests.series_of_talks import AUTUMN, SPRING, Talks
from tests.store.cooperation import Table
from tests.tui.bad_input import sentences
from tests.tui.test_exempting import MARK, SECRET, exempt_point, on_the_wall
from tests.tui.whole_app import begin, newest, press, running, type_in, whole_app
from tests.tui.written_files import dialog, names_in, preview, until
from tui.app import ReferatApp

FORMAT_OF = {name: str(place) for place, name in enumerate(FORMATS, 1)}
"""The digit of each format in its list."""


def choices(app: ReferatApp, name: str) -> ChoiceList:
    return dialog(app).query_one(f"#{name}", ChoiceList)


def offered(app: ReferatApp, name: str) -> list[str]:
    return [str(option.prompt)[3:] for option in choices(app, name).options]


def is_shown(app: ReferatApp, name: str) -> bool:
    return bool(dialog(app).query_one(f"#of-{name}").display)


def says(app: ReferatApp) -> str:
    return str(dialog(app).query_one("#says", Static).content)


async def open_evaluation(pilot: Pilot[None], *texts: str) -> None:
    """An evaluation at its first stop for points, with some."""
    await begin(pilot, "e", "Brannøvelse")
    await press(pilot, "f8")
    for text in texts:
        await type_in(pilot, text)
        await press(pilot, "enter")


def at_table(folder: Path) -> tuple[ReferatApp, Table]:
    """The app in a samarbeidsmøte with two saker."""
    app = whole_app(folder)
    table = Table(app._workplace.archive)
    table.add("Vikarbyrå", "Budsjett")
    table.fix()
    drafts.set_bookmark(table.archive, table.uid, Bookmark("saker"))
    drafts.mark_opened(table.archive, table.uid)
    return app, table


# What is offered


async def test_what_makes_sense_for_the_meeting_and_every_format_are_offered(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        await open_evaluation(pilot, "Rask respons")
        await press(pilot, "f10")
        meeting = newest(app)
        assert offered(app, "papers") == [
            each.label for each in PAPERS.values() if each.is_offered(meeting)
        ]
        assert offered(app, "formats") == [each.label for each in FORMATS.values()]
        assert not is_shown(app, "versions")
        assert not is_shown(app, "items")


async def test_a_meeting_that_is_planned_is_called_and_one_under_way_has_minutes(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        await open_evaluation(pilot)
        await press(pilot, "f10")
        assert choices(app, "papers").chosen == "innkalling"
        await press(pilot, "escape")
        await type_in(pilot, "Rask respons")
        await press(pilot, "enter", "f10")
        assert choices(app, "papers").chosen == "referat"


async def test_the_arrows_digits_and_tab_choose_and_the_choice_is_marked(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await open_evaluation(pilot, "Rask respons")
        await press(pilot, "f10", "down", "tab", FORMAT_OF["md"])
        assert choices(app, "papers").chosen == "innkalling"
        assert choices(app, "formats").chosen == "md"
        assert "▸2 Innkalling" in on_the_wall(app)
        assert f"▸{FORMAT_OF['md']} Markdown" in on_the_wall(app)
        await press(pilot, "left", "3")
        assert choices(app, "papers").chosen == "handlingsplan"


async def test_enter_writes_what_is_chosen_and_esc_writes_nothing(tmp_path: Path) -> None:
    async with running(tmp_path) as (_app, pilot):
        await open_evaluation(pilot, "Rask respons")
        await press(pilot, "f10", "3", "escape")
        assert names_in(tmp_path) == []
        await press(pilot, "f10", "3", "tab", FORMAT_OF["md"], "enter")
        await until(pilot, lambda: names_in(tmp_path))
        assert names_in(tmp_path) == ["2026-11-24 Evaluering – Brannøvelse – handlingsplan.md"]


async def test_a_click_chooses_and_does_not_write(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await open_evaluation(pilot, "Rask respons")
        await press(pilot, "f10")
        await pilot.click("#papers", offset=(4, 2))
        await press(pilot)
        assert choices(app, "papers").chosen == "handlingsplan"
        assert names_in(tmp_path) == []


async def test_where_a_format_holds_data_the_document_can_not_be_chosen(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await open_evaluation(pilot, "Rask respons")
        await press(pilot, "f10", "3", "tab", FORMAT_OF["csv"])
        assert choices(app, "papers").disabled
        assert preview(app).startswith("Oppgaver (CSV): rader fra møtet, og ikke et dokument.")
        await press(pilot, "enter")
        await until(pilot, lambda: sentences(app)[-1].startswith("Oppgaver (CSV) er skrevet"))
        assert names_in(tmp_path) == ["2026-11-24 Evaluering – Brannøvelse – oppgaver.csv"]


# Saker


async def test_an_extract_is_of_all_saker_or_of_the_chosen_one(tmp_path: Path) -> None:
    app, _table = at_table(tmp_path)
    async with app.run_test() as pilot:
        await press(pilot, "f10", "5")
        assert offered(app, "items") == ["Alle saker", "1/26 Vikarbyrå", "2/26 Budsjett"]
        await press(pilot, "tab", "3")
        await until(pilot, lambda: "sak 2/26" in preview(app))
        assert "sak 1/26" not in preview(app)
        await press(pilot, "enter")
        await until(pilot, lambda: names_in(tmp_path))
        assert names_in(tmp_path)[0].endswith(" – saksutskrift sak 2-26.docx")
    app._workplace.archive.close()


async def test_the_saker_are_not_asked_for_where_another_document_is_chosen(
    tmp_path: Path,
) -> None:
    app, _table = at_table(tmp_path)
    async with app.run_test() as pilot:
        await press(pilot, "f10", "5", "tab", "3", "shift+tab", "1")
        assert not is_shown(app, "items")
        await press(pilot, "enter")
        await until(pilot, lambda: names_in(tmp_path))
        assert "sak" not in names_in(tmp_path)[0].partition("møte")[2]
    app._workplace.archive.close()


# The preview


async def test_the_preview_is_the_text_of_the_document_that_is_chosen(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await open_evaluation(pilot, "Rask respons")
        await press(pilot, "f10")
        await until(pilot, lambda: "Rask respons" in preview(app))
        assert "UTKAST" in preview(app)
        await press(pilot, "2")
        await until(pilot, lambda: "Innkalling: Brannøvelse" in preview(app))
        assert "Rask respons" not in preview(app)


async def test_the_pages_of_the_preview_are_turned_from_any_list(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await open_evaluation(pilot, *(f"Punkt nummer {number}" for number in range(40)))
        await press(pilot, "f10")
        await until(pilot, lambda: "Punkt nummer 39" in preview(app))
        assert "Evaluering" in on_the_wall(app)
        await press(pilot, "pagedown", "pagedown")
        assert dialog(app).query_one(Preview).scroll_offset.y > 0
        assert choices(app, "papers").chosen == "referat"
        await press(pilot, "pageup", "pageup")
        assert dialog(app).query_one(Preview).scroll_offset.y == 0


@pytest.mark.parametrize("size", [(80, 24), (160, 45), (20, 6)])
async def test_no_text_in_a_meeting_is_markup_in_the_preview_or_in_a_list(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app, table = at_table(tmp_path)
    table.add(*(clean(text) for text in HOSTILE if len(text) < 1000 and clean(text).strip()))
    async with app.run_test(size=size) as pilot:
        await press(pilot, "f10", "5")
        await until(pilot, lambda: "[@click=app.bell]" in preview(app).replace("\n", ""))
        assert "2/26 Budsjett" in offered(app, "items")
        assert any("[@click=app.bell]x[/]" in label for label in offered(app, "items"))
        assert "\x1b" not in preview(app) + "".join(offered(app, "items"))
    app._workplace.archive.close()


# What is exempt


async def test_the_version_is_asked_for_only_where_something_is_exempt(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await open_evaluation(pilot)
        await exempt_point(pilot, "f10")
        assert is_shown(app, "versions")
        assert says(app).startswith("INTERN UTGAVE, med det som er unntatt.")
        await press(pilot, "tab", "2")
        assert says(app) == "OFFENTLIG UTGAVE, uten det som er unntatt."
        await until(pilot, lambda: "offentlig utgave" in preview(app))
        assert SECRET not in preview(app)
        await press(pilot, "enter")
        await until(pilot, lambda: names_in(tmp_path))
        assert names_in(tmp_path)[0].endswith(" (offentlig).docx")


async def test_what_is_exempt_is_hidden_in_the_preview_until_it_is_asked_for(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        await open_evaluation(pilot, "Åpent for alle")
        await exempt_point(pilot, "f10")
        await until(pilot, lambda: MARK in preview(app))
        assert SECRET not in preview(app)
        assert "Åpent for alle" in preview(app)
        assert "Ctrl+B" in says(app)
        await press(pilot, "ctrl+b")
        await until(pilot, lambda: SECRET in preview(app))
        assert "Ctrl+B" not in says(app)
        await press(pilot, "ctrl+b")
        assert SECRET not in preview(app)


async def test_when_the_minute_is_over_it_is_hidden_before_the_next_preview_is_laid_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()
    go_on.set()

    def held_up(made: Document, width: int) -> list[Strip]:
        assert go_on.wait(60)
        return laid_out(made, width)

    monkeypatch.setattr(document_choice, "laid_out", held_up)
    async with running(tmp_path) as (app, pilot):
        await open_evaluation(pilot)
        await exempt_point(pilot, "ctrl+b", "f10")
        await until(pilot, lambda: SECRET in preview(app))
        go_on.clear()
        behind = app.screen_stack[-2]
        assert isinstance(behind, MeetingScreen)
        behind.show_exempt(False)  # what the timer does
        await press(pilot)
        assert SECRET not in preview(app)
        go_on.set()
        await until(pilot, lambda: MARK in preview(app))


async def test_the_title_of_an_exempt_sak_is_hidden_where_the_sak_is_chosen(
    tmp_path: Path,
) -> None:
    app, table = at_table(tmp_path)
    item = table.entry(1).item
    table.act(Change(item, replace(item, exempt="basis-1")))
    async with app.run_test() as pilot:
        await press(pilot, "f10", "5")
        assert offered(app, "items")[1] == f"1/26 {MARK}"
        await press(pilot, "ctrl+b")
        assert offered(app, "items")[1] == "1/26 Vikarbyrå"
    app._workplace.archive.close()


async def test_of_a_meeting_that_is_exempt_as_a_whole_nothing_is_shown_before_it_is_asked_for(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        await open_evaluation(pilot, SECRET)
        head = newest(app).head
        with action(app._workplace.archive, head.uid, "Prøve") as writer:
            Change(head, replace(head, exempt="basis-3")).apply(writer)
        await press(pilot, "f10")
        assert preview(app).startswith("Hele møtet er unntatt")
        await press(pilot, "ctrl+b")
        await until(pilot, lambda: SECRET in preview(app))


async def test_a_plan_of_the_series_asks_for_the_version_where_another_meetings_task_is_exempt(
    tmp_path: Path,
) -> None:
    app = whole_app(tmp_path)
    talks = Talks(app._workplace.archive)
    here = talks.begin(SPRING)
    later = talks.begin(AUTUMN)
    task = talks.agree(later, SECRET, "1.12.2026")
    talks.do(later, Change(task, replace(task, exempt="basis-1")))
    drafts.mark_opened(talks.archive, here.uid)
    async with app.run_test() as pilot:
        await press(pilot, "f10", "1")
        assert not is_shown(app, "versions")
        await press(pilot, "4")
        assert is_shown(app, "versions")
        await until(pilot, lambda: "Åpne oppgaver" in preview(app))
        assert SECRET not in preview(app)
    talks.archive.close()


# What is remembered


async def test_the_format_is_remembered_for_the_kind_and_the_document_follows_the_meeting(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        await open_evaluation(pilot, "Rask respons")
        await press(pilot, "f10", "3", "tab", FORMAT_OF["md"], "enter")
        await until(pilot, lambda: names_in(tmp_path))
        await press(pilot, "f10")
        assert (choices(app, "papers").chosen, choices(app, "formats").chosen) == ("referat", "md")
        await press(pilot, "escape", "escape")
        await begin(pilot, "h", "Legemidler")
        await press(pilot, "f10")
        assert choices(app, "formats").chosen == "docx"


async def test_what_was_left_by_esc_is_not_remembered(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await open_evaluation(pilot, "Rask respons")
        await press(pilot, "f10", "tab", FORMAT_OF["md"], "escape", "f10")
        assert choices(app, "formats").chosen == "docx"


async def test_the_version_is_remembered_and_always_told(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await open_evaluation(pilot)
        await exempt_point(pilot, "f10", "tab", "2", "enter")
        await until(pilot, lambda: names_in(tmp_path))
        await press(pilot, "f10")
        assert choices(app, "versions").chosen == "offentlig"
        assert says(app).startswith("OFFENTLIG UTGAVE")


async def test_a_meeting_with_one_version_does_not_change_which_one_is_remembered(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        last = app._workplace.last_documents
        last.remember("evaluering", LastDocument(public=True))
        await open_evaluation(pilot, "Rask respons")
        await press(pilot, "f10", "enter")
        await until(pilot, lambda: names_in(tmp_path))
        assert "(offentlig)" not in names_in(tmp_path)[0]
        assert last.of("evaluering") == LastDocument(public=True)


async def test_a_remembered_format_that_is_gone_falls_back_to_word(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        app._workplace.last_documents.remember("evaluering", LastDocument(format="wordperfect"))
        await open_evaluation(pilot, "Rask respons")
        await press(pilot, "f10")
        assert choices(app, "formats").chosen == "docx"


def test_what_is_remembered_is_in_the_settings_file_beside_the_users_own(tmp_path: Path) -> None:
    path = tmp_path / "innstillinger.toml"
    path.write_text('who = "Referent"\n', "utf-8")
    last = LastDocuments({}, lambda known: settings.change(path, last_documents=known))
    last.remember("ros", LastDocument(format="md", public=True))
    found = settings.load(path).settings
    assert found.who == "Referent"
    assert LastDocuments(found.last_documents).of("ros") == LastDocument(format="md", public=True)


def test_a_settings_file_with_a_mistake_is_left_and_the_choice_lasts_for_the_run(
    tmp_path: Path,
) -> None:
    path = tmp_path / "innstillinger.toml"
    path.write_text("who = ", "utf-8")
    last = LastDocuments({}, lambda known: settings.change(path, last_documents=known))
    last.remember("ros", LastDocument(format="md"))
    assert last.of("ros").format == "md"
    assert path.read_text("utf-8") == "who = "
