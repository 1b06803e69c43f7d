"""The history of a meeting, read from its journal."""

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from store import agreed_edits, lifecycle, risk_edits, undo
from store.agreed_edits import Where
from store.database import Archive
from store.edits import Add, Change, Edit, Remove
from store.history import ColumnChange, History, How, RowChange
from store.journal import action
from store.meeting import Meeting
from store.row import Row
from store.rows import CauseRow, HeadValueRow, NoteRow, ParticipantRow, RiskRow, SittingRow
from store.sections import all_risks
from store.task_rows import CarriedRow, FollowUpRow
from store.vocabulary import Stance, TaskStatus
from store.withheld import HIDDEN, Withheld
from tests.exempt_everywhere import KINDS, MARKER, fill
from tests.series_of_talks import AUTUMN, SPRING, Talks
from tests.store.cooperation import Table

Load = Callable[[str], Meeting]
Plan = Callable[..., str]


def act(archive: Archive, uid: str, edit: Edit | None, label: str = "Prøve") -> None:
    assert edit is not None
    with action(archive, uid, label) as writer:
        edit.apply(writer)


def history(archive: Archive, meeting: Meeting, *, shows_exempt: bool = False) -> History:
    return History(archive, meeting, shows_exempt=shows_exempt)


def changes(archive: Archive, meeting: Meeting, *, shows_exempt: bool = False) -> list[RowChange]:
    read = history(archive, meeting, shows_exempt=shows_exempt)
    return [*read.read(read.everything())]


def words(change: RowChange) -> str:
    said = (text for column in change.columns for text in (column.before, column.after))
    return " ".join((change.what, change.name, *said))


def add_risk(archive: Archive, uid: str, text: str, **said: object) -> RiskRow:
    with action(archive, uid, "Ny risiko") as writer:
        return writer.add_last(RiskRow(meeting=uid, section="risikoer", text=text, **said))


# Who, when, what, before and after


