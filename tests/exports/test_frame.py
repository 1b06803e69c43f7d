"""What stands around every document, and the fields that a template can have a place for."""

from collections.abc import Callable
from datetime import date

import pytest

from exports import papers, word
from exports.order import Order
from exports.source import for_the_public
from exports.word_package import unzipped
from store.database import Archive
from store.edits import Add
from store.lifecycle import approval_of
from store.vocabulary import Status
from tests.exports.room import MUNICIPALITY, Room

GROUND = (
    "Kommuneloven § 25-1 · Forskrift om ledelse og kvalitetsforbedring i helse- og omsorgstjenesten"
)


@pytest.fixture
def filled(wheel: Room) -> Room:
    wheel.change(wheel.meeting.sitting, start="09:00", end="11:15")
    wheel.head(
        title="Legemiddelhåndtering",
        unit="Hjemmetjenesten",
        place="Møterom 2",
        chair="Enhetsleder",
        secretary="Kvalitetsrådgiver",
        case_number="26/01482",
        journal_number="26/01482-4",
        access_code="UO",
        field_of_service="Helse og omsorg",
        next_meeting=date(2027, 1, 12),
        next_meeting_note="kl. 12",
        version=2,
    )
    return wheel


def approve(room: Room) -> None:
    room.do(Add(approval_of(room.meeting, "2026-11-25T12:00:00", "Enhetsleder")), while_locked=True)
    room.head(status=Status.APPROVED)


def fields(room: Room, paper: str = "referat") -> dict[str, str]:
    return dict(papers.document(Order(room.source, paper)).fields)


def feet(room: Room) -> set[bytes]:
    parts = unzipped(word.write(room.document)).items()
    return {content for name, content in parts if name.startswith("word/footer")}


def test_a_template_is_told_every_field(filled: Room) -> None:
    assert fields(filled) == {
        "tittel": "Internkontrollhjulet: Legemiddelhåndtering",
        "dokument": "Referat",
        "møtetype": "Internkontrollhjulet",
        "dato": "24. november 2026",
        "tid": "kl. 09.00–11.15",
        "sted": "Møterom 2",
        "enhet": "Hjemmetjenesten",
        "kommune": MUNICIPALITY,
        "møteleder": "Enhetsleder",
        "referent": "Kvalitetsrådgiver",
        "arkivsak": "26/01482",
        "status": "Pågår",
        "tilgangskode": "UO",
        "tjenesteområde": "Helse og omsorg",
        "grunnlag": GROUND,
        "neste_møte": "12. januar 2027, kl. 12",
        "journalpost": "26/01482-4",
        "versjon": "2",
        "godkjent": "",
        "fingeravtrykk": "",
        "utkast": "UTKAST",
    }


def test_approval_stands_in_the_fields_and_takes_the_draft_away(filled: Room) -> None:
    approve(filled)
    told = fields(filled)
    assert (told["godkjent"], told["utkast"]) == ("25.11.2026 av Enhetsleder", "")
    assert told["fingeravtrykk"] == f"SHA-256 {filled.meeting.approvals[-1].fingerprint}"


@pytest.mark.parametrize("paper", ["innkalling", "handlingsplan"])
def test_a_document_of_its_own_has_not_the_number_or_version_of_the_minutes(
    filled: Room, paper: str
) -> None:
    approve(filled)
    told = fields(filled, paper)
    names = ("journalpost", "versjon", "godkjent", "fingeravtrykk", "utkast")
    assert [told[name] for name in names] == [""] * 5
    assert told["arkivsak"] == "26/01482"


def test_several_sittings_have_their_days_and_hours_in_the_fields(filled: Room) -> None:
    filled.another_sitting(date(2026, 11, 26))
    told = fields(filled)
    assert told["dato"] == "24. november 2026 og 26. november 2026"
    assert told["tid"] == "kl. 09.00–11.15"


def test_a_meeting_with_nothing_said_of_it_has_empty_fields(
    archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    told = fields(Room(archive, plan_meeting(title="", unit="")))
    empty = {name for name, value in told.items() if not value}
    assert {"tid", "sted", "enhet", "møteleder", "referent", "arkivsak", "neste_møte"} <= empty


def test_a_wholly_exempt_meeting_tells_the_public_no_field_of_its_head(filled: Room) -> None:
    filled.head(exempt="basis-3")
    told = dict(papers.document(Order(for_the_public(filled.source))).fields)
    said = {name for name, value in told.items() if value}
    assert said == {
        *("tittel", "dokument", "møtetype", "dato", "kommune"),
        *("status", "grunnlag", "versjon", "utkast"),
    }
    assert "Legemiddelhåndtering" not in told["tittel"]


def test_the_foot_has_what_the_archive_asks_for_and_the_case_number_once(filled: Room) -> None:
    assert filled.document.footer == (
        "Journalpost 26/01482-4 · Tilgangskode UO · Versjon 2",
        f"Eksempeldal kommune · {GROUND}",
    )
    filled.head(journal_number="", access_code="")
    assert filled.document.footer[0] == "Arkivsak 26/01482 · Versjon 2"


def test_the_code_of_the_internal_version_stands_nowhere_in_the_public_one(filled: Room) -> None:
    filled.head(access_code="UO-SKJERMET")
    document = papers.document(Order(for_the_public(filled.source)))
    assert dict(document.fields)["tilgangskode"] == ""
    assert all(b"SKJERMET" not in part for part in unzipped(word.write(document)).values())
    internal = unzipped(word.write(filled.document)).values()
    assert any(b"SKJERMET" in part for part in internal)


def test_the_foot_of_approved_minutes_says_by_whom_and_when(filled: Room) -> None:
    approve(filled)
    assert "Versjon 2, godkjent 25.11.2026 av Enhetsleder" in filled.document.footer[0]
    assert all(b"godkjent 25.11.2026 av Enhetsleder" in foot for foot in feet(filled))


def test_the_unit_stands_over_every_page_and_the_title_from_the_second(filled: Room) -> None:
    parts = unzipped(word.write(filled.document))
    headers = [parts[name].decode() for name in sorted(parts) if name.startswith("word/header")]
    assert all("Hjemmetjenesten" in header for header in headers)
    assert sum("Legemiddelhåndtering" in header for header in headers) == len(headers) - 1
