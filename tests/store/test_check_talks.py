"""What a talk lacks before it is closed, and what is lacking of what was carried."""

import pytest
from msgspec.structs import replace

from store import follow_up_edits, point_edits
from store.check import findings
from store.database import Archive
from store.edits import Change
from store.meeting import Meeting
from store.sections import carried_tasks
from store.vocabulary import DeviationKind, Light, TaskStatus
from tests.series_of_talks import SPRING, Talks


def texts(meeting: Meeting) -> list[str]:
    return [finding.text for finding in findings(meeting)]


def test_a_theme_that_has_a_status_of_its_own_is_not_left_without_a_word(archive: Archive) -> None:
    talks = Talks(archive)
    talk = talks.begin()
    unspoken = [text for text in texts(talk) if "verken status eller notat" in text]
    assert len(unspoken) == 5
    assert unspoken[3] == "Temaet «4 Økonomiske rammer» har verken status eller notat"
    talk = talks.do(talk, point_edits.set_status(talk, "temaer", "økonomi", Light.GREEN))
    talk = talks.do(talk, point_edits.add(talk, "temaer", "vedtak", "Gjennomført"))
    unspoken = [text for text in texts(talk) if "verken status eller notat" in text]
    assert len(unspoken) == 3


def test_an_avvik_of_a_talk_needs_a_plan_and_an_event_does_not(archive: Archive) -> None:
    talks = Talks(archive)
    talk = talks.begin()
    talk = talks.do(talk, point_edits.add(talk, "temaer", "avvik", "Brudd på arbeidstid"))
    talk = talks.do(talk, point_edits.add_deviation(talk.notes[0]))
    wanted = "Avviket 5 Lovbrudd og avvik 1 «Brudd på arbeidstid» mangler plan for lukking"
    (finding,) = (each for each in findings(talk) if each.text == wanted)
    assert (finding.stop, finding.row) == ("avvik", talk.notes[0].uid)
    row = talk.deviations[0]
    event = talks.do(talk, Change(row, replace(row, kind=DeviationKind.EVENT)))
    assert wanted not in texts(event)
    talks.do(event, Change(event.deviations[0], replace(event.deviations[0], kind=row.kind)))
    talks.agree(talk, "Ny turnus", about=talk.notes[0].uid)
    assert wanted not in texts(talks.now(talk))


@pytest.mark.parametrize(("kind_id", "stop"), [("ros", "siden_sist"), ("evaluering", "oppfolging")])
def test_a_task_from_last_time_that_nothing_was_said_of_is_named(
    archive: Archive, kind_id: str, stop: str
) -> None:
    talks = Talks(archive)
    task = talks.agree(talks.begin(SPRING, kind_id=kind_id), "Plan for vikarbruk")
    later = talks.begin(kind_id=kind_id)
    wanted = "Oppgaven «Plan for vikarbruk» fra 19.05.2026 er ikke fulgt opp"
    (finding,) = (each for each in findings(later) if each.text == wanted)
    assert (finding.stop, finding.row) == (stop, task.uid)
    (carried,) = carried_tasks(later)
    said = follow_up_edits.say(later, carried, later.first_day, status=TaskStatus.DONE)
    assert wanted not in texts(talks.do(later, said))
