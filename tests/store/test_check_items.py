"""What the check says of the saker."""

import pytest

from store import agenda_edits, statement_edits
from store.agreed_edits import Where, add_decision
from store.check import findings
from store.database import Archive
from store.vocabulary import ItemText, ItemType, Outcome, Presence, Stance
from tests.store.cooperation import Table


@pytest.fixture
def table(archive: Archive) -> Table:
    found = Table(archive)
    found.add("Vikarbyrå")
    found.fix()
    return found


def said(table: Table) -> list[str]:
    meeting = table.meeting
    uids = {row.uid for row in (*meeting.items, *meeting.positions)}
    return [finding.text for finding in findings(meeting) if finding.row in uids]


def finish(table: Table) -> None:
    table.stand("Fagforbundet", Stance.AGREES)
    table.say(ItemText.CONCLUSION, "Drøftet.")
    table.end(Outcome.AGREEMENT)


def test_a_finished_sak_lacks_nothing(table: Table) -> None:
    finish(table)
    assert said(table) == []


def test_a_discussion_lacks_outcome_conclusion_and_positions(table: Table) -> None:
    assert said(table) == [
        "Sak 1/26 har ikke noe utfall",
        "Sak 1/26 er en drøfting uten konklusjon",
        "Sak 1/26 er en drøfting uten standpunkt fra partene",
    ]


def test_what_was_put_off_lacks_nothing(table: Table) -> None:
    table.end(Outcome.POSTPONED)
    assert said(table) == []


def test_disagreement_asks_for_protokolltilførsel_until_the_parties_were_asked(
    table: Table,
) -> None:
    finish(table)
    table.end(Outcome.DISAGREEMENT)
    assert said(table) == ["Sak 1/26 endte i uenighet, men ingen er spurt om protokolltilførsel"]
    table.act(statement_edits.announce(table.meeting, table.entry().item, ()))
    assert said(table) == []


def test_a_position_from_one_who_was_not_there(table: Table) -> None:
    finish(table)
    table.attend("HTV Fagforbundet", presence=Presence.ABSENT)
    assert said(table) == ["Fagforbundet var ikke til stede, men har standpunkt i sak 1/26"]


def test_a_position_from_one_who_had_left(table: Table) -> None:
    finish(table)
    table.attend("HTV Fagforbundet", left="kl. 08.30")
    assert said(table) == ["Fagforbundet gikk kl. 08.30, men har standpunkt i sak 1/26"]


def test_a_condition_that_nobody_wrote_down(table: Table) -> None:
    finish(table)
    table.stand("Delta", Stance.AGREES_IF)
    assert (
        "Sak 1/26 har «enig under forutsetning av» fra Delta, men ikke hva det går ut på"
        in said(table)
    )


def test_a_decision_that_nobody_carries_out(table: Table) -> None:
    finish(table)
    where = Where("saker", table.entry().item.uid)
    table.act(add_decision(table.meeting, where, "Innføres"))
    assert said(table) == ["Sak 1/26 har en beslutning, men ingen som skal følge den opp"]


def test_a_negotiation_without_its_protocol(table: Table) -> None:
    table.act(agenda_edits.change_type(table.entry().item, ItemType.NEGOTIATION))
    assert said(table) == ["Sak 1/26 er en forhandling uten protokoll"]


def test_an_approval_with_corrections_that_are_not_written(table: Table) -> None:
    table.act(agenda_edits.change_type(table.entry().item, ItemType.APPROVAL))
    table.end(Outcome.APPROVED_CORRECTED)
    assert said(table) == ["Sak 1/26 er godkjent med rettelse, men rettelsen er ikke skrevet"]
    table.say(ItemText.CORRECTION, "Feil dato i sak 3.")
    assert said(table) == []


def test_a_sak_without_a_number_is_mended_at_the_agenda(archive: Archive) -> None:
    table = Table(archive)
    table.add("a", item_type=ItemType.INFORMATION)
    table.end(Outcome.NOTED)
    (finding,) = [each for each in findings(table.meeting) if each.row == table.entry().item.uid]
    assert (finding.text, finding.stop) == ("Sak 1 har ikke fått nummer", "saksliste")


def test_agreement_beside_a_party_that_disagrees(table: Table) -> None:
    finish(table)
    table.stand("Fagforbundet", Stance.DISAGREES)
    assert said(table) == ["Sak 1/26 endte i enighet, men Fagforbundet er uenig"]


def test_an_approval_without_corrections_that_has_one(table: Table) -> None:
    table.act(agenda_edits.change_type(table.entry().item, ItemType.APPROVAL))
    table.end(Outcome.APPROVED)
    table.say(ItemText.CORRECTION, "Feil dato i sak 3.")
    assert said(table) == ["Sak 1/26 er godkjent uten rettelse, men har en rettelse"]


def test_a_sak_that_was_put_off_and_has_a_decision(table: Table) -> None:
    table.end(Outcome.POSTPONED)
    where = Where("saker", table.entry().item.uid)
    table.act(add_decision(table.meeting, where, "Innføres"))
    assert said(table) == ["Sak 1/26 er utsatt, men har en beslutning"]


def test_a_position_is_mended_where_it_stands(table: Table) -> None:
    finish(table)
    table.stand("Fagforbundet", Stance.DISAGREES)
    (finding,) = [each for each in findings(table.meeting) if "uenig" in each.text]
    assert finding.row == table.entry().positions[0].uid
