"""What is no date: what asks, what is a kind of its own, what is refused; and the sort order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.deadline import DeadlineKind, sort_key, understand
from store.text import clean

TUESDAY = date(2026, 11, 24)
_THIS_CENTURY = st.dates(date(2000, 1, 1), date(2098, 12, 31))


@pytest.mark.parametrize(
    ("typed", "candidates"),
    [
        ("neste fredag", ("fre 27.11.2026 (uke 48)", "fre 04.12.2026 (uke 49)")),
        ("neste tirsdag", ("tir 01.12.2026 (uke 49)", "tir 08.12.2026 (uke 50)")),
        (
            "mars",
            ("man 01.03.2027 (uke 9)", "man 15.03.2027 (uke 11)", "ons 31.03.2027 (uke 13)"),
        ),
        ("i løpet av november", ("man 30.11.2026 (uke 49)",)),
        (
            "våren 2027",
            ("man 01.03.2027 (uke 9)", "tor 15.04.2027 (uke 15)", "man 31.05.2027 (uke 22)"),
        ),
        (
            "2027",
            ("man 04.01.2027 (uke 1)", "ons 30.06.2027 (uke 26)", "fre 31.12.2027 (uke 52)"),
        ),
        (
            "før sommeren",
            ("tir 01.06.2027 (uke 22)", "fre 18.06.2027 (uke 24)", "ons 30.06.2027 (uke 26)"),
        ),
        ("før høstferien", ("fre 01.10.2027 (uke 39)", "fre 08.10.2027 (uke 40)")),
        ("før 15.12", ("man 14.12.2026 (uke 51)", "tir 15.12.2026 (uke 51)")),
        ("før uke 50", ("fre 04.12.2026 (uke 49)", "fre 11.12.2026 (uke 50)")),
        ("torsdag eller fredag", ("tor 26.11.2026 (uke 48)", "fre 27.11.2026 (uke 48)")),
        ("ca. 1. desember", ("tir 01.12.2026 (uke 49)", "fre 04.12.2026 (uke 49)")),
        ("om et par uker", ("tir 08.12.2026 (uke 50)", "tir 15.12.2026 (uke 51)")),
        ("om 3-4 uker", ("tir 15.12.2026 (uke 51)", "tir 22.12.2026 (uke 52)")),
        ("15", ("tir 15.12.2026 (uke 51)", "fre 16.04.2027 (uke 15)")),
        ("1512", ("tir 15.12.2026 (uke 51)",)),
        ("helga", ("fre 27.11.2026 (uke 48)", "søn 29.11.2026 (uke 48)")),
        ("etter jul", ("man 28.12.2026 (uke 53)", "man 04.01.2027 (uke 1)")),
    ],
)
def test_what_has_several_meanings_asks(typed: str, candidates: tuple[str, ...]) -> None:
    found = understand(typed, TUESDAY)
    assert (found.kind, found.date) == (DeadlineKind.AMBIGUOUS, None)
    assert tuple(candidate.shown for candidate in found.candidates) == candidates


@pytest.mark.parametrize(
    ("kind", "word", "said"),
    [
        (DeadlineKind.ONGOING, "løpende", ("løpende", "Fortløpende", "ved behov")),
        (DeadlineKind.SOONEST, "snarest", ("snarest", "STRAKS", "så snart som mulig", "nå")),
        (DeadlineKind.NEXT_MEETING, "neste møte", ("neste møte", "innen neste møte")),
        (DeadlineKind.MISSING, "uten frist", ("", "  ", "?", "ikke avklart", "mangler")),
        (DeadlineKind.REPEATED, "gjentas: årlig", ("årlig", "Årlig")),
        (DeadlineKind.REPEATED, "gjentas: hver måned", ("hver måned",)),
        (DeadlineKind.REPEATED, "gjentas: årlig innen 1. mars", ("årlig innen 1. mars",)),
        (DeadlineKind.REPEATED, "gjentas: to ganger i året", ("to ganger i året",)),
    ],
)  # fmt: skip
def test_a_frist_without_a_day_is_a_kind_of_its_own(
    kind: DeadlineKind, word: str, said: tuple[str, ...]
) -> None:
    for typed in said:
        found = understand(typed, TUESDAY)
        assert (found.kind, found.date, found.shown) == (kind, None, word), typed


def test_the_next_meeting_shows_its_date_where_that_is_known() -> None:
    found = understand("til neste møte", TUESDAY, next_meeting=date(2026, 12, 10))
    assert found.shown == "neste møte (tor 10.12.2026)"
    assert found.date is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("torsdag 11.12", "11.12.2026 er en fredag, ikke en torsdag. Rett dagen eller datoen."),
        ("11.12 (uke 51)", "11.12.2026 er i uke 50, ikke i uke 51. Rett uka eller datoen."),
        ("31.11", "31. november finnes ikke. Skriv for eksempel 24.11.2026."),
        ("30. februar", "30. februar finnes ikke. Skriv for eksempel 24.11.2026."),
        ("29.2.27", "29. februar 2027 finnes ikke. Skriv for eksempel 24.11.2026."),
        ("uke 54", "Uke 54 finnes ikke. Et år har 52 eller 53 uker."),
        ("uke 0", "Uke 0 finnes ikke. Et år har 52 eller 53 uker."),
        ("uke 51-50", "Uke 51 til 50 går baklengs. Skriv for eksempel uke 50-51."),
        ("18.-15.12", "Den siste dagen er ikke etter den første. Skriv for eksempel 15.-17.12."),
        ("5. kvartal", "Det finnes ikke noe 5. kvartal: et år har 4."),
        ("femte fredag i mars", "Det er ikke så mange slike dager i mars. Skriv datoen."),
        ("kl 10", "Klokkeslettet mangler en dag. Skriv for eksempel fredag kl. 09.30."),
        ("fredag kl 25", "Klokka 25.00 finnes ikke. Skriv for eksempel kl. 09.30."),
        (
            "om 999 år",
            "Fristen er mer enn ti år fram. Skriv datoen, for eksempel 15.12.2030.",
        ),
        (
            "15.12 og 20.12",
            "Fristen nevner flere dager. Skriv én av dem, eller lag en oppgave for hver.",
        ),
        (
            "neste ledermøte",
            "Datoen for neste ledermøte er ikke kjent her. "
            "Skriv datoen, eller «neste møte» for det neste i denne rekka.",
        ),
        (
            "når det passer",
            "Fristen «når det passer» ble ikke forstått. "
            "Skriv for eksempel 24.11, uke 50, fredag, om 14 dager eller løpende.",
        ),
        ("a" * 201, "Fristen er på over 200 tegn. Skriv bare selve fristen."),
        ("x" * 50_000, "Fristen er på over 200 tegn. Skriv bare selve fristen."),
    ],
    ids=lambda text: text[:30],
)
def test_a_refused_frist_says_why(typed: str, sentence: str) -> None:
    found = understand(typed, TUESDAY)
    assert (found.kind, found.date) == (DeadlineKind.REFUSED, None)
    assert found.shown == sentence


@pytest.mark.parametrize("typed", ["🙂", "\x1b[31m", "\u202e\u200b", "\ud800", "½", "[/]"])
def test_what_nobody_says_is_refused_without_control_characters(typed: str) -> None:
    found = understand(typed, TUESDAY)
    assert found.kind is DeadlineKind.REFUSED
    assert found.shown.isprintable()
    assert found.shown.encode()


_SAID = (
    *(
        "før",
        "innen",
        "utgangen",
        "av",
        "neste",
        "siste",
        "fredag",
        "i",
        "uke",
        "50",
        "2027",
        "den",
    ),
    *(
        "mars",
        "31.",
        "om",
        "14",
        "dager",
        "-",
        "kl",
        "året",
        "29.02",
        "2902",
        "eller",
        "hver",
        "99",
    ),
    *("måneden", "kvartal", "1.", "jul", "0000", "w53", "2026", "våren", "/", ".", "ca.", "og"),
)


@given(st.one_of(st.text(), st.lists(st.sampled_from(_SAID)).map(" ".join)), _THIS_CENTURY)
def test_no_text_raises(typed: str, base: date) -> None:
    found = understand(typed, base)
    assert found.typed == typed
    assert (found.date is not None) == (found.kind is DeadlineKind.DATE)
    assert bool(found.candidates) == (found.kind is DeadlineKind.AMBIGUOUS)
    assert found.shown == clean(found.shown)


def test_tasks_are_sorted_by_how_soon_they_are_due() -> None:
    in_order = [
        sort_key("snarest", None),
        sort_key("dato", date(2026, 12, 1)),
        sort_key("neste_møte", None, date(2026, 12, 10)),
        sort_key(DeadlineKind.DATE, date(2026, 12, 11)),
        sort_key("neste_møte", None),
        sort_key("gjentas", None),
        sort_key("løpende", None),
        sort_key("mangler", None),
    ]
    backwards = in_order[::-1]
    assert sorted(backwards) == in_order


@pytest.mark.parametrize("kind", DeadlineKind)
def test_every_kind_can_be_sorted_with_every_other(kind: DeadlineKind) -> None:
    assert sort_key("snarest", None) <= sort_key(kind, None) <= sort_key("mangler", None)


def test_an_unknown_kind_is_no_frist() -> None:
    with pytest.raises(ValueError, match="ukjent"):
        sort_key("ukjent", None)
