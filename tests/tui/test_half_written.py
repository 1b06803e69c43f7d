"""What stands half written in the real app: kept in every box, and named before closing."""

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from screens.check import CheckScreen
from screens.dialogs import Ask, Choose
from store import drafts
from tests.series_of_talks import SPRING, Talks
from tests.tui.bad_input import sentences
from tests.tui.busy_file import locked
from tests.tui.whole_app import begin, newest, press, running, type_in
from tui.app import ReferatApp

TO_THE_END = ("f8", "f8", "f8", "f8")
BEGUN = {
    "day of the next meeting": (TO_THE_END, ("f",)),
    "note to the next meeting": (TO_THE_END, ("f", "enter")),
    "number of an avvik": (("'Feil liste", "enter", "f6", "'Ny", "enter", *TO_THE_END), ("v", "2")),
    "reason for reopening": (("ctrl+l", "a"), ("ctrl+l", "4")),
    "who has approved": (("ctrl+l", "a"), ("ctrl+l", "2")),
    "sender of a remark": (("ctrl+l", "a"), ("ctrl+l", "3")),
    "words of a remark": (("ctrl+l", "a"), ("ctrl+l", "3", "'Rektor", "enter")),
    "remark in the register": (
        ("f3", "'Kjøpe", "enter", "enter", "enter", "escape"),
        ("o", "s", "tab"),
    ),
    "frist in the register": (
        ("f3", "'Kjøpe", "enter", "enter", "enter", "escape"),
        ("o", "s", "tab", "tab"),
    ),
    "field of the head": ((), ("ctrl+o",)),
    "new participant": ((), ("ctrl+o", "f8")),
    "role of a participant": (
        ("ctrl+o", "f8", "'Rektor", "enter", "escape"),
        ("ctrl+o", "f8", "r"),
    ),
    "when a participant came": (
        ("ctrl+o", "f8", "'Rektor", "enter", "escape"),
        ("ctrl+o", "f8", "k"),
    ),
    "day of a sitting": ((), ("ctrl+o", "f7")),
    "next theme": ((), ("ctrl+t",)),
}
"""What leads to a box the first time, and the keys that open it each time."""

boxes = pytest.mark.parametrize(("first", "opening"), BEGUN.values(), ids=BEGUN)


async def act(pilot: Pilot[None], *acts: str) -> None:
    """Press keys, and type the texts that have an apostrophe before them."""
    for each in acts:
        if each.startswith("'"):
            await type_in(pilot, each[1:])
        else:
            await press(pilot, each)


def typed(app: ReferatApp) -> str:
    """What stands in the line that has the focus."""
    assert isinstance(app.focused, Input)
    return app.focused.value


@boxes
async def test_a_half_word_in_a_box_stands_there_again_after_a_kill(
    tmp_path: Path, first: tuple[str, ...], opening: tuple[str, ...]
) -> None:
    async with running(tmp_path) as (_, pilot):
        await begin(pilot)
        await act(pilot, *first, *opening, "'halvt or")
    async with running(tmp_path) as (app, pilot):
        await act(pilot, *opening)
        assert typed(app).endswith("halvt or")


async def test_a_half_corrected_point_stands_there_again_after_a_kill(tmp_path: Path) -> None:
    async with running(tmp_path) as (_, pilot):
        await begin(pilot, "e", "Øvelse")
        await act(pilot, "'Alarmen gikk", "enter", "up", "e", "' kl. 1")
    async with running(tmp_path) as (app, pilot):
        await act(pilot, "up", "e", "'0", "enter")
        assert newest(app).notes[0].text == "Alarmen gikk kl. 10"
        assert drafts.places(app._workplace.archive, newest(app).uid) == ()


