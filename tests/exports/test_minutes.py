"""The minutes: what every meeting has, whatever its kind."""

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from exports import word
from exports.minutes import minutes
from exports.outline import Facts, Heading, Landscape, Paragraph
from exports.source import source
from exports.word_package import unzipped
from store import head_edits, kind, lifecycle, meetings
from store.approval import approval_of
from store.database import Archive
from store.edits import Add, Change
from store.rows import DeviationRow
from store.vocabulary import Cause, DeviationKind, Presence, Status
from tests.conftest import NOW
from tests.exports.conftest import under_way
from tests.exports.room import (
    MUNICIPALITY,
    Room,
    facts,
    headings,
    items,
    rows,
    sentences,
    table,
    under,
)

DAY = date(2026, 11, 24)


# The head


def test_the_title_names_the_kind_and_the_theme(wheel: Room) -> None:
    assert wheel.document.blocks[0] == Heading(1, "Internkontrollhjulet: Legemiddelhåndtering")


def test_a_meeting_without_a_title_is_called_by_its_kind(wheel: Room) -> None:
    wheel.head(title="")
    assert wheel.document.title == "Internkontrollhjulet"


def test_the_head_holds_everything_that_was_filled_in(wheel: Room) -> None:
    wheel.head(
        unit="Hjemmetjenesten",
        place="Møterom 2",
        chair="Enhetsleder",
        secretary="Kvalitetsrådgiver",
        reason="Vanskelig: mange ledd",
        papers_sent=date(2026, 11, 10),
        remarks_due=date(2026, 12, 8),
        next_assessment=date(2027, 5, 24),
        case_number="26/01482",
        journal_number="26/01482-4",
        version=3,
    )
    assert facts(wheel.document) == {
        "Kommune": MUNICIPALITY,
        "Enhet": "Hjemmetjenesten",
        "Arbeidssted": "Møterom 2",
        "Fagområde / tema": "Legemiddelhåndtering",
        "Hvorfor dette temaet?": "Vanskelig: mange ledd",
        "Dato": "tir 24.11.2026 (uke 48)",
        "Møteleder": "Enhetsleder",
        "Referent": "Kvalitetsrådgiver",
        "Deltakere": "Enhetsleder, Fagsykepleier, Verneombud",
        "Verneombud deltok": "Ja",
        "Papirer sendt ut": "tir 10.11.2026 (uke 46)",
        "Frist for merknader": "tir 08.12.2026 (uke 50)",
        "Risikoene vurderes på nytt": "man 24.05.2027 (uke 21)",
        "Arkiv": "Journalpost 26/01482-4",
        "Status": "Pågår, versjon 3",
    }


def test_what_was_not_filled_in_leaves_no_empty_row(evaluation: Room) -> None:
    evaluation.head(title="")
    named = facts(evaluation.document)
    assert set(named) == {"Kommune", "Dato", "Deltakere", "Verneombud deltok", "Status"}


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("09:00", "11:15", "tir 24.11.2026 (uke 48), kl. 09.00–11.15"),
        ("09:00", "", "tir 24.11.2026 (uke 48), kl. 09.00"),
        ("", "11:15", "tir 24.11.2026 (uke 48), til kl. 11.15"),
    ],
)
def test_the_hours_are_written_with_a_full_stop(
    wheel: Room, start: str, end: str, shown: str
) -> None:
    wheel.change(wheel.meeting.sitting, start=start, end=end)
    assert facts(wheel.document)["Dato"] == shown


def test_the_sittings_are_numbered_where_there_are_several(wheel: Room) -> None:
    wheel.another_sitting(date(2026, 11, 26))
    assert facts(wheel.document)["Dato"] == (
        "1. økt: tir 24.11.2026 (uke 48)\n2. økt: tor 26.11.2026 (uke 48)"
    )