def test_the_newest_change_comes_first_with_who_when_and_what(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    row = add_risk(archive, uid, "Feil dose")
    archive.who = "Referent"
    act(archive, uid, Change(row, replace(row, likelihood=4)), "Vurdert risiko")
    newest, before = changes(archive, load(uid))[:2]
    assert (newest.who, newest.what, newest.how) == ("Referent", "Vurdert risiko", How.CHANGED)
    assert newest.at == archive.clock()
    assert (newest.row, newest.name) == ("Risiko", "Feil dose")
    assert newest.columns == (ColumnChange("Sannsynlighet", "", "4"),)
    assert (before.what, before.how) == ("Ny risiko", How.ADDED)
    assert before.columns == (ColumnChange("Tekst", "", "Feil dose"),)


def test_a_deletion_tells_what_the_row_held(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    row = add_risk(archive, uid, "Feil dose", important=True)
    act(archive, uid, Remove((row,)), "Slettet risiko")
    newest = changes(archive, load(uid))[0]
    assert (newest.how, newest.is_gone) == (How.DELETED, True)
    assert newest.columns == (
        ColumnChange("Tekst", "Feil dose", ""),
        ColumnChange("Viktig", "ja", ""),
    )


def test_what_was_taken_back_and_repeated_is_told_as_that(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    add_risk(archive, uid, "Feil dose")
    undo.undo(archive, uid)
    undo.redo(archive, uid)
    told = [change.what for change in changes(archive, load(uid))[:3]]
    assert told == ["Gjorde om: Ny risiko", "Angret: Ny risiko", "Ny risiko"]


def test_a_place_in_a_list_is_told_only_when_it_was_changed(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    add_risk(archive, uid, "Første")
    second = add_risk(archive, uid, "Andre")
    act(archive, uid, risk_edits.move(all_risks(load(uid)), second, -1), "Flyttet risiko")
    moved, other, added = changes(archive, load(uid))[:3]
    assert {moved.columns, other.columns} == {
        (ColumnChange("Plass", "2", "1"),),
        (ColumnChange("Plass", "1", "2"),),
    }
    assert [column.label for column in added.columns] == ["Tekst"]


def test_another_meetings_changes_are_not_in_it(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    one, other = plan_meeting(), plan_meeting(title="Det andre")
    add_risk(archive, other, "Et annet sted")
    assert all("Et annet sted" not in words(each) for each in changes(archive, load(one)))


def test_keys_and_uids_are_said_in_words(archive: Archive, plan_meeting: Plan, load: Load) -> None:
    uid = plan_meeting()
    row = add_risk(archive, uid, "Feil dose")
    meeting = load(uid)
    act(archive, uid, agreed_edits.add_decision(meeting, Where("tiltak", row.uid), "Kjøpe skap"))
    (decision,) = (each for each in changes(archive, meeting) if each.row == "Beslutning")
    told = {column.label: column.after for column in decision.columns}
    assert told == {
        "Møtedag": "24.11.2026",
        "Stoppunkt": meeting.kind.stop("tiltak").heading,
        "Gjelder": "Feil dose",
        "Tekst": "Kjøpe skap",
    }


def test_dates_words_and_headings_of_a_talk_are_said_in_words(archive: Archive) -> None:
    talks = Talks(archive)
    meeting = talks.begin(SPRING, period="1. tertial")
    note = NoteRow(meeting=meeting.uid, section="temaer", column="økonomi", text="Stramt")
    talks.do(meeting, Add(note))
    talks.do(meeting, Change(meeting.head, replace(meeting.head, next_meeting=AUTUMN)))
    told = {
        column.label: column.after
        for change in changes(archive, talks.now(meeting))
        for column in change.columns
    }
    assert told["Felt"] == "Periode"
    assert told["Neste møte"] == "15.09.2026"
    assert told["Står under"] == "4 Økonomiske rammer"


def test_the_life_of_a_meeting_is_in_it_without_what_the_check_named(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    lifecycle.close(archive, load(uid), ("Risiko uten svar: Feil dose",))
    told = " ".join(words(change) for change in changes(archive, load(uid)))
    assert "Møtet er avsluttet" in told
    assert "Feil dose" not in told


def test_the_approved_content_is_not_in_it(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    lifecycle.close(archive, load(uid))
    lifecycle.send(archive, load(uid))
    lifecycle.approve(archive, load(uid), "Enhetsleder")
    (approval,) = (each for each in changes(archive, load(uid)) if each.row == "Godkjenning")
    told = {column.label for column in approval.columns}
    assert told == {"Tidspunkt", "Godkjent av", "Skrivemåte", "Fingeravtrykk"}


# One entry


def test_an_entrys_own_history_is_its_changes_and_those_of_what_hangs_on_it(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    mine, other = add_risk(archive, uid, "Min"), add_risk(archive, uid, "Annen")
    act(archive, uid, risk_edits.add_cause(mine, "Min årsak"), "Ny årsak")
    act(archive, uid, risk_edits.add_cause(other, "Annen årsak"), "Ny årsak")
    act(archive, uid, risk_edits.mark(mine, "important"), "Viktig")
    read = history(archive, load(uid))
    told = [change.name for change in read.read(read.of_entry(mine.uid))]
    assert told == ["Min", "Min årsak", "Min"]


def test_what_hung_on_it_before_it_was_deleted_is_still_in_it(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    row = add_risk(archive, uid, "Feil dose")
    act(archive, uid, risk_edits.add_cause(row, "Travelt"))
    act(archive, uid, risk_edits.remove(load(uid), all_risks(load(uid))[0]))
    read = history(archive, load(uid))
    told = {(change.name, change.how) for change in read.read(read.of_entry(row.uid))}
    assert ("Travelt", How.DELETED) in told


def test_what_is_said_of_a_carried_task_is_in_its_history(archive: Archive) -> None:
    talks = Talks(archive)
    task = talks.agree(talks.begin(SPRING), "Ny rutine", "1.12.2026")
    meeting = talks.begin(AUTUMN)
    (carried,) = meeting.carried
    said = FollowUpRow(
        task=task.uid, meeting=meeting.uid, said_on=AUTUMN, status=TaskStatus.UNDER_WAY
    )
    talks.do(meeting, Add(said, ("task",)))
    read = history(archive, talks.now(meeting))
    assert [each.row for each in read.read(read.of_entry(carried.uid))] == [
        "Oppfølging",
        "Oppgave fra før",
    ]


# What was deleted


def test_what_is_deleted_is_told_once_by_what_all_hung_on(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    row = add_risk(archive, uid, "Feil dose")
    act(archive, uid, risk_edits.add_cause(row, "Travelt"))
    act(archive, uid, risk_edits.remove(load(uid), all_risks(load(uid))[0]))
    read = history(archive, load(uid))
    assert [change.name for change in read.read(read.deleted())] == ["Feil dose"]


def test_what_was_brought_back_is_no_longer_among_what_is_deleted(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    row = add_risk(archive, uid, "Feil dose")
    act(archive, uid, Remove((row,)))
    undo.undo(archive, uid)
    assert history(archive, load(uid)).deleted() == []


def test_the_names_of_a_corrected_task_are_not_told_as_deleted(archive: Archive) -> None:
    talks = Talks(archive)
    meeting = talks.begin(SPRING)
    task = talks.agree(meeting, "Ny rutine", "1.12.2026")
    meeting = talks.now(meeting)
    names = tuple(meeting.responsibles)
    talks.do(meeting, agreed_edits.ChangeTask(task, task, names, ("Rektor",)))
    assert history(archive, talks.now(meeting)).deleted() == []


# What is exempt


@pytest.mark.parametrize("kind_id", KINDS)
def test_no_exempt_word_is_in_any_history_until_it_is_asked_for(
    archive: Archive, kind_id: str, load: Load
) -> None:
    fill(archive)
    found = archive.connection.execute("SELECT uid FROM meeting WHERE kind = ?", (kind_id,))
    for (uid,) in found.fetchall():
        told = [words(change) for change in changes(archive, load(uid))]
        assert [each for each in told if MARKER in each] == []
        all_told = " ".join(words(each) for each in changes(archive, load(uid), shows_exempt=True))
        assert (MARKER in all_told) is bool(HIDDEN in " ".join(told))


def test_what_was_written_before_it_was_exempted_is_hidden_too(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    row = add_risk(archive, uid, MARKER)
    act(archive, uid, Change(row, replace(row, exempt="basis-1")), "Unntak")
    for change in changes(archive, load(uid)):
        assert MARKER not in words(change)
    told = changes(archive, load(uid))[1]
    assert told.columns == (ColumnChange("Tekst", "", HIDDEN),)
    assert isinstance(told.columns[0].after, Withheld)
    assert told.is_hidden


def test_what_was_exempt_and_is_no_longer_stays_hidden_in_the_history(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    row = add_risk(archive, uid, MARKER, exempt="basis-1")
    act(archive, uid, Change(row, replace(row, text="Feil dose")))
    row = load(uid).risks[0]
    act(archive, uid, Change(row, replace(row, exempt="")))
    assert all(MARKER not in words(change) for change in changes(archive, load(uid)))


def test_what_once_hung_on_something_exempt_is_hidden(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    row = add_risk(archive, uid, "Hemmelig risiko", exempt="basis-1")
    meeting = load(uid)
    act(archive, uid, agreed_edits.add_decision(meeting, Where("tiltak", row.uid), MARKER))
    act(archive, uid, Add(CauseRow(meeting=uid, risk=row.uid, text=MARKER), ("risk",)))
    act(archive, uid, risk_edits.remove(load(uid), all_risks(load(uid))[0]))
    assert load(uid).decisions[0].about == ""
    assert all(MARKER not in words(change) for change in changes(archive, load(uid)))


def test_a_row_that_is_open_does_not_tell_the_words_of_an_exempt_one_that_it_points_at(
    archive: Archive,
) -> None:
    talks = Talks(archive)
    first = talks.begin(SPRING, title=MARKER)
    talks.do(first, Change(first.head, replace(first.head, exempt="basis-3")))
    later = talks.begin(AUTUMN)
    talks.do(later, Change(later.head, replace(later.head, previous=first.uid)))
    told = changes(archive, talks.now(later))
    assert ColumnChange("Fortsetter fra", "", HIDDEN) in told[0].columns
    assert all(MARKER not in words(change) for change in told)


def test_a_carried_task_that_its_own_meeting_exempts_is_hidden(archive: Archive) -> None:
    talks = Talks(archive)
    first = talks.begin(SPRING)
    task = talks.agree(first, MARKER, "1.12.2026")
    later = talks.begin(AUTUMN)
    said = FollowUpRow(
        task=task.uid,
        meeting=later.uid,
        said_on=AUTUMN,
        status=TaskStatus.UNDER_WAY,
        remark=MARKER,
    )
    talks.do(later, Add(said, ("task",)))
    talks.do(first, Change(task, replace(task, exempt="basis-1")))
    told = changes(archive, talks.now(later))
    assert {"Oppfølging", "Oppgave fra før"} <= {change.row for change in told}
    assert all(MARKER not in words(change) for change in told)


def test_what_is_said_of_a_task_that_only_this_meeting_exempts_is_hidden(
    archive: Archive,
) -> None:
    talks = Talks(archive)
    meeting = talks.begin(SPRING)
    carried = CarriedRow(
        meeting=meeting.uid,
        task="fjern",
        from_meeting="fjern",
        from_title="",
        from_date=SPRING,
        text=MARKER,
        exempt="basis-1",
    )
    said = FollowUpRow(
        task="fjern",
        meeting=meeting.uid,
        said_on=SPRING,
        status=TaskStatus.UNDER_WAY,
        remark=MARKER,
    )
    talks.do(meeting, Add(carried))
    talks.do(meeting, Add(said, ("task",)))
    talks.do(meeting, Remove((talks.now(meeting).carried[0],)))
    assert all(MARKER not in words(each) for each in changes(archive, talks.now(meeting)))


def test_a_follow_up_does_not_name_a_task_that_this_meeting_exempts(archive: Archive) -> None:
    talks = Talks(archive)
    task = talks.agree(talks.begin(SPRING), MARKER, "1.12.2026")
    later = talks.begin(AUTUMN)
    (carried,) = later.carried
    said = FollowUpRow(
        task=task.uid, meeting=later.uid, said_on=AUTUMN, status=TaskStatus.UNDER_WAY
    )
    talks.do(later, Add(said, ("task",)))
    talks.do(later, Change(carried, replace(carried, exempt="basis-1")))
    meeting = talks.now(later)
    assert "Oppfølging" in {change.row for change in changes(archive, meeting)}
    assert all(MARKER not in words(change) for change in changes(archive, meeting))
    assert MARKER not in history(archive, meeting).name(meeting.follow_ups[0].uid)


def test_in_a_meeting_that_is_exempt_as_a_whole_every_word_is_hidden(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting(title=MARKER, place=MARKER, participants=[MARKER])
    rows: list[Row] = [
        SittingRow(meeting=uid, position=2, date=date(2026, 11, 25)),
        ParticipantRow(meeting=uid, position=9, name=MARKER, role=MARKER),
        HeadValueRow(meeting=uid, field="felt", text=MARKER),
    ]
    for row in rows:
        act(archive, uid, Add(row))
    head = load(uid).head
    act(archive, uid, Change(head, replace(head, exempt="basis-3")), HIDDEN)
    assert all(MARKER not in words(change) for change in changes(archive, load(uid)))
    assert MARKER in " ".join(words(e) for e in changes(archive, load(uid), shows_exempt=True))


def test_figures_and_answers_are_told_of_what_is_hidden_as_the_meeting_shows_them(
    archive: Archive,
) -> None:
    table = Table(archive)
    table.add("Budsjett")
    item = table.entry().item
    table.act(Change(item, replace(item, exempt="basis-1")))
    table.stand("Fagforbundet", Stance.DISAGREES, MARKER)
    told = [each for each in changes(archive, table.meeting) if each.row == "Standpunkt"]
    assert {column.label: column.after for column in told[-1].columns} == {
        "Sak": HIDDEN,
        "Part": "Fagforbundet",
        "Standpunkt": "uenig",
        "Klokkeslett": "kl. 09.00",
    }
