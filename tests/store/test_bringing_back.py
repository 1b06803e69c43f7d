"""What was deleted is brought back from the history, as a new act."""

from collections.abc import Callable

import pytest

from store import agenda_edits, agreed_edits, lifecycle, point_edits, risk_edits, undo
from store.agreed_edits import Where
from store.bringing_back import ENTRIES, BringBack
from store.database import Archive
from store.edits import Add, Edit, Refused, Remove
from store.history import History
from store.journal import Locked, action
from store.meeting import Meeting
from store.rows import CauseRow, NoteRow, RiskRow
from store.sections import all_risks
from store.task_rows import ResponsibleRow
from store.undo import UndoRefused
from store.vocabulary import ItemText, Stance, Status
from tests.series_of_talks import SPRING, Talks
from tests.store.cooperation import Table

Load = Callable[[str], Meeting]
Plan = Callable[..., str]


def act(archive: Archive, uid: str, edit: Edit | None, label: str = "Prøve") -> None:
    assert edit is not None
    with action(archive, uid, label) as writer:
        edit.apply(writer)


def add_risk(archive: Archive, uid: str, text: str = "Feil dose") -> RiskRow:
    with action(archive, uid, "Ny risiko") as writer:
        return writer.add_last(RiskRow(meeting=uid, section="risikoer", text=text), "meeting")


def remove_first_risk(archive: Archive, meeting: Meeting) -> None:
    act(archive, meeting.uid, risk_edits.remove(meeting, all_risks(meeting)[0]), "Slettet risiko")


def said(meeting: Meeting) -> object:
    """Everything that a person would see of it; not the versions, which count up."""
    return [
        [{**{name: getattr(row, name) for name in row.__struct_fields__}, "rev": 0} for row in rows]
        for rows in (
            *(meeting.risks, meeting.causes, meeting.controls, meeting.decisions, meeting.tasks),
            *(meeting.items, meeting.notes, meeting.positions, meeting.answers),
            *(meeting.responsibles, meeting.follow_ups),
        )
    ]


