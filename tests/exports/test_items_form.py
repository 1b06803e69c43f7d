"""The saker and the parties in the minutes."""

from datetime import date

import pytest

from exports.minutes import minutes
from exports.outline import Document, Facts, Heading, Paragraph, Signatures
from exports.source import source
from store import item_edits, lifecycle, statement_edits
from store.database import Archive
from store.edits import Add
from store.journal import action
from store.rows import SittingRow
from store.settings import Settings
from store.vocabulary import ItemText, ItemType, Outcome, Presence, Stance
from tests.exports.room import MUNICIPALITY, items, rows, under
from tests.store.cooperation import Table

DELIVERED = date(2026, 11, 30)


@pytest.fixture
def table(archive: Archive) -> Table:
    found = Table(archive)
    found.add("Vikarbyrå")
    found.fix()
    lifecycle.start(archive, found.meeting)
    return found


def document(table: Table) -> Document:
    return minutes(source(table.archive, table.uid, Settings(municipality=MUNICIPALITY)))


def sentences(document: Document, heading: str) -> list[str]:
    """The paragraphs right under a heading, their bold labels too."""
    return [
        "".join(run.text for run in block.stretches)
        for block in under(document, heading)
        if isinstance(block, Paragraph)
    ]


def parts(table: Table) -> list[str]:
    """The headings, from the saker on."""
    headings = [block.text for block in document(table).blocks if isinstance(block, Heading)]
    return headings[headings.index("Saker") + 1 :]


def facts(table: Table) -> dict[str, str]:
    (found,) = [block for block in document(table).blocks if isinstance(block, Facts)]
    return dict(found.rows)


def disagree(table: Table) -> None:
    table.stand("Fagforbundet", Stance.DISAGREES, "Ikke utredet")
    table.say(ItemText.CONCLUSION, "Saken er drøftet.")
    table.end(Outcome.DISAGREEMENT)


def test_each_sak_stands_with_its_number_its_type_and_its_outcome(table: Table) -> None:
    disagree(table)
    assert sentences(document(table), "Sak 1/26 Vikarbyrå") == [
        "Drøfting. Utfall: drøftet – uenighet.",
        "Konklusjon: Saken er drøftet.",
    ]


def test_a_sak_without_an_outcome_says_only_what_it_is_for(table: Table) -> None:
    assert sentences(document(table), "Sak 1/26 Vikarbyrå") == ["Drøfting."]


def test_the_positions_are_a_table_with_a_row_for_each_party_that_spoke(table: Table) -> None:
    table.stand("Delta", Stance.AGREES)
    table.stand("Fagforbundet", Stance.DISAGREES, "Ikke utredet")
    assert rows(document(table), "Sak 1/26 Vikarbyrå") == [
        ["Delta", "Enig", "–"],
        ["Fagforbundet", "Uenig", "Ikke utredet"],
    ]


def test_disagreement_and_protokolltilførsel_are_parts_of_their_own(table: Table) -> None:
    disagree(table)
    item = table.entry().item
    table.act(statement_edits.announce(table.meeting, item, ("Fagforbundet", "Delta")))
    assert parts(table)[:3] == [
        "Sak 1/26 Vikarbyrå",
        "Partene er ikke enige",
        "Protokolltilførsel fra Fagforbundet og Delta",
    ]
    heading = "Protokolltilførsel fra Fagforbundet og Delta"
    assert sentences(document(table), heading) == [
        "Varslet i møtet, ikke levert. Frist 01.12.2026."
    ]


def test_a_delivered_one_stands_verbatim_paragraph_by_paragraph_with_the_reply(
    table: Table,
) -> None:
    disagree(table)
    table.act(statement_edits.announce(table.meeting, table.entry().item, ("Delta",)))
    text = "Første avsnitt.\nSamme avsnitt.\n\nAndre avsnitt."
    table.act(statement_edits.deliver(table.entry().statements[0], text, DELIVERED))
    table.act(statement_edits.reply(table.entry().statements[0], "Tas til etterretning."))
    assert sentences(document(table), "Protokolltilførsel fra Delta") == [
        "Levert 30.11.2026. Gjengitt ordrett.",
        "Første avsnitt.\nSamme avsnitt.",
        "Andre avsnitt.",
        "Arbeidsgivers merknad: Tas til etterretning.",
    ]