def test_the_meeting_that_this_one_goes_on_from_is_named(
    archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    first = plan_meeting(title="Dosett")
    second = plan_meeting(previous=first)
    assert facts(Room(archive, second).document)["Fortsetter fra"] == "Dosett, 24. november 2026"


def test_a_previous_meeting_that_is_not_in_the_file_is_left_out(
    archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    uid = plan_meeting(previous="fra en annen maskin")
    assert "Fortsetter fra" not in facts(Room(archive, uid).document)


def test_who_was_away_all_the_time_stands_under_forfall(wheel: Room) -> None:
    wheel.is_absent("Verneombud")
    named = facts(wheel.document)
    assert (named["Deltakere"], named["Forfall"]) == ("Enhetsleder, Fagsykepleier", "Verneombud")
    assert "Verneombud deltok" not in named


def test_before_the_meeting_nobody_has_been_there(
    archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    room = Room(archive, plan_meeting())
    named = facts(room.document)
    assert named["Innkalt"] == "Enhetsleder, Fagsykepleier, Verneombud"
    assert not {"Deltakere", "Forfall", "Verneombud deltok"} & set(named)
    room.attend("Fagsykepleier", presence=Presence.DIGITAL)
    assert [row[1] for row in rows(room.document, "Deltakere")] == [
        "Innkalt",
        "Digitalt",
        "Innkalt",
    ]


def test_the_municipality_answers_for_the_document(wheel: Room) -> None:
    document = wheel.document
    assert document.author == MUNICIPALITY
    assert document.footer == ("Versjon 1", "Eksempeldal kommune · Kommuneloven § 25-1")
    assert document.saved == NOW.replace(tzinfo=None)


def test_without_a_municipality_the_unit_answers_for_the_document(wheel: Room) -> None:
    wheel.head(unit="Hjemmetjenesten")
    document = minutes(source(wheel.archive, wheel.uid))
    assert document.author == "Hjemmetjenesten"
    assert document.header == "Hjemmetjenesten"
    assert document.footer == ("Versjon 1", "Kommuneloven § 25-1")
    assert "Kommune" not in facts(document)


# The participants


def test_each_participant_has_an_attendance_for_each_sitting(wheel: Room) -> None:
    wheel.another_sitting(date(2026, 11, 26))
    wheel.is_absent("Verneombud", sitting=1)
    wheel.attend("Verneombud", sitting=2, came="kl. 12.50", substitute_for="Hovedverneombud")
    wheel.attend("Fagsykepleier", sitting=1, presence=Presence.DIGITAL, left="kl. 10.45")
    wheel.attend("Fagsykepleier", sitting=2, only_for="stoppunkt 4")
    found = table(wheel.document, "Deltakere")
    assert [column.heading for column in found.columns] == [
        "Deltaker",
        "Oppmøte 1. økt\n24.11.2026",
        "Oppmøte 2. økt\n26.11.2026",
    ]
    assert rows(wheel.document, "Deltakere") == [
        ["Enhetsleder", "Til stede", "Til stede"],
        ["Fagsykepleier", "Digitalt, gikk kl. 10.45", "Til stede, bare stoppunkt 4"],
        ["Verneombud", "Forfall", "Til stede, vara for Hovedverneombud, kom kl. 12.50"],
    ]


def test_a_table_that_would_say_no_more_than_the_head_is_left_out(wheel: Room) -> None:
    wheel.is_absent("Verneombud")
    assert "Deltakere" not in headings(wheel.document)
    wheel.attend("Fagsykepleier", left="kl. 10.45")
    assert [row[1] for row in rows(wheel.document, "Deltakere")] == [
        "Til stede",
        "Til stede, gikk kl. 10.45",
        "Forfall",
    ]


def test_role_and_party_have_a_column_where_somebody_has_one(wheel: Room) -> None:
    wheel.do(head_edits.add_participant(wheel.meeting, "HTV", "Hovedtillitsvalgt", "Fagforbundet"))
    assert rows(wheel.document, "Deltakere")[0][1] == ""
    assert rows(wheel.document, "Deltakere")[3][1] == "Hovedtillitsvalgt, Fagforbundet"


# The end of it


def test_the_next_meeting_is_written_as_prose(wheel: Room) -> None:
    wheel.head(next_meeting=date(2026, 12, 11), next_meeting_note="Vi ser på tiltakene.")
    assert sentences(wheel.document, "Neste møte") == ["11. desember 2026. Vi ser på tiltakene."]


def test_the_hour_of_the_next_meeting_stands_with_its_day(wheel: Room) -> None:
    wheel.head(next_meeting=date(2026, 12, 11), next_meeting_note="kl. 12.00 på rådhuset")
    assert sentences(wheel.document, "Neste møte") == ["11. desember 2026, kl. 12.00 på rådhuset"]


def test_no_next_meeting_is_said_too(wheel: Room) -> None:
    assert sentences(wheel.document, "Neste møte") == ["Ikke avtalt."]


def test_a_reopening_tells_when_why_and_which_version(wheel: Room) -> None:
    lifecycle.start(wheel.archive, wheel.meeting)
    lifecycle.close(wheel.archive, wheel.meeting)
    lifecycle.reopen(wheel.archive, wheel.meeting, "Feil frist på oppgave 2")
    document = wheel.document
    assert items(document, "Gjenåpnet") == [
        "Versjon 2: 24. november 2026 kl. 09.00. Begrunnelse: Feil frist på oppgave 2"
    ]
    assert facts(document)["Status"] == "Pågår, versjon 2"
    assert document.version == "2"


def test_a_meeting_that_was_never_reopened_does_not_mention_it(wheel: Room) -> None:
    assert "Gjenåpnet" not in headings(wheel.document)


@pytest.mark.parametrize("status", Status)
def test_only_an_approved_document_is_no_draft(wheel: Room, status: Status) -> None:
    wheel.head(status=status)
    assert wheel.document.draft is (status is not Status.APPROVED)


def test_a_deviation_has_a_type_of_cause_and_a_number(wheel: Room) -> None:
    risk = wheel.risk("Feil dose")
    row = DeviationRow(meeting=wheel.uid, about=risk.uid, text="Ikke talt")
    wheel.add(replace(row, cause=Cause.PROCEDURE, number="2026-418"))
    wheel.add(replace(row, about="", text="Nesten-uhell", kind=DeviationKind.EVENT))
    assert rows(wheel.document, "Avvik og hendelser") == [
        ["Ikke talt", "Avvik", "Risiko 1", "Prosedyrefeil", "2026-418"],
        ["Nesten-uhell", "Hendelse", "–", "Ikke satt", "–"],
    ]


# Exempt from public access


def test_an_exempt_row_is_marked_with_its_legal_basis(wheel: Room) -> None:
    wheel.risk("Feil dose", exempt="basis-2")
    wheel.decide("Saken meldes.")
    wheel.change(wheel.meeting.decisions[0], exempt="basis-1")
    task = wheel.task("Snakke med bruker", "Enhetsleder", "uke 50")
    wheel.change(task, exempt="basis-2")
    document = wheel.document
    assert items(document, "Beslutninger") == [
        "Saken meldes. (unntatt offentlighet, jf. offl. § 13 jf. fvl. § 13 første ledd nr. 1)"
    ]
    mark = "(unntatt offentlighet, jf. offl. § 23)"
    assert rows(document, "Oppgaver")[0][1] == f"Snakke med bruker {mark}"
    assert rows(document, "Risiko- og kontrollmatrise")[0][1] == f"Feil dose {mark}"


def test_a_basis_that_is_unknown_here_leaves_the_mark(wheel: Room) -> None:
    wheel.decide("Saken meldes.")
    wheel.change(wheel.meeting.decisions[0], exempt="fra et annet sted")
    assert items(wheel.document, "Beslutninger") == ["Saken meldes. (unntatt offentlighet)"]


def test_a_meeting_that_is_exempt_as_a_whole_says_so_over_everything(wheel: Room) -> None:
    wheel.head(exempt="basis-3")
    document = wheel.document
    warning = Paragraph("Hele dokumentet er unntatt offentlighet, jf. offl. § 14.", "warning")
    assert document.blocks[1] == warning
    assert facts(document)["Offentlighet"] == "Unntatt offentlighet, jf. offl. § 14"


# The document as a whole


@pytest.mark.parametrize("kind_id", sorted({*kind.load().by_id} - {"forhandling"}))
def test_an_empty_meeting_gives_a_whole_document(
    archive: Archive, plan_meeting: Callable[..., str], kind_id: str
) -> None:
    document = under_way(archive, plan_meeting(kind_id, participants=[])).document
    assert sentences(document, "Beslutninger") == ["Ingen beslutninger."]
    assert sentences(document, "Oppgaver") == ["Ingen oppgaver."]
    assert sentences(document, "Deltakere") == ["Ingen deltakere er ført opp."]
    assert "Sammendrag" not in headings(document)
    assert not any(isinstance(block, Landscape) for block in document.blocks)


@pytest.mark.parametrize("kind_id", kind.load().by_id)
def test_a_meeting_to_come_says_so_and_not_that_it_decided_nothing(
    archive: Archive, plan_meeting: Callable[..., str], kind_id: str
) -> None:
    room = Room(archive, plan_meeting(kind_id))
    note = Paragraph("Møtet er planlagt og ikke holdt ennå.", "note")
    assert note in room.document.blocks
    assert not {"Beslutninger", "Oppgaver", "Neste møte"} & set(headings(room.document))
    assert "Sammendrag" not in headings(room.document)
    room.decide("Vi møtes på rådhuset.")
    assert note not in room.document.blocks
    assert items(room.document, "Beslutninger") == ["Vi møtes på rådhuset."]


def test_what_a_leader_reads_comes_first_and_wide_pages_last(wheel: Room) -> None:
    wheel.risk("Feil dose")
    wheel.decide("Vi går videre.")
    document = wheel.document
    assert isinstance(document.blocks[1], Facts)
    assert headings(document)[:6] == [
        "Internkontrollhjulet: Legemiddelhåndtering",
        "Sammendrag",
        "Beslutninger",
        "Oppgaver",
        "Neste møte",
        "Tas med til neste runde",
    ]
    assert [isinstance(block, Landscape) for block in document.blocks].index(True) == (
        len(document.blocks) - 1
    )


def test_no_heading_stands_over_nothing(wheel: Room) -> None:
    wheel.risk("Feil dose")
    wheel.decide("Vi går videre.")
    document = wheel.document
    assert all(under(document, heading) for heading in headings(document)[1:])


def test_the_source_reads_a_meeting_once_and_holds_it(wheel: Room) -> None:
    before = wheel.source
    wheel.do(Change(wheel.meeting.head, replace(wheel.meeting.head, title="Nytt tema")))
    assert before.meeting.head.title == "Legemiddelhåndtering"


def test_a_meeting_that_does_not_exist_is_refused(archive: Archive) -> None:
    with pytest.raises(meetings.NoSuchMeeting):
        source(archive, "finnes-ikke")


def test_the_internal_version_says_that_it_holds_what_is_exempt(wheel: Room) -> None:
    wheel.risk("Hemmelig", exempt="basis-1")
    said = [block.text for block in wheel.document.blocks if isinstance(block, Paragraph)]
    assert any(text.startswith("Intern utgave: inneholder") for text in said)


def test_the_fingerprint_of_approved_minutes_stands_whole_in_the_foot(wheel: Room) -> None:
    meeting = wheel.meeting
    wheel.do(Add(approval_of(meeting, "2026-11-24T12:00:00", "Møtet")), while_locked=True)
    wheel.head(status=Status.APPROVED)
    fingerprint = wheel.meeting.approvals[-1].fingerprint
    feet = [
        part
        for name, part in unzipped(word.write(wheel.document)).items()
        if name.startswith("word/footer")
    ]
    assert feet
    assert all(fingerprint.encode() in part for part in feet)
