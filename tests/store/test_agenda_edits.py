from datetime import date

import pytest

from store import agenda_edits, item_numbers, kind, meetings, protocols
from store.agreed_edits import Where, add_decision
from store.database import Archive
from store.edits import Refused
from store.undo import undo
from store.vocabulary import ItemText, ItemType, Outcome, Stance
from tests.store.cooperation import Table


@pytest.fixture
def table(archive: Archive) -> Table:
    return Table(archive)


def titles(table: Table) -> list[str]:
    return [entry.item.text for entry in table.entries]


def test_saker_stand_in_the_order_they_were_written_and_have_no_number_yet(table: Table) -> None:
    table.add("a", "b")
    assert titles(table) == ["a", "b"]
    assert table.labels == ["1.", "2."]


def test_fixing_the_agenda_numbers_the_saker_in_order(table: Table) -> None:
    table.add("a", "b", "c")
    table.act(agenda_edits.move(table.entries, table.entry(3).item, -1))
    table.fix()
    assert list(zip(titles(table), table.labels, strict=True)) == [
        ("a", "1/26"),
        ("c", "2/26"),
        ("b", "3/26"),
    ]


def test_the_numbers_go_on_from_the_last_meeting_of_the_series(archive: Archive) -> None:
    first = Table(archive, date(2026, 9, 8))
    first.add("a", "b")
    first.fix()
    second = Table(archive, date(2026, 11, 24))
    second.add("c")
    second.fix()
    assert second.labels == ["3/26"]


def test_the_numbers_begin_at_one_each_year(archive: Archive) -> None:
    first = Table(archive, date(2026, 12, 8))
    first.add("a", "b")
    first.fix()
    second = Table(archive, date(2027, 1, 12))
    second.add("c")
    second.fix()
    assert second.labels == ["1/27"]


def test_another_units_numbers_are_its_own(archive: Archive) -> None:
    first = Table(archive, unit="Skole")
    first.add("a", "b")
    first.fix()
    second = Table(archive, unit="Barnehage")
    second.add("c")
    second.fix()
    assert second.labels == ["1/26"]


def test_meetings_without_a_unit_do_not_share_their_numbers(archive: Archive) -> None:
    for _meeting in range(2):
        alone = Table(archive, unit="")
        alone.add("a")
        alone.fix()
        assert alone.labels == ["1/26"]


def test_a_late_sak_gets_the_next_number_when_it_is_added(table: Table) -> None:
    table.add("a", "b")
    table.fix()
    table.add("c")
    assert table.labels == ["1/26", "2/26", "3/26"]


def test_fixing_an_agenda_that_is_fixed_is_no_act(table: Table) -> None:
    table.add("a")
    table.fix()
    assert agenda_edits.fix(table.meeting) is None


def test_the_order_can_not_be_changed_once_the_agenda_is_fixed(table: Table) -> None:
    table.add("a", "b")
    table.fix()
    with pytest.raises(Refused, match="fastsatt"):
        agenda_edits.move(table.entries, table.entry(1).item, 1)


def test_undo_takes_the_numbers_back_and_the_order_is_free_again(table: Table) -> None:
    table.add("a", "b")
    table.fix()
    undo(table.archive, table.uid)
    table.act(agenda_edits.move(table.entries, table.entry(1).item, 1))
    assert titles(table) == ["b", "a"]


def test_a_number_is_corrected_by_hand_and_the_next_one_follows_it(table: Table) -> None:
    table.add("a")
    table.fix()
    table.act(agenda_edits.set_number(table.meeting, table.entry().item, "34"))
    table.add("b")
    assert table.labels == ["34/26", "35/26"]