async def test_a_dialog_that_is_left_keeps_what_was_typed_and_an_answer_forgets_it(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        await begin(pilot)
        await act(pilot, *TO_THE_END, "f", "'15.1", "escape", "f")
        assert typed(app) == "15.1"
        await act(pilot, "'2", "enter", "escape")
        meeting = newest(app)
        assert str(meeting.head.next_meeting) == "2026-12-15"
        assert drafts.places(app._workplace.archive, meeting.uid) == ()


@pytest.mark.usefixtures("short_waits")
@pytest.mark.parametrize(
    ("first", "opening"),
    [BEGUN["number of an avvik"], BEGUN["role of a participant"], BEGUN["reason for reopening"]],
)
async def test_an_answer_that_cannot_be_written_stays_in_the_dialog(
    tmp_path: Path, first: tuple[str, ...], opening: tuple[str, ...]
) -> None:
    async with running(tmp_path) as (app, pilot):
        await begin(pilot)
        await act(pilot, *first, *opening, "'svaret")
        with locked(tmp_path):
            await act(pilot, "enter")
            assert isinstance(app.screen, Ask)
            assert typed(app) == "svaret"
            assert any("kunne ikke skrives nå" in sentence for sentence in sentences(app))
        await act(pilot, "enter")
        assert not isinstance(app.screen, Ask)


@pytest.mark.usefixtures("short_waits")
@pytest.mark.parametrize("opening", [("ctrl+o", "f8"), ("ctrl+t", "shift+tab")])
async def test_pasted_participants_that_cannot_be_written_stand_in_the_line(
    tmp_path: Path, opening: tuple[str, ...]
) -> None:
    async with running(tmp_path) as (app, pilot):
        await begin(pilot)
        await act(pilot, *opening)
        with locked(tmp_path):
            app.post_message(events.Paste("Rektor\nInspektør\nVerneombud"))
            await act(pilot)
            await pilot.pause()
            assert typed(app) == "Rektor, Inspektør, Verneombud"
        await act(pilot, "enter")
        assert typed(app) == ""


async def test_pasted_participants_who_stand_on_the_list_already_stand_in_the_line(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        await begin(pilot)
        await act(pilot, "ctrl+o", "f8", "'Rektor, Inspektør", "enter")
        app.post_message(events.Paste("Rektor\nInspektør"))
        await pilot.pause()
        await act(pilot)
        assert typed(app) == "Rektor, Inspektør"


async def test_pasted_participants_of_a_planned_meeting_leave_no_half_written_text(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        await act(pilot, "h", "'Vold", "shift+tab")
        app.post_message(events.Paste("Rektor\nInspektør"))
        await pilot.pause()
        await act(pilot, "escape", "h", "shift+tab")
        assert typed(app) == ""


# The check before closing


SAK = ("f8", "'Vikarbyrå", "enter", "f5", "f8")
LINES: dict[str, tuple[str, tuple[str, ...], str]] = {
    "a task that was put away": (
        "h",
        ("f3", "'Kjøpe signalfløyter", "escape"),
        "Halvskrevet oppgave: «Kjøpe signalfløyter»",
    ),
    "a task on a sak": (
        "s",
        (*SAK, "f3", "'Evaluere", "escape", "f8"),
        "Halvskrevet oppgave: «Evaluere»",
    ),
    "an ansvar of a task": (
        "h",
        ("f3", "'Kjøpe fløyter", "enter", "'Enhetsl", "escape"),
        "Halvskrevet oppgave: «Kjøpe fløyter»",
    ),
    "a decision that was put away": (
        "e",
        ("f8", "f2", "'Vi gjør", "escape"),
        "Halvskrevet beslutning: «Vi gjør»",
    ),
    "a task whose line is open": ("h", ("f3", "'Kjøpe"), "Halvskrevet oppgave: «Kjøpe»"),
    "a correction of a decision": (
        "h",
        ("f2", "'Vi gjør", "enter", *TO_THE_END, "e", "' det", "escape", "f7"),
        "Halvskrevet rettelse av beslutning: «Vi gjør det»",
    ),
    "a risk in the line": ("h", ("'Feil li", "f8"), "Halvskrevet risiko: «Feil li»"),
    "a cause that was put away": (
        "h",
        ("'Feil liste", "enter", "f4", "'Epikr", "escape"),
        "Halvskrevet årsak til risiko 1: «Epikr»",
    ),
    "a control, from another stop": (
        "h",
        ("'Feil liste", "enter", "f8", "k", "'Dobb", "escape", "f8", "f8"),
        "Halvskrevet kontroll på risiko 1: «Dobb»",
    ),
    "a point in the line": (
        "e",
        ("f8", "'Rask re", "f7"),
        "Halvskrevet punkt under «Bra»: «Rask re»",
    ),
    "a correction of a point": (
        "e",
        ("'Alarm", "enter", "up", "e", "'en", "escape", "f8"),
        "Halvskrevet rettelse av punkt: «Alarmen»",
    ),
    "a note to the next meeting": (
        "h",
        (*TO_THE_END, "f", "enter", "'Samme ro", "escape", "f7"),
        "Halvskrevet merknad til neste møte: «Samme ro»",
    ),
    "a day of the next meeting": (
        "e",
        (*TO_THE_END, "f", "'15.", "escape"),
        "Halvskrevet dato for neste møte: «15.»",
    ),
    "a number of an avvik": (
        "h",
        (*BEGUN["number of an avvik"][0], "v", "2", "'11", "escape", "f7"),
        "Halvskrevet nummer på avvik: «11»",
    ),
    "a new participant": (
        "h",
        ("ctrl+o", "f8", "'Rekt", "escape"),
        "Halvskrevet deltaker: «Rekt»",
    ),
    "a role of a participant": (
        "h",
        ("ctrl+o", "f8", "'Rektor", "enter", "up", "r", "'Møtel", "escape", "escape"),
        "Halvskrevet opplysning om deltaker: «Møtel»",
    ),
}


@pytest.mark.parametrize(("kind", "acts", "sentence"), LINES.values(), ids=LINES)
async def test_what_stands_half_written_is_named_before_closing_and_enter_goes_on_with_it(
    tmp_path: Path, kind: str, acts: tuple[str, ...], sentence: str
) -> None:
    async with running(tmp_path) as (app, pilot):
        await begin(pilot, kind, "Øvelse")
        await act(pilot, *acts, "ctrl+l")
        screen = app.screen
        assert isinstance(screen, CheckScreen)
        found = [finding.text for finding in screen._findings]
        assert sentence in found
        assert len([text for text in found if text.startswith("Halvskrevet")]) == 1
        await act(pilot, *["down"] * found.index(sentence), "enter")
        await pilot.pause()
        text = sentence.rpartition("«")[2].removesuffix("»")
        lines = app.screen.query(Input)
        assert text in [line.value for line in lines if line.display]
        assert isinstance(app.focused, Input)


OF_OTHER_KINDS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "a text of a sak": (
        "s",
        (*SAK, "b", "'Innleie", "escape"),
        "Halvskrevet bakgrunn til sak 1/26: «Innleie»",
    ),
    "a text of a sak whose box is open": (
        "s",
        (*SAK, "k", "'Innføres fra"),
        "Halvskrevet konklusjon i sak 1/26: «Innføres fra»",
    ),
    "a position's words": (
        "s",
        ("ctrl+o", "f8", "'HTV Fagforbundet", "enter", "escape", *SAK, "y", "3", "3", "'at det"),
        "Halvskrevet begrunnelse fra Fagforbundet i sak 1/26: «at det»",
    ),
    "a new sak": ("s", ("f8", "'Vikarb", "f7"), "Halvskrevet sak: «Vikarb»"),
    "a sak's title": (
        "s",
        ("f8", "'Vikar", "enter", "up", "e", "'byrå", "escape"),
        "Halvskrevet tittel på sak 1: «Vikarbyrå»",
    ),
    "a sak's number": (
        "s",
        (*SAK, "f7", "up", "n", "'7", "escape"),
        "Halvskrevet nummer på sak 1/26: «1/267»",
    ),
    "a figure": ("r", ("f8", "'mange", "enter", "f8"), "Halvskrevet tall for «Nærvær»: «mange»"),
    "a head field of the kind's own": (
        "r",
        ("ctrl+o", "shift+tab", "shift+tab", "'3. ter"),
        "Halvskrevet møteopplysning: «3. ter»",
    ),
}


@pytest.mark.parametrize(("kind", "acts", "sentence"), OF_OTHER_KINDS.values(), ids=OF_OTHER_KINDS)
async def test_after_a_kill_it_is_named_before_closing_and_enter_goes_on_with_it(
    tmp_path: Path, kind: str, acts: tuple[str, ...], sentence: str
) -> None:
    async with running(tmp_path) as (_, pilot):
        await begin(pilot, kind, "Øvelse")
        await act(pilot, *acts)
    async with running(tmp_path) as (app, pilot):
        await act(pilot, "ctrl+l")
        assert half_written_in(app) == [sentence]
        await go_on_with(app, pilot, sentence)
        assert typed(app) == sentence.rpartition("«")[2].removesuffix("»")


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("m", "'Halvveis", "Halvskrevet merknad til oppgave 2 fra før: «Halvveis»"),
        ("n", "'uke", "Halvskrevet ny frist på oppgave 2 fra før: «uke»"),
    ],
)
async def test_what_is_said_of_a_carried_task_is_named_and_gone_on_with_after_a_kill(
    tmp_path: Path, key: str, text: str, sentence: str
) -> None:
    async with running(tmp_path) as (app, pilot):
        talks = Talks(app._workplace.archive)
        last = talks.begin(SPRING)
        for task in ("Plan", "Kurs"):
            talks.agree(last, task)
        talks.close(last)
        drafts.mark_opened(app._workplace.archive, talks.begin().uid)
    async with running(tmp_path) as (_, pilot):
        await act(pilot, "down", key, text)
    async with running(tmp_path) as (app, pilot):
        await act(pilot, "f8", "ctrl+l")
        assert half_written_in(app) == [sentence]
        await go_on_with(app, pilot, sentence)
        assert typed(app) == text[1:]


