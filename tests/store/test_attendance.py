"""Came and left: how it is read, what is refused, and who can have said what."""

import pytest

from store import attendance
from store.database import Archive
from store.vocabulary import Presence, Stance
from tests.store.cooperation import Table


@pytest.fixture
def table(archive: Archive) -> Table:
    found = Table(archive)
    found.add("a", "b", "c")
    return found


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("13.30", "kl. 13.30"),
        ("kl 9", "kl. 09.00"),
        ("1330", "kl. 13.30"),
        ("etter sak 2", "etter sak 2/26"),
        ("sak 2/26", "etter sak 2/26"),
        ("Etter sak 3/2026", "etter sak 3/26"),
    ],
)
def test_a_time_or_a_sak_is_understood(table: Table, typed: str, said: str) -> None:
    table.fix()
    assert attendance.read(table.meeting, typed).said == said


def test_a_sak_is_known_by_its_place_until_it_has_a_number(table: Table) -> None:
    assert attendance.read(table.meeting, "etter sak 2").said == "etter sak 2"


@pytest.mark.parametrize("typed", ["", "midtveis", "25.00", "etter sak 9/26", "etter sak", "sak x"])
def test_anything_else_is_refused_with_a_sentence(table: Table, typed: str) -> None:
    table.fix()
    with pytest.raises(ValueError, match=r"\.$"):
        attendance.read(table.meeting, typed)


@pytest.mark.parametrize(
    ("came", "left"),
    [("kl. 10.00", "kl. 09.00"), ("etter sak 3/26", "etter sak 1/26"), ("kl. 10.00", "kl. 10.00")],
)
def test_nobody_leaves_before_they_came(table: Table, came: str, left: str) -> None:
    table.fix()
    with pytest.raises(ValueError, match="kan ikke gå"):
        attendance.refuse_backwards(table.meeting, "Delta", came, left)


@pytest.mark.parametrize(
    ("came", "left"),
    [("kl. 09.00", "kl. 10.00"), ("", "kl. 09.00"), ("etter sak 1/26", "kl. 09.00")],
)
def test_what_can_be_so_is_let_be(table: Table, came: str, left: str) -> None:
    table.fix()
    attendance.refuse_backwards(table.meeting, "Delta", came, left)


def why(table: Table, place: int = 2, party: str = "Fagforbundet") -> str:
    table.stand(party, Stance.AGREES, place=place)
    entry = table.entry(place)
    return attendance.why_not_there(table.meeting, entry.item, entry.positions[0])


def test_one_who_was_there_throughout_can_have_said_it(table: Table) -> None:
    assert why(table) == ""


def test_a_party_with_nobody_on_the_list_was_not_there(table: Table) -> None:
    assert why(table, party="Delta") == "var ikke til stede"


def test_one_who_did_not_come_was_not_there(table: Table) -> None:
    table.attend("HTV Fagforbundet", presence=Presence.ABSENT)
    assert why(table) == "var ikke til stede"


@pytest.mark.parametrize(
    ("left", "told"),
    [
        ("etter sak 1", "gikk etter sak 1"),
        ("etter sak 2", ""),
        ("kl. 08.30", "gikk kl. 08.30"),
        ("kl. 09.30", ""),
    ],
)
def test_one_who_had_left_by_sak_or_by_the_clock(table: Table, left: str, told: str) -> None:
    """The clock stands at nine."""
    table.attend("HTV Fagforbundet", left=left)
    assert why(table) == told


@pytest.mark.parametrize(
    ("came", "told"),
    [("etter sak 2", "kom etter sak 2"), ("etter sak 1", ""), ("kl. 09.30", "kom kl. 09.30")],
)
def test_one_who_had_not_come_yet(table: Table, came: str, told: str) -> None:
    table.attend("HTV Fagforbundet", came=came)
    assert why(table) == told


@pytest.mark.parametrize(("only_for", "told"), [("sak 3", "var bare med på sak 3"), ("sak 2", "")])
def test_one_who_was_there_for_one_sak_only(table: Table, only_for: str, told: str) -> None:
    table.attend("HTV Fagforbundet", only_for=only_for)
    assert why(table) == told


def test_a_sak_that_is_gone_tells_nothing(table: Table) -> None:
    table.attend("HTV Fagforbundet", left="etter sak 7")
    assert why(table) == ""


def contradictions(table: Table) -> list[str]:
    return list(attendance.contradictions(table.meeting))


def test_what_can_not_be_so_is_found_however_it_came_into_the_file(table: Table) -> None:
    assert contradictions(table) == []
    table.attend("HTV Fagforbundet", came="kl. 10.00", left="kl. 09.00")
    table.attend("Hovedverneombud", substitute_for="Ingen")
    assert contradictions(table) == [
        "HTV Fagforbundet gikk kl. 09.00, men kom kl. 10.00",
        "Hovedverneombud er vara for Ingen, som ikke står på lista",
    ]