def test_one_that_came_late_is_printed_as_late(table: Table) -> None:
    table.act(statement_edits.announce(table.meeting, table.entry().item, ("Delta",)))
    late = date(2026, 12, 2)
    table.act(statement_edits.deliver(table.entry().statements[0], "Sent", late))
    shown = sentences(document(table), "Protokolltilførsel fra Delta")
    assert shown[0] == "Levert 02.12.2026, etter fristen. Gjengitt ordrett."


def test_it_is_said_when_nobody_wanted_one(table: Table) -> None:
    disagree(table)
    table.act(statement_edits.announce(table.meeting, table.entry().item, ()))
    assert sentences(document(table), "Partene er ikke enige") == [
        "Saken er drøftet uten at partene ble enige. Uenig: Fagforbundet. "
        "Ingen varslet protokolltilførsel."
    ]


def test_the_employers_decision_stands_with_its_date(table: Table) -> None:
    table.say(ItemText.EMPLOYERS_DECISION, "Innføres")
    table.act(item_edits.set_decided_on(table.entry().item, date(2026, 12, 15)))
    assert "Arbeidsgivers beslutning 15.12.2026: Innføres" in sentences(
        document(table), "Sak 1/26 Vikarbyrå"
    )


def test_remarks_stand_under_the_sak_or_the_whole(table: Table) -> None:
    for about in (table.entry().item.uid, ""):
        edit = statement_edits.add_remark(table.meeting, about, "Delta", "Feil", DELIVERED)
        with action(table.archive, table.uid, "Merknad") as writer:
            edit.apply(writer)
    expected = ["Merknad mottatt 30.11.2026 fra Delta: Feil"]
    assert sentences(document(table), "Merknader til saken") == expected
    assert sentences(document(table), "Merknader til referatet") == expected


def test_the_parties_stand_apart_with_forfall_and_vara(table: Table) -> None:
    table.attend("HTV Fagforbundet", presence=Presence.ABSENT)
    table.attend("HTV Utdanningsforbundet", substitute_for="HTV Fagforbundet", left="kl. 13.30")
    shown = facts(table)
    assert shown["Arbeidsgiver"] == "Kommunedirektør"
    assert shown["Fagforbundet"] == "HTV Fagforbundet (forfall)"
    said = "HTV Utdanningsforbundet (vara for HTV Fagforbundet, gikk kl. 13.30)"
    assert shown["Utdanningsforbundet"] == said
    assert "Delta" not in shown  # nobody was called for it


def test_the_participants_have_a_table_only_where_the_head_does_not_say_it_all(
    table: Table,
) -> None:
    assert "Deltakere" not in parts(table)
    table.act(Add(SittingRow(meeting=table.uid, date=date(2026, 11, 26))))
    table.attend("HTV Utdanningsforbundet", left="kl. 13.30")
    assert facts(table)["Utdanningsforbundet"] == "HTV Utdanningsforbundet"
    assert rows(document(table), "Deltakere")[2] == [
        "Utdanningsforbundet",
        "HTV Utdanningsforbundet",
        "Til stede",
        "Til stede, gikk kl. 13.30",
    ]


def test_the_deadline_for_remarks_is_the_kinds_own_where_none_was_agreed(table: Table) -> None:
    assert facts(table)["Frist for merknader"].startswith("tir 01.12.2026")


def test_each_party_that_was_there_signs_but_hovedverneombud_does_not(table: Table) -> None:
    table.attend("HTV Utdanningsforbundet", presence=Presence.ABSENT)
    (found,) = [block for block in document(table).blocks if isinstance(block, Signatures)]
    assert found.parties == ("Arbeidsgiver", "Fagforbundet")


def test_the_summary_tells_how_each_sak_ended(table: Table) -> None:
    table.add("Særavtale", item_type=ItemType.NEGOTIATION)
    table.end(Outcome.AGREEMENT)
    assert items(document(table), "Sammendrag") == [
        "Sak 1/26 Vikarbyrå: drøftet – enighet",
        "Sak 2/26 Særavtale: ikke avgjort",
    ]


def test_a_title_that_begins_with_the_kinds_name_does_not_say_it_twice(table: Table) -> None:
    assert document(table).title == "Samarbeidsmøte 2026-11-24"
