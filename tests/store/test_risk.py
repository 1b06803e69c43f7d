import msgspec
import pytest

from store.risk import (
    CONSEQUENCE_TYPES,
    DEFAULT_SCALE,
    FOUR_V,
    Level,
    Scale,
    ScoreRefused,
    Step,
    check_score,
    read_figures,
    score,
    spread,
)
from store.rows import RiskRow
from store.vocabulary import Measure


def steps(count: int) -> tuple[Step, ...]:
    return tuple(Step(word=f"Trinn {number}") for number in range(1, count + 1))


def levels(*limits: int) -> tuple[Level, ...]:
    return tuple(
        Level(word=f"Nivå {place}", colour_name="gul", upto=limit)
        for place, limit in enumerate(limits, 1)
    )


def scale(count: int, *limits: int) -> Scale:
    return Scale(likelihood=steps(count), consequence=steps(count), levels=levels(*limits))


@pytest.mark.parametrize("likelihood", range(1, 6))
@pytest.mark.parametrize("consequence", range(1, 6))
def test_the_default_scale_has_its_thresholds_at_4_and_9(likelihood: int, consequence: int) -> None:
    product = likelihood * consequence
    expected = "Lav" if product < 5 else "Middels" if product < 10 else "Høy"
    assert DEFAULT_SCALE.shown(likelihood, consequence) == f"{product} {expected}"
    assert DEFAULT_SCALE.rank(product) == ["Lav", "Middels", "Høy"].index(expected)
    assert DEFAULT_SCALE.is_lowest(product) == (expected == "Lav")
    assert DEFAULT_SCALE.is_highest(product) == (expected == "Høy")


def test_the_default_scale_has_the_words_of_the_domain() -> None:
    assert [step.word for step in DEFAULT_SCALE.likelihood] == [
        "Lite sannsynlig",
        "Mindre sannsynlig",
        "Sannsynlig",
        "Meget sannsynlig",
        "Svært sannsynlig",
    ]
    assert DEFAULT_SCALE.likelihood[2].explanation == "årlig"
    assert [step.word for step in DEFAULT_SCALE.consequence] == [
        "Ubetydelig",
        "Mindre alvorlig",
        "Betydelig",
        "Alvorlig",
        "Svært alvorlig",
    ]
    assert [(each.colour_name, each.upto) for each in DEFAULT_SCALE.levels] == [
        ("grønn", 4),
        ("gul", 9),
        ("rød", 25),
    ]


@pytest.mark.parametrize("figures", [(None, None), (3, None), (None, 3)])
def test_a_risk_without_both_figures_has_no_score(figures: tuple[int | None, int | None]) -> None:
    assert score(*figures) is None
    assert DEFAULT_SCALE.shown(*figures) == "·"


@pytest.mark.parametrize("product", [0, -1, 26])
def test_a_product_outside_the_scale_has_no_level(product: int) -> None:
    with pytest.raises(ScoreRefused, match="Risikoen går fra 1 til 25"):
        DEFAULT_SCALE.level(product)


@pytest.mark.parametrize(("count", "limits"), [(2, (1, 4)), (3, (2, 9)), (4, (3, 8, 16))])
def test_a_municipality_can_set_its_own_scale(count: int, limits: tuple[int, ...]) -> None:
    own = scale(count, *limits)
    assert own.top == count * count
    assert own.is_highest(own.top)
    assert own.is_lowest(1)


