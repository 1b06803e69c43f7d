"""Full text over every meeting: what is found, where it stands, and what never shows."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from store import kind, meetings, migrations, opening, task_register, undo
from store.database import VERSION, Archive
from store.journal import action
from store.row import Row
from store.rows import (
    CONTENT,
    JOURNALED,
    CauseRow,
    ControlRow,
    DecisionRow,
    DeviationRow,
    NoteRow,
    ParticipantRow,
    RiskRow,
    StatusChangeRow,
)
from store.search import search
from store.searched import FORGETS_AT_ONCE, NOT_SEARCHED, SOURCES
from store.task_rows import CarriedRow, FollowUpRow, TaskRow
from store.vocabulary import Status, TaskStatus
from tests.conftest import open_file
from tests.exports.rich_meetings import fill_cooperation, fill_talk
from tests.exports.room import Room
from tests.hostile_text import HOSTILE

Add = Callable[..., Any]


@pytest.fixture
def add(archive: Archive) -> Add:
    """Write a row into a meeting."""

    def write(row: Row) -> Any:
        meeting = getattr(row, "meeting", None)
        with action(archive, meeting, "Prøve") as writer:
            return writer.add_last(row, "meeting")

    return write


def risk(meeting: str, text: str, **said: Any) -> RiskRow:
    return RiskRow(meeting=meeting, section="risikoer", text=text, **said)


def said(archive: Archive, typed: str) -> list[str]:
    return ["".join(text for text, _ in hit.text).strip() for hit in search(archive, typed)]


def places(archive: Archive, typed: str) -> list[tuple[str, str]]:
    return [(hit.place.name, hit.place.stop) for hit in search(archive, typed)]


# What is found


@pytest.mark.parametrize("field", ["case_number", "access_code", "field_of_service"])
def test_what_the_head_says_is_found(archive: Archive, plan_meeting: Any, field: str) -> None:
    Room(archive, plan_meeting()).head(**{field: "Særskilt"})
    assert len(said(archive, "særskilt")) == 1


def test_every_type_of_row_is_searched_or_said_to_hold_no_text() -> None:
    assert {*SOURCES, *NOT_SEARCHED} == set(JOURNALED)
    assert not set(SOURCES) & set(NOT_SEARCHED)
    assert all(set(source.texts) <= set(row.__struct_fields__) for row, source in SOURCES.items())


def test_whole_words_beginnings_and_words_without_their_accents_are_found(
    archive: Archive, plan_meeting: Any, add: Add
) -> None:
    add(risk(plan_meeting(), "Épikrisen kommer for sent etter sykehusopphold på Åsen"))
    for typed in ("epikrisen", "sykehus", "ASEN", "sent epik", "  for   ETTER", '"sent" komm*'):
        assert len(search(archive, typed)) == 1, typed
    for typed in ("krisen", "sent finnes", "sykehusoppholdet"):
        assert search(archive, typed) == ()


def test_the_words_are_marked_in_the_text_around_them(
    archive: Archive, plan_meeting: Any, add: Add
) -> None:
    add(risk(plan_meeting(), "Legemiddellisten er feil etter sykehusopphold"))
    (hit,) = search(archive, "feil lege")
    assert [piece for piece, searched in hit.text if searched] == ["Legemiddellisten", "feil"]
    assert "".join(piece for piece, _ in hit.text).startswith("Legemiddellisten er feil etter")


def test_the_newest_meeting_stands_first_whenever_it_was_written(
    archive: Archive, plan_meeting: Any, add: Add
) -> None:
    for day in (date(2026, 5, 1), date(2026, 11, 1), date(2025, 1, 1)):
        add(risk(plan_meeting(date=day, title="T"), f"Feil dosett {day.year} {day.month}"))
    assert [hit.held.isoformat() for hit in search(archive, "dosett")] == [
        "2026-11-01",
        "2026-05-01",
        "2025-01-01",
    ]
    assert len(search(archive, "dosett", limit=2)) == 2


def test_a_hit_names_the_meeting_and_the_place_it_stands(
    archive: Archive, plan_meeting: Any, add: Add
) -> None:
    uid = plan_meeting(title="Trygg mat", participants=["Kokk"])
    add(risk(uid, "Første"))
    second = add(risk(uid, "Allergener blandes", remark="Godtatt inntil videre"))
    add(CauseRow(meeting=uid, risk=second.uid, text="Trangt kjøkken"))
    add(ControlRow(meeting=uid, risk=second.uid, text="Merket benk"))
    add(DeviationRow(meeting=uid, about=second.uid, text="Nøtter i suppe", number="26-7"))
    sitting = meetings.load(archive, uid).sitting.uid
    add(DecisionRow(meeting=uid, sitting=sitting, stop="tiltak", text="Egen allergibenk"))
    add(TaskRow(meeting=uid, sitting=sitting, stop="nok", text="Kjøpe benk", responsible="Sjef"))
    add(StatusChangeRow(meeting=uid, status=Status.RUNNING, at="", reason="Glemte noe"))
    (hit,) = search(archive, "allergener")
    assert (hit.meeting, hit.number, hit.kind, hit.title) == (uid, 1, "Internkontroll", "Trygg mat")
    assert hit.place.row == second.uid
    for typed, place in {
        "allergener": ("Risiko 2", "identifiser"),
        "godtatt videre": ("Risiko 2", "identifiser"),
        "trangt": ("Risiko 2, årsak", "identifiser"),
        "merket": ("Risiko 2, kontroll", "tiltak"),
        "nøtter": ("Risiko 2, avvik", "identifiser"),
        "26-7": ("Risiko 2, avvik", "identifiser"),
        "allergibenk": ("Beslutning", "tiltak"),
        "sjef": ("Oppgave", "nok"),
        "kokk": ("Deltakere", ""),
        "trygg": ("Møteopplysninger", ""),
        "glemte": ("Begrunnelse for gjenåpning", ""),
    }.items():
        assert places(archive, typed) == [place], typed


def test_points_saker_and_what_is_said_of_them_are_found_where_they_stand(
    archive: Archive, plan_meeting: Any, add: Add
) -> None:
    evaluation = plan_meeting("evaluering", title="Tur")
    add(NoteRow(meeting=evaluation, section="punkter", column="bedre", text="Vått telt"))
    fill_talk(Room(archive, plan_meeting("ros", title="Samtale")))
    fill_cooperation(Room(archive, plan_meeting("samarbeid", title="Nr. 9")))
    for typed, name in {
        "vått": "Bedre 1",
        "halvveis": "Oppfølging av oppgave",
        "91,5": "Tall",
        "tre avvik": "Avvik 1",
        "retningslinje vikarbyrå": "Sak 36/26",
        "forslag": "Sak 36/26, forslag",
        "fagforbundet uenig utredet": "Sak 36/26, standpunkt",
        "andre avsnitt": "Sak 36/26, protokolltilførsel",
        "etterretning": "Sak 36/26, protokolltilførsel",
        "feil dato": "Sak 36/26, merknad",
    }.items():
        found = [place for place, _stop in places(archive, typed)]
        assert name in found, (typed, found)


# As rows are written


def test_the_index_follows_every_change_and_nothing_is_left_of_what_is_deleted(
    archive: Archive, plan_meeting: Any, add: Add
) -> None:
    uid = plan_meeting()
    before = add(risk(uid, "Hemmeligheten"))
    with action(archive, uid, "Endret") as writer:
        writer.change(before, replace(before, text="Rettelsen"))
    assert said(archive, "hemmeligheten") == []
    assert said(archive, "rettelsen") == ["Rettelsen"]
    undo.undo(archive, uid)
    assert said(archive, "hemmeligheten") == ["Hemmeligheten"]
    with action(archive, uid, "Slettet") as writer:
        writer.remove(replace(before, rev=before.rev + 2))
    assert said(archive, "hemmeligheten") == []
    kept = [
        bytes(record[0])
        for record in archive.connection.execute("SELECT block FROM search_data").fetchall()
    ]
    if VERSION >= FORGETS_AT_ONCE:
        assert not [block for block in kept if b"emmeligh" in block]
    assert not archive.connection.execute(
        "SELECT 1 FROM searched WHERE text LIKE '%emmeligh%'"
    ).fetchone()


def test_the_index_is_made_anew_with_the_schema(
    archive: Archive, plan_meeting: Any, add: Add
) -> None:
    add(risk(plan_meeting(date=date(2026, 5, 1)), "Gammel feil"))
    add(risk(plan_meeting(), "Ny feil"))
    migrations.migrate(archive.connection, opening.SCHEMA_VERSION)
    assert said(archive, "feil") == ["Ny feil", "Gammel feil"]
    add(risk(plan_meeting(date=date(2026, 12, 1)), "Nyest feil"))
    assert said(archive, "feil") == ["Nyest feil", "Ny feil", "Gammel feil"]


# Exempt from public access


def test_an_exempt_text_is_passed_by(archive: Archive, plan_meeting: Any, add: Add) -> None:
    uid = plan_meeting()
    add(risk(uid, "Hemmelig sak", exempt="basis-1"))
    add(risk(uid, "Åpen sak"))
    assert said(archive, "sak") == ["Åpen sak"]
    assert said(archive, "hemmelig") == []


def test_what_hangs_on_an_exempt_row_is_passed_by_however_far_up_it_is(
    archive: Archive, plan_meeting: Any, add: Add
) -> None:
    uid = plan_meeting()
    secret = add(risk(uid, "Hemmelig risiko", exempt="basis-1"))
    add(CauseRow(meeting=uid, risk=secret.uid, text="Hemmelig årsak"))
    deviation = add(DeviationRow(meeting=uid, about=secret.uid, text="Hemmelig avvik"))
    sitting = meetings.load(archive, uid).sitting.uid
    task = add(
        TaskRow(
            meeting=uid, sitting=sitting, stop="nok", text="Hemmelig oppgave", about=deviation.uid
        )
    )
    task_register.follow_up(archive, task.uid, TaskStatus.DONE, remark="Hemmelig merknad")
    assert search(archive, "hemmelig") == ()


def test_a_meeting_that_becomes_exempt_is_passed_by_with_all_that_is_in_it(
    archive: Archive, plan_meeting: Any, add: Add
) -> None:
    uid = plan_meeting(title="Hemmelig møte")
    add(risk(uid, "Hemmelig risiko"))
    add(ParticipantRow(meeting=uid, name="Hemmelig navn"))
    assert len(search(archive, "hemmelig")) == 3
    head = meetings.load(archive, uid).head
    with action(archive, uid, "Unntatt") as writer:
        writer.change(head, replace(head, exempt="basis-1"))
    assert search(archive, "hemmelig") == ()


def test_what_is_said_of_an_exempt_task_of_another_file_is_passed_by(
    archive: Archive, plan_meeting: Any, add: Add
) -> None:
    uid = plan_meeting("ros", title="Samtale")
    row = CarriedRow(
        meeting=uid,
        task="et-annet-sted",
        from_meeting="m",
        from_title="",
        from_date=date(2026, 5, 1),
        text="x",
        exempt="basis-1",
    )
    add(row)
    with action(archive, uid, "Status") as writer:
        writer.add_last(
            FollowUpRow(
                task="et-annet-sted",
                meeting=uid,
                said_on=date(2026, 11, 24),
                status=TaskStatus.DONE,
                remark="Hemmelig merknad",
            ),
            "task",
        )
    assert search(archive, "hemmelig") == ()


# Whatever is typed


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    opened = open_file(tmp_path_factory.mktemp("søk") / "møter.db")
    plan = meetings.Plan(kind=kind.load().by_id["evaluering"], title="AND", date=date(2026, 1, 1))
    meetings.plan(opened, plan)
    yield opened
    opened.close()


ODD = (
    *("*", '"', '""', '"a', "a*b*", "NEAR(a b, 2)", "a AND", "OR", "NOT", "text:a", "{text}: b"),
    *("^a", "-a", "+", "a + b", "(", ")", "((a)", "", " ", "\x00", "a\x00b", "'; DROP TABLE x"),
    *("\ud800", "👩‍💻", "—", "%", "a " * 5000, "x" * 100_000, *HOSTILE),
)


def test_no_words_are_an_error(shared: Archive) -> None:
    for typed in ODD:
        search(shared, typed)


@given(st.text(st.characters(exclude_categories=())) | st.from_regex(r'[a"*^():{}+\- NEARDOT]*'))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_an_answer_or_nothing(shared: Archive, typed: str) -> None:
    assert len(search(shared, typed)) <= 1


def test_an_operator_is_searched_as_the_word_it_is(shared: Archive) -> None:
    assert [hit.title for hit in search(shared, "AND")] == ["AND"]
    assert search(shared, "OR") == ()


def test_every_content_row_has_a_table_that_search_knows(tmp_path: Path) -> None:
    assert set(CONTENT) <= {*SOURCES, *NOT_SEARCHED}