async def test_a_head_field_that_is_written_leaves_nothing_half_written(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await begin(pilot, "r", "Øvelse")
        await act(pilot, "ctrl+o", "shift+tab", "shift+tab", "'2. ter", "enter", "escape")
        meeting = newest(app)
        assert meeting.said_in_head("periode") == "2. tertial"
        assert drafts.places(app._workplace.archive, meeting.uid) == ()


async def test_a_closed_meeting_names_what_stands_half_written_of_its_next_step(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as (app, pilot):
        await begin(pilot)
        await act(pilot, "'Feil li", "ctrl+l", "a", "ctrl+l", "2", "'Møte", "escape", "ctrl+l")
        assert isinstance(app.screen, Choose)
        choices = app.screen.query_one(OptionList)
        shown = [str(option.prompt) for option in choices.options]
        assert [text for text in shown if "Halvskrevet" in text] == [
            "5  Halvskrevet svar på hvem som har godkjent: «Møte»"
        ]
        await act(pilot, "5")
        assert typed(app) == "Møte"


def half_written_in(app: ReferatApp) -> list[str]:
    """What the check before closing says is half written."""
    assert isinstance(app.screen, CheckScreen)
    found = [finding.text for finding in app.screen._findings]
    return [text for text in found if text.startswith("Halvskrevet")]


async def go_on_with(app: ReferatApp, pilot: Pilot[None], sentence: str) -> None:
    """Choose a sentence of the check."""
    assert isinstance(app.screen, CheckScreen)
    found = [finding.text for finding in app.screen._findings]
    await act(pilot, *["down"] * found.index(sentence), "enter")
    await pilot.pause()


async def test_a_task_on_a_risk_is_gone_on_with_on_that_risk(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await begin(pilot)
        await act(pilot, "'En", "enter", "f4", "'for", "escape", "'To", "enter", "f8", "ctrl+l")
        assert isinstance(app.screen, CheckScreen)
        found = [finding.text for finding in app.screen._findings]
        await act(pilot, *["down"] * found.index("Halvskrevet årsak til risiko 1: «for»"), "enter")
        await act(pilot, "'di", "enter")
        meeting = newest(app)
        assert [(row.text, row.risk) for row in meeting.causes] == [("fordi", meeting.risks[0].uid)]


async def test_what_was_finished_is_not_half_written(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await begin(pilot)
        await act(pilot, "'Feil liste", "enter", "f4", "'Epikrise", "enter", "escape")
        await act(pilot, "f2", "'Vi gjør det", "enter", "f3", "'Ny rutine", *["enter"] * 3)
        await act(pilot, *TO_THE_END, "f", "'15.12", "enter", "'kl. 9", "enter", "ctrl+l")
        assert isinstance(app.screen, CheckScreen)
        found = [finding.text for finding in app.screen._findings]
        assert [text for text in found if text.startswith("Halvskrevet")] == []


async def test_breaking_off_tells_how_many_texts_are_half_written(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        await begin(pilot)
        await act(pilot, "'Feil", "f3", "'Kjøpe", "escape", "ctrl+n")
        question = str(app.screen.query_one("#question", Static).content)
        assert "2 tekster er halvskrevet" in question
        await act(pilot, "escape", "f3", "ctrl+u", "escape", "ctrl+n")
        question = str(app.screen.query_one("#question", Static).content)
        assert "Én tekst er halvskrevet" in question
