"""The municipality's own Word template on the command line and in the settings."""

from pathlib import Path

import docx
import pytest

from store import settings
from tests.exports.templates import letterhead, norwegian
from tests.tui.command_line import CommandLine
from tests.tui.whole_app import begin, press, whole_app
from tui.locations import Locations

FROM_THE_TEMPLATE = "Dokumentet er laget i møtet."


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "kommunens mal.dotx"
    path.write_bytes(norwegian())
    return path


@pytest.fixture
def meeting(referat: CommandLine) -> str:
    return referat.done("ny", "evaluering", "--tittel", "Leirskole", "--enhet", "Skole").strip()


def text_of(path: str | Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path).strip()).paragraphs]


def use(places: Locations, **templates: str) -> None:
    settings.change(places.settings, templates=templates)


# mal


def test_the_fields_are_listed_with_what_they_give(referat: CommandLine) -> None:
    told = referat.done("mal")
    assert "{{innhold}}         her kommer selve dokumentet" in told
    assert "{{møteleder}}       møteleder" in told
    assert "innstillingene:" not in told


def test_the_templates_of_the_settings_are_listed(referat: CommandLine, places: Locations) -> None:
    places.settings.parent.mkdir(parents=True, exist_ok=True)
    for name in ("samtale.dotx", "kommune.dotx"):
        (places.settings.parent / name).write_bytes(letterhead())
    use(places, ros="samtale.dotx", alle="kommune.dotx")
    assert "ros: samtale.dotx\nalle: kommune.dotx" in referat.done("mal")


def test_a_template_is_checked_and_told_of(referat: CommandLine, template: Path) -> None:
    told = referat.done("mal", "sjekk", template).splitlines()
    assert told[0] == "Malen «kommunens mal.dotx» kan brukes."
    assert "Innholdet settes inn der malen har {{innhold}}." in told


def test_a_file_that_is_no_template_is_refused_in_one_sentence(
    referat: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "notat.txt").write_text("Hei", "utf-8")
    for wrong in (tmp_path / "notat.txt", tmp_path / "borte.dotx", tmp_path):
        answer = referat("mal", "sjekk", wrong)
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.startswith("Malen ")
        assert answer.err.count("\n") == 1


# eksport --mal


def test_a_document_is_written_on_the_template_that_is_named(
    referat: CommandLine, meeting: str, template: Path, tmp_path: Path
) -> None:
    written = referat.done("eksport", meeting, "--mal", template, "--til", tmp_path)
    assert FROM_THE_TEMPLATE in text_of(written)


def test_nothing_is_written_on_a_template_that_can_not_be_used(
    referat: CommandLine, meeting: str, tmp_path: Path
) -> None:
    answer = referat("eksport", meeting, "--mal", tmp_path / "borte.dotx", "--til", tmp_path)
    assert answer.code == 1
    assert answer.err.startswith("Malen ")
    assert not list(tmp_path.glob("*.docx"))


# The settings


def test_the_settings_template_of_the_meetings_kind_is_used_before_the_common_one(
    referat: CommandLine, meeting: str, places: Locations, tmp_path: Path
) -> None:
    (places.settings.parent / "evaluering.dotx").write_bytes(norwegian())
    (places.settings.parent / "brevark.docx").write_bytes(letterhead())
    use(places, evaluering="evaluering.dotx", alle="brevark.docx")
    assert FROM_THE_TEMPLATE in text_of(referat.done("eksport", meeting, "--til", tmp_path))


def test_the_common_template_is_used_for_a_kind_without_one(
    referat: CommandLine, meeting: str, places: Locations, template: Path, tmp_path: Path
) -> None:
    (places.settings.parent / "brevark.docx").write_bytes(letterhead())
    use(places, ros="brevark.docx", alle=str(template))
    assert FROM_THE_TEMPLATE in text_of(referat.done("eksport", meeting, "--til", tmp_path))


def test_the_template_that_is_named_wins_over_the_settings(
    referat: CommandLine, meeting: str, places: Locations, template: Path, tmp_path: Path
) -> None:
    bare = tmp_path / "brevark.docx"
    bare.write_bytes(letterhead())
    use(places, alle=str(template))
    written = referat.done("eksport", meeting, "--mal", bare, "--til", tmp_path)
    assert FROM_THE_TEMPLATE not in text_of(written)


def test_a_wrong_template_in_the_settings_is_told_of_once_and_the_minutes_are_written(
    referat: CommandLine, meeting: str, places: Locations, tmp_path: Path
) -> None:
    """Someone who needs the minutes is not to be left without them by a file that was moved."""
    second = referat.done("ny", "ros", "--tittel", "Skole").strip()
    use(places, alle="borte.dotx")
    answer = referat("eksport", meeting, second, "--til", tmp_path)
    assert answer.code == 0
    assert answer.err.count("Dokumentet er skrevet uten mal.") == 1
    assert [Path(line).exists() for line in answer.out.splitlines()] == [True, True]


async def test_the_minutes_are_written_on_the_settings_template_from_the_screen(
    tmp_path: Path, template: Path
) -> None:
    app = whole_app(tmp_path, templates={"internkontroll": str(template)})
    async with app.run_test() as pilot:
        await begin(pilot)
        await press(pilot, "ctrl+r")
        await app.workers.wait_for_complete()
    (written,) = (tmp_path / "Referat").glob("*.docx")
    assert FROM_THE_TEMPLATE in text_of(written)


async def test_the_screen_tells_of_a_template_that_can_not_be_used(tmp_path: Path) -> None:
    app = whole_app(tmp_path, templates={"alle": str(tmp_path / "borte.dotx")})
    async with app.run_test() as pilot:
        await begin(pilot)
        await press(pilot, "ctrl+r")
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert list((tmp_path / "Referat").glob("*.docx"))
    said = app.said  # type: ignore[attr-defined]
    assert any(each.endswith("Dokumentet er skrevet uten mal.") for each in said)


def test_a_template_that_is_not_there_and_one_of_no_kind_are_named_at_the_start(
    referat: CommandLine, places: Locations
) -> None:
    use(places, samarbeidsmote="kommune.dotx", ros="borte.dotx")
    answer = referat("liste")
    assert answer.code == 0
    assert "mal for «samarbeidsmote» brukes ikke, for en slik møtetype finnes ikke" in answer.err
    assert "mal for «ros» finnes ikke: borte.dotx." in answer.err


def test_fields_that_are_none_of_ours_are_told_of_when_a_document_is_written(
    referat: CommandLine, meeting: str, places: Locations, tmp_path: Path
) -> None:
    use(places, alle="mal.dotx")
    made = norwegian(lambda word: word.add_paragraph("{{saksbehandler}}") and None)
    (places.settings.parent / "mal.dotx").write_bytes(made)
    answer = referat("eksport", meeting, "--til", tmp_path)
    assert "felt som ikke finnes, og som står ufylt: {{saksbehandler}}." in answer.err
