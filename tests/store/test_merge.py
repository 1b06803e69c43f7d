"""Taking a meeting in: by uid the newer rev wins, deletions stay, and it is all or nothing."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from store import agreed_edits, head_edits, meetings, point_edits, risk_edits
from store.agreed_edits import Where
from store.database import Archive
from store.deadline import understand as understand_deadline
from store.edits import Add, Change
from store.journal import action
from store.merge import merge
from store.merge_contents import Beside, Contents, collect
from store.merge_refused import MergeRefused
from store.records import select
from store.references import ONLY_ONE, POINTERS
from store.responsible import understand as understand_responsible
from store.rows import CONTENT, AttendanceRow, LegalBasisRow
from store.sections import all_risks
from store.task_rows import FollowUpRow
from store.undo import undo
from store.vocabulary import Measure, Presence, Status, TaskStatus
from tests.store.two_files import (
    add_risk,
    close,
    contents,
    delete_risk,
    do,
    journal,
    loaded,
    retell,
    send,
    texts,
)

UNCHANGED = "er uendret, for alt var her fra før"


def test_a_meeting_that_is_not_here_is_written_whole(
    archive: Archive, other: Archive, plan_meeting: Callable[..., str]
) -> None:
    uid = plan_meeting()
    report = send(uid, sender=archive, to=other)
    assert report.sentence() == "er tatt inn"
    assert contents(other, uid) == contents(archive, uid)


def test_the_same_again_changes_nothing_and_leaves_no_trace_in_the_history(
    archive: Archive, other: Archive, shared: str
) -> None:
    before = journal(other)
    assert send(shared, sender=archive, to=other).sentence() == UNCHANGED
    assert journal(other) == before


def test_an_import_stands_in_the_history_and_is_not_undone(other: Archive, shared: str) -> None:
    assert journal(other)[-1][1:] == ("Importert møte", "step")


def test_the_newer_version_wins_with_its_rev(archive: Archive, other: Archive, shared: str) -> None:
    retell(archive, shared, "Sagt på nytt")
    retell(archive, shared, "Sagt på nytt igjen")
    assert send(shared, sender=archive, to=other).sentence() == "er oppdatert: 1 endret"
    assert [(row.text, row.rev) for row in loaded(other, shared).risks] == [
        ("Sagt på nytt igjen", 3)
    ]


def test_an_older_version_is_left(archive: Archive, other: Archive, shared: str) -> None:
    old = contents(archive, shared)
    retell(other, shared, "Nyere her")
    report = merge(other, old)
    assert (report.older, report.sentence()) == (1, UNCHANGED)
    assert texts(other, shared) == ["Nyere her"]


def test_what_was_added_in_both_places_is_kept_from_both(
    archive: Archive, other: Archive, shared: str
) -> None:
    add_risk(archive, shared, "Fra den ene")
    add_risk(other, shared, "Fra den andre")
    assert send(shared, sender=archive, to=other).sentence() == "er oppdatert: 1 ny rad"
    assert sorted(texts(other, shared)) == ["Fra den andre", "Fra den ene", "Noe kan gå galt"]


def test_packages_there_and_back_make_both_alike(
    archive: Archive, other: Archive, shared: str
) -> None:
    add_risk(archive, shared, "Fra den ene")
    add_risk(other, shared, "Fra den andre")
    send(shared, sender=archive, to=other)
    send(shared, sender=other, to=archive)
    assert contents(other, shared) == contents(archive, shared)


def test_a_deletion_is_taken_over_with_its_tombstone(
    archive: Archive, other: Archive, shared: str
) -> None:
    delete_risk(archive, shared)
    assert send(shared, sender=archive, to=other).sentence() == "er oppdatert: 1 slettet"
    assert texts(other, shared) == []
    assert collect(other, shared) == collect(archive, shared)


def test_what_was_deleted_here_does_not_come_back(
    archive: Archive, other: Archive, shared: str
) -> None:
    delete_risk(other, shared)
    report = send(shared, sender=archive, to=other)
    assert (report.older, texts(other, shared)) == (1, [])


def test_what_was_deleted_there_does_not_come_back_from_a_third(
    archive: Archive, other: Archive, shared: str
) -> None:
    third = contents(archive, shared)
    delete_risk(archive, shared)
    send(shared, sender=archive, to=other)
    merge(other, third)
    assert texts(other, shared) == []


def test_a_deletion_that_was_undone_is_a_newer_row(
    archive: Archive, other: Archive, shared: str
) -> None:
    delete_risk(archive, shared)
    send(shared, sender=archive, to=other)
    undo(archive, shared)
    send(shared, sender=archive, to=other)
    assert texts(other, shared) == ["Noe kan gå galt"]
    assert collect(other, shared) == collect(archive, shared)


def test_a_tombstone_of_a_row_that_was_never_here_is_kept(
    archive: Archive, other: Archive, plan_meeting: Callable[..., str]
) -> None:
    uid = plan_meeting()
    add_risk(archive, uid)
    early = contents(archive, uid)
    delete_risk(archive, uid)
    send(uid, sender=archive, to=other)
    merge(other, early)
    assert texts(other, uid) == []


def test_a_cause_of_a_risk_that_was_deleted_here_stops_the_whole_import(
    archive: Archive, other: Archive, shared: str
) -> None:
    delete_risk(other, shared)
    add_risk(archive, shared, "En annen risiko")
    do(archive, shared, risk_edits.add_cause(loaded(archive, shared).risks[0], "Hastverk"))
    with pytest.raises(MergeRefused, match="en årsak hører til noe som er slettet"):
        send(shared, sender=archive, to=other)
    assert texts(other, shared) == []


def test_exempt_text_is_not_repeated_in_the_refusal(
    archive: Archive, other: Archive, shared: str
) -> None:
    delete_risk(other, shared)
    risk = loaded(archive, shared).risks[0]
    do(archive, shared, risk_edits.add_deviation(shared, risk.uid, "Hemmelig"))
    row = loaded(archive, shared).deviations[0]
    do(archive, shared, Change(row, replace(row, exempt="basis-1")))
    with pytest.raises(MergeRefused) as refused:
        send(shared, sender=archive, to=other)
    assert "Hemmelig" not in str(refused.value)


def forfall(archive: Archive, uid: str) -> None:
    meeting = loaded(archive, uid)
    wanted = AttendanceRow(meeting="", sitting="", participant="", presence=Presence.ABSENT)
    edit = head_edits.set_attendance(meeting, meeting.sitting, meeting.participants[0], wanted)
    do(archive, uid, edit)


def estimate(archive: Archive, uid: str) -> None:
    entry = all_risks(loaded(archive, uid))[0]
    edit = risk_edits.set_estimate(entry, Measure.LIKELIHOOD, "232", residual=False)
    do(archive, uid, edit)


@pytest.mark.parametrize(
    ("say", "word"), [(forfall, "oppmøtet"), (estimate, "egne tall")], ids=["forfall", "figures"]
)
def test_what_only_one_row_can_say_and_both_files_said_is_refused_whole(
    archive: Archive,
    other: Archive,
    shared: str,
    say: Callable[[Archive, str], None],
    word: str,
) -> None:
    say(archive, shared)
    say(other, shared)
    add_risk(archive, shared, "Skal ikke bli halvt tatt inn")
    before = contents(other, shared)
    with pytest.raises(MergeRefused, match=word):
        send(shared, sender=archive, to=other)
    assert contents(other, shared) == before


def test_two_links_between_the_same_points_are_refused(
    archive: Archive, other: Archive, plan_meeting: Callable[..., str]
) -> None:
    uid = plan_meeting("evaluering")
    for column in ("bedre", "neste"):
        do(archive, uid, point_edits.add(loaded(archive, uid), "punkter", column, column))
    send(uid, sender=archive, to=other)
    for each in (archive, other):
        better, following = loaded(each, uid).notes
        do(each, uid, point_edits.toggle_answer(loaded(each, uid), following, better))
    with pytest.raises(MergeRefused, match="knyttet sammen"):
        send(uid, sender=archive, to=other)


def test_what_was_said_twice_can_be_said_anew_after_a_deletion(
    archive: Archive, other: Archive, shared: str
) -> None:
    estimate(archive, shared)
    send(shared, sender=archive, to=other)
    entry = all_risks(loaded(archive, shared))[0]
    do(archive, shared, risk_edits.set_estimate(entry, Measure.LIKELIHOOD, "", residual=False))
    estimate(archive, shared)
    assert send(shared, sender=archive, to=other).sentence() == "er oppdatert: 1 ny rad, 1 slettet"
    assert contents(other, shared) == contents(archive, shared)


def test_a_meeting_closed_here_is_not_changed(
    archive: Archive, other: Archive, shared: str
) -> None:
    close(other, shared)
    add_risk(archive, shared, "For sent")
    before = contents(other, shared)
    with pytest.raises(MergeRefused, match=r"Møtet er avsluttet her .* Gjenåpne"):
        send(shared, sender=archive, to=other)
    assert contents(other, shared) == before


def test_a_closed_meeting_can_be_sent_again_unchanged(
    archive: Archive, other: Archive, shared: str
) -> None:
    close(archive, shared)
    assert send(shared, sender=archive, to=other).newer > 0
    assert send(shared, sender=archive, to=other).sentence() == UNCHANGED
    assert loaded(other, shared).head.status is Status.CLOSED


def add_task(archive: Archive, uid: str) -> None:
    meeting = loaded(archive, uid)
    who = understand_responsible("Enhetsleder")
    when = understand_deadline("uke 50", meeting.sitting.date)
    edit = agreed_edits.add_task(meeting, Where("tiltak"), "Skrive rutinen", who, when)
    do(archive, uid, edit)


def follow_up(archive: Archive, uid: str) -> None:
    meeting = loaded(archive, uid)
    row = FollowUpRow(
        task=meeting.tasks[0].uid, said_on=meeting.sitting.date, status=TaskStatus.DONE
    )
    with action(archive, uid, "Status", while_locked=True) as writer:
        Add(row, ("task",)).apply(writer)


def follow_up_later(archive: Archive, uid: str, later: str, status: TaskStatus) -> None:
    """Give a meeting a task, and say in a later one what became of it."""
    add_task(archive, uid)
    day = loaded(archive, later).sitting.date
    task = loaded(archive, uid).tasks[0]
    said = agreed_edits.follow_up(loaded(archive, later), task, status, said_on=day)
    do(archive, later, said)


def test_a_closed_meetings_tasks_live_on(archive: Archive, other: Archive, shared: str) -> None:
    add_task(archive, shared)
    close(archive, shared)
    send(shared, sender=archive, to=other)
    follow_up(archive, shared)
    assert send(shared, sender=archive, to=other).sentence() == "er oppdatert: 1 ny rad"
    meeting = loaded(other, shared)
    assert meeting.state_of(meeting.tasks[0]).status is TaskStatus.DONE


def test_a_follow_up_comes_in_without_the_meeting_where_it_was_said(
    archive: Archive, other: Archive, shared: str, plan_meeting: Callable[..., str]
) -> None:
    later = plan_meeting(title="Neste runde")
    follow_up_later(archive, shared, later, TaskStatus.UNDER_WAY)
    send(shared, sender=archive, to=other)
    assert [row.meeting for row in loaded(other, shared).follow_ups] == [later]
    assert contents(other, shared) == contents(archive, shared)


def test_a_deleted_follow_up_is_told_of_by_its_tasks_meeting(
    archive: Archive, other: Archive, shared: str, plan_meeting: Callable[..., str]
) -> None:
    later = plan_meeting(title="Neste runde")
    follow_up_later(archive, shared, later, TaskStatus.DONE)
    send(shared, sender=archive, to=other)
    undo(archive, later)
    assert send(shared, sender=archive, to=other).sentence() == "er oppdatert: 1 slettet"


def test_a_follow_up_deleted_by_the_package_of_its_task_does_not_come_back_by_that_of_its_meeting(
    archive: Archive, other: Archive, shared: str, plan_meeting: Callable[..., str]
) -> None:
    later = plan_meeting(title="Neste runde")
    follow_up_later(archive, shared, later, TaskStatus.DONE)
    send(shared, sender=archive, to=other)
    send(later, sender=archive, to=other)
    before = contents(archive, later)
    undo(archive, later)
    send(shared, sender=archive, to=other)
    assert collect(other, later) == collect(archive, later)
    merge(other, before)
    assert loaded(other, shared).follow_ups == ()


def test_a_follow_up_that_was_deleted_before_it_came_stays_away_when_its_meeting_comes(
    archive: Archive, other: Archive, shared: str, plan_meeting: Callable[..., str]
) -> None:
    later = plan_meeting(title="Neste runde")
    follow_up_later(archive, shared, later, TaskStatus.DONE)
    before = contents(archive, later)
    undo(archive, later)
    send(shared, sender=archive, to=other)
    merge(other, before)
    assert loaded(other, shared).follow_ups == ()


def test_a_row_that_belongs_to_another_meeting_here_is_refused(
    archive: Archive, other: Archive, shared: str, plan_meeting: Callable[..., str]
) -> None:
    coming = contents(archive, shared)
    head = replace(coming.head, uid="et-annet-mote")
    rows = tuple(replace(row, meeting=head.uid) for row in coming.rows)
    with pytest.raises(MergeRefused, match="i et annet møte"):
        merge(other, Contents(head, rows, Beside()))
    assert [line.uid for line in meetings.recent(other)] == [shared]


def test_a_newer_legal_basis_comes_with_the_meeting(
    archive: Archive, other: Archive, shared: str
) -> None:
    risk = loaded(archive, shared).risks[0]
    do(archive, shared, Change(risk, replace(risk, exempt="basis-2")))
    (basis,) = select(archive, LegalBasisRow, "uid = 'basis-2'", order="uid")
    with action(archive, None, "Endret hjemmel") as writer:
        writer.change(basis, replace(basis, name="offl. § 23 første ledd"))
    send(shared, sender=archive, to=other)
    assert collect(other, shared) == collect(archive, shared)
    assert collect(other, shared).legal_bases[0].name == "offl. § 23 første ledd"


def test_a_basis_that_is_missing_here_is_added(
    archive: Archive, other: Archive, shared: str
) -> None:
    with action(archive, None, "Ny hjemmel") as writer:
        writer.add(LegalBasisRow(uid="egen", name="Vår"))
    risk = loaded(archive, shared).risks[0]
    do(archive, shared, Change(risk, replace(risk, exempt="egen")))
    send(shared, sender=archive, to=other)
    assert collect(other, shared).legal_bases[0].name == "Vår"


def test_a_draft_survives_an_import(archive: Archive, other: Archive, shared: str) -> None:
    other.connection.execute("INSERT INTO draft VALUES (?, 'risiko', 'halvskrevet')", (shared,))
    add_risk(archive, shared, "Ny")
    send(shared, sender=archive, to=other)
    assert other.connection.execute("SELECT text FROM draft").fetchone()[0] == "halvskrevet"


def test_the_rules_in_words_are_those_of_the_database(archive: Archive) -> None:
    connection = archive.connection
    for row in CONTENT:
        keys = connection.execute(f'PRAGMA foreign_key_list("{row.table}")').fetchall()
        pointed = {key["from"]: key["table"] for key in keys if key["from"] != "meeting"}
        told = {field: target.table for field, target in POINTERS.get(row, {}).items()}
        assert told == pointed, row.table
        indexes = connection.execute(f'PRAGMA index_list("{row.table}")').fetchall()
        unique = {
            tuple(
                column["name"]
                for column in connection.execute(f'PRAGMA index_info("{index["name"]}")').fetchall()
            )
            for index in indexes
            if index["unique"]
        } - {("uid",)}
        assert unique == ({ONLY_ONE[row]} if row in ONLY_ONE else set()), row.table
