"""The minutes of a negotiation: the protocol that the parties sign."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from exports.order import Order
from exports.outline import Signatures
from exports.papers import PAPERS, document, paper
from exports.writing import write_document
from store import point_edits
from store.database import Archive
from store.vocabulary import TaskStatus
from tests.exports.conftest import under_way
from tests.exports.room import Room, facts, headings, items, sentences
from tests.series_of_talks import SPRING, Talks


@pytest.fixture
def negotiation(archive: Archive, plan_meeting: Callable[..., str]) -> Room:
    called = ("Kommunedirektør", "HTV Fagforbundet")
    uid = plan_meeting("forhandling", title="Særavtale om arbeidstøy", participants=called)
    return under_way(archive, uid)


def say(room: Room, column: str, text: str) -> None:
    room.do(point_edits.add(room.meeting, "protokoll", column, text))


def test_the_protocol_has_demand_offer_and_result_in_that_order_and_is_signed(
    negotiation: Room,
) -> None:
    say(negotiation, "krav", "Tre sett per år")
    say(negotiation, "tilbud", "To sett per år")
    say(negotiation, "resultat", "Partene er enige om to sett.")
    document = negotiation.document
    assert headings(document) == [
        "Forhandlingsprotokoll: Særavtale om arbeidstøy",
        *("Krav", "Tilbud", "Resultat", "Underskrifter"),
    ]
    assert items(document, "Resultat") == ["Partene er enige om to sett."]
    assert document.blocks[-1] == Signatures(("Arbeidsgiver", "Fagforbundet"))


def test_an_empty_protocol_says_so_under_each_heading(negotiation: Room) -> None:
    for heading in ("Krav", "Tilbud", "Resultat"):
        assert sentences(negotiation.document, heading) == ["Ingen punkter."]


def test_what_was_agreed_to_be_done_comes_after_the_result_and_only_where_there_is_any(
    negotiation: Room,
) -> None:
    negotiation.task("Bestille", "Kommunedirektør", "uke 50")
    found = headings(negotiation.document)
    assert found[found.index("Resultat") + 1] == "Oppgaver"
    assert not {"Beslutninger", "Neste møte", "Sammendrag"} & set(found)
    negotiation.head(next_meeting=date(2026, 12, 8))
    assert sentences(negotiation.document, "Neste møte") == ["8. desember 2026."]


def test_tasks_of_earlier_negotiations_stand_in_it_only_where_they_were_spoken_of(
    archive: Archive,
) -> None:
    talks = Talks(archive)
    first = talks.begin(SPRING, kind_id="forhandling")
    task = talks.agree(first, "Bestille", "uke 50")
    room = Room(archive, talks.begin(kind_id="forhandling").uid)
    assert "Oppfølging fra tidligere møter" not in headings(room.document)
    room.follow_up(task, TaskStatus.UNDER_WAY, date(2026, 11, 24))
    assert "Oppfølging fra tidligere møter" in headings(room.document)


def test_it_is_called_a_protocol_in_the_choice_the_sentence_and_the_file(
    negotiation: Room, wheel: Room, tmp_path: Path
) -> None:
    of_negotiation = paper("referat", negotiation.meeting.kind)
    assert (of_negotiation.label, of_negotiation.definite) == ("Protokoll", "Protokollen")
    assert paper("referat", wheel.meeting.kind) == PAPERS["referat"]
    assert paper("innkalling", negotiation.meeting.kind) == PAPERS["innkalling"]
    assert write_document(Order(negotiation.source), tmp_path).stem.endswith(" – protokoll")
    assert write_document(Order(negotiation.source), tmp_path, "json").stem.endswith("arbeidstøy")
    assert dict(negotiation.document.fields)["dokument"] == "Protokoll"


def test_its_notice_calls_to_a_negotiation(negotiation: Room) -> None:
    assert facts(document(Order(negotiation.source, "innkalling")))["Møte"] == "Forhandling"