@pytest.mark.parametrize(
    ("count", "limits", "sentence"),
    [
        (1, (1, 2), "Sannsynlighet har 1 trinn, men en skala har fra 2 til 9."),
        (10, (50, 100), "Sannsynlighet har 10 trinn"),
        (3, (9,), "minst to nivåer"),
        (3, (4, 4, 9), "må stige fra 1 og oppover: 4, 4, 9"),
        (3, (6, 4, 9), "må stige"),
        (3, (0, 9), "må stige"),
        (3, (4, 8), "går til 8, men den høyeste risikoen er 9"),
        (3, (9, 12), "«Nivå 2» kan ikke nås"),
    ],
)
def test_a_scale_that_does_not_hang_together_is_refused_with_a_sentence(
    count: int, limits: tuple[int, ...], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        scale(count, *limits)


def test_consequence_is_checked_too() -> None:
    with pytest.raises(ValueError, match="Konsekvens har 1 trinn"):
        Scale(likelihood=steps(3), consequence=steps(1), levels=levels(1, 3))


def test_two_levels_cannot_have_the_same_word() -> None:
    twins = (
        Level(word="Høy", colour_name="gul", upto=4),
        Level(word="høy", colour_name="rød", upto=9),
    )
    with pytest.raises(ValueError, match="To nivåer har samme ord"):
        Scale(likelihood=steps(3), consequence=steps(3), levels=twins)


@pytest.mark.parametrize("word", ["", "  "])
def test_a_step_has_a_word(word: str) -> None:
    with pytest.raises(ValueError, match="Et trinn mangler et ord"):
        Step(word=word)


@pytest.mark.parametrize("word", ["Lav\x1b[31m", "Lav\nMiddels", "La\u202ev", "La\u200bv"])
def test_a_word_has_no_signs_that_cannot_be_shown(word: str) -> None:
    with pytest.raises(ValueError, match="tegn som ikke kan vises"):
        Level(word=word, colour_name="grønn", upto=4)


def test_a_scale_survives_json_and_refuses_what_it_does_not_know() -> None:
    text = msgspec.json.encode(DEFAULT_SCALE)
    assert msgspec.json.decode(text, type=Scale) == DEFAULT_SCALE
    with pytest.raises(msgspec.ValidationError, match="colour"):
        msgspec.json.decode(text.replace(b'"colour_name"', b'"colour"'), type=Scale)


@pytest.mark.parametrize(("value", "figure"), [(1, 1), (5, 5), ("3", 3), (" 4 ", 4)])
def test_a_figure_on_the_scale_is_taken(value: int | str, figure: int) -> None:
    assert check_score(value, 5) == figure


@pytest.mark.parametrize("value", [0, 6, -1, 55, "", "x", "²", "٣", "1.5", "9" * 5000])
def test_a_figure_outside_the_scale_is_refused_with_a_sentence(value: int | str) -> None:
    with pytest.raises(ScoreRefused) as refusal:
        check_score(value, 5, Measure.LIKELIHOOD)
    assert str(refusal.value) == "Sannsynlighet går fra 1 til 5. Skriv et av tallene."


@pytest.mark.parametrize("typed", ["232", "2 3 2", "2,3,2", " 2, 3, 2 "])
def test_the_rooms_own_figures_are_one_run_of_digits(typed: str) -> None:
    assert read_figures(typed, 5) == (2, 3, 2)


@pytest.mark.parametrize("typed", ["", "  ", " , "])
def test_no_digits_are_no_figures(typed: str) -> None:
    assert read_figures(typed, 5) == ()


@pytest.mark.parametrize("typed", ["236", "2x3", "20", "2-3", "²"])
def test_a_wrong_sign_refuses_the_whole_run(typed: str) -> None:
    with pytest.raises(ScoreRefused, match="skriv ett tall fra 1 til 5 for hver deltaker"):
        read_figures(typed, 5)


def test_a_refusal_does_not_repeat_a_control_character() -> None:
    with pytest.raises(ScoreRefused) as refusal:
        read_figures("2\x1b", 5)
    assert str(refusal.value).isprintable()


def test_the_spread_is_shown_with_the_figures() -> None:
    told = spread((2, 3, 2))
    assert told is not None
    assert told.shown == "2 3 2 (spredning 1)"
    assert (told.lowest, told.highest, told.spread, told.median) == (2, 3, 1, 2.0)


def test_the_median_of_an_even_number_of_figures_lies_between() -> None:
    told = spread((1, 4, 2, 5))
    assert told is not None
    assert (told.median, told.spread) == (3.0, 4)


def test_no_figures_have_no_spread() -> None:
    assert spread(()) is None


def test_the_types_of_consequence_are_the_handbooks_four() -> None:
    assert [each.shown for each in CONSEQUENCE_TYPES] == [
        "a) mennesker (kultur, arbeidsmiljø)",
        "b) materiell (ytre miljø)",
        "c) økonomi",
        "d) omdømme",
    ]


def test_each_of_the_four_v_is_a_field_of_a_risk() -> None:
    assert [(v.word, v.short) for v in FOUR_V] == [
        ("Viktig", "Vik"),
        ("Vanlig", "Van"),
        ("Vanskelig", "Vsk"),
        ("Variasjon", "Var"),
    ]
    assert {v.key for v in FOUR_V} <= set(RiskRow.__struct_fields__)
