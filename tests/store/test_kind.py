from importlib.resources import files
from pathlib import Path

import pytest

from store import definitions, kind
from store.definitions import RisksDefinition
from store.kind import Refused
from store.risk import DEFAULT_SCALE, Level, Scale, Step

OURS = files("store").joinpath("kinds")


def ours(name: str) -> str:
    return OURS.joinpath(f"{name}.toml").read_text("utf-8")


def test_the_wheel_has_the_five_stops_of_the_handbook() -> None:
    wheel = kind.load().by_id["internkontroll"]
    assert [stop.heading for stop in wheel.stops] == [
        "Hva kan gå galt?",
        "Hvor galt kan det gå?",
        "Hva er gjort for å unngå at det går galt?",
        "Er det nok?",
        "Oppfølging",
    ]
    assert wheel.start_key == "h"


def test_the_first_four_stops_see_the_same_risks() -> None:
    wheel = kind.load().by_id["internkontroll"]
    assert len({stop.section for stop in wheel.stops[:4]}) == 1


def test_the_evaluation_asks_the_three_questions() -> None:
    evaluation = kind.load().by_id["evaluering"]
    section = evaluation.section("punkter")
    assert isinstance(section, definitions.PointsDefinition)
    assert [column.question for column in section.columns] == [
        "Hva gjorde vi bra?",
        "Hva kunne/burde vært gjort bedre?",
        "Hvordan gjør vi det bedre neste gang?",
    ]


def test_a_kind_survives_being_kept_with_a_meeting() -> None:
    for each in kind.load().by_id.values():
        assert kind.decode(kind.encode(each)) == each


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (('title = "Evalueringsmøte"', 'tittel = "x"'), "feltet «tittel» er ukjent"),
        (('id = "evaluering"\n', ""), "feltet «id» mangler"),
        (
            ('title = "Evalueringsmøte"', "title = 3"),
            "«title» er av feil slag, og skal være en tekst",
        ),
        (('view = "bra"', 'view = "brå"'), "har visningen «brå»"),
        (('section = "fakta"', 'section = "fakat"'), "som ikke finnes"),
        (('key = "bra"\nsection', 'key = "fakta"\nsection'), "står to ganger"),
        (('name = "Barnehage"', 'name = "Skole"'), "Tjenesteområdet «Skole» står to ganger"),
        (('name = "Barnehage"', 'navn = "Barnehage"'), "feltet «name» .*mangler|«navn»"),
        (('title = "Evalueringsmøte"', "title = "), "linje|line"),
    ],
    ids=[
        *("ukjent", "mangler", "type", "visning", "seksjon", "dobbel"),
        *("område to ganger", "område uten navn", "syntaks"),
    ],
)
def test_a_mistake_is_named_with_its_file_place_and_reason(
    change: tuple[str, str], sentence: str
) -> None:
    text = ours("evaluering")
    assert change[0] in text
    with pytest.raises(Refused, match=sentence) as refusal:
        kind.read(text.replace(*change, 1), "min.toml")
    assert str(refusal.value).startswith("min.toml: ")


@pytest.mark.parametrize("of", ["internkontroll", "evaluering", "ros"])
def test_health_care_has_its_own_ground_beside_the_kinds(of: str) -> None:
    health = "Forskrift om ledelse og kvalitetsforbedring i helse- og omsorgstjenesten"
    found = kind.load().by_id[of]
    assert found.bases_in("helse og omsorg ") == ("Kommuneloven § 25-1", health)
    assert found.bases_in("Skole") == found.bases_in("") == ("Kommuneloven § 25-1",)


def test_the_users_kind_wins_over_ours_by_id(tmp_path: Path) -> None:
    text = ours("evaluering").replace('short = "Evaluering"', 'short = "Vår evaluering"')
    (tmp_path / "evaluering.toml").write_text(text, "utf-8")
    assert kind.load(tmp_path).by_id["evaluering"].short == "Vår evaluering"


def test_a_broken_file_is_named_and_the_others_load(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("id = ", "utf-8")
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "c.toml").write_text(
        ours("evaluering").replace('id = "evaluering"', 'id = "egen"'), "utf-8"
    )
    loaded = kind.load(tmp_path)
    assert [mistake.split(".toml")[0] for mistake in loaded.mistakes] == ["a", "b"]
    assert "egen" in loaded.by_id


def test_a_meeting_is_judged_on_the_municipalitys_own_scale() -> None:
    steps = tuple(Step(word=word) for word in ("Lite", "Noe", "Mye"))
    scale = Scale(
        likelihood=steps,
        consequence=steps,
        levels=(
            Level(word="Lav", colour_name="grønn", upto=3),
            Level(word="Høy", colour_name="rød", upto=9),
        ),
    )
    wheel = kind.load().by_id["internkontroll"].with_scale(scale)
    section = wheel.section("risikoer")
    assert isinstance(section, RisksDefinition)
    assert section.scale == scale
    assert scale != DEFAULT_SCALE


def test_a_folder_of_own_kinds_that_is_missing_holds_none(tmp_path: Path) -> None:
    assert kind.load(tmp_path / "finnes ikke").mistakes == ()
