"""The themes of a talk in the minutes."""

import pytest

from exports import markdown
from exports.minutes import minutes
from exports.source import source
from store import point_edits
from store.agreed_edits import Where, add_decision
from store.database import Archive
from store.meeting import Meeting
from store.vocabulary import Light
from tests.series_of_talks import SPRING, Talks


@pytest.fixture
def talks(archive: Archive) -> Talks:
    return Talks(archive)


def written(talks: Talks, meeting: Meeting) -> str:
    return markdown.write(minutes(source(talks.archive, meeting.uid))).decode()


def theme(text: str, question: str) -> str:
    """What stands under a theme."""
    return text.partition(f"### {question}\n")[2].partition("\n#")[0].partition("\n---")[0].strip()


def test_a_theme_tells_its_status_in_words_its_points_decisions_and_tasks(talks: Talks) -> None:
    talk = talks.begin()
    talk = talks.do(talk, point_edits.set_status(talk, "temaer", "økonomi", Light.RED))
    talk = talks.do(talk, point_edits.add(talk, "temaer", "økonomi", "Merforbruk 2,1 mill."))
    talk = talks.do(talk, point_edits.toggle_reported(talk.notes[0]))
    talk = talks.do(talk, add_decision(talk, Where("økonomi"), "Vikarstopp"))
    talks.agree(talk, "Dekke inn 1,2 mill.", "15.12", stop="økonomi")
    text = written(talks, talk)
    said = theme(text, "Overholdelse av økonomiske rammer")
    assert "Status: **■ Rød**" in said
    assert "1. Merforbruk 2,1 mill.\\\n   *Til tertialrapporten*" in said
    assert "- **Beslutning:** Vikarstopp" in said
    assert "*Oppgave 1: Enhetsleder. Frist: tir 15.12.2026 (uke 51)*" in said
    assert "- ■ Rød: 4 Økonomiske rammer" in text


def test_a_theme_that_was_passed_by_says_so(talks: Talks) -> None:
    talk = talks.begin()
    talk = talks.do(talk, point_edits.add(talk, "temaer", "kvalitet", "Tilsyn uten pålegg"))
    text = written(talks, talk)
    assert theme(text, "Lederstøtte") == "Ikke tema i denne samtalen."
    assert text.count("Ikke tema i denne samtalen.") == 6
    assert "Ingen punkter" not in text


def test_where_no_theme_was_taken_up_it_is_said_once(talks: Talks) -> None:
    text = written(talks, talks.begin())
    assert text.count("Ingen av temaene er tatt opp.") == 1
    assert "Lederstøtte" not in text


def test_an_avvik_tells_its_cause_and_whether_it_has_a_plan(talks: Talks) -> None:
    talk = talks.begin()
    talk = talks.do(talk, point_edits.add(talk, "temaer", "avvik", "Brudd på arbeidstid"))
    talk = talks.do(talk, point_edits.add_deviation(talk.notes[0]))
    assert "*Årsak: ikke satt*" in written(talks, talk)
    assert "*Plan for lukking mangler*" in written(talks, talk)
    talks.agree(talk, "Ny turnus", about=talk.deviations[0].uid)
    assert "Plan for lukking mangler" not in written(talks, talk)


def test_before_the_talk_nobody_is_said_to_have_passed_a_task_by(talks: Talks) -> None:
    last = talks.begin(SPRING)
    talks.agree(last, "Plan for vikarbruk", "uke 50")
    planned = talks.plan()
    assert "ikke omtalt" not in written(talks, planned)


def test_a_carried_task_that_nobody_spoke_of_says_so(talks: Talks) -> None:
    talks.agree(talks.begin(SPRING), "Plan for vikarbruk")
    assert "Ikke startet<br>(ikke omtalt)" in written(talks, talks.begin())


def test_a_kind_without_that_section_prints_what_it_carried_too(talks: Talks) -> None:
    talks.agree(talks.begin(SPRING, kind_id="evaluering"), "Turrutine")
    text = written(talks, talks.begin(kind_id="evaluering"))
    assert "## Oppfølging fra tidligere møter" in text
    assert "Turrutine" in text


def test_the_kinds_own_fields_stand_in_the_head(talks: Talks) -> None:
    text = written(talks, talks.begin(period="2. tertial"))
    assert "| Periode | 2. tertial |" in text
