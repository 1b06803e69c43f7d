import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.responsible import DEFAULT_ALIASES, KNOWN_ROLES, complete, suggest, understand

KNOWN = (
    "Enhetsleder helse og mestring",
    "Enhetsleder skole",
    "Fagsykepleier",
    "Avdelingsleder",
    "Styrer/pedagogisk leder",
    "Barn, unge og familie",
    "Hovedtillitsvalgt Fagforbundet",
)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Rektor", ("Rektor",)),
        ("Rektor, Inspektør", ("Rektor", "Inspektør")),
        ("Rektor/Inspektør", ("Rektor", "Inspektør")),
        ("Rektor og Inspektør", ("Rektor", "Inspektør")),
        ("Rektor; Inspektør & Vaktmester", ("Rektor", "Inspektør", "Vaktmester")),
        ("Rektor,, Inspektør,", ("Rektor", "Inspektør")),
        ("Rektor og", ("Rektor",)),
        ("Mogop", ("Mogop",)),
    ],
)
def test_names_are_split_in_the_order_they_were_said(typed: str, names: tuple[str, ...]) -> None:
    assert understand(typed).names == names


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Enhetsleder helse og mestring", ("Enhetsleder helse og mestring",)),
        ("enhetsleder HELSE OG mestring", ("Enhetsleder helse og mestring",)),
        ("Enhetsleder helse & mestring", ("Enhetsleder helse og mestring",)),
        ("Enhetsleder  helse og   mestring", ("Enhetsleder helse og mestring",)),
        ("EL helse og mestring", ("Enhetsleder helse og mestring",)),
        (
            "Enhetsleder helse og mestring og rektor",
            ("Enhetsleder helse og mestring", "Rektor"),
        ),
        ("styrer / pedagogisk leder, KD", ("Styrer/pedagogisk leder", "Kommunedirektør")),
        ("barn,unge og familie/HVO", ("Barn, unge og familie", "Hovedverneombud")),
        ("Enhetsleder helse og mestringen", ("Enhetsleder helse", "mestringen")),
    ],
)
def test_a_known_role_is_never_split(typed: str, names: tuple[str, ...]) -> None:
    assert understand(typed, KNOWN).names == names


def test_a_role_known_by_its_alias_only_is_never_split() -> None:
    aliases = {"HM": "Enhetsleder helse og mestring"}
    typed = "hm, Rektor og enhetsleder helse og mestring"
    assert understand(typed, (), aliases).names == ("Enhetsleder helse og mestring", "Rektor")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("KD", "Kommunedirektør"),
        ("akd", "Assisterende kommunedirektør"),
        ("HVO", "Hovedverneombud"),
        ("VO", "Verneombud"),
        ("HTV", "Hovedtillitsvalgt"),
        ("HTV Fagforbundet", "Hovedtillitsvalgt Fagforbundet"),
        ("el skole", "Enhetsleder skole"),
        ("Elektriker", "Elektriker"),
    ],
)
def test_an_alias_stands_for_its_role_and_what_follows_is_kept(typed: str, name: str) -> None:
    assert understand(typed, KNOWN, DEFAULT_ALIASES).names == (name,)


def test_without_aliases_a_short_form_is_a_name_like_others() -> None:
    assert understand("KD", (), {}).names == ("KD",)


def test_a_name_said_twice_counts_once() -> None:
    assert understand("KD, kommunedirektør og Kd").names == ("Kommunedirektør",)


def test_the_spelling_that_is_known_wins() -> None:
    assert understand("fAGSYKEPLEIER", KNOWN).names == ("Fagsykepleier",)


def test_what_was_typed_is_kept_as_it_was() -> None:
    assert understand(" KD ,  rektor ").typed == " KD ,  rektor "


@pytest.mark.parametrize("typed", ["", "  ", "-", "?", "ingen", "Ikke avklart", ",", "og"])
def test_nobody_draws_a_warning(typed: str) -> None:
    found = understand(typed)
    assert found.names == ()
    assert found.warnings == ("Oppgaven har ingen ansvarlig.",)


@pytest.mark.parametrize("typed", ["Alle", "alle sammen", "Vi"])
def test_everybody_draws_a_warning(typed: str) -> None:
    found = understand(typed)
    assert found.names == (typed,)
    assert found.warnings == (f"«{typed}» er ingen bestemt: nevn den som har ansvaret.",)


def test_somebody_absent_must_be_confirmed() -> None:
    found = understand("KD og rektor", absent=["kommunedirektør"])
    assert found.warnings == ("Kommunedirektør er ikke til stede: må bekreftes.",)


def test_a_very_long_name_is_kept_and_warned_about() -> None:
    found = understand("x" * 201)
    assert found.names == ("x" * 201,)
    assert "over 200 tegn" in found.warnings[0]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(",;/& og"))))
def test_no_text_raises_and_no_name_is_empty(typed: str) -> None:
    found = understand(typed, KNOWN, DEFAULT_ALIASES, ["KD"])
    assert found.typed == typed
    assert all(name.strip() for name in found.names)
    assert found.names or found.warnings
    for choice in suggest(typed, KNOWN, DEFAULT_ALIASES):
        assert complete(typed, choice).endswith(choice)


@pytest.mark.parametrize(
    "typed", ["og " * 20_000, " " * 50_000, "&" * 50_000, "styrer" + " " * 50_000 + "x"]
)
def test_a_text_of_any_length_is_read(typed: str) -> None:
    assert understand(typed, KNOWN).typed == typed


@pytest.mark.parametrize("name", [*KNOWN, *KNOWN_ROLES])
def test_every_known_name_is_understood_as_itself(name: str) -> None:
    assert understand(name, KNOWN).names == (name,)


@pytest.mark.parametrize(
    ("typed", "first", "completed"),
    [
        ("fag", "Fagsykepleier", "Fagsykepleier"),
        ("fs", "Fagsykepleier", "Fagsykepleier"),
        ("ehm", "Enhetsleder helse og mestring", "Enhetsleder helse og mestring"),
        ("skole", "Enhetsleder skole", "Enhetsleder skole"),
        ("kd", "Kommunedirektør", "Kommunedirektør"),
        ("htv fag", "Hovedtillitsvalgt Fagforbundet", "Hovedtillitsvalgt Fagforbundet"),
        ("Rektor, fs", "Fagsykepleier", "Rektor, Fagsykepleier"),
        ("Rektor og av", "Avdelingsleder", "Rektor og Avdelingsleder"),
        (
            "Rektor/Enhetsleder helse og m",
            "Enhetsleder helse og mestring",
            "Rektor/Enhetsleder helse og mestring",
        ),
        ("KD og barn, u", "Barn, unge og familie", "KD og Barn, unge og familie"),
    ],
)
def test_the_last_name_being_typed_is_completed(typed: str, first: str, completed: str) -> None:
    suggestions = suggest(typed, KNOWN, DEFAULT_ALIASES)
    assert suggestions[0] == first
    assert complete(typed, first) == completed


def test_suggestions_keep_the_order_of_the_known_names() -> None:
    assert suggest("e", ("Elev", "Rektor", "Enhetsleder"), {}) == ("Elev", "Enhetsleder")


def test_somebody_already_named_is_not_suggested_again() -> None:
    assert suggest("Enhetsleder skole, enh", KNOWN, {}) == ("Enhetsleder helse og mestring",)


@pytest.mark.parametrize("typed", ["", "Rektor, ", "Fagsykepleier"])
def test_nothing_is_suggested_where_nothing_is_missing(typed: str) -> None:
    assert suggest(typed, KNOWN, {}) == ()
