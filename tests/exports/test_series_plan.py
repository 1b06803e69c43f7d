"""The action plan of a whole series."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.order import Order
from exports.outline import Document
from exports.papers import document
from exports.source import Source, for_the_public, source
from exports.writing import write_document
from store import task_register
from store.database import Archive
from store.edits import Change
from store.meeting import Meeting
from store.task_rows import TaskRow
from store.vocabulary import TaskStatus
from tests.exports.room import headings, items, rows, said, under
from tests.exports.test_public import everything_in
from tests.series_of_talks import AUTUMN, SPRING, Talks

MARKER = "HEMMELIGHET"
BASIS = "basis-1"


@pytest.fixture
def talks(archive: Archive) -> Talks:
    return Talks(archive)


def of_series(archive: Archive, meeting: Meeting) -> Source:
    return source(archive, meeting.uid, of_series=True)


def plan(made_from: Source) -> Document:
    return document(Order(made_from, "serieplan"))


def exempt(talks: Talks, meeting: Meeting, task: TaskRow) -> None:
    now = next(each for each in talks.now(meeting).tasks if each.uid == task.uid)
    talks.do(meeting, Change(now, replace(now, exempt=BASIS)))


def tasks(made: Document) -> list[str]:
    return [row[0].partition("\n")[0] for row in rows(made, "Åpne oppgaver")]


def test_the_open_tasks_of_all_meetings_of_the_series_stand_by_frist(
    archive: Archive, talks: Talks
) -> None:
    spring, autumn = talks.begin(SPRING, title="Vår"), talks.begin(AUTUMN, title="Høst")
    talks.agree(spring, "Sist", "15.12.2026")
    talks.agree(autumn, "Først", "1.10.2026")
    made = plan(of_series(archive, autumn))
    assert [[each.replace("\n", " ") for each in row] for row in rows(made, "Åpne oppgaver")] == [
        ["Først Fra 15.09.2026 Høst", "Enhetsleder", "tor 01.10.2026 (uke 40)", "Ikke startet"],
        ["Sist Fra 19.05.2026 Vår", "Enhetsleder", "tir 15.12.2026 (uke 51)", "Ikke startet"],
    ]
    assert items(made, "Enhetsleder") == [
        "Først (fra 15.09.2026). Frist: tor 01.10.2026 (uke 40)",
        "Sist (fra 19.05.2026). Frist: tir 15.12.2026 (uke 51)",
    ]


@pytest.mark.parametrize("other", [{"unit": "Barnehage"}, {"kind_id": "evaluering"}])
def test_the_tasks_of_another_series_stand_in_its_own_plan(
    archive: Archive, talks: Talks, other: dict[str, str]
) -> None:
    here = talks.begin(AUTUMN)
    talks.agree(here, "Her", "1.12.2026")
    talks.agree(talks.begin(SPRING, **other), "Et annet sted", "1.10.2026")
    assert tasks(plan(of_series(archive, here))) == ["Her"]


def test_what_was_closed_since_the_last_meeting_stands_by_itself(
    archive: Archive, talks: Talks
) -> None:
    spring, autumn = talks.begin(SPRING), talks.begin(AUTUMN)
    done = talks.agree(spring, "Ferdig nå", "1.10.2026")
    task_register.follow_up(archive, done.uid, TaskStatus.DONE, remark="Innført")
    made = plan(of_series(archive, autumn))
    ((what, _who, _when, status),) = rows(made, "Lukket siden forrige møte")
    assert what.startswith("Ferdig nå")
    assert status == "Utført (24.11.2026)\nInnført"
    assert "Ferdig nå" not in "".join(map(str, under(made, "Åpne oppgaver")))


def test_what_was_closed_before_the_last_meeting_is_not_told_again(
    archive: Archive, talks: Talks
) -> None:
    spring = talks.begin(SPRING)
    task_register.follow_up(archive, talks.agree(spring, "Ferdig").uid, TaskStatus.DONE)
    talks.begin(date(2026, 12, 1))
    last = talks.begin(date(2026, 12, 8))
    assert "Ferdig" not in str(plan(of_series(archive, last)).blocks)


def test_an_exempt_task_is_told_in_the_internal_plan_only(
    archive: Archive, talks: Talks, tmp_path: Path
) -> None:
    spring, autumn = talks.begin(SPRING), talks.begin(AUTUMN)
    exempt(talks, spring, talks.agree(spring, MARKER, "1.10.2026"))
    talks.agree(autumn, "Åpen for alle", "1.12.2026")
    internal = of_series(archive, autumn)
    assert any(
        text.startswith(f"{MARKER} (unntatt offentlighet, jf. ") for text in tasks(plan(internal))
    )
    public = for_the_public(internal)
    assert tasks(plan(public))[0] == "Åpen for alle"
    assert tasks(plan(public))[1].startswith("Unntatt offentlighet, jf. ")
    written = write_document(Order(public, "serieplan"), tmp_path)
    assert MARKER.encode() not in everything_in(written.read_bytes())


def test_an_exempt_task_of_another_meeting_makes_the_plan_exempt_too(
    archive: Archive, talks: Talks
) -> None:
    spring, autumn = talks.begin(SPRING), talks.begin(AUTUMN)
    exempt(talks, spring, talks.agree(spring, MARKER, "1.10.2026"))
    assert not source(archive, autumn.uid).holds_exempt
    assert of_series(archive, autumn).holds_exempt
    assert "Intern utgave: inneholder" in str(plan(of_series(archive, autumn)).blocks)


@pytest.mark.parametrize("status", [TaskStatus.DONE, TaskStatus.UNDER_WAY])
def test_whether_a_withheld_task_is_done_and_when_it_was_due_is_told_by_nothing(
    archive: Archive, talks: Talks, status: TaskStatus
) -> None:
    autumn = talks.begin(AUTUMN)
    hidden = talks.agree(autumn, MARKER, "1.10.2026")
    talks.agree(autumn, "Åpen for alle", "1.12.2026")
    exempt(talks, autumn, hidden)
    task_register.follow_up(archive, hidden.uid, status)
    made = plan(for_the_public(of_series(archive, autumn)))
    assert [row[1:] for row in rows(made, "Åpne oppgaver")][-1] == ["–", "–", "–"]
    assert "Lukket siden forrige møte" not in headings(made)


def test_a_meeting_that_is_exempt_as_a_whole_lends_the_plan_neither_title_nor_task(
    archive: Archive, talks: Talks, tmp_path: Path
) -> None:
    spring, autumn = talks.begin(SPRING, title=MARKER), talks.begin(AUTUMN)
    talks.agree(spring, MARKER, "1.10.2026")
    head = talks.now(spring).head
    talks.do(spring, Change(head, replace(head, exempt="basis-3")))
    made_from = of_series(archive, autumn)
    ((what, *_rest),) = rows(plan(made_from), "Åpne oppgaver")
    assert what.endswith("Fra 19.05.2026")
    written = write_document(Order(for_the_public(made_from), "serieplan"), tmp_path)
    assert MARKER.encode() not in everything_in(written.read_bytes())


def test_a_series_with_nothing_left_to_do_says_so(archive: Archive, talks: Talks) -> None:
    made = plan(of_series(archive, talks.begin(AUTUMN)))
    (sentence,) = under(made, "Åpne oppgaver")
    assert said(getattr(sentence, "text", "")) == "Ingen oppgaver er åpne."
