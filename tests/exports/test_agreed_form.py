"""What was agreed on: decisions with where they arose, tasks by frist with what became of them."""

from datetime import date

import pytest

from store import deadline
from store.journal import action
from store.task_rows import FollowUpRow
from store.vocabulary import Status, TaskStatus
from tests.exports.room import Room, items, rows, sentences

DAY = date(2026, 11, 24)


def test_a_decision_tells_what_it_hangs_on(wheel: Room) -> None:
    risk = wheel.risk("Feil dose")
    wheel.decide("Begge soner er med.")
    wheel.decide("Dobbeltkontroll alle dager.", risk.uid)
    assert items(wheel.document, "Beslutninger") == [
        "Begge soner er med.",
        "Dobbeltkontroll alle dager.\nGjelder: Risiko 1",
    ]


def test_tasks_stand_by_frist_and_keep_the_numbers_in_which_they_were_agreed(wheel: Room) -> None:
    wheel.task("Sist", "Fagsykepleier", "uke 50")
    wheel.task("Uten", "Fagsykepleier")
    wheel.task("Først", "Fagsykepleier", "snarest")
    wheel.task("Midt", "Fagsykepleier", "1. desember")
    found = [(row[0], row[1], row[3]) for row in rows(wheel.document, "Oppgaver")]
    assert found == [
        ("3", "Først", "snarest"),
        ("4", "Midt", "tir 01.12.2026 (uke 49)"),
        ("1", "Sist", "fre 11.12.2026 (uke 50)"),
        ("2", "Uten", "mangler"),
    ]


def test_a_task_keeps_its_number_when_its_frist_moves(wheel: Room) -> None:
    wheel.task("Første", "Fagsykepleier", "uke 49")
    task = wheel.task("Andre", "Fagsykepleier", "uke 50")
    wheel.follow_up(
        task, TaskStatus.UNDER_WAY, date(2026, 11, 25), deadline=deadline.understand("uke 48", DAY)
    )
    assert [row[:2] for row in rows(wheel.document, "Oppgaver")] == [
        ["2", "Andre"],
        ["1", "Første"],
    ]


def test_the_first_named_is_responsible_and_the_others_take_part(wheel: Room) -> None:
    wheel.task("Lage rutine", "Fagsykepleier, Kvalitetsrådgiver og Rektor", "uke 50")
    assert rows(wheel.document, "Oppgaver")[0][2] == (
        "Fagsykepleier\nMedvirkende: Kvalitetsrådgiver, Rektor"
    )


def test_a_task_without_ansvar_says_so(wheel: Room) -> None:
    wheel.task("Lage rutine", "", "uke 50")
    assert rows(wheel.document, "Oppgaver")[0][2] == "mangler"


def test_a_task_given_to_everybody_is_given_to_nobody(wheel: Room) -> None:
    wheel.task("Melde avvik", "Alle", "fortløpende")
    assert rows(wheel.document, "Oppgaver")[0][2:4] == ["Alle (ingen bestemt)", "fortløpende"]


def test_a_task_given_to_someone_absent_when_it_was_said_must_be_confirmed(wheel: Room) -> None:
    wheel.is_absent("Verneombud", sitting=1)
    wheel.task("Vernerunde", "Enhetsleder, Verneombud", "uke 50")
    wheel.another_sitting(date(2026, 11, 26))
    assert rows(wheel.document, "Oppgaver")[0][2] == (
        "Enhetsleder\nMedvirkende: Verneombud (må bekreftes)"
    )


def test_being_absent_from_a_later_sitting_changes_nothing(wheel: Room) -> None:
    wheel.task("Vernerunde", "Verneombud", "uke 50")
    wheel.another_sitting(date(2026, 11, 26))
    wheel.is_absent("Verneombud", sitting=2)
    assert rows(wheel.document, "Oppgaver")[0][2] == "Verneombud"


