from collections.abc import Callable
from datetime import date, timedelta

import pytest

from store import item_edits, lifecycle, meetings, parties, statement_edits
from store.database import Archive
from store.edits import Refused
from store.journal import Locked
from store.statement_edits import announce, deliver, is_late
from store.vocabulary import ItemText, ItemType, Outcome, Stance
from tests.store.cooperation import DAY, Table


@pytest.fixture
def table(archive: Archive) -> Table:
    found = Table(archive)
    found.add("Vikarbyrå")
    return found


def test_each_text_is_written_changed_and_taken_away(table: Table) -> None:
    for column in ItemText:
        table.say(column, f"{column}\n\nandre avsnitt")
        assert item_edits.text_of(table.entry(), column) == f"{column}\n\nandre avsnitt"
        table.say(column, "nytt")
        assert item_edits.text_of(table.entry(), column) == "nytt"
        table.say(column, "")
        assert item_edits.text_of(table.entry(), column) == ""


def test_the_same_text_is_no_act(table: Table) -> None:
    table.say(ItemText.BASIS, "Hovedavtalen")
    assert item_edits.set_text(table.entry(), ItemText.BASIS, "Hovedavtalen") is None


def test_a_party_stands_in_one_place_only(table: Table) -> None:
    table.stand("Fagforbundet", Stance.DISAGREES, "Ikke utredet")
    table.stand("Fagforbundet", Stance.AGREES)
    (row,) = table.entry().positions
    assert (row.stance, row.text) == (Stance.AGREES, "Ikke utredet")


def test_the_same_stance_again_is_no_act(table: Table) -> None:
    table.stand("Fagforbundet", Stance.AGREES)
    party = table.party("Fagforbundet")
    entry = table.entry()
    assert item_edits.take_stand(table.meeting, entry, party, Stance.AGREES) is None


def test_when_it_was_said_is_written_down_in_a_sitting_that_is_held_today(table: Table) -> None:
    table.stand("Fagforbundet", Stance.AGREES)
    assert table.entry().positions[0].said_at == "09:00"


def test_a_meeting_of_another_day_does_not_take_the_time_from_the_clock(archive: Archive) -> None:
    table = Table(archive, DAY - timedelta(days=1))
    table.add("a")
    table.stand("Fagforbundet", Stance.AGREES)
    assert table.entry().positions[0].said_at == ""


def test_a_position_can_be_withdrawn(table: Table) -> None:
    table.stand("Fagforbundet", Stance.AGREES)
    table.act(item_edits.withdraw(table.entry().positions[0]))
    assert table.entry().positions == ()


def test_the_safety_delegate_is_no_party_and_gives_an_uttalelse(table: Table) -> None:
    delegate = table.party("Hovedverneombud")
    assert Stance.STATEMENT in parties.stances(delegate)
    with pytest.raises(Refused, match="gir en uttalelse"):
        item_edits.take_stand(table.meeting, table.entry(), delegate, Stance.DISAGREES)


def test_a_party_gives_no_uttalelse(table: Table) -> None:
    party = table.party("Delta")
    with pytest.raises(Refused, match="Velg et standpunkt"):
        item_edits.take_stand(table.meeting, table.entry(), party, Stance.STATEMENT)


def test_those_are_heard_that_somebody_was_called_for_or_that_have_said_something(
    table: Table,
) -> None:
    table.stand("Delta", Stance.AGREES)
    assert [party.name for party in parties.heard(table.meeting)] == [
        "Fagforbundet",
        "Utdanningsforbundet",
        "Delta",
        "Hovedverneombud",
    ]


def test_all_parties_of_the_kind_are_heard_until_somebody_is_called(
    plan_meeting: Callable[..., str], archive: Archive
) -> None:
    meeting = meetings.load(archive, plan_meeting("samarbeid", participants=()))
    assert [party.name for party in parties.heard(meeting)] == [
        "Fagforbundet",
        "Utdanningsforbundet",
        "Norsk Sykepleierforbund",
        "Delta",
        "Hovedverneombud",
    ]


@pytest.mark.parametrize("item_type", ItemType)
def test_each_type_ends_in_its_own_ways(table: Table, item_type: ItemType) -> None:
    table.add("b", item_type=item_type)
    for outcome in Outcome:
        item = table.entry(2).item
        if outcome in (Outcome.OPEN, *item_edits.OUTCOMES[item_type]):
            edit = item_edits.set_outcome(item, outcome)
            table.act(edit)
            assert table.entry(2).item.outcome is outcome
        else:
            with pytest.raises(Refused):
                item_edits.set_outcome(item, outcome)


def test_a_negotiation_has_no_outcome_here(table: Table) -> None:
    assert item_edits.OUTCOMES[ItemType.NEGOTIATION] == ()


def test_the_parties_are_asked_when_they_disagree_and_nobody_is_an_answer(table: Table) -> None:
    assert not statement_edits.is_asked_for(table.entry())
    table.end(Outcome.DISAGREEMENT)
    assert statement_edits.is_asked_for(table.entry())
    table.act(announce(table.meeting, table.entry().item, ()))
    assert not statement_edits.is_asked_for(table.entry())
    assert table.entry().statements == ()


def test_a_statement_is_announced_by_several_and_due_a_week_after_the_sitting(
    table: Table,
) -> None:
    table.act(announce(table.meeting, table.entry().item, ("Fagforbundet", "Delta")))
    (row,) = table.entry().statements
    assert (row.senders, row.due) == ("Fagforbundet\nDelta", DAY + timedelta(days=7))
    assert (row.text, row.delivered) == ("", None)


def test_it_is_delivered_verbatim_and_a_correction_leaves_the_day(table: Table) -> None:
    table.act(announce(table.meeting, table.entry().item, ("Delta",)))
    text = "Første avsnitt.\n\n  Andre avsnitt."
    table.act(deliver(table.entry().statements[0], text, date(2026, 12, 1)))
    table.act(deliver(table.entry().statements[0], f"{text}!", date(2026, 12, 3)))
    (row,) = table.entry().statements
    assert (row.text, row.delivered) == (f"{text}!", date(2026, 12, 1))
    assert not is_late(row)


def test_one_that_came_after_its_deadline_is_known_as_late(table: Table) -> None:
    table.act(announce(table.meeting, table.entry().item, ("Delta",)))
    table.act(deliver(table.entry().statements[0], "Sent", date(2026, 12, 2)))
    assert is_late(table.entry().statements[0])


def test_the_employer_replies_to_a_statement(table: Table) -> None:
    table.act(announce(table.meeting, table.entry().item, ("Delta",)))
    table.act(statement_edits.reply(table.entry().statements[0], "Tas til etterretning"))
    assert table.entry().statements[0].reply == "Tas til etterretning"


def test_a_closed_meeting_is_left_alone_unless_it_is_said_afterwards(table: Table) -> None:
    lifecycle.close(table.archive, table.meeting)
    item = table.entry().item
    edit = statement_edits.add_remark(table.meeting, item.uid, "Delta", "Feil dato", DAY)
    with pytest.raises(Locked):
        table.act(edit)


def test_a_remark_is_received_against_a_sak_or_the_whole(table: Table) -> None:
    uid = table.entry().item.uid
    for about in (uid, ""):
        table.act(statement_edits.add_remark(table.meeting, about, "Delta", "Feil", DAY))
    assert [row.text for row in table.entry().remarks] == ["Feil"]
    assert [row.about for row in table.meeting.remarks] == [uid, ""]
    assert not any(row.after_approval for row in table.meeting.remarks)