def test_a_risk_comes_back_with_its_causes_and_what_was_set_loose_hangs_on_it_again(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    row = add_risk(archive, uid)
    act(archive, uid, risk_edits.add_cause(row, "Travelt"))
    act(archive, uid, agreed_edits.add_decision(load(uid), Where("tiltak", row.uid), "Nytt skap"))
    before = said(load(uid))
    remove_first_risk(archive, load(uid))
    add_other = RiskRow(meeting=uid, section="risikoer", text="Noe annet", position=9)
    act(archive, uid, Add(add_other, ()))
    act(archive, uid, BringBack(row.uid))
    act(archive, uid, Remove((load(uid).risks[-1],)))
    assert said(load(uid)) == before


def test_it_can_be_undone_and_redone_as_any_act(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    row = add_risk(archive, uid)
    act(archive, uid, risk_edits.add_cause(row, "Travelt"))
    there = said(load(uid))
    remove_first_risk(archive, load(uid))
    gone = said(load(uid))
    act(archive, uid, BringBack(row.uid), "Hentet tilbake risiko")
    assert undo.undo(archive, uid).label == "Hentet tilbake risiko"
    assert said(load(uid)) == gone
    undo.redo(archive, uid)
    assert said(load(uid)) == there
    undo.undo(archive, uid)
    undo.undo(archive, uid)
    assert said(load(uid)) == there


def test_other_rows_that_the_same_act_deleted_stay_deleted(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    one, other = add_risk(archive, uid, "Den ene"), add_risk(archive, uid, "Den andre")
    act(archive, uid, Remove((one, other)))
    act(archive, uid, BringBack(other.uid))
    assert [row.text for row in load(uid).risks] == ["Den andre"]


def test_its_version_counts_past_its_tombstone_which_is_gone(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    row = add_risk(archive, uid)
    act(archive, uid, Remove((row,)))
    act(archive, uid, BringBack(row.uid))
    assert load(uid).risks[0].rev > row.rev + 1
    assert archive.connection.execute("SELECT count(*) FROM tombstone").fetchone()[0] == 0


def test_what_has_been_hung_elsewhere_since_stays_there(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    row, other = add_risk(archive, uid), add_risk(archive, uid, "Den andre")
    act(archive, uid, agreed_edits.add_decision(load(uid), Where("tiltak", row.uid), "Nytt skap"))
    remove_first_risk(archive, load(uid))
    decision = load(uid).decisions[0]
    with action(archive, uid, "Flyttet") as writer:
        writer.update("decision", decision.uid, decision.rev, {"about": other.uid})
    act(archive, uid, BringBack(row.uid))
    assert load(uid).decisions[0].about == other.uid


def test_a_risk_that_was_merged_into_another_takes_back_what_hung_on_it(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    gone, kept = add_risk(archive, uid, "Borte"), add_risk(archive, uid, "Beholdt")
    act(archive, uid, risk_edits.add_cause(gone, "Travelt"))
    entries = all_risks(load(uid))
    act(archive, uid, risk_edits.merge(load(uid), entries[0], entries[1]))
    assert load(uid).causes[0].risk == kept.uid
    act(archive, uid, BringBack(gone.uid))
    assert load(uid).causes[0].risk == gone.uid


def test_a_sak_comes_back_with_all_that_was_said_in_it(archive: Archive) -> None:
    table = Table(archive)
    table.add("Budsjett", "Vikarbyrå")
    table.fix()
    table.say(ItemText.BACKGROUND, "Stramt år")
    table.stand("Fagforbundet", Stance.DISAGREES, "Vi er uenige")
    before = said(table.meeting)
    item = table.entry().item
    table.act(agenda_edits.remove(table.entry()))
    table.act(BringBack(item.uid))
    assert said(table.meeting) == before


def test_a_sak_whose_number_is_given_away_is_not_brought_back(archive: Archive) -> None:
    table = Table(archive)
    table.add("Budsjett")
    table.fix()
    item = table.entry().item
    table.act(agenda_edits.remove(table.entry()))
    table.add("Vikarbyrå")
    table.fix()
    with pytest.raises(UndoRefused, match="er gitt til en annen sak siden"):
        table.act(BringBack(item.uid))
    assert [entry.item.text for entry in table.entries] == ["Vikarbyrå"]


def test_a_task_comes_back_with_its_names_and_what_was_said_of_it(archive: Archive) -> None:
    talks = Talks(archive)
    meeting = talks.begin(SPRING)
    task = talks.agree(meeting, "Ny rutine", "1.12.2026")
    before = said(talks.now(meeting))
    talks.do(meeting, agreed_edits.remove_task(talks.now(meeting), task))
    talks.do(meeting, BringBack(task.uid))
    assert said(talks.now(meeting)) == before
    assert talks.now(meeting).responsibles


def test_a_point_comes_back_with_its_answers(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting("evaluering")
    for column in ("bedre", "neste"):
        note = NoteRow(meeting=uid, section="punkter", column=column, text=column)
        act(archive, uid, Add(note, ("section", "column")))
    point, answer = load(uid).notes
    act(archive, uid, point_edits.toggle_answer(load(uid), answer, point))
    before = said(load(uid))
    act(archive, uid, point_edits.remove(load(uid), point))
    act(archive, uid, BringBack(point.uid))
    assert said(load(uid)) == before
    act(archive, uid, point_edits.remove(load(uid), load(uid).notes[0]))
    act(archive, uid, point_edits.remove(load(uid), load(uid).notes[0]))
    act(archive, uid, BringBack(point.uid))
    assert [row.text for row in load(uid).notes] == ["bedre"]
    assert load(uid).answers == ()


# What is refused, with nothing written


def test_what_hung_on_something_that_is_deleted_too_says_what_to_bring_back_first(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    row = add_risk(archive, uid)
    act(archive, uid, risk_edits.add_cause(row, "Travelt"))
    cause = load(uid).causes[0]
    act(archive, uid, Remove((cause,)))
    remove_first_risk(archive, load(uid))
    with pytest.raises(Refused, match="Hent tilbake det først"):
        act(archive, uid, BringBack(cause.uid))
    act(archive, uid, BringBack(row.uid))
    act(archive, uid, BringBack(cause.uid))
    assert [each.text for each in load(uid).causes] == ["Travelt"]


def test_what_is_there_is_not_brought_back(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    row = add_risk(archive, uid)
    act(archive, uid, Remove((row,)))
    act(archive, uid, BringBack(row.uid))
    for known in (row.uid, "ukjent"):
        with pytest.raises(Refused, match="ikke slettet"):
            act(archive, uid, BringBack(known))


def test_a_position_is_not_brought_back_where_the_party_has_taken_another(
    archive: Archive,
) -> None:
    table = Table(archive)
    table.add("Budsjett")
    table.stand("Fagforbundet", Stance.DISAGREES)
    position = table.meeting.positions[0]
    table.act(Remove((position,)))
    table.stand("Fagforbundet", Stance.AGREES)
    with pytest.raises(Refused, match="tatt plassen"):
        table.act(BringBack(position.uid))
    assert [row.stance for row in table.meeting.positions] == [Stance.AGREES]


def test_a_name_on_a_task_does_not_come_back_without_its_task(archive: Archive) -> None:
    talks = Talks(archive)
    meeting = talks.begin(SPRING)
    talks.agree(meeting, "Ny rutine", "1.12.2026")
    name = talks.now(meeting).responsibles[0]
    talks.do(meeting, Remove((name,)))
    with pytest.raises(Refused, match="for seg selv"):
        talks.do(meeting, BringBack(name.uid))
    assert ResponsibleRow not in ENTRIES


@pytest.mark.parametrize("steps", [1, 3], ids=[Status.CLOSED, Status.APPROVED])
def test_nothing_is_brought_back_into_a_locked_meeting(
    archive: Archive, plan_meeting: Plan, load: Load, steps: int
) -> None:
    uid = plan_meeting()
    row = add_risk(archive, uid)
    act(archive, uid, Remove((row,)))
    lifecycle.close(archive, load(uid))
    if steps > 1:
        lifecycle.send(archive, load(uid))
        lifecycle.approve(archive, load(uid), "Enhetsleder")
    with pytest.raises(Locked):
        act(archive, uid, BringBack(row.uid))
    assert load(uid).risks == ()


def test_everything_that_the_history_tells_as_deleted_can_be_brought_back(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    rows = [add_risk(archive, uid, f"Risiko {number}") for number in range(3)]
    act(archive, uid, Add(CauseRow(meeting=uid, risk=rows[0].uid, text="Travelt"), ("risk",)))
    before = said(load(uid))
    for _row in rows:
        remove_first_risk(archive, load(uid))
    read = History(archive, load(uid), shows_exempt=False)
    for change in read.read(read.deleted()):
        act(archive, uid, BringBack(change.uid))
    assert said(load(uid)) == before