def test_a_task_that_is_done_needs_no_confirmation(wheel: Room) -> None:
    wheel.is_absent("Verneombud")
    task = wheel.task("Vernerunde", "Verneombud", "uke 50")
    wheel.follow_up(task, TaskStatus.DONE, DAY)
    assert rows(wheel.document, "Oppgaver")[0][2] == "Verneombud"


def test_the_newest_follow_up_is_the_status(wheel: Room) -> None:
    task = wheel.task("Lage rutine", "Fagsykepleier", "uke 50")
    wheel.follow_up(task, TaskStatus.NOT_STARTED, date(2026, 11, 25), remark="Venter.")
    wheel.follow_up(task, TaskStatus.UNDER_WAY, date(2026, 12, 1), remark="Sone øst er i gang.")
    assert rows(wheel.document, "Oppgaver")[0][4] == "Pågår (01.12.2026)\nSone øst er i gang."


def test_a_moved_frist_stands_beside_the_old(wheel: Room) -> None:
    task = wheel.task("Lage rutine", "Fagsykepleier", "uke 50")
    new = deadline.understand("15. januar", DAY)
    wheel.follow_up(task, TaskStatus.UNDER_WAY, DAY, deadline=new)
    assert rows(wheel.document, "Oppgaver")[0][3] == (
        "fre 15.01.2027 (uke 2)\nFlyttet fra fre 11.12.2026 (uke 50)"
    )


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("mars", "mars (dagen må avklares)"),
        ("ikke avklart", "ikke avklart"),
        ("", "mangler"),
        ("hver måned", "hver måned"),
        ("fredag kl. 12", "fre 27.11.2026 (uke 48), «fredag kl. 12»"),
        ("neste møte", "neste møte"),
    ],
)
def test_a_frist_that_is_no_plain_day_is_said_in_words(wheel: Room, typed: str, shown: str) -> None:
    wheel.task("Lage rutine", "Fagsykepleier", typed)
    assert rows(wheel.document, "Oppgaver")[0][3] == shown


def test_neste_møte_has_a_day_once_it_is_agreed(wheel: Room) -> None:
    wheel.task("Lage rutine", "Fagsykepleier", "neste møte")
    wheel.head(next_meeting=date(2027, 1, 25))
    assert rows(wheel.document, "Oppgaver")[0][3] == "neste møte, man 25.01.2027 (uke 4)"


def test_the_summary_counts_what_was_agreed_and_what_it_lacks(evaluation: Room) -> None:
    evaluation.decide("Vi øver igjen.")
    evaluation.task("Kjøpe fløyter")
    evaluation.task("Lage plan", "Enhetsleder", "uke 50")
    assert sentences(evaluation.document, "Sammendrag")[0] == (
        "1 beslutning og 2 oppgaver. 1 oppgave mangler ansvar eller frist."
    )


def test_a_frist_that_was_not_set_before_is_not_said_to_be_moved(wheel: Room) -> None:
    task = wheel.task("Rydde", "Fagsykepleier")
    wheel.follow_up(
        task, TaskStatus.UNDER_WAY, date(2026, 11, 25), deadline=deadline.understand("uke 50", DAY)
    )
    ((*_rest, frist, _status),) = rows(wheel.document, "Oppgaver")
    assert frist == "fre 11.12.2026 (uke 50)"


def test_approved_minutes_say_nothing_of_what_became_of_a_task_afterwards(wheel: Room) -> None:
    task = wheel.task("Rydde", "Fagsykepleier", "uke 50")
    wheel.follow_up(task, TaskStatus.UNDER_WAY, DAY, remark="Sagt i møtet")
    later = FollowUpRow(
        task=task.uid, said_on=date(2026, 12, 1), status=TaskStatus.DONE, remark="Sagt siden"
    )
    with action(wheel.archive, None, "Status") as writer:
        writer.add_last(later, "task")
    assert "Sagt siden" in str(rows(wheel.document, "Oppgaver"))
    wheel.head(status=Status.APPROVED)
    said = str(rows(wheel.document, "Oppgaver"))
    assert "Sagt i møtet" in said
    assert "Sagt siden" not in said