def test_two_saker_of_the_series_year_can_not_have_one_number(archive: Archive) -> None:
    first = Table(archive, date(2026, 9, 8))
    first.add("a")
    first.fix()
    second = Table(archive, date(2026, 11, 24))
    second.add("b")
    second.fix()
    edit = agenda_edits.set_number(second.meeting, second.entry().item, "1/26")
    with pytest.raises(Refused, match=r"Nummer 1/26 er brukt i «Samarbeidsmøte 2026-09-08»"):
        second.act(edit)
    assert second.labels == ["2/26"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("36", (36, 2026)),
        ("36/25", (36, 2025)),
        ("sak 36/2026", (36, 2026)),
        (" 7 / 26", (7, 2026)),
    ],
)
def test_a_number_is_read_with_or_without_its_year(typed: str, read: tuple[int, int]) -> None:
    assert item_numbers.read(typed, 2026) == read


@pytest.mark.parametrize("typed", ["", "0", "a", "36/", "36/1", "-3", "٣", "1234567"])
def test_what_is_no_number_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match="er ikke et saksnummer"):
        item_numbers.read(typed, 2026)


def test_a_sak_is_named_and_typed_anew(table: Table) -> None:
    table.add("a")
    table.act(agenda_edits.change_title(table.entry().item, "b"))
    table.act(agenda_edits.change_type(table.entry().item, ItemType.INFORMATION))
    assert (table.entry().item.text, table.entry().item.type) == ("b", ItemType.INFORMATION)


def test_an_outcome_that_the_new_type_does_not_have_goes(table: Table) -> None:
    table.add("a")
    table.end(Outcome.DISAGREEMENT)
    table.act(agenda_edits.change_type(table.entry().item, ItemType.INFORMATION))
    assert table.entry().item.outcome is Outcome.OPEN


def test_an_outcome_that_the_new_type_has_too_stays(table: Table) -> None:
    table.add("a")
    table.end(Outcome.POSTPONED)
    table.act(agenda_edits.change_type(table.entry().item, ItemType.INFORMATION))
    assert table.entry().item.outcome is Outcome.POSTPONED


def test_a_deleted_sak_takes_what_was_said_along_but_what_was_agreed_stays(table: Table) -> None:
    table.add("a")
    table.say(ItemText.BACKGROUND, "Utkast sendt")
    table.stand("Fagforbundet", Stance.DISAGREES)
    item = table.entry().item
    table.act(add_decision(table.meeting, Where("saker", item.uid), "Innføres"))
    table.act(agenda_edits.remove(table.entry()))
    meeting = table.meeting
    assert (meeting.items, meeting.notes, meeting.positions) == ((), (), ())
    assert [(row.text, row.about) for row in meeting.decisions] == [("Innføres", "")]
    undo(table.archive, table.uid)
    assert table.entry().decisions[0].about == item.uid
    assert table.entry().positions[0].party == "Fagforbundet"


def started(table: Table) -> str:
    table.add("Særavtale", item_type=ItemType.NEGOTIATION)
    kinds = kind.load().by_id
    return protocols.start(table.archive, kinds, table.meeting, table.entry().item)


def test_a_negotiation_starts_a_protocol_with_its_title_and_parties(table: Table) -> None:
    uid = started(table)
    protocol = meetings.load(table.archive, uid)
    assert (protocol.kind.id, protocol.head.title) == ("forhandling", "Særavtale")
    assert protocol.head.previous == table.uid
    assert {who.name: who.party for who in protocol.participants} == {
        "Kommunedirektør": "Arbeidsgiver",
        "HTV Fagforbundet": "Fagforbundet",
        "HTV Utdanningsforbundet": "Utdanningsforbundet",
    }
    assert table.entry().item.protocol == uid
    assert table.entry().is_concluded


def test_a_protocol_is_started_once(table: Table) -> None:
    uid = started(table)
    again = protocols.start(table.archive, kind.load().by_id, table.meeting, table.entry().item)
    assert again == uid


def test_a_sak_with_a_protocol_stays_a_negotiation(table: Table) -> None:
    started(table)
    with pytest.raises(Refused, match="forhandlingsprotokoll"):
        agenda_edits.change_type(table.entry().item, ItemType.DISCUSSION)
    with pytest.raises(Refused, match="forhandlingsprotokoll"):
        agenda_edits.remove(table.entry())
